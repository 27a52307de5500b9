package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Type is what a cell may hold.
type Type string

const (
	TypeText    Type = "text"
	TypeCode    Type = "code"    // an identifier: digits are letters here, leading zeros count
	TypeCount   Type = "count"   // a whole number ≥ 0 (hộ, xã, công trình)
	TypeNumber  Type = "number"  // any decimal
	TypeMoney   Type = "money"   // triệu đồng
	TypePercent Type = "percent" // 85 means 85 %
	TypePair    Type = "pair"    // two figures in one cell, «95;60» (indicator 17.1 of QĐ 1980)
	TypeDate    Type = "date"
	TypeStatus  Type = "status" // Đạt, Cơ bản đạt, Chưa đạt, Không áp dụng
	TypeChoice  Type = "choice" // one word of a closed list
	TypeYesNo   Type = "yesno"
)

// Numeric reports whether values of the type take part in arithmetic.
func (t Type) Numeric() bool {
	return t == TypeCount || t == TypeNumber || t == TypeMoney || t == TypePercent
}

// State tells the kinds of "nothing" apart, up to the printed report.
type State uint8

const (
	Blank         State = iota // nothing is written: the figure is missing, never zero
	Stated                     // a value is written
	Dash                       // «-»: the unit says there is none
	NoneArising                // «không phát sinh»
	NotApplicable              // «không áp dụng»
	Unreadable                 // something is written that is no value of the type
)

var stateNames = [...]string{"blank", "stated", "dash", "none-arising", "not-applicable", "unreadable"}

func (s State) String() string { return stateNames[s] }

// Doubt says why a value that was read, or could not be, needs a person's eye.
type Doubt string

const (
	NoDoubt        Doubt = ""
	DoubtAmbiguous Doubt = "ambiguous" // «1.234» where both 1234 and 1,234 are possible: not read
	DoubtResidue   Doubt = "residue"   // «12 (tăng 2)», «~300»: read, something is left over
	DoubtScale     Doubt = "scale"     // 0,85 in a percent column: 0,85 % or 85 %
	DoubtAsText    Doubt = "as-text"   // a number stored as text, which SUM skips
	DoubtFraction  Doubt = "fraction"  // a fraction in a count
	DoubtError     Doubt = "error"     // #REF!, #DIV/0! …
	DoubtUnknown   Doubt = "unknown"   // no value of the type
	DoubtNoCache   Doubt = "no-cache"  // a formula without its value that cannot be computed safely
	DoubtWord      Doubt = "word"      // a word that may mean two statuses: «Đạt (nợ)»
)

// Value is what one cell says, read as its column's type.
type Value struct {
	State State
	Type  Type
	Num   decimal.Decimal // TypeCount … TypePercent; money in triệu đồng; percent as 85
	Text  string          // NFC; TypeStatus and TypeChoice hold the canonical word; TypeDate «2020-02-14»
	Raw   string          // as written
	Doubt Doubt
	Hint  string // the readings that are possible, or what is left over
}

// Number returns the figure for arithmetic. «-» and «không phát sinh» are a stated nil and count as
// zero; blank, not applicable and unreadable have no figure.
func (v Value) Number() (decimal.Decimal, bool) {
	switch v.State {
	case Stated:
		return v.Num, v.Type.Numeric()
	case Dash, NoneArising:
		return decimal.Zero, v.Type.Numeric()
	}
	return decimal.Decimal{}, false
}

// Missing reports that the unit has said nothing here.
func (v Value) Missing() bool { return v.State == Blank }

// Answers reports whether the value answers a question that must be answered. «Không áp dụng» is no
// figure: a stock that nobody states cannot be added up. «-» and «không phát sinh» are no assessment.
func (v Value) Answers() bool {
	switch v.State {
	case Blank:
		return false
	case NotApplicable:
		return !v.Type.Numeric()
	case Dash, NoneArising:
		return v.Type != TypeStatus
	}
	return true
}

// Same reports whether two values say the same, whatever their spelling.
func (v Value) Same(w Value) bool {
	if v.State != w.State {
		return false
	}
	if v.State != Stated {
		return v.State != Unreadable || v.Raw == w.Raw
	}
	if v.Type.Numeric() && w.Type.Numeric() {
		return v.Num.Equal(w.Num)
	}
	return v.Text == w.Text
}

// Canonical is the value as plain text for storing and for machines: point decimals, ISO dates.
func (v Value) Canonical() string {
	switch {
	case v.State == Stated && v.Type.Numeric():
		return v.Num.String()
	case v.State == Stated:
		return v.Text
	case v.State == Unreadable:
		return v.Raw
	case v.State == Dash:
		return "-"
	}
	return ""
}

// NumberValue is a stated figure of the type.
func NumberValue(t Type, d decimal.Decimal) Value {
	return Value{State: Stated, Type: t, Num: d, Raw: d.String()}
}

// TextValue is a stated text of the type; an empty text is blank.
func TextValue(t Type, s string) Value {
	if strings.TrimSpace(s) == "" {
		return Value{Type: t}
	}
	return Value{State: Stated, Type: t, Text: s, Raw: s}
}
