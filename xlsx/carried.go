package xlsx

import "bieuxa/ntm"

// identityExplanation labels a row of the hidden sheet that carries an explanation up: what no Giải trình
// column has room for.
const identityExplanation = "explanation"

// Carried is an explanation that travels with a workbook.
type Carried struct {
	Unit, Period string
	Key          string // of the finding
	Saw          string // it holds while the figure is the same
	Text         string
}

// CarriedIn reads the explanations that travel with the workbook.
func CarriedIn(wb *Workbook) []Carried {
	s, ok := wb.Sheet(IdentitySheet)
	if !ok {
		return nil
	}
	var out []Carried
	for row, cells := range s.Rows() {
		if cells[0].Col != 1 || cells[0].Raw != identityExplanation {
			continue
		}
		at := func(col int) string {
			c, _ := s.At(row, col)
			return c.Raw
		}
		out = append(out, Carried{Unit: at(2), Period: at(3), Key: at(4), Saw: at(5), Text: at(6)})
	}
	return out
}

// Carry is what to put into the workbook so that the explanations travel with it. A workbook without the
// hidden sheet carries none.
func Carry(wb *Workbook, given []Carried) []Input {
	s, ok := wb.Sheet(IdentitySheet)
	if !ok {
		return nil
	}
	known := map[Carried]bool{}
	for _, c := range CarriedIn(wb) {
		known[c] = true
	}
	row := s.LastRow()
	var out []Input
	for _, c := range given {
		if known[c] {
			continue
		}
		row++
		for i, text := range []string{identityExplanation, c.Unit, c.Period, c.Key, c.Saw, c.Text} {
			if text != "" {
				out = append(out, Input{Sheet: s.Name, Row: row, Col: i + 1, Kind: KindText, Raw: text})
			}
		}
	}
	return out
}

// Explains tells whether it gives the reason for a finding of the unit's return for the period.
func (c Carried) Explains(f *ntm.Finding, period ntm.Period) bool {
	return c.Unit == f.Unit && c.Period == period.String() && c.Key == f.Key() && c.Saw == f.Saw && c.Text != ""
}
