package ntm

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"
)

// Direction says how a result is compared with what is required.
type Direction string

const (
	DirectionAtLeast Direction = ">="
	DirectionAtMost  Direction = "<="
	DirectionExactly Direction = "=="
	DirectionJudged  Direction = "đạt" // a yes or no
)

func (d Direction) known() bool {
	switch d {
	case DirectionAtLeast, DirectionAtMost, DirectionExactly, DirectionJudged:
		return true
	}
	return false
}

// fits reports whether results of the type are compared in this way. A grade is stated or ranked.
func (d Direction) fits(t IndicatorType) bool {
	switch t {
	case IndicatorBool:
		return d == DirectionJudged
	case IndicatorGrade:
		return d.known()
	}
	return d.known() && d != DirectionJudged
}

// DemandKind tells apart what a threshold cell can say.
type DemandKind uint8

const (
	DemandBlank    DemandKind = iota // nothing in this column: the common one holds
	DemandNumbers                    // one number, or several that must all hold («95;60»)
	DemandMet                        // «Đạt»
	DemandNone                       // «Không»: met when there is none
	DemandGrade                      // «Khá», «Loại IV»
	DemandProvince                   // PROVINCE: UBND cấp tỉnh quy định cụ thể
	DemandMinistry                   // MINISTRY: a line ministry publishes the level
	DemandUnknown                    // UNKNOWN: there is a number that could not be verified
)

// Demand is what one threshold cell demands.
type Demand struct {
	Kind    DemandKind
	Numbers []decimal.Decimal
	Grade   string
}

const (
	tokenProvince = "PROVINCE"
	tokenMinistry = "MINISTRY"
	tokenUnknown  = "UNKNOWN"
	wordMet       = "Đạt"
	wordNone      = "Không"
)

// maxDemandNumbers is above what any decision asks of one indicator.
const maxDemandNumbers = 4

var (
	errNotANumber = errors.New("want a bare number such as 95 or 21,8, without a mark for thousands")
	// Two decimals at most: «1.500» may be a thousand or a fraction, and is refused.
	bareNumber = regexp.MustCompile(`^[0-9]{1,12}([.,][0-9]{1,2})?$`)
	hundred    = decimal.New(100, 0)
)

// ParseDemand reads a threshold cell of an indicator of the type: a token, «Đạt», «Không», a grade, or
// bare numbers parted by «;» with point or comma as decimal mark. The operator is not part of the cell.
func ParseDemand(cell string, t IndicatorType) (Demand, error) {
	s := norm.NFC.String(strings.TrimSpace(cell))
	switch s {
	case "":
		return Demand{}, nil
	case tokenProvince:
		return Demand{Kind: DemandProvince}, nil
	case tokenMinistry:
		return Demand{Kind: DemandMinistry}, nil
	case tokenUnknown:
		return Demand{Kind: DemandUnknown}, nil
	}
	switch {
	case t.numeric():
		return parseNumbers(s, t)
	case s == wordMet:
		return Demand{Kind: DemandMet}, nil
	case t == IndicatorBool && s == wordNone:
		return Demand{Kind: DemandNone}, nil
	case t == IndicatorGrade:
		return Demand{Kind: DemandGrade, Grade: s}, nil
	}
	return Demand{}, fmt.Errorf("level %q of a %s indicator: want Đạt, Không or a token", s, t)
}

func parseNumbers(s string, t IndicatorType) (Demand, error) {
	parts := strings.Split(s, ";")
	if len(parts) > maxDemandNumbers {
		return Demand{}, fmt.Errorf("level %q: %d numbers, want at most %d", s, len(parts), maxDemandNumbers)
	}
	d := Demand{Kind: DemandNumbers}
	for _, p := range parts {
		n, err := parseBareNumber(strings.TrimSpace(p))
		if err != nil {
			return Demand{}, fmt.Errorf("level %q: %w", s, err)
		}
		if t == IndicatorPercent && n.GreaterThan(hundred) {
			return Demand{}, fmt.Errorf("level %q: more than 100 percent", s)
		}
		if t == IndicatorCount && !n.IsInteger() {
			return Demand{}, fmt.Errorf("level %q: a count has no fraction", s)
		}
		d.Numbers = append(d.Numbers, n)
	}
	return d, nil
}

func parseBareNumber(s string) (decimal.Decimal, error) {
	if !bareNumber.MatchString(s) {
		return decimal.Decimal{}, errNotANumber
	}
	return decimal.NewFromString(strings.Replace(s, ",", ".", 1))
}

// String is the cell as the criteria files write it: tokens, point decimals, «;».
func (d Demand) String() string {
	switch d.Kind {
	case DemandNumbers:
		out := make([]string, len(d.Numbers))
		for i, n := range d.Numbers {
			out[i] = n.String()
		}
		return strings.Join(out, ";")
	case DemandMet:
		return wordMet
	case DemandNone:
		return wordNone
	case DemandGrade:
		return d.Grade
	case DemandProvince:
		return tokenProvince
	case DemandMinistry:
		return tokenMinistry
	case DemandUnknown:
		return tokenUnknown
	}
	return ""
}

// Equal reports whether two cells demand the same; 95 and 95.0 do.
func (d Demand) Equal(e Demand) bool {
	if d.Kind != e.Kind || d.Grade != e.Grade || len(d.Numbers) != len(e.Numbers) {
		return false
	}
	for i := range d.Numbers {
		if !d.Numbers[i].Equal(e.Numbers[i]) {
			return false
		}
	}
	return true
}

// concrete reports whether a result can be compared with the demand.
func (d Demand) concrete() bool {
	switch d.Kind {
	case DemandNumbers, DemandMet, DemandNone, DemandGrade:
		return true
	}
	return false
}

// text is the demand in the clerk's words: «≥ 95%», «Đạt», «UBND tỉnh quy định».
func (d Demand) text(ind *Indicator) string {
	switch d.Kind {
	case DemandNumbers:
		return d.numbersText(ind)
	case DemandGrade:
		return d.Grade + gradeSuffix[ind.Direction]
	case DemandMet:
		return wordMet
	case DemandNone:
		return wordNone
	case DemandProvince:
		return "UBND tỉnh quy định"
	case DemandMinistry:
		return "Bộ công bố"
	}
	return wordUnverified
}

const wordUnverified = "chưa xác minh"

var gradeSuffix = map[Direction]string{DirectionAtLeast: " trở lên", DirectionAtMost: " trở xuống"}

var directionSigns = map[Direction]string{DirectionAtLeast: "≥ ", DirectionAtMost: "≤ ", DirectionExactly: "= "}

func (d Demand) numbersText(ind *Indicator) string {
	unit := ind.Unit
	if unit != "" && unit != "%" {
		unit = " " + unit
	}
	out := make([]string, len(d.Numbers))
	for i, n := range d.Numbers {
		out[i] = directionSigns[ind.Direction] + vietnameseNumber(n) + unit
		if len(ind.Parts) == len(d.Numbers) {
			out[i] = ind.Parts[i] + " " + out[i]
		}
	}
	return strings.Join(out, "; ")
}

// vietnameseNumber writes 1234.5 as «1.234,5».
func vietnameseNumber(n decimal.Decimal) string {
	whole, fraction, _ := strings.Cut(n.String(), ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if fraction == "" {
		return whole
	}
	return whole + "," + fraction
}
