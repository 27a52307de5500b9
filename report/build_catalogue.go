package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// Standard is one standard form of the catalogue as lists show it.
type Standard struct {
	ID          string // "bieu-06a"
	No          string // "Biểu 06a"
	Title       string
	Orientation Orientation
	Covers      string // whom a row or a count stands for: "xã" (NTM), "đơn vị" (towns too)
}

// edition is one layout of a standard form. Several may bear one id: the first that fits the
// criteria set and the period is the form.
type edition struct {
	ID       string            `yaml:"id"`
	No       string            `yaml:"no"`
	Title    string            `yaml:"title"`
	Issued   string            `yaml:"issued"`
	Lying    string            `yaml:"orientation"`
	Measure  string            `yaml:"measure"`
	Layout   string            `yaml:"layout"`
	Covers   string            `yaml:"covers"`
	Names    int               `yaml:"name_columns"`
	Headline string            `yaml:"headline"` // key of the column whose total stands for the form; empty: the largest
	Applies  applies           `yaml:"applies"`
	Columns  []columnSpec      `yaml:"columns"`
	RowsOf   string            `yaml:"rows_of"` // table of the return whose rows are added up
	Own      string            `yaml:"own"`     // table of the parent's own return
	Rows     []givenRow        `yaml:"rows"`
	Titles   []string          `yaml:"titles"` // recognition titles counted under the bands
	Words    map[string]string `yaml:"words"`
	Notes    []string          `yaml:"notes"`
	Block    *blockSpec        `yaml:"block"` // a second table under the first

	// Forms made of a list; the list is the table of Applies.
	Parts  []listPart   `yaml:"parts"`
	Shares []titleShare `yaml:"shares"`
}

// applies says when an edition is the right one.
type applies struct {
	Level    string `yaml:"level"`    // of the criteria set; empty: any
	Groups   *bool  `yaml:"groups"`   // the set knows xã nhóm 1, 2, 3; absent: either
	Bands    bool   `yaml:"bands"`    // the set has bands
	Criteria bool   `yaml:"criteria"` // the form speaks of the set's criteria: it names the set and its doubts
	Table    string `yaml:"table"`    // table the return must have
	District bool   `yaml:"district"` // there was a district to assess itself
	From     string `yaml:"from"`     // first and last day (ISO) of the periods' ends
	Until    string `yaml:"until"`
}

// columnSpec is a column before it is laid out. Headings may hold {no}, {name} of what it repeats over.
type columnSpec struct {
	Key      string   `yaml:"key"`
	Heading  []string `yaml:"heading"`
	Label    string   `yaml:"label"`
	Width    float64  `yaml:"width"`
	Align    string   `yaml:"align"`
	Rotate   bool     `yaml:"rotate"`
	Decimals int      `yaml:"decimals"`
	Each     string   `yaml:"each"`     // repeated over: criterion, group
	If       string   `yaml:"if"`       // kept only if: groups, stated, counted
	Figure   []string `yaml:"figure"`   // table, row and column of the return that is added up; table and column where the layout has the row
	At       string   `yaml:"at"`       // the figure's time: previous, year_end, year_ago; empty: now
	Rate     []string `yaml:"rate"`     // keys of the columns whose quotient in per cent stands here: the first over the sum of the others
	Sum      []string `yaml:"sum"`      // keys of the columns of the same row that add up to it
	Minus    []string `yaml:"minus"`    // keys of two columns: the first less the second
	Sums     string   `yaml:"sums"`     // column of the table rows_of that is added up over the units
	Optional bool     `yaml:"optional"` // units may leave it blank: nobody is named for it

	// Forms made of a list.
	Count *rowSpec `yaml:"count"` // rows are counted
	Add   string   `yaml:"add"`   // column of the list that is added up
	Less  string   `yaml:"less"`  // of a rate: key of the column taken from its divisor
	Says  string   `yaml:"says"`  // a line of the list: what it says in this column
	Mark  *rowSpec `yaml:"mark"`  // a line of the list: marked if picked
}

// givenRow is a row given in advance: a heading, all communes, the communes of a band, or a row of the parent's own return.
type givenRow struct {
	No     string `yaml:"no"`
	Label  string `yaml:"label"` // of a band empty: the band's own
	Unit   string `yaml:"unit"`
	Head   bool   `yaml:"head"`
	Units  bool   `yaml:"units"`
	Band   int    `yaml:"band"`   // 1 is the set's highest
	Own    string `yaml:"own"`    // code of the row; with groups the codes are own.1, own.2 …
	Groups bool   `yaml:"groups"` // followed by a row for each group of communes
	Indent int    `yaml:"indent"`
}

// Forms lists the forms of the set in the order of an export, each once.
func (s *FormSet) Forms() []Standard {
	var out []Standard
	for _, e := range s.editions {
		if slices.ContainsFunc(out, func(f Standard) bool { return f.ID == e.ID }) {
			continue
		}
		out = append(out, Standard{ID: e.ID, No: e.No, Title: e.Title, Orientation: orientations()[e.Lying], Covers: e.Covers})
	}
	return out
}

// For lists the ids of the forms that fit the roll-up, in the order of an export.
func (s *FormSet) For(ru *ntm.RollUp) []string {
	var out []string
	for _, e := range s.editions {
		if e.fits(ru) && !slices.Contains(out, e.ID) {
			out = append(out, e.ID)
		}
	}
	return out
}

