package office_test

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// The sample's December return of Xã Phú Lệ: 18 poor households at the end, in 04_HoNgheo!J18.
const codePhuLe = "14884"

var december = ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}

// sampleYear is the sample, made once; tests work on copies.
var sampleYear = sync.OnceValues(func() (*office.Demo, error) {
	o, err := shared()
	if err != nil {
		return nil, err
	}
	if sampleDir, err = os.MkdirTemp("", "bieuxa-sample"); err != nil {
		return nil, err
	}
	return o.Demo(ctx, sampleDir, nil)
})

var sampleDir string

func TestMain(m *testing.M) {
	code := m.Run()
	if sampleDir != "" {
		_ = os.RemoveAll(sampleDir)
	}
	os.Exit(code)
}

func sample(t *testing.T) *office.Demo {
	t.Helper()
	if testing.Short() {
		t.Skip("the sample year takes long under the race detector")
	}
	d, err := sampleYear()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func decemberBook(t *testing.T) *office.Book {
	t.Helper()
	body, err := os.ReadFile(sample(t).Book)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "năm 2020.bieuxa")
	if err := os.WriteFile(path, body, 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := open(t).OpenBook(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func cellText(t *testing.T, r *office.Review, sheet, cell string) office.ReviewCell {
	t.Helper()
	row, col, _ := office.CellOf(cell)
	for _, s := range r.Sheets {
		if s.Name == sheet {
			return s.Cell(row, col)
		}
	}
	t.Fatalf("no sheet %s", sheet)
	return office.ReviewCell{}
}

func TestWhatIsTypedIsReadInVietnameseSpelling(t *testing.T) {
	b := decemberBook(t)
	row, col, _ := office.CellOf("J18")
	for typed, want := range map[string]string{
		"19": "19", "1.234": "1.234", "1234": "1.234", " 20 ": "20", "12 (tăng 2)": "12 (tăng 2)",
	} {
		r, err := b.Mend(ctx, december, codePhuLe, []office.Mending{{"04_HoNgheo", row, col, typed}})
		if err != nil {
			t.Fatal(err)
		}
		if got := cellText(t, r, "04_HoNgheo", "J18"); got.Text != want || !got.Edited {
			t.Errorf("%q is shown as %q, edited %v; want %q", typed, got.Text, got.Edited, want)
		}
	}
}

// Many steps taken back and done again end where they began, also in a book that was closed in between.
func TestUndoAndRedoHoldAcrossClosing(t *testing.T) {
	b := decemberBook(t)
	row, col, _ := office.CellOf("J18")
	for _, text := range []string{"19", "20", ""} {
		if _, err := b.Mend(ctx, december, codePhuLe, []office.Mending{{"04_HoNgheo", row, col, text}}); err != nil {
			t.Fatal(err)
		}
	}
	path := b.Path()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := open(t).OpenBook(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var seen []string
	for range 4 {
		r, err := b.Undo(ctx, december, codePhuLe)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, cellText(t, r, "04_HoNgheo", "J18").Text)
	}
	if want := []string{"20", "19", "18", "18"}; !slices.Equal(seen, want) {
		t.Errorf("taken back: %v, want %v", seen, want)
	}
	r, err := b.Review(ctx, december, codePhuLe)
	if err != nil {
		t.Fatal(err)
	}
	if r.Block != 0 || r.Edits != 0 || r.CanUndo || !r.CanRedo {
		t.Errorf("after all was taken back: %d errors, %d edits, undo %v, redo %v", r.Block, r.Edits, r.CanUndo, r.CanRedo)
	}
	seen = nil
	for range 3 {
		r, err := b.Redo(ctx, december, codePhuLe)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, cellText(t, r, "04_HoNgheo", "J18").Text)
	}
	if want := []string{"19", "20", ""}; !slices.Equal(seen, want) {
		t.Errorf("done again: %v, want %v", seen, want)
	}
}

// A correction corrects the sums of the workbook that hang on it: the rate beside the closing stock.
func TestFormulasFollowWhatIsTyped(t *testing.T) {
	b := decemberBook(t)
	row, col, _ := office.CellOf("J18")
	before, err := b.Review(ctx, december, codePhuLe)
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.Mend(ctx, december, codePhuLe, []office.Mending{{"04_HoNgheo", row, col, "36"}})
	if err != nil {
		t.Fatal(err)
	}
	was, now := cellText(t, before, "04_HoNgheo", "K18"), cellText(t, r, "04_HoNgheo", "K18")
	if !now.Formula || was.Text == now.Text || now.Text == "" {
		t.Errorf("the rate was %q and is %q", was.Text, now.Text)
	}
}

// A sum that the form makes by itself is not asked for; once it was typed over it is.
func TestSumsOfTheFormAreNotInput(t *testing.T) {
	b := decemberBook(t)
	r, err := b.Review(ctx, december, codePhuLe)
	if err != nil {
		t.Fatal(err)
	}
	if sum, part := cellText(t, r, "02_NguonLuc", "E12"), cellText(t, r, "02_NguonLuc", "E13"); sum.Input || !part.Input {
		t.Errorf("the sum is input: %v, its part: %v", sum.Input, part.Input)
	}
	row, col, _ := office.CellOf("E12")
	if r, err = b.Mend(ctx, december, codePhuLe, []office.Mending{{"02_NguonLuc", row, col, "7"}}); err != nil {
		t.Fatal(err)
	}
	if sum := cellText(t, r, "02_NguonLuc", "E12"); !sum.Input || sum.Formula {
		t.Errorf("typed over, the sum is %+v", sum)
	}
}

// What cannot be read is an operand as it was written, and no figure that could be taken for one.
func TestUnreadableFigureIsNoOperand(t *testing.T) {
	b := decemberBook(t)
	row, col, _ := office.CellOf("E13")
	r, err := b.Mend(ctx, december, codePhuLe, []office.Mending{{"02_NguonLuc", row, col, "1.110 hay 1.200"}, {"02_NguonLuc", row - 1, col, "7"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		for _, o := range f.Operands {
			if f.ID == "K1" && o.Place.Cell == "E13" {
				if o.Value != "«1.110 hay 1.200»" {
					t.Errorf("the operand is %q", o.Value)
				}
				return
			}
		}
	}
	t.Error("no sum is found wrong")
}

// Drafts that a clerk opens one after the other were never sent: none is called the second sending.
func TestDraftsAreNoSendings(t *testing.T) {
	o, err := office.Open(office.Config{Assets: assets.FS, Now: clock, Who: "tester", Home: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	again := func(path string) (*office.Clerk, []ntm.Finding) {
		c, err := o.OpenReturn(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Book.Review(ctx, c.Period, c.Unit)
		if err != nil {
			t.Fatal(err)
		}
		return c, r.Findings
	}
	c, _ := again(filepath.Join(sample(t).Returns, "14884 Xã Phú Lệ 2020-12.xlsx"))
	row, col, _ := office.CellOf("J18")
	if _, err := c.Book.Mend(ctx, c.Period, c.Unit, []office.Mending{{"04_HoNgheo", row, col, "19"}}); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "khác.xlsx")
	if err := c.Book.SaveMended(ctx, c.Period, c.Unit, other); err != nil {
		t.Fatal(err)
	}
	_ = c.Book.Close()
	c, found := again(other)
	defer c.Book.Close()
	for _, f := range found {
		if f.Facts["version"] == "2" {
			t.Errorf("a draft is called a second sending: %v", f)
		}
	}
}

// At the clerk's door a workbook goes into the commune's own book, and what was typed is there the next day.
func TestClerkFindsTheirWorkAgain(t *testing.T) {
	o, err := office.Open(office.Config{Assets: assets.FS, Now: clock, Who: "tester", Home: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(sample(t).Returns, "14884 Xã Phú Lệ 2020-12.xlsx")
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := o.OpenReturn(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	if c.Unit != codePhuLe || c.Period != december {
		t.Fatalf("opened %s %s", c.Unit, c.Period)
	}
	row, col, _ := office.CellOf("J18")
	if _, err := c.Book.Mend(ctx, c.Period, c.Unit, []office.Mending{{"04_HoNgheo", row, col, "19"}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Book.Close(); err != nil {
		t.Fatal(err)
	}
	if c, err = o.OpenReturn(ctx, file); err != nil {
		t.Fatal(err)
	}
	defer c.Book.Close()
	r, err := c.Book.Review(ctx, c.Period, c.Unit)
	if err != nil {
		t.Fatal(err)
	}
	if got := cellText(t, r, "04_HoNgheo", "J18").Text; got != "19" || r.Edits != 1 {
		t.Errorf("the cell shows %q, %d edits", got, r.Edits)
	}
	if after, err := os.ReadFile(file); err != nil || string(after) != string(body) {
		t.Error("the clerk's workbook has changed")
	}
	// Not clean: it cannot be sent. Clean, it can, and then it is fixed.
	out := filepath.Join(t.TempDir(), "gửi.xlsx")
	if err := c.Book.Send(ctx, c.Period, c.Unit, out); err == nil || office.AsProblem(err).ID != office.ProblemNotClean {
		t.Errorf("sending ends with %v", err)
	}
	if _, err := c.Book.Undo(ctx, c.Period, c.Unit); err != nil {
		t.Fatal(err)
	}
	if r, err = c.Book.Review(ctx, c.Period, c.Unit); err != nil {
		t.Fatal(err)
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Severity == ntm.Explain && f.Explained == "" {
			if _, err := c.Book.Explain(ctx, c.Period, c.Unit, f.Key(), "Đúng với hồ sơ"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.Book.Send(ctx, c.Period, c.Unit, out); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Book.Mend(ctx, c.Period, c.Unit, []office.Mending{{"04_HoNgheo", row, col, "20"}}); err == nil || office.AsProblem(err).ID != office.ProblemSent {
		t.Errorf("typing over what was sent ends with %v", err)
	}
}
