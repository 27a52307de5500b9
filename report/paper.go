package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"bieuxa/ntm"
)

// Paper is what the printed return of one unit says beyond what stands in it.
type Paper struct {
	Context           // Office is the unit's own committee; Board is not used
	From, To ntm.Date // of the period

	Required  func(*ntm.RowDef) string // level an indicator requires of the unit; may be nil
	Standing  string                   // stands under every title while the return does not count; may be empty
	Explained []Explained
}

// Explained is a warning that the unit gave its reason for.
type Explained struct {
	Place     ntm.Place
	Indicator string
	Warning   string // the sentence
	Because   string
}

// Fields of a return that its signature block repeats: who prepared it, who signs it and when.
const (
	preparerField = "nguoi_lap"
	SignerField   = "nguoi_ky"
	SignedField   = "ngay_ky"
)

// Sentences for a table without rows that is not «Không phát sinh».
const (
	noLines     = "(chưa ghi nội dung)"
	noTable     = "(tệp không có bảng này)"
	totalOfList = "Tổng cộng"
)

// ReturnForms are the sheets of a unit's return as forms to print and sign: every value as it stands,
// right or wrong, blank where nothing is written. def is the definition the return was read with. A
// sheet's second table is a form under the first; the warnings that were explained follow at the end.
func ReturnForms(r *ntm.Return, def *ntm.Definition, paper Paper) ([]Form, error) {
	w := &paperwork{ret: r, def: def, paper: paper}
	var out []Form
	for i := range def.Sheets {
		sheet := &def.Sheets[i]
		for j := range sheet.Tables {
			out = append(out, w.table(sheet, j))
		}
	}
	if len(paper.Explained) > 0 {
		out = append(out, w.explanations())
	}
	for i := range out {
		if err := out[i].Check(); err != nil {
			return nil, fmt.Errorf("printing a return: %w", err)
		}
	}
	return out, nil
}

// paperwork is a return on its way to paper.
type paperwork struct {
	ret   *ntm.Return
	def   *ntm.Definition
	paper Paper
}

// head is a form without its table.
func (w *paperwork) head(id, no, title string) Form {
	p := &w.paper
	return Form{
		ID: id, No: no, Issued: w.def.Issued, Title: title, Reporter: p.Office, Receiver: p.Receiver, Sample: p.Sample, Standing: w.def.Standing,
		Subtitle: fmt.Sprintf("Kỳ báo cáo: %s (từ ngày %s đến ngày %s)", w.ret.Period.VN(), day(p.From), day(p.To)),
		Reported: p.Standing, Orientation: Landscape,
	}
}

// signed is the block under a sheet, with the names and the day that the return states.
func (w *paperwork) signed() Signatures {
	ctx := w.paper.Context
	if on, err := ntm.ParseDateISO(w.ret.Field(SignedField).Text); err == nil {
		ctx.Printed = on
	}
	s := signatures(ctx)
	s.Left.Name, s.Right.Name = w.ret.Field(preparerField).Text, w.ret.Field(SignerField).Text
	return s
}

// table is one table of a sheet; the last one bears the signatures.
func (w *paperwork) table(sheet *ntm.Sheet, index int) Form {
	t := &sheet.Tables[index]
	f := w.head(t.ID, sheet.FormNo, sheet.Title)
	f.Caption, f.Under = t.Title, index > 0
	f.Measure = sheet.UnitOfMeasure
	if !sheet.Landscape {
		f.Orientation = Portrait
	}
	if index == len(sheet.Tables)-1 {
		f.Signatures = w.signed()
	}
	shown := shownColumns(t)
	f.Columns = columnsOf(t, shown)
	f.Letters = lettersFor(len(shown))
	f.NameColumns = min(1, len(shown)-1)
	g := w.ret.Grid(t.ID)
	switch {
	case g == nil || !g.Found:
		f.Rows = []Row{across(len(shown), noTable)}
	case len(g.Rows) == 0 && !g.Nil:
		f.Rows = []Row{across(len(shown), noLines)}
	case len(g.Rows) > 0:
		for i, row := range g.Rows {
			f.Rows = append(f.Rows, w.row(t, row, shown, i+1))
		}
		if g.Total != nil {
			f.Rows = append(f.Rows, w.total(t, g.Total, shown))
		}
	}
	f.share(shown, t)
	return f
}

