package ntm

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"
)

const (
	unitsFile   = "units/units.csv"
	unitsHead   = "code,name,kind,parent,from,to,unsure,later_name"
	lineageFile = "units/lineage.csv"
	lineageHead = "effective,from_code,to_code,basis"
)

// Units is the dated catalogue of administrative units. It does not change once loaded and may be
// used from several goroutines.
type Units struct {
	rows     []Unit // by tier, code and From
	children map[string][]int32
	first    Date
	byName   func() map[string][]int32 // folded short name to rows
	lineage  lineage
}

// LoadUnits reads the catalogue from the folder of assets. The error names the file and the line.
func LoadUnits(assets fs.FS) (*Units, error) {
	t := &Units{rows: make([]Unit, 0, 1<<14), children: make(map[string][]int32, 1<<10)}
	err := readTable(assets, unitsFile, unitsHead, func(cells []string) error {
		u, err := parseUnit(cells)
		if err != nil {
			return err
		}
		if n := len(t.rows); n > 0 && compareUnits(t.rows[n-1], u) >= 0 {
			return fmt.Errorf("unit %s is out of order", u.Code)
		}
		t.rows = append(t.rows, u)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("loading units: %w", err)
	}
	if len(t.rows) == 0 {
		return nil, fmt.Errorf("loading units: %s: %w", unitsFile, errNoUnits)
	}
	t.first = t.rows[0].From
	for i, u := range t.rows {
		if u.From.Before(t.first) {
			t.first = u.From
		}
		if u.Parent != "" {
			t.children[u.Parent] = append(t.children[u.Parent], int32(i))
		}
	}
	t.byName = sync.OnceValue(t.indexNames)
	if t.lineage, err = readLineage(assets); err != nil {
		return nil, fmt.Errorf("loading units: %w", err)
	}
	return t, nil
}

var errNoUnits = errors.New("no units")

// readTable hands over the rows of a comma-separated file whose cells hold neither commas nor quotes.
func readTable(assets fs.FS, name, head string, row func(cells []string) error) error {
	raw, err := fs.ReadFile(assets, name)
	if err != nil {
		return err
	}
	cells := make([]string, strings.Count(head, ",")+1)
	number := 0
	for line := range strings.Lines(string(raw)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if number == 1 {
			if line != head {
				return fmt.Errorf("%s: heads are %q, want %q", name, line, head)
			}
			continue
		}
		if strings.Count(line, ",") != len(cells)-1 {
			return fmt.Errorf("%s line %d: want %d cells", name, number, len(cells))
		}
		for i := range cells {
			cells[i], line, _ = strings.Cut(line, ",")
		}
		if err := row(cells); err != nil {
			return fmt.Errorf("%s line %d: %w", name, number, err)
		}
	}
	return nil
}

func parseUnit(cells []string) (Unit, error) {
	u := Unit{Code: cells[0], Name: cells[1], Kind: Kind(cells[2]), Level: LevelOf(cells[0]), Parent: cells[3], Unsure: cells[6] != "", LaterName: cells[7]}
	if !u.Kind.Fits(u.Level) {
		return Unit{}, fmt.Errorf("unit %s: no kind %q at its tier", u.Code, cells[2])
	}
	if isTop := u.Level == LevelProvince; isTop != (u.Parent == "") || !isTop && (LevelOf(u.Parent) == "" || len(u.Parent) >= len(u.Code)) {
		return Unit{}, fmt.Errorf("unit %s: %q is no parent", u.Code, u.Parent)
	}
	var err error
	if u.From, err = ParseDateISO(cells[4]); err != nil {
		return Unit{}, fmt.Errorf("unit %s: %w", u.Code, err)
	}
	if cells[5] != "" {
		if u.To, err = ParseDateISO(cells[5]); err != nil {
			return Unit{}, fmt.Errorf("unit %s: %w", u.Code, err)
		}
	}
	return u, nil
}

func compareUnits(a, b Unit) int {
	return cmp.Or(cmp.Compare(len(a.Code), len(b.Code)), strings.Compare(a.Code, b.Code), a.From.Compare(b.From))
}

// First is the first day the catalogue knows; before it nothing can be said.
func (t *Units) First() Date { return t.first }

// At gives the unit that bears the code on a day.
func (t *Units) At(code string, level Level, on Date) (Unit, bool) {
	for _, u := range t.withCode(code) {
		if u.Level == level && u.On(on) {
			return u, true
		}
	}
	return Unit{}, false
}

// Find is At with the tier told by the length of the code: "22", "385", "14869".
func (t *Units) Find(code string, on Date) (Unit, bool) { return t.At(code, LevelOf(code), on) }

// withCode gives all units that ever bore the code, oldest first.
func (t *Units) withCode(code string) []Unit {
	from := sort.Search(len(t.rows), func(i int) bool {
		own := t.rows[i].Code
		return len(own) > len(code) || len(own) == len(code) && own >= code
	})
	to := from
	for to < len(t.rows) && t.rows[to].Code == code {
		to++
	}
	return t.rows[from:to]
}

// Children gives the units of a tier below parent on a day, by code. The communes of a province come
// through its districts until 30/6/2025 and directly since.
func (t *Units) Children(parent string, level Level, on Date) []Unit {
	var found []Unit
	for _, i := range t.children[parent] {
		u := t.rows[i]
		switch {
		case !u.On(on):
		case u.Level == level:
			found = append(found, u)
		case len(u.Code) < level.Digits():
			found = append(found, t.Children(u.Code, level, on)...)
		}
	}
	slices.SortFunc(found, compareUnits)
	return found
}

// Tree gives every unit, of any tier, that lives below parent on some day from on until the parent
// ends: what a book must keep so that each later period finds the units valid at its end. Nothing
// comes back when parent does not exist on that day.
func (t *Units) Tree(parent string, on Date) []Unit {
	top, ok := t.Find(parent, on)
	if !ok {
		return nil
	}
	seen := map[int32]bool{}
	t.collect(parent, Unit{From: on, To: top.To}, seen)
	found := make([]Unit, 0, len(seen))
	for i := range seen {
		found = append(found, t.rows[i])
	}
	slices.SortFunc(found, compareUnits)
	return found
}

// collect marks the rows below parent that share a day with span.
func (t *Units) collect(parent string, span Unit, seen map[int32]bool) {
	for _, i := range t.children[parent] {
		u := t.rows[i]
		if !overlaps(u, span) {
			continue
		}
		seen[i] = true
		if span.From.After(u.From) {
			u.From = span.From
		}
		if u.To.IsZero() || !span.To.IsZero() && span.To.Before(u.To) {
			u.To = span.To
		}
		t.collect(u.Code, u, seen)
	}
}

func overlaps(a, b Unit) bool {
	return (a.To.IsZero() || !a.To.Before(b.From)) && (b.To.IsZero() || !b.To.Before(a.From))
}

// Lookup finds units by a name as a person wrote it, in any spelling that Fold unites, below parent
// (all of Viet Nam when empty) on a day (any day when zero). When the name states a kind, as in
// "TT. Đầm Hà", units of that kind come alone; if there is none, those of other kinds come, and the
// caller must compare the kinds.
func (t *Units) Lookup(name, parent string, on Date) []Unit {
	var rows []int32
	for _, r := range readings(name) {
		rows = append(rows, t.byName()[r.short]...)
	}
	var found, exact []Unit
	for _, i := range rows {
		u := t.rows[i]
		if (on.IsZero() || u.On(on)) && (parent == "" || t.below(u, parent)) {
			found = append(found, u)
			if u.bears(name) {
				exact = append(exact, u)
			}
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return found
}

func (t *Units) below(u Unit, parent string) bool {
	if u.Parent == parent {
		return true
	}
	for _, above := range t.withCode(u.Parent) {
		if above.Parent == parent && overlaps(u, above) {
			return true
		}
	}
	return false
}

// indexNames folds each word once: the official names are tidy, so the words' keys make the name's.
func (t *Units) indexNames() map[string][]int32 {
	folded := make(map[string]string, 4096)
	key := func(name string) string {
		kind, rest, _ := strings.Cut(name, " ")
		if kind == "Thị" || kind == "Thành" || kind == "Đặc" {
			_, rest, _ = strings.Cut(rest, " ")
		}
		if strings.ContainsAny(rest, "-0") {
			return FoldUnit(name)
		}
		words := strings.Split(rest, " ")
		for i, word := range words {
			if _, known := folded[word]; !known {
				folded[word] = Fold(word)
			}
			words[i] = folded[word]
		}
		return strings.Join(words, " ")
	}
	index := make(map[string][]int32, len(t.rows))
	for i, u := range t.rows {
		own := key(u.Name)
		index[own] = append(index[own], int32(i))
		if u.LaterName != "" {
			if later := key(u.LaterName); later != own {
				index[later] = append(index[later], int32(i))
			}
		}
	}
	return index
}

// All gives every unit of a tier on a day, by code.
func (t *Units) All(level Level, on Date) []Unit {
	var found []Unit
	for _, u := range t.rows {
		if u.Level == level && u.On(on) {
			found = append(found, u)
		}
	}
	return found
}
