package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/report"
)

// Sizes in points: titles as NĐ 30/2020 asks, table as offices do.
const (
	titleSize  = 14
	cellPad    = 0.8 // mm between a rule and the letters
	wideColumn = 12  // columns from which the table is set in 10 pt instead of 11
)

// spacing is how much room a sheet takes: what stands around the table in points of letters, the rest in points.
type spacing struct {
	line, small float64 // letters of the lines under the title, and of the smaller ones
	row         float64 // over and under the letters of a row
	sign        float64 // left for a signature
}

func roomy() spacing { return spacing{line: 13, small: 12, row: 2.5, sign: 60} }

// tight is for a table that would put but a few rows on a second page.
func tight() spacing { return spacing{line: 12, small: 11, row: 0.5, sign: 56} }

// tightSaves is the most by which tight lines are lower.
const tightSaves = 1.25

// leastShrink is how far a table is shrunk to fit one page: 11 points become 8.
const leastShrink = 0.73

// sheetLine is one row of the sheet.
type sheetLine struct {
	cells  []any   // excelize.Cell, one for each column; nil leaves the cell out
	points float64 // height
}

// formSheet gathers the rows of one form before they are streamed.
type formSheet struct {
	form    report.Form
	looks   *formLooks
	m       measurer
	space   spacing
	widths  []float64 // mm
	size    float64   // of the table
	half    int       // columns in the left half of the page
	lines   []sheetLine
	merges  [][2]string
	head    int // first row of the table's heading
	first   int // first row of the table's body
	onePage bool
	live    liveWriter
}

// tableSize is the size of the table's letters in points.
func tableSize(f report.Form) float64 {
	if len(f.Columns) > wideColumn {
		return 10
	}
	return 11
}

// writeFormSheet writes a form into a sheet that is there, and returns the row where its body begins.
func writeFormSheet(looks *formLooks, name string, f report.Form, live liveWriter) (first int, err error) {
	s := newFormSheet(looks, f)
	s.live = live
	if err := s.gather(); err != nil {
		return 0, err
	}
	if fit := s.fit(); fit < 1 && fit*tightSaves >= leastShrink {
		closer := newFormSheet(looks, f)
		closer.live, closer.space = live, tight()
		if err := closer.gather(); err != nil {
			return 0, err
		}
		if closer.onePage {
			s = closer
		}
	}
	if err := s.setPage(name); err != nil {
		return 0, fmt.Errorf("page layout: %w", err)
	}
	return s.first, s.stream(name)
}

// gather adds all rows, and finds whether they go on one page.
func (s *formSheet) gather() error {
	for _, part := range []func() error{s.addTop, s.addHeading, s.addBody, s.addRemarks, s.addSignatures} {
		if err := part(); err != nil {
			return err
		}
	}
	s.onePage = s.fit() >= leastShrink
	return nil
}

// fit is by how much the sheet must shrink to go on one page; over 1 there is room left.
func (s *formSheet) fit() float64 {
	high := 297.0
	if s.form.Orientation == report.Landscape {
		high = 210
	}
	sum := 0.0
	for _, l := range s.lines {
		sum += min(l.points, maxPoints)
	}
	return (high - 2*formTop) / mmPerPoint / sum
}

func newFormSheet(looks *formLooks, f report.Form) *formSheet {
	s := &formSheet{form: f, looks: looks, m: measurer{map[rune]float64{}}, size: tableSize(f), space: roomy()}
	total := f.Orientation.TextWidth() * 0.99 // whole pixels may add up to more than the page
	s.widths = f.Widths(total, report.Metrics{Measure: s.m.at(s.size, true), Pad: cellPad})
	left := 0.0
	for i, w := range s.widths {
		if left+w/2 <= total/2 {
			s.half = i + 1
		}
		left += w
	}
	s.half = max(1, min(s.half, len(s.widths)-1))
	return s
}

// span is the width in mm of columns from to to, the latter left out.
func (s *formSheet) span(from, to int) float64 {
	sum := 0.0
	for _, w := range s.widths[from:to] {
		sum += w
	}
	return sum
}

// block is one text stretched over columns from to to (the latter left out).
type block struct {
	from, to int
	text     string
	look     formLook
}

