package ntm

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// pair reads two figures with a semicolon between them; Value.Text is «98.5;60».
func (c *cellReading) pair(v Value) Value {
	const want = "ghi hai số cách nhau dấu chấm phẩy: 98;60"
	parts := strings.Split(c.text, ";")
	if c.Kind != RawText || len(parts) != 2 {
		return v.unreadable(DoubtUnknown, want)
	}
	one := *c
	one.Type = TypeNumber
	if one.Unit == "" {
		one.Unit = percentUnit
	}
	texts, hints := make([]string, 2), []string{}
	for i, part := range parts {
		f := one.readFigure(strings.Trim(part, " \n"))
		if !f.ok && f.hint == "" {
			f.hint = want
		}
		if !f.ok {
			return v.unreadable(f.doubt, f.hint)
		}
		if f.doubt != NoDoubt {
			v.Doubt, hints = f.doubt, append(hints, f.hint)
		}
		texts[i] = f.num.String()
	}
	v.Hint, _ = cutText(strings.Join(hints, "; "), maxHint)
	return v.stated(strings.Join(texts, ";"))
}

// ParsePair takes the canonical text of a pair apart: «98.5;60» has two figures, with point decimals.
func ParsePair(text string) ([]decimal.Decimal, error) {
	parts := strings.Split(text, ";")
	if len(parts) != 2 {
		return nil, fmt.Errorf("pair %q has %d figures, not 2", text, len(parts))
	}
	pair := make([]decimal.Decimal, len(parts))
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if !excelNotation(p) || strings.ContainsAny(p, "eE") {
			return nil, fmt.Errorf("pair %q: %q is no figure", text, p)
		}
		d, err := decimal.NewFromString(p)
		if err != nil {
			return nil, fmt.Errorf("pair %q: %w", text, err)
		}
		pair[i] = d
	}
	return pair, nil
}
