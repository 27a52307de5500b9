package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"

	"bieuxa/office"
)

// recentFolders is how many folders used lately are offered.
const recentFolders = 4

// begun is what a picker needs first.
type begun struct {
	dir    string
	places []office.Place
	listed []office.Listed
	err    error
}

// begin lists the folder used last for the purpose, else the first place there is.
func (s *picker) begin() {
	s.list.empty = s.w.say("picker.reading")
	s.list.redraw()
	o, purpose := s.w.office, s.pick.purpose
	run(s.w, job[begun]{
		title: s.w.say("picker.reading"),
		do: func(ctx context.Context, _ func(i, n int)) (begun, error) {
			b := begun{places: office.Places()}
			if len(b.places) > 0 {
				b.dir = b.places[0].Path
			}
			b.remember(o.Folder(purpose), o.Recent())
			b.listed, b.err = office.ReadFolder(ctx, b.dir)
			return b, nil
		},
		show: func(b begun) {
			s.showPlaces(b.places)
			s.list1(b.dir, b.listed, b.err)
		},
	})
}

// remember goes to the folder used last and offers those of recent files.
func (b *begun) remember(last string, recent []office.RecentFile) {
	if _, folder := office.LookAt(last); folder {
		b.dir = last
	}
	seen := map[string]bool{}
	for _, place := range b.places {
		seen[place.Path] = true
	}
	n := 0
	for _, file := range recent {
		dir := filepath.Dir(file.Path)
		if seen[dir] || n == recentFolders {
			continue
		}
		seen[dir] = true
		if _, folder := office.LookAt(dir); folder {
			b.places = append(b.places, office.Place{Kind: "recent", Path: dir})
			n++
		}
	}
}

// show lists a folder.
func (s *picker) show(dir string) { s.showThen(dir, nil) }

func (s *picker) showThen(dir string, then func()) {
	type outcome struct {
		listed []office.Listed
		err    error
	}
	run(s.w, job[outcome]{
		title: s.w.say("picker.reading"),
		do: func(ctx context.Context, _ func(i, n int)) (outcome, error) {
			listed, err := office.ReadFolder(ctx, dir)
			return outcome{listed, err}, nil
		},
		show: func(o outcome) {
			s.list1(dir, o.listed, o.err)
			if then != nil {
				then()
			}
		},
	})
}

// list1 shows what was listed, or in words why there is nothing.
func (s *picker) list1(dir string, listed []office.Listed, err error) {
	if s.k.gone {
		return
	}
	changed := dir != s.dir
	s.dir = dir
	s.path.SetText(norm.NFC.String(dir))
	rows := pickable(listed, s.pick)
	switch {
	case err != nil:
		p := office.AsProblem(err)
		what, hint := s.w.words.Problem(p.ID, p.Facts)
		s.list.empty = what + "\n" + hint
	case s.pick.mode == pickingFolder:
		s.list.empty = s.w.say("picker.no-folders")
	case len(s.pick.suffixes) > 0 && len(listed) > 0:
		s.list.empty = s.w.say("picker.empty-of", "suffixes", suffixLine(s.pick.suffixes))
	default:
		s.list.empty = s.w.say("picker.empty")
	}
	if changed {
		clear(s.list.chosen)
		s.list.row = 0
	}
	s.list.setRows(rows)
	s.tell()
}

// pickedRow follows the selection: a file to be overwritten lends its name.
func (s *picker) pickedRow() {
	if rows := s.list.selected(); s.name != nil && len(rows) == 1 && !rows[0].Folder {
		s.name.SetText(norm.NFC.String(rows[0].Name))
	}
	s.tell()
}

// activate is Enter or a double click on a row: into a folder, or the file is taken.
func (s *picker) activate(l office.Listed) {
	if l.Folder {
		s.show(l.Path)
		return
	}
	if len(s.list.selected()) == 0 { // Enter on a row that was not yet gone to
		s.list.select1(l.Path)
	}
	s.accept()
}

// paste takes a path that is pasted onto the list as if into the line above it.
func (s *picker) paste(sc *fyne.ShortcutPaste) {
	s.w.win.Canvas().Focus(s.path)
	s.path.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.path.TypedShortcut(sc)
}

// accept is the button.
func (s *picker) accept() {
	if s.k.gone {
		return
	}
	rows := s.list.selected()
	switch {
	case s.pick.mode == pickingFolder:
		s.done([]string{s.folder()})
	case s.pick.mode == pickingSave:
		s.save()
	case len(rows) == 0:
		s.complain(s.w.say("picker.none"))
	case len(rows) == 1 && rows[0].Folder && !s.pick.folders:
		s.show(rows[0].Path)
	default:
		var paths []string
		for _, r := range rows {
			if !r.Folder || s.pick.folders {
				paths = append(paths, r.Path)
			}
		}
		if len(paths) == 0 {
			s.complain(s.w.say("picker.none"))
			return
		}
		s.done(paths)
	}
}

