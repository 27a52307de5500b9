package xlsx

import (
	"encoding/binary"
	"strconv"
)

// The records that are used.
const (
	biffFormula     = 0x0006
	biffEOF         = 0x000A
	biffExternSheet = 0x0017
	biffName        = 0x0018
	biffDate1904    = 0x0022
	biffExternName  = 0x0023
	biffFilePass    = 0x002F
	biffFont        = 0x0031
	biffContinue    = 0x003C
	biffCodePage    = 0x0042
	biffDefColWidth = 0x0055
	biffWriteAccess = 0x005C
	biffUncalced    = 0x005E
	biffColInfo     = 0x007D
	biffWSBool      = 0x0081
	biffBoundSheet  = 0x0085
	biffPalette     = 0x0092
	biffMulRK       = 0x00BD
	biffMulBlank    = 0x00BE
	biffObProj      = 0x00D3
	biffRString     = 0x00D6
	biffXF          = 0x00E0
	biffMergeCells  = 0x00E5
	biffSST         = 0x00FC
	biffLabelSST    = 0x00FD
	biffSupBook     = 0x01AE
	biffBlank       = 0x0201
	biffNumber      = 0x0203
	biffLabel       = 0x0204
	biffBoolErr     = 0x0205
	biffString      = 0x0207
	biffRow         = 0x0208
	biffArray       = 0x0221
	biffTable       = 0x0236
	biffRK          = 0x027E
	biffFormat      = 0x041E
	biffShared      = 0x04BC
	biffBOF         = 0x0809
)

// biffLongest is the most bytes that one record holds.
const biffLongest = 8224

// biffRecord is one record: body lies in the stream from at+4 on.
type biffRecord struct {
	id   uint16
	at   int
	body []byte
}

func (r *biffRecord) end() int { return r.at + 4 + len(r.body) }

// record reads the record at a place of the stream.
func (b *biffBook) record(at int) (biffRecord, error) {
	if at < 0 || len(b.stream)-at < 4 {
		return biffRecord{}, problem(problemTruncated, "part", biffPart, "offset", strconv.Itoa(at))
	}
	n := int(binary.LittleEndian.Uint16(b.stream[at+2:]))
	r := biffRecord{id: binary.LittleEndian.Uint16(b.stream[at:]), at: at}
	if b.walk -= 4 + n; b.walk < 0 {
		return r, b.bad(&r, "sheets lie in one another")
	}
	if n > biffLongest {
		return r, b.bad(&r, "record is too long")
	}
	if len(b.stream)-at-4 < n {
		return biffRecord{}, problem(problemTruncated, "part", biffPart, "offset", strconv.Itoa(at))
	}
	r.body = b.stream[at+4 : at+4+n : at+4+n]
	if r.id == 0x0206 || r.id == 0x0406 {
		r.id = biffFormula // by the numbers of older versions, as some programs have it
	}
	return r, nil
}

// bad tells damage at a record.
func (b *biffBook) bad(r *biffRecord, reason string) error {
	return damaged(biffPart, "record "+strconv.FormatUint(uint64(r.id), 16)+": "+reason, "offset", strconv.Itoa(r.at))
}

// continued gathers the record and the CONTINUE records after it; end is the place behind the last.
func (b *biffBook) continued(r *biffRecord) (c *biffCursor, end int, err error) {
	c = &biffCursor{pieces: [][]byte{r.body}}
	for end = r.end(); len(b.stream)-end >= 4 && binary.LittleEndian.Uint16(b.stream[end:]) == biffContinue; {
		next, err := b.record(end)
		if err != nil {
			return nil, 0, err
		}
		c.pieces = append(c.pieces, next.body)
		end = next.end()
	}
	return c, end, nil
}

// biffCursor reads on over the borders of records. Once it runs short it stays so and gives noughts.
type biffCursor struct {
	pieces [][]byte
	piece  int
	at     int
	short  bool
}

