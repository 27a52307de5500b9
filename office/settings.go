package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Settings are what an office chooses for its book.
type Settings struct {
	Office             string // cơ quan báo cáo, at the head of the forms
	Place              string // địa danh of the date line
	HeadTitle          string // who signs at the right: lines «TM. ỦY BAN NHÂN DÂN», «CHỦ TỊCH»
	HeadName           string
	PreparerTitle      string // who signs at the left: «NGƯỜI LẬP BIỂU»
	PreparerName       string
	Superior           string   // the body above the issuer at the head of the letter; empty: none
	Symbol             string   // after the letter's number: «BC-UBND»; empty: as usual
	To                 []string // kính gửi; empty: the committee above, or the ministry
	Copies             []string // nơi nhận; empty: as usual
	Cut                ntm.CutStyle
	FormSet            string                  // id of the set of standard forms; empty: the usual one
	BasicallyMetCounts bool                    // Cơ bản đạt counts as Đạt
	Severity           map[string]ntm.Severity // of checks whose severity may be chosen, where it is not the catalogue's
}

// Settings are the book's.
func (b *Book) Settings() Settings {
	m := b.meta
	return Settings{Office: m.Office, Place: b.place(), HeadTitle: m.HeadTitle, HeadName: m.HeadName,
		PreparerTitle: m.PreparerTitle, PreparerName: m.PreparerName, Cut: m.Cut.Style, FormSet: m.FormSet,
		Superior: m.Superior, Symbol: m.Symbol, To: slices.Clone(m.To), Copies: slices.Clone(m.Copies),
		BasicallyMetCounts: m.Settings.BasicallyMetCounts, Severity: maps.Clone(m.Settings.Severity)}
}

// place is the place-name of the date line.
func (b *Book) place() string {
	if b.meta.Place != "" {
		return b.meta.Place
	}
	return b.parent.Short()
}

// MayChoose tells whether an office may choose a check's severity: of warnings and notes. What blocks, blocks.
func MayChoose(c *ntm.Check) bool { return c.Severity != ntm.Block && c.On == "" }

// SaveSettings keeps the settings; each change stands in the log with what it was. Periods that are closed keep
// their days and their count of criteria. What was examined before may have to be examined again: ask Stale.
func (b *Book) SaveSettings(ctx context.Context, s Settings) error {
	if err := b.writable(); err != nil {
		return err
	}
	meta, err := b.withSettings(ctx, s)
	if err != nil {
		return err
	}
	changes := b.settingChanges(b.Settings(), s)
	if len(changes) == 0 {
		return nil
	}
	return b.keepMeta(ctx, meta, "settings", changes)
}

// withSettings checks the settings and puts them into what the book is about.
func (b *Book) withSettings(ctx context.Context, s Settings) (store.Meta, error) {
	meta := b.meta
	if strings.TrimSpace(s.Office) == "" {
		return meta, problem(ProblemSetting, nil, "what", b.words.UI("settings.office", nil))
	}
	if s.Cut != ntm.CutFifteenth && s.Cut != ntm.CutCalendar {
		return meta, problem(ProblemSetting, nil, "what", b.words.UI("settings.cut", nil))
	}
	severity := map[string]ntm.Severity{}
	for id, to := range s.Severity {
		c, ok := b.o.checkOf(id)
		if !ok || !MayChoose(c) || to != ntm.Explain && to != ntm.Note {
			return meta, problem(ProblemSetting, nil, "what", id)
		}
		if to != c.Severity {
			severity[id] = to
		}
	}
	meta.Office, meta.Place = strings.TrimSpace(s.Office), strings.TrimSpace(s.Place)
	if meta.Place == b.parent.Short() {
		meta.Place = ""
	}
	meta.HeadTitle, meta.HeadName = strings.TrimSpace(s.HeadTitle), strings.TrimSpace(s.HeadName)
	meta.PreparerTitle, meta.PreparerName = strings.TrimSpace(s.PreparerTitle), strings.TrimSpace(s.PreparerName)
	meta.Superior, meta.Symbol = strings.TrimSpace(s.Superior), strings.TrimSpace(s.Symbol)
	meta.To, meta.Copies = linesOf(strings.Join(s.To, "\n")), linesOf(strings.Join(s.Copies, "\n"))
	meta.Settings.BasicallyMetCounts, meta.Settings.Severity = s.BasicallyMetCounts, severity
	if s.FormSet != meta.FormSet {
		if err := b.mayChange(ctx, s.FormSet); err != nil {
			return meta, err
		}
		meta.FormSet = s.FormSet
	}
	if s.Cut != meta.Cut.Style {
		free, err := b.closedDays(ctx)
		if err != nil {
			return meta, err
		}
		meta.Cut = ntm.Cut{Style: s.Cut, Free: free}
	}
	return meta, nil
}

