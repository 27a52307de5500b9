package report

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Ref names a cell by its place in Form.Rows and Form.Columns, both from 0.
type Ref struct{ Row, Col int }

// Area is a rectangle of cells, both corners included.
type Area struct{ From, To Ref }

// At is the area of one cell.
func At(row, col int) Area { return Area{Ref{row, col}, Ref{row, col}} }

// Down is column col from row first to row last.
func Down(col, first, last int) Area { return Area{Ref{first, col}, Ref{last, col}} }

// AlongRow is row row from column first to column last.
func AlongRow(row, first, last int) Area { return Area{Ref{row, first}, Ref{row, last}} }

// Op is the kind of arithmetic of a Formula.
type Op int

const (
	OpSum      Op = iota // numbers in Plus less numbers in Minus
	OpMarks              // how many cells in Plus read one of Marks
	OpNumbers            // how many cells in Plus are numbers
	OpConstant           // Constant
	OpQuotient           // Over / Under × Times, rounded to the cell's decimals
)

// Formula is arithmetic over cells of the same form: a spreadsheet writes it alive, paper shows its
// value only. Cells without a number count for nothing, as in a spreadsheet's SUM and COUNT; a sum
// of no number at all is no number, and its cell must then be a State.
type Formula struct {
	Op       Op       `json:"op,omitempty"`
	Plus     []Area   `json:"plus,omitempty"`
	Minus    []Area   `json:"minus,omitempty"`
	Marks    []string `json:"marks,omitempty"`
	Constant int64    `json:"constant,omitempty"`
	Over     *Formula `json:"over,omitempty"`
	Under    *Formula `json:"under,omitempty"`
	Times    int64    `json:"times,omitempty"`
}

// Sum adds the numbers in the areas.
func Sum(areas ...Area) *Formula { return &Formula{Op: OpSum, Plus: areas} }

// Less is the formula with further areas taken away; only for a Sum.
func (f *Formula) Less(areas ...Area) *Formula {
	g := *f
	g.Minus = append(append([]Area(nil), f.Minus...), areas...)
	return &g
}

// CountOf counts the cells that read exactly mark, letter case aside.
func CountOf(mark string, areas ...Area) *Formula {
	return CountEither([]string{mark}, areas...)
}

// CountEither counts the cells that read exactly one of the marks, letter case aside.
func CountEither(marks []string, areas ...Area) *Formula {
	return &Formula{Op: OpMarks, Marks: marks, Plus: areas}
}

// CountNumbers counts the cells with a number: units that did not report drop out.
func CountNumbers(areas ...Area) *Formula { return &Formula{Op: OpNumbers, Plus: areas} }

// Constant is a number that stands in no cell, such as how many communes a criterion applies to.
func Constant(n int64) *Formula { return &Formula{Op: OpConstant, Constant: n} }

// Ratio is over / under × 100.
func Ratio(over, under *Formula) *Formula {
	return &Formula{Op: OpQuotient, Over: over, Under: under, Times: 100}
}

// Average is over / under.
func Average(over, under *Formula) *Formula {
	return &Formula{Op: OpQuotient, Over: over, Under: under, Times: 1}
}

// ColumnAverage is the mean of the numbers in one column of rows.
func ColumnAverage(a Area) *Formula { return Average(Sum(a), CountNumbers(a)) }

// Areas is every area the formula reads.
func (f *Formula) Areas() []Area {
	if f == nil {
		return nil
	}
	all := append(append([]Area(nil), f.Plus...), f.Minus...)
	return append(append(all, f.Over.Areas()...), f.Under.Areas()...)
}

// String is the formula in signs: rows as r1…, columns as c1…, both from 1.
func (f *Formula) String() string {
	switch f.Op {
	case OpMarks:
		quoted := make([]string, len(f.Marks))
		for i, mark := range f.Marks {
			quoted[i] = strconv.Quote(mark)
		}
		return fmt.Sprintf("COUNT %s %s", strings.Join(quoted, "|"), areaList(f.Plus))
	case OpNumbers:
		return "COUNT " + areaList(f.Plus)
	case OpConstant:
		return fmt.Sprint(f.Constant)
	case OpQuotient:
		s := fmt.Sprintf("(%s) / (%s)", f.Over, f.Under)
		if f.Times != 1 {
			s += fmt.Sprintf(" × %d", f.Times)
		}
		return s
	}
	s := "SUM " + areaList(f.Plus)
	if len(f.Minus) > 0 {
		s += " - " + areaList(f.Minus)
	}
	return s
}

func areaList(areas []Area) string {
	var parts []string
	for _, a := range areas {
		s := fmt.Sprintf("r%dc%d", a.From.Row+1, a.From.Col+1)
		if a.To != a.From {
			s += fmt.Sprintf(":r%dc%d", a.To.Row+1, a.To.Col+1)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ",")
}

// errUndefined marks a formula without a value: a division by zero, a sum of no numbers.
var errUndefined = errors.New("has no value")

// evaluate computes the formula from the printed cells, with the given decimals for a quotient. All
// areas must lie inside the form.
func (f *Form) evaluate(fm *Formula, decimals int) (decimal.Decimal, error) {
	switch fm.Op {
	case OpConstant:
		return decimal.NewFromInt(fm.Constant), nil
	case OpMarks:
		return f.count(fm.Plus, func(c Cell) bool {
			return (c.Kind == Mark || c.Kind == Text) &&
				slices.ContainsFunc(fm.Marks, func(mark string) bool { return strings.EqualFold(c.Text, mark) })
		}), nil
	case OpNumbers:
		return f.count(fm.Plus, Cell.Numeric), nil
	case OpQuotient:
		over, err := f.evaluate(fm.Over, decimals)
		if err != nil {
			return over, err
		}
		under, err := f.evaluate(fm.Under, decimals)
		if err != nil || under.IsZero() {
			return under, errUndefined
		}
		return over.Mul(decimal.NewFromInt(fm.Times)).DivRound(under, int32(decimals)), nil
	}
	total, seen := decimal.Zero, false
	for _, part := range []struct {
		areas []Area
		sign  int64
	}{{fm.Plus, 1}, {fm.Minus, -1}} {
		f.each(part.areas, func(c Cell) {
			if c.Numeric() {
				total, seen = total.Add(c.Num.Mul(decimal.NewFromInt(part.sign))), true
			}
		})
	}
	if !seen {
		return total, errUndefined
	}
	return total, nil
}

func (f *Form) count(areas []Area, counts func(Cell) bool) decimal.Decimal {
	var n int64
	f.each(areas, func(c Cell) {
		if counts(c) {
			n++
		}
	})
	return decimal.NewFromInt(n)
}

func (f *Form) each(areas []Area, visit func(Cell)) {
	for _, a := range areas {
		for r := a.From.Row; r <= a.To.Row; r++ {
			for c := a.From.Col; c <= a.To.Col; c++ {
				visit(f.Rows[r].Cells[c])
			}
		}
	}
}
