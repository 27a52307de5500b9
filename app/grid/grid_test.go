package grid

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

const (
	up, down, left, right = fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight
	enter, tab, esc       = fyne.KeyReturn, fyne.KeyTab, fyne.KeyEscape
)

func TestKeysMoveAsInExcel(t *testing.T) {
	holes := func() *paper { // column 1: figures in 0–2 and 6–7 of 40 rows
		p := newPaper(40, 10)
		for _, r := range []int{0, 1, 2, 6, 7} {
			p.cells[[2]int{r, 1}] = Cell{Text: "5", Editable: true}
		}
		p.cells[[2]int{1, 4}] = Cell{Text: "6"}
		return p
	}
	for name, c := range map[string]struct {
		p        *paper
		do       func(b *bench)
		row, col int
	}{
		"arrows":                       {figures(40, 10), func(b *bench) { b.key(down, down, right, up) }, 1, 1},
		"not beyond the edge":          {figures(40, 10), func(b *bench) { b.key(up, left) }, 0, 0},
		"Ctrl+down: end of the block":  {holes(), func(b *bench) { b.Select(0, 1); b.ctrl(down) }, 2, 1},
		"Ctrl+down: the next figure":   {holes(), func(b *bench) { b.Select(2, 1); b.ctrl(down) }, 6, 1},
		"Ctrl+down: the last row":      {holes(), func(b *bench) { b.Select(7, 1); b.ctrl(down) }, 39, 1},
		"Ctrl+up":                      {holes(), func(b *bench) { b.Select(39, 1); b.ctrl(up) }, 7, 1},
		"Ctrl+right":                   {holes(), func(b *bench) { b.Select(1, 1); b.ctrl(right) }, 1, 4},
		"Home":                         {figures(40, 10), func(b *bench) { b.Select(3, 4); b.key(fyne.KeyHome) }, 3, 0},
		"End: the last that is filled": {holes(), func(b *bench) { b.Select(1, 0); b.key(fyne.KeyEnd) }, 1, 4},
		"Ctrl+Home":                    {figures(40, 10), func(b *bench) { b.Select(3, 4); b.ctrl(fyne.KeyHome) }, 0, 0},
		"Ctrl+End":                     {holes(), func(b *bench) { b.ctrl(fyne.KeyEnd) }, 7, 4},
		"Enter goes down":              {figures(40, 10), func(b *bench) { b.key(enter) }, 1, 0},
		"Shift+Enter goes up":          {figures(40, 10), func(b *bench) { b.Select(4, 2); b.shift(enter) }, 3, 2},
		"Tab goes right":               {figures(40, 10), func(b *bench) { b.key(tab) }, 0, 1},
		"Shift+Tab goes left":          {figures(40, 10), func(b *bench) { b.Select(1, 2); b.shift(tab) }, 1, 1},
		"Enter after Tab goes back":    {figures(40, 10), func(b *bench) { b.Select(1, 2); b.key(tab, tab, enter) }, 2, 2},
		"an arrow ends the Tab run":    {figures(40, 10), func(b *bench) { b.Select(1, 2); b.key(tab, tab, left, enter) }, 2, 3},
		"page down and up":             {figures(100, 10), func(b *bench) { b.key(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyPageUp) }, 0, 0},
		"page down ends in the last":   {figures(15, 10), func(b *bench) { b.key(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown) }, 14, 0},
	} {
		t.Run(name, func(t *testing.T) {
			b := show(t, c.p)
			c.do(b)
			b.at(c.row, c.col)
		})
	}
}

func TestFrozenCellsAreWhereHomeStops(t *testing.T) {
	p := figures(40, 10)
	p.frozen = [2]int{2, 1}
	b := show(t, p)
	b.Select(30, 5)
	b.key(fyne.KeyHome)
	b.at(30, 1)
	b.ctrl(fyne.KeyHome)
	b.at(2, 1)
}

func TestMergedCellsAreOne(t *testing.T) {
	p := figures(10, 6)
	p.merges = []Area{{1, 1, 2, 3}}
	b := show(t, p)
	b.Select(1, 0)
	b.key(right)
	b.at(1, 1)
	b.chose(Area{1, 1, 2, 3})
	b.key(right)
	b.at(1, 4)
	b.Select(2, 3)
	b.at(1, 1)
	b.key(down)
	b.at(3, 1)
	b.click(0, 2, 0)
	b.click(1, 0, fyne.KeyModifierShift)
	b.chose(Area{0, 0, 2, 3}) // grown until it cuts no merged area
	if got := markup(b); strings.Contains(got, ">1.2<") {
		t.Error("a covered cell is drawn")
	}
}

