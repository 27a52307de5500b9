package xlsx

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"testing"
)

// What encrypts here is written after MS-OFFCRYPTO 2.3.5 to 2.3.7 and MS-XLS 2.2.10, with the tables of the standard, apart
// from the reader.

// oldCipher makes a FILEPASS record, and the byte at a place of the stream encrypted; size is that of the record's body.
type oldCipher struct {
	eight    bool
	filePass []byte
	encrypt  func(b byte, at, size int) byte
}

// xorMatrix and xorInitial are the tables of MS-OFFCRYPTO 2.3.7.2.
var xorMatrix = []uint16{
	0xAEFC, 0x4DD9, 0x9BB2, 0x2745, 0x4E8A, 0x9D14, 0x2A09, 0x7B61, 0xF6C2, 0xFDA5, 0xEB6B, 0xC6F7, 0x9DCF, 0x2BBF, 0x4563,
	0x8AC6, 0x05AD, 0x0B5A, 0x16B4, 0x2D68, 0x5AD0, 0x0375, 0x06EA, 0x0DD4, 0x1BA8, 0x3750, 0x6EA0, 0xDD40, 0xD849, 0xA0B3,
	0x5147, 0xA28E, 0x553D, 0xAA7A, 0x44D5, 0x6F45, 0xDE8A, 0xAD35, 0x4A4B, 0x9496, 0x390D, 0x721A, 0xEB23, 0xC667, 0x9CEF,
	0x29FF, 0x53FE, 0xA7FC, 0x5FD9, 0x47D3, 0x8FA6, 0x0F6D, 0x1EDA, 0x3DB4, 0x7B68, 0xF6D0, 0xB861, 0x60E3, 0xC1C6, 0x93AD,
	0x377B, 0x6EF6, 0xDDEC, 0x45A0, 0x8B40, 0x06A1, 0x0D42, 0x1A84, 0x3508, 0x6A10, 0xAA51, 0x4483, 0x8906, 0x022D, 0x045A,
	0x08B4, 0x1168, 0x76B4, 0xED68, 0xCAF1, 0x85C3, 0x1BA7, 0x374E, 0x6E9C, 0x3730, 0x6E60, 0xDCC0, 0xA9A1, 0x4363, 0x86C6,
	0x1DAD, 0x3331, 0x6662, 0xCCC4, 0x89A9, 0x0373, 0x06E6, 0x0DCC, 0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48C4,
}

var xorInitial = []uint16{0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C, 0x0E10, 0xF1CE, 0x313E, 0x1872, 0xE139, 0xD40F, 0x84F9, 0x280C, 0xA96A, 0x4EC3}

func xorCipher(eight bool, password string) oldCipher {
	key, element := xorInitial[len(password)-1], 0x68
	for i := len(password) - 1; i >= 0; i-- {
		for c, bit := password[i], 0; bit < 7; bit++ {
			if c&0x40 != 0 {
				key ^= xorMatrix[element]
			}
			c, element = c<<1, element-1
		}
	}
	verifier := uint16(0)
	for i := len(password); i >= 0; i-- {
		c := byte(len(password))
		if i > 0 {
			c = password[i-1]
		}
		verifier = (verifier>>14&1 | verifier*2&0x7FFF) ^ uint16(c)
	}
	verifier ^= 0xCE4B
	pad := []byte{0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00}
	ror := func(a, b byte) byte { a ^= b; return a>>1 | a<<7 }
	high, low := byte(key>>8), byte(key)
	var mask [16]byte
	i := len(password)
	if i%2 == 1 {
		mask[i] = ror(pad[0], high)
		i--
		mask[i] = ror(password[len(password)-1], low)
	}
	for i > 0 {
		i--
		mask[i] = ror(password[i], high)
		i--
		mask[i] = ror(password[i], low)
	}
	for i, p := 15, 15-len(password); p > 0; i, p = i-2, p-2 {
		mask[i] = ror(pad[p], high)
		mask[i-1] = ror(pad[p-1], low)
	}
	pass := rec(biffFilePass, key, verifier)
	if eight {
		pass = rec(biffFilePass, uint16(0), key, verifier)
	}
	return oldCipher{eight, pass, func(b byte, at, size int) byte { return (b<<5 | b>>3) ^ mask[(at+size)%16] }}
}

func wide(password string) []byte { return []byte(utf16Bytes(password)) }

