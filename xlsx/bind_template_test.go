package xlsx

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// filled makes up a return with values of every kind in every table, among them all kinds of nothing.
func filledReturn(def *ntm.Definition, seed uint64) *ntm.Return {
	d := &drawing{def: def, rng: rand.New(rand.NewPCG(seed, 3))}
	unit := ntm.Unit{Code: "14884", Name: "Xã Phú Lệ", Kind: "xã"}
	ret := ntm.NewReturn(def, unit, ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}, "xa-2016-2020")
	for i := range def.Sheets {
		for j := range def.Sheets[i].Tables {
			t, _ := def.Table(def.Sheets[i].Tables[j].ID)
			g := ret.Add(t)
			g.Found = true
			if t.Shape != ntm.ShapeList {
				for k := range t.Rows {
					d.state(g.AddRow(t.Rows[k].Code, &t.Rows[k]), t)
				}
				continue
			}
			if t.ID == "cong_nhan" {
				g.Nil = true
				continue
			}
			for n := range 3 + d.rng.IntN(8) {
				var key []string
				for _, code := range t.Identity {
					key = append(key, ntm.Fold(fmt.Sprintf("%s %c%d", code, 'A'+n, n)))
				}
				row := g.AddRow(strings.Join(key, "|"), nil)
				d.state(row, t)
				for _, code := range t.Identity {
					row.Entries[t.Col(code)].Value = ntm.TextValue(t.Columns[t.Col(code)].Type, fmt.Sprintf("%s %c%d", code, 'A'+n, n))
				}
			}
		}
	}
	for row, v := range map[string]string{"ma_dvhc": "14884", "ten_don_vi": "Xã Phú Lệ", "ky": "Tháng 02/2020", "bo_tieu_chi": "xa-2016-2020",
		"loai_don_vi": "xã", "huyen": "Huyện Quan Hóa", "tinh": "Tỉnh Thanh Hóa", "lan_gui": "lần 1"} {
		e, _ := ret.Entry(ntm.FieldsTable, row, ntm.FieldColumn)
		e.Value = ntm.TextValue(e.Type, v)
	}
	// The template proposes values for what a row of fields leaves blank, in every column: here none is.
	fields := ret.Grid(ntm.FieldsTable)
	for _, row := range fields.Rows {
		if i := fields.Table.ExplainColumn(); i >= 0 && row.Def.Prefill != "" && row.Entries[i].State == ntm.Blank {
			row.Entries[i].Value = ntm.TextValue(ntm.TypeText, "như kỳ trước")
		}
	}
	for row, day := range map[string]string{"tu_ngay": "2020-01-15", "den_ngay": "2020-02-14"} {
		e, _ := ret.Entry(ntm.FieldsTable, row, ntm.FieldColumn)
		e.Value = ntm.TextValue(e.Type, day)
	}
	return ret
}

// state puts values into the columns the unit fills.
func (d *drawing) state(row *ntm.Row, t *ntm.Table) {
	for i := range row.Entries {
		e, c := &row.Entries[i], &t.Columns[i]
		if !c.Input() || row.Def != nil && (slices.Contains(row.Def.Except, c.Code) || len(row.Def.Sum) > 0 && e.Type.Numeric()) {
			continue
		}
		_, canonical := d.value(e.Type)
		switch n := d.rng.IntN(20); {
		case canonical == "":
		case n == 0 && e.Type.Numeric():
			e.State = ntm.Dash
		case n == 1 && e.Type.Numeric():
			e.State = ntm.NoneArising
		case e.Type.Numeric():
			e.Value = ntm.NumberValue(e.Type, decimal.RequireFromString(canonical))
		default:
			e.Value = ntm.TextValue(e.Type, canonical)
		}
	}
}

