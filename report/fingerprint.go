package report

import (
	"fmt"

	"rsc.io/qr"
)

// Fingerprint is the fingerprint of an edition: printed on every page's foot and kept in the workbook, so that paper and
// files can be held against the book they came from.
type Fingerprint struct {
	Code string // short enough to be typed: "7K3F9-Q2M4-TXDR8", see NewCode
	Says string // what the QR square holds: who, period and code, see Edition.Fingerprint
}

// CodeWord stands before the code wherever people read it.
const CodeWord = "Mã kiểm tra: "

// Empty tells whether there is nothing to print.
func (f Fingerprint) Empty() bool { return f.Code == "" }

// Line is the code as a page's foot has it; empty if there is none.
func (f Fingerprint) Line() string { return prefixed(CodeWord, f.Code) }

// Square is the QR code of what the fingerprint says, row by row from the top, true for black, without a quiet zone.
// Level M: it can still be read when a seventh of it is damaged.
func (f Fingerprint) Square() ([][]bool, error) {
	code, err := qr.Encode(f.Says, qr.M)
	if err != nil {
		return nil, fmt.Errorf("fingerprint %s: %w", f.Code, err)
	}
	rows := make([][]bool, code.Size)
	for y := range rows {
		rows[y] = make([]bool, code.Size)
		for x := range rows[y] {
			rows[y][x] = code.Black(x, y)
		}
	}
	return rows, nil
}
