package ntm_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"bieuxa/ntm"
)

const checksVI = `checks:
  P1:
    title: Cân đối biến động hộ nghèo
    text: "Sheet {sheet}[, ô {cell}]: «{row}» cuối kỳ ghi {saw}, tính được {want} ({operands}); lệch {diff}."
    fix: Kiểm tra lại số thoát, tái, phát sinh.
    law: QĐ 24/2021/QĐ-TTg; mức lệch [P]
  P5:
    title: Đầu kỳ nối cuối kỳ trước
    text: "Sheet {sheet}[, ô {cell}]: đầu kỳ ({saw}) khác cuối {prev_period:period} ({want})."
    fix: "Ghi lại số đầu kỳ là {want}, hoặc gửi bản thay thế của {prev_period:period}."
  C6:
    title: Tiêu chí từ Đạt thành Chưa đạt
    text: "Sheet {sheet}[, ô {cell}]: tiêu chí {indicator} kỳ trước {was}, kỳ này {saw}. Cần giải trình."
    fix: Ghi lý do vào cột Giải trình của dòng này.
`

const checksEN = `checks:
  P1:
    title: Balance of poor households
    text: "Sheet {sheet}[, cell {cell}]: “{row}” closes at {saw}, computed {want} ({operands}); off by {diff}."
    fix: Check the escaped, relapsed and newly poor households again.
`

func words(t *testing.T, lang, checks string) *ntm.Words {
	t.Helper()
	w, err := ntm.LoadWords(fstest.MapFS{
		"words/" + lang + "/checks-poverty.yaml": {Data: []byte(checks)},
		"words/" + lang + "/ui.yaml":             {Data: []byte("board.count: \"{n:number}/{of} xã đã báo cáo[ (thiếu {missing})]\"\n")},
		"words/" + lang + "/problems.yaml":       {Data: []byte("file.xls:\n  what: \"{file} là tệp .xls cũ\"\n  hint: Mở bằng Excel rồi lưu thành .xlsx.\n")},
	}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func povertyFinding() ntm.Finding {
	const during = "Diễn biến trong kỳ / "
	return ntm.Finding{ID: "P1", Place: ntm.Place{Sheet: "04_HoNgheo", Cell: "G12"}, Saw: "309", Want: "1312",
		Facts: map[string]string{"row": "Hộ nghèo"},
		Operands: []ntm.Operand{{Name: "Đầu kỳ", Value: "1024"}, {Name: during + "Tái", Value: "2"},
			{Name: during + "Tăng/giảm cơ học"}, {Name: during + "Thoát / Tổng số", Value: "715.5"}}}
}

func TestSentencesNameCellFiguresAndArithmetic(t *testing.T) {
	drop := ntm.Finding{ID: "C6", Place: ntm.Place{Sheet: "01_TieuChi", Cell: "H40"}, Indicator: "17", Saw: "Chưa đạt",
		Facts: map[string]string{"was": "Đạt"}}
	opening := ntm.Finding{ID: "P5", Place: ntm.Place{Sheet: "04_HoNgheo"}, Saw: "1020", Want: "1024",
		Facts: map[string]string{"prev_period": "2020-04"}}
	vi, en := words(t, "vi", checksVI), words(t, "en", checksEN)
	for _, c := range []struct{ outcome, got, want string }{
		{"Vietnamese figures", vi.Text(povertyFinding()), "Sheet 04_HoNgheo, ô G12: «Hộ nghèo» cuối kỳ ghi 309, tính được 1.312 (Đầu kỳ 1.024; Tái 2; Tăng/giảm cơ học (trống); Thoát / Tổng số 715,5); lệch 1.003."},
		{"English figures", en.Text(povertyFinding()), "Sheet 04_HoNgheo, cell G12: “Hộ nghèo” closes at 309, computed 1,312 (Đầu kỳ 1,024; Tái 2; Tăng/giảm cơ học (blank); Thoát / Tổng số 715.5); off by 1,003."},
		{"no cell, no bracket", vi.Text(opening), "Sheet 04_HoNgheo: đầu kỳ (1.020) khác cuối tháng 04/2020 (1.024)."},
		{"what to do", vi.Fix(opening), "Ghi lại số đầu kỳ là 1.024, hoặc gửi bản thay thế của tháng 04/2020."},
		{"words stay words", vi.Text(drop), "Sheet 01_TieuChi, ô H40: tiêu chí 17 kỳ trước Đạt, kỳ này Chưa đạt. Cần giải trình."},
		{"title", vi.Title("P5"), "Đầu kỳ nối cuối kỳ trước"},
		{"law keeps its square brackets", vi.Law("P1"), "QĐ 24/2021/QĐ-TTg; mức lệch [P]"},
		{"window text", vi.UI("board.count", map[string]string{"n": "1234", "of": "1300", "missing": ""}), "1.234/1300 xã đã báo cáo"},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.outcome, c.got, c.want)
		}
	}
	if what, hint := vi.Problem("file.xls", map[string]string{"file": "a.xls"}); what != "a.xls là tệp .xls cũ" || !strings.Contains(hint, ".xlsx") {
		t.Errorf("problem reads %q, %q", what, hint)
	}
	if lack := vi.Missing(); len(lack) > 0 {
		t.Errorf("words are missing: %v", lack)
	}
}

