package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"bieuxa/report"
)

// Placed is a text on a page and where it begins, in mm from the paper's upper left corner.
type Placed struct {
	X, Y float64
	Text string
}

// Reading is what is read off a PDF that this program wrote, or that another program saved again without drawing it
// anew.
type Reading struct {
	Pages []ReadPage
}

// ReadPage is one page: its texts in the order they were drawn.
type ReadPage struct {
	Texts   []Placed
	Covered bool // something stands on the page that is not in its content: a note, a field, a stamp

	content []byte
}

// SameInk tells whether two pages are drawn with the very same strokes, however they are spelled.
func (p *ReadPage) SameInk(q *ReadPage) bool {
	if bytes.Equal(p.content, q.content) {
		return true
	}
	a, b := scanner{text: p.content}, scanner{text: q.content}
	for {
		x, operatorX, errX := a.next()
		y, operatorY, errY := b.next()
		switch {
		case errX != nil || errY != nil || x != y || operatorX != operatorY:
			return false
		case x.kind == 0 && operatorX == "":
			return true
		}
	}
}

// Bounds of what is read of a PDF that may be anybody's.
const (
	mostPages   = 5_000
	mostTexts   = 200_000   // on one page
	mostContent = 128 << 20 // of all pages, unpacked
)

// Read reads the texts of a PDF, also of one that another program saved again, as long as it left the pages as they
// were drawn. Anything else is ErrNotOurs. It is safe on any bytes.
func Read(body []byte) (r *Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("reading pdf: %w: %v", ErrNotOurs, p)
		}
	}()
	if !bytes.HasPrefix(body, []byte("%PDF-")) {
		return nil, fmt.Errorf("reading pdf: %w", ErrNotOurs)
	}
	if d, err := readDocument(body); err == nil {
		if r, err = d.read(); err == nil {
			return r, nil
		}
	}
	d, err := scattered(body)
	if err == nil {
		r, err = d.read()
	}
	if err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	return r, nil
}

