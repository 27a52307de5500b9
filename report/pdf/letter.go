package pdf

import (
	"fmt"
	"strings"

	"bieuxa/report"
)

// Sizes in points and distances in mm of a letter, after NĐ 30/2020, Phụ lục I, mục II; where the decree leaves a range,
// the sizes of its samples (mục V).
const (
	nationSize  = 12.0 // quốc hiệu, and the names of the bodies beside it
	mottoSize   = 13.0
	numberSize  = 13.0 // số, ký hiệu; địa danh, ngày tháng
	bodySize    = 14.0 // from the type of the letter to the name of its signer
	copiesTitle = 12.0
	copiesSize  = 11.0

	firstLine    = 12.7             // the first line of a paragraph is set in: 1.27 cm
	betweenParas = 6.0 * mmPerPoint // 6 pt
	underText    = 1.2              // from a line's lower edge to the rule under it
	ruleShare    = 0.42             // of the line above it; the decree has a third to a half
	blockGap     = 4.0              // between the blocks at the left and at the right
	rightShare   = 0.57             // of the width that the block at the right takes
	titleShare   = 0.9              // of the width that a title may take
	partGap      = 1.2              // of the letter's height of a line, between head, title, addressees and body
	signGap      = 25.0             // room to sign and seal
	overSigned   = 3 * betweenParas // between the body and who signs
)

// letter is a Báo cáo on its pages.
type letter struct {
	*book
	says  report.Submission
	width float64
	page  int
	y     float64
}

// printLetter prints the letter and its charts, and tells the appendices what they are attached to.
func (b *book) printLetter(says report.Submission) error {
	if says.Page == (report.Page{}) {
		says.Page = report.DefaultPage()
	}
	if err := says.Check(); err != nil {
		return err
	}
	b.scribe.form = says.Kind
	l := &letter{book: b, says: says.MapText(b.scribe.clean)}
	b.margins = says.Page
	b.attached = "(" + l.says.AttachedTo() + ")"
	l.width, _ = b.room(report.Portrait)
	l.newPage()
	b.bookmark(l.says.Kind + ": " + strings.Join(strings.Fields(l.says.Subject), " "))
	l.drawHead()
	l.drawTitle()
	l.drawAddressees()
	if err := l.drawText(); err != nil {
		return err
	}
	if len(l.says.Charts) > 0 {
		b.appendices++
		b.printCharts(l.says)
	}
	return nil
}

func (l *letter) newPage() {
	l.page++
	l.addPage(opened{report.Portrait, l.page, l.says.Sample})
	if l.says.Unsigned && l.page == 1 {
		in := letters{italic, remarkSize}
		l.lines([]string{report.UnsignedMark}, box{l.margins.Left, overPages, l.width}, in, report.AlignLeft)
	}
	l.y = l.margins.Top
}

// ruled is a text with a rule under it: as long as its last line, or a share of it.
type ruled struct {
	text    []string
	letters letters
	share   float64
}

// drawRuled draws a text in the middle of its box with the rule under it, and returns the height.
func (l *letter) drawRuled(r ruled, at box) float64 {
	high := l.lines(r.text, at, r.letters, report.AlignCenter) + underText
	long := l.measure(r.letters.style, r.letters.size)(r.text[len(r.text)-1]) * r.share
	middle, y := at.x+at.w/2, at.y+high
	l.out.Line(middle-long/2, y, middle+long/2, y)
	return high
}

// drawHead draws the two blocks at the top: who issues the letter and its number; the nation, place and date.
func (l *letter) drawHead() {
	right := box{l.margins.Left + l.width*(1-rightShare), l.y, l.width * rightShare}
	left := box{l.margins.Left, l.y, l.width*(1-rightShare) - blockGap}

	upright, strong := letters{regular, nationSize}, letters{bold, nationSize}
	high := 0.0
	if l.says.Superior != "" {
		high = l.lines(l.balanced(strings.ToUpper(l.says.Superior), left.w, upright), left, upright, report.AlignCenter)
	}
	issuer := l.balanced(strings.ToUpper(l.says.Issuer), left.w, strong)
	high += l.drawRuled(ruled{issuer, strong, ruleShare}, box{left.x, left.y + high, left.w})

	beside := l.lines([]string{report.Nation}, right, strong, report.AlignCenter)
	motto := ruled{[]string{report.Motto}, letters{bold, mottoSize}, 1}
	beside += l.drawRuled(motto, box{right.x, right.y + beside, right.w})

	l.y += max(high, beside) + lineHeight(numberSize)/2
	number, date := letters{regular, numberSize}, letters{italic, numberSize}
	high = l.lines(l.wrap(l.says.NumberLine(), left.w, number), box{left.x, l.y, left.w}, number, report.AlignCenter)
	beside = l.lines(l.balanced(l.says.DateLine(), right.w, date), box{right.x, l.y, right.w}, date, report.AlignCenter)
	l.y += max(high, beside) + partGap*lineHeight(bodySize)
}

