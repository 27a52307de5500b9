package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// layout is a change of a sheet that alters nothing in what is said.
func layout(no int, name string, change func(d *Doc, sheet string, r *rand.Rand) bool, more ...func(*Injected)) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		sheets := d.sheets()
		sheet := sheets[r.IntN(len(sheets))]
		if !change(d, sheet, r) {
			return false
		}
		in := Injected{Fault: no, Variant: name, Sheet: sheet, Wrote: name, Expect: expectFile()}
		for _, m := range more {
			m(&in)
		}
		return d.inject(in)
	}}
}

// layoutHeads is fault 1.
func layoutHeads() []Variant {
	above := []string{"ỦY BAN NHÂN DÂN XÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "PHỤ LỤC (kèm theo Báo cáo số 15/BC-UBND)"}
	return []Variant{
		layout(1, "thêm dòng tên cơ quan, quốc hiệu", func(d *Doc, sheet string, r *rand.Rand) bool {
			n := 1 + r.IntN(len(above))
			d.insertRows(sheet, 1, n)
			for i := range n {
				d.set(Spot{sheet, i + 1, 1}, "text", above[i])
			}
			return true
		}),
		layout(1, "bỏ dòng đánh số cột", func(d *Doc, sheet string, _ *rand.Rand) bool {
			done := false
			for _, id := range d.onSheet(sheet) {
				a := d.areas[id]
				if strings.HasPrefix(d.text(Spot{sheet, a.First - 1, a.first()}), "(1)") {
					d.removeRow(sheet, a.First-1)
					done = true
				}
			}
			return done
		}),
		layout(1, "bỏ số biểu, nơi ban hành", func(d *Doc, sheet string, _ *rand.Rand) bool {
			d.removeRow(sheet, 1)
			d.removeRow(sheet, 1)
			return true
		}),
		layout(1, "bỏ gộp ô, chép tiêu đề vào từng ô", func(d *Doc, sheet string, _ *rand.Rand) bool { return d.unmerge(sheet, true) }),
		{Name: "bỏ gộp ô, tiêu đề chỉ ở ô đầu", Do: func(d *Doc, r *rand.Rand) bool {
			sheets := d.sheets()
			sheet := sheets[r.IntN(len(sheets))]
			if !d.takeSheet(sheet) || !d.unmerge(sheet, false) {
				return false
			}
			return d.inject(Injected{Fault: 1, Variant: "bỏ gộp ô, tiêu đề chỉ ở ô đầu", Sheet: sheet, Wrote: "bỏ gộp ô",
				Expect: []Expect{{Kind: ExpectTold, Keys: d.keysOn(sheet)}}, Notes: []Allowed{{ID: "S4", Sheet: sheet}, {ID: "S2", Sheet: sheet}}})
		}},
		layout(1, "thêm dòng trống giữa tên biểu và bảng", func(d *Doc, sheet string, _ *rand.Rand) bool {
			id := d.onSheet(sheet)[0]
			d.insertRows(sheet, d.areas[id].Head, 2)
			return true
		}),
	}
}

// onSheet are the tables of a sheet from the top.
func (d *Doc) onSheet(sheet string) []string {
	var out []string
	for id, a := range d.areas {
		if a.Sheet == sheet {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return d.areas[a].Head - d.areas[b].Head })
	return out
}

// first is the table's leftmost column.
func (a *Area) first() int {
	low := 1 << 14
	for _, c := range a.Col {
		low = min(low, c)
	}
	return low
}

// keysOn are the figures of a sheet.
func (d *Doc) keysOn(sheet string) []Key {
	var out []Key
	for _, k := range d.order {
		if d.at[k].Sheet == sheet {
			out = append(out, k)
		}
	}
	return out
}

// unmerge takes the merged cells of the headings apart; fill: what they said is copied into each cell.
func (d *Doc) unmerge(sheet string, fill bool) bool {
	merged, err := d.book.GetMergeCells(sheet)
	must(err)
	done := false
	for _, m := range merged {
		c1, r1, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
		c2, r2, _ := excelize.CellNameToCoordinates(m.GetEndAxis())
		inside := false
		for _, id := range d.onSheet(sheet) {
			a := d.areas[id]
			inside = inside || r1 >= a.Head && r2 < a.First
		}
		if !inside {
			continue
		}
		d.own()
		must(d.book.UnmergeCell(sheet, m.GetStartAxis(), m.GetEndAxis()))
		done = true
		for r := r1; fill && r <= r2; r++ {
			for c := c1; c <= c2; c++ {
				d.set(Spot{sheet, r, c}, "text", m.GetCellValue())
			}
		}
	}
	return done
}

// layoutRows is fault 2.
func layoutRows() []Variant {
	fixed := func(t *ntm.Table) bool { return t.Shape == ntm.ShapeFixed && t.ID != ntm.CriteriaTable }
	return []Variant{
		layout(2, "dòng trống giữa bảng", func(d *Doc, sheet string, r *rand.Rand) bool {
			id, row, ok := d.between(sheet, r)
			if ok {
				d.insertRows(sheet, row, 1)
				d.busy[id] = true
			}
			return ok
		}),
		layout(2, "ghi chú dưới bảng", func(d *Doc, sheet string, _ *rand.Rand) bool {
			ids := d.onSheet(sheet)
			a := d.areas[ids[len(ids)-1]]
			line := a.Last + 4
			d.insertRows(sheet, line, 2)
			d.set(Spot{sheet, line, 2}, "text", "Ghi chú: số liệu tính đến ngày chốt; năm trước 12 hộ chuyển đi.")
			return true
		}),
		{Name: "dòng con có số", Do: func(d *Doc, r *rand.Rand) bool { return subRow(d, r, true) }},
		{Name: "dòng con không có số", Do: func(d *Doc, r *rand.Rand) bool { return subRow(d, r, false) }},
		{Name: "xóa dòng của biểu", Do: func(d *Doc, r *rand.Rand) bool {
			ids := d.tables(fixed)
			if len(ids) == 0 {
				return false
			}
			id := ids[r.IntN(len(ids))]
			t, _ := d.Def.Table(id)
			var rows []string
			for i := range t.Rows {
				if len(t.Rows[i].Sum) == 0 {
					rows = append(rows, t.Rows[i].Code)
				}
			}
			row := rows[r.IntN(len(rows))]
			a := d.areas[id]
			if !d.takeTable(id) {
				return false
			}
			s := d.at[Key{id, row, "noi_dung"}]
			for _, k := range d.order {
				if k.Table == id && k.Row == row {
					d.changed[k] = Nothing
					delete(d.at, k)
				}
			}
			delete(d.at, Key{id, row, "noi_dung"})
			d.removeRow(s.Sheet, s.Row)
			return d.inject(Injected{Fault: 2, Variant: "xóa dòng của biểu", Sheet: a.Sheet, Wrote: "xóa dòng " + row,
				Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"S3"}, At: []Place{{Sheet: a.Sheet}}}}, Follows: append(arithmetic(id), arithmetic("ho_ngheo")...)})
		}},
		{Name: "xóa dòng của bộ tiêu chí", Do: removedCriterion},
		{Name: "đổi chỗ hai dòng", Do: swappedRows},
	}
}

