package xlsx

import (
	"sort"
	"strconv"
)

// Look is how a cell appears, as far as a screen shows it. Borders and colours of letters are left out.
type Look struct {
	Fill               string // colour behind the text as RRGGBB, "" for none
	Align              string // horizontal, in the file's words: "left", "center", "right" …; "" for general
	Bold, Italic, Wrap bool
}

// defaultColumnWidth is Excel's own, in characters.
const defaultColumnWidth = 8.43

// maxLooks bounds the spans of heights and styles kept of one workbook. What lies beyond is shown plain.
const maxLooks = 50_000

// sizeSpan is a run of rows or columns of one size, or a run of columns of one style.
type sizeSpan struct {
	first, last int32
	size        float32 // characters or points, 0 if not said
	style       int32   // -1 if not said
}

// styleRun is a run of cells of one row with one style; first is 0 for the style of a whole row.
type styleRun struct {
	row         int32
	first, last uint16
	style       int32
}

// sheetLooks is the part of a sheet that only looks need.
type sheetLooks struct {
	styles       []style
	columns      []sizeSpan
	heights      []sizeSpan
	rowStyles    []styleRun // whole rows
	runs         []styleRun // every cell of the file, also those that say nothing
	defaultWidth float32
	cut          bool // there was more than is kept
}

// Width of a column in characters of the standard font.
func (s *Sheet) Width(col int) float64 {
	if c := spanOf(s.looks.columns, col); c != nil && c.size > 0 {
		return float64(c.size)
	}
	if s.looks.defaultWidth > 0 {
		return float64(s.looks.defaultWidth)
	}
	return defaultColumnWidth
}

// Height of a row in points, 0 where the file leaves it to the program.
func (s *Sheet) Height(row int) float64 {
	if h := spanOf(s.looks.heights, row); h != nil {
		return float64(h.size)
	}
	return 0
}

// LookAt is how a cell appears, whether or not it says something. Inside a merged range that is its
// top-left cell.
func (s *Sheet) LookAt(row, col int) Look {
	if m, ok := s.MergeAt(row, col); ok {
		row, col = m.FirstRow, m.FirstCol
	}
	if id := s.styleAt(row, col); id < len(s.looks.styles) {
		return s.looks.styles[id].look
	}
	return Look{}
}

func spanOf(spans []sizeSpan, n int) *sizeSpan {
	i := sort.Search(len(spans), func(i int) bool { return int(spans[i].last) >= n })
	if i == len(spans) || int(spans[i].first) > n {
		return nil
	}
	return &spans[i]
}

// styleAt is the number of the style of a cell: its own, its row's or its column's.
func (s *Sheet) styleAt(row, col int) int {
	runs := s.looks.runs
	i := sort.Search(len(runs), func(i int) bool {
		return int(runs[i].row) > row || int(runs[i].row) == row && int(runs[i].last) >= col
	})
	if i < len(runs) && int(runs[i].row) == row && int(runs[i].first) <= col {
		return int(runs[i].style)
	}
	return s.styleOfBlank(row, col)
}

// styleOfBlank is the style that a cell gets which the file does not hold yet.
func (s *Sheet) styleOfBlank(row, col int) int {
	rows := s.looks.rowStyles
	i := sort.Search(len(rows), func(i int) bool { return int(rows[i].row) >= row })
	if i < len(rows) && int(rows[i].row) == row {
		return int(rows[i].style)
	}
	if c := spanOf(s.looks.columns, col); c != nil && c.style >= 0 {
		return int(c.style)
	}
	return 0
}

// noteStyle keeps the style of the cell being read.
func (r *sheetReader) noteStyle(id int) {
	l := &r.sheet.looks
	if n := len(l.runs); n > 0 {
		last := &l.runs[n-1]
		if int(last.row) == r.row && int(last.style) == id && int(last.last)+1 == r.col {
			last.last++
			return
		}
	}
	if r.mayKeepLook() {
		l.runs = append(l.runs, styleRun{row: int32(r.row), first: uint16(r.col), last: uint16(r.col), style: int32(id)})
	}
}

func (r *sheetReader) mayKeepLook() bool {
	r.book.looks++
	if r.book.looks > maxLooks {
		r.sheet.looks.cut = true
		return false
	}
	return true
}

// noteRow keeps height and style of the row just started.
func (r *sheetReader) noteRow() {
	l := &r.sheet.looks
	custom, style := false, -1
	for i := range r.s.attrs {
		value := r.s.attrs[i].value
		switch string(r.s.attrs[i].name) {
		case "ht":
			r.addHeight(sizeOf(value))
		case "customFormat":
			custom = string(value) == "1" || string(value) == "true" || string(value) == "on"
		case "s":
			style = styleNumber(value)
		}
	}
	if !custom || style < 0 || !r.mayKeepLook() {
		return
	}
	l.rowStyles = append(l.rowStyles, styleRun{row: int32(r.row), style: int32(style)})
}

func (r *sheetReader) addHeight(points float32) {
	l := &r.sheet.looks
	if points <= 0 {
		return
	}
	if n := len(l.heights); n > 0 {
		last := &l.heights[n-1]
		if last.size == points && int(last.last)+1 == r.row {
			last.last++
			return
		}
	}
	if r.mayKeepLook() {
		l.heights = append(l.heights, sizeSpan{first: int32(r.row), last: int32(r.row), size: points})
	}
}

// noteColumns keeps width and style of the columns just read; they must come in order.
func (r *sheetReader) noteColumns() {
	l := &r.sheet.looks
	first, _ := parseCount(r.s.attr("min"))
	last, _ := parseCount(r.s.attr("max"))
	if n := len(l.columns); first < 1 || last < first || last > r.lim.Columns || n > 0 && first <= int(l.columns[n-1].last) {
		return
	}
	l.columns = append(l.columns, sizeSpan{first: int32(first), last: int32(last),
		size: sizeOf(r.s.attr("width")), style: int32(styleNumber(r.s.attr("style")))})
}

// styleNumber reads a style's number, -1 if it is none.
func styleNumber(b []byte) int {
	if n, ok := parseCount(b); ok {
		return n
	}
	return -1
}

// sizeOf reads a width or height, 0 if it is none.
func sizeOf(b []byte) float32 {
	if len(b) == 0 || len(b) > 32 {
		return 0
	}
	f, err := strconv.ParseFloat(string(b), 32)
	if err != nil || !(f > 0 && f < 2000) {
		return 0
	}
	return float32(f)
}
