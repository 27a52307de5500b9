package xlsx

import (
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"bieuxa/report"
)

// Figures beyond these are taken for text: no form has any.
const (
	mostFigure  = 1e18
	leastFigure = 1e-15
	mostDigits  = 12 // after the comma that are told apart
)

// exactNumber is the figure of a cell as it is stored.
func exactNumber(c Cell) (decimal.Decimal, bool) {
	if c.Kind != KindNumber || len(c.Raw) > 40 {
		return decimal.Decimal{}, false
	}
	f, err := strconv.ParseFloat(c.Raw, 64)
	if err != nil || math.Abs(f) > mostFigure || f != 0 && math.Abs(f) < leastFigure {
		return decimal.Decimal{}, false
	}
	n, err := decimal.NewFromString(c.Raw)
	return n, err == nil
}

// fraction is how many digits after the comma a cell's figure has.
func fraction(c Cell) int {
	n, ok := exactNumber(c)
	if !ok {
		return 0
	}
	n = n.Round(mostDigits)
	for digits := range mostDigits {
		if n.Equal(n.Truncate(int32(digits))) {
			return digits
		}
	}
	return mostDigits
}

// noise is by which share of a figure two programs may differ that add the same binary numbers.
var noise = decimal.New(1, -13)

// sameFigure tells whether two cells hold the same. A figure is the same whatever it looks like; nothing and an empty
// text are the same.
func sameFigure(a, b Cell) bool {
	x, okX := exactNumber(a)
	y, okY := exactNumber(b)
	switch {
	case okX && okY:
		return x.Sub(y).Abs().LessThanOrEqual(decimal.Max(x.Abs(), y.Abs()).Mul(noise))
	case okX:
		return typedAs(a, b)
	case okY:
		return typedAs(b, a)
	}
	return saying(a) == saying(b)
}

// typedAs tells whether a text is the figure, as a program has it that keeps figures as texts.
func typedAs(figure, text Cell) bool {
	n, _ := exactNumber(figure)
	said := saying(text)
	return said != "" && (said == figure.Raw || said == n.String() || said == report.FormatNumber(n, fraction(figure)))
}

// saying is what a cell without a figure says.
func saying(c Cell) string {
	if c.Kind == KindBool {
		return c.Shown(false)
	}
	return plainText(c.Raw)
}

// rowPair is a row as it was and as it is now; nil where there is none.
type rowPair struct{ was, now *sheetRow }

// cellPair is two cells of a column; the zero cell where there is none.
type cellPair struct {
	col      int
	was, now Cell
}

// cells pairs the cells of two rows.
func (p rowPair) cells() []cellPair {
	a, b := p.was.cells, p.now.cells
	var out []cellPair
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Col < b[0].Col:
			out, a = append(out, cellPair{col: a[0].Col, was: a[0]}), a[1:]
		case len(a) == 0 || b[0].Col < a[0].Col:
			out, b = append(out, cellPair{col: b[0].Col, now: b[0]}), b[1:]
		default:
			out, a, b = append(out, cellPair{a[0].Col, a[0], b[0]}), a[1:], b[1:]
		}
	}
	return out
}

// mostPaired bounds the work of finding rows that moved, in pairs of rows that are tried.
const mostPaired = 2_000_000

// pairRows pairs the rows of two sheets so that as few cells as can be differ; the order of rows stays.
func pairRows(was, now *Sheet) []rowPair {
	a, b := spoken(was), spoken(now)
	if len(a)*len(b) > mostPaired || samePlaces(a, b) {
		return pairByNumber(a, b)
	}
	// best[i][j] is the least cost of pairing a[i:] with b[j:]
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a); i >= 0; i-- {
		for j := len(b); j >= 0; j-- {
			switch {
			case i == len(a) && j == len(b):
			case i == len(a):
				best[i][j] = best[i][j+1] + b[j].weight()
			case j == len(b):
				best[i][j] = best[i+1][j] + a[i].weight()
			default:
				best[i][j] = min(best[i+1][j+1]+a[i].unlike(&b[j]), best[i+1][j]+a[i].weight(), best[i][j+1]+b[j].weight())
			}
		}
	}
	var out []rowPair
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && best[i][j] == best[i+1][j+1]+a[i].unlike(&b[j]):
			out = append(out, rowPair{&a[i], &b[j]})
			i, j = i+1, j+1
		case i < len(a) && best[i][j] == best[i+1][j]+a[i].weight():
			out, i = append(out, rowPair{was: &a[i]}), i+1
		default:
			out, j = append(out, rowPair{now: &b[j]}), j+1
		}
	}
	return out
}

// spoken is the rows that say something.
func spoken(s *Sheet) []sheetRow {
	var out []sheetRow
	for _, r := range s.rows {
		cells := slices.DeleteFunc(slices.Clone(r.cells), func(c Cell) bool { return !c.HasFormula && plainText(c.Raw) == "" })
		if len(cells) > 0 {
			out = append(out, sheetRow{r.number, cells})
		}
	}
	return out
}

// samePlaces tells whether rows of both sheets have the same numbers and no row is wholly another.
func samePlaces(a, b []sheetRow) bool {
	return len(a) == len(b) && slices.EqualFunc(a, b, func(x, y sheetRow) bool {
		return x.number == y.number && 2*x.unlike(&y) <= x.weight()
	})
}

// pairByNumber pairs rows of one number.
func pairByNumber(a, b []sheetRow) []rowPair {
	var out []rowPair
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case j == len(b) || i < len(a) && a[i].number < b[j].number:
			out, i = append(out, rowPair{was: &a[i]}), i+1
		case i == len(a) || b[j].number < a[i].number:
			out, j = append(out, rowPair{now: &b[j]}), j+1
		default:
			out = append(out, rowPair{&a[i], &b[j]})
			i, j = i+1, j+1
		}
	}
	return out
}

// weight is what it costs to say that a row has no counterpart.
func (r *sheetRow) weight() int { return len(r.cells) + 1 }

// unlike is in how many cells two rows differ, twice as much where not one is the same.
func (r *sheetRow) unlike(other *sheetRow) int {
	n, same := 0, 0
	for _, two := range (rowPair{r, other}).cells() {
		switch {
		case two.was.HasFormula && two.now.HasFormula && !two.now.HasCached && plainFormula(two.was.Formula) == plainFormula(two.now.Formula),
			sameFigure(two.was, two.now):
			same++
		default:
			n++
		}
	}
	if same == 0 {
		return 2 * n
	}
	return n
}