// between is a row inside the body of a fixed table on the sheet.
func (d *Doc) between(sheet string, r *rand.Rand) (id string, row int, ok bool) {
	for _, id := range d.onSheet(sheet) {
		t, _ := d.Def.Table(id)
		if a := d.areas[id]; t.Shape == ntm.ShapeFixed && len(a.Rows) > 2 && !d.busy[id] {
			return id, a.First + 1 + r.IntN(len(a.Rows)-1), true
		}
	}
	return "", 0, false
}

func subRow(d *Doc, r *rand.Rand, figures bool) bool {
	k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
		return row != nil && d.figure(k) && k.Table != ntm.FieldsTable && k.Table != ntm.CriteriaTable && d.at[Key{k.Table, k.Row, "noi_dung"}].Row > 0
	})
	if !ok || !d.takeTable(k.Table) {
		return false
	}
	label := d.at[Key{k.Table, k.Row, "noi_dung"}]
	d.insertRows(label.Sheet, label.Row+1, 1)
	row := label.Row + 1
	d.set(Spot{label.Sheet, row, label.Col}, "text", "  - Trong đó: phần giao bổ sung")
	name, at := "dòng con không có số", []Place{{label.Sheet, Spot{label.Sheet, row, label.Col}.Cell()}}
	if figures {
		name, d.keep = "dòng con có số", true
		n, _ := d.number(k)
		s := Spot{label.Sheet, row, d.at[k].Col}
		d.set(s, "number", n.Div(n.Add(n)).Round(0).String())
		at = append(at, Place{s.Sheet, s.Cell()})
		for c := 1; c <= 4; c++ {
			at = append(at, Place{s.Sheet, Spot{s.Sheet, row, c}.Cell()})
		}
	}
	in := Injected{Fault: 2, Variant: name, Sheet: label.Sheet, Cells: []string{at[0].Cell}, Wrote: "Trong đó: phần giao bổ sung", Expect: expectValue(d.keysOf(k.Table)...)}
	if figures {
		in.Expect = append(in.Expect, Expect{Kind: ExpectFinding, IDs: []string{"C1a", "S5"}, At: at})
	} else {
		in.Notes = []Allowed{{"C1a", label.Sheet, at[0].Cell}}
	}
	return d.inject(in)
}