func markup(b *bench) string { return test.RenderToMarkup(b.win.Canvas()) }

func TestShiftExtends(t *testing.T) {
	b := show(t, figures(40, 10))
	b.Select(2, 2)
	b.shift(down, down, right)
	b.at(2, 2)
	b.chose(Area{2, 2, 4, 3})
	b.shift(up, up, up)
	b.chose(Area{1, 2, 2, 3})
	b.shortcut2(&desktop.CustomShortcut{KeyName: down, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	b.chose(Area{2, 2, 39, 3})
	b.shortcut2(&fyne.ShortcutSelectAll{})
	b.chose(Area{0, 0, 39, 9})
	b.key(esc)
	b.chose(Area{0, 0, 0, 0})
}

func TestEnterGoesThroughTheBlock(t *testing.T) {
	b := show(t, figures(10, 10))
	b.SelectArea(Area{1, 1, 2, 2})
	for _, want := range [][2]int{{2, 1}, {1, 2}, {2, 2}, {1, 1}} {
		b.key(enter)
		b.at(want[0], want[1])
		b.chose(Area{1, 1, 2, 2})
	}
	b.key(tab)
	b.at(1, 2)
}

func TestTypingWritesOverTheCell(t *testing.T) {
	b := show(t, figures(10, 10))
	b.typed("12")
	if !b.Editing() {
		t.Fatal("typing does not begin")
	}
	b.key(enter)
	b.at(1, 0)
	b.typed("7")
	b.key(tab)
	b.at(1, 1)
	b.typed("8")
	b.key(down)
	b.at(2, 1)
	want := [][]Edit{{{0, 0, "12"}}, {{1, 0, "7"}}, {{1, 1, "8"}}}
	if !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v, want %v", b.commits, want)
	}
	if b.win.Canvas().Focused() != fyne.Focusable(b.Grid) {
		t.Error("the grid has not the focus back")
	}
}

func TestEscGivesUp(t *testing.T) {
	b := show(t, figures(10, 10))
	b.typed("12")
	b.key(esc)
	b.at(0, 0)
	if b.Editing() || b.commits != nil || !strings.Contains(markup(b), "0.0") {
		t.Errorf("editing %v, committed %v", b.Editing(), b.commits)
	}
}

// Unikey takes letters back and writes others; what it sends must reach the same entry untouched.
func TestVietnameseIsTypedOverACell(t *testing.T) {
	b := show(t, figures(10, 10))
	b.typed("tie")
	b.key(fyne.KeyBackspace)
	b.typed("ê")
	b.typed("ng")
	b.key(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	b.typed("ếng")
	b.key(enter)
	if want := [][]Edit{{{0, 0, "tiếng"}}}; !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v", b.commits)
	}
}

func TestF2EditsTheText(t *testing.T) {
	p := figures(10, 10)
	p.change(0, 0, func(c *Cell) { c.Text, c.Edit = "1.234,5", "1234,5" })
	b := show(t, p)
	b.key(fyne.KeyF2)
	b.key(left) // moves in the text
	b.at(0, 0)
	b.typed("0")
	b.key(enter)
	if want := [][]Edit{{{0, 0, "1234,05"}}}; !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v, want %v", b.commits, want)
	}
	b.Select(0, 0)
	b.key(fyne.KeyF2, enter) // nothing changed
	if len(b.commits) != 1 {
		t.Errorf("committed %v", b.commits)
	}
}

func TestF2InAWrappedCellBeginsBehindTheText(t *testing.T) {
	p := figures(10, 10)
	p.change(0, 0, func(c *Cell) { c.Text, c.Edit, c.Wrap = "1.110", "1.110", true })
	b := show(t, p)
	b.key(fyne.KeyF2)
	b.typed("7")
	b.key(enter)
	if want := [][]Edit{{{0, 0, "1.1107"}}}; !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v, want %v", b.commits, want)
	}
}

