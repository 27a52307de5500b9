package office

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Problems of layouts that are not the template's.
const (
	ProblemLayoutUnknown     = "layout.unknown"     // nobody has said yet how it is to be read
	ProblemLayoutChanged     = "layout.changed"     // it was confirmed, and has changed since
	ProblemLayoutSender      = "layout.sender"      // it was confirmed for another unit
	ProblemLayoutUnit        = "layout.unit"        // the file says two units
	ProblemLayoutNone        = "layout.none"        // there is no table in it
	ProblemLayoutTemplate    = "layout.template"    // it is a template: nothing is to be mapped
	ProblemLayoutUnconfirmed = "layout.unconfirmed" // something is only proposed
	ProblemLayoutFaulty      = "layout.faulty"      // the mapping does not fit the definition
	ProblemMapping           = "mapping.unknown"    // no mapping of that number
)

// Layout is a workbook of the sender's own laid open: its sheets to draw, and how it may be read. Mapping holds what is
// proposed; a person changes and confirms it there, and Confirm keeps it. Regions runs parallel to Mapping.Regions, their
// Columns and Rows to the axes there.
type Layout struct {
	File     string
	Period   ntm.Period
	Def      *ntm.Definition
	Sheets   []*ReviewSheet
	Mapping  ntm.Mapping
	Regions  []LayoutRegion
	Unit     ntm.Unit   // whose the file says it is; zero: it does not say, or it holds several units' figures
	Several  bool       // it holds the figures of several units
	Units    []ntm.Unit // that may be meant
	Told     []string   // what is to be known before: another month in a title
	Read     *KeptMapping
	Proposed int // axes that are certain, and all
	Axes     int
}

// LayoutRegion is what is known of a region.
type LayoutRegion struct {
	Sheet       string
	Heads, Area Area // of the headings, of all of it
	Table       LayoutChoice
	Unit        LayoutChoice
	Times       LayoutChoice // Asked is false where it holds no money
	Columns     []LayoutAxis
	Rows        []LayoutAxis
}

// LayoutAxis is a column or a row of the sender's: Row and Col are the cell that names it.
type LayoutAxis struct {
	Row, Col int
	Named    string // as the sender wrote it: «Số hộ nghèo / Cuối kỳ»
	LayoutChoice
}

// LayoutChoice is what something was found to be, why, and what else it might be.
type LayoutChoice struct {
	Text     string // in the program's words; empty: nothing was found
	Score    int    // 0 to 1000
	Certain  bool
	Asked    bool // a person must confirm it
	Evidence []string
	Others   []LayoutOther
}

// LayoutOther is another thing that an axis might be.
type LayoutOther struct {
	ntm.Target
	Text  string
	Score int
}

// KeptMapping is a mapping that the book remembers.
type KeptMapping struct {
	ID      int64
	Sender  string // GSO code; "": the files say whose they are
	Name    string // of the sender
	File    string // on which it was confirmed
	At, Who string
	ntm.Mapping
}

// Propose lays a workbook of a layout of its own open and proposes how it is to be read. Nothing is stored.
func (b *Book) Propose(ctx context.Context, p ntm.Period, path string) (*Layout, error) {
	return newReception(b.o, b, &p).propose(ctx, path)
}

// Propose is the same without a book: nothing is known of who reports.
func (o *Office) Propose(ctx context.Context, p ntm.Period, path string) (*Layout, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	return newReception(o, nil, &p).propose(ctx, path)
}

