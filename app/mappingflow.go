package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// needsMapping tells that a file was refused because nobody has said yet how it is to be read.
func needsMapping(p *office.Problem) bool {
	return p != nil && slices.Contains([]string{office.ProblemLayoutUnknown, office.ProblemLayoutChanged, office.ProblemLayoutUnconfirmed,
		office.ProblemLayoutSender}, p.ID)
}

// mappable are the files among those that came in that wait for a mapping, each once. Those inside an archive cannot be
// laid open where they lie.
func mappable(verdicts []office.Verdict) (paths []string, packed int) {
	for i := range verdicts {
		v := &verdicts[i]
		if !needsMapping(v.Problem) {
			continue
		}
		path, inside, _ := strings.Cut(v.Path, "\x00")
		if inside != "" && strings.EqualFold(filepath.Ext(path), ".zip") {
			packed++
			continue
		}
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths, packed
}

// mapQueue is files that are mapped one after another.
type mapQueue struct {
	paths    []string
	at       int
	verdicts []office.Verdict
	left     []string // not mapped
}

// waitingLine says which of the files that came in wait for a mapping, and offers it; nil: none.
func (s *receiveScreen) waitingLine(paths []string, packed int) fyne.CanvasObject {
	if len(paths) == 0 && packed == 0 {
		return nil
	}
	w := s.w
	text := w.say("mapwin.waiting", "n", itoa(len(paths)))
	if packed > 0 {
		text = w.say("mapwin.waiting-packed", "n", itoa(packed))
	}
	line := widget.NewLabelWithStyle("! "+text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	line.Wrapping = fyne.TextWrapWord
	if len(paths) == 0 {
		return container.NewStack(newFilled(toneExplain.fillName()), line)
	}
	go_ := newPressButton(w.say("mapwin.begin"), theme.GridIcon(), func() { s.mapFiles(paths) })
	go_.Importance = widget.HighImportance
	return container.NewStack(newFilled(toneExplain.fillName()), container.NewBorder(nil, nil, nil, container.NewCenter(go_), line))
}

// mapFiles goes through files that wait for a mapping, one after another.
func (s *receiveScreen) mapFiles(paths []string) {
	if locked, _ := s.book.ReadOnly(); locked || s.page.locked || len(paths) == 0 {
		return
	}
	s.queue = &mapQueue{paths: paths}
	s.mapNext()
}

// mapNext lays the next file open, or tells what became of them all. One that the book can read by now is taken in
// without asking.
func (s *receiveScreen) mapNext() {
	q := s.queue
	if q == nil {
		return
	}
	if q.at >= len(q.paths) {
		s.mapEnd()
		return
	}
	p, path := s.period, q.paths[q.at]
	q.at++
	run(s.w, job[*office.Layout]{
		title: s.w.say("mapwin.busy", "file", filepath.Base(path)),
		do: func(ctx context.Context, _ func(i, n int)) (*office.Layout, error) {
			return s.book.Propose(ctx, p, path)
		},
		show: func(l *office.Layout) {
			if l.Read != nil {
				s.takeMapped(path, nil, keepSender)
				return
			}
			s.showMapping(l, path)
		},
		drop: func(*office.Layout) { s.mapStop(path) },
		fail: func(err error) {
			what, hint := s.w.words.Problem(office.AsProblem(err).ID, office.AsProblem(err).Facts)
			s.w.showKeyDialog(s.w.say("problem.title"), s.w.say("problem.close"), problemText(filepath.Base(path)+": "+what, hint), func() { s.mapLater(path) })
		},
	})
}

func (s *receiveScreen) showMapping(l *office.Layout, path string) {
	q := s.queue
	s.mapping = newMappingScreen(s.w, l, mappingPlan{path: path, period: s.period, at: q.at, of: len(q.paths),
		later: func() { s.mapLater(path) },
		taken: func(keep mapKeep) { s.askMapped(path, keep) }})
	s.mapFace.Objects = []fyne.CanvasObject{s.mapping.content()}
	s.showFace()
	s.mapping.focus()
}

// mapLater leaves a file as it is and goes on with the next.
func (s *receiveScreen) mapLater(path string) {
	s.queue.left = append(s.queue.left, path)
	s.mapNext()
}

// mapStop leaves this file and those after it.
func (s *receiveScreen) mapStop(path string) {
	s.queue.left = append(append(s.queue.left, path), s.queue.paths[s.queue.at:]...)
	s.queue.at = len(s.queue.paths)
	s.mapEnd()
}

func (s *receiveScreen) mapEnd() {
	q := s.queue
	s.queue, s.mapping = nil, nil
	s.mapFace.Objects = nil
	s.showFace()
	s.w.win.Canvas().Unfocus()
	s.waiting = q.left
	if len(q.verdicts) > 0 {
		s.tookIn(taken{verdicts: q.verdicts})
		return
	}
	s.sh.again()
}

// askMapped asks first where a file would stand beside one that was received before.
func (s *receiveScreen) askMapped(path string, keep mapKeep) {
	m := clonedMapping(&s.mapping.work.now)
	unit := s.mapping.work.unit()
	if keep == keepSender && !s.mapping.work.several() {
		m.Sender = unit
	}
	codes := append(m.Units(), unit)
	var had []string
	for i := range s.page.board.Lines {
		if l := &s.page.board.Lines[i]; l.Version > 0 && slices.Contains(codes, l.Unit.Code) {
			had = append(had, l.Unit.Name)
		}
	}
	take := func() { s.takeMapped(path, &m, keep) }
	if len(had) == 0 {
		take()
		return
	}
	s.w.confirm(s.w.say("mapwin.replace-title"), s.w.say("mapwin.replace-text", "units", strings.Join(had, ", ")), s.w.say("mapwin.replace-more"),
		answer{text: s.w.say("mapwin.take"), do: take})
}

// takeMapped takes a file in with its mapping, which the book keeps unless the person wants it for this file alone;
// nil: as the book remembers.
func (s *receiveScreen) takeMapped(path string, m *ntm.Mapping, keep mapKeep) {
	p := s.period
	run(s.w, job[[]office.Verdict]{
		title: s.w.say("busy.take"), atOnce: true,
		do: func(ctx context.Context, _ func(i, n int)) ([]office.Verdict, error) {
			verdicts, err := s.book.ImportMapped(ctx, p, m, []string{path}, nil)
			if err == nil && m != nil && keep == keepNone {
				err = s.forgetLast(ctx)
			}
			return verdicts, err
		},
		show: func(verdicts []office.Verdict) {
			s.queue.verdicts = append(s.queue.verdicts, verdicts...)
			s.mapNext()
		},
		drop: func(verdicts []office.Verdict) {
			s.queue.verdicts = append(s.queue.verdicts, verdicts...)
			s.mapStop(path)
		},
	})
}

// forgetLast leaves out the mapping that was just confirmed: the returns read with it keep it.
func (s *receiveScreen) forgetLast(ctx context.Context) error {
	all, err := s.book.Mappings(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	return s.book.Forget(ctx, all[0].ID)
}

// mapTold maps the file of a line of what came in; where it lies is asked if that is not known any more.
func (s *receiveScreen) mapTold(r toldRow) {
	path := s.paths[r.file]
	if _, err := os.Stat(path); path != "" && err == nil {
		s.mapFiles([]string{path})
		return
	}
	s.w.pickFiles(pick{title: s.w.say("mapwin.where", "file", r.file), suffixes: office.Readable(), purpose: folderReceive,
		then: s.mapFiles})
}

// showFace shows what the room shows now: a file that is mapped, the lines of what came in, or the board.
func (s *receiveScreen) showFace() {
	mapping := s.mapping != nil
	setVisible(s.mapFace, mapping)
	setVisible(s.board, !mapping && !s.telling)
	setVisible(s.told, !mapping && s.telling)
	s.face.Refresh()
}

// otherPeriod asks before another period puts aside what was gone through; it tells whether the room stays with its own.
func (s *receiveScreen) otherPeriod(p ntm.Period) bool {
	if s.mapping == nil || p == s.period {
		return false
	}
	if !s.mapping.work.touched {
		s.queue, s.mapping = nil, nil
		s.showFace()
		return false
	}
	was := s.period
	s.sh.period = was
	s.sh.fillChoice()
	s.w.ask(question{title: s.w.say("mapwin.leave-title"), text: s.w.say("mapwin.leave-text", "file", s.mapping.work.l.File), answers: []answer{
		{text: s.w.say("mapwin.leave-stay")},
		{text: s.w.say("mapwin.leave-go"), danger: true, do: func() {
			s.queue, s.mapping = nil, nil
			s.showFace()
			s.sh.setPeriod(p)
		}}}})
	return true
}

// keptRow is a mapping that the book remembers.
type keptRow struct {
	id                                int64
	key, sender, file, day, who, size string
}

func keptRows(all []office.KeptMapping, w *ntm.Words) []keptRow {
	var out []keptRow
	for i := range all {
		k := &all[i]
		r := keptRow{id: k.ID, key: itoa(int(k.ID)), sender: strings.TrimSpace(k.Sender + " " + k.Name), file: k.File, day: office.MomentVN(k.At), who: k.Who}
		if k.Sender == "" {
			r.sender = say(w, "mapwin.kept-any")
			if n := len(k.Mapping.Units()); n > 0 {
				r.sender = say(w, "mapwin.kept-several", "n", itoa(n))
			}
		}
		m := mapWork{now: k.Mapping}
		columns, rows, left := m.counts()
		r.size = say(w, "mapwin.kept-size", "tables", itoa(len(k.Regions)-left), "columns", itoa(columns), "rows", itoa(rows))
		out = append(out, r)
	}
	return out
}

// showKept lists the mappings that the book remembers; one may be forgotten.
func (s *receiveScreen) showKept() {
	read(s.w, s.w.say("busy.receive", "period", s.period.VN()), s.book.Mappings, func(all []office.KeptMapping) { s.listKept(all) }, s.fail)
}

func (s *receiveScreen) listKept(all []office.KeptMapping) *keyDialog {
	w := s.w
	title := func(id string) string { return w.say("mapwin.kept-column-" + id) }
	var k *keyDialog
	keys := dialogKeys{escape: func() { k.dismiss() }}
	t := newDataTable(w, []column[keptRow]{
		{title: title("sender"), width: 210, grow: 2, text: func(r keptRow) string { return r.sender }},
		{title: title("file"), width: 220, grow: 2, text: func(r keptRow) string { return r.file }},
		{title: title("day"), width: 140, text: func(r keptRow) string { return r.day }},
		{title: title("who"), width: 130, text: func(r keptRow) string { return r.who }},
		{title: title("size"), width: 190, text: func(r keptRow) string { return r.size }},
	}, func(r keptRow) string { return r.key })
	t.keys, t.many, t.empty = keys, false, w.say("mapwin.kept-none")
	forget := newPressButton(w.say("mapwin.forget"), theme.DeleteIcon(), func() {
		rows := t.selected()
		if len(rows) == 0 {
			return
		}
		w.confirm(w.say("mapwin.forget"), w.say("mapwin.forget-text", "sender", rows[0].sender, "file", rows[0].file), w.say("mapwin.forget-more"),
			answer{text: w.say("mapwin.forget"), danger: true, do: func() {
				k.hide()
				s.change(func(ctx context.Context) error { return s.book.Forget(ctx, rows[0].id) })
			}})
	})
	locked, _ := s.book.ReadOnly()
	t.picked = func() { enable(forget, len(t.selected()) > 0 && !locked) }
	enable(forget, false)
	shut := newPressButton(w.say("problem.close"), nil, keys.escape)
	k = w.openDialog(dialogPlan{title: w.say("mapwin.kept-title"), content: container.NewBorder(wrapped(w.say("mapwin.kept-text"), fyne.TextStyle{}), nil, nil, nil, t),
		buttons: []*pressButton{forget, shut}, keys: keys, focus: t.body, size: fyne.NewSize(960, 480)})
	t.setRows(keptRows(all, w.words))
	if len(t.rows) > 0 {
		t.select1(t.rows[0].key)
	}
	return k
}
