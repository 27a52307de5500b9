package ntm

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readFigure reads a figure written as text, with what may stand around it: a sign, the column's unit,
// a note in brackets. Two figures in one cell, a sign or a size that is in doubt: not read.
func (c *cellReading) readFigure(text string) writtenFigure {
	text = strings.Trim(minusSigns(strings.TrimPrefix(text, "'")), " \n")
	negative := false
	if inner, ok := bracketed(text); ok {
		negative, text = true, inner
	}
	begin := figureBegin(text)
	if begin < 0 {
		return unreadFigure(DoubtUnknown, "")
	}
	end := figureEnd(text, begin)
	prefix, suffix := strings.TrimRight(text[:begin], " "), text[end:]
	signed := strings.HasSuffix(prefix, "-")
	if signed || strings.HasSuffix(prefix, "+") {
		prefix = strings.TrimRight(prefix[:len(prefix)-1], " ")
		if prefix != "" || negative {
			return unreadFigure(DoubtAmbiguous, signReadings(text[begin:end]))
		}
	}
	if doubt, hint := c.around(prefix, suffix, text[begin:end]); doubt != NoDoubt {
		return unreadFigure(doubt, hint)
	}
	f := classify(text[begin:end], c.Type == TypeCount, c.Decimal)
	if !f.ok {
		return f
	}
	f.percent = strings.HasPrefix(strings.TrimLeft(suffix, " "), percentUnit)
	left := c.leftOver(prefix, suffix)
	switch {
	case left == "":
	case negative: // «(tăng 2)» is no −2
		return unreadFigure(DoubtAmbiguous, signReadings(text[begin:end]))
	case c.lexicon.scaleWord(left, c.Type == TypeMoney):
		hint := "ghi kèm «" + left + "»"
		if unit := c.unit(); unit != "" {
			hint += ", cột tính bằng " + unit
		}
		return unreadFigure(DoubtAmbiguous, hint)
	case c.lexicon.fallingWord(outsideBrackets(left)):
		return unreadFigure(DoubtAmbiguous, signReadings(text[begin:end]))
	default:
		f.doubt, f.hint = DoubtResidue, left
	}
	if negative || signed {
		f.num = f.num.Neg()
	}
	return f
}

func signReadings(token string) string { return token + " hay -" + token }

// minusSigns writes every sign that is drawn as a minus as '-'.
func minusSigns(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("−–—‐‑‒﹣－", r) {
			return '-'
		}
		return r
	}, s)
}

// bracketed takes the bookkeeper's minus: «(5)».
func bracketed(text string) (string, bool) {
	if len(text) < 3 || text[0] != '(' || text[len(text)-1] != ')' {
		return "", false
	}
	inner := strings.Trim(text[1:len(text)-1], " ")
	return inner, !strings.ContainsAny(inner, "()")
}

// figureBegin finds the first digit that no letter is attached to, or -1.
func figureBegin(text string) int {
	attached := false
	for i, r := range text {
		digit := r >= '0' && r <= '9'
		if digit && !attached {
			return i
		}
		attached = unicode.IsLetter(r) || unicode.IsMark(r) || attached && digit
	}
	return -1
}

// figureEnd finds the end of the digits and marks from begin on. A space belongs to them before exactly
// three digits, a stop or a comma before a digit.
func figureEnd(text string, begin int) int {
	i := begin
	for i < len(text) {
		switch {
		case isDigit(text[i]):
			i++
		case (text[i] == '.' || text[i] == ',') && i+1 < len(text) && isDigit(text[i+1]):
			i++
		case text[i] == ' ' && threeDigits(text[i+1:]):
			i += 4
		default:
			return i
		}
	}
	return i
}

func threeDigits(s string) bool {
	return len(s) >= 3 && allDigits(s[:3]) && (len(s) == 3 || !isDigit(s[3]))
}

// around refuses what makes the figure itself uncertain: a second figure, a letter typed for a digit,
// a stray mark, an open bracket, a minus behind.
func (c *cellReading) around(prefix, suffix, token string) (Doubt, string) {
	first := firstRun(prefix)
	switch {
	case strings.HasSuffix(prefix, ".") || strings.HasSuffix(prefix, ","):
		return DoubtUnknown, "thiếu chữ số trước dấu phân cách"
	case slip(first) && strings.ContainsAny(first, "0123456789"): // «l2 (giảm 3)» is about 12, not 3
		return DoubtAmbiguous, digitsFor(first) + ", nếu chữ O, l gõ thay số 0, 1"
	case strings.Contains(prefix, "(") && !strings.Contains(prefix, ")"), strings.Trim(suffix, " ") == "-":
		return DoubtAmbiguous, signReadings(token)
	case slip(lastRun(prefix)), slip(firstRun(suffix)):
		return DoubtAmbiguous, digitsFor(lastRun(prefix)+token+firstRun(suffix)) + ", nếu chữ O, l gõ thay số 0, 1"
	case anotherFigure(prefix), anotherFigure(suffix):
		return DoubtAmbiguous, "nhiều số trong một ô"
	}
	return NoDoubt, ""
}

// firstRun and lastRun are the letters and digits that touch the figure.
func firstRun(s string) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, letterOrDigit))]
}

func lastRun(s string) string { return s[len(strings.TrimRightFunc(s, letterOrDigit)):] }

func letterOrDigit(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == '|'
}

// digitsFor writes the digits that the letters of a slip stand for.
func digitsFor(run string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'o', 'O':
			return '0'
		case 'l', 'I', '|':
			return '1'
		}
		return r
	}, run)
}

// slip reports letters that are typed for 0 and 1.
func slip(run string) bool {
	return run != "" && strings.Trim(run, "oOlI|0123456789") == ""
}

var reSquareOrCube = regexp.MustCompile(`^(?:k|h|d|c|m)?m[23²³]$`)

// anotherFigure reports a digit that stands outside brackets and is not that of m², m3.
func anotherFigure(s string) bool {
	s = outsideBrackets(s)
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if !letterOrDigit(r) {
			s = s[size:]
			continue
		}
		run := firstRun(s)
		if strings.ContainsFunc(run, unicode.IsNumber) && !reSquareOrCube.MatchString(strings.ToLower(run)) {
			return true
		}
		s = s[len(run):]
	}
	return false
}

// outsideBrackets drops what stands in closed round brackets.
func outsideBrackets(s string) string {
	if !strings.Contains(s, "(") {
		return s
	}
	var out, held strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(':
			depth++
			held.WriteRune(r)
		case r == ')' && depth > 0:
			if depth--; depth == 0 {
				held.Reset()
				out.WriteByte(' ')
			}
		case depth > 0:
			held.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String() + held.String()
}

// leftOver is what stands around the figure and is not the column's own unit.
func (c *cellReading) leftOver(prefix, suffix string) string {
	suffix = strings.Trim(oneLine(suffix), " ")
	bare := suffix
	if strings.HasPrefix(bare, "(") && strings.HasSuffix(bare, ")") {
		bare = strings.Trim(bare[1:len(bare)-1], " ")
	}
	unit := c.unit()
	if bare != "" && c.lexicon.sameUnit(bare, unit) {
		suffix = ""
	}
	if rest, ok := strings.CutPrefix(suffix, percentUnit); ok && c.inPercent() {
		suffix = strings.TrimLeft(rest, " ")
	}
	return strings.Trim(oneLine(prefix)+" "+suffix, " ")
}
