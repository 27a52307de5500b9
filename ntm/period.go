package ntm

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// PeriodKind is the length of a reporting period.
type PeriodKind string

const (
	Month      PeriodKind = "month"
	Quarter    PeriodKind = "quarter"
	HalfYear   PeriodKind = "half" // sáu tháng
	NineMonths PeriodKind = "nine" // chín tháng
	Year       PeriodKind = "year"
)

// Period is a reporting period: «2020-02», «2020-Q1», «2020-H1», «2020-9M», «2020».
type Period struct {
	Kind PeriodKind
	Year int
	N    int // month 1–12, quarter 1–4, half 1–2; 0 otherwise
}

var (
	reMonth   = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	reQuarter = regexp.MustCompile(`^(\d{4})-[Qq]([1-4])$`)
	reHalf    = regexp.MustCompile(`^(\d{4})-(?:[Hh]([12])|6[Mm])$`)
	reNine    = regexp.MustCompile(`^(\d{4})-9[Mm]$`)
	reYear    = regexp.MustCompile(`^(\d{4})$`)
)

// ParsePeriod reads the machine form of a period.
func ParsePeriod(s string) (Period, error) {
	s = strings.TrimSpace(s)
	num := func(t string) int { n, _ := strconv.Atoi(t); return n }
	p := Period{}
	switch {
	case reMonth.MatchString(s):
		m := reMonth.FindStringSubmatch(s)
		p = Period{Month, num(m[1]), num(m[2])}
	case reQuarter.MatchString(s):
		m := reQuarter.FindStringSubmatch(s)
		p = Period{Quarter, num(m[1]), num(m[2])}
	case reHalf.MatchString(s):
		m := reHalf.FindStringSubmatch(s)
		p = Period{HalfYear, num(m[1]), max(1, num(m[2]))}
	case reNine.MatchString(s):
		p = Period{NineMonths, num(reNine.FindStringSubmatch(s)[1]), 0}
	case reYear.MatchString(s):
		p = Period{Year, num(s), 0}
	default:
		return Period{}, fmt.Errorf("period %q is none of 2020-02, 2020-Q1, 2020-H1, 2020-9M, 2020", s)
	}
	if p.Year < 2000 || p.Year > 2100 || p.Kind == Month && (p.N < 1 || p.N > 12) {
		return Period{}, fmt.Errorf("period %q is outside the calendar", s)
	}
	return p, nil
}

// String is the machine form.
func (p Period) String() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.N)
	case HalfYear:
		return fmt.Sprintf("%04d-H%d", p.Year, p.N)
	case NineMonths:
		return fmt.Sprintf("%04d-9M", p.Year)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	}
	return ""
}

// VN is the period as clerks write it: «Tháng 02/2020», «Quý I/2020», «6 tháng đầu năm 2020».
func (p Period) VN() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("Tháng %02d/%04d", p.N, p.Year)
	case Quarter:
		return fmt.Sprintf("Quý %s/%04d", [...]string{"", "I", "II", "III", "IV"}[p.N], p.Year)
	case HalfYear:
		return fmt.Sprintf("6 tháng %s năm %04d", [...]string{"", "đầu", "cuối"}[p.N], p.Year)
	case NineMonths:
		return fmt.Sprintf("9 tháng đầu năm %04d", p.Year)
	case Year:
		return fmt.Sprintf("Năm %04d", p.Year)
	}
	return ""
}

var reVNMonth = regexp.MustCompile(`(?i)^(?:tháng|thang|t)?\s*(\d{1,2})\s*(?:/|-|\.|năm|nam)\s*(\d{4})$`)

// reFirstOfMonth is what Excel makes of «12/2020» typed into a cell: the first day of the month.
var reFirstOfMonth = regexp.MustCompile(`^0?1/(\d{1,2})/(\d{4})$`)

// What clerks write for longer periods, without marks: «quy 1/2020», «6 thang dau nam 2020», «9 thang 2020».
var (
	reVNQuarter = regexp.MustCompile(`^q(?:uy)?\s*(iv|i{1,3}|[1-4])\s*(?:[/.\-]|nam)?\s*(\d{4})$`)
	reVNHalf    = regexp.MustCompile(`^6 thang\s*(dau|cuoi)?\s*(?:[/.\-]|nam)?\s*(\d{4})$`)
	reVNNine    = regexp.MustCompile(`^9 thang\s*(?:dau)?\s*(?:[/.\-]|nam)?\s*(\d{4})$`)
	reVNYear    = regexp.MustCompile(`^(?:ca )?nam\s*(\d{4})$`)
)

