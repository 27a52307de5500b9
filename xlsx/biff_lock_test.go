package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
)

// oldCiphers are all ways of encrypting an old workbook.
func oldCiphers(password string) map[string]oldCipher {
	return map[string]oldCipher{
		"XOR of Excel 95": xorCipher(false, password), "XOR": xorCipher(true, password), "RC4": rc4Cipher(password),
		"CryptoAPI 40": cryptoCipher(password, 40), "CryptoAPI": cryptoCipher(password, 0), "CryptoAPI 56": cryptoCipher(password, 56),
		"CryptoAPI 128": cryptoCipher(password, 128),
	}
}

func TestEncryptedOldExcelIsReadAlike(t *testing.T) {
	for _, password := range []string{"a", "Nongthon2020", "15 letters long"} {
		for name, c := range oldCiphers(password) {
			t.Run(name+", "+password, func(t *testing.T) {
				locked, plain := lockedStream(t, c)
				if !Encrypted(locked) || Encrypted(plain) {
					t.Error("not told apart")
				}
				_, err := Read("a.xls", locked, DefaultLimits())
				wantProblem(t, err, problemEncrypted)
				for try, want := range map[string]string{"": problemEncrypted, "b": problemPassword, password + "x": problemPassword, "mật khẩu": problemPassword} {
					_, err := Unlock(locked, try, DefaultLimits())
					wantProblem(t, err, want)
				}
				opened, err := Unlock(locked, password, DefaultLimits())
				if err != nil {
					t.Fatal(err)
				}
				wantSameBook(t, readOK(t, opened), readOK(t, plain))
			})
		}
	}
}

func wantSameBook(t *testing.T, got, want *Workbook) {
	t.Helper()
	if len(got.Sheets) != len(want.Sheets) {
		t.Fatalf("%d sheets, want %d", len(got.Sheets), len(want.Sheets))
	}
	for i, s := range want.Sheets {
		if got.Sheets[i].Name != s.Name {
			t.Errorf("sheet %q, want %q", got.Sheets[i].Name, s.Name)
		}
		wantCells(t, got.Sheets[i], cellsSay(s)...)
	}
}

// Excel encrypts workbooks whose structure is protected with a password of its own.
func TestProtectedStructureAsksNoPassword(t *testing.T) {
	for name, c := range oldCiphers(readOnlyPassword) {
		t.Run(name, func(t *testing.T) {
			locked, plain := lockedStream(t, c)
			if Encrypted(locked) {
				t.Error("asks for a password")
			}
			wantSameBook(t, readOK(t, locked), readOK(t, plain))
		})
	}
}

