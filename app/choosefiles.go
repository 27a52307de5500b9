package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// choice asks the person for files or a folder; then gets at least one path.
type choice struct {
	title    string
	suffixes []string
	name     string // of a file to be saved
	then     func(paths []string)
}

func fileDialogSize() fyne.Size { return fyne.NewSize(900, 560) }

func (w *Window) chooseFiles(c choice) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil {
			w.showProblem(err)
			return
		}
		if f == nil { // nothing was picked
			return
		}
		path := f.URI().Path()
		_ = f.Close()
		c.then([]string{path})
	}, w.win)
	d.SetTitleText(c.title)
	d.SetFilter(storage.NewExtensionFileFilter(c.suffixes))
	d.Show()
	d.Resize(fileDialogSize()) // there is nothing to resize before
}

func (w *Window) chooseFolder(c choice) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			w.showProblem(err)
			return
		}
		if folder != nil {
			c.then([]string{folder.Path()})
		}
	}, w.win)
	d.SetTitleText(c.title)
	d.Show()
	d.Resize(fileDialogSize()) // there is nothing to resize before
}

func (w *Window) chooseSave(c choice) {
	w.chooseFolder(choice{title: c.title, then: func(paths []string) { c.then([]string{filepath.Join(paths[0], c.name)}) }})
}
