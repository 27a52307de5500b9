package corpus

import (
	"math/rand/v2"
	"slices"
	"time"

	"bieuxa/ntm"
)

// field is a figure of sheet 00.
func field(row string) Key { return Key{ntm.FieldsTable, row, ntm.FieldColumn} }

// history are the checks that hold a return against earlier ones.
func history() []Allowed {
	return anywhere("P5", "P5a", "P5b", "P9", "P10", "K3", "K5", "M1", "M1a", "M2", "T4", "T1a", "T1b", "T3", "T3b", "T4a", "C6", "C8", "C8a", "C10", "D4", "D6", "D7", "L1",
		"L3", "L4", "V5", "R5", "S4", "O3a", "K6b", "R2", "T6a", "T1c")
}

// write states a field otherwise.
func (d *Doc) write(row, text string) {
	d.set(d.at[field(row)], "text", text)
	d.changed[field(row)] = "=" + text
}

// wrongMonths is fault 18.
func wrongMonths() []Variant {
	return []Variant{
		{Name: "ghi tháng khác", Do: func(d *Doc, r *rand.Rand) bool {
			if d.Period.Kind != ntm.Month || len(d.Injected) > 0 {
				return false
			}
			other := d.Period.Previous().VN()
			right := d.right(field("ky"))
			d.write("ky", other)
			d.take(field("ky"))
			return d.inject1(18, "ghi tháng khác", field("ky"), other, d.expectAt(field("ky"), "T1"), follows(anywhere("T1a", "T1b")...), func(in *Injected) { in.Right = right })
		}},
		{Name: "gửi lại tệp tháng trước", Do: func(d *Doc, r *rand.Rand) bool {
			if !d.lastMonths() {
				return false
			}
			return d.inject1(18, "gửi lại tệp tháng trước", field("ky"), d.Period.VN(), d.expectAt(field("ky"), "T1"), follows(history()...), follows(anywhere("T1a")...))
		}},
		{Name: "tệp tháng trước, chỉ sửa tháng", Do: func(d *Doc, r *rand.Rand) bool {
			now := d.Period
			if !d.lastMonths() {
				return false
			}
			from, to, err := ntm.Cut{}.Days(now)
			must(err)
			d.write("ky", now.VN())
			for row, day := range map[string]ntm.Date{"tu_ngay": from, "den_ngay": to, "ngay_ky": to.AddDays(2)} {
				on := time.Date(day.Year, time.Month(day.Month), int(day.Day), 0, 0, 0, 0, time.UTC)
				d.set(d.at[field(row)], "number", serial(on))
				d.changed[field(row)] = "=" + day.String()
			}
			return d.inject1(18, "tệp tháng trước, chỉ sửa tháng", field("ky"), now.VN(), d.expectAt(field("ky"), "T4", "T1b"), follows(history()...))
		}},
	}
}

// lastMonths lets the document be the unit's return of the month before.
func (d *Doc) lastMonths() bool {
	if len(d.District.Before) == 0 || len(d.Injected) > 0 || d.Period.Kind != ntm.Month {
		return false
	}
	before, err := d.District.base(d.Unit, d.Period.Previous())
	must(err)
	return d.become(before)
}

// base makes the clean return of a unit for a month.
func (d *District) base(u ntm.Unit, p ntm.Period) (*Base, error) {
	t, err := d.write(u, p)
	if err != nil {
		return nil, err
	}
	return newBase(d, t)
}

// become lets the document go on as another clean return; what is right is what that one says.
func (d *Doc) become(b *Base) bool {
	was := d.Base
	next, err := newDoc(b)
	must(err)
	_ = d.book.Close()
	file, others := d.File, d.others
	*d = *next
	d.File, d.others = file, others
	for k, s := range b.Right {
		if was.Right[k] != s {
			d.changed[k] = s
		}
	}
	for k := range was.Right {
		if _, ok := b.Right[k]; !ok {
			d.changed[k] = Nothing
		}
	}
	d.Base = &Base{}
	*d.Base = *b
	d.Base.ID, d.Base.Meant = was.ID, was.Meant
	d.edits = nil
	d.own()
	return true
}

