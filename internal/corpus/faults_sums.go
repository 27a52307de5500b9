package corpus

import (
	"math/rand/v2"
	"slices"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// totalKeys are the stated totals of fixed tables and of lists.
func (d *Doc) totalKeys(want func(k Key) bool) []Key {
	var out []Key
	for _, k := range d.order {
		def := d.rowDef(k)
		if n, ok := d.number(k); ok && def != nil && len(def.Sum) > 0 && !n.IsZero() && d.column(k).Formula == "" && !d.taken(k) && want(k) {
			out = append(out, k)
		}
	}
	return out
}

// typedTotals is fault 16: what is written is read, and told to be wrong.
func typedTotals() []Variant {
	off := func(name string, ids []string, pick func(d *Doc, r *rand.Rand) (Key, bool)) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := pick(d, r)
			if !ok {
				return false
			}
			n, _ := d.number(k)
			wrong := n.Add(decimal.NewFromInt(int64(2 + r.IntN(5))))
			right := d.right(k)
			d.keep = true
			d.set(d.at[k], "number", wrong.String())
			d.changed[k] = "=" + wrong.String()
			d.takeTable(k.Table)
			d.busy[k.Table] = true
			p := d.place(k)
			return d.inject1(16, name, k, wrong.String(), d.expectAt(k, ids...), follows(arithmetic(k.Table)...), follows(arithmetic("ho_ngheo")...),
				notes(Allowed{"G7a", p.Sheet, p.Cell}), // most totals of the form are formulas
				func(in *Injected) { in.Right = right })
		}}
	}
	one := func(table, row, col string) func(*Doc, *rand.Rand) (Key, bool) {
		return func(d *Doc, _ *rand.Rand) (Key, bool) {
			k := Key{table, row, col}
			_, ok := d.number(k)
			return k, ok && !d.taken(k)
		}
	}
	return []Variant{
		off("dòng cộng của bảng", []string{"K1"}, func(d *Doc, r *rand.Rand) (Key, bool) {
			ks := d.totalKeys(func(k Key) bool { return k.Table != "dau_tu_tw" || k.Row == "TONG" })
			if len(ks) == 0 {
				return Key{}, false
			}
			return ks[r.IntN(len(ks))], true
		}),
		off("dòng Tổng cộng của danh sách", []string{"G8"}, func(d *Doc, r *rand.Rand) (Key, bool) {
			for _, k := range []Key{{"thon", totalRow, "so_ho"}, {"no_dong", totalRow, "no"}, {"hop_phan", totalRow, "hd_tong"}} {
				if _, ok := d.number(k); ok && !d.taken(k) {
					return k, true
				}
			}
			return Key{}, false
		}),
		off("số tiêu chí đạt", []string{"C4"}, one("tong_tieu_chi", "dat", "so")),
		off("tỷ lệ hộ nghèo", []string{"P2"}, one("ho_ngheo", "ngheo", "ty_le")),
		off("hộ nghèo cuối kỳ", []string{"P1"}, one("ho_ngheo", "ngheo", "cuoi_ky")),
		off("tổng số hộ khác sheet 00", []string{"X1"}, one("dan_cu", "tong", "so_ho")),
		off("số thôn khác danh sách", []string{"V1"}, one("thong_tin", "so_thon", "gia_tri")),
	}
}

// restate changes a figure and everything that a formula makes of it.
func (d *Doc) restate(k Key, now decimal.Decimal) {
	d.overwrite(k, now)
	d.changed[k] = "=" + now.String()
}

// overwrite writes a figure and lets everything follow that a formula makes of it, as Excel does. What is right of the
// figure itself stays.
func (d *Doc) overwrite(k Key, now decimal.Decimal) {
	was, _ := d.number(k)
	for _, total := range d.sums(k) {
		if n, ok := d.number(total); ok {
			d.retotal(total, n.Sub(was).Add(now))
			d.rate(total)
		}
	}
	d.set(d.at[k], "number", now.String())
	d.wrote[k] = now
	d.rate(k)
}

// rate lets the rate of disbursement in the figure's row come out of what the file states.
func (d *Doc) rate(k Key) {
	to := Key{k.Table, k.Row, "ty_le"}
	if k.Table != "nguon_luc" || d.right(to) == Nothing {
		return
	}
	stated := func(column string) decimal.Decimal {
		o := Key{k.Table, k.Row, column}
		if n, ok := d.wrote[o]; ok {
			return n
		}
		n, _ := d.number(o)
		return n
	}
	if per := stated("kh_nam").Add(stated("chuyen_sang")).Add(stated("dieu_chinh")); !per.IsZero() {
		d.retotal(to, stated("gn_lk").Mul(decimal.NewFromInt(100)).DivRound(per, 2))
	}
}