// drawTitle draws the type of the letter and what it is about, with the rule under them.
func (l *letter) drawTitle() {
	in := letters{bold, bodySize}
	at := box{l.margins.Left + l.width*(1-titleShare)/2, l.y, l.width * titleShare}
	at.y += l.lines([]string{strings.ToUpper(l.says.Kind)}, at, in, report.AlignCenter)
	l.y = at.y + l.drawRuled(ruled{l.balanced(l.says.Subject, at.w, in), in, ruleShare}, at)
	l.y += partGap * lineHeight(bodySize)
}

// drawAddressees draws "Kính gửi": one addressee on the line, several below one another on dashes under its colon.
func (l *letter) drawAddressees() {
	if len(l.says.To) == 0 {
		return
	}
	in := letters{regular, bodySize}
	measure, high := l.measure(in.style, in.size), lineHeight(in.size)
	text, colon := l.says.To, measure(report.Addressed)-measure(":")
	if len(text) == 1 {
		text = []string{report.Addressed + " " + text[0]}
		colon = 0
	} else {
		text = listed(text)
	}
	hang := measure("- ")
	if len(l.says.To) == 1 {
		hang = measure(report.Addressed + " ")
	}
	wide := 0.0
	for _, s := range text {
		wide = max(wide, min(colon+measure(s), l.width*titleShare))
	}
	x := l.margins.Left + (l.width-wide)/2
	if len(l.says.To) > 1 {
		l.lines([]string{report.Addressed}, box{x, l.y, wide}, in, report.AlignLeft)
		l.y += high
	}
	for _, s := range text {
		l.y += l.drawHanging(s, box{x + colon, l.y, wide - colon + 0.01}, hanging{in, hang})
	}
	l.y += partGap*high - betweenParas
}

// listed are names as they stand below one another: a dash before each, ";" after it, "." after the last.
func listed(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		end := ";"
		if i == len(names)-1 {
			end = "."
		}
		out[i] = "- " + strings.TrimRight(strings.TrimSpace(name), ";.") + end
	}
	return out
}

// hanging is letters of a text whose further lines are set in by mm.
type hanging struct {
	letters
	by float64
}

// drawHanging draws a text whose further lines hang under its first words, and returns the height.
func (b *book) drawHanging(text string, at box, in hanging) float64 {
	all := b.hang(text, at.w, in)
	high := b.lines(all[:1], at, in.letters, report.AlignLeft)
	return high + b.lines(all[1:], box{at.x + in.by, at.y + high, at.w - in.by}, in.letters, report.AlignLeft)
}

// hang wraps a text whose first line is wider than the others.
func (b *book) hang(text string, width float64, in hanging) []string {
	first := b.wrap(text, width, in.letters)[0]
	rest := strings.TrimSpace(strings.TrimPrefix(text, first))
	if rest == "" {
		return []string{first}
	}
	return append([]string{first}, b.wrap(rest, width-in.by, in.letters)...)
}

// balanced wraps a text into as few lines as it needs, of about the same length.
func (b *book) balanced(text string, width float64, in letters) []string {
	out := b.wrap(text, width, in)
	widest := report.WidestWord(text, b.measure(in.style, in.size))
	for narrow := width - 1; narrow >= widest; narrow-- {
		again := b.wrap(text, narrow, in)
		if len(again) > len(out) {
			break
		}
		out = again
	}
	return out
}

// checkEnd refuses an end that no page holds together with two lines.
func (l *letter) checkEnd(high float64) error {
	_, page := l.room(report.Portrait)
	if room := page - l.margins.Top - l.margins.Bottom - 2*lineHeight(bodySize); high > room {
		return fmt.Errorf("the copies and the signature take %.0f mm of the page's %.0f", high, room)
	}
	return nil
}
