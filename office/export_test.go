package office_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

func export(t *testing.T, b *office.Book, req office.ExportRequest) *office.Exported {
	t.Helper()
	out, err := b.Export(ctx, req)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func verify(t *testing.T, b *office.Book, path string) *office.Verified {
	t.Helper()
	v, err := b.VerifyFile(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAFileIsVerified(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	dir := t.TempDir()
	out := export(t, b, office.ExportRequest{Period: m.period, Dir: dir, Workbook: true, PDF: true})
	if !out.Noted || len(out.Files) != 2 {
		t.Fatalf("exported %+v", out)
	}
	for _, path := range out.Files {
		v := verify(t, b, path)
		if v.State != office.FileUnaltered || v.Who != "tester" || v.Period != "2020-12" || v.At != "2021-01-04T01:00:00Z" || len(v.Moved) > 0 || v.Newer != "" {
			t.Errorf("%s: %+v", path, v)
		}
	}

	// A copy under another name is the same file; with one sign more at its end it is not, though it prints the same.
	body := read(t, out.Files[1])
	copied, cut := filepath.Join(dir, "bản gửi tỉnh.pdf"), filepath.Join(t.TempDir(), filepath.Base(out.Files[1]))
	write(t, copied, body)
	write(t, cut, append(slices.Clone(body[:len(body)-1]), ' '))
	if v := verify(t, b, copied); v.State != office.FileUnaltered {
		t.Errorf("a copy: %+v", v)
	}
	if v := verify(t, b, cut); v.State != office.FileResaved || v.At == "" {
		t.Errorf("a changed file: %+v", v)
	}
	write(t, copied, body[:100])
	if v := verify(t, b, copied); v.State != office.FileUnknown || v.At != "" {
		t.Errorf("a file of nobody: %+v", v)
	}
	_, err := b.VerifyFile(ctx, filepath.Join(dir, "no.pdf"))
	wantProblem(t, err, office.ProblemFileGone)
}

// TestWhatMovedSinceAnExport: 19 criteria met by one commune; a mended return meets 18, and a second commune's 19
// come in: 37.
func TestWhatMovedSinceAnExport(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	dir := t.TempDir()
	pdf := export(t, b, office.ExportRequest{Period: m.period, Dir: dir, PDF: true}).Files[0]
	first := filepath.Join(t.TempDir(), "first.pdf")
	write(t, first, read(t, pdf))
	take(t, b, m.period, m.write(m.commune(m.unit("14884"), 2)), m.write(m.commune(m.unit("14872"))))
	v := verify(t, b, pdf)
	if v.State != office.FileUnaltered || !hasMove(v.Moved, "criteria/met", "", "19", "37") || !hasMove(v.Moved, "criteria/2", "14884", "Đạt", "Chưa đạt") {
		t.Errorf("%+v", v)
	}
	export(t, b, office.ExportRequest{Period: m.period, Dir: dir, PDF: true})
	if v := verify(t, b, pdf); v.State != office.FileUnaltered || len(v.Moved) > 0 {
		t.Errorf("exported again: %+v", v)
	}
	if v := verify(t, b, first); v.State != office.FileUnaltered || v.Newer == "" || !hasMove(v.Moved, "criteria/met", "", "19", "37") {
		t.Errorf("the older file: %+v", v)
	}
}

func hasMove(all []office.Movement, key, unit, was, now string) bool {
	return slices.ContainsFunc(all, func(x office.Movement) bool {
		return x.Key == key && x.Unit == unit && x.Was == was && x.Now == now
	})
}

func TestAnExportThatIsCancelledLeavesTheFolderAsItWas(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	for _, at := range []int{1, 5, 20} { // while forms are built, while the workbook, while the PDF is made
		dir := filepath.Join(t.TempDir(), "out")
		cancelled, stop := context.WithCancel(ctx)
		most := 0
		_, err := b.Export(cancelled, office.ExportRequest{Period: m.period, Dir: dir, Workbook: true, PDF: true, Step: func(i, n int) {
			if most = max(most, n); i == at {
				stop()
			}
		}})
		stop()
		if !errors.Is(err, context.Canceled) || most < 21 {
			t.Errorf("cancelled at %d of %d: %v", at, most, err)
		}
		if entries, _ := os.ReadDir(dir); len(entries) > 0 {
			t.Errorf("cancelled at %d: the folder holds %v", at, entries)
		}
	}
	if events, err := b.Events(ctx); err != nil || slices.ContainsFunc(events, func(e office.Event) bool { return e.Verb == "export" }) {
		t.Errorf("noted in the log: %v", err)
	}
}

func TestStepsCountToTheirEnd(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	at, of := 0, 0
	export(t, b, office.ExportRequest{Period: m.period, Dir: t.TempDir(), Workbook: true, PDF: true, Step: func(i, n int) {
		if i != at+1 {
			t.Errorf("step %d after %d", i, at)
		}
		at, of = i, n
	}})
	if at != of || of == 0 {
		t.Errorf("%d of %d steps", at, of)
	}
}

func TestABookOpenForReadingExportsToo(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	path := b.Path()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := open(t).OpenBook(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	out := export(t, b, office.ExportRequest{Period: m.period, Dir: t.TempDir(), PDF: true})
	if out.Noted || len(out.Files) != 1 {
		t.Errorf("%+v", out)
	}
	if v := verify(t, b, out.Files[0]); v.State != office.FileUnknown {
		t.Errorf("%+v", v)
	}
}

// TestThePreviewIsTheExport: as many pages, the forms where the outline of the file has them.
func TestThePreviewIsTheExport(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, func(r *ntm.Return) { filled.Set(r, "tieu_chi", "1", "ghi_chu", "✓") })
	v, err := b.Preview(ctx, office.ExportRequest{Period: m.period, Forms: []string{"bieu-02", "bieu-01"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Parts) != 2 || v.Parts[0].ID != "bieu-02" || v.Parts[0].Page != 0 || v.Parts[1].ID != "bieu-01" || v.Parts[1].Page < 1 || v.Parts[1].Page >= v.Count() {
		t.Errorf("%d pages, parts %+v", v.Count(), v.Parts)
	}
	if w, h := v.Size(v.Parts[1].Page); w < h {
		t.Errorf("Biểu 01 is %v by %v mm, want landscape", w, h)
	}
	if _, err := v.Image(0, 50); err != nil {
		t.Error(err)
	}
	_, err = b.Preview(ctx, office.ExportRequest{Period: m.period, Forms: []string{"bieu-99"}})
	wantProblem(t, err, office.ProblemForm)
}

func write(t *testing.T, path string, body []byte) {
	t.Helper()
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

// All files of one export, and what is noted of them, bear one moment, however long the export takes.
func TestAnExportHasOneMoment(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	book := read(t, b.Path())
	exported := func(now func() time.Time) (*office.Book, *office.Exported) {
		o, err := office.Open(office.Config{Assets: assets.FS, Now: now, Who: "tester"})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "sổ.bieuxa")
		write(t, path, book)
		b, err := o.OpenBook(ctx, path, false)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = b.Close() })
		return b, export(t, b, office.ExportRequest{Period: m.period, Dir: t.TempDir(), Workbook: true, PDF: true, JSON: true, CSV: true})
	}
	var asked atomic.Int64
	slow, made := exported(func() time.Time { // a minute goes by whenever the clock is looked at
		return time.Date(2021, 1, 4, 8, int(asked.Add(1)), 0, 0, time.UTC)
	})
	at, err := time.Parse(time.RFC3339, verify(t, slow, made.Files[0]).At)
	if err != nil {
		t.Fatal(err)
	}
	_, again := exported(func() time.Time { return at })
	if len(made.Files) != len(again.Files) || len(made.Files) < 4 {
		t.Fatalf("%v, %v", made.Files, again.Files)
	}
	for i, path := range made.Files {
		if !bytes.Equal(read(t, path), read(t, again.Files[i])) {
			t.Errorf("%s is another than that made at once at %v", filepath.Base(path), at)
		}
	}
}