// flows is fault 22: what belongs into one column stands in the other. What is written is read.
func flows() []Variant {
	change := func(name, id string, pick func(d *Doc, r *rand.Rand) (k, at Key, now decimal.Decimal, ok bool)) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			if len(d.District.Before) == 0 {
				return false
			}
			k, at, now, ok := pick(d, r)
			if !ok || !d.takeTable(k.Table) {
				return false
			}
			right := d.right(k)
			d.restate(k, now)
			return d.inject1(22, name, k, now.String(), d.expectAt(at, id), follows(arithmetic(k.Table)...), func(in *Injected) { in.Right = right })
		}}
	}
	money := func(from, to string) func(d *Doc, r *rand.Rand) (k, at Key, now decimal.Decimal, ok bool) {
		return func(d *Doc, r *rand.Rand) (k, at Key, now decimal.Decimal, ok bool) {
			k, ok = d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
				a, known := d.number(k)
				b, other := d.number(Key{k.Table, k.Row, from})
				return k.Table == "nguon_luc" && k.Column == to && known && other && !a.Equal(b)
			})
			if !ok {
				return k, k, now, false
			}
			now, _ = d.number(Key{k.Table, k.Row, from})
			at = k
			if to == "hd_ky" || to == "gn_ky" {
				at.Column = from
			}
			return k, at, now, true
		}
	}
	return []Variant{
		change("lũy kế ghi vào cột trong kỳ (huy động)", "K3", money("hd_lk", "hd_ky")),
		change("lũy kế ghi vào cột trong kỳ (giải ngân)", "K3", money("gn_lk", "gn_ky")),
		change("trong kỳ ghi vào cột lũy kế", "K3", money("hd_ky", "hd_lk")),
		change("đầu năm ghi vào cột đầu kỳ", "P5", func(d *Doc, r *rand.Rand) (k, at Key, now decimal.Decimal, ok bool) {
			k = Key{"ho_ngheo", "ngheo", "dau_ky"}
			a, known := d.number(k)
			now, ok = d.number(Key{"ho_ngheo", "ngheo", "dau_nam"})
			return k, k, now, ok && known && !a.Equal(now) && !d.taken(k)
		}),
		change("thoát nghèo cộng dồn từ đầu năm", "P1", func(d *Doc, r *rand.Rand) (k, at Key, now decimal.Decimal, ok bool) {
			k = Key{"ho_ngheo", "ngheo", "thoat"}
			n, known := d.number(k)
			return k, Key{"ho_ngheo", "ngheo", "cuoi_ky"}, n.Add(decimal.NewFromInt(4)), known && !d.taken(k)
		}),
	}
}

// sumRows is fault 23: a row that is no item stands in a list, or a part of one.
func sumRows() []Variant {
	row := func(label string) Variant {
		return Variant{Name: "dòng «" + label + "» trong danh sách", Do: func(d *Doc, r *rand.Rand) bool {
			lists := d.tables(func(t *ntm.Table) bool { return t.Shape == ntm.ShapeList })
			if len(lists) == 0 {
				return false
			}
			id := lists[r.IntN(len(lists))]
			t, _ := d.Def.Table(id)
			a := d.areas[id]
			line := a.First + len(a.Rows)
			if line > a.Last || !d.takeTable(id) {
				return false
			}
			s := Spot{a.Sheet, line, a.Col[t.Identity[0]]}
			d.keep = true
			d.set(s, "text", label)
			for i := range t.Columns {
				if c := &t.Columns[i]; c.Type.Numeric() && c.RollUp == ntm.RollSum && c.Formula == "" {
					d.sumInto(id, c.Code, line)
				}
			}
			count := Key{id, countRow, ""}
			return d.inject(Injected{Fault: 23, Variant: "dòng «" + label + "» trong danh sách", Sheet: a.Sheet, Cells: []string{s.Cell()}, Wrote: label,
				Right: "không phải dòng của danh sách", Expect: []Expect{{Kind: ExpectTold, Keys: []Key{count}, At: []Place{{a.Sheet, s.Cell()}}}},
				Notes: []Allowed{{"C1a", a.Sheet, ""}, {"S5", a.Sheet, ""}, {"G7a", a.Sheet, ""}}}) // its sums are typed
		}}
	}
	return []Variant{row("Tổng cộng"), row("CỘNG"), row("TỔNG SỐ"), row("Cộng:"), row("Trong đó: hộ nghèo"), row("Chia ra:")}
}

