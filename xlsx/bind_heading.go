package xlsx

import (
	"sort"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// hit is a cell that reads as the lowest heading of a column, under the right higher headings.
type hit struct {
	col  int // column of the definition
	cell Cell
	last int // last row of the heading cell
}

// band is a place where the headings of a table stand: a candidate for the table.
type band struct {
	keys    *tableKeys
	sheet   *Sheet
	top     int
	bottom  int    // last row of the headings
	cols    []int  // column in the sheet by column of the definition, 0 if missing
	heads   []Cell // heading cell by column of the definition
	of      map[int]int
	limit   int // last row that can belong to the table
	exact   int // columns bound by their exact headings
	own     int // thousandths of the row labels found, where another table has the same headings
	rivals  []rival
	grid    *ntm.Grid
	found   []ntm.Finding
	pending []pendingFigure
	rows    int // rows of the definition that were found, or rows of a list
	figures int
	aside   map[int]int  // sheet column outside the table → figures in the table's rows
	links   []linkedCell // entries whose figures come from other files
	pages   []Span       // rows of the same headings once more, under which the table goes on

	times map[int]decimal.Decimal // column of the definition → what its figures are multiplied by, where that is not 1
	skip  map[int]bool            // rows of the sheet that are not the unit's
	gone  []int                   // columns that the sender's own layout has not
}

// rival is a second column with the same headings.
type rival struct{ col, sheetCol int }

// slackRows are blank rows that may have been inserted inside a heading.
const slackRows = 2

// mostHits bounds the headings of one table on one sheet: twenty columns, written a hundred times over.
const mostHits = 2_000

// findBands finds every band of every table on the sheet.
func (r *reading) findBands(s *Sheet) {
	hits := make(map[int][]hit)
	for c := range s.Cells() {
		if c.Kind != KindText || len(c.Raw) > r.headings || !r.shapes[skeleton(c.Raw)] {
			continue
		}
		for _, ref := range r.leaves[r.key(c.Raw)] {
			path := r.tables[ref.table].paths[ref.col]
			if !r.standsUnder(s, c, path[:len(path)-1]) {
				continue
			}
			last := c.Row
			if m, ok := s.MergeAt(c.Row, c.Col); ok {
				last = m.LastRow
			}
			if len(hits[ref.table]) == mostHits {
				r.tooLong = problem(problemLongList, "sheet", s.Name, "table", tableTitle(r.tables[ref.table].t), "limit", strconv.Itoa(mostHits))
				return
			}
			hits[ref.table] = append(hits[ref.table], hit{ref.col, c, last})
		}
	}
	for i, t := range r.tables {
		if len(hits[i]) > 1 && len(r.bands[i]) < 10*mostBands {
			r.bands[i] = append(r.bands[i], r.bandsOf(s, t, hits[i])...)
		}
	}
}

// standsUnder reports that the headings above the cell are those of the path.
func (r *reading) standsUnder(s *Sheet, c Cell, path []string) bool {
	row := c.Row
	for i := len(path) - 1; i >= 0; i-- {
		up, ok := r.headingAbove(s, row, c.Col)
		if !ok || r.key(up.Raw) != path[i] {
			return false
		}
		row = up.Row
	}
	return true
}

// headingAbove is the heading over a column: the cell above, what a merge shows there, or, where the
// merge was undone, the nearest heading to the left. Blank rows are passed over.
func (r *reading) headingAbove(s *Sheet, row, col int) (Cell, bool) {
	for up := row - 1; up >= 1 && up >= row-1-slackRows; up-- {
		if c, ok := s.At(up, col); ok {
			return c, true
		}
		cells := s.Row(up)
		for i := len(cells) - 1; i >= 0; i-- {
			if cells[i].Col < col {
				return cells[i], true
			}
		}
	}
	return Cell{}, false
}

// bandsOf groups the hits of one table into bands that do not overlap, the fullest first.
func (r *reading) bandsOf(s *Sheet, t *tableKeys, hits []hit) []*band {
	height := t.depth + slackRows
	need := max(2, (2*len(t.paths)+4)/5)
	var bands []*band
	for i := range hits {
		if i > 0 && hits[i].cell.Row == hits[i-1].cell.Row {
			continue
		}
		end := i
		for end < len(hits) && hits[end].cell.Row < hits[i].cell.Row+height {
			end++
		}
		if end-i < need {
			continue
		}
		b := newBand(t, s)
		for _, h := range hits[i:end] {
			b.add(h)
		}
		if b.exact >= need {
			bands = append(bands, b)
		}
	}
	sort.SliceStable(bands, func(i, j int) bool { return bands[i].exact > bands[j].exact })
	var kept []*band
	for _, b := range bands {
		if len(kept) == mostBands {
			break
		}
		if !overlapsAny(b, kept) {
			kept = append(kept, b)
		}
	}
	return kept
}

// mostBands bounds how often one table is sought on one sheet; the second one already is a finding.
const mostBands = 20

func newBand(t *tableKeys, s *Sheet) *band {
	return &band{keys: t, sheet: s, cols: make([]int, len(t.paths)), heads: make([]Cell, len(t.paths)), of: make(map[int]int, len(t.paths))}
}

func (b *band) add(h hit) {
	if b.cols[h.col] != 0 {
		if _, taken := b.of[h.cell.Col]; !taken && b.cols[h.col] != h.cell.Col {
			b.rivals = append(b.rivals, rival{h.col, h.cell.Col})
		}
		return
	}
	if _, taken := b.of[h.cell.Col]; taken {
		return
	}
	b.bind(h.col, h.cell)
	b.exact++
	b.bottom = max(b.bottom, h.last)
}

func (b *band) bind(col int, head Cell) {
	b.cols[col], b.heads[col] = head.Col, head
	b.of[head.Col] = col
	if b.top == 0 || head.Row < b.top {
		b.top = head.Row
	}
	b.bottom = max(b.bottom, head.Row)
}

// span is the range of sheet columns that the bound columns take.
func (b *band) span() (first, last int) {
	for col := range b.of {
		if first == 0 || col < first {
			first = col
		}
		last = max(last, col)
	}
	return first, last
}

func overlapsAny(b *band, others []*band) bool {
	for _, o := range others {
		if o.sheet == b.sheet && b.top <= o.bottom && o.top <= b.bottom && sharesColumns(b, o) {
			return true
		}
	}
	return false
}

func sharesColumns(a, b *band) bool {
	a1, a2 := a.span()
	b1, b2 := b.span()
	return a1 <= b2 && b1 <= a2
}

// freeHeading is a heading of a band that no column has claimed.
type freeHeading struct {
	cell     Cell
	path     []string
	squeezed [2]string // path, lowest heading
}

// freeHeadings lists the headings of the band that no column has claimed, from left to right.
func (r *reading) freeHeadings(b *band) []freeHeading {
	lowest := map[int]Cell{}
	first, last := b.span()
	for row := b.top; row <= b.bottom; row++ {
		for _, c := range b.sheet.Row(row) {
			if _, taken := b.of[c.Col]; taken || c.Kind != KindText || c.Col < first-1 || c.Col > last+2 {
				continue
			}
			if m, ok := b.sheet.MergeAt(c.Row, c.Col); ok && m.FirstCol != m.LastCol && r.headsOthers(b, m) {
				continue
			}
			lowest[c.Col] = c
		}
	}
	var free []freeHeading
	for _, c := range lowest {
		f := freeHeading{cell: c, path: []string{r.key(c.Raw)}}
		row := c.Row
		for row > b.top {
			up, ok := r.headingAbove(b.sheet, row, c.Col)
			if !ok || up.Row < b.top {
				break
			}
			f.path = append([]string{r.key(up.Raw)}, f.path...)
			row = up.Row
		}
		f.squeezed = [2]string{squeeze(strings.Join(f.path, " ")), squeeze(f.path[len(f.path)-1])}
		free = append(free, f)
	}
	sort.Slice(free, func(i, j int) bool { return free[i].cell.Col < free[j].cell.Col })
	return free
}

// headsOthers reports that other headings stand under a heading that is merged over columns.
func (r *reading) headsOthers(b *band, m Range) bool {
	for row := m.LastRow + 1; row <= b.bottom; row++ {
		for _, c := range b.sheet.Row(row) {
			if c.Col >= m.FirstCol && c.Col <= m.LastCol && c.Kind == KindText {
				return true
			}
		}
	}
	return false
}

// repair binds columns whose headings were altered: by defined name, then by nearly the same words,
// then as the only one left between its neighbours. Each is told as a finding.
func (r *reading) repair(b *band) {
	r.settleRivals(b)
	if len(b.of) == len(b.cols) {
		return
	}
	free := r.freeHeadings(b)
	for _, by := range []struct {
		how  string
		find func(*band, int, []freeHeading) (Cell, bool)
	}{{"name", r.findByName}, {"spelling", r.findBySpelling}, {"order", r.findByOrder}} {
		for col := range b.cols {
			if b.cols[col] != 0 {
				continue
			}
			c, ok := by.find(b, col, free)
			if !ok {
				continue
			}
			b.bind(col, c)
			f := r.finding("S4", ntm.Note, r.place(b.sheet.Name, c.Ref()), "column", b.keys.t.Columns[col].Heading(), "how", by.how)
			f.Table, f.Column, f.Saw = b.keys.t.ID, b.keys.t.Columns[col].Code, strings.TrimSpace(c.Raw)
			f.Want = b.keys.t.Columns[col].Heading()
			b.found = append(b.found, f)
		}
	}
}

func (r *reading) findByName(b *band, col int, free []freeHeading) (Cell, bool) {
	at, ok := r.names.column(b.keys.t.ID, b.keys.t.Columns[col].Code, b.sheet)
	if !ok {
		return Cell{}, false
	}
	if _, taken := b.of[at]; taken {
		return Cell{}, false
	}
	for _, f := range free {
		if f.cell.Col == at {
			return f.cell, true
		}
	}
	return Cell{Row: b.bottom, Col: at}, true
}

func (r *reading) findBySpelling(b *band, col int, free []freeHeading) (Cell, bool) {
	want := b.keys.squeezed[col]
	var found []freeHeading
	for _, f := range free {
		if _, taken := b.of[f.cell.Col]; taken {
			continue
		}
		if nearlySqueezed(f.squeezed[0], want[0]) || len(b.keys.paths[col]) == 1 && nearlySqueezed(f.squeezed[1], want[1]) {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		return Cell{}, false
	}
	return found[0].cell, true
}

// findByOrder takes the only unclaimed heading with the column's lowest heading, if it is the only
// such column missing and stands between the column's neighbours.
func (r *reading) findByOrder(b *band, col int, free []freeHeading) (Cell, bool) {
	leaf := b.keys.paths[col][len(b.keys.paths[col])-1]
	for other, path := range b.keys.paths {
		if other != col && b.cols[other] == 0 && path[len(path)-1] == leaf {
			return Cell{}, false
		}
	}
	var found []freeHeading
	for _, f := range free {
		if _, taken := b.of[f.cell.Col]; !taken && f.path[len(f.path)-1] == leaf {
			found = append(found, f)
		}
	}
	if len(found) != 1 || !b.inOrder(col, found[0].cell.Col) {
		return Cell{}, false
	}
	return found[0].cell, true
}

// inOrder reports that the sheet column stands right of the bound column before col and left of the next.
func (b *band) inOrder(col, at int) bool {
	for i := col - 1; i >= 0; i-- {
		if b.cols[i] != 0 {
			if b.cols[i] > at {
				return false
			}
			break
		}
	}
	for i := col + 1; i < len(b.cols); i++ {
		if b.cols[i] != 0 {
			return b.cols[i] > at
		}
	}
	return true
}

// settleRivals chooses between columns with the same headings: the one its defined name points at.
func (r *reading) settleRivals(b *band) {
	for i, v := range b.rivals {
		at, ok := r.names.column(b.keys.t.ID, b.keys.t.Columns[v.col].Code, b.sheet)
		if ok && at == v.sheetCol {
			old := b.cols[v.col]
			delete(b.of, old)
			b.cols[v.col] = v.sheetCol
			b.of[v.sheetCol] = v.col
			b.rivals[i].sheetCol = old
		}
	}
}
