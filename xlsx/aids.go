package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/report"
)

// Aid is a sheet beside the forms that helps to read them: an index, a control. It is laid out as a form is.
type Aid struct {
	Sheet string // the sheet's name
	First bool   // it stands before the forms, else after them
	Table report.Form
	Live  map[report.Ref]Live // cells that follow from other sheets, by their place in Table
}

// Live is how a cell of an aid follows from the forms or from its own row; its value in the table is what
// is shown until something is calculated again.
type Live struct {
	kind     liveKind
	form     int
	at       report.Ref
	columns  []int
	decimals int
	yes, no  string
}

type liveKind int

const (
	leads liveKind = iota
	shows
	agrees
)

// Leads makes a text lead to the sheet of a form, counted from 0.
func Leads(form int) Live { return Live{kind: leads, form: form} }

// Shows is the figure of a form's cell, alive.
func Shows(form int, at report.Ref) Live { return Live{kind: shows, form: form, at: at} }

// Agrees tells whether the figures in the columns of the cell's row are equal, rounded to so many decimals: it reads
// yes or no.
func Agrees(columns []int, decimals int, yes, no string) Live {
	return Live{kind: agrees, columns: columns, decimals: decimals, yes: yes, no: no}
}

// liveWriter spells the live cells of an aid.
type liveWriter struct {
	sheets []string // of the forms
	first  []int    // first row of each form's body
	cells  map[report.Ref]Live
}

// leads tells whether the cell is a way to another sheet.
func (w liveWriter) leads(at report.Ref) bool {
	live, ok := w.cells[at]
	return ok && live.kind == leads
}

// longestText is how many letters Excel lets a text inside a formula have.
const longestText = 255

// formula is the formula of the cell at a place of the table, whose body begins at row first of its sheet; "" if
// the cell is not alive.
func (w liveWriter) formula(at report.Ref, cell report.Cell, first int) string {
	live, ok := w.cells[at]
	if !ok {
		return ""
	}
	switch live.kind {
	case shows:
		return quotedSheet(w.sheets[live.form]) + "!" + cellName(live.at.Col, w.first[live.form]+live.at.Row)
	case agrees:
		parts, own := []string{}, func(col int) string {
			return fmt.Sprintf("ROUND(%s,%d)", cellName(col, first+at.Row), live.decimals)
		}
		for _, col := range live.columns[1:] {
			parts = append(parts, own(live.columns[0])+"="+own(col))
		}
		return fmt.Sprintf(`IF(AND(%s),"%s","%s")`, strings.Join(parts, ","), live.yes, live.no)
	}
	if len([]rune(cell.Text)) > longestText {
		return ""
	}
	return fmt.Sprintf(`HYPERLINK("#%s!A1","%s")`, quotedSheet(w.sheets[live.form]), strings.ReplaceAll(cell.Text, `"`, `""`))
}

// checkLive refuses live cells that lead nowhere.
func (a *Aid) checkLive(forms []report.Form) error {
	inside := func(f *report.Form, at report.Ref) bool {
		return at.Row >= 0 && at.Row < len(f.Rows) && at.Col >= 0 && at.Col < len(f.Columns)
	}
	for at, live := range a.Live {
		ok := inside(&a.Table, at) && live.form >= 0 && live.form < len(forms)
		if ok && live.kind == shows {
			ok = inside(&forms[live.form], live.at)
		}
		for _, col := range live.columns {
			ok = ok && inside(&a.Table, report.Ref{Row: at.Row, Col: col})
		}
		if !ok || live.kind == agrees && len(live.columns) < 2 {
			return fmt.Errorf("sheet %s: the cell in row %d, column %d leads nowhere", a.Sheet, at.Row+1, at.Col+1)
		}
	}
	return nil
}

// nameTotals gives each figure of a form's closing rows a name to link to (docs/workbook.md). Of forms that bear one
// id the first has the names.
func (b *formsBook) nameTotals(form int) error {
	f, sheet, first, row := &b.forms[form], quotedSheet(b.names[form]), b.first[form], 0
	if b.named[f.ID] {
		return nil
	}
	b.named[f.ID] = true
	for r := range f.Rows {
		if f.Rows[r].Role != report.Total {
			continue
		}
		row++
		for c, cell := range f.Rows[r].Cells {
			if !cell.Numeric() {
				continue
			}
			name := &excelize.DefinedName{Name: totalName(f.ID, row, f.Columns[c].Key), RefersTo: sheet + "!" + absolute(c, first+r)}
			if err := b.looks.book.SetDefinedName(name); err != nil {
				return fmt.Errorf("naming %s: %w", name.Name, err)
			}
		}
	}
	return nil
}

// totalName is the name of a figure: "TONG_bieu_06a_closing"; of the second closing row "TONG2_…".
func totalName(form string, row int, column string) string {
	plain := func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}
	head := "TONG"
	if row > 1 {
		head += fmt.Sprint(row)
	}
	return strings.Map(plain, head+"_"+form+"_"+column)
}

func absolute(col, row int) string {
	name, _ := excelize.ColumnNumberToName(col + 1)
	return fmt.Sprintf("$%s$%d", name, row)
}