func (rc *reception) propose(ctx context.Context, path string) (*Layout, error) {
	a := &arrival{verdict: Verdict{Path: path, File: shownName(path)}}
	wb := rc.open(ctx, &source{path: path, name: shownName(path)}, a)
	if wb == nil {
		return nil, a.verdict.Problem
	}
	if a.identity.HasBlock {
		return nil, problem(ProblemLayoutTemplate, nil, "file", a.verdict.File)
	}
	m, err := rc.monthOf(ctx, a)
	if err != nil {
		return nil, err
	}
	units, err := rc.o.units()
	if err != nil {
		return nil, err
	}
	f, err := rc.o.filingOf(m, ntm.LevelCommune, ntm.KindCommune)
	if err != nil {
		return nil, err
	}
	shape := xlsx.LayoutOf(wb)
	if len(shape.Blocks) == 0 {
		return nil, problem(ProblemLayoutNone, nil, "file", a.verdict.File)
	}
	found := f.binder.Propose(shape, xlsx.Asking{Synonyms: rc.o.synonyms, Units: newGazetteer(units, rc.parent(), m), Period: m.period})
	l := &Layout{File: a.verdict.File, Period: m.period, Def: f.def, Mapping: found.Mapping}
	for i := range m.members {
		l.Units = append(l.Units, m.members[i].Unit)
	}
	for _, s := range wb.Sheets {
		l.Sheets = append(l.Sheets, &ReviewSheet{Name: s.Name, Hidden: s.State != xlsx.Visible, Rows: s.LastRow(), Cols: s.LastCol(),
			sheet: s, date1904: wb.Date1904, choices: rc.o.choices})
	}
	t := telling{l: l, words: rc.wordsOf(), units: units, on: m.to}
	for i := range found.Regions {
		l.Regions = append(l.Regions, t.region(&l.Mapping.Regions[i], &found.Regions[i]))
	}
	l.Several = len(l.Mapping.Units()) > 0
	if !l.Several {
		who, err := rc.senderSaid(a, m, shape.Words())
		if err != nil {
			t.tell("mapping.two-units", AsProblem(err).Facts)
		}
		if u := rc.byCode(units, m, who); u != nil {
			l.Unit = u.Unit
		}
	}
	taken := map[string]bool{}
	for i := range l.Mapping.Regions {
		taken[l.Mapping.Regions[i].Sheet] = taken[l.Mapping.Regions[i].Sheet] || !l.Mapping.Regions[i].Ignore
	}
	for _, w := range shape.Words() {
		if !taken[w.Place.Sheet] {
			continue
		}
		for _, p := range periodsIn(w.Text) {
			if m.period.Kind == ntm.Month && p != m.period {
				t.tell("mapping.other-period", map[string]string{"sheet": w.Place.Sheet, "cell": w.Place.Cell, "stated": p.String(), "period": m.period.String()})
			}
		}
	}
	if laid, err := rc.lay(ctx, a, wb); err == nil && laid != nil && laid.id != 0 {
		l.Read = &KeptMapping{ID: laid.id, Sender: laid.Sender, At: laid.at, Mapping: laid.Mapping}
	}
	return l, nil
}

func (rc *reception) wordsOf() *ntm.Words {
	if rc.b != nil {
		return rc.b.words
	}
	return rc.o.words
}

// Target words what a cell is: «Hộ nghèo / Cuối kỳ / Số hộ».
func (l *Layout) Target(t ntm.Target) string {
	var parts []string
	if u := l.unit(t.Unit); u != "" {
		parts = append(parts, u)
	}
	table, ok := l.Def.Table(t.Table)
	if !ok {
		return strings.Join(parts, " / ")
	}
	if t.Row == "" && t.Column == "" {
		return strings.Join(append(parts, titleOf(table)), " / ")
	}
	if def, ok := table.RowDefOf(t.Row); ok {
		parts = append(parts, strings.TrimSpace(def.No+" "+def.Label))
	}
	if i := table.Col(t.Column); i >= 0 {
		parts = append(parts, table.Columns[i].Heading())
	}
	return strings.Join(parts, " / ")
}

func (l *Layout) unit(code string) string {
	for _, u := range l.Units {
		if u.Code == code {
			return u.Name
		}
	}
	return code
}

func titleOf(t *ntm.Table) string {
	if t.Title != "" {
		return t.Sheet().Title + " / " + t.Title
	}
	return t.Sheet().Title
}

