package xlsx

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// rowMatch ties the rows of a definition to the lines of a sheet. Labels and numbers repeat («1»,
// «Tiền mặt»), so rows are tied from the outermost group in, and inside a group only to its lines.
type rowMatch struct {
	k     *tableKeys
	lines []line
	of    []int // row of the definition → line, -1
	row   []int // line → row of the definition, -1
	group []int // line → enclosing row of the definition; -1 at the top, unknownGroup in a group of the unit's own
	again []int // line → row of the definition it repeats, -1
	loose []int // rows tied although their label was altered
}

const unknownGroup = -2

func matchRows(k *tableKeys, lines []line) *rowMatch {
	m := &rowMatch{k: k, lines: lines, of: filled(len(k.rowNo)), row: filled(len(lines)), group: filled(len(lines)), again: filled(len(lines))}
	for level := range k.levels {
		m.tie(level, func(i, l int) bool { return m.k.rowLabel[i] == m.lines[l].label && m.sameNo(i, l) })
		m.tie(level, func(i, l int) bool { return m.k.rowLabel[i] == m.lines[l].label })
		m.tie(level, func(i, l int) bool {
			return m.k.rowLabel[i] == withoutNumber(m.lines[l].label) || m.sameNo(i, l) && nearly(m.k.rowLabel[i], m.lines[l].label)
		})
		before := append([]int(nil), m.of...)
		m.tie(level, func(i, l int) bool {
			return m.k.rowNo[i] != "" && m.sameNo(i, l) && closeLabels(m.k.rowLabel[i], m.lines[l].label)
		})
		m.tie(level, func(i, l int) bool { return nearly(m.k.rowLabel[i], m.lines[l].label) })
		for i := range before {
			if before[i] != m.of[i] {
				m.loose = append(m.loose, i)
			}
		}
		m.regroup(level)
	}
	m.findRepeats()
	return m
}

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

func (m *rowMatch) sameNo(i, l int) bool { return m.k.rowNo[i] == m.lines[l].no }

// tie ties each row of the level to the line that fits, if only one fits and it fits no other row as
// well. Of equal lines the first with figures is taken; the others are repeats.
func (m *rowMatch) tie(level int, fits func(i, l int) bool) {
	for i := range m.of {
		if m.of[i] >= 0 || m.k.level[i] != level {
			continue
		}
		var lines []int
		for l := range m.lines {
			if m.row[l] < 0 && !m.lines[l].end && m.mayHold(i, l) && fits(i, l) {
				lines = append(lines, l)
			}
		}
		if len(lines) == 0 {
			continue
		}
		if m.fitsAnother(i, lines[0], level, fits) {
			m.tieTwins(i, lines)
			continue
		}
		best := lines[0]
		if len(lines) > 1 {
			if !m.allAlike(lines) {
				continue
			}
			for _, l := range lines {
				if m.lines[l].figures+m.lines[l].texts > m.lines[best].figures+m.lines[best].texts {
					best = l
				}
			}
		}
		m.of[i], m.row[best] = best, i
	}
}

// tieTwins ties rows of one group that have the same number and label to as many lines, in order.
func (m *rowMatch) tieTwins(i int, lines []int) {
	var twins []int
	for j := range m.of {
		if m.of[j] < 0 && m.k.parent[j] == m.k.parent[i] && m.k.rowNo[j] == m.k.rowNo[i] && m.k.rowLabel[j] == m.k.rowLabel[i] {
			twins = append(twins, j)
		}
	}
	if len(twins) != len(lines) || !m.allAlike(lines) {
		return
	}
	for n, j := range twins {
		m.of[j], m.row[lines[n]] = lines[n], j
	}
}

// mayHold reports that the line stands in the row's group. A dotted number («17.1») needs no group.
func (m *rowMatch) mayHold(i, l int) bool {
	return m.k.parent[i] < 0 || m.group[l] == m.k.parent[i] || m.group[l] == -1 ||
		m.group[l] != unknownGroup && numberKind(m.k.rowNo[i]) == "dotted" && m.sameNo(i, l)
}

// fitsAnother reports that the line would fit another untied row of the level and group as well and
// that the order of rows does not decide.
func (m *rowMatch) fitsAnother(i, l, level int, fits func(i, l int) bool) bool {
	for j := range m.of {
		if j != i && m.of[j] < 0 && m.k.level[j] == level && m.k.parent[j] == m.k.parent[i] && fits(j, l) {
			return true
		}
	}
	return false
}

func (m *rowMatch) allAlike(lines []int) bool {
	for _, l := range lines[1:] {
		if m.lines[l].no != m.lines[lines[0]].no || m.lines[l].label != m.lines[lines[0]].label {
			return false
		}
	}
	return true
}

// regroup sets each line's group after the rows of a level are tied: the group is opened by a tied
// row with rows under it, and closed by a line with a number of the same kind.
func (m *rowMatch) regroup(level int) {
	children := make(map[int]bool, len(m.of))
	for _, p := range m.k.parent {
		if p >= 0 {
			children[p] = true
		}
	}
	open := -1
	for l := range m.lines {
		i := m.row[l]
		switch {
		case i >= 0 && m.k.level[i] <= level:
			open = -1
			if children[i] {
				open = i
			}
			m.group[l] = m.k.parent[i]
			continue
		case i < 0 && open >= 0 && m.closes(open, &m.lines[l]):
			open = unknownGroup
		}
		if m.group[l] == -1 || open >= 0 || open == unknownGroup {
			m.group[l] = open
		}
	}
}

