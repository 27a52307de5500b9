package app

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/shopspring/decimal"
)

// commune is a row of the tables in tests.
type commune struct {
	code, name string
	poor       string // figure; empty: missing
}

func communes() []commune {
	return []commune{{"1", "Xã Đồng Tiến", "10"}, {"2", "Xã Dân Lực", "9"}, {"3", "Xã Phú Lệ", ""}, {"4", "Xã Ấm Thượng", "100"},
		{"5", "Xã An Bình", "9"}, {"6", "Xã Đa Phúc", "0"}}
}

func communeTable(w *Window) *dataTable[commune] {
	t := newDataTable(w, []column[commune]{
		{title: "Đơn vị", width: 120, grow: 1, text: func(c commune) string { return c.name }},
		{title: "Hộ nghèo", width: 110, align: fyne.TextAlignTrailing, text: func(c commune) string { return c.poor },
			figure: func(c commune) (decimal.Decimal, bool) {
				d, err := decimal.NewFromString(c.poor)
				return d, err == nil
			}},
	}, func(c commune) string { return c.code })
	w.setContent(t)
	t.setRows(communes())
	w.win.Canvas().Focus(t.body)
	return t
}

func codes(rows []commune) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.code)
	}
	return strings.Join(out, " ")
}

func TestHeadingSorts(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	for _, c := range []struct {
		col  int
		want string
	}{
		{0, "5 4 2 6 1 3"}, // An before Ấm: a ă â; Dân before Đa
		{0, "3 1 6 2 4 5"},
		{0, "1 2 3 4 5 6"},
		{1, "6 2 5 1 4 3"}, // as numbers, equal ones as they came, the missing one last
		{1, "4 1 2 5 6 3"}, // and last the other way too
	} {
		test.TapCanvas(w.win.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(tb.head).AddXY(tb.left(c.col)+9, 9))
		if got := codes(tb.rows); got != c.want {
			t.Errorf("column %d: %s, want %s", c.col, got, c.want)
		}
	}
	wantShown(t, w, signDown+"Hộ nghèo")
}

// The order of the Vietnamese alphabet: an, ấm stand under a and â; d before đ.
func TestNamesAreSortedAsInADictionary(t *testing.T) {
	names := []string{"Đa Phúc", "Thôn 10", "Ấm Thượng", "Dân Lực", "Thôn 2", "An Bình", "Êa", "Eo", "Ổn", "Oanh", "Ứng", "Um", "Bá", "Ba"}
	slices.SortStableFunc(names, byDictionary())
	want := []string{"An Bình", "Ấm Thượng", "Ba", "Bá", "Dân Lực", "Đa Phúc", "Eo", "Êa", "Oanh", "Ổn", "Thôn 2", "Thôn 10", "Um", "Ứng"}
	if !slices.Equal(names, want) {
		t.Errorf("got  %v\nwant %v", names, want)
	}
}

func TestFilterForgetsMarks(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	for filter, want := range map[string]string{"phu le": "3", "đ": "1 2 6", "da": "2 6", "le phu": "3", "xa": "1 2 3 4 5 6", "zzz": ""} {
		tb.setFilter(filter)
		if got := codes(tb.rows); got != want {
			t.Errorf("%q: %q, want %q", filter, got, want)
		}
	}
}

func TestWhatTheFilterHidesIsToldAsNotSelected(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	tb.select1("1")
	told := "?"
	tb.picked = func() { told = codes(tb.selected()) }
	find := tb.filterEntry("")
	w.win.SetContent(container.NewBorder(find, nil, nil, nil, tb))
	w.win.Canvas().Focus(find)
	tb.setFilter("phu le")
	if told != "" {
		t.Errorf("told that %q is selected", told)
	}
	press(w, fyne.KeyDown)
	if told != "3" || w.win.Canvas().Focused() != fyne.Focusable(tb.body) {
		t.Errorf("Down from the filter: %q is selected, %T has the keys", told, w.win.Canvas().Focused())
	}
}