// addLine appends a row made of blocks, high enough for the tallest; least is its least height.
func (s *formSheet) addLine(least float64, blocks ...block) error {
	line := sheetLine{cells: make([]any, len(s.widths)), points: least}
	row := len(s.lines) + 1
	for _, b := range blocks {
		id, err := s.looks.id(b.look)
		if err != nil {
			return err
		}
		for c := b.from; c < b.to; c++ {
			line.cells[c] = excelize.Cell{StyleID: id}
		}
		line.cells[b.from] = excelize.Cell{StyleID: id, Value: b.text}
		s.merge(row, b.from, row, b.to-1)
		line.points = max(line.points, s.points(b))
	}
	s.lines = append(s.lines, line)
	return nil
}

// points is the height a block needs.
func (s *formSheet) points(b block) float64 {
	if b.text == "" || b.look.shrink {
		return 0
	}
	room := s.span(b.from, b.to) - 2*cellPad - float64(b.look.indent)*3
	n := len(report.Wrap(b.text, room, s.m.at(b.look.size, b.look.bold)))
	return float64(n)*lineHeight(b.look.size) + s.space.row + 0.5
}

func (s *formSheet) merge(row, from, lastRow, to int) {
	if row == lastRow && from == to {
		return
	}
	s.merges = append(s.merges, [2]string{cellName(from, row), cellName(to, lastRow)})
}

// cellName is "A1" for column 0 and row 1. Columns are within Excel's limit: NewStyle and SetColWidth
// refuse a form that is not.
func cellName(col, row int) string {
	name, _ := excelize.ColumnNumberToName(col + 1)
	return name + strconv.Itoa(row)
}

// addTop adds what stands above the table.
func (s *formSheet) addTop() error {
	f, n := s.form, len(s.widths)
	left, right := f.TopLeft(), f.TopRight()
	for i := range max(len(left), len(right)) {
		var blocks []block
		if i < len(left) {
			blocks = append(blocks, block{0, s.half, left[i], formLook{size: s.space.small, bold: i == 0, italic: i > 0, align: "left"}})
		}
		if i < len(right) && n > 1 {
			blocks = append(blocks, block{s.half, n, right[i], formLook{size: s.space.small, bold: i == 0, align: "left"}})
		}
		if err := s.addLine(0, blocks...); err != nil {
			return err
		}
	}
	centred := func(size float64, bold, italic bool) formLook {
		return formLook{size: size, bold: bold, italic: italic, align: "center"}
	}
	var under []block
	if f.Sample {
		under = append(under, block{0, n, report.SampleMark, centred(titleSize, true, false)})
	}
	if f.Standing != "" {
		under = append(under, block{0, n, f.Standing, centred(s.space.small, false, true)})
	}
	under = append(under, block{0, n, strings.ToUpper(f.Title), centred(titleSize, true, false)})
	for _, text := range f.UnderTitle() {
		under = append(under, block{0, n, text, centred(s.space.line, text == f.Subtitle, text != f.Subtitle)})
	}
	if text := f.MeasureLine(); text != "" {
		under = append(under, block{0, n, text, formLook{size: s.space.small, italic: true, align: "right"}})
	} else {
		under = append(under, block{0, n, "", formLook{size: s.space.small}})
	}
	for _, b := range under {
		if err := s.addLine(0, b); err != nil {
			return err
		}
	}
	return nil
}

// addHeading adds the table's heading and the row of column numbers.
func (s *formSheet) addHeading() error {
	f := s.form
	heights := f.HeadingHeights(s.widths,
		report.Metrics{Measure: s.m.at(s.size, true), Line: lineHeight(s.size) * mmPerPoint, Pad: cellPad},
		report.Metrics{Measure: s.m.at(s.size-1, true), Line: uprightLine(s.size-1) * mmPerPoint},
	)
	look := formLook{size: s.size, bold: true, align: "center", ruled: true}
	plain, err := s.looks.id(look)
	if err != nil {
		return err
	}
	s.head = len(s.lines) + 1
	for _, h := range heights {
		line := sheetLine{cells: make([]any, len(s.widths)), points: h / mmPerPoint}
		for c := range line.cells {
			line.cells[c] = excelize.Cell{StyleID: plain}
		}
		s.lines = append(s.lines, line)
	}
	look.upright, look.size = true, s.size-1
	upright, err := s.looks.id(look)
	if err != nil {
		return err
	}
	for _, h := range f.HeadingCells() {
		id := plain
		if h.Rotate {
			id = upright
		}
		s.lines[s.head-1+h.Row].cells[h.Col] = excelize.Cell{StyleID: id, Value: h.Text}
		s.merge(s.head+h.Row, h.Col, s.head+h.Row+h.RowSpan-1, h.Col+h.ColSpan-1)
	}
	var numbers []block
	for c, label := range f.NumberLabels() {
		numbers = append(numbers, block{c, c + 1, label, formLook{size: s.size - 1, italic: true, align: "center", ruled: true}})
	}
	err = s.addLine(0, numbers...)
	s.first = len(s.lines) + 1
	return err
}

