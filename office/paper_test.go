package office_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// oneCommune is a book below Quan Hóa with the return of Phú Lệ in it; change makes it say something else.
func oneCommune(t *testing.T, change func(*ntm.Return)) (*maker, *office.Book) {
	t.Helper()
	m := newMaker(t, "xa-2016-2020", "2020-12")
	b := create(t, office.NewBook{Parent: "385", On: m.to})
	c := m.commune(m.unit("14884"))
	c.Change = change
	take(t, b, m.period, m.write(c))
	return m, b
}

func TestThePaperOfACommune(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	dir := t.TempDir()
	path := filepath.Join(dir, "Phú Lệ.pdf")
	unprintable, err := b.PrintReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884"}, path)
	if err != nil || len(unprintable) > 0 {
		t.Fatalf("%v, unprintable %v", err, unprintable)
	}
	first := read(t, path)
	if _, err := b.PrintReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884"}, path); err != nil || !bytes.Equal(first, read(t, path)) {
		t.Errorf("printed again: %v, or other bytes", err)
	}
	v, err := b.PreviewReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884"})
	if err != nil {
		t.Fatal(err)
	}
	// the letter and sheets 00 to 08, the second tables under the first; no warning was explained
	if len(v.Parts) != 10 || v.Parts[0].ID != office.LetterPart || v.Parts[1].No != "Biểu 00/XA" || v.Parts[9].No != "Biểu 08/XA" || v.Parts[9].Page != v.Count()-1 {
		t.Errorf("%d pages, parts %+v", v.Count(), v.Parts)
	}
	alone, err := b.PreviewReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884", Sheets: true})
	if err != nil || len(alone.Parts) != 9 || alone.Parts[0].No != "Biểu 00/XA" || alone.Count() >= v.Count() {
		t.Errorf("without the letter: %v, %+v", err, alone)
	}
	if _, err := v.Image(0, 40); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
}

// A wrong return is printed too, and says so: the clerk looks at it on paper before mending it.
func TestTheDraftSaysThatItIsOne(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, func(r *ntm.Return) { filled.Set(r, "ho_ngheo", "ngheo", "cuoi_ky", "7") }) // 0 all the year
	found, err := b.Findings(ctx, m.period, "14884")
	if err != nil {
		t.Fatal(err)
	}
	if block, _, _ := ntm.CountBySeverity(found); block == 0 {
		t.Fatal("nothing blocks")
	}
	clean, draft := filepath.Join(t.TempDir(), "a.pdf"), filepath.Join(t.TempDir(), "b.pdf")
	if _, err := b.PrintReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884"}, draft); err != nil {
		t.Fatal(err)
	}
	m2, b2 := oneCommune(t, nil)
	if _, err := b2.PrintReturn(ctx, office.ReturnPaper{Period: m2.period, Unit: "14884"}, clean); err != nil {
		t.Fatal(err)
	}
	if said := pdfText(t, draft); !bytes.Contains(said, []byte("BẢN CHƯA ĐƯỢC TỔNG HỢP")) {
		t.Errorf("the draft does not say so:\n%s", said)
	}
	if bytes.Contains(pdfText(t, clean), []byte("CHƯA ĐƯỢC TỔNG HỢP")) {
		t.Error("the clean paper says that it is a draft")
	}
}

// A commune's own paper names the office it goes to, as its workbook does, not the commune itself.
func TestTheClerksPaperNamesTheOfficeAbove(t *testing.T) {
	o, err := office.Open(office.Config{Assets: assets.FS, Now: clock, Who: "tester", Home: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	c, err := o.OpenReturn(ctx, filepath.Join(sample(t).Returns, "14884 Xã Phú Lệ 2020-12.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Book.Close()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if _, err := c.Book.PrintReturn(ctx, office.ReturnPaper{Period: c.Period, Unit: c.Unit}, path); err != nil {
		t.Fatal(err)
	}
	said := pdfText(t, path)
	if !bytes.Contains(said, []byte("nhận báo cáo: UBND huyện Quan Hóa")) || bytes.Contains(said, []byte("nhận báo cáo: UBND xã")) {
		t.Errorf("the paper goes to another:\n%.400s", said)
	}
}

func TestPapersThatCannotBePrinted(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	_, err := b.PrintReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14872"}, filepath.Join(t.TempDir(), "a.pdf"))
	wantProblem(t, err, office.ProblemUnit)
	_, err = b.PrintReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884"}, filepath.Join(t.TempDir(), "no", "a.pdf"))
	wantProblem(t, err, office.ProblemFolder)
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// pdfText is the text of a PDF.
func pdfText(t *testing.T, path string) []byte {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command(program, path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}