// What was saved by LibreOffice with the password «nông thôn»: 300 lines of i and i + 0.25 (i from 0), and their sum.
func TestLockedByLibreOffice(t *testing.T) {
	locked := xlsFixture(t, "locked.xls")
	if !Encrypted(locked) {
		t.Fatal("not seen as encrypted")
	}
	for _, try := range []string{"nong thon", "Nông thôn"} {
		_, err := Unlock(locked, try, DefaultLimits())
		wantProblem(t, err, problemPassword)
	}
	opened, err := Unlock(locked, "nông thôn", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if len(opened) != len(locked) || Encrypted(opened) {
		t.Errorf("%d bytes of %d, encrypted %v", len(opened), len(locked), Encrypted(opened))
	}
	wb := readOK(t, opened)
	if len(wb.Sheets) != 2 || wb.Sheets[0].Name != "Biểu 1" || wb.Sheets[0].Len() != 603 {
		t.Fatalf("%d sheets, %d cells", len(wb.Sheets), wb.Sheets[0].Len())
	}
	for i := range 300 {
		row := i + 2
		if got, want := says(wb.Sheets[0], fmt.Sprintf("A%d", row)), fmt.Sprintf("text Thôn %d", i+1); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got, want := says(wb.Sheets[0], fmt.Sprintf("B%d", row)), fmt.Sprintf("number %d.25", i); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for sheet, cells := range []map[string]string{{"A1": "text Xã Nậm Chảy", "B302": "number 44925"}, {"C3": "number 12.5"}} { // 299·300/2 + 75
		for ref, want := range cells {
			if got := says(wb.Sheets[sheet], ref); got != want {
				t.Errorf("%s is %q, want %q", ref, got, want)
			}
		}
	}
}

// The keys of the standard's tables are states of one shift register.
func TestXorKeysAreThoseOfTheStandard(t *testing.T) {
	for n := range longestXor {
		if got := xorKey(make([]byte, n+1)); got != xorInitial[n] {
			t.Errorf("%d noughts: %04X, want %04X", n+1, got, xorInitial[n])
		}
		for bit := range 7 {
			password := make([]byte, longestXor)
			password[n] = 1 << bit
			if got, want := xorKey(password)^xorInitial[14], xorMatrix[7*n+bit]; got != want {
				t.Errorf("bit %d of byte %d: %04X, want %04X", bit, n, got, want)
			}
		}
	}
}

func TestUnknownLocksAreTold(t *testing.T) {
	crypto := cryptoCipher("a", 128).filePass
	set := func(at int, to uint32) []byte {
		b := bytes.Clone(crypto)
		binary.LittleEndian.PutUint32(b[4+at:], to)
		return b
	}
	for name, pass := range map[string][]byte{
		"short": rec(biffFilePass, 1), "kind 2": rec(biffFilePass, uint16(2), uint32(0)), "RC4 of version 5": rec(biffFilePass, uint16(1), uint16(5), uint16(2)),
		"RC4 without salt": rec(biffFilePass, uint16(1), uint16(1), uint16(1)), "AES": set(22, 0x660E), "MD5": set(26, 0x8003), "keys of 4096 bits": set(30, 4096),
		"keys of 44 bits": set(30, 44), "header beyond the record": set(10, 1<<31), "CryptoAPI cut": rec(biffFilePass, crypto[4:100]),
	} {
		b := bareBook(true, join(pass, plainStyles8()))
		if _, err := Unlock(b, "a", DefaultLimits()); problemID(err) != problemCipher {
			t.Errorf("%s: %v", name, err)
		}
		_, err := Read("a.xls", b, DefaultLimits())
		wantProblem(t, err, problemCipher)
	}
	twice := rc4Cipher(readOnlyPassword)
	_, err := Read("a.xls", twice.on(bareBook(true, join(twice.filePass, rec(biffFilePass, uint16(0), uint32(0))))), DefaultLimits())
	wantProblem(t, err, problemCipher)
}

// TestTruncationNeverShortensLockedExcel cuts encrypted workbooks everywhere.
func TestTruncationNeverShortensLockedExcel(t *testing.T) {
	rng := rand.New(rand.NewPCG(2020, 6))
	stream, _ := lockedStream(t, rc4Cipher("a"))
	for password, b := range map[string][]byte{"a": stream, "nông thôn": xlsFixture(t, "locked.xls")} {
		opened, err := Unlock(b, password, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		whole := readOK(t, opened)
		for range 400 {
			cut := b[:rng.IntN(len(b))]
			if opened, err = Unlock(cut, password, DefaultLimits()); err != nil {
				continue
			}
			if wb, err := Read("a.xls", opened, DefaultLimits()); err == nil && !sameCells(whole, wb) {
				t.Fatalf("cut to %d of %d: other cells", len(cut), len(b))
			}
		}
	}
}

// FuzzUnlockXLS wants what is opened to be read or told, whatever the bytes.
func FuzzUnlockXLS(f *testing.F) {
	f.Add(xlsFixture(f, "locked.xls"), "nông thôn")
	for _, c := range oldCiphers("a") {
		b, _ := lockedStream(f, c)
		f.Add(b[:2000], "a")
		f.Add(c.on(bareBook(c.eight, c.filePass)), "a")
	}
	f.Fuzz(func(t *testing.T, b []byte, password string) {
		lim := DefaultLimits()
		locked := Encrypted(b)
		opened, err := Unlock(b, password, lim)
		var p *ProblemError
		if err != nil {
			if !errors.As(err, &p) || p.ID == problemBug {
				t.Fatal(err)
			}
			return
		}
		if bytes.HasPrefix(b, []byte("PK")) {
			return
		}
		if locked && bytes.Equal(opened, b) || Encrypted(opened) {
			t.Fatal("opened and still encrypted")
		}
		if _, err := readXLS("a.xls", opened, lim); err != nil && (!errors.As(err, &p) || p.ID == problemBug) {
			t.Fatal(err)
		}
	})
}
