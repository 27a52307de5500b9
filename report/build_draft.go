package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// What a column may be repeated over, and on what it may depend.
const (
	eachCriterion = "criterion"
	eachGroup     = "group"
	ifGroups      = "groups"
	ifStated      = "stated"
)

// repeat is one criterion or commune group that columns are repeated for.
type repeat struct{ key, no, name string }

// layColumns lays the edition's columns out for the set: neighbours with the same each are repeated
// together.
func (d *draft) layColumns() {
	specs := d.ed.Columns
	for i := 0; i < len(specs); {
		end := i + 1
		if specs[i].Each == "" {
			d.addColumn(specs[i], repeat{})
			i = end
			continue
		}
		for end < len(specs) && specs[end].Each == specs[i].Each {
			end++
		}
		for _, r := range d.repeats(specs[i].Each) {
			for _, s := range specs[i:end] {
				d.addColumn(s, r)
			}
		}
		i = end
	}
}

func (d *draft) repeats(each string) []repeat {
	var out []repeat
	if each == eachCriterion {
		for _, c := range d.ru.Set.Criteria {
			out = append(out, repeat{fmt.Sprint(".", c.No), fmt.Sprint(c.No), c.Name})
		}
		return out
	}
	for _, g := range d.groups() {
		out = append(out, repeat{"." + g.no, g.no, g.name})
	}
	return out
}

func (d *draft) addColumn(s columnSpec, r repeat) {
	if s.If == ifGroups && !hasGroups(d.ru) || s.If == ifStated && !d.ru.Sum(s.Figure[0], s.Figure[1], s.Figure[2], d.scope).OK {
		return
	}
	if s.If == ifCounted && len(d.rowsOf(d.ru.Pick(d.scope), *s.Count)) == 0 {
		return
	}
	s.Key += r.key
	words := strings.NewReplacer("{no}", r.no, "{name}", r.name)
	heading := make([]string, len(s.Heading))
	for i, h := range s.Heading {
		heading[i] = words.Replace(h)
	}
	d.at[s.Key] = len(d.form.Columns)
	d.specs = append(d.specs, s)
	d.form.Columns = append(d.form.Columns, Column{Key: s.Key, Heading: heading, Label: words.Replace(s.Label), Width: s.Width,
		Align: aligns()[s.Align], Rotate: s.Rotate, Decimals: s.Decimals})
}

// communeGroup is xã nhóm 1, 2, 3, or the communes that stand in none of them (no is "0").
type communeGroup struct {
	no, name string
	which    ntm.Which
}

// groups are the set's groups, and one more if a commune is in none of them.
func (d *draft) groups() []communeGroup {
	var out []communeGroup
	known := map[string]bool{}
	for _, g := range d.ru.Set.Groups {
		no := fmt.Sprint(g.No)
		known[no] = true
		out = append(out, communeGroup{no, g.Name, func(l *ntm.UnitLine) bool { return l.Group == no }})
	}
	none := func(l *ntm.UnitLine) bool { return !known[l.Group] }
	if slices.ContainsFunc(d.ru.Pick(ntm.Rural), none) {
		out = append(out, communeGroup{"0", d.ed.Words["ungrouped"], none})
	}
	return out
}

// add appends a row of blank cells and returns its index.
func (d *draft) add(role Role) int {
	d.form.Rows = append(d.form.Rows, Row{Role: role, Cells: make([]Cell, len(d.form.Columns))})
	return len(d.form.Rows) - 1
}

// set puts a cell into a row by the column's key.
func (d *draft) set(row int, key string, cell Cell) {
	if col, ok := d.at[key]; ok {
		d.form.Rows[row].Cells[col] = cell
	}
}

func (d *draft) cell(row int, key string) Cell { return d.form.Rows[row].Cells[d.at[key]] }

// across puts a cell into a row from one column up to the other, the latter left out.
func (d *draft) across(row, from, to int, cell Cell) {
	if to-from > 1 {
		cell = cell.Across(to - from)
	}
	d.form.Rows[row].Cells[from] = cell
}

// width is how many columns the form has.
func (d *draft) width() int { return len(d.form.Columns) }

// count is a figure that counts things.
func count(n int) Cell { return NumberCell(decimal.NewFromInt(int64(n)), 0) }

// known is the figure as a cell, blank where it is missing.
func known(n ntm.Num, decimals int) Cell {
	if !n.OK {
		return Cell{}
	}
	return NumberCell(n.D, decimals)
}

