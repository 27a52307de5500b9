package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// layoutSheets is fault 3.
func layoutSheets() []Variant {
	rename := func(to string) Variant {
		return layout(3, "sheet tên «"+to+"»", func(d *Doc, sheet string, r *rand.Rand) bool {
			if slices.Contains(d.book.GetSheetList(), to) || d.busy["sheet|"+sheet] {
				return false
			}
			d.rename(sheet, to)
			d.busy["sheet|"+to] = true
			return true
		})
	}
	return []Variant{
		rename("Sheet2"), rename("Biểu 02 (mới)"), rename("nguồn lực T5"), rename("Bieu3"),
		{Name: "đổi tên mọi sheet", Do: func(d *Doc, r *rand.Rand) bool {
			for i, s := range d.sheets() {
				d.rename(s, "Sheet"+string(rune('A'+i)))
			}
			return d.inject(Injected{Fault: 3, Variant: "đổi tên mọi sheet", Wrote: "SheetA, SheetB …", Expect: expectFile()})
		}},
		{Name: "đổi thứ tự sheet", Do: func(d *Doc, r *rand.Rand) bool {
			s := d.sheets()
			d.own()
			must(d.book.MoveSheet(s[len(s)-1], s[0]))
			return d.inject(Injected{Fault: 3, Variant: "đổi thứ tự sheet", Wrote: s[len(s)-1] + " lên đầu", Expect: expectFile()})
		}},
		{Name: "thêm sheet nháp", Do: func(d *Doc, r *rand.Rand) bool {
			if slices.Contains(d.book.GetSheetList(), "nháp") {
				return false
			}
			d.own()
			_, err := d.book.NewSheet("nháp")
			must(err)
			for i, t := range []string{"việc tuần này", "gọi lại huyện", "hộ nghèo thôn 1: 5", "12", "345"} {
				d.set(Spot{"nháp", i + 1, 1}, "text", t)
			}
			d.set(Spot{"nháp", 2, 2}, "number", "125")
			return d.inject(Injected{Fault: 3, Variant: "thêm sheet nháp", Sheet: "nháp", Wrote: "ghi chép riêng", Expect: expectFile(), Notes: []Allowed{{ID: "S5", Sheet: "nháp"}}})
		}},
		{Name: "thêm bản chép của sheet, số khác", Do: copiedSheet},
		{Name: "ẩn sheet có số liệu", Do: func(d *Doc, r *rand.Rand) bool {
			s := d.sheets()
			sheet := s[1+r.IntN(len(s)-1)]
			if !d.hasFigures(sheet) {
				return false
			}
			d.own()
			must(d.book.SetSheetVisible(sheet, false))
			return d.inject(Injected{Fault: 3, Variant: "ẩn sheet có số liệu", Sheet: sheet, Wrote: "ẩn", Notes: []Allowed{{ID: "S6", Sheet: sheet}},
				Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"S6"}, At: []Place{{Sheet: sheet}}}, {Kind: ExpectValue, Keys: d.keysOn(sheet)}}})
		}},
		{Name: "ẩn dòng có số liệu", Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool { return d.figure(k) && k.Table != ntm.FieldsTable })
			if !ok {
				return false
			}
			s := d.at[k]
			d.own()
			must(d.book.SetRowVisible(s.Sheet, s.Row, false))
			d.take(k)
			return d.inject1(3, "ẩn dòng có số liệu", k, "ẩn dòng", []Expect{{Kind: ExpectFinding, IDs: []string{"S6"}, At: []Place{{Sheet: s.Sheet}}}, {Kind: ExpectValue, Keys: []Key{k}}})
		}},
		{Name: "xóa sheet", Do: func(d *Doc, r *rand.Rand) bool {
			s := d.sheets()
			sheet := s[1+r.IntN(len(s)-1)]
			if !d.takeSheet(sheet) {
				return false
			}
			in := Injected{Fault: 3, Variant: "xóa sheet", Sheet: sheet, Wrote: "xóa", Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"S1"}}}}
			for _, id := range d.onSheet(sheet) {
				in.Follows = append(in.Follows, arithmetic(id)...)
				delete(d.areas, id)
			}
			in.Follows = append(in.Follows, anywhere("X1", "V1", "V2", "S1", "L1", "L1a", "X4", "X5", "P9", "K5")...)
			for _, k := range append(d.keysOn(sheet), d.counts()...) {
				if d.at[k].Sheet == sheet || d.areas[k.Table] == nil {
					d.changed[k] = Nothing
					delete(d.at, k)
				}
			}
			d.own()
			must(d.book.DeleteSheet(sheet))
			return d.inject(in)
		}},
	}
}

