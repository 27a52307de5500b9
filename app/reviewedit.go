package app

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"bieuxa/app/grid"
	"bieuxa/ntm"
	"bieuxa/office"
)

// pendingStep is what was typed and is not on disk yet. The grid shows it as it was typed.
type pendingStep struct {
	sheet string
	edits []grid.Edit
}

func (p *pendingStep) lay(src *sheetSource) {
	if p == nil || src.sheet.Name != p.sheet {
		return
	}
	for _, e := range p.edits {
		src.typed[[2]int{e.Row, e.Col}] = e.Text
	}
}

// reviewStep is something that changes the return: it is done after those before it, each on disk before the next.
type reviewStep struct {
	do    func(ctx context.Context) (*office.Review, error)
	typed *pendingStep
	told  func(was, now *office.Review) string
	after func(was, now *office.Review) // may be nil
}

func (s *reviewScreen) take(st reviewStep) {
	s.steps++
	s.findings.suggest.forget()
	if st.typed != nil {
		s.pending = append(s.pending, st.typed)
	}
	s.w.tasks.later(patience, func() {
		if s.steps > 0 {
			s.tell(s.w.say("review.storing"))
		}
	})
	over := func() {
		s.steps--
		for i, p := range s.pending {
			if p == st.typed {
				s.pending = append(s.pending[:i:i], s.pending[i+1:]...)
				return
			}
		}
	}
	runInOrder(s.w, job[*office.Review]{
		do: func(ctx context.Context, _ func(i, n int)) (*office.Review, error) { return st.do(ctx) },
		show: func(now *office.Review) {
			over()
			was := s.now
			s.show(now)
			s.tell(joined(" ", st.told(was, now), s.refusal))
			s.refusal = ""
			if st.after != nil {
				st.after(was, now)
			}
			if s.plan.changed != nil {
				s.plan.changed(now)
			}
		},
		fail: func(err error) {
			over()
			s.tell(s.w.say("review.not-stored"))
			s.reread()
			s.w.showProblem(err)
		},
	})
}

// reread shows what the book holds, after something could not be stored.
func (s *reviewScreen) reread() {
	runInOrder(s.w, job[*office.Review]{
		do: func(ctx context.Context, _ func(i, n int)) (*office.Review, error) {
			return s.book.Review(ctx, s.plan.period, s.plan.unit)
		},
		show: s.show,
		fail: s.failed,
	})
}

// typed stores what was typed, pasted or cleared, as one step.
func (s *reviewScreen) typed(edits []grid.Edit) {
	p := &pendingStep{s.sheet, edits}
	p.lay(s.source)
	cells := make([]office.Mending, 0, len(edits))
	for _, e := range edits {
		cells = append(cells, office.Mending{Sheet: s.sheet, Row: e.Row + 1, Col: e.Col + 1, Text: e.Text})
	}
	s.take(reviewStep{typed: p, told: s.moved, do: func(ctx context.Context) (*office.Review, error) {
		return s.book.Mend(ctx, s.plan.period, s.plan.unit, cells)
	}})
}

func (s *reviewScreen) moved(was, now *office.Review) string { return movedWords(was, now, s.w.words) }

// refused says why cells did not take what was typed.
func (s *reviewScreen) refused(r grid.Refusal) {
	cell := cellName(r.Row+1, r.Col+1)
	switch {
	case s.now == nil:
	case s.fixed():
		s.tell(s.w.say("review.refused-locked", "why", s.whyLocked()))
	case r.Cells == 1 && r.Taken == 0:
		s.tell(s.w.say("review.refused-cell", "cell", cell))
	default: // figures that were pasted and went nowhere are not a thing to overlook
		text := s.w.say("review.refused-some", "n", strconv.Itoa(r.Cells), "cell", cell)
		if s.steps > 0 {
			s.refusal = text // said with what the step did
		}
		s.w.showKeyDialog(s.w.say("review.refused-title"), s.w.say("problem.close"), problemText(text, ""), nil)
	}
}

// fixed tells that nothing may be changed.
func (s *reviewScreen) fixed() bool { return s.now == nil || s.now.Locked != nil }

func (s *reviewScreen) undo() {
	s.back(s.book.Undo, "review.undone", "review.nothing-to-undo", s.now != nil && s.now.CanUndo)
}

func (s *reviewScreen) redo() {
	s.back(s.book.Redo, "review.redone", "review.nothing-to-redo", s.now != nil && s.now.CanRedo)
}

