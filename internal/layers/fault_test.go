package layers

import (
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

// The other tests pass while the house is in order; these show that they would not otherwise.
func TestFaultsAreSeen(t *testing.T) {
	for _, c := range []struct {
		name, folder, path string
		fault              bool
	}{
		{"rules import nothing of ours", "ntm", "bieuxa/store", true},
		{"rules open no file", "ntm", "os", true},
		{"rules run no program", "ntm", "os/exec", true},
		{"rules know no SQL", "ntm", "database/sql", true},
		{"rules may count", "ntm", "github.com/shopspring/decimal", false},
		{"the store knows no Excel", "store", "bieuxa/xlsx", true},
		{"the reader knows no book", "xlsx", "bieuxa/store", true},
		{"the PDF writer knows no workbook", "report/pdf", "bieuxa/xlsx", true},
		{"a form knows no writer", "report", "bieuxa/report/pdf", true},
		{"a form knows no excelize", "report", "github.com/xuri/excelize/v2", true},
		{"the reader knows excelize", "xlsx", "github.com/xuri/excelize/v2", false},
		{"the verbs know no gofpdf", "office", "github.com/jung-kurt/gofpdf", true},
		{"the PDF writer knows gofpdf", "report/pdf", "github.com/jung-kurt/gofpdf", false},
		{"the verbs know no SQL driver", "office", "modernc.org/sqlite", true},
		{"the store knows SQL", "store", "database/sql/driver", false},
		{"the command goes through the verbs", "cmd/bieuxa-cli", "bieuxa/store", true},
		{"the command has no window", "cmd/bieuxa-cli", "fyne.io/fyne/v2", true},
		{"the command hands the assets down", "cmd/bieuxa-cli", "bieuxa/assets", false},
		{"the window goes through the verbs", "app", "bieuxa/xlsx", true},
		{"the window is handed its assets", "app", "bieuxa/assets", true},
		{"the window knows Fyne", "app", "fyne.io/fyne/v2/widget", false},
		{"the window is handed the app", "app", "fyne.io/fyne/v2/app", true},
		{"the entry makes the app", ".", "fyne.io/fyne/v2/app", false},
		{"the entry draws nothing", ".", "fyne.io/fyne/v2/widget", true},
		{"the entry opens no book", ".", "bieuxa/store", true},
		{"assets know nothing", "assets", "bieuxa/ntm", true},
		{"the entry sees to the driver", ".", "bieuxa/screen", false},
		{"the window does not know how it is drawn", "app", "bieuxa/screen", true},
		{"the driver's part knows nothing of ours", "screen", "bieuxa/office", true},
		{"nothing calls out", "office", "net/http", true},
		{"nothing listens", "store", "net", true},
		{"the window calls nobody", "app", "net/http", true},
		{"the store writes its address", "store", "net/url", false},
		{"a shipped package uses no test help", "office", "bieuxa/internal/months", true},
		{"test help may use all of it", "internal/bench", "bieuxa/office", false},
		{"not even test help calls out", "internal/bench", "net/http", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if why := fault(c.folder, c.path); (why != "") != c.fault {
				t.Errorf("%s importing %s: %q", c.folder, c.path, why)
			}
		})
	}
}

func TestClockIsSeenUnderAnyName(t *testing.T) {
	for src, want := range map[string][]string{
		"package p\nimport \"time\"\nvar x = time.Now()":               {"Now"},
		"package p\nimport t \"time\"\nvar x = t.Since(y)":             {"Since"},
		"package p\nimport \"time\"\nvar f = time.Now":                 {"Now"},
		"package p\nimport \"time\"\nvar d = time.Date":                nil,
		"package p\nimport time \"example.org/x\"\nvar x = time.Now()": nil,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := timeCalls(f); !slices.Equal(got, want) {
			t.Errorf("%s: got %v", src, got)
		}
	}
}
