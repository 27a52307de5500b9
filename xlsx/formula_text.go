package xlsx

import (
	"strconv"
	"strings"
)

// tokenKind is what a formulaToken is; operators, brackets, figures and texts make no token.
type tokenKind uint8

const (
	tokenArea tokenKind = iota
	tokenFunction
	tokenName
)

// formulaToken is a word of a formula that can stand for cells.
type formulaToken struct {
	kind     tokenKind
	name     string // of a function in capitals, or of a defined name
	sheet    string // that the word names, "" for its own
	external bool   // of another file
	area     Range
	corners  []span // where the addresses stand in the text
}

// errorWords are the errors that a formula may spell out.
var errorWords = [...]string{"#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "#NULL!", "#NUM!"} // never written to

// wholeRows and wholeColumns stand for A:A and 1:1.
const (
	wholeRows    = 1_048_576
	wholeColumns = 16_384
)

// formulaScan takes a formula apart.
type formulaScan struct {
	text   string
	at     int
	tokens []formulaToken
}

// scanFormula lists the words of a formula in order; ok is false where some of it is not understood.
func scanFormula(text string) (tokens []formulaToken, ok bool) {
	s := &formulaScan{text: text}
	for s.at < len(text) {
		if !s.step() {
			return nil, false
		}
	}
	return s.tokens, true
}

func (s *formulaScan) step() bool {
	switch c := s.text[s.at]; {
	case c == '"':
		_, ok := s.quoted('"')
		return ok
	case c == '\'':
		sheet, ok := s.quoted('\'')
		if !ok || !s.skip('!') || strings.Contains(sheet, ":") {
			return false
		}
		return s.onSheet(sheet, strings.Contains(sheet, "["))
	case c == '[':
		end := strings.IndexByte(s.text[s.at:], ']')
		if end < 0 {
			return false
		}
		if _, isFile := parseCount([]byte(s.text[s.at+1 : s.at+end])); !isFile {
			return false
		}
		s.at += end + 1
		sheet := s.run()
		return s.skip('!') && s.onSheet(sheet, true)
	case c == '#':
		return s.errorWord()
	case strings.IndexByte("+-*/^&=<>(),;% \t\r\n{}", c) >= 0:
		s.at++
		return true
	case isWordByte(c):
		return s.word("", false)
	}
	return false
}

// quoted reads a text between quotes; doubled quotes inside stand for one.
func (s *formulaScan) quoted(quote byte) (string, bool) {
	for i := s.at + 1; i < len(s.text); i++ {
		if s.text[i] != quote {
			continue
		}
		if i+1 < len(s.text) && s.text[i+1] == quote {
			i++
			continue
		}
		inside := s.text[s.at+1 : i]
		s.at = i + 1
		return strings.ReplaceAll(inside, string([]byte{quote, quote}), string([]byte{quote})), true
	}
	return "", false
}

func (s *formulaScan) skip(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.at++
	return true
}

// peek is the next byte, 0 at the end.
func (s *formulaScan) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 || strings.IndexByte("_.$\\?", c) >= 0
}

func (s *formulaScan) run() string {
	from := s.at
	for s.at < len(s.text) && isWordByte(s.text[s.at]) {
		s.at++
	}
	return s.text[from:s.at]
}

func (s *formulaScan) errorWord() bool {
	for _, word := range errorWords {
		if strings.HasPrefix(s.text[s.at:], word) {
			s.at += len(word)
			return true
		}
	}
	return false
}

func (s *formulaScan) onSheet(sheet string, external bool) bool {
	if s.peek() == '#' {
		return s.errorWord()
	}
	return sheet != "" && s.word(sheet, external)
}