// counts are the keys of how many rows lists have, and their totals.
func (d *Doc) counts() []Key {
	var out []Key
	for k := range d.Base.Right {
		if k.Row == countRow || k.Row == totalRow {
			out = append(out, k)
		}
	}
	return out
}

func (d *Doc) hasFigures(sheet string) bool {
	return slices.ContainsFunc(d.keysOn(sheet), func(k Key) bool { return d.figure(k) })
}

// copiedSheet leaves an older copy of a sheet in the file: nobody can know which one holds.
func copiedSheet(d *Doc, r *rand.Rand) bool {
	k, ok := d.plain(r, func(k Key) bool { return k.Table != ntm.FieldsTable }, ntm.TypeCount, ntm.TypeMoney)
	if !ok {
		return false
	}
	sheet := d.at[k].Sheet
	if !d.takeSheet(sheet) {
		return false
	}
	d.own()
	to, err := d.book.NewSheet("bản cũ")
	must(err)
	from, err := d.book.GetSheetIndex(sheet)
	must(err)
	must(d.book.CopySheet(from, to))
	n, _ := d.number(k)
	s := d.at[k]
	d.set(Spot{"bản cũ", s.Row, s.Col}, "number", n.Add(decimal.NewFromInt(7)).String())
	return d.inject(Injected{Fault: 3, Variant: "thêm bản chép của sheet, số khác", Sheet: "bản cũ", Wrote: "bản chép của " + sheet,
		Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"S7"}, At: []Place{{Sheet: sheet}, {Sheet: "bản cũ"}}}}, Follows: anywhere("S7", "S6"), Notes: anywhere("S4", "S5")})
}

// layoutColumns is fault 32.
func layoutColumns() []Variant {
	return []Variant{
		{Name: "thêm cột riêng", Do: func(d *Doc, r *rand.Rand) bool {
			id, column, ok := d.someColumn(r)
			if !ok {
				return false
			}
			a := d.areas[id]
			col := a.Col[column]
			name, _ := excelize.ColumnNumberToName(col)
			d.own()
			must(d.book.InsertCols(a.Sheet, name, 1))
			d.shiftColumns(a.Sheet, col, 1)
			d.set(Spot{a.Sheet, a.First - 2, col}, "text", "Số liệu riêng của xã")
			d.set(Spot{a.Sheet, a.First, col}, "number", "77")
			return d.inject(Injected{Fault: 32, Variant: "thêm cột riêng", Sheet: a.Sheet, Wrote: "cột «Số liệu riêng của xã»", Expect: expectFile(),
				Notes: []Allowed{{ID: "S5", Sheet: a.Sheet}, {ID: "S4", Sheet: a.Sheet}}})
		}},
		{Name: "xóa cột", Do: func(d *Doc, r *rand.Rand) bool { return d.lostColumn(r, "xóa cột") }},
		{Name: "đổi hẳn tiêu đề cột", Do: func(d *Doc, r *rand.Rand) bool { return d.lostColumn(r, "đổi hẳn tiêu đề cột") }},
		{Name: "đổi chỗ hai cột", Do: swappedColumns},
	}
}

// someColumn is a column of figures that stands under one heading of its own, in a table alone on its sheet.
func (d *Doc) someColumn(r *rand.Rand) (id, column string, ok bool) {
	k, ok := d.plain(r, func(k Key) bool {
		return len(d.column(k).Title) == 1 && len(d.onSheet(d.at[k].Sheet)) == 1 && k.Table != ntm.FieldsTable
	}, ntm.TypeCount, ntm.TypeMoney)
	if !ok || !d.takeSheet(d.at[k].Sheet) {
		return "", "", false
	}
	return k.Table, k.Column, true
}

