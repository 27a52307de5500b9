package app

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2/theme"

	"bieuxa/app/grid"
	"bieuxa/office"
)

// mapSource shows a sheet of theirs in a grid, read-only, with our columns in a line of colour above the headings of
// each table and our rows in a column before theirs.
type mapSource struct {
	m       *mapWork
	at      mapStep
	sheet   *office.ReviewSheet
	regions []int // of this sheet
	lines   []int // of the grid: a row of the sheet, or less than 0 for the line above region -n-1
	index   map[int]int
	columns map[[2]int]mapStep // by region and column of the sheet
	rows    map[int]mapStep    // by row of the sheet
	sides   int                // columns of ours before theirs
	labels  int                // the last column of theirs that names rows
	cells   map[[2]int]grid.Cell
}

// mostLines keeps what is drawn of a sheet within what a grid draws at once.
const mostLines = 2000

// newMapSource lays out the sheet of a region; kept cells of the same sheet may be handed over.
func newMapSource(m *mapWork, at mapStep, kept *mapSource) *mapSource {
	name := m.l.Regions[at.region].Sheet
	s := &mapSource{m: m, at: at, sheet: m.sheet(name), index: map[int]int{}, columns: map[[2]int]mapStep{}, rows: map[int]mapStep{},
		cells: map[[2]int]grid.Cell{}}
	if s.sheet == nil {
		s.sheet = m.l.Sheets[0]
	}
	if kept != nil && kept.sheet == s.sheet {
		s.cells = kept.cells
	}
	heads := map[int]int{}
	for i := range m.l.Regions {
		if m.l.Regions[i].Sheet == name {
			s.regions = append(s.regions, i)
			heads[m.l.Regions[i].Heads.Top] = i
			s.mark(i)
		}
	}
	for row := 1; row <= min(s.sheet.Rows, mostLines); row++ {
		if i, ok := heads[row]; ok {
			for _, beside := range s.beside(i) {
				s.index[-beside-1] = len(s.lines)
			}
			s.lines = append(s.lines, -i-1)
		}
		s.index[row] = len(s.lines)
		s.lines = append(s.lines, row)
	}
	if len(s.rows) > 0 {
		s.sides = 1
	}
	return s
}

// mark notes where the axes of a region stand.
func (s *mapSource) mark(region int) {
	if s.m.now.Regions[region].Ignore {
		return
	}
	told := &s.m.l.Regions[region]
	for j := range told.Columns {
		s.columns[[2]int{region, told.Columns[j].Col}] = mapStep{mapColumn, region, j}
	}
	for j := range told.Rows {
		s.rows[told.Rows[j].Row] = mapStep{mapRow, region, j}
		s.labels = max(s.labels, told.Rows[j].Col)
	}
}

// Size is the sheet's, with ours.
func (s *mapSource) Size() (rows, cols int) { return len(s.lines), s.sheet.Cols + s.sides }

// Frozen keeps our rows and the names of theirs.
func (s *mapSource) Frozen() (rows, cols int) { return 0, s.sides + s.labels }

// Bands keep our columns and their headings over each table.
func (s *mapSource) Bands() []grid.Band {
	var out []grid.Band
	for line, row := range s.lines {
		if row > 0 {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].Until = line
		}
		heads := s.m.l.Regions[-row-1].Heads
		out = append(out, grid.Band{From: line, To: line + heads.Bottom - heads.Top + 2, Until: len(s.lines)})
	}
	return out
}

// RowName is the row's in the file.
func (s *mapSource) RowName(line int) string {
	if row := s.lines[line]; row > 0 {
		return strconv.Itoa(row)
	}
	return ""
}

// ColName is the column's in the file.
func (s *mapSource) ColName(col int) string {
	if col < s.sides {
		return ""
	}
	name := office.CellName(1, col-s.sides+1)
	return name[:len(name)-1]
}

// Width leaves our words room.
func (s *mapSource) Width(col int) float32 {
	if col < s.sides {
		return 20
	}
	if col-s.sides+1 == s.labels {
		return max(17, min(float32(s.sheet.Width(s.labels)), 22))
	}
	w := float32(s.sheet.Width(col - s.sides + 1))
	if w > 0 && s.axisIn(col-s.sides+1) {
		return max(w, 13)
	}
	return min(w, 40)
}

func (s *mapSource) axisIn(col int) bool {
	for _, i := range s.regions {
		if step, ok := s.columns[[2]int{i, col}]; ok && !s.m.axis(step).Ignore {
			return true
		}
	}
	return false
}

// Height leaves our words what they need.
func (s *mapSource) Height(line int) float32 {
	row := s.lines[line]
	if row < 0 {
		return 0
	}
	if h := float32(s.sheet.Height(row)); h < 0 {
		return h
	}
	return 0
}

// MergeAt is theirs.
func (s *mapSource) MergeAt(line, col int) (grid.Area, bool) {
	row := s.lines[line]
	if row < 0 || col < s.sides {
		return grid.Area{}, false
	}
	a, ok := s.sheet.MergeAt(row, col-s.sides+1)
	if !ok {
		return grid.Area{}, false
	}
	bottom := min(a.Bottom, s.sheet.Rows, mostLines)
	for r := a.Top + 1; r <= bottom; r++ { // a line of ours within parts what they merged
		if s.index[r] != s.index[a.Top]+r-a.Top {
			return grid.Area{}, false
		}
	}
	return grid.Area{Top: s.index[a.Top], Left: a.Left - 1 + s.sides, Bottom: s.index[bottom], Right: a.Right - 1 + s.sides}, true
}

