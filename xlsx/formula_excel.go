package xlsx

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// excelFault is an error as Excel shows it in a cell: "#VALUE!".
type excelFault string

func (e excelFault) Error() string { return string(e) }

const faultValue = excelFault("#VALUE!")

// faultWord is how Excel spells a fault, "" if it is none of its own.
func faultWord(err error) string {
	var f excelFault
	switch {
	case errors.Is(err, errFormulaDivision):
		return "#DIV/0!"
	case errors.As(err, &f):
		return string(f)
	}
	return ""
}

// recompute gives the cell the value of its formula, as Excel would show it: a blank counts as nought.
// Without an error the cell is cached.
func (f *formulaReader) recompute(s *Sheet, c *Cell) error {
	f.cells = min(formulaCells, f.all)
	f.all -= f.cells
	defer func() { f.all += max(0, f.cells) }()
	clear(f.open)
	v, err := f.formula(s, *c)
	if err != nil {
		return err
	}
	switch {
	case v.fault != nil:
		word := faultWord(v.fault)
		if word == "" {
			return v.fault
		}
		c.Kind, c.Raw = KindError, word
	case v.words:
		c.Kind, c.Raw = KindText, v.text
	default:
		d := v.D
		if over := d.NumDigits() - storedDigits; over > 0 {
			d = d.Round(-d.Exponent() - int32(over))
		}
		if d.Exponent() > 100 || d.Exponent() < -300 || d.NumDigits() > 100 {
			return errFormulaLimit
		}
		c.Kind, c.Raw = KindNumber, d.String()
		if v.boolean {
			c.Kind = KindBool
		}
	}
	c.HasCached = true
	return nil
}

// storedDigits is how many digits of a computed figure are kept: as many as Excel shows.
const storedDigits = 15

// figure is an operand as Excel takes it: a blank is nought, TRUE is one. Words give #VALUE!, unless they
// hold a digit: what Excel makes of those depends on the settings of Windows.
func figure(v result) (result, error) {
	switch {
	case v.fault != nil:
		return v, nil
	case v.words && strings.ContainsAny(v.text, "0123456789"):
		return result{}, errFormulaUnsupported
	case v.words:
		return result{fault: faultValue}, nil
	}
	return figureResult(ntm.NumOf(v.D)), nil
}

func truth(holds bool) result {
	v := figureResult(ntm.NumInt(0))
	if holds {
		v = figureResult(ntm.NumInt(1))
	}
	v.boolean = true
	return v
}

// compareAsExcel compares figures with figures and words with words, for equality only; a figure is less
// than any word, a word less than TRUE and FALSE.
func compareAsExcel(op string, v, w result) (result, error) {
	if v.fault != nil {
		return v, nil
	}
	if w.fault != nil {
		return w, nil
	}
	v, w = likeOther(v, w), likeOther(w, v)
	c := rank(v) - rank(w)
	if c == 0 && v.words {
		switch {
		case (v.old || w.old) && !plainASCII(v.text) && !plainASCII(w.text):
			return result{}, errFormulaUnsupported // Excel compares what is stored
		case strings.EqualFold(v.text, w.text):
		case op == "=" || op == "<>":
			c = 1
		default:
			return result{}, errFormulaUnsupported
		}
	} else if c == 0 {
		c = v.D.Cmp(w.D)
	}
	switch op {
	case "=":
		return truth(c == 0), nil
	case "<>":
		return truth(c != 0), nil
	case "<":
		return truth(c < 0), nil
	case ">":
		return truth(c > 0), nil
	case "<=":
		return truth(c <= 0), nil
	case ">=":
		return truth(c >= 0), nil
	}
	return result{}, errFormulaUnsupported
}

// likeOther makes a blank an empty text, FALSE or nought, whichever the other is.
func likeOther(v, other result) result {
	if v.OK || v.words {
		return v
	}
	return result{Num: ntm.NumInt(0), words: other.words, boolean: other.boolean}
}

func rank(v result) int {
	switch {
	case v.words:
		return 1
	case v.boolean:
		return 2
	}
	return 0
}

// functionAsExcel computes a function whose name and opening bracket were read.
func (p *formulaParse) functionAsExcel(name string) (result, error) {
	switch name {
	case "SUM", "MAX", "MIN", "AVERAGE", "COUNT", "COUNTA":
		return p.aggregate(name)
	case "AND", "OR":
		return p.junction(name)
	case "COUNTIF":
		return p.countIf()
	case "SUMIF":
		return p.sumIf()
	case "SUBTOTAL":
		return p.subtotal()
	}
	args, err := p.arguments()
	if err != nil {
		return result{}, err
	}
	first := args[0]
	switch {
	case name == "IF" && (len(args) == 2 || len(args) == 3):
		if first.words {
			return result{}, errFormulaUnsupported
		}
		switch {
		case first.fault != nil:
			return first, nil
		case !first.D.IsZero():
			return args[1], nil
		case len(args) == 2:
			return truth(false), nil
		}
		return args[2], nil
	case name == "IFERROR" && len(args) == 2:
		if first.fault != nil {
			return args[1], nil
		}
		return first, nil
	case name == "N" && len(args) == 1:
		if first.fault != nil {
			return first, nil
		}
		return figureResult(ntm.NumOf(first.D)), nil
	case name == "ISNUMBER" && len(args) == 1:
		return truth(first.fault == nil && first.OK && !first.boolean), nil
	}
	return figureFunction(name, args)
}

