package app

import (
	"net/url"

	"fyne.io/fyne/v2"

	"bieuxa/office"
)

// openPath opens a file or folder in the system's own program, or says that it cannot.
func (w *Window) openPath(path string) { w.openBy(openOutside, path) }

func (w *Window) openBy(open func(string) error, path string) {
	if err := open(path); err != nil {
		logError("opening a file", err)
		w.showKeyDialog(w.say("problem.title"), w.say("problem.close"), problemText(w.say("reports.open-failed", "path", path), ""), nil)
	}
}

// openOutside opens a file or folder in the system's own program, which is not kept inside ours.
func openOutside(path string) error {
	return office.Outside(func() error {
		if asked, err := office.AskSystem(path); asked {
			return err
		}
		return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: path})
	})
}
