package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

const (
	excelDigits   = 15 // significant digits Excel keeps
	noisePlaces   = 10 // beyond them a formula's result is noise of its binary arithmetic
	maxMagnitude  = 18 // figures from 10^18 are refused
	minMagnitude  = -30
	maxNumberText = 64 // Excel writes at most 24 characters
	maxPlaces     = 20 // decimals accepted in a figure written as text
)

// excelNumber reads a number in Excel's notation and rounds it to the digits Excel keeps: 15.430000000000001
// is 15.43. Trailing zeros go. It refuses sizes no figure has before any digit is unfolded.
func excelNumber(text string, formula bool) (decimal.Decimal, bool) {
	if !excelNotation(text) {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, false
	}
	if d.IsZero() {
		return decimal.Zero, true
	}
	magnitude := d.NumDigits() + int(d.Exponent())
	if magnitude > maxMagnitude || magnitude < minMagnitude {
		return decimal.Decimal{}, false
	}
	if d.NumDigits() > excelDigits {
		d = d.Round(int32(excelDigits - magnitude))
	}
	if formula && -d.Exponent() > noisePlaces {
		d = d.Round(noisePlaces)
	}
	d, err = decimal.NewFromString(d.String())
	return d, err == nil
}

// excelNotation accepts -12.5E+3 with an exponent of at most three digits.
func excelNotation(s string) bool {
	if s == "" || len(s) > maxNumberText {
		return false
	}
	s = strings.TrimLeft(s[:1], "+-") + s[1:]
	mantissa, exponent, has := strings.Cut(strings.ToUpper(s), "E")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if !allDigits(whole+fraction) || whole+fraction == "" {
		return false
	}
	if !has {
		return true
	}
	if exponent != "" {
		exponent = strings.TrimLeft(exponent[:1], "+-") + exponent[1:]
	}
	return exponent != "" && len(exponent) <= 3 && allDigits(exponent)
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func timesHundred(d decimal.Decimal) decimal.Decimal {
	if d = d.Shift(2); d.Exponent() > 0 {
		return d.Round(0)
	}
	return d
}

// unit is the column's unit of measure, with the units that go without saying.
func (c *cellReading) unit() string {
	switch {
	case c.Unit != "":
		return c.Unit
	case c.Type == TypeMoney:
		return defaultMoneyUnit
	case c.Type == TypePercent:
		return percentUnit
	}
	return ""
}

func (c *cellReading) inPercent() bool {
	return c.Type != TypeCount && c.lexicon.sameUnit(percentUnit, c.unit())
}

// figure reads a cell of a numeric column.
func (c *cellReading) figure(v Value) Value {
	switch c.Kind {
	case RawNumber:
		return c.storedNumber(v)
	case RawText:
		f := c.readFigure(c.text)
		if !f.ok {
			return v.unreadable(f.doubt, f.hint)
		}
		v.State, v.Num, v.Doubt, v.Hint = Stated, f.num, f.doubt, f.hint
		if v.Doubt == NoDoubt && !c.AllText {
			v.Doubt = DoubtAsText
		}
		return c.weigh(v, f.percent)
	}
	return v.unreadable(DoubtUnknown, c.shown())
}

func (c *cellReading) storedNumber(v Value) Value {
	d, ok := excelNumber(c.text, c.Formula)
	switch {
	case !ok:
		return v.unreadable(DoubtUnknown, "không phải số, hoặc số quá lớn")
	case c.IsDate:
		return v.unreadable(DoubtUnknown, "ô định dạng ngày: "+c.shown())
	}
	v.State, v.Num = Stated, d
	switch {
	case c.IsPercent && c.inPercent():
		v.Num = timesHundred(d)
		return v
	case c.IsPercent:
		v.Doubt, v.Hint = DoubtScale, vnPlain(d)+" hay "+vnPlain(timesHundred(d))+" %"
		return v
	}
	return c.weigh(v, false)
}

// weigh asks about figures whose size is out of keeping with the column: 0,85 where percentages stand, a
// fraction of a household.
func (c *cellReading) weigh(v Value, signed bool) Value {
	switch {
	case c.inPercent() && !signed && !c.Computed && v.Num.IsPositive() && v.Num.LessThanOrEqual(decimal.NewFromInt(1)):
		v.Doubt, v.Hint = DoubtScale, vnPlain(v.Num)+" % hay "+vnPlain(timesHundred(v.Num))+" %"
	case c.Type == TypeCount && !v.Num.IsInteger() && v.Doubt != DoubtResidue:
		v.Doubt, v.Hint = DoubtFraction, vnPlain(v.Num)
	}
	return v
}

// writtenFigure is a figure written as text.
type writtenFigure struct {
	num     decimal.Decimal
	ok      bool
	percent bool // a % stood beside it
	doubt   Doubt
	hint    string
}

// classify reads digits with their marks. Both marks present: the last one is the decimal mark and the
// other groups in threes. One mark once before exactly three digits has two readings, except that a
// stop in a count groups, since a count has no fraction, and that decimal says what it is if it is known.
func classify(token string, count bool, decimal byte) writtenFigure {
	stops, commas, spaces := strings.Count(token, "."), strings.Count(token, ","), strings.Count(token, " ")
	last := strings.LastIndexAny(token, ".,")
	whole, fraction, group := token, "", ""
	cut := func() { whole, fraction = token[:last], token[last+1:] }
	switch {
	case spaces > 0:
		if stops+commas > 1 {
			return unreadFigure(DoubtUnknown, token)
		}
		group = " "
		if stops+commas == 1 {
			cut()
		}
	case stops > 0 && commas > 0:
		if strings.Count(token, token[last:last+1]) > 1 {
			return unreadFigure(DoubtUnknown, token)
		}
		group = strings.Trim(".,", token[last:last+1])
		cut()
	case stops+commas > 1:
		group = token[last : last+1]
	case last >= 0:
		cut()
		if len(fraction) == 3 && groupsInThrees(token, token[last:last+1]) {
			switch {
			case decimal == token[last]:
			case decimal != 0, token[last] == '.' && count:
				whole, fraction = whole+fraction, ""
			default:
				return unreadFigure(DoubtAmbiguous, whole+fraction+" hay "+whole+","+fraction)
			}
		}
	}
	if group != "" && !groupsInThrees(whole, group) {
		return unreadFigure(DoubtUnknown, token)
	}
	if group != "" {
		whole = strings.ReplaceAll(whole, group, "")
	}
	return figureOf(whole, fraction)
}

func unreadFigure(d Doubt, hint string) writtenFigure { return writtenFigure{doubt: d, hint: hint} }

// groupsInThrees reports whether the digits are grouped as thousands are: 1.234.567.
func groupsInThrees(s, mark string) bool {
	groups := strings.Split(s, mark)
	if len(groups[0]) > 3 || len(groups) > 1 && groups[0][0] == '0' {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 || !allDigits(g) {
			return false
		}
	}
	return allDigits(groups[0])
}

func figureOf(whole, fraction string) writtenFigure {
	whole = strings.TrimLeft(whole, "0")
	if len(whole) > maxMagnitude || len(fraction) > maxPlaces {
		return unreadFigure(DoubtUnknown, "số quá dài")
	}
	text := "0" + whole
	if fraction != "" {
		text += "." + fraction
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return unreadFigure(DoubtUnknown, "không phải số")
	}
	return writtenFigure{num: d, ok: true}
}
