package office

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// Digest is a roll-up in short: every figure that the forms add up, for the whole and for each unit. Equal
// roll-ups give equal digests. It is kept with each closing and each export, to tell later what has moved.
type Digest struct {
	Set     string         `json:"set"`
	Basic   bool           `json:"basically_met,omitempty"` // Cơ bản đạt counted as Đạt
	Figures []DigestFigure `json:"figures"`
	Units   []DigestUnit   `json:"units"`
}

// DigestFigure is one figure of the whole. Figures are exact decimals with a point, rates in per cent to two
// places; empty: nobody stated it.
type DigestFigure struct {
	Key   string `json:"key"` // table/row/column, table/column of a list; or as written here
	Name  string `json:"name"`
	Value string `json:"value"`
}

// DigestUnit is one unit's part in the figures, in their order; no values: it is not counted.
type DigestUnit struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// Movement is a figure that is not what it was. A unit that did not count has the value "".
type Movement struct {
	Key, Name      string
	Unit, UnitName string // empty: the total
	Was, Now       string // as in DigestFigure; the status of a criterion in words
}

// digest takes the figures of a roll-up down.
func (b *Book) digest(ru *ntm.RollUp) Digest {
	d := Digest{Set: ru.Set.ID, Basic: ru.Settings.BasicallyMetCounts, Figures: b.figuresOf(ru), Units: make([]DigestUnit, 0, len(ru.Lines))}
	for _, l := range ru.Lines {
		u := DigestUnit{Code: l.Unit.Code, Name: l.Unit.Name}
		if l.Reported() {
			one := *ru
			one.Lines = []*ntm.UnitLine{l}
			for _, f := range b.figuresOf(&one) {
				u.Values = append(u.Values, f.Value)
			}
			b.statuses(&one, u.Values)
		}
		d.Units = append(d.Units, u)
	}
	return d
}

// statuses says a single unit's criteria in words instead of counts.
func (b *Book) statuses(one *ntm.RollUp, values []string) {
	for i, cr := range one.Set.Criteria {
		s, _ := one.Lines[0].Now.CriterionStatus(cr.No, ntm.StatusColumn)
		values[criteriaFrom+i] = s.String()
	}
}

// reportedKey is the figure that tells which units are counted.
const reportedKey = "units/reported"

// criteriaFrom is the place of the first criterion among the figures.
const criteriaFrom = 4

// figuresOf lists the figures of a roll-up; their number and order depend on the definition and the set alone.
func (b *Book) figuresOf(ru *ntm.RollUp) []DigestFigure {
	var out []DigestFigure
	add := func(key, name, value string) { out = append(out, DigestFigure{key, name, value}) }
	n, of := ru.Count(ntm.Every)
	c := ru.Criteria(ntm.Every)
	add(reportedKey, b.words.UI("digest.reported", nil), fmt.Sprint(n))
	add("units/expected", b.words.UI("digest.expected", nil), fmt.Sprint(of))
	add("criteria/met", b.words.UI("digest.met", nil), fmt.Sprint(c.Met))
	add("criteria/possible", b.words.UI("digest.possible", nil), fmt.Sprint(c.Possible))
	for _, by := range c.By {
		no := fmt.Sprint(by.No)
		add("criteria/"+no, b.words.UI("digest.criterion", map[string]string{"no": no, "name": by.Name}), fmt.Sprint(by.Met))
	}
	for i := range ru.Def.Sheets {
		for j := range ru.Def.Sheets[i].Tables {
			out = append(out, b.sums(ru, &ru.Def.Sheets[i].Tables[j])...)
		}
	}
	for _, row := range []string{ntm.PoorRow, ntm.NearPoorRow} {
		add("rate/"+row, b.words.UI("digest.rate-"+row, nil), twoPlaces(ru.Poverty(row, ntm.Every).Rate))
	}
	live := ru.Tally("ocop", "sao", ntm.Every, ru.LiveProduct)
	add("rows/ocop", b.words.UI("digest.products", nil), fmt.Sprint(live.Rows))
	for _, star := range []string{"3", "4", "5"} {
		add("rows/ocop/"+star, b.words.UI("digest.stars", map[string]string{"n": star}), fmt.Sprint(live.By[star]))
	}
	for _, s := range ru.Recognition(ntm.Every) {
		add("recognised/"+s.Title, b.words.UI("digest.recognised", map[string]string{"title": s.Title}), fmt.Sprint(len(s.Units)))
	}
	add("rows/thon", b.words.UI("digest.villages", nil), fmt.Sprint(len(ru.List("thon", ntm.Every))))
	overdue, _ := ru.Overdue(ntm.Every)
	add("rows/lo_trinh/overdue", b.words.UI("digest.overdue", nil), fmt.Sprint(overdue))
	return out
}

