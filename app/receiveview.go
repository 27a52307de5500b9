package app

import (
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// unitRow is one unit on the board, as it is shown.
type unitRow struct {
	code, name       string
	standing         office.Standing
	word, sign       string // the standing, and its sign
	stage            string // how far the return has come
	version, counted string // newest version received, with the older one that is counted meanwhile; the same in words
	received, file   string
	due              string // «Quá hạn 3 ngày», «Nộp muộn»
	late             bool
	versions         int

	// Findings of the newest version; empty if none was received.
	block, explain, explained, note string
}

// standingSign stands before a standing's word, so that its colour is never alone.
func standingSign(s office.Standing) string {
	switch s {
	case office.StandingBlocked:
		return "✗"
	case office.StandingExplain:
		return "!"
	case office.StandingClean:
		return "✓"
	case office.StandingReturned:
		return "«"
	case office.StandingExcluded:
		return "–"
	}
	return "○"
}

// unitRows words the lines of a board. A unit that sent nothing has no counts: they are blank, not zero.
func unitRows(bd *office.Board, stages map[string]office.Stage, w *ntm.Words) []unitRow {
	out := make([]unitRow, 0, len(bd.Lines))
	for i := range bd.Lines {
		l := &bd.Lines[i]
		r := unitRow{code: l.Unit.Code, name: l.Unit.Name, standing: l.Standing, word: say(w, "standing."+string(l.Standing)),
			sign: standingSign(l.Standing), late: l.Late, versions: l.Version}
		if s, ok := stages[l.Unit.Code]; ok {
			r.stage = say(w, "stage."+string(s))
		}
		if l.Version > 0 {
			r.version = itoa(l.Version)
			if l.Counted != 0 && l.Counted != l.Version {
				r.version += " (" + itoa(l.Counted) + ")"
				r.counted = say(w, "receive.older-counted", "version", itoa(l.Version), "counted", itoa(l.Counted))
			}
			r.block, r.note = strconv.Itoa(l.Counts.Block), strconv.Itoa(l.Counts.Note)
			r.explain, r.explained = strconv.Itoa(l.Counts.Explain), strconv.Itoa(l.Counts.Explained)
			r.received, r.file = office.MomentVN(l.Received), l.File
		}
		switch {
		case l.Late && l.Version == 0:
			r.due = say(w, "receive.overdue", "days", strconv.Itoa(bd.Overdue))
		case l.Late:
			r.due = say(w, "receive.late")
		}
		out = append(out, r)
	}
	return out
}

// stateChoice is a way to narrow the board down.
type stateChoice struct {
	title string
	keep  func(*unitRow) bool
}

// stateChoices are all units, each standing that occurs with its count, and those that are late.
func stateChoices(rows []unitRow, w *ntm.Words) []stateChoice {
	count := func(keep func(*unitRow) bool) int {
		n := 0
		for i := range rows {
			if keep(&rows[i]) {
				n++
			}
		}
		return n
	}
	out := []stateChoice{{say(w, "receive.all", "n", strconv.Itoa(len(rows))), func(*unitRow) bool { return true }}}
	add := func(title string, keep func(*unitRow) bool) {
		if n := count(keep); n > 0 {
			out = append(out, stateChoice{title + " (" + strconv.Itoa(n) + ")", keep})
		}
	}
	for _, s := range []office.Standing{office.StandingMissing, office.StandingBlocked, office.StandingExplain, office.StandingReturned,
		office.StandingClean, office.StandingExcluded} {
		add(standingSign(s)+" "+say(w, "standing."+string(s)), func(r *unitRow) bool { return r.standing == s })
	}
	add(say(w, "receive.late-ones"), func(r *unitRow) bool { return r.late })
	return out
}

// kept are the rows that a choice keeps.
func (c stateChoice) kept(rows []unitRow) []unitRow {
	return slices.DeleteFunc(slices.Clone(rows), func(r unitRow) bool { return !c.keep(&r) })
}

// boardHead is what stands above the board: the period's days, and who has sent.
func boardHead(bd *office.Board, w *ntm.Words) (days, totals string) {
	facts := []string{"period", bd.Period.VN(), "from", bd.From.VN(), "to", bd.To.VN(), "due", bd.Due.VN()}
	if bd.Overdue > 0 && bd.Count(office.StandingMissing) > 0 {
		facts = append(facts, "over", strconv.Itoa(bd.Overdue))
	}
	return say(w, "receive.days", facts...), boardTotals(bd, w)
}

// toldRow is one line of what became of the files.
type toldRow struct {
	key, time, file, unit, verdict, text, batch string
	tone                                        tone
	mapped                                      bool // it waits for a mapping
}

func toldTone(verdict string) (tone, string) {
	switch verdict {
	case office.VerdictAccepted:
		return toneClean, "✓"
	case office.VerdictDraft:
		return toneExplain, "!"
	}
	return toneBlock, "✗"
}

// toldRows words the verdicts, the newest first.
func toldRows(told []office.Told, text func(*office.Told) string, w *ntm.Words) []toldRow {
	out := make([]toldRow, 0, len(told))
	for i := range slices.Backward(told) {
		t := &told[i]
		r := toldRow{key: strconv.Itoa(i), time: office.MomentVN(t.At), file: t.File, unit: strings.TrimSpace(t.Unit + " " + t.UnitName),
			text: text(t), batch: t.Batch, mapped: needsMapping(t.Problem)}
		sign := ""
		r.tone, sign = toldTone(t.Verdict.Verdict)
		r.verdict = sign + " " + t.Word(w)
		out = append(out, r)
	}
	return out
}

// batchChoice is one time that files came in together; the first is all of them.
type batchChoice struct{ title, batch string }

func batchChoices(told []office.Told, w *ntm.Words) []batchChoice {
	counts, order := map[string]int{}, []string{}
	for i := range told {
		if counts[told[i].Batch]++; counts[told[i].Batch] == 1 {
			order = append(order, told[i].Batch)
		}
	}
	out := []batchChoice{{say(w, "receive.all-batches", "n", strconv.Itoa(len(told))), ""}}
	for _, b := range slices.Backward(order) {
		at, turn, _ := strings.Cut(b, " ")
		facts := []string{"at", office.MomentVN(at), "n", strconv.Itoa(counts[b])}
		if turn != "" {
			facts = append(facts, "turn", turn)
		}
		out = append(out, batchChoice{say(w, "receive.batch", facts...), b})
	}
	return out
}

// tookLine sums up a batch that has just come in; stopped: the person stopped it.
func tookLine(verdicts []office.Verdict, stopped bool, w *ntm.Words) string {
	by, files := map[string]int{}, 0
	differ := ""
	for i := range verdicts {
		v := &verdicts[i]
		if s := v.Submission; s != nil { // its returns are counted one by one
			if len(s.Differs) > 0 {
				differ += " " + v.UnitName + ": " + s.DifferencesText(w)
			}
			continue
		}
		by[v.Verdict]++
		files++
	}
	id := "receive.took"
	if stopped {
		id = "receive.took-stopped"
	}
	n := strconv.Itoa
	return say(w, id, "n", n(files), "accepted", n(by[office.VerdictAccepted]), "draft", n(by[office.VerdictDraft]),
		"refused", n(by[office.VerdictRefused])) + differ
}

// workbooks are the paths among those handed over that may be returns: books are not.
func workbooks(paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), isBook)
}

// bare is a choice's title without its count.
func bare(title string) string {
	if i := strings.LastIndex(title, " ("); i > 0 {
		return title[:i]
	}
	return title
}

// standingRank orders the standings by what is to be done: most first.
func standingRank(s office.Standing) int {
	return slices.Index([]office.Standing{office.StandingBlocked, office.StandingExplain, office.StandingReturned, office.StandingMissing,
		office.StandingClean, office.StandingExcluded}, s)
}
