package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// formulaReader computes simple formulas that came without their values: + - * / and brackets over
// figures, cells, SUM of ranges and ROUND. It reads only cells of the workbook, stops at limits and
// never guesses: anything else is an error.
type formulaReader struct {
	wb    *Workbook
	cells int // cells that may still be read for one formula
	all   int // and for all of them
	open  map[formulaAt]bool
}

type formulaAt struct {
	sheet    *Sheet
	row, col int
}

const (
	formulaCells  = 10_000
	formulaTotal  = 1_000_000
	formulaDepth  = 8
	formulaLength = 1_000
	formulaNest   = 32
)

var (
	errFormulaUnsupported = errors.New("formula is not a simple one")
	errFormulaLimit       = errors.New("formula reads too much")
	errFormulaCycle       = errors.New("formula needs its own value")
	errFormulaDivision    = errors.New("formula divides by zero")
)

func newFormulaReader(wb *Workbook) *formulaReader {
	return &formulaReader{wb: wb, all: formulaTotal, open: map[formulaAt]bool{}}
}

// value computes the formula of a cell. The figure is missing if cells it needs are blank.
func (f *formulaReader) value(s *Sheet, c Cell) (ntm.Num, error) {
	f.cells = min(formulaCells, f.all)
	f.all -= f.cells
	defer func() { f.all += max(0, f.cells) }()
	clear(f.open)
	return f.formula(s, c)
}

func (f *formulaReader) formula(s *Sheet, c Cell) (ntm.Num, error) {
	at := formulaAt{s, c.Row, c.Col}
	switch {
	case c.Formula == "" || len(c.Formula) > formulaLength:
		return ntm.Num{}, errFormulaUnsupported
	case f.open[at]:
		return ntm.Num{}, errFormulaCycle
	case len(f.open) >= formulaDepth:
		return ntm.Num{}, errFormulaLimit
	}
	f.open[at] = true
	defer delete(f.open, at)
	p := &formulaParse{reader: f, sheet: s, text: strings.TrimPrefix(strings.TrimSpace(c.Formula), "=")}
	n, err := p.sum()
	if err != nil {
		return ntm.Num{}, err
	}
	if p.space(); p.at < len(p.text) {
		return ntm.Num{}, errFormulaUnsupported
	}
	return n, nil
}

// cell is the figure of a cell; blank is missing. Words and errors have none.
func (f *formulaReader) cell(s *Sheet, c Cell) (ntm.Num, error) {
	if f.cells--; f.cells < 0 {
		return ntm.Num{}, errFormulaLimit
	}
	if c.HasFormula && !c.HasCached {
		return f.formula(s, c)
	}
	switch c.Kind {
	case KindNumber:
		return numberOf(c.Raw)
	case KindEmpty:
		return ntm.Num{}, nil
	case KindText:
		if strings.TrimSpace(c.Raw) == "" {
			return ntm.Num{}, nil
		}
	}
	return ntm.Num{}, errFormulaUnsupported
}

// numberOf takes the fifteen digits that Excel shows of a stored number.
func numberOf(raw string) (ntm.Num, error) {
	d, err := decimal.NewFromString(raw)
	if err != nil || d.Exponent() > 30 || d.Exponent() < -330 {
		return ntm.Num{}, errFormulaUnsupported
	}
	if over := d.NumDigits() - 15; over > 0 {
		d = d.Round(-d.Exponent() - int32(over))
	}
	return ntm.NumOf(d), nil
}

// total adds the figures of a range as SUM does: words and blanks are passed over; nothing but blanks
// is missing.
func (f *formulaReader) total(s *Sheet, area Range) (ntm.Num, error) {
	sum := ntm.Num{}
	for i := s.firstFrom(area.FirstRow); i < len(s.rows) && s.rows[i].number <= area.LastRow; i++ {
		for _, c := range s.rows[i].cells {
			if c.Col < area.FirstCol || c.Col > area.LastCol || c.Kind == KindText || c.Kind == KindBool {
				continue
			}
			n, err := f.cell(s, c)
			if err != nil {
				return ntm.Num{}, err
			}
			if n.OK {
				sum = ntm.NumOf(sum.D.Add(n.D))
			}
		}
	}
	return sum, nil
}

// formulaParse reads one formula from left to right and computes it on the way.
type formulaParse struct {
	reader *formulaReader
	sheet  *Sheet
	text   string
	at     int
	nest   int
}

func (p *formulaParse) space() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\n') {
		p.at++
	}
}

// take moves over one of the bytes and returns it, 0 if none stands here.
func (p *formulaParse) take(any string) byte {
	p.space()
	if p.at < len(p.text) && strings.IndexByte(any, p.text[p.at]) >= 0 {
		p.at++
		return p.text[p.at-1]
	}
	return 0
}

func (p *formulaParse) sum() (ntm.Num, error) {
	n, err := p.product()
	for err == nil {
		op := p.take("+-")
		if op == 0 {
			break
		}
		var m ntm.Num
		if m, err = p.product(); op == '+' {
			n = n.Add(m)
		} else {
			n = n.Sub(m)
		}
	}
	return n, err
}

