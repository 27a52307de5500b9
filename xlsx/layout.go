package xlsx

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Layout is what the shape of a workbook shows: blocks of headings with lines under them. Its words are not
// understood yet; the same workbook always has the same layout.
type Layout struct {
	Blocks []*Block
	wb     *Workbook
}

// Block is a part of a sheet under one band of headings.
type Block struct {
	Sheet       *Sheet
	Title       string // the lowest line of words above the headings
	Above       []Cell // all words above them, down from the block before
	Top, Bottom int    // rows of the headings, with the row «(1) (2) (3)»
	Last        int    // last row under it that says something
	Limit       int    // last row that can belong to it
	Columns     []BlockColumn
	Lines       []BlockLine
	No, Label   int // indices of the columns of numbers and labels, -1 if there is none
}

// BlockColumn is one column of a block.
type BlockColumn struct {
	Col     int
	Path    []string // headings from the top down, as written; none: a column without a heading
	Nth     int      // which of several with the same path
	Head    string   // cell of the lowest heading
	Figures int      // figures in its lines, dates among them
	Dates   int
	Texts   int // other words there
	key     string
}

// BlockLine is one line of a block that says something.
type BlockLine struct {
	Row     int
	No      string
	Label   string
	Path    []string // the line it stands under, if any, and its label
	Nth     int
	Figures int // in the columns beside the label
	Texts   int
	Section bool // words alone: «I. Xã Phú Lệ», a note
	key     string
}

// Bounds of what is looked at: a sheet beyond them is no form that people fill.
const (
	layoutRows    = 5_000
	layoutColumns = 300
	layoutBlocks  = 200
	headingRows   = 6
)

// LayoutOf finds the blocks of every sheet that a person made.
func LayoutOf(wb *Workbook) *Layout {
	l := &Layout{wb: wb}
	for _, s := range wb.Sheets {
		if !wb.isOwn(s) && len(l.Blocks) < layoutBlocks {
			l.Blocks = append(l.Blocks, blocksOf(s)...)
		}
	}
	return l
}

// rowShape is what a row looks like.
type rowShape uint8

const (
	shapeBlank   rowShape = iota
	shapeSingle           // one cell of words
	shapeWords            // several, and no figure
	shapeNumbers          // «(1) (2) (3)»
	shapeData             // figures, or a number and words
)

func shapeOf(cells []Cell) rowShape {
	texts, figures, numbering, filled := 0, 0, 0, 0
	firstNumber := false
	var seen []string
	for _, c := range cells {
		t := strings.TrimSpace(c.Raw)
		if t == "" && !c.HasFormula || c.Col > layoutColumns {
			continue
		}
		filled++
		n := numberingOf(t)
		if n != "" {
			numbering++
			seen = append(seen, n)
			firstNumber = firstNumber || filled == 1
		}
		switch {
		case isYear(c):
		case isFigure(c) || c.HasFormula && c.Kind != KindText:
			figures++
		default:
			texts++
		}
	}
	switch {
	case filled == 0:
		return shapeBlank
	case filled >= 3 && numbering == filled && ascending(seen):
		return shapeNumbers
	case figures > 0, firstNumber && filled > 1:
		return shapeData
	case filled == 1:
		return shapeSingle
	case texts > 0:
		return shapeWords
	}
	return shapeData
}

// numberingOf is what a cell of the row «(1) (2) (3=1+2)» numbers its column with; "" if it is none.
func numberingOf(text string) string {
	s := strings.ToLower(strings.TrimSpace(text))
	if i := strings.IndexByte(s, '='); i > 0 && len(s) < 40 {
		s = s[:i]
	}
	s = strings.Trim(s, "() .[]")
	if isNumbering(s) {
		return s
	}
	return ""
}

// ascending tells that most of the figures go up by one.
func ascending(numbers []string) bool {
	steps, figures, last := 0, 0, -1
	for _, s := range numbers {
		n, err := strconv.Atoi(s)
		if err != nil {
			continue
		}
		if figures++; last >= 0 && n == last+1 {
			steps++
		}
		last = n
	}
	return figures >= 2 && steps >= figures-2 && steps > 0
}

