package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// eachEntry calls f for every entry that the unit may fill, in order. Of the row «Tổng cộng» under a list these are the
// figures: its words only name it.
func (x *examination) eachEntry(f func(g *Grid, row *Row, col *Column, e *Entry)) {
	for _, g := range x.sc.Ret.Tables {
		if !g.Found {
			continue
		}
		rows := g.Rows
		if g.Total != nil {
			rows = append(rows[:len(rows):len(rows)], g.Total)
		}
		for _, row := range rows {
			for i := range row.Entries {
				col := &g.Table.Columns[i]
				if row == g.Total && !col.Type.Numeric() {
					continue
				}
				if col.Given == "" && !(row.Def != nil && contains(row.Def.Except, col.Code)) {
					f(g, row, col, &row.Entries[i])
				}
			}
		}
	}
}

// ruleDoubt reports the entries whose reading raised one of the doubts.
func ruleDoubt(x *examination, c *Check) {
	doubts := strings.Fields(c.Params["doubts"])
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		doubt, hint := e.Doubt, e.Hint
		if doubt == NoDoubt && e.State == Unreadable {
			doubt = DoubtUnknown
		}
		if share, yes := maybeShare(g, row, e); yes && doubt == NoDoubt {
			doubt, hint = DoubtScale, share
		}
		if doubt == NoDoubt || !contains(doubts, string(doubt)) {
			return
		}
		x.report(g, row, col.Code, func(f *Finding) {
			f.Facts["raw"], f.Facts["hint"] = e.seen(), unlessSame(hint, e.seen())
			if doubt == DoubtScale {
				f.Facts[variantFact] = string(DoubtScale)
			}
			if e.State == Unreadable {
				f.Saw = e.Raw
			}
		})
	})
}

// ruleFiguresAsText names, once a column, the figures that are stored as text: a file has many or none.
func ruleFiguresAsText(x *examination, _ *Check) {
	at := map[[2]string]int{}
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		if e.Doubt != DoubtAsText {
			return
		}
		key := [2]string{g.Table.ID, col.Code}
		i, known := at[key]
		if !known {
			i = len(x.found)
			at[key] = i
			x.report(g, row, col.Code, func(f *Finding) {
				f.Row, f.Indicator, f.Facts["column"] = "", "", col.Heading()
			})
		}
		x.found[i].alsoAt(g, row, col.Code)
	})
}

// alsoAt adds one more cell to a finding that names many: the first of them by their names, all by their count.
func (f *Finding) alsoAt(g *Grid, row *Row, col string) {
	o := operandAt(g, row, col, "")
	f.Operands = append(f.Operands, o)
	f.Facts["count"] = itoa(len(f.Operands))
	switch n := len(f.Operands); {
	case n <= longestSum:
		f.Facts["cells"] = joinComma(f.Facts["cells"], o.Place.Cell)
	case n == longestSum+1:
		f.Facts["cells"] += "…"
	}
}

// ruleFraction reports fractions where a count must be whole.
func ruleFraction(x *examination, _ *Check) {
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		fraction := e.Type == TypeCount && e.State == Stated && !e.Num.IsInteger()
		if !fraction && e.Doubt != DoubtFraction {
			return
		}
		x.report(g, row, col.Code, func(f *Finding) {
			f.Facts["raw"] = e.seen()
			if e.State == Unreadable {
				f.Saw = e.Raw
			}
		})
	})
}

// ruleNegativeCount reports counts below nought.
func ruleNegativeCount(x *examination, c *Check) {
	except := strings.Fields(c.Params["except"])
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		if e.Type == TypeCount && e.State == Stated && e.Num.IsNegative() && !contains(except, g.Table.ID) {
			x.report(g, row, col.Code, nil)
		}
	})
}

// rulePercentBeyond asks about percentages that no part of a whole has. A rate that the form computes may be
// above 100: money carried over is spent, too.
func rulePercentBeyond(x *examination, c *Check) {
	most := c.Param("most", NumInt(100))
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		unit := col.Unit
		if col.ByRow && row.Def != nil {
			unit = row.Def.Unit
		}
		if e.State != Stated || col.Formula != "" || e.Type != TypePercent && (unit != percentUnit || !e.Type.Numeric() && e.Type != TypePair) {
			return
		}
		figures := []decimal.Decimal{e.Num}
		if e.Type == TypePair {
			figures, _ = ParsePair(e.Text)
		}
		for _, d := range figures {
			if d.IsNegative() || d.GreaterThan(most.D) {
				x.report(g, row, col.Code, nil)
				return
			}
		}
	})
}

