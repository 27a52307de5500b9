package app

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
)

// someFindings are two errors of one cause, a warning, one that is explained, and a note.
func someFindings() []ntm.Finding {
	at := func(sheet, cell string) ntm.Place { return ntm.Place{File: "a.xlsx", Sheet: sheet, Cell: cell} }
	return []ntm.Finding{
		{ID: "C7a", Severity: ntm.Note, Place: at("01_TieuChi", "G14"), Table: "tieu_chi"},
		{ID: "P1", Severity: ntm.Block, Place: at("04_HoNgheo", "J18"), Row: "ngheo", Saw: "18", Want: "19",
			Facts: map[string]string{"row": "Hộ nghèo", "column": "Cuối kỳ", "arithmetic": "12 + 7"},
			Operands: []ntm.Operand{{Name: "Đầu kỳ", Value: "12", Place: at("04_HoNgheo", "D18")},
				{Name: "Phát sinh", Value: "7.5", Place: at("05_OCOP", "H18")}, {Name: "Thoát", Place: ntm.Place{File: "kỳ trước.xlsx", Sheet: "04_HoNgheo", Cell: "E18"}}}},
		{ID: "P1", Severity: ntm.Block, Place: at("04_HoNgheo", "J19"), Row: "can", Saw: "1", Want: "1250.5",
			Facts: map[string]string{"row": "Hộ cận nghèo", "column": "Cuối kỳ", "arithmetic": "1.000 + 250,5"}},
		{ID: "C6", Severity: ntm.Explain, Place: at("01_TieuChi", "H18"), Facts: map[string]string{"row": "Thủy lợi"}},
		{ID: "C6", Severity: ntm.Explain, Place: at("01_TieuChi", "H20"), Explained: "Đúng thực tế tại Phú Lệ."},
	}
}

func shortly(lines []findingLine) []string {
	var out []string
	for _, l := range lines {
		if l.head() {
			out = append(out, l.check+" "+string(l.kind)+" "+strings.Repeat("x", l.n))
		} else {
			out = append(out, strings.ReplaceAll(l.where, "\n", "!"))
		}
	}
	return out
}