// writtenFigure is a text that is a figure and not a heading with a number in it: «12 (tăng 2)», «~300», «4 hộ», «15/19».
var writtenFigure = regexp.MustCompile(`^[-+~<>≥≤\s\x{a0}]*\d[\d.,\s\x{a0}]*(?:%|\p{L}{1,4}\d?)?\s*(?:\(.*\))?$|^\d{1,2}\s*/\s*\d{1,2}$`)

// isFigure tells whether the cell holds a figure.
func isFigure(c Cell) bool {
	return c.Kind == KindNumber || c.Kind == KindText && len(c.Raw) <= 40 && writtenFigure.MatchString(strings.TrimSpace(c.Raw))
}

// isYear tells a year, which may well be a heading.
func isYear(c Cell) bool {
	if c.Kind != KindNumber || c.HasFormula || len(c.Raw) != 4 {
		return false
	}
	n, err := strconv.Atoi(c.Raw)
	return err == nil && n >= 1990 && n <= 2100
}

// blocksOf finds the blocks of one sheet, from the top down.
func blocksOf(s *Sheet) []*Block {
	rows := s.rows
	if len(rows) > layoutRows {
		rows = rows[:layoutRows]
	}
	shapes := make([]rowShape, len(rows))
	for i := range rows {
		shapes[i] = shapeOf(rows[i].cells)
	}
	type found struct{ top, bottom int } // indices of rows
	var bands []found
	free := 0 // rows before are spoken for
	for i := range rows {
		if shapes[i] != shapeData || i == 0 {
			continue
		}
		bottom := i - 1
		for bottom > free && shapes[bottom] == shapeSingle && bottom > i-3 && len(bands) == 0 { // a section right under the headings
			bottom--
		}
		if bottom < free || shapes[bottom] != shapeWords && shapes[bottom] != shapeNumbers {
			continue
		}
		top := bandTop(s, rows, shapes, bottom, free)
		if top < 0 || len(bands) > 0 && !newBand2(rows, shapes, top, bottom) {
			continue
		}
		bands = append(bands, found{top, bottom})
		free = i
	}
	var blocks []*Block
	for n, b := range bands {
		from, to := 0, len(rows)
		if n > 0 {
			from = bands[n-1].bottom + 1
		}
		if n+1 < len(bands) {
			to = bands[n+1].top
			for to > b.bottom+1 && shapes[to-1] == shapeSingle {
				to--
			}
		}
		limit := math.MaxInt
		if to < len(rows) {
			limit = rows[to].number - 1
		}
		built := buildBlocks(s, rows[b.top:b.bottom+1], rows[b.bottom+1:to], titleCells(rows, shapes, from, b.top))
		for _, one := range built {
			one.Limit = limit
		}
		blocks = append(blocks, built...)
	}
	return blocks
}

// newBand2 tells that words further down the sheet are headings and no line of the table above.
func newBand2(rows []sheetRow, shapes []rowShape, top, bottom int) bool {
	if shapes[bottom] == shapeNumbers {
		return true
	}
	apart := top > 0 && (rows[top].number > rows[top-1].number+1 || shapes[top-1] == shapeSingle)
	return apart && len(rows[bottom].cells) >= 3
}

// bandTop is the first row of the headings that end at bottom; -1 if there are none.
func bandTop(s *Sheet, rows []sheetRow, shapes []rowShape, bottom, free int) int {
	top, words := -1, 0
	for i := bottom; i >= free && i > bottom-headingRows-1; i-- {
		if i < bottom && rows[i].number < rows[i+1].number-1 && mergedTo(s, rows[i]) < rows[i+1].number-1 {
			break
		}
		switch shapes[i] {
		case shapeNumbers:
			if i != bottom {
				return top
			}
			continue
		case shapeWords:
			if words > 0 && overNumbers(s, rows[i], rows[i+1:bottom+1]) {
				return top
			}
		case shapeSingle:
			if words == 0 || !groupsOthers(s, rows[i], rows[top]) {
				return top
			}
		default:
			return top
		}
		top = i
		words++
	}
	return top
}

