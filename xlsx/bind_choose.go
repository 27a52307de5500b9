package xlsx

import (
	"math"
	"sort"
	"strings"

	"bieuxa/ntm"
)

// chooseBands reads every usable band and chooses one for each table. A band left out is told.
func (r *reading) chooseBands() []*band {
	usable := r.joinPages(r.usableBands())
	for _, b := range usable {
		r.limit(b, usable)
		r.readBand(b)
	}
	chosen := make([]*band, len(r.tables))
	for i := range r.tables {
		var mine []*band
		for _, b := range usable {
			if b.keys.at == i {
				mine = append(mine, b)
			}
		}
		r.bands[i] = mine
		chosen[i] = r.chooseBand(mine)
	}
	return chosen
}

// usableBands repairs the bands and keeps those that can be read; where bands of two tables lie on the
// same headings, the one that accounts for more of its columns stays.
func (r *reading) usableBands() []*band {
	var all, usable []*band
	for _, bands := range r.bands {
		all = append(all, bands...)
	}
	for _, b := range all {
		b.own = r.ownLabels(b, all)
	}
	fuller(all)
	var whole []*band
	for _, b := range all {
		if len(b.of) == len(b.cols) {
			whole = append(whole, b)
		} else if overlapsAny(b, whole) {
			continue
		}
		r.repair(b)
		if r.usable(b) {
			usable = append(usable, b)
		}
	}
	fuller(usable)
	var kept []*band
	has := make([]bool, len(r.tables))
	for _, b := range usable {
		if !overlapsAny(b, kept) {
			kept = append(kept, b)
			has[b.keys.at] = true
		}
	}
	for i, k := range r.tables {
		if has[i] {
			continue
		}
		if b := r.bandByName(k); b != nil && !overlapsAny(b, kept) {
			kept = append(kept, b)
		}
	}
	return kept
}

// fuller sorts bands by the share of their columns that was found, then by their number, then by the
// row labels that tell tables with the same headings apart.
func fuller(bands []*band) {
	sort.SliceStable(bands, func(i, j int) bool {
		a, b := bands[i], bands[j]
		if x, y := len(a.of)*len(b.cols), len(b.of)*len(a.cols); x != y {
			return x > y
		}
		if len(a.of) != len(b.of) {
			return len(a.of) > len(b.of)
		}
		return a.own > b.own
	})
}

// usable reports that half the columns were found, those that name the rows among them.
func (r *reading) usable(b *band) bool {
	if 2*len(b.of) < len(b.cols) {
		return false
	}
	if b.keys.t.Shape != ntm.ShapeList {
		return b.keys.label < 0 || b.cols[b.keys.label] > 0 || r.findLabels(b)
	}
	for _, col := range b.keys.identity {
		if b.cols[col] > 0 {
			return true
		}
	}
	return len(b.keys.identity) == 0
}

// findLabels finds the column of row labels by the labels themselves.
func (r *reading) findLabels(b *band) bool {
	found := map[int]int{}
	for i := b.sheet.firstFrom(b.bottom + 1); i < len(b.sheet.rows); i++ {
		for _, c := range b.sheet.rows[i].cells {
			if _, taken := b.of[c.Col]; !taken && c.Kind == KindText && b.keys.has(r.key(c.Raw)) {
				found[c.Col]++
			}
		}
	}
	for col, n := range found {
		if 2*n >= len(b.keys.rowLabel) && n > 1 {
			head := Cell{Row: b.bottom, Col: col}
			b.bind(b.keys.label, head)
			def := &b.keys.t.Columns[b.keys.label]
			f := r.finding("S4", ntm.Note, r.place(b.sheet.Name, head.Ref()), "column", def.Heading(), "how", "rows")
			b.tell(f, "", def.Code)
			return true
		}
	}
	return false
}

// limit ends the table above the next one in the same columns.
func (r *reading) limit(b *band, others []*band) {
	b.limit = math.MaxInt
	for _, o := range others {
		if o != b && o.sheet == b.sheet && o.top > b.bottom && sharesColumns(o, b) {
			b.limit = min(b.limit, o.top-1)
		}
	}
}

func (r *reading) readBand(b *band) {
	b.grid = &ntm.Grid{Table: b.keys.t, Found: true, Place: r.place(b.sheet.Name, r.headingRef(b))}
	r.missingColumns(b)
	r.otherMoney(b)
	if b.keys.t.Shape == ntm.ShapeList {
		r.readList(b)
	} else {
		r.readRows(b)
	}
	r.tellRivals(b)
	r.tellLinks(b)
}

// headingRef is the cell of the table's title, or of its first heading.
func (r *reading) headingRef(b *band) string {
	first := Cell{}
	for i := range b.heads {
		if h := b.heads[i]; b.cols[i] > 0 && (first.Col == 0 || h.Row < first.Row || h.Row == first.Row && h.Col < first.Col) {
			first = h
		}
	}
	if b.keys.title != "" {
		for row := b.top - 1; row > 0 && row >= b.top-3; row-- {
			for _, c := range b.sheet.Row(row) {
				if c.Kind == KindText && r.key(c.Raw) == b.keys.title {
					return c.Ref()
				}
			}
		}
	}
	return first.Ref()
}

