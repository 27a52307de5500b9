package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// pane is a clipped part of the grid: the cells that scroll, those that stand, or headings. What it draws
// lies at its place among all cells; scrolling moves the whole.
type pane struct {
	clip    *container.Clip
	content *fyne.Container
	layers  [5]*fyne.Container
	cells   map[int]*drawnCell // by the cell's number
	keep    map[int]bool
	list    []wantedCell
	spare   []*drawnCell
	ground  *canvas.Rectangle // covers what a pane below draws beyond its edge
	rules   []*canvas.Rectangle
	block   *canvas.Rectangle
	cursor  *canvas.Rectangle
}

// Layers of a pane, the lowest first.
const (
	layerLines = iota
	layerFills
	layerTexts
	layerSigns
	layerChosen
)

func newPane() *pane {
	p := &pane{ground: canvas.NewRectangle(color.Transparent), content: container.NewWithoutLayout(), cells: map[int]*drawnCell{}, keep: map[int]bool{},
		block: canvas.NewRectangle(color.Transparent), cursor: canvas.NewRectangle(color.Transparent)}
	p.content.Add(p.ground)
	for i := range p.layers {
		p.layers[i] = container.NewWithoutLayout()
		p.content.Add(p.layers[i])
	}
	p.layers[layerChosen].Objects = []fyne.CanvasObject{p.block, p.cursor}
	p.block.Hide()
	p.cursor.Hide()
	p.clip = container.NewClip(p.content)
	return p
}

// part is what a pane shows: cells from first to beyond, and where they stand.
type part struct {
	xs, ys     *axis
	rows, cols [2]int // from, beyond: those that are in view
	at         fyne.Position
	size       fyne.Size
	shift      fyne.Position // of the content in the pane
	cell       func(row, col int) Cell
	area       func(row, col int) Area
	flow       bool // long text runs over empty neighbours
	list       bool // rows are selected
	look       *look
	wraps      *wrapper
}

func (p *pane) hide() { p.clip.Hide() }

// draw shows the part, with what was drawn before where it is the same.
func (p *pane) draw(t *part) {
	if t.size.Width <= 0 || t.size.Height <= 0 {
		p.hide()
		return
	}
	p.clip.Show()
	p.clip.Move(t.at)
	p.clip.Resize(t.size)
	p.content.Move(fyne.NewPos(-t.shift.X, -t.shift.Y))
	p.ground.FillColor = t.look.paper
	p.ground.Move(t.shift)
	p.ground.Resize(t.size)
	wanted := p.wanted(t)
	for key, d := range p.cells {
		if !p.keep[key] {
			p.spare = append(p.spare, d)
			delete(p.cells, key)
		}
	}
	fills, texts, signs := p.layers[layerFills].Objects[:0], p.layers[layerTexts].Objects[:0], p.layers[layerSigns].Objects[:0]
	for i := range wanted {
		key := wanted[i].key
		d := p.cells[key]
		if d == nil {
			d = p.take()
			p.cells[key] = d
		}
		d.set(wanted[i], t)
		if d.filled {
			fills = append(fills, d.fill)
		}
		if d.body != nil {
			texts = append(texts, d.body)
		}
		signs = append(signs, d.signs...)
	}
	p.layers[layerFills].Objects, p.layers[layerTexts].Objects, p.layers[layerSigns].Objects = fills, texts, signs
	p.rule(t)
	canvas.Refresh(p.clip)
}

func (p *pane) take() *drawnCell {
	if n := len(p.spare); n > 0 {
		d := p.spare[n-1]
		p.spare = p.spare[:n-1]
		return d
	}
	return newDrawnCell()
}

// wanted are the cells to draw: those in view, merged areas once, and texts that run into view from the
// left. Their keys are kept.
func (p *pane) wanted(t *part) []wantedCell {
	clear(p.keep)
	out := p.list[:0]
	for r := t.rows[0]; r < t.rows[1]; r++ {
		if t.flow {
			if w, ok := p.fromLeft(t, r); ok {
				p.keep[w.key] = true
				out = append(out, w)
			}
		}
		for c := t.cols[0]; c < t.cols[1]; c++ {
			a := t.area(r, c)
			key := a.Top*t.xs.count() + a.Left
			if p.keep[key] || a.Cells() == 1 && (t.ys.length(r) == 0 || t.xs.length(c) == 0) {
				continue
			}
			p.keep[key] = true
			out = append(out, p.want(t, a))
		}
	}
	p.list = out
	return out
}