func mergedTo(s *Sheet, row sheetRow) int {
	end := row.number
	for _, c := range row.cells {
		if m, ok := s.MergeAt(c.Row, c.Col); ok {
			end = max(end, m.LastRow)
		}
	}
	return end
}

// overNumbers tells that a row of words stands over the column of numbers, which no group of columns does: it is
// a letterhead.
func overNumbers(s *Sheet, row sheetRow, below []sheetRow) bool {
	for _, r := range below {
		for _, c := range r.cells {
			if c.Kind == KindText && makeKey(c.Raw) == "tt" {
				_, has := s.At(row.number, c.Col)
				return has
			}
		}
	}
	return false
}

// groupsOthers tells that the one cell of a row is merged over some of the columns below, not over all of them: it
// is a heading and no title.
func groupsOthers(s *Sheet, row, below sheetRow) bool {
	c := firstFilled(row.cells)
	m, ok := s.MergeAt(c.Row, c.Col)
	if !ok || m.FirstCol == m.LastCol {
		return false
	}
	first, last := firstFilled(below.cells).Col, 0
	for _, o := range below.cells {
		if strings.TrimSpace(o.Raw) != "" {
			last = max(last, o.Col)
		}
	}
	return m.FirstCol > first || 10*(m.LastCol-m.FirstCol+1) < 7*(last-first+1)
}

func firstFilled(cells []Cell) Cell {
	for _, c := range cells {
		if strings.TrimSpace(c.Raw) != "" {
			return c
		}
	}
	return Cell{}
}

// titleCells are the words above headings.
func titleCells(rows []sheetRow, shapes []rowShape, from, to int) []Cell {
	var out []Cell
	for i := from; i < to; i++ {
		if from > 0 && shapes[i] == shapeData {
			out = out[:0]
			continue
		}
		for _, c := range rows[i].cells {
			if (c.Kind == KindText || shapes[i] != shapeData) && strings.TrimSpace(c.Raw) != "" {
				out = append(out, c)
			}
		}
	}
	return out
}

// datesIn are the days, months and years that change in headings from period to period. They take a key.
var datesIn = regexp.MustCompile(`\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*[/.-]\s*(?:19|20)\d{2}|(?:ngaỳ|tháng|quý) (?:\d{1,2}|i{1,3}|iv)\b|(?:19|20)\d{2}\b`)

// pathKeys are the keys under which paths are known again: dates in them do not count, unless they tell two of them
// apart. Nth numbers those that are the same.
func pathKeys(paths [][]string) (keys []string, nth []int) {
	whole, loose := make([]string, len(paths)), make([]string, len(paths))
	of := map[string]map[string]bool{}
	for i, p := range paths {
		parts := make([]string, len(p))
		for j, text := range p {
			parts[j] = makeKey(text)
		}
		whole[i] = strings.Join(parts, " / ")
		loose[i] = datesIn.ReplaceAllString(whole[i], "#")
		if of[loose[i]] == nil {
			of[loose[i]] = map[string]bool{}
		}
		of[loose[i]][whole[i]] = true
	}
	keys, nth = make([]string, len(paths)), make([]int, len(paths))
	seen := map[string]int{}
	for i := range paths {
		keys[i] = loose[i]
		if len(of[loose[i]]) > 1 {
			keys[i] = whole[i]
		}
		nth[i] = seen[keys[i]]
		seen[keys[i]]++
	}
	return keys, nth
}

// Words are those of the sheets that stand above headings, the names of the sheets first.
func (l *Layout) Words() []Words {
	f := Fitted{layout: l}
	for _, b := range l.Blocks {
		f.parts = append(f.parts, fittedPart{block: b})
	}
	return f.Words()
}