// closes reports that an untied line with a number of its own begins a group of the unit's own. The
// group's own row written once more does not.
func (m *rowMatch) closes(group int, l *line) bool {
	kind := numberKind(l.no)
	return kind != "" && kind == numberKind(m.k.rowNo[group]) && !m.childNo(group, l.no) &&
		(l.no != m.k.rowNo[group] || l.label != m.k.rowLabel[group])
}

// childNo reports that a row under the group has the number.
func (m *rowMatch) childNo(group int, no string) bool {
	for i, p := range m.k.parent {
		if p == group && m.k.rowNo[i] == no {
			return true
		}
	}
	return false
}

// numberKind tells Roman numbers, letters, whole numbers and dotted numbers apart.
func numberKind(no string) string {
	switch {
	case no == "":
		return ""
	case strings.Trim(no, "ivx") == "":
		return "roman"
	case strings.Trim(no, "0123456789") == "":
		return "whole"
	case strings.Trim(no, "0123456789.") == "":
		return "dotted"
	}
	return "letter"
}

// findRepeats marks lines that say they are a row that another line already is.
func (m *rowMatch) findRepeats() {
	for l := range m.lines {
		if m.row[l] >= 0 || m.lines[l].end || m.lines[l].label == "" {
			continue
		}
		for i, at := range m.of {
			if at >= 0 && m.lines[at].label == m.lines[l].label && m.lines[at].no == m.lines[l].no && m.mayHold(i, l) {
				m.again[l] = i
			}
		}
	}
}

// readRows reads a table whose rows are given: fixed rows and fields.
func (r *reading) readRows(b *band) {
	lines := r.lines(b)
	m := matchRows(b.keys, lines)
	for i := range b.keys.t.Rows {
		def := &b.keys.t.Rows[i]
		row := b.grid.AddRow(def.Code, def)
		if m.of[i] < 0 {
			for c := range row.Entries {
				row.Entries[c].Place = b.grid.Place
			}
			b.tell(r.finding("S3", ntm.Block, b.grid.Place, "row", rowName(def)), def.Code, "")
			continue
		}
		b.rows++
		l := &lines[m.of[i]]
		b.figures += l.figures + l.texts
		r.fill(b, row, l)
	}
	for _, i := range m.loose {
		l := lines[m.of[i]]
		def := &b.keys.t.Rows[i]
		f := r.finding("S4", ntm.Note, r.place(b.sheet.Name, b.labelRef(l)), "row", rowName(def), "how", "row")
		f.Saw, f.Want = l.raw, def.Label
		b.tell(f, def.Code, "")
	}
	r.reportLines(b, m)
}

// reportLines tells of the lines that are no row of the definition.
func (r *reading) reportLines(b *band, m *rowMatch) {
	for l := range m.lines {
		ln, i := &m.lines[l], m.again[l]
		if m.row[l] >= 0 || ln.end || ln.figures == 0 && !r.assesses(b, ln) && (i < 0 || ln.texts == 0) {
			continue
		}
		at := r.place(b.sheet.Name, b.labelRef(*ln))
		if i >= 0 {
			def := &b.keys.t.Rows[i]
			f := r.finding("S7", ntm.Block, at, "row", rowName(def), "what", "row",
				"other", r.place(b.sheet.Name, b.labelRef(m.lines[m.of[i]])).Cell)
			b.tell(f, def.Code, "")
			continue
		}
		r.unknownLine(b, ln, ntm.Explain)
	}
}

// assesses reports that the line holds a word of assessment («Đạt») where the table asks for one.
func (r *reading) assesses(b *band, l *line) bool {
	for _, c := range l.cells {
		i, bound := b.of[c.Col]
		if !bound || b.keys.t.Columns[i].Type != ntm.TypeStatus || c.Kind != KindText {
			continue
		}
		if v := r.Parse(r.raw(c), ntm.Spec{Type: ntm.TypeStatus}); v.State == ntm.Stated {
			return true
		}
	}
	return false
}

// unknownLine tells of a line with figures that belongs to no row; it is neither dropped nor added.
func (r *reading) unknownLine(b *band, l *line, s ntm.Severity) {
	f := r.finding("C1a", s, r.place(b.sheet.Name, b.labelRef(*l)), "row", l.raw, "figures", strconv.Itoa(l.figures))
	f.Saw = l.raw
	b.tell(f, "line "+strconv.Itoa(l.number), "")
}

// tell keeps a finding about the table.
func (b *band) tell(f ntm.Finding, row, col string) {
	f.Table, f.Row, f.Column = b.keys.t.ID, row, col
	b.found = append(b.found, f)
}

// labelRef is the cell that names a line: its label, else its first cell.
func (b *band) labelRef(l line) string {
	if k := b.keys.label; k >= 0 && b.cols[k] > 0 {
		return Cell{Row: l.number, Col: b.cols[k]}.Ref()
	}
	first := ""
	for _, c := range l.cells {
		if _, ok := b.of[c.Col]; !ok {
			continue
		}
		if l.raw != "" && strings.TrimSpace(c.Raw) == strings.TrimSpace(l.raw) {
			return c.Ref()
		}
		if first == "" {
			first = c.Ref()
		}
	}
	if first != "" {
		return first
	}
	return Cell{Row: l.number, Col: 1}.Ref()
}

// rowName names a row for a person: «17.1 Tỷ lệ hộ…».
func rowName(def *ntm.RowDef) string { return strings.TrimSpace(def.No + " " + def.Label) }
