package xlsx

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// computed is a cell with a live formula and its value: the one the return states, else the one
// computed from what stands in this workbook.
func (p *workbookPlan) computed(r *bodyRow, i int) (*written, error) {
	var w *written
	var err error
	if r.addsUp(i) {
		w, err = p.sum(r, i)
	} else {
		w, err = p.formulaCell(r, r.table.formulas[i])
	}
	if err != nil {
		return nil, fmt.Errorf("table %s, column %s: %w", r.table.def.ID, r.table.def.Columns[i].Code, err)
	}
	if e := r.stated(i); e != nil && e.State == ntm.Stated {
		if s := entryCell(roleComputed, &e.Value); s.kind == writtenNumber {
			w.kind, w.num, w.text = s.kind, s.num, s.text
		}
	}
	return w, nil
}

func (p *workbookPlan) formulaCell(r *bodyRow, f *formula) (*written, error) {
	text, err := f.excel(func(name figureName) (string, error) {
		at, col, err := p.find(r, name)
		if err != nil {
			return "", err
		}
		return at.reference(r.table.sheet, col), nil
	})
	if err != nil {
		return nil, err
	}
	var failed error
	n := f.value(func(name figureName) ntm.Num {
		at, col, err := p.find(r, name)
		if err != nil {
			return ntm.Num{}
		}
		w, err := p.cell(at, col)
		if err != nil {
			failed = err
			return ntm.Num{}
		}
		return w.number()
	})
	w := &written{role: roleComputed, formula: text}
	if n.OK {
		w.setNumber(n.D)
	}
	return w, failed
}

// excelDigits is how many digits Excel keeps of a figure.
const excelDigits = 15

func (w *written) setNumber(d decimal.Decimal) {
	if digits := d.NumDigits(); digits > excelDigits && d.Exponent() < 0 {
		d = d.Round(-d.Exponent() - int32(digits-excelDigits))
	}
	w.kind, w.num, w.text = writtenNumber, d, d.String()
}

// find is the row and column of a figure named in a formula that stands in row r.
func (p *workbookPlan) find(r *bodyRow, name figureName) (at *bodyRow, col int, err error) {
	tp := r.table
	if name.Table != "" {
		if tp = p.tables[name.Table]; tp == nil {
			return nil, 0, fmt.Errorf("table %q is not in this return", name.Table)
		}
	}
	if at = r; name.Row != "" {
		if at = tp.byCode[name.Row]; at == nil {
			return nil, 0, fmt.Errorf("table %s has no row %q", tp.def.ID, name.Row)
		}
	}
	if col = tp.def.Col(name.Column); col < 0 {
		return nil, 0, fmt.Errorf("table %s has no column %q", tp.def.ID, name.Column)
	}
	return at, col, nil
}

// reference names the row's cell in a formula on the sheet from.
func (r *bodyRow) reference(from *sheetPlan, col int) string {
	ref := cellAt(r.table.spans[col].first, r.at)
	if r.table.sheet != from {
		return quotedSheet(r.table.sheet.def.ID) + "!" + ref
	}
	return ref
}

func quotedSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// cellAt is «G12».
func cellAt(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return ""
	}
	return name
}

// sum is a subtotal, a total, or the total of a list. It is blank while nothing is filled in below;
// «-» and words count for nothing in it, as in any SUM.
func (p *workbookPlan) sum(r *bodyRow, i int) (*written, error) {
	parts, leaves := r.table.rows, r.table.rows
	if !r.total {
		var err error
		if parts, err = r.table.rowsOf(r.def.Sum); err != nil {
			return nil, err
		}
		leaves = r.table.leaves(parts, 0)
	}
	col := r.table.spans[i].first
	added, filled := areas(col, parts), areas(col, leaves)
	if r.total { // from the line of numbers to the guard row: rows inserted at either end are added up
		added = cellAt(col, r.table.numberRow) + ":" + cellAt(col, r.table.guardRow)
	}
	count := "COUNTA"
	if r.table.formulas[i] != nil { // a formula that gives "" is no empty cell
		count = "COUNT"
	}
	w := &written{role: roleComputed, formula: fmt.Sprintf(`IF(%s(%s)=0,"",SUM(%s))`, count, filled, added)}
	total, anything := decimal.Zero, false
	for _, leaf := range leaves {
		c, err := p.cell(leaf, i)
		if err != nil {
			return nil, err
		}
		anything = anything || c.kind != writtenNothing
	}
	for _, part := range parts {
		c, err := p.cell(part, i)
		if err != nil {
			return nil, err
		}
		if n := c.number(); n.OK {
			total = total.Add(n.D)
		}
	}
	if anything {
		w.setNumber(total)
	}
	return w, nil
}

func (tp *tablePlan) rowsOf(codes []string) ([]*bodyRow, error) {
	rows := make([]*bodyRow, 0, len(codes))
	for _, code := range codes {
		row := tp.byCode[code]
		if row == nil {
			return nil, fmt.Errorf("row %q is not in the table", code)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// leaves are the rows that are filled by hand under the given ones. depth ends a definition that
// adds up in a circle.
func (tp *tablePlan) leaves(rows []*bodyRow, depth int) []*bodyRow {
	var out []*bodyRow
	for _, r := range rows {
		if r.def == nil || len(r.def.Sum) == 0 || depth > len(tp.rows) {
			out = append(out, r)
			continue
		}
		if below, err := tp.rowsOf(r.def.Sum); err == nil {
			out = append(out, tp.leaves(below, depth+1)...)
		}
	}
	return out
}

// areas writes rows of one column as Excel areas: «G12:G14,G18».
func areas(col int, rows []*bodyRow) string {
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1].at == rows[j].at+1 {
			j++
		}
		part := cellAt(col, rows[i].at)
		if j > i {
			part += ":" + cellAt(col, rows[j].at)
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}
