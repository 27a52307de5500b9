package ntm

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// show prints a value the way the slot asks for; a figure or a date by nature needs no asking.
func (w *Words) show(v slotValue, how string) string {
	switch how {
	case "raw":
		return v.text
	case "number":
		return w.figure(v.text)
	case "period":
		if p, err := ParsePeriod(v.text); err == nil && w.lang == "vi" {
			return lowerFirst(p.VN())
		}
		return v.text
	case "percent":
		if d, ok := plainFigure(v.text); ok {
			return w.number(d.Round(percentPlaces))
		}
	case "lower":
		return lowerFirst(v.text)
	}
	if v.figure {
		return w.figure(v.text)
	}
	return dateVN(v.text)
}

// figure prints a canonical figure, a pair of figures or a date as the language has it.
func (w *Words) figure(text string) string {
	if d, ok := plainFigure(text); ok {
		return w.number(d)
	}
	if pair, err := ParsePair(text); err == nil {
		return w.number(pair[0]) + "; " + w.number(pair[1])
	}
	return dateVN(text)
}

func (w *Words) number(d decimal.Decimal) string {
	if w.lang == "vi" {
		return FormatVN(d, Exact)
	}
	return FormatEN(d, Exact)
}

// plainFigure reads a canonical figure; «02» is a code and «1e5» no figure.
func plainFigure(text string) (decimal.Decimal, bool) {
	if !excelNotation(text) || strings.ContainsAny(text, "eE+") {
		return decimal.Decimal{}, false
	}
	if digits := strings.TrimPrefix(text, "-"); len(digits) > 1 && digits[0] == '0' && digits[1] != '.' {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil
}

// percentPlaces are the decimals with which rates are printed.
const percentPlaces = 2

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(next) { // an abbreviation: OCOP
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// blankWord stands for a figure that is not stated.
func (w *Words) blankWord() string {
	if w.lang == "vi" {
		return "(trống)"
	}
	return "(blank)"
}

func (w *Words) slotsOfFacts(facts map[string]string) slotFinder {
	return func(name string) (slotValue, bool) {
		text, ok := facts[name]
		return slotValue{text: text}, ok
	}
}

// slotsOf looks slots up in a finding: its facts, its own fields, its operands by name or number.
func (w *Words) slotsOf(f *Finding) slotFinder {
	return func(name string) (slotValue, bool) {
		if text, ok := f.Facts[name]; ok {
			return slotValue{text: text, figure: name == "diff"}, true
		}
		if v, ok := w.field(f, name); ok {
			return v, true
		}
		return w.operand(f, name)
	}
}

func (w *Words) field(f *Finding, name string) (slotValue, bool) {
	plain := map[string]string{"id": f.ID, "unit": f.Unit, "file": f.Place.File, "sheet": f.Place.Sheet,
		"cell": f.Place.Cell, "table": f.Table, "row": f.Row, "column": f.Column, "indicator": f.Indicator,
		"explained": f.Explained}
	if text, ok := plain[name]; ok {
		return slotValue{text: text}, true
	}
	switch name {
	case "saw":
		return slotValue{text: f.Saw, figure: true, empty: w.blankWord()}, true
	case "want":
		return slotValue{text: f.Want, figure: true, empty: w.blankWord()}, true
	case "diff":
		saw, known := plainFigure(f.Saw)
		want, wanted := plainFigure(f.Want)
		if !known || !wanted {
			return slotValue{}, false
		}
		return slotValue{text: saw.Sub(want).Abs().String(), figure: true}, true
	case "operands":
		return slotValue{text: w.operands(f.Operands)}, true
	}
	return slotValue{}, false
}

// operands prints the arithmetic with names: «Đầu kỳ 1.024; Tái 2; Thoát / Tổng số 715».
func (w *Words) operands(list []Operand) string {
	names := operandNames(list)
	parts := make([]string, len(list))
	for i, o := range list {
		shown := w.blankWord()
		if o.Value != "" {
			shown = w.figure(o.Value)
		}
		parts[i] = names[i] + " " + shown
	}
	return strings.Join(parts, "; ")
}

const headingStep = " / "

// operandNames drops the top heading that several operands share, which tells nothing apart.
func operandNames(list []Operand) []string {
	shared := map[string]int{}
	for _, o := range list {
		if top, _, deep := strings.Cut(o.Name, headingStep); deep {
			shared[top]++
		}
	}
	names := make([]string, len(list))
	for i, o := range list {
		names[i] = o.Name
		if top, under, deep := strings.Cut(o.Name, headingStep); deep && shared[top] > 1 {
			names[i] = under
		}
	}
	return names
}

// operand finds one operand: by its number from 1, its name, or a heading that it alone has: «Tái», «Thoát».
func (w *Words) operand(f *Finding, name string) (slotValue, bool) {
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(f.Operands) {
		return w.operandValue(&f.Operands[n-1]), true
	}
	key := Fold(name)
	for i := range f.Operands {
		if Fold(f.Operands[i].Name) == key {
			return w.operandValue(&f.Operands[i]), true
		}
	}
	var named []*Operand
	for i := range f.Operands {
		if slices.ContainsFunc(strings.Split(f.Operands[i].Name, headingStep), func(h string) bool { return Fold(h) == key }) {
			named = append(named, &f.Operands[i])
		}
	}
	if len(named) != 1 {
		return slotValue{}, false
	}
	return w.operandValue(named[0]), true
}

func (w *Words) operandValue(o *Operand) slotValue {
	return slotValue{text: o.Value, figure: true, empty: w.blankWord()}
}