// word reads a figure, a function's name, a sheet's, a range or a defined name.
func (s *formulaScan) word(sheet string, external bool) bool {
	from := s.at
	word := s.run()
	first := span{from, s.at}
	t := formulaToken{sheet: sheet, external: external}
	switch next := s.peek(); {
	case word == "":
		return false
	case next == '!' && sheet == "":
		s.at++
		return s.onSheet(word, false)
	case next == '(':
		t.kind, t.name = tokenFunction, strings.ToUpper(strings.TrimPrefix(strings.TrimPrefix(word, "_xlfn."), "_xlws."))
	case next == ':':
		s.at++
		second := span{from: s.at}
		s.run()
		second.to = s.at
		a, b := s.text[first.from:first.to], s.text[second.from:second.to]
		var ok bool
		if t.area, ok = areaBetween(a, b); !ok || strings.IndexByte(":!(#[", s.peek()) >= 0 && s.peek() != 0 {
			return false
		}
		t.corners = []span{first, second}
	case sheet == "" && (word[0] >= '0' && word[0] <= '9' || word[0] == '.'):
		return s.figure(word)
	default:
		row, col, ok := parseRef([]byte(word))
		if ok && row <= wholeRows && col <= wholeColumns {
			t.area, t.corners = Range{row, col, row, col}, []span{first}
		} else if upper := strings.ToUpper(word); sheet == "" && (upper == "TRUE" || upper == "FALSE") {
			return true
		} else {
			t.kind, t.name = tokenName, word
		}
		if next == '#' || next == '[' {
			return false
		}
	}
	s.tokens = append(s.tokens, t)
	return true
}

// figure passes over the rest of a figure such as 1.5E-3.
func (s *formulaScan) figure(word string) bool {
	mantissa := strings.TrimRight(word, "0123456789")
	switch {
	case strings.Trim(word, "0123456789.") == "":
		return true
	case strings.HasSuffix(word, "E") || strings.HasSuffix(word, "e"):
		if c := s.peek(); strings.Trim(word[:len(word)-1], "0123456789.") == "" && (c == '+' || c == '-') {
			s.at++
			_, ok := parseCount([]byte(s.run()))
			return ok
		}
		return false
	}
	return strings.Trim(strings.ToUpper(mantissa), "0123456789.") == "E"
}

// areaBetween is the range between two corners: cells, columns or rows.
func areaBetween(a, b string) (Range, bool) {
	r1, c1, ok1 := parseRef([]byte(a))
	r2, c2, ok2 := parseRef([]byte(b))
	switch {
	case ok1 && ok2:
	case ok1 || ok2:
		return Range{}, false
	default:
		a, b = strings.TrimPrefix(a, "$"), strings.TrimPrefix(b, "$")
		n1, isRow1 := parseCount([]byte(a))
		n2, isRow2 := parseCount([]byte(b))
		_, k1, isCol1 := parseRef([]byte(a + "1"))
		_, k2, isCol2 := parseRef([]byte(b + "1"))
		switch {
		case isRow1 && isRow2 && n1 > 0 && n2 > 0:
			r1, r2, c1, c2 = n1, n2, 1, wholeColumns
		case isCol1 && isCol2 && !strings.ContainsAny(a+b, "0123456789"):
			r1, r2, c1, c2 = 1, wholeRows, k1, k2
		default:
			return Range{}, false
		}
	}
	area := Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}
	return area, area.LastRow <= wholeRows && area.LastCol <= wholeColumns
}

// moveFormula spells a formula as it reads when copied so many rows and columns on; ok is false where
// that cannot be told or would leave the sheet.
func moveFormula(text string, rows, cols int) (moved string, ok bool) {
	tokens, ok := scanFormula(text)
	if !ok {
		return "", false
	}
	var b strings.Builder
	at := 0
	for _, t := range tokens {
		for _, corner := range t.corners {
			b.WriteString(text[at:corner.from])
			address, ok := moveAddress(text[corner.from:corner.to], rows, cols)
			if !ok {
				return "", false
			}
			b.WriteString(address)
			at = corner.to
		}
	}
	b.WriteString(text[at:])
	return b.String(), true
}

// moveAddress moves the parts of «$A1», «A» or «$1» that have no $.
func moveAddress(address string, rows, cols int) (string, bool) {
	letters := strings.TrimRight(address, "0123456789")
	digits := address[len(letters):]
	fixedRow := strings.HasSuffix(letters, "$") && digits != ""
	if fixedRow {
		letters = letters[:len(letters)-1]
	}
	fixedCol := strings.HasPrefix(letters, "$")
	letters = strings.TrimPrefix(letters, "$")
	out := ""
	if letters != "" {
		_, col, ok := parseRef([]byte(letters + "1"))
		if !fixedCol {
			col += cols
		} else {
			out = "$"
		}
		if !ok || col < 1 || col > wholeColumns {
			return "", false
		}
		out += columnName(col)
	}
	if digits != "" {
		row, ok := parseCount([]byte(digits))
		if !fixedRow {
			row += rows
		} else {
			out += "$"
		}
		if !ok || row < 1 || row > wholeRows {
			return "", false
		}
		out += strconv.Itoa(row)
	}
	return out, out != ""
}