// A figure that the file keeps as a text becomes one when it is typed again, not when it is only looked at.
func TestFigureKeptAsTextIsTypedAgain(t *testing.T) {
	p := figures(10, 10)
	p.change(0, 0, func(c *Cell) { c.Text, c.Edit, c.Anew = "160", "160", true })
	b := show(t, p)
	b.key(fyne.KeyF2, enter)
	if b.commits != nil {
		t.Errorf("looked at, and committed %v", b.commits)
	}
	b.Select(0, 0)
	b.typed("160")
	b.key(enter)
	b.Select(0, 0)
	b.paste("160")
	if want := [][]Edit{{{0, 0, "160"}}, {{0, 0, "160"}}}; !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v, want %v", b.commits, want)
	}
}

func TestBackspaceBeginsEmptyAndDeleteClears(t *testing.T) {
	b := show(t, figures(10, 10))
	b.key(fyne.KeyBackspace, enter)
	b.SelectArea(Area{3, 3, 4, 4})
	b.key(fyne.KeyDelete)
	want := [][]Edit{{{0, 0, ""}}, {{3, 3, ""}, {3, 4, ""}, {4, 3, ""}, {4, 4, ""}}}
	if !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v, want %v", b.commits, want)
	}
}

func TestWhatIsNotTypedInto(t *testing.T) {
	p := figures(10, 10)
	p.change(1, 1, func(c *Cell) { c.Editable = false })
	b := show(t, p)
	opened := 0
	b.OnActivate = func(int, int) { opened++ }
	b.Select(1, 1)
	b.typed("5")
	b.key(fyne.KeyF2, fyne.KeyDelete, enter)
	b.at(1, 1)
	if b.Editing() || b.commits != nil || len(b.refused) != 3 || opened != 1 {
		t.Errorf("editing %v, commits %v, refused %v, opened %d", b.Editing(), b.commits, b.refused, opened)
	}
}

func TestClickElsewhereCommits(t *testing.T) {
	b := show(t, figures(10, 10))
	b.typed("3")
	b.click(4, 2, 0)
	b.at(4, 2)
	if want := [][]Edit{{{0, 0, "3"}}}; !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v", b.commits)
	}
}

func TestFocusElsewhereCommitsButNotAnotherProgram(t *testing.T) {
	b := show(t, figures(10, 10))
	b.typed("3")
	b.win.Canvas().Focused().FocusLost() // as the window tells when another program comes to the front
	b.run()
	if !b.Editing() || b.commits != nil {
		t.Fatalf("editing %v, committed %v", b.Editing(), b.commits)
	}
	b.win.Canvas().Focused().FocusGained()
	b.typed("4")
	b.win.Canvas().Unfocus()
	b.run()
	if want := [][]Edit{{{0, 0, "34"}}}; b.Editing() || !reflect.DeepEqual(b.commits, want) {
		t.Errorf("editing %v, committed %v", b.Editing(), b.commits)
	}
}

func (b *bench) run() {
	for _, f := range b.later {
		f()
	}
	b.later = nil
}

func TestMouse(t *testing.T) {
	b := show(t, figures(40, 10))
	var menu []int
	b.OnMenu = func(r, c int, _ fyne.Position) { menu = append(menu, r, c) }
	b.click(2, 3, 0)
	b.at(2, 3)
	b.click(4, 4, fyne.KeyModifierShift)
	b.chose(Area{2, 3, 4, 4})
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonSecondary}
	ev.Position = b.place(3, 3)
	b.MouseDown(ev) // within the block: it stays
	b.chose(Area{2, 3, 4, 4})
	ev.Position = b.place(6, 1)
	b.MouseDown(ev)
	b.TappedSecondary(&fyne.PointEvent{})
	b.key(desktop.KeyMenu)
	if want := []int{6, 1, 6, 1}; !reflect.DeepEqual(menu, want) {
		t.Errorf("menus at %v", menu)
	}
	b.click(1, 1, 0)
	drag := &fyne.DragEvent{}
	drag.Position = b.place(3, 2)
	b.Dragged(drag)
	b.chose(Area{1, 1, 3, 2})
	b.DoubleTapped(&fyne.PointEvent{Position: b.place(1, 1)})
	if !b.Editing() {
		t.Error("a double click does not edit")
	}
	b.key(esc)
	head := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	head.Position = fyne.NewPos(b.place(0, 2).X, 5)
	b.MouseDown(head)
	b.chose(Area{0, 2, 39, 2})
	head.Position = fyne.NewPos(5, b.place(3, 0).Y)
	b.MouseDown(head)
	b.chose(Area{3, 0, 3, 9})
}

