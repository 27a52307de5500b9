package xlsx

// Limits bounds what one received file may cost. A file beyond a limit is refused, never cut.
type Limits struct {
	File     int64 // bytes of the file itself
	Unzipped int64 // bytes of all parts together, counted while inflating
	Part     int64 // bytes of one part
	Token    int64 // bytes of one XML tag or one piece of text
	Text     int64 // bytes of text kept from one workbook
	CellText int   // bytes of text in one cell, or of its formula
	Parts    int   // parts in the package
	Rows     int   // highest row number
	Columns  int   // highest column number
	Cells    int   // cells, merged ranges and hidden spans kept from one workbook; also its shared strings
	Styles   int   // cell formats, fonts and number formats, each
	Names    int   // defined names
	Merges   int   // merged ranges on one sheet
	Depth    int   // nesting of XML elements
}

// DefaultLimits fits every workbook a commune can fill by hand: two files read side by side stay
// well below 200 MB whatever they hold. Rows and Columns are those of Excel itself.
func DefaultLimits() Limits {
	return Limits{
		File:     32 << 20,
		Unzipped: 160 << 20,
		Part:     96 << 20,
		Token:    4 << 20,
		Text:     24 << 20,
		CellText: 4 * maxCellText, // Excel's own bound, each character at its longest
		Parts:    2000,
		Rows:     1_048_576,
		Columns:  16_384,
		Cells:    400_000,
		Styles:   70_000,
		Names:    100_000,
		Merges:   20_000,
		Depth:    100,
	}
}
