package xlsx

import (
	"strconv"
	"strings"
)

// a1Formula spells a formula with addresses such as R[-2]C5, which stands at row, col, with addresses such as $E3; ""
// where some of it is not understood. external tells that it refers to another file.
func a1Formula(text string, row, col int) (formula string, external bool) {
	if len(text) > excelLength {
		return "", false
	}
	f := &r1c1{text: text, row: row, col: col}
	for f.at < len(text) {
		if !f.step() {
			return "", strings.Contains(text, "[") && strings.Contains(text, "]") && strings.Contains(text, ".xl")
		}
	}
	formula = f.out.String()
	if _, ok := scanFormula(formula); !ok {
		return "", strings.Contains(text, ".xl")
	}
	return formula, false
}

// r1c1 goes over a formula and spells its addresses anew.
type r1c1 struct {
	text     string
	at       int
	row, col int
	out      strings.Builder
}

func (f *r1c1) step() bool {
	switch c := f.text[f.at]; {
	case c == '"' || c == '\'':
		s := &formulaScan{text: f.text, at: f.at}
		if _, ok := s.quoted(c); !ok {
			return false
		}
		f.out.WriteString(f.text[f.at:s.at])
		f.at = s.at
	case isWordByte(c):
		return f.word()
	case c == '[' || c == ']':
		return false
	default:
		f.out.WriteByte(c)
		f.at++
	}
	return true
}

// word spells an address; a figure, a name, a function or a sheet stays.
func (f *r1c1) word() bool {
	end := f.at
	row, hasRow, n := f.part(end, 'R', f.row)
	end += n
	col, hasCol, n := f.part(end, 'C', f.col)
	end += n
	next := byte(0)
	if end < len(f.text) {
		next = f.text[end]
	}
	if (hasRow || hasCol) && !(next != 0 && (isWordByte(next) || next == '(' || next == '!' || next == '[')) {
		f.at = end
		return f.address(row, col, hasRow, hasCol)
	}
	from := f.at
	for f.at < len(f.text) && isWordByte(f.text[f.at]) {
		f.at++
	}
	f.out.WriteString(f.text[from:f.at])
	return true
}

// place is one half of an address.
type place struct {
	n     int
	fixed bool
}

// part reads «R», «R5» or «R[-2]» and how long it is.
func (f *r1c1) part(at int, letter byte, own int) (p place, ok bool, length int) {
	if at >= len(f.text) || f.text[at]&^0x20 != letter {
		return place{}, false, 0
	}
	rest := f.text[at+1:]
	if strings.HasPrefix(rest, "[") {
		end := strings.IndexByte(rest, ']')
		if end < 2 || end > 10 {
			return place{}, false, 0
		}
		n, err := strconv.Atoi(rest[1:end])
		return place{n: own + n}, err == nil, end + 2
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 {
		return place{n: own}, true, 1
	}
	n, ok := parseCount([]byte(rest[:digits]))
	return place{n, true}, ok, digits + 1
}

// address spells a cell, or a whole row or column as «5:5».
func (f *r1c1) address(row, col place, hasRow, hasCol bool) bool {
	if hasRow && (row.n < 1 || row.n > wholeRows) || hasCol && (col.n < 1 || col.n > wholeColumns) {
		return false
	}
	spell := func(p place, text string) string {
		if p.fixed {
			return "$" + text
		}
		return text
	}
	var text string
	if hasCol {
		text = spell(col, columnName(col.n))
	}
	if hasRow {
		text += spell(row, strconv.Itoa(row.n))
	}
	before := strings.HasSuffix(f.out.String(), ":")
	after := f.at < len(f.text) && f.text[f.at] == ':'
	if !(hasRow && hasCol) && !before && !after {
		text += ":" + text
	}
	f.out.WriteString(text)
	return true
}
