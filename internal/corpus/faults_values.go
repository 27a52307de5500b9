package corpus

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// percents is fault 12.
func percents() []Variant {
	in := func(name string, least int64, write func(n decimal.Decimal) (kind, text, format string), expect func(d *Doc, k Key) []Expect) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.plain(r, func(k Key) bool {
				n, _ := d.number(k)
				return n.GreaterThan(decimal.NewFromInt(least)) && n.LessThanOrEqual(decimal.NewFromInt(100))
			}, ntm.TypePercent)
			if !ok {
				return false
			}
			n, _ := d.number(k)
			kind, text, format := write(n)
			want := expect(d, k)
			d.set(d.at[k], kind, text, format)
			d.take(k)
			return d.inject1(12, name, k, text+" "+format, want, notes(d.asText(k)), follows(arithmetic(k.Table)...))
		}}
	}
	silent := func(_ *Doc, k Key) []Expect { return expectValue(k) }
	told := func(ids ...string) func(*Doc, Key) []Expect {
		return func(d *Doc, k Key) []Expect { return d.expectAt(k, ids...) }
	}
	return []Variant{
		in("0,85", 0, func(n decimal.Decimal) (string, string, string) { return "number", n.Shift(-2).String(), "0.00" }, told("G3")),
		in("0,85 định dạng %", 0, func(n decimal.Decimal) (string, string, string) { return "number", n.Shift(-2).String(), "0.00%" }, silent),
		in("85% gõ dạng chữ", 0, func(n decimal.Decimal) (string, string, string) {
			return "text", vietnamese(n, "", ",") + "%", ""
		}, silent),
		in("85 định dạng %, hiện 8500%", 2, func(n decimal.Decimal) (string, string, string) { return "number", n.String(), "0%" }, told("G1", "G2", "G3", "G3a")),
	}
}

// scales is fault 14.
func scales() []Variant {
	money := func(name string, factor int32, note string) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
				n, _ := d.number(k)
				return k.Table == "nguon_luc" && slices.Contains([]string{"kh_nam", "hd_lk", "gn_lk"}, k.Column) && n.GreaterThan(decimal.NewFromInt(10)) && len(d.District.Before) > 0
			})
			if !ok {
				return false
			}
			n, _ := d.number(k)
			wrong := n.Shift(factor)
			d.overwrite(k, wrong)
			d.takeTable(k.Table)
			ids := []string{"K5"}
			if k.Column != "kh_nam" { // a sum since January is held against that of the month before, too
				ids = append(ids, "K3")
			}
			return d.inject1(14, name, k, wrong.String()+" "+note, d.expectAt(k, ids...), follows(arithmetic(k.Table)...))
		}}
	}
	return []Variant{
		money("đồng ở cột triệu đồng", 6, "đồng"), money("nghìn đồng ở cột triệu đồng", 3, "nghìn đồng"), money("tỷ đồng ở cột triệu đồng", -3, "tỷ đồng"),
		{Name: "cả biểu ghi theo đồng", Do: sheetInDong},
		{Name: "số hộ có phần lẻ", Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.plain(r, nil, ntm.TypeCount)
			if !ok {
				return false
			}
			n, _ := d.number(k)
			wrong := n.Add(decimal.RequireFromString("0.98"))
			d.keep = true
			d.set(d.at[k], "number", wrong.String(), "0.00")
			d.take(k)
			return d.inject1(14, "số hộ có phần lẻ", k, wrong.String(), d.expectAt(k, "G9"), follows(arithmetic(k.Table)...))
		}},
	}
}

// sheetInDong writes all the money of sheet 02 in đồng and says so above the table, as the note asks.
func sheetInDong(d *Doc, _ *rand.Rand) bool {
	a := d.areas["nguon_luc"]
	if a == nil || len(d.District.Before) == 0 || !d.takeTable("nguon_luc") {
		return false
	}
	in := Injected{Fault: 14, Variant: "cả biểu ghi theo đồng", Sheet: a.Sheet, Follows: append(arithmetic("nguon_luc"), Allowed{ID: "S4"})}
	var at []Place
	for _, k := range slices.Concat(d.order) {
		n, ok := d.number(k)
		if k.Table != "nguon_luc" || !ok || d.column(k).Formula != "" || n.IsZero() {
			continue
		}
		if d.set(d.at[k], "number", n.Shift(6).String(), "#,##0"); d.rowDef(k) != nil && len(d.rowDef(k).Sum) == 0 {
			at, in.Cells = append(at, d.place(k)), append(in.Cells, d.place(k).Cell)
		}
	}
	for row := 1; row < a.First; row++ {
		if s := (Spot{a.Sheet, row, 1}); strings.HasPrefix(d.text(s), "Đơn vị tính") {
			d.set(s, "text", "Đơn vị tính: đồng")
			at = append(at, Place{a.Sheet, s.Cell()})
		}
	}
	in.Wrote, in.Expect, in.Notes = "đồng", []Expect{{Kind: ExpectFinding, IDs: []string{"K5", "K5a", "S4"}, At: at}}, anywhere("G7a") // totals are typed too
	return d.inject(in)
}

