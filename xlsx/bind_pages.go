package xlsx

import (
	"sort"
	"strconv"

	"bieuxa/ntm"
)

// joinPages joins the bands that are one table printed over several pages: the same headings stand once
// more in the same columns of the sheet, and the rows under them go on where those above them ended. Any
// other second band stays, to be told.
func (r *reading) joinPages(bands []*band) []*band {
	order := append([]*band(nil), bands...)
	sort.SliceStable(order, func(i, j int) bool { return order[i].top < order[j].top })
	joined := map[*band]bool{}
	for i, b := range order {
		if joined[b] {
			continue
		}
		end := b.bottom
		for _, o := range order[i+1:] {
			if o.keys != b.keys || o.sheet != b.sheet || joined[o] || o.top <= end || !sameColumns(b, o) || !r.goesOn(b, end, o) {
				continue
			}
			from := r.pageTop(b, end, o)
			b.pages = append(b.pages, Span{from, o.bottom})
			joined[o], end = true, o.bottom
			b.tell(r.finding("S4", ntm.Note, r.place(o.sheet.Name, Cell{Row: o.top, Col: o.firstCol()}.Ref()), "variant", "page", "how", "page"), "page "+strconv.Itoa(o.top), "")
		}
	}
	if len(joined) == 0 {
		return bands
	}
	kept := bands[:0:0]
	for _, b := range bands {
		if !joined[b] {
			kept = append(kept, b)
		}
	}
	return kept
}

func sameColumns(a, b *band) bool {
	for i := range a.cols {
		if b.cols[i] != 0 && a.cols[i] != b.cols[i] {
			return false
		}
	}
	return true
}

func (b *band) firstCol() int {
	first := 0
	for _, col := range b.cols {
		if col > 0 && (first == 0 || col < first) {
			first = col
		}
	}
	return first
}

// goesOn reports that the rows under o follow those of b below the row end: the numbers of a list go on,
// the rows of a fixed table are others.
func (r *reading) goesOn(b *band, end int, o *band) bool {
	if k := b.keys; k.t.Shape == ntm.ShapeList {
		if k.no < 0 || b.cols[k.no] == 0 {
			return false
		}
		last, known := 0, false
		for _, n := range r.numbersIn(b, end+1, o.top-1) {
			last, known = n, true
		}
		next := r.numbersIn(b, o.bottom+1, o.bottom+2*listGap)
		return known && len(next) > 0 && next[0] > 1 && next[0] == last+1
	}
	above := r.rowsIn(b, end+1, o.top-1)
	below := r.rowsIn(b, o.bottom+1, o.sheet.LastRow())
	for label := range below {
		if above[label] {
			return false
		}
	}
	return len(above) > 0 && len(below) > 0
}

// numbersIn are the whole numbers in the column TT of the rows, without the row «(1) (2) (3)».
func (r *reading) numbersIn(b *band, from, to int) []int {
	var out []int
	for i := b.sheet.firstFrom(from); i < len(b.sheet.rows) && b.sheet.rows[i].number <= to; i++ {
		l := line{number: b.sheet.rows[i].number, cells: b.sheet.rows[i].cells}
		text := r.textAt(b.sheet, l, b.cols[b.keys.no])
		if n, err := strconv.Atoi(noKey(text)); err == nil && !r.isNumberRow(b, l) {
			out = append(out, n)
		}
	}
	return out
}

// rowsIn are the rows of a fixed table, by number and label, that stand in the rows of the sheet.
func (r *reading) rowsIn(b *band, from, to int) map[string]bool {
	k := b.keys
	out := map[string]bool{}
	if k.label < 0 || b.cols[k.label] == 0 {
		return out
	}
	for i := b.sheet.firstFrom(from); i < len(b.sheet.rows) && b.sheet.rows[i].number <= to; i++ {
		l := line{number: b.sheet.rows[i].number, cells: b.sheet.rows[i].cells}
		label := r.key(r.textAt(b.sheet, l, b.cols[k.label]))
		if label == "" || !k.has(label) {
			continue
		}
		no := ""
		if k.no >= 0 {
			no = noKey(r.textAt(b.sheet, l, b.cols[k.no]))
		}
		out[no+" "+label] = true
	}
	return out
}

// pageTop is the first row of what stands over the headings of a new page: its title, the form's number.
func (r *reading) pageTop(b *band, end int, o *band) int {
	top := o.top
	for top-1 > end && top > o.top-8 {
		l := line{number: top - 1, cells: b.sheet.Row(top - 1)}
		b.aside = map[int]int{}
		r.count(b, &l)
		if l.figures > 0 {
			break
		}
		if k := b.keys.no; k >= 0 && isNumbering(noKey(r.textAt(b.sheet, l, b.cols[k]))) {
			break
		}
		if len(l.cells) > 0 && b.keys.has(r.key(r.textAt(b.sheet, l, b.cols[max(b.keys.label, 0)]))) {
			break
		}
		top--
	}
	return top
}
