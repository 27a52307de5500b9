package office

import (
	"errors"
	"fmt"

	"bieuxa/store"
)

// Problem is bad news of the second kind: we could not do it. It stores an id and facts; the
// sentence and the hint come from the words.
type Problem struct {
	ID    string
	Facts map[string]string
	Err   error
}

func (p *Problem) Error() string {
	if p.Err != nil {
		return p.ID + ": " + p.Err.Error()
	}
	return p.ID
}

func (p *Problem) Unwrap() error { return p.Err }

// problem makes a Problem; facts are pairs of name and value.
func problem(id string, err error, facts ...string) *Problem {
	p := &Problem{ID: id, Err: err, Facts: map[string]string{}}
	for i := 0; i+1 < len(facts); i += 2 {
		p.Facts[facts[i]] = facts[i+1]
	}
	return p
}

// Problem ids of this package. Those of received files begin with «file.» and come from xlsx.
const (
	ProblemBookMissing    = "book.missing"
	ProblemBookExists     = "book.exists"
	ProblemBookNot        = "book.not-a-book"
	ProblemBookNewer      = "book.newer"
	ProblemBookInUse      = "book.in-use"
	ProblemBookReadOnly   = "book.read-only"
	ProblemBook           = "book.failed"
	ProblemParent         = "unit.parent-unknown"
	ProblemUnit           = "unit.not-in-book"
	ProblemUnitUnknown    = "unit.not-identified"
	ProblemSet            = "set.unknown"
	ProblemPeriod         = "period.unknown"
	ProblemNoUnits        = "unit.none-in-period"
	ProblemFile           = "file.unreadable"
	ProblemFileGone       = "file.missing"
	ProblemFileLocked     = "file.locked"
	ProblemNoFiles        = "file.none"
	ProblemFileOpen       = "file.open-elsewhere"
	ProblemFileName       = "file.bad-name"
	ProblemMarkedReadOnly = "file.marked-read-only"
	ProblemFolder         = "file.folder-unwritable"
	ProblemFinding        = "finding.unknown"
	ProblemReason         = "reason.missing"
	ProblemFigure         = "figure.unknown"
	ProblemFamily         = "family.unknown"
	ProblemForm           = "form.unknown"
	ProblemMargins        = "page.margins"
	ProblemFormSet        = "form-set.unknown"
	ProblemFormSetPeriod  = "form-set.period"
	ProblemFormSetFiled   = "form-set.filed"
	ProblemOverlay        = "overlay.faulty"
	ProblemVersion        = "version.unknown"
	ProblemCodeLength     = "code.length"
	ProblemCodeSign       = "code.sign"
	ProblemCodeMistyped   = "code.mistyped"
	ProblemRedrawn        = "file.redrawn"
	ProblemNotKept        = "file.not-kept"
	ProblemTraits         = "book.traits-faulty"
	ProblemTotals         = "rollup.totals-disagree"
	ProblemFolderAtClerk  = "file.is-folder"
	ProblemSent           = "return.sent"
	ProblemNotClean       = "return.not-clean"
	ProblemCopyName       = "return.copy-name"
	ProblemClosed         = "period.closed"
	ProblemNotClosed      = "period.not-closed"
	ProblemUnnamed        = "period.unnamed"
	ProblemDamaged        = "backup.damaged"
	ProblemSetting        = "setting.faulty"
	ProblemLevel          = "level.faulty"
	ProblemSample         = "sample.folder-not-empty"
	ProblemFillTarget     = "fill.target"
	ProblemFillNothing    = "fill.nothing"
	ProblemFillAsk        = "fill.ask"
	ProblemPassage        = "letter.no-passage"
	ProblemStale          = "letter.stale"
	ProblemControl        = "export.totals-differ"
	ProblemHome           = "home.none"
	ProblemBookDamaged    = "book.damaged"
	ProblemUpgradeCopy    = "book.upgrade-no-copy"
)

// bookProblem translates what the store says.
func bookProblem(path string, err error) error {
	err = store.Known(err)
	id := ProblemBook
	for _, m := range []struct {
		err error
		id  string
	}{
		{store.ErrNoCopy, ProblemUpgradeCopy}, {store.ErrMissing, ProblemBookMissing},
		{store.ErrExists, ProblemBookExists}, {store.ErrNotBook, ProblemBookNot},
		{store.ErrNewer, ProblemBookNewer}, {store.ErrInUse, ProblemBookInUse}, {store.ErrReadOnly, ProblemBookReadOnly},
	} {
		if errors.Is(err, m.err) {
			id = m.id
			break
		}
	}
	return problem(id, err, "path", path)
}

// bookProblem says it with the version of this program, which a book may be too new for.
func (o *Office) bookProblem(path string, err error) error {
	var p *Problem
	told := bookProblem(path, err)
	if errors.As(told, &p) && p.ID == ProblemBookNewer {
		p.Facts["version"] = o.cfg.Version
	}
	return told
}

// AsProblem finds the Problem in an error; anything else is a bug and is wrapped as one.
func AsProblem(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{ID: "bug", Err: fmt.Errorf("unexpected: %w", err), Facts: map[string]string{"error": err.Error()}}
}