func TestSlotsShowWhatTheyAreAskedTo(t *testing.T) {
	f := povertyFinding()
	f.Saw, f.Want = "02", "14884"
	f.Facts["day"], f.Facts["kind"], f.Facts["code"] = "2020-02-14", "OCOP 3 sao", "14884"
	for slots, want := range map[string]string{
		"{saw} {want:raw} {code}":   "02 14884 14884", // codes are no figures
		"{want} {code:number}":      "14.884 14.884",
		"{day} {row:lower} {kind}":  "14/02/2020 hộ nghèo OCOP 3 sao",
		"{kind:lower}":              "OCOP 3 sao", // an abbreviation keeps its capitals
		"{Tái} + {1} − {Thoát}":     "2 + 1.024 − 715,5",
		"{Tăng/giảm cơ học}":        "(trống)",
		"[{Tăng/giảm cơ học} hộ]ok": "ok",
		"[ghi chú] {saw}":           "[ghi chú] 02",
	} {
		w := words(t, "vi", "checks:\n  P1: {title: t, text: \""+slots+"\"}\n")
		if got := w.Text(f); got != want || len(w.Missing()) > 0 {
			t.Errorf("%s gives %q, want %q; missing %v", slots, got, want, w.Missing())
		}
	}
}

func TestMissingWordsNeverShowBraces(t *testing.T) {
	w := words(t, "vi", "checks:\n  P1: {title: t, text: \"{Diễn biến trong kỳ} và {cái gì}\"}\n")
	what, hint := w.Problem("no.such", nil)
	got := []string{w.Text(ntm.Finding{ID: "P9"}), w.Fix(ntm.Finding{ID: "P9"}), w.Title("P9"), w.Text(povertyFinding()),
		what, hint, w.UI("no.text", nil), w.UI("board.count", nil), w.Text(ntm.Finding{ID: "{x}"})}
	want := []string{"P9", "P9", "P9", "Diễn biến trong kỳ và cái gì", "no.such", "", "no.text", "n/of xã đã báo cáo", "x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	lack := []string{"P1 {Diễn biến trong kỳ}", "P1 {cái gì}", "P9 fix", "P9 text", "P9 title", "board.count {n}",
		"board.count {of}", "problem no.such", "ui no.text", "{x} text"}
	if diff := cmp.Diff(lack, w.Missing()); diff != "" {
		t.Error(diff)
	}
}