func TestFindingLines(t *testing.T) {
	w := vietnamese(t)
	all := []string{"P1 block xx", "04_HoNgheo!J18", "04_HoNgheo!J19", "C6 open xx", "01_TieuChi!H18", "01_TieuChi!H20", "C7a note x", "01_TieuChi!G14"}
	for name, c := range map[string]struct {
		filter findingFilter
		closed map[string]bool
		want   []string
	}{
		"the gravest cause stands first":   {want: all},
		"folded away":                      {closed: map[string]bool{"P1": true}, want: append([]string{"P1 block xx"}, all[3:]...)},
		"what is explained waits no more":  {filter: findingFilter{kind: kindOpen}, want: []string{"C6 open x", "01_TieuChi!H18"}},
		"one sheet":                        {filter: findingFilter{sheet: "04_HoNgheo"}, want: all[:3]},
		"one cause":                        {filter: findingFilter{check: "C7a"}, want: all[6:]},
		"search without diacritics":        {filter: findingFilter{search: "phu le"}, want: []string{"C6 explained x", "01_TieuChi!H20"}},
		"every word of the search":         {filter: findingFilter{search: "NGHEO j19"}, want: []string{"P1 block x", "04_HoNgheo!J19"}},
		"search for what is nowhere":       {filter: findingFilter{search: "phu la"}},
		"decomposed letters find the same": {filter: findingFilter{search: "Phu\u0301 Le\u0323\u0302"}, want: []string{"C6 explained x", "01_TieuChi!H20"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := shortly(findingLines(someFindings(), c.filter, c.closed, w)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestArithmeticIsShownWithItsDifference(t *testing.T) {
	w, found := vietnamese(t), someFindings()
	for i, want := range map[int]string{1: "12 + 7 = 19 ≠ 18, lệch 1", 2: "1.000 + 250,5 = 1.250,5 ≠ 1, lệch 1.249,5", 3: ""} {
		if got := arithmeticOf(&found[i], w); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	most := found[1]
	most.Facts = map[string]string{"arithmetic": "0 + 0", "op": "<="}
	most.Want, most.Saw = "0", "152"
	if got, want := arithmeticOf(&most, w), "0 + 0 = 0 < 152, lệch 152"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A cell of the month before is no cell of this workbook.
func TestOperandsNameTheirCells(t *testing.T) {
	w, found := vietnamese(t), someFindings()
	lines := operandLines(&found[1], w)
	want := []string{"Đầu kỳ: 12 (ô D18)", "Phát sinh: 7,5 (ô 05_OCOP!H18)", "Thoát: để trống"}
	for i := range want {
		if lines[i].text != want[i] {
			t.Errorf("got %q, want %q", lines[i].text, want[i])
		}
	}
	if lines[2].place.Cell != "" {
		t.Error("leads to a cell of another file")
	}
}

func TestCounters(t *testing.T) {
	w := vietnamese(t)
	text := func(t tally) string {
		var out []string
		for _, c := range counters(t, w) {
			out = append(out, c.text)
		}
		return strings.Join(out, " · ")
	}
	if got, want := text(tallyOf(someFindings())), "✕ còn 2 lỗi · ! 1 cần giải trình · i 1 lưu ý · ✓ 1 đã giải trình"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := text(tally{}), "✓ không còn lỗi"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := tallyOf(someFindings()).signs(), "✕2 !1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStepSaysWhatItChanged(t *testing.T) {
	w := vietnamese(t)
	review := func(keep ...int) *office.Review {
		r, all := &office.Review{}, someFindings()
		for _, i := range keep {
			r.Findings = append(r.Findings, all[i])
		}
		r.Block, r.Open, r.Note = ntm.CountBySeverity(r.Findings)
		return r
	}
	for name, c := range map[string]struct {
		was, now *office.Review
		want     string
	}{
		"one error less":       {review(1, 2, 3), review(2, 3), "Đã hết 1 lỗi. Còn 1 lỗi, 1 cần giải trình."},
		"one gone, one come":   {review(1), review(2), "Đã hết 1 lỗi. Thêm 1 lỗi mới. Còn 1 lỗi."},
		"the last":             {review(1, 0), review(0), "Đã hết 1 lỗi. Không còn lỗi, không còn gì phải giải trình."},
		"only a warning stays": {review(1, 3), review(3), "Đã hết 1 lỗi. Không còn lỗi, còn 1 cần giải trình."},
		"nothing changed":      {review(1), review(1), "Còn 1 lỗi."},
	} {
		if got := movedWords(c.was, c.now, w); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestNeighbourGoesRoundOpenFindings(t *testing.T) {
	lines := findingLines(someFindings(), findingFilter{}, nil, vietnamese(t))
	for _, c := range [][3]int{{0, 1, 1}, {1, 1, 2}, {2, 1, 4}, {4, 1, 1}, {1, -1, 4}, {7, 1, 1}} {
		if got := neighbour(lines, c[0], c[1]); got != c[2] {
			t.Errorf("from %d by %d: %d, want %d", c[0], c[1], got, c[2])
		}
	}
	if got := neighbour(lines[5:], 0, 1); got != -1 {
		t.Errorf("found %d where nothing is open", got)
	}
}

func TestCellNames(t *testing.T) {
	for ref, want := range map[string][2]int{"A1": {1, 1}, "G12": {12, 7}, "AA100": {100, 27}, "G12:H14": {12, 7}} {
		row, col, ok := office.CellOf(ref)
		if !ok || row != want[0] || col != want[1] {
			t.Errorf("%s: %d,%d %v", ref, row, col, ok)
		}
		if first, _, _ := strings.Cut(ref, ":"); cellName(row, col) != first {
			t.Errorf("%s is named %s", ref, cellName(row, col))
		}
	}
	for _, ref := range []string{"", "12", "G", "ô G12", "ABCD1", "G0"} {
		if _, _, ok := office.CellOf(ref); ok {
			t.Errorf("%q is taken for a cell", ref)
		}
	}
}

func TestHistoryIsReadBackwards(t *testing.T) {
	w := vietnamese(t)
	edits := []office.CellEdit{{At: "2020-02-14T01:05:00Z", Who: "Lò Thị Mây", Was: "17", Now: "18"},
		{At: "2020-02-14T02:00:00Z", Who: "Vi Thị Nga", Was: "18", Undone: true}}
	want := []string{"14/02/2020 09:00, Vi Thị Nga: 18 thành để trống (đã hoàn tác)", "14/02/2020 08:05, Lò Thị Mây: 17 thành 18"}
	if got := historyLines(edits, w); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := editWords(edits, w), "Lò Thị Mây sửa lúc 14/02/2020 08:05, trước đó: 17"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
