package report_test

import (
	"strings"
	"testing"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
)

// small is two communes of 2020's form: criteria met, with sum and average. 12 + 15 = 27, 27 / 2 = 13.5.
func small() report.Form {
	column := func(key string, decimals int) report.Column {
		return report.Column{Key: key, Heading: []string{key}, Width: 20, Align: report.AlignRight, Decimals: decimals}
	}
	f := report.Form{ID: "small", No: "Biểu 1", Title: "Nhỏ", Columns: []report.Column{column("unit", 0), column("met", 0), column("share", 2)}}
	number := func(s string, decimals int) report.Cell { return report.NumberCell(dec(s), decimals) }
	f.Rows = []report.Row{
		{Cells: []report.Cell{report.TextCell("Xã A"), number("12", 0), number("44.44", 2).By(report.Ratio(report.Sum(report.At(0, 1)), report.Sum(report.At(2, 1))))}},
		{Cells: []report.Cell{report.TextCell("Xã B"), number("15", 0), number("55.56", 2).By(report.Ratio(report.Sum(report.At(1, 1)), report.Sum(report.At(2, 1))))}},
		{Role: report.Total, Cells: []report.Cell{report.TextCell("Tổng cộng"), number("27", 0).By(report.Sum(report.Down(1, 0, 1))), {}}},
		{Role: report.Total, Cells: []report.Cell{report.TextCell("Bình quân"), number("13.5", 1).By(report.ColumnAverage(report.Down(1, 0, 1))), {}}},
	}
	return f
}

