package office

import (
	"context"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/xlsx"
)

// sheets are the sheets beside the forms of an edition: index, control, changes.
type sheets struct {
	*edition
	w       *ntm.Words
	control *control
}

// sheet is a table being filled; its columns are those of a form without a form's number.
type sheet struct {
	xlsx.Aid
	w *ntm.Words
}

// column is one column of a sheet.
type column struct {
	word  string // of its heading
	width float64
	align report.Align
}

// aids makes the sheets beside the forms.
func (e *edition) aids(ctx context.Context, c *control) ([]xlsx.Aid, error) {
	w, err := e.b.o.printWords()
	if err != nil {
		return nil, err
	}
	s := &sheets{e, w, c}
	changes, err := s.changes(ctx)
	if err != nil {
		return nil, err
	}
	return []xlsx.Aid{s.index(), s.totals(), changes}, nil
}

func (s *sheets) sheet(id string, lying report.Orientation, columns ...column) *sheet {
	out := &sheet{w: s.w, Aid: xlsx.Aid{Sheet: s.w.UI("sheet."+id, nil), Live: map[report.Ref]xlsx.Live{}, Table: report.Form{
		ID: "sheet-" + id, No: s.w.UI("sheet.top", nil), Title: s.w.UI("sheet."+id+"-title", nil), Orientation: lying,
		Subtitle: s.title(), Reporter: s.b.reporter(), Sample: s.b.meta.Sample,
	}}}
	for _, c := range columns {
		out.Table.Columns = append(out.Table.Columns, report.Column{Key: c.word, Heading: []string{s.w.UI("sheet."+id+"-"+c.word, nil)},
			Width: c.width, Align: c.align})
	}
	return out
}

// row adds a row and returns its index.
func (s *sheet) row(role report.Role, indent int, cells ...report.Cell) int {
	full := make([]report.Cell, len(s.Table.Columns))
	copy(full, cells)
	s.Table.Rows = append(s.Table.Rows, report.Row{Role: role, Indent: indent, Cells: full})
	return len(s.Table.Rows) - 1
}

func (s *sheet) note(id string, facts map[string]string) {
	s.Table.Notes = append(s.Table.Notes, s.w.UI("sheet."+id, facts))
}

// index lists the forms in the order of the PDF's appendices, and says what they are of.
func (s *sheets) index() xlsx.Aid {
	out := s.sheet("index", report.Landscape, column{"appendix", 18, report.AlignCenter}, column{"form", 30, report.AlignLeft},
		column{"name", 78, report.AlignLeft}, column{"rows", 16, report.AlignRight}, column{"reported", 22, report.AlignCenter},
		column{"headline", 64, report.AlignLeft}, column{"figure", 24, report.AlignRight})
	out.First = true
	before := 0 // appendices that come before the forms
	if s.charted() {
		before = 1
	}
	for i := range s.forms {
		f := &s.forms[i]
		reported, _, _ := strings.Cut(f.Reported, " ")
		row := out.row(report.Item, 0, report.TextCell(report.Roman(before+i+1)), report.TextCell(f.No), report.TextCell(f.Title),
			report.NumberCell(decimal.NewFromInt(int64(len(f.Rows))), 0), report.TextCell(reported))
		out.Live[report.Ref{Row: row, Col: 1}], out.Live[report.Ref{Row: row, Col: 2}] = xlsx.Leads(i), xlsx.Leads(i)
		if at, ok := headline(f); ok {
			cell := valueOf(f.Rows[at.Row].Cells[at.Col])
			out.Table.Rows[row].Cells[5], out.Table.Rows[row].Cells[6] = report.TextCell(totalWords(f, at)), cell
			out.Live[report.Ref{Row: row, Col: 6}] = xlsx.Shows(i, at)
		}
	}
	out.note("office", map[string]string{"office": s.b.reporter()})
	out.note("period", map[string]string{"period": s.ru.Period.VN(), "from": s.ru.From.VN(), "to": s.ru.To.VN()})
	out.note("set", map[string]string{"set": s.ru.Set.Title, "decision": s.ru.Set.Decision})
	if u := strings.TrimSpace(s.ru.Set.Unverified); u != "" {
		out.note("unverified", map[string]string{"text": u})
	}
	out.note("made", map[string]string{"at": s.at.In(vietNam).Format("15:04 02/01/2006")})
	if code := s.code.Code; code != "" {
		out.note("code", map[string]string{"code": code})
	}
	out.note("index-control", map[string]string{"sheet": s.w.UI("sheet.control", nil), "changes": s.w.UI("sheet.changes", nil)})
	out.note("index-names", nil)
	return out.Aid
}

