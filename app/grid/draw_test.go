package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestPictures(t *testing.T) {
	b := show(t, sheet())
	b.win.Resize(fyne.NewSize(900, 480))
	b.Select(6, 3)
	picture(t, b.win, "sheet")
	b.SelectArea(Area{8, 2, 12, 5})
	b.typed("12")
	picture(t, b.win, "typing")
	b.Commit()
	b.SetZoom(2)
	b.ScrollTo(fyne.NewPos(300, 200))
	picture(t, b.win, "twice")
}
