package office

import (
	"context"
	"encoding/json"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// ruling is a mapping that files are read with.
type ruling struct {
	ntm.Mapping
	id int64  // as the book keeps it; 0: it is not kept
	at string // RFC 3339: when it was confirmed; "" if it was handed over with the files
}

// laid is a workbook laid under a mapping.
type laid struct {
	*ruling
	fit   *xlsx.Fitted
	units []string // codes
}

// rulings are the mappings that the reception reads files with: the one handed over, or those that the book remembers.
func (rc *reception) rulings(ctx context.Context) ([]*ruling, error) {
	if rc.given != nil {
		return []*ruling{rc.given}, nil
	}
	if rc.b == nil {
		return nil, nil
	}
	rc.mu.Lock()
	defer rc.mu.Unlock()
	if rc.rules != nil {
		return *rc.rules, nil
	}
	kept, err := rc.b.store.Mappings(ctx)
	if err != nil {
		return nil, rc.b.stored(err)
	}
	all := make([]*ruling, 0, len(kept))
	for i := range kept {
		r, err := rulingOf(&kept[i])
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	rc.rules = &all
	return all, nil
}

func rulingOf(kept *store.Mapping) (*ruling, error) {
	r := &ruling{id: kept.ID, at: kept.At}
	return r, json.Unmarshal([]byte(kept.Body), &r.Mapping)
}

// lay finds the mapping that a file of a layout of its own is read with; nil: none, and the template's headings count.
func (rc *reception) lay(ctx context.Context, a *arrival, wb *xlsx.Workbook) (*laid, error) {
	if a.one != nil {
		if a.one.Mapping == nil {
			return nil, nil
		}
		return rc.layUnder(ctx, a, wb, &ruling{Mapping: *a.one.Mapping})
	}
	if a.identity.HasBlock {
		return nil, nil
	}
	all, err := rc.rulings(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if rc.given != nil {
		return rc.layUnder(ctx, a, wb, rc.given)
	}
	m, err := rc.monthOf(ctx, a)
	if err != nil {
		return nil, nil // whose and which month's it is will be told
	}
	layout := xlsx.LayoutOf(wb)
	who, err := rc.senderSaid(a, m, layout.Words())
	if err != nil {
		return nil, err
	}
	var misfit *Problem
	for _, r := range all {
		if r.Definition != m.returns[ntm.LevelCommune].ID || r.Sender != "" && who != "" && r.Sender != who {
			continue
		}
		fit, miss := layout.Fit(&r.Mapping, m.period, false)
		if miss == nil {
			return rc.laidFor(a, m, r, fit)
		}
		if misfit == nil && miss.Place.Cell != "" && (r.Sender != "" && r.Sender == who || miss.Why != xlsx.MisfitHeading) {
			misfit = layoutChanged(a.verdict.File, miss)
		}
	}
	a.misfit = misfit
	return nil, nil
}

// layUnder lays a file under the one mapping it must be read with.
func (rc *reception) layUnder(ctx context.Context, a *arrival, wb *xlsx.Workbook, r *ruling) (*laid, error) {
	m, err := rc.monthOf(ctx, a)
	if err != nil {
		return nil, err
	}
	fit, miss := xlsx.LayoutOf(wb).Fit(&r.Mapping, m.period, true)
	if miss != nil {
		return nil, layoutChanged(a.verdict.File, miss)
	}
	return rc.laidFor(a, m, r, fit)
}

// laidFor says whose figures the file holds.
func (rc *reception) laidFor(a *arrival, m *month, r *ruling, fit *xlsx.Fitted) (*laid, error) {
	l := &laid{ruling: r, fit: fit, units: fit.Units()}
	switch {
	case a.one != nil:
		l.units = []string{a.one.Unit}
	case len(l.units) > 0:
		if a.only != "" {
			l.units = []string{a.only}
		}
	default:
		who, err := rc.senderSaid(a, m, fit.Words())
		if err != nil {
			return nil, err
		}
		if who == "" {
			who = r.Sender
		}
		if who == "" {
			return nil, problem(ProblemUnitUnknown, nil, "period", m.period.VN())
		}
		if r.Sender != "" && who != r.Sender {
			return nil, problem(ProblemLayoutSender, nil, "unit", rc.nameOf(m, who), "sender", rc.nameOf(m, r.Sender))
		}
		l.units = []string{who}
	}
	return l, nil
}

func (rc *reception) nameOf(m *month, code string) string {
	if units, err := rc.o.units(); err == nil {
		if u := rc.byCode(units, m, code); u != nil {
			return u.Name
		}
	}
	return code
}

// senderSaid is the unit that the words above the tables say, else the name of the file; "" if neither does. That they
// say two is a problem: nobody can tell whose the figures are.
func (rc *reception) senderSaid(a *arrival, m *month, words []xlsx.Words) (string, error) {
	units, err := rc.o.units()
	if err != nil {
		return "", err
	}
	g := newGazetteer(units, rc.parent(), m)
	said := map[string]ntm.Unit{}
	var where ntm.Place
	for _, w := range words {
		for _, u := range g.Mentioned(w.Text) {
			if _, had := said[u.Code]; !had {
				said[u.Code], where = u, w.Place
			}
		}
	}
	named := g.InFileName(fileStem(a.verdict.File))
	if len(said) == 0 && len(named) == 1 {
		return named[0].Code, nil
	}
	if len(said) == 1 {
		for code, u := range said {
			if len(named) == 1 && named[0].Code != code {
				return "", problem(ProblemLayoutUnit, nil, "unit", u.Name, "sheet", where.Sheet, "cell", where.Cell, "other", named[0].Name)
			}
			return code, nil
		}
	}
	return "", nil
}

func fileStem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[:i]
	}
	return name
}

func (rc *reception) parent() string {
	if rc.b == nil {
		return ""
	}
	return rc.b.parent.Code
}

// layoutChanged says why a file does not fit the mapping any more.
func layoutChanged(file string, miss *xlsx.Misfit) *Problem {
	return problem(ProblemLayoutChanged, nil, "file", file, "why", miss.Why, "sheet", miss.Place.Sheet, "cell", miss.Place.Cell,
		"want", miss.Want, "saw", miss.Saw)
}

// mapped reads the returns of a file laid under a mapping, one for each unit whose figures are in it.
func (rc *reception) mapped(ctx context.Context, a *arrival, l *laid) []*arrival {
	out := make([]*arrival, 0, len(l.units))
	for _, code := range l.units {
		one := *a
		one.verdict.Findings = nil
		one.mapping = l
		if len(l.fit.Units()) > 0 && a.one == nil && a.only == "" {
			if m, err := rc.monthOf(ctx, a); err == nil {
				one.verdict.Path += inside + m.period.String() + "/" + code
			}
		}
		if err := rc.readMapped(ctx, &one, l, code); err != nil {
			rc.refuse(&one, err)
		}
		out = append(out, &one)
	}
	return out
}

func (rc *reception) readMapped(ctx context.Context, a *arrival, l *laid, code string) error {
	m, err := rc.monthOf(ctx, a)
	if err != nil {
		return err
	}
	units, err := rc.o.units()
	if err != nil {
		return err
	}
	unit := rc.byCode(units, m, code)
	if unit == nil {
		a.identity.Unit, a.identity.UnitName = code, ""
		return rc.stranger(units, a, m)
	}
	f, err := rc.o.filingOf(m, unit.Level, unit.Kind)
	if err != nil {
		return err
	}
	a.place = &desk{m, unit, f}
	if a.ret, err = l.read(f, m, code, a.verdict.File); err != nil {
		return err
	}
	a.identity.Stated = xlsx.IdentityFields{}
	rc.sign(a)
	return nil
}

// read reads one unit's return, and tells which mapping it was read with and what the file says of another month.
func (l *laid) read(f *filing, m *month, code, file string) (*ntm.Return, error) {
	ret, err := f.binder.ReadMapped(l.fit, code, file)
	if err != nil {
		return nil, err
	}
	at := l.fit.Place()
	at.File = file
	told := ntm.Finding{ID: checkMapped, Severity: ntm.Note, Place: at, Facts: map[string]string{"sheet": at.Sheet}}
	if l.at != "" {
		told.Facts["on"] = dayIn(l.at).String()
	}
	ret.Reading = append(ret.Reading, told)
	for _, w := range l.fit.Words() {
		for _, p := range periodsIn(w.Text) {
			if m.period.Kind == ntm.Month && p != m.period {
				at := w.Place
				at.File = file
				ret.Reading = append(ret.Reading, ntm.Finding{ID: "T1", Severity: ntm.Block, Place: at, Saw: p.String(), Want: m.period.String(),
					Facts: map[string]string{"sheet": at.Sheet, "stated": p.String(), "expected": m.period.String()}})
			}
		}
	}
	ntm.SortFindings(ret.Reading)
	return ret, nil
}

// checkMapped notes that a return was read with a mapping.
const checkMapped = "S10"

// homemade tells that a workbook has tables of its own and none of the template's.
func homemade(a *arrival, wb *xlsx.Workbook) bool {
	if a.identity.HasBlock || a.one != nil {
		return false
	}
	if a.ret != nil {
		for _, g := range a.ret.Tables {
			if g.Found && g.Table.ID != ntm.FieldsTable {
				return false
			}
		}
	}
	for _, b := range xlsx.LayoutOf(wb).Blocks {
		for _, l := range b.Lines {
			if l.Figures > 0 {
				return true
			}
		}
	}
	return false
}

// unknownLayout is the problem of a file with tables of its own that nobody has laid over ours yet, or whose layout
// has changed since.
func unknownLayout(a *arrival) *Problem {
	if a.misfit != nil {
		return a.misfit
	}
	return problem(ProblemLayoutUnknown, nil, "file", a.verdict.File)
}

// keepRuling is the id of the mapping an arrival was read with, as the book keeps it; one that came with a submission
// is kept for its returns alone.
func (b *Book) keepRuling(ctx context.Context, a *arrival) (int64, error) {
	r := a.mapping.ruling
	if r.id != 0 {
		return r.id, nil
	}
	body, err := json.Marshal(r.Mapping)
	if err != nil {
		return 0, err
	}
	r.id, err = b.store.AddMapping(ctx, store.Mapping{Sender: r.Sender, Signature: r.Signature, Definition: r.Definition, File: a.verdict.File,
		Body: string(body), Gone: true})
	return r.id, b.stored(err)
}

// ruling is a mapping that the book keeps, forgotten or not.
func (b *Book) ruling(ctx context.Context, id int64) (*ruling, error) {
	kept, err := b.store.Mapping(ctx, id)
	if err != nil {
		return nil, b.stored(err)
	}
	r, err := rulingOf(&kept)
	return r, b.stored(err)
}

// layKept lays the workbook of a version under the mapping that it was read with; nil: it was read without one.
func (b *Book) layKept(ctx context.Context, m *month, v store.Version, wb *xlsx.Workbook) (*laid, error) {
	if v.Mapping == 0 {
		return nil, nil
	}
	r, err := b.ruling(ctx, v.Mapping)
	if err != nil {
		return nil, err
	}
	fit, miss := xlsx.LayoutOf(wb).Fit(&r.Mapping, m.period, true)
	if miss != nil {
		return nil, layoutChanged(v.FileName, miss)
	}
	return &laid{ruling: r, fit: fit}, nil
}
