package pdf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"math"
	"strconv"
	"strings"
)

// matrix maps a point (x, y) to (a·x + c·y + e, b·x + d·y + f), as PDF writes it.
type matrix struct{ a, b, c, d, e, f float64 }

// then is the matrix that does m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// scale is how much longer a line becomes.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// state is what q keeps and Q brings back.
type state struct {
	matrix matrix
	line   float64 // width of strokes, in the page's points
	face   *outlines
	size   float64

	stroked, filled grey
}

// grey is a colour between black (0) and white (1), as PDF writes it.
type grey float64

func (g grey) RGBA() (r, gr, b, a uint32) {
	v := uint32(math.Round(float64(g) * 0xFFFF))
	return v, v, v, 0xFFFF
}

// pen draws one page by the words of its content.
type pen struct {
	pages *Pages
	paper *image.RGBA
	state
	kept   []state
	text   matrix  // of the line of text
	path   [][]dot // lines not yet stroked, in pixels
	strung []word  // operands before their operator
}

// dot is a place in pixels.
type dot struct{ x, y float64 }

// word is one operand: a figure, a name or a string.
type word struct {
	figure float64
	text   string
	kind   byte // 'n' figure, '/' name, '(' string
}

// maxKept is how deep states may be kept in one another.
const maxKept = 64

var errShort = errors.New("an operator lacks its operands")

func (p *pen) follow(content []byte) error {
	s := &scanner{text: content}
	for {
		w, operator, err := s.next()
		if err != nil {
			return err
		}
		if operator == "" && w.kind == 0 {
			return nil
		}
		if operator == "" {
			p.strung = append(p.strung, w)
			continue
		}
		if err := p.do(operator); err != nil {
			return fmt.Errorf("operator %s: %w", operator, err)
		}
		p.strung = p.strung[:0]
	}
}

// figures are the last n operands, all figures.
func (p *pen) figures(n int) ([]float64, error) {
	if len(p.strung) != n {
		return nil, errShort
	}
	out := make([]float64, n)
	for i, w := range p.strung {
		if w.kind != 'n' {
			return nil, errShort
		}
		out[i] = w.figure
	}
	return out, nil
}

// operands is how many figures each operator takes that takes only figures.
func operands(operator string) (n int, known bool) {
	switch operator {
	case "q", "Q", "BT", "ET", "S", "f", "B":
		return 0, true
	case "J", "j", "w", "G", "g":
		return 1, true
	case "Td", "m", "l":
		return 2, true
	case "re":
		return 4, true
	case "cm":
		return 6, true
	}
	return 0, false
}

func (p *pen) do(operator string) error {
	switch operator {
	case "Tf":
		return p.choose()
	case "Tj":
		return p.show()
	}
	n, known := operands(operator)
	if !known {
		return errors.New("not one that this program writes")
	}
	v, err := p.figures(n)
	if err != nil {
		return err
	}
	switch operator {
	case "q":
		if len(p.kept) >= maxKept {
			return errors.New("too many states kept")
		}
		p.kept = append(p.kept, p.state)
	case "Q":
		if len(p.kept) == 0 {
			return errors.New("no state kept")
		}
		p.state, p.kept = p.kept[len(p.kept)-1], p.kept[:len(p.kept)-1]
	case "cm":
		p.matrix = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.then(p.matrix)
	case "w":
		p.line = v[0]
	case "G", "g":
		if !(v[0] >= 0 && v[0] <= 1) {
			return errors.New("no grey")
		}
		if operator == "G" {
			p.stroked = grey(v[0])
		} else {
			p.filled = grey(v[0])
		}
	case "BT":
		p.text = matrix{1, 0, 0, 1, 0, 0}
	case "Td":
		p.text = matrix{1, 0, 0, 1, v[0], v[1]}.then(p.text)
	case "m":
		p.path = append(p.path, []dot{p.at(v[0], v[1])})
	case "l":
		if len(p.path) == 0 {
			return errors.New("a line from nowhere")
		}
		last := len(p.path) - 1
		p.path[last] = append(p.path[last], p.at(v[0], v[1]))
	case "re":
		x, y, w, h := v[0], v[1], v[2], v[3]
		p.path = append(p.path, []dot{p.at(x, y), p.at(x+w, y), p.at(x+w, y+h), p.at(x, y+h), p.at(x, y)})
	case "S", "f", "B":
		if operator != "S" {
			p.fill()
		}
		if operator != "f" {
			p.stroke()
		}
		p.path = p.path[:0]
	}
	return nil
}

