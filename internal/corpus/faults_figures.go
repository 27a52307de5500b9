package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// vietnamese writes a number with a comma before its decimals and stops between its thousands, if grouped.
func vietnamese(n decimal.Decimal, stop, comma string) string {
	whole, fraction, _ := strings.Cut(n.Abs().String(), ".")
	var groups []string
	for len(whole) > 3 && stop != "" {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
		whole = whole[:len(whole)-3]
	}
	out := strings.Join(append([]string{whole}, groups...), stop)
	if fraction != "" {
		out += comma + fraction
	}
	if n.IsNegative() {
		out = "-" + out
	}
	return out
}

// typed writes a figure as a text that is read as the figure; the note that it is a text may be told.
func typed(no int, name string, want func(d *Doc, k Key, n decimal.Decimal) bool, write func(n decimal.Decimal) string, types ...ntm.Type) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		k, ok := d.plain(r, func(k Key) bool { n, _ := d.number(k); return want == nil || want(d, k, n) }, types...)
		if !ok {
			return false
		}
		n, _ := d.number(k)
		text := write(n)
		more := d.shorten(k)
		d.set(d.at[k], "text", text)
		d.take(k)
		return d.inject1(no, name, k, text, expectValue(k), more, notes(d.asText(k)))
	}}
}

// asText is the note that figures of the column are stored as texts; it stands at the first of them.
func (d *Doc) asText(k Key) Allowed { return Allowed{ID: "G7", Sheet: d.place(k).Sheet} }

// asked writes a figure so that nobody can know what it says.
func asked(no int, name string, ids []string, want func(d *Doc, k Key, n decimal.Decimal) bool, write func(n decimal.Decimal) string, types ...ntm.Type) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		k, ok := d.plain(r, func(k Key) bool { n, _ := d.number(k); return want == nil || want(d, k, n) }, types...)
		if !ok {
			return false
		}
		n, _ := d.number(k)
		text := write(n)
		right := d.right(k)
		more := d.shorten(k)
		d.set(d.at[k], "text", text)
		d.changed[k] = Unsure
		d.take(k)
		return d.inject1(no, name, k, text, d.expectAt(k, ids...), more, func(in *Injected) { in.Right = right })
	}}
}

func atLeast(n int64) func(*Doc, Key, decimal.Decimal) bool {
	return func(_ *Doc, _ Key, x decimal.Decimal) bool { return x.GreaterThanOrEqual(decimal.NewFromInt(n)) }
}

func wholeFrom(low, high int64) func(*Doc, Key, decimal.Decimal) bool {
	return func(_ *Doc, _ Key, x decimal.Decimal) bool {
		return x.IsInteger() && x.GreaterThanOrEqual(decimal.NewFromInt(low)) && x.LessThanOrEqual(decimal.NewFromInt(high))
	}
}

func fraction(_ *Doc, _ Key, x decimal.Decimal) bool { return !x.IsInteger() }

// fraction12 has one or two decimals: three would read as thousands.
func fraction12(_ *Doc, _ Key, x decimal.Decimal) bool { return !x.IsInteger() && x.Exponent() >= -2 }

// marks is fault 10.
func marks() []Variant {
	return []Variant{
		typed(10, "1.234,5 gõ dạng chữ", func(d *Doc, k Key, n decimal.Decimal) bool { return fraction(d, k, n) && atLeast(1000)(d, k, n) },
			func(n decimal.Decimal) string { return vietnamese(n, ".", ",") }, ntm.TypeMoney, ntm.TypeNumber),
		typed(10, "15,4 gõ dạng chữ", fraction12, func(n decimal.Decimal) string { return vietnamese(n, "", ",") }, ntm.TypeMoney, ntm.TypeNumber, ntm.TypePercent),
		typed(10, "15.4 gõ dạng chữ", fraction12, func(n decimal.Decimal) string { return vietnamese(n, "", ".") }, ntm.TypeMoney, ntm.TypeNumber, ntm.TypePercent),
		typed(10, "1.234 ở cột đếm", wholeFrom(1000, 999999), func(n decimal.Decimal) string { return vietnamese(n, ".", ",") }, ntm.TypeCount),
		typed(10, "1 234 nhóm bằng dấu cách", wholeFrom(1000, 999999), func(n decimal.Decimal) string { return vietnamese(n, " ", ",") }, ntm.TypeCount, ntm.TypeMoney),
		typed(10, "1.234.567", wholeFrom(1000000, 999999999), func(n decimal.Decimal) string { return vietnamese(n, ".", ",") }, ntm.TypeMoney, ntm.TypeNumber),
		asked(10, "1.234 ở cột tiền", []string{"G2"}, wholeFrom(1000, 999999), func(n decimal.Decimal) string { return vietnamese(n, ".", ",") }, ntm.TypeMoney, ntm.TypeNumber),
		asked(10, "1,234 ở cột đếm", []string{"G2"}, wholeFrom(1000, 999999), func(n decimal.Decimal) string { return vietnamese(n, ",", ".") }, ntm.TypeCount),
		asked(10, "1,234 ở cột tiền", []string{"G2"}, wholeFrom(1000, 999999), func(n decimal.Decimal) string { return vietnamese(n, ",", ".") }, ntm.TypeMoney),
	}
}

