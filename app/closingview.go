package app

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// closingPage is what the room Chốt kỳ shows of one period.
type closingPage struct {
	head      string // the period and whether it is open
	closed    bool
	mayClose  bool // nothing but a reason is needed
	mayReopen bool
	locked    string // why neither can be done; empty: it can
	tasks     []closingTask
	rows      []stageRow
	stale     []string
	begin     string // a reason that names the units that are still open
	moves     [2]movesPage
	history   []historyRow
}

// closingTask is one line of the list of what is to be seen to before the period is closed.
type closingTask struct {
	done  bool
	block bool   // the period cannot be closed before
	text  string // a whole sentence
	to    string // id of the room where it is seen to; "stale": the checks are run again; empty: nowhere
}

// stageRow is one unit.
type stageRow struct {
	code, name string
	stage      office.Stage
	word       string
	order      int // on a return's way
	standing   string
	version    string
	received   string
}

// movesPage is what moved since the figures were last laid down.
type movesPage struct {
	note string
	rows []moveRow
}

// moveRow is one figure that moved, of the total or of one unit.
type moveRow struct {
	key, name, unit string
	total           bool
	was, now, diff  string
	by              decimal.Decimal
	known           bool // by says something
}

// historyRow is one closing or reopening.
type historyRow struct{ at, what, who, because string }

// closingFacts are what the page is made from.
type closingFacts struct {
	closing *office.Closing
	board   *office.Board
	stages  map[string]office.Stage
	moved   *office.Moved
	stale   []string
}

func closingPageOf(f closingFacts, w *ntm.Words) closingPage {
	c := f.closing
	p := closingPage{closed: c.Closed, stale: f.stale, rows: stageRows(f, w), begin: closingReason(c, w)}
	p.head = closingHead(f, w)
	switch {
	case c.BookLocked:
		p.locked = say(w, "closing.read-only")
	case len(c.Under) > 0:
		p.locked = say(w, "closing.under", "period", c.Under[0].VN())
	}
	p.mayReopen = c.Closed && p.locked == ""
	p.mayClose = !c.Closed && p.locked == "" && len(c.Totals) == 0
	if !c.Closed {
		p.tasks = closingTasks(f, w)
	}
	p.moves = [2]movesPage{
		{movesNote(w, "closing", f.moved.ClosedAt, len(f.moved.Closing)), moveRows(f.moved.Closing, w)},
		{movesNote(w, "export", f.moved.ExportedAt, len(f.moved.Export)), moveRows(f.moved.Export, w)},
	}
	for i := len(c.History) - 1; i >= 0; i-- {
		e := c.History[i]
		p.history = append(p.history, historyRow{office.MomentVN(e.At), office.VerbWord(w, e.Verb), e.Who, e.Because})
	}
	return p
}

func closingHead(f closingFacts, w *ntm.Words) string {
	c := f.closing
	days := []string{"period", c.Period.VN(), "from", f.board.From.VN(), "to", f.board.To.VN(), "n", strconv.Itoa(c.Reported), "of", strconv.Itoa(c.Expected)}
	if c.Closed {
		return say(w, "closing.head-closed", append(days, "at", office.MomentVN(c.At), "who", c.Who, "because", c.Because)...)
	}
	return say(w, "closing.head-open", days...)
}

// closingTasks are in the order in which they are seen to.
func closingTasks(f closingFacts, w *ntm.Words) []closingTask {
	c := f.closing
	out := []closingTask{}
	if c.OverdueDays < 0 {
		out = append(out, closingTask{text: say(w, "closing.not-over", "days", strconv.Itoa(-c.OverdueDays), "to", f.board.To.VN())})
	}
	out = append(out, standingTask(c, w, office.StandingMissing, "receive"), standingTask(c, w, office.StandingBlocked, "check"),
		standingTask(c, w, office.StandingExplain, "check"), standingTask(c, w, office.StandingReturned, "receive"))
	if len(c.OpenMonths) > 0 {
		out = append(out, closingTask{text: say(w, "closing.open-months", "names", strings.Join(periodNames(c.OpenMonths), ", "))})
	}
	if len(f.stale) > 0 {
		out = append(out, closingTask{text: say(w, "closing.stale", "n", strconv.Itoa(len(f.stale))), to: "stale"})
	}
	if len(c.Totals) == 0 {
		out = append(out, closingTask{done: true, text: say(w, "closing.totals-agree")})
	}
	for i := range c.Totals {
		out = append(out, closingTask{block: true, text: say(w, "closing.totals-differ", "text", w.Text(c.Totals[i])), to: "rollup"})
	}
	return doneTogether(out)
}

