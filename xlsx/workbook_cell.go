package xlsx

import (
	"math"
	"strconv"

	"bieuxa/xlsx/oldtext"
)

// CellKind says what the stored value is.
type CellKind uint8

// KindEmpty occurs only for a formula without a stored result. KindDate is an ISO 8601 date as text
// (rare); a date typed in Excel is KindNumber with IsDate.
const (
	KindEmpty CellKind = iota
	KindNumber
	KindText
	KindBool
	KindError
	KindDate
)

// A Cell is one cell that says something. Rows and columns count from 1.
type Cell struct {
	Row, Col int
	Raw      string // number: the exact digits stored; text: as typed, not normalised; bool: "0" or "1"; error: "#REF!"
	Formula  string // "" also where a shared formula is written at another cell
	Format   string // number format code, "General" if none
	Font     string // font of the text, of its runs if they all agree; "" if unknown

	Kind       CellKind
	HasFormula bool
	HasCached  bool // a formula's result is stored beside it
	IsDate     bool // the number format shows a date or time
	IsPercent  bool // the number format shows a percentage: 0.85 is seen as 85%
	MixedFonts bool // runs of the text have different fonts

	Old oldtext.Encoding // Raw was typed in an old encoding and is given in Unicode
}

// Ref is the cell's address in its sheet, such as "G12".
func (c Cell) Ref() string { return columnName(c.Col) + strconv.Itoa(c.Row) }

func columnName(col int) string {
	var b [8]byte
	i := len(b)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// parseRef reads an address such as "G12" or "$G$12"; ok is false for anything else. Whether it
// lies on the sheet is the caller's to check.
func parseRef(b []byte) (row, col int, ok bool) {
	i := 0
	if i < len(b) && b[i] == '$' {
		i++
	}
	letters := 0
	for ; i < len(b); i++ {
		c := b[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		if letters++; letters > 3 {
			return 0, 0, false
		}
		col = col*26 + int(c-'a') + 1
	}
	if i < len(b) && b[i] == '$' {
		i++
	}
	row, ok = parseCount(b[i:])
	return row, col, ok && letters > 0 && row > 0
}

// parseCount reads an unsigned decimal number; what is beyond every limit becomes math.MaxInt32.
func parseCount(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 32 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = min(n*10+int(c-'0'), math.MaxInt32)
	}
	return n, true
}

// parseRange reads "A1:C3" or a single address.
func parseRange(b []byte) (Range, bool) {
	first, last := b, b
	for i, c := range b {
		if c == ':' {
			first, last = b[:i], b[i+1:]
			break
		}
	}
	r1, c1, ok1 := parseRef(first)
	r2, c2, ok2 := parseRef(last)
	r := Range{FirstRow: r1, FirstCol: c1, LastRow: r2, LastCol: c2}
	return r, ok1 && ok2 && r1 <= r2 && c1 <= c2
}
