package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// roadmapTable is the list of sheet 08.
const roadmapTable = "lo_trinh"

// task is one row of sheet 08: a criterion not met and what is to be done about it.
type task struct {
	ntm.Listed
	due     ntm.Date
	overdue bool
}

// roadmap is Biểu 10: criteria not met, by due date.
type roadmap struct {
	*draft
	n    int
	all  []int            // rows of tasks
	rows map[string][]int // rows of overdue tasks by office in charge
}

func buildRoadmap(d *draft) error {
	m := &roadmap{draft: d, rows: map[string][]int{}}
	for i, s := range d.sections(d.scope) {
		m.section(i, s)
	}
	if m.n == 0 {
		d.form.Notes = nil // they tell of rows
	} else {
		total := m.add(Total)
		m.across(total, 0, m.at["criterion"], TextCell(d.ed.Words["sum"]))
		m.sums(total, m.all)
		m.byOffice()
	}
	if len(d.form.Rows) == 0 && len(d.answered(silent)) > 0 { // not the same as "Không phát sinh"
		d.across(d.add(Note), 0, d.width(), TextCell(d.ed.Words["not_stated"]))
	}
	d.silence()
	return nil
}

// section adds a district's tasks by due date, those without one last; then its absent communes.
func (m *roadmap) section(i int, s section) {
	tasks := m.tasks(s.which())
	absent := slices.ContainsFunc(s.lines, func(l *ntm.UnitLine) bool { return !l.Reported() })
	if len(tasks) == 0 && !absent { // a heading of nothing
		return
	}
	head := -1
	if s.name != "" {
		head = m.add(Group)
		m.set(head, "no", TextCell(Roman(i+1)))
		m.set(head, "unit", TextCell(s.name))
	}
	first := len(m.all)
	for _, t := range tasks {
		m.task(t, s)
	}
	if head >= 0 && len(m.all) > first {
		m.sums(head, m.all[first:])
	}
	for _, l := range s.lines {
		if !l.Reported() {
			row := m.add(Item)
			m.set(row, "unit", TextCell(m.rowName(l.Unit, s)))
			m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
		}
	}
}

// sums fills a row with how many tasks stand in the rows, what they cost, how many are overdue and on the
// critical path.
func (m *roadmap) sums(row int, rows []int) {
	m.set(row, "criterion", count(len(rows)).By(CountNumbers(singles(m.at["no"], rows)...)))
	cost := Sum(singles(m.at["cost"], rows)...)
	if n, err := m.form.evaluate(cost, 0); err == nil {
		m.set(row, "cost", m.form.Columns[m.at["cost"]].Number(n).By(cost))
	}
	for _, key := range []string{"overdue", "critical"} {
		marked := CountOf(Met, singles(m.at[key], rows)...)
		n, _ := m.form.evaluate(marked, 0)
		m.set(row, key, NumberCell(n, 0).By(marked))
	}
}

func (m *roadmap) tasks(which ntm.Which) []task {
	var tasks []task
	for _, x := range m.ru.List(roadmapTable, ntm.Which(m.scope).And(which)) {
		t := task{Listed: x}
		t.due, _ = ntm.ParseDateISO(x.Value("thoi_han").Text)
		t.overdue = m.ru.IsOverdue(x)
		tasks = append(tasks, t)
	}
	slices.SortStableFunc(tasks, func(a, b task) int {
		if a.due.IsZero() != b.due.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.due.IsZero()]
		}
		return a.due.Compare(b.due)
	})
	return tasks
}

