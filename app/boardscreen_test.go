package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"bieuxa/ntm"
	"bieuxa/office"
)

// fakeBook is a board source of functions.
type fakeBook struct {
	board  func(ntm.Period) (*office.Board, error)
	rollUp func(ntm.Period) (*ntm.RollUp, error)
}

func (f fakeBook) Board(_ context.Context, p ntm.Period) (*office.Board, error) { return f.board(p) }
func (f fakeBook) RollUp(_ context.Context, p ntm.Period) (*ntm.RollUp, error)  { return f.rollUp(p) }

func fullBook() fakeBook {
	return fakeBook{
		board: func(p ntm.Period) (*office.Board, error) {
			bd := sampleBoard()
			bd.Period = p
			return bd, nil
		},
		rollUp: func(ntm.Period) (*ntm.RollUp, error) {
			return &ntm.RollUp{Set: &ntm.CriteriaSet{}, Lines: []*ntm.UnitLine{{Unit: unit("14875", "Xã Trung Sơn")}}}, nil
		},
	}
}

func showBoard(t *testing.T, b boardSource, facts bookFacts) *Window {
	t.Helper()
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.shell = &shell{w: w, facts: facts, periods: newestFirst([]string{"2020-01", "2020-02"}), built: map[string]room{},
		middle: container.NewStack(), defs: []roomDef{{"receive", theme.DownloadIcon(), func(s *shell) room { return newBoardOf(w, b) }}}}
	w.shell.period = w.shell.periods[0]
	w.shell.face = w.shell.draw()
	w.win.SetContent(w.shell.face)
	w.shell.goTo("receive")
	return w
}

func TestBoardShowsEveryUnitWithItsStandingInWords(t *testing.T) {
	w := showBoard(t, fullBook(), bookFacts{parent: "Huyện Quan Hóa", sample: true})
	wantShown(t, w, "Huyện Quan Hóa", "SỐ LIỆU MẪU", "Tháng 02/2020", "từ 15/01/2020 đến 14/02/2020", "4/5 đơn vị đã nộp",
		"Xã Thành Sơn", "Được tổng hợp", "Xã Trung Sơn", "Chưa nộp", "Xã Phú Lệ", "Có lỗi", "Cần giải trình", "Đã trả lại", "Loại trừ (1): Xã Hiền Chung",
		"Chưa có trong số tổng hợp (1): Xã Trung Sơn.")
}

func TestAnotherPeriodIsRead(t *testing.T) {
	w := showBoard(t, fullBook(), bookFacts{parent: "Huyện Quan Hóa"})
	w.shell.choice.SetSelectedIndex(1)
	wantShown(t, w, "Tình hình nộp báo cáo, Tháng 01/2020")
}

// After a failed reading no figure of the period before may stand under the chosen one's name.
func TestFailedReadingLeavesNoFigures(t *testing.T) {
	b := fullBook()
	good := b.rollUp
	b.rollUp = func(p ntm.Period) (*ntm.RollUp, error) {
		if p.N == 1 {
			return nil, &office.Problem{ID: office.ProblemBook, Err: errors.New("disk"), Facts: map[string]string{"path": "x.bieuxa"}}
		}
		return good(p)
	}
	w := showBoard(t, b, bookFacts{parent: "Huyện Quan Hóa"})
	w.shell.choice.SetSelectedIndex(1)
	wantShown(t, w, "Không làm được")
	for _, text := range []string{"Xã Phú Lệ", "Tiêu chí:", "đơn vị đã nộp"} {
		if strings.Contains(shown(w), text) {
			t.Errorf("still shows %q", text)
		}
	}
}

func TestTotalsThatDisagreeAreReplacedByAWarning(t *testing.T) {
	b := fullBook()
	b.rollUp = func(ntm.Period) (*ntm.RollUp, error) {
		return &ntm.RollUp{Set: &ntm.CriteriaSet{}, Findings: []ntm.Finding{{ID: "C5", Severity: ntm.Block, Saw: "1", Want: "2"}}}, nil
	}
	w := showBoard(t, b, bookFacts{parent: "Huyện Quan Hóa"})
	wantShown(t, w, "Chưa dùng được số tổng hợp.")
	if strings.Contains(shown(w), "Tiêu chí: đạt") {
		t.Error("totals that disagree are shown")
	}
}