// figureFunction computes functions of figures alone.
func figureFunction(name string, args []result) (result, error) {
	for i := range args {
		v, err := figure(args[i])
		if err != nil || v.fault != nil {
			return v, err
		}
		args[i] = v
	}
	first := args[0]
	switch {
	case name == "ABS" && len(args) == 1:
		return figureResult(ntm.NumOf(first.D.Abs())), nil
	case name == "INT" && len(args) == 1:
		return figureResult(ntm.NumOf(first.D.Floor())), nil
	case name == "NOT" && len(args) == 1:
		return truth(first.D.IsZero()), nil
	case len(args) != 2 || !args[1].D.IsInteger() || args[1].D.Abs().Cmp(decimal.NewFromInt(storedDigits)) > 0:
		return result{}, errFormulaUnsupported
	}
	places := int32(args[1].D.IntPart())
	switch name {
	case "ROUND":
		return figureResult(ntm.NumOf(first.D.Round(places))), nil
	case "ROUNDDOWN":
		return figureResult(ntm.NumOf(first.D.RoundDown(places))), nil
	case "ROUNDUP":
		return figureResult(ntm.NumOf(first.D.RoundUp(places))), nil
	}
	return result{}, errFormulaUnsupported
}

// aggregate computes a function over ranges. Words and truth values in cells do not count; written in
// the formula itself they are refused.
func (p *formulaParse) aggregate(name string) (result, error) {
	var fault error
	sum, n, all := decimal.Zero, 0, 0
	var least, most decimal.Decimal
	err := p.eachArgument(func(v result, inCell bool) error {
		all++
		switch {
		case v.fault != nil && name != "COUNT" && name != "COUNTA" && fault == nil:
			fault = v.fault
		case v.fault != nil:
		case !inCell && (v.words || v.boolean || !v.OK) && name != "COUNTA":
			return errFormulaUnsupported
		case v.OK && !v.boolean:
			if n == 0 || v.D.Cmp(least) < 0 {
				least = v.D
			}
			if n == 0 || v.D.Cmp(most) > 0 {
				most = v.D
			}
			sum = sum.Add(v.D)
			n++
		}
		return nil
	})
	switch {
	case err != nil:
		return result{}, err
	case fault != nil:
		return result{fault: fault}, nil
	}
	switch name {
	case "COUNT":
		return figureResult(ntm.NumInt(n)), nil
	case "COUNTA":
		return figureResult(ntm.NumInt(all)), nil
	case "MAX":
		return figureResult(ntm.NumOf(most)), nil
	case "MIN":
		return figureResult(ntm.NumOf(least)), nil
	case "AVERAGE":
		if n == 0 {
			return result{fault: errFormulaDivision}, nil
		}
		return figureResult(ntm.NumOf(sum).Div(ntm.NumInt(n))), nil
	}
	return figureResult(ntm.NumOf(sum)), nil
}

// junction computes AND and OR.
func (p *formulaParse) junction(name string) (result, error) {
	var fault error
	holds, n := name == "AND", 0
	err := p.eachArgument(func(v result, inCell bool) error {
		switch {
		case v.fault != nil:
			fault = v.fault
		case v.words && !inCell:
			return errFormulaUnsupported
		case v.OK && name == "AND":
			holds = holds && !v.D.IsZero()
			n++
		case v.OK:
			holds = holds || !v.D.IsZero()
			n++
		}
		return nil
	})
	switch {
	case err != nil:
		return result{}, err
	case fault != nil:
		return result{fault: fault}, nil
	case n == 0:
		return result{fault: faultValue}, nil
	}
	return truth(holds), nil
}

// referenceAsExcel reads A:A, 1:1 and defined names where the formula has no plain address.
func (p *formulaParse) referenceAsExcel(s *Sheet, start int) (*Sheet, Range, error) {
	scan := &formulaScan{text: p.text, at: start}
	if !scan.word("", false) || len(scan.tokens) != 1 || strings.IndexByte("(!:[#", scan.peek()) >= 0 && scan.peek() != 0 {
		return nil, Range{}, errFormulaUnsupported
	}
	t := scan.tokens[0]
	p.at = scan.at
	switch t.kind {
	case tokenArea:
		return s, t.area, nil
	case tokenName:
		if refers, ok := p.reader.wb.named(t.name); ok {
			name, cells, ok := splitReference(refers)
			area, ok2 := parseRange([]byte(strings.ReplaceAll(cells, "$", "")))
			if found, ok3 := p.reader.wb.Sheet(name); ok && ok2 && ok3 {
				return found, area, nil
			}
		}
	}
	return nil, Range{}, errFormulaUnsupported
}

// named is what a name refers to; a name that a single sheet knows, or several do, is not told.
func (w *Workbook) named(name string) (string, bool) {
	refers, n := "", 0
	for i := range w.Names {
		if strings.EqualFold(w.Names[i].Name, name) {
			refers = w.Names[i].Refers
			n++
			if w.Names[i].Sheet >= 0 {
				return "", false
			}
		}
	}
	return refers, n == 1
}