// otherMoney blocks a table of money whose «Đơn vị tính» says another scale than the definition's:
// its figures would be read a thousand or a million times too large or too small.
func (r *reading) otherMoney(b *band) {
	want := moneyScale(r.key(b.keys.t.Sheet().UnitOfMeasure))
	if want == "" {
		return
	}
	for row := b.top - 1; row > 0 && row >= b.top-6; row-- {
		for _, c := range b.sheet.Row(row) {
			if c.Kind != KindText || len(c.Raw) > 80 {
				continue
			}
			k := r.key(c.Raw)
			if !strings.HasPrefix(k, r.unitWords[0]) && !strings.HasPrefix(k, r.unitWords[1]) {
				continue
			}
			if saw := moneyScale(k); saw != "" && saw != want {
				f := r.finding("S4", ntm.Block, r.place(b.sheet.Name, c.Ref()), "how", "unit", "variant", "unit", "table", tableTitle(b.keys.t))
				f.Saw, f.Want = strings.TrimSpace(c.Raw), b.keys.t.Sheet().UnitOfMeasure
				b.tell(f, "", "")
			}
			return
		}
	}
}

// moneyScale is the scale of a unit of money in a key; "" if it is no unit of money.
func moneyScale(key string) string {
	plain := ntm.Plain(key)
	for _, scale := range [...][2]string{{"ty dong", "9"}, {"ti dong", "9"}, {"trieu", "6"}, {"tr.d", "6"}, {"trd", "6"}, {"nghin", "3"}, {"ngan", "3"}, {" dong", "0"}, {": vnd", "0"}} {
		if strings.Contains(" "+plain, scale[0]) {
			return scale[1]
		}
	}
	return ""
}

// missingColumns tells of columns that were not found.
func (r *reading) missingColumns(b *band) {
	for i, at := range b.cols {
		if at > 0 {
			continue
		}
		col := &b.keys.t.Columns[i]
		severity := ntm.Explain
		switch {
		case col.Blank == ntm.BlankBlocks:
			severity = ntm.Block
		case col.Given != "":
			severity = ntm.Note
		}
		b.tell(r.finding("S2", severity, b.grid.Place, "column", col.Heading()), "", col.Code)
	}
}

// tellRivals tells of a second column with the same headings that says something else.
func (r *reading) tellRivals(b *band) {
	for _, v := range b.rivals {
		if _, taken := b.of[v.sheetCol]; taken || b.cols[v.col] == 0 {
			continue
		}
		for i := b.sheet.firstFrom(b.bottom + 1); i < len(b.sheet.rows) && b.sheet.rows[i].number <= b.limit; i++ {
			second, ok := find(b.sheet.rows[i].cells, v.sheetCol)
			first, _ := find(b.sheet.rows[i].cells, b.cols[v.col])
			if !ok || strings.TrimSpace(second.Raw) == "" || second.Raw == first.Raw || isNumbering(r.key(second.Raw)) && second.Row <= b.bottom+2 {
				continue
			}
			col := &b.keys.t.Columns[v.col]
			f := r.finding("S7", ntm.Block, r.place(b.sheet.Name, second.Ref()), "column", col.Heading(), "what", "column",
				"other", Cell{Row: second.Row, Col: b.cols[v.col]}.Ref())
			b.tell(f, "", col.Code)
			break
		}
	}
}

// chooseBand takes the band with the most headings and rows. Where two are as good and say different
// things, nobody can tell which one the unit means: that blocks.
func (r *reading) chooseBand(bands []*band) *band {
	if len(bands) == 0 {
		return nil
	}
	best := bands[0]
	for _, b := range bands[1:] {
		if better(b, best) {
			best = b
		}
	}
	for _, b := range bands {
		if b == best {
			continue
		}
		severity, why := ntm.Explain, "fewer"
		switch {
		case sameFigures(best.grid, b.grid):
			severity, why = ntm.Note, "same"
		case b.figures == 0:
			severity, why = ntm.Note, "empty"
		case !clearlyBetter(best, b):
			severity, why = ntm.Block, "different"
		}
		f := r.finding("S7", severity, b.grid.Place, "what", "table", "why", why, "variant", "table",
			"table", tableTitle(b.keys.t), "other", best.grid.Place.Sheet)
		best.tell(f, "", "")
	}
	return best
}

func tableTitle(t *ntm.Table) string {
	if t.Title != "" {
		return t.Title
	}
	return t.Sheet().Title
}

// clearlyBetter compares how much of the definition was found, not where or in which sheet.
func clearlyBetter(a, b *band) bool {
	return len(a.of) > len(b.of) || len(a.of) == len(b.of) && a.keys.t.Shape != ntm.ShapeList && a.rows > b.rows
}

func better(a, b *band) bool {
	if (a.figures == 0) != (b.figures == 0) {
		return b.figures == 0
	}
	if clearlyBetter(a, b) || clearlyBetter(b, a) {
		return clearlyBetter(a, b)
	}
	if (a.sheet.State == Visible) != (b.sheet.State == Visible) {
		return a.sheet.State == Visible
	}
	id := ntm.Fold(a.keys.t.Sheet().ID)
	return ntm.Fold(a.sheet.Name) == id && ntm.Fold(b.sheet.Name) != id
}

// sameFigures reports that two readings of a table say the same.
func sameFigures(a, b *ntm.Grid) bool {
	if len(a.Rows) != len(b.Rows) || a.Nil != b.Nil {
		return false
	}
	for _, row := range a.Rows {
		other, ok := b.Row(row.Key)
		if !ok {
			return false
		}
		for i := range row.Entries {
			if a.Table.Columns[i].Given == "" && !row.Entries[i].Same(other.Entries[i].Value) {
				return false
			}
		}
	}
	return true
}
