package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// fill reads the entries of a row from a line of the sheet.
func (r *reading) fill(b *band, row *ntm.Row, l *line) {
	row.Line = l.number
	for i := range row.Entries {
		if b.cols[i] == 0 {
			row.Entries[i].Place = b.grid.Place
			continue
		}
		r.entry(b, row, l, i)
	}
	for _, i := range b.gone {
		row.Entries[i].Absent = true
	}
}

// entry reads one entry. Words in a merged cell hold for every row it covers; a figure counts once,
// in the merged cell's first row.
func (r *reading) entry(b *band, row *ntm.Row, l *line, i int) {
	e := &row.Entries[i]
	col := &b.keys.t.Columns[i]
	e.Place = r.place(b.sheet.Name, Cell{Row: l.number, Col: b.cols[i]}.Ref())
	c, ok := find(l.cells, b.cols[i])
	if !ok {
		if c, ok = b.inherited(l.number, b.cols[i]); !ok || e.Type.Numeric() || col.ByRow {
			if ok && looksFigure(c) {
				r.mergedFigure(b, row, col, c)
			}
			return
		}
		e.Place.Cell = c.Ref()
	}
	e.Formula, e.Cached = c.Formula, c.HasFormula && c.HasCached
	raw := r.raw(c)
	if _, known := r.known[c.Raw]; known && col.Given != "" && c.Kind == KindText {
		e.Value = ntm.TextValue(e.Type, c.Raw)
	} else {
		e.Value = r.Parse(raw, b.keys.t.SpecAt(col, row.Def))
	}
	e.Shown = shown(c, r.wb.Date1904)
	if e.Cached {
		r.doubtFormula(b, row, i, c)
	}
	times, other := b.times[i]
	if other {
		e.Value, e.Scaled = scaled(e.Value, times), e.Type.Numeric()
	}
	if raw.NoCache {
		b.pending = append(b.pending, pendingFigure{table: b.keys.t.ID, row: row, col: i, sheet: b.sheet, cell: c, times: times})
	}
}

// mergedFigure tells of a figure that stands for several rows at once: it counts in the first only.
func (r *reading) mergedFigure(b *band, row *ntm.Row, col *ntm.Column, c Cell) {
	m, _ := b.sheet.MergeAt(c.Row, c.Col)
	severity := ntm.Explain
	if col.Blank == ntm.BlankBlocks {
		severity = ntm.Block
	}
	f := r.finding("S9", severity, r.place(b.sheet.Name, c.Ref()), "column", col.Heading(), "row", row.Label(b.keys.t),
		"area", c.Ref()+":"+Cell{Row: m.LastRow, Col: m.LastCol}.Ref())
	f.Saw = shown(c, r.wb.Date1904)
	b.tell(f, row.Key, col.Code)
}

// inherited is what a merged cell above the row says, if it begins in the same column.
func (b *band) inherited(row, col int) (Cell, bool) {
	m, ok := b.sheet.MergeAt(row, col)
	if !ok || m.FirstCol != col || m.FirstRow == row || m.FirstRow <= b.bottom {
		return Cell{}, false
	}
	return b.sheet.At(row, col)
}

// parsed is a cell with what it should hold.
type parsed struct {
	raw  ntm.RawCell
	spec ntm.Spec
}

// Parse reads a value; words, which repeat, are read once per workbook.
func (r *reading) Parse(raw ntm.RawCell, spec ntm.Spec) ntm.Value {
	if raw.Kind != ntm.RawText {
		return r.lex.Parse(raw, spec)
	}
	raw.Decimal, raw.DayUnsure, raw.AllText = r.wb.DecimalMark, r.wb.MonthFirst, r.wb.Container.AllText()
	k := parsed{raw, spec}
	v, ok := r.values[k]
	if !ok {
		v = r.lex.Parse(raw, spec)
		r.values[k] = v
	}
	return v
}

// raw is the cell as the value parser takes it.
func (r *reading) raw(c Cell) ntm.RawCell { return rawCell(c, r.wb.Date1904) }

func rawCell(c Cell, date1904 bool) ntm.RawCell {
	raw := ntm.RawCell{Text: c.Raw, IsDate: c.IsDate, IsPercent: c.IsPercent, Date1904: date1904,
		Formula: c.HasFormula, NoCache: c.HasFormula && !c.HasCached}
	switch c.Kind {
	case KindNumber:
		raw.Kind = ntm.RawNumber
	case KindText:
		raw.Kind = ntm.RawText
	case KindBool:
		raw.Kind = ntm.RawBool
	case KindError:
		raw.Kind = ntm.RawError
	case KindDate:
		raw.Kind = ntm.RawDate
	}
	return raw
}

// shown is the cell about as its number format shows it: 1.234,5, 85 %, 14/02/2020.
func shown(c Cell, date1904 bool) string {
	switch c.Kind {
	case KindNumber:
	case KindBool:
		if c.Raw == "1" {
			return "TRUE"
		}
		return "FALSE"
	default:
		return strings.TrimSpace(c.Raw)
	}
	if len(c.Raw) <= 3 && c.Format == "General" && strings.Trim(c.Raw, "0123456789") == "" {
		return c.Raw
	}
	d, err := decimal.NewFromString(c.Raw)
	if err != nil {
		return c.Raw
	}
	if c.IsDate {
		base := ntm.NewDate(1899, 12, 30)
		if date1904 {
			base = ntm.NewDate(1904, 1, 1)
		}
		if n := d.IntPart(); n > 0 && n < 2958466 {
			return base.AddDays(int(n)).VN()
		}
		return c.Raw
	}
	if c.IsPercent {
		return ntm.FormatVN(d.Shift(2), places(c.Format)) + "%"
	}
	if c.Format == "General" || c.Format == "@" || c.Format == "" {
		return ntm.FormatVN(d.Round(10), ntm.Exact)
	}
	return ntm.FormatVN(d, places(c.Format))
}

// places counts the decimals of a number format: 2 of «#,##0.00;[Red]-#,##0.00».
func places(format string) int {
	positive, _, _ := strings.Cut(format, ";")
	_, decimals, ok := strings.Cut(positive, ".")
	if !ok {
		return 0
	}
	n := 0
	for n < len(decimals) && (decimals[n] == '0' || decimals[n] == '#' || decimals[n] == '?') {
		n++
	}
	return n
}
