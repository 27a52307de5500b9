package report

import (
	"errors"
	"fmt"
	"strings"
)

// maxHeading is how deep a heading may go.
const maxHeading = 3

// Check tells everything that makes the form unfit to print: a row that does not fill the columns, a
// formula that reaches outside or round to itself, a printed figure that is not what its formula
// yields (sums exactly; quotients rounded half away from zero to the printed digits). The writers
// refuse a form that fails it. It returns nil or all faults joined.
func (f *Form) Check() error {
	faults := f.checkColumns()
	if len(faults) == 0 {
		faults = f.checkRows()
	}
	if len(faults) == 0 {
		faults = f.checkFormulas()
	}
	return errors.Join(faults...)
}

func (f *Form) fault(format string, args ...any) error {
	return fmt.Errorf("form %s: %w", f.ID, fmt.Errorf(format, args...))
}

func (f *Form) checkColumns() []error {
	var faults []error
	for name, s := range map[string]string{"id": f.ID, "number": f.No, "title": f.Title} {
		if s == "" {
			faults = append(faults, f.fault("no %s", name))
		}
	}
	if len(f.Columns) == 0 {
		faults = append(faults, f.fault("no columns"))
	}
	if f.NameColumns < 0 || f.NameColumns >= max(len(f.Columns), 1) {
		faults = append(faults, f.fault("%d name columns of %d columns", f.NameColumns, len(f.Columns)))
	}
	keys := map[string]bool{}
	for i, c := range f.Columns {
		if c.Width <= 0 || c.Key == "" || keys[c.Key] || c.Decimals < 0 {
			faults = append(faults, f.fault("column %d: key %q must be single, width %v above 0, decimals %d not below 0", i+1, c.Key, c.Width, c.Decimals))
		}
		if len(c.Heading) == 0 || len(c.Heading) > maxHeading {
			faults = append(faults, f.fault("column %s: heading %d deep, want 1 to %d", c.Key, len(c.Heading), maxHeading))
		}
		keys[c.Key] = true
	}
	return faults
}

func (f *Form) checkRows() []error {
	var faults []error
	for r, row := range f.Rows {
		if row.Role < Item || row.Role > Note {
			faults = append(faults, f.fault("row %d: unknown role %d", r+1, int(row.Role)))
		}
		if len(row.Cells) != len(f.Columns) {
			faults = append(faults, f.fault("row %d: %d cells for %d columns", r+1, len(row.Cells), len(f.Columns)))
			continue
		}
		covered := 0
		for c, cell := range row.Cells {
			if err := checkCell(cell, c, len(row.Cells), c < covered); err != nil {
				faults = append(faults, f.fault("row %d, column %s: %w", r+1, f.Columns[c].Key, err))
			}
			covered = max(covered, c+cell.Span)
		}
	}
	return faults
}

func checkCell(cell Cell, col, columns int, covered bool) error {
	switch {
	case covered && (cell.Kind != Blank || cell.Span > 0):
		return errors.New("lies under the cell to its left but is not blank")
	case cell.Span < 0 || col+cell.Span > columns:
		return fmt.Errorf("spans %d columns", cell.Span)
	case cell.Kind < Blank || cell.Kind > Status:
		return fmt.Errorf("unknown kind %d", int(cell.Kind))
	case cell.Kind == Status && (cell.State < Missing || cell.State > NotApplicable):
		return fmt.Errorf("unknown state %d", int(cell.State))
	case cell.Kind != Status && cell.State != 0:
		return errors.New("has a state beside a value")
	case cell.Decimals < 0:
		return fmt.Errorf("%d decimals", cell.Decimals)
	case cell.Formula != nil && !cell.Numeric() && cell.Kind != Status:
		return errors.New("has a formula but neither a figure nor a state")
	}
	return nil
}

