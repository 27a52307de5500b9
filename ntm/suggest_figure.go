package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// doubt offers the readings of a cell that could not be read, or not for sure.
func (m *mending) doubt() {
	e := m.entry
	switch {
	case e.Doubt == DoubtResidue:
		m.residue()
	case e.Doubt == DoubtScale:
		m.scale()
	case e.State != Unreadable || e.Doubt == DoubtError || e.Doubt == DoubtNoCache:
	case e.Shown != "" && visible(e.Shown) != visible(e.Raw): // a number in a format that hides what it is
	case e.Type.Numeric():
		m.figure()
	case e.Type == TypeDate:
		m.dates()
	case e.Type == TypeStatus || e.Type == TypeChoice || e.Type == TypeYesNo:
		m.word()
	}
}

// figureReading is one way to read a text as a figure.
type figureReading struct {
	num  decimal.Decimal
	why  string
	sure bool
	rest string // what is left over beside it
}

func (m *mending) spec() Spec { return m.grid.Table.SpecAt(m.col, m.row.Def) }

// figure offers what a text that is no figure may have been meant to be.
func (m *mending) figure() {
	spec := m.spec()
	readings := m.s.figureReadings(visible(m.entry.Raw), spec)
	for _, r := range readings {
		if spec.Type == TypeCount && (!r.num.IsInteger() || r.num.IsNegative()) {
			continue
		}
		m.offer(r.why, FormatVN(r.num, Exact), r.sure && len(readings) == 1, m.moved(r.rest)...)
	}
	m.unsure()
}

// figureReadings lists the figures that a text may say; letters typed for digits are tried where the text as it stands
// says none.
func (s *Suggester) figureReadings(text string, spec Spec) []figureReading {
	if len(text) > longestWord {
		return nil
	}
	if mended, sure := s.unslipped(text); mended != text {
		out := s.asWritten(mended, spec)
		for i := range out {
			out[i].sure = out[i].sure && sure
			if out[i].why == "" {
				out[i].why = "slip"
			}
		}
		return out
	}
	return s.asWritten(text, spec)
}

// asWritten reads a text without slips: marks between digits that may be those of thousands or decimals, a word that
// tells the scale, a sign that is in doubt. A single reading without any of these has no reason of its own.
func (s *Suggester) asWritten(text string, spec Spec) []figureReading {
	c := cellReading{RawCell: RawCell{Kind: RawText, Text: text}, Spec: spec, text: text, lexicon: s.lex}
	text = strings.Trim(minusSigns(strings.TrimPrefix(text, "'")), " \n")
	begin := figureBegin(text)
	if begin < 0 {
		return nil
	}
	end := figureEnd(text, begin)
	token, prefix, suffix := text[begin:end], strings.TrimRight(text[:begin], " "), text[end:]
	minus := prefix == "-"
	if minus || prefix == "+" {
		prefix = ""
	}
	if doubt, _ := c.around(prefix, suffix, token); doubt != NoDoubt || strings.ContainsAny(prefix, "-+(") {
		return nil
	}
	out := readingsOf(token, spec.Type == TypeCount)
	left := c.leftOver(prefix, suffix)
	switch {
	case left == "" || strings.HasPrefix(strings.TrimSpace(suffix), percentUnit) && left == percentUnit:
	case s.lex.scaleWord(left, spec.Type == TypeMoney):
		times, ok := s.times(left, spec, &c)
		if !ok {
			return nil
		}
		for i := range out {
			out[i].num = out[i].num.Mul(times)
			out[i].why = either(out[i].why, "unit-said")
		}
	case s.lex.fallingWord(outsideBrackets(left)):
		if minus || spec.Type == TypeCount || spec.Type == TypePercent {
			return nil
		}
		for _, r := range out {
			out = append(out, figureReading{num: r.num.Neg(), why: "minus", rest: left})
		}
		for i := range out {
			out[i].sure, out[i].why, out[i].rest = false, either(out[i].why, "plus"), left
		}
	default:
		for i := range out {
			out[i].rest, out[i].why = left, either(out[i].why, "residue")
			out[i].sure = out[i].sure && !strings.ContainsAny(left, "<>≥≤=/")
		}
	}
	for i := range out {
		if minus {
			out[i].num = out[i].num.Neg()
		}
	}
	return out
}

// readingsOf are the figures that digits with their marks may be; one mark before exactly three digits has two.
func readingsOf(token string, count bool) []figureReading {
	f := classify(token, count, 0)
	if f.ok {
		return []figureReading{{num: f.num, sure: true}}
	}
	at := strings.LastIndexAny(token, ".,")
	if f.doubt != DoubtAmbiguous || at < 0 || len(token)-at-1 != 3 {
		return nil
	}
	whole, fraction := token[:at], token[at+1:]
	thousands, decimals := figureOf(whole+fraction, ""), figureOf(whole, fraction)
	if !thousands.ok || !decimals.ok {
		return nil
	}
	return []figureReading{{num: thousands.num, why: "thousands"}, {num: decimals.num, why: "decimals"}}
}

