package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/store"
)

var ctx = context.Background()

func noon() time.Time { return time.Date(2020, 3, 16, 12, 0, 0, 0, time.UTC) }

func options() store.Options { return store.Options{Who: "tester", Now: noon} }

func newBook(t *testing.T) *store.Book {
	t.Helper()
	name := "huyện Quan Hóa #1 50%?.bieuxa"
	if runtime.GOOS == "windows" {
		name = strings.ReplaceAll(name, "?", "") // no file of Windows has it
	}
	b, err := store.Create(filepath.Join(t.TempDir(), name), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// phuLe is a return with every kind of nothing, a total row, a formula and a list.
func phuLe(t *testing.T, closing string) (*ntm.Return, *ntm.Definition) {
	t.Helper()
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	bound, err := def.Bind(&ntm.CriteriaSet{}, "xã", ntm.NewDate(2020, 2, 14))
	if err != nil {
		t.Fatal(err)
	}
	r := ntm.NewReturn(bound, ntm.Unit{Code: "14884", Name: "Xã Phú Lệ"}, ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}, "xa-2016-2020")
	r.File, r.Hash = "Phú Lệ.xlsx", store.Hash([]byte(closing))
	table, _ := bound.Table("ho_ngheo")
	g := r.Add(table)
	g.Found, g.Place = true, ntm.Place{File: r.File, Sheet: "04_HoNgheo", Cell: "A9"}
	for i := range table.Rows {
		g.AddRow(table.Rows[i].Code, &table.Rows[i])
	}
	put := func(row, col string, v ntm.Value, cell string) {
		e, ok := g.Entry(row, col)
		if !ok {
			t.Fatal(row, col)
		}
		e.Value, e.Shown, e.Place = v, v.Raw, ntm.Place{File: r.File, Sheet: "04_HoNgheo", Cell: cell}
	}
	put("ngheo", "cuoi_ky", ntm.NumberValue(ntm.TypeCount, decimal.RequireFromString(closing)), "J12")
	put("ngheo", "tai", ntm.Value{State: ntm.Dash, Type: ntm.TypeCount, Raw: "-"}, "G12")
	put("ngheo", "phat_sinh", ntm.Value{State: ntm.NoneArising, Type: ntm.TypeCount, Raw: "Không phát sinh"}, "H12")
	put("can_ngheo", "tai", ntm.Value{State: ntm.Unreadable, Type: ntm.TypeCount, Raw: "1.234", Doubt: ntm.DoubtAmbiguous, Hint: "1234 hay 1,234"}, "G13")
	put("ngheo", "giai_trinh", ntm.TextValue(ntm.TypeText, "Đã rà soát"), "N12")
	e, _ := g.Entry("ngheo", "ty_le")
	e.Value = ntm.NumberValue(ntm.TypePercent, decimal.RequireFromString("2.78"))
	e.Formula, e.Cached, e.Shown, e.Place = "J12/C5*100", true, "2,78", ntm.Place{File: r.File, Sheet: "04_HoNgheo", Cell: "K12"}
	list, _ := bound.Table("no_dong")
	lg := r.Add(list)
	lg.Found, lg.Nil, lg.Place = true, true, ntm.Place{File: r.File, Sheet: "03_NoDong", Cell: "A8"}
	return r, bound
}

func save(t *testing.T, b *store.Book, closing string, state store.State) store.Stored {
	t.Helper()
	r, _ := phuLe(t, closing)
	kept, err := b.Save(ctx, &store.Received{Return: r, FileName: "Phú Lệ.xlsx", Body: []byte(closing), State: state,
		Findings: []ntm.Finding{{ID: "P1", Severity: ntm.Block, Unit: "14884", Table: "ho_ngheo", Row: "ngheo", Column: "cuoi_ky",
			Place: ntm.Place{File: "Phú Lệ.xlsx", Sheet: "04_HoNgheo", Cell: "J12"}, Saw: closing, Want: "312",
			Operands: []ntm.Operand{{Name: "Đầu kỳ", Value: "1024"}}, Facts: map[string]string{"row": "Hộ nghèo"}}},
		Catalogue: "1", Figures: "f" + closing})
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestReturnComesBackAsItWasRead(t *testing.T) {
	b := newBook(t)
	save(t, b, "309", store.Accepted)
	want, def := phuLe(t, "309")
	official, err := b.Official(ctx, "2020-02")
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.Return(ctx, official["14884"], def, "Xã Phú Lệ")
	if err != nil {
		t.Fatal(err)
	}
	g := got.Grid("ho_ngheo")
	for _, row := range want.Grid("ho_ngheo").Rows {
		back, ok := g.Row(row.Key)
		if !ok {
			t.Fatalf("row %s is lost", row.Key)
		}
		if diff := cmp.Diff(row.Entries, back.Entries); diff != "" {
			t.Errorf("row %s:\n%s", row.Key, diff)
		}
	}
	if !got.Grid("no_dong").Nil {
		t.Error("«Không phát sinh» of an empty list is lost")
	}
	if some, err := b.Return(ctx, official["14884"], def, "", "no_dong"); err != nil || some.Grid("ho_ngheo") != nil {
		t.Error("tables that were not asked for are read")
	}
	found, err := b.Findings(ctx, official["14884"].ID)
	if err != nil || len(found) != 1 || found[0].Want != "312" || found[0].Place.Cell != "J12" || found[0].Operands[0].Value != "1024" {
		t.Errorf("findings come back as %+v, %v", found, err)
	}
	name, body, err := b.File(ctx, official["14884"].File)
	if err != nil || name != "Phú Lệ.xlsx" || string(body) != "309" {
		t.Errorf("the original comes back as %q %q, %v", name, body, err)
	}
}

func TestSameFileTwiceChangesNothing(t *testing.T) {
	b := newBook(t)
	first := save(t, b, "309", store.Accepted)
	again := save(t, b, "309", store.Accepted)
	if !again.Same || again.Version != first.Version {
		t.Errorf("the same file is stored as %+v after %+v", again, first)
	}
	if second := save(t, b, "310", store.Draft); second.Version != 2 || second.Same {
		t.Errorf("another file is stored as %+v", second)
	}
}

func TestDraftDoesNotDisplaceWhatWasAccepted(t *testing.T) {
	b := newBook(t)
	save(t, b, "309", store.Accepted)
	save(t, b, "310", store.Draft)
	official, err := b.Official(ctx, "2020-02")
	if err != nil || official["14884"].Version != 1 {
		t.Errorf("official is %+v, %v; want version 1", official, err)
	}
}

func TestReadersAreToldWhoHoldsTheBook(t *testing.T) {
	b := newBook(t)
	if _, err := store.Open(b.Path(), options()); !errors.Is(err, store.ErrInUse) {
		t.Errorf("a second writer gets %v, want ErrInUse", err)
	}
	opt := options()
	opt.MayRead = true
	r, err := store.Open(b.Path(), opt)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if !r.ReadOnly() || r.Holder() != "tester" {
		t.Errorf("read-only %v, holder %q", r.ReadOnly(), r.Holder())
	}
	if err := r.Log(ctx, store.Event{Verb: "x"}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("a reader may write: %v", err)
	}
	save(t, b, "309", store.Accepted)
	if o, err := r.Official(ctx, "2020-02"); err != nil || len(o) != 1 {
		t.Errorf("a reader sees %v, %v", o, err)
	}
}

func TestOtherFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "a.bieuxa")
	if err := os.WriteFile(text, []byte("not a book, but long enough to look like one if only the size were asked for............."), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "b.bieuxa")
	db, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE t (x)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, path := range []string{text, foreign} {
		before, _ := os.ReadFile(path)
		if _, err := store.Open(path, options()); !errors.Is(err, store.ErrNotBook) {
			t.Errorf("%s: %v, want ErrNotBook", path, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was changed", path)
		}
		if _, err := store.Create(path, options()); !errors.Is(err, store.ErrExists) {
			t.Errorf("%s: Create gives %v, want ErrExists", path, err)
		}
	}
	if _, err := store.Open(filepath.Join(dir, "none"), options()); !errors.Is(err, store.ErrMissing) {
		t.Errorf("a missing book: %v", err)
	}
}

func TestNewerBookIsRefused(t *testing.T) {
	b := newBook(t)
	path := b.Path()
	b.Close()
	db, err := sql.Open("sqlite", "file:"+escape(path))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, path+"-journal", "half written by the newer program")
	for _, opt := range []store.Options{{}, {ReadOnly: true}, {MayRead: true}} {
		if _, err := store.Open(path, opt); !errors.Is(err, store.ErrNewer) {
			t.Errorf("%+v: a newer book: %v, want ErrNewer", opt, err)
		}
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the newer book was written to (%v)", err)
	}
	left, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range left {
		if e.Name() != filepath.Base(path) && e.Name() != filepath.Base(path)+"-journal" {
			t.Errorf("left beside it: %s", e.Name())
		}
	}
	journal, _ := os.ReadFile(path + "-journal")
	if string(journal) != "half written by the newer program" {
		t.Error("its journal was touched")
	}
}