func parseLonger(t string) (Period, bool) {
	year := func(m []string) int { y, _ := strconv.Atoi(m[len(m)-1]); return y }
	if m := reVNQuarter.FindStringSubmatch(t); m != nil {
		n := map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}[m[1]]
		return Period{Quarter, year(m), n}, true
	}
	if m := reVNHalf.FindStringSubmatch(t); m != nil {
		if m[1] == "cuoi" {
			return Period{HalfYear, year(m), 2}, true
		}
		return Period{HalfYear, year(m), 1}, true
	}
	if m := reVNNine.FindStringSubmatch(t); m != nil {
		return Period{NineMonths, year(m), 0}, true
	}
	if m := reVNYear.FindStringSubmatch(t); m != nil {
		return Period{Year, year(m), 0}, true
	}
	return Period{}, false
}

// ParsePeriodVN reads a period as clerks write it, or its machine form.
func ParsePeriodVN(s string) (Period, error) {
	if p, err := ParsePeriod(s); err == nil {
		return p, nil
	}
	t := Fold(s)
	if m := reVNMonth.FindStringSubmatch(t); m != nil {
		return ParsePeriod(m[2] + "-" + fmt.Sprintf("%02s", m[1]))
	}
	if m := reFirstOfMonth.FindStringSubmatch(t); m != nil {
		return ParsePeriod(m[2] + "-" + fmt.Sprintf("%02s", m[1]))
	}
	if p, ok := parseLonger(Plain(s)); ok {
		return ParsePeriod(p.String())
	}
	return Period{}, fmt.Errorf("period %q is not understood", s)
}

// CutStyle is how a period's first and last day follow from the calendar.
type CutStyle string

const (
	CutFifteenth CutStyle = "15-14"    // from day 15 of the month before to day 14 (NĐ 09/2019 pattern)
	CutCalendar  CutStyle = "calendar" // whole months
	CutFree      CutStyle = "free"     // no rule: every period's days are given in the book
)

// Cut is a book's rule for the first and last day of a period. Free holds days that were given for a
// period, by its machine form; they go before the rule.
type Cut struct {
	Style CutStyle           `json:"style" yaml:"style"`
	Free  map[string][2]Date `json:"free,omitempty" yaml:"-"`
}

// Days returns the first and the last day of the period.
func (c Cut) Days(p Period) (from, to Date, err error) {
	if d, ok := c.Free[p.String()]; ok {
		return d[0], d[1], nil
	}
	first, last := p.months()
	switch c.Style {
	case CutCalendar:
		return NewDate(p.Year, first, 1), NewDate(p.Year, last+1, 0), nil
	case CutFree:
		return Date{}, Date{}, fmt.Errorf("no days are set for period %s", p)
	case CutFifteenth, "":
		return NewDate(p.Year, first-1, 15), NewDate(p.Year, last, 14), nil
	}
	return Date{}, Date{}, fmt.Errorf("cut-off style %q is unknown", c.Style)
}

// months are the first and last calendar month of the period.
func (p Period) months() (first, last int) {
	switch p.Kind {
	case Month:
		return p.N, p.N
	case Quarter:
		return 3*p.N - 2, 3 * p.N
	case HalfYear:
		return 6*p.N - 5, 6 * p.N
	case NineMonths:
		return 1, 9
	}
	return 1, 12
}

// Months lists the months a longer period is made of; a month is made of itself.
func (p Period) Months() []Period {
	first, last := p.months()
	out := make([]Period, 0, last-first+1)
	for m := first; m <= last; m++ {
		out = append(out, Period{Month, p.Year, m})
	}
	return out
}

// Previous is the period of the same kind just before.
func (p Period) Previous() Period {
	q := p
	q.N--
	per := map[PeriodKind]int{Month: 12, Quarter: 4, HalfYear: 2}[p.Kind]
	if per == 0 {
		return Period{p.Kind, p.Year - 1, 0}
	}
	if q.N < 1 {
		q.N, q.Year = per, p.Year-1
	}
	return q
}

// FirstOfYear reports whether the period opens a year, so that cumulative figures start again.
func (p Period) FirstOfYear() bool {
	first, _ := p.months()
	return first == 1
}

// LastMonth is the last month of the period.
func (p Period) LastMonth() Period {
	_, last := p.months()
	return Period{Month, p.Year, last}
}