// shiftColumns moves what stands at or right of a column.
func (d *Doc) shiftColumns(sheet string, col, by int) {
	for k, s := range d.at {
		if s.Sheet == sheet && s.Col >= col {
			s.Col += by
			d.at[k] = s
		}
	}
	for _, a := range d.areas {
		for c, n := range a.Col {
			if a.Sheet == sheet && n >= col {
				a.Col[c] = n + by
			}
		}
	}
}

// columnKeys are the figures of a column.
func (d *Doc) columnKeys(table, column string) []Key {
	var out []Key
	for _, k := range d.order {
		if k.Table == table && k.Column == column {
			out = append(out, k)
		}
	}
	return out
}

func (d *Doc) lostColumn(r *rand.Rand, how string) bool {
	id, column, ok := d.someColumn(r)
	if !ok {
		return false
	}
	a := d.areas[id]
	col := a.Col[column]
	in := Injected{Fault: 32, Variant: how, Sheet: a.Sheet, Wrote: column, Follows: append(arithmetic(id), Allowed{ID: "S5"}, Allowed{ID: "S4"}),
		Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"S2"}, At: []Place{{Sheet: a.Sheet}}}}}
	if h, ok := d.heading(Key{id, a.Rows[0], column}); ok && how != "xóa cột" {
		d.set(h, "text", "Chỉ số hoạt động")
	} else {
		name, _ := excelize.ColumnNumberToName(col)
		d.own()
		must(d.book.RemoveCol(a.Sheet, name))
	}
	if how == "xóa cột" {
		for k := range d.Base.Right {
			if k.Table == id && k.Column == column {
				d.changed[k] = Nothing
				delete(d.at, k)
			}
		}
		d.shiftColumns(a.Sheet, col+1, -1)
		return d.inject(in)
	}
	in.Expect = []Expect{{Kind: ExpectTold, Keys: d.columnKeys(id, column)}} // the name of the column still tells which it is
	in.Notes = []Allowed{{ID: "S2", Sheet: a.Sheet}}
	return d.inject(in)
}

// swappedColumns lets two columns of figures change places with their headings.
func swappedColumns(d *Doc, r *rand.Rand) bool {
	for _, p := range [][3]string{{"dan_gop", "so_luong", "don_gia"}, {"tong_tieu_chi", "so_nt", "so"}, {"nguon_von", "ke_hoach", "ket_qua"}, {"thon", "tc_dat", "tc_tong"}} {
		a := d.areas[p[0]]
		if a == nil || len(a.Rows) == 0 || !d.takeTable(p[0]) {
			continue
		}
		c1, c2 := a.Col[p[1]], a.Col[p[2]]
		for row := a.Head; row < a.First+len(a.Rows); row++ {
			s1, s2 := Spot{a.Sheet, row, c1}, Spot{a.Sheet, row, c2}
			if d.isFormula(s1) || d.isFormula(s2) {
				d.swapFormulas(s1, s2)
				continue
			}
			t1, t2 := d.text(s1), d.text(s2)
			if strings.HasPrefix(t1, "(") {
				continue
			}
			d.set(s1, kindOf(t2), t2)
			d.set(s2, kindOf(t1), t1)
		}
		a.Col[p[1]], a.Col[p[2]] = c2, c1
		for k, s := range d.at {
			if k.Table == p[0] && (k.Column == p[1] || k.Column == p[2]) {
				s.Col = a.Col[k.Column]
				d.at[k] = s
			}
		}
		return d.inject(Injected{Fault: 32, Variant: "đổi chỗ hai cột", Sheet: a.Sheet, Wrote: p[1] + " ↔ " + p[2], Expect: expectValue(d.keysOf(p[0])...)})
	}
	return false
}

// swapFormulas lets the totals of two columns change places; they are typed then.
func (d *Doc) swapFormulas(s1, s2 Spot) {
	t1, t2 := d.text(s1), d.text(s2)
	d.set(s1, kindOf(t2), t2)
	d.set(s2, kindOf(t1), t1)
}

// kindOf tells whether a raw text of a cell is a number.
func kindOf(t string) string {
	if t == "" {
		return "blank"
	}
	if _, err := decimal.NewFromString(t); err == nil {
		return "number"
	}
	return "text"
}
