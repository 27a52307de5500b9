package xlsx

import (
	"cmp"
	"slices"
	"strconv"

	"bieuxa/xlsx/oldtext"
)

// bookBuilder makes a Workbook from what a container other than Office Open XML holds. It holds the
// reader to the same limits; cells may come in any order.
type bookBuilder struct {
	lim    Limits
	wb     *Workbook
	cells  int   // that may still be kept
	text   int64 // bytes that may still be kept
	looks  int
	styles []style
	known  map[style]int
	sheets []*sheetBuilder
}

func newBookBuilder(c Container, lim Limits) *bookBuilder {
	return &bookBuilder{lim: lim, wb: &Workbook{Container: c}, cells: lim.Cells, text: lim.Text, styles: []style{{format: "General"}},
		known: map[style]int{{format: "General"}: 0}}
}

// style numbers what a cell format says; whether it shows dates or percentages is told by its code.
func (b *bookBuilder) style(format, font string, look Look) (int, error) {
	if format == "" {
		format = "General"
	}
	st := style{format: format, font: font, look: look}
	if n, ok := b.known[st]; ok {
		return n, nil
	}
	if len(b.styles) >= b.lim.Styles {
		return 0, tooMany("", "styles", b.lim.Styles)
	}
	key := st
	st.old = oldtext.OfFont(font).Encoding != oldtext.None
	st.isDate, st.isPercent = formatMeaning(st.format)
	b.styles = append(b.styles, st)
	b.known[key] = len(b.styles) - 1
	return len(b.styles) - 1, nil
}

// sheet begins the next sheet.
func (b *bookBuilder) sheet(name string, state Visibility) (*sheetBuilder, error) {
	if len(b.sheets) >= b.lim.Parts {
		return nil, tooMany("", "sheets", b.lim.Parts)
	}
	if b.text -= int64(len(name)); b.text < 0 {
		return nil, tooMuchText("", b.lim.Text)
	}
	s := &sheetBuilder{book: b, sheet: &Sheet{Name: name, State: state}}
	b.sheets = append(b.sheets, s)
	return s, nil
}

// done puts the sheets together.
func (b *bookBuilder) done() (*Workbook, error) {
	for _, s := range b.sheets {
		if err := s.done(); err != nil {
			return nil, err
		}
		b.wb.Sheets = append(b.wb.Sheets, s.sheet)
	}
	return b.wb, nil
}

// sheetBuilder gathers one sheet.
type sheetBuilder struct {
	book   *bookBuilder
	sheet  *Sheet
	cells  []builtCell
	blanks []styleRun
	merges []Range
	bare   []styleRun // cells that only have a look
}

type builtCell struct {
	Cell
	style int
}

// put keeps a cell with its style. Kind, Raw, Formula, HasFormula and HasCached are the caller's; a cell that says
// nothing is kept for its look alone.
func (s *sheetBuilder) put(c Cell, style int) error {
	if c.Row < 1 || c.Col < 1 || c.Row > s.book.lim.Rows || c.Col > s.book.lim.Columns {
		return problem(problemAddress, "sheet", s.sheet.Name, "reason", "cell at row "+strconv.Itoa(c.Row)+", column "+strconv.Itoa(c.Col))
	}
	if s.book.cells--; s.book.cells < 0 {
		return tooMany("", "cells", s.book.lim.Cells)
	}
	if max(len(c.Raw), len(c.Formula)) > s.book.lim.CellText {
		p := tooLongText("", s.book.lim.CellText)
		p.Facts["sheet"], p.Facts["cell"] = s.sheet.Name, c.Ref()
		return p
	}
	if s.book.text -= int64(len(c.Raw) + len(c.Formula)); s.book.text < 0 {
		return tooMuchText("", s.book.lim.Text)
	}
	if old := &s.book.wb.old; c.Kind == KindText && !(old.fonts && old.bytes) {
		old.fonts = old.fonts || s.book.styles[style].old || c.Font != "" && oldtext.OfFont(c.Font).Encoding != oldtext.None
		old.bytes = old.bytes || suspicious(c.Raw)
	}
	s.cells = append(s.cells, builtCell{c, style})
	return nil
}

// look keeps the style of cells that say nothing, so far as looks are kept. They do not count as cells.
func (s *sheetBuilder) look(row int, cols Span, style int) {
	if n := len(s.bare); n > 0 && int(s.bare[n-1].row) == row && int(s.bare[n-1].last)+1 == cols.First && int(s.bare[n-1].style) == style {
		s.bare[n-1].last = uint16(cols.Last)
	} else if s.mayKeepLook() {
		s.bare = append(s.bare, styleRun{row: int32(row), first: uint16(cols.First), last: uint16(cols.Last), style: int32(style)})
	}
}

// putRuns keeps a cell whose text has runs of several fonts, told by where each ends; a run without a font has that of
// the style.
func (s *sheetBuilder) putRuns(c Cell, style int, runs []textRun) error {
	if st := s.book.styles[style]; len(runs) > 1 {
		s.book.wb.old.noteRuns(s.sheet, Cell{Row: c.Row, Col: c.Col, Font: st.font}, runs)
		var fonts runFonts
		from := 0
		for _, run := range runs {
			run.end = max(from, min(run.end, len(c.Raw)))
			fonts.add(run.font, []byte(c.Raw[from:run.end]))
			from = run.end
		}
		c.Font, c.MixedFonts = fonts.of(st.font)
	}
	return s.put(c, style)
}

