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

// finished is the word of sheet 08 for a task that is done.
const finished = "Hoàn thành"

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
	rows map[string][]int // rows of overdue tasks by office in charge
}

func buildRoadmap(d *draft) error {
	m := &roadmap{draft: d, rows: map[string][]int{}}
	for i, s := range d.sections(d.scope) {
		m.section(i, s)
	}
	if m.n > 0 {
		m.byOffice()
	}
	if silent := d.silentOn(roadmapTable); len(silent) > 0 {
		if len(d.form.Rows) == 0 { // not the same as "Không phát sinh"
			d.across(d.add(Note), 0, d.width(), TextCell(d.ed.Words["not_stated"]))
		}
		d.note("%s", d.ed.Words["not_stated"]+" "+d.nameList(silent)+".")
	}
	return nil
}

// section adds a district's tasks by due date, those without one last; then its absent communes.
func (m *roadmap) section(i int, s section) {
	head := -1
	if s.name != "" {
		head = m.add(Group)
		m.set(head, "no", TextCell(Roman(i+1)))
		m.set(head, "unit", TextCell(s.name))
	}
	first := len(m.form.Rows)
	tasks := m.tasks(s.which())
	for _, t := range tasks {
		m.task(t, s)
	}
	if head >= 0 && len(tasks) > 0 {
		overdue := CountOf(Met, Down(m.at["overdue"], first, len(m.form.Rows)-1))
		n, _ := m.form.evaluate(overdue, 0)
		m.set(head, "overdue", NumberCell(n, 0).By(overdue))
	}
	for _, l := range s.lines {
		if !l.Reported() {
			row := m.add(Item)
			m.set(row, "unit", TextCell(m.rowName(l.Unit, s)))
			m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
		}
	}
}

func (m *roadmap) tasks(which ntm.Which) []task {
	var tasks []task
	for _, x := range m.ru.List(roadmapTable, ntm.Which(m.scope).And(which)) {
		t := task{Listed: x}
		t.due, _ = ntm.ParseDateISO(x.Value("thoi_han").Text)
		// the rule of RollUp.Overdue, row by row
		t.overdue = !t.due.IsZero() && t.due.Before(m.ru.To) && x.Value("tinh_trang").Text != finished
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
