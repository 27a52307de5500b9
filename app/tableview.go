package app

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"bieuxa/ntm"
)

// byDictionary compares names as a dictionary here has them: a ă â b c d đ e ê …, «Thôn 2» before «Thôn 10».
// It is for one sorting, not to be shared.
func byDictionary() func(a, b string) int {
	return collate.New(language.Vietnamese, collate.Numeric).CompareString
}

// sorting is the column a table is sorted by; none if col is negative.
type sorting struct {
	col  int
	down bool
}

// next is the sorting after the heading of a column was pressed: up, down, as it came.
func (s sorting) next(col int) sorting {
	switch {
	case s.col != col:
		return sorting{col: col}
	case !s.down:
		return sorting{col: col, down: true}
	}
	return sorting{col: -1}
}

// sorted gives the rows in another order. Rows that are equal keep theirs; absent ones stand last either way.
func sorted[T any](rows []T, down bool, compare func(a, b T) int, absent func(T) bool) []T {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b T) int {
		switch noA, noB := absent(a), absent(b); {
		case noA && noB:
			return 0
		case noA:
			return 1
		case noB:
			return -1
		}
		if down {
			return compare(b, a)
		}
		return compare(a, b)
	})
	return out
}

// figureOrder compares rows by a figure.
func figureOrder[T any](figure func(T) (decimal.Decimal, bool)) func(a, b T) int {
	return func(a, b T) int {
		x, _ := figure(a)
		y, _ := figure(b)
		return x.Cmp(y)
	}
}

// filtered keeps the rows in whose plain text (ntm.Plain) every word of the filter occurs: «phu le» finds
// «Phú Lệ».
func filtered[T any](rows []T, filter string, plain func(T) string) []T {
	words := strings.Fields(ntm.Plain(filter))
	if len(words) == 0 {
		return rows
	}
	var out []T
	for _, r := range rows {
		text := plain(r)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			out = append(out, r)
		}
	}
	return out
}

// shareWidths gives columns their least widths and shares what room is left among those that grow. Without
// room the least widths stand, and the table is scrolled.
func shareWidths(least, grow []float32, room float32) []float32 {
	var used, shares float32
	for i := range least {
		used += least[i]
		shares += grow[i]
	}
	out := slices.Clone(least)
	if used >= room || shares == 0 {
		return out
	}
	for i := range out {
		out[i] += (room - used) * grow[i] / shares
	}
	return out
}

// headLines is on how many lines a heading may stand.
const headLines = 3

// headingLines breaks a heading between words; what has no room on the last line ends with an ellipsis.
func headingLines(title string, width float32, measure func(string) float32) []string {
	var lines []string
	words := strings.Fields(title)
	for len(words) > 0 {
		n := 1
		for n < len(words) && (len(lines) == headLines-1 || measure(strings.Join(words[:n+1], " ")) <= width) {
			n++
		}
		lines = append(lines, shortened(strings.Join(words[:n], " "), width, measure))
		words = words[n:]
	}
	return lines
}

// shortened is as much of the text as has room, with an ellipsis if it is not all.
func shortened(text string, width float32, measure func(string) float32) string {
	if measure(text) <= width {
		return text
	}
	letters := []rune(text)
	low, high := 0, len(letters)-1
	for low < high { // the longest beginning that has room
		mid := (low + high + 1) / 2
		if measure(string(letters[:mid])+"…") <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(letters[:low]), " ") + "…"
}

// tabbed is a table as Excel takes it from the clipboard: cells between tabs, rows on lines.
func tabbed(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " "))
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// jumpTo is the next row at or after from whose text begins with what was typed, marks aside; -1 if none does.
func jumpTo(n, from int, typed string, text func(row int) string) int {
	want := ntm.Plain(typed)
	for i := range n {
		row := (from + i) % n
		if strings.HasPrefix(ntm.Plain(text(row)), want) {
			return row
		}
	}
	return -1
}
