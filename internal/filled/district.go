package filled

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// District says how a district assesses itself.
type District struct {
	Def      *ntm.Definition // bound
	Table    string          // huyen_tc or huyen_nc
	SetID    string          // criteria set of the book
	Unit     ntm.Unit
	Period   ntm.Period
	From, To ntm.Date
	Unmet    map[int]int // criterion not met and how many of its indicators are not

	Change func(*ntm.Return) // makes the return say something else; may be nil
}

// Return fills the identity and the one assessment.
func (d District) Return() *ntm.Return {
	r := ntm.NewReturn(d.Def, d.Unit, d.Period, d.SetID)
	for i := range d.Def.Sheets {
		for j := range d.Def.Sheets[i].Tables {
			t := &d.Def.Sheets[i].Tables[j]
			g := r.Add(t)
			g.Found = true
			for k := range t.Rows {
				g.AddRow(t.Rows[k].Code, &t.Rows[k])
			}
		}
	}
	for code, text := range map[string]string{"ma_dvhc": d.Unit.Code, "ten_don_vi": d.Unit.Name, "loai_don_vi": string(d.Unit.Kind),
		"ky": d.Period.VN(), "tu_ngay": d.From.String(), "den_ngay": d.To.String()} {
		Set(r, ntm.FieldsTable, code, ntm.FieldColumn, text)
	}
	left := map[int]int{}
	for no, n := range d.Unmet {
		left[no] = n
	}
	for _, row := range r.Grid(d.Table).Rows {
		status := ntm.StatusMet
		switch n := left[row.Def.Criterion]; {
		case d.Unmet[row.Def.Criterion] > 0 && row.Kind() != ntm.RowIndicator:
			status = ntm.StatusUnmet
		case n > 0:
			status, left[row.Def.Criterion] = ntm.StatusUnmet, n-1
		}
		put(r.Grid(d.Table), row, ntm.StatusColumn, status.String())
	}
	if d.Change != nil {
		d.Change(r)
	}
	return r
}

// Write writes the return as a filled template into the folder and returns its path.
func (d District) Write(dir string, lex *ntm.Lexicon) (string, error) {
	t := xlsx.Template{Def: d.Def, Unit: d.Unit, Period: d.Period, From: d.From, To: d.To, SetID: d.SetID,
		Words: choices(lex), Values: d.Return(), Sample: true, Printed: printed}
	path := filepath.Join(dir, fmt.Sprintf("%s.xlsx", d.Unit.Code))
	return path, WriteFile(path, func(w io.Writer) error { return xlsx.WriteTemplate(w, t) })
}

// printed stands in every file made here.
var printed = time.Date(2021, 1, 4, 8, 0, 0, 0, time.UTC)

// choices are the words of the drop-down lists; «status» lists the statuses.
func choices(lex *ntm.Lexicon) func(string) []string {
	return func(list string) []string {
		if list != "status" {
			return lex.Choices(list)
		}
		var out []string
		for _, s := range ntm.Statuses() {
			out = append(out, s.String())
		}
		return out
	}
}