func TestSelectScrollsIntoView(t *testing.T) {
	b := show(t, figures(200, 60))
	for _, c := range [][2]int{{199, 59}, {100, 30}, {0, 0}} {
		b.Select(c[0], c[1])
		if got := markup(b); !strings.Contains(got, fmt.Sprintf(">%d.%d<", c[0], c[1])) {
			t.Errorf("%v is not in view", c)
		}
	}
	if strings.Contains(markup(b), ">199.59<") {
		t.Error("cells out of view are drawn")
	}
}

func TestWheelScrolls(t *testing.T) {
	b := show(t, figures(200, 60))
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -100)})
	if b.Offset().Y != 100 {
		t.Errorf("scrolled to %v", b.Offset())
	}
	b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1e6)})
	if b.Offset().Y != 0 {
		t.Errorf("scrolled to %v", b.Offset())
	}
	b.at(0, 0)
}

func TestSignsStandBesideTheColour(t *testing.T) {
	p := figures(6, 3)
	for i, m := range []Mark{Block, Explain, Note, Mended} {
		p.change(i, 0, func(c *Cell) { c.Mark = m })
	}
	b := show(t, p)
	got := markup(b)
	for _, sign := range []string{"✕", "!", "i", "✎"} {
		if !strings.Contains(got, ">"+sign+"<") {
			t.Errorf("no sign %s", sign)
		}
	}
	p.change(0, 0, func(c *Cell) { c.Mark = None })
	b.Grid.Refresh()
	if strings.Contains(markup(b), ">✕<") {
		t.Error("the sign stays though the mark is gone")
	}
}

func TestHeadingsCanBeSwitchedOff(t *testing.T) {
	b := show(t, figures(6, 3))
	if got := markup(b); !strings.Contains(got, ">A<") || !strings.Contains(got, ">6<") {
		t.Error("no headings")
	}
	b.HideHeadings = true
	b.Grid.Refresh()
	if strings.Contains(markup(b), ">A<") {
		t.Error("the headings stay")
	}
}

func TestLongTextRunsOverEmptyCellsOnly(t *testing.T) {
	p := newPaper(3, 30)
	p.put(0, 0, strings.Repeat("Ủy ban nhân dân xã ", 8))
	p.put(1, 0, strings.Repeat("Ủy ban nhân dân xã ", 8))
	p.put(1, 1, "x")
	b := show(t, p)
	widthOf := func(row int) float32 {
		for _, d := range b.drawn.body.cells {
			if d.shown.area == (Area{row, 0, row, 0}) {
				return b.xs.span(0, d.shown.span)
			}
		}
		return 0
	}
	if w := widthOf(0); w < 500 {
		t.Errorf("text over empty cells has %v", w)
	}
	if w := widthOf(1); w != b.xs.length(0) {
		t.Errorf("text beside a figure has %v", w)
	}
	b.ScrollTo(fyne.NewPos(200, 0))
	if widthOf(0) == 0 {
		t.Error("the text is gone once its cell is out of view")
	}
}

func TestWrappedTextMakesTheRowHigher(t *testing.T) {
	p := newPaper(4, 3)
	p.put(0, 0, "Nghèo mới phát sinh trong kỳ báo cáo")
	low := New(p).ys.length(0)
	p.change(0, 0, func(c *Cell) { c.Wrap = true })
	g := New(p)
	if high := g.ys.length(0); high < 3*low*0.8 {
		t.Errorf("height %v, one line has %v", high, low)
	}
	p.merges = []Area{{1, 0, 2, 0}}
	p.cells[[2]int{1, 0}] = Cell{Text: "Nghèo mới phát sinh trong kỳ báo cáo của đơn vị", Wrap: true}
	if got := New(p).ys.span(1, 2); got < 4*low*0.8 {
		t.Errorf("merged height %v", got)
	}
}

func TestZoomSizesCells(t *testing.T) {
	b := show(t, figures(40, 10))
	w, h := b.xs.length(0), b.ys.length(0)
	b.SetZoom(2)
	if b.xs.length(0) < 1.9*w || b.ys.length(0) < 1.9*h {
		t.Errorf("%v×%v became %v×%v", w, h, b.xs.length(0), b.ys.length(0))
	}
}