// Cell is ours in colour, or theirs.
func (s *mapSource) Cell(line, col int) grid.Cell {
	row := s.lines[line]
	if row < 0 {
		return s.columnCell(-row-1, col)
	}
	if col < s.sides {
		if step, ok := s.rows[row]; ok {
			return s.axisCell(step)
		}
		return grid.Cell{Fill: headFill()}
	}
	at := [2]int{row, col - s.sides + 1}
	c, ok := s.cells[at]
	if !ok {
		x := s.sheet.Cell(at[0], at[1])
		c = grid.Cell{Text: x.Text, Bold: x.Bold, Italic: x.Italic, Wrap: x.Wrap || !x.Numeric && (s.heads(row) || at[1] == s.labels), Fill: fillOf(x.Fill), Align: alignOf(&x)}
		s.cells[at] = c
	}
	if s.chosen(at) {
		c.Fill, c.Ink = s.chosenFill(), ink(theme.ColorNameForeground)
	}
	return c
}

func alignOf(x *office.ReviewCell) grid.Align {
	switch {
	case x.Right:
		return grid.Right
	case x.Center:
		return grid.Center
	}
	return grid.Left
}

// heads tells that the row is one of headings, whose words are never cut.
func (s *mapSource) heads(row int) bool {
	for _, i := range s.regions {
		if h := s.m.l.Regions[i].Heads; row >= h.Top && row <= h.Bottom {
			return true
		}
	}
	return false
}

// chosen tells that a cell of theirs is of the column or row that is looked at.
func (s *mapSource) chosen(at [2]int) bool {
	told := &s.m.l.Regions[s.at.region]
	switch s.at.kind {
	case mapColumn:
		return at[1] == told.Columns[s.at.at].Col && at[0] >= told.Heads.Top && at[0] <= told.Area.Bottom
	case mapRow:
		return at[0] == told.Rows[s.at.at].Row && at[1] >= told.Area.Left && at[1] <= told.Area.Right
	}
	return false
}

func (s *mapSource) chosenFill() color.Color { return ink(toneNote.fillName()) }

func (s *mapSource) columnCell(region, col int) grid.Cell {
	if col < s.sides {
		text := "mapwin.strip"
		if s.m.now.Regions[region].Ignore {
			text = "mapwin.strip-left"
		}
		return grid.Cell{Text: say(s.m.w, text), Bold: true, Wrap: true, Fill: headFill()}
	}
	for _, i := range s.beside(region) {
		if step, ok := s.columns[[2]int{i, col - s.sides + 1}]; ok {
			return s.axisCell(step)
		}
	}
	return grid.Cell{Fill: headFill()}
}

// beside are the regions whose headings begin in the same row.
func (s *mapSource) beside(region int) []int {
	var out []int
	for _, i := range s.regions {
		if s.m.l.Regions[i].Heads.Top == s.m.l.Regions[region].Heads.Top {
			out = append(out, i)
		}
	}
	return out
}

// axisCell is what a column or row of theirs is thought to be: a sign, its words, and a colour.
func (s *mapSource) axisCell(step mapStep) grid.Cell {
	sign, t := s.m.sign(step)
	text := sign + " " + s.m.axisText(step)
	c := grid.Cell{Text: text, Hint: text, Wrap: true, Bold: s.m.open(step)}
	paint(&c, t)
	return c
}

// sign is the sign and the colour of a step: «?» waits for a person, «✓» is certain or confirmed, «–» is left out.
func (m *mapWork) sign(s mapStep) (string, tone) {
	switch {
	case m.open(s):
		return "?", toneExplain
	case (s.kind == mapColumn || s.kind == mapRow) && m.axis(s).Ignore:
		return "–", toneNone
	case m.asked(s):
		return "✓", toneMended
	}
	return "✓", toneClean
}

// stepAt is the step that a cell of the grid stands for; rows: a row is meant where both may be.
func (s *mapSource) stepAt(line, col int, rows bool) (mapStep, bool) {
	row := s.lines[line]
	if row < 0 {
		if col < s.sides {
			return mapStep{mapTable, -row - 1, 0}, true
		}
		for _, i := range s.beside(-row - 1) {
			if step, ok := s.columns[[2]int{i, col - s.sides + 1}]; ok {
				return step, true
			}
		}
		return mapStep{}, false
	}
	if step, ok := s.rows[row]; ok && (rows || col < s.sides) {
		return step, true
	}
	for _, i := range s.regions { // of tables side by side that which has the column
		if a := s.m.l.Regions[i].Area; row >= min(a.Top, s.m.l.Regions[i].Heads.Top) && row <= a.Bottom {
			if step, ok := s.columns[[2]int{i, col - s.sides + 1}]; ok {
				return step, true
			}
		}
	}
	return mapStep{}, false
}

// cellOf is where the step stands in the grid.
func (s *mapSource) cellOf(step mapStep) (line, col int) {
	told := &s.m.l.Regions[step.region]
	switch step.kind {
	case mapColumn:
		return s.index[-step.region-1], max(told.Columns[step.at].Col-1+s.sides, 0)
	case mapRow:
		return s.index[told.Rows[step.at].Row], 0
	}
	return s.index[-step.region-1], 0
}
