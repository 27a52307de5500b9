package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"bieuxa/ntm"
	"bieuxa/store"
)

// NewBook says what a book is to be about.
type NewBook struct {
	Parent   string   // GSO code of the aggregating unit: «385», «22»
	Set      string   // id of the criteria set; empty: each period picks its own
	On       ntm.Date // the day from which the units stand; zero: today
	Cut      ntm.CutStyle
	Office   string // «Đơn vị nhận báo cáo»; empty: the parent's people's committee
	Overlays [][]byte
	Traits   []byte // CSV code,group,special,zone: what the office knows of its communes; may be nil
	Sample   bool
	FormSet  string // id of the set of standard forms; empty: the usual one

	OverlayFiles []string // further overlays, to be read from files
}

// Book is an open book of an office.
type Book struct {
	o     *Office
	store *store.Book
	meta  store.Meta
	units *ntm.Units
	over  []ntm.Overlay
	words *ntm.Words // the office's, with those of the province's own checks

	parent ntm.Unit
	mu     sync.Mutex // guards what follows
	months map[string]*month
	lying  lying // the workbook that was laid open last
}

// Create makes a book for the units below a parent as they stood on a day.
func (o *Office) Create(ctx context.Context, path string, n NewBook) (*Book, error) {
	if err := errors.Join(o.ready(), nameable(path)); err != nil {
		return nil, err
	}
	units, err := o.units()
	if err != nil {
		return nil, err
	}
	if n.On.IsZero() {
		now := o.cfg.Now()
		n.On = ntm.NewDate(now.Year(), int(now.Month()), now.Day())
	}
	parent, ok := units.Find(n.Parent, n.On)
	if !ok {
		return nil, problem(ProblemParent, nil, "code", n.Parent, "on", n.On.String())
	}
	if n.Set != "" {
		if _, ok := o.criteria.Set(n.Set); !ok {
			return nil, problem(ProblemSet, nil, "set", n.Set)
		}
	}
	if _, ok := o.forms.Set(n.FormSet); n.FormSet != "" && !ok {
		return nil, problem(ProblemFormSet, nil, "set", n.FormSet)
	}
	for _, path := range n.OverlayFiles {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, unreadable(path, err)
		}
		n.Overlays = append(n.Overlays, text)
	}
	overlays, err := o.overlaysFor(n, provinceOf(units, parent, n.On))
	if err != nil {
		return nil, err
	}
	st, err := store.Create(path, o.storeOptions(path))
	if err != nil {
		return nil, bookProblem(path, err)
	}
	b, err := o.fill(ctx, st, n, parent, overlays)
	if err != nil {
		_ = st.Close()
		_ = os.Remove(path)
		return nil, err
	}
	return b, nil
}

// overlaysFor are the shipped overlays of the province, and those given by the office.
func (o *Office) overlaysFor(n NewBook, province string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, text := range n.Overlays {
		ov, err := ntm.ParseOverlay(text)
		if err != nil {
			return nil, problem(ProblemOverlay, err, "error", err.Error())
		}
		out[ov.ID] = text
	}
	for _, ov := range o.criteria.Overlays() {
		if _, own := out[ov.ID]; !own && ov.Province == province {
			out[ov.ID] = nil // shipped: its text is the program's
		}
	}
	return out, nil
}

func (o *Office) fill(ctx context.Context, st *store.Book, n NewBook, parent ntm.Unit, overlays map[string][]byte) (*Book, error) {
	units, err := o.units()
	if err != nil {
		return nil, err
	}
	if n.Cut == "" {
		n.Cut = ntm.CutFifteenth
	}
	if n.Office == "" {
		n.Office = committee(parent)
	}
	meta := store.Meta{Parent: parent.Code, ParentName: parent.Name, ParentLevel: string(parent.Level), Set: n.Set,
		On: n.On.String(), Definition: o.commune.ID, Cut: ntm.Cut{Style: n.Cut}, Office: n.Office, Sample: n.Sample, FormSet: n.FormSet}
	for id, text := range overlays {
		meta.Overlays = append(meta.Overlays, id)
		if text == nil {
			continue
		}
		if err := st.KeepDefinition(ctx, "overlay", id, "1", text); err != nil {
			return nil, bookProblem(st.Path(), err)
		}
	}
	traits, err := parseTraits(n.Traits)
	if err != nil {
		return nil, err
	}
	members := []store.Member{{Unit: parent}}
	for _, u := range units.Tree(parent.Code, n.On) {
		m := traits[u.Code]
		m.Unit = u
		members = append(members, m)
		delete(traits, u.Code)
	}
	for code := range traits {
		return nil, problem(ProblemTraits, nil, "error", "mã "+code+" không thuộc các đơn vị của sổ")
	}
	if err := st.AddMembers(ctx, members); err != nil {
		return nil, bookProblem(st.Path(), err)
	}
	if err := st.SetMeta(ctx, meta); err != nil {
		return nil, bookProblem(st.Path(), err)
	}
	if err := st.Log(ctx, store.Event{Verb: "new", Unit: parent.Code, Detail: fmt.Sprintf("%s, %s", parent.Name, n.On)}); err != nil {
		return nil, bookProblem(st.Path(), err)
	}
	return o.book(ctx, st)
}

