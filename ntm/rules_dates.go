package ntm

import "strings"

// swapped is the date with day and month exchanged; ok is false where that gives no other date.
func (d Date) swapped() (Date, bool) {
	if d.Day > 12 || int(d.Month) == int(d.Day) {
		return Date{}, false
	}
	return NewDate(d.Year, int(d.Day), int(d.Month)), true
}

// signedWithin is how many days after the period a return is usually signed.
const signedWithin = 60

// ruleDateSwapped asks about dates of which day and month seem to be exchanged, as an English Excel does
// with 01/02/2020: the one that stands cannot be, or was not last period, and the other one can.
func ruleDateSwapped(x *examination, c *Check) {
	past := strings.Fields(c.Params["past"])
	limit := x.sc.Received
	if limit.IsZero() && !x.sc.To.IsZero() {
		limit = x.sc.To.AddDays(signedWithin)
	}
	x.eachEntry(func(g *Grid, row *Row, col *Column, e *Entry) {
		if e.Type != TypeDate || e.State != Stated {
			return
		}
		d, err := ParseDateISO(e.Text)
		s, ok := d.swapped()
		if err != nil || !ok {
			return
		}
		name := g.Table.ID + "." + col.Code
		if g.Table.Shape == ShapeFields {
			name = row.Key
		}
		was := said(x.prevGrid(g.Table.ID), x.rowBefore(g, row), col.Code)
		switch {
		case was == s.String() && g.Table.ID != FieldsTable:
		case name == "tu_ngay" && !x.sc.From.IsZero() && s == x.sc.From:
		case name == "den_ngay" && !x.sc.To.IsZero() && s == x.sc.To:
		case name == "ngay_ky" && !x.sc.To.IsZero() && (x.sc.To.After(d) || d.After(limit)) && !x.sc.To.After(s) && !s.After(limit) && !s.After(x.sc.To.AddDays(signedWithin)):
		case contains(past, name) && !limit.IsZero() && d.After(limit) && !s.After(limit):
		default:
			return
		}
		x.report(g, row, col.Code, func(f *Finding) { f.Want = s.String() })
	})
}

// rowBefore is the row in the previous return.
func (x *examination) rowBefore(g *Grid, row *Row) *Row {
	was, _ := x.prevGrid(g.Table.ID).Row(row.Key)
	return was
}
