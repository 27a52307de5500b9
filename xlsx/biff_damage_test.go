package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// TestTruncationNeverShortensOldExcel cuts workbooks everywhere: the file, and the stream of records inside it. What is
// read all the same has every cell.
func TestTruncationNeverShortensOldExcel(t *testing.T) {
	rng := rand.New(rand.NewPCG(2020, 3))
	for _, name := range []string{"xlwt.xls", "saved-as-97.xlsx", "gnumeric.xls", "libreoffice.xls"} {
		file := xlsFixture(t, name)
		whole := readOK(t, file)
		stream, _, err := workbookStream(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range [][]byte{file, stream} {
			for range 800 {
				at := rng.IntN(len(b))
				wb, err := Read(name, b[:at], DefaultLimits())
				if err == nil && !sameCells(whole, wb) {
					t.Fatalf("%s cut at %d of %d: other cells", name, at, len(b))
				}
			}
		}
		// Cut at the border of a record; noughts may follow the last.
		for at := 0; at+4 <= len(stream) && len(bytes.Trim(stream[at:], "\x00")) > 0; at += 4 + int(binary.LittleEndian.Uint16(stream[at+2:])) {
			if _, err := Read(name, stream[:at], DefaultLimits()); err == nil {
				t.Fatalf("%s: stream cut before the record at %d is read", name, at)
			}
		}
	}
}

// TestDamageToOldExcelIsSeldomSilent hurts copies as in TestDamageIsNeverAShorterSheet. The format has no checksums, so
// damage inside a value says something else; fewer cells without a problem must stay the rare case of the first or
// last cell of a sheet turned into a record of another kind.
func TestDamageToOldExcelIsSeldomSilent(t *testing.T) {
	rng := rand.New(rand.NewPCG(2020, 4))
	read, refused, shorter := map[string]int{}, map[string]int{}, 0
	const copies = 6000
	for _, name := range []string{"xlwt.xls", "saved-as-97.xlsx", "gnumeric.xls"} {
		file := xlsFixture(t, name)
		whole := readOK(t, file)
		stream, _, err := workbookStream(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range copies / 3 {
			b := file
			if i%2 == 0 {
				b = stream
			}
			hurt, how := damageOutside(rng, b)
			kind, _, _ := strings.Cut(how, " ")
			start := time.Now()
			wb, err := Read(name, hurt, DefaultLimits())
			if took := time.Since(start); took > hang {
				t.Fatalf("%s, %s: took %v", name, how, took)
			}
			if err != nil {
				var p *ProblemError
				if !errors.As(err, &p) || p.ID == problemBug {
					t.Fatalf("%s, %s: %v", name, how, err)
				}
				refused[kind]++
				continue
			}
			read[kind]++
			for sheet, n := range countCells(whole) {
				if countCells(wb)[sheet] < n {
					shorter++
					t.Logf("%s, %s: sheet %d is shorter", name, how, sheet)
					break
				}
			}
		}
	}
	t.Logf("refused %v", refused)
	t.Logf("read %v", read)
	if shorter > copies/1000 {
		t.Errorf("%d of %d copies are shorter without a problem", shorter, copies)
	}
}