func TestSelectionStaysOverARefresh(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	tb.select1("3")
	rows := communes()
	slices.Reverse(rows)
	tb.setRows(rows[1:])
	if got := codes(tb.selected()); got != "3" || tb.row != 2 {
		t.Errorf("selected %q, the keyboard on row %d", got, tb.row)
	}
}

func TestTableByKeyboard(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	var opened string
	tb.activate = func(c commune) { opened = c.code }
	down := &fyne.KeyEvent{Name: fyne.KeyDown}
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	press(w, fyne.KeyDown)
	tb.body.KeyDown(shift)
	tb.body.TypedKey(down)
	tb.body.TypedKey(down)
	tb.body.KeyUp(shift)
	if got := codes(tb.selected()); got != "2 3 4" {
		t.Errorf("Shift+Down selected %q", got)
	}
	press(w, fyne.KeyEnd)
	press(w, fyne.KeyReturn)
	if opened != "6" {
		t.Errorf("Enter opened %q", opened)
	}
	press(w, fyne.KeyHome)
	press(w, fyne.KeyUp) // onto the headings
	press(w, fyne.KeyRight)
	press(w, fyne.KeyReturn)
	if tb.by.col != 1 {
		t.Errorf("sorted by %d", tb.by.col)
	}
	press(w, fyne.KeyDown)
	press(w, fyne.KeyDown) // the keyboard stayed on commune 1, which is followed by 4 now
	if got := codes(tb.selected()); got != "4" {
		t.Errorf("selected %q", got)
	}
}

func TestTypingJumps(t *testing.T) {
	ts := newOnTheSpot()
	w := newTestWindow(t, &ts.tasks)
	tb := communeTable(w)
	typeText(t, w, "xa d")
	if got := codes(tb.selected()); got != "2" { // the next after the first
		t.Errorf("typing selected %q", got)
	}
	names := []string{"Đồng Tiến", "Dân Lực", "Phú Lệ", "Ấm Thượng"}
	for typed, want := range map[string]int{"d": 0, "da": 1, "PHU": 2, "âm": 3, "z": -1} {
		if got := jumpTo(len(names), 0, typed, func(i int) string { return names[i] }); got != want {
			t.Errorf("%q: %d, want %d", typed, got, want)
		}
	}
}

func TestCopyIsWhatExcelTakes(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	tb.body.TypedShortcut(&fyne.ShortcutCopy{})
	all := fyne.CurrentApp().Clipboard().Content()
	if !strings.HasPrefix(all, "Đơn vị\tHộ nghèo\r\nXã Đồng Tiến\t10\r\n") || strings.Count(all, "\r\n") != 7 {
		t.Errorf("all: %q", all)
	}
	tb.choose(1, 0)
	tb.choose(2, fyne.KeyModifierControl)
	tb.copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Đơn vị\tHộ nghèo\r\nXã Dân Lực\t9\r\nXã Phú Lệ\t\r\n" {
		t.Errorf("selected: %q", got)
	}
	if got := tabbed([][]string{{"a\tb\nc"}}); got != "a b c\r\n" {
		t.Errorf("a cell with a tab: %q", got)
	}
}

func TestSpaceChecksAllThatAreSelected(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	n := 0
	tb.checked = func() { n++ }
	tb.selectAll()
	press(w, fyne.KeySpace)
	if got := codes(tb.checkedRows()); got != "1 2 3 4 5 6" || n != 1 {
		t.Errorf("checked %q, told %d times", got, n)
	}
	press(w, fyne.KeySpace)
	if got := codes(tb.checkedRows()); got != "" {
		t.Errorf("checked %q", got)
	}
}

