package xlsx

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// How many texts of a finding are spelled out, those read and those that a person should look at.
const (
	oldSamples  = 3
	oldDoubtful = 8
)

// oldFindings tells of texts in old encodings, one finding of a kind for every sheet and encoding. What was typed over
// since is not told.
func (r *reading) oldFindings() {
	if len(r.wb.OldTexts) == 0 {
		return
	}
	for _, s := range r.wb.Sheets {
		if r.wb.isOwn(s) {
			continue
		}
		for _, kind := range []struct {
			id    string
			as    ntm.Severity
			which func(*OldText) bool
			most  int
		}{
			{"S11", ntm.Note, (*OldText).Read, oldSamples},
			{"S11a", ntm.Explain, func(t *OldText) bool { return t.Read() && t.Doubtful() }, oldDoubtful},
			{"S11b", ntm.Explain, func(t *OldText) bool { return !t.Read() }, oldDoubtful},
		} {
			for _, told := range r.wb.oldTextsOf(s, kind.which) {
				if len(told) == 0 {
					continue
				}
				r.ret.Reading = append(r.ret.Reading, r.oldFinding(kind.id, kind.as, told, kind.most))
			}
		}
	}
}

// oldTextsOf are the texts of a sheet that which lets pass and that still stand there, by encoding.
func (w *Workbook) oldTextsOf(s *Sheet, which func(*OldText) bool) (by [][]*OldText) {
	by = make([][]*OldText, len(w.old.seen))
	for i := range w.OldTexts {
		t := &w.OldTexts[i]
		if t.Sheet != s.Name || !which(t) {
			continue
		}
		if c, ok := s.exact(t.Row, t.Col); ok && c.Raw == t.Text {
			by[t.Encoding] = append(by[t.Encoding], t)
		}
	}
	return by
}

func (r *reading) oldFinding(id string, as ntm.Severity, told []*OldText, most int) ntm.Finding {
	var where []string
	for _, t := range told[:min(len(told), most)] {
		text := t.Ref() + " «" + inOneLine(t.Was) + "»"
		if t.Read() {
			text += " → «" + inOneLine(t.Text) + "»"
		}
		where = append(where, text)
	}
	first := told[0]
	f := r.finding(id, as, r.place(first.Sheet, first.Ref()), "encoding", first.Encoding.String(),
		"figures", strconv.Itoa(len(told)), "where", strings.Join(where, "; "))
	if more := len(told) - len(where); more > 0 {
		f.Facts["more"] = strconv.Itoa(more)
	}
	f.Row, f.Column, f.Saw = first.Sheet, first.Encoding.String(), f.Facts["where"]
	return f
}

// inOneLine is a text in one line, cut where it is long.
func inOneLine(text string) string {
	const longest = 40
	line := []rune(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " "))
	if len(line) > longest {
		return string(line[:longest-1]) + "…"
	}
	return string(line)
}