// unslipped writes digits for the letters that were typed for them; sure is false where a letter may be one after all:
// an l behind a figure, a roman I before a stop.
func (s *Suggester) unslipped(text string) (mended string, sure bool) {
	runes := []rune(text)
	sure = true
	for i := 0; i < len(runes); {
		end := i
		for end < len(runes) && (letterOrDigit(runes[end]) || end > i && strings.ContainsRune(".,", runes[end])) {
			end++
		}
		if run := runes[i:end]; s.slipRun(run) {
			for j, r := range run {
				digit, is := s.data.Slips[string(r)]
				if !is {
					continue
				}
				if digit != "0" && (j+1 >= len(run) || strings.ContainsRune(".,", run[j+1])) {
					sure = false
				}
				run[j] = []rune(digit)[0]
			}
		}
		i = max(end, i+1)
	}
	return string(runes), sure
}

// slipRun reports digits, marks and letters that stand for digits, of which one is a digit and one a letter.
func (s *Suggester) slipRun(run []rune) bool {
	digit, letter := false, false
	for _, r := range run {
		_, slips := s.data.Slips[string(r)]
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case slips:
			letter = true
		case !strings.ContainsRune(".,", r):
			return false
		}
	}
	return digit && letter
}

// times is what a figure beside a word of scale is multiplied by to stand in the column's unit.
func (s *Suggester) times(left string, spec Spec, c *cellReading) (decimal.Decimal, bool) {
	said, ok := s.data.Scales[unitKey(left)]
	if !ok {
		return decimal.Decimal{}, false
	}
	of := decimal.NewFromInt(1)
	if spec.Type == TypeMoney || strings.HasPrefix(unitKey(c.unit()), unitKey(defaultMoneyUnit)) {
		unit, _, _ := strings.Cut(c.unit(), "/")
		if of, ok = s.data.Scales[unitKey(unit)]; !ok {
			return decimal.Decimal{}, false
		}
	}
	return said.DivRound(of, noisePlaces), true
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// residue keeps the figure that was read and moves the rest to where the row has room for words.
func (m *mending) residue() {
	e := m.entry
	switch {
	case e.State != Stated:
	case e.Type.Numeric():
		now := FormatVN(e.Num, Exact)
		if e.Type == TypeCount && !e.Num.IsInteger() {
			return
		}
		m.offer("residue", now, !strings.ContainsAny(e.Hint, "<>≥≤=/"), m.moved(e.Hint)...)
	case e.Type == TypeDate:
		m.offer("residue", dateVN(e.Text), true)
	}
}

// moved is the second cell of a residue: the rest goes to the row's Ghi chú, else to its Giải trình, unless there it
// would explain what is found in the row. What says nothing («~») goes nowhere.
func (m *mending) moved(rest string) []Retyped {
	rest = strings.Trim(rest, " ")
	if inner, ok := bracketed(rest); ok {
		rest = inner
	}
	if !strings.ContainsFunc(rest, letterOrDigit) {
		return nil
	}
	if _, unit := m.s.lex.units[unitKey(rest)]; unit {
		return nil
	}
	e := m.roomForWords()
	if e == nil {
		return nil
	}
	now := m.col.Heading() + ": " + rest
	if e.Text != "" {
		now = e.Text + "; " + now
	}
	return []Retyped{{e.Place, e.seen(), now}}
}

// notesHeading is the heading of the column where a form leaves room for remarks.
const notesHeading = "Ghi chú"

func (m *mending) roomForWords() *Entry {
	t := m.grid.Table
	for i := range t.Columns {
		e := &m.row.Entries[i]
		if c := &t.Columns[i]; c.Type == TypeText && c.Input() && c.Heading() == notesHeading && m.byHand(e) {
			return e
		}
	}
	i := t.ExplainColumn()
	if i < 0 || !m.byHand(&m.row.Entries[i]) {
		return nil
	}
	if m.row.Entries[i].Text == "" {
		for j := range m.found {
			if x := &m.found[j]; x.Severity == Explain && x.Table == m.f.Table && x.Row == m.f.Row && x.Key() != m.f.Key() {
				return nil
			}
		}
	}
	return &m.row.Entries[i]
}

// scale offers both sizes of a percentage below one; a number that lost its date format is a day.
func (m *mending) scale() {
	e := m.entry
	switch {
	case e.State != Stated:
	case e.Type == TypeDate:
		m.offer("serial", dateVN(e.Text), false)
	case e.Type.Numeric():
		m.offer("percent", FormatVN(timesHundred(e.Num), Exact), false)
		m.offer("as-is", FormatVN(e.Num, Exact)+percentUnit, false)
	}
}

// fraction offers what a broken number of households or works may have been: 1.234 typed where the machine took the
// point for a decimal mark, else the whole number.
func (m *mending) fraction() {
	e := m.entry
	if e.State != Stated || e.Num.IsNegative() {
		return
	}
	if n := e.Num.Shift(3); n.IsInteger() && e.Num.LessThan(decimal.NewFromInt(1000)) && !e.Num.LessThan(decimal.NewFromInt(1)) {
		m.offer("thousands", FormatVN(n, Exact), false)
	}
	m.offer("whole", FormatVN(RoundHalfUp(e.Num, 0), Exact), false)
}
