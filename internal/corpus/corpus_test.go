package corpus

import (
	"bytes"
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// quick is the small corpus, made once for all tests.
var quick = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return "", err
	}
	return dir, Make(context.Background(), Plan{Dir: dir, Seed: 1, Quick: true, Copies: 1, Mixed: 20})
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := quick(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

func loadQuick(t *testing.T) *Corpus {
	t.Helper()
	dir, err := quick()
	if err != nil {
		t.Fatal(err)
	}
	c, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The quick corpus is the form of «make score» that runs with every test.
func TestQuickScore(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of workbooks")
	}
	c := loadQuick(t)
	table, err := c.Score(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	table.Print(&out)
	t.Log("\n" + out.String())
	sum := table.Total("tuning")
	other := table.Total("reported")
	found, injected := sum.Found+other.Found, sum.Injected+other.Injected
	clean := *table.counts("tuning", cleanFiles)
	for _, s := range slices.Concat(table.Slips["tuning"], table.Slips["reported"]) {
		t.Logf("%s [%d %s] %s %s!%s: want %s, got %s", s.Kind, s.Fault, s.Variant, s.File, s.Sheet, s.Cell, s.Want, s.Got)
	}
	if clean.Files == 0 || clean.Alarms+table.counts("reported", cleanFiles).Alarms > 0 {
		t.Errorf("clean files %d, false alarms in them %d and %d", clean.Files, clean.Alarms, table.counts("reported", cleanFiles).Alarms)
	}
	if misread := sum.Misread + other.Misread; misread > 0 {
		t.Errorf("%d figures misread", misread)
	}
	if injected < 150 || found*100 < injected*99 {
		t.Errorf("found %d of %d", found, injected)
	}
}

// What is said to be right in a clean return is what the workbook says at that cell, as excelize reads it.
func TestCleanReturnsSayWhatIsRight(t *testing.T) {
	c, err := NewCatalogues()
	if err != nil {
		t.Fatal(err)
	}
	districts, err := c.districts(true)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range districts {
		if err := d.fill(t.TempDir(), 1); err != nil {
			t.Fatal(err)
		}
		b := d.Bases[0]
		doc, err := newDoc(b)
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for k, right := range b.Right {
			text, stated := strings.CutPrefix(right, "=")
			s := b.at[k]
			if k.Row == countRow || s.Row == 0 || !stated {
				continue
			}
			compared++
			saw := doc.text(s)
			want, err1 := decimal.NewFromString(text)
			got, err2 := decimal.NewFromString(saw)
			switch typ := b.typeOf(k); {
			case typ == ntm.TypeDate:
				if saw != serial(doc.date(k)) {
					t.Errorf("%s %s at %s!%s: %s, the sheet says %s", b.ID, k, s.Sheet, s.Cell(), text, saw)
				}
			case typ.Numeric() && err1 == nil && err2 == nil:
				if want.Sub(got).Abs().GreaterThan(decimal.New(1, -9)) {
					t.Errorf("%s %s at %s!%s: %s, the sheet says %s", b.ID, k, s.Sheet, s.Cell(), text, saw)
				}
			case saw != text:
				t.Errorf("%s %s at %s!%s: %q, the sheet says %q", b.ID, k, s.Sheet, s.Cell(), text, saw)
			}
		}
		if compared < 30 {
			t.Errorf("%s: only %d figures compared", b.ID, compared)
		}
	}
}

// Every variant is in the corpus, and its cells say what it says it wrote.
func TestMutatorsWriteWhatTheySay(t *testing.T) {
	c := loadQuick(t)
	seen := map[string]bool{}
	for i := range c.Files {
		f := &c.Files[i]
		if f.Part != "single" {
			continue
		}
		in := f.Faults[0]
		seen[in.Variant] = true
		if in.Sheet == "" || len(in.Cells) != 1 || in.Wrote == "" {
			continue
		}
		book, err := excelize.OpenFile(filepath.Join(c.Dir, f.File))
		if err != nil {
			continue // of another kind, or broken: as it should be
		}
		saw, err := book.GetCellValue(in.Sheet, in.Cells[0], excelize.Options{RawCellValue: true})
		if err != nil {
			t.Errorf("%s: %v", f.File, err)
		}
		exact := slices.Contains([]int{5, 9, 10, 11, 13, 16, 22, 24, 33}, in.Fault) && !strings.Contains(in.Variant, "cả")
		if exact && saw != in.Wrote {
			t.Errorf("%s %s!%s: %q, said to have written %q", f.File, in.Sheet, in.Cells[0], saw, in.Wrote)
		}
		_ = book.Close()
	}
	for _, f := range Faults() {
		for _, v := range f.Variants {
			if !seen[v.Name] && v.By == "" {
				t.Errorf("fault %d, %s: no file has it", f.No, v.Name)
			}
		}
	}
}

// A reader that reads one figure wrongly, or finds what is not there, or overlooks a fault, is caught.
func TestScorerCatchesAWrongReader(t *testing.T) {
	c := loadQuick(t)
	i := slices.IndexFunc(c.Files, func(f File) bool { return f.Part == "clean" && strings.HasPrefix(f.District, "385-2020") })
	f := &c.Files[i]
	d := c.Districts[slices.IndexFunc(c.Districts, func(d *District) bool { return d.ID == f.District })]
	o, err := OpenOffice()
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.open(context.Background(), o, c.Dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	read := func() (*office.Verdict, *ntm.Return) {
		v, r, err := c.read(context.Background(), b, d, f)
		if err != nil {
			t.Fatal(err)
		}
		return v, r
	}
	kinds := func(v *office.Verdict, r *ntm.Return) string {
		var out []string
		for _, s := range c.judge(f, v, r).Slips {
			out = append(out, s.Kind)
		}
		return strings.Join(out, ",")
	}
	v, r := read()
	if got := kinds(v, r); got != "" {
		t.Fatalf("a right reading is called %q", got)
	}
	wrong := func(change func(e *ntm.Entry)) *ntm.Return {
		_, r := read()
		e, ok := r.Entry("ho_ngheo", "ngheo", "cuoi_ky")
		if !ok {
			t.Fatal("no such figure")
		}
		change(e)
		return r
	}
	more := wrong(func(e *ntm.Entry) { e.Num = e.Num.Add(decimal.NewFromInt(1)) })
	if got := kinds(v, more); got != "misread" {
		t.Errorf("one household more is called %q", got)
	}
	if got := kinds(v, wrong(func(e *ntm.Entry) { e.Value = ntm.Value{Type: e.Type} })); got != "misread" {
		t.Errorf("a lost figure is called %q", got)
	}
	place := func() ntm.Place { e, _ := r.Entry("ho_ngheo", "ngheo", "cuoi_ky"); return e.Place }()
	asking := *v
	asking.Findings = append(slices.Clone(v.Findings), ntm.Finding{ID: "G2", Severity: ntm.Block, Place: place})
	if got := kinds(&asking, more); got != "false alarm" {
		t.Errorf("a wrong figure that is asked about is called %q", got)
	}
	if got := kinds(&asking, r); got != "false alarm" {
		t.Errorf("a question about a right figure is called %q", got)
	}
	f.Faults = []Injected{{Fault: 16, Expect: []Expect{{Kind: ExpectFinding, IDs: []string{"P1"}, At: []Place{{place.Sheet, place.Cell}}}}}}
	if got := kinds(v, r); got != "missed" {
		t.Errorf("an overlooked fault is called %q", got)
	}
	f.Faults = nil
	refused := &office.Verdict{Problem: &office.Problem{ID: "file.damaged"}}
	if got := kinds(refused, nil); got != "false alarm" {
		t.Errorf("a good file refused is called %q", got)
	}
}

// The draws keep the shares: over 4.000 draws, within four standard deviations (at most 0,032).
func TestSharesAreKept(t *testing.T) {
	const n = 4000
	count := map[int]int{}
	both := 0
	for seed := range uint64(n) {
		has := map[int]bool{}
		for _, f := range drawn(Faults(), rand.New(rand.NewPCG(seed, 0))) {
			count[f.No]++
			has[f.No] = true
		}
		if has[10] && has[11] {
			both++
		}
	}
	for _, f := range Faults() {
		share := float64(count[f.No]) / n
		if share < f.Share-0.032 || share > f.Share+0.032 {
			t.Errorf("fault %d: drawn for %.3f of the files, share %.2f", f.No, share, f.Share)
		}
	}
	if got := float64(both) / n; got < 0.25*0.30-0.02 || got > 0.25*0.30+0.02 {
		t.Errorf("faults 10 and 11 together: %.3f, independent would be 0.075", got)
	}
}

// The same seed makes the same files.
func TestSameSeedSameFiles(t *testing.T) {
	one := loadQuick(t)
	dir := t.TempDir()
	if err := Make(context.Background(), Plan{Dir: dir, Seed: 1, Quick: true, Copies: 0, Mixed: 4}); err != nil {
		t.Fatal(err)
	}
	two, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	by := func(c *Corpus) map[uint64]File {
		out := map[uint64]File{}
		for _, f := range c.Files {
			if f.Part == "mixed" {
				out[f.Seed] = f
			}
		}
		return out
	}
	first := by(one)
	for seed, f := range by(two) {
		if !maps.Equal(first[seed].Changed, f.Changed) || len(first[seed].Faults) != len(f.Faults) {
			t.Errorf("seed %d: other faults than the first time", seed)
			continue
		}
		a, err1 := os.ReadFile(filepath.Join(one.Dir, first[seed].File))
		b, err2 := os.ReadFile(filepath.Join(two.Dir, f.File))
		if err1 != nil || err2 != nil {
			t.Error(err1, err2)
		}
		encrypted := slices.ContainsFunc(f.Faults, func(in Injected) bool {
			return in.Variant == "tệp có mật khẩu mở" || strings.Contains(in.Variant, "khóa")
		})
		if !encrypted && !bytes.Equal(a, b) {
			t.Errorf("seed %d: %s differs", seed, f.File)
		}
	}
}
