package xlsx

import "bieuxa/xlsx/oldtext"

// An OldText is the text of a cell in an old encoding of Vietnamese: read anew, or left as it stands because it is not
// sure. Text is what the cell then holds.
type OldText struct {
	Sheet     string
	Row, Col  int
	Font      string // "" if unknown or mixed
	Was, Text string
	Encoding  oldtext.Encoding
	Reason    OldReason
	Losses    []oldtext.Loss
}

// Ref is the cell's address in its sheet.
func (o *OldText) Ref() string { return Cell{Row: o.Row, Col: o.Col}.Ref() }

// Read tells whether the cell has the text in Unicode; else it was left as it stands.
func (o *OldText) Read() bool { return o.Reason < OldLeftMixed }

// Doubtful tells whether a person should look at the cell.
func (o *OldText) Doubtful() bool { return len(o.Losses) > 0 || o.Reason >= OldByFontAlone }

// OldReason says why a text was read anew, or left.
type OldReason uint8

const (
	OldByFont      OldReason = iota + 1 // the font is one of the encoding, and the words agree
	OldByRuns                           // so are the fonts of some runs of the text
	OldByOthers                         // the words could be either; all other texts in such fonts are old
	OldByBytes                          // no font tells, the words of the sheet do
	OldByFontAlone                      // the font tells, the words speak neither for it nor wholly against
	OldLeftMixed                        // left: in such fonts the workbook has both old text and Unicode
	OldLeftUnsure                       // left: it looks like old text, and too little speaks for it
)

// String is the reason in a word or two, for those who read it by program.
func (r OldReason) String() string {
	switch r {
	case OldByFont:
		return "font"
	case OldByRuns:
		return "runs"
	case OldByOthers:
		return "others"
	case OldByBytes:
		return "bytes"
	case OldByFontAlone:
		return "font-alone"
	case OldLeftMixed:
		return "mixed"
	}
	return "unsure"
}

// maxOldTexts bounds how many texts are listed.
const maxOldTexts = 5_000