// edition is the first edition of a form that fits the roll-up.
func (s *FormSet) edition(id string, ru *ntm.RollUp) (*edition, error) {
	known := false
	for _, e := range s.editions {
		if e.ID != id {
			continue
		}
		if known = true; e.fits(ru) {
			return e, nil
		}
	}
	if !known {
		return nil, fmt.Errorf("form %q is not in the set %s", id, s.ID)
	}
	return nil, fmt.Errorf("form %s does not fit period %s and criteria set %s", id, ru.Period, ru.Set.ID)
}

func (e *edition) fits(ru *ntm.RollUp) bool {
	a, on := e.Applies, ru.To.String()
	if a.Level != "" && a.Level != ru.Set.Level || a.Bands && len(ru.Set.Bands) == 0 {
		return false
	}
	if a.District && !hasDistricts(ru) {
		return false
	}
	if a.Groups != nil && *a.Groups != hasGroups(ru) {
		return false
	}
	if a.From != "" && on < a.From || a.Until != "" && on > a.Until {
		return false
	}
	if a.Table == "" {
		return true
	}
	if ru.Def == nil {
		return false
	}
	_, ok := ru.Def.Table(a.Table)
	return ok
}

func hasGroups(ru *ntm.RollUp) bool { return len(ru.Set.Groups) > 0 }

func orientations() map[string]Orientation {
	return map[string]Orientation{"portrait": Portrait, "landscape": Landscape}
}

func aligns() map[string]Align {
	return map[string]Align{"": AlignLeft, "left": AlignLeft, "center": AlignCenter, "right": AlignRight}
}

// Whom a form covers.
const (
	coversCommunes = "xã"
	coversUnits    = "đơn vị"
	coversDistrict = "huyện" // a row stands for a district that assesses itself
)

func (e *edition) verify() error {
	if _, ok := orientations()[e.Lying]; !ok || e.ID == "" || e.No == "" || e.Title == "" {
		return fmt.Errorf("form %q lacks an id, number, title or orientation", e.ID)
	}
	if covers := []string{coversCommunes, coversUnits, coversDistrict}; !slices.Contains(covers, e.Covers) {
		return fmt.Errorf("covers %q, want one of %s", e.Covers, strings.Join(covers, ", "))
	}
	l, ok := layouts()[e.Layout]
	if !ok {
		return fmt.Errorf("layout %q is unknown", e.Layout)
	}
	if missing := e.lacks(); missing != "" {
		return fmt.Errorf("layout %s needs %s", e.Layout, missing)
	}
	seen := map[string]columnSpec{}
	for _, c := range e.Columns {
		if err := c.verify(seen); err != nil {
			return fmt.Errorf("column %q: %w", c.Key, err)
		}
		seen[c.Key] = c
	}
	if e.Block != nil {
		if err := e.Block.verify(seen); err != nil {
			return err
		}
	}
	for _, key := range l.columns {
		if seen[key].Key == "" {
			return fmt.Errorf("layout %s needs column %q", e.Layout, key)
		}
	}
	words := l.words
	if slices.ContainsFunc(e.Columns, func(c columnSpec) bool { return c.At != "" }) {
		words = append(slices.Clone(words), "no_then", "not_alike")
	}
	for _, word := range words {
		if e.Words[word] == "" {
			return fmt.Errorf("layout %s needs the words %q", e.Layout, word)
		}
	}
	return e.verifyLists()
}

// lacks is what else the layout cannot do without.
func (e *edition) lacks() string {
	switch {
	case slices.Contains([]string{"sources", "components"}, e.Layout) && e.RowsOf == "":
		return "rows_of"
	case slices.Contains([]string{"own-list", "standing"}, e.Layout) && e.Own == "":
		return "own"
	case e.Layout == "standing" && len(e.Rows) == 0:
		return "rows"
	}
	return ""
}

func (c *columnSpec) verify(before map[string]columnSpec) error {
	if _, ok := aligns()[c.Align]; !ok {
		return fmt.Errorf("align %q is unknown", c.Align)
	}
	if c.Key == "" || before[c.Key].Key != "" || c.Width <= 0 || len(c.Heading) == 0 {
		return errors.New("no key, width or heading, or it stands twice")
	}
	if !slices.Contains([]string{"", eachCriterion, eachGroup}, c.Each) || !slices.Contains([]string{"", ifGroups, ifStated, ifCounted}, c.If) {
		return fmt.Errorf("each %q or if %q is unknown", c.Each, c.If)
	}
	if n := len(c.Figure); n == 1 || n > 3 || len(c.Rate) == 1 || len(c.Minus) == 1 || len(c.Minus) > 2 || c.If == ifStated && n != 3 {
		return errors.New("figure needs table, row, column; rate and minus need two columns; if: stated needs a figure")
	}
	if c.At != "" && (len(c.Figure) == 0 || !slices.Contains([]string{atPrevious, atYearEnd, atYearAgo}, c.At)) {
		return fmt.Errorf("at %q is unknown, or there is no figure", c.At)
	}
	read := slices.Concat(c.Rate, c.Minus)
	if c.Count == nil {
		read = append(read, c.Sum...)
	}
	for _, key := range read {
		if of := before[key]; len(of.Figure)+len(of.Sum) == 0 && of.Count == nil || of.If != "" {
			return fmt.Errorf("rate reads column %q, which is no figure that always stands before it", key)
		}
	}
	return nil
}