// ruleTypedOver notes, once a table, the form's own formulas that were typed over: they no longer follow the
// figures.
func ruleTypedOver(x *examination, _ *Check) {
	if x.sc.Stamp == nil {
		return
	}
	for _, g := range x.sc.Ret.Tables {
		if !g.Found {
			continue
		}
		at := -1
		note := func(row *Row, col string) {
			if at < 0 {
				at = len(x.found)
				x.report(g, row, col, func(f *Finding) {
					f.Row, f.Column, f.Indicator, f.Facts["table"] = "", "", "", g.Table.name()
				})
			}
			x.found[at].alsoAt(g, row, col)
		}
		for _, row := range g.Rows {
			x.typedOver(g, row, note)
		}
		if g.Total != nil {
			x.typedOver(g, g.Total, note)
		}
	}
}

func (x *examination) typedOver(g *Grid, row *Row, note func(*Row, string)) {
	sums := row == g.Total || row.Def != nil && len(row.Def.Sum) > 0
	for i := range row.Entries {
		col, e := &g.Table.Columns[i], &row.Entries[i]
		if !sums && col.Formula == "" || sums && col.Formula == "" && col.RollUp != RollSum || row.Def != nil && contains(row.Def.Except, col.Code) {
			continue
		}
		if e.Type.Numeric() && e.State == Stated && e.Formula == "" && !e.Cached && !e.Computed {
			note(row, col.Code)
		}
	}
}

// unlessSame is the hint, unless it only repeats what the cell says.
func unlessSame(hint, said string) string {
	if hint == said {
		return ""
	}
	return hint
}

// ruleBlank reports what must be filled and is not, or only with a word that is no answer. The column, or in sheet 00 the row, says how bad a
// blank is; what the reader could not find at all it has reported itself.
func ruleBlank(x *examination, _ *Check) {
	lost := x.lostCells()
	for _, g := range x.sc.Ret.Tables {
		if !g.Found {
			continue
		}
		for _, row := range g.Rows {
			for i := range row.Entries {
				col := &g.Table.Columns[i]
				how := blanknessAt(g.Table, col, row)
				e := &row.Entries[i]
				if e.Absent || e.Answers() || how == BlankAllowed || lost.has(g, row, col.Code) {
					continue
				}
				x.report(g, row, col.Code, func(f *Finding) {
					f.Severity, f.Facts["said"] = x.blankSeverity(how), e.seen()
					if !e.Type.Numeric() {
						f.Facts[variantFact] = "words"
					}
				})
			}
		}
	}
}

func blanknessAt(t *Table, col *Column, row *Row) Blankness {
	if col.Given != "" || col.Formula != "" || row.Def != nil && contains(row.Def.Except, col.Code) {
		return BlankAllowed
	}
	if col.ByRow && row.Def != nil && row.Def.Blank != BlankAllowed {
		return row.Def.Blank
	}
	return col.Blank
}

// blankSeverity is what the definition says, unless the office has set the check itself.
func (x *examination) blankSeverity(how Blankness) Severity {
	if s, ok := x.sc.Settings.Severity[x.check.ID]; ok {
		return s
	}
	if how == BlankExplain {
		return Explain
	}
	return Block
}

// ruleEmptyList reports lists that neither list anything nor say that there is nothing to list.
func ruleEmptyList(x *examination, _ *Check) {
	for _, g := range x.sc.Ret.Tables {
		if g.Found && g.Table.Shape == ShapeList && !g.answered() {
			x.report(g, nil, g.Table.Identity[0], func(f *Finding) { f.Facts["table"] = g.Table.name() })
		}
	}
}

// name is the table's title, or that of its sheet.
func (t *Table) name() string {
	if t.Title == "" && t.sheet != nil {
		return t.sheet.Title
	}
	return t.Title
}

type lostCells map[[3]string]bool