// keysOf are the figures of a table.
func (d *Doc) keysOf(table string) []Key {
	var out []Key
	for _, k := range d.order {
		if k.Table == table {
			out = append(out, k)
		}
	}
	return out
}

func removedCriterion(d *Doc, r *rand.Rand) bool {
	a := d.areas[ntm.CriteriaTable]
	t, ok := d.Def.Table(ntm.CriteriaTable)
	if !ok || a == nil || !d.takeSheet(a.Sheet) {
		return false
	}
	i := 1 + r.IntN(len(t.Rows)-1)
	row := t.Rows[i].Code
	s := d.at[Key{t.ID, row, "noi_dung"}]
	for _, k := range d.order {
		if k.Table == t.ID && k.Row == row {
			d.changed[k] = Nothing
			delete(d.at, k)
		}
	}
	delete(d.at, Key{t.ID, row, "noi_dung"})
	d.removeRow(s.Sheet, s.Row)
	return d.inject(Injected{Fault: 2, Variant: "xóa dòng của bộ tiêu chí", Sheet: s.Sheet, Wrote: "xóa dòng " + row,
		Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"C1", "S3"}, At: []Place{{Sheet: s.Sheet}}}}, Follows: arithmetic(t.ID), Notes: anywhere("S3", "C1")})
}

// swappedRows lets two rows of a table without formulas change places, numbers and labels and all.
func swappedRows(d *Doc, r *rand.Rand) bool {
	ids := d.tables(func(t *ntm.Table) bool {
		return slices.Contains([]string{"dan_gop", "tong_tieu_chi", "dau_tu_tw"}, t.ID)
	})
	if len(ids) == 0 {
		return false
	}
	id := ids[r.IntN(len(ids))]
	a := d.areas[id]
	i := 1 + r.IntN(len(a.Rows)-2)
	if !d.takeTable(id) {
		return false
	}
	one, two := a.Rows[i], a.Rows[i+1]
	for column := range a.Col {
		k1, k2 := Key{id, one, column}, Key{id, two, column}
		s1, s2 := Spot{a.Sheet, a.First + i, a.Col[column]}, Spot{a.Sheet, a.First + i + 1, a.Col[column]}
		t1, t2 := d.text(s1), d.text(s2)
		kind := func(t string, k Key) string {
			if c := d.column(k); t != "" && c != nil && d.typeOf(k).Numeric() {
				return kindOf(t)
			}
			return "text"
		}
		d.set(s1, kind(t2, k2), t2)
		d.set(s2, kind(t1, k1), t1)
		if d.at[k1].Row > 0 {
			d.at[k1] = s2
		}
		if d.at[k2].Row > 0 {
			d.at[k2] = s1
		}
	}
	return d.inject(Injected{Fault: 2, Variant: "đổi chỗ hai dòng", Sheet: a.Sheet, Wrote: fmt.Sprintf("%s sau %s", one, two), Expect: expectValue(d.keysOf(id)...)})
}
