package xlsx

import (
	"fmt"
	"testing"
)

const lookStyles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
	`<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>` +
	`<fonts><font><name val="Arial"/></font><font><b/><i val="0"/><name val="Arial"/></font><font><b val="0"/><i/></font></fonts>` +
	`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFFFFDE7"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.79998168889431442"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor theme="0" tint="-0.249977111117893"/></patternFill></fill></fills>` +
	`<cellXfs><xf/><xf fontId="1" fillId="2"><alignment horizontal="center" wrapText="1"/></xf>` +
	`<xf fontId="2" fillId="3"/><xf fillId="4"><alignment horizontal="bogus"/></xf><xf fillId="5" numFmtId="164"/><xf fillId="1"/></cellXfs></styleSheet>`

// The tinted colours are those that Excel shows for the Office theme: white «Darker 25%» is BFBFBF, and
// accent 1 «Lighter 80%» D9E1F2, which Excel rounds more coarsely.
func TestLooksOfCells(t *testing.T) {
	wb := readOK(t, tiny(t, "xl/styles.xml", lookStyles,
		"xl/worksheets/sheet1.xml", `<worksheet `+mainNS+`><sheetFormatPr defaultColWidth="9.5"/>`+
			`<cols><col min="2" max="3" width="20.25" style="2"/><col min="5" max="5" hidden="1"/></cols><sheetData>`+
			`<row ht="30.5"><c s="1"><v>1</v></c><c s="3"/><c s="4"/></row>`+
			`<row r="4" s="1" customFormat="1"><c s="5"/></row><row r="5" s="1"/></sheetData>`+
			`<mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`))
	s := wb.Sheets[0]
	for ref, want := range map[[2]int]Look{
		{1, 1}: {Fill: "FFFDE7", Align: "center", Bold: true, Wrap: true},
		{2, 1}: {Fill: "FFFDE7", Align: "center", Bold: true, Wrap: true}, // merged with the one above
		{1, 3}: {Fill: "BFBFBF"},
		{1, 4}: {},
		{4, 1}: {},                                                        // gray125 is no colour
		{4, 2}: {Fill: "FFFDE7", Align: "center", Bold: true, Wrap: true}, // the row's
		{5, 2}: {Fill: "FFFF00", Italic: true},                            // the column's
		{5, 4}: {},
	} {
		if got := s.LookAt(ref[0], ref[1]); got != want {
			t.Errorf("row %d, column %d looks %+v; want %+v", ref[0], ref[1], got, want)
		}
	}
	var got, want [3]int
	fmt.Sscanf(s.LookAt(1, 2).Fill+" D9E1F2", "%02X%02X%02X %02X%02X%02X", &got[0], &got[1], &got[2], &want[0], &want[1], &want[2])
	for i := range got {
		if d := got[i] - want[i]; d < -2 || d > 2 {
			t.Errorf("accent 1, lighter 80%%, is %X; want %X", got, want)
		}
	}
	sizes := fmt.Sprint(s.Width(1), s.Width(2), s.Width(3), s.Width(5), s.Height(1), s.Height(2))
	if want := "9.5 20.25 20.25 9.5 30.5 0"; sizes != want {
		t.Errorf("sizes are %s; want %s", sizes, want)
	}
}
