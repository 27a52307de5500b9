package ntm

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// divisionPlaces is how far quotients are carried; display rounds half up later.
const divisionPlaces = 20

// Num is a figure that may be missing. Whatever is computed from a missing figure is missing.
type Num struct {
	D  decimal.Decimal
	OK bool
}

// NumOf is a known figure.
func NumOf(d decimal.Decimal) Num { return Num{d, true} }

// NumInt is a known whole figure.
func NumInt(n int) Num { return Num{decimal.NewFromInt(int64(n)), true} }

// ParseNum reads a canonical figure.
func ParseNum(s string) (Num, error) {
	d, err := decimal.NewFromString(s)
	if err != nil {
		return Num{}, fmt.Errorf("figure %q: %w", s, err)
	}
	return NumOf(d), nil
}

// String is the canonical figure, empty if missing.
func (n Num) String() string {
	if !n.OK {
		return ""
	}
	return n.D.String()
}

func (n Num) Add(m Num) Num { return Num{n.D.Add(m.D), n.OK && m.OK} }
func (n Num) Sub(m Num) Num { return Num{n.D.Sub(m.D), n.OK && m.OK} }
func (n Num) Mul(m Num) Num { return Num{n.D.Mul(m.D), n.OK && m.OK} }

// Div is missing where the divisor is zero.
func (n Num) Div(m Num) Num {
	if !n.OK || !m.OK || m.D.IsZero() {
		return Num{}
	}
	return NumOf(n.D.DivRound(m.D, divisionPlaces))
}

// Cmp compares two known figures; ok is false if either is missing.
func (n Num) Cmp(m Num) (c int, ok bool) {
	if !n.OK || !m.OK {
		return 0, false
	}
	return n.D.Cmp(m.D), true
}

// printTolerance is half a unit of the last digit in which the figure is stated.
func printTolerance(d decimal.Decimal) decimal.Decimal {
	places := -d.Exponent()
	if places < 0 {
		places = 0
	}
	if places > 9 {
		return decimal.New(1, -9)
	}
	return decimal.New(5, -places-1).Add(decimal.New(1, -9))
}

// RoundHalfUp rounds for display: 0,5 goes away from zero, as the forms do.
func RoundHalfUp(d decimal.Decimal, places int32) decimal.Decimal { return d.Round(places) }