func TestMouseSelects(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	click := func(row int, mod fyne.KeyModifier) {
		tb.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, (float32(row)+0.5)*rowHeight())},
			Button: desktop.MouseButtonPrimary, Modifier: mod})
	}
	click(1, 0)
	click(3, fyne.KeyModifierShift)
	click(2, fyne.KeyModifierControl)
	if got := codes(tb.selected()); got != "2 4" {
		t.Errorf("selected %q", got)
	}
	if w.win.Canvas().Focused() != fyne.Focusable(tb.body) {
		t.Error("a click does not bring the keyboard")
	}
	tb.body.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, rowHeight()*4.5), AbsolutePosition: fyne.NewPos(40, 200)})
	wantShown(t, w, "Sao chép vào Excel")
	if got := codes(tb.selected()); got != "5" {
		t.Errorf("a right click beside the selection selected %q", got)
	}
}

func TestColumnsShareTheRoom(t *testing.T) {
	for _, c := range []struct {
		least, grow []float32
		room        float32
		want        []float32
	}{
		{[]float32{100, 50}, []float32{1, 0}, 250, []float32{200, 50}},
		{[]float32{100, 50}, []float32{1, 3}, 250, []float32{125, 125}},
		{[]float32{100, 50}, []float32{1, 1}, 120, []float32{100, 50}},
		{[]float32{100, 50}, []float32{0, 0}, 250, []float32{100, 50}},
	} {
		if got := shareWidths(c.least, c.grow, c.room); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v", c, got)
		}
	}
}

// perLetter measures ten units a letter.
func perLetter(s string) float32 { return float32(len([]rune(s))) * 10 }

func TestHeadingsBreakBetweenWords(t *testing.T) {
	for _, c := range []struct {
		title string
		width float32
		want  string
	}{
		{"Mã", 100, "Mã"}, {"Chờ giải trình", 100, "Chờ giải|trình"}, {"Tỷ lệ hộ nghèo cuối kỳ trước", 100, "Tỷ lệ hộ|nghèo cuối|kỳ trước"}, {"Tỷ lệ hộ nghèo cuối kỳ trước liền kề", 100, "Tỷ lệ hộ|nghèo cuối|kỳ trước…"},
		{"Thoátnghèobềnvững", 100, "Thoátnghè…"}, {"", 100, ""},
	} {
		if got := strings.Join(headingLines(c.title, c.width, perLetter), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
	}
}

func TestLongNameIsToldWhole(t *testing.T) {
	ts := newOnTheSpot()
	w := newTestWindow(t, &ts.tasks)
	tb := communeTable(w)
	w.win.Resize(fyne.NewSize(600, 400))
	long := "Xã Nguyễn Thị Minh Khai Anh Hùng Lực Lượng Vũ Trang Nhân Dân Thời Kỳ Chống Mỹ Cứu Nước Xã Nguyễn Thị Minh Khai Anh Hùng Lực Lượng Vũ Trang"
	tb.setRows([]commune{{"1", long, "1"}})
	if strings.Contains(shown(w), long) {
		t.Fatal("the name has room")
	}
	tb.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 5), AbsolutePosition: fyne.NewPos(20, 45)}})
	wantTip(t, w, ts, long)
	tb.body.MouseOut()
	if strings.Contains(shown(w), "Cứu Nước Xã") {
		t.Error("the tip stays after the pointer has left")
	}
}

// wideTable is as wide and as long as the widest of the window's.
func wideTable(w *Window, columns, rows int) *dataTable[int] {
	var cols []column[int]
	for i := range columns {
		cols = append(cols, column[int]{title: fmt.Sprintf("Tiêu chí số %d về hạ tầng", i+1), width: 86, grow: 1, align: fyne.TextAlignTrailing,
			text: func(row int) string { return fmt.Sprintf("%d,%d", row*7%100, i) },
			fill: func(row int) color.Color {
				if (row+i)%9 == 0 {
					return ink(toneUnmet.fillName())
				}
				return nil
			}})
	}
	cols[0] = column[int]{title: "Đơn vị", width: 190, text: func(row int) string { return fmt.Sprintf("Xã Hồng %d", row) }}
	t := newDataTable(w, cols, func(row int) string { return fmt.Sprint(row) })
	t.fixed = 1
	var all []int
	for i := range rows {
		all = append(all, i)
	}
	w.setContent(t)
	t.setRows(all)
	return t
}

