// Package report holds a standard form (biểu) as plain values: what is printed, in which rows and
// columns, and by which arithmetic each total follows from the cells above it. It knows neither
// spreadsheets nor PDF nor files: the writers in xlsx and report/pdf draw the same Form.
package report

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Orientation is how the A4 sheet lies.
type Orientation int

const (
	Portrait Orientation = iota
	Landscape
)

// TextWidth is the width in mm between the margins (left 30, right 15: NĐ 30/2020, Phụ lục I).
func (o Orientation) TextWidth() float64 {
	if o == Landscape {
		return 297 - 30 - 15
	}
	return 210 - 30 - 15
}

// Align is the horizontal place of a column's cells.
type Align int

const (
	AlignLeft Align = iota
	AlignCenter
	AlignRight
)

// Form is one standard form, complete with the sentences around its table. Lines that are empty are
// not printed. It is a value: the writers never change it.
type Form struct {
	ID          string // stable key, "criteria-matrix"
	No          string // "Biểu 01"
	Issued      string // "Ban hành theo …"
	Title       string // printed in capitals
	Subtitle    string // "Kỳ báo cáo: tháng 12 năm 2020"
	Measure     string // unit of measure: "triệu đồng"
	Reporter    string // name of the reporting unit
	Receiver    string // name of the receiving unit
	Cutoff      string // "(Số liệu tính đến ngày 14/12/2020)"
	Reported    string // "14/15 xã đã báo cáo; chưa nộp: …"
	Orientation Orientation
	Columns     []Column
	NameColumns int // leading columns that name a row (STT, unit); they stay in sight on the screen
	Rows        []Row
	Notes       []string
	Signatures  Signatures
	Headline    string // key of the column whose total stands for the form
	Sample      bool   // made-up figures: every page says "SỐ LIỆU MẪU"
	Standing    string // what is unsure of the form itself; every page says it

	// Only the PDF writer heeds these: the sheets of a unit's printed return are made with them.
	Caption string  // a line over the table, where a sheet has several
	Under   bool    // goes on under the form before it, without a head of its own
	Letters float64 // size of the table's letters in points; 0 leaves it to the writer
}

// Column is one column of the table.
type Column struct {
	Key      string
	Heading  []string // from the outermost group down to the column itself, at most 3 deep
	Label    string   // "A", "(3)=(1)+(2)"; empty: its ordinal "(1)", "(2)", …
	Width    float64  // mm; a writer scales all columns to the width of the page
	Align    Align
	Rotate   bool // the heading stands upright, read from below
	Whole    bool // it is as wide as its widest word, in the heading too, if other columns can give the room
	Decimals int  // what Number and Percent give their cells
}

// Number is a cell with the column's decimals.
func (c Column) Number(n decimal.Decimal) Cell { return NumberCell(n, c.Decimals) }

// Percent is a cell with the column's decimals; n is in per cent (2.78, not 0.0278).
func (c Column) Percent(n decimal.Decimal) Cell { return PercentCell(n, c.Decimals) }

// Role is what a row is for; the writers choose its looks from it.
type Role int

const (
	Item     Role = iota // a unit, a criterion, a source of money
	Head                 // a heading inside the table, usually across all columns
	Group                // a named group of rows ("I. Khu vực thành thị"), with or without figures
	Subtotal             // "Cộng"
	Total                // "TỔNG CỘNG", "BÌNH QUÂN"
	Note                 // a remark inside the table
)

func (r Role) String() string {
	return [...]string{"item", "head", "group", "subtotal", "total", "note"}[r]
}

// Row has exactly one cell for each column of its form.
type Row struct {
	Role   Role
	Indent int // depth of the row's name below its group
	Cells  []Cell
}

// Kind is what a cell holds.
type Kind int

const (
	Blank   Kind = iota
	Text         // words
	Number       // a figure
	Percent      // a figure in per cent, printed with its sign
	Mark         // "x": the criterion is met
	Status       // no figure, and why: see State
)

// State says why there is no figure. None of them is zero and none is blank.
type State int

const (
	Missing       State = iota + 1 // the unit has sent no return
	Dash                           // the return says "-"
	NothingArose                   // the return says "không phát sinh"
	NotApplicable                  // "không áp dụng"
)

