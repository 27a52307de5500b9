package app

import (
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/store"
)

func checkLines() []office.CheckLine {
	line := func(code, name string, s office.Standing, version int, c store.Counts) office.CheckLine {
		return office.CheckLine{BoardLine: office.BoardLine{Unit: unit(code, name), Standing: s, Version: version, Counts: c}}
	}
	back := line("14878", "Xã Phú Thanh", office.StandingClean, 2, store.Counts{Explained: 1})
	back.Back = &office.Resubmitted{Was: 1, Now: 2, Mended: make([]ntm.Finding, 3), Explained: make([]ntm.Finding, 1)}
	return []office.CheckLine{
		line("14872", "Xã Thành Sơn", office.StandingClean, 1, store.Counts{Note: 2}),
		line("14875", "Xã Trung Sơn", office.StandingMissing, 0, store.Counts{}),
		back,
		line("14884", "Xã Phú Lệ", office.StandingBlocked, 1, store.Counts{Block: 2, Explain: 1}),
	}
}

func TestCheckListTellsWhatIsLeft(t *testing.T) {
	w := openOffice(t, "Vi Thị Nga").Words()
	if got, want := checkTotals(checkLines(), w), "1 đơn vị còn việc phải làm: 2 lỗi, 1 cảnh báo cần giải trình."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := checkTotals(checkLines()[:3], w), "Không còn lỗi hay cảnh báo chưa giải trình ở các báo cáo đã nhận."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	rows := checkRows(checkLines(), checkAll, w)
	if len(rows) != 4 || rows[1].block != "" || rows[0].block != "0" {
		t.Errorf("a unit that sent nothing has no counts: %+v", rows)
	}
	if got, want := rows[2].returned, "đã sửa 3, đã giải trình 1, còn 0, mới 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for filter, want := range map[checkFilter]string{checkOpen: "14884", checkBack: "14878"} {
		if rows := checkRows(checkLines(), filter, w); len(rows) != 1 || rows[0].code != want {
			t.Errorf("%s shows %+v", filter, rows)
		}
	}
}

func TestNextReturnPassesOverUnitsThatSentNothing(t *testing.T) {
	rows := checkRows(checkLines(), checkAll, openOffice(t, "Vi Thị Nga").Words())
	for _, c := range []struct {
		from string
		dir  int
		want string
	}{{"14872", 1, "14878"}, {"14878", -1, "14872"}, {"14884", 1, ""}, {"14872", -1, ""}, {"gone", 1, ""}} {
		if got := nextSent(rows, c.from, c.dir); got != c.want {
			t.Errorf("from %s %d: %q, want %q", c.from, c.dir, got, c.want)
		}
	}
}