// escape writes a path as a file: URI wants it.
func escape(path string) string {
	out := ""
	for _, r := range []byte(path) {
		switch r {
		case '#':
			out += "%23"
		case '?':
			out += "%3f"
		case ' ':
			out += "%20"
		default:
			out += string([]byte{r})
		}
	}
	return out
}

func TestBackupIsABook(t *testing.T) {
	b := newBook(t)
	save(t, b, "309", store.Accepted)
	copied := filepath.Join(t.TempDir(), "copy.bieuxa")
	if err := b.Backup(ctx, copied); err != nil {
		t.Fatal(err)
	}
	c, err := store.Open(copied, options())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if o, err := c.Official(ctx, "2020-02"); err != nil || len(o) != 1 {
		t.Errorf("the copy holds %v, %v", o, err)
	}
}

func TestMembersStandAsOfTheirDay(t *testing.T) {
	b := newBook(t)
	old := ntm.Unit{Code: "14902", Name: "Xã Nam Tiến", Kind: ntm.KindCommune, Level: "commune", Parent: "385",
		From: ntm.NewDate(2019, 10, 6), To: ntm.NewDate(2025, 6, 30)}
	now := ntm.Unit{Code: "14902", Name: "Xã Nam Xuân", Kind: ntm.KindCommune, Level: "commune", Parent: "38", From: ntm.NewDate(2025, 7, 1)}
	if err := b.AddMembers(ctx, []store.Member{{Unit: old, Special: true}, {Unit: now, Group: "3", Zone: "vung-1"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		on   ntm.Date
		want store.Member
	}{{ntm.NewDate(2025, 6, 30), store.Member{Unit: old, Special: true}}, {ntm.NewDate(2025, 7, 1), store.Member{Unit: now, Group: "3", Zone: "vung-1"}}} {
		got, err := b.Members(ctx, c.on)
		if err != nil || len(got) != 1 || got[0] != c.want {
			t.Errorf("on %s: %+v, %v", c.on, got, err)
		}
	}
}

func TestExplanationIsKept(t *testing.T) {
	b := newBook(t)
	e := store.Explanation{Unit: "14884", Period: "2020-02", Key: "P1/ho_ngheo/ngheo/cuoi_ky", Saw: "309", Text: "đã rà soát"}
	if err := b.Explain(ctx, e); err != nil {
		t.Fatal(err)
	}
	got, err := b.Explanations(ctx, "14884", "2020-02")
	if err != nil || got[e.Key].Text != e.Text || got[e.Key].Who != "tester" || got[e.Key].At != "2020-03-16T12:00:00Z" {
		t.Errorf("%+v, %v", got, err)
	}
	log, err := b.Events(ctx)
	if err != nil || len(log) != 1 || log[0].Verb != "explain" {
		t.Errorf("log %+v, %v", log, err)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
