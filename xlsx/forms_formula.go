package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/report"
)

// formulaWriter spells the formulas of a form in Excel's language; first is the sheet row of Rows[0].
type formulaWriter struct {
	rows  []report.Row
	words report.StateWords
	first int
}

// text is the formula of a cell, without the leading "=". Cells with words are read through SUM, so that
// they count for nothing instead of giving #VALUE!; what has no value prints the cell's state.
func (w formulaWriter) text(cell report.Cell) string {
	fm := cell.Formula
	s := w.plain(fm, cell.Decimals)
	var undefined []string
	if fm.Op == report.OpQuotient && fm.Under.Op != report.OpConstant {
		undefined = append(undefined, w.plain(fm.Under, 0)+"=0")
	}
	if sum := summed(fm); sum != nil && cell.Kind == report.Status {
		undefined = append(undefined, w.calls("COUNT", sum.Areas())+"=0")
	}
	if len(undefined) == 0 {
		return s
	}
	condition := strings.Join(undefined, ",")
	if len(undefined) > 1 {
		condition = "OR(" + condition + ")"
	}
	return fmt.Sprintf(`IF(%s,"%s",%s)`, condition, w.undefinedWords(cell), s)
}

// summed is the sum that the formula is or divides, if any: without numbers it has no value.
func summed(fm *report.Formula) *report.Formula {
	if fm.Op == report.OpQuotient {
		fm = fm.Over
	}
	if fm.Op == report.OpSum {
		return fm
	}
	return nil
}

// undefinedWords is what a live formula shows where it has no value.
func (w formulaWriter) undefinedWords(cell report.Cell) string {
	if cell.Kind == report.Status {
		return w.words[cell.State]
	}
	return w.words[report.Dash]
}

func (w formulaWriter) plain(fm *report.Formula, decimals int) string {
	switch fm.Op {
	case report.OpConstant:
		return strconv.FormatInt(fm.Constant, 10)
	case report.OpNumbers:
		return w.calls("COUNT", fm.Plus)
	case report.OpMarks:
		var parts []string
		for _, a := range joined(fm.Plus) {
			for _, mark := range fm.Marks {
				parts = append(parts, fmt.Sprintf(`COUNTIF(%s,"%s")`, w.area(a), mark))
			}
		}
		return strings.Join(parts, "+")
	case report.OpQuotient:
		s := bracketed(w.plain(fm.Over, 0)) + "/" + bracketed(w.plain(fm.Under, 0))
		if fm.Times != 1 {
			s += "*" + strconv.FormatInt(fm.Times, 10)
		}
		return fmt.Sprintf("ROUND(%s,%d)", s, decimals)
	}
	s := w.calls("SUM", fm.Plus)
	if len(fm.Minus) > 0 {
		s += "-" + strings.ReplaceAll(w.calls("SUM", fm.Minus), "+", "-")
	}
	return s
}

func bracketed(s string) string {
	if strings.ContainsAny(s, "+-") {
		return "(" + s + ")"
	}
	return s
}

// maxArguments is how many arguments Excel lets a function have.
const maxArguments = 255

func (w formulaWriter) calls(function string, areas []report.Area) string {
	areas = joined(areas)
	var calls []string
	for len(areas) > 0 {
		if len(areas) == 1 && function == "SUM" && w.figure(areas[0]) {
			calls = append(calls, w.cell(areas[0].From))
			break
		}
		n := min(len(areas), maxArguments)
		var parts []string
		for _, a := range areas[:n] {
			parts = append(parts, w.area(a))
		}
		calls = append(calls, function+"("+strings.Join(parts, ",")+")")
		areas = areas[n:]
	}
	return strings.Join(calls, "+")
}

// figure tells whether the area is one cell with a number: it needs no SUM around it.
func (w formulaWriter) figure(a report.Area) bool {
	return a.From == a.To && w.rows[a.From.Row].Cells[a.From.Col].Numeric()
}

// joined writes neighbours in one column as one area: r4,r5,r6 become r4:r6.
func joined(areas []report.Area) []report.Area {
	var out []report.Area
	for _, a := range areas {
		if n := len(out) - 1; n >= 0 && a.From.Col == out[n].From.Col && a.To.Col == out[n].To.Col && a.From.Row == out[n].To.Row+1 {
			out[n].To.Row = a.To.Row
			continue
		}
		out = append(out, a)
	}
	return out
}

func (w formulaWriter) area(a report.Area) string {
	s := w.cell(a.From)
	if a.To != a.From {
		s += ":" + w.cell(a.To)
	}
	return s
}

func (w formulaWriter) cell(r report.Ref) string {
	name, err := excelize.ColumnNumberToName(r.Col + 1)
	if err != nil { // more than 16,384 columns: the sheet itself was refused before
		return "#REF!"
	}
	return name + strconv.Itoa(w.first+r.Row)
}

// cellValue is the value excelize writes for a figure so that the file holds exactly n: an integer, or a
// binary number whose shortest spelling is n, which is so up to 15 digits.
func cellValue(n decimal.Decimal) (any, error) {
	const digitsHeld = 15
	digits := strings.Trim(n.Abs().Coefficient().String(), "0")
	if len(digits) > digitsHeld {
		return nil, fmt.Errorf("%s has more than %d digits", n, digitsHeld)
	}
	if n.IsInteger() && n.BigInt().IsInt64() {
		return n.IntPart(), nil
	}
	return n.InexactFloat64(), nil
}