// OpenBook opens a book to work in it. With read set it is opened for reading only, and that is also
// what happens when another program holds it: ask ReadOnly.
func (o *Office) OpenBook(ctx context.Context, path string, read bool) (*Book, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	opt := o.storeOptions(path)
	opt.ReadOnly, opt.MayRead = read, true
	st, err := store.Open(path, opt)
	if err != nil {
		return nil, o.bookProblem(path, err)
	}
	b, err := o.book(ctx, st)
	if err != nil {
		_ = st.Close()
		return nil, err
	}
	return b, nil
}

func (o *Office) book(ctx context.Context, st *store.Book) (*Book, error) {
	units, err := o.units()
	if err != nil {
		return nil, err
	}
	meta, err := st.Meta(ctx)
	if err != nil {
		return nil, bookProblem(st.Path(), err)
	}
	b := &Book{o: o, store: st, meta: meta, units: units, months: map[string]*month{}}
	on, err := ntm.ParseDateISO(meta.On)
	if err != nil {
		return nil, bookProblem(st.Path(), fmt.Errorf("%w: %w", store.ErrNotBook, err))
	}
	var ok bool
	if b.parent, ok = units.Find(meta.Parent, on); !ok {
		return nil, problem(ProblemParent, nil, "code", meta.Parent, "on", meta.On)
	}
	return b, b.loadOverlays(ctx)
}

func (b *Book) loadOverlays(ctx context.Context) error {
	b.words = b.o.words
	own, err := b.store.Definitions(ctx, "overlay")
	if err != nil {
		return bookProblem(b.store.Path(), err)
	}
	for _, id := range b.meta.Overlays {
		if text, ok := own[id]; ok {
			ov, err := ntm.ParseOverlay(text)
			if err != nil {
				return problem(ProblemOverlay, err, "error", err.Error())
			}
			b.over = append(b.over, ov)
			continue
		}
		for _, ov := range b.o.criteria.Overlays() {
			if ov.ID == id {
				b.over = append(b.over, ov)
			}
		}
	}
	for _, ov := range b.over {
		checks, err := ntm.ParseOwnChecks(ov.ExtraChecks)
		if err == nil {
			b.words, err = b.words.WithChecks(checks)
		}
		if err == nil {
			_, err = b.o.commune.WithChecks(checks)
		}
		if err != nil {
			return problem(ProblemOverlay, err, "error", err.Error())
		}
	}
	return nil
}

// Words are the sentences of the office's language, with those of the province's own checks.
func (b *Book) Words() *ntm.Words { return b.words }

// Close releases the book.
func (b *Book) Close() error { return b.store.Close() }

// ReadOnly tells that the book cannot be written to, and who holds it if another program does.
func (b *Book) ReadOnly() (bool, string) { return b.store.ReadOnly(), b.store.Holder() }

// Converted tells that the book was written by an older version of the program and is shown from a copy brought
// up to date, because it is open for reading only.
func (b *Book) Converted() bool { return b.store.Converted() }

// Upgraded is the copy that was kept when this opening brought an older book up to date; empty: it was not older.
func (b *Book) Upgraded() string { return b.store.Upgraded() }

// Path is where the book lies.
func (b *Book) Path() string { return b.store.Path() }

// Parent is the aggregating unit.
func (b *Book) Parent() ntm.Unit { return b.parent }

// Meta is what the book is about.
func (b *Book) Meta() store.Meta { return b.meta }

// Units are the units that report to the book on its first day.
func (b *Book) Units(ctx context.Context) ([]ntm.Unit, error) {
	on, err := ntm.ParseDateISO(b.meta.On)
	if err != nil {
		return nil, b.stored(err)
	}
	all, err := b.store.Members(ctx, on)
	if err != nil {
		return nil, b.stored(err)
	}
	var out []ntm.Unit
	for _, m := range all {
		if m.Level == ntm.LevelCommune {
			out = append(out, m.Unit)
		}
	}
	return out, nil
}

// Periods lists the periods for which anything was received.
func (b *Book) Periods(ctx context.Context) ([]string, error) { return b.store.Periods(ctx) }

// Events is the log of who did what when.
func (b *Book) Events(ctx context.Context) ([]store.Event, error) { return b.store.Events(ctx) }

// committee names a unit's people's committee: «UBND huyện Quan Hóa».
func committee(u ntm.Unit) string { return "UBND " + string(u.Kind) + " " + u.Short() }

func provinceOf(units *ntm.Units, u ntm.Unit, on ntm.Date) string {
	for u.Level != ntm.LevelProvince {
		above, ok := units.Find(u.Parent, on)
		if !ok {
			return ""
		}
		u = above
	}
	return u.Code
}

// writable refuses to begin work that could not be kept.
func (b *Book) writable() error {
	if !b.store.ReadOnly() {
		return nil
	}
	if h := b.store.Holder(); h != "" {
		return problem(ProblemBookInUse, store.ErrInUse, "path", b.Path(), "holder", h)
	}
	return problem(ProblemBookReadOnly, store.ErrReadOnly, "path", b.Path())
}

// stored turns an error of the store into a Problem.
func (b *Book) stored(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return bookProblem(b.Path(), err)
}
