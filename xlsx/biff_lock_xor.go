package xlsx

import (
	"math/bits"
	"slices"

	"golang.org/x/text/encoding/charmap"
)

// xorLock is the obfuscation of Excel 5.0 and 95, and of later ones by choice (MS-OFFCRYPTO 2.3.7, method 1).
type xorLock struct{ key, verifier uint16 }

// longestXor is the most bytes of a password.
const longestXor = 15

func (l xorLock) open(password string) (biffCipher, error) {
	for _, p := range narrowPasswords(password) {
		if len(p) == 0 || len(p) > longestXor || xorKey(p) != l.key || xorVerifier(p) != l.verifier {
			continue
		}
		mask := xorMask(p, l.key)
		return func(b []byte, at, size int) {
			for i, c := range b {
				b[i] = bits.RotateLeft8(c^mask[(at+i+size)%len(mask)], 3)
			}
		}, nil
	}
	return nil, errPassword
}

// narrowPasswords are the bytes that a password may have had in the code page of a PC in Vietnam, or elsewhere.
func narrowPasswords(password string) [][]byte {
	var out [][]byte
	for _, page := range []*charmap.Charmap{charmap.Windows1258, charmap.Windows1252} {
		var b []byte
		for _, r := range password {
			c, ok := page.EncodeRune(r)
			if !ok {
				b = nil
				break
			}
			b = append(b, c)
		}
		if b != nil {
			out = append(out, b)
		}
	}
	var low []byte
	for _, r := range password {
		if low = append(low, byte(r)); byte(r) == 0 {
			low[len(low)-1] = byte(r >> 8)
		}
	}
	return append(out, low)
}

// xorStep is one step of the shift register from which keys are made: the tables of the standard are its states.
func xorStep(state uint16) uint16 {
	if state = bits.RotateLeft16(state, 1); state&1 != 0 {
		state ^= 0x1020
	}
	return state
}

// xorKey is the key that a password makes: seven bits of each byte, the last byte first.
func xorKey(password []byte) uint16 {
	key, register, start := uint16(0), uint16(0x8000), uint16(0xFFFF)
	for _, c := range slices.Backward(password) {
		for bit := range 8 {
			register, start = xorStep(register), xorStep(start)
			if bit < 7 && c>>bit&1 != 0 {
				key ^= register
			}
		}
	}
	return key ^ start
}

// xorVerifier is the sum by which a password is known.
func xorVerifier(password []byte) uint16 {
	sum := uint16(0)
	for _, c := range slices.Backward(append([]byte{byte(len(password))}, password...)) {
		sum = (sum<<1&0x7FFF | sum>>14&1) ^ uint16(c)
	}
	return sum ^ 0xCE4B
}

// xorMask is the password filled up to sixteen bytes, mixed with its key.
func xorMask(password []byte, key uint16) [16]byte {
	var mask [16]byte
	copy(mask[copy(mask[:], password):], "\xBB\xFF\xFF\xBA\xFF\xFF\xB9\x80\x00\xBE\x0F\x00\xBF\x0F\x00")
	for i, half := range [2]byte{byte(key), byte(key >> 8)} {
		for j := i; j < len(mask); j += 2 {
			mask[j] = bits.RotateLeft8(mask[j]^half, -1)
		}
	}
	return mask
}
