package xlsx

import (
	"strings"

	"bieuxa/xlsx/oldtext"
)

// oldSigns is what was seen while reading that makes a closer look worth while.
type oldSigns struct {
	fonts bool                        // a text in an old font
	bytes bool                        // letters that Vietnamese in Unicode does not have
	seen  [oldtext.CP1258 + 1]oldSeen // by encoding
}

// oldSeen counts the texts in the fonts of an encoding: those that are surely old; that look like Unicode; and that
// surely are, with letters that no old text has.
type oldSeen struct{ old, plain, unicode int }

// textRun is a run of a text: its font, "" for the cell's, and where it ends.
type textRun struct {
	font string
	end  int
}

// mixedRuns are the runs of a cell of several fonts.
type mixedRuns struct {
	row, col int
	styled   string // font of the cell's style
	runs     []textRun
}

// keepRuns makes the ends of the runs count from the beginning of the text, and drops them where one font holds.
func (f *runFonts) keepRuns(start int) {
	if f.font == "" || !f.mixed && !f.plain {
		f.runs = nil
		return
	}
	for i := range f.runs {
		f.runs[i].end -= start
	}
}

func (r *sheetReader) noteRuns(c *Cell, runs []textRun) { r.wb.old.noteRuns(r.sheet, *c, runs) }

// noteRuns keeps the runs of a cell if one of them has an old font; c.Font is that of its style.
func (o *oldSigns) noteRuns(s *Sheet, c Cell, runs []textRun) {
	for _, run := range runs {
		if oldtext.OfFont(run.fontIn(c.Font)).Encoding != oldtext.None {
			o.fonts = true
			s.mixed = append(s.mixed, mixedRuns{c.Row, c.Col, c.Font, runs})
			return
		}
	}
}

func (r textRun) fontIn(styled string) string {
	if r.font == "" {
		return styled
	}
	return r.font
}

// suspicious tells whether a text has letters of Latin-1 that Vietnamese in Unicode does not use. It is asked of every
// text that is read, so it only looks at pairs of bytes.
func suspicious[T string | []byte](text T) bool {
	for i := 0; i+1 < len(text); i++ {
		switch text[i] {
		case 0xC2:
			if strange[text[i+1]-0x80] {
				return true
			}
		case 0xC3:
			if strange[text[i+1]-0x80+0x40] {
				return true
			}
		}
	}
	return false
}

// strange are the characters U+0080–U+00FF that make a text suspicious: not blanks, signs of measure and quotes, and
// not the letters of Vietnamese.
var strange = func() (s [256]bool) {
	for r := rune(0x80); r <= 0xFF; r++ {
		s[r-0x80] = !strings.ContainsRune("\u00a0\u00ad«»°±²³·×÷½¼¾ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý", r)
	}
	return s
}()

// rereadOld gives the texts that were typed in an old encoding in Unicode, where that is sure, and lists them. Workbooks
// without a sign of such text are not looked through.
func (w *Workbook) rereadOld() {
	if !w.old.fonts && !w.old.bytes {
		return
	}
	p := &rereading{wb: w, loose: map[*Sheet]*looseTexts{}, sure: map[*Sheet]oldtext.Encoding{}, codings: map[string]oldtext.Coding{}, weighed: map[weighing]oldtext.Evidence{}, left: maxWeighed}
	for _, s := range w.Sheets {
		p.gather(s)
	}
	p.ofBytes()
	for i := range p.found {
		p.decide(&p.found[i])
	}
	for _, s := range w.Sheets {
		s.mixed = nil
	}
	w.droppedHorns()
}

// droppedHorns marks what a program made of texts in TCVN3 that drops soft hyphens: there the letter ư is one. Where
// no text has one and several words miss it, every word is doubtful that would be another with it.
func (w *Workbook) droppedHorns() {
	horn, missing := false, 0
	for i := range w.OldTexts {
		if t := &w.OldTexts[i]; t.Read() && t.Encoding == oldtext.TCVN3 {
			horn = horn || oldtext.HasHorn(t.Text)
			missing += len(oldtext.Dropped(t.Text, false))
		}
	}
	if missing == 0 {
		return
	}
	for i := range w.OldTexts {
		if t := &w.OldTexts[i]; t.Read() && t.Encoding == oldtext.TCVN3 {
			t.Losses = append(t.Losses, oldtext.Dropped(t.Text, !horn && missing > 1)...)
		}
	}
}

// rereading is the closer look at one workbook.
type rereading struct {
	wb      *Workbook
	codings map[string]oldtext.Coding
	weighed map[weighing]oldtext.Evidence
	left    int // bytes of text that may still be weighed
	found   []oldCell
	loose   map[*Sheet]*looseTexts
	sure    map[*Sheet]oldtext.Encoding
}

// looseTexts are the texts of a sheet in fonts that do not tell.
type looseTexts struct {
	texts   []string  // with words that are no Vietnamese as they stand
	plain   []oldCell // Vietnamese as they stand
	unicode bool      // there are texts that are Unicode for sure
}

// weighing is a text with the coding that it was weighed for.
type weighing struct {
	text   string
	coding oldtext.Coding
}

// maxWeighed bounds the bytes of different texts that are weighed; no commune types so much. What is beyond is left.
const maxWeighed = 4 << 20