func twoPlaces(n ntm.Num) string {
	if !n.OK {
		return ""
	}
	return ntm.RoundHalfUp(n.D, 2).StringFixed(2)
}

// sums are the columns of a table that are added up over units.
func (b *Book) sums(ru *ntm.RollUp, t *ntm.Table) []DigestFigure {
	var out []DigestFigure
	if t.Shape == ntm.ShapeFields {
		for i := range t.Rows {
			if row := &t.Rows[i]; row.RollUp == ntm.RollSum {
				out = append(out, DigestFigure{t.ID + "/" + row.Code + "/" + ntm.FieldColumn, row.Label,
					ru.Sum(t.ID, row.Code, ntm.FieldColumn, ntm.Every).String()})
			}
		}
		return out
	}
	for c := range t.Columns {
		col := &t.Columns[c]
		if col.RollUp != ntm.RollSum {
			continue
		}
		if t.Shape == ntm.ShapeList {
			out = append(out, DigestFigure{t.ID + "/" + col.Code, b.listName(t) + " – " + col.Heading(),
				ru.SumList(t.ID, col.Code, ntm.Every).String()})
			continue
		}
		for i := range t.Rows {
			if row := &t.Rows[i]; !slices.Contains(row.Except, col.Code) {
				out = append(out, DigestFigure{t.ID + "/" + row.Code + "/" + col.Code, strings.TrimSpace(row.No+" "+row.Label) + " – " + col.Heading(),
					ru.Sum(t.ID, row.Code, col.Code, ntm.Every).String()})
			}
		}
	}
	return out
}

// listName is what the rows of a list are: «Nợ đọng», «OCOP»; the title of the sheet if there is no word.
func (b *Book) listName(t *ntm.Table) string {
	if id := "digest.list-" + t.ID; b.words.HasUI(id) {
		return b.words.UI(id, nil)
	}
	return t.Sheet().Title
}

// Against tells what moved from an earlier digest to this one: each figure's total, then the units that
// moved it. A unit that joined or left the totals is told once, with the number of units. Figures are matched by their key, so that a definition may have gained some.
func (d Digest) Against(was Digest) []Movement {
	before := was.byKey()
	now := d.byKey()
	figures := slices.Clone(d.Figures)
	for _, f := range was.Figures {
		if _, ok := now[f.Key]; !ok {
			figures = append(figures, f)
		}
	}
	units := slices.Clone(d.Units)
	for _, u := range was.Units {
		if !slices.ContainsFunc(d.Units, func(x DigestUnit) bool { return x.Code == u.Code }) {
			units = append(units, u)
		}
	}
	var out []Movement
	for _, f := range figures {
		if a, b := before[f.Key].total, now[f.Key].total; a != b {
			out = append(out, Movement{Key: f.Key, Name: f.Name, Was: a, Now: b})
		}
		if f.Key == "units/expected" || f.Key == "criteria/possible" {
			continue // of one unit they say nothing
		}
		for _, u := range units {
			if f.Key != reportedKey && (before[f.Key].units[u.Code] == "") != (now[f.Key].units[u.Code] == "") && counts(was, u.Code) != counts(d, u.Code) {
				continue // it joined or left the totals, which is told once
			}
			if a, b := before[f.Key].units[u.Code], now[f.Key].units[u.Code]; a != b {
				out = append(out, Movement{f.Key, f.Name, u.Code, u.Name, a, b})
			}
		}
	}
	return out
}

// counts tells whether the unit is in a digest's figures.
func counts(d Digest, code string) bool {
	return slices.ContainsFunc(d.Units, func(u DigestUnit) bool { return u.Code == code && len(u.Values) > 0 })
}

// digestRow is one figure: the whole and the units that count.
type digestRow struct {
	total string
	units map[string]string
}

func (d Digest) byKey() map[string]digestRow {
	out := make(map[string]digestRow, len(d.Figures))
	for i, f := range d.Figures {
		row := digestRow{f.Value, map[string]string{}}
		for _, u := range d.Units {
			if i < len(u.Values) {
				row.units[u.Code] = u.Values[i]
			}
		}
		out[f.Key] = row
	}
	return out
}

// JSON is the digest as it is kept; the same figures give the same bytes.
func (d Digest) JSON() string {
	text, _ := json.Marshal(d) // strings only: it cannot fail
	return string(text)
}

// ParseDigest reads a digest that was kept. An empty text is an empty digest.
func ParseDigest(text string) (Digest, error) {
	var d Digest
	if text == "" {
		return d, nil
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return d, fmt.Errorf("digest: %w", err)
	}
	return d, nil
}