func (p *formulaParse) product() (ntm.Num, error) {
	n, err := p.factor()
	for err == nil {
		op := p.take("*/")
		if op == 0 {
			break
		}
		var m ntm.Num
		if m, err = p.factor(); err != nil {
			break
		}
		if op == '*' {
			n = n.Mul(m)
			continue
		}
		if m.OK && m.D.IsZero() {
			return n, errFormulaDivision
		}
		n = n.Div(m)
	}
	return n, err
}

// factor reads a sign, a figure, a cell, a function or brackets, and a percent sign after it.
func (p *formulaParse) factor() (ntm.Num, error) {
	if p.nest++; p.nest > formulaNest {
		return ntm.Num{}, errFormulaLimit
	}
	defer func() { p.nest-- }()
	if op := p.take("+-"); op != 0 {
		n, err := p.factor()
		if op == '-' {
			n = ntm.NumInt(0).Sub(n)
		}
		return n, err
	}
	n, err := p.atom()
	for err == nil && p.take("%") != 0 {
		n = n.Div(ntm.NumInt(100))
	}
	return n, err
}

func (p *formulaParse) atom() (ntm.Num, error) {
	if p.take("(") != 0 {
		n, err := p.sum()
		if err == nil && p.take(")") == 0 {
			err = errFormulaUnsupported
		}
		return n, err
	}
	if p.space(); p.at < len(p.text) && (p.text[p.at] >= '0' && p.text[p.at] <= '9' || p.text[p.at] == '.') {
		return numberOf(p.run("0123456789."))
	}
	start := p.at
	switch name := strings.ToUpper(p.run("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")); {
	case name == "SUM" && p.take("(") != 0:
		return p.sumOf()
	case name == "ROUND" && p.take("(") != 0:
		return p.round()
	}
	p.at = start
	s, area, err := p.reference()
	if err != nil {
		return ntm.Num{}, err
	}
	if area.FirstRow != area.LastRow || area.FirstCol != area.LastCol {
		return ntm.Num{}, errFormulaUnsupported
	}
	c, ok := s.At(area.FirstRow, area.FirstCol)
	if !ok {
		return ntm.Num{}, nil
	}
	return p.reader.cell(s, c)
}

// run takes the bytes from here that are in the set.
func (p *formulaParse) run(set string) string {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(set, p.text[p.at]) >= 0 {
		p.at++
	}
	return p.text[start:p.at]
}

// sumOf reads the arguments of SUM: ranges, or sums. Blanks are passed over.
func (p *formulaParse) sumOf() (ntm.Num, error) {
	sum := ntm.Num{}
	for {
		start := p.at
		p.space()
		s, area, err := p.reference()
		var n ntm.Num
		if next := p.peek(); err == nil && (next == ',' || next == ';' || next == ')') {
			n, err = p.reader.total(s, area)
		} else {
			p.at = start
			n, err = p.sum()
		}
		if err != nil {
			return ntm.Num{}, err
		}
		if n.OK {
			sum = ntm.NumOf(sum.D.Add(n.D))
		}
		if p.take(",;") != 0 {
			continue
		}
		if p.take(")") == 0 {
			return ntm.Num{}, errFormulaUnsupported
		}
		return sum, nil
	}
}

func (p *formulaParse) peek() byte {
	if p.space(); p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *formulaParse) round() (ntm.Num, error) {
	n, err := p.sum()
	if err != nil || p.take(",;") == 0 {
		return ntm.Num{}, errors.Join(err, errFormulaUnsupported)
	}
	places, err := p.sum()
	if err != nil || p.take(")") == 0 || !places.OK || !places.D.IsInteger() || places.D.Abs().Cmp(decimal.NewFromInt(15)) > 0 {
		return ntm.Num{}, errors.Join(err, errFormulaUnsupported)
	}
	if n.OK {
		n.D = n.D.Round(int32(places.D.IntPart()))
	}
	return n, nil
}

// reference reads «G12», «$A$1:$A$9», «'04_HoNgheo'!C9».
func (p *formulaParse) reference() (*Sheet, Range, error) {
	s, name := p.sheet, ""
	rest := p.text[p.at:]
	if strings.HasPrefix(rest, "'") {
		end := 1
		for end < len(rest) && (rest[end] != '\'' || end+1 < len(rest) && rest[end+1] == '\'') {
			if rest[end] == '\'' {
				end++
			}
			end++
		}
		if end+1 >= len(rest) || rest[end+1] != '!' {
			return nil, Range{}, errFormulaUnsupported
		}
		name = strings.ReplaceAll(rest[1:end], "''", "'")
		p.at += end + 2
	} else if i := strings.IndexByte(rest, '!'); i > 0 && !strings.ContainsAny(rest[:i], "+-*/(),;: []'") {
		name = rest[:i]
		p.at += i + 1
	}
	if name != "" {
		found, ok := p.reader.wb.Sheet(name)
		if !ok {
			return nil, Range{}, fmt.Errorf("sheet %s: %w", name, errFormulaUnsupported)
		}
		s = found
	}
	cells := p.run("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$:")
	area, ok := parseRange([]byte(cells))
	if !ok || p.peek() == '(' || p.peek() == '!' || p.peek() == '_' {
		return nil, Range{}, errFormulaUnsupported
	}
	return s, area, nil
}
