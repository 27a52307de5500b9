package xlsx

import (
	"errors"
	"testing"
)

// FuzzRead wants a workbook in order or a problem with a known id, whatever the bytes.
func FuzzRead(f *testing.F) {
	known := map[string]bool{}
	for _, b := range brokenFiles(f) {
		known[b.id] = true
		if len(b.file) < 20_000 {
			f.Add(b.file)
		}
	}
	f.Add(madeBook(f, 2, 5, 8))
	f.Add(packStored(tinyParts()))
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := DefaultLimits()
		lim.Unzipped, lim.Part = 8<<20, 4<<20
		wb, err := Read("a.xlsx", b, lim)
		if err != nil {
			var p *ProblemError
			if !errors.As(err, &p) || !known[p.ID] {
				t.Fatalf("unknown problem: %v", err)
			}
			return
		}
		checkOrder(t, wb, lim)
	})
}

// FuzzSheet does the same with the bytes as a worksheet part, past the zip and its checksums.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(worksheet(`<row r="1"><c r="A1" t="s"><v>1</v></c><c t="inlineStr"><is><r><t>a_x000D_</t></r></is></c></row>`)))
	f.Add([]byte(worksheet(`<row><c t="str"><f t="shared" si="0"/><v>x</v></c><c s="1"><v>1.5</v></c></row>`)))
	f.Add([]byte(`<worksheet ` + mainNS + `><cols><col min="1" max="2" hidden="1"/></cols><sheetData/><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, sheet []byte) {
		parts := tinyParts()
		parts[len(parts)-1].body = sheet
		lim := DefaultLimits()
		wb, err := Read("a.xlsx", packStored(parts), lim)
		var p *ProblemError
		switch {
		case err == nil:
			checkOrder(t, wb, lim)
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Fatal(err)
		}
	})
}

// checkOrder checks what every reader of a Workbook relies on.
func checkOrder(t *testing.T, wb *Workbook, lim Limits) {
	t.Helper()
	for _, s := range wb.Sheets {
		row, n := 0, 0
		for number, cells := range s.Rows() {
			if number <= row || number > lim.Rows || len(cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", number, row, len(cells))
			}
			row = number
			col := 0
			for _, c := range cells {
				if c.Row != row || c.Col <= col || c.Col > lim.Columns {
					t.Fatalf("%s after column %d in row %d", c.Ref(), col, row)
				}
				if r, cl, ok := parseRef([]byte(c.Ref())); !ok || r != c.Row || cl != c.Col {
					t.Fatalf("%d, %d has the reference %s", c.Row, c.Col, c.Ref())
				}
				col = c.Col
				s.At(c.Row, c.Col)
				n++
			}
		}
		if n != s.Len() || row != s.LastRow() {
			t.Fatalf("%d cells to row %d, said %d to %d", n, row, s.Len(), s.LastRow())
		}
	}
}
