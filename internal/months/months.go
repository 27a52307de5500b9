// Package months makes filled returns of any number of communes from the sample district, for
// measuring and for tests that need a whole province.
package months

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// Generator makes filled returns for the communes of a province. Commune i has the
// figures of sample commune i mod 14, multiplied by a whole number of its own: sums, balances and
// rates still hold, and no two returns are alike.
type Generator struct {
	sample *ntm.Sample
	def    *ntm.Definition
	set    *ntm.CriteriaSet
	lex    *ntm.Lexicon
	models []ntm.Unit // communes of the sample
	units  []ntm.Unit // communes the months are made for
}

// Parent is the province whose communes the months are made for: Thanh Hóa, the sample's own, so that
// the same thresholds hold.
const Parent = "38"

// Printed is the time that stands in every file made here, so that a run can be repeated.
var Printed = time.Date(2021, 1, 4, 8, 0, 0, 0, time.UTC)

// New makes a generator for the communes (xã) of the Parent as they stood in the period.
func New(sampleYear ntm.Period) (*Generator, error) {
	g := &Generator{}
	var err error
	if g.sample, err = ntm.LoadSample(assets.FS); err != nil {
		return nil, err
	}
	if g.lex, err = ntm.LoadLexicon(assets.FS); err != nil {
		return nil, err
	}
	g.set = g.sample.Set()
	units, err := ntm.LoadUnits(assets.FS)
	if err != nil {
		return nil, err
	}
	_, on, err := ntm.Cut{}.Days(sampleYear)
	if err != nil {
		return nil, err
	}
	for _, u := range units.Children(Parent, ntm.LevelCommune, on) {
		if u.Kind.Rural() {
			g.units = append(g.units, u)
		}
	}
	for _, u := range g.sample.Units() {
		if u.Kind.Rural() {
			g.models = append(g.models, u)
		}
	}
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		return nil, err
	}
	g.def, err = def.Bind(g.set, string(ntm.KindCommune), on)
	return g, err
}

// Write puts the filled returns of n communes for the period into the folder.
func (g *Generator) Write(ctx context.Context, p ntm.Period, n int, dir string) error {
	if n > len(g.units) {
		return fmt.Errorf("%d communes, the province has %d", n, len(g.units))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, u := range g.units[:n] {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := g.at(i, p)
		if err != nil {
			return err
		}
		t, err := g.Template(u, r)
		if err != nil {
			return err
		}
		if err := filled.WriteFile(filepath.Join(dir, u.Code+".xlsx"), func(w io.Writer) error { return xlsx.WriteTemplate(w, t) }); err != nil {
			return err
		}
	}
	return nil
}

// at is the filled return of the i-th commune.
func (g *Generator) at(i int, p ntm.Period) (*ntm.Return, error) {
	r, err := g.sample.Return(g.def, g.models[i%len(g.models)], p)
	if err != nil {
		return nil, err
	}
	scale(r, int64(i/len(g.models)+1))
	identify(r, g.units[i])
	return r, nil
}

// Model is the sample's commune whose figures a commune has, multiplied.
func (g *Generator) Model(unit string) string {
	i := slices.IndexFunc(g.units, func(u ntm.Unit) bool { return u.Code == unit })
	if i < 0 {
		return ""
	}
	return g.models[i%len(g.models)].Code
}

// Below lists the communes of a district of the Parent that the months are made for.
func (g *Generator) Below(district string) []ntm.Unit {
	var out []ntm.Unit
	for _, u := range g.units {
		if u.Parent == district {
			out = append(out, u)
		}
	}
	return out
}

// Return is the filled return of one of the communes.
func (g *Generator) Return(unit string, p ntm.Period) (*ntm.Return, error) {
	i := slices.IndexFunc(g.units, func(u ntm.Unit) bool { return u.Code == unit })
	if i < 0 {
		return nil, fmt.Errorf("no commune %s", unit)
	}
	return g.at(i, p)
}

// Template is the workbook of a unit that the return fills.
func (g *Generator) Template(u ntm.Unit, r *ntm.Return) (xlsx.Template, error) {
	from, to, err := ntm.Cut{}.Days(r.Period)
	return xlsx.Template{Def: g.def, Unit: u, Period: r.Period, From: from, To: to, SetID: g.set.ID, SetTitle: g.set.Title,
		Words: g.words, Values: r, Sample: true, Printed: Printed}, err
}

func (g *Generator) words(list string) []string {
	if list != "status" {
		return g.lex.Choices(list)
	}
	var out []string
	for _, s := range ntm.Statuses() {
		out = append(out, s.String())
	}
	return out
}

// scaled are the tables whose figures are all counts or money, with the columns that are not.
var scaled = map[string]map[string]bool{
	"nguon_luc": {"ty_le": true}, "dan_gop": {"don_gia": true}, "no_dong": {}, "dan_cu": {},
	"ho_ngheo": {"ty_le": true}, "thon": {"nam_dk": true, "tc_dat": true, "tc_tong": true},
}

func scale(r *ntm.Return, by int64) {
	factor := decimal.NewFromInt(by)
	multiply := func(e *ntm.Entry) {
		if e.State == ntm.Stated && e.Type.Numeric() {
			e.Value = ntm.NumberValue(e.Type, e.Num.Mul(factor))
		}
	}
	for _, code := range []string{"tong_so_ho", "so_ho_dtts", "nhan_khau"} {
		if e, ok := r.Entry(ntm.FieldsTable, code, ntm.FieldColumn); ok {
			multiply(e)
		}
	}
	for _, g := range r.Tables {
		except, ok := scaled[g.Table.ID]
		if !ok {
			continue
		}
		rows := g.Rows
		if g.Total != nil {
			rows = append(slices.Clip(rows), g.Total)
		}
		for _, row := range rows {
			for i := range row.Entries {
				if !except[g.Table.Columns[i].Code] {
					multiply(&row.Entries[i])
				}
			}
		}
	}
}

func identify(r *ntm.Return, u ntm.Unit) {
	r.Unit, r.UnitName = u.Code, u.Name
	for code, text := range map[string]string{"ma_dvhc": u.Code, "ten_don_vi": u.Name, "loai_don_vi": string(u.Kind), "huyen": "", "tinh": ""} {
		if e, ok := r.Entry(ntm.FieldsTable, code, ntm.FieldColumn); ok {
			e.Value = ntm.TextValue(e.Type, text)
		}
	}
}
