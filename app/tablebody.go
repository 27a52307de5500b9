package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tableBody draws the rows in sight. It has the keyboard and the mouse: see tablekeys.go.
type tableBody struct {
	widget.BaseWidget
	f       *tableFace
	rows    []*rowFace           // row i is drawn by the face i modulo their number, so that scrolling changes few
	frame   [4]*canvas.Rectangle // around the row that the keyboard is on
	objects []fyne.CanvasObject
	focused bool
	mod     fyne.KeyModifier // held now
	inHead  bool             // the keyboard is on the headings
	col     int              // the heading that it is on
}

// rowFace is what one row is drawn with.
type rowFace struct {
	back, fixed, edge, line *canvas.Rectangle // fixed and edge: under and beside the columns that stay
	cells                   []*cellFace
}

type cellFace struct {
	fill *canvas.Rectangle
	text *canvas.Text
}

func newTableBody(f *tableFace) *tableBody {
	b := &tableBody{f: f, frame: newFrame()}
	b.ExtendBaseWidget(b)
	return b
}

// slots makes as many row faces as rows can be in sight.
func (b *tableBody) slots() int {
	need := int(b.f.scroll.Size().Height/rowHeight()) + 2
	for len(b.rows) < need {
		b.rows = append(b.rows, newRowFace(len(b.f.heads)))
	}
	return need
}

func newRowFace(columns int) *rowFace {
	r := &rowFace{back: canvas.NewRectangle(nil), fixed: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		cells: make([]*cellFace, columns)}
	for i := range r.cells {
		r.cells[i] = &cellFace{canvas.NewRectangle(nil), canvas.NewText("", nil)}
	}
	return r
}

// draw puts the rows in sight into their places and changes only what differs.
func (b *tableBody) draw() {
	f := b.f
	if len(f.widths) != len(f.heads) || f.scroll.Size().Height <= 0 {
		return
	}
	n, tall, off := b.slots(), rowHeight(), f.scroll.Offset
	first := max(int(off.Y/tall), 0)
	var backs, cells, fixed []fyne.CanvasObject
	for row := first; row < min(first+n, f.count); row++ {
		face := b.rows[row%n]
		b.drawBack(face, row)
		backs = append(backs, face.back, face.line)
		fixed = append(fixed, face.fixed, face.edge)
		for col := range f.heads {
			objects := b.drawCell(face.cells[col], row, col)
			if col < f.fixed {
				fixed = append(fixed, objects...)
			} else {
				cells = append(cells, objects...)
			}
		}
	}
	b.objects = append(append(backs, cells...), fixed...)
	if b.focused && !b.inHead && f.count > 0 {
		b.objects = append(b.objects, placeFrame(b.frame, fyne.NewPos(off.X, float32(f.row)*tall), fyne.NewSize(min(f.scroll.Size().Width, f.wide()), tall))...)
	}
	canvas.Refresh(b)
}

// newFrame is the mark of the keyboard: four lines, for the strokes of rectangles are not drawn where they are
// put everywhere.
func newFrame() [4]*canvas.Rectangle {
	return [4]*canvas.Rectangle{canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)}
}

// placeFrame puts the mark inside a place.
func placeFrame(frame [4]*canvas.Rectangle, at fyne.Position, size fyne.Size) []fyne.CanvasObject {
	const thick = 2
	shade := ink(colorFocusMark)
	place(frame[0], at, fyne.NewSize(size.Width, thick), shade)
	place(frame[1], at.AddXY(0, size.Height-thick), fyne.NewSize(size.Width, thick), shade)
	place(frame[2], at, fyne.NewSize(thick, size.Height), shade)
	place(frame[3], at.AddXY(size.Width-thick, 0), fyne.NewSize(thick, size.Height), shade)
	return []fyne.CanvasObject{frame[0], frame[1], frame[2], frame[3]}
}

func (b *tableBody) drawBack(face *rowFace, row int) {
	f, tall := b.f, rowHeight()
	y, ground := float32(row)*tall, ink(theme.ColorNameBackground)
	shade := color.Color(color.Transparent)
	if f.on.selected(row) {
		shade = ink(theme.ColorNameSelection)
	}
	place(face.back, fyne.NewPos(0, y), fyne.NewSize(max(f.wide(), f.scroll.Size().Width), tall), shade)
	place(face.line, fyne.NewPos(0, y+tall-1), fyne.NewSize(max(f.wide(), f.scroll.Size().Width), 1), ink(theme.ColorNameSeparator))
	wide := f.left(min(f.fixed, len(f.widths)))
	if f.on.selected(row) {
		ground = blended(shade, ground)
	}
	place(face.fixed, fyne.NewPos(f.scroll.Offset.X, y), fyne.NewSize(wide, tall-1), ground)
	place(face.edge, fyne.NewPos(f.scroll.Offset.X+wide-1, y), fyne.NewSize(1, tall), ink(theme.ColorNameInputBorder))
	face.fixed.Hidden = wide == 0 || f.scroll.Offset.X == 0
	face.edge.Hidden = face.fixed.Hidden
}

