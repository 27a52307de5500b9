package app

import (
	"cmp"
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// showDoings lists what may be done with the return as it is now.
func (s *reviewScreen) showDoings() {
	say := s.w.say
	s.doings.RemoveAll()
	add := func(id string, icon fyne.Resource, do func()) *pressButton {
		b := newPressButton(say(id), icon, do)
		s.doings.Add(b)
		return b
	}
	switch {
	case s.plan.clerk:
		add("review.do-print", theme.DocumentPrintIcon(), s.print)
		if s.now.Sent != "" {
			add("review.do-unsend", theme.DocumentCreateIcon(), s.unsend)
		} else if send := add("review.do-send", theme.MailSendIcon(), s.send); s.now.Block == 0 && s.now.Open == 0 {
			send.Importance = widget.HighImportance
		}
	case s.now.Standing != office.StandingReturned && s.now.Locked == nil:
		add("review.do-return", theme.MailReplyIcon(), s.sendBack)
	}
	var more *pressButton
	more = add("review.do-more", theme.MoreVerticalIcon(), func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
		s.popUp(s.moreItems(), at.AddXY(0, more.Size().Height))
	})
	s.doings.Refresh()
}

func (s *reviewScreen) popUp(items []*fyne.MenuItem, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.w.win.Canvas(), at)
}

func (s *reviewScreen) entry(id string, can bool, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(s.w.say(id), do)
	i.Disabled = !can
	return i
}

func (s *reviewScreen) moreItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		s.entry("review.do-undo", !s.fixed() && s.now.CanUndo, s.undo),
		s.entry("review.do-redo", !s.fixed() && s.now.CanRedo, s.redo),
		fyne.NewMenuItemSeparator(),
		s.entry("review.do-findings-xlsx", true, func() { s.saveFindings(".xlsx") }),
		s.entry("review.do-findings-html", true, func() { s.saveFindings(".html") }),
		s.entry("review.do-mended", s.now.Edits > 0, s.saveMended),
	}
	if !s.plan.clerk {
		items = append(items, s.entry("review.do-print", true, s.print))
	}
	return append(items, fyne.NewMenuItemSeparator(), s.entry("review.do-reload", true, s.load))
}

// cellMenu is the grid's menu.
func (s *reviewScreen) cellMenu(row, col int, at fyne.Position) {
	if s.now == nil {
		return
	}
	c := s.source.Cell(row, col)
	board := fyne.CurrentApp().Clipboard()
	found := s.foundHere()
	s.popUp([]*fyne.MenuItem{
		s.entry("review.do-edit", c.Editable, func() { s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2}) }),
		s.entry("review.do-clear", !s.fixed(), func() { s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete}) }),
		s.entry("review.do-copy", true, func() { s.grid.TypedShortcut(&fyne.ShortcutCopy{Clipboard: board}) }),
		s.entry("review.do-paste", !s.fixed(), func() { s.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board}) }),
		fyne.NewMenuItemSeparator(),
		s.entry("review.do-to-finding", len(found) > 0, s.backToFinding),
		s.entry("review.to-explain", !s.fixed() && len(found) > 0, s.explain),
		s.entry("review.do-history", true, s.history),
		fyne.NewMenuItemSeparator(),
		s.entry("review.do-undo", !s.fixed() && s.now.CanUndo, s.undo),
		s.entry("review.do-redo", !s.fixed() && s.now.CanRedo, s.redo),
	}, at)
}

// menu is the list's menu.
func (p *findingsPane) menu(row, _ int, at fyne.Position) {
	if row >= len(p.lines) {
		return
	}
	l, s := p.lines[row], p.s
	items := []*fyne.MenuItem{}
	if !l.head() {
		_, _, ok := office.CellOf(l.found.Place.Cell)
		items = append(items, s.entry("review.to-cell", ok, s.goToFinding),
			s.entry("review.to-explain", !s.fixed() && l.kind != kindBlock && l.kind != kindNote, s.explain))
	}
	if n := len(p.waiting(l.check)); n > 1 && !s.fixed() {
		items = append(items, fyne.NewMenuItem(s.w.say("review.explain-group", "n", strconv.Itoa(n)), func() { s.explainAll(l.check) }))
	}
	fold := s.entry("review.do-fold", true, func() { p.fold(row, true) })
	if l.closed {
		fold = s.entry("review.do-unfold", true, func() { p.fold(row, false) })
	}
	only := s.entry("review.do-only-check", p.filter.check == "", func() { p.onlyCheck(l.check) })
	items = append(items, fold, only, s.entry("review.filter-clear", p.filter.any(), p.clearFilter),
		s.entry("review.do-copy", true, func() {
			p.list.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
		}))
	s.popUp(items, at)
}

// asker asks where files go.
type asker struct{ save, folder func(pick) }

// write asks where to, then writes off the screen's thread and says so.
func (s *reviewScreen) write(name, ext string, do func(ctx context.Context, path string) error, done func(file string)) {
	s.grid.Commit()
	if s.now == nil {
		return
	}
	s.where.save(pick{title: s.w.say("review.where"), suffixes: []string{ext}, name: fileSafe(name) + ext, then: func(paths []string) {
		path := paths[0]
		if !strings.EqualFold(filepath.Ext(path), ext) {
			path += ext
		}
		if s.plan.file != "" && filepath.Clean(path) == s.plan.file {
			s.w.showKeyDialog(s.w.say("review.where"), s.w.say("problem.close"),
				problemText(s.w.say("review.original", "file", fileName(path)), s.w.say("review.original-hint")), nil)
			return
		}
		runInOrder(s.w, job[bool]{
			do:   func(ctx context.Context, _ func(i, n int)) (bool, error) { return true, do(ctx, path) },
			show: func(bool) { done(path) },
		})
	}})
}