func cursorOf(b []byte) *biffCursor { return &biffCursor{pieces: [][]byte{b}} }

// rest is what is left of the present piece; at its end the next one begins.
func (c *biffCursor) rest() []byte {
	for c.at >= len(c.pieces[c.piece]) {
		if c.piece+1 >= len(c.pieces) {
			return nil
		}
		c.piece++
		c.at = 0
	}
	return c.pieces[c.piece][c.at:]
}

func (c *biffCursor) left() int {
	n := len(c.pieces[c.piece]) - c.at
	for _, p := range c.pieces[c.piece+1:] {
		n += len(p)
	}
	return n
}

func (c *biffCursor) byte() byte {
	r := c.rest()
	if c.short = c.short || len(r) == 0; c.short {
		return 0
	}
	c.at++
	return r[0]
}

func (c *biffCursor) u16() int { return int(c.byte()) | int(c.byte())<<8 }

func (c *biffCursor) u32() uint32 { return uint32(c.u16()) | uint32(c.u16())<<16 }

func (c *biffCursor) skip(n int) {
	for n > 0 && !c.short {
		r := c.rest()
		if c.short = len(r) == 0; !c.short {
			k := min(n, len(r))
			c.at += k
			n -= k
		}
	}
}

// units reads characters of two bytes, or of one if not wide. Where a record ends among them the next one begins
// with a byte that says anew how wide they are.
func (c *biffCursor) units(dst []uint16, n int, wide bool) []uint16 {
	for n > 0 && !c.short {
		if c.at == len(c.pieces[c.piece]) {
			if c.rest() == nil {
				c.short = true
				break
			}
			wide = c.byte()&1 != 0
			continue
		}
		r := c.pieces[c.piece][c.at:]
		if wide {
			k := min(n, len(r)/2)
			if c.short = k == 0; c.short {
				break // half a character
			}
			for i := range k {
				dst = append(dst, binary.LittleEndian.Uint16(r[2*i:]))
			}
			c.at += 2 * k
			n -= k
			continue
		}
		k := min(n, len(r))
		for _, ch := range r[:k] {
			dst = append(dst, uint16(ch))
		}
		c.at += k
		n -= k
	}
	return dst
}

// knownRecord tells the records that Excel 5.0 to 2003 and newer programs write into workbooks and sheets
// ([MS-XLS] 2.3.1, and those of Excel 5.0 that it leaves out).
func knownRecord(id uint16) bool {
	switch {
	case id >= 0x000A && id <= 0x001D, id >= 0x0022 && id <= 0x0023, id >= 0x0026 && id <= 0x0029,
		id >= 0x0051 && id <= 0x0063, id >= 0x007D && id <= 0x0087, id >= 0x0089 && id <= 0x008D,
		id >= 0x0096 && id <= 0x00A1, id >= 0x00A9 && id <= 0x00CF, id >= 0x00D0 && id <= 0x00FF,
		id >= 0x0137 && id <= 0x013F, id >= 0x0160 && id <= 0x0161, id >= 0x018B && id <= 0x0197,
		id >= 0x01A8 && id <= 0x01C2, id >= 0x0800 && id <= 0x08FF && id != biffBOF, id >= 0x1000 && id <= 0x10FF:
		return true
	}
	switch id {
	case biffFormula, 0x002A, 0x002B, biffFilePass, biffFont, 0x0033, 0x0034, biffContinue, 0x003D, 0x0040, 0x0041, biffCodePage, 0x004D, 0x0050,
		0x0090, biffPalette, 0x0094, 0x0095, 0x0100, 0x0103, 0x0122, biffBlank, biffNumber, biffLabel, biffBoolErr, biffString, biffRow,
		0x0200, 0x020B, 0x0218, 0x0223, 0x0225, 0x0231, biffArray, biffTable, 0x023E, biffRK, 0x0293, 0x0418, biffFormat, 0x043C, biffShared:
		return true
	}
	return false
}