// closedDays are the days given to single periods, and those of the closed periods as they are now.
func (b *Book) closedDays(ctx context.Context) (map[string][2]ntm.Date, error) {
	free := maps.Clone(b.meta.Cut.Free)
	if free == nil {
		free = map[string][2]ntm.Date{}
	}
	closed, err := b.closedPeriods(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range closed {
		for _, q := range append([]ntm.Period{p}, p.Months()...) {
			from, to, err := b.meta.Cut.Days(q)
			if err != nil {
				return nil, problem(ProblemPeriod, err, "period", q.VN())
			}
			free[q.String()] = [2]ntm.Date{from, to}
		}
	}
	return free, nil
}

// settingChanges words each change: «Cơ quan: a → b».
func (b *Book) settingChanges(was, now Settings) []string {
	var out []string
	add := func(id, a, c string) {
		if strings.TrimSpace(a) != strings.TrimSpace(c) {
			out = append(out, fmt.Sprintf("%s: %s → %s", b.words.UI("settings."+id, nil), quoted(a), quoted(c)))
		}
	}
	yes := func(v bool) string { return b.words.UI(fmt.Sprintf("settings.%t", v), nil) }
	add("office", was.Office, now.Office)
	add("place", was.Place, now.Place)
	add("head-title", was.HeadTitle, now.HeadTitle)
	add("head-name", was.HeadName, now.HeadName)
	add("preparer-title", was.PreparerTitle, now.PreparerTitle)
	add("preparer-name", was.PreparerName, now.PreparerName)
	add("superior", was.Superior, now.Superior)
	add("symbol", was.Symbol, now.Symbol)
	add("to", strings.Join(was.To, "\n"), strings.Join(now.To, "\n"))
	add("copies", strings.Join(was.Copies, "\n"), strings.Join(now.Copies, "\n"))
	add("cut", b.words.UI("settings.cut-"+string(was.Cut), nil), b.words.UI("settings.cut-"+string(now.Cut), nil))
	add("forms", b.formSetTitle(was.FormSet), b.formSetTitle(now.FormSet))
	add("basically", yes(was.BasicallyMetCounts), yes(now.BasicallyMetCounts))
	for _, c := range b.o.communeChecks() {
		a, z := c.Severity, c.Severity
		if s, ok := was.Severity[c.ID]; ok {
			a = s
		}
		if s, ok := now.Severity[c.ID]; ok {
			z = s
		}
		if a != z {
			out = append(out, fmt.Sprintf("%s %s: %s → %s", c.ID, b.words.Title(c.ID), b.words.UI("severity."+string(a), nil),
				b.words.UI("severity."+string(z), nil)))
		}
	}
	return out
}

func quoted(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return "–"
	}
	return "«" + strings.ReplaceAll(s, "\n", " / ") + "»"
}

// keepMeta stores what the book is about, a line of the log for each change, and forgets what was computed.
func (b *Book) keepMeta(ctx context.Context, meta store.Meta, verb string, changes []string) error {
	var events []store.Event
	for _, c := range changes {
		events = append(events, store.Event{Verb: verb, Detail: c})
	}
	if err := b.store.ChangeMeta(ctx, meta, events); err != nil {
		return b.stored(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.meta = meta
	b.months = map[string]*month{}
	return nil
}

// rules names the rules that findings were made by: the program's catalogue, and what the office chose.
func (b *Book) rules() string {
	own, _ := json.Marshal(b.meta.Settings) // strings and a flag: it cannot fail
	plain, _ := json.Marshal(ntm.Settings{})
	levels := ""
	for _, ov := range b.over {
		if strings.HasPrefix(ov.ID, ownOverlay) {
			levels += levelsText(ov)
		}
	}
	if string(own) == string(plain) && levels == "" {
		return b.o.catalogue
	}
	sum := sha256.Sum256([]byte(string(own) + levels))
	return b.o.catalogue + "+" + hex.EncodeToString(sum[:4])
}

// Stale are the units whose newest return of an open period was examined by other rules than those of today:
// Recheck examines them again.
func (b *Book) Stale(ctx context.Context, p ntm.Period) ([]string, error) {
	if b.open(ctx, p) != nil {
		return nil, nil
	}
	all, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	newest := map[string]store.Version{}
	for _, v := range all {
		newest[v.Unit] = v
	}
	rules, out := b.rules(), []string(nil)
	for code, v := range newest {
		if v.Catalogue != rules && v.Sent == "" {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out, nil
}

// CheckChoice is a check whose severity an office may choose.
type CheckChoice struct {
	ID, Title string
	Severity  ntm.Severity // as it is now
	Usual     ntm.Severity // as the catalogue has it
}

// Checks are those whose severity may be chosen, in the catalogue's order.
func (b *Book) Checks() []CheckChoice {
	var out []CheckChoice
	for _, c := range b.o.communeChecks() {
		if !MayChoose(c) {
			continue
		}
		now := c.Severity
		if s, ok := b.meta.Settings.Severity[c.ID]; ok {
			now = s
		}
		out = append(out, CheckChoice{c.ID, b.words.Title(c.ID), now, c.Severity})
	}
	return out
}