// Tables are the tables that a region may be.
func (l *Layout) Tables() []LayoutOther {
	var out []LayoutOther
	for i := range l.Def.Sheets {
		for j := range l.Def.Sheets[i].Tables {
			if t, ok := l.Def.Table(l.Def.Sheets[i].Tables[j].ID); ok {
				out = append(out, LayoutOther{Target: ntm.Target{Table: t.ID}, Text: titleOf(t)})
			}
		}
	}
	return out
}

// Columns are the columns of a table that may be filled.
func (l *Layout) Columns(table string) []LayoutOther {
	t, ok := l.Def.Table(table)
	if !ok {
		return nil
	}
	var out []LayoutOther
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Given == "" {
			out = append(out, LayoutOther{Target: ntm.Target{Column: c.Code}, Text: c.Heading()})
		}
	}
	return out
}

// Rows are the rows of a table; none of a list.
func (l *Layout) Rows(table string) []LayoutOther {
	t, ok := l.Def.Table(table)
	if !ok {
		return nil
	}
	var out []LayoutOther
	for i := range t.Rows {
		out = append(out, LayoutOther{Target: ntm.Target{Row: t.Rows[i].Code}, Text: strings.TrimSpace(t.Rows[i].No + " " + t.Rows[i].Label)})
	}
	return out
}

// Confirm keeps a mapping that a person has confirmed, so that files with these headings are read with it. file is the
// name of the one it was confirmed on. It is a Problem when something is only proposed, or fits no cell of the return.
func (b *Book) Confirm(ctx context.Context, p ntm.Period, m ntm.Mapping, file string) (int64, error) {
	if err := b.open(ctx, p); err != nil {
		return 0, err
	}
	if err := b.fits(ctx, p, &m); err != nil {
		return 0, err
	}
	m.Signature = xlsx.Signature(&m)
	body, err := json.Marshal(m)
	if err != nil {
		return 0, err
	}
	id, err := b.store.AddMapping(ctx, store.Mapping{Sender: m.Sender, Signature: m.Signature, Definition: m.Definition, File: shownName(file), Body: string(body)})
	return id, b.stored(err)
}

// fits tells whether a mapping is confirmed and names cells of the return of the period alone.
func (b *Book) fits(ctx context.Context, p ntm.Period, m *ntm.Mapping) error {
	month, err := b.period(ctx, p)
	if err != nil {
		return err
	}
	f, err := b.o.filingOf(month, ntm.LevelCommune, ntm.KindCommune)
	if err != nil {
		return err
	}
	for _, code := range append(m.Units(), m.Sender) {
		if code != "" && !month.has(code) {
			return problem(ProblemLayoutFaulty, nil, "what", "unit", "saw", code)
		}
	}
	return fitsDefinition(f.def, m)
}

// fitsDefinition is fits without a book.
func fitsDefinition(def *ntm.Definition, m *ntm.Mapping) error {
	if open := m.Unconfirmed(); len(open) > 0 {
		return problem(ProblemLayoutUnconfirmed, nil, "n", itoa(len(open)), "first", open[0])
	}
	bad := func(what, saw string) error { return problem(ProblemLayoutFaulty, nil, "what", what, "saw", saw) }
	if m.Definition != def.ID {
		return bad("definition", m.Definition)
	}
	claimed, read := map[string]bool{}, 0
	for i := range m.Regions {
		r := &m.Regions[i]
		if r.Ignore {
			continue
		}
		for _, axes := range [][]ntm.Axis{r.Columns, r.Rows} {
			for j := range axes {
				if what, saw := wrongAxis(def, r, &axes[j]); what != "" {
					return bad(what, saw)
				}
			}
		}
		for _, key := range r.Claims() {
			if claimed[key] && !r.IsList(def) {
				return bad("twice", strings.ReplaceAll(strings.Trim(key, "|"), "|", "/"))
			}
			claimed[key] = true
			read++
		}
	}
	if read == 0 {
		return bad("nothing", "")
	}
	return nil
}