// sumInto writes the sum of a list's column into a line below it.
func (d *Doc) sumInto(table, column string, line int) {
	a := d.areas[table]
	sum, any := decimal.Zero, false
	for _, row := range a.Rows {
		if n, ok := d.number(Key{table, row, column}); ok {
			sum, any = sum.Add(n), true
		}
	}
	if any {
		d.set(Spot{a.Sheet, line, a.Col[column]}, "number", sum.String())
	}
}

// formulas is fault 15.
func formulas() []Variant {
	total := func(name, id string, write func(d *Doc, k Key)) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			ks := d.totalKeys(func(k Key) bool { return !feedsRate[k.Table+"/"+k.Column] && len(d.rowDef(k).Sum) == 2 })
			if len(ks) == 0 {
				return false
			}
			k := ks[r.IntN(len(ks))]
			expect, right := expectValue(k), d.right(k)
			if id != "" {
				expect = d.expectAt(k, id)
			}
			write(d, k)
			d.takeTable(k.Table)
			d.busy[k.Table] = true
			return d.inject1(15, name, k, "", expect, follows(arithmetic(k.Table)...), func(in *Injected) { in.Right = right })
		}}
	}
	cell := func(name string, ids []string, write func(d *Doc, k Key)) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.plain(r, nil, ntm.TypeCount, ntm.TypeMoney)
			if !ok {
				return false
			}
			expect, right := expectValue(k), d.right(k)
			if len(ids) > 0 {
				expect = d.expectAt(k, ids...)
			}
			write(d, k)
			d.take(k)
			return d.inject1(15, name, k, "", expect, follows(Allowed{ID: "K1"}, Allowed{ID: "G8"}), notes(Allowed{ID: "S8"}), func(in *Injected) { in.Right = right })
		}}
	}
	parts := func(d *Doc, k Key) string {
		var f string
		for i, row := range d.rowDef(k).Sum {
			if i > 0 {
				f += "+"
			}
			f += d.at[Key{k.Table, row, k.Column}].Cell()
		}
		return f
	}
	figure := func(d *Doc, k Key) string { n, _ := d.number(k); return n.String() }
	return []Variant{
		total("cộng đơn giản, không lưu kết quả", "", func(d *Doc, k Key) { d.formula(d.at[k], parts(d, k), "", true) }),
		total("kết quả lưu từ trước khi sửa số", "K1", func(d *Doc, k Key) {
			n, _ := d.number(k)
			d.formula(d.at[k], parts(d, k), n.Sub(decimal.NewFromInt(3)).String(), false)
			d.changed[k] = "=" + n.Sub(decimal.NewFromInt(3)).String()
		}),
		{Name: "cả tệp không lưu kết quả", Last: true, Do: noResults},
		cell("VLOOKUP không lưu kết quả", []string{"G5"}, func(d *Doc, k Key) {
			d.formula(d.at[k], `VLOOKUP("a",$X$1:$Z$9,2,0)`, "", true)
			d.changed[k] = Unsure
		}),
		cell("#REF!", []string{"G6"}, func(d *Doc, k Key) {
			d.formula(d.at[k], "#REF!+1", "#REF!", false)
			d.raw[len(d.raw)-1].kind = "e"
			d.changed[k] = Unsure
		}),
		cell("#REF! gõ dạng chữ", []string{"G6"}, func(d *Doc, k Key) {
			d.set(d.at[k], "text", "#REF!")
			d.changed[k] = Unsure
		}),
		cell("lấy số từ tệp khác, có lưu kết quả", nil, func(d *Doc, k Key) {
			d.formula(d.at[k], `'C:\Bao cao\[T4.xlsx]Sheet1'!$B$5`, figure(d, k), false)
		}),
		cell("lấy số từ tệp khác, không lưu kết quả", []string{"G5"}, func(d *Doc, k Key) {
			d.formula(d.at[k], `'C:\Bao cao\[T4.xlsx]Sheet1'!$B$5`, "", true)
			d.changed[k] = Unsure
		}),
		cell("công thức số học có kết quả", nil, func(d *Doc, k Key) {
			d.formula(d.at[k], figure(d, k)+"+0", figure(d, k), false)
		}),
	}
}

// noResults takes the results of all formulas out of the file, as libraries do that only write.
func noResults(d *Doc, _ *rand.Rand) bool {
	if len(d.raw) > 0 {
		return false
	}
	d.own()
	d.after = append(d.after, func(body []byte) ([]byte, error) { return repack(body, withoutResults) })
	for _, k := range slices.Concat(d.order) {
		if k.Table != "" && d.column(k).Formula != "" && d.right(k) == Nothing {
			delete(d.changed, k)
		}
	}
	return d.inject(Injected{Fault: 15, Variant: "cả tệp không lưu kết quả", Wrote: "công thức không có kết quả", Expect: expectFile()})
}
