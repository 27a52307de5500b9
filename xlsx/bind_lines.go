package xlsx

import (
	"sort"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// line is one row of the sheet under a table's headings.
type line struct {
	number  int
	cells   []Cell
	no      string
	label   string
	raw     string // the label as written
	figures int    // figures in the columns the unit fills
	texts   int    // other words there
	end     bool   // signatures, place and date, recipients
}

// mostLines bounds how many lines are compared with the rows of a fixed table.
const mostLines = 2_000

// mostItems bounds the lines of a list. A list longer than that is none that a unit keeps by hand, and every one of its
// cells could be a finding.
const mostItems = 2_000

// lines reads the rows under the band's headings, without the row «(1) (2) (3)», down to the
// signatures. What looks like a signature or a note is the end only if no row of the table follows.
func (r *reading) lines(b *band) []line {
	var out []line
	labelCol, noCol := 0, 0
	if k := b.keys.no; k >= 0 {
		noCol = b.cols[k]
	}
	if k := b.keys.label; k >= 0 {
		labelCol = b.cols[k]
	}
	b.aside = map[int]int{}
	rows := b.sheet.rows
	last := 0 // lines up to the last that looks like a row of the table
	begins := true
	for i := b.sheet.firstFrom(b.bottom + 1); i < len(rows) && rows[i].number <= b.limit; i++ {
		if b.skip[rows[i].number] {
			continue
		}
		if len(b.pages) > 0 && inSpans(b.pages, rows[i].number) {
			begins = true
			continue
		}
		l := line{number: rows[i].number, cells: rows[i].cells}
		r.count(b, &l)
		l.no = noKey(r.textAt(b.sheet, l, noCol))
		l.raw = strings.TrimSpace(r.textAt(b.sheet, l, labelCol))
		if labelCol == 0 {
			l.raw = firstWords(b, l)
		}
		l.label = r.key(l.raw)
		if begins && r.isNumberRow(b, l) {
			continue
		}
		begins = false
		l.end = l.figures == 0 && r.isEnd(b, l)
		out = append(out, l)
		if !l.end && (l.label != "" && l.figures > 0 || isNumbering(l.no) && l.texts > 1 || b.keys.has(l.label)) {
			last = len(out)
		}
	}
	return r.cutLines(b, out, last)
}

// cutLines ends the lines at the first signature under the table's last row. Figures below are told.
func (r *reading) cutLines(b *band, lines []line, last int) []line {
	stop := len(lines)
	for i := last; i < stop; i++ {
		if lines[i].end {
			stop = i
		}
	}
	if b.keys.t.Shape != ntm.ShapeList {
		stop = min(stop, mostLines)
	}
	below, first := 0, line{}
	for _, l := range lines[stop:] {
		if l.figures > 0 && below == 0 {
			first = l
		}
		below += l.figures
	}
	if below > 0 {
		b.tell(r.finding("S5", ntm.Note, r.place(b.sheet.Name, b.labelRef(first)), "what", "below", "figures", strconv.Itoa(below)), "", "")
	}
	return lines[:stop]
}

// firstFrom is the index of the first row at or after number.
func (s *Sheet) firstFrom(number int) int {
	return sort.Search(len(s.rows), func(i int) bool { return s.rows[i].number >= number })
}

// count counts what the unit wrote in the row, in the table's columns and beside them.
func (r *reading) count(b *band, l *line) {
	for _, c := range l.cells {
		i, bound := b.of[c.Col]
		isFigure := looksFigure(c)
		if !bound {
			if isFigure && c.Kind == KindNumber {
				b.aside[c.Col]++
			}
			continue
		}
		col := &b.keys.t.Columns[i]
		switch {
		case col.Given != "" || col.Formula != "":
		case (isFigure || c.HasFormula && !c.HasCached) && (col.Type.Numeric() || col.ByRow):
			l.figures++
		case strings.TrimSpace(c.Raw) != "":
			l.texts++
		}
	}
}

// looksFigure reports that the cell holds a number, or text that starts as one.
func looksFigure(c Cell) bool {
	if c.Kind == KindNumber {
		return true
	}
	if c.Kind != KindText || len(c.Raw) > 40 {
		return false
	}
	t := strings.TrimLeft(c.Raw, " \u00a0+-~<>≥≤")
	return t != "" && t[0] >= '0' && t[0] <= '9'
}

// textAt is the text seen in the row at a column of the sheet.
func (r *reading) textAt(s *Sheet, l line, col int) string {
	if col == 0 {
		return ""
	}
	if c, ok := find(l.cells, col); ok {
		return c.Raw
	}
	if len(s.Merges) > 0 {
		if m, ok := s.MergeAt(l.number, col); ok && m.FirstRow == l.number {
			if c, ok := find(l.cells, m.FirstCol); ok {
				return c.Raw
			}
		}
	}
	return ""
}

func find(cells []Cell, col int) (Cell, bool) {
	for i := range cells {
		if cells[i].Col == col {
			return cells[i], true
		}
		if cells[i].Col > col {
			break
		}
	}
	return Cell{}, false
}

// firstWords are the first words of a row of a list that are no number of the row.
func firstWords(b *band, l line) string {
	for _, c := range l.cells {
		if i, bound := b.of[c.Col]; bound && b.keys.t.Columns[i].Given != "" && isNumbering(strings.ToLower(strings.TrimSpace(c.Raw))) {
			continue
		}
		if c.Kind == KindText && strings.TrimSpace(c.Raw) != "" {
			return c.Raw
		}
	}
	return ""
}

// isNumberRow recognises «(1) (2) (3)», «A B 1 2» under the headings.
func (r *reading) isNumberRow(b *band, l line) bool {
	numbered, bound := 0, 0
	for _, c := range l.cells {
		if strings.TrimSpace(c.Raw) == "" {
			continue
		}
		if _, ok := b.of[c.Col]; !ok {
			continue
		}
		bound++
		s := strings.ToLower(strings.TrimSpace(c.Raw))
		if i := strings.IndexByte(s, '='); i > 0 { // «(7)=(5)-(6)»
			s = s[:i]
		}
		if isNumbering(s) {
			numbered++
		}
	}
	return bound >= 3 && numbered == bound && (b.keys.label < 0 || isNumbering(l.label) || l.label == "")
}

// endWords are the keys with which the lines under a table begin.
func endWords() []string {
	words := []string{"người lập", "thủ trưởng", "tm.", "kt.", "tl.", "nơi nhận", "ghi chú", "chủ tịch", "phó chủ tịch", "xác nhận của"}
	for i := range words {
		words[i] = ntm.Fold(words[i])
	}
	return words
}

// isEnd recognises what stands under a table: signatures, place and date, recipients.
func (r *reading) isEnd(b *band, l line) bool {
	if isNumbering(l.no) || b.keys.has(l.label) {
		return false
	}
	texts := 0
	var first, last Cell
	for _, c := range l.cells {
		if strings.TrimSpace(c.Raw) == "" {
			continue
		}
		if texts++; texts == 1 {
			first = c
		}
		last = c
	}
	if texts == 0 || texts > 3 {
		return false
	}
	for _, c := range [...]Cell{first, last} {
		if c.Kind != KindText || len(c.Raw) > 120 {
			continue
		}
		k := r.key(c.Raw)
		for _, word := range r.ends {
			if strings.HasPrefix(k, word) {
				return true
			}
		}
		if strings.Contains(k, r.dated[0]) && strings.Contains(k, r.dated[1]) && strings.Contains(k, r.dated[2]) {
			return true
		}
	}
	return false
}

func (k *tableKeys) has(label string) bool {
	for _, l := range k.rowLabel {
		if l == label {
			return true
		}
	}
	return false
}
