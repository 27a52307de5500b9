package xlsx

import (
	"bytes"
	"strings"
)

// splicer copies an XML part byte for byte, but for places that are replaced on the way.
type splicer struct {
	*xmlScanner
	body []byte
	out  bytes.Buffer
	done int // body[:done] is copied or left out
}

func newSplicer(name string, body []byte, lim Limits) (*splicer, error) {
	s := &xmlScanner{maxToken: int(min(lim.Token, lim.Part)), maxDepth: lim.Depth, maxText: lim.Text}
	s.reset(name, bytes.NewReader(body))
	if s.err == nil && s.lossy {
		s.err = problem(problemInputKept, "part", name, "reason", "part is not written in UTF-8")
	}
	return &splicer{xmlScanner: s, body: body}, s.err
}

// keepTo copies up to an offset; dropTo leaves out what stands before it.
func (p *splicer) keepTo(at int) {
	if at > p.done {
		p.out.Write(p.body[p.done:at])
		p.done = at
	}
}

func (p *splicer) dropTo(at int) { p.done = max(p.done, at) }

// start and here are the offsets of the element or tag that next returned last, and behind it.
func (p *splicer) start() int { return int(p.from) }
func (p *splicer) here() int  { return int(p.base) + p.pos }

// pass moves behind the element open at depth.
func (p *splicer) pass(depth int) int {
	for p.child(depth) {
	}
	return p.here()
}

func (p *splicer) finish() ([]byte, error) {
	if err := p.drain(); err != nil {
		return nil, err
	}
	p.keepTo(len(p.body))
	return p.out.Bytes(), nil
}

// tag is a start tag as it is written.
type tag struct {
	name   string // qualified
	prefix string // with its colon, "" if none
	attrs  []tagAttr
	closed bool // <a/>
}

type tagAttr struct{ name, raw string }

// tagHere takes apart the start tag that next returned last.
func (p *splicer) tagHere() tag {
	raw := p.body[p.start():p.here()]
	end := nameEnd(raw, 1)
	t := tag{name: string(raw[1:end]), closed: p.selfClosed}
	if i := strings.IndexByte(t.name, ':'); i >= 0 {
		t.prefix = t.name[:i+1]
	}
	for i := end; i < len(raw); {
		for i < len(raw) && isSpace(raw[i]) {
			i++
		}
		from := i
		i = nameEnd(raw, i)
		if i == from {
			break
		}
		name := string(raw[from:i])
		for i < len(raw) && raw[i] != '"' && raw[i] != '\'' {
			i++
		}
		i += 2 + bytes.IndexByte(raw[i+1:], raw[i])
		t.attrs = append(t.attrs, tagAttr{name, string(raw[from:i])})
	}
	return t
}

// open spells the tag anew, without some attributes, other than closed.
func (t *tag) open(without ...string) string {
	var b strings.Builder
	b.WriteString("<" + t.name)
attrs:
	for _, a := range t.attrs {
		for _, name := range without {
			if a.name == name {
				continue attrs
			}
		}
		b.WriteString(" " + a.raw)
	}
	return b.String()
}

// dropElements leaves out the elements directly inside the root that match.
func dropElements(name string, body []byte, lim Limits, match func(*xmlScanner) bool) ([]byte, error) {
	p, err := newSplicer(name, body, lim)
	if err != nil {
		return nil, err
	}
	p.next()
	for p.child(1) {
		if !match(p.xmlScanner) {
			continue
		}
		p.keepTo(p.start())
		p.dropTo(p.pass(2))
	}
	return p.finish()
}

// recalculated asks the program that opens the workbook to compute every formula.
func recalculated(name string, body []byte, lim Limits) ([]byte, error) {
	p, err := newSplicer(name, body, lim)
	if err != nil {
		return nil, err
	}
	p.next()
	root, before, done := p.tagHere(), 0, false
	for p.child(1) {
		switch {
		case p.is("calcPr") && !done:
			t := p.tagHere()
			p.keepTo(p.start())
			p.out.WriteString(t.open("fullCalcOnLoad") + ` fullCalcOnLoad="1"`)
			p.dropTo(p.here() - len(">"))
			if t.closed {
				p.dropTo(p.here())
				p.out.WriteString("/>")
			}
			done = true
		case p.is("sheets"), p.is("functionGroups"), p.is("externalReferences"), p.is("definedNames"):
			before = p.pass(2)
		}
	}
	if !done && before > 0 {
		p.xmlScanner.err = firstError(p.err, p.drain())
		head := append([]byte(nil), p.body[:before]...)
		head = append(head, "<"+root.prefix+`calcPr fullCalcOnLoad="1"/>`...)
		return append(head, p.body[before:]...), p.err
	}
	return p.finish()
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
