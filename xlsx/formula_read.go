package xlsx

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/xlsx/oldtext"
)

// formulaReader computes simple formulas that came without their values: arithmetic over figures and
// cells, and the few functions in formula_function.go. It reads only cells of the workbook, stops at
// limits and never guesses: anything else is an error. Unlike Excel it takes a blank cell in plain
// arithmetic as missing, not as nought.
type formulaReader struct {
	wb    *Workbook
	cells int // cells that may still be read for one formula
	all   int // and for all of them
	open  map[formulaAt]bool

	asExcel bool               // reckon as Excel does: a blank is nought, words in arithmetic are an error
	never   map[formulaAt]bool // cells whose formulas must not be computed
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
	excelLength   = 4 * 8_192 // as much as Excel takes, in letters of up to four bytes
	formulaNest   = 32
)

var (
	errFormulaUnsupported = errors.New("formula is not a simple one")
	errFormulaLimit       = errors.New("formula reads too much")
	errFormulaCycle       = errors.New("formula needs its own value")
	errFormulaDivision    = errors.New("formula divides by zero")
)

// result is what a part of a formula gives: a figure (missing if blank), words, or a fault that
// IFERROR may catch.
type result struct {
	ntm.Num
	text    string
	words   bool
	boolean bool // the figure stands for TRUE or FALSE
	old     bool // the words were typed in an old encoding
	fault   error
}

func figureResult(n ntm.Num) result { return result{Num: n} }

func newFormulaReader(wb *Workbook) *formulaReader {
	return &formulaReader{wb: wb, all: formulaTotal, open: map[formulaAt]bool{}}
}

// value computes the formula of a cell. The figure is missing if cells it needs are blank, or if the
// formula itself says "".
func (f *formulaReader) value(s *Sheet, c Cell) (ntm.Num, error) {
	f.cells = min(formulaCells, f.all)
	f.all -= f.cells
	defer func() { f.all += max(0, f.cells) }()
	clear(f.open)
	v, err := f.formula(s, c)
	switch {
	case err != nil:
		return ntm.Num{}, err
	case v.fault != nil:
		return ntm.Num{}, v.fault
	case v.words && v.text != "":
		return ntm.Num{}, errFormulaUnsupported
	}
	return v.Num, nil
}

func (f *formulaReader) formula(s *Sheet, c Cell) (result, error) {
	at := formulaAt{s, c.Row, c.Col}
	text, longest := c.Formula, formulaLength
	if f.asExcel {
		text, longest = s.formulaOf(c), excelLength
	}
	switch {
	case text == "" || len(text) > longest || f.never[at]:
		return result{}, errFormulaUnsupported
	case f.open[at]:
		return result{}, errFormulaCycle
	case len(f.open) >= formulaDepth:
		return result{}, errFormulaLimit
	}
	f.open[at] = true
	defer delete(f.open, at)
	p := &formulaParse{reader: f, sheet: s, text: strings.TrimPrefix(strings.TrimSpace(text), "=")}
	v, err := p.comparison()
	if err != nil {
		return result{}, err
	}
	if p.peek() != 0 {
		return result{}, errFormulaUnsupported
	}
	return v, nil
}