func (p *pen) at(x, y float64) dot {
	px, py := p.matrix.apply(x, y)
	return dot{px, py}
}

func (p *pen) choose() error {
	if len(p.strung) != 2 || p.strung[0].kind != '/' || p.strung[1].kind != 'n' {
		return errShort
	}
	face, ok := p.pages.faces["/"+p.strung[0].text]
	if !ok {
		return fmt.Errorf("no font %s", p.strung[0].text)
	}
	p.face, p.size = face, p.strung[1].figure
	return nil
}

// show draws a string; its letters are in UTF-16, as gofpdf writes them with these fonts.
func (p *pen) show() error {
	if len(p.strung) != 1 || p.strung[0].kind != '(' {
		return errShort
	}
	if p.face == nil {
		return errors.New("no font chosen")
	}
	for _, r := range wideText(p.strung[0].text) {
		wide, err := p.letter(r)
		if err != nil {
			return err
		}
		p.text = matrix{1, 0, 0, 1, wide, 0}.then(p.text)
	}
	return nil
}

// scanner cuts the content of a page into words.
type scanner struct {
	text []byte
	at   int
}

func blank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

// next is the next operand, or the next operator; neither at the end.
func (s *scanner) next() (w word, operator string, err error) {
	for s.at < len(s.text) && blank(s.text[s.at]) {
		s.at++
	}
	if s.at == len(s.text) {
		return word{}, "", nil
	}
	if s.text[s.at] == '(' {
		text, err := s.quoted()
		return word{text: text, kind: '('}, "", err
	}
	if s.text[s.at] == '<' {
		text, err := s.digits()
		return word{text: text, kind: '('}, "", err
	}
	start := s.at
	for s.at++; s.at < len(s.text) && !blank(s.text[s.at]) && !strings.ContainsRune("(/<", rune(s.text[s.at])); {
		s.at++
	}
	found := string(s.text[start:s.at])
	switch c := found[0]; {
	case c == '/':
		return word{text: found[1:], kind: '/'}, "", nil
	case c >= '0' && c <= '9', c == '-', c == '.', c == '+':
		n, err := strconv.ParseFloat(found, 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
			return word{}, "", fmt.Errorf("%q is no figure", found)
		}
		return word{figure: n, kind: 'n'}, "", nil
	}
	return word{}, found, nil
}

// quoted reads a string in brackets, other brackets in it too.
func (s *scanner) quoted() (string, error) {
	var out []byte
	deep := 0
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == ')' && deep == 0:
			s.at++
			return string(out), nil
		case c == '\\' && s.at+1 < len(s.text):
			s.at++
			out = s.escaped(out)
		default:
			switch c {
			case '(':
				deep++
			case ')':
				deep--
			}
			out = append(out, c)
		}
	}
	return "", errors.New("a string without end")
}

// escaped adds the sign that stands behind a backslash: itself, a control sign by its letter, any by three octal digits.
func (s *scanner) escaped(out []byte) []byte {
	c := s.text[s.at]
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := 0
	for i := 0; i < 3 && s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '7'; i++ {
		n = n*8 + int(s.text[s.at]-'0')
		s.at++
	}
	s.at--
	return append(out, byte(n))
}

// digits reads a string of hexadecimal digits.
func (s *scanner) digits() (string, error) {
	end := bytes.IndexByte(s.text[s.at:], '>')
	if end < 0 {
		return "", errors.New("a string without end")
	}
	out, err := hex.DecodeString(string(s.text[s.at+1 : s.at+end]))
	s.at += end + 1
	if err != nil {
		return "", errors.New("a string of other signs than digits")
	}
	return string(out), nil
}
