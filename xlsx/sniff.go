package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sniff decides by its bytes what a file is. The extension says nothing: .xls files are often HTML or
// xlsx inside. A zip package may yet turn out to be of another kind.
func sniff(name string, b []byte, lim Limits) (Container, *ProblemError) {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	zipped := bytes.HasPrefix(b, []byte("PK\x03\x04"))
	switch {
	case len(b) == 0:
		return 0, problem(problemEmpty)
	case !zipped && (strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~lock.")):
		return 0, problem(problemLock)
	case int64(len(b)) > lim.File:
		return 0, problem(problemTooLarge, "limit", strconv.FormatInt(lim.File, 10),
			"size", strconv.Itoa(len(b)))
	case zipped:
		return ContainerXLSX, nil
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")):
		return known(sniffCompound(b))
	case len(bytes.Trim(b[:min(len(b), 4096)], "\x00")) == 0:
		return 0, problem(problemZeros)
	}
	if id := sniffMagic(b); id != "" {
		return known(id)
	}
	if bytes.Contains(b[max(0, len(b)-66_000):], endOfDirectory) {
		return ContainerXLSX, nil // junk before the package; archive/zip copes
	}
	if id := sniffText(b); id != "" {
		return known(id)
	}
	return 0, problem(problemNotZip)
}

// known is the container that a mark stands for, or the problem that the file is of a kind that is not read.
func known(id string) (Container, *ProblemError) {
	switch id {
	case problemXLS:
		return ContainerXLS, nil
	case problemXML2003:
		return ContainerXML2003, nil
	case problemODS:
		return ContainerODS, nil
	case problemHTML:
		return ContainerHTML, nil
	case problemCSV:
		return ContainerText, nil
	}
	return 0, problem(id)
}

var endOfDirectory = []byte("PK\x05\x06")

// sniffMagic knows files by their first bytes.
func sniffMagic(b []byte) string {
	for _, m := range []struct{ magic, id string }{
		{"%PDF-", problemPDF},
		{"\xFF\xD8\xFF", problemPicture},
		{"\x89PNG", problemPicture},
		{"GIF8", problemPicture},
		{"II*\x00", problemPicture},
		{"MM\x00*", problemPicture},
		{"Rar!", problemArchive},
		{"7z\xBC\xAF", problemArchive},
		{"\x1F\x8B", problemArchive},
		{`{\rtf`, problemWord},
		{"\x09\x00\x04\x00", problemXLS}, // bare BIFF 2 to 5 streams
		{"\x09\x02\x06\x00", problemXLS},
		{"\x09\x04\x06\x00", problemXLS},
		{"\x09\x08\x08\x00", problemXLS},
		{"\x09\x08\x10\x00", problemXLS},
	} {
		if bytes.HasPrefix(b, []byte(m.magic)) {
			return m.id
		}
	}
	return ""
}

// sniffText tells web pages, Excel 2003 XML and separated values apart.
func sniffText(b []byte) string {
	head := b[:min(len(b), 8192)]
	if order := utf16Order(head); order != nil {
		head = utf16Text(head, order)
	}
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	for _, c := range head {
		if c < ' ' && !isSpace(c) && c != '\f' {
			return ""
		}
	}
	lower := bytes.ToLower(bytes.TrimSpace(head))
	switch {
	case bytes.Contains(lower, []byte("urn:schemas-microsoft-com:office:spreadsheet")) &&
		bytes.HasPrefix(lower, []byte("<?xml")):
		return problemXML2003
	case bytes.Contains(lower, []byte("urn:oasis:names:tc:opendocument:xmlns:office:1.0")) &&
		(bytes.HasPrefix(lower, []byte("<?xml")) || bytes.HasPrefix(lower, []byte("<office:document"))):
		return problemODS
	case bytes.HasPrefix(lower, []byte("<")) || bytes.HasPrefix(lower, []byte("mime-version:")):
		return problemHTML
	case len(lower) > 0:
		return problemCSV
	}
	return ""
}

func utf16Text(b []byte, order binary.ByteOrder) []byte {
	var out []byte
	for ; len(b) > 1; b = b[2:] {
		r := rune(order.Uint16(b))
		if r == 0xFEFF && out == nil {
			continue
		}
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// sniffCompound looks into an OLE compound file: old Excel, old Word, or an encrypted new workbook.
// Where its directory cannot be read the stream names are looked for in the bytes.
func sniffCompound(b []byte) string {
	names, past, err := compoundNames(b)
	if err != nil || len(names) == 0 {
		for _, stream := range []string{"EncryptedPackage", "Workbook", "WordDocument", "PowerPoint Document", "Book"} {
			if bytes.Contains(b, utf16Name(stream)) {
				names = append(names, stream)
			}
		}
	}
	for _, known := range []struct{ stream, id string }{
		{"EncryptedPackage", problemEncrypted},
		{"Workbook", problemXLS},
		{"Book", problemXLS},
		{"WordDocument", problemWord},
		{"PowerPoint Document", problemSlides},
	} {
		for _, name := range names {
			if strings.EqualFold(name, known.stream) {
				return known.id
			}
		}
	}
	if past {
		return problemTruncated
	}
	return problemCompound
}

func utf16Name(name string) []byte {
	out := make([]byte, 0, 2*len(name)+2)
	for _, u := range utf16.Encode([]rune(name)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return append(out, 0, 0)
}

// compoundNames lists the streams; past tells that the list lies beyond the end of the file.
func compoundNames(b []byte) (names []string, past bool, err error) {
	doc, src, err := openCompound(b)
	if err != nil {
		return nil, src.past, err
	}
	for _, f := range doc.File {
		names = append(names, f.Name)
	}
	return names, false, nil
}

// boundedReader fails after so many reads or bytes, and knows whether a read went past the end.
type boundedReader struct {
	src   io.ReaderAt
	left  int
	bytes int64
	past  bool
}

func (r *boundedReader) ReadAt(p []byte, off int64) (int, error) {
	if r.left--; r.left < 0 || off < 0 {
		return 0, errors.New("too many reads")
	}
	if r.bytes -= int64(len(p)); r.bytes < 0 {
		return 0, errors.New("too much is read")
	}
	n, err := r.src.ReadAt(p, off)
	r.past = r.past || n < len(p) && errors.Is(err, io.EOF)
	return n, err
}
