package xlsx

import "bytes"

// nsClass is a namespace as far as reading needs to tell them apart.
type nsClass uint8

const (
	nsNone      nsClass = iota // no namespace, or one that does not matter
	nsMain                     // SpreadsheetML, transitional and strict
	nsDocRel                   // r: of r:id
	nsPackage                  // relationships and content types of the package
	nsExtended                 // docProps/app.xml
	nsXML                      // xml:space and its like
	nsUndefined                // prefix never declared
)

func classify(uri []byte) nsClass {
	switch string(uri) {
	case "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
		"http://purl.oclc.org/ooxml/spreadsheetml/main":
		return nsMain
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
		"http://purl.oclc.org/ooxml/officeDocument/relationships":
		return nsDocRel
	case "http://schemas.openxmlformats.org/package/2006/relationships",
		"http://schemas.openxmlformats.org/package/2006/content-types":
		return nsPackage
	case "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
		"http://purl.oclc.org/ooxml/officeDocument/extendedProperties":
		return nsExtended
	}
	return classifyOther(uri)
}

// maxBindings, maxAttrs and maxOddNames keep looking things up cheap. They are many times what any
// program writes.
const (
	maxBindings = 128
	maxAttrs    = 1000
	maxOddNames = 1000
)

// nsBinding is xmlns:prefix="…"; the prefix is prefixes[from:to].
type nsBinding struct {
	from, to int
	class    nsClass
}

func (s *xmlScanner) lookup(prefix []byte) nsClass {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if b := s.bindings[i]; string(s.prefixes[b.from:b.to]) == string(prefix) {
			return b.class
		}
	}
	if string(prefix) == "xml" {
		return nsXML
	}
	return nsUndefined
}

// endTag scans </name>.
func (s *xmlScanner) endTag() bool {
	if s.depth > 0 {
		name := s.openNames[s.open[s.depth-1].name:]
		rest := s.buf[s.pos+2 : s.end]
		if n := len(name); len(rest) > n && rest[n] == '>' && string(rest[:n]) == string(name) {
			s.pos += n + 3
			s.pop()
			return true
		}
	}
	body, ok := s.until(2, ">")
	if !ok {
		return false
	}
	if s.depth == 0 {
		s.fail("</%s> closes nothing", clip(body))
		return false
	}
	if name := s.openNames[s.open[s.depth-1].name:]; !bytes.Equal(name, body) &&
		!bytes.Equal(name, bytes.TrimRight(body, " \t\r\n")) {
		s.fail("</%s> closes <%s>", clip(body), clip(name))
		return false
	}
	s.pos += len(body) + 3
	s.pop()
	return true
}

// pop closes the innermost element; its name stays readable until the next call.
func (s *xmlScanner) pop() {
	s.depth--
	e := s.open[s.depth]
	s.local, s.ns = s.openNames[e.local:], e.ns
	s.openNames = s.openNames[:e.name]
	if len(s.bindings) > e.bindings {
		s.prefixes = s.prefixes[:s.bindings[e.bindings].from]
		s.bindings = s.bindings[:e.bindings]
	}
	s.open = s.open[:s.depth]
	s.attrs = s.attrs[:0]
}

// startTag scans <name attributes> or <name attributes/>. Where the window ends inside the tag it
// begins again with a longer window; windows double, so no byte is scanned often.
func (s *xmlScanner) startTag() bool {
	for {
		name, n := s.parseTag(s.buf[s.pos:s.end])
		if s.err != nil {
			return false
		}
		if n > 0 {
			return s.push(name) && s.advance(n)
		}
		if !s.more() {
			s.fail("ends inside a tag")
			return false
		}
	}
}

func (s *xmlScanner) advance(n int) bool {
	s.pos += n
	return true
}

// parseTag returns the element's name and the length of the tag b begins with, 0 if b is too short
// to hold it all.
func (s *xmlScanner) parseTag(b []byte) (name []byte, n int) {
	s.attrs, s.decode, s.selfClosed = s.attrs[:0], s.decode[:0], false
	i := nameEnd(b, 1)
	if i == len(b) {
		return nil, 0
	}
	if name = b[1:i]; !s.validName(name) {
		s.fail("bad element name %q", clip(name))
		return nil, 0
	}
	for {
		gap := i
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i == len(b) {
			return nil, 0
		}
		switch b[i] {
		case '>':
			return name, i + 1
		case '/':
			if i+1 == len(b) {
				return nil, 0
			}
			if b[i+1] != '>' {
				s.fail("/ inside <%s>", clip(name))
				return nil, 0
			}
			s.selfClosed = true
			return name, i + 2
		}
		if gap == i {
			s.fail("no space between attributes of <%s>", clip(name))
			return nil, 0
		}
		if i = s.parseAttr(b, i); i == 0 {
			return nil, 0
		}
		if len(s.attrs) > maxAttrs {
			s.fail("too many attributes")
			return nil, 0
		}
	}
}

