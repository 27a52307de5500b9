package xlsx

import (
	"strings"

	"bieuxa/xlsx/oldtext"
)

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

// maxOldTexts bounds how many texts are listed.
const maxOldTexts = 5_000

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
	p := &rereading{wb: w, codings: map[string]oldtext.Coding{}, weighed: map[weighing]oldtext.Evidence{}, left: maxWeighed}
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
	loose   map[*Sheet][]string // texts that may be old, in fonts that do not tell
	sure    map[*Sheet]oldtext.Encoding
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

	unweighed bool // there is too much text
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
			switch {
			case coding.Encoding == oldtext.None:
				p.gatherLoose(s, c)
			case !oldtext.MayBeOld(c.Raw):
				if strings.ContainsFunc(c.Raw, oldtext.IsLetterBeyond) {
					p.wb.old.seen[coding.Encoding].unicode++
				}
			default:
				e, ok := p.weigh(c.Raw, coding)
				p.gatherOld(oldCell{sheet: s, cell: c, coding: coding, evidence: e, unweighed: !ok})
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

// gatherLoose takes note of a text in a font that does not tell: a word of it is no Vietnamese as it stands.
func (p *rereading) gatherLoose(s *Sheet, c *Cell) {
	if p.left -= len(c.Raw); p.left < 0 || !p.wb.old.bytes || !oldtext.MayBeOld(c.Raw) || oldtext.IsPlainVietnamese(c.Raw) {
		return
	}
	if p.loose == nil {
		p.loose = map[*Sheet][]string{}
	}
	p.loose[s] = append(p.loose[s], c.Raw)
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
	if len(p.loose) == 0 {
		return
	}
	var all []string
	for _, s := range p.wb.Sheets {
		all = append(all, p.loose[s]...)
	}
	whole := oldtext.Surest(all, leastWords)
	p.sure = map[*Sheet]oldtext.Encoding{}
	for s, texts := range p.loose {
		if p.sure[s] = oldtext.Surest(texts, leastWords); p.sure[s] == oldtext.None {
			p.sure[s] = whole
		}
	}
}

// leastWords is how many different words must speak for an encoding before it is taken without a font.
const leastWords = 4

// decide reads a text anew or leaves it, and lists it.
func (p *rereading) decide(o *oldCell) {
	was := o.cell.Raw
	t := OldText{Sheet: o.sheet.Name, Row: o.cell.Row, Col: o.cell.Col, Font: o.cell.Font, Was: was, Text: was, Encoding: o.coding.Encoding}
	switch {
	case o.runs != nil:
		t.Font = ""
		if !t.readRuns(p, o.runs) {
			return
		}
	case o.coding.Encoding != oldtext.None:
		if t.Reason = o.byFont(p.wb.old.seen[o.coding.Encoding]); t.Reason == 0 {
			return
		}
		if t.Read() {
			t.Text, t.Losses = oldtext.Decode(was, o.coding)
		}
	default:
		if !t.readLoose(p.sure[o.sheet]) {
			return
		}
	}
	if t.Read() {
		if t.Text == was && len(t.Losses) == 0 {
			return
		}
		if o.cell.Raw = t.Text; t.Text != was {
			o.cell.Old = t.Encoding
		}
	}
	p.wb.listOld(&t)
}

func (w *Workbook) listOld(t *OldText) {
	if len(w.OldTexts) >= maxOldTexts {
		w.OldTextsCut++
		return
	}
	w.OldTexts = append(w.OldTexts, *t)
}

// byFont says why a text in an old font is read anew or left; 0: it is Unicode, and nothing is to be told.
func (o *oldCell) byFont(seen oldSeen) OldReason {
	e := o.evidence
	switch {
	case o.unweighed:
		return OldLeftUnsure
	case e.Old > 0 && e.Unicode == 0:
		return OldByFont
	case e.Old > e.Unicode, e.Old > 0 && seen.unicode == 0:
		return OldByFontAlone
	case e.Old > 0:
		return OldLeftMixed
	case seen.old == 0 && seen.unicode+seen.plain > 0, e.Unicode > 0 && seen.unicode > 0:
		return 0
	case e.Unicode > 0, seen.unicode > 0:
		return OldLeftMixed
	case seen.plain*10 > seen.old, seen.old == 0:
		return OldByFontAlone
	}
	return OldByOthers
}

// readRuns reads every run by its own font.
func (t *OldText) readRuns(p *rereading, runs []mixedRun) bool {
	var b strings.Builder
	for _, run := range runs {
		text := run.text
		if run.coding.Encoding != oldtext.None && oldtext.MayBeOld(text) {
			if e, ok := p.weigh(text, run.coding); ok && e.Old >= e.Unicode {
				var losses []oldtext.Loss
				text, losses = oldtext.Decode(text, run.coding)
				t.Losses = append(t.Losses, losses...)
				t.Encoding, t.Reason = run.coding.Encoding, OldByRuns
			}
		}
		b.WriteString(text)
	}
	t.Text = b.String()
	return t.Reason != 0
}

// readLoose reads a text whose font does not tell, if the encoding of its sheet is sure and the text agrees.
func (t *OldText) readLoose(sure oldtext.Encoding) bool {
	if sure == oldtext.None {
		if t.Encoding = oldtext.Likeliest(t.Was); t.Encoding == oldtext.None {
			return false
		}
		t.Reason = OldLeftUnsure
		return true
	}
	t.Encoding = sure
	c := oldtext.Coding{Encoding: sure}
	if e := oldtext.Weigh(t.Was, c); e.Old == 0 || e.Unicode > 0 || e.Old < e.Neither {
		t.Reason = OldLeftUnsure
		return true
	}
	t.Reason = OldByBytes
	t.Text, t.Losses = oldtext.Decode(t.Was, c)
	return true
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
