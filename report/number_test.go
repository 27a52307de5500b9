package report_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/report"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestFormatNumber(t *testing.T) {
	for name, c := range map[string]struct {
		n        string
		decimals int
		want     string
	}{
		"average of Quan Hóa 2020":      {"15.428571", 2, "15,43"},
		"thousands take a dot":          {"1234.5", 1, "1.234,5"},
		"millions take two":             {"1234567", 0, "1.234.567"},
		"three digits take none":        {"999", 0, "999"},
		"zero is printed":               {"0", 0, "0"},
		"zero keeps its decimals":       {"0", 2, "0,00"},
		"half goes up":                  {"2.785", 2, "2,79"},
		"half goes away from zero":      {"-2.785", 2, "-2,79"},
		"half to the next thousand":     {"999.5", 0, "1.000"},
		"minus before thousands":        {"-1234.5", 1, "-1.234,5"},
		"nothing left has no minus":     {"-0.004", 2, "0,00"},
		"decimals are filled":           {"5", 2, "5,00"},
		"more digits than a float has":  {"12345678901234567.89", 2, "12.345.678.901.234.567,89"},
		"0.15 has no binary half":       {"1.005", 2, "1,01"},
		"negative thousands, no digits": {"-123456", 0, "-123.456"},
	} {
		if got := report.FormatNumber(dec(c.n), c.decimals); got != c.want {
			t.Errorf("%s: %s with %d decimals printed %q, want %q", name, c.n, c.decimals, got, c.want)
		}
	}
}

func TestStatesPrintAsWordsOrAsSignsThatAreExplained(t *testing.T) {
	form := func(width float64, states ...report.State) report.Form {
		f := report.Form{ID: "f", No: "Biểu 1", Title: "t", Columns: []report.Column{{Key: "a", Heading: []string{"A"}, Width: width}}}
		for _, s := range states {
			f.Rows = append(f.Rows, report.Row{Cells: []report.Cell{report.StateCell(s)}})
		}
		return f
	}
	all := []report.State{report.Missing, report.Dash, report.NothingArose, report.NotApplicable}
	for name, c := range map[string]struct {
		width float64
		texts []string
		notes []string
	}{
		"wide":   {30, []string{"chưa nộp", "-", "không phát sinh", "không áp dụng"}, nil},
		"narrow": {8, []string{"…", "-", "KPS", "KAD"}, []string{"Ký hiệu: “…” chưa nộp; “KPS” không phát sinh; “KAD” không áp dụng."}},
	} {
		f := form(c.width, all...)
		words := f.StateWords()
		for i, row := range f.Rows {
			if got := words.Text(row.Cells[0]); got != c.texts[i] {
				t.Errorf("%s: state %d prints %q, want %q", name, all[i], got, c.texts[i])
			}
		}
		if got := f.Remarks(); len(got) != len(c.notes) || len(got) == 1 && got[0] != c.notes[0] {
			t.Errorf("%s: remarks %q, want %q", name, got, c.notes)
		}
	}
	if got := (report.StateWords{}).Text(report.NumberCell(dec("0"), 0)); got != "0" {
		t.Errorf("zero prints %q", got)
	}
	if got := (report.StateWords{}).Text(report.Cell{}); got != "" {
		t.Errorf("blank prints %q", got)
	}
}
