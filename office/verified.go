package office

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// Lines say what the book knows of a file or a code, the verdict first; the differences and what moved are lists of
// their own, which the last line announces.
func (v *Verified) Lines(w *ntm.Words) []string {
	say := func(id string, facts ...string) string { return w.UI("verify."+id, problem("", nil, facts...).Facts) }
	state := v.State
	if v.State == FileUnknown && v.Code != "" {
		state = "unknown-code"
	}
	if state == FileChanged && v.Unread != nil {
		state = "rewritten"
	}
	unit := v.UnitName
	if unit == "" {
		unit = v.Unit
	}
	out := []string{say(state, "file", v.File, "at", MomentVN(v.At), "who", v.Who, "code", v.Code, "unit", unit, "period", v.when())}
	add := func(wanted bool, id string, facts ...string) {
		if wanted {
			out = append(out, say(id, facts...))
		}
	}
	add(state == CodeKnown && len(v.Files) > 0, "files", "files", strings.Join(v.Files, ", "))
	add(state != CodeKnown && v.At != "" && v.Period != "", "period", "period", v.when())
	if v.Unread != nil && (v.State != FileUnknown || AsProblem(v.Unread).ID == ProblemRedrawn) {
		p := AsProblem(v.Unread)
		what, hint := w.Problem(p.ID, p.Facts)
		out = append(out, say("unread", "what", what, "hint", hint))
	}
	add(v.Newer != "", "newer", "at", MomentVN(v.Newer))
	add(v.Latest != "", "latest", "latest", v.Latest, "version", v.Version)
	add(len(v.Aside) > 0, "aside", "sheets", strings.Join(v.Aside, ", "))
	add(len(v.Differences) > 0, "differences", "n", strconv.Itoa(len(v.Differences)))
	if v.Version != "" || !v.asExported() {
		return out
	}
	totals := Totals(v.Moved)
	add(len(totals) == 0, "same")
	add(len(totals) > 0, "moved", "n", fmt.Sprint(len(totals)))
	return out
}

// when is the period in words.
func (v *Verified) when() string {
	if p, err := ntm.ParsePeriod(v.Period); err == nil {
		return p.VN()
	}
	return v.Period
}

// asExported tells whether the figures are those that were exported.
func (v *Verified) asExported() bool {
	return slices.Contains([]string{FileUnaltered, FileResaved, FileAppended, CodeKnown}, v.State)
}

// Good tells whether a file is what was exported and nothing has moved in the book since.
func (v *Verified) Good() bool {
	return (v.asExported() || v.State == FileReturn) && len(v.Moved) == 0 && v.Latest == ""
}

// ShownDifference is a difference as a line of a table.
type ShownDifference struct{ Form, Place, Row, Column, File, Book string }

// Shown puts a difference into words.
func (d Difference) Shown(w *ntm.Words) ShownDifference {
	say := func(id string, facts ...string) string { return w.UI("verify."+id, problem("", nil, facts...).Facts) }
	s := ShownDifference{Form: d.No, Place: d.Cell, Row: d.Row, Column: d.Column, File: d.File, Book: d.Book}
	if s.Form == "" {
		s.Form = d.Sheet
	}
	if d.Page > 0 {
		s.Place = say("page", "page", strconv.Itoa(d.Page))
	}
	for _, text := range []*string{&s.Row, &s.Column, &s.File, &s.Book} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	kind := func(text *string) { *text = strings.TrimSpace(*text + " " + say("diff-"+d.Kind, "page", d.Book)) }
	blank := say("blank")
	switch d.Kind {
	case DiffFigure, DiffText:
		if d.Kind == DiffText {
			kind(&s.Row)
		}
		for _, text := range []*string{&s.File, &s.Book} {
			if *text == "" {
				*text = blank
			}
		}
	case DiffPageGone:
		kind(&s.Row)
		s.Book = ""
	default:
		kind(&s.Row)
	}
	return s
}
