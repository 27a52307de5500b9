package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// roadmap is the criteria not met, criterion by criterion, with the offices in charge and the deadlines of sheet 08.
func (x *facts) roadmap() {
	c := x.ru.Criteria(ntm.Every)
	if c.Reported == 0 {
		return
	}
	total, communes := 0, 0
	var silent []ntm.Unit
	for i := range c.Units {
		if l := &c.Units[i]; len(l.Unmet) > 0 {
			total += len(l.Unmet)
			communes++
			if g := l.Line.Now.Grid(roadmapTable); g != nil && (!g.Found || len(g.Rows) == 0) {
				silent = append(silent, l.Line.Unit)
			}
		}
	}
	of := func(n int) ntm.Figure {
		return ntm.Figure{Num: ntm.NumInt(n), Reported: c.Reported, Expected: c.Expected}
	}
	x.sum("lt_tong", FactFigure, of(total), x.rural(0))
	x.sum("lt_xa", FactFigure, of(communes), x.rural(0))
	tasks := x.tasksByCriterion()
	var rows []FactRow
	for i := range c.By {
		if b := &c.By[i]; len(b.Unmet) > 0 {
			rows = append(rows, x.unmet(b, tasks[b.No]))
		}
	}
	x.rows("lt_tieu_chi", rows)
	x.rows("lt_chua_ghi", x.unitNames(silent))
}

// tasksByCriterion are the rows of sheet 08 that are not finished, by the number of their criterion.
func (x *facts) tasksByCriterion() map[int][]task {
	out := map[int][]task{}
	for _, row := range x.ru.List(roadmapTable, ntm.Rural) {
		no, _, _ := strings.Cut(row.Value("ma").Canonical(), ".")
		n, err := strconv.Atoi(no)
		if err != nil || ntm.TaskDone(row) {
			continue
		}
		t := task{Listed: row, overdue: x.ru.IsOverdue(row)}
		t.due, _ = ntm.ParseDateISO(row.Value("thoi_han").Text)
		out[n] = append(out[n], t)
	}
	return out
}

func (x *facts) unmet(b *ntm.CriterionCount, tasks []task) FactRow {
	row := FactRow{"so": fmt.Sprint(b.No), "ten": b.Name, "chua": fmt.Sprint(len(b.Unmet)), "xa": ""}
	if len(b.Unmet) <= mostNamed {
		row["xa"] = " (" + strings.Join(x.namesOf(b.Unmet), ", ") + ")"
	}
	offices := map[string]int{}
	var first, last ntm.Date
	for _, t := range tasks {
		for office := range strings.SplitSeq(t.Value("nganh").Text, ";") {
			if office = strings.TrimSpace(office); office != "" {
				offices[office]++
			}
		}
		if t.due.IsZero() {
			continue
		}
		if first.IsZero() || t.due.Before(first) {
			first = t.due
		}
		if t.due.After(last) {
			last = t.due
		}
	}
	if len(offices) > 0 {
		row["don_vi"] = "; phòng, ngành giúp: " + strings.Join(mostFirst(offices), ", ") // names have «và» in them
	}
	switch {
	case first.IsZero():
	case first == last:
		row["han"] = "; thời hạn " + day(first)
	default:
		row["han"] = "; thời hạn từ " + day(first) + " đến " + day(last)
	}
	return row
}

// mostFirst are the words by how often they stand.
func mostFirst(words map[string]int) []string {
	out := slices.Sorted(maps.Keys(words))
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(words[b], words[a]) })
	return out
}

// deadlines are what is overdue, by office, and what falls due in the period after.
func (x *facts) deadlines() {
	if x.stating(roadmapTable, ntm.Rural) == 0 {
		return
	}
	n, _ := x.ru.Overdue(ntm.Rural)
	_, communes := x.ru.Count(ntm.Rural)
	x.sum("qh_so", FactFigure, ntm.Figure{Num: ntm.NumInt(n), Reported: x.stating(roadmapTable, ntm.Rural), Expected: communes}, x.rural(0))
	offices, units := map[string]int{}, map[string][]string{}
	var soon []task
	until := x.nextEnd()
	for _, tasks := range x.tasksByCriterion() {
		for _, t := range tasks {
			if !t.due.Before(x.ru.To) && !until.IsZero() && !t.due.After(until) {
				soon = append(soon, t)
			}
		}
	}
	for _, row := range x.ru.List(roadmapTable, ntm.Rural) {
		if x.ru.IsOverdue(row) {
			office := row.Value("don_vi").Text
			offices[office]++
			if name := x.namesOf([]ntm.Unit{row.Line.Unit})[0]; !slices.Contains(units[office], name) {
				units[office] = append(units[office], name)
			}
		}
	}
	var rows []FactRow
	for _, office := range mostFirst(offices) {
		name := office
		if name == "" {
			name = "chưa ghi đơn vị phụ trách"
		}
		rows = append(rows, FactRow{"ten": name, "so": fmt.Sprint(offices[office]), "xa": strings.Join(units[office], ", ")})
	}
	x.rows("qh_don_vi", rows)
	x.soon(soon)
}

// nextEnd is the last day of the period after, by the same rule of days; none after a year.
func (x *facts) nextEnd() ntm.Date {
	months := map[ntm.PeriodKind]int{ntm.Month: 1, ntm.Quarter: 3, ntm.HalfYear: 6}[x.ru.Period.Kind]
	if months == 0 {
		return ntm.Date{}
	}
	to := x.ru.To
	if to.AddDays(1).Day == 1 { // whole months
		return ntm.NewDate(to.Year, int(to.Month)+months+1, 0)
	}
	return ntm.NewDate(to.Year, int(to.Month)+months, int(to.Day))
}

func (x *facts) soon(tasks []task) {
	until := x.nextEnd()
	if until.IsZero() {
		return
	}
	x.text("sh_den", day(until))
	slices.SortStableFunc(tasks, func(a, b task) int {
		return cmp.Or(a.due.Compare(b.due), strings.Compare(a.Line.Unit.Code, b.Line.Unit.Code), strings.Compare(a.Value("ma").Canonical(), b.Value("ma").Canonical()))
	})
	var rows []FactRow
	for _, t := range tasks {
		no := t.Value("ma").Canonical()
		name := t.Value("noi_dung").Text
		if n, err := strconv.Atoi(no); err == nil {
			if c, ok := x.ru.Set.Criterion(n); ok {
				name = c.Name
			}
		}
		rows = append(rows, FactRow{"so": no, "ten": name, "xa": x.name(t.Line.Unit), "han": day(t.due)})
	}
	x.count("sh_so", len(rows))
	x.rows("sh_viec", rows)
}
