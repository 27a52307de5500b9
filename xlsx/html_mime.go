package xlsx

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"
)

// webPart is a page, or a style sheet, of a web archive (.mht); a page that stands alone has no name.
type webPart struct {
	name, charset string
	body          []byte
	css           bool
}

// isArchive reports a web archive: «Single File Web Page» of Excel.
func isArchive(b []byte) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), 512)], []byte(utf8Mark)), " \r\n\t")
	return len(head) > 13 && strings.EqualFold(string(head[:13]), "mime-version:")
}

// mostParts bounds the parts of a web archive.
const mostParts = 2000

// webArchive takes an archive apart. Style sheets come first, then the pages in their order. The first part that lists
// the sheets is the main page.
func webArchive(b []byte) ([]webPart, error) {
	header, body := mimeHeader(bytes.TrimLeft(bytes.TrimPrefix(b, []byte(utf8Mark)), " \r\n\t"))
	boundary := mimeParam(header["content-type"], "boundary")
	if boundary == "" {
		part, err := mimePart(header, body)
		return []webPart{part}, err
	}
	var styles, pages []webPart
	pieces := bytes.Split(body, []byte("--"+boundary))
	if len(pieces) > mostParts {
		return nil, tooMany("", "parts", mostParts)
	}
	if len(pieces) < 2 || !bytes.HasPrefix(pieces[len(pieces)-1], []byte("--")) {
		return nil, problem(problemTruncated)
	}
	for _, piece := range pieces[1 : len(pieces)-1] {
		header, body := mimeHeader(bytes.TrimLeft(piece, " \r\n"))
		kind := strings.ToLower(header["content-type"])
		page, css := strings.HasPrefix(kind, "text/html"), strings.HasPrefix(kind, "text/css")
		if !page && !css {
			continue
		}
		part, err := mimePart(header, body)
		if err != nil {
			return nil, err
		}
		if part.css = css; css {
			styles = append(styles, part)
		} else {
			pages = append(pages, part)
		}
	}
	return append(styles, pages...), nil
}

// mimeHeader reads the lines up to the empty one, by lower-case name.
func mimeHeader(b []byte) (map[string]string, []byte) {
	header, last := map[string]string{}, ""
	for len(b) > 0 && len(header) < 100 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		text := strings.TrimRight(string(line[:min(len(line), 4096)]), "\r")
		if text == "" {
			break
		}
		if text[0] == ' ' || text[0] == '\t' {
			if len(header[last]) < 4096 {
				header[last] += " " + strings.TrimSpace(text)
			}
			continue
		}
		name, value, _ := strings.Cut(text, ":")
		last = strings.ToLower(strings.TrimSpace(name))
		header[last] = strings.TrimSpace(value)
	}
	return header, b
}

// mimeParam finds «boundary="…"».
func mimeParam(value, name string) string {
	at := strings.Index(strings.ToLower(value), name+"=")
	if at < 0 {
		return ""
	}
	value = value[at+len(name)+1:]
	if strings.HasPrefix(value, `"`) {
		return between(value, `"`, `"`)
	}
	value, _, _ = strings.Cut(value, ";")
	return strings.TrimSpace(value)
}

func mimePart(header map[string]string, body []byte) (webPart, error) {
	part := webPart{name: header["content-location"], charset: mimeParam(header["content-type"], "charset"), body: body}
	if part.name == "" {
		part.name = "part"
	}
	var err error
	switch strings.ToLower(header["content-transfer-encoding"]) {
	case "quoted-printable":
		part.body, err = io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	case "base64":
		part.body, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(body)))
	}
	if err != nil {
		return part, damaged(part.name, "a part of the archive cannot be decoded")
	}
	return part, nil
}
