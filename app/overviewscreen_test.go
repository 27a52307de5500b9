package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"bieuxa/ntm"
	"bieuxa/office"
)

// fakeFigures is a book of functions for the first page and the tables.
type fakeFigures struct {
	turnout  func(ntm.Period) (*office.Turnout, error)
	overview func(ntm.Period) (*office.Overview, error)
	series   func() ([]office.Point, error)
	behind   func(figure string) (*office.Behind, error)
	table    func(id string) (*office.FamilyTable, error)
	saved    []string
	asked    []string
}

func (f *fakeFigures) Turnout(_ context.Context, p ntm.Period) (*office.Turnout, error) {
	return f.turnout(p)
}
func (f *fakeFigures) Overview(_ context.Context, p ntm.Period) (*office.Overview, error) {
	return f.overview(p)
}
func (f *fakeFigures) Series(context.Context, ntm.Period) ([]office.Point, error) { return f.series() }
func (f *fakeFigures) Behind(_ context.Context, _ ntm.Period, figure string) (*office.Behind, error) {
	f.asked = append(f.asked, figure)
	return f.behind(figure)
}
func (f *fakeFigures) Original(_ context.Context, _ ntm.Period, unit, dir string) (string, error) {
	f.saved = append(f.saved, unit)
	return dir + "/" + unit + ".xlsx", nil
}
func (f *fakeFigures) Families() []ntm.Family { return []ntm.Family{*sampleFamily().Family} }
func (f *fakeFigures) FamilyTable(_ context.Context, _ ntm.Period, id string) (*office.FamilyTable, error) {
	return f.table(id)
}

func figuresOfTest() *fakeFigures {
	return &fakeFigures{
		turnout: func(p ntm.Period) (*office.Turnout, error) {
			return &office.Turnout{Period: p, Expected: 2, Received: 2, Clean: 1, Returned: 1}, nil
		},
		overview: func(ntm.Period) (*office.Overview, error) { return sampleOverview(), nil },
		series: func() ([]office.Point, error) {
			return []office.Point{{Period: december2020(), Reported: 1, Expected: 2, Average: ntm.NumInt(1)}}, nil
		},
		behind: func(figure string) (*office.Behind, error) {
			return &office.Behind{Family: "ho_ngheo", Measure: "ngheo", Period: december2020(), Total: ntm.NumInt(309), Reported: 1, Expected: 2, Shares: []office.Share{
				{Unit: unit("14872", "Xã Thành Sơn"), Reported: true, Stated: true, Value: ntm.NumInt(309), Part: ntm.NumInt(100), File: "Thành Sơn.xlsx",
					Sources: []ntm.Source{{Value: ntm.NumInt(309), What: "Hộ nghèo – Cuối kỳ", Place: ntm.Place{Sheet: "04_HoNgheo", Cell: "J18"}}}},
				{Unit: unit("14884", "Xã Phú Lệ"), Standing: office.StandingReturned}}}, nil
		},
		table: func(string) (*office.FamilyTable, error) { return sampleFamily(), nil },
	}
}

// openedReturns is a room that is asked to show returns.
type openedReturns struct{ opened []string }

func (r *openedReturns) content() fyne.CanvasObject { return container.NewStack() }
func (r *openedReturns) enter(ntm.Period)           {}
func (r *openedReturns) openReturn(unit, sheet, cell string) {
	r.opened = append(r.opened, unit+" "+sheet+"!"+cell)
}

// showFigures opens the first page and the tables of a book.
func showFigures(t *testing.T, f *fakeFigures, at string) (*Window, *onTheSpot, *openedReturns) {
	t.Helper()
	work, check := newOnTheSpot(), &openedReturns{}
	w := newTestWindow(t, &work.tasks)
	w.shell = &shell{w: w, facts: bookFacts{parent: "Huyện Quan Hóa"}, periods: newestFirst([]string{"2020-11", "2020-12"}), built: map[string]room{},
		middle: container.NewStack(), defs: []roomDef{
			{"overview", theme.HomeIcon(), func(s *shell) room { return newOverviewOf(s, f) }},
			{"rollup", theme.ListIcon(), func(s *shell) room { return newRollupOf(s, f) }},
			{"check", theme.SearchIcon(), func(*shell) room { return check }}}}
	w.shell.period = w.shell.periods[0]
	w.shell.face = w.shell.draw()
	w.win.SetContent(w.shell.face)
	w.shell.goTo(at)
	return w, work, check
}

