package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// counts is Biểu 07 and 08: units down, by district under a province; across, how many rows of a list are
// such and such, and sums of its columns.
type counts struct {
	*draft
	kept []int // columns that are filled here
}

func buildCounts(d *draft) error {
	c := &counts{draft: d}
	for i, s := range d.specs {
		if s.Count != nil || s.Add != "" || len(s.Rate) > 0 {
			c.kept = append(c.kept, i)
		}
	}
	var parts []int
	for i, s := range d.sections(d.scope) {
		if s.name == "" {
			parts = c.units(s)
			continue
		}
		row := d.add(Subtotal)
		d.set(row, "no", TextCell(Roman(i+1)))
		d.set(row, "unit", TextCell(s.name))
		c.sums(row, s.lines, c.units(s))
		parts = append(parts, row)
	}
	total := d.add(Total)
	d.across(total, 0, d.at["unit"]+1, TextCell(d.ed.Words["total"]))
	c.sums(total, d.ru.Pick(d.scope), parts)
	d.leftOpen()
	d.silence()
	if d.ed.Words["shared"] != "" {
		d.shared()
	}
	return nil
}

// units adds a row for each unit of the section and returns them.
func (c *counts) units(s section) []int {
	var rows []int
	for i, l := range s.lines {
		row := c.add(Item)
		rows = append(rows, row)
		c.form.Rows[row].Indent = min(1, len(s.name))
		c.set(row, "no", count(i+1))
		c.set(row, "unit", TextCell(c.rowName(l.Unit, s)))
		from := c.at["unit"] + 1
		switch c.answer(l) {
		case unreported:
			c.across(row, from, c.width(), StateCell(Missing))
		case silent:
			c.across(row, from, c.width(), TextCell(c.ed.Words["silent"]))
		case nothing:
			c.across(row, from, c.width(), StateCell(NothingArose).From(trace(l.Unit.Code, l.Now.Grid(c.list()).Place)...))
		default:
			c.fill(row, []*ntm.UnitLine{l}, nil)
		}
	}
	return rows
}

// sums fills a row with what the units have together; parts are the rows it adds up.
func (c *counts) sums(row int, lines []*ntm.UnitLine, parts []int) {
	said, from := c.answers(lines), c.at["unit"]+1
	switch {
	case said[unreported] == len(lines):
		c.across(row, from, c.width(), StateCell(Missing))
	case said[listed] == 0 && said[silent] > 0:
		c.across(row, from, c.width(), TextCell(c.ed.Words["silent"]))
	case said[listed] == 0:
		c.across(row, from, c.width(), StateCell(NothingArose))
	default:
		c.fill(row, lines, parts)
	}
}

// fill fills a row with the units' counts, sums and rates.
func (c *counts) fill(row int, lines []*ntm.UnitLine, parts []int) {
	for _, i := range c.kept {
		switch s := c.specs[i]; {
		case s.Count != nil:
			picked := c.rowsOf(lines, *s.Count)
			cell := count(len(picked)).From(listedTraces(picked, c.evidence(*s.Count))...)
			c.form.Rows[row].Cells[i] = cell.By(c.countFormula(i, row, parts))
		case s.Add != "":
			c.form.Rows[row].Cells[i] = c.addedCell(i, lines, parts)
		}
	}
	for _, i := range c.kept {
		if len(c.specs[i].Rate) > 0 {
			c.form.Rows[row].Cells[i] = c.rate(row, i)
		}
	}
}

// countFormula adds the parts up, or in a unit's own row the columns that the count is made of.
func (c *counts) countFormula(col, row int, parts []int) *Formula {
	if parts != nil {
		return Sum(singles(col, parts)...)
	}
	var areas []Area
	for _, key := range c.specs[col].Sum {
		if at, kept := c.at[key]; kept {
			areas = append(areas, At(row, at))
		}
	}
	if areas == nil {
		return nil
	}
	return Sum(areas...)
}

