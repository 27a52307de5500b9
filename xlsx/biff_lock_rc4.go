package xlsx

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
)

// rc4Block is after how many bytes of the stream RC4 gets another key.
const rc4Block = 1024

// rc4Lock is encryption by RC4: with MD5 and keys of 40 bits (Excel 97, MS-OFFCRYPTO 2.3.6), or with SHA-1 (Excel 2002 and
// 2003, «CryptoAPI», 2.3.5).
type rc4Lock struct {
	salt, verifier, sum []byte
	keySize             int // bytes of CryptoAPI; 0: MD5
}

func readRC4Lock(b []byte) (biffLock, error) {
	if len(b) != 48 {
		return nil, badLock("FILEPASS has another length")
	}
	return &rc4Lock{salt: b[:16], verifier: b[16:32], sum: b[32:48]}, nil
}

// readCryptoLock reads the header and the verifier of CryptoAPI.
func readCryptoLock(b []byte) (biffLock, error) {
	le := binary.LittleEndian
	if len(b) < 8 {
		return nil, badLock("FILEPASS has another length")
	}
	size := le.Uint32(b[4:])
	if size < 32 || uint64(size)+8+60 > uint64(len(b)) {
		return nil, badLock("FILEPASS has another length")
	}
	header, rest := b[8:8+size], b[8+size:]
	cipherID, hashID, bits := le.Uint32(header[8:]), le.Uint32(header[12:]), le.Uint32(header[16:])
	if bits == 0 {
		bits = 40
	}
	if cipherID != 0x6801 && cipherID != 0 || hashID != 0x8004 && hashID != 0 || bits < 40 || bits > 128 || bits%8 != 0 ||
		le.Uint32(rest) != 16 || le.Uint32(rest[36:]) != sha1.Size {
		return nil, badLock("not RC4 with SHA-1")
	}
	return &rc4Lock{salt: rest[4:20], verifier: rest[20:36], sum: rest[40:60], keySize: int(bits / 8)}, nil
}

// secret is what the keys of all blocks are made from.
func (l *rc4Lock) secret(password string) []byte {
	if l.keySize > 0 {
		sum := sha1.Sum(append(bytes.Clone(l.salt), utf16Password(password)...))
		return sum[:]
	}
	first := md5.Sum(utf16Password(password))
	sum := md5.Sum(bytes.Repeat(append(bytes.Clone(first[:5]), l.salt...), 16))
	return sum[:5]
}

// key is that of a block.
func (l *rc4Lock) key(secret []byte, block uint32) []byte {
	text := binary.LittleEndian.AppendUint32(bytes.Clone(secret), block)
	if l.keySize == 0 {
		sum := md5.Sum(text)
		return sum[:]
	}
	sum := sha1.Sum(text)
	if l.keySize == 5 {
		return append(bytes.Clone(sum[:5]), make([]byte, 11)...)
	}
	return sum[:l.keySize]
}

func (l *rc4Lock) open(password string) (biffCipher, error) {
	secret := l.secret(password)
	both := append(bytes.Clone(l.verifier), l.sum...)
	first, err := rc4.NewCipher(l.key(secret, 0))
	if err != nil {
		return nil, badLock("key")
	}
	first.XORKeyStream(both, both)
	want := md5.Sum(both[:16])
	sum := want[:]
	if l.keySize > 0 {
		want := sha1.Sum(both[:16])
		sum = want[:]
	}
	if subtle.ConstantTimeCompare(both[16:], sum) == 0 {
		return nil, errPassword
	}
	var mask [rc4Block]byte
	made := -1 // the block that mask is of
	return func(b []byte, at, _ int) {
		for len(b) > 0 {
			if block := at / rc4Block; block != made {
				c, err := rc4.NewCipher(l.key(secret, uint32(block)))
				if err != nil {
					return // never: keys have 5 to 16 bytes
				}
				made = block
				clear(mask[:])
				c.XORKeyStream(mask[:], mask[:])
			}
			n := subtle.XORBytes(b, b, mask[at%rc4Block:])
			b, at = b[n:], at+n
		}
	}, nil
}
