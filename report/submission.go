package report

import (
	"bieuxa/ntm"
)

// Submission is a Báo cáo laid out after NĐ 30/2020/NĐ-CP, Phụ lục I: the letter, a page of charts if there are
// any, and forms as its appendices. Texts are plain; the writer sets capitals, rules and sizes.
type Submission struct {
	Superior string   // the body above the issuer, "UBND TỈNH THANH HÓA"; empty: none
	Issuer   string   // "UBND HUYỆN QUAN HÓA"
	Number   string   // "05"; empty: room is left for it (văn thư assigns it)
	Symbol   string   // "BC-UBND"
	Place    string   // "Quan Hóa"
	Date     ntm.Date // zero: room is left for it
	Kind     string   // "Báo cáo"
	Subject  string   // trích yếu: "Kết quả thực hiện … tháng 12 năm 2020"
	To       []string // kính gửi
	Body     []Passage
	Copies   []string // nơi nhận, the first "Như trên", the last "Lưu: VT, …"
	Signed   Signature
	Unsigned bool // bản trình ký: number, date and signature are left free, and it says so
	Charts   []Chart
	Sample   bool // made-up figures: every page says so
	Page     Page
}

// Page is the margins in mm. NĐ 30/2020: top and bottom 20–25, left 30–35, right 15–20; the paper is A4.
type Page struct{ Top, Bottom, Left, Right float64 }

// DefaultPage is the least margin on each side that the decree allows.
func DefaultPage() Page { return Page{Top: 20, Bottom: 20, Left: 30, Right: 15} }

// Passage is one paragraph of the letter's body.
type Passage struct {
	ID    string // stable: what an office writes in its place is kept by it
	Level Level
	Text  string
}

// Level is the place of a passage in the body (NĐ 30/2020, Phụ lục I, mục II.6).
type Level int

const (
	LevelText    Level = iota // a paragraph: justified, its first line set in
	LevelPart                 // "I. …": capitals, bold
	LevelSection              // "1. …": bold
	LevelPoint                // "a) …"
	LevelDash                 // "- …"
)

// Chart is figures to be drawn; a missing figure leaves a gap, never a zero.
type Chart struct {
	Title  string
	Unit   string // of the figures: "tiêu chí"
	Kind   ChartKind
	Labels []string // along the axis: months, bands, offices
	Series []Series
}

// ChartKind is how a chart is drawn.
type ChartKind int

const (
	Lines   ChartKind = iota // over time
	Columns                  // upright bars, series side by side
	Bars                     // level bars, for long labels
)

// Series is one run of figures, as many as the chart has labels.
type Series struct {
	Name   string
	Points []ntm.Num
}