func TestFaultyWordsAreRefused(t *testing.T) {
	for outcome, text := range map[string]string{"open brace": "ô {cell", "open bracket": "[ô {cell}", "stray brace": "ô cell}",
		"stray bracket": "ô cell]", "no name": "ô {}", "braces in braces": "{a{b}}", "brackets in brackets": "[a [{b}] c]"} {
		_, err := ntm.LoadWords(fstest.MapFS{"words/vi/ui.yaml": {Data: []byte("a.b: \"" + text + "\"\n")}}, "vi")
		if err == nil || !strings.Contains(err.Error(), "a.b") {
			t.Errorf("%s: error %v does not name the text", outcome, err)
		}
	}
	twice := fstest.MapFS{"words/vi/checks-a.yaml": {Data: []byte(checksVI)}, "words/vi/checks-b.yaml": {Data: []byte(checksVI)}}
	if _, err := ntm.LoadWords(twice, "vi"); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the same check in two files: %v", err)
	}
	if _, err := ntm.LoadWords(fstest.MapFS{}, "vi"); err == nil {
		t.Error("a language without words loads")
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Sheet {sheet}[, ô {cell}]: {saw}", "309", "312")
	f.Add("{operands:raw} {1} {diff} [a]", "2020-02-14", "98;60")
	f.Add("[{x}]{:}", "", "1e9")
	f.Fuzz(func(t *testing.T, text, saw, want string) {
		ui := "{\"a\": " + quoteJSON(text) + "}"
		w, err := ntm.LoadWords(fstest.MapFS{"words/vi/ui.yaml": {Data: []byte("b: c\n")},
			"words/vi/checks-a.yaml": {Data: []byte("checks: {\"P1\": {\"text\": " + quoteJSON(text) + "}}\n")}, "words/vi/ui-a.yaml": {Data: []byte(ui)}}, "vi")
		if err != nil {
			return
		}
		got := w.Text(ntm.Finding{ID: "P1", Saw: saw, Want: want}) + w.UI("a", nil)
		if strings.ContainsAny(got, "{}") && !strings.ContainsAny(saw+want, "{}") {
			t.Errorf("%q shows braces: %q", text, got)
		}
	})
}

// quoteJSON quotes printable text for YAML; other text makes the words unloadable, which is fine here.
func quoteJSON(s string) string {
	return "\"" + strings.NewReplacer("\\", "\\\\", "\"", "\\\"", "\n", "\\n").Replace(s) + "\""
}

// TestWordsCompleteInBothLanguages compares the words on the shelf with each other and with the catalogues.
func TestWordsCompleteInBothLanguages(t *testing.T) {
	shelf := os.DirFS("../assets")
	load := func(lang string) *ntm.Words {
		w, err := ntm.LoadWords(shelf, lang)
		if os.IsNotExist(err) || err != nil && strings.Contains(err.Error(), fs.ErrNotExist.Error()) {
			t.Skipf("no words of language %s yet", lang)
		}
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	vi, en := load("vi"), load("en")
	for kind, ids := range map[string][2][]string{"check": {vi.CheckIDs(), en.CheckIDs()},
		"problem": {vi.ProblemIDs(), en.ProblemIDs()}, "text": {vi.UIIDs(), en.UIIDs()}} {
		reportLack(t, kind+" has no English words", ids[0], ids[1])
		reportLack(t, kind+" has no Vietnamese words", ids[1], ids[0])
	}
	catalogues, _ := fs.Glob(shelf, "returns/*.yaml")
	for _, path := range catalogues {
		id := strings.TrimSuffix(strings.TrimPrefix(path, "returns/"), ".yaml")
		def, err := ntm.LoadDefinition(shelf, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range []*ntm.Words{vi, en} {
			for i := range def.Checks {
				if c := def.Checks[i].ID; len(w.CheckIDs()) > 0 && !slices.Contains(w.CheckIDs(), c) {
					t.Errorf("check %s of %s has no words in %s", c, id, w.Lang())
				}
			}
		}
	}
}

func reportLack(t *testing.T, lack string, ids, in []string) {
	t.Helper()
	for _, id := range ids {
		if !slices.Contains(in, id) {
			t.Errorf("%s: %s", lack, id)
		}
	}
}
