package ntm

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// dates offers the days that a text may mean. The day stands first; what is missing is taken from the period.
func (m *mending) dates() {
	text := strings.ToLower(oneLine(visible(m.entry.Raw)))
	if len(text) > longestWord {
		return
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, "ngày"))
	why, sure := "", true
	if mended, certain := m.s.unslipped(text); mended != text {
		text, why, sure = mended, "slip", certain
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if day, month, year, ok := dateParts(text); ok {
		m.fullDate(fullDate{day, month, year, why, sure})
		return
	}
	if r := reNoYear.FindStringSubmatch(text); r != nil {
		m.nearYears(number(r[1]), number(r[2]))
		return
	}
	if r := reMonthOnly.FindStringSubmatch(text); r != nil {
		month, year := number(r[1]), number(r[2])
		if r[1] == "" {
			month, year = number(strings.TrimSpace(strings.TrimPrefix(text, "tháng"))), m.sc.To.Year
		}
		if month >= 1 && month <= 12 && year >= firstYear && year <= lastYear {
			m.offer("month-end", lastOfMonth(year, month).VN(), false)
		}
	}
}

// fullDate is a date with all its parts, and what was done to read it.
type fullDate struct {
	day, month int
	year       string
	why        string
	sure       bool
}

// fullDate offers a date whose year was cut short, or whose month stands first and can be none.
func (m *mending) fullDate(d fullDate) {
	year, _ := strconv.Atoi(d.year)
	if len(d.year) == 2 {
		year += 2000
		d.why, d.sure = "century", d.sure && ofThisTime(year, m.sc.To.Year)
	}
	if d.month > 12 && d.day <= 12 {
		d.day, d.month, d.why = d.month, d.day, "day-first"
	}
	if on, ok := realDay(year, d.month, d.day); ok && d.why != "" {
		m.offer(d.why, on.VN(), d.sure)
	}
}

// nearYears offers the day in the years around the period, the nearest to its end first.
func (m *mending) nearYears(day, month int) {
	if m.sc.To.IsZero() {
		return
	}
	var days []Date
	for y := m.sc.To.Year - 1; y <= m.sc.To.Year+1; y++ {
		if on, ok := realDay(y, month, day); ok {
			days = append(days, on)
		}
	}
	slices.SortFunc(days, func(a, b Date) int { return apart(m.sc.To, a) - apart(m.sc.To, b) })
	for _, on := range days[:min(len(days), mostYears)] {
		m.offer("year", on.VN(), false)
	}
}

// mostYears is how many years are offered where none was written.
const mostYears = 2

func apart(a, b Date) int {
	n := a.DaysUntil(b)
	return max(n, -n)
}

// ofThisTime tells that a year is one that a return of the other speaks of: decisions of the programme go back to 2010.
func ofThisTime(year, of int) bool { return of > 0 && year <= of+5 && year >= of-20 }

func realDay(year, month, day int) (Date, bool) {
	on := NewDate(year, month, day)
	return on, year >= firstYear && year <= lastYear && on.Year == year && int(on.Month) == month && int(on.Day) == day
}

func lastOfMonth(year, month int) Date {
	t := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	return NewDate(t.Year(), int(t.Month()), t.Day())
}