// across is a row with one sentence.
func across(columns int, text string) Row {
	cells := make([]Cell, columns)
	cells[0] = TextCell(text).Across(columns)
	return Row{Role: Note, Cells: cells}
}

// shownColumns are the columns that are printed: all but the hints of the template.
func shownColumns(t *ntm.Table) []int {
	var out []int
	for i := range t.Columns {
		if t.Columns[i].Given != "hint" {
			out = append(out, i)
		}
	}
	return out
}

// lettersFor is the size in points at which so many columns stand side by side.
func lettersFor(columns int) float64 {
	switch {
	case columns > 16:
		return 8
	case columns > 11:
		return 9
	}
	return 0
}

func columnsOf(t *ntm.Table, shown []int) []Column {
	out, letters := make([]Column, len(shown)), 'A'
	for n, i := range shown {
		c := &t.Columns[i]
		col := Column{Key: c.Code, Heading: slices.Clone(c.Title), Width: 1, Align: alignOf(t, c), Decimals: c.Decimals,
			Whole: true}
		if len(col.Heading) > maxHeading {
			col.Heading = append(col.Heading[:maxHeading-1:maxHeading-1], strings.Join(c.Title[maxHeading-1:], ", "))
		}
		if c.Given == "no" || c.Given == "label" || c.Given == "line" {
			col.Label = string(letters)
			letters++
		}
		out[n] = col
	}
	return out
}

// A column of words is as wide as its longest text, within these parts of what the template gives it.
const (
	narrowest = 0.4 // an empty one
	widest    = 1.5
)

// share gives each column its part of the page's width: by the template's, columns of words by what
// stands in them.
func (f *Form) share(shown []int, t *ntm.Table) {
	sum := 0.0
	for n, i := range shown {
		c, col := &t.Columns[i], &f.Columns[n]
		if col.Width = c.Width; c.Width <= 0 {
			col.Width = ordinaryWidth
		}
		if !c.Type.Numeric() && !c.ByRow && c.Type != ntm.TypeDate {
			longest := 0.0
			for _, row := range f.Rows {
				if row.Cells[n].Span < 2 {
					longest = max(longest, float64(utf8.RuneCountInString(row.Cells[n].Text)))
				}
			}
			col.Width = min(max(longest, col.Width*narrowest), col.Width*widest)
		}
		sum += col.Width
	}
	for n := range f.Columns {
		f.Columns[n].Width *= f.Orientation.TextWidth() / sum
	}
}

// ordinaryWidth is the width in characters of a column that names none.
const ordinaryWidth = 12

func alignOf(t *ntm.Table, c *ntm.Column) Align {
	switch {
	case c.Given == "no" || c.Given == "line" || c.Given == "unit":
		return AlignCenter
	case c.ByRow && t.Shape != ntm.ShapeFields:
		return AlignCenter
	case c.Type.Numeric() && !c.ByRow:
		return AlignRight
	}
	switch c.Type {
	case ntm.TypeStatus, ntm.TypeDate, ntm.TypeYesNo, ntm.TypeCode, ntm.TypePair:
		return AlignCenter
	}
	return AlignLeft
}

func roleOf(k ntm.RowKind) Role {
	switch k {
	case ntm.RowTotal:
		return Total
	case ntm.RowSubtotal:
		return Subtotal
	case ntm.RowCriterion, ntm.RowSingle:
		return Group
	}
	return Item
}

