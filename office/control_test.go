package office_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

// TestEveryTotalIsHeldAgainstReturnsAndPaper, for each kind of period of the sample year.
func TestEveryTotalIsHeldAgainstReturnsAndPaper(t *testing.T) {
	t.Parallel()
	b, err := open(t).OpenBook(ctx, sample(t).Book, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, name := range []string{"2020-01", "2020-12", "2020-Q2", "2020-H1", "2020-9M", "2020"} {
		p, err := ntm.ParsePeriod(name)
		if err != nil {
			t.Fatal(err)
		}
		n, fromReturns, err := office.ControlAfter(ctx, b, office.ExportRequest{Period: p}, nil)
		if err != nil || n < 100 || fromReturns < n-8 {
			t.Errorf("%s: %d totals, %d from returns alone: %v", name, n, fromReturns, err)
		}
	}
}

// Every total that the control tells to be counted again from the returns fails when a figure under it is changed or
// left out and the form adds up all the same.
func TestEveryTotalFromReturnsCanFail(t *testing.T) {
	t.Parallel()
	b, err := open(t).OpenBook(ctx, sample(t).Book, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, name := range []string{"2020-12", "2020"} {
		p, err := ntm.ParsePeriod(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := office.ControlBroken(ctx, b, office.ExportRequest{Period: p})
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range got.Unseen {
			t.Errorf("%s: a changed figure is not told: %s", name, at)
		}
		for _, at := range got.Missed {
			t.Errorf("%s: a figure left out is not told: %s", name, at)
		}
		if len(got.Unfailed) > 0 || got.Returns < 280 {
			t.Errorf("%s: %d totals from returns; not one could be spoilt in %v", name, got.Returns, got.Unfailed)
		}
	}
}

// figureIn finds a figure of a form by its column and the first text of its row.
func figureIn(t *testing.T, forms []report.Form, id, row, column string) *report.Cell {
	t.Helper()
	for i := range forms {
		f := &forms[i]
		col := slices.IndexFunc(f.Columns, func(c report.Column) bool { return c.Key == column })
		for r := range f.Rows {
			if cells := f.Rows[r].Cells; f.ID == id && col >= 0 && (cells[0].Text == row || cells[1].Text == row) {
				return &cells[col]
			}
		}
	}
	t.Fatalf("%s has no %s, %s", id, row, column)
	return nil
}

// The sample's December: 309 poor households at the end, 260 escaped, 216 criteria met.
func TestATotalThatDiffersIsNotExported(t *testing.T) {
	t.Parallel()
	b := decemberBook(t)
	req := office.ExportRequest{Period: month(t, "2020-12")}
	add := func(forms []report.Form, n int64, id, row, column string) {
		cell := figureIn(t, forms, id, row, column)
		cell.Num = cell.Num.Add(decimal.NewFromInt(n))
	}

	// A figure that changed between the paper and the form.
	_, _, err := office.ControlAfter(ctx, b, req, func(forms []report.Form) { add(forms, 1, "bieu-06a", "TỔNG CỘNG", "closing") })
	p := wantProblem(t, err, office.ProblemControl)
	if p.Facts["form"] != "Biểu 06a" || p.Facts["again"] != "309" || p.Facts["figure"] != "310" || p.Facts["printed"] != "309" || p.Facts["total"] != "TỔNG CỘNG × Hộ nghèo cuối kỳ / Số hộ" {
		t.Errorf("%v", p.Facts)
	}

	// A form that adds up, printed as it is, with one commune's figure wrong.
	err = office.ControlPrinted(ctx, b, req, func(forms []report.Form) {
		for _, row := range []string{"Xã Phú Lệ", "Khu vực nông thôn", "TỔNG CỘNG"} {
			add(forms, 1, "bieu-06a", row, "escaped")
		}
	})
	if p := wantProblem(t, err, office.ProblemControl); p.Facts["again"] != "244" || p.Facts["figure"] != "245" || p.Facts["n"] != "2" {
		t.Errorf("one commune: %v", p.Facts)
	}

	// A form that adds up, with one commune left out.
	err = office.ControlPrinted(ctx, b, req, func(forms []report.Form) {
		gone := figureIn(t, forms, "bieu-06a", "Xã Phú Lệ", "escaped")
		n := gone.Num.IntPart()
		*gone = report.Cell{}
		add(forms, -n, "bieu-06a", "Khu vực nông thôn", "escaped")
		add(forms, -n, "bieu-06a", "TỔNG CỘNG", "escaped")
	})
	if p := wantProblem(t, err, office.ProblemControl); p.Facts["again"] != "260" || p.Facts["n"] != "1" {
		t.Errorf("one commune left out: %v", p.Facts)
	}

	// An assessment that is not what the return says.
	_, _, err = office.ControlAfter(ctx, b, req, func(forms []report.Form) { add(forms, -1, "bieu-01", "TỔNG CỘNG", "met") })
	if p := wantProblem(t, err, office.ProblemControl); p.Facts["again"] != "216" || p.Facts["figure"] != "215" {
		t.Errorf("criteria: %v", p.Facts)
	}
}