func (s *reviewScreen) saved(path string) { s.tell(s.w.say("review.saved", "file", path)) }

// fileSafe leaves out of a name what Windows does not take.
func fileSafe(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, name)
}

func (s *reviewScreen) saveFindings(ext string) {
	name := s.w.say("review.save-findings", "unit", s.now.Unit.Name, "period", s.now.Period.String())
	s.write(name, ext, func(ctx context.Context, path string) error {
		return s.book.SaveFindings(ctx, s.plan.period, []string{s.plan.unit}, path)
	}, s.saved)
}

func (s *reviewScreen) saveMended() {
	ext := filepath.Ext(s.now.File)
	name := s.w.say("review.save-mended", "file", strings.TrimSuffix(s.now.File, ext))
	s.write(name, cmp.Or(s.now.CopyEnding, ext), func(ctx context.Context, path string) error {
		return s.book.SaveMended(ctx, s.plan.period, s.plan.unit, path)
	}, s.saved)
}

// print shows the commune's paper, as it will be printed, and saves it.
func (s *reviewScreen) print() {
	s.grid.Commit()
	if s.now == nil {
		return
	}
	s.bare = false
	s.w.lookAt(paper{title: s.w.say("review.do-print"), save: s.savePaper, letter: s.w.say("review.print-letter"), bare: func(on bool) { s.bare = on },
		read: func(ctx context.Context) (*office.Preview, error) {
			return s.book.PreviewReturn(ctx, s.onPaper())
		}})
}

// onPaper is what is printed: the commune's Báo cáo with its sheets, or these alone.
func (s *reviewScreen) onPaper() office.ReturnPaper {
	return office.ReturnPaper{Period: s.plan.period, Unit: s.plan.unit, Sheets: s.bare}
}

// savePaper writes the commune's paper; signs that the font lacks are shown to who will sign it.
func (s *reviewScreen) savePaper() {
	name := s.w.say("review.save-paper", "unit", s.now.Unit.Name, "period", s.now.Period.String())
	var lost []string
	s.write(name, ".pdf", func(ctx context.Context, path string) (err error) {
		lost, err = s.book.PrintReturn(ctx, s.onPaper(), path)
		return err
	}, func(path string) {
		file := fileName(path)
		s.saved(path)
		if len(lost) > 0 {
			text := s.w.say("review.unprintable", "file", file, "texts", strings.Join(lost, " · "))
			s.w.showKeyDialog(s.w.say("review.do-print"), s.w.say("problem.close"), problemText(text, ""), nil)
		}
	})
}

// send writes the file that goes up; a return with something left to do is not sent.
func (s *reviewScreen) send() {
	s.grid.Commit()
	if s.now == nil || s.fixed() {
		return
	}
	if s.now.Block > 0 || s.now.Open > 0 {
		s.w.showKeyDialog(s.w.say("review.send-not"), s.w.say("problem.close"), problemText(leftWords(s.now, s.w.words), s.w.say("review.keys")),
			func() { s.walk(1) })
		return
	}
	ext := filepath.Ext(s.now.File)
	name := s.w.say("review.save-sent", "file", strings.TrimSuffix(s.now.File, ext))
	s.write(name, cmp.Or(s.now.CopyEnding, ext), func(ctx context.Context, path string) error {
		return s.book.Send(ctx, s.plan.period, s.plan.unit, path)
	}, func(path string) {
		s.reread()
		text := s.w.say("review.sent", "file", path)
		s.tell(s.w.say("review.saved", "file", path))
		s.w.showKeyDialog(s.w.say("review.do-send"), s.w.say("problem.close"), problemText(text, ""), nil)
	})
}

func (s *reviewScreen) unsend() {
	s.w.askReason(reason{title: s.w.say("review.unsend-title"), text: s.w.say("review.unsend-text"), ok: s.w.say("review.unsend-ok"),
		then: func(because string) {
			s.take(reviewStep{told: func(_, now *office.Review) string { return leftWords(now, s.w.words) },
				do: func(ctx context.Context) (*office.Review, error) {
					if err := s.book.Unsend(ctx, s.plan.period, s.plan.unit, because); err != nil {
						return nil, err
					}
					return s.book.Review(ctx, s.plan.period, s.plan.unit)
				}})
		}})
}

// sendBack asks why and where to, sends the return back and writes the file for the commune.
func (s *reviewScreen) sendBack() {
	s.grid.Commit()
	if s.now == nil {
		return
	}
	begin, facts := "", []string(nil)
	if s.now.Block > 0 {
		facts = append(facts, "block", strconv.Itoa(s.now.Block))
	}
	if s.now.Open > 0 {
		facts = append(facts, "open", strconv.Itoa(s.now.Open))
	}
	if facts != nil {
		begin = s.w.say("review.return-begin", facts...)
	}
	s.w.askReason(reason{title: s.w.say("review.return-title", "unit", s.now.Unit.Name), text: s.w.say("review.return-text"), begin: begin,
		ok: s.w.say("review.return-ok"), then: func(because string) {
			s.where.folder(pick{title: s.w.say("review.return-where"), then: func(paths []string) { s.returnTo(paths[0], because) }})
		}})
}

func (s *reviewScreen) returnTo(dir, because string) {
	path := ""
	s.take(reviewStep{told: func(_, _ *office.Review) string { return s.w.say("review.returned", "file", path) },
		do: func(ctx context.Context) (r *office.Review, err error) {
			if path, err = s.book.ReturnFile(ctx, s.plan.period, s.plan.unit, because, dir); err != nil {
				return nil, err
			}
			return s.book.Review(ctx, s.plan.period, s.plan.unit)
		}})
}
