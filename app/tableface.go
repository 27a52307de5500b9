package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tableHead is a column as the face of a table draws it.
type tableHead struct {
	title       string
	align       fyne.TextAlign
	least, grow float32
}

// tableCell is a cell as it is drawn. tip is said of it even if it has room.
type tableCell struct {
	text, tip string
	ink, fill color.Color
	bold      bool
}

// tableEvents are the questions and the wishes of a table's face.
type tableEvents struct {
	cell     func(row, col int) tableCell
	selected func(row int) bool
	choose   func(row int, mod fyne.KeyModifier)
	activate func(row int)
	menu     func(row int, at fyne.Position)
	sort     func(col int)
	copy     func()
	all      func()
	toggle   func(row int)
	letter   func(rune)
}

// tableFace draws a table and takes its keys and its mouse: headings that stay, and below them rows of which
// only those in sight are drawn. Fyne's own table marks single cells and knows no rows.
type tableFace struct {
	widget.BaseWidget
	w          *Window
	heads      []tableHead
	on         tableEvents
	by         sorting
	count, row int    // rows; the one that the keyboard is on
	fixed      int    // columns that stay when the others are scrolled sideways
	empty      string // said when there are no rows
	jumpColumn int    // typed letters look here
	keys       dialogKeys
	back       func()                  // Backspace
	other      func(fyne.KeyName) bool // takes a key that the table does not
	paste      func(*fyne.ShortcutPaste)

	head   *tableHeading
	clip   *container.Clip // of the heading
	body   *tableBody
	scroll *container.Scroll
	none   *widget.Label
	widths []float32
	short  map[shortKey]string // texts that were shortened
}

type shortKey struct {
	text  string
	width float32
	bold  bool
}

// newTableFace leaves ExtendBaseWidget to the table around it.
func newTableFace(w *Window, heads []tableHead) *tableFace {
	f := &tableFace{w: w, heads: heads, by: sorting{col: -1}, short: map[shortKey]string{}, none: widget.NewLabel("")}
	f.none.Alignment, f.none.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	f.head, f.body = newTableHeading(f), newTableBody(f)
	f.clip, f.scroll = container.NewClip(f.head), container.NewScroll(f.body)
	f.scroll.OnScrolled = func(fyne.Position) {
		f.w.noTip()
		f.head.draw()
		f.body.draw()
	}
	return f
}

const (
	cellSide = 7 // between a cell's edge and its text
	cellTall = 4
)

func rowHeight() float32 { return lineTall() + 2*cellTall }

// lineTall is the height of a line with its marks above and below.
func lineTall() float32 { return fyne.MeasureText("Ệg", theme.TextSize(), fyne.TextStyle{}).Height }

func measured(bold bool) func(string) float32 {
	return func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{Bold: bold}).Width }
}

// shorten gives what has room of a text; the table asks for the same ones again and again.
func (f *tableFace) shorten(text string, width float32, bold bool) string {
	if text == "" {
		return ""
	}
	k := shortKey{text, width, bold}
	s, ok := f.short[k]
	if !ok {
		if len(f.short) > 20_000 {
			clear(f.short)
		}
		s = shortened(text, width-2*cellSide, measured(bold))
		f.short[k] = s
	}
	return s
}

// redraw shows what has changed in rows, selection or look.
func (f *tableFace) redraw() {
	f.measure() // more rows may have brought a bar at the side
	f.none.SetText(f.empty)
	f.none.Hidden = f.count > 0 || f.empty == ""
	f.scroll.Content.Refresh()
	f.scroll.Refresh()
	f.head.draw()
	f.body.draw()
}

// reach is the room for columns.
func (f *tableFace) reach() float32 {
	w := f.Size().Width
	if float32(f.count)*rowHeight() > f.Size().Height-f.head.tall {
		w -= theme.Size(theme.SizeNameScrollBarSmall)
	}
	return w
}

func (f *tableFace) measure() {
	least, grow := make([]float32, len(f.heads)), make([]float32, len(f.heads))
	for i, h := range f.heads {
		least[i], grow[i] = h.least*textScale(), h.grow
	}
	f.widths = shareWidths(least, grow, f.reach())
}

func (f *tableFace) wide() float32 {
	var sum float32
	for _, w := range f.widths {
		sum += w
	}
	return sum
}

// columnAt is the column that is seen at x from the table's left edge; -1 if there is none.
func (f *tableFace) columnAt(x float32) int {
	if x >= f.left(min(f.fixed, len(f.widths))) {
		x += f.scroll.Offset.X
	}
	for i, w := range f.widths {
		if x < w {
			return i
		}
		x -= w
	}
	return -1
}

func (f *tableFace) left(col int) float32 {
	var x float32
	for _, w := range f.widths[:col] {
		x += w
	}
	return x
}

// showRow brings a row into sight.
func (f *tableFace) showRow(row int) {
	tall, see := rowHeight(), f.scroll.Size().Height
	top, off := float32(row)*tall, f.scroll.Offset.Y
	switch {
	case see <= 0 || row < 0:
		return
	case top < off:
		off = top
	case top+tall > off+see:
		off = top + tall - see
	default:
		return
	}
	f.scroll.ScrollToOffset(fyne.NewPos(f.scroll.Offset.X, off))
	f.head.draw()
	f.body.draw()
}

// showColumn brings a column into sight.
func (f *tableFace) showColumn(col int) {
	left, off, see := f.left(col), f.scroll.Offset.X, f.scroll.Size().Width
	stays := f.left(min(f.fixed, len(f.widths)))
	switch {
	case col < f.fixed:
		return
	case left-stays < off:
		off = left - stays
	case left+f.widths[col] > off+see:
		off = min(left, left+f.widths[col]-see)
		if col == len(f.widths)-1 { // the bar lies over what is scrolled
			off += theme.Size(theme.SizeNameScrollBarSmall)
		}
	default:
		return
	}
	f.scroll.ScrollToOffset(fyne.NewPos(off, f.scroll.Offset.Y))
	f.head.draw()
	f.body.draw()
}

func (f *tableFace) Refresh() {
	clear(f.short)
	f.BaseWidget.Refresh()
}

func (f *tableFace) CreateRenderer() fyne.WidgetRenderer { return &faceRenderer{f} }

type faceRenderer struct{ f *tableFace }

func (r *faceRenderer) Layout(size fyne.Size) {
	f := r.f
	f.measure()
	f.head.measure()
	f.measure() // the heading's height decides whether there is a scroll bar
	f.clip.Move(fyne.NewPos(0, 0))
	f.clip.Resize(fyne.NewSize(size.Width, f.head.tall))
	f.head.Resize(fyne.NewSize(size.Width, f.head.tall)) // a clip that was not drawn yet does not
	f.scroll.Move(fyne.NewPos(0, f.head.tall))
	f.scroll.Resize(fyne.NewSize(size.Width, max(size.Height-f.head.tall, 0)))
	f.none.Move(fyne.NewPos(0, f.head.tall+rowHeight()/2))
	f.none.Resize(fyne.NewSize(size.Width, f.none.MinSize().Height))
	f.head.draw()
	f.body.draw()
}

func (r *faceRenderer) MinSize() fyne.Size { return fyne.NewSize(120, r.f.head.tall+3*rowHeight()) }

func (r *faceRenderer) Refresh() {
	r.Layout(r.f.Size())
	r.f.redraw()
	canvas.Refresh(r.f)
}

func (r *faceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.clip, r.f.scroll, r.f.none}
}

func (r *faceRenderer) Destroy() {}
