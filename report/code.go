package report

import (
	"errors"
	"math/big"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// codeSigns are the signs of a code: what is read off paper has no 0 or O, no 1, I or L. They are 31, a prime, so that
// the last sign of a code tells every wrong sign and every two that changed places.
const codeSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// A code has 13 signs that name what was printed, 64 bits of it, and one that checks them, in groups.
const (
	codePayload = 13
	codeLength  = codePayload + 1
)

func codeGroups() []int { return []int{5, 4, 5} }

// What ParseCode says of a text that is no code.
var (
	ErrCodeLength   = errors.New("a code has 14 signs")
	ErrCodeSign     = errors.New("a sign that no code has")
	ErrCodeMistyped = errors.New("the last sign does not fit the others")
)

// NewCode is the code of a digest of at least 8 bytes: "7K3F9-Q2M4-TXDR8".
func NewCode(digest []byte) string {
	rest, base, sign := new(big.Int).SetBytes(digest), big.NewInt(int64(len(codeSigns))), new(big.Int)
	signs := make([]byte, codePayload, codeLength)
	for i := range signs {
		rest.DivMod(rest, base, sign)
		signs[i] = codeSigns[sign.Int64()]
	}
	return grouped(string(append(signs, checkSign(signs))))
}

// checkSign makes the sum of all signs, each times its place, a multiple of 31.
func checkSign(signs []byte) byte {
	sum, base := 0, len(codeSigns)
	for i, s := range signs {
		sum += (i + 2) * strings.IndexByte(codeSigns, s)
	}
	return codeSigns[(base-sum%base)%base]
}

func grouped(signs string) string {
	var parts []string
	for _, n := range codeGroups() {
		parts, signs = append(parts, signs[:n]), signs[n:]
	}
	return strings.Join(parts, "-")
}

// ParseCode reads a code as a person types it, in small letters or without its dashes, and writes it as it is
// printed. Errors are those above.
func ParseCode(typed string) (string, error) {
	var signs []byte
	for _, r := range strings.ToUpper(typed) {
		switch {
		case strings.ContainsRune(" -–—.\t\r\n\u00a0", r):
		case strings.ContainsRune(codeSigns, r):
			signs = append(signs, byte(r))
		default:
			return "", ErrCodeSign
		}
	}
	switch {
	case len(signs) != codeLength:
		return "", ErrCodeLength
	case checkSign(signs[:codePayload]) != signs[codePayload]:
		return "", ErrCodeMistyped
	}
	return grouped(string(signs)), nil
}

// FindCode finds a code behind its word in a text that a program made of a printed line.
func FindCode(text string) (string, bool) {
	_, after, ok := strings.Cut(norm.NFC.String(text), strings.TrimSpace(CodeWord))
	if !ok {
		return "", false
	}
	after, _, _ = strings.Cut(after, "&") // the next part of a sheet's footer
	fields := strings.Fields(after)
	for n := min(len(fields), len(codeGroups())); n > 0; n-- {
		if code, err := ParseCode(strings.Join(fields[:n], "")); err == nil {
			return code, true
		}
	}
	return "", false
}
