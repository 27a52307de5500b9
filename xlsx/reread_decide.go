package xlsx

import (
	"strings"

	"bieuxa/xlsx/oldtext"
)

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
	case seen.plain*10 > seen.old, seen.old < 3: // too few to say that all are old
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
		return e.Old+e.Either > 0
	}
	t.Reason = OldByBytes
	t.Text, t.Losses = oldtext.Decode(t.Was, c)
	return true
}
