package app

import (
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// passageRow is one passage of the letter as the list shows it.
type passageRow struct {
	office.LetterPassage
	field bool   // it stands around the body
	title string // what the passage is called in the list: «Kính gửi», «I.»; a paragraph has no name
	line  string // as it prints, in one line
	state string // what is to be known of it, in a word
	tone  tone
}

// id tells passages apart over a reading.
func (r passageRow) id() string { return r.ID }

// manyLines tells that Enter begins a new line of it.
func (r passageRow) manyLines() bool { return r.field && r.ID != office.SubjectField }

func passageRows(l *office.Letter, w *ntm.Words) []passageRow {
	var out []passageRow
	for i := range l.Fields {
		p := l.Fields[i]
		r := passageRow{LetterPassage: p, field: true, title: say(w, "compose."+p.ID), line: strings.Join(strings.Split(p.Text, "\n"), "; ")}
		r.state, r.tone = passageState(&p, w)
		out = append(out, r)
	}
	for i := range l.Passages {
		p := l.Passages[i]
		r := passageRow{LetterPassage: p, title: passageTitle(&p), line: p.Text}
		if p.Text == "" {
			r.line = p.Program
		}
		if p.Number == "" {
			r.line = "    " + r.line // under its heading
		}
		r.state, r.tone = passageState(&p, w)
		out = append(out, r)
	}
	return out
}

// passageTitle is how a passage is called in the list: its number, its dash.
func passageTitle(p *office.LetterPassage) string {
	if p.Number == "" && p.LevelName() == "dash" {
		return "-"
	}
	return p.Number
}

// heading names the passage over its text.
func (r passageRow) heading(w *ntm.Words) string {
	switch {
	case r.field:
		return r.title
	case r.Number != "":
		return say(w, "compose.part", "title", r.Number)
	case r.LevelName() == "dash":
		return say(w, "compose.dash")
	}
	return say(w, "compose.paragraph")
}

// passageState says in a word what is to be known of a passage; empty: it is the program's.
func passageState(p *office.LetterPassage, w *ntm.Words) (string, tone) {
	switch {
	case p.Stale:
		return "! " + say(w, "compose.state-stale"), toneExplain
	case len(p.Doubtful) > 0:
		return "! " + say(w, "compose.state-doubtful"), toneExplain
	case p.Own:
		return say(w, "compose.state-own"), toneNote
	case p.Edited && p.Text == "":
		return say(w, "compose.state-out"), toneReturned
	case p.Edited:
		return say(w, "compose.state-edited"), toneNote
	}
	return "", toneNone
}

// passageDeed is what becomes of what was typed in the place of a passage.
type passageDeed uint8

const (
	deedNone  passageDeed = iota
	deedWrite             // the office's own words stand there, or none
	deedReset             // the program's words stand there again; a paragraph of the office's own is gone
)

// deedOf tells what is to be done with what was typed.
func deedOf(r passageRow, typed string) passageDeed {
	typed, was, program := sameLine(r, typed), sameLine(r, r.Text), sameLine(r, r.Program)
	switch {
	case typed == was:
		return deedNone
	case r.Own && typed == "", r.field && typed == "", !r.Own && typed == program:
		if !r.Edited {
			return deedNone // a field that was emptied is the program's all the same
		}
		return deedReset
	}
	return deedWrite
}

// sameLine is a text as it is compared: it is kept without needless space.
func sameLine(r passageRow, text string) string {
	if r.field {
		return tidyLines(text)
	}
	return tidy(strings.Join(strings.Fields(text), " "))
}

// letterHead says how much of the letter waits to be looked at again.
func letterHead(l *office.Letter, readOnly bool, w *ntm.Words) (told string, warned []string) {
	told = say(w, "compose.how")
	switch {
	case readOnly:
		told = ""
		warned = append(warned, say(w, "compose.locked-book"))
	case l.Locked:
		told = ""
		warned = append(warned, say(w, "compose.locked-closed", "period", l.Period.VN()))
	}
	var counted []string
	if n := len(l.Stale()); n > 0 {
		counted = append(counted, say(w, "compose.stale", "n", itoa(n)))
	}
	if n := len(l.Doubtful()); n > 0 {
		counted = append(counted, say(w, "compose.doubtful", "n", itoa(n)))
	}
	if len(counted) > 0 {
		warned = append(warned, strings.Join(counted, " "))
	}
	return told, warned
}

// passageNotes are what is to be known of a passage before it is changed; beside it the program's words of then and now
// are shown.
func passageNotes(r passageRow, w *ntm.Words) []string {
	var out []string
	switch {
	case r.Stale && r.Own:
		out = append(out, say(w, "compose.note-stale-own"))
	case r.Stale:
		out = append(out, say(w, "compose.note-stale"))
	}
	if len(r.Doubtful) > 0 {
		out = append(out, say(w, "compose.note-doubtful", "figures", strings.Join(r.Doubtful, "; ")))
	}
	return out
}

// programWords are what the program wrote when the office wrote its own, and what it writes now, each with its name. A
// paragraph of the office's own has none but, when it is stale, those of the passage it follows.
func programWords(r passageRow, w *ntm.Words) (lines [][2]string) {
	or := func(text string) string {
		if text == "" {
			return say(w, "letter.nothing")
		}
		return text
	}
	switch {
	case r.Stale && r.Own:
		return [][2]string{{say(w, "compose.before-then"), or(r.Over)}}
	case r.Own:
		return nil
	case r.Stale:
		return [][2]string{{say(w, "compose.program-then"), or(r.Over)}, {say(w, "compose.program-now"), or(r.Program)}}
	}
	return [][2]string{{say(w, "compose.program"), or(r.Program)}}
}