// drawCell gives what is to be seen of a cell: nothing if it is out of sight.
func (b *tableBody) drawCell(c *cellFace, row, col int) []fyne.CanvasObject {
	f, tall := b.f, rowHeight()
	x, wide, off := f.left(col), f.widths[col], f.scroll.Offset.X
	if col < f.fixed {
		x += off
	} else if x+wide < off || x > off+f.scroll.Size().Width {
		return nil
	}
	cell, y := f.on.cell(row, col), float32(row)*tall
	var out []fyne.CanvasObject
	if cell.fill != nil {
		place(c.fill, fyne.NewPos(x+1, y+1), fyne.NewSize(wide-2, tall-3), cell.fill)
		out = append(out, c.fill)
	}
	text := f.shorten(cell.text, wide, cell.bold)
	if text == "" || col >= f.fixed && f.heads[col].align == fyne.TextAlignTrailing && !b.whole(x, wide) {
		return out
	}
	setText(c.text, text, cell.ink, fyne.TextStyle{Bold: cell.bold}, f.heads[col].align)
	c.text.Move(fyne.NewPos(x+cellSide, y+cellTall))
	c.text.Resize(fyne.NewSize(wide-2*cellSide, tall-2*cellTall))
	return append(out, c.text)
}

// whole tells whether a cell is in sight from edge to edge. A figure of which but a part is seen would be read
// as another figure.
func (b *tableBody) whole(x, wide float32) bool {
	f := b.f
	from, to := f.scroll.Offset.X+f.left(min(f.fixed, len(f.widths))), f.scroll.Offset.X+f.scroll.Size().Width
	return x+cellSide >= from && x+wide-cellSide <= to || wide > to-from
}

// place moves a rectangle and colours it, if that is not so yet.
func place(r *canvas.Rectangle, at fyne.Position, size fyne.Size, fill color.Color) {
	if r.Position() != at {
		r.Move(at)
	}
	if r.Size() != size {
		r.Resize(size)
	}
	if r.FillColor != fill {
		r.FillColor = fill
		r.Refresh()
	}
}

// setText changes a text only where it differs: drawing letters is what takes time in a table.
func setText(t *canvas.Text, text string, shade color.Color, style fyne.TextStyle, align fyne.TextAlign) {
	size := theme.TextSize()
	if t.Text == text && t.Color == shade && t.TextStyle == style && t.Alignment == align && t.TextSize == size {
		return
	}
	t.Text, t.Color, t.TextStyle, t.Alignment, t.TextSize = text, shade, style, align, size
	t.Refresh()
}

// blended lays a translucent colour over an opaque one.
func blended(top, ground color.Color) color.Color {
	t, g := color.NRGBAModel.Convert(top).(color.NRGBA), color.NRGBAModel.Convert(ground).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(t.A) + int(b)*(255-int(t.A))) / 255) }
	return color.NRGBA{mix(t.R, g.R), mix(t.G, g.G), mix(t.B, g.B), 255}
}

// hair is what the sum of shared widths may miss the room by.
const hair = 0.1

func (b *tableBody) MinSize() fyne.Size {
	bar := theme.Size(theme.SizeNameScrollBarSmall) // the bars lie over what is scrolled
	size := fyne.NewSize(b.f.wide(), float32(b.f.count)*rowHeight())
	see := b.f.scroll.Size()
	if size.Height > see.Height && size.Width > see.Width-bar+hair {
		size.Width += bar
	}
	if size.Width > see.Width+hair {
		size.Height += bar
	} else {
		size.Width = min(size.Width, see.Width)
	}
	return size
}

func (b *tableBody) CreateRenderer() fyne.WidgetRenderer { return &bodyRenderer{b} }

type bodyRenderer struct{ b *tableBody }

func (r *bodyRenderer) Layout(fyne.Size)             { r.b.draw() }
func (r *bodyRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *bodyRenderer) Refresh()                     { r.b.draw() }
func (r *bodyRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r *bodyRenderer) Destroy()                     {}
