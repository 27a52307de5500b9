package app

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

// closingBook stands in for a book: it says what it is told to, and notes what is asked of it.
type closingBook struct {
	closing office.Closing
	moved   office.Moved
	stale   []string
	asked   []string
	refuse  error
}

func lastMonthOf2020() ntm.Period { return ntm.Period{Kind: ntm.Month, Year: 2020, N: 12} }

func (b *closingBook) MonthEnd(context.Context, ntm.Period) (*office.Closing, *office.Moved, error) {
	c := b.closing
	c.Period = lastMonthOf2020()
	return &c, &b.moved, nil
}

func (b *closingBook) Board(context.Context, ntm.Period) (*office.Board, error) {
	bd := &office.Board{Period: lastMonthOf2020(), From: ntm.NewDate(2020, 11, 15), To: ntm.NewDate(2020, 12, 14)}
	for _, l := range []office.BoardLine{{Standing: office.StandingClean, Version: 1, Counted: 1, Received: "2020-12-15T01:00:00Z"},
		{Standing: office.StandingMissing}} {
		l.Unit = ntm.Unit{Code: "14872", Name: "Xã Thành Sơn"}
		if l.Version == 0 {
			l.Unit = ntm.Unit{Code: "14884", Name: "Xã Phú Lệ"}
		}
		bd.Lines = append(bd.Lines, l)
	}
	return bd, nil
}

func (b *closingBook) Stage(context.Context, ntm.Period) (map[string]office.Stage, error) {
	return map[string]office.Stage{"14872": office.StageAccepted, "14884": office.StageMissing}, nil
}

func (b *closingBook) Stale(context.Context, ntm.Period) ([]string, error) { return b.stale, nil }

func (b *closingBook) Recheck(_ context.Context, _ ntm.Period, units []string, _ func(i, n int)) error {
	b.asked = append(b.asked, "recheck "+strings.Join(units, " "))
	b.stale = nil
	return nil
}

func (b *closingBook) ClosePeriod(_ context.Context, p ntm.Period, because string) error {
	b.asked = append(b.asked, "close "+p.String()+" "+because)
	if b.refuse != nil {
		return b.refuse
	}
	b.closing.Closed, b.closing.Because, b.closing.Who = true, because, "Vi Thị Nga"
	return nil
}

func (b *closingBook) ReopenPeriod(_ context.Context, p ntm.Period, because string) error {
	b.asked = append(b.asked, "reopen "+p.String()+" "+because)
	b.closing.Closed = false
	return nil
}

func closingRoom(t *testing.T, b *closingBook) (*Window, *closingScreen) {
	t.Helper()
	w := newTestWindow(t, &newOnTheSpot().tasks)
	s := newClosingOf(w, b, func(string) bool { return true }, func(string) {})
	w.setContent(s.content())
	w.win.Resize(screenSize())
	s.enter(lastMonthOf2020())
	return w, s
}

func missingOne() *closingBook {
	return &closingBook{closing: office.Closing{Expected: 2, Reported: 1,
		Open: []office.OpenUnit{{Unit: ntm.Unit{Code: "14884", Name: "Xã Phú Lệ"}, Standing: office.StandingMissing}}}}
}

func TestClosingARoomTellsWhatIsOpenAndAsksForAReason(t *testing.T) {
	b := missingOne()
	w, s := closingRoom(t, b)
	wantShown(t, w, "1 đơn vị chưa nộp: Xã Phú Lệ.", "Không báo cáo nào còn lỗi.", "1/2 đơn vị")
	test.Tap(s.doClose)
	if len(w.dialog) != 1 {
		t.Fatal("no reason is asked for")
	}
	entry, ok := w.win.Canvas().Focused().(*lineEntry)
	if !ok || entry.value() != "Chưa nộp: Xã Phú Lệ." {
		t.Fatalf("the reason begins with %+v", w.win.Canvas().Focused())
	}
	entry.SetText("Chưa nộp: Xã Phú Lệ. Mất điện.")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(b.asked) != 1 || b.asked[0] != "close 2020-12 Chưa nộp: Xã Phú Lệ. Mất điện." {
		t.Fatalf("asked %q", b.asked)
	}
	wantShown(t, w, "đã chốt", "Mất điện")
	if s.doClose.Visible() || !s.undo.Visible() {
		t.Error("a closed period is offered to be closed")
	}
	test.Tap(s.undo)
	entry = w.win.Canvas().Focused().(*lineEntry)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(b.asked) != 1 || len(w.dialog) != 1 {
		t.Error("the period is opened again without a reason")
	}
	entry.SetText("Sửa")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(b.asked) != 2 || !s.doClose.Visible() {
		t.Errorf("asked %q", b.asked)
	}
}

func TestClosingThatIsRefusedIsExplained(t *testing.T) {
	b := missingOne()
	b.refuse = &office.Problem{ID: office.ProblemUnnamed, Facts: map[string]string{"period": "Tháng 12/2020", "names": "Xã Phú Lệ"}}
	w, s := closingRoom(t, b)
	s.do(b.ClosePeriod, "Hết hạn")
	wantShown(t, w, "lý do chưa nêu tên: Xã Phú Lệ")
}

func TestTotalsThatDifferAreNotClosed(t *testing.T) {
	b := missingOne()
	b.closing.Totals = []ntm.Finding{{ID: "B1", Severity: ntm.Block, Saw: "3", Want: "4", Facts: map[string]string{"row": "Số tiêu chí đạt"}}}
	w, s := closingRoom(t, b)
	wantShown(t, w, "không chốt được")
	if s.doClose.Visible() {
		t.Error("totals that differ can be closed")
	}
}

func TestClosingRunsTheChecksAgain(t *testing.T) {
	b := missingOne()
	b.stale = []string{"14872"}
	w, s := closingRoom(t, b)
	wantShown(t, w, "1 báo cáo cần kiểm tra lại")
	s.recheck()
	if len(b.asked) != 1 || b.asked[0] != "recheck 14872" {
		t.Fatalf("asked %q", b.asked)
	}
	if strings.Contains(shown(w), "cần kiểm tra lại") {
		t.Error("what was checked again is still stale")
	}
}

func TestMovedFiguresAsTheyAreShown(t *testing.T) {
	rows := moveRows([]office.Movement{{Key: "k", Name: "Hộ nghèo", Was: "1234.5", Now: "1230"},
		{Key: "k", Name: "Hộ nghèo", Unit: "14884", UnitName: "Xã Phú Lệ", Was: "", Now: "7"},
		{Key: "c", Name: "Tiêu chí 1", Unit: "14884", UnitName: "Xã Phú Lệ", Was: "Đạt", Now: "Chưa đạt"}}, vietnamese(t))
	if r := rows[0]; !r.total || r.unit != "Tổng" || r.was != "1.234,5" || r.now != "1.230" || r.diff != "-4,5" {
		t.Errorf("%+v", r)
	}
	if r := rows[1]; r.was != "–" || r.now != "7" || r.known {
		t.Errorf("%+v", r)
	}
	if r := rows[2]; r.was != "Đạt" || r.now != "Chưa đạt" || r.diff != "" {
		t.Errorf("%+v", r)
	}
}

func TestPeriodUnderAClosedOneIsLocked(t *testing.T) {
	b := missingOne()
	b.closing.Under = []ntm.Period{{Kind: ntm.Year, Year: 2020}}
	w, s := closingRoom(t, b)
	wantShown(t, w, "Năm 2020 đã chốt")
	if s.doClose.Visible() || s.undo.Visible() {
		t.Error("a period under a closed one is offered to be closed or opened")
	}
}