func TestEmptySourceHarmsNothing(t *testing.T) {
	b := show(t, newPaper(0, 0))
	b.key(down, fyne.KeyF2, fyne.KeyDelete, enter, tab, fyne.KeyPageDown)
	b.ctrl(down, fyne.KeyEnd)
	b.typed("5")
	b.click2(fyne.NewPos(50, 50))
	b.shortcut2(&fyne.ShortcutPaste{Clipboard: test.NewClipboard()})
	b.SetSource(figures(3, 3))
	b.key(down)
	b.at(1, 0)
	b.SetSource(newPaper(1, 1))
	b.at(0, 0)
}

func (b *bench) click2(at fyne.Position) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	ev.Position = at
	b.MouseDown(ev)
	b.Dragged(&fyne.DragEvent{})
	b.DoubleTapped(&fyne.PointEvent{Position: at})
}

func TestShortcutsThatAreNotTheGridsReachTheWindow(t *testing.T) {
	b := show(t, figures(3, 3))
	saved, undone := 0, 0
	s := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	b.OnShortcut = func(got fyne.Shortcut) {
		if got == fyne.Shortcut(s) {
			saved++
		}
	}
	b.OnUndo = func() { undone++ }
	b.shortcut2(s)
	b.shortcut2(&fyne.ShortcutUndo{})
	b.typed("5")
	b.shortcut2(s) // while typing: taken over first
	if saved != 2 || undone != 1 || len(b.commits) != 1 {
		t.Errorf("saved %d, undone %d, committed %v", saved, undone, b.commits)
	}
}

func TestHiddenRowsAndColumnsArePassedOver(t *testing.T) {
	p := figures(10, 10)
	p.width[1], p.tall = -1, map[int]float32{2: -1}
	b := show(t, p)
	b.key(right)
	b.at(0, 2)
	b.Select(1, 0)
	b.key(down)
	b.at(3, 0)
	if got := markup(b); strings.Contains(got, ">0.1<") || strings.Contains(got, ">2.3<") {
		t.Error("a hidden cell is drawn")
	}
}

func TestListStretchesAndSelectsRows(t *testing.T) {
	p := newPaper(30, 2)
	p.width = map[int]float32{0: 6, 1: 10}
	for r := range 30 {
		p.cells[[2]int{r, 0}] = Cell{Text: "J18"}
		p.cells[[2]int{r, 1}] = Cell{Text: strings.Repeat("Hộ nghèo cuối kỳ ", 8), Wrap: true}
	}
	b := show(t, p)
	b.Stretch, b.WholeRows, b.HideHeadings = true, true, true
	b.Grid.Refresh()
	if got := b.xs.total(); got < 600 {
		t.Errorf("the columns fill %v of 640", got)
	}
	wide := b.ys.length(0)
	b.win.Resize(fyne.NewSize(320, 300))
	if b.ys.length(0) <= wide {
		t.Error("the text is not broken anew in less room")
	}
	b.key(down)
	b.chose(Area{1, 0, 1, 1})
}

// titled has tables with titles above their headings.
type titled struct {
	*paper
	bands []Band
}

func (p *titled) Bands() []Band { return p.bands }

func TestTitleScrollsAwayAndHeadingsStand(t *testing.T) {
	p := figures(60, 4)
	b := show(t, p)
	b.SetSource(&titled{p, []Band{{3, 4, 60}}})
	seen := func(want ...string) {
		t.Helper()
		got := markup(b)
		for _, w := range want {
			if yes, text := w[0] == '+', ">"+w[1:]+"<"; strings.Contains(got, text) != yes {
				t.Errorf("%s: in view %v", w[1:], !yes)
			}
		}
	}
	seen("+0.0", "+3.0", "+6.0", "-40.0")
	b.Select(40, 1)
	seen("-0.0", "-2.0", "+3.0", "-5.0", "+40.0")
	at := b.place(3, 1)
	if row, _, _, _ := b.cellAt(at); row != 3 {
		t.Errorf("on the standing heading there is row %d", row)
	}
	if row, _, _, _ := b.cellAt(b.place(40, 1)); row != 40 {
		t.Errorf("row 40 is taken for %d", row)
	}
	b.key(up)
	b.at(39, 1)
	b.Select(4, 1)
	seen("+3.0", "+4.1")
	b.Select(0, 0)
	seen("+0.0", "+3.0", "+6.0")
	for range 59 {
		b.key(down)
	}
	seen("+3.0", "+59.0")
	for range 59 {
		b.key(up)
	}
	seen("+0.0")
}

