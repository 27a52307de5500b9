package xlsx

import "strings"

// markEvidence counts what the figures of a file say of its decimal mark: a stop or a comma that can only be one.
type markEvidence struct {
	stops, commas       int
	sureStop, sureComma int // of these, with both marks, or with one that groups twice
	monthFirst          bool
}

// fewMarks is how many figures with a mark that can only be decimal tell the mark of a file whose delimiter fits it.
const fewMarks = 3

// mark is the decimal mark of the file, 0 if the figures do not tell or contradict one another. The program that wrote
// the file parts fields by ';' where it writes a decimal comma; figures typed as text do not follow it, and are told by that.
func (e markEvidence) mark(delim byte) byte {
	switch {
	case e.commas > 0 && e.stops > 0, e.commas == 0 && e.stops == 0:
		return 0
	case e.commas > 0 && (delim == ';' && (e.sureComma > 0 || e.commas >= fewMarks) || delim == '\t' && e.sureComma > 1):
		return ','
	case e.stops > 0 && (delim == ',' && (e.sureStop > 0 || e.stops >= fewMarks) || delim == '\t' && e.sureStop > 1):
		return '.'
	}
	return 0
}

// addRow weighs the figures of a row. Numbers before its first words are numbering: «1.1», «2.10».
func (e *markEvidence) addRow(cells []string) {
	worded := false
	for i, c := range cells {
		c = strings.TrimFunc(c, isBlankRune)
		if c == "" {
			continue
		}
		if !worded && numbering(c) && wordsFollow(cells[i+1:]) {
			continue
		}
		if strings.IndexFunc(c, isWordRune) >= 0 {
			worded = true
			continue
		}
		e.monthFirst = e.monthFirst || monthFirst(c)
		e.add(c)
	}
}

func isBlankRune(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\t' }

func isWordRune(r rune) bool { return r > '9' && r != '%' && !isBlankRune(r) }

// monthFirst reports a date that has a thirteenth or later day in its second place: «2/14/2020».
func monthFirst(c string) bool {
	month, rest, _ := strings.Cut(c, "/")
	day, year, ok := strings.Cut(rest, "/")
	m, good := parseCount([]byte(month))
	d, fine := parseCount([]byte(day))
	return ok && good && fine && m <= 12 && d > 12 && d <= 31 && len(day) == 2 && len(year) >= 4 && strings.Trim(year[:4], "0123456789") == ""
}

// numbering is one or two digits, parted by stops.
func numbering(c string) bool {
	for part := range strings.SplitSeq(strings.TrimSuffix(c, "."), ".") {
		if len(part) == 0 || len(part) > 2 || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}

func wordsFollow(cells []string) bool {
	for _, c := range cells {
		if strings.IndexFunc(c, isWordRune) >= 0 {
			return true
		}
	}
	return false
}

// add weighs one figure: «1.234,5», «12,5», «-0,125», «1.234.567».
func (e *markEvidence) add(c string) {
	c = strings.TrimRight(strings.Trim(c, "()+-"), " %")
	stops, commas := strings.Count(c, "."), strings.Count(c, ",")
	if stops+commas == 0 || strings.Trim(c, "0123456789.,") != "" || c[0] > '9' || c[0] < '0' || c[len(c)-1] < '0' {
		return
	}
	last := strings.LastIndexAny(c, ".,")
	whole, fraction := c[:last], c[last+1:]
	decimal := c[last]
	switch {
	case stops > 0 && commas > 0:
		other := string(map[byte]byte{'.': ',', ',': '.'}[decimal])
		if strings.Contains(whole, string(decimal)) || !inThrees(whole, other) {
			return
		}
	case stops+commas > 1:
		if !inThrees(c, c[last:last+1]) {
			return
		}
		decimal = map[byte]byte{'.': ',', ',': '.'}[decimal] // it groups, so the other one is decimal
	default:
		if len(fraction) == 3 && len(whole) <= 3 && whole[0] != '0' {
			return // either mark could stand here
		}
		if decimal == ',' {
			e.commas++
		} else {
			e.stops++
		}
		return
	}
	if decimal == ',' {
		e.commas++
		e.sureComma++
	} else {
		e.stops++
		e.sureStop++
	}
}

// inThrees reports digits grouped as thousands are.
func inThrees(s, mark string) bool {
	for i, g := range strings.Split(s, mark) {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3 || g[0] == '0') {
			return false
		}
	}
	return true
}