// wrongUnits is fault 19.
func wrongUnits() []Variant {
	t2 := []string{"T2", "T2a"}
	at := func(d *Doc) []Expect {
		return []Expect{{Kind: ExpectFinding, IDs: t2, At: []Place{d.place(field("ten_don_vi")), d.place(field("ma_dvhc"))}}}
	}
	stated := func(name string, change func(d *Doc, r *rand.Rand) (wrote string, ok bool)) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			if d.busy[ntm.FieldsTable] || len(d.Injected) > 0 {
				return false
			}
			wrote, ok := change(d, r)
			if !ok {
				return false
			}
			d.take(field("ma_dvhc"))
			return d.inject1(19, name, field("ten_don_vi"), wrote, at(d), follows(anywhere("T2a", "T2b")...))
		}}
	}
	return []Variant{
		stated("tên xã bên, mã xã mình", func(d *Doc, r *rand.Rand) (string, bool) {
			n := d.neighbour(r)
			if n == nil {
				return "", false
			}
			d.write("ten_don_vi", n.Unit.Name)
			return n.Unit.Name, true
		}),
		stated("mã xã bên, tên xã mình", func(d *Doc, r *rand.Rand) (string, bool) {
			n := d.neighbour(r)
			if n == nil {
				return "", false
			}
			d.write("ma_dvhc", n.Unit.Code)
			return n.Unit.Code, true
		}),
		{Name: "tệp xã bên, đổi tên và mã", Do: neighboursFile},
		{Name: "tên không có chữ «Xã»", Do: func(d *Doc, r *rand.Rand) bool {
			_, short := ntm.SplitUnit(d.Unit.Name)
			if short == "" || short == d.Unit.Name || d.taken(field("ten_don_vi")) {
				return false
			}
			d.write("ten_don_vi", short)
			d.take(field("ten_don_vi"))
			return d.inject1(19, "tên không có chữ «Xã»", field("ten_don_vi"), short, expectValue(field("ten_don_vi")))
		}},
		{Name: "mã thành số", Do: func(d *Doc, r *rand.Rand) bool {
			if d.taken(field("ma_dvhc")) {
				return false
			}
			d.set(d.at[field("ma_dvhc")], "number", d.Unit.Code, "General")
			d.take(field("ma_dvhc"))
			return d.inject1(19, "mã thành số", field("ma_dvhc"), d.Unit.Code, expectValue(field("ma_dvhc")))
		}},
		{Name: "xã của huyện khác", Do: func(d *Doc, r *rand.Rand) bool {
			if d.Def.ID != "xa-thang" || len(d.Injected) > 0 {
				return false
			}
			d.write("ma_dvhc", "14968")
			d.write("ten_don_vi", "Xã Thành Lâm")
			d.take(field("ten_don_vi"))
			in := Injected{Fault: 19, Variant: "xã của huyện khác", Wrote: "14968 Xã Thành Lâm", Expect: []Expect{{Kind: ExpectRefusal, IDs: []string{"unit.not-in-book"}}},
				Follows: anywhere("T2", "T2a", "T2b")}
			return d.Unit.Parent != "386" && d.Unit.Code != "14968" && d.inject(in)
		}},
		{Name: "tên xã cũ sau sáp nhập", Do: func(d *Doc, r *rand.Rand) bool {
			if d.Def.ID != "xa-6thang" || len(d.Injected) > 0 {
				return false
			}
			d.write("ma_dvhc", "14911")
			d.write("ten_don_vi", "Xã Phú Nghiêm")
			d.take(field("ten_don_vi"))
			return d.inject1(19, "tên xã cũ sau sáp nhập", field("ten_don_vi"), "14911 Xã Phú Nghiêm", at(d), follows(anywhere("T2", "T2a", "T2b")...))
		}},
	}
}

