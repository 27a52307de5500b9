package xlsx

import (
	"strings"
)

// buildBlocks makes the block under a band of headings; where an empty column parts it into tables with labels of
// their own, one for each.
func buildBlocks(s *Sheet, heads, body []sheetRow, above []Cell) []*Block {
	cols := filledColumns(s, heads, body)
	var groups [][]int
	for _, col := range cols {
		if n := len(groups); n > 0 && groups[n-1][len(groups[n-1])-1] == col-1 {
			groups[n-1] = append(groups[n-1], col)
		} else {
			groups = append(groups, []int{col})
		}
	}
	var joined [][]int
	for _, g := range groups {
		if n := len(joined); n > 0 && !labelsOwn(g, heads, body) {
			joined[n-1] = append(joined[n-1], g...)
		} else {
			joined = append(joined, g)
		}
	}
	var blocks []*Block
	for _, g := range joined {
		if b := buildBlock(s, g, heads, body); len(b.Columns) > 1 && len(b.Lines) > 0 {
			b.setAbove(above, len(joined) > 1)
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// filledColumns are the columns of the sheet, in order, that have a heading or a cell under the headings.
func filledColumns(s *Sheet, heads, body []sheetRow) []int {
	has := map[int]bool{}
	last := 0
	for _, r := range heads {
		for _, c := range r.cells {
			if strings.TrimSpace(c.Raw) == "" || c.Col > layoutColumns {
				continue
			}
			from, to := c.Col, c.Col
			if m, ok := s.MergeAt(c.Row, c.Col); ok {
				from, to = m.FirstCol, min(m.LastCol, layoutColumns)
			}
			for col := from; col <= to; col++ {
				has[col] = true
				last = max(last, col)
			}
		}
	}
	for _, r := range body {
		for _, c := range r.cells {
			if c.Col <= min(last+2, layoutColumns) && (strings.TrimSpace(c.Raw) != "" || c.HasFormula) {
				has[c.Col] = true
			}
		}
	}
	var out []int
	for col := 1; col <= layoutColumns; col++ {
		if has[col] {
			out = append(out, col)
		}
	}
	return out
}

// labelsOwn tells that a group of columns begins with numbers or labels of its own.
func labelsOwn(cols []int, heads, body []sheetRow) bool {
	first, second := cols[0], cols[min(1, len(cols)-1)]
	labels, lines := 0, 0
	for _, r := range body {
		filled, text := false, false
		for _, c := range r.cells {
			if c.Col < cols[0] || c.Col > cols[len(cols)-1] || strings.TrimSpace(c.Raw) == "" {
				continue
			}
			filled = true
			if (c.Col == first || c.Col == second) && c.Kind == KindText && !isFigure(c) && numberingOf(c.Raw) == "" {
				text = true
			}
		}
		if filled {
			lines++
		}
		if text {
			labels++
		}
	}
	return len(cols) > 1 && 2*labels >= lines && labels > 0
}

func buildBlock(s *Sheet, cols []int, heads, body []sheetRow) *Block {
	b := &Block{Sheet: s, Top: heads[0].number, Bottom: heads[len(heads)-1].number, No: -1, Label: -1}
	if len(body) > 0 {
		b.Last = body[len(body)-1].number
	}
	named, numbered := heads, false
	if shapeOf(heads[len(heads)-1].cells) == shapeNumbers {
		named, numbered = heads[:len(heads)-1], true
	}
	b.readColumns(cols, named)
	if numbered && b.alike() > 1 { // the numbers are what tells the columns apart: 1 … 19 under «Tiêu chí»
		b.Columns = nil
		b.readColumns(cols, heads)
	}
	b.countColumns(body)
	kept := b.Columns[:0]
	for _, c := range b.Columns {
		if len(c.Path) > 0 || c.Figures > 0 {
			kept = append(kept, c)
		}
	}
	b.Columns = kept
	b.findLabels(body)
	b.readLines(body)
	paths := make([][]string, len(b.Columns))
	for i := range b.Columns {
		paths[i] = b.Columns[i].Path
	}
	keys, nth := pathKeys(paths)
	for i := range b.Columns {
		b.Columns[i].key, b.Columns[i].Nth = keys[i], nth[i]
	}
	return b
}

// readColumns reads the headings over each column.
func (b *Block) readColumns(cols []int, heads []sheetRow) {
	for _, col := range cols {
		c := BlockColumn{Col: col}
		last := Cell{}
		for i, r := range heads {
			h, ok := b.Sheet.At(r.number, col)
			if ok && strings.TrimSpace(h.Raw) == "" {
				ok = false
			}
			if !ok {
				h, ok = b.toTheLeft(heads, i, cols[0], col)
			}
			if !ok || h.Row == last.Row && h.Col == last.Col {
				continue
			}
			last = h
			c.Path = append(c.Path, oneSpace(h.Raw))
			c.Head = Cell{Row: h.Row, Col: col}.Ref()
		}
		b.Columns = append(b.Columns, c)
	}
}

// toTheLeft is the heading that a group of columns had before its merge was undone: the nearest to the left that has
// headings under it, as the column itself has.
func (b *Block) toTheLeft(heads []sheetRow, i, first, col int) (Cell, bool) {
	own := func(col int) bool {
		for _, r := range heads[i+1:] {
			if c, ok := find(r.cells, col); ok && strings.TrimSpace(c.Raw) != "" {
				return true
			}
		}
		return false
	}
	if !own(col) {
		return Cell{}, false
	}
	for left := col - 1; left >= first; left-- {
		c, ok := b.Sheet.At(heads[i].number, left)
		if !ok || strings.TrimSpace(c.Raw) == "" {
			if !own(left) {
				return Cell{}, false
			}
			continue
		}
		if m, merged := b.Sheet.MergeAt(c.Row, c.Col); merged && (m.FirstCol != m.LastCol || m.LastRow != m.FirstRow) || !own(left) {
			return Cell{}, false
		}
		return c, true
	}
	return Cell{}, false
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// alike counts the columns that have the same headings as another.
func (b *Block) alike() int {
	n, seen := 0, map[string]bool{}
	for i := range b.Columns {
		k := strings.Join(b.Columns[i].Path, "\x00")
		if k != "" && seen[k] {
			n++
		}
		seen[k] = true
	}
	return n
}

func (b *Block) countColumns(body []sheetRow) {
	at := make(map[int]*BlockColumn, len(b.Columns))
	for i := range b.Columns {
		at[b.Columns[i].Col] = &b.Columns[i]
	}
	for _, r := range body {
		for _, c := range r.cells {
			k := at[c.Col]
			switch {
			case k == nil || strings.TrimSpace(c.Raw) == "" && !c.HasFormula:
			case isFigure(c) || c.HasFormula && c.Kind != KindText:
				k.Figures++
				if c.IsDate {
					k.Dates++
				}
			default:
				k.Texts++
			}
		}
	}
}

// findLabels finds the columns of numbers and of labels among the first ones.
func (b *Block) findLabels(body []sheetRow) {
	numbers, words, lines := make([]int, len(b.Columns)), make([]int, len(b.Columns)), 0
	for _, r := range body {
		if shapeOf(r.cells) != shapeData {
			continue
		}
		lines++
		for i := range b.Columns {
			c, ok := find(r.cells, b.Columns[i].Col)
			switch {
			case !ok || strings.TrimSpace(c.Raw) == "":
			case numberingOf(c.Raw) != "" && !c.HasFormula:
				numbers[i]++
			case c.Kind == KindText && !isFigure(c):
				words[i]++
			}
		}
	}
	for i := range b.Columns {
		if key := makeKey(strings.Join(b.Columns[i].Path, " ")); i < 3 && b.No < 0 && (key == "tt" || key == "" && 2*numbers[i] > lines) {
			b.No = i
			continue
		}
		if b.Label < 0 && words[i] > 0 && 2*words[i] >= lines && (i < 4 || b.No < 0) {
			b.Label = i
		}
	}
	if b.Label < 0 {
		for i := range b.Columns {
			if i != b.No && words[i] > 0 && (b.Label < 0 || words[i] > words[b.Label]) {
				b.Label = i
			}
		}
	}
}

// readLines reads the lines under the headings.
func (b *Block) readLines(body []sheetRow) {
	section := ""
	type open struct {
		level int
		label string
	}
	var above []open
	for _, r := range body {
		l := BlockLine{Row: r.number}
		filled := 0
		first := ""
		for i := range b.Columns {
			c, ok := find(r.cells, b.Columns[i].Col)
			if !ok || strings.TrimSpace(c.Raw) == "" && !c.HasFormula {
				continue
			}
			filled++
			if first == "" {
				first = oneSpace(c.Raw)
			}
			switch {
			case i == b.No:
				l.No = strings.TrimSpace(c.Raw)
			case i == b.Label:
				l.Label = oneSpace(c.Raw)
			case isFigure(c) || c.HasFormula && c.Kind != KindText:
				l.Figures++
			default:
				l.Texts++
			}
		}
		if filled == 0 {
			continue
		}
		if l.Label == "" && b.Label >= 0 { // a label merged over the columns beside it, or written in the column of numbers
			if c, ok := b.Sheet.At(r.number, b.Columns[b.Label].Col); ok && c.Row == r.number && c.Kind == KindText {
				l.Label = oneSpace(c.Raw)
			}
			if l.Label == "" && l.No != "" && numberingOf(l.No) == "" {
				l.Label, l.No = l.No, ""
			}
		}
		if l.Section = l.Figures == 0 && l.Texts == 0; l.Section && l.Label == "" {
			l.Label = first
		}
		level := levelOf(l.No, l.Label)
		for len(above) > 0 && (level < 0 || above[len(above)-1].level >= level) {
			above = above[:len(above)-1]
		}
		if l.Section && level <= 0 {
			section, above = l.Label, nil
		}
		if section != "" && !l.Section {
			l.Path = append(l.Path, section)
		}
		if n := len(above); n > 0 {
			l.Path = append(l.Path, above[n-1].label)
		}
		l.Path = append(l.Path, l.Label)
		if level >= 0 && l.Label != section {
			above = append(above, open{level, l.Label})
		}
		b.Lines = append(b.Lines, l)
	}
	b.trimNotes()
	paths := make([][]string, len(b.Lines))
	for i := range b.Lines {
		paths[i] = b.Lines[i].Path
	}
	keys, nth := pathKeys(paths)
	for i := range b.Lines {
		b.Lines[i].key, b.Lines[i].Nth = keys[i], nth[i]
	}
}

// trimNotes drops the lines of words under the last line that says something: notes, signatures.
func (b *Block) trimNotes() {
	for n := len(b.Lines); n > 0; n-- {
		if l := &b.Lines[n-1]; !l.Section && (l.Figures > 0 || numberingOf(l.No) != "" || l.Texts > 2) {
			return
		}
		b.Lines = b.Lines[:n-1]
	}
}

// levelOf is how deep a line stands by its number: Roman, whole, dotted, letter, stroke; -1 if it has none.
func levelOf(no, label string) int {
	key := noKey(no)
	if key == "" {
		if strings.HasPrefix(label, "-") || strings.HasPrefix(label, "+") {
			return 4
		}
		return -1
	}
	switch {
	case len(no) == 1 && no[0] >= 'A' && no[0] <= 'Z' && numberKind(key) == "letter":
		return 0
	case numberKind(key) == "roman":
		return 0
	case numberKind(key) == "whole":
		return 1
	case numberKind(key) == "dotted":
		return 2
	}
	return 3
}

// setAbove keeps the words above the block; of several blocks side by side each takes those over its own columns,
// if there are any.
func (b *Block) setAbove(above []Cell, shared bool) {
	first, last := b.Columns[0].Col, b.Columns[len(b.Columns)-1].Col
	b.Above = above
	if shared {
		var own []Cell
		for _, c := range above {
			if c.Col >= first && c.Col <= last {
				own = append(own, c)
			}
		}
		if len(own) > 0 {
			b.Above = own
		}
	}
	for i := len(b.Above) - 1; i >= 0; i-- {
		if c := b.Above[i]; c.Kind == KindText && !saysMeasure(c.Raw) && !strings.HasPrefix(c.Raw, "(") {
			b.Title = oneSpace(c.Raw)
			break
		}
	}
}

// saysMeasure recognises «Đơn vị tính: triệu đồng».
func saysMeasure(text string) bool {
	k := makeKey(strings.Trim(text, "() "))
	return strings.HasPrefix(k, "đơn vị tính") || strings.HasPrefix(k, "đvt") || strings.HasPrefix(k, "đơn vị:") && moneyScale(k) != ""
}

// Measure is what the words above the block say of its unit of measure; "" if they do not.
func (b *Block) Measure() (text, cell string) {
	for i := len(b.Above) - 1; i >= 0; i-- {
		if c := b.Above[i]; c.Kind == KindText && len(c.Raw) < 120 && saysMeasure(c.Raw) {
			return oneSpace(c.Raw), c.Ref()
		}
	}
	return "", ""
}