func (f *Form) checkFormulas() []error {
	var faults []error
	seen := map[Ref]visit{}
	for r, row := range f.Rows {
		for c, cell := range row.Cells {
			if cell.Formula == nil {
				continue
			}
			at := Ref{r, c}
			err := f.checkShape(cell.Formula)
			if err == nil && f.circular(at, seen) {
				err = errors.New("refers back to itself")
			}
			if err == nil {
				err = f.checkValue(cell)
			}
			if err != nil {
				faults = append(faults, f.fault("row %d, column %s: %s: %w", r+1, f.Columns[c].Key, cell.Formula, err))
			}
		}
	}
	return faults
}

// checkShape makes sure that evaluate and the writers can follow the formula.
func (f *Form) checkShape(fm *Formula) error {
	for _, a := range append(append([]Area(nil), fm.Plus...), fm.Minus...) {
		if a.From.Row < 0 || a.From.Col < 0 || a.From.Row > a.To.Row || a.From.Col > a.To.Col ||
			a.To.Row >= len(f.Rows) || a.To.Col >= len(f.Columns) {
			return fmt.Errorf("area %s lies outside the form", areaList([]Area{a}))
		}
	}
	switch {
	case fm.Op < OpSum || fm.Op > OpQuotient:
		return fmt.Errorf("unknown operation %d", int(fm.Op))
	case fm.Op != OpSum && len(fm.Minus) > 0:
		return errors.New("only a sum takes cells away")
	case fm.Op == OpMarks && !countable(fm.Marks):
		return fmt.Errorf("marks %q cannot be counted by a spreadsheet", fm.Marks)
	case fm.Op == OpQuotient:
		return f.checkQuotient(fm)
	case fm.Op != OpConstant && len(fm.Plus) == 0:
		return errors.New("reads no cells")
	}
	return nil
}

// countable tells whether COUNTIF takes each mark as it stands, and none counts a cell twice.
func countable(marks []string) bool {
	seen := map[string]bool{}
	for _, mark := range marks {
		if mark == "" || strings.ContainsAny(mark, `*?~"<>=`) || seen[strings.ToLower(mark)] {
			return false
		}
		seen[strings.ToLower(mark)] = true
	}
	return len(marks) > 0
}

func (f *Form) checkQuotient(fm *Formula) error {
	if fm.Over == nil || fm.Under == nil || fm.Times == 0 {
		return errors.New("quotient lacks a part")
	}
	if fm.Over.Op == OpQuotient || fm.Under.Op == OpQuotient {
		return errors.New("quotient of a quotient would round twice")
	}
	if err := f.checkShape(fm.Over); err != nil {
		return err
	}
	return f.checkShape(fm.Under)
}

func (f *Form) checkValue(cell Cell) error {
	want, err := f.evaluate(cell.Formula, cell.Decimals)
	switch {
	case errors.Is(err, errUndefined) && cell.Kind == Status:
		return nil
	case err != nil:
		return fmt.Errorf("%w, yet the cell prints %s", err, cell.Num)
	case cell.Kind == Status:
		return fmt.Errorf("yields %s, yet the cell prints %q", want, cell.State)
	}
	got := cell.Num
	if cell.Formula.Op == OpQuotient {
		got = got.Round(int32(cell.Decimals))
	}
	if !got.Equal(want) {
		return fmt.Errorf("yields %s, yet the cell prints %s", want, cell.Num)
	}
	return nil
}

// visit is how far the search for circles has come with a cell.
type visit int

const (
	unvisited visit = iota
	open
	done
)

func (f *Form) circular(at Ref, seen map[Ref]visit) bool {
	if seen[at] != unvisited {
		return seen[at] == open
	}
	seen[at] = open
	found := false
	for _, a := range f.Rows[at.Row].Cells[at.Col].Formula.Areas() {
		for r := max(a.From.Row, 0); r <= a.To.Row && r < len(f.Rows) && !found; r++ {
			for c := max(a.From.Col, 0); c <= a.To.Col && c < len(f.Columns) && !found; c++ {
				if f.Rows[r].Cells[c].Formula != nil {
					found = f.circular(Ref{r, c}, seen)
				}
			}
		}
	}
	seen[at] = done
	return found
}