// neighbour is another unit of the district.
func (d *Doc) neighbour(r *rand.Rand) *Base {
	var all []*Base
	for _, b := range d.District.Bases {
		if b.Unit.Code != d.Unit.Code && b.Unit.Kind == d.Unit.Kind {
			all = append(all, b)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[r.IntN(len(all))]
}

func neighboursFile(d *Doc, r *rand.Rand) bool {
	n := d.neighbour(r)
	if n == nil || len(d.Injected) > 0 || d.Def.ID != "xa-thang" || len(d.District.Before) == 0 {
		return false
	}
	mine := d.Unit
	d.become(n)
	d.write("ma_dvhc", mine.Code)
	d.write("ten_don_vi", mine.Name)
	d.with = append(d.with, beside{n.Name, n.Body})
	d.busy["*"] = true
	return d.inject(Injected{Fault: 19, Variant: "tệp xã bên, đổi tên và mã", Sheet: d.at[field("ma_dvhc")].Sheet, Wrote: "tệp của " + n.Unit.Name, Right: mine.Name,
		Cells: []string{d.place(field("ma_dvhc")).Cell}, Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"T5"}, At: []Place{d.place(field("ten_don_vi"))}},
			{Kind: ExpectFinding, IDs: []string{"T2b"}, At: []Place{d.place(field("ma_dvhc"))}}},
		Follows: slices.Concat(history(), arithmetic("nguon_luc"), arithmetic("ho_ngheo"), arithmetic("no_dong"), anywhere("T5", "T2b", "T2e"))})
}

// copies is fault 20.
func copies() []Variant {
	return []Variant{
		{Name: "cùng một tệp, tên khác", Last: true, Do: func(d *Doc, r *rand.Rand) bool {
			body, err := d.bytes()
			must(err)
			d.with = append(d.with, beside{d.File, body})
			d.File = "bản cuối (2) sửa.xlsx"
			return d.inject(Injected{Fault: 20, Variant: "cùng một tệp, tên khác", Wrote: d.File, Expect: expectFile(), Follows: anywhere("T2c")})
		}},
		{Name: "hai tệp khác số liệu", Do: func(d *Doc, r *rand.Rand) bool {
			k := field("nhan_khau")
			n, ok := d.number(k)
			if !ok || d.taken(k) {
				return false
			}
			d.with = append(d.with, beside{d.File, d.Body})
			d.File = "bản cuối (2) sửa.xlsx"
			d.set(d.at[k], "number", n.Add(n.Div(n)).String())
			d.changed[k] = "=" + n.Add(n.Div(n)).String()
			d.take(k)
			return d.inject1(20, "hai tệp khác số liệu", k, d.right(k), d.expectAt(field("ten_don_vi"), "T2d"))
		}},
	}
}

// late is fault 21: files that came late. Units that sent nothing are looked for in the roster.
func late() []Variant {
	signed := func(name, id string, days int) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k := field("ngay_ky")
			if d.at[k].Row == 0 || d.taken(k) || d.busy[ntm.FieldsTable] {
				return false
			}
			_, to, err := ntm.Cut{}.Days(d.Period)
			must(err)
			on := to.AddDays(days)
			d.set(d.at[k], "number", serial(time.Date(on.Year, time.Month(on.Month), int(on.Day), 0, 0, 0, 0, time.UTC)), "dd/mm/yyyy")
			right := d.right(k)
			d.changed[k] = "=" + on.String()
			d.take(k)
			p := d.place(k)
			ids := []string{id}
			if d.Period.Kind != ntm.Month { // 45 days on, the day may not have come when the file is read
				ids = append(ids, "T3a")
			}
			return d.inject1(21, name, k, on.String(), d.expectAt(k, ids...), func(in *Injected) {
				in.Right = right
				if on.Day <= 12 { // 11/9 may be 9/11 as well
					in.Notes = []Allowed{{"G2a", p.Sheet, p.Cell}}
				}
			})
		}}
	}
	return []Variant{signed("ký muộn 45 ngày", "T3b", 45), signed("ký trước khi chốt", "T3", -3), signed("ký ở ngày chưa đến", "T3a", 9000)}
}
