package report

import (
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/shopspring/decimal"
)

// wordingFuncs are what a wording may call.
func wordingFuncs() template.FuncMap {
	return template.FuncMap{
		"money":      func(f Fact) string { return moneyWords(f.Num.D, f.Places) },
		"moved":      movedWords,
		"movedmoney": movedMoney,
		"more":       func(f Fact) bool { return f.Num.D.IsPositive() },
		"less":       func(f Fact) bool { return f.Num.D.IsNegative() },
		"positive":   Fact.positive,
		"none":       Fact.none,
		"partial":    Fact.partial,
		"coverage":   coverageWords,
		"reporting":  reportingWords,
		"single":     func(f Fact) bool { return len(f.Rows) == 1 },
		"n":          func(f Fact) string { return fmt.Sprint(len(f.Rows)) },
		"list":       func(f Fact, pattern string) string { return listWords(filled(f.Rows, pattern)) },
		"lines":      func(f Fact, pattern string) string { return strings.Join(filled(f.Rows, pattern), "; ") },
		"few":        fewWords,
	}
}

// thousand is how many triệu there are in a tỷ.
var thousand = decimal.NewFromInt(1000)

// moneyWords is a sum in triệu đồng as a narrative says it: tỷ đồng from a thousand on, with every digit that the forms
// print and no zeros at the end.
func moneyWords(n decimal.Decimal, places int) string {
	n = n.Round(int32(places))
	if n.Abs().LessThan(thousand) {
		return trimmed(n) + " triệu đồng"
	}
	return trimmed(n.Div(thousand)) + " tỷ đồng"
}

// trimmed is a figure with as many digits as it has.
func trimmed(n decimal.Decimal) string {
	_, fraction, _ := strings.Cut(n.String(), ".")
	return FormatNumber(n, len(strings.TrimRight(fraction, "0")))
}

// movedWords says a change: «tăng 17 tiêu chí», «giảm 2 tiêu chí», «không thay đổi».
func movedWords(f Fact, of string) string {
	return moved(f, func(n decimal.Decimal) string { return FormatNumber(n, f.Places) + " " + of })
}

func movedMoney(f Fact) string {
	return moved(f, func(n decimal.Decimal) string { return moneyWords(n, f.Places) })
}

func moved(f Fact, word func(decimal.Decimal) string) string {
	n := f.Num.D
	switch {
	case n.IsZero():
		return "không thay đổi"
	case n.Round(int32(f.Places)).IsZero():
		return "thay đổi không đáng kể"
	case n.IsNegative():
		return "giảm " + word(n.Abs())
	}
	return "tăng " + word(n)
}

// coverageWords names how many units stated a figure, where not all did, unless beside it stands a fact of as many.
func coverageWords(f Fact, beside ...Fact) string {
	same := func(o Fact) bool { return o.Stated == f.Stated && o.Expected == f.Expected && o.Unit == f.Unit }
	if !f.partial() || slices.ContainsFunc(beside, same) {
		return ""
	}
	return " (" + reportingWords(f) + ")"
}

// reportingWords are the units that stated a figure: «12/14 xã có báo cáo».
func reportingWords(f Fact) string {
	return fmt.Sprintf("%d/%d %s có báo cáo", f.Stated, f.Expected, f.Unit)
}

// filled puts each row into a pattern: «{ten} ({dat}/{tong} xã)».
func filled(rows []FactRow, pattern string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = patternColumn.ReplaceAllStringFunc(pattern, func(s string) string { return row[strings.Trim(s, "{}")] })
	}
	return out
}

// listWords joins words as they are spoken: «a, b và c».
func listWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " và " + words[len(words)-1]
}

// fewWords names the first rows, and says that there are others: «a, b, c và các xã khác».
func fewWords(f Fact, pattern string, most int, others string) string {
	words := filled(f.Rows, pattern)
	if len(words) <= most {
		return listWords(words)
	}
	return strings.Join(words[:most], ", ") + " và " + others
}
