package pdf

import (
	"strings"

	"bieuxa/report"
)

// textLine is one line of the body, ready to draw.
type textLine struct {
	text    string
	letters letters
	in      float64 // mm it is set in
	gap     float64 // mm over it, unless it opens a page
	justify bool    // its words are spread over the width
	keep    bool    // the next line stands on the same page
}

// levelLetters is how the passages of a level are set.
func levelLetters(level report.Level) letters {
	if level == report.LevelPart || level == report.LevelSection {
		return letters{bold, bodySize}
	}
	return letters{regular, bodySize}
}

// compose wraps the body. No line of a paragraph is left alone at the foot or the head of a page, and a heading stays
// with what it heads, and so does a sentence that ends in a colon.
func (l *letter) compose() []textLine {
	var out []textLine
	for _, p := range l.says.Body {
		text, heading := p.Text, p.Level == report.LevelPart || p.Level == report.LevelSection
		if p.Level == report.LevelPart {
			text = strings.ToUpper(text)
		}
		for _, paragraph := range strings.Split(text, "\n") {
			in := hanging{levelLetters(p.Level), -firstLine}
			wrapped := l.hang(strings.Join(strings.Fields(paragraph), " "), l.width-firstLine, in)
			for i, s := range wrapped {
				line := textLine{text: s, letters: in.letters, justify: !heading && i < len(wrapped)-1,
					keep: heading || i == 0 && len(wrapped) > 1 || i == len(wrapped)-2 || i == len(wrapped)-1 && strings.HasSuffix(s, ":")}
				if i == 0 {
					line.in, line.gap = firstLine, betweenParas
				}
				out = append(out, line)
			}
		}
	}
	if n := len(out); n > 1 { // two lines at least stand over the signature
		out[n-2].keep = true
	}
	return out
}

// drawText draws the body and, with its last lines, the copies and the signature.
func (l *letter) drawText() error {
	lines, end := l.compose(), l.composeEnd()
	if err := l.checkEnd(end.height); err != nil {
		return err
	}
	_, page := l.room(report.Portrait)
	bottom, top := page-l.margins.Bottom, false
	over := func(line textLine) float64 {
		if top {
			return 0
		}
		return line.gap
	}
	for i, line := range lines {
		rest := 0.0
		for j := i; j < len(lines); j++ {
			if rest += lineHeight(lines[j].letters.size); j > i {
				rest += lines[j].gap
			}
			if j == len(lines)-1 {
				rest += end.height
			}
			if !lines[j].keep {
				break
			}
		}
		if first := i == 0 || !lines[i-1].keep; first && !top && l.y+over(line)+rest > bottom ||
			l.y+over(line)+lineHeight(line.letters.size) > bottom {
			l.newPage()
			top = true
		}
		l.y += over(line)
		l.drawLine(line)
		l.y += lineHeight(line.letters.size)
		top = false
	}
	if l.y+end.height > bottom {
		l.newPage()
	}
	l.drawEnd(end)
	return nil
}

// drawLine draws one line. Where it is spread, each word stands by itself: readers put one space into the gap, and a
// space drawn there would be a second one.
func (l *letter) drawLine(line textLine) {
	at, words := box{l.margins.Left + line.in, l.y, l.width - line.in}, strings.Fields(line.text)
	if !line.justify || len(words) < 2 {
		l.lines([]string{line.text}, at, line.letters, report.AlignLeft)
		return
	}
	measure := l.measure(line.letters.style, line.letters.size)
	ink := 0.0
	for _, word := range words {
		ink += measure(word)
	}
	gap := (at.w - ink) / float64(len(words)-1)
	for _, word := range words {
		l.lines([]string{word}, at, line.letters, report.AlignLeft)
		at.x += measure(word) + gap
	}
}

// letterEnd is the end of a letter: who gets copies at the left, who signs at the right, on one level.
type letterEnd struct {
	copies []string // with dashes
	title  []string
	name   []string
	left   float64 // mm, the width of the copies
	height float64 // with the room over it
}

func signLetters() letters { return letters{bold, bodySize} }

func copiesLetters(l *letter) hanging {
	in := letters{regular, copiesSize}
	return hanging{in, l.measure(in.style, in.size)("- ")}
}

func (l *letter) composeEnd() letterEnd {
	f := letterEnd{copies: listed(l.says.Copies), left: l.width*(1-rightShare) - blockGap}
	right := l.width * rightShare
	for _, line := range strings.Split(l.says.Signed.Title, "\n") {
		f.title = append(f.title, l.balanced(strings.ToUpper(line), right, signLetters())...)
	}
	high := float64(len(f.title))*lineHeight(bodySize) + signGap
	if l.says.Signed.Name != "" {
		f.name = l.balanced(l.says.Signed.Name, right, signLetters())
		high += float64(len(f.name)) * lineHeight(bodySize)
	}
	copies := 0.0
	if len(f.copies) > 0 {
		copies = lineHeight(copiesTitle)
	}
	for _, s := range f.copies {
		copies += float64(len(l.hang(s, f.left, copiesLetters(l)))) * lineHeight(copiesSize)
	}
	f.height = overSigned + max(high, copies)
	return f
}

func (l *letter) drawEnd(f letterEnd) {
	l.y += overSigned
	y := l.y
	if len(f.copies) > 0 {
		y += l.lines([]string{report.CopiesTo}, box{l.margins.Left, y, f.left}, letters{boldItalic, copiesTitle}, report.AlignLeft)
	}
	for _, s := range f.copies {
		y += l.drawHanging(s, box{l.margins.Left, y, f.left}, copiesLetters(l))
	}
	at := box{l.margins.Left + l.width*(1-rightShare), l.y, l.width * rightShare}
	at.y += l.lines(f.title, at, signLetters(), report.AlignCenter) + signGap
	l.lines(f.name, at, signLetters(), report.AlignCenter)
}