func TestCheck(t *testing.T) {
	at := func(f *report.Form, row, col int) *report.Cell { return &f.Rows[row].Cells[col] }
	for name, c := range map[string]struct {
		spoil func(f *report.Form)
		want  string // "" is sound
	}{
		"sound": {func(*report.Form) {}, ""},
		"a sum one too high": {func(f *report.Form) { at(f, 2, 1).Num = dec("28") },
			"row 3, column met: SUM r1c2:r2c2: yields 27, yet the cell prints 28"},
		"a sum off by less than is printed": {func(f *report.Form) { at(f, 2, 1).Num = dec("27.001") }, "yields 27"},
		"a rate in the last digit":          {func(f *report.Form) { at(f, 0, 2).Num = dec("44.45") }, "yields 44.44"},
		"a rate kept with all its digits":   {func(f *report.Form) { at(f, 0, 2).Num = dec("44.4444444") }, ""},
		"an average of the wrong count":     {func(f *report.Form) { at(f, 3, 1).Num = dec("9") }, "yields 13.5"},
		"a missing unit drops out of the average": {func(f *report.Form) {
			*at(f, 1, 1), *at(f, 1, 2) = report.StateCell(report.Missing), report.StateCell(report.Missing)
			at(f, 2, 1).Num, at(f, 0, 2).Num, at(f, 3, 1).Num = dec("12"), dec("100"), dec("12")
		}, ""},
		"missing counted as zero": {func(f *report.Form) {
			*at(f, 1, 1), *at(f, 1, 2) = report.StateCell(report.Missing), report.StateCell(report.Missing)
			at(f, 2, 1).Num, at(f, 0, 2).Num, at(f, 3, 1).Num = dec("12"), dec("100"), dec("6")
		}, "yields 12, yet the cell prints 6"},
		"a sum of nothing printed as zero": {func(f *report.Form) {
			*at(f, 0, 1), *at(f, 1, 1) = report.StateCell(report.Missing), report.StateCell(report.Missing)
			at(f, 2, 1).Num = dec("0")
		}, "has no value, yet the cell prints 0"},
		"a state where there is a sum": {func(f *report.Form) { *at(f, 2, 1) = report.StateCell(report.Missing).By(at(f, 2, 1).Formula) },
			`yields 27, yet the cell prints "chưa nộp"`},
		"division by zero printed as a rate": {func(f *report.Form) { at(f, 0, 1).Num, at(f, 1, 1).Num, at(f, 2, 1).Num = dec("0"), dec("0"), dec("0") },
			"has no value"},
		"a total of itself": {func(f *report.Form) { at(f, 2, 1).Formula = report.Sum(report.Down(1, 0, 2)) }, "refers back to itself"},
		"two totals of each other": {func(f *report.Form) {
			at(f, 2, 1).Formula = report.Sum(report.At(3, 1))
			at(f, 3, 1).Formula = report.Sum(report.At(2, 1))
		}, "refers back to itself"},
		"an area outside":             {func(f *report.Form) { at(f, 2, 1).Formula = report.Sum(report.Down(1, 0, 4)) }, "lies outside the form"},
		"an area upside down":         {func(f *report.Form) { at(f, 2, 1).Formula = report.Sum(report.Down(1, 1, 0)) }, "lies outside the form"},
		"a sum of no cells":           {func(f *report.Form) { at(f, 2, 1).Formula = report.Sum() }, "reads no cells"},
		"a row too short":             {func(f *report.Form) { f.Rows[0].Cells = f.Rows[0].Cells[:2] }, "2 cells for 3 columns"},
		"words under a wide cell":     {func(f *report.Form) { at(f, 0, 0).Span = 2 }, "lies under the cell to its left"},
		"a cell wider than the table": {func(f *report.Form) { at(f, 0, 0).Span = 4 }, "spans 4 columns"},
		"a heading too deep":          {func(f *report.Form) { f.Columns[0].Heading = []string{"a", "b", "c", "d"} }, "heading 4 deep"},
		"a column without width":      {func(f *report.Form) { f.Columns[0].Width = 0 }, "width 0"},
		"two columns of one key":      {func(f *report.Form) { f.Columns[1].Key = "unit" }, `key "unit"`},
		"a mark counted twice": {func(f *report.Form) {
			at(f, 2, 1).Formula = report.CountEither([]string{"x", "X"}, report.Down(1, 0, 1))
		}, "cannot be counted"},
		"no title":              {func(f *report.Form) { f.Title = "" }, "no title"},
		"a formula under words": {func(f *report.Form) { at(f, 2, 0).Formula = report.Sum(report.At(0, 1)) }, "neither a figure nor a state"},
	} {
		t.Run(name, func(t *testing.T) {
			f := small()
			c.spoil(&f)
			err := f.Check()
			if c.want == "" && err != nil {
				t.Errorf("refused: %v", err)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestCheckTellsEveryFaultAtOnce(t *testing.T) {
	f := small()
	f.Rows[2].Cells[1].Num, f.Rows[3].Cells[1].Num = dec("1"), dec("1")
	err := f.Check()
	if err == nil || strings.Count(err.Error(), "yet the cell prints") != 4 {
		t.Errorf("got %v, want the sum, the average and the two rates over the sum", err)
	}
}

func TestPublishedFigures(t *testing.T) {
	for name, c := range map[string]struct{ over, under, want string }{
		"Quan Hóa 2020, poor households": {"309", "11115", "2.78"},
		"Quảng Ninh 2022, advanced":      {"48", "98", "48.98"},
		"Bắc Kạn 2019, poor":             {"16003", "80276", "19.93"},
		"exactly half goes up":           {"1", "800", "0.13"},
	} {
		f := small()
		f.Rows = []report.Row{{Cells: []report.Cell{
			report.NumberCell(dec(c.over), 0), report.NumberCell(dec(c.under), 0),
			report.NumberCell(dec(c.want), 2).By(report.Ratio(report.Sum(report.At(0, 0)), report.Sum(report.At(0, 1)))),
		}}}
		if err := f.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSampleFormsAreSound(t *testing.T) {
	for _, f := range sampleforms.All(98) {
		if err := f.Check(); err != nil {
			t.Error(err)
		}
	}
}
