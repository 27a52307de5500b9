package office

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"

	"bieuxa/disk"
	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Issue writes the blank templates of a period, one workbook a unit, with last period's stocks
// carried over. unit restricts it to one unit: a commune, or a district's own return. It returns the
// files written; step, if not nil, is called after each.
func (b *Book) Issue(ctx context.Context, p ntm.Period, dir, unit string, step func(i, n int)) ([]string, error) {
	if unit == "" {
		return b.IssueTo(ctx, p, dir, nil, step)
	}
	return b.IssueTo(ctx, p, dir, []string{unit}, step)
}

// IssueTo is Issue for the units named, in their order; without names for all that report.
func (b *Book) IssueTo(ctx context.Context, p ntm.Period, dir string, units []string, step func(i, n int)) ([]string, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	members := m.members
	if len(units) > 0 {
		if members, err = b.filers(m, units); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", dir)
	}
	before, err := b.official(ctx, b.before(p))
	if err != nil {
		return nil, err
	}
	var written []string
	for i := range members {
		if err := ctx.Err(); err != nil {
			return written, err
		}
		t, err := b.templateFor(m, &members[i])
		if err != nil {
			return written, err
		}
		t.Previous = before[members[i].Code]
		if t.Group == "" && len(m.set.Groups) > 0 {
			t.Group = t.Previous.Group()
		}
		path := filepath.Join(dir, templateName(members[i].Unit, p))
		if err := writeBeside(path, func(w io.Writer) error { return xlsx.WriteTemplate(w, t) }); err != nil {
			return written, err
		}
		written = append(written, path)
		if step != nil {
			step(i+1, len(members))
		}
	}
	return written, nil
}

// filers are the units that file a return in the month, by their codes.
func (b *Book) filers(m *month, codes []string) ([]store.Member, error) {
	var out []store.Member
	for _, code := range codes {
		u, _, ok, err := b.filer(m, code)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, problem(ProblemUnit, nil, "code", code, "name", code, "period", m.period.VN(), "why", whyNot(b.units, code, "", m.to))
		}
		out = append(out, u)
	}
	return out, nil
}

// templateFor is the template of one unit, without figures.
func (b *Book) templateFor(m *month, u *store.Member) (xlsx.Template, error) {
	f, err := b.o.filingOf(m, u.Level, u.Kind)
	if err != nil {
		return xlsx.Template{}, err
	}
	t := xlsx.Template{Def: f.def, Unit: u.Unit, Group: u.Group, Period: m.period, From: m.from, To: m.to,
		SetID: m.set.ID, SetTitle: m.set.Title, Receiver: b.meta.Office, Words: b.o.choices, Hints: b.hints(f.def),
		Sample: b.meta.Sample, Printed: b.o.cfg.Now()}
	where := b.where(m, u, nil)
	t.Required = func(row *ntm.RowDef) string {
		if row.Indicator == nil {
			return ""
		}
		return m.set.Threshold(*row.Indicator, where).Text
	}
	for above := u.Parent; above != ""; {
		parent, ok := b.units.Find(above, m.to)
		if !ok {
			break
		}
		if parent.Level == ntm.LevelDistrict {
			t.District = parent.Name
		} else {
			t.Province = parent.Name
		}
		above = parent.Parent
	}
	return t, nil
}

// choices are the words of a drop-down list; "status" lists the statuses.
func (o *Office) choices(list string) []string {
	if list == "status" {
		var out []string
		for _, s := range ntm.Statuses() {
			out = append(out, s.String())
		}
		return out
	}
	return o.lexicon.Choices(list)
}

// hints are the titles of the checks that will run on a column, so that a template says beforehand
// what will be asked.
func (b *Book) hints(def *ntm.Definition) func(table, column string) []string {
	by := map[string][]string{}
	for i := range def.Checks {
		c := &def.Checks[i]
		for _, place := range c.Expanded() {
			if place.Table != "" && place.At != "" {
				key := place.Table + "/" + place.At
				if title := b.words.Title(c.ID); !slices.Contains(by[key], title) {
					by[key] = append(by[key], title)
				}
			}
		}
	}
	return func(table, column string) []string { return by[table+"/"+column] }
}

// templateName names a unit's workbook so that files sort by code and people know them by name:
// «14884 Xã Phú Lệ 2020-02.xlsx».
func templateName(u ntm.Unit, p ntm.Period) string {
	return disk.Name(u.Code+" "+u.Name+" "+p.String(), ".xlsx")
}