func (c *counts) addedCell(col int, lines []*ntm.UnitLine, parts []int) Cell {
	s := c.specs[col]
	fig := c.added(s.Add, lines)
	if parts != nil {
		return c.sum(fig, singles(col, parts), s.Decimals)
	}
	cell := known(fig.Num, s.Decimals)
	if state := c.nilState(s.Add, lines); state != 0 && cell.Numeric() {
		cell = StateCell(state)
	}
	return cell.From(traces(fig.Sources)...)
}

// nilState tells whether all that the units' rows say in the column is "-" or "không phát sinh".
func (c *counts) nilState(col string, lines []*ntm.UnitLine) State {
	state := State(0)
	for _, x := range c.rowsOf(lines, rowSpec{}) {
		is := map[ntm.State]State{ntm.Dash: Dash, ntm.NoneArising: NothingArose}[x.Value(col).State]
		if is == 0 || state != 0 && state != is || len(x.Line.Parts) > 1 {
			return 0
		}
		state = is
	}
	return state
}

// rate is the quotient of two counts of the row in per cent; where nothing is to be counted there is none.
func (c *counts) rate(row, col int) Cell {
	s := c.specs[col]
	of, per := c.at[s.Rate[0]], c.at[s.Rate[1]]
	over, under := Sum(At(row, of)), Sum(At(row, per))
	divisor := c.form.Rows[row].Cells[per].Num
	if at, kept := c.at[s.Less]; kept && s.Less != "" {
		under = under.Less(At(row, at))
		divisor = divisor.Sub(c.form.Rows[row].Cells[at].Num)
	}
	rate := ntm.NumOf(c.form.Rows[row].Cells[of].Num).Mul(ntm.NumInt(100)).Div(ntm.NumOf(divisor))
	if !rate.OK {
		return StateCell(NotApplicable).By(Ratio(over, under))
	}
	return c.form.Columns[col].Number(rate.D).By(Ratio(over, under))
}

// silence names the units that state nothing to list, and those that leave the list blank.
func (d *draft) silence() {
	if units := d.answered(nothing); len(units) > 0 && d.ed.Words["nothing"] != "" {
		d.note("%s %s.", d.ed.Words["nothing"], d.nameList(units))
	}
	if units := d.answered(silent); len(units) > 0 {
		d.note("%s %s.", d.ed.Words["not_stated"], d.nameList(units))
	}
}

// shared names rows that several units list alike: they are counted with each, and somebody should look.
func (d *draft) shared() {
	live := d.ed.Parts[0].Rows
	for _, what := range []struct {
		word    string
		columns []string
	}{{"shared", []string{"san_pham", "chu_the"}}, {"shared_owner", []string{"chu_the"}}} {
		if lines := d.sharedBy(live, what.columns); len(lines) > 0 {
			d.note("%s %s.", d.ed.Words[what.word], some(lines, maxNames, "; ", "trường hợp khác"))
		}
	}
}

// sharedBy lists what several units say alike in the columns: "Chè – HTX A (An, Bình)".
func (d *draft) sharedBy(s rowSpec, columns []string) []string {
	units, label := map[string][]string{}, map[string]string{}
	var order []string
	for _, l := range d.ru.Pick(d.scope) {
		for _, x := range d.rows(l, s) {
			var words, folded []string
			for _, col := range columns {
				words, folded = append(words, x.Value(col).Text), append(folded, ntm.Fold(x.Value(col).Text))
			}
			key, name := strings.Join(folded, "\n"), d.name(l.Unit)
			if strings.TrimSpace(key) == "" || slices.Contains(units[key], name) {
				continue
			}
			if label[key] == "" {
				label[key] = strings.Join(words, " – ")
				order = append(order, key)
			}
			units[key] = append(units[key], name)
		}
	}
	var out []string
	for _, key := range order {
		if names := units[key]; len(names) > 1 {
			out = append(out, fmt.Sprintf("%s (%s)", label[key], some(names, maxNamed, ", ", "đơn vị khác")))
		}
	}
	return out
}

// maxNamed is how many units a note names for one product.
const maxNamed = 4

// some joins the first n, and says how many others there are.
func some(all []string, n int, between, others string) string {
	if len(all) <= n {
		return strings.Join(all, between)
	}
	return fmt.Sprintf("%s và %d %s", strings.Join(all[:n], between), len(all)-n, others)
}
