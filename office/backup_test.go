package office_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// at is an office on another day, with a folder of its own.
func at(t testing.TB, now time.Time, home string) *office.Office {
	t.Helper()
	o, err := office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return now }, Who: "tester", Home: home})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func firstBook(t testing.TB) string {
	t.Helper()
	f, err := os.Open("../store/testdata/v1.bieuxa.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "v1.bieuxa")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A book of the first schema shows the figures that the program of then showed (v1-rollup.json), whether it is
// read from a copy or brought up to date; before that a copy is kept.
func TestFirstBookHasItsFigures(t *testing.T) {
	var want struct {
		Criteria struct {
			Met, Possible int
		}
		Poverty, NearPoverty struct{ Households, Closing, Opening string }
		Resources            []struct {
			Code                      string
			Plan, Raised, Spent       string
			RaisedToDate, SpentToDate string
		}
	}
	text, err := os.ReadFile("../store/testdata/v1-rollup.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(strings.NewReplacer("near_poverty", "NearPoverty", "raised_to_date", "RaisedToDate",
		"spent_to_date", "SpentToDate").Replace(string(text))), &want); err != nil {
		t.Fatal(err)
	}
	if want.Criteria.Met != 26 || len(want.Resources) == 0 {
		t.Fatalf("the figures of then are %+v", want)
	}
	path := firstBook(t)
	for _, read := range []bool{true, false} {
		b, err := open(t).OpenBook(ctx, path, read)
		if err != nil {
			t.Fatal(err)
		}
		if b.Converted() != read {
			t.Errorf("converted %v", b.Converted())
		}
		ru := rollUp(t, b, month(t, "2020-01"))
		if c := ru.Criteria(ntm.Every); c.Met != want.Criteria.Met || c.Possible != want.Criteria.Possible {
			t.Errorf("criteria %d/%d, want %d/%d", c.Met, c.Possible, want.Criteria.Met, want.Criteria.Possible)
		}
		poor, near := ru.Poverty(ntm.PoorRow, ntm.Every), ru.Poverty(ntm.NearPoorRow, ntm.Every)
		wantFigure(t, "poor", poor.Closing, want.Poverty.Closing)
		wantFigure(t, "poor before", poor.Opening, want.Poverty.Opening)
		wantFigure(t, "households", poor.Households, want.Poverty.Households)
		wantFigure(t, "near poor", near.Closing, want.NearPoverty.Closing)
		for i, l := range ru.Resources(ntm.Every) {
			r := want.Resources[i]
			for what, pair := range map[string][2]string{"plan": {l.Plan.String(), r.Plan}, "raised": {l.Raised.String(), r.Raised},
				"raised to date": {l.RaisedToDate.String(), r.RaisedToDate}, "spent": {l.Spent.String(), r.Spent},
				"spent to date": {l.SpentToDate.String(), r.SpentToDate}} {
				if l.Row.Code != r.Code || pair[0] != pair[1] {
					t.Errorf("%s %s: %s, want %s %s", l.Row.Code, what, pair[0], r.Code, pair[1])
				}
			}
		}
		if got := len(b.Backups()); (got == 1) == read {
			t.Errorf("read %v: %d copies", read, got)
		}
		if !read && b.Backups()[0].Kind != office.BackupUpgrade {
			t.Errorf("the copy is %+v", b.Backups()[0])
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A copy a day while the book changes; the older ones are let go by days, weeks and months.
func TestCopiesAreKeptByDaysWeeksAndMonths(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing here runs side by side")
	}
	path := filepath.Join(t.TempDir(), "Quan Hóa.bieuxa")
	b, err := open(t).Create(ctx, path, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2020, 1, 1)})
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	begin := time.Date(2024, 1, 1, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))
	var last []office.BackupFile
	for day := range 400 {
		now := begin.AddDate(0, 0, day)
		if day > 20 && day%9 != 0 && day < 380 { // not every day is a working day
			continue
		}
		if err := os.Chtimes(path, now, now.Add(-time.Minute)); err != nil {
			t.Fatal(err)
		}
		b, err := at(t, now, "").OpenBook(ctx, path, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now, now); err != nil {
			t.Fatal(err)
		}
		first, err := b.AutoBackup(ctx)
		if err != nil || first == "" {
			t.Fatalf("day %d: %q, %v", day, first, err)
		}
		if again, err := b.AutoBackup(ctx); err != nil || again != "" {
			t.Fatalf("day %d: a second copy %q, %v", day, again, err)
		}
		last = b.Backups()
		b.Close()
	}
	days, months := map[string]bool{}, map[string]bool{}
	for i, f := range last {
		if i < 7 {
			days[f.At.Format("2006-01-02")] = true
		}
		months[f.At.Format("2006-01")] = true
	}
	if len(days) != 7 || !days["2025-02-03"] || !days["2025-01-28"] {
		t.Errorf("of the last days are kept %v", days)
	}
	if len(months) != 12 || months["2024-02"] || !months["2024-03"] || len(last) > 7+4+12 {
		t.Errorf("%d copies of the months %v", len(last), months)
	}
}

// Where nothing can be written beside the book, the copy lies in the program's own folder; where that cannot be
// either, it is said.
func TestCopyFindsAPlace(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "sổ.bieuxa")
	if err := os.WriteFile(filepath.Join(dir, "sổ – sao lưu"), nil, 0o600); err != nil { // a file: no folder can be made
		t.Fatal(err)
	}
	b, err := at(t, clock(), home).Create(ctx, path, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2020, 1, 1)})
	if err != nil {
		t.Fatal(err)
	}
	copied, err := b.Backup(ctx, "")
	if err != nil || !strings.HasPrefix(copied, home) {
		t.Errorf("%s, %v", copied, err)
	}
	if all := b.Backups(); len(all) != 1 || all[0].Path != copied || all[0].Kind != office.BackupByHand || all[0].Size == 0 {
		t.Errorf("%+v", all)
	}
	b.Close()
	if b, err = at(t, clock(), filepath.Join(dir, "sổ – sao lưu")).OpenBook(ctx, path, false); err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	_, err = b.AutoBackup(ctx)
	wantProblem(t, err, office.ProblemFolder)
}

func TestRestoreOverAnOpenBook(t *testing.T) {
	m, b := district(t)
	copied, err := b.Backup(ctx, filepath.Join(t.TempDir(), "bản sao.bieuxa"))
	if err != nil {
		t.Fatal(err)
	}
	wantClean(t, take(t, b, m.period, m.write(m.commune(m.communes("385")[0]))))
	_, err = open(t).Restore(ctx, copied, b.Path())
	wantProblem(t, err, office.ProblemBookInUse)
	if ru := rollUp(t, b, m.period); len(ru.Missing(ntm.Every)) != 14 {
		t.Error("the book that is open was touched")
	}
	path := b.Path()
	b.Close()
	kept, err := open(t).Restore(ctx, copied, path)
	if err != nil || kept == "" {
		t.Fatalf("%q, %v", kept, err)
	}
	for path, missing := range map[string]int{path: 15, kept: 14} {
		r, err := open(t).OpenBook(ctx, path, true)
		if err != nil {
			t.Fatal(err)
		}
		if ru := rollUp(t, r, m.period); len(ru.Missing(ntm.Every)) != missing {
			t.Errorf("%s: %d units are missing, want %d", path, len(ru.Missing(ntm.Every)), missing)
		}
		r.Close()
	}
	if err := os.WriteFile(copied, []byte("SQLite format 3\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = open(t).Restore(ctx, copied, path)
	wantProblem(t, err, office.ProblemDamaged)
}