// task adds the row of one task.
func (m *roadmap) task(t task, s section) {
	row := m.add(Item)
	m.all = append(m.all, row)
	m.n++
	from := func(col string) []string { return trace(t.Line.Unit.Code, t.Place(col)) }
	m.set(row, "no", count(m.n))
	m.set(row, "unit", TextCell(m.rowName(t.Line.Unit, s)))
	m.set(row, "criterion", text(m.criterion(t)).From(from("ma")...))
	m.set(row, "cause", text(joinWords(": ", t.Value("nguyen_nhan"), t.Value("nn_chi_tiet"))).From(from("nguyen_nhan")...))
	m.set(row, "office", text(t.Value("don_vi").Text).From(from("don_vi")...))
	m.set(row, "sector", text(t.Value("nganh").Text).From(from("nganh")...))
	m.set(row, "start", text(dayOf(t.Value("bat_dau"))).From(from("bat_dau")...))
	m.set(row, "due", text(dayOf(t.Value("thoi_han"))).From(from("thoi_han")...))
	if original := t.Value("han_goc"); original.Text != "" && original.Text != t.Value("thoi_han").Text {
		m.set(row, "original", text(dayOf(original)).From(from("han_goc")...))
	}
	if n, ok := t.Value("kinh_phi").Number(); ok {
		m.set(row, "cost", m.form.Columns[m.at["cost"]].Number(n).From(from("kinh_phi")...))
	}
	if m.ru.Critical(t.Listed) {
		m.set(row, "critical", MarkCell().From(append(from("thoi_han"), from("phu_thuoc")...)...))
	}
	if n, ok := t.Value("tien_do").Number(); ok {
		m.set(row, "progress", m.form.Columns[m.at["progress"]].Number(n).From(from("tien_do")...))
	}
	if t.overdue {
		m.set(row, "overdue", MarkCell().From(from("thoi_han")...))
		office := t.Value("don_vi").Text
		if office == "" {
			office = m.ed.Words["no_office"]
		}
		m.rows[office] = append(m.rows[office], row)
	}
}

// criterion names a task's criterion or indicator by the set, with the unit's own words after it.
func (m *roadmap) criterion(t task) string {
	no, own := t.Value("ma").Text, t.Value("noi_dung").Text
	name := ""
	if i, ok := m.ru.Set.Indicator(no); ok {
		name = i.Name
	}
	if n, err := strconv.Atoi(no); err == nil {
		if c, ok := m.ru.Set.Criterion(n); ok {
			name = c.Name
		}
	}
	switch {
	case name == "":
		name = own
	case own != "" && ntm.Fold(own) != ntm.Fold(name):
		name += ": " + own
	}
	return strings.TrimSuffix(no+". "+name, ". ")
}

// byOffice counts the tasks overdue on the last day of the period by the office in charge, most first.
func (m *roadmap) byOffice() {
	head := m.add(Head)
	m.across(head, 0, m.width(), TextCell(m.ed.Words["by_office"]))
	overdue := m.at["overdue"]
	if len(m.rows) == 0 {
		m.across(m.add(Note), 0, m.width(), TextCell(m.ed.Words["none_overdue"]))
		return
	}
	var offices []string
	for office := range m.rows {
		offices = append(offices, office)
	}
	slices.SortFunc(offices, func(a, b string) int {
		if more := len(m.rows[b]) - len(m.rows[a]); more != 0 {
			return more
		}
		return strings.Compare(a, b)
	})
	first := len(m.form.Rows)
	for i, office := range offices {
		row := m.add(Item)
		m.set(row, "no", count(i+1))
		m.across(row, m.at["unit"], overdue, TextCell(office))
		m.set(row, "overdue", count(len(m.rows[office])).By(m.countOf(m.rows[office])))
	}
	total := m.add(Total)
	m.across(total, 0, overdue, TextCell(m.ed.Words["total"]))
	sum := Sum(Down(overdue, first, total-1))
	n, _ := m.form.evaluate(sum, 0)
	m.set(total, "overdue", NumberCell(n, 0).By(sum))
}

// maxScattered is how many cells apart from one another a live count reads: a spreadsheet's formula
// holds 8,192 letters.
const maxScattered = 200

func (m *roadmap) countOf(rows []int) *Formula {
	if len(rows) > maxScattered {
		return nil
	}
	return CountOf(Met, singles(m.at["overdue"], rows)...)
}

func joinWords(between string, values ...ntm.Value) string {
	var parts []string
	for _, v := range values {
		if v.Text != "" {
			parts = append(parts, v.Text)
		}
	}
	return strings.Join(parts, between)
}

// dayOf is a date of a return as the forms write it; what is no date stands as it was written.
func dayOf(v ntm.Value) string {
	if d, err := ntm.ParseDateISO(v.Text); err == nil {
		return day(d)
	}
	return fmt.Sprint(v.Raw)
}
