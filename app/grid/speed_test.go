package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The matrix of 200 communes × 60 criteria at 1366×768, scrolled a cell down and a cell right in turn. The
// same cells in Fyne's table, clipped texts compared before they are set, stand beside it. The figure is of
// a step without painting, which is the same for both.
func BenchmarkScroll(b *testing.B) {
	words := []string{"✓", "–", "✕", "·"}
	word := func(r, c int) string { return words[(r*7+c*3)%4] }
	a := test.NewTempApp(b)
	a.Settings().SetTheme(theme.LightTheme()) //nolint:staticcheck // a fixed variant
	open := func(o fyne.CanvasObject) {
		w := a.NewWindow("")
		b.Cleanup(w.Close)
		w.SetContent(o)
		w.Resize(fyne.NewSize(1366, 768))
	}
	b.Run("grid", func(b *testing.B) {
		p := newPaper(200, 60)
		for r := range 200 {
			for c := range 60 {
				p.cells[[2]int{r, c}] = Cell{Text: word(r, c), Align: Center, Mark: Mark(r * c % 5)}
			}
		}
		p.frozen = [2]int{1, 1}
		g := New(p)
		open(g)
		for i := 0; b.Loop(); i++ {
			g.ScrollTo(fyne.NewPos(float32(i*7%3000), float32(i*24%4000)))
		}
	})
	b.Run("table", func(b *testing.B) {
		ink := theme.Color(theme.ColorNameForeground)
		t := widget.NewTable(func() (int, int) { return 200, 60 },
			func() fyne.CanvasObject {
				return container.NewClip(canvas.NewText("", ink))
			},
			func(id widget.TableCellID, o fyne.CanvasObject) {
				x := o.(*container.Clip).Content.(*canvas.Text)
				if text := word(id.Row, id.Col); x.Text != text {
					x.Text = text
					x.Refresh()
				}
			})
		t.ShowHeaderRow, t.ShowHeaderColumn = true, true
		for c := range 60 {
			t.SetColumnWidth(c, 76)
		}
		for r := range 200 {
			t.SetRowHeight(r, 24)
		}
		open(t)
		for i := 0; b.Loop(); i++ {
			t.ScrollToOffset(fyne.NewPos(float32(i*7%3000), float32(i*24%4000)))
		}
	})
	b.Run("grid moves its cursor", func(b *testing.B) {
		p := figures(200, 60)
		g := New(p)
		open(g)
		for i := 0; b.Loop(); i++ {
			g.Select(i%200, i/7%60)
		}
	})
}