// save takes the name, once it is good and an existing file may be overwritten.
func (s *picker) save() {
	w, name := s.w, s.name.value()
	switch {
	case name == "":
		s.complain(w.say("picker.no-name"))
	case filepath.IsAbs(name):
		s.goTo(name)
		return
	case !office.GoodName(name):
		s.complain(w.say("picker.bad-name"))
	default:
		s.askOver(filepath.Join(s.dir, suffixed(name, s.pick.suffixes)))
		return
	}
	w.win.Canvas().Focus(s.name)
}

// askOver asks before an existing file is overwritten.
func (s *picker) askOver(path string) {
	w := s.w
	run(w, job[bool]{
		title: w.say("picker.reading"),
		do: func(context.Context, func(i, n int)) (bool, error) {
			found, _ := office.LookAt(path)
			return found, nil
		},
		show: func(found bool) {
			if !found {
				s.done([]string{path})
				return
			}
			w.ask(question{title: s.pick.title, text: w.say("picker.exists", "name", norm.NFC.String(filepath.Base(path))), more: w.say("picker.exists-more"),
				answers: []answer{{text: w.say("picker.overwrite"), danger: true, do: func() { s.done([]string{path}) }}, {text: w.say("picker.other-name")}}})
		},
	})
}

// goTo takes what was typed or pasted as a path: a folder is listed, files are taken.
func (s *picker) goTo(text string) {
	dir, paths := s.dir, pickedPaths(text, s.dir)
	if len(paths) == 0 {
		s.path.SetText(norm.NFC.String(dir))
		return
	}
	type look struct {
		path          string
		found, folder bool
	}
	run(s.w, job[[]look]{
		title: s.w.say("picker.reading"),
		do: func(context.Context, func(i, n int)) ([]look, error) {
			var out []look
			for _, path := range paths {
				l := look{path: path}
				for _, form := range []string{path, norm.NFC.String(path), norm.NFD.String(path)} { // as it was typed, or as the disk has it
					if l.found, l.folder = office.LookAt(form); l.found {
						l.path = form
						break
					}
				}
				out = append(out, l)
			}
			return out, nil
		},
		show: func(looks []look) {
			var files []string
			for _, l := range looks {
				switch {
				case s.pick.mode == pickingSave && !l.folder && len(looks) == 1:
					s.name.SetText(norm.NFC.String(filepath.Base(l.path)))
					s.showThen(filepath.Dir(l.path), s.save)
					return
				case !l.found:
					s.complain(s.w.say("picker.not-found", "path", norm.NFC.String(l.path)))
					return
				case l.folder && (len(looks) == 1 || !s.pick.folders):
					s.show(l.path)
					if s.pick.mode == pickingFolder { // a second Enter takes it
						s.w.win.Canvas().Focus(s.ok)
					} else {
						s.w.win.Canvas().Focus(s.list.body)
					}
					return
				}
				files = append(files, l.path)
			}
			if s.pick.mode != pickingFiles {
				s.show(filepath.Dir(files[0]))
				return
			}
			if !s.pick.many {
				files = files[:1]
			}
			s.done(files)
		},
	})
}

// newFolder makes a folder in the one that is listed, and goes into it.
func (s *picker) newFolder() {
	w, dir := s.w, s.dir
	w.askForm(form{title: w.say("picker.new-folder"), fields: []field{{label: w.say("picker.new-folder-name"), must: true,
		check: func(name string) string {
			if !office.GoodName(name) {
				return w.say("picker.bad-name")
			}
			return ""
		}}},
		then: func(values []string) {
			path := filepath.Join(dir, values[0])
			run(w, job[string]{
				title: w.say("picker.reading"),
				do:    func(context.Context, func(i, n int)) (string, error) { return path, office.MakeFolder(path) },
				show:  s.show,
			})
		}})
}

// done hands the paths on and remembers their folder.
func (s *picker) done(paths []string) {
	s.k.hide()
	s.w.keepFolder(s.pick.purpose, folderOf(paths, s.dir))
	s.pick.then(paths)
}

// keepFolder remembers for the next time where files for a purpose lie.
func (w *Window) keepFolder(purpose, dir string) {
	runInOrder(w, job[struct{}]{
		do: func(context.Context, func(i, n int)) (struct{}, error) {
			return struct{}{}, w.office.RememberFolder(purpose, dir)
		},
		show: func(struct{}) {},
		fail: func(err error) { logError("keeping a folder", err) }, // nothing of the person's is lost
	})
}
