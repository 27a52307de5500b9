package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// cellName is the opposite of office.CellOf.
func cellName(row, col int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}

// sheetTab is one sheet above the grid.
type sheetTab struct {
	sheet *office.ReviewSheet
	text  string // «04_HoNgheo ✕3 !1»
	count tally
}

// sheetTabs are the sheets that are shown: hidden ones only if something was found there.
func sheetTabs(r *office.Review, w *ntm.Words) []sheetTab {
	counts := map[string]tally{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if counts[f.Place.Sheet] == nil {
			counts[f.Place.Sheet] = tally{}
		}
		counts[f.Place.Sheet][kindOf(f)]++
	}
	var out []sheetTab
	for _, s := range r.Sheets {
		if s.Hidden && len(counts[s.Name]) == 0 {
			continue
		}
		name := s.Name
		if s.Hidden {
			name = say(w, "review.hidden", "sheet", name)
		}
		out = append(out, sheetTab{s, joined("  ", name, counts[s.Name].signs()), counts[s.Name]})
	}
	return out
}

// cellWords says a cell in words: place, meaning, value.
func cellWords(place, label, text string, w *ntm.Words) string {
	if text == "" {
		text = say(w, "review.blank")
	}
	return say(w, "review.cell", "place", place, "label", label, "text", strings.ReplaceAll(text, "\n", " "))
}

// editWords says who changed a cell last; empty if nobody did.
func editWords(edits []office.CellEdit, w *ntm.Words) string {
	for i := len(edits) - 1; i >= 0; i-- {
		if e := &edits[i]; !e.Undone {
			return say(w, "review.edited", "who", e.Who, "at", office.MomentVN(e.At), "was", cmp.Or(e.Was, say(w, "review.blank")))
		}
	}
	return ""
}

// editedTo is what a cell was changed to, and by which suggestion.
func editedTo(e *office.CellEdit, w *ntm.Words) string {
	now := cmp.Or(e.Now, say(w, "review.blank"))
	if e.Cause != "" {
		now += say(w, "suggest.history", "check", e.Cause)
	}
	return now
}

// historyLines is a cell's whole history, the newest first.
func historyLines(edits []office.CellEdit, w *ntm.Words) []string {
	var out []string
	for i := len(edits) - 1; i >= 0; i-- {
		e, id := &edits[i], "review.history-line"
		if e.Undone {
			id = "review.history-undone"
		}
		blank := say(w, "review.blank")
		out = append(out, say(w, id, "who", e.Who, "at", office.MomentVN(e.At), "was", cmp.Or(e.Was, blank), "now", editedTo(e, w)))
	}
	return out
}

// movedWords says what a step changed in the findings: «Đã hết 2 lỗi. Còn 5 lỗi.»
func movedWords(was, now *office.Review, w *ntm.Words) string {
	before, after := openKeys(was), openKeys(now)
	gone, come := map[findingKind]int{}, map[findingKind]int{}
	for key, k := range before {
		if after[key] != k {
			gone[k]++
		}
	}
	for key, k := range after {
		if before[key] != k {
			come[k]++
		}
	}
	n := func(m map[findingKind]int, k findingKind) string {
		if m[k] == 0 {
			return ""
		}
		return strconv.Itoa(m[k])
	}
	parts := []string{}
	for _, c := range []struct{ id, n string }{
		{"review.gone-block", n(gone, kindBlock)}, {"review.gone-open", n(gone, kindOpen)},
		{"review.new-block", n(come, kindBlock)}, {"review.new-open", n(come, kindOpen)},
	} {
		if c.n != "" {
			parts = append(parts, say(w, c.id, "n", c.n))
		}
	}
	return joined(" ", append(parts, leftWords(now, w))...)
}

// leftWords says what is left to do.
func leftWords(r *office.Review, w *ntm.Words) string {
	switch {
	case r.Block > 0 && r.Open > 0:
		return say(w, "review.left-both", "block", strconv.Itoa(r.Block), "open", strconv.Itoa(r.Open))
	case r.Block > 0:
		return say(w, "review.left-block", "block", strconv.Itoa(r.Block))
	case r.Open > 0:
		return say(w, "review.left-open", "open", strconv.Itoa(r.Open))
	}
	return say(w, "review.left-nothing")
}

func openKeys(r *office.Review) map[string]findingKind {
	out := map[string]findingKind{}
	for i := range r.Findings {
		if k := kindOf(&r.Findings[i]); k.open() {
			f := &r.Findings[i]
			out[f.Key()+" "+f.Place.Cell] = k
		}
	}
	return out
}

// firstMoved is the first cell that reads otherwise than before: where undo and redo have been.
func firstMoved(was, now *office.Review) (sheet string, row, col int, ok bool) {
	for _, s := range now.Sheets {
		i := slices.IndexFunc(was.Sheets, func(o *office.ReviewSheet) bool { return o.Name == s.Name })
		if i < 0 {
			continue
		}
		old := was.Sheets[i]
		for r := 1; r <= max(s.Rows, old.Rows); r++ {
			for c := 1; c <= max(s.Cols, old.Cols); c++ {
				a, b := s.Cell(r, c), old.Cell(r, c)
				if (a.Text != b.Text || a.Edit != b.Edit) && !a.Formula {
					return s.Name, r, c, true
				}
			}
		}
	}
	return "", 0, 0, false
}