// weigh weighs a text once; ok is false where there is too much of it.
func (p *rereading) weigh(text string, c oldtext.Coding) (e oldtext.Evidence, ok bool) {
	at := weighing{text, c}
	if e, ok = p.weighed[at]; ok {
		return e, true
	}
	if p.left -= len(text); p.left < 0 {
		return e, false
	}
	e = oldtext.Weigh(text, c)
	p.weighed[at] = e
	return e, true
}

// oldCell is a text that may be old.
type oldCell struct {
	sheet    *Sheet
	cell     *Cell
	coding   oldtext.Coding // of its font
	runs     []mixedRun
	evidence oldtext.Evidence

	unweighed bool // there is too much text, or nobody knows which runs are in the font
}

// mixedRun is a run of a text with its coding.
type mixedRun struct {
	text   string
	coding oldtext.Coding
}

func (p *rereading) coding(font string) oldtext.Coding {
	c, ok := p.codings[font]
	if !ok {
		c = oldtext.OfFont(font)
		p.codings[font] = c
	}
	return c
}

// gather lists the texts of a sheet that may be old, and counts what its fonts stand for.
func (p *rereading) gather(s *Sheet) {
	mixed := make(map[[2]int]*mixedRuns, len(s.mixed))
	for i := range s.mixed {
		mixed[[2]int{s.mixed[i].row, s.mixed[i].col}] = &s.mixed[i]
	}
	for _, row := range s.rows {
		for i := range row.cells {
			c := &row.cells[i]
			if c.Kind != KindText || plainASCII(c.Raw) {
				continue
			}
			if m, ok := mixed[[2]int{c.Row, c.Col}]; ok {
				p.found = append(p.found, oldCell{sheet: s, cell: c, runs: p.split(c.Raw, m)})
				continue
			}
			coding := p.coding(c.Font)
			if c.MixedFonts && p.wb.Container == ContainerXLSX {
				coding = oldtext.Coding{} // its runs are known, and none is old
			}
			switch {
			case coding.Encoding == oldtext.None:
				p.gatherLoose(s, c)
			case !oldtext.MayBeOld(c.Raw):
				if strings.ContainsFunc(c.Raw, oldtext.IsLetterBeyond) {
					p.wb.old.seen[coding.Encoding].unicode++
				}
			default:
				e, ok := p.weigh(c.Raw, coding)
				p.gatherOld(oldCell{sheet: s, cell: c, coding: coding, evidence: e, unweighed: !ok || c.MixedFonts})
			}
		}
	}
}

func (p *rereading) gatherOld(o oldCell) {
	seen := &p.wb.old.seen[o.coding.Encoding]
	switch e := o.evidence; {
	case o.unweighed:
	case e.All() == 0:
		return
	case e.Old > 0 && e.Unicode == 0:
		seen.old++
	case e.Unicode > 0 && e.Old == 0:
		seen.plain++
	}
	p.found = append(p.found, o)
}

// gatherLoose takes note of a text in a font that does not tell.
func (p *rereading) gatherLoose(s *Sheet, c *Cell) {
	l := p.loose[s]
	if l == nil {
		l = &looseTexts{}
		p.loose[s] = l
	}
	if p.left -= len(c.Raw); p.left < 0 || !p.wb.old.bytes {
		return
	}
	switch {
	case !oldtext.MayBeOld(c.Raw):
		l.unicode = l.unicode || strings.ContainsFunc(c.Raw, oldtext.IsLetterBeyond)
		return
	case oldtext.IsPlainVietnamese(c.Raw):
		l.plain = append(l.plain, oldCell{sheet: s, cell: c})
		return
	}
	l.texts = append(l.texts, c.Raw)
	p.found = append(p.found, oldCell{sheet: s, cell: c})
}

func (p *rereading) split(text string, m *mixedRuns) []mixedRun {
	var out []mixedRun
	from := 0
	for _, run := range m.runs {
		end := max(from, min(run.end, len(text)))
		out = append(out, mixedRun{text[from:end], p.coding(run.fontIn(m.styled))})
		from = end
	}
	return append(out, mixedRun{text: text[from:]})
}

// ofBytes tells for every sheet in which encoding its texts are whose fonts do not tell: only beyond doubt, by the words
// of the sheet or else of the whole workbook.
func (p *rereading) ofBytes() {
	var all []string
	for _, s := range p.wb.Sheets {
		if l := p.loose[s]; l != nil {
			all = append(all, l.texts...)
		}
	}
	if len(all) == 0 {
		return
	}
	whole := oldtext.Surest(all, leastWords)
	for s, l := range p.loose {
		if p.sure[s] = oldtext.Surest(l.texts, leastWords); p.sure[s] == oldtext.None {
			p.sure[s] = whole
		}
	}
	for _, s := range p.wb.Sheets {
		p.ambiguous(s)
	}
}

// ambiguous takes note of the texts of a sheet that is old throughout, that could be Unicode as well: they are not
// guessed, and told.
func (p *rereading) ambiguous(s *Sheet) {
	l, c := p.loose[s], oldtext.Coding{Encoding: p.sure[s]}
	if l == nil || l.unicode || c.Encoding == oldtext.None || oldtext.Surest(l.texts, leastWords) == oldtext.None {
		return
	}
	var either []oldCell
	for _, o := range l.plain {
		switch e := oldtext.Weigh(o.cell.Raw, c); {
		case e.Unicode > 0:
			return
		case e.Either > 0:
			either = append(either, o)
		}
	}
	p.found = append(p.found, either...)
}

// leastWords is how many different words must speak for an encoding before it is taken without a font.
const leastWords = 4

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