func (w *paperwork) row(t *ntm.Table, row *ntm.Row, shown []int, line int) Row {
	out := Row{Role: roleOf(row.Kind()), Cells: make([]Cell, len(shown))}
	for n, i := range shown {
		c := &t.Columns[i]
		switch {
		case c.Given == "line":
			out.Cells[n] = text(fmt.Sprint(line))
		case c.Given != "" && row.Def != nil:
			out.Cells[n] = text(w.given(c, row.Def))
		default:
			out.Cells[n] = stated(c, &row.Entries[i])
		}
	}
	return out
}

// given is what the template writes in a row.
func (w *paperwork) given(c *ntm.Column, def *ntm.RowDef) string {
	switch c.Given {
	case "no":
		return def.No
	case "label":
		return def.Label
	case "unit":
		return def.Unit
	case "required":
		if w.paper.Required != nil {
			return w.paper.Required(def)
		}
	}
	return ""
}

// total is the row «Tổng cộng» under a list, as the unit states it.
func (w *paperwork) total(t *ntm.Table, row *ntm.Row, shown []int) Row {
	out := Row{Role: Total, Cells: make([]Cell, len(shown))}
	named := false
	for n, i := range shown {
		c := &t.Columns[i]
		if c.Given == "line" {
			continue
		}
		out.Cells[n] = stated(c, &row.Entries[i])
		if !named && !c.Type.Numeric() {
			out.Cells[n], named = TextCell(totalOfList), true
		}
	}
	return out
}

// mostDecimals is how many digits after the comma a figure is printed with at most.
const mostDecimals = 6

// stated is an entry as it stands: a figure with all the digits it was written with, what a formula
// yields with the column's.
func stated(c *ntm.Column, e *ntm.Entry) Cell {
	switch e.State {
	case ntm.Dash:
		return StateCell(Dash)
	case ntm.NoneArising:
		return StateCell(NothingArose)
	case ntm.NotApplicable:
		return StateCell(NotApplicable)
	case ntm.Unreadable:
		return text(strings.TrimSpace(e.Raw))
	case ntm.Blank:
		return Cell{}
	}
	switch {
	case e.Type == ntm.TypeDate:
		if on, err := ntm.ParseDateISO(e.Text); err == nil {
			return TextCell(on.VN())
		}
	case e.Type == ntm.TypeCount && c.Meaning == ntm.Identity: // a year: 2019, not 2.019
		return TextCell(e.Num.String())
	case e.Type.Numeric() && (c.Formula != "" || e.Formula != ""):
		return NumberCell(e.Num, max(c.Decimals, min(2, digitsAfter(e))))
	case e.Type.Numeric():
		return NumberCell(e.Num, max(c.Decimals, min(mostDecimals, digitsAfter(e))))
	}
	return text(e.Text)
}

// digitsAfter is how many digits a figure has after the comma.
func digitsAfter(e *ntm.Entry) int {
	_, fraction, _ := strings.Cut(e.Num.String(), ".")
	return len(fraction)
}

// explanations is the annex of warnings and the reasons given for them.
func (w *paperwork) explanations() Form {
	f := w.head("giai_trinh", "Phụ biểu giải trình", "GIẢI TRÌNH SỐ LIỆU")
	f.Columns = []Column{
		{Key: "no", Heading: []string{"STT"}, Label: "A", Width: 10, Align: AlignCenter},
		{Key: "place", Heading: []string{"Biểu, ô"}, Width: 32},
		{Key: "indicator", Heading: []string{"Chỉ tiêu"}, Width: 16, Align: AlignCenter},
		{Key: "warning", Heading: []string{"Nội dung cần giải trình"}, Width: 100},
		{Key: "because", Heading: []string{"Giải trình của đơn vị"}, Width: 94},
	}
	f.NameColumns = 2
	for i, e := range w.paper.Explained {
		at := ntm.Place{Sheet: e.Place.Sheet, Cell: e.Place.Cell}
		f.Rows = append(f.Rows, Row{Cells: []Cell{count(i + 1), text(at.String()), text(e.Indicator), text(e.Warning), text(e.Because)}})
	}
	f.Signatures = w.signed()
	return f
}
