package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// column declares one column of a table of T.
type column[T any] struct {
	title string
	width float32
	align fyne.TextAlign
	text  func(T) string
	ink   func(T) color.Color // nil: the colour of text
	bold  bool
}

// newTable draws rows under the columns. The cells are clipped canvas texts: truncating labels make
// tables crawl. Text that has no room is cut at the cell's edge, so columns must be wide enough.
func newTable[T any](columns []column[T], rows []T) *widget.Table {
	t := widget.NewTable(
		func() (int, int) { return len(rows), len(columns) },
		newCell,
		func(id widget.TableCellID, o fyne.CanvasObject) {
			c, row := &columns[id.Col], rows[id.Row]
			shade := ink(theme.ColorNameForeground)
			if c.ink != nil {
				shade = c.ink(row)
			}
			setCell(o, c.text(row), c.align, shade, c.bold)
		})
	t.ShowHeaderRow = true
	t.CreateHeader = newCell
	t.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		if id.Col >= 0 && id.Col < len(columns) {
			c := &columns[id.Col]
			setCell(o, c.title, c.align, ink(theme.ColorNameForeground), true)
		}
	}
	for i := range columns {
		t.SetColumnWidth(i, columns[i].width)
	}
	return t
}

const (
	cellSide = 8 // between a cell's edge and its text
	cellTall = 5
)

func newCell() fyne.CanvasObject {
	text := canvas.NewText("Ệ", ink(theme.ColorNameForeground))
	return container.NewStack(
		gap(text.MinSize().Height+2*cellTall), // a clip has no height of its own
		container.NewClip(container.New(layout.NewCustomPaddedLayout(0, 0, cellSide, cellSide), text)))
}

func cellText(o fyne.CanvasObject) *canvas.Text {
	clip := o.(*fyne.Container).Objects[1].(*container.Clip)
	return clip.Content.(*fyne.Container).Objects[0].(*canvas.Text)
}

// setCell changes a cell only where it differs: the table asks for every visible cell at each scroll.
func setCell(o fyne.CanvasObject, text string, align fyne.TextAlign, ink color.Color, bold bool) {
	t := cellText(o)
	if t.Text == text && t.Alignment == align && t.Color == ink && t.TextStyle.Bold == bold {
		return
	}
	t.Text, t.Alignment, t.Color, t.TextStyle = text, align, ink, fyne.TextStyle{Bold: bold}
	t.Refresh()
}
