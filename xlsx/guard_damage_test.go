package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const damagedCopies = 6000

// TestDamageIsNeverAShorterSheet is the proof behind "never a silently shorter sheet": half of the
// copies are damaged from outside, and if read at all must read to exactly the same cells; half
// inside a part that is packed again with a right checksum, and must not read to fewer.
func TestDamageIsNeverAShorterSheet(t *testing.T) {
	file := madeBook(t, 9, 7, 8)
	parts := unzip(t, file)
	whole := readOK(t, file)
	want := countCells(whole)
	rng := rand.New(rand.NewPCG(2020, 2))
	read, refused := map[string]int{}, map[string]int{}
	for range damagedCopies {
		var hurt []byte
		var how string
		exempt := false
		outside := rng.IntN(2) == 0
		if outside {
			hurt, how = damageOutside(rng, file)
		} else {
			hurt, how, exempt = damageInside(rng, parts)
		}
		kind, _, _ := strings.Cut(how, " ")
		wb, err := Read("a.xlsx", hurt, DefaultLimits())
		if err != nil {
			var p *ProblemError
			if !errors.As(err, &p) || p.ID == problemBug {
				t.Fatalf("%s: %v", how, err)
			}
			refused[kind]++
			continue
		}
		read[kind]++
		if outside && !sameCells(whole, wb) {
			t.Errorf("%s: other cells", how)
		}
		got := countCells(wb)
		for sheet, n := range want {
			if got[sheet] < n && !exempt {
				t.Errorf("%s: sheet %d has %d cells of %d", how, sheet, got[sheet], n)
			}
		}
	}
	t.Logf("refused %v", refused)
	t.Logf("read whole %v", read)
}

// countCells counts by place in the book: a sheet whose name was damaged is still there.
func countCells(wb *Workbook) map[int]int {
	n := map[int]int{}
	for i, s := range wb.Sheets {
		for c := range s.Cells() {
			if c.Kind != KindEmpty || c.HasFormula {
				n[i]++
			}
		}
	}
	return n
}

func sameCells(a, b *Workbook) bool {
	return slices.EqualFunc(a.Sheets, b.Sheets, func(a, b *Sheet) bool {
		return a.Name == b.Name && a.State == b.State && slices.Equal(a.Merges, b.Merges) &&
			slices.Equal(slices.Collect(a.Cells()), slices.Collect(b.Cells()))
	})
}

// damageOutside hurts the file as disks, cables and mail programs do.
func damageOutside(rng *rand.Rand, file []byte) ([]byte, string) {
	b := bytes.Clone(file)
	at := rng.IntN(len(b))
	end := min(len(b), at+1+rng.IntN(64))
	switch rng.IntN(6) {
	case 0:
		b[at] ^= 1 << rng.IntN(8)
		return b, fmt.Sprintf("bit-flip at %d", at)
	case 1:
		return b[:at], fmt.Sprintf("truncation at %d", at)
	case 2:
		return append(b[:at], b[at+1:]...), fmt.Sprintf("byte-deletion at %d", at)
	case 3:
		clear(b[at:end])
		return b, fmt.Sprintf("zero-block at %d to %d", at, end)
	case 4:
		for i := at; i < end; i++ {
			b[i] = byte(rng.Uint32())
		}
		return b, fmt.Sprintf("noise at %d to %d", at, end)
	}
	from := rng.IntN(len(b))
	copy(b[at:end], file[from:])
	return b, fmt.Sprintf("misplaced-block at %d to %d from %d", at, end, from)
}

// damageInside hurts one part as a faulty program does. exempt is true where the damage lies inside
// the value of a single cell and so says something else instead of less.
func damageInside(rng *rand.Rand, parts []madePart) (b []byte, how string, exempt bool) {
	which := rng.IntN(len(parts))
	if rng.IntN(2) == 0 { // sheets matter most
		for !strings.HasPrefix(parts[which].name, "xl/worksheets/sheet") {
			which = rng.IntN(len(parts))
		}
	}
	body := parts[which].body
	at := rng.IntN(len(body))
	end := min(len(body), at+1+rng.IntN(4))
	var hurt []byte
	switch kind := rng.IntN(6); kind {
	case 0:
		how, hurt = "cut-tail", body[:at]
	case 1:
		how, hurt = "dropped-bytes", append(bytes.Clone(body[:at]), body[end:]...)
	case 2:
		how, hurt = "invalid-UTF-8", append(append(bytes.Clone(body[:at]), 0xE1, 0xBB), body[at:]...)
	case 3:
		how, hurt = "inner-bit-flip", bytes.Clone(body)
		hurt[at] ^= 1 << rng.IntN(8)
		end = at + 1
	case 4:
		how, hurt = "inner-zeros", bytes.Clone(body)
		clear(hurt[at:end])
	case 5:
		how = "duplicated-row"
		if hurt = duplicateRow(rng, body); hurt == nil {
			how, hurt = "cut-tail", body[:at]
		}
	}
	changed := append([]madePart(nil), parts...)
	changed[which].body = hurt
	where := fmt.Sprintf("%s in %s at %d to %d: %q became %q", how, parts[which].name, at, end,
		around(body, at), around(hurt, at))
	return packStored(changed), where, insideValue(body, at, end)
}

func around(b []byte, at int) []byte {
	return b[max(0, min(len(b), at-20)):min(len(b), at+20)]
}

// insideValue tells whether body[at:end] lies between <v> and </v>.
func insideValue(body []byte, at, end int) bool {
	open := bytes.LastIndex(body[:at], []byte("<v>"))
	return open >= 0 && !bytes.ContainsAny(body[open+3:end], "<>")
}

func duplicateRow(rng *rand.Rand, body []byte) []byte {
	var ends []int
	for i := 0; ; {
		n := bytes.Index(body[i:], []byte("</row>"))
		if n < 0 {
			break
		}
		i += n + len("</row>")
		ends = append(ends, i)
	}
	if len(ends) == 0 {
		return nil
	}
	end := ends[rng.IntN(len(ends))]
	start := bytes.LastIndex(body[:end], []byte("<row"))
	out := append(bytes.Clone(body[:end]), body[start:end]...)
	return append(out, body[end:]...)
}

func packStored(parts []madePart) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		e, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err == nil {
			_, err = e.Write(p.body)
		}
		if err != nil {
			panic(err) // a bytes.Buffer takes everything
		}
	}
	w.Close()
	return out.Bytes()
}