// addBody adds the rows of the table.
func (s *formSheet) addBody() error {
	words := s.form.StateWords()
	formulas := formulaWriter{s.form.Rows, words, s.first}
	for r, row := range s.form.Body() {
		line := sheetLine{cells: make([]any, len(s.widths)), points: lineHeight(s.size) + s.space.row}
		for c := 0; c < len(row.Cells); c++ {
			cell, column := row.Cells[c], s.form.Columns[c]
			look := bodyLook(column, row, cell, s.size)
			look.link = s.live.leads(report.Ref{Row: r, Col: c})
			id, err := s.looks.id(look)
			if err != nil {
				return err
			}
			value, err := bodyValue(words, cell)
			if err != nil {
				return fmt.Errorf("%s: %w", cellName(c, len(s.lines)+1), err)
			}
			written := excelize.Cell{StyleID: id, Value: value}
			if cell.Formula != nil && r < len(s.form.Rows) {
				written.Formula = formulas.text(cell)
			} else if live := s.live.formula(report.Ref{Row: r, Col: c}, cell, s.first); live != "" {
				written.Formula = live
			}
			line.cells[c] = written
			last := c + max(1, cell.Span) - 1
			line.points = max(line.points, s.points(block{c, last + 1, words.Text(cell), look}))
			s.merge(len(s.lines)+1, c, len(s.lines)+1, last)
			for ; c < last; c++ {
				line.cells[c+1] = excelize.Cell{StyleID: id}
			}
		}
		s.lines = append(s.lines, line)
	}
	return nil
}

// bodyValue is the value excelize writes for a cell; nil leaves the cell empty but ruled.
func bodyValue(words report.StateWords, cell report.Cell) (any, error) {
	switch {
	case cell.Kind == report.Blank:
		return nil, nil
	case !cell.Numeric():
		return words.Text(cell), nil
	case cell.Formula != nil && cell.Formula.Op == report.OpQuotient:
		return cellValue(cell.Num.Round(int32(cell.Decimals)))
	}
	return cellValue(cell.Num)
}

func (s *formSheet) addRemarks() error {
	for _, text := range s.form.Remarks() {
		if err := s.addLine(0, block{0, len(s.widths), text, formLook{size: s.space.small, italic: true, align: "left"}}); err != nil {
			return err
		}
	}
	return nil
}

func (s *formSheet) addSignatures() error {
	signed := s.form.Signatures
	if signed.Empty() {
		return nil
	}
	n := len(s.widths)
	pair := func(least float64, left, right string, look formLook) error {
		if left == "" && right == "" && least == 0 {
			return nil
		}
		look.align = "center"
		if n == 1 {
			return s.addLine(least, block{0, 1, lineOf(left, right), look})
		}
		return s.addLine(least, block{0, s.half, left, look}, block{s.half, n, right, look})
	}
	for _, add := range []func() error{
		func() error { return pair(8, "", "", formLook{size: s.space.small}) },
		func() error { return pair(0, "", signed.Place, formLook{size: s.space.line, italic: true}) },
		func() error {
			return pair(0, signed.Left.Title, signed.Right.Title, formLook{size: s.space.line, bold: true})
		},
		func() error {
			return pair(0, signed.Left.Hint, signed.Right.Hint, formLook{size: s.space.small, italic: true})
		},
		func() error { return pair(s.space.sign, "", "", formLook{size: s.space.line}) },
		func() error {
			return pair(0, signed.Left.Name, signed.Right.Name, formLook{size: s.space.line, bold: true})
		},
	} {
		if err := add(); err != nil {
			return err
		}
	}
	return nil
}

func lineOf(left, right string) string { return strings.TrimSpace(left + "\n" + right) }
