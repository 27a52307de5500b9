package report_test

import (
	"testing"

	"bieuxa/ntm"
)

// An's work on criterion 3 is due on 30/11, but that on criterion 4, which waits for it, was to start on 15/11: the
// former is critical. 4 is due before 2 is to start; 1 is finished, however late. Money: 100,5 + 50 = 150,5.
func criticalWork(t *testing.T) *fixture {
	x := december(t)
	an := x.unit("10001", "Xã An")
	x.list(x.unit("10002", "Xã Bình"), "lo_trinh")
	x.list(an, "lo_trinh", "ma", "3", "kinh_phi", "100.5", "thoi_han", "2020-11-30", "han_goc", "2020-10-31")
	x.list(an, "lo_trinh", "ma", "4", "bat_dau", "2020-11-15", "thoi_han", "2020-12-31", "han_goc", "2020-12-31", "phu_thuoc", "3")
	x.list(an, "lo_trinh", "ma", "2", "kinh_phi", "50", "bat_dau", "2021-01-01", "thoi_han", "2021-03-01", "phu_thuoc", "4; 1")
	x.list(an, "lo_trinh", "ma", "1", "thoi_han", "2021-02-01", "tinh_trang", "Hoàn thành")
	return x
}

func TestRoadmapByHand(t *testing.T) {
	f := build(t, "bieu-10", criticalWork(t).ru, context())
	for _, c := range [][3]string{
		{"3. Thủy lợi", "critical", "x"}, {"3. Thủy lợi", "original", "31/10/2020"}, {"3. Thủy lợi", "cost", "100,5"}, {"3. Thủy lợi", "overdue", "x"},
		{"4. Điện", "critical", ""}, {"4. Điện", "original", ""}, {"4. Điện", "cost", ""}, {"1. Quy hoạch", "critical", ""},
		{"TỔNG CỘNG (số tiêu chí, chỉ tiêu)", "criterion", "4"}, {"TỔNG CỘNG (số tiêu chí, chỉ tiêu)", "cost", "150,5"},
		{"TỔNG CỘNG (số tiêu chí, chỉ tiêu)", "critical", "1"}, {"TỔNG CỘNG (số tiêu chí, chỉ tiêu)", "overdue", "1"},
	} {
		if got := printed(t, f, c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s prints %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if !hasNote(f, "Không phát sinh (không còn tiêu chí chưa đạt): Bình.") {
		t.Errorf("no note names the commune that is done: %q", f.Notes)
	}
}

// With a target of 30/12, what is due on 31/12 and in March is critical too.
func TestTargetMakesWorkCritical(t *testing.T) {
	x := criticalWork(t)
	x.ru.Settings.Params = map[string]map[string]string{"L8": {"target": "2020-12-30"}}
	if got := printed(t, build(t, "bieu-10", x.ru, context()), "TỔNG CỘNG (số tiêu chí, chỉ tiêu)", "critical"); got != "3" {
		t.Errorf("%s critical, want 3", got)
	}
	critical := 0
	for _, row := range x.ru.List("lo_trinh", ntm.Rural) {
		if x.ru.Critical(row) {
			critical++
		}
	}
	if critical != 3 {
		t.Errorf("the roll-up has %d critical, want 3", critical)
	}
}
