package corpus

import (
	"math/rand/v2"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// statusWords is fault 13.
func statusWords() []Variant {
	is := func(status string, texts ...string) []Variant {
		var out []Variant
		for _, text := range texts {
			name := status + " ghi «" + text + "»"
			out = append(out, Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
				k, ok := d.status(r, status)
				if !ok {
					return false
				}
				d.set(d.at[k], "text", text)
				d.take(k)
				return d.inject1(13, name, k, text, expectValue(k))
			}})
		}
		return out
	}
	asked := func(texts ...string) []Variant {
		var out []Variant
		for _, text := range texts {
			name := "ghi «" + text + "»"
			out = append(out, Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
				k, ok := d.status(r, "")
				if !ok {
					return false
				}
				right := d.right(k)
				d.set(d.at[k], "text", text)
				d.changed[k] = Unsure
				d.take(k)
				return d.inject1(13, name, k, text, d.expectAt(k, "G1", "G2"), follows(anywhere("C2", "H1", "H2")...), func(in *Injected) { in.Right = right })
			}})
		}
		return out
	}
	out := append(is("Đạt", "đạt", "ĐẠT", "Đ", "x", "X", "✓", "Đạt."), is("Chưa đạt", "Chưa", "chưa đạt", "Không đạt", "CĐ")...)
	out = append(out, is("Cơ bản đạt", "CB đạt")...)
	out = append(out, asked("1", "có", "Đạt (nợ)", "19/19", "v", "nợ tiêu chí", "Đạt nhưng còn nợ 1 chỉ tiêu", "đang làm")...)
	return append(out, Variant{Name: "để trống", Do: func(d *Doc, r *rand.Rand) bool {
		k, ok := d.status(r, "")
		if !ok || k.Column != "dg" || d.column(k).Blank == ntm.BlankAllowed {
			return false
		}
		right := d.right(k)
		d.set(d.at[k], "blank", "")
		d.changed[k] = Nothing
		d.take(k)
		return d.inject1(13, "để trống", k, "", d.expectAt(k, "G4"), follows(anywhere("C2", "C3", "C4", "H1", "L1", "L1a")...), func(in *Injected) { in.Right = right })
	}})
}

// status picks an assessment; of an indicator rather than of a criterion, whose word follows from others.
func (d *Doc) status(r *rand.Rand, word string) (Key, bool) {
	return d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
		text, stated := strings.CutPrefix(d.right(k), "=")
		return d.typeOf(k) == ntm.TypeStatus && stated && (word == "" || text == word)
	})
}

// slips is fault 9.
func slips() []Variant {
	digit := func(name, from, to string) Variant {
		return asked(9, name, []string{"G1", "G2"}, func(_ *Doc, _ Key, n decimal.Decimal) bool {
			return n.IsInteger() && strings.Contains(n.String(), from) && len(n.String()) > 1
		}, func(n decimal.Decimal) string { return strings.Replace(n.String(), from, to, 1) }, ntm.TypeCount, ntm.TypeMoney)
	}
	word := func(text string) Variant {
		name := "đánh giá gõ «" + text + "»"
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			right := "Đạt"
			if strings.HasPrefix(strings.ToLower(text), "ch") {
				right = "Chưa đạt"
			}
			k, ok := d.status(r, right)
			if !ok {
				return false
			}
			d.set(d.at[k], "text", text)
			d.take(k)
			return d.inject1(9, name, k, text, []Expect{{Kind: ExpectTold, Keys: []Key{k}}}, follows(Allowed{ID: "C2"}, Allowed{"G1", d.place(k).Sheet, d.place(k).Cell},
				Allowed{"G2", d.place(k).Sheet, d.place(k).Cell}))
		}}
	}
	return []Variant{
		{Name: "0COP", Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
				return d.Def.ID == "xa-thang" && d.free(k) && c.Meaning == ntm.Identity && strings.HasPrefix(d.right(k), "=") && !c.Explain && k.Table != ntm.FieldsTable &&
					k.Column != "so_qd" && k.Column != "ma" && !d.names(k)
			})
			if !ok {
				return false
			}
			text := strings.TrimPrefix(d.right(k), "=") + ", sản phẩm 0COP"
			d.set(d.at[k], "text", text)
			d.changed[k] = "=" + text
			d.take(k)
			return d.inject1(9, "0COP", k, text, d.expectAt(k, "O6"))
		}},
		digit("O thay số 0", "0", "O"), digit("l thay số 1", "1", "l"), digit("I thay số 1", "1", "I"),
		word("Đạtt"), word("đat"), word("Chua đạt"), word("chưa đạtj"),
		labelSlip("gõ sai tên dòng", func(s string) string { return strings.Replace(s, "sách", "sáchh", 1) }),
		labelSlip("tên dòng không dấu", func(s string) string { return ntm.Plain(s) }),
		headingSlip("gõ sai tiêu đề cột", func(s string) string { r := []rune(s); return string(r[:len(r)-1]) }),
	}
}

// names tells whether the figure is part of what names a row of a list.
func (d *Doc) names(k Key) bool {
	t, _ := d.Def.Table(k.Table)
	for _, c := range t.Identity {
		if c == k.Column {
			return true
		}
	}
	return false
}

// labelSlip spells the label of a given row wrongly; its number in the column TT still says which it is.
func labelSlip(name string, change func(string) string) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
			return row != nil && row.Label != change(row.Label) && d.figure(k) && d.at[Key{k.Table, k.Row, "noi_dung"}].Row > 0
		})
		if !ok {
			return false
		}
		at := Key{k.Table, k.Row, "noi_dung"}
		s := d.at[at]
		now := change(d.text(s))
		if now == d.text(s) {
			return false
		}
		d.set(s, "text", now)
		d.take(k)
		p := Place{s.Sheet, s.Cell()}
		return d.inject(Injected{Fault: 9, Variant: name, Sheet: p.Sheet, Cells: []string{p.Cell}, Wrote: now, Right: d.rowDef(k).Label,
			Expect: []Expect{{Kind: ExpectTold, Keys: []Key{k}}}, Notes: []Allowed{{ID: "S4", Sheet: p.Sheet}}})
	}}
}

// headingSlip spells the heading of a column wrongly.
func headingSlip(name string, change func(string) string) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
			return len(c.Title) == 1 && d.figure(k) && k.Table != ntm.FieldsTable
		})
		if !ok {
			return false
		}
		s, ok := d.heading(k)
		if !ok {
			return false
		}
		now := change(d.text(s))
		d.set(s, "text", now)
		d.takeTable(k.Table)
		d.busy[k.Table] = true
		return d.inject(Injected{Fault: 9, Variant: name, Sheet: s.Sheet, Cells: []string{s.Cell()}, Wrote: now, Right: d.column(k).Heading(),
			Expect: []Expect{{Kind: ExpectTold, Keys: []Key{k}}}, Notes: []Allowed{{ID: "S4", Sheet: s.Sheet}}})
	}}
}

// heading is the cell of the lowest heading of the figure's column.
func (d *Doc) heading(k Key) (Spot, bool) {
	a, c := d.areas[k.Table], d.column(k)
	want := ntm.Fold(c.Title[len(c.Title)-1])
	for row := a.First - 1; row >= a.Head; row-- {
		s := Spot{a.Sheet, row, a.Col[k.Column]}
		if ntm.Fold(d.text(s)) == want {
			return s, true
		}
	}
	return Spot{}, false
}
