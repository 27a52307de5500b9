package xlsx

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

func lockedBook(t testing.TB, password string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellValue("Sheet1", "B2", 12.5); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func problemID(err error) string {
	var p *ProblemError
	if errors.As(err, &p) {
		return p.ID
	}
	return fmt.Sprint(err)
}

func TestUnlockStandardEncryption(t *testing.T) {
	for password, tries := range map[string]map[string]string{
		"mật khẩu":       {"mật khẩu": "<nil>", "Mật khẩu": problemPassword, "": problemEncrypted},
		readOnlyPassword: {"": "<nil>"},
	} {
		b := lockedBook(t, password)
		if !Encrypted(b) {
			t.Fatal("not seen as encrypted")
		}
		for try, want := range tries {
			opened, err := Unlock(b, try, DefaultLimits())
			if problemID(err) != want {
				t.Errorf("%q with %q: %v, want %s", password, try, err, want)
			}
			if err != nil {
				continue
			}
			wb, err := Read("a.xlsx", opened, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if c, _ := wb.Sheets[0].At(2, 2); c.Raw != "12.5" {
				t.Errorf("read %q", c.Raw)
			}
		}
	}
	if Encrypted(compoundFile("Workbook")) || Encrypted([]byte("PK\x03\x04")) {
		t.Error("seen as encrypted")
	}
}

// agileInfoOf seals a package as Excel does since 2010: AES-256, SHA-512. It is written after MS-OFFCRYPTO, apart from the reader.
func agileInfoOf(t testing.TB, pack []byte, password string, spins int) (info, sealed []byte) {
	t.Helper()
	digest := func(parts ...[]byte) []byte { s := sha512.Sum512(bytes.Join(parts, nil)); return s[:] }
	seal := func(key, iv, text []byte) []byte {
		block, err := aes.NewCipher(key)
		if err != nil {
			t.Fatal(err)
		}
		out := make([]byte, len(text))
		cipher.NewCBCEncrypter(block, iv[:16]).CryptBlocks(out, text)
		return out
	}
	b64 := base64.StdEncoding.EncodeToString
	salt, dataSalt, key, verifier, secret := bytes.Repeat([]byte{7}, 16), bytes.Repeat([]byte{9}, 16), bytes.Repeat([]byte{5}, 32), bytes.Repeat([]byte{3}, 16), bytes.Repeat([]byte{2}, 64)
	le := binary.LittleEndian
	var utf []byte
	for _, r := range password {
		utf = le.AppendUint16(utf, uint16(r))
	}
	h := digest(salt, utf)
	for i := range spins {
		h = digest(le.AppendUint32(nil, uint32(i)), h)
	}
	of := func(hexes ...byte) []byte { return digest(h, hexes)[:32] }
	body := le.AppendUint64(nil, uint64(len(pack)))
	padded := append(bytes.Clone(pack), make([]byte, (16-len(pack)%16)%16)...)
	for i := 0; i*4096 < len(padded); i++ {
		body = append(body, seal(key, digest(dataSalt, le.AppendUint32(nil, uint32(i))), padded[i*4096:min(len(padded), (i+1)*4096)])...)
	}
	mac := hmac.New(sha512.New, secret)
	mac.Write(body)
	xml := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s"/><dataIntegrity encryptedHmacKey="%s" encryptedHmacValue="%s"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="%d" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s" encryptedVerifierHashInput="%s" encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		b64(dataSalt), b64(seal(key, digest(dataSalt, []byte{0x5f, 0xb2, 0xad, 0x01, 0x0c, 0xb9, 0xe1, 0xf6}), secret)),
		b64(seal(key, digest(dataSalt, []byte{0xa0, 0x67, 0x7f, 0x02, 0xb2, 0x2c, 0x84, 0x33}), mac.Sum(nil))), spins, b64(salt),
		b64(seal(of(0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79), salt, verifier)),
		b64(seal(of(0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e), salt, digest(verifier))),
		b64(seal(of(0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6), salt, key)))
	return append([]byte{4, 0, 4, 0, 0x40, 0, 0, 0}, xml...), body
}

func TestUnlockAgileEncryption(t *testing.T) {
	pack := bytes.Repeat([]byte("Biểu số 04/XA. "), 700) // more than one chunk, no whole block
	info, sealed := agileInfoOf(t, pack, "Mật khẩu 1", 1000)
	l, err := readLock(info)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.key("mật khẩu 1"); !errors.Is(err, errPassword) {
		t.Errorf("wrong password: %v", err)
	}
	key, err := l.key("Mật khẩu 1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := l.open(key, sealed); err != nil || !bytes.Equal(got, pack) {
		t.Errorf("opened %d bytes, %v", len(got), err)
	}
	changed := bytes.Clone(sealed)
	changed[5000] ^= 1
	if _, err := l.open(key, changed); problemID(err) != problemDamaged {
		t.Errorf("changed package: %v", err)
	}
	binary.LittleEndian.PutUint64(changed, 1<<40)
	if _, err := l.open(key, changed); problemID(err) != problemTruncated {
		t.Errorf("package of 2^40 bytes: %v", err)
	}
}

func TestLocksThatCost(t *testing.T) {
	info, _ := agileInfoOf(t, []byte("x"), "a", 0)
	for old, new := range map[string]string{`spinCount="0"`: `spinCount="2147483647"`, `keyBits="256"`: `keyBits="1"`, `"SHA512"`: `"MD5"`, `blockSize="16"`: `blockSize="0"`} {
		if _, err := readLock(bytes.ReplaceAll(info, []byte(old), []byte(new))); problemID(err) != problemCipher {
			t.Errorf("%s: %v", new, err)
		}
	}
	if _, err := Unlock(compoundFile("EncryptedPackage"), "a", DefaultLimits()); problemID(err) != problemCipher {
		t.Errorf("no EncryptionInfo: %v", err)
	}
}

func FuzzUnlock(f *testing.F) {
	info, sealed := agileInfoOf(f, []byte("PK"), "a", 3)
	f.Add(info, sealed)
	if standard, pack, err := encryptedStreams(lockedBook(f, "a")); err == nil {
		f.Add(standard, pack[:64])
	}
	f.Fuzz(func(t *testing.T, info, pack []byte) {
		l, err := readLock(info)
		if err != nil {
			if id := problemID(err); id != problemCipher && id != problemDamaged {
				t.Fatal(err)
			}
			return
		}
		if a, ok := l.(*agileLock); ok {
			a.spins = min(a.spins, 10)
			key, err := a.key("a")
			if err != nil {
				key = make([]byte, 32)
			}
			_, _ = a.open(key, pack)
			return
		}
		_, _ = l.open(make([]byte, 16), pack)
	})
}
