package app

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
)

// sampleFamily is a family of two measures over four units; one has not reported.
func sampleFamily() *office.FamilyTable {
	family := &ntm.Family{ID: "ho_ngheo", Lead: "ngheo", Measures: []ntm.Measure{
		{ID: "ngheo", Sum: "ho_ngheo/ngheo/cuoi_ky", YearStart: &ntm.Measure{Sum: "ho_ngheo/ngheo/dau_nam"}},
		{ID: "ngheo_ty_le", Places: 2, Average: true}}}
	t := &office.FamilyTable{Family: family, Period: december2020(), Before: december2020().Previous(),
		YearStart: ntm.Period{Kind: ntm.Month, Year: 2019, N: 12}, YearAgo: ntm.Period{Kind: ntm.Month, Year: 2019, N: 12}, Reported: 3, Expected: 4,
		Missing: []ntm.Unit{unit("4", "Xã Ân Lạc")}}
	for i, x := range []struct{ name, now, before string }{
		{"Xã Đầm Hà", "7", "9"}, {"Xã Dương Hoà", "1024", "1030"}, {"Xã Anh Sơn", "7", ""}, {"Xã Ân Lạc", "", "5"},
	} {
		row := office.FamilyRow{Unit: unit(string(rune('1'+i)), x.name), Reported: x.now != "", Standing: office.StandingMissing}
		now, before := stated(x.now, 1, 1), stated(x.before, 1, 1)
		row.Cells = []ntm.Compared{{Now: now, Before: before}, {Now: now}}
		t.Rows = append(t.Rows, row)
	}
	t.Total = []ntm.Compared{{Now: stated("1038", 3, 4), Before: stated("1039", 2, 3)}, {Now: stated("30", 3, 4)}}
	return t
}

func shownNames(v *familyView) []string {
	var out []string
	for _, i := range v.order {
		out = append(out, v.t.Rows[i].Unit.Name)
	}
	return out
}

func TestFamilyIsSortedAsADictionaryHere(t *testing.T) {
	v := newFamilyView(sampleFamily(), vietnamese(t), 0)
	v.sort(0)
	v.arrange("")
	if got, want := shownNames(v), []string{"Xã Anh Sơn", "Xã Ân Lạc", "Xã Dương Hoà", "Xã Đầm Hà"}; !slices.Equal(got, want) {
		t.Errorf("by name %q, want %q", got, want)
	}
	v.sort(1)
	v.arrange("")
	if got, want := shownNames(v), []string{"Xã Dương Hoà", "Xã Đầm Hà", "Xã Anh Sơn", "Xã Ân Lạc"}; !slices.Equal(got, want) {
		t.Errorf("largest first %q, want %q: equal figures as they came, the missing last", got, want)
	}
	v.sort(1)
	v.arrange("")
	if got, want := shownNames(v), []string{"Xã Đầm Hà", "Xã Anh Sơn", "Xã Dương Hoà", "Xã Ân Lạc"}; !slices.Equal(got, want) {
		t.Errorf("smallest first %q, want %q: the missing last again", got, want)
	}
	v.sort(1)
	v.arrange("")
	if v.sortBy != -1 || shownNames(v)[0] != "Xã Đầm Hà" {
		t.Error("the third time does not give the table's own order back")
	}
}

func TestFamilyIsFilteredWithoutMarks(t *testing.T) {
	v := newFamilyView(sampleFamily(), vietnamese(t), 0)
	v.arrange("duong hoa")
	if got := shownNames(v); !slices.Equal(got, []string{"Xã Dương Hoà"}) {
		t.Errorf("%q", got)
	}
}

// Missing is never zero, and a change is told only over the same units.
func TestFamilyShowsWhatIsMissing(t *testing.T) {
	v := newFamilyView(sampleFamily(), vietnamese(t), 0)
	head := familyHeads + v.totals()
	for _, c := range []struct {
		row, col int
		want     string
	}{
		{familyHeads, 0, "Tổng cộng (3/4 đơn vị)"}, {familyHeads, 1, "1.038"}, {familyHeads, 2, "1.039"}, {familyHeads, 3, "…"},
		{head, 1, "7"}, {head, 2, "9"}, {head, 3, "-2"}, {head + 2, 2, "…"}, {head + 2, 3, "…"},
		{head + 3, 0, "Xã Ân Lạc"}, {head + 3, 1, "Chưa nộp"}, {head + 3, 2, "5"}, {head + 3, 3, "…"}, {head, 6, "…"},
		{0, 1, "Tháng 12/2020"}, {0, 2, "Tháng 11/2020"}, {0, 4, "31/12/2019"}, {1, 1, "Kỳ này"}, {1, 3, "Tăng/giảm"},
	} {
		if got := v.text(c.row, c.col); got != c.want {
			t.Errorf("row %d, column %d: %q, want %q", c.row, c.col, got, c.want)
		}
	}
	if v.tone(head+3, 1) != toneMissing || v.tone(head, 1) != "" {
		t.Error("the unit that has not reported does not stand out")
	}
	if notes := strings.Join(v.notes(), " "); !strings.Contains(notes, "Chưa có trong số tổng hợp (1): Xã Ân Lạc.") || !strings.Contains(notes, "chỉ tính các đơn vị đã báo cáo kỳ này") {
		t.Errorf("notes %q", notes)
	}
}

func TestEveryFigureOfAFamilyIsTraced(t *testing.T) {
	v := newFamilyView(sampleFamily(), vietnamese(t), 0)
	head := familyHeads + v.totals()
	for _, c := range []struct {
		row, col int
		want     asked
	}{
		{familyHeads, 1, asked{december2020(), "ho_ngheo.ngheo", ""}},
		{head + 1, 1, asked{december2020(), "ho_ngheo.ngheo", "2"}},
		{head, 2, asked{december2020().Previous(), "ho_ngheo.ngheo", "1"}},
		{head, 4, asked{december2020(), "ho_ngheo.ngheo.year-start", "1"}},
		{head, 6, asked{ntm.Period{Kind: ntm.Month, Year: 2019, N: 12}, "ho_ngheo.ngheo", "1"}},
		{head, 0, asked{december2020(), "ho_ngheo.ngheo", "1"}},
	} {
		if got, ok := v.asked(c.row, c.col); !ok || got != c.want {
			t.Errorf("row %d, column %d: %+v, want %+v", c.row, c.col, got, c.want)
		}
	}
	if _, ok := v.asked(1, 1); ok {
		t.Error("a heading stands for a figure")
	}
}

// Excel of another language takes 1.024 for a little more than one.
func TestCopiedFiguresHaveNoMarksBetweenThousands(t *testing.T) {
	v := newFamilyView(sampleFamily(), vietnamese(t), -1)
	lines := strings.Split(strings.TrimSpace(v.copied()), "\r\n")
	if len(lines) != familyHeads+2+4 || !strings.HasPrefix(lines[5], "Xã Dương Hoà\t1024\t-6\t1024,00\t") {
		t.Errorf("%d lines, %q", len(lines), lines[5])
	}
	if !strings.HasPrefix(lines[3], "Bình quân mỗi xã\t\t\t10,00") {
		t.Errorf("the mean %q", lines[3])
	}
}