func TestFirstPageShowsFiguresMatrixAndMonths(t *testing.T) {
	w, _, _ := showFigures(t, figuresOfTest(), "overview")
	wantShown(t, w, "2/2 đơn vị đã nộp", "1 đã trả lại", "1.216/1.266", "+7 so kỳ trước", "Tỷ lệ 2,78% của 11.115 hộ", "Xã Thành Sơn", "CB Cơ bản đạt",
		"Chưa có trong số tổng hợp (1): Xã Phú Lệ.", "12*")
}

// Who has reported is seen before the figures are there.
func TestFirstPageIsReadStepByStep(t *testing.T) {
	f := figuresOfTest()
	var seen string
	var w *Window
	figures := f.overview
	f.overview = func(p ntm.Period) (*office.Overview, error) {
		if w != nil {
			seen = shown(w)
		}
		return figures(p)
	}
	w, _, _ = showFigures(t, f, "overview")
	w.shell.again()
	if !strings.Contains(seen, "2/2 đơn vị đã nộp") || !strings.Contains(seen, "Đang tổng hợp…") || strings.Contains(seen, "1.216/1.266") {
		t.Error("while the figures are read, the page does not show who has reported and that it reads")
	}
}

func TestFailedReadingOfTheFirstPageLeavesNoFigures(t *testing.T) {
	f := figuresOfTest()
	figures := f.overview
	f.overview = func(p ntm.Period) (*office.Overview, error) {
		if p.N == 11 {
			return nil, &office.Problem{ID: office.ProblemBook, Err: errors.New("disk"), Facts: map[string]string{"path": "x.bieuxa"}}
		}
		return figures(p)
	}
	w, _, _ := showFigures(t, f, "overview")
	w.shell.choice.SetSelectedIndex(1)
	wantShown(t, w, "Không làm được")
	if strings.Contains(shown(w), "1.216/1.266") {
		t.Error("figures of December still stand under November")
	}
}

func TestTotalsThatDisagreeAreNotOnTheFirstPage(t *testing.T) {
	f := figuresOfTest()
	f.overview = func(ntm.Period) (*office.Overview, error) {
		v := sampleOverview()
		v.Findings = []ntm.Finding{{ID: "C5", Severity: ntm.Block, Saw: "1", Want: "2"}}
		return v, nil
	}
	f.table = func(string) (*office.FamilyTable, error) {
		ft := sampleFamily()
		ft.Findings = []ntm.Finding{{ID: "C5", Severity: ntm.Block, Saw: "1", Want: "2"}}
		return ft, nil
	}
	for room, figure := range map[string]string{"overview": "1.216/1.266", "rollup": "1.038"} {
		w, _, _ := showFigures(t, f, room)
		wantShown(t, w, "Chưa dùng được số tổng hợp.")
		if strings.Contains(shown(w), figure) {
			t.Errorf("%s shows totals that disagree", room)
		}
	}
}

// A tile opens the units behind its figure, a unit its cells, a cell the return.
func TestTileLeadsToTheCell(t *testing.T) {
	f := figuresOfTest()
	w, _, check := showFigures(t, f, "overview")
	page := w.shell.room().(*overviewScreen)
	test.Tap(page.tiles[1])
	if len(f.asked) != 1 || f.asked[0] != "ho_ngheo.ngheo" {
		t.Fatalf("asked for %v", f.asked)
	}
	wantShown(t, w, "Từ đâu? Hộ nghèo cuối kỳ (hộ)", "309, từ 1/2 đơn vị", "04_HoNgheo", "J18", "Thành Sơn.xlsx", "Đã trả lại", "100,0%")
	focused := w.win.Canvas().Focused()
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // to the cells
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(check.opened) != 1 || check.opened[0] != "14872 04_HoNgheo!J18" {
		t.Errorf("opened %v", check.opened)
	}
	if len(w.dialog) != 0 {
		t.Error("the dialog stays before the return")
	}
}