func templateOf(t testing.TB, def *ntm.Definition, values *ntm.Return) []byte {
	t.Helper()
	lex := lexicon(t)
	var b bytes.Buffer
	err := WriteTemplate(&b, Template{Def: def, Unit: ntm.Unit{Code: "14884", Name: "Xã Phú Lệ", Kind: "xã"},
		District: "Huyện Quan Hóa", Province: "Tỉnh Thanh Hóa", Period: ntm.Period{Kind: ntm.Month, Year: 2020, N: 2},
		From: ntm.NewDate(2020, 1, 15), To: ntm.NewDate(2020, 2, 14), SetID: "xa-2016-2020", SetTitle: "Bộ tiêu chí 2016-2020",
		Receiver: "UBND huyện Quan Hóa", Required: func(*ntm.RowDef) string { return "≥ 95%" }, Words: lex.Choices, Values: values,
		Printed: time.Date(2020, 2, 15, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unlike lists the entries of the columns a unit fills that two returns do not state alike.
func unlike(want, got *ntm.Return) []string {
	var diffs []string
	for _, g := range want.Tables {
		h := got.Grid(g.Table.ID)
		if h == nil || !h.Found || len(h.Rows) != len(g.Rows) || h.Nil != g.Nil {
			diffs = append(diffs, fmt.Sprintf("table %s: %+v", g.Table.ID, h))
			continue
		}
		for _, row := range g.Rows {
			other, ok := h.Row(row.Key)
			if !ok {
				diffs = append(diffs, fmt.Sprintf("%s: no row %s", g.Table.ID, row.Key))
				continue
			}
			for i := range row.Entries {
				c := &g.Table.Columns[i]
				a, b := &row.Entries[i], &other.Entries[i]
				computed := row.Def != nil && len(row.Def.Sum) > 0 && a.Type.Numeric()
				if c.Input() && !computed && (!a.Same(b.Value) && !(a.Canonical() != "" && a.Canonical() == b.Canonical())) {
					diffs = append(diffs, fmt.Sprintf("%s/%s/%s: %q %v, read %q %v at %s", g.Table.ID, row.Key, c.Code, a.Canonical(), a.State, b.Canonical(), b.State, b.Place))
				}
			}
		}
	}
	return diffs
}

func readBytes(t testing.TB, def *ntm.Definition, b []byte) *ntm.Return {
	t.Helper()
	wb, err := Read("xa.xlsx", b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	ret, err := ReadReturn(wb, def, lexicon(t), "xa.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return ret
}

func TestAFilledTemplateIsReadBackAsStated(t *testing.T) {
	def := commune(t)
	for seed := range uint64(5) {
		want := filledReturn(def, seed)
		got := readBytes(t, def, templateOf(t, def, want))
		for _, d := range unlike(want, got) {
			t.Errorf("seed %d: %s", seed, d)
		}
		for _, f := range told(got) {
			t.Errorf("seed %d: %s", seed, f)
		}
		if got.Unit != "14884" || got.Period.String() != "2020-02" || got.Set != "xa-2016-2020" || got.DefVersion != def.Version {
			t.Errorf("the return is of %s, %s, %s, version %d", got.Unit, got.Period, got.Set, got.DefVersion)
		}
	}
}

func TestABlankTemplateStatesNothing(t *testing.T) {
	def := commune(t)
	ret := readBytes(t, def, templateOf(t, def, nil))
	for _, g := range ret.Tables {
		if !g.Found || g.Nil || g.Table.Shape == ntm.ShapeList && len(g.Rows) > 0 {
			t.Errorf("table %s: found %v, nil %v, %d rows", g.Table.ID, g.Found, g.Nil, len(g.Rows))
		}
		for _, row := range g.Rows {
			for i := range row.Entries {
				if e := &row.Entries[i]; e.State != ntm.Blank && g.Table.Columns[i].Given == "" && g.Table.ID != ntm.FieldsTable {
					t.Errorf("%s/%s/%s states %q at %s", g.Table.ID, row.Key, g.Table.Columns[i].Code, e.Canonical(), e.Place)
				}
			}
		}
	}
	for _, f := range told(ret) {
		t.Error(f)
	}
}