// wrongAxis says what of an axis is none of the definition.
func wrongAxis(def *ntm.Definition, r *ntm.Region, a *ntm.Axis) (what, saw string) {
	if a.Ignore || a.Names {
		return "", ""
	}
	t := a.Target.Over(ntm.Target{Table: r.Table})
	table, known := def.Table(t.Table)
	switch {
	case t.Table != "" && !known:
		return "table", t.Table
	case (t.Row != "" || t.Column != "") && !known:
		return "table", a.Named()
	case t.Column != "" && (table.Col(t.Column) < 0 || table.Columns[table.Col(t.Column)].Given != ""):
		return "column", t.Column
	case t.Row != "" && !hasRow(table, t.Row):
		return "row", t.Row
	}
	for _, times := range []string{a.Times, r.Times} {
		if n, err := ntm.ParseNum(times); times != "" && (err != nil || !n.D.IsPositive()) {
			return "times", times
		}
	}
	return "", ""
}

func hasRow(t *ntm.Table, code string) bool {
	_, ok := t.RowDefOf(code)
	return ok
}

// Mappings are those that the book remembers, the newest first.
func (b *Book) Mappings(ctx context.Context) ([]KeptMapping, error) {
	kept, err := b.store.Mappings(ctx)
	if err != nil {
		return nil, b.stored(err)
	}
	out := make([]KeptMapping, 0, len(kept))
	for i := range kept {
		r, err := rulingOf(&kept[i])
		if err != nil {
			return nil, b.stored(err)
		}
		k := KeptMapping{ID: kept[i].ID, Sender: kept[i].Sender, File: kept[i].File, At: kept[i].At, Who: kept[i].Who, Mapping: r.Mapping}
		if found := slices.IndexFunc(b.units.Tree(b.parent.Code, b.units.First()), func(u ntm.Unit) bool { return u.Code == k.Sender }); found >= 0 {
			k.Name = b.units.Tree(b.parent.Code, b.units.First())[found].Name
		}
		out = append(out, k)
	}
	return out, nil
}

// Forget leaves a mapping out from now on; returns that were read with it stay as they are.
func (b *Book) Forget(ctx context.Context, id int64) error {
	if err := b.writable(); err != nil {
		return err
	}
	ok, err := b.store.ForgetMapping(ctx, id)
	if err == nil && !ok {
		return problem(ProblemMapping, nil, "id", itoa(int(id)))
	}
	return b.stored(err)
}

// ImportMapped takes files in that are read with the mapping given, which the book keeps; nil: as the book remembers.
func (b *Book) ImportMapped(ctx context.Context, p ntm.Period, m *ntm.Mapping, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	if m == nil {
		return b.Import(ctx, p, paths, done)
	}
	file := ""
	if len(paths) > 0 {
		file = paths[0]
	}
	id, err := b.Confirm(ctx, p, *m, file)
	if err != nil {
		return nil, err
	}
	kept, err := b.store.Mapping(ctx, id)
	if err != nil {
		return nil, b.stored(err)
	}
	given, err := rulingOf(&kept)
	if err != nil {
		return nil, err
	}
	return b.take(ctx, p, given, paths, done)
}

// CheckMapped examines files read with the mapping given and stores nothing.
func (b *Book) CheckMapped(ctx context.Context, p *ntm.Period, m *ntm.Mapping, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	rc := newReception(b.o, b, p)
	return rc.checkMapped(ctx, m, paths, done)
}

// CheckMapped is the same without a book.
func (o *Office) CheckMapped(ctx context.Context, p *ntm.Period, m *ntm.Mapping, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	return newReception(o, nil, p).checkMapped(ctx, m, paths, done)
}

func (rc *reception) checkMapped(ctx context.Context, m *ntm.Mapping, paths []string, done func(i, n int, v *Verdict)) ([]Verdict, error) {
	if m != nil {
		if open := m.Unconfirmed(); len(open) > 0 {
			return nil, problem(ProblemLayoutUnconfirmed, nil, "n", itoa(len(open)), "first", open[0])
		}
		rc.given = &ruling{Mapping: *m}
	}
	return rc.take(ctx, paths, looking(done))
}
