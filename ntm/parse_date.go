package ntm

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Years a date in a return may have; beyond them a year is a slip.
const (
	firstYear = 1900
	lastYear  = 2100
)

// Serials that a date column may hold without a date format: 1954 to 2119 in the 1900 system.
const (
	firstBareSerial = 20000
	lastBareSerial  = 80000
)

var (
	reDayFirst  = regexp.MustCompile(`^(\d{1,2}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(\d{4}|\d{2})\.?$`)
	reISO       = regexp.MustCompile(`^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})$`)
	reInWords   = regexp.MustCompile(`^(\d{1,2}) ?tháng ?(\d{1,2})(?: ?,? ?năm | ?,? )(\d{4}|\d{2})\.?$`)
	reNoYear    = regexp.MustCompile(`^(\d{1,2}) ?(?:[/.\-]|tháng) ?(\d{1,2})$`)
	reMonthOnly = regexp.MustCompile(`^(?:tháng ?)?(\d{1,2})(?: ?[/.\-] ?| ?năm )(\d{4})$|^tháng ?\d{1,2}$`)
	reClock     = regexp.MustCompile(`^(.*\d)[t ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$`)
	rePlaceDay  = regexp.MustCompile(`^([^\d]{1,80}?),? ?ngày ?(\d.*)$`)
)

// date reads a cell of a date column; Value.Text is ISO. The day always stands first. A year of two
// digits, no year, no day: not read.
func (c *cellReading) date(v Value) Value {
	switch c.Kind {
	case RawDate:
		if on, ok := isoDay(c.text); ok {
			return v.stated(on.String())
		}
	case RawNumber:
		return c.serial(v)
	case RawText:
		return c.writtenDate(v)
	}
	return v.unreadable(DoubtUnknown, c.shown())
}

// serial reads a day number. Without a date format a number of the size of a day number has one sensible
// reading in a date column (the format got lost), but the person saw a bare number: read with DoubtScale.
func (c *cellReading) serial(v Value) Value {
	d, ok := excelNumber(c.text, false)
	if !ok {
		return v.unreadable(DoubtUnknown, "không phải ngày")
	}
	bare := !c.IsDate
	if bare && (d.LessThan(decimal.NewFromInt(firstBareSerial)) || d.GreaterThan(decimal.NewFromInt(lastBareSerial))) {
		return v.unreadable(DoubtUnknown, "ghi ngày dạng ngày/tháng/năm")
	}
	on, ok := dateOfSerial(d, c.Date1904)
	if !ok {
		return v.unreadable(DoubtUnknown, "không có ngày này")
	}
	if bare {
		v.Doubt, v.Hint = DoubtScale, fmt.Sprintf("%s là ngày %s?", d.String(), on.VN())
	}
	return v.stated(on.String())
}

// dateOfSerial turns Excel's day number into a date. The 1900 system has a 29/02/1900 (serial 60) that
// never was: it is no date, and the days before it count from one day later.
func dateOfSerial(d decimal.Decimal, date1904 bool) (Date, bool) {
	if d.LessThan(decimal.Zero) || d.GreaterThan(decimal.NewFromInt(lastBareSerial)) {
		return Date{}, false
	}
	n := int(d.IntPart())
	switch {
	case date1904:
		return NewDate(1904, 1, 1).AddDays(n), true
	case n == 0 || n == 60:
		return Date{}, false
	case n < 60:
		return NewDate(1899, 12, 31).AddDays(n), true
	}
	return NewDate(1899, 12, 30).AddDays(n), true
}

// isoDay reads «2020-02-14» or «2020-02-14T00:00:00».
func isoDay(text string) (Date, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 10 && (text[10] == 'T' || text[10] == ' ') {
		text = text[:10]
	}
	on, err := ParseDateISO(text)
	return on, err == nil
}

func (c *cellReading) writtenDate(v Value) Value {
	if len(c.text) > longestWord {
		return v.unreadable(DoubtUnknown, "ghi ngày dạng ngày/tháng/năm")
	}
	text, left := strings.ToLower(oneLine(c.text)), ""
	if m := reClock.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if rest, ok := strings.CutPrefix(text, "ngày"); ok {
		text = strings.TrimLeft(rest, " ")
	} else if m := rePlaceDay.FindStringSubmatch(text); m != nil {
		left, text = m[1], m[2]
	}
	day, month, year, ok := dateParts(text)
	if !ok {
		return v.unreadable(dateDoubt(text))
	}
	if len(year) == 2 {
		return v.unreadable(DoubtAmbiguous, fmt.Sprintf("%02d/%02d/20%s", day, month, year))
	}
	y, _ := strconv.Atoi(year)
	on := NewDate(y, month, day)
	switch {
	case c.DayUnsure && month <= 12 && day <= 12 && day != month && reDayFirst.MatchString(text):
		return v.unreadable(DoubtAmbiguous, fmt.Sprintf("%02d/%02d/%s hay %02d/%02d/%s", day, month, year, month, day, year))
	case month > 12 && day <= 12:
		return v.unreadable(DoubtUnknown, fmt.Sprintf("tháng %d? Ghi ngày trước: %02d/%02d/%s", month, month, day, year))
	case y < firstYear || y > lastYear || on.Year != y || int(on.Month) != month || int(on.Day) != day:
		return v.unreadable(DoubtUnknown, "không có ngày này")
	}
	if left != "" {
		v.Doubt, v.Hint = DoubtResidue, left
	}
	return v.stated(on.String())
}

// dateParts takes a full date apart; year has four digits or two.
func dateParts(text string) (day, month int, year string, ok bool) {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := reISO.FindStringSubmatch(text); m != nil {
		return number(m[3]), number(m[2]), m[1], true
	}
	for _, re := range []*regexp.Regexp{reDayFirst, reInWords} {
		if m := re.FindStringSubmatch(text); m != nil {
			return number(m[1]), number(m[2]), m[3], true
		}
	}
	return 0, 0, "", false
}

func dateDoubt(text string) (Doubt, string) {
	switch {
	case reMonthOnly.MatchString(text):
		return DoubtAmbiguous, "thiếu ngày hoặc năm"
	case reNoYear.MatchString(text):
		return DoubtAmbiguous, "thiếu năm"
	}
	return DoubtUnknown, "ghi ngày dạng ngày/tháng/năm"
}
