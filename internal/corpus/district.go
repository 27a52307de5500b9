package corpus

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/xlsx"
)

// District is an office that receives: its book, the months it has received, and the clean returns of the month it is
// about to.
type District struct {
	ID      string   `json:"id"`
	Parent  string   `json:"parent"`
	Set     string   `json:"set"`
	FormSet string   `json:"form_set,omitempty"`
	On      string   `json:"on"`
	Period  string   `json:"period"`
	Before  []string `json:"before"` // periods received, in order

	Bases []*Base `json:"-"`

	write func(u ntm.Unit, p ntm.Period) (xlsx.Template, error)
	units []ntm.Unit
	meant func(u ntm.Unit, p ntm.Period) []Allowed
}

// clock stands still; every period of the corpus is over by then.
func clock() time.Time { return time.Date(2026, 7, 20, 8, 0, 0, 0, time.FixedZone("+07", 7*3600)) }

// OpenOffice is the program as the corpus uses it.
func OpenOffice() (*office.Office, error) {
	return office.Open(office.Config{Assets: assets.FS, Now: clock, Who: "corpus"})
}

// Catalogues are what the returns are made from.
type Catalogues struct {
	office *office.Office
	sample *ntm.Sample
	lex    *ntm.Lexicon
	units  *ntm.Units
	plain  map[string]*ntm.Definition
}

// NewCatalogues loads them.
func NewCatalogues() (*Catalogues, error) {
	c := &Catalogues{plain: map[string]*ntm.Definition{}}
	var err error
	if c.office, err = OpenOffice(); err != nil {
		return nil, err
	}
	if c.sample, err = ntm.LoadSample(assets.FS); err != nil {
		return nil, err
	}
	if c.lex, err = ntm.LoadLexicon(assets.FS); err != nil {
		return nil, err
	}
	if c.units, err = c.office.Units(); err != nil {
		return nil, err
	}
	for _, d := range c.office.Returns() {
		c.plain[d.ID] = d
	}
	return c, nil
}

// words are the choices of a list.
func (c *Catalogues) words(list string) []string {
	if list != "status" {
		return c.lex.Choices(list)
	}
	var out []string
	for _, s := range ntm.Statuses() {
		out = append(out, s.String())
	}
	return out
}

// template is the workbook that a return fills.
func (c *Catalogues) template(def *ntm.Definition, u ntm.Unit, r *ntm.Return, set *ntm.CriteriaSet) (xlsx.Template, error) {
	from, to, err := ntm.Cut{}.Days(r.Period)
	return xlsx.Template{Def: def, Unit: u, Period: r.Period, From: from, To: to, SetID: set.ID, SetTitle: set.Title, Words: c.words,
		Values: r, Sample: true, Printed: months.Printed}, err
}

// unverified is said of every return whose criteria set has levels that were not verified: of the set, not of the file.
func unverified(ntm.Unit, ntm.Period) []Allowed { return []Allowed{{ID: "C7a"}} }

// quanHoa is the sample district. Its own questions are those that the sample's README names.
func (c *Catalogues) quanHoa(period string, before ...string) *District {
	d := &District{ID: "385-" + period, Parent: "385", Set: c.sample.Set().ID, Period: period, Before: before, units: c.sample.Units()}
	d.write = func(u ntm.Unit, p ntm.Period) (xlsx.Template, error) {
		def, err := c.sample.Bind(c.plain["xa-thang"], u.Kind, p)
		if err != nil {
			return xlsx.Template{}, err
		}
		r, err := c.sample.Return(def, u, p)
		if err != nil {
			return xlsx.Template{}, err
		}
		t, err := c.template(def, u, r, c.sample.Set())
		t.District, t.Province = c.sample.District.Name, c.sample.Province.Name
		return t, err
	}
	d.meant = func(u ntm.Unit, p ntm.Period) []Allowed { return c.meant(u.Code, p) }
	return d
}

// meant is what the sample lets the program ask of a unit.
func (c *Catalogues) meant(unit string, p ntm.Period) []Allowed {
	out := unverified(ntm.Unit{}, p)
	for _, e := range c.sample.Explanations() {
		if e.Unit == unit && e.Period == p {
			out = append(out, Allowed{ID: e.Check})
		}
	}
	return out
}

// otherCommunes is a district of Thanh Hóa whose communes have the sample's figures multiplied.
func (c *Catalogues) otherCommunes(district, period string, before ...string) (*District, error) {
	p, err := ntm.ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	g, err := months.New(p)
	if err != nil {
		return nil, err
	}
	d := &District{ID: district + "-" + period, Parent: district, Set: c.sample.Set().ID, Period: period, Before: before, units: g.Below(district)}
	if len(d.units) > 6 {
		d.units = d.units[:6]
	}
	d.write = func(u ntm.Unit, p ntm.Period) (xlsx.Template, error) {
		r, err := g.Return(u.Code, p)
		if err != nil {
			return xlsx.Template{}, err
		}
		return g.Template(u, r)
	}
	d.meant = func(u ntm.Unit, p ntm.Period) []Allowed { return c.meant(g.Model(u.Code), p) }
	return d, nil
}

// open makes the district's book with the months that it has received, in a folder of its own.
func (d *District) open(ctx context.Context, o *office.Office, files, dir string) (*office.Book, error) {
	on, err := ntm.ParseDateISO(d.On)
	if err != nil {
		return nil, err
	}
	b, err := o.Create(ctx, filepath.Join(dir, d.ID+".bieuxa"), office.NewBook{Parent: d.Parent, Set: d.Set, On: on, FormSet: d.FormSet})
	if err != nil {
		return nil, err
	}
	for _, period := range d.Before {
		p, err := ntm.ParsePeriod(period)
		if err != nil {
			return nil, err
		}
		verdicts, err := b.Import(ctx, p, []string{filepath.Join(files, "before", d.ID, period)}, nil)
		if err != nil {
			return nil, err
		}
		for _, v := range verdicts {
			if v.Verdict == office.VerdictRefused {
				return nil, fmt.Errorf("%s %s: %w", d.ID, v.File, v.Problem)
			}
		}
	}
	return b, nil
}

// fill makes the clean returns, and the months before in the folder.
func (d *District) fill(dir string, n int) error {
	p, err := ntm.ParsePeriod(d.Period)
	if err != nil {
		return err
	}
	_, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		return err
	}
	if d.On == "" {
		d.On = to.String()
	}
	for _, before := range d.Before {
		if err := d.month(filepath.Join(dir, "before", d.ID, before), before); err != nil {
			return err
		}
	}
	for _, u := range d.units[:min(n, len(d.units))] {
		t, err := d.write(u, p)
		if err != nil {
			return err
		}
		b, err := newBase(d, t)
		if err != nil {
			return err
		}
		b.Meant = d.meant(u, p)
		d.Bases = append(d.Bases, b)
	}
	return nil
}

func (d *District) month(dir, period string) error {
	p, err := ntm.ParsePeriod(period)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, u := range d.units {
		t, err := d.write(u, p)
		if err != nil {
			return err
		}
		var body bytes.Buffer
		if err := xlsx.WriteTemplate(&body, t); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, u.Code+".xlsx"), body.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// commune is a small return of a set.
func (c *Catalogues) commune(def *ntm.Definition, set *ntm.CriteriaSet, u ntm.Unit, p ntm.Period) (filled.Commune, error) {
	from, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		return filled.Commune{}, err
	}
	bound, err := def.Bind(set, string(u.Kind), to)
	return filled.Commune{Def: bound, Set: set, Unit: u, Period: p, From: from, To: to, Unmet: map[int]bool{}}, err
}
