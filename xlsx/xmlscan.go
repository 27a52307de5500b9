package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// xmlKind is what xmlScanner.next found.
type xmlKind uint8

const (
	xmlEOF xmlKind = iota // end of the part, or an error
	xmlStart
	xmlEnd
	xmlText
)

// An xmlScanner reads one XML part from front to back in a small window and refuses whatever is not
// well-formed to the last byte. It refuses every document type, so no entity can be declared, and
// namespaces that are used but not declared. All it returns is valid only until the next call.
// After xmlEOF the caller must look at err.
//
// It exists because encoding/xml costs more than the rest of reading together; a fuzz test holds it
// to refuse whatever encoding/xml refuses.
type xmlScanner struct {
	part     string
	maxToken int
	maxDepth int
	maxText  int64 // bytes appendText may gather in one place

	src   io.Reader
	buf   []byte
	pos   int // buf[pos:end] is not yet scanned
	end   int
	base  int64 // offset of buf[0] in the part
	from  int64 // offset of what next returned last
	eof   bool
	lossy bool // decoded from another charset: U+FFFD means a byte that had no meaning
	typed bool // a document type that declares nothing is passed over
	err   error

	depth      int // elements open, counting the one just started
	rootSeen   bool
	selfClosed bool
	open       []openElement
	openNames  []byte
	bindings   []nsBinding
	prefixes   []byte

	local  []byte // name of the element just started or ended
	ns     nsClass
	attrs  []xmlAttr
	text   []byte
	decode []byte          // backs decoded text and attribute values
	odd    map[string]bool // names beyond ASCII already found good
}

type openElement struct {
	name      int // start of its qualified name in openNames
	local     int // start of its local name
	bindings  int // bindings in force outside it
	defaultNS nsClass
	ns        nsClass
}

type xmlAttr struct {
	name  []byte // qualified
	local []byte // after the prefix
	ns    nsClass
	value []byte
}

// reset makes the scanner ready for another part, keeping its memory.
func (s *xmlScanner) reset(part string, src io.Reader) {
	*s = xmlScanner{
		part: part, src: src, maxToken: s.maxToken, maxDepth: s.maxDepth, maxText: s.maxText,
		buf: s.buf, open: s.open[:0], openNames: s.openNames[:0],
		bindings: s.bindings[:0], prefixes: s.prefixes[:0],
		attrs: s.attrs[:0], decode: s.decode[:0],
	}
	if s.buf == nil {
		s.buf = make([]byte, min(64<<10, s.maxToken))
	}
	s.begin()
}

// more lengthens the window; false at the end of the part or on an error. It moves what is not yet
// scanned to the front of buf.
func (s *xmlScanner) more() bool {
	if s.err != nil || s.eof {
		return false
	}
	if s.pos > 0 {
		s.end = copy(s.buf, s.buf[s.pos:s.end])
		s.base += int64(s.pos)
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= s.maxToken {
			s.err = problem(problemTooLarge, "part", s.part, "offset", s.offset(),
				"reason", "one piece of text is too long", "limit", strconv.Itoa(s.maxToken))
			return false
		}
		s.buf = append(s.buf, make([]byte, min(len(s.buf), s.maxToken-len(s.buf)))...)
	}
	before := s.end
	for idle := 0; s.end < len(s.buf) && !s.eof && idle < 100; idle++ {
		n, err := s.src.Read(s.buf[s.end:])
		s.end += n
		if n > 0 {
			idle = 0
		}
		if errors.Is(err, io.EOF) {
			s.eof = true
		} else if err != nil {
			s.err = asProblem(err, s.part)
			return false
		}
	}
	return s.end > before
}

// offset is the place of the next byte to scan, for facts.
func (s *xmlScanner) offset() string { return strconv.FormatInt(s.base+int64(s.pos), 10) }

func (s *xmlScanner) fail(format string, args ...any) {
	if s.err == nil {
		s.err = damaged(s.part, fmt.Sprintf(format, args...), "offset", s.offset())
	}
}

// next returns the next start tag, end tag or text. Comments and processing instructions are
// checked and skipped; text may come in several pieces.
func (s *xmlScanner) next() xmlKind {
	if s.selfClosed {
		s.selfClosed = false
		s.pop()
		return xmlEnd
	}
	s.decode = s.decode[:0]
	for s.err == nil {
		if s.pos == s.end && !s.more() {
			s.finish()
			return xmlEOF
		}
		s.from = s.base + int64(s.pos)
		if s.buf[s.pos] != '<' {
			if s.charData() && s.depth > 0 {
				return xmlText
			}
			continue
		}
		for s.end-s.pos < 2 && s.more() {
		}
		if s.end-s.pos < 2 {
			s.fail("ends inside a tag")
			break
		}
		switch s.buf[s.pos+1] {
		case '/':
			if s.endTag() {
				return xmlEnd
			}
		case '?':
			s.instruction()
		case '!':
			if s.declaration() {
				return xmlText
			}
		default:
			if s.startTag() {
				return xmlStart
			}
		}
	}
	return xmlEOF
}

