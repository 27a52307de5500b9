package xlsx

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// asideFindings tells of figures outside the tables, of hidden ones, of macros and links.
func (r *reading) asideFindings(chosen []*band) {
	bound := map[*Sheet]bool{}
	for _, bands := range r.bands {
		for _, b := range bands {
			bound[b.sheet] = true
		}
	}
	for _, s := range r.wb.Sheets {
		if bound[s] || r.wb.isOwn(s) {
			continue
		}
		first, n := Cell{}, 0
		for c := range s.Cells() {
			if c.Kind == KindNumber && !c.IsDate {
				if n++; n == 1 {
					first = c
				}
			}
		}
		if n > 0 {
			r.ret.Reading = append(r.ret.Reading, r.finding("S5", ntm.Note, r.place(s.Name, first.Ref()), "figures", strconv.Itoa(n), "what", "sheet"))
		}
	}
	for _, b := range chosen {
		if b != nil {
			r.asideColumns(b)
			r.hiddenFigures(b)
		}
	}
	if r.wb.Macros {
		r.ret.Reading = append(r.ret.Reading, r.finding("S8", ntm.Note, r.place("", ""), "what", "macros"))
	}
	if r.wb.ExternalLinks && !slices.ContainsFunc(r.ret.Reading, func(f ntm.Finding) bool { return f.ID == "G5a" }) {
		r.ret.Reading = append(r.ret.Reading, r.finding("S8", ntm.Note, r.place("", ""), "what", "links"))
	}
}

// mostAside is how many columns beside a table are told one by one.
const mostAside = 12

// asideColumns tells of columns of the unit's own between or beside those of the table.
func (r *reading) asideColumns(b *band) {
	cols := make([]int, 0, len(b.aside))
	for col := range b.aside {
		cols = append(cols, col)
	}
	sort.Ints(cols)
	told := 0
	for i, col := range cols {
		if r.isRival(b, col) {
			continue
		}
		if told++; told > mostAside { // the rest of them as one
			rest := 0
			for _, c := range cols[i:] {
				rest += b.aside[c]
			}
			f := r.finding("S5", ntm.Note, r.place(b.sheet.Name, Cell{Row: b.bottom, Col: col}.Ref()), "figures", strconv.Itoa(rest), "what", "columns")
			f.Table = b.keys.t.ID
			r.ret.Reading = append(r.ret.Reading, f)
			return
		}
		at := Cell{Row: b.bottom, Col: col}
		head, _ := b.sheet.At(b.bottom, col)
		f := r.finding("S5", ntm.Note, r.place(b.sheet.Name, at.Ref()), "figures", strconv.Itoa(b.aside[col]), "what", "column",
			"column", strings.TrimSpace(head.Raw))
		f.Table = b.keys.t.ID
		r.ret.Reading = append(r.ret.Reading, f)
	}
}

func (r *reading) isRival(b *band, col int) bool {
	for _, v := range b.rivals {
		if v.sheetCol == col {
			return true
		}
	}
	return false
}

// toldHidden reports that another table of the sheet has told that the sheet is hidden.
func (r *reading) toldHidden(sheet string) bool {
	return slices.ContainsFunc(r.ret.Reading, func(f ntm.Finding) bool {
		return f.ID == "S6" && f.Facts["what"] == "sheet" && f.Place.Sheet == sheet
	})
}

// hiddenFigures tells of figures that a person does not see.
func (r *reading) hiddenFigures(b *band) {
	if b.figures == 0 {
		return
	}
	tell := func(at, what, where string) {
		f := r.finding("S6", ntm.Note, r.place(b.sheet.Name, at), "what", what, "where", where)
		f.Table = b.keys.t.ID
		r.ret.Reading = append(r.ret.Reading, f)
	}
	if b.sheet.State != Visible && !r.toldHidden(b.sheet.Name) {
		tell("A1", "sheet", b.sheet.Name)
	}
	var rows, cols []string
	rowAt, colAt := "", ""
	hiddenCol := make([]bool, len(b.cols))
	for i, col := range b.cols {
		hiddenCol[i] = inSpans(b.sheet.HiddenColumns, col)
	}
	told := make([]bool, len(b.cols))
	for _, row := range b.grid.Rows {
		says := false
		for i := range row.Entries {
			if b.keys.t.Columns[i].Given != "" || row.Entries[i].State == ntm.Blank {
				continue
			}
			says = true
			if hiddenCol[i] && !told[i] {
				told[i] = true
				cols = append(cols, b.keys.t.Columns[i].Heading())
				if colAt == "" {
					colAt = row.Entries[i].Place.Cell
				}
			}
		}
		if says && row.Line > 0 && inSpans(b.sheet.HiddenRows, row.Line) {
			rows = append(rows, strconv.Itoa(row.Line))
			if rowAt == "" {
				rowAt = Cell{Row: row.Line, Col: max(1, b.cols[0])}.Ref()
			}
		}
	}
	if len(rows) > 0 {
		tell(rowAt, "rows", strings.Join(rows, ", "))
	}
	if len(cols) > 0 {
		tell(colAt, "columns", strings.Join(cols, ", "))
	}
}

func inSpans(spans []Span, n int) bool {
	for _, s := range spans {
		if n >= s.First && n <= s.Last {
			return true
		}
	}
	return false
}
