package xlsx

import (
	"bytes"
	"crypto/aes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"unicode/utf16"
)

// standardLock is standard encryption (MS-OFFCRYPTO 2.3.4.5): Excel 2007, and many libraries.
type standardLock struct {
	salt, verifier, sum []byte
	keySize             int // bytes
}

// standardSpins is how often Excel 2007 hashes a password.
const standardSpins = 50_000

func readStandard(b []byte) (lock, error) {
	if len(b) < 4 {
		return nil, badLock("EncryptionInfo is short")
	}
	size := binary.LittleEndian.Uint32(b)
	if size < 32 || uint64(size)+4+72 > uint64(len(b)) {
		return nil, badLock("EncryptionInfo is short")
	}
	header, rest := b[4:4+size], b[4+size:]
	cipherID, hashID, keyBits := binary.LittleEndian.Uint32(header[8:]), binary.LittleEndian.Uint32(header[12:]), binary.LittleEndian.Uint32(header[16:])
	if cipherID < 0x660E || cipherID > 0x6610 || hashID != 0x8004 && hashID != 0 || keyBits != 128 && keyBits != 192 && keyBits != 256 ||
		binary.LittleEndian.Uint32(rest) != 16 {
		return nil, badLock("not AES with SHA-1")
	}
	return &standardLock{salt: rest[4:20], verifier: rest[20:36], sum: rest[40:72], keySize: int(keyBits / 8)}, nil
}

// utf16Password is a password as programs hash it.
func utf16Password(password string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(password)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

func (l *standardLock) key(password string) ([]byte, error) {
	first := sha1.Sum(append(bytes.Clone(l.salt), utf16Password(password)...))
	sum, block := first[:], [4 + sha1.Size]byte{}
	for i := range standardSpins {
		binary.LittleEndian.PutUint32(block[:], uint32(i))
		copy(block[4:], sum)
		next := sha1.Sum(block[:])
		sum = next[:]
	}
	last := sha1.Sum(append(bytes.Clone(sum), 0, 0, 0, 0))
	half := func(fill byte) []byte {
		pad := bytes.Repeat([]byte{fill}, 64)
		for i, b := range last {
			pad[i] ^= b
		}
		h := sha1.Sum(pad)
		return h[:]
	}
	key := append(half(0x36), half(0x5c)...)[:l.keySize]
	verifier, err := blocks(key, l.verifier)
	if err != nil {
		return nil, err
	}
	stated, err := blocks(key, l.sum)
	if err != nil {
		return nil, err
	}
	if want := sha1.Sum(verifier); subtle.ConstantTimeCompare(stated[:sha1.Size], want[:]) == 0 {
		return nil, errPassword
	}
	return key, nil
}

func (l *standardLock) open(key, pack []byte) ([]byte, error) {
	size, err := packageSize(pack)
	if err != nil {
		return nil, err
	}
	body := pack[8:]
	out, err := blocks(key, body[:len(body)/aes.BlockSize*aes.BlockSize])
	if err != nil {
		return nil, err
	}
	if len(out) < size {
		return nil, problem(problemTruncated)
	}
	return out[:size], nil
}

// blocks decrypts block by block, each for itself.
func blocks(key, b []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, badLock("key")
	}
	out := make([]byte, len(b))
	for at := 0; at+aes.BlockSize <= len(b); at += aes.BlockSize {
		block.Decrypt(out[at:at+aes.BlockSize], b[at:at+aes.BlockSize])
	}
	return out, nil
}
