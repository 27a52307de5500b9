package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// function computes a function whose name and opening bracket were read: those that clerks write into
// returns and those that the template itself holds.
func (p *formulaParse) function(name string) (result, error) {
	if p.reader.asExcel {
		return p.functionAsExcel(name)
	}
	switch name {
	case "SUM":
		sum := ntm.Num{}
		err := p.eachArgument(func(v result, _ bool) error {
			if v.OK || v.text != "" { // words count as nought; blanks alone are missing
				sum = ntm.NumOf(sum.D.Add(v.D))
			}
			return v.fault
		})
		return figureResult(sum), err
	case "COUNT", "COUNTA":
		n := 0
		err := p.eachArgument(func(v result, _ bool) error {
			if v.OK || v.words && name == "COUNTA" {
				n++
			}
			return v.fault
		})
		return figureResult(ntm.NumInt(n)), err
	case "COUNTIF":
		return p.countIf()
	}
	args, err := p.arguments()
	if err != nil {
		return result{}, err
	}
	switch {
	case name == "IF" && len(args) == 3:
		switch {
		case args[0].fault != nil:
			return args[0], nil
		case !args[0].OK:
			return result{}, errFormulaUnsupported
		case args[0].D.IsZero():
			return args[2], nil
		}
		return args[1], nil
	case name == "IFERROR" && len(args) == 2:
		if args[0].fault != nil {
			return args[1], nil
		}
		return args[0], nil
	case name == "N" && len(args) == 1:
		if args[0].fault == nil && !args[0].OK {
			return figureResult(ntm.NumInt(0)), nil
		}
		return args[0], nil
	case name == "ROUND" && len(args) == 2:
		return round(args[0], args[1])
	case name == "MAX" && len(args) == 2:
		return larger(args[0], args[1])
	}
	return result{}, errFormulaUnsupported
}

// arguments reads arguments that are single values, and the closing bracket.
func (p *formulaParse) arguments() ([]result, error) {
	var args []result
	for {
		v, err := p.comparison()
		if err != nil {
			return nil, err
		}
		args = append(args, v)
		if p.take(",;") != 0 {
			continue
		}
		if p.take(")") == 0 {
			return nil, errFormulaUnsupported
		}
		return args, nil
	}
}

// eachArgument reads arguments that may be ranges and calls use with every value in them that is not
// blank, until the closing bracket.
func (p *formulaParse) eachArgument(use func(v result, inCell bool) error) error {
	for {
		start := p.at
		p.peek()
		s, area, err := p.reference()
		if next := p.peek(); err == nil && strings.IndexByte(",;)", next) >= 0 && next != 0 {
			err = p.reader.each(s, area, func(v result) error { return use(v, true) })
		} else {
			p.at = start
			var v result
			if v, err = p.comparison(); err == nil {
				err = use(v, false)
			}
		}
		if err != nil {
			return err
		}
		if p.take(",;") != 0 {
			continue
		}
		if p.take(")") == 0 {
			return errFormulaUnsupported
		}
		return nil
	}
}

// each calls use with the value of every cell of the range that says something.
func (f *formulaReader) each(s *Sheet, area Range, use func(result) error) error {
	for i := s.firstFrom(area.FirstRow); i < len(s.rows) && s.rows[i].number <= area.LastRow; i++ {
		for _, c := range s.rows[i].cells {
			if c.Col < area.FirstCol || c.Col > area.LastCol {
				continue
			}
			v, err := f.cell(s, c)
			if err == nil {
				err = use(v)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// countIf counts the cells of a range that say just the words given.
func (p *formulaParse) countIf() (result, error) {
	p.peek()
	s, area, err := p.reference()
	if err != nil || p.take(",;") == 0 || p.peek() != '"' {
		return result{}, errors.Join(err, errFormulaUnsupported)
	}
	want, ok := p.quoted()
	if !ok || p.take(")") == 0 || strings.ContainsAny(want, "*?<>=~") || p.reader.asExcel && !isPlainWord(want) {
		return result{}, errFormulaUnsupported
	}
	n := 0
	err = p.reader.each(s, area, func(v result) error {
		if v.words && strings.EqualFold(v.text, want) {
			n++
		}
		return nil
	})
	return figureResult(ntm.NumInt(n)), err
}

// isPlainWord tells a criterion that can only mean a text.
func isPlainWord(want string) bool {
	return want != "" && !strings.ContainsAny(want, "0123456789#") && !strings.EqualFold(want, "true") && !strings.EqualFold(want, "false")
}

func round(v, places result) (result, error) {
	switch {
	case v.fault != nil:
		return v, nil
	case v.words || !places.OK || !places.D.IsInteger() || places.D.Abs().Cmp(decimal.NewFromInt(15)) > 0:
		return result{}, errFormulaUnsupported
	case v.OK:
		v.D = v.D.Round(int32(places.D.IntPart()))
	}
	return v, nil
}

func larger(v, w result) (result, error) {
	switch {
	case v.fault != nil:
		return v, nil
	case w.fault != nil:
		return w, nil
	}
	c, ok := v.Cmp(w.Num)
	switch {
	case !ok || v.words || w.words:
		return result{}, errFormulaUnsupported
	case c < 0:
		return w, nil
	}
	return v, nil
}

// reference reads «G12», «$A$1:$A$9», «'04_HoNgheo'!C9».
func (p *formulaParse) reference() (*Sheet, Range, error) {
	s, name := p.sheet, ""
	start := p.at
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
	} else if i := strings.IndexByte(rest, '!'); i > 0 && !strings.ContainsAny(rest[:i], "+-*/(),;: []'\"=<>") {
		name = rest[:i]
		p.at += i + 1
	}
	if name != "" {
		found, ok := p.reader.wb.Sheet(name)
		if !ok {
			return nil, Range{}, fmt.Errorf("sheet %s: %w", name, errFormulaUnsupported)
		}
		s = found
		start = p.at
	}
	area, ok := parseRange([]byte(p.run(letters + "0123456789$:")))
	next := p.peek()
	if p.reader.asExcel && (!ok || isWordByte(next)) {
		return p.referenceAsExcel(s, start)
	}
	if !ok || next == '(' || next == '!' || next == '_' {
		return nil, Range{}, errFormulaUnsupported
	}
	return s, area, nil
}
