package xlsx

import "strings"

// builtinFormat is the code of a number format that files name by number alone (ECMA-376 part 1,
// 18.8.30). 27-36 and 50-58 are dates in every language that defines them.
func builtinFormat(id int) string {
	switch id {
	case 0:
		return "General"
	case 1:
		return "0"
	case 2:
		return "0.00"
	case 3:
		return "#,##0"
	case 4:
		return "#,##0.00"
	case 9:
		return "0%"
	case 10:
		return "0.00%"
	case 11:
		return "0.00E+00"
	case 12:
		return "# ?/?"
	case 13:
		return "# ??/??"
	case 14:
		return "mm-dd-yy"
	case 15:
		return "d-mmm-yy"
	case 16:
		return "d-mmm"
	case 17:
		return "mmm-yy"
	case 18:
		return "h:mm AM/PM"
	case 19:
		return "h:mm:ss AM/PM"
	case 20:
		return "h:mm"
	case 21:
		return "h:mm:ss"
	case 22:
		return "m/d/yy h:mm"
	case 37:
		return "#,##0 ;(#,##0)"
	case 38:
		return "#,##0 ;[Red](#,##0)"
	case 39:
		return "#,##0.00;(#,##0.00)"
	case 40:
		return "#,##0.00;[Red](#,##0.00)"
	case 45:
		return "mm:ss"
	case 46:
		return "[h]:mm:ss"
	case 47:
		return "mmss.0"
	case 48:
		return "##0.0E+0"
	case 49:
		return "@"
	}
	if id >= 27 && id <= 36 || id >= 50 && id <= 58 {
		return "mm-dd-yy"
	}
	return "General"
}

// formatMeaning tells whether a number format code shows a date or time, or a percentage. What
// stands in quotes, in brackets (colour, condition, locale such as [$-42A], currency such as
// [$₫-42A]) or behind a backslash is decoration; [h], [mm] and [ss] are elapsed time.
func formatMeaning(code string) (date, percent bool) {
	switch strings.ToLower(code) {
	case "", "general", "standard", "@":
		return false, false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '\\', '_', '*':
			i++
		case '"':
			i = skipTo(code, i, '"')
		case '[':
			end := skipTo(code, i, ']')
			if end < len(code) && isElapsed(code[i+1:end]) {
				date = true
			}
			i = end
		case 'g', 'G':
			if len(code)-i >= 7 && strings.EqualFold(code[i:i+7], "general") {
				i += 6
			}
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			date = true
		case '%':
			percent = true
		}
	}
	return date, percent && !date
}

// skipTo returns the index of the next end byte after i, or len(code).
func skipTo(code string, i int, end byte) int {
	for i++; i < len(code) && code[i] != end; i++ {
	}
	return i
}

func isElapsed(inside string) bool {
	if inside == "" {
		return false
	}
	inside = strings.ToLower(inside)
	c := inside[0]
	return (c == 'h' || c == 'm' || c == 's') && strings.Trim(inside, string(c)) == ""
}
