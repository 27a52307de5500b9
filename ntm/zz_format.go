package ntm

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Stands in until the real format.go lands.

const Exact = -1

func FormatVN(d decimal.Decimal, places int) string {
	text := d.String()
	text, negative := strings.CutPrefix(text, "-")
	whole, fraction, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if fraction != "" {
		whole += "," + fraction
	}
	if negative {
		whole = "-" + whole
	}
	return whole
}