// doneTogether puts what is done into one line at the end: the table needs the room.
func doneTogether(all []closingTask) []closingTask {
	var out []closingTask
	var done []string
	for _, t := range all {
		if t.done {
			done = append(done, t.text)
		} else {
			out = append(out, t)
		}
	}
	if len(done) > 0 {
		out = append(out, closingTask{done: true, text: strings.Join(done, " ")})
	}
	return out
}

// namesShown is how many units a sentence names; the table below has them all.
const namesShown = 8

func standingTask(c *office.Closing, w *ntm.Words, s office.Standing, to string) closingTask {
	var names []string
	for _, u := range c.Open {
		if u.Standing == s {
			names = append(names, u.Unit.Name)
		}
	}
	if len(names) == 0 {
		return closingTask{done: true, text: say(w, "closing.none-"+string(s))}
	}
	n, shown := strconv.Itoa(len(names)), strings.Join(names, ", ")
	if more := len(names) - namesShown; more > 0 {
		shown = say(w, "overview.and-more", "names", strings.Join(names[:namesShown], ", "), "n", strconv.Itoa(more))
	}
	return closingTask{text: say(w, "closing.some-"+string(s), "n", n, "names", shown), to: to}
}

// closingReason is a beginning of the reason: it names each unit that is still open, by how it stands.
func closingReason(c *office.Closing, w *ntm.Words) string {
	if len(c.Open) == 0 {
		return say(w, "closing.reason-all", "period", c.Period.VN())
	}
	var parts []string
	for _, s := range []office.Standing{office.StandingMissing, office.StandingBlocked, office.StandingExplain, office.StandingReturned} {
		var names []string
		for _, u := range c.Open {
			if u.Standing == s {
				names = append(names, u.Unit.Name)
			}
		}
		if len(names) > 0 {
			parts = append(parts, say(w, "closing.reason-"+string(s), "names", strings.Join(names, ", ")))
		}
	}
	return strings.Join(parts, " ")
}

func stageRows(f closingFacts, w *ntm.Words) []stageRow {
	order := map[office.Stage]int{}
	for i, s := range office.Stages() {
		order[s] = i
	}
	out := make([]stageRow, 0, len(f.board.Lines))
	for i := range f.board.Lines {
		l := &f.board.Lines[i]
		s := f.stages[l.Unit.Code]
		r := stageRow{code: l.Unit.Code, name: l.Unit.Name, stage: s, order: order[s], word: say(w, "stage."+string(s))}
		if l.Version > 0 {
			r.standing, r.version, r.received = say(w, "standing."+string(l.Standing)), versionOf(l, w), office.DayVN(l.Received)
		}
		if l.Excluded != "" {
			r.standing = l.Excluded
		}
		out = append(out, r)
	}
	return out
}

func stageTone(s office.Stage) tone {
	switch s {
	case office.StageMissing, office.StageExcluded:
		return toneMissing
	case office.StageReceived, office.StageEntering:
		return toneExplain
	case office.StageReturned:
		return toneReturned
	}
	return toneClean
}

func movesNote(w *ntm.Words, what, at string, n int) string {
	switch {
	case at == "":
		return say(w, "closing.never-"+what)
	case n == 0:
		return say(w, "closing.unmoved-"+what, "at", office.MomentVN(at))
	}
	return say(w, "closing.moved-"+what, "at", office.MomentVN(at))
}

func moveRows(all []office.Movement, w *ntm.Words) []moveRow {
	out := make([]moveRow, 0, len(all))
	for i, m := range all {
		r := moveRow{key: strconv.Itoa(i), name: m.Name, unit: m.UnitName, total: m.Unit == "", was: movedFigure(m.Was, w), now: movedFigure(m.Now, w)}
		if r.total {
			r.unit = say(w, "cli.moved-total")
		}
		was, errWas := ntm.ParseNum(m.Was)
		now, errNow := ntm.ParseNum(m.Now)
		if errWas == nil && errNow == nil {
			r.by, r.known = now.D.Sub(was.D), true
			r.diff = number(ntm.NumOf(r.by), ntm.Exact, w)
			if r.by.IsPositive() {
				r.diff = "+" + r.diff
			}
		}
		out = append(out, r)
	}
	return out
}

// movedFigure is a figure of a digest as it is shown; a unit that did not count has none.
func movedFigure(s string, w *ntm.Words) string {
	if s == "" {
		return "–"
	}
	if n, err := ntm.ParseNum(s); err == nil {
		return number(n, ntm.Exact, w)
	}
	return s
}

// sectionTitle is the name of a part with how many lines it has.
func sectionTitle(title string, n int) string {
	if n == 0 {
		return title
	}
	return fmt.Sprintf("%s (%d)", title, n)
}
