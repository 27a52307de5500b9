package ntm

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// RawKind is what the workbook says a cell holds.
type RawKind uint8

const (
	RawEmpty RawKind = iota
	RawNumber
	RawText
	RawBool
	RawError
	RawDate // a date written as such: Text is ISO, with or without a time
)

// RawCell is a cell as the workbook stores it, before it is read as its column's type.
type RawCell struct {
	Kind      RawKind
	Text      string // a number in Excel's own notation: «15.430000000000001», «1.2E3»
	IsDate    bool   // the number format is one of a date
	IsPercent bool   // the number format is one of a percentage
	Date1904  bool   // serials of the workbook count from 1904
	Formula   bool
	NoCache   bool // a formula whose value did not come with the file
	AllText   bool // the file knows no numbers: that a figure is a text says nothing
	DayUnsure bool // another date of the file can only have the month first
	Decimal   byte // decimal mark of a text, as the whole file tells it; 0: unknown
}

// Spec says what a cell should hold.
type Spec struct {
	Type     Type
	Unit     string // unit of measure of the figure; money without one is in triệu đồng
	Choices  string // TypeChoice: id of the list of words
	Computed bool   // a rate or a total: a small percentage raises no doubt about its scale
	Decimals int    // places the column prints; reading does not depend on it
}

const (
	defaultMoneyUnit = "triệu đồng"
	percentUnit      = "%"
	maxCellText      = 32767 // characters; Excel holds no more in a cell
	maxHint          = 80
)

// Parse reads a cell as the type of its column. It never guesses: what has two readings is Unreadable
// with DoubtAmbiguous and both readings as Hint, what is read with something left over says what. Text
// typed in an old font (TCVN3, VNI) must have been converted before.
func (l *Lexicon) Parse(raw RawCell, spec Spec) Value {
	v := Value{Type: spec.Type, Raw: raw.Text}
	if cut, tooLong := cutText(raw.Text, maxCellText); tooLong {
		v.Raw = cut
		return v.unreadable(DoubtUnknown, "dài quá 32.767 ký tự")
	}
	if raw.NoCache {
		return v.unreadable(DoubtNoCache, "")
	}
	text := visible(raw.Text)
	switch {
	case raw.Kind == RawError || raw.Kind == RawText && l.errors[strings.ToUpper(text)]:
		return v.unreadable(DoubtError, oneLine(text))
	case raw.Kind == RawEmpty || text == "":
		return v
	}
	cell := cellReading{RawCell: raw, Spec: spec, text: text, lexicon: l}
	if raw.Kind == RawText {
		if done, ok := cell.nothing(v); ok {
			return done
		}
	}
	switch {
	case spec.Type.Numeric():
		return cell.figure(v)
	case spec.Type == TypePair:
		return cell.pair(v)
	case spec.Type == TypeDate:
		return cell.date(v)
	case spec.Type == TypeStatus:
		return cell.status(v)
	case spec.Type == TypeYesNo:
		return cell.choice(v, ChoicesYesNo)
	case spec.Type == TypeChoice:
		return cell.choice(v, spec.Choices)
	}
	return cell.words(v)
}

// cellReading is one cell on its way to a Value.
type cellReading struct {
	RawCell
	Spec
	text    string // visible
	lexicon *Lexicon
}

func (v Value) unreadable(d Doubt, hint string) Value {
	v.State, v.Doubt, v.Num, v.Text = Unreadable, d, decimal.Decimal{}, ""
	v.Hint, _ = cutText(hint, maxHint)
	return v
}

func (v Value) stated(text string) Value {
	v.State, v.Text = Stated, text
	return v
}

// nothing recognises the words for nothing. In a yes-no column «không có» is an answer, in a status
// column it has two readings; the words for nought are words only in columns of figures.
func (c *cellReading) nothing(v Value) (Value, bool) {
	if len(c.text) > c.lexicon.longestNil {
		return v, false
	}
	key := wordKey(c.text)
	state, ok := c.lexicon.nothing[key]
	if !ok && (c.Type.Numeric() || c.Type == TypePair) && c.lexicon.nilFigures[key] {
		state, ok = NoneArising, true
	}
	switch {
	case !ok:
		return v, false
	case c.Type == TypeYesNo && state == NoneArising:
		if _, answer := c.lexicon.lists[ChoicesYesNo].find(c.text); answer {
			return v, false
		}
	case c.Type == TypeStatus && c.lexicon.doubtful[key] != "":
		return v, false
	case c.Type == TypeStatus && state == NotApplicable:
		v.Text = StateVN(NotApplicable)
	}
	v.State = state
	return v, true
}

// shown is the cell as a person sees it, for the types that hold words.
func (c *cellReading) shown() string {
	switch c.Kind {
	case RawNumber:
		d, ok := excelNumber(c.text, c.Formula)
		if !ok {
			return c.text
		}
		if c.IsDate {
			if on, ok := dateOfSerial(d, c.Date1904); ok {
				return on.VN()
			}
		}
		if c.IsPercent {
			return strings.ReplaceAll(timesHundred(d).String(), ".", ",") + "%"
		}
		return strings.ReplaceAll(d.String(), ".", ",")
	case RawDate:
		if on, ok := isoDay(c.text); ok {
			return on.VN()
		}
	case RawBool:
		if c.text == "1" || strings.EqualFold(c.text, "true") {
			return "TRUE"
		}
		return "FALSE"
	}
	return c.text
}

// words reads a text or a code. Codes keep their leading zeros; a code stored as a number has its digits
// and a point, and if Excel has made a date of it, it is no code any more.
func (c *cellReading) words(v Value) Value {
	text := tidyLines(c.shown())
	if c.Type != TypeCode {
		return v.stated(text)
	}
	if c.Kind == RawDate || c.Kind == RawNumber && c.IsDate {
		return v.unreadable(DoubtUnknown, "ô định dạng ngày: "+text)
	}
	if c.Kind == RawNumber && !c.IsPercent {
		text = strings.ReplaceAll(text, ",", ".")
	}
	return v.stated(oneLine(text))
}

func (c *cellReading) status(v Value) Value {
	text := c.shown()
	if word, ok := c.lexicon.lists[ChoicesStatus].find(text); ok {
		if word == StateVN(NotApplicable) {
			v.State, v.Text = NotApplicable, word
			return v
		}
		return v.stated(word)
	}
	if len(text) > longestWord {
		return v.unreadable(DoubtUnknown, text)
	}
	key := wordKey(text)
	if readings, ok := c.lexicon.doubtful[key]; ok {
		return v.unreadable(DoubtWord, readings)
	}
	for _, w := range []string{"đạt", "nợ"} {
		if strings.Contains(key, Fold(w)) {
			return v.unreadable(DoubtWord, "Đạt hay Chưa đạt")
		}
	}
	return v.unreadable(DoubtUnknown, strings.Join(c.lexicon.Choices(ChoicesStatus), " / "))
}

func (c *cellReading) choice(v Value, id string) Value {
	text := c.shown()
	if c.Kind == RawBool && id == ChoicesYesNo {
		text = map[string]string{"TRUE": "có", "FALSE": "không"}[text]
	}
	if word, ok := c.lexicon.lists[id].find(text); ok {
		return v.stated(word)
	}
	return v.unreadable(DoubtUnknown, strings.Join(c.lexicon.Choices(id), " / "))
}

// cutText cuts s to at most n characters.
func cutText(s string, n int) (cut string, tooLong bool) {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s, false
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i], true
		}
		count++
	}
	return s, false
}