func TestKeysStopWhereARowBegins(t *testing.T) {
	b := show(t, figures(60, 4))
	for range 30 {
		b.key(down)
	}
	if row := b.ys.at(b.Offset().Y); b.ys.start(row) != b.Offset().Y {
		t.Errorf("scrolled to %v, row %d begins at %v", b.Offset().Y, row, b.ys.start(row))
	}
}

func TestKeysThatAreNotTheGridsReachTheWindow(t *testing.T) {
	b := show(t, figures(3, 3))
	var got []fyne.KeyName
	b.win.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
	b.key(fyne.KeyF1, down, fyne.KeyF5)
	if !reflect.DeepEqual(got, []fyne.KeyName{fyne.KeyF1, fyne.KeyF5}) {
		t.Errorf("the window was given %v", got)
	}
}

func TestClearingAroundAHeadingSaysNothing(t *testing.T) {
	p := figures(3, 3)
	p.change(0, 0, func(c *Cell) { c.Editable = false })
	b := show(t, p)
	b.shortcut2(&fyne.ShortcutSelectAll{})
	b.key(fyne.KeyDelete)
	if len(b.refused) != 0 || len(b.commits) != 1 || len(b.commits[0]) != 8 {
		t.Errorf("committed %v, refused %v", b.commits, b.refused)
	}
}

func TestCellThatTakesSomeWordsListsThem(t *testing.T) {
	b := show(t, figures(6, 3))
	b.Choices = func(row, col int) []string {
		if row == 1 {
			return []string{"Đạt", "Chưa đạt"}
		}
		return nil
	}
	if !b.drawn.chooser.Hidden {
		t.Error("an arrow where anything may be typed")
	}
	b.Select(1, 1)
	if b.drawn.chooser.Hidden || !strings.Contains(markup(b), ">▾<") {
		t.Error("no arrow")
	}
	b.shortcut2(&desktop.CustomShortcut{KeyName: down, Modifier: fyne.KeyModifierAlt})
	if got := markup(b); !strings.Contains(got, ">Chưa đạt<") {
		t.Fatal("the words are not listed")
	}
	b.key(down, down, enter)
	if want := [][]Edit{{{1, 1, "Chưa đạt"}}}; !reflect.DeepEqual(b.commits, want) {
		t.Errorf("committed %v", b.commits)
	}
	if b.win.Canvas().Focused() != fyne.Focusable(b.Grid) {
		t.Error("the grid has not the focus back")
	}
}

func TestEachTableHasItsHeadings(t *testing.T) {
	b := show(t, figures(80, 4))
	b.SetSource(&titled{b.p, []Band{{2, 4, 40}, {42, 44, 80}}})
	stands := func(want int) {
		t.Helper()
		if g := b.Grid; g.frozen.titles != want {
			t.Errorf("row %d stands, want %d", g.frozen.titles, want)
		}
	}
	for _, c := range [][2]int{{30, 2}, {70, 42}, {30, 2}, {79, 42}, {45, 42}, {20, 2}, {0, 0}} {
		b.Select(c[0], 1)
		stands(c[1])
		if got := markup(b); !strings.Contains(got, fmt.Sprintf(">%d.1<", c[0])) {
			t.Errorf("row %d is not in view", c[0])
		}
		if row, _, _, _ := b.cellAt(b.place(c[0], 1)); row != c[0] {
			t.Errorf("row %d is taken for %d", c[0], row)
		}
	}
	for range 79 {
		b.key(down)
		row, _ := b.Cursor()
		if got, _, _, _ := b.cellAt(b.place(row, 0)); got != row {
			t.Errorf("on the way down row %d is taken for %d", row, got)
		}
	}
	for range 79 {
		b.key(up)
		row, _ := b.Cursor()
		at, _ := b.box(Area{row, 0, row, 0})
		if got, _, _, _ := b.cellAt(b.place(row, 0)); got != row || at.Y < 0 {
			t.Errorf("on the way up row %d is taken for %d at %v", row, got, at.Y)
		}
	}
}
