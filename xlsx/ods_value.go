package xlsx

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// Formats of values whose style does not show what they are.
const (
	odsDateFormat    = "dd/mm/yyyy"
	odsTimeFormat    = "[h]:mm:ss"
	odsPercentFormat = "0.00%"
)

// value makes sense of a cell's value; it returns the format that shows it for what it is. What has a type and no
// value is the text that the cell shows.
func (t *odsTable) value(c *odsCell, h *odsHead, paragraphs bool) (format string, err error) {
	shown := t.shownText()
	if c.HasFormula && (h.fault || isFaultWord(shown) || h.kind != "string" && strings.HasPrefix(shown, "#") && strings.Trim(shown, "#") != "") {
		c.Kind, c.Raw = KindError, excelFaultWord(shown)
		return "", nil
	}
	switch h.kind {
	case "float", "currency", "percentage":
		if h.value == "" {
			break
		}
		if h.kind == "percentage" {
			format = odsPercentFormat
		}
		return format, t.number(c, h)
	case "date":
		if h.value == "" {
			break
		}
		if c.Raw = isoSerial(h.value, t.wb.Date1904); c.Raw == "" {
			c.Kind, c.Raw = KindDate, h.value
			return "", nil
		}
		c.Kind = KindNumber
		return odsDateFormat, nil
	case "time":
		if h.value == "" {
			break
		}
		days, ok := duration(h.value)
		if !ok {
			return "", errors.New("not a time: " + strconv.Quote(h.value))
		}
		c.Kind, c.Raw = KindNumber, days.String()
		return odsTimeFormat, nil
	case "boolean":
		c.Kind = KindBool
		switch h.value {
		case "true", "1":
			c.Raw = "1"
			return "", nil
		case "false", "0":
			c.Raw = "0"
			return "", nil
		}
		if h.value != "" && isNumber([]byte(h.value)) { // LibreOffice, of a figure in a cell that shows truths
			return "", t.number(c, h)
		}
		return "", errors.New("neither true nor false: " + strconv.Quote(h.value))
	case "string", "":
		if h.hasText {
			c.Kind, c.Raw = KindText, h.text
			return "", nil
		}
		if h.kind == "string" || paragraphs && (shown != "" || c.HasFormula) { // LibreOffice states no kind of an empty result
			c.Kind, c.Raw = KindText, shown
		}
		return "", nil
	case "void":
		return "", nil
	default:
		return "", errors.New("unknown kind of value " + strconv.Quote(h.kind))
	}
	if shown != "" {
		c.Kind, c.Raw = KindText, shown
	}
	return "", nil
}

func (t *odsTable) number(c *odsCell, h *odsHead) error {
	c.Kind, c.Raw = KindNumber, strings.TrimSpace(h.value)
	if c.Raw != "" && isNumber([]byte(c.Raw)) {
		return t.shiftDay(c, h)
	}
	switch upper := strings.ToUpper(strings.Trim(c.Raw, "+-")); {
	case upper == "NAN", upper == "INF", upper == "INFINITY", strings.HasPrefix(upper, "1.#"):
		c.Kind, c.Raw = KindError, "#NUM!"
		return nil
	}
	return errors.New("not a number: " + strconv.Quote(h.value))
}

// shiftDay counts the number of a day from where Excel does, in a file that counts from another day.
func (t *odsTable) shiftDay(c *odsCell, h *odsHead) error {
	if t.epoch == 0 || h.kind != "float" {
		return nil
	}
	n, err := t.cellStyle(h.name, "")
	if err != nil || !t.odsReader.bookBuilder.styles[n].isDate {
		return err
	}
	d, err := decimal.NewFromString(c.Raw)
	c.Raw = d.Add(decimal.NewFromInt(int64(t.epoch))).String()
	return err
}

// isFaultWord tells whether a formula shows an error, as some programs store beside the value nought.
func isFaultWord(text string) bool {
	return slices.Contains(errorWords[:], text) || strings.HasPrefix(text, "Err:")
}

// excelFaultWord is the error as Excel has it.
func excelFaultWord(text string) string {
	switch {
	case slices.Contains(errorWords[:], text):
		return text
	case text == "Err:503":
		return "#NUM!"
	case text == "Err:524":
		return "#REF!"
	}
	return "#VALUE!"
}

// dayZero notes the day from which the file counts.
func (r *odsReader) dayZero(day string) error {
	on, err := ntm.ParseDateISO(day)
	if err != nil {
		return damaged(r.s.part, "bad null date "+strconv.Quote(string(clip([]byte(day)))))
	}
	r.wb.Date1904 = day == "1904-01-01"
	if r.epoch = 0; !r.wb.Date1904 {
		r.epoch = Serial(on, false)
	}
	return nil
}

// isoSerial is the number of a date, with its time as a fraction: «2020-02-14» is 43875. "" if Excel has none for it.
func isoSerial(text string, date1904 bool) string {
	day, clock, timed := strings.Cut(text, "T")
	on, err := ntm.ParseDateISO(day)
	if err != nil {
		return ""
	}
	n := Serial(on, date1904)
	if n < 0 || n == 0 && !timed {
		return ""
	}
	if !timed {
		return strconv.Itoa(n)
	}
	parts := strings.Split(strings.TrimSuffix(clock, "Z"), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return ""
	}
	seconds := decimal.Zero
	for i, unit := range []int64{3600, 60, 1}[:len(parts)] {
		if parts[i] == "" || len(parts[i]) > 20 || strings.Trim(parts[i], "0123456789.") != "" {
			return ""
		}
		d, err := decimal.NewFromString(parts[i])
		if err != nil {
			return ""
		}
		seconds = seconds.Add(d.Mul(decimal.NewFromInt(unit)))
	}
	return decimal.NewFromInt(int64(n)).Add(seconds.DivRound(decimal.NewFromInt(86400), 11)).String()
}

// duration reads «PT12H30M00S» as a part of a day.
func duration(text string) (decimal.Decimal, bool) {
	rest, negative := strings.CutPrefix(text, "-")
	rest, ok := strings.CutPrefix(rest, "P")
	if !ok || len(rest) > 60 {
		return decimal.Zero, false
	}
	seconds, clock := decimal.Zero, false
	for rest != "" {
		if rest[0] == 'T' && !clock {
			clock, rest = true, rest[1:]
			continue
		}
		i := strings.IndexAny(rest, "DHMS")
		if i < 1 || strings.Trim(rest[:i], "0123456789.,") != "" {
			return decimal.Zero, false
		}
		n, err := decimal.NewFromString(strings.Replace(rest[:i], ",", ".", 1))
		unit := map[string]int64{"D": 86400, "TH": 3600, "TM": 60, "TS": 1}
		name := rest[i : i+1]
		if clock {
			name = "T" + name
		}
		if err != nil || unit[name] == 0 {
			return decimal.Zero, false
		}
		seconds, rest = seconds.Add(n.Mul(decimal.NewFromInt(unit[name]))), rest[i+1:]
	}
	days := seconds.DivRound(decimal.NewFromInt(86400), 15)
	if negative {
		days = days.Neg()
	}
	return days, true
}
