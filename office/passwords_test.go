package office_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// locked writes what a file would be with a password to open it, under another name beside it.
func (m *maker) locked(path, name, password string) string {
	m.t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		m.t.Fatal(err)
	}
	if body, err = excelize.Encrypt(body, &excelize.Options{Password: password}); err != nil {
		m.t.Fatal(err)
	}
	to := filepath.Join(filepath.Dir(path), name)
	if err := os.WriteFile(to, body, 0o644); err != nil {
		m.t.Fatal(err)
	}
	return to
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const phuLePassword = "Phú Lệ №7 kín"

// An encrypted return is taken in with its password: the book keeps the package inside and needs no password again, the
// log names the file that came, and the password stands nowhere.
func TestEncryptedReturn(t *testing.T) {
	t.Parallel()
	m := newMaker(t, "xa-2016-2020", "2020-02")
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2020, 2, 14)})
	plain := m.write(m.commune(m.unit("14884")))
	locked := m.locked(plain, "Phú Lệ kín.xlsx", phuLePassword)
	for _, c := range []struct {
		ctx  context.Context
		want string
	}{{ctx, "file.encrypted"}, {office.WithPasswords(ctx, "phú lệ №7 kín", ""), "file.password"}} {
		got, err := b.Import(c.ctx, m.period, []string{locked}, nil)
		if err != nil || got[0].Verdict != office.VerdictRefused || got[0].Problem.ID != c.want {
			t.Errorf("%s: %+v, %v", c.want, got, err)
		}
	}
	with := office.WithPasswords(ctx, "another", phuLePassword)
	if seen, err := b.Foresee(with, m.period, []string{locked}, nil); err != nil || len(seen.Replaces) != 0 {
		t.Errorf("foreseen %+v, %v", seen, err)
	}
	got, err := b.Import(with, m.period, []string{locked}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantClean(t, got)
	events, err := b.Events(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(bytesOf(t, locked))
	want := "Phú Lệ kín.xlsx, SHA-256 " + hex.EncodeToString(sum[:])
	if n := len(slices.DeleteFunc(events, func(e office.Event) bool {
		return e.Verb != "unlock" || e.Unit != "14884" || e.Period != "2020-02" || !strings.EqualFold(e.Detail, want)
	})); n != 1 {
		t.Errorf("%d lines of the log say %q", n, want)
	}

	path := b.Path()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if b, err = open(t).OpenBook(ctx, path, false); err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	original, err := b.Original(ctx, m.period, "14884", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytesOf(t, original), bytesOf(t, plain)) {
		t.Error("the original is not the package that was inside")
	}
	if _, err := b.Mend(ctx, m.period, "14884", []office.Mending{{Sheet: "00_ThongTin", Row: 26, Col: 3, Text: "20/02/2020"}}); err != nil {
		t.Error("mending:", err)
	}
	if err := b.Recheck(ctx, m.period, nil, nil); err != nil {
		t.Error("recheck:", err)
	}
	if r, err := b.Review(ctx, m.period, "14884"); err != nil || r.Edits != 1 {
		t.Errorf("review: %+v, %v", r, err)
	}
	if err := b.SaveMended(ctx, m.period, "14884", filepath.Join(t.TempDir(), "sửa.xlsx")); err != nil {
		t.Error("corrected copy:", err)
	}
	wide, _ := binary.Append(nil, binary.LittleEndian, utf16.Encode([]rune(phuLePassword)))
	left, _ := filepath.Glob(path + "*")
	for _, file := range left {
		for _, secret := range [][]byte{[]byte(phuLePassword), wide} {
			if bytes.Contains(bytesOf(t, file), secret) {
				t.Errorf("%s holds the password", filepath.Base(file))
			}
		}
	}
}

// Several files, two passwords, one file without: each password is tried on each.
func TestLockedFilesWithTwoPasswords(t *testing.T) {
	t.Parallel()
	m := newMaker(t, "xa-2016-2020", "2020-02")
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2020, 2, 14)})
	units := m.communes("385")
	var files []string
	for i, password := range []string{"một", "hai", "một", "ba"} {
		c := m.commune(units[i])
		c.Poor = i + 1 // no copies of one another
		path := m.write(c)
		files = append(files, m.locked(path, units[i].Code+" kín.xlsx", password))
	}
	c := m.commune(units[4])
	c.Poor = 5
	files = append(files, m.write(c))

	o := open(t)
	two := office.WithPasswords(office.WithPasswords(ctx, "một"), "hai")
	for _, c := range []struct {
		ctx  context.Context
		want []string
	}{{ctx, files[:4]}, {two, files[3:4]}, {office.WithPasswords(two, "ba"), nil}} {
		if got, err := o.Locked(c.ctx, files); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("locked %v, want %v: %v", got, c.want, err)
		}
	}
	if err := o.Opens(files[1], "hai"); err != nil {
		t.Error(err)
	}
	if p := office.AsProblem(o.Opens(files[1], "một")); !office.WrongPassword(p) || p.Facts["file"] != filepath.Base(files[1]) {
		t.Errorf("opened with another password: %v", p)
	}
	got, err := b.Import(two, m.period, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		v := &got[i]
		if v.Path == files[3] {
			if v.Verdict != office.VerdictRefused || v.Problem.ID != "file.password" {
				t.Errorf("%s: %s %v", v.File, v.Verdict, v.Problem)
			}
			what, hint := o.Words().Problem(v.Problem.ID, v.Problem.Facts)
			if !strings.Contains(what+hint, "Bảo vệ sổ làm việc") {
				t.Errorf("no clicks in Excel: %s %s", what, hint)
			}
		} else if v.Verdict != office.VerdictAccepted {
			t.Errorf("%s: %s %v\n%s", v.File, v.Verdict, v.Problem, found(t, v.Findings))
		}
	}
	if len(got) != 5 {
		t.Errorf("%d verdicts, want 5", len(got))
	}
}