// parseAttr scans name="value" at b[i:] and returns where it ends, 0 if b is too short or it is bad.
func (s *xmlScanner) parseAttr(b []byte, i int) int {
	start := i
	i = nameEnd(b, i)
	name := b[start:i]
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i == len(b) {
		return 0
	}
	if !s.validName(name) || b[i] != '=' {
		s.fail("bad attribute %q", clip(b[start:]))
		return 0
	}
	for i++; i < len(b) && isSpace(b[i]); i++ {
	}
	if i == len(b) {
		return 0
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		s.fail("attribute %q without quotes", clip(name))
		return 0
	}
	i++
	n := i
	for n < len(b) && charBits[b[n]]&special == 0 && b[n] != quote {
		n++
	}
	if n < len(b) && b[n] == quote {
		s.attrs = append(s.attrs, xmlAttr{name: name, value: b[i:n]})
		return n + 1
	}
	if n = bytes.IndexByte(b[i:], quote); n < 0 {
		return 0
	}
	value, ok := s.plain(b[i:i+n], false, true)
	if !ok {
		return 0
	}
	s.attrs = append(s.attrs, xmlAttr{name: name, value: value})
	return i + n + 1
}

// push opens the element: namespaces, duplicate attributes, depth.
func (s *xmlScanner) push(name []byte) bool {
	if s.depth == 0 && s.rootSeen {
		s.fail("a second root element <%s>", clip(name))
		return false
	}
	if s.depth >= s.maxDepth {
		s.err = problem(problemNesting, "part", s.part, "offset", s.offset())
		return false
	}
	s.rootSeen = true
	e := openElement{name: len(s.openNames), bindings: len(s.bindings)}
	if s.depth > 0 {
		e.defaultNS = s.open[s.depth-1].defaultNS
	}
	for i := range s.attrs {
		s.bind(&e, &s.attrs[i])
	}
	prefix, local := splitName(name)
	e.ns = e.defaultNS
	if prefix != nil {
		e.ns = s.lookup(prefix)
	}
	if e.ns == nsUndefined {
		s.fail("prefix of <%s> is not declared", clip(name))
	}
	for i := range s.attrs {
		a := &s.attrs[i]
		if prefix, a.local = splitName(a.name); prefix == nil || string(prefix) == "xmlns" {
			continue
		}
		if a.ns = s.lookup(prefix); a.ns == nsUndefined {
			s.fail("prefix of %s is not declared", clip(a.name))
		}
	}
	s.refuseTwins()
	e.local = e.name + len(name) - len(local)
	s.openNames = append(s.openNames, name...)
	s.open = append(s.open, e)
	s.depth++
	s.local, s.ns = local, e.ns
	return s.err == nil
}

// bind takes note of xmlns and xmlns:prefix.
func (s *xmlScanner) bind(e *openElement, a *xmlAttr) {
	if !bytes.HasPrefix(a.name, []byte("xmlns")) {
		return
	}
	if len(a.name) == len("xmlns") {
		e.defaultNS = classify(a.value)
		return
	}
	if a.name[len("xmlns")] != ':' {
		return
	}
	prefix := a.name[len("xmlns:"):]
	if len(a.value) == 0 || string(prefix) == "xmlns" {
		s.fail("bad declaration of prefix %q", clip(prefix))
	}
	if len(s.bindings) >= maxBindings {
		s.fail("too many prefixes")
		return
	}
	from := len(s.prefixes)
	s.prefixes = append(s.prefixes, prefix...)
	s.bindings = append(s.bindings, nsBinding{from: from, to: len(s.prefixes), class: classify(a.value)})
}

// refuseTwins fails if two attributes have one name.
func (s *xmlScanner) refuseTwins() {
	if len(s.attrs) <= 24 {
		for i := range s.attrs {
			for j := range i {
				if bytes.Equal(s.attrs[i].name, s.attrs[j].name) {
					s.fail("attribute %q twice", clip(s.attrs[i].name))
				}
			}
		}
		return
	}
	names := make(map[string]bool, len(s.attrs))
	for i := range s.attrs {
		names[string(s.attrs[i].name)] = true
	}
	if len(names) < len(s.attrs) {
		s.fail("an attribute twice")
	}
}

// splitName cuts a qualified name; prefix is nil if there is none.
func splitName(name []byte) (prefix, local []byte) {
	for i, c := range name {
		if c == ':' {
			return name[:i], name[i+1:]
		}
	}
	return nil, name
}