// text is words as a cell, blank where there are none.
func text(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return TextCell(s)
}

// traces names the entries behind a figure: "14884 tệp.xlsx, 04_HoNgheo!G12".
func traces(sources []ntm.Source) []string {
	var out []string
	for _, s := range sources {
		out = append(out, trace(s.Unit, s.Place)...)
	}
	return out
}

func trace(unit string, p ntm.Place) []string {
	if p == (ntm.Place{}) {
		return nil
	}
	return []string{unit + " " + p.String()}
}

// downs is the column over several runs of rows.
func downs(col int, runs [][2]int) []Area {
	var out []Area
	for _, r := range runs {
		out = append(out, Down(col, r[0], r[1]))
	}
	return out
}

// singles is the column at single rows, neighbours in one area.
func singles(col int, rows []int) []Area {
	var out []Area
	for _, r := range rows {
		if n := len(out) - 1; n >= 0 && out[n].To.Row == r-1 {
			out[n].To.Row = r
			continue
		}
		out = append(out, At(r, col))
	}
	return out
}

// section is a run of units under one heading: a district of a province.
type section struct {
	code, name string // empty if the whole is not divided
	lines      []*ntm.UnitLine
}

// which picks the section's units.
func (s section) which() ntm.Which {
	in := map[*ntm.UnitLine]bool{}
	for _, l := range s.lines {
		in[l] = true
	}
	return func(l *ntm.UnitLine) bool { return in[l] }
}

// sections divides the units picked by district, in the roll-up's order; units right under the parent
// stand in a section of its name.
func (d *draft) sections(w ntm.Which) []section {
	lines := d.ru.Pick(w)
	districts := d.ru.Districts()
	if len(districts) == 0 {
		return []section{{lines: lines}}
	}
	var out []section
	for _, code := range append(districts, "") {
		s := section{code: code, name: d.districtName(code)}
		for _, l := range lines {
			if l.Above == code || code == "" && !slices.Contains(districts, l.Above) {
				s.lines = append(s.lines, l)
			}
		}
		if len(s.lines) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (d *draft) districtName(code string) string {
	if code == "" {
		return "Trực thuộc " + d.ru.Parent.Name
	}
	return d.ru.DistrictName(code)
}

// sharedNames are the names that several units of the roll-up bear.
func (d *draft) sharedNames() map[string]bool {
	seen, out := map[string]bool{}, map[string]bool{}
	for _, l := range d.ru.Pick(d.scope) {
		if name := d.plainName(l.Unit); seen[name] {
			out[name] = true
		} else {
			seen[name] = true
		}
	}
	return out
}

// plainName is a unit's name as the form writes it: "Phú Lệ" where all are xã, else "Xã Phú Lệ".
func (d *draft) plainName(u ntm.Unit) string {
	if d.ed.Covers == coversCommunes {
		return u.Short()
	}
	return u.Name
}

// name is the unit's name, with its district where another unit of the roll-up bears the same.
func (d *draft) name(u ntm.Unit) string {
	name := d.plainName(u)
	if !d.twice[name] {
		return name
	}
	for _, l := range d.ru.Lines {
		if l.Unit.Code == u.Code && l.Above != "" && l.Above != d.ru.Parent.Code {
			return fmt.Sprintf("%s (%s)", name, d.districtName(l.Above))
		}
	}
	return fmt.Sprintf("%s (%s)", name, u.Code)
}

// rowName is the unit's name in its own row: under the heading of a district the bare name will do.
func (d *draft) rowName(u ntm.Unit, s section) string {
	if s.name != "" {
		return d.plainName(u)
	}
	return d.name(u)
}

func (d *draft) names(units []ntm.Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, d.name(u))
	}
	return out
}

// nameList names units in one line; under a province it says how many lie in each district, since
// hundreds of names fill no cell: "Huyện Quan Hóa: 3; Huyện Bá Thước: 5".
func (d *draft) nameList(units []ntm.Unit) string {
	if len(d.ru.Districts()) == 0 {
		return strings.Join(d.names(units), ", ")
	}
	in := map[string]bool{}
	for _, u := range units {
		in[u.Code] = true
	}
	var parts []string
	for _, s := range d.sections(d.scope) {
		n := 0
		for _, l := range s.lines {
			if in[l.Unit.Code] {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", s.name, n))
		}
	}
	return strings.Join(parts, "; ")
}

// note appends a note.
func (d *draft) note(format string, args ...any) {
	d.form.Notes = append(d.form.Notes, fmt.Sprintf(format, args...))
}
