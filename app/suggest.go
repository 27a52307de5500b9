package app

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// suggestAfter is how long a person must stay at a finding before its suggestions are looked for: who walks down the
// list does not set the computer to work at every line.
const suggestAfter = 250 * time.Millisecond

// suggested is what is known of one finding: its own suggestions, and the sure ones of its check in the return.
type suggested struct{ own, same []ntm.Suggestion }

// suggestBox looks for the suggestions of the finding that is shown, beside the work of the screen.
type suggestBox struct {
	s     *reviewScreen
	of    *office.Review // the return they are for
	known map[string]*suggested
	stop  context.CancelFunc // of the search that goes on; nil
}

// forget stops a search: what is typed goes first.
func (b *suggestBox) forget() {
	if b.stop != nil {
		b.stop()
		b.stop = nil
	}
}

// of is what is known of a finding; nil as long as nothing is.
func (b *suggestBox) at(f *ntm.Finding) *suggested {
	if b.of != b.s.now {
		b.forget()
		b.of, b.known = b.s.now, map[string]*suggested{}
	}
	return b.known[f.Key()+" "+f.Place.Cell]
}

// soon looks for the suggestions of the finding that is shown, if it still is after a while.
func (b *suggestBox) soon() {
	f, of := b.s.findings.current(), b.s.now
	if f == nil || b.s.fixed() || b.at(f) != nil {
		return
	}
	b.s.w.tasks.later(suggestAfter, func() {
		if b.s.now == of && b.s.findings.current() == f && b.s.steps == 0 {
			b.look(f, nil)
		}
	})
}

// look tries the suggestions of a finding; then is told them.
func (b *suggestBox) look(f *ntm.Finding, then func(*suggested)) {
	if known := b.at(f); known != nil {
		if then != nil {
			then(known)
		}
		return
	}
	b.forget()
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	s, of, known := b.s, b.of, b.known
	many := s.findings.ofCheck(f.ID) > 1
	runInOrder(s.w, job[*suggested]{
		do: func(context.Context, func(i, n int)) (*suggested, error) {
			own, err := s.book.Suggestions(ctx, s.plan.period, s.plan.unit, office.Asked{Key: f.Key()})
			found := &suggested{own: suggestedAt(own, f)}
			if err != nil || !many {
				return found, err
			}
			found.same, err = s.book.Suggestions(ctx, s.plan.period, s.plan.unit, office.Asked{Check: f.ID, Sure: true})
			return found, err
		},
		show: func(found *suggested) {
			cancel()
			known[f.Key()+" "+f.Place.Cell] = found
			if s.now == of && s.findings.current() == f {
				s.findings.redrawFull()
			}
			if then != nil && s.now == of {
				then(found)
			}
		},
		fail: func(err error) { // the figures stand as they are; only the help is missing
			if cancel(); ctx.Err() == nil {
				logError("looking for suggestions", err)
			}
		},
	})
}

// ofCheck counts the findings of a check.
func (p *findingsPane) ofCheck(id string) int {
	n := 0
	for i := range p.s.now.Findings {
		if p.s.now.Findings[i].ID == id {
			n++
		}
	}
	return n
}

// suggestions are the buttons of what is suggested for a finding; nil as long as nothing is known.
func (p *findingsPane) suggestions(f *ntm.Finding) fyne.CanvasObject {
	if p.s.fixed() {
		return nil
	}
	known := p.suggest.at(f)
	if known == nil || len(known.own) == 0 && len(known.same) < 2 {
		return nil
	}
	say, words := p.s.w.say, p.s.w.words
	box := container.New(layout.NewCustomPaddedVBoxLayout(2))
	row := func(b *pressButton) {
		box.Add(container.New(layout.NewCustomPaddedLayout(0, 4, theme.InnerPadding(), 0), container.New(layout.NewRowWrapLayout(), b)))
	}
	if n := len(known.own); n > 0 {
		id := "suggest.head"
		if n > 1 {
			id = "suggest.head-choose"
		}
		box.Add(wrapped(say(id), fyne.TextStyle{Bold: true}))
	}
	for i := range known.own {
		x := known.own[i]
		b := newPressButton(suggestButton(&x, words), theme.ConfirmIcon(), func() { p.s.mendWith(x) })
		if x.Sure && len(known.own) == 1 {
			b.Importance = widget.HighImportance
		}
		row(b)
		box.Add(wrapped(suggestWhy(&x, words), fyne.TextStyle{Italic: true}))
	}
	if n := len(known.same); n > 1 {
		row(newPressButton(say("suggest.same", "n", strconv.Itoa(n)), theme.ListIcon(), func() { p.s.mendAll(f.ID, known.same) }))
	}
	return box
}

// mendSure does what is surely meant at the chosen finding, or in the cell that has the cursor.
func (s *reviewScreen) mendSure() {
	s.grid.Commit()
	f := s.findings.current()
	if s.w.win.Canvas().Focused() == fyne.Focusable(s.grid) {
		if found := s.foundHere(); len(found) > 0 {
			f = found[0]
		}
	}
	if f == nil || s.fixed() {
		return
	}
	s.findings.suggest.look(f, func(known *suggested) {
		switch x := sureOf(known.own); {
		case x != nil:
			s.mendWith(*x)
		case len(known.own) > 0:
			s.tell(s.w.say("suggest.choose-first"))
		default:
			s.tell(s.w.say("suggest.none"))
		}
	})
}

// mendWith applies a suggestion; one that changes many cells is shown before.
func (s *reviewScreen) mendWith(x ntm.Suggestion) {
	if s.fixed() {
		return
	}
	if len(x.Cells()) > 2 {
		s.mendAll(x.Check, []ntm.Suggestion{x})
		return
	}
	s.applySuggested([]ntm.Suggestion{x})
}

// mendAll shows what would change before it is changed.
func (s *reviewScreen) mendAll(check string, set []ntm.Suggestion) {
	p, unit := s.plan.period, s.plan.unit
	runInOrder(s.w, job[*office.Mends]{
		do: func(ctx context.Context, _ func(i, n int)) (*office.Mends, error) {
			return s.book.PreviewSuggested(ctx, p, unit, set)
		},
		show: func(m *office.Mends) {
			d := &suggestDialog{w: s.w, words: s.book.Words(), units: []office.UnitMends{{Unit: unit, Name: s.plan.name, Suggestions: set, Preview: m}},
				title: s.w.say("suggest.title-check", "title", s.book.Words().Title(check))}
			d.apply = func(units []office.UnitMends) {
				for _, u := range units {
					s.applySuggested(u.Suggestions)
				}
			}
			d.show()
		},
	})
}

// applySuggested stores suggestions as one step, and says so in the line at the bottom.
func (s *reviewScreen) applySuggested(set []ntm.Suggestion) {
	cells, stale := 0, 0
	s.take(reviewStep{
		do: func(ctx context.Context) (*office.Review, error) {
			done, err := s.book.Apply(ctx, s.plan.period, s.plan.unit, set)
			if err != nil {
				return nil, err
			}
			cells, stale = done.Cells, len(done.Stale)
			return done.Review, nil
		},
		told: func(was, now *office.Review) string {
			return joined(" ", appliedWords(cells, stale, s.w.words), s.moved(was, now))
		},
	})
}