// back takes a step back, or does it again, and goes to where that was.
func (s *reviewScreen) back(do func(context.Context, ntm.Period, string) (*office.Review, error), done, nothing string, can bool) {
	s.grid.Commit()
	if s.fixed() {
		return
	}
	if !can && s.steps == 0 {
		s.tell(s.w.say(nothing))
		return
	}
	var at office.Mending
	s.take(reviewStep{
		do: func(ctx context.Context) (*office.Review, error) {
			was, err := s.book.Review(ctx, s.plan.period, s.plan.unit)
			if err != nil {
				return nil, err
			}
			now, err := do(ctx, s.plan.period, s.plan.unit)
			if err == nil {
				at.Sheet, at.Row, at.Col, _ = firstMoved(was, now)
			}
			return now, err
		},
		told: func(was, now *office.Review) string { return s.w.say(done) + " " + s.moved(was, now) },
		after: func(_, _ *office.Review) {
			if at.Sheet != "" {
				s.goToCell(at.Sheet, at.Row, at.Col)
				s.cellChosen(at.Row-1, at.Col-1) // the cursor may have been there, and the finding not
			}
		},
	})
}

// goToCell puts the cursor into a cell; rows and columns count from 1.
func (s *reviewScreen) goToCell(sheet string, row, col int) {
	s.goToSheet(sheet)
	s.grid.Select(row-1, col-1)
	s.w.win.Canvas().Focus(s.grid)
}

// foundHere are the findings of the cell that has the cursor, the gravest first.
func (s *reviewScreen) foundHere() []*ntm.Finding {
	if s.source == nil {
		return nil
	}
	row, col := s.grid.Cursor()
	var out []*ntm.Finding
	for _, k := range findingKinds() {
		for _, f := range s.source.found[[2]int{row, col}] {
			if kindOf(f) == k {
				out = append(out, f)
			}
		}
	}
	return out
}

// explain asks why the chosen figure is right; with the cursor in the grid, that of its cell.
func (s *reviewScreen) explain() {
	s.grid.Commit()
	f := s.findings.current()
	if s.w.win.Canvas().Focused() == fyne.Focusable(s.grid) {
		f = nil
		for _, x := range s.foundHere() {
			if f == nil || x.Severity == ntm.Explain && f.Severity != ntm.Explain {
				f = x
			}
		}
	}
	switch {
	case f == nil || s.fixed():
	case f.Severity == ntm.Block:
		s.tell(s.w.say("review.explain-not"))
	case f.Severity != ntm.Explain:
		s.tell(s.w.say("review.explain-note"))
	default:
		words := s.book.Words()
		s.askWhy(f.ID, joined("\n", words.Text(*f), arithmeticOf(f, words)), f.Explained, []string{f.Key()})
	}
}

// explainAll asks for one reason for all findings of a check that wait for one.
func (s *reviewScreen) explainAll(check string) {
	var keys []string
	for _, f := range s.findings.waiting(check) {
		keys = append(keys, f.Key())
	}
	if len(keys) == 0 || s.fixed() {
		return
	}
	s.askWhy(check, s.w.say("review.explain-group-text", "title", s.book.Words().Title(check), "n", strconv.Itoa(len(keys))), "", keys)
}

func (s *reviewScreen) askWhy(check, text, begin string, keys []string) {
	focused := s.w.win.Canvas().Focused()
	s.w.askReason(reason{title: s.w.say("review.explain-title"), text: text, label: s.w.say("review.explain-label"), begin: begin,
		phrases: s.book.Phrases(check), ok: s.w.say("review.explain-ok"), then: func(because string) {
			if focused != nil {
				s.w.win.Canvas().Focus(focused)
			}
			s.take(reviewStep{told: func(was, now *office.Review) string {
				return s.w.say("review.explain-done") + " " + leftWords(now, s.w.words)
			},
				do: func(ctx context.Context) (*office.Review, error) {
					for _, key := range keys {
						if _, err := s.book.Explain(ctx, s.plan.period, s.plan.unit, key, because); err != nil {
							return nil, err
						}
					}
					return s.book.Review(ctx, s.plan.period, s.plan.unit)
				}})
		}})
}

// history shows what was typed into the cell that has the cursor.
func (s *reviewScreen) history() {
	s.grid.Commit()
	row, col := s.grid.Cursor()
	at := office.Mending{Sheet: s.sheet, Row: row + 1, Col: col + 1}
	runInOrder(s.w, job[[]office.CellEdit]{
		do: func(ctx context.Context, _ func(i, n int)) ([]office.CellEdit, error) {
			return s.book.CellHistory(ctx, s.plan.period, s.plan.unit, at)
		},
		show: func(edits []office.CellEdit) { s.showHistory(at, edits) },
	})
}

func (s *reviewScreen) showHistory(at office.Mending, edits []office.CellEdit) {
	box := lines()
	for _, text := range historyLines(edits, s.w.words) {
		box.Add(wrapped(text, fyne.TextStyle{}))
	}
	if len(edits) == 0 {
		box.Add(wrapped(s.w.say("review.history-none"), fyne.TextStyle{}))
	} else {
		box.Add(wrapped(s.w.say("review.history-file", "file", s.now.File), fyne.TextStyle{Italic: true}))
	}
	s.w.showKeyDialog(s.w.say("review.history-title", "cell", at.Sheet+"!"+cellName(at.Row, at.Col)), s.w.say("problem.close"), box, nil)
}
