package xlsx

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"hash"
	"strings"
)

// agileLock is agile encryption (MS-OFFCRYPTO 2.3.4.10): what Excel has written since 2010, and LibreOffice.
type agileLock struct {
	data, password cryptoParams
	spins          int
	verifier, sum  []byte // a random text and its hash, encrypted with the password
	sealed         []byte // the key of the package, encrypted with the password
	hmacKey, hmac  []byte // of the encrypted package, encrypted with its key; empty: none
}

// cryptoParams are the attributes that keyData and encryptedKey share.
type cryptoParams struct {
	salt    []byte
	keySize int // bytes
	hash    func() hash.Hash
}

// mostSpins bounds how often a password is hashed: programs write 50,000 or 100,000. More would only keep the person waiting.
const mostSpins = 2_000_000

type cryptoAttrs struct {
	KeyBits   int    `xml:"keyBits,attr"`
	BlockSize int    `xml:"blockSize,attr"`
	Cipher    string `xml:"cipherAlgorithm,attr"`
	Chaining  string `xml:"cipherChaining,attr"`
	Hash      string `xml:"hashAlgorithm,attr"`
	Salt      string `xml:"saltValue,attr"`
}

type agileInfo struct {
	KeyData   cryptoAttrs `xml:"keyData"`
	Integrity struct {
		Key   string `xml:"encryptedHmacKey,attr"`
		Value string `xml:"encryptedHmacValue,attr"`
	} `xml:"dataIntegrity"`
	Encryptors []struct {
		Key struct {
			cryptoAttrs
			Spins    int    `xml:"spinCount,attr"`
			Verifier string `xml:"encryptedVerifierHashInput,attr"`
			Sum      string `xml:"encryptedVerifierHashValue,attr"`
			Value    string `xml:"encryptedKeyValue,attr"`
		} `xml:"http://schemas.microsoft.com/office/2006/keyEncryptor/password encryptedKey"`
	} `xml:"keyEncryptors>keyEncryptor"`
}

func readAgile(text []byte) (lock, error) {
	var in agileInfo
	if err := xml.Unmarshal(text, &in); err != nil {
		return nil, damaged("EncryptionInfo", "bad XML")
	}
	l := &agileLock{}
	for _, e := range in.Encryptors {
		if e.Key.Value == "" {
			continue // encrypted for a certificate
		}
		var err error
		if l.password, err = e.Key.params(); err != nil {
			return nil, err
		}
		if l.spins = e.Key.Spins; l.spins < 0 || l.spins > mostSpins {
			return nil, badLock("spinCount")
		}
		l.verifier, l.sum, l.sealed = sealedText(e.Key.Verifier), sealedText(e.Key.Sum), sealedText(e.Key.Value)
		break
	}
	if len(l.verifier) == 0 || len(l.sum) == 0 || len(l.sealed) == 0 {
		return nil, badLock("no key for a password")
	}
	l.hmacKey, l.hmac = sealedText(in.Integrity.Key), sealedText(in.Integrity.Value)
	var err error
	l.data, err = in.KeyData.params()
	return l, err
}

// sealedText decodes an attribute; nil unless it is whole blocks.
func sealedText(s string) []byte {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(b)%aes.BlockSize != 0 || len(b) > 1024 {
		return nil
	}
	return b
}

func (a cryptoAttrs) params() (cryptoParams, error) {
	p := cryptoParams{keySize: a.KeyBits / 8, hash: hashNamed(a.Hash)}
	salt, err := base64.StdEncoding.DecodeString(a.Salt)
	if err != nil || len(salt) == 0 || len(salt) > 1024 || a.BlockSize != aes.BlockSize || p.hash == nil ||
		!strings.EqualFold(a.Cipher, "AES") || !strings.EqualFold(a.Chaining, "ChainingModeCBC") || p.keySize != 16 && p.keySize != 24 && p.keySize != 32 {
		return p, badLock("unknown cipher, hash or key size")
	}
	p.salt = salt
	return p, nil
}

func hashNamed(name string) func() hash.Hash {
	switch strings.ReplaceAll(strings.ToUpper(name), "-", "") {
	case "SHA1":
		return sha1.New
	case "SHA256":
		return sha256.New
	case "SHA384":
		return sha512.New384
	case "SHA512":
		return sha512.New
	}
	return nil
}

