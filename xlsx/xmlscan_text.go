package xlsx

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"unicode/utf8"
)

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// Bits of charBits.
const (
	nameByte  = 1 << iota // may stand in a name
	nameStart             // may begin one
	special               // in text needs a closer look: < & ] CR, control, not ASCII
	nameOdd               // in a name needs a closer look: colon, not ASCII
)

var charBits = makeCharBits() // never written to afterwards

func makeCharBits() (t [256]uint8) {
	for c := range t {
		switch {
		case c == ':':
			t[c] = nameByte | nameStart | nameOdd
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
			t[c] = nameByte | nameStart
		case c >= '0' && c <= '9' || c == '-' || c == '.':
			t[c] = nameByte
		case c >= utf8.RuneSelf:
			t[c] = nameByte | nameStart | nameOdd | special
		case c == '&' || c == ']' || c == '<' || c == '\r' || c < ' ' && c != '\t' && c != '\n':
			t[c] = special
		}
	}
	return t
}

func nameEnd(b []byte, i int) int {
	for i < len(b) && charBits[b[i]]&nameByte != 0 {
		i++
	}
	return i
}

// ordinary is the number of bytes before the first special one.
func ordinary(b []byte) int {
	for i, c := range b {
		if charBits[c]&special != 0 {
			return i
		}
	}
	return len(b)
}

// validName checks a qualified name: at most one colon, not at an end. Letters beyond ASCII are
// left to encoding/xml, so that both agree.
func (s *xmlScanner) validName(name []byte) bool {
	if len(name) == 0 || charBits[name[0]]&nameStart == 0 {
		return false
	}
	bits := uint8(0)
	for _, c := range name {
		bits |= charBits[c]
	}
	if bits&nameOdd == 0 {
		return true
	}
	if bits&special != 0 && !s.odd[string(name)] {
		if len(name) > 1000 || len(s.odd) >= maxOddNames || !utf8.Valid(name) {
			return false
		}
		doc := append(append([]byte("<"), name...), "/>"...)
		if _, err := xml.NewDecoder(bytes.NewReader(doc)).RawToken(); err != nil {
			return false
		}
		if s.odd == nil {
			s.odd = make(map[string]bool)
		}
		s.odd[string(name)] = true
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		local := name[i+1:]
		return i > 0 && len(local) > 0 && charBits[local[0]]&nameStart != 0 && bytes.IndexByte(local, ':') < 0
	}
	return true
}

// plain checks raw text and returns it with references resolved and line ends made \n. It returns
// raw itself where nothing changes.
func (s *xmlScanner) plain(raw []byte, cdata, attr bool) ([]byte, bool) {
	i := ordinary(raw)
	if i == len(raw) {
		return raw, true
	}
	if !s.validChars(raw[i:]) {
		return nil, false
	}
	rewrite := false
	for j := i; j < len(raw); j++ {
		switch raw[j] {
		case '<':
			if attr {
				s.fail("< inside an attribute")
				return nil, false
			}
		case '\r':
			rewrite = true
		case '&':
			rewrite = rewrite || !cdata
		case ']':
			if !cdata && !attr && bytes.HasPrefix(raw[j:], []byte("]]>")) {
				s.fail("]]> in text")
				return nil, false
			}
		}
	}
	if !rewrite {
		return raw, true
	}
	return s.rewrite(raw, cdata)
}

// rewrite resolves references and line ends into s.decode.
func (s *xmlScanner) rewrite(raw []byte, cdata bool) ([]byte, bool) {
	from := len(s.decode)
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\r':
			s.decode = append(s.decode, '\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
		case c == '&' && !cdata:
			end := bytes.IndexByte(raw[i:min(len(raw), i+40)], ';')
			if end < 0 {
				s.fail("& without ;")
				return nil, false
			}
			r, ok := reference(raw[i+1 : i+end])
			if !ok {
				s.fail("unknown reference &%s;", raw[i+1:i+end])
				return nil, false
			}
			s.decode = utf8.AppendRune(s.decode, r)
			i += end
		default:
			s.decode = append(s.decode, c)
		}
	}
	return s.decode[from:], true
}

// reference resolves what stands between & and ;.
func reference(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32) // refuses signs and, with an explicit base, underscores
	return rune(n), err == nil && n <= utf8.MaxRune && isXMLChar(rune(n))
}

func isXMLChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// validChars fails on bytes that are no UTF-8 and on characters XML does not allow.
func (s *xmlScanner) validChars(b []byte) bool {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			if b[i] < ' ' && !isSpace(b[i]) {
				s.fail("control character %#02x", b[i])
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			s.fail("not UTF-8: byte %#02x", b[i])
			return false
		case r == utf8.RuneError && s.lossy:
			s.fail("a byte that means nothing in the declared encoding")
			return false
		case !isXMLChar(r):
			s.fail("character %U is not allowed", r)
			return false
		}
		i += n
	}
	return true
}