func TestBehindIsClosedByEsc(t *testing.T) {
	w, _, _ := showFigures(t, figuresOfTest(), "overview")
	w.shell.room().(*overviewScreen).openCell(2, 3)
	if len(w.dialog) != 1 {
		t.Fatal("a cell of the matrix opens nothing")
	}
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(w.dialog) != 0 {
		t.Error("Esc does not close «từ đâu?»")
	}
}

func TestOriginalIsSavedForTheChosenUnit(t *testing.T) {
	f := figuresOfTest()
	w, _, _ := showFigures(t, f, "overview")
	b := &behind{sh: w.shell, book: f, period: december2020(), page: behindOf(mustBehind(t, f), w.words)}
	b.show("14872")
	if b.save.Disabled() {
		t.Error("a unit's own file cannot be saved")
	}
	b.saveInto("14872", "/tm")
	if len(f.saved) != 1 || !strings.Contains(b.file.Text, "/tm/14872.xlsx") {
		t.Errorf("saved %v, said %q", f.saved, b.file.Text)
	}
	b.choose(1)
	if !b.save.Disabled() || !b.open.Disabled() {
		t.Error("a unit without a return offers its file")
	}
}

func mustBehind(t *testing.T, f *fakeFigures) *office.Behind {
	t.Helper()
	b, err := f.behind("ho_ngheo.ngheo")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTablesAreFilteredTracedAndCopied(t *testing.T) {
	f := figuresOfTest()
	w, _, _ := showFigures(t, f, "rollup")
	wantShown(t, w, "Tổng cộng (3/4 đơn vị)", "1.038", "Xã Dương Hoà", "Chưa nộp")
	r := w.shell.room().(*rollupScreen)
	test.Type(r.filter, "dam")
	if got := shown(w); strings.Contains(got, "Xã Dương Hoà") || !strings.Contains(got, "Xã Đầm Hà") {
		t.Error("the filter «dam» does not leave Xã Đầm Hà alone")
	}
	r.activate(familyHeads+r.view.totals(), 1)
	if len(f.asked) != 1 || f.asked[0] != "ho_ngheo.ngheo" || len(w.dialog) != 1 {
		t.Errorf("a figure opens %v", f.asked)
	}
	w.dialog[0].dismiss()
	r.measure.SetSelectedIndex(1)
	wantShown(t, w, "31/12/2019", "Tháng 11/2020")
	r.copy()
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "Xã Đầm Hà\t7\t9\t-2\t") {
		t.Errorf("copied %q", got)
	}
}

// A figure of a quarter is made of months: each cell is opened in the return of its own.
func TestCellOfAQuarterOpensInItsMonth(t *testing.T) {
	f := figuresOfTest()
	quarter := ntm.Period{Kind: ntm.Quarter, Year: 2020, N: 4}
	f.behind = func(string) (*office.Behind, error) {
		b := mustBehind(t, figuresOfTest())
		b.Period = quarter
		b.Shares[0].Sources[0].Period, b.Shares[0].Sources[0].Place.File = ntm.Period{Kind: ntm.Month, Year: 2020, N: 11}, "Thành Sơn 11.xlsx"
		return b, nil
	}
	w, _, check := showFigures(t, f, "overview")
	w.shell.setPeriod(quarter)
	b := &behind{sh: w.shell, book: f, period: quarter, page: behindOf(mustBehind(t, f), w.words)}
	b.show("14872")
	wantShown(t, w, "Thành Sơn 11.xlsx")
	b.openCell()
	if w.shell.period.String() != "2020-11" || len(check.opened) != 1 {
		t.Errorf("in %s opened %v; want the return of November", w.shell.period, check.opened)
	}
}