// sized cuts a hash to n bytes or fills it up as the standard says.
func sized(b []byte, n int) []byte {
	for len(b) < n {
		b = append(b, 0x36)
	}
	return b[:n]
}

func (p cryptoParams) digest(parts ...[]byte) []byte {
	h := p.hash()
	for _, part := range parts {
		h.Write(part)
	}
	return h.Sum(nil)
}

// unsealed decrypts whole blocks.
func unsealed(key, iv, b []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil || len(b)%aes.BlockSize != 0 {
		return nil, badLock("key or length")
	}
	out := make([]byte, len(b))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, b)
	return out, nil
}

// key finds the key of the package; errPassword if the password does not fit.
func (l *agileLock) key(password string) ([]byte, error) {
	p := l.password
	sum := p.digest(p.salt, utf16Password(password))
	h, count := p.hash(), [4]byte{}
	for i := range l.spins {
		binary.LittleEndian.PutUint32(count[:], uint32(i))
		h.Reset()
		h.Write(count[:])
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	iv := sized(append([]byte(nil), p.salt...), aes.BlockSize)
	opened := func(sealed []byte, purpose string) ([]byte, error) {
		return unsealed(sized(p.digest(sum, []byte(purpose)), p.keySize), iv, sealed)
	}
	verifier, err := opened(l.verifier, "\xfe\xa7\xd2\x76\x3b\x4b\x9e\x79")
	if err != nil {
		return nil, err
	}
	stated, err := opened(l.sum, "\xd7\xaa\x0f\x6d\x30\x61\x34\x4e")
	if err != nil {
		return nil, err
	}
	want := p.digest(verifier[:min(len(verifier), len(p.salt))])
	if len(stated) < len(want) || subtle.ConstantTimeCompare(stated[:len(want)], want) == 0 {
		return nil, errPassword
	}
	key, err := opened(l.sealed, "\x14\x6e\x0b\xe7\xab\xac\xd0\xd6")
	if err != nil || len(key) < l.data.keySize {
		return nil, badLock("key of the package")
	}
	return key[:l.data.keySize], nil
}

// chunkSize is how much of a package is encrypted at once.
const chunkSize = 4096

// open decrypts the package once it is sure that nobody has changed it.
func (l *agileLock) open(key, pack []byte) ([]byte, error) {
	size, err := packageSize(pack)
	if err != nil {
		return nil, err
	}
	if err := l.unchanged(key, pack); err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, badLock("key of the package")
	}
	body := pack[8:]
	body = body[:len(body)/aes.BlockSize*aes.BlockSize]
	if len(body) < size {
		return nil, problem(problemTruncated)
	}
	out, count := make([]byte, len(body)), [4]byte{}
	for at := 0; at < len(body); at += chunkSize {
		end := min(at+chunkSize, len(body))
		binary.LittleEndian.PutUint32(count[:], uint32(at/chunkSize))
		iv := sized(l.data.digest(l.data.salt, count[:]), aes.BlockSize)
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(out[at:end], body[at:end])
	}
	return out[:size], nil
}

// unchanged compares the seal over the encrypted package.
func (l *agileLock) unchanged(key, pack []byte) error {
	if len(l.hmacKey) == 0 || len(l.hmac) == 0 {
		return nil
	}
	opened := func(sealed []byte, purpose string) ([]byte, error) {
		return unsealed(key, sized(l.data.digest(l.data.salt, []byte(purpose)), aes.BlockSize), sealed)
	}
	secret, err := opened(l.hmacKey, "\x5f\xb2\xad\x01\x0c\xb9\xe1\xf6")
	if err != nil {
		return err
	}
	stated, err := opened(l.hmac, "\xa0\x67\x7f\x02\xb2\x2c\x84\x33")
	if err != nil {
		return err
	}
	size := l.data.hash().Size()
	mac := hmac.New(l.data.hash, secret[:min(len(secret), size)])
	mac.Write(pack)
	if len(stated) < size || !hmac.Equal(mac.Sum(nil), stated[:size]) {
		return damaged("EncryptedPackage", "seal does not fit")
	}
	return nil
}