// dates is fault 25.
func dates() []Variant {
	date := func(name string, write func(on time.Time) (kind, text, format string), ids ...string) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
				if d.typeOf(k) != ntm.TypeDate || !strings.HasPrefix(d.right(k), "=") || k.Row == "tu_ngay" || k.Row == "den_ngay" {
					return false
				}
				return name != "2/14/2020" || d.date(k).Day() > 12
			})
			if !ok {
				return false
			}
			kind, text, format := write(d.date(k))
			right := d.right(k)
			expect := expectValue(k)
			if len(ids) > 0 {
				expect = d.expectAt(k, ids...)
				if ids[0] != "G3" {
					d.changed[k] = Unsure
				}
			}
			d.set(d.at[k], kind, text, format)
			d.take(k)
			return d.inject1(25, name, k, text, expect, func(in *Injected) { in.Right = right })
		}}
	}
	text := func(layout string) func(time.Time) (string, string, string) {
		return func(on time.Time) (string, string, string) { return "text", on.Format(layout), "" }
	}
	return []Variant{
		date("14/02/2020 gõ dạng chữ", text("02/01/2006")), date("14/2/2020", text("2/1/2006")), date("14-02-2020", text("02-01-2006")),
		date("14.02.2020", text("02.01.2006")), date("2020-02-14", text("2006-01-02")),
		date("ngày 14 tháng 02 năm 2020", text("ngày 02 tháng 01 năm 2006")),
		date("định dạng m/d/yy của Mỹ", func(on time.Time) (string, string, string) { return "number", serial(on), "m/d/yy" }),
		date("số ngày, mất định dạng", func(on time.Time) (string, string, string) { return "number", serial(on), "General" }, "G3"),
		date("14/2/20", text("2/1/06"), "G2"), date("14/2", text("2/1"), "G2"), date("5.3", text("2.1"), "G2"),
		date("tháng 2", text("tháng 1"), "G2"), date("tháng 2/2020", text("tháng 1/2006"), "G2"), date("2/14/2020", text("1/2/2006"), "G1", "G2"),
		date("31/02/2020", func(on time.Time) (string, string, string) { return "text", "31/02/" + on.Format("2006"), "" }, "G1", "G2"),
		date("Quý I/2020", text("Quý I/2006"), "G1", "G2"), date("đang trình", text("đang trình"), "G1", "G2"),
		{Name: "tệp đếm ngày từ 1904", Last: true, Do: from1904},
	}
}

// date is a date that the figure states.
func (d *Doc) date(k Key) time.Time {
	on, err := time.Parse(time.DateOnly, strings.TrimPrefix(d.right(k), "="))
	must(err)
	return on
}

// serial is Excel's number of a day.
func serial(on time.Time) string {
	return strconv.Itoa(int(on.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
}

// daysTo1904 lie between the beginnings of the two ways to count days.
const daysTo1904 = 1462

func from1904(d *Doc, _ *rand.Rand) bool {
	yes := true
	props, err := d.book.GetWorkbookProps()
	must(err)
	props.Date1904 = &yes
	d.own()
	must(d.book.SetWorkbookProps(&props))
	for _, k := range d.order {
		s := d.at[k]
		if d.typeOf(k) != ntm.TypeDate || s.Row == 0 {
			continue
		}
		if n, err := strconv.Atoi(d.text(s)); err == nil && n > daysTo1904 {
			d.set(s, "number", strconv.Itoa(n-daysTo1904))
		}
	}
	return d.inject(Injected{Fault: 25, Variant: "tệp đếm ngày từ 1904", Wrote: "date1904", Expect: expectFile()})
}

// oddValues is fault 33.
func oddValues() []Variant {
	nothing := func(text string) Variant {
		return Variant{Name: "danh sách ghi «" + text + "»", Do: func(d *Doc, r *rand.Rand) bool {
			for _, id := range []string{"ocop", "cong_nhan", "no_dong", "lo_trinh"} {
				k := Key{id, countRow, ""}
				a := d.areas[id]
				if a == nil || d.right(k) != "=0" || !d.takeTable(id) {
					continue
				}
				t, _ := d.Def.Table(id)
				s := Spot{a.Sheet, a.First, a.Col[t.Identity[0]]}
				d.set(s, "text", text)
				return d.inject(Injected{Fault: 33, Variant: "danh sách ghi «" + text + "»", Sheet: a.Sheet, Cells: []string{s.Cell()}, Wrote: text,
					Right: "không phát sinh", Expect: expectValue(k)})
			}
			return false
		}}
	}
	dash := func(text, right string) Variant {
		return Variant{Name: "số 0 ghi «" + text + "»", Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
				return d.right(k) == "=0" && d.typeOf(k) == ntm.TypeMoney && !feedsRate[k.Table+"/"+k.Column]
			})
			if !ok {
				return false
			}
			d.set(d.at[k], "text", text)
			d.changed[k] = right
			d.take(k)
			return d.inject1(33, "số 0 ghi «"+text+"»", k, text, expectValue(k))
		}}
	}
	return []Variant{nothing("không phát sinh"), nothing("KHÔNG CÓ"), nothing("Không có."), nothing("-"), dash("–", DashSaid), dash("-", DashSaid),
		dash("không", NoneSaid), dash("Không phát sinh", NoneSaid)}
}