// Cell is one printed value and where it comes from.
type Cell struct {
	Kind     Kind            `json:"kind,omitempty"`
	Text     string          `json:"text,omitempty"` // Text, Mark
	Num      decimal.Decimal `json:"num,omitzero"`
	Decimals int             `json:"decimals,omitempty"` // printed digits after the comma
	State    State           `json:"state,omitempty"`    // Status
	Formula  *Formula        `json:"formula,omitempty"`  // how it follows from other cells; nil for a value
	Span     int             `json:"span,omitempty"`     // columns covered to the right, itself included; the covered cells are Blank
	Places   []string        `json:"places,omitempty"`   // opaque trace: the entries the value was made from
}

// TextCell holds words.
func TextCell(s string) Cell { return Cell{Kind: Text, Text: s} }

// NumberCell holds n, printed with the given digits after the comma.
func NumberCell(n decimal.Decimal, decimals int) Cell {
	return Cell{Kind: Number, Num: n, Decimals: decimals}
}

// PercentCell holds n per cent.
func PercentCell(n decimal.Decimal, decimals int) Cell {
	return Cell{Kind: Percent, Num: n, Decimals: decimals}
}

// Met is the mark of a criterion that is met.
const Met = "x"

// MarkCell holds the mark Met.
func MarkCell() Cell { return Cell{Kind: Mark, Text: Met} }

// StateCell holds no figure and says why.
func StateCell(s State) Cell { return Cell{Kind: Status, State: s} }

// By is the cell with the formula that yields it.
func (c Cell) By(f *Formula) Cell { c.Formula = f; return c }

// Across is the cell stretched over n columns.
func (c Cell) Across(n int) Cell { c.Span = n; return c }

// From is the cell with its trace.
func (c Cell) From(places ...string) Cell { c.Places = places; return c }

// Remark tells whether the cell holds words in the place of several figures, which stand in their middle.
func (c Cell) Remark(in Column) bool { return c.Kind == Text && c.Span > 1 && in.Align == AlignRight }

// Tally tells whether the cell is a figure in a column of words, as under a list: it stands in the middle.
func (c Cell) Tally(in Column) bool { return c.Numeric() && in.Align == AlignLeft }

// Numeric tells whether arithmetic counts the cell.
func (c Cell) Numeric() bool { return c.Kind == Number || c.Kind == Percent }

// Signatures is the block under the table. Place is the line "Quan Hóa, ngày … tháng … năm …".
type Signatures struct {
	Place       string
	Left, Right Signature
}

// Empty tells whether nobody signs.
func (s Signatures) Empty() bool { return s.Left.Title == "" && s.Right.Title == "" }

// Signature is one signer. Title may have lines: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH".
type Signature struct {
	Title string
	Hint  string // "(Ký, ghi rõ họ tên)"
	Name  string // empty: room is left for it
}

// Words printed by every form.
const (
	SampleMark = "SỐ LIỆU MẪU"
	NoRows     = "Không phát sinh"
	SignHint   = "(Ký, ghi rõ họ tên)"
)

// TopLeft is the left block above the title: the form's number and the text that issued it.
func (f *Form) TopLeft() []string {
	no := f.No
	if rest, ok := strings.CutPrefix(no, "Biểu "); ok {
		no = "Biểu số: " + rest
	}
	return lines(no, f.Issued)
}

// TopRight is the right block above the title: who reports and to whom.
func (f *Form) TopRight() []string {
	return lines(prefixed("Đơn vị báo cáo: ", f.Reporter), prefixed("Đơn vị nhận báo cáo: ", f.Receiver))
}

// UnderTitle is the lines under the title: period, cut-off, who has reported.
func (f *Form) UnderTitle() []string { return lines(f.Subtitle, f.Cutoff, f.Reported) }

// MeasureLine is "Đơn vị tính: …", or nothing.
func (f *Form) MeasureLine() string { return prefixed("Đơn vị tính: ", f.Measure) }

// Body is the rows to print; a form without rows says so in one line instead of an empty table.
func (f *Form) Body() []Row {
	if len(f.Rows) > 0 || len(f.Columns) == 0 {
		return f.Rows
	}
	cells := make([]Cell, len(f.Columns))
	cells[0] = TextCell(NoRows).Across(len(cells))
	return []Row{{Role: Note, Cells: cells}}
}

// Remarks is the form's notes, after the key to the signs its cells use.
func (f *Form) Remarks() []string {
	if key := f.signs(); key != "" {
		return append([]string{key}, f.Notes...)
	}
	return f.Notes
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func lines(all ...string) []string {
	var full []string
	for _, s := range all {
		if s != "" {
			full = append(full, s)
		}
	}
	return full
}