// keyed is a cipher of RC4 by the keys of its blocks.
func keyed(pass []byte, key func(block uint32) []byte) oldCipher {
	masks := map[int][]byte{}
	return oldCipher{true, pass, func(b byte, at, _ int) byte {
		if masks[at/1024] == nil {
			c, _ := rc4.NewCipher(key(uint32(at / 1024)))
			masks[at/1024] = make([]byte, 1024)
			c.XORKeyStream(masks[at/1024], masks[at/1024])
		}
		return b ^ masks[at/1024][at%1024]
	}}
}

// sealed are the verifier and its sum, one behind the other, encrypted with the key of block 0.
func sealed(key, verifier, sum []byte) []byte {
	both := append(bytes.Clone(verifier), sum...)
	c, _ := rc4.NewCipher(key)
	c.XORKeyStream(both, both)
	return both
}

func rc4Cipher(password string) oldCipher {
	salt, verifier := bytes.Repeat([]byte{7}, 16), bytes.Repeat([]byte{3}, 16)
	first := md5.Sum(wide(password))
	var long []byte
	for range 16 {
		long = append(append(long, first[:5]...), salt...)
	}
	second := md5.Sum(long)
	key := func(block uint32) []byte {
		k := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(second[:5]), block))
		return k[:]
	}
	sum := md5.Sum(verifier)
	return keyed(rec(biffFilePass, uint16(1), uint16(1), uint16(1), salt, sealed(key(0), verifier, sum[:])), key)
}

// cryptoCipher has keys of so many bits; 0 says nothing, and means 40.
func cryptoCipher(password string, bits int) oldCipher {
	salt, verifier := bytes.Repeat([]byte{9}, 16), bytes.Repeat([]byte{5}, 16)
	base := sha1.Sum(append(bytes.Clone(salt), wide(password)...))
	key := func(block uint32) []byte {
		k := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base[:]), block))
		if bits == 0 || bits == 40 {
			return append(bytes.Clone(k[:5]), make([]byte, 11)...)
		}
		return k[:bits/8]
	}
	sum := sha1.Sum(verifier)
	name := utf16Bytes("Microsoft Enhanced Cryptographic Provider v1.0\x00")
	return keyed(rec(biffFilePass, uint16(1), uint16(2), uint16(2), uint32(4), uint32(32+len(name)), uint32(4), uint32(0), uint32(0x6801), uint32(0x8004), uint32(bits),
		uint32(1), uint32(0), uint32(0), name, uint32(16), salt, sealed(key(0), verifier, sum[:])[:16], uint32(20), sealed(key(0), verifier, sum[:])[16:]), key)
}

// on encrypts a stream that has the FILEPASS record of the cipher in it.
func (c oldCipher) on(stream []byte) []byte {
	le, out := binary.LittleEndian, bytes.Clone(stream)
	behind := false
	for at := 0; at+4 <= len(out); {
		id, size := le.Uint16(out[at:]), int(le.Uint16(out[at+2:]))
		for i := range size {
			switch {
			case !behind, id == 0x0809, id == 0x00E1, id == 0x0194, id == 0x0085 && i < 4:
			default:
				out[at+4+i] = c.encrypt(out[at+4+i], at+4+i, size)
			}
		}
		behind = behind || id == 0x002F
		at += 4 + size
	}
	return out
}

// lockedStream is a workbook of some blocks, encrypted and not.
func lockedStream(tb testing.TB, c oldCipher) (locked, plain []byte) {
	tb.Helper()
	globals, flags := join(c.filePass, rec(0x00E1, uint16(1200)), plainStyles8()), "\x00"
	if !c.eight {
		globals, flags = join(c.filePass, plainStyles5()), ""
	}
	var cells []byte
	for row := range uint16(300) {
		text := fmt.Sprintf("Thon %d", row)
		cells = join(cells, rec(biffLabel, at(row, 0, 1), uint16(len(text)), flags, text), number8(row, 1, float64(row)+0.25))
	}
	plain = bareBook(c.eight, globals, madeSheet{"Bieu 1", cells}, madeSheet{"Bieu 2", number8(4, 2, 12.5)})
	return c.on(plain), bareBook(c.eight, bytes.Replace(globals, c.filePass, nil, 1), madeSheet{"Bieu 1", cells}, madeSheet{"Bieu 2", number8(4, 2, 12.5)})
}