func (d *document) read() (*Reading, error) {
	tree, err := d.pageTree()
	if err != nil {
		return nil, err
	}
	r, left := &Reading{}, mostContent
	for _, n := range refs(tree, "/Kids") {
		if len(r.Pages) >= mostPages {
			return nil, fmt.Errorf("%w: too many pages", ErrNotOurs)
		}
		p, err := d.readPage(n, tree)
		if err == nil {
			if left -= len(p.content); left < 0 {
				err = fmt.Errorf("%w: too much content", ErrNotOurs)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", len(r.Pages)+1, err)
		}
		r.Pages = append(r.Pages, *p)
	}
	if !r.speaks() {
		return nil, fmt.Errorf("%w: no text of this program", ErrNotOurs)
	}
	return r, nil
}

// speaks tells whether there is text, and every page has some.
func (r *Reading) speaks() bool {
	return len(r.Pages) > 0 && !slices.ContainsFunc(r.Pages, func(p ReadPage) bool { return len(p.Texts) == 0 })
}

func (d *document) readPage(n int, tree string) (*ReadPage, error) {
	page, _, err := d.object(n)
	if err != nil {
		return nil, err
	}
	size := d.mediaBox(page)
	if size == nil {
		size = d.mediaBox(tree)
	}
	high, err := strconv.ParseFloat(wordAt(size, 3), 64)
	to := refs(page, "/Contents")
	if err != nil || !(high > 0 && high < 5000) || len(to) != 1 {
		return nil, fmt.Errorf("%w: size or content", ErrNotOurs)
	}
	p := &ReadPage{Covered: strings.Contains(page, "/Annots")}
	if p.content, err = d.stream(to[0]); err != nil {
		return nil, err
	}
	p.content = bytes.TrimSpace(p.content)
	p.Texts, err = placedTexts(p.content, high)
	return p, err
}

// mediaBox is the size of a page, in its object or in one that it names.
func (d *document) mediaBox(text string) []string {
	to := refs(text, "/MediaBox")
	if len(to) != 1 {
		return values(text, "/MediaBox")
	}
	box, _, err := d.object(to[0])
	if err != nil {
		return nil
	}
	return strings.Fields(strings.NewReplacer("[", " ", "]", " ").Replace(box))
}

// placedTexts reads the texts out of a page's content and where they stand. It follows what moves a text and passes
// over what draws.
func placedTexts(content []byte, high float64) ([]Placed, error) {
	at := &placer{high: high, matrix: matrix{1, 0, 0, 1, 0, 0}}
	in := scanner{text: content}
	var operands []word
	for {
		w, operator, err := in.next()
		switch {
		case err != nil:
			return nil, fmt.Errorf("%w: %w", ErrNotOurs, err)
		case operator == "" && w.kind == 0:
			return at.texts, nil
		case operator == "" || operator == "[":
			if len(operands) < 10_000 {
				operands = append(operands, w)
			}
			continue
		}
		if err := at.do(strings.TrimPrefix(operator, "]"), operands); err != nil {
			return nil, err
		}
		if operator != "]" {
			operands = operands[:0]
		}
	}
}

// placer follows the places of texts.
type placer struct {
	high   float64
	matrix matrix
	kept   []matrix
	text   matrix
	texts  []Placed
}

func (p *placer) do(operator string, operands []word) error {
	v := make([]float64, 0, 6)
	for _, w := range operands[max(0, len(operands)-6):] {
		v = append(v, w.figure)
	}
	switch operator {
	case "q":
		if p.kept = append(p.kept, p.matrix); len(p.kept) > maxKept {
			return fmt.Errorf("%w: too many states kept", ErrNotOurs)
		}
	case "Q":
		if len(p.kept) == 0 {
			return fmt.Errorf("%w: no state kept", ErrNotOurs)
		}
		p.matrix, p.kept = p.kept[len(p.kept)-1], p.kept[:len(p.kept)-1]
	case "BT":
		p.text = matrix{1, 0, 0, 1, 0, 0}
	case "cm", "Tm":
		if len(v) != 6 {
			return fmt.Errorf("%w: %w", ErrNotOurs, errShort)
		}
		m := matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		if operator == "Tm" {
			p.text = m
		} else {
			p.matrix = m.then(p.matrix)
		}
	case "Td", "TD":
		if len(v) != 2 {
			return fmt.Errorf("%w: %w", ErrNotOurs, errShort)
		}
		p.text = matrix{1, 0, 0, 1, v[0], v[1]}.then(p.text)
	case "Tj", "TJ", "'", `"`:
		return p.say(operands)
	}
	return nil
}

// say notes a text; the pieces of a line whose words were set apart are one.
func (p *placer) say(operands []word) error {
	var b strings.Builder
	for _, w := range operands {
		if w.kind == '(' {
			b.WriteString(wideText(w.text))
		}
	}
	text := b.String()
	if strings.ContainsFunc(text, func(r rune) bool { return r == unicode.ReplacementChar || r != ' ' && !unicode.IsGraphic(r) }) {
		return fmt.Errorf("%w: letters of another program", ErrNotOurs)
	}
	if len(p.texts) >= mostTexts {
		return fmt.Errorf("%w: too many texts", ErrNotOurs)
	}
	x, y := p.text.then(p.matrix).apply(0, 0)
	if text != "" {
		p.texts = append(p.texts, Placed{hundredths(x * mmPerPoint), hundredths((p.high - y) * mmPerPoint), text})
	}
	return nil
}

func hundredths(mm float64) float64 { return math.Round(mm*100) / 100 }

// wideText is a string as gofpdf writes it with fonts of its own: UTF-16, the high byte first.
func wideText(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}

// Said is the fingerprint that a PDF bears, whoever wrote it: looked for in its bytes.
func Said(body []byte) (report.Said, bool) {
	mark := []byte("(" + report.SaidMark + ":")
	for {
		at := bytes.Index(body, mark)
		if at < 0 {
			return report.Said{}, false
		}
		body = body[at+1:]
		text, _, ok := bytes.Cut(body[:min(len(body), 100)], []byte(")"))
		if said, valid := report.ParseSaid(string(text)); ok && valid {
			return said, true
		}
	}
}

// Code is the code that the pages bear, as they are read.
func (r *Reading) Code() (string, bool) {
	for i := range r.Pages {
		for _, t := range r.Pages[i].Texts {
			if code, ok := report.FindCode(t.Text); ok {
				return code, true
			}
		}
	}
	return "", false
}
