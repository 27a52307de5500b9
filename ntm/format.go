package ntm

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// Exact, as the number of places, prints every decimal a figure has.
const Exact = -1

// FormatVN prints a figure as 1.234,5, rounded half up (away from zero) to the places; Exact keeps all.
func FormatVN(d decimal.Decimal, places int) string { return groupFigure(d, places, ".", ",") }

// FormatEN prints a figure as 1,234.5.
func FormatEN(d decimal.Decimal, places int) string { return groupFigure(d, places, ",", ".") }

func groupFigure(d decimal.Decimal, places int, group, mark string) string {
	text := d.String()
	if places >= 0 {
		text = RoundHalfUp(d, int32(places)).StringFixed(int32(places))
	}
	text, negative := strings.CutPrefix(text, "-")
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteByte(whole[i])
	}
	if fraction != "" {
		b.WriteString(mark)
		b.WriteString(fraction)
	}
	return b.String()
}

// vnPlain prints a figure exactly and without marks between thousands: 1234,5.
func vnPlain(d decimal.Decimal) string { return strings.ReplaceAll(d.String(), ".", ",") }

// StateVN is the word for a kind of nothing; empty for blank and for what is stated or unreadable.
func StateVN(s State) string {
	switch s {
	case Dash:
		return "-"
	case NoneArising:
		return "Không phát sinh"
	case NotApplicable:
		return "Không áp dụng"
	}
	return ""
}

// FormatValueVN prints a value as a clerk writes it: 1.234,5, 14/02/2020, «98,5; 60», «Không phát sinh»;
// blank is empty, and what could not be read is shown as it was written.
func FormatValueVN(v Value, places int) string {
	switch {
	case v.State == Unreadable:
		return v.Raw
	case v.State != Stated:
		return StateVN(v.State)
	case v.Type.Numeric():
		return FormatVN(v.Num, places)
	case v.Type == TypeDate:
		return dateVN(v.Text)
	case v.Type == TypePair:
		if pair, err := ParsePair(v.Text); err == nil {
			return FormatVN(pair[0], Exact) + "; " + FormatVN(pair[1], Exact)
		}
	}
	return v.Text
}

// TypedVN is the form of a value for typing over it: Parse reads it back as the same value. Figures have
// no marks between thousands, and never exactly three decimals, which would have two readings.
func TypedVN(v Value) string {
	if v.State != Stated || !v.Type.Numeric() {
		return FormatValueVN(v, Exact)
	}
	return typedFigure(v.Num)
}

func typedFigure(d decimal.Decimal) string {
	text := vnPlain(d)
	if _, fraction, _ := strings.Cut(text, ","); len(fraction) == 3 {
		return text + "0"
	}
	return text
}

// dateVN turns an ISO date into 14/02/2020 and leaves any other text alone.
func dateVN(text string) string {
	if len(text) != len("2020-02-14") {
		return text
	}
	if on, err := ParseDateISO(text); err == nil {
		return on.VN()
	}
	return text
}

var (
	groupedVN = regexp.MustCompile(`^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$`)
	plainVN   = regexp.MustCompile(`^-?\d+(,\d+)?$`)
	pointed   = regexp.MustCompile(`^-?\d+\.\d+$`)
)

// ParseTypedVN reads a figure that a person types into the program, where every figure is shown as 1.234,5:
// «1.234» is a thousand and more. A point that cannot stand between thousands is a decimal one: «8.5». Any
// other text is no figure; what a received file says is read by Lexicon.Parse, which asks where this does not.
func ParseTypedVN(text string) (decimal.Decimal, bool) {
	text = strings.TrimSpace(text)
	if len(text) > maxTypedFigure {
		return decimal.Decimal{}, false
	}
	switch {
	case groupedVN.MatchString(text):
		text = strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
	case plainVN.MatchString(text):
		text = strings.ReplaceAll(text, ",", ".")
	case pointed.MatchString(text):
	default:
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil
}

const maxTypedFigure = 40
