package ntm_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

var allTypes = []ntm.Type{ntm.TypeText, ntm.TypeCode, ntm.TypeCount, ntm.TypeNumber, ntm.TypeMoney,
	ntm.TypePercent, ntm.TypePair, ntm.TypeDate, ntm.TypeStatus, ntm.TypeChoice, ntm.TypeYesNo}

// onlySpace says of a text, rune by rune, that nobody can see it.
func onlySpace(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r)
	}) < 0
}

// vietnamese prints a figure with its marks so that no mark can be taken for the other one.
func vietnamese(v ntm.Value) string {
	text := ntm.FormatVN(v.Num, ntm.Exact)
	_, fraction, _ := strings.Cut(text, ",")
	switch {
	case len(fraction) == 3:
		return text + "0"
	case fraction == "" && v.Type != ntm.TypeCount:
		return text + ",0"
	}
	return text
}

func FuzzParseValue(f *testing.F) {
	for _, cases := range [][]parseCase{storedNumberCases(), writtenNumberCases(), nothingCases(), wordCases(), dateCases()} {
		for _, c := range cases {
			for i, t := range allTypes {
				if t == c.spec.Type {
					f.Add(c.raw.Text, uint8(c.raw.Kind), uint8(i), uint8(0))
				}
			}
		}
	}
	f.Add("0.85", uint8(ntm.RawNumber), uint8(5), uint8(2))
	f.Add("43875", uint8(ntm.RawNumber), uint8(7), uint8(5))
	l := lexicon(f)
	f.Fuzz(func(t *testing.T, text string, kind, typ, flags uint8) {
		raw := ntm.RawCell{Kind: ntm.RawKind(kind % 6), Text: text, IsDate: flags&1 > 0, IsPercent: flags&2 > 0,
			Date1904: flags&4 > 0, Formula: flags&8 > 0, NoCache: flags&16 > 0}
		s := ntm.Spec{Type: allTypes[int(typ)%len(allTypes)], Choices: "titles", Computed: flags&32 > 0}
		v := l.Parse(raw, s)
		plain := raw.Kind == ntm.RawText || raw.Kind == ntm.RawNumber
		if plain && !raw.NoCache && utf8.RuneCountInString(text) <= 32767 && (v.State == ntm.Blank) != onlySpace(text) {
			t.Fatalf("%q is %s", text, v.State)
		}
		if !utf8.ValidString(v.Text) || !utf8.ValidString(v.Hint) && utf8.ValidString(text) {
			t.Fatalf("%q gives broken text %q or hint %q", text, v.Text, v.Hint)
		}
		if v.State != ntm.Stated {
			if !v.Num.IsZero() {
				t.Fatalf("%q is %s with the figure %s", text, v.State, v.Num)
			}
			return
		}
		switch s.Type {
		case ntm.TypeDate:
			if _, err := ntm.ParseDateISO(v.Text); err != nil {
				t.Fatalf("%q is the date %q", text, v.Text)
			}
		case ntm.TypePair:
			if _, err := ntm.ParsePair(v.Text); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
		}
		if s.Type.Numeric() {
			readsBack(t, l, s, v)
		}
	})
}

// readsBack checks that a figure printed the Vietnamese way, and offered for typing over, is read the same.
func readsBack(t *testing.T, l *ntm.Lexicon, s ntm.Spec, v ntm.Value) {
	t.Helper()
	if -v.Num.Exponent() > 20 || v.Num.Abs().GreaterThanOrEqual(decimal.New(1, 18)) {
		return // longer than a figure written as text may be
	}
	for _, shown := range []string{vietnamese(v), ntm.TypedVN(v)} {
		if again := l.Parse(written(shown), s); again.State != ntm.Stated || !again.Num.Equal(v.Num) {
			t.Fatalf("%q reads %s, shown as %q it reads %s %s (%s)", v.Raw, v.Num, shown, again.State, again.Num, again.Hint)
		}
	}
}

func TestHugeCellsAreReadInLinearTime(t *testing.T) {
	l := lexicon(t)
	for _, unit := range []string{"(", "1 ", "m2 ", "1.", ",", "đ", "\u0301", "5(", ")(", "hộ "} {
		text := strings.Repeat(unit, 32767/utf8.RuneCountInString(unit))
		for _, typ := range allTypes {
			l.Parse(written(text), ntm.Spec{Type: typ, Unit: "hộ", Choices: "titles"})
		}
	}
}