// headline is the figure that stands for a form: that of the column it names in its closing rows, else the largest of
// these rows.
func headline(f *report.Form) (at report.Ref, ok bool) {
	for r := range f.Rows {
		if f.Rows[r].Role != report.Total {
			continue
		}
		for c, cell := range f.Rows[r].Cells {
			if !cell.Numeric() {
				continue
			}
			if f.Columns[c].Key == f.Headline {
				return report.Ref{Row: r, Col: c}, true
			}
			if !ok || cell.Num.GreaterThan(f.Rows[at.Row].Cells[at.Col].Num) {
				at, ok = report.Ref{Row: r, Col: c}, true
			}
		}
	}
	return at, ok
}

// valueOf is a cell's figure as a workbook holds it: a quotient has its printed digits.
func valueOf(cell report.Cell) report.Cell {
	if fm := cell.Formula; fm != nil && fm.Op == report.OpQuotient {
		cell.Num = cell.Num.Round(int32(cell.Decimals))
	}
	cell.Formula, cell.Places = nil, nil
	return cell
}

// totals is the control: every total three times, and whether it is the same.
func (s *sheets) totals() xlsx.Aid {
	columns := []column{{"no", 12, report.AlignCenter}, {"total", 90, report.AlignLeft}, {"communes", 26, report.AlignRight},
		{"source", 48, report.AlignLeft}, {"form", 26, report.AlignRight}}
	equal := []int{4, 2}
	if s.control.paper {
		columns, equal = append(columns, column{"paper", 26, report.AlignRight}), append(equal, 5)
	}
	columns = append(columns, column{"result", 20, report.AlignCenter})
	out, last := s.sheet("control", report.Landscape, columns...), len(columns)-1
	agree, differ := out.row(report.Total, 0), out.row(report.Total, 0)
	yes, no, n, form := s.w.UI("sheet.control-yes", nil), s.w.UI("sheet.control-no-match", nil), 0, -1
	for i := range s.control.totals {
		x := &s.control.totals[i]
		f := &s.forms[x.form]
		if form != x.form {
			form = x.form
			out.row(report.Head, 0, report.TextCell(f.No+". "+f.Title).Across(len(columns)))
		}
		result := no
		if x.agrees(s.control.paper) {
			result, n = yes, n+1
		}
		row := out.row(report.Item, 0, s.totalCells(i, x)...)
		out.Table.Rows[row].Cells[last] = report.TextCell(result)
		out.Live[report.Ref{Row: row, Col: 4}] = xlsx.Shows(x.form, x.at)
		out.Live[report.Ref{Row: row, Col: last}] = xlsx.Agrees(equal, x.cell.Decimals, yes, no)
	}
	for row, count := range map[int]struct {
		word, mark string
		n          int
	}{agree: {"control-agree", yes, n}, differ: {"control-differ", no, len(s.control.totals) - n}} {
		cells := out.Table.Rows[row].Cells
		cells[0] = report.TextCell(s.w.UI("sheet."+count.word, nil)).Across(last)
		cells[last] = report.NumberCell(decimal.NewFromInt(int64(count.n)), 0).By(report.CountOf(count.mark, report.Down(last, differ+1, len(out.Table.Rows)-1)))
	}
	out.Table.Reported = s.w.UI("sheet.control-line", map[string]string{"n": strconv.Itoa(n), "of": strconv.Itoa(len(s.control.totals)),
		"returns": strconv.Itoa(s.control.fromReturns()), "rows": strconv.Itoa(len(s.control.totals) - s.control.fromReturns())})
	for _, id := range []string{"control-how", "control-live"} {
		out.note(id, nil)
	}
	if s.control.paper {
		out.note("control-read", nil)
	} else {
		out.note("control-unprinted", nil)
	}
	return out.Aid
}

// totalCells are the cells of the i-th total, up to the one of its result.
func (s *sheets) totalCells(i int, x *controlled) []report.Cell {
	like := func(n decimal.Decimal) report.Cell {
		cell := x.cell
		cell.Num, cell.Formula, cell.Places = n, nil, nil
		return cell
	}
	figure := valueOf(x.cell)
	again, source := report.TextCell(s.w.UI("sheet.no-figure", nil)), "control-rows"
	if x.again.known {
		again = like(x.again.n)
	}
	if x.again.returns {
		source = "control-returns"
	}
	cells := []report.Cell{report.NumberCell(decimal.NewFromInt(int64(i+1)), 0), report.TextCell(totalWords(&s.forms[x.form], x.at)),
		again, report.TextCell(s.w.UI("sheet."+source, nil)), figure}
	if s.control.paper {
		printed := report.TextCell(s.w.UI("sheet.no-figure", nil))
		if n, err := figureOf(x.printed); err == nil {
			printed = like(n)
		}
		cells = append(cells, printed)
	}
	return cells
}