// finish checks that the part may end here.
func (s *xmlScanner) finish() {
	if s.depth > 0 {
		s.fail("ends inside <%s>", s.openNames[s.open[s.depth-1].name:])
	} else if !s.rootSeen {
		s.fail("holds no element")
	}
}

// charData scans text up to the next tag into s.text.
func (s *xmlScanner) charData() bool {
	from := ordinary(s.buf[s.pos:s.end])
	if s.pos+from < s.end && s.buf[s.pos+from] == '<' && s.depth > 0 {
		s.text = s.buf[s.pos : s.pos+from]
		s.pos += from
		return true
	}
	for {
		if i := bytes.IndexByte(s.buf[s.pos+from:s.end], '<'); i >= 0 {
			return s.takeText(from+i, false)
		}
		from = s.end - s.pos
		if !s.more() {
			return s.err == nil && s.takeText(s.end-s.pos, false)
		}
	}
}

// takeText makes the next n bytes s.text.
func (s *xmlScanner) takeText(n int, cdata bool) bool {
	raw := s.buf[s.pos : s.pos+n]
	text, ok := s.plain(raw, cdata, false)
	if !ok {
		return false
	}
	if s.depth == 0 && (cdata || len(bytes.Trim(raw, " \t\r\n")) > 0) {
		s.fail("text outside the root element")
		return false
	}
	s.text = text
	s.pos += n
	return true
}

// until returns the bytes up to the next stop, which begins at least skip bytes on.
func (s *xmlScanner) until(skip int, stop string) ([]byte, bool) {
	from := skip
	for {
		if s.end-s.pos >= from {
			if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(stop)); i >= 0 {
				return s.buf[s.pos+skip : s.pos+from+i], true
			}
			from = max(skip, s.end-s.pos-len(stop)+1)
		}
		if !s.more() {
			s.fail("ends before %q", stop)
			return nil, false
		}
	}
}

// instruction skips <? ... ?>.
func (s *xmlScanner) instruction() {
	body, ok := s.until(2, "?>")
	if !ok {
		return
	}
	target := body
	if i := bytes.IndexAny(body, " \t\r\n"); i >= 0 {
		target = body[:i]
	}
	if !s.validName(target) || bytes.EqualFold(target, []byte("xml")) {
		s.fail("bad processing instruction")
		return
	}
	if s.validChars(body) {
		s.pos += len(body) + 4
	}
}

// declaration skips a comment, returns true with the text of a CDATA section, and refuses the rest.
func (s *xmlScanner) declaration() bool {
	for s.end-s.pos < 9 && s.more() {
	}
	head := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		body, ok := s.until(4, "-->")
		if !ok {
			return false
		}
		if bytes.Contains(body, []byte("--")) || bytes.HasSuffix(body, []byte("-")) {
			s.fail("-- inside a comment")
		} else if s.validChars(body) {
			s.pos += len(body) + 7
		}
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		body, ok := s.until(9, "]]>")
		if !ok {
			return false
		}
		s.pos += 9
		if s.takeText(len(body), true) {
			s.pos += 3
			return true
		}
	case s.typed && !s.rootSeen && bytes.HasPrefix(head, []byte("<!DOCTYPE")):
		body, ok := s.until(9, ">")
		switch {
		case !ok:
		case len(body) > 1000 || bytes.IndexByte(body, '[') >= 0:
			s.err = problem(problemEntities, "part", s.part, "offset", s.offset())
		case s.validChars(body):
			s.pos += len(body) + 10
		}
	case bytes.HasPrefix(head, []byte("<!DOCTYPE")), bytes.HasPrefix(head, []byte("<!ENTITY")):
		s.err = problem(problemEntities, "part", s.part, "offset", s.offset())
	default:
		s.fail("unknown declaration")
	}
	return false
}

// child moves to the next element directly inside the element open at depth, passing over whatever
// is left of deeper ones; false when that element ends or on an error.
func (s *xmlScanner) child(depth int) bool {
	for {
		switch s.next() {
		case xmlEOF:
			return false
		case xmlStart:
			if s.depth == depth+1 {
				return true
			}
		case xmlEnd:
			if s.depth < depth {
				return false
			}
		}
	}
}

// appendText appends all text directly inside the element open at depth, to its end tag.
func (s *xmlScanner) appendText(dst []byte, depth int) []byte {
	for {
		switch s.next() {
		case xmlEOF:
			return dst
		case xmlText:
			if s.depth == depth {
				dst = append(dst, s.text...)
				if int64(len(dst)) > s.maxText && s.err == nil {
					s.err = tooMuchText(s.part, s.maxText)
				}
			}
		case xmlEnd:
			if s.depth < depth {
				return dst
			}
		}
	}
}

// drain checks the rest of the part.
func (s *xmlScanner) drain() error {
	for s.next() != xmlEOF {
	}
	return s.err
}
