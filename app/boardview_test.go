package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

func vietnamese(t testing.TB) *ntm.Words {
	t.Helper()
	w, err := ntm.LoadWords(assets.FS, "vi")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func unit(code, name string) ntm.Unit {
	return ntm.Unit{Code: code, Name: name, Kind: ntm.KindCommune, Level: ntm.LevelCommune}
}

// sampleBoard has one unit in each standing, five of them expected; 14884 sent a second version that has faults while the first
// still counts.
func sampleBoard() *office.Board {
	faulty := office.BoardLine{Unit: unit("14884", "Xã Phú Lệ"), Standing: office.StandingBlocked, Version: 2, Counted: 1,
		File: "phu le sua.xlsx", Received: "2020-02-16T08:30:00+07:00"}
	faulty.Counts.Block, faulty.Counts.Explain, faulty.Counts.Explained, faulty.Counts.Note = 3, 2, 1, 4
	return &office.Board{Period: ntm.Period{Kind: ntm.Month, Year: 2020, N: 2}, Parent: unit("385", "Huyện Quan Hóa"),
		From: ntm.NewDate(2020, 1, 15), To: ntm.NewDate(2020, 2, 14),
		Lines: []office.BoardLine{
			{Unit: unit("14872", "Xã Thành Sơn"), Standing: office.StandingClean, Version: 1, Counted: 1, File: "a.xlsx", Received: "2020-02-15T23:59:00+07:00"},
			{Unit: unit("14875", "Xã Trung Sơn"), Standing: office.StandingMissing},
			faulty,
			{Unit: unit("14887", "Xã Phú Sơn"), Standing: office.StandingExplain, Version: 1, File: "b.xlsx", Received: "2020-02-14T07:00:00+07:00"},
			{Unit: unit("14896", "Xã Hiền Chung"), Standing: office.StandingExcluded, Excluded: "sáp nhập từ 01/02"},
			{Unit: unit("14890", "Xã Phú Xuân"), Standing: office.StandingReturned, Version: 1, File: "c.xlsx", Received: "2020-02-14T07:00:00+07:00"},
		}}
}

func TestUnitRows(t *testing.T) {
	bd := sampleBoard()
	bd.Due, bd.Overdue = ntm.NewDate(2020, 2, 16), 3
	bd.Lines[1].Late, bd.Lines[2].Late = true, true
	rows := unitRows(bd, map[string]office.Stage{"14872": office.StageRolledUp}, vietnamese(t))
	for name, c := range map[string]struct{ got, want unitRow }{
		"a clean return counts": {rows[0], unitRow{code: "14872", name: "Xã Thành Sơn", standing: office.StandingClean, sign: "✓",
			word: "Được tổng hợp", stage: "Đã tổng hợp", version: "1", versions: 1, block: "0", explain: "0", explained: "0", note: "0",
			received: "15/02/2020 23:59", file: "a.xlsx"}},
		"nothing sent is blank, not zero, and overdue": {rows[1], unitRow{code: "14875", name: "Xã Trung Sơn", sign: "○", late: true,
			standing: office.StandingMissing, word: "Chưa nộp", due: "Quá hạn 3 ngày"}},
		"the version that counts is told from the newest": {rows[2], unitRow{code: "14884", name: "Xã Phú Lệ", sign: "✗",
			standing: office.StandingBlocked, word: "Có lỗi", version: "2 (1)", counted: "Bản mới nhất: 2; bản đang được tổng hợp: 1.", versions: 2, block: "3", explain: "2", explained: "1",
			note: "4", received: "16/02/2020 08:30", file: "phu le sua.xlsx", late: true, due: "Nộp muộn"}},
		"a draft's standing says that it is not in the totals": {rows[3], unitRow{code: "14887", name: "Xã Phú Sơn", standing: office.StandingExplain,
			sign: "!", word: "Cần giải trình", version: "1", versions: 1, block: "0", explain: "0", explained: "0", note: "0",
			received: "14/02/2020 07:00", file: "b.xlsx"}},
	} {
		if diff := cmp.Diff(c.want, c.got, cmp.AllowUnexported(unitRow{})); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestStateChoicesCountWhatTheyKeep(t *testing.T) {
	bd := sampleBoard()
	bd.Lines[1].Late = true
	rows := unitRows(bd, nil, vietnamese(t))
	var titles []string
	for _, c := range stateChoices(rows, vietnamese(t)) {
		titles = append(titles, c.title)
	}
	want := []string{"Tất cả (6)", "○ Chưa nộp (1)", "✗ Có lỗi (1)", "! Cần giải trình (1)", "« Đã trả lại (1)", "✓ Được tổng hợp (1)", "– Loại trừ (1)", "Quá hạn hoặc nộp muộn (1)"}
	if !slices.Equal(titles, want) {
		t.Errorf("got  %q\nwant %q", titles, want)
	}
	if kept := stateChoices(rows, vietnamese(t))[2].kept(rows); len(kept) != 1 || kept[0].code != "14884" {
		t.Errorf("blocked: %+v", kept)
	}
}

func TestBoardTotalsAddUp(t *testing.T) {
	want := "4/5 đơn vị đã nộp: 1 được tổng hợp, 1 cần giải trình, 1 có lỗi, 1 đã trả lại, 1 chưa nộp."
	if got := boardTotals(sampleBoard(), vietnamese(t)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWhoIsLeftOutIsNamedWithTheReason(t *testing.T) {
	bd := sampleBoard()
	if got, want := excludedNote(bd, vietnamese(t)), "Loại trừ (1): Xã Hiền Chung (sáp nhập từ 01/02)."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	bd.Lines = bd.Lines[:4]
	if got := excludedNote(bd, vietnamese(t)); got != "" {
		t.Errorf("nobody is left out, but: %q", got)
	}
}

func TestPeriodsStandNewestFirst(t *testing.T) {
	got := periodNames(newestFirst([]string{"2019-12", "2020", "2020-02", "2020-01", "2020-12", "không phải kỳ", "2020-Q4"}))
	want := []string{"Tháng 12/2020", "Quý IV/2020", "Năm 2020", "Tháng 02/2020", "Tháng 01/2020", "Tháng 12/2019"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestMomentReceived(t *testing.T) {
	for moment, want := range map[string]string{
		"2020-02-15T23:59:00+07:00": "15/02/2020 23:59",
		"2020-02-15T16:59:00Z":      "15/02/2020 23:59",
		"2020-02-14T23:30:00Z":      "15/02/2020 06:30", // half past six in the morning of the 15th
		"hôm qua":                   "hôm qua",          // what cannot be read is shown as it is
		"":                          "",
	} {
		if got := office.MomentVN(moment); got != want {
			t.Errorf("%q: got %q, want %q", moment, got, want)
		}
	}
}

func TestWarningsBeforeFigures(t *testing.T) {
	w := vietnamese(t)
	for name, c := range map[string]struct {
		facts bookFacts
		want  []string
	}{
		"an office's own book needs none": {bookFacts{}, nil},
		"a sample says so":                {bookFacts{sample: true}, []string{"SỐ LIỆU MẪU"}},
		"who holds the book is named":     {bookFacts{readOnly: true, holder: "Lò Thị Hà"}, []string{"Lò Thị Hà"}},
		"a book on a locked disk":         {bookFacts{readOnly: true}, []string{"chỉ để đọc"}},
	} {
		got := warnings(w, c.facts)
		if len(got) != len(c.want) {
			t.Errorf("%s: %q", name, got)
			continue
		}
		for i := range got {
			if !strings.Contains(got[i], c.want[i]) {
				t.Errorf("%s: %q lacks %q", name, got[i], c.want[i])
			}
		}
	}
}

func TestPickBook(t *testing.T) {
	for name, c := range map[string]struct {
		paths  []string
		book   string
		others []string
	}{
		"one book":             {[]string{"/tm/Quan Hóa.bieuxa"}, "/tm/Quan Hóa.bieuxa", nil},
		"in capitals":          {[]string{"/tm/QH.BIEUXA"}, "/tm/QH.BIEUXA", nil},
		"the first of two":     {[]string{"/a.bieuxa", "/b.bieuxa"}, "/a.bieuxa", []string{"b.bieuxa"}},
		"a workbook is none":   {[]string{"/x/14884.xlsx"}, "", []string{"14884.xlsx"}},
		"a lock file is none":  {[]string{"/x/a.bieuxa.lock"}, "", []string{"a.bieuxa.lock"}},
		"a book among returns": {[]string{"/x/1.xlsx", "/x/a.bieuxa"}, "/x/a.bieuxa", []string{"1.xlsx"}},
		"nothing":              {nil, "", nil},
	} {
		book, others := pickBook(c.paths)
		if book != c.book || !slices.Equal(others, c.others) {
			t.Errorf("%s: %q, %q", name, book, others)
		}
	}
}
