package report

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// sources is a table with given rows added up over the units: funds by source, works by kind.
type sources struct {
	*draft
	rows []ntm.RowDef
	at   map[string]int // row of the form by the row's code
}

func buildSources(d *draft) error {
	table, ok := d.ru.Def.Table(d.ed.RowsOf)
	if !ok {
		return fmt.Errorf("the return has no table %s", d.ed.RowsOf)
	}
	s := &sources{draft: d, rows: table.Rows, at: map[string]int{}}
	under := map[string]bool{} // rows that a subtotal adds up
	for _, def := range s.rows {
		if def.Kind == ntm.RowSubtotal {
			for _, code := range def.Sum {
				under[code] = true
			}
		}
	}
	for i := range s.rows {
		s.row(&s.rows[i], under[s.rows[i].Code])
	}
	for i := range s.rows {
		s.addUp(&s.rows[i])
	}
	s.partly()
	s.showDigits()
	return nil
}

// mostDigits is how many digits after the comma a sum of money is printed with at most.
const mostDigits = 3

// showDigits prints the sums of a column with as many digits after the comma as the figures in it have: what is added up
// by hand from the paper comes out.
func (d *draft) showDigits() {
	d.eachSum(func(col int, s columnSpec) {
		digits := s.Decimals
		for _, row := range d.form.Rows {
			if c := row.Cells[col]; c.Numeric() {
				_, fraction, _ := strings.Cut(c.Num.String(), ".")
				digits = max(digits, min(mostDigits, len(fraction)))
			}
		}
		d.form.Columns[col].Decimals, d.form.Columns[col].Whole = digits, true
		for _, row := range d.form.Rows {
			row.Cells[col].Decimals = digits
		}
	})
}

func (s *sources) row(def *ntm.RowDef, under bool) {
	row := s.add(roleOf(def.Kind))
	s.at[def.Code] = row
	if under {
		s.form.Rows[row].Indent = 1
	}
	s.set(row, "no", text(def.No))
	s.set(row, "name", TextCell(def.Label))
	if n, _ := s.ru.Count(s.scope); n == 0 {
		s.across(row, s.draft.at["name"]+1, s.width(), StateCell(Missing))
		return
	}
	for c, spec := range s.specs {
		if spec.Sums != "" {
			s.form.Rows[row].Cells[c] = s.overUnits(def.Code, spec)
		}
	}
}

// overUnits is a cell of the returns added up over the units. Where all that state it say "-" or "không phát sinh" it is
// no figure either.
func (s *sources) overUnits(code string, spec columnSpec) Cell {
	fig := s.ru.Sum(s.ed.RowsOf, code, spec.Sums, s.scope)
	if !fig.OK {
		return Cell{}
	}
	state, figures := State(0), false
	for _, l := range s.ru.Pick(s.scope) {
		if !l.Reported() {
			continue
		}
		if is := statedNil(l, []string{s.ed.RowsOf, code, spec.Sums}); is != 0 {
			state = is
		} else if _, stated := l.Now.Entry(s.ed.RowsOf, code, spec.Sums); stated {
			figures = figures || s.ru.Sum(s.ed.RowsOf, code, spec.Sums, only(l)).OK
		}
	}
	if !figures {
		return StateCell(state).From(traces(fig.Sources)...)
	}
	return NumberCell(fig.D, spec.Decimals).From(traces(fig.Sources)...)
}

// addUp gives a row of sums its formulas, where the rows it adds up yield it. Units that leave a part blank state a sum
// that its parts do not make up: it stands as a figure.
func (s *sources) addUp(def *ntm.RowDef) {
	if len(def.Sum) == 0 {
		return
	}
	row, parts := s.at[def.Code], []int{}
	for _, code := range def.Sum {
		if at, ok := s.at[code]; ok {
			parts = append(parts, at)
		}
	}
	for c, spec := range s.specs {
		cell := s.form.Rows[row].Cells[c]
		if spec.Sums == "" || !cell.Numeric() && cell.Kind != Status || cell.State == Missing {
			continue
		}
		sum, figures := ntm.NumInt(0), false
		s.form.each(singles(c, parts), func(part Cell) {
			if part.Numeric() {
				sum, figures = sum.Add(ntm.NumOf(part.Num)), true
			}
		})
		if cell.Numeric() == figures && (!figures || sum.D.Equal(cell.Num)) {
			s.form.Rows[row].Cells[c] = cell.By(Sum(singles(c, parts)...))
		}
	}
}

// partly names, column by column, the units that reported but left cells of it blank.
func (s *sources) partly() {
	reported, _ := s.ru.Count(s.scope)
	for _, spec := range s.specs {
		if spec.Sums == "" || spec.Optional {
			continue
		}
		var silent []ntm.Unit
		for _, l := range s.ru.Pick(s.scope) {
			if l.Reported() && !s.statesAll(l, spec.Sums) {
				silent = append(silent, l.Unit)
			}
		}
		if len(silent) > 0 {
			s.note("%s", strings.NewReplacer("{column}", s.heading(spec.Key), "{n}", fmt.Sprint(reported-len(silent)),
				"{of}", fmt.Sprint(reported), "{names}", s.nameList(silent)).Replace(s.ed.Words["partly"]))
		}
	}
}

func (s *sources) statesAll(l *ntm.UnitLine, col string) bool {
	for i := range s.rows {
		if !s.ru.Sum(s.ed.RowsOf, s.rows[i].Code, col, only(l)).OK {
			return false
		}
	}
	return true
}
