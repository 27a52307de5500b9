package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// Submission is a Báo cáo laid out after NĐ 30/2020/NĐ-CP, Phụ lục I: the letter, a page of charts if there are
// any, and forms as its appendices. Texts are as in a sentence; the writer sets capitals, rules and sizes.
type Submission struct {
	Superior string   // the body above the issuer, in its lines; empty: none
	Issuer   string   // in full, in its lines: "Ủy ban nhân dân\nhuyện Quan Hóa"
	Number   string   // "5" or "05"; empty: room is left for it (văn thư assigns it)
	Symbol   string   // "BC-UBND"
	Place    string   // "Quan Hóa"
	Date     ntm.Date // zero: room is left for it
	Kind     string   // "Báo cáo"
	Subject  string   // trích yếu: "Kết quả thực hiện … tháng 12 năm 2020"
	To       []string // kính gửi, without ";" or "."
	Body     []Passage
	Copies   []string // nơi nhận, without ";" or ".": the first "Như trên", the last "Lưu: VT, …"
	Signed   Signature
	Unsigned bool // bản trình ký: number, date and signature are left free, and it says so
	Charts   []Chart
	Sample   bool // made-up figures: every page says so
	Page     Page // zero: DefaultPage
}

// Words that every letter bears, as NĐ 30/2020/NĐ-CP, Phụ lục I, mục II and IV, has them.
const (
	Nation       = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	Motto        = "Độc lập - Tự do - Hạnh phúc"
	Addressed    = "Kính gửi:"
	CopiesTo     = "Nơi nhận:"
	Annex        = "Phụ lục"
	ChartsTitle  = "Biểu đồ"
	UnsignedMark = "Bản trình ký"
)

// numberRoom and dateRoom are where a number or a day is written by hand.
const (
	numberRoom = "          "
	dateRoom   = "      "
)

// NumberLine is "Số: 05/BC-UBND"; a number under 10 has a leading zero.
func (s *Submission) NumberLine() string {
	return "Số: " + orRoom(s.number(), numberRoom) + "/" + s.Symbol
}

func (s *Submission) number() string {
	switch n := strings.TrimSpace(s.Number); {
	case s.Unsigned:
		return ""
	case len(n) == 1:
		return "0" + n
	default:
		return n
	}
}

// DateLine is "Quan Hóa, ngày 05 tháng 01 năm 2020".
func (s *Submission) DateLine() string {
	return strings.TrimPrefix(oneLine(s.Place)+", ", ", ") + s.day(dateRoom)
}

// day is the date in words, with room for what is not known.
func (s *Submission) day(room string) string {
	if s.Unsigned || s.Date.IsZero() {
		return "ngày " + room + " tháng " + room + " năm " + room
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", s.Date.Day, month(s.Date), s.Date.Year)
}

func orRoom(s, room string) string {
	if s == "" {
		return room
	}
	return s
}

// AttachedTo stands under the title of each appendix: "Kèm theo Báo cáo số 05/BC-UBND ngày … của …".
func (s *Submission) AttachedTo() string {
	return fmt.Sprintf("Kèm theo %s số %s/%s %s của %s", s.Kind, orRoom(s.number(), "…"), s.Symbol, s.day("…"), oneLine(s.Issuer))
}

// Ordinal names an appendix, counted from 0, of so many: "Phụ lục II", or "Phụ lục" of one.
func Ordinal(i, of int) string {
	if of < 2 {
		return Annex
	}
	return Annex + " " + Roman(i+1)
}

// Appendix names the appendix that form i is, counted from 0, of so many that begin a page: charts come before them.
func (s *Submission) Appendix(i, of int) string {
	if len(s.Charts) > 0 {
		i, of = i+1, of+1
	}
	return Ordinal(i, of)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Check refuses a letter that cannot be laid out after the decree.
func (s *Submission) Check() error {
	for name, text := range map[string]string{"issuer": s.Issuer, "symbol": s.Symbol, "kind": s.Kind, "subject": s.Subject, "signature": s.Signed.Title} {
		if strings.TrimSpace(text) == "" {
			return fmt.Errorf("submission: no %s", name)
		}
	}
	if len(s.Body) == 0 {
		return errors.New("submission: no body")
	}
	for _, p := range s.Body {
		if p.Level < LevelText || p.Level > LevelDash {
			return fmt.Errorf("submission: passage %s: level %d", p.ID, p.Level)
		}
	}
	for _, c := range s.Charts {
		if err := c.check(); err != nil {
			return fmt.Errorf("submission: %w", err)
		}
	}
	return s.Page.Check()
}

// MapText is a copy of the letter with change made to every printed string.
func (s Submission) MapText(change func(string) string) Submission {
	for _, at := range []*string{&s.Superior, &s.Issuer, &s.Number, &s.Symbol, &s.Place, &s.Kind, &s.Subject,
		&s.Signed.Title, &s.Signed.Hint, &s.Signed.Name} {
		*at = change(*at)
	}
	s.To, s.Copies = mapped(s.To, change), mapped(s.Copies, change)
	body := make([]Passage, len(s.Body))
	for i, p := range s.Body {
		p.Text = change(p.Text)
		body[i] = p
	}
	charts := make([]Chart, len(s.Charts))
	for i, c := range s.Charts {
		c.Title, c.Unit, c.Labels = change(c.Title), change(c.Unit), mapped(c.Labels, change)
		c.Series = slices.Clone(c.Series)
		for j := range c.Series {
			c.Series[j].Name = change(c.Series[j].Name)
		}
		charts[i] = c
	}
	s.Body, s.Charts = body, charts
	return s
}

// Page is the margins in mm. NĐ 30/2020: top and bottom 20–25, left 30–35, right 15–20; the paper is A4.
type Page struct{ Top, Bottom, Left, Right float64 }

// DefaultPage is the least margin on each side that the decree allows.
func DefaultPage() Page { return Page{Top: 20, Bottom: 20, Left: 30, Right: 15} }

// PageBounds are the least and the widest margins that the decree allows.
func PageBounds() (least, widest Page) {
	return DefaultPage(), Page{Top: 25, Bottom: 25, Left: 35, Right: 20}
}

// Check refuses margins that the decree does not allow.
func (p Page) Check() error {
	from, to := PageBounds()
	for _, m := range []struct {
		name              string
		mm, least, widest float64
	}{{"top", p.Top, from.Top, to.Top}, {"bottom", p.Bottom, from.Bottom, to.Bottom}, {"left", p.Left, from.Left, to.Left}, {"right", p.Right, from.Right, to.Right}} {
		if !(m.mm >= m.least && m.mm <= m.widest) {
			return fmt.Errorf("%s margin of %v mm: NĐ 30/2020 has %v to %v", m.name, m.mm, m.least, m.widest)
		}
	}
	return nil
}

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
	LevelPart                 // "I. …", its number in the text: capitals, bold
	LevelSection              // "1. …": bold
	LevelPoint                // "a) …"
	LevelDash                 // "- …"
)

// String is how a passage stands.
func (l Level) String() string { return [...]string{"text", "part", "section", "point", "dash"}[l] }
