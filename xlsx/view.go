package xlsx

import "bieuxa/ntm"

// Shown is the cell as its number format shows it, in Vietnamese: 1.234,5, 85 %, 14/02/2020.
func (c Cell) Shown(date1904 bool) string { return shown(c, date1904) }

// Serial is the number under which Excel keeps a date.
func Serial(on ntm.Date, date1904 bool) int {
	base := ntm.NewDate(1899, 12, 30)
	if date1904 {
		base = ntm.NewDate(1904, 1, 1)
	}
	return base.DaysUntil(on)
}

// ParseRef reads a cell's address such as «G12»; ok is false for anything else. Whether it lies on the sheet is
// the caller's to check.
func ParseRef(ref string) (row, col int, ok bool) { return parseRef([]byte(ref)) }
