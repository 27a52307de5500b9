package xlsx

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// begin looks at the byte order mark and the XML declaration, and puts a decoder in front of parts
// that are not UTF-8.
func (s *xmlScanner) begin() {
	for s.end-s.pos < 4 && s.more() {
	}
	head := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		s.pos += 3
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("<\x00?\x00")):
		s.recode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16")
		return
	case bytes.HasPrefix(head, []byte("\xFE\xFF")), bytes.HasPrefix(head, []byte("\x00<\x00?")):
		s.recode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16")
		return
	}
	declared := s.xmlDeclaration()
	switch declared {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return
	}
	if e := charmapNamed(declared); e != nil {
		s.recode(e, declared)
		return
	}
	s.fail("declared encoding %q is unknown or untrue", declared)
}

// recode starts the part again, decoded to UTF-8.
func (s *xmlScanner) recode(e encoding.Encoding, name string) {
	if s.err != nil {
		return
	}
	if s.base > 0 {
		s.fail("XML declaration is too long")
		return
	}
	seen := bytes.Clone(s.buf[:s.end])
	if strings.HasPrefix(name, "utf-16") && seen[0] == '<' {
		e = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	} else if strings.HasPrefix(name, "utf-16") && seen[0] == 0 {
		e = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	s.src = e.NewDecoder().Reader(io.MultiReader(bytes.NewReader(seen), s.src))
	s.pos, s.end, s.eof, s.lossy = 0, 0, false, true
	for s.end < 4 && s.more() {
	}
	again := s.xmlDeclaration()
	if again != "" && again != name && !(name == "utf-16" && strings.HasPrefix(again, "utf-16")) {
		s.fail("declared encoding %q is not the one used", again)
	}
}

// xmlDeclaration passes over <?xml version="1.0" encoding="…" standalone="…"?> and returns the
// encoding in lower case, "" where none is declared.
func (s *xmlScanner) xmlDeclaration() string {
	for s.end-s.pos < 6 && s.more() {
	}
	head := s.buf[s.pos:s.end]
	if len(head) < 6 || string(head[:5]) != "<?xml" || !isSpace(head[5]) {
		return ""
	}
	body, ok := s.until(5, "?>")
	if !ok {
		return ""
	}
	if len(body) > 1000 {
		s.fail("XML declaration is too long")
		return ""
	}
	var declared string
	seen := 0
	for rest := body; ; seen++ {
		trimmed := bytes.TrimLeft(rest, " \t\r\n")
		if len(trimmed) == 0 {
			break
		}
		i := s.parseAttr(trimmed, 0)
		if len(trimmed) == len(rest) || i == 0 || !declares(s.attrs[len(s.attrs)-1], seen) {
			s.fail("bad XML declaration")
			return ""
		}
		if a := s.attrs[len(s.attrs)-1]; string(a.name) == "encoding" {
			declared = strings.ToLower(string(a.value))
		}
		rest = trimmed[i:]
	}
	s.attrs = s.attrs[:0]
	if seen == 0 {
		s.fail("bad XML declaration")
		return ""
	}
	s.pos += len(body) + 7
	return declared
}

// declares checks the n-th pseudo-attribute of an XML declaration.
func declares(a xmlAttr, n int) bool {
	switch string(a.name) {
	case "version":
		return n == 0 && string(a.value) == "1.0"
	case "encoding":
		return n == 1
	case "standalone":
		return n > 0 && (string(a.value) == "yes" || string(a.value) == "no")
	}
	return false
}

// charmapNamed knows the eight-bit encodings old Windows programs declare.
func charmapNamed(name string) encoding.Encoding {
	name = strings.ReplaceAll(name, "cp125", "windows-125")
	for _, e := range charmap.All {
		c, ok := e.(*charmap.Charmap)
		if ok && strings.EqualFold(strings.ReplaceAll(c.String(), " ", "-"), name) {
			return c
		}
	}
	return nil
}