// flowColumns is how far a text is followed over empty cells.
const flowColumns = 30

// fromLeft is the cell out of view to the left whose text runs into view.
func (p *pane) fromLeft(t *part, row int) (wantedCell, bool) {
	for c := t.cols[0] - 1; c >= max(0, t.cols[0]-flowColumns); c-- {
		a := t.area(row, c)
		if a.Cells() > 1 {
			break
		}
		w := p.want(t, a)
		if w.cell.Text != "" {
			return w, w.span >= t.cols[0]
		}
	}
	return wantedCell{}, false
}

// wantedCell is a cell with the area it fills and the last column its text may run over.
type wantedCell struct {
	key  int
	area Area
	cell Cell
	span int
}

func (p *pane) want(t *part, a Area) wantedCell {
	w := wantedCell{key: a.Top*t.xs.count() + a.Left, area: a, cell: t.cell(a.Top, a.Left), span: a.Right}
	if !t.flow || a.Cells() > 1 || w.cell.Wrap || w.cell.Text == "" || w.cell.Align != Left {
		return w
	}
	need := fyne.MeasureText(w.cell.Text, t.look.size, t.look.style(&w.cell)).Width + 2*t.look.padX
	for w.span+1 < t.xs.count() && w.span < a.Left+flowColumns && t.xs.span(a.Left, w.span) < need {
		next := t.area(a.Top, w.span+1)
		c := t.cell(next.Top, next.Left)
		if c.Text != "" || next.Cells() > 1 || c.Mark != None {
			break
		}
		w.span++
	}
	return w
}

// rule draws the lines between the cells in view.
func (p *pane) rule(t *part) {
	n := 0
	line := func(x, y, w, h float32) {
		if n == len(p.rules) {
			p.rules = append(p.rules, canvas.NewRectangle(t.look.lines))
		}
		r := p.rules[n]
		if r.FillColor != t.look.lines {
			r.FillColor = t.look.lines
			r.Refresh()
		}
		r.Move(fyne.NewPos(x, y))
		r.Resize(fyne.NewSize(w, h))
		n++
	}
	left, right := t.xs.start(t.cols[0]), t.xs.start(t.cols[1])
	top, bottom := t.ys.start(t.rows[0]), t.ys.start(t.rows[1])
	for r := t.rows[0]; r < t.rows[1]; r++ {
		line(left, t.ys.end(r)-1, right-left, 1)
	}
	for c := t.cols[0]; c < t.cols[1]; c++ {
		line(t.xs.end(c)-1, top, 1, bottom-top)
	}
	lines := p.layers[layerLines].Objects[:0]
	for _, r := range p.rules[:n] {
		lines = append(lines, r)
	}
	p.layers[layerLines].Objects = lines
}

// choose draws the selected block and the cursor; width is that of its frame.
func (p *pane) choose(t *part, block, cursor Area, width float32) {
	put := func(r *canvas.Rectangle, a Area) {
		at := fyne.NewPos(t.xs.start(a.Left)-1, t.ys.start(a.Top)-1)
		at.X, at.Y = max(0, at.X), max(0, at.Y)
		r.Move(at)
		r.Resize(fyne.NewSize(t.xs.end(a.Right)-at.X, t.ys.end(a.Bottom)-at.Y))
		r.Show()
		r.Refresh()
	}
	frame := t.look.cursor
	if width < 2 {
		frame = t.look.faint
		width = 2
	}
	p.cursor.StrokeColor, p.cursor.StrokeWidth = frame, width
	p.block.FillColor, p.block.StrokeColor, p.block.StrokeWidth = t.look.selected, frame, 1
	put(p.cursor, cursor)
	if block == cursor && !t.list {
		p.block.Hide()
	} else {
		put(p.block, block)
	}
}
