package office_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// fixture is a book as the program of a schema wrote it: district 385, January 2020, the same two returns in each.
func fixture(t *testing.T, schema int) (path string, body []byte) {
	t.Helper()
	f, err := os.Open(fmt.Sprintf("../store/testdata/v%d.bieuxa.gz", schema))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err == nil {
		body, err = io.ReadAll(z)
	}
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "Quan Hóa.bieuxa")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, body
}

// Every schema there was has its fixture. Each book opens with the figures of then (v1-rollup.json; what was done under
// later schemas changes none), nothing has moved since it was closed and exported, a copy is kept before it is brought
// up, and putting that copy back gives the very bytes of before.
func TestEveryEarlierBookOpensAndGoesBack(t *testing.T) {
	steps, err := filepath.Glob("../store/migrations/*.sql")
	if err != nil || len(steps) < 4 {
		t.Fatal(steps, err)
	}
	var want struct {
		Criteria struct{ Met, Possible int }
		Poverty  struct{ Households, Opening, Closing string }
	}
	text, err := os.ReadFile("../store/testdata/v1-rollup.json")
	if err == nil {
		err = json.Unmarshal(text, &want)
	}
	if err != nil || want.Criteria.Met != 26 || want.Poverty.Closing != "154" {
		t.Fatalf("%+v, %v", want, err)
	}
	for schema := 1; schema <= len(steps); schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) {
			path, before := fixture(t, schema)
			older := schema < len(steps)
			o := at(t, time.Date(2026, 11, 22, 0, 43, 28, 0, time.UTC), t.TempDir())
			b, err := o.OpenBook(ctx, path, false)
			if err != nil {
				t.Fatal(err)
			}
			ru := rollUp(t, b, month(t, "2020-01"))
			if c := ru.Criteria(ntm.Every); c.Met != want.Criteria.Met || c.Possible != want.Criteria.Possible {
				t.Errorf("criteria %d/%d", c.Met, c.Possible)
			}
			poor := ru.Poverty(ntm.PoorRow, ntm.Every)
			wantFigure(t, "households", poor.Households, want.Poverty.Households)
			wantFigure(t, "opening", poor.Opening, want.Poverty.Opening)
			wantFigure(t, "closing", poor.Closing, want.Poverty.Closing)
			m, err := b.Moved(ctx, month(t, "2020-01"))
			if err != nil || len(m.Closing)+len(m.Export) != 0 || (m.ExportedAt == "") != (schema == 1) {
				t.Errorf("moved: %+v, %v", m, err)
			}
			copies := b.Backups()
			if (len(copies) == 1) != older || (b.Upgraded() != "") != older {
				t.Fatalf("copies %+v, upgraded %q", copies, b.Upgraded())
			}
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			if !older {
				return
			}
			if copies[0].Kind != office.BackupUpgrade || copies[0].Path != b.Upgraded() ||
				filepath.Base(copies[0].Path) != "Quan Hóa 2026-11-22 074328 trước khi nâng cấp.bieuxa" {
				t.Errorf("the copy is %+v", copies[0])
			}
			if _, err := o.Restore(ctx, copies[0].Path, path); err != nil {
				t.Fatal(err)
			}
			back, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(back, before) {
				t.Errorf("what is put back is not what was (%v)", err)
			}
		})
	}
}

// Where no copy can be kept, beside the book or in the home, the book is not brought up and the person is told why.
func TestNoCopyNoUpgrade(t *testing.T) {
	path, before := fixture(t, 2)
	put(t, filepath.Join(filepath.Dir(path), "Quan Hóa – sao lưu"), "a file in the way")
	home := filepath.Join(t.TempDir(), "home")
	put(t, filepath.Join(home, "sao-luu"), "another")
	_, err := at(t, time.Now(), home).OpenBook(ctx, path, false)
	var p *office.Problem
	if !errors.As(err, &p) || p.ID != office.ProblemUpgradeCopy {
		t.Errorf("%v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the book was written to (%v)", err)
	}
}

// A book of a newer program is refused with the version of this one.
func TestNewerBookNamesThisVersion(t *testing.T) {
	path, body := fixture(t, 4)
	body[63] = 200 // user_version (sqlite.org/fileformat.html, 1.3)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := office.Open(office.Config{Assets: assets.FS, Now: time.Now, Version: "9.8.7"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = o.OpenBook(ctx, path, false)
	p := office.AsProblem(err)
	what, hint := o.Words().Problem(p.ID, p.Facts)
	if p.ID != office.ProblemBookNewer || !bytes.Contains([]byte(what), []byte("9.8.7")) || hint == "" {
		t.Errorf("%v: %s %s", err, what, hint)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, body) {
		t.Errorf("the book was written to (%v)", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left beside it: %v", left)
	}
}