// merge keeps a merged range.
func (s *sheetBuilder) merge(m Range) error {
	if m.FirstRow < 1 || m.FirstCol < 1 || m.LastRow < m.FirstRow || m.LastCol < m.FirstCol || m.LastRow > s.book.lim.Rows || m.LastCol > s.book.lim.Columns {
		return problem(problemAddress, "sheet", s.sheet.Name, "reason", "bad merged range")
	}
	if len(s.merges) >= s.book.lim.Merges {
		return tooMany("", "merged ranges", s.book.lim.Merges)
	}
	if s.book.cells--; s.book.cells < 0 {
		return tooMany("", "cells", s.book.lim.Cells)
	}
	if m.FirstRow < m.LastRow || m.FirstCol < m.LastCol {
		s.merges = append(s.merges, m)
	}
	return nil
}

// hideRows and hideColumns must be told in order.
func (s *sheetBuilder) hideRows(rows Span) error {
	return s.hide(&s.sheet.HiddenRows, rows, s.book.lim.Rows)
}
func (s *sheetBuilder) hideColumns(cols Span) error {
	return s.hide(&s.sheet.HiddenColumns, cols, s.book.lim.Columns)
}

func (s *sheetBuilder) hide(spans *[]Span, next Span, most int) error {
	next.Last = min(next.Last, most)
	if next.First < 1 || next.Last < next.First {
		return problem(problemAddress, "sheet", s.sheet.Name, "reason", "bad hidden rows or columns")
	}
	if n := len(*spans); n > 0 && (*spans)[n-1].Last+1 >= next.First {
		(*spans)[n-1].Last = max((*spans)[n-1].Last, next.Last)
		return nil
	}
	*spans = append(*spans, next)
	if s.book.cells--; s.book.cells < 0 {
		return tooMany("", "hidden spans", s.book.lim.Cells)
	}
	return nil
}

// width notes the width of columns, in characters; columns must be told in order.
func (s *sheetBuilder) width(cols Span, characters float64) {
	l := &s.sheet.looks
	if n := len(l.columns); cols.First < 1 || cols.Last < cols.First || cols.Last > s.book.lim.Columns ||
		n > 0 && cols.First <= int(l.columns[n-1].last) || !s.mayKeepLook() {
		return
	}
	l.columns = append(l.columns, sizeSpan{first: int32(cols.First), last: int32(cols.Last), size: float32(characters), style: -1})
}

// height notes the height of a row, in points; rows must be told in order.
func (s *sheetBuilder) height(row int, points float64) {
	l := &s.sheet.looks
	if n := len(l.heights); points > 0 && row > 0 && (n == 0 || int(l.heights[n-1].last) < row) && s.mayKeepLook() {
		l.heights = append(l.heights, sizeSpan{first: int32(row), last: int32(row), size: float32(points)})
	}
}

// dress keeps the look of cells of a row that say nothing.
func (s *sheetBuilder) dress(row int, cols Span, style int) {
	if row <= s.book.lim.Rows && cols.First <= cols.Last && cols.Last <= s.book.lim.Columns && s.mayKeepLook() {
		s.blanks = append(s.blanks, styleRun{row: int32(row), first: uint16(cols.First), last: uint16(cols.Last), style: int32(style)})
	}
}

func (s *sheetBuilder) mayKeepLook() bool {
	if s.book.looks++; s.book.looks > maxLooks {
		s.sheet.looks.cut = true
		return false
	}
	return true
}

// done orders the cells. Two cells at one address are damage: nobody can tell which one holds.
func (s *sheetBuilder) done() error {
	slices.SortStableFunc(s.cells, func(a, b builtCell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	l := &s.sheet.looks
	l.styles = s.book.styles
	kept := make([]Cell, 0, len(s.cells))
	for i := range s.cells {
		c := &s.cells[i]
		if i > 0 && c.Row == s.cells[i-1].Row && c.Col == s.cells[i-1].Col {
			return problem(problemAddress, "sheet", s.sheet.Name, "cell", c.Ref(), "reason", "cell is there twice")
		}
		if n := len(l.runs); n > 0 && int(l.runs[n-1].row) == c.Row && int(l.runs[n-1].last)+1 == c.Col && int(l.runs[n-1].style) == c.style {
			l.runs[n-1].last++
		} else if s.mayKeepLook() {
			l.runs = append(l.runs, styleRun{row: int32(c.Row), first: uint16(c.Col), last: uint16(c.Col), style: int32(c.style)})
		}
		if c.Kind == KindEmpty && !c.HasFormula {
			continue
		}
		st := &s.book.styles[c.style]
		c.Format, c.IsDate, c.IsPercent = st.format, st.isDate, st.isPercent
		if c.Font == "" && !c.MixedFonts {
			c.Font = st.font
		}
		kept = append(kept, c.Cell)
		if len(kept) == 1 || kept[len(kept)-2].Row != c.Row {
			s.sheet.rows = append(s.sheet.rows, sheetRow{number: c.Row})
		}
		s.sheet.lastCol = max(s.sheet.lastCol, c.Col)
	}
	if len(s.bare) > 0 {
		l.runs = append(l.runs, s.bare...)
		slices.SortStableFunc(l.runs, func(a, b styleRun) int {
			if a.row != b.row {
				return int(a.row - b.row)
			}
			return int(a.first) - int(b.first)
		})
	}
	s.sheet.count = len(kept)
	for i := range s.sheet.rows {
		n := 0
		for n < len(kept) && kept[n].Row == s.sheet.rows[i].number {
			n++
		}
		s.sheet.rows[i].cells, kept = kept[:n:n], kept[n:]
	}
	if len(s.blanks) > 0 {
		l.runs = append(l.runs, s.blanks...)
		slices.SortStableFunc(l.runs, func(a, b styleRun) int {
			return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.first, b.first))
		})
	}
	s.sheet.setMerges(s.merges)
	s.cells, s.blanks = nil, nil
	return nil
}
