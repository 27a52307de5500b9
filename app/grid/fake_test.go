package grid

import (
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// paper is a sheet in memory.
type paper struct {
	rows, cols int
	cells      map[[2]int]Cell
	merges     []Area
	width      map[int]float32 // -1: hidden
	tall       map[int]float32
	frozen     [2]int
}

func newPaper(rows, cols int) *paper {
	return &paper{rows: rows, cols: cols, cells: map[[2]int]Cell{}, width: map[int]float32{}}
}

func (p *paper) Size() (int, int)         { return p.rows, p.cols }
func (p *paper) Cell(r, c int) Cell       { return p.cells[[2]int{r, c}] }
func (p *paper) Height(r int) float32     { return p.tall[r] }
func (p *paper) Frozen() (rows, cols int) { return p.frozen[0], p.frozen[1] }

func (p *paper) Width(c int) float32 {
	if w := p.width[c]; w != 0 {
		return w
	}
	return 8.43
}

func (p *paper) MergeAt(r, c int) (Area, bool) {
	for _, a := range p.merges {
		if a.Has(r, c) {
			return a, true
		}
	}
	return Area{}, false
}

func (p *paper) put(r, c int, text string) {
	cell := p.cells[[2]int{r, c}]
	cell.Text, cell.Edit = text, ""
	p.cells[[2]int{r, c}] = cell
}

func (p *paper) change(r, c int, f func(*Cell)) {
	cell := p.cells[[2]int{r, c}]
	f(&cell)
	p.cells[[2]int{r, c}] = cell
}

// figures fills the paper with editable figures, «r,c» each.
func figures(rows, cols int) *paper {
	p := newPaper(rows, cols)
	for r := range rows {
		for c := range cols {
			p.cells[[2]int{r, c}] = Cell{Text: fmt.Sprintf("%d.%d", r, c), Align: Right, Editable: true}
		}
	}
	return p
}

// bench is a grid in a window, and what it told.
type bench struct {
	*Grid
	t       testing.TB
	p       *paper
	win     fyne.Window
	commits [][]Edit
	refused []int
	later   []func()
}

// show puts the grid of a paper into a window; what is committed is put on the paper.
func show(t testing.TB, p *paper) *bench {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.LightTheme()) //nolint:staticcheck // a fixed variant
	b := &bench{Grid: New(p), t: t, p: p}
	b.OnCommit = func(edits []Edit) {
		b.commits = append(b.commits, edits)
		for _, e := range edits {
			p.put(e.Row, e.Col, e.Text)
		}
	}
	b.OnRefused = func(r Refusal) { b.refused = append(b.refused, r.Cells) }
	b.Later = func(f func()) { b.later = append(b.later, f) }
	b.win = a.NewWindow("")
	b.win.SetPadded(false)
	b.win.SetContent(b.Grid)
	b.win.Resize(fyne.NewSize(640, 300))
	b.win.Canvas().Focus(b.Grid)
	return b
}

// key presses a key on whatever has the focus; shift holds Shift.
func (b *bench) key(names ...fyne.KeyName) {
	b.t.Helper()
	for _, name := range names {
		b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (b *bench) shift(names ...fyne.KeyName) {
	for _, name := range names {
		b.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		b.key(name)
		b.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

func (b *bench) ctrl(names ...fyne.KeyName) {
	for _, name := range names {
		b.shortcut2(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl})
	}
}

func (b *bench) shortcut2(s fyne.Shortcut) {
	b.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(s)
}

func (b *bench) typed(text string) {
	for _, r := range text {
		b.win.Canvas().Focused().TypedRune(r)
	}
}

func (b *bench) at(row, col int) {
	b.t.Helper()
	if r, c := b.Cursor(); r != row || c != col {
		b.t.Errorf("the cursor is at %d,%d, want %d,%d", r, c, row, col)
	}
}

func (b *bench) chose(want Area) {
	b.t.Helper()
	if got := b.Selection(); got != want {
		b.t.Errorf("selected %v, want %v", got, want)
	}
}

// place is the middle of a cell on the grid.
func (b *bench) place(row, col int) fyne.Position {
	at, size := b.box(b.areaOf(row, col))
	return at.AddXY(size.Width/2, size.Height/2)
}

func (b *bench) click(row, col int, m fyne.KeyModifier) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
	ev.Position = b.place(row, col)
	b.MouseDown(ev)
	b.MouseUp(ev)
}

// picture writes what the window shows where GRID_SHOTS says, to be looked at.
func picture(t testing.TB, w fyne.Window, name string) {
	dir := os.Getenv("GRID_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// sheet is a return's sheet as a commune has it.
func sheet() *paper {
	p := newPaper(40, 9)
	p.width = map[int]float32{0: 5, 1: 34, 2: 12, 3: 12, 4: 12, 5: 12, 6: 12, 7: 26, 8: 12}
	p.put(0, 0, "BÁO CÁO KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO TRONG THÁNG")
	p.change(0, 0, func(c *Cell) { c.Bold, c.Align = true, Center })
	p.merges = append(p.merges, Area{0, 0, 0, 8}, Area{3, 2, 3, 4}, Area{3, 0, 4, 0}, Area{3, 1, 4, 1})
	p.put(1, 0, "Đơn vị: Ủy ban nhân dân xã Thượng Nguyên Hạ Đình, huyện Quan Hóa")
	head := color.NRGBA{0xdd, 0xeb, 0xf7, 0xff}
	for c, text := range []string{"STT", "Chỉ tiêu", "Biến động trong tháng", "", "", "Đầu kỳ", "Cuối kỳ", "Giải trình của đơn vị báo cáo", "Ghi chú"} {
		p.cells[[2]int{3, c}] = Cell{Text: text, Bold: true, Align: Center, Wrap: true, Fill: head}
	}
	for c, text := range map[int]string{2: "Thoát nghèo", 3: "Tái nghèo", 4: "Nghèo mới phát sinh trong kỳ"} {
		p.cells[[2]int{4, c}] = Cell{Text: text, Align: Center, Wrap: true, Fill: head}
	}
	for r := 5; r < 40; r++ {
		p.cells[[2]int{r, 0}] = Cell{Text: fmt.Sprint(r - 4), Align: Center}
		p.cells[[2]int{r, 1}] = Cell{Text: "Hộ nghèo có người dân tộc thiểu số thuộc vùng đặc biệt khó khăn", Wrap: r%3 == 0}
		for c := 2; c < 7; c++ {
			p.cells[[2]int{r, c}] = Cell{Text: fmt.Sprintf("1.%03d", r*7+c), Align: Right, Editable: true}
		}
	}
	for i, m := range []Mark{Block, Explain, Note, Mended} {
		p.change(5+i, 3, func(c *Cell) { c.Mark = m })
		p.change(5+i, 1, func(c *Cell) { c.Mark = m })
		p.change(5+i, 5, func(c *Cell) { c.Mark, c.Edited = m, true })
	}
	p.frozen = [2]int{5, 2}
	return p
}
