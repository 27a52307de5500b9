package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// The tables of a district's own return: the standard set, and the advanced one.
const (
	districtTable         = "huyen_tc"
	districtAdvancedTable = "huyen_nc"
)

// selfColumn begins the keys of the columns of criteria: "tc.1".
const selfColumn = "tc."

// notApplicableMark stands for a criterion that does not apply to a district; it counts as met.
const notApplicableMark = "KAD"

// self is Biểu 11: districts down, the criteria of a district across, as each assessed itself.
type self struct {
	*draft
	first, last int // columns of criteria
	own         map[string]map[string]ntm.SelfAssessment
}

// assessing lists the districts that may assess themselves: the roll-up's own parent or those below it. Only a
// huyện is awaited; a town or a city of the province stands here if it sent an assessment.
func assessing(ru *ntm.RollUp) []ntm.Unit {
	var out []ntm.Unit
	add := func(u ntm.Unit) {
		if u.Kind == ntm.KindRuralDistrict || ru.Self[u.Code] != nil {
			out = append(out, u)
		}
	}
	if ru.Parent.Level == ntm.LevelDistrict {
		add(ru.Parent)
	}
	for _, code := range ru.Districts() {
		add(ru.Above[code])
	}
	return out
}

func hasDistricts(ru *ntm.RollUp) bool { return len(assessing(ru)) > 0 }

func buildSelf(d *draft) error {
	s := &self{draft: d, first: -1, own: map[string]map[string]ntm.SelfAssessment{}}
	for i, c := range d.form.Columns {
		if strings.HasPrefix(c.Key, selfColumn) {
			if s.last = i; s.first < 0 {
				s.first = i
			}
		}
	}
	if s.first < 0 {
		return fmt.Errorf("no column of a criterion (%s1)", selfColumn)
	}
	units := assessing(d.ru)
	var begun, missing []ntm.Unit
	for _, u := range units {
		of := map[string]ntm.SelfAssessment{}
		for _, a := range ntm.SelfAssessments(d.ru.Self[u.Code]) {
			of[a.Grid.Table.ID] = a
		}
		if s.own[u.Code] = of; len(of) > 0 {
			begun = append(begun, u)
		} else {
			missing = append(missing, u)
		}
	}
	d.form.Reported = s.reported(len(units), missing)
	s.block("standard", districtTable, units)
	if advanced := slices.DeleteFunc(slices.Clone(begun), func(u ntm.Unit) bool { return !s.has(u, districtAdvancedTable) }); len(advanced) > 0 {
		s.block("advanced", districtAdvancedTable, advanced)
	}
	if len(begun) == 0 {
		d.note("%s", d.ed.Words["none"])
	}
	d.note("%s", d.ed.Words["marks"])
	if d.ru.Parent.Level != ntm.LevelDistrict {
		d.note("%s", d.ed.Words["kinds"])
	}
	return nil
}

func (s *self) has(u ntm.Unit, table string) bool { _, ok := s.own[u.Code][table]; return ok }

// reported is the line "2/3 huyện đã nộp bản tự đánh giá; chưa nộp: …".
func (s *self) reported(of int, missing []ntm.Unit) string {
	line := fmt.Sprintf("%d/%d %s", of-len(missing), of, s.ed.Words["filed"])
	var names []string
	for _, u := range missing {
		names = append(names, u.Name)
	}
	if len(names) > 0 {
		line += "; chưa nộp: " + strings.Join(names, ", ")
	}
	return line
}

// block adds the assessments against one set, and how many districts meet each criterion.
func (s *self) block(word, table string, units []ntm.Unit) {
	s.across(s.add(Head), 0, s.width(), TextCell(s.ed.Words[word]))
	first := len(s.form.Rows)
	met := make([]int, s.last+1)
	filed := 0
	for i, u := range units {
		row := s.add(Item)
		s.set(row, "no", count(i+1))
		s.set(row, "unit", TextCell(u.Name))
		switch a, ok := s.own[u.Code][table]; {
		case ok:
			filed++
			s.district(row, u, a, met)
		case len(s.own[u.Code]) > 0:
			s.across(row, s.first, s.width(), TextCell(s.ed.Words["none_set"]))
		default:
			s.across(row, s.first, s.width(), StateCell(Missing))
		}
	}
	total := s.add(Total)
	s.across(total, 0, s.first, TextCell(s.ed.Words["count"]))
	if filed == 0 {
		s.across(total, s.first, s.width(), StateCell(Missing))
		return
	}
	for col := s.first; col <= s.last; col++ {
		s.form.Rows[total].Cells[col] = count(met[col]).By(CountEither(selfMarks(), Down(col, first, total-1)))
	}
}

func selfMarks() []string { return []string{Met, notApplicableMark} }

// district fills the row of a district: its criteria, how many it meets, and of how many indicators.
func (s *self) district(row int, u ntm.Unit, a ntm.SelfAssessment, met []int) {
	var places []string
	for _, r := range a.Grid.Rows {
		if r.Def == nil || r.Kind() == ntm.RowIndicator {
			continue
		}
		col, ok := s.at[fmt.Sprint(selfColumn, r.Def.Criterion)]
		e, found := a.Grid.At(r, ntm.StatusColumn)
		if !ok || !found {
			continue
		}
		cell, from := Cell{}, trace(u.Code, e.Place)
		switch ntm.StatusOf(e.Value) {
		case ntm.StatusMet:
			cell = MarkCell()
		case ntm.StatusBasicallyMet:
			cell = TextCell(nearlyMark)
		case ntm.StatusNotApplicable:
			cell = TextCell(notApplicableMark)
		case ntm.StatusBlank:
			cell = TextCell(notAssessed)
		}
		if slices.Contains(selfMarks(), cell.Text) {
			met[col]++
			places = append(places, from...)
		}
		s.form.Rows[row].Cells[col] = cell.From(from...)
		if r.Kind() == ntm.RowCriterion { // else the row is its one indicator
			s.named(col, r)
		}
	}
	s.set(row, "met", count(a.Met).By(CountEither(selfMarks(), AlongRow(row, s.first, s.last))).From(places...))
	s.set(row, "indicators", count(a.IndicatorsMet).From(s.indicators(u, a)...))
	s.set(row, "result", TextCell(fmt.Sprintf("%d/%d, %d/%d", a.Met, a.Criteria, a.IndicatorsMet, a.Indicators)))
	s.set(row, "unmet", text(strings.Join(a.Unmet, ", ")))
}

// indicators is where the indicators met are stated.
func (s *self) indicators(u ntm.Unit, a ntm.SelfAssessment) []string {
	var out []string
	for _, r := range a.Grid.Rows {
		e, ok := a.Grid.At(r, ntm.StatusColumn)
		if ok && r.Kind() != ntm.RowCriterion && ntm.StatusOf(e.Value).Counts(false) {
			out = append(out, trace(u.Code, e.Place)...)
		}
	}
	return out
}

// named notes a criterion that the district's set calls otherwise than the heading.
func (s *self) named(col int, r *ntm.Row) {
	heading := s.form.Columns[col].Heading
	note := strings.NewReplacer("{no}", fmt.Sprint(r.Def.Criterion), "{name}", r.Def.Label).Replace(s.ed.Words["named"])
	if !strings.HasSuffix(heading[len(heading)-1], ". "+r.Def.Label) && !slices.Contains(s.form.Notes, note) {
		s.note("%s", note)
	}
}