// lostCells are the rows and columns that the reader did not find and has said so.
func (x *examination) lostCells() lostCells {
	lost := lostCells{}
	for i := range x.sc.Ret.Reading {
		f := &x.sc.Ret.Reading[i]
		if f.Severity != Note {
			lost[[3]string{f.Table, f.Row, f.Column}] = true
		}
	}
	return lost
}

func (l lostCells) has(g *Grid, row *Row, col string) bool {
	return l[[3]string{g.Table.ID, row.Key, ""}] || l[[3]string{g.Table.ID, "", col}] || l[[3]string{g.Table.ID, row.Key, col}]
}

// ruleListTotal compares the total that stands under a list with the sum of its rows.
func ruleListTotal(x *examination, _ *Check) {
	for _, g := range x.sc.Ret.Tables {
		if !g.Found || g.Total == nil {
			continue
		}
		for i := range g.Table.Columns {
			col := &g.Table.Columns[i]
			if col.Type.Numeric() && col.RollUp == RollSum {
				x.compareTotal(g, col)
			}
		}
	}
}

func (x *examination) compareTotal(g *Grid, col *Column) {
	saw := figureAt(g, g.Total, col.Code)
	sum, stated := NumInt(0), false
	var operands []Operand
	for _, row := range g.Rows {
		n := figureAt(g, row, col.Code)
		if !n.OK {
			if e, _ := g.At(row, col.Code); e.State == Unreadable || col.Blank != BlankAllowed {
				return
			}
			continue
		}
		sum, stated = sum.Add(n), true
		operands = append(operands, operandAt(g, row, col.Code, ""))
	}
	if !saw.OK || !stated && !g.Nil || saw.D.Sub(sum.D).Abs().Cmp(binaryDust) <= 0 {
		return
	}
	x.report(g, g.Total, col.Code, func(f *Finding) {
		f.Row, f.Want, f.Operands = "total", sum.String(), operands
		f.Facts["arithmetic"] = sumOf(operands)
		f.Facts["row"] = "Tổng cộng"
		x.cause(f, g, g.Total)
	})
}

// longestSum is the number of terms that are written out in a sentence.
const longestSum = 12

// sumOf writes operands as a sum: «120 + 85 + 44».
func sumOf(operands []Operand) string {
	if len(operands) > longestSum {
		return itoa(len(operands)) + " dòng"
	}
	var terms []string
	for _, o := range operands {
		if n, err := ParseNum(o.Value); err == nil {
			terms = append(terms, writtenNum(n))
		}
	}
	return strings.Join(terms, " + ")
}

// ruleListedTwice reports the rows of lists that name the same thing as a row above them.
func ruleListedTwice(x *examination, c *Check) {
	for _, table := range strings.Fields(c.Params["table"]) {
		if g, ok := x.grid(table); ok {
			x.listedTwice(g)
		}
	}
}

func (x *examination) listedTwice(g *Grid) {
	first := map[string]*Row{}
	for _, row := range g.Rows {
		name := identityOf(g, row)
		if name == "" {
			continue
		}
		above, twice := first[name]
		if !twice {
			first[name] = row
			continue
		}
		x.report(g, row, g.Table.Identity[0], func(f *Finding) {
			e, _ := g.At(above, g.Table.Identity[0])
			f.Facts["other"] = e.Place.Cell
			f.Operands = []Operand{operandAt(g, above, g.Table.Identity[0], "")}
		})
	}
}

// identityOf is what names a row of a list, folded; empty if a part of it is missing.
func identityOf(g *Grid, row *Row) string {
	parts := make([]string, len(g.Table.Identity))
	for i, col := range g.Table.Identity {
		if parts[i] = Fold(said(g, row, col)); parts[i] == "" {
			return ""
		}
	}
	return strings.Join(parts, "|")
}

// ruleZeroForLetter reports a word typed with a nought for the letter O.
func ruleZeroForLetter(x *examination, c *Check) {
	typed := Fold(c.Params["typed"])
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		if typed == "" || e.State != Stated || e.Type.Numeric() || !strings.Contains(Fold(e.Text), typed) {
			return
		}
		x.report(g, row, col.Code, func(f *Finding) {
			f.Facts["typed"], f.Facts["meant"] = c.Params["typed"], c.Params["meant"]
		})
	})
}