// figuresAsText is fault 11: the figure counts, the file's own total that omits it is told.
func figuresAsText() []Variant {
	one := func(name string, write func(decimal.Decimal) string, format string) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.plain(r, func(k Key) bool { n, _ := d.number(k); return n.IsInteger() || n.Exponent() >= -2 }, ntm.TypeCount, ntm.TypeMoney, ntm.TypeNumber)
			if !ok {
				return false
			}
			n, _ := d.number(k)
			totals, more := d.loseFound(k)
			d.set(d.at[k], "text", write(n), format)
			d.take(k)
			expect := append(expectValue(k), totals...)
			expect = append(expect, Expect{Kind: ExpectFinding, IDs: []string{"G7"}, At: d.columnPlaces(k)})
			return d.inject1(11, name, k, write(n), expect, more)
		}}
	}
	plain := func(n decimal.Decimal) string { return vietnamese(n, "", ",") }
	return []Variant{
		one("định dạng Text", plain, "@"),
		one("dấu nháy ở đầu", func(n decimal.Decimal) string { return "'" + plain(n) }, ""),
		one("có dấu cách", func(n decimal.Decimal) string { return " " + plain(n) + " " }, ""),
		{Name: "cả cột", Do: columnAsText},
	}
}

// columnPlaces are the cells of the figure's column, where a finding about the column may stand.
func (d *Doc) columnPlaces(k Key) []Place {
	var out []Place
	for o, s := range d.at {
		if o.Table == k.Table && o.Column == k.Column {
			out = append(out, Place{s.Sheet, s.Cell()})
		}
	}
	slices.SortFunc(out, func(a, b Place) int { return strings.Compare(a.Cell, b.Cell) })
	return out
}

func columnAsText(d *Doc, r *rand.Rand) bool {
	k, ok := d.plain(r, nil, ntm.TypeCount, ntm.TypeMoney)
	if !ok || k.Table == ntm.FieldsTable {
		return false
	}
	var ks []Key
	for _, o := range d.order {
		if o.Table != k.Table || o.Column != k.Column {
			continue
		}
		if d.busy[o.Table+"|"+o.Row] {
			return false
		}
		n, ok := d.number(o)
		if def := d.rowDef(o); ok && (def == nil || len(def.Sum) == 0) && (n.IsInteger() || n.Exponent() >= -2) {
			ks = append(ks, o)
		}
	}
	in := Injected{Fault: 11, Variant: "cả cột", Sheet: d.place(k).Sheet, Wrote: "cột " + k.Column, Expect: expectValue(ks...)}
	for _, o := range ks {
		n, _ := d.number(o)
		totals, more := d.loseFound(o)
		if o == k {
			in.Expect = append(in.Expect, totals...)
		}
		more(&in)
		in.Cells = append(in.Cells, d.place(o).Cell)
		d.set(d.at[o], "text", vietnamese(n, "", ","), "@")
		d.take(o)
	}
	in.Expect = append(in.Expect, Expect{Kind: ExpectFinding, IDs: []string{"G7"}, At: d.columnPlaces(k)})
	return d.inject(in)
}

// withUnit writes the unit of the sheet behind a figure.
func withUnit(d *Doc, r *rand.Rand) bool {
	k, ok := d.plain(r, func(k Key) bool { return k.Table == "ho_ngheo" }, ntm.TypeCount)
	if !ok {
		return false
	}
	n, _ := d.number(k)
	text := n.String() + " hộ"
	d.set(d.at[k], "text", text)
	d.take(k)
	p := d.place(k)
	return d.inject1(24, "26 hộ", k, text, []Expect{{Kind: ExpectTold, Keys: []Key{k}}}, notes(d.asText(k), Allowed{"G3", p.Sheet, p.Cell}))
}

// residues is fault 24.
func residues() []Variant {
	left := func(name string, want func(*Doc, Key, decimal.Decimal) bool, write func(string) string) Variant {
		return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
			k, ok := d.plain(r, func(k Key) bool { n, _ := d.number(k); return want == nil || want(d, k, n) }, ntm.TypeCount)
			if !ok {
				return false
			}
			n, _ := d.number(k)
			text := write(n.String())
			more := d.shorten(k)
			d.set(d.at[k], "text", text)
			d.take(k)
			return d.inject1(24, name, k, text, d.expectAt(k, "G3"), more)
		}}
	}
	same := func(before, after string) func(string) string {
		return func(n string) string { return before + n + after }
	}
	small := wholeFrom(1, 999)
	return []Variant{
		left("12 (tăng 2)", small, same("", " (tăng 2)")),
		left("~300", small, same("~", "")),
		left("khoảng 300", small, same("khoảng ", "")),
		left(">95", small, same(">", "")),
		left("300 (ước)", small, same("", " (ước)")),
		left("trên 300", small, same("trên ", "")),
		typed(24, "02", wholeFrom(1, 9), func(n decimal.Decimal) string { return "0" + n.String() }, ntm.TypeCount),
		{Name: "26 hộ", Do: withUnit},
		asked(24, "12-15", []string{"G1", "G2"}, small, func(n decimal.Decimal) string { return n.String() + "-" + n.Add(decimal.NewFromInt(3)).String() }, ntm.TypeCount),
		asked(24, "12/15", []string{"G1", "G2"}, small, func(n decimal.Decimal) string { return n.String() + "/" + n.Add(decimal.NewFromInt(3)).String() }, ntm.TypeCount),
		asked(24, "giảm 12", []string{"G2"}, small, func(n decimal.Decimal) string { return "giảm " + n.String() }, ntm.TypeCount),
		asked(24, "1,2 tỷ", []string{"G2"}, atLeast(100), func(n decimal.Decimal) string { return vietnamese(n.Shift(-3), "", ",") + " tỷ" }, ntm.TypeMoney),
		asked(24, "chưa có số liệu", []string{"G1", "G2"}, small, func(decimal.Decimal) string { return "chưa có số liệu" }, ntm.TypeCount),
	}
}