func TestNameStaysWhenScrolledSideways(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := wideTable(w, 19, 200)
	tb.showColumn(18)
	if tb.scroll.Offset.X <= 0 {
		t.Fatal("19 columns of 86 have no room in 1240, yet it is not scrolled")
	}
	wantShown(t, w, "Xã Hồng 0", "số 18 về")
	if got := tb.columnAt(20); got != 0 {
		t.Errorf("at the left edge stands column %d", got)
	}
	if got := tb.columnAt(tb.scroll.Size().Width - 20); got != 18 {
		t.Errorf("at the right edge stands column %d", got)
	}
}

// Only what is in sight is drawn, however long the table is.
func TestLongTableDrawsWhatIsInSight(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := wideTable(w, 60, 10_000)
	if n := len(tb.body.objects); n > 1500 {
		t.Errorf("%d objects are drawn", n)
	}
	for row := range 100 {
		tb.showRow(row * 97)
	}
	if n := len(tb.body.rows); n > 60 {
		t.Errorf("%d rows are kept for what is in sight", n)
	}
	wantShown(t, w, "Xã Hồng 9603")
}

func TestTableFollowsTheTheme(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	before := tb.body.rows[0].cells[0].text
	old := before.Color
	tall := rowHeight()
	setLook(look{paletteDark, 150})
	cell := tb.body.rows[0].cells[0].text
	if cell.Color == old || cell.TextSize != 21 {
		t.Errorf("the cell is %v at %v", cell.Color, cell.TextSize)
	}
	if rowHeight() <= tall || tb.body.rows[0].back.Size().Height != rowHeight() {
		t.Errorf("the row is %v tall, want %v", tb.body.rows[0].back.Size().Height, rowHeight())
	}
}

// New rows are searched, not what stood there before.
func TestFilterLooksInTheRowsAsTheyAreNow(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := communeTable(w)
	tb.setFilter("phu le")
	tb.setRows([]commune{{"3", "Xã Trung Sơn", "1"}, {"4", "Xã Phú Lệ", "2"}})
	if got := codes(tb.rows); got != "4" {
		t.Errorf("found %q", got)
	}
}

func TestFigureCutAtTheEdgeIsNotWritten(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := wideTable(w, 19, 3)
	tb.scroll.ScrollToOffset(fyne.NewPos(40, 0)) // half of column 1 is under the names
	tb.body.draw()
	got := shown(w)
	if strings.Contains(got, ">7,1<") || !strings.Contains(got, ">7,2<") {
		t.Error("7,1 is cut and written, or 7,2 is not written")
	}
}

func TestColumnsThatFitAreNotScrolledSideways(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	tb := newDataTable(w, []column[int]{{title: "Tệp", width: 91, grow: 3, text: strconv.Itoa}, {title: "Đơn vị", width: 87, grow: 1, text: strconv.Itoa},
		{title: "Nội dung", width: 113, grow: 7, text: strconv.Itoa}}, func(row int) string { return fmt.Sprint(row) })
	w.setContent(tb)
	rows := make([]int, 60)
	for i := range rows {
		rows[i] = i
	}
	tb.setRows(rows)
	for width := float32(700); width < 1300; width++ {
		tb.Resize(fyne.NewSize(width, 300))
		if has, room := tb.body.MinSize().Width, tb.scroll.Size().Width; has > room {
			t.Errorf("at %v the columns take %v of %v", width, has, room)
		}
	}
	tb.setRows(nil)
	tb.Resize(fyne.NewSize(900, 300))
	tb.setRows(rows) // now there is a bar at the side
	if has, room := tb.body.MinSize().Width, tb.scroll.Size().Width; has > room {
		t.Errorf("after the rows came the columns take %v of %v", has, room)
	}
}