// cell is what a cell says.
func (f *formulaReader) cell(s *Sheet, c Cell) (result, error) {
	if f.cells--; f.cells < 0 {
		return result{}, errFormulaLimit
	}
	if c.HasFormula && !c.HasCached {
		return f.formula(s, c)
	}
	switch c.Kind {
	case KindNumber:
		n, err := numberOf(c.Raw)
		return figureResult(n), err
	case KindEmpty:
		return result{}, nil
	case KindText:
		return result{text: c.Raw, words: true, old: c.Old != oldtext.None}, nil
	case KindBool:
		if f.asExcel {
			return truth(c.Raw == "1"), nil
		}
	case KindError:
		if f.asExcel {
			return result{fault: excelFault(c.Raw)}, nil
		}
	}
	return result{}, errFormulaUnsupported
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

// formulaParse reads one formula from left to right and computes it on the way.
type formulaParse struct {
	reader *formulaReader
	sheet  *Sheet
	text   string
	at     int
	nest   int
}

// peek is the next byte that is no blank, 0 at the end.
func (p *formulaParse) peek() byte {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\n') {
		p.at++
	}
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// take moves over one of the bytes and returns it, 0 if none stands here.
func (p *formulaParse) take(any string) byte {
	if c := p.peek(); c != 0 && strings.IndexByte(any, c) >= 0 {
		p.at++
		return c
	}
	return 0
}

// run takes the bytes from here that are in the set.
func (p *formulaParse) run(set string) string {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(set, p.text[p.at]) >= 0 {
		p.at++
	}
	return p.text[start:p.at]
}

// comparison reads a sum, or the comparison of two figures: 1 if it holds, else 0.
func (p *formulaParse) comparison() (result, error) {
	left, err := p.sum()
	if err != nil || p.peek() == 0 || strings.IndexByte("=<>", p.peek()) < 0 {
		return left, err
	}
	op := p.run("=<>")
	right, err := p.sum()
	if err != nil {
		return result{}, err
	}
	if p.reader.asExcel {
		return compareAsExcel(op, left, right)
	}
	c, ok := left.Cmp(right.Num)
	if !ok || left.words || right.words {
		return result{}, errFormulaUnsupported
	}
	holds, known := map[string]bool{"=": c == 0, "<>": c != 0, "<": c < 0, ">": c > 0, "<=": c <= 0, ">=": c >= 0}[op]
	switch {
	case !known:
		return result{}, errFormulaUnsupported
	case holds:
		return figureResult(ntm.NumInt(1)), nil
	}
	return figureResult(ntm.NumInt(0)), nil
}

func (p *formulaParse) sum() (result, error) {
	v, err := p.product()
	for err == nil {
		op := p.take("+-")
		if op == 0 {
			break
		}
		var w result
		if w, err = p.product(); err != nil {
			break
		}
		v, err = p.arithmetic(op, v, w)
	}
	return v, err
}

func (p *formulaParse) product() (result, error) {
	v, err := p.factor()
	for err == nil {
		op := p.take("*/")
		if op == 0 {
			break
		}
		var w result
		if w, err = p.factor(); err != nil {
			break
		}
		v, err = p.arithmetic(op, v, w)
	}
	return v, err
}

// arithmetic joins two figures. "" from another formula is missing; other words are refused.
func (p *formulaParse) arithmetic(op byte, v, w result) (result, error) {
	if p.reader.asExcel {
		var err, other error
		v, err = figure(v)
		w, other = figure(w)
		if err := errors.Join(err, other); err != nil {
			return result{}, err
		}
	}
	switch {
	case v.fault != nil:
		return v, nil
	case w.fault != nil:
		return w, nil
	case v.words && v.text != "" || w.words && w.text != "":
		return result{}, errFormulaUnsupported
	}
	switch op {
	case '+':
		return figureResult(v.Add(w.Num)), nil
	case '-':
		return figureResult(v.Sub(w.Num)), nil
	case '*':
		return figureResult(v.Mul(w.Num)), nil
	}
	if w.OK && w.D.IsZero() {
		return result{fault: errFormulaDivision}, nil
	}
	return figureResult(v.Div(w.Num)), nil
}

// factor reads a sign, a figure, a cell, a function or brackets, and a percent sign after it.
func (p *formulaParse) factor() (result, error) {
	if p.nest++; p.nest > formulaNest {
		return result{}, errFormulaLimit
	}
	defer func() { p.nest-- }()
	if op := p.take("+-"); op != 0 {
		v, err := p.factor()
		if err == nil && op == '-' {
			v, err = p.arithmetic('-', figureResult(ntm.NumInt(0)), v)
		}
		return v, err
	}
	v, err := p.atom()
	for err == nil && p.take("%") != 0 {
		v, err = p.arithmetic('/', v, figureResult(ntm.NumInt(100)))
	}
	return v, err
}

func (p *formulaParse) atom() (result, error) {
	switch c := p.peek(); {
	case p.take("(") != 0:
		v, err := p.comparison()
		if err == nil && p.take(")") == 0 {
			err = errFormulaUnsupported
		}
		return v, err
	case c >= '0' && c <= '9' || c == '.':
		n, err := numberOf(p.run("0123456789."))
		return figureResult(n), err
	case c == '"':
		text, ok := p.quoted()
		if !ok || len(p.reader.wb.OldTexts) > 0 && !plainASCII(text) { // typed in which encoding?
			return result{}, errFormulaUnsupported
		}
		return result{text: text, words: true}, nil
	}
	start := p.at
	name := strings.ToUpper(p.run(letters))
	switch {
	case name != "" && p.peek() == '(':
		p.at++
		return p.function(name)
	case p.reader.asExcel && (name == "TRUE" || name == "FALSE") && (p.peek() == 0 || !isWordByte(p.peek()) && p.peek() != '!'):
		return truth(name == "TRUE"), nil
	}
	p.at = start
	s, area, err := p.reference()
	if err != nil {
		return result{}, err
	}
	if area.FirstRow != area.LastRow || area.FirstCol != area.LastCol {
		return result{}, errFormulaUnsupported
	}
	see := s.At
	if p.reader.asExcel {
		see = s.exact
	}
	if c, ok := see(area.FirstRow, area.FirstCol); ok {
		return p.reader.cell(s, c)
	}
	return result{}, nil
}

// quoted reads a text in quotes without quotes in it.
func (p *formulaParse) quoted() (string, bool) {
	text, rest, ok := strings.Cut(p.text[p.at+1:], `"`)
	if !ok || strings.HasPrefix(rest, `"`) {
		return "", false
	}
	p.at += len(text) + 2
	return text, true
}
