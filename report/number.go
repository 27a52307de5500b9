package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// FormatNumber writes n as Vietnamese offices do: "1.234,50". It rounds half away from zero, as
// Excel does, to the given digits after the comma; what rounds to nothing has no minus sign.
func FormatNumber(n decimal.Decimal, decimals int) string {
	digits := n.Abs().StringFixed(int32(max(decimals, 0)))
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if n.Sign() < 0 && strings.Trim(digits, "0.") != "" {
		b.WriteByte('-')
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	if fraction != "" {
		b.WriteString("," + fraction)
	}
	return b.String()
}

// narrowColumn is the width in mm under which "chưa nộp" does not fit on one line at 10 pt, nor
// "không phát sinh" on two.
const narrowColumn = 16

// sign is the short form of a state for narrow columns; Form.Remarks explains those used.
func (s State) sign() string {
	return map[State]string{Missing: "…", Dash: "-", NothingArose: "KPS", NotApplicable: "KAD"}[s]
}

// String is the state in words.
func (s State) String() string {
	return map[State]string{Missing: "chưa nộp", Dash: "-", NothingArose: "không phát sinh", NotApplicable: "không áp dụng"}[s]
}

// StateWords is what one form prints for each state, the same in all its columns.
type StateWords map[State]string

// StateWords chooses words, or signs for states that stand in a column too narrow for the words.
func (f *Form) StateWords() StateWords {
	words := StateWords{Dash: Dash.sign()}
	for _, s := range []State{Missing, NothingArose, NotApplicable} {
		words[s] = s.String()
	}
	for _, row := range f.Rows {
		for i, cell := range row.Cells {
			if cell.Kind == Status && cell.Span < 2 && i < len(f.Columns) && f.Columns[i].Width < narrowColumn {
				words[cell.State] = cell.State.sign()
			}
		}
	}
	return words
}

// Text is the printed text of a cell.
func (w StateWords) Text(cell Cell) string {
	switch cell.Kind {
	case Text, Mark:
		return cell.Text
	case Number:
		return FormatNumber(cell.Num, cell.Decimals)
	case Percent:
		return FormatNumber(cell.Num, cell.Decimals) + "%"
	case Status:
		return w[cell.State]
	}
	return ""
}

// signs is the line that explains the short signs in the table, "" when there are none.
func (f *Form) signs() string {
	var parts []string
	words := f.StateWords()
	for _, s := range []State{Missing, NothingArose, NotApplicable} {
		if words[s] != s.String() {
			parts = append(parts, fmt.Sprintf("“%s” %s", words[s], s))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Ký hiệu: " + strings.Join(parts, "; ") + "."
}

// Roman is an ordinal as groups of rows and appendices bear it: I, II, III, IV.
func Roman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.sign)
		}
	}
	return b.String()
}

// needed is how many digits after the comma a sum of money in triệu đồng needs, to the đồng at most.
func needed(n decimal.Decimal) int {
	for places := range maxMoneyDecimals {
		if n.Round(int32(places)).Equal(n) {
			return places
		}
	}
	return maxMoneyDecimals
}
