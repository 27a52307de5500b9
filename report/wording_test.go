package report_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/report"
)

func wording(t *testing.T) *report.Wording {
	t.Helper()
	w, err := report.LoadWording(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// sampleFacts are those of the sample district for a period, compared with the one before where the sample has it.
func sampleFacts(t *testing.T, period string) report.Facts {
	t.Helper()
	p, err := ntm.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	ru := sampleRollUp(t, p)
	ru.Parent.Kind = ntm.KindRuralDistrict
	if p.Kind != ntm.Year && !p.FirstOfYear() {
		ru.Previous = sampleRollUp(t, p.Previous())
	}
	if p.Kind == ntm.Year { // the sample has no year before it
		for _, l := range ru.Lines {
			l.Before = nil
		}
	}
	return report.FactsOf(&report.FactSource{Times: ru.Times(), Office: "Ủy ban nhân dân huyện Quan Hóa", Receiver: "Ủy ban nhân dân tỉnh Thanh Hóa", Appendices: 9})
}

func written(t *testing.T, fs report.Facts) []report.Written {
	t.Helper()
	all, err := wording(t).Write(fs)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func passage(all []report.Written, id string) string {
	for _, p := range all {
		if p.ID == id {
			return p.Text
		}
	}
	return ""
}

// Published of Quan Hóa in 2020: 216 of 266 criteria (14 xã × 19), 216/14 = 15,4286; 17 gained, so 199 at the start
// (199/14 = 14,2143); 715 poor households fewer, 309 of 1.024 left, 309/11.115 = 2,780 %. By hand besides: 1.024/11.115 =
// 9,2128 %, 9,2128 − 2,7800 = 6,4328 points; bands 3 | 5 | 6; 266 − 216 = 50 not met.
func TestTheLetterSaysThePublishedFigures(t *testing.T) {
	for _, period := range []string{"2020-12", "2020"} {
		all := written(t, sampleFacts(t, period))
		for id, want := range map[string][]string{
			"tc.tong":        {"toàn huyện đạt 216/266 tiêu chí, bình quân 15,43 tiêu chí/xã", "tăng 17 tiêu chí so với 31/12/2019 (199 tiêu chí, bình quân 14,21 tiêu chí/xã)"},
			"tc.nhom-ten.19": {"3 xã đạt 19 tiêu chí: Trung Sơn, Phú Xuân, Phú Nghiêm."},
			"tc.nhom-ten.15": {"5 xã đạt từ 15 đến 18 tiêu chí"},
			"tc.nhom-ten.10": {"6 xã đạt từ 10 đến 14 tiêu chí"},
			"ngheo.con":      {"(1.024 hộ, tỷ lệ 9,21%", "giảm 715 hộ, còn 309 hộ, tỷ lệ 2,78% (trên tổng số 11.115 hộ)", "giảm 6,43 điểm phần trăm"},
			"cn.chuan":       {"3/14 xã có quyết định công nhận đạt chuẩn", "chiếm 21,43% tổng số xã"}, // 3/14 = 21,4286
			"th.dat":         {"7/106 thôn (bản)"},
			"chua.tong":      {"50 lượt tiêu chí chưa đạt ở 11 xã"}, // 14 − 3 at full marks
			// 209,4497 / (213,06 + 0,656 + 0,3) = 97,866 %: who signs can reckon it from what stands beside it
			"von.giai-ngan": {"đạt 97,87% kế hoạch vốn (213,06 tỷ đồng giao trong năm, 656 triệu đồng năm trước chuyển sang, điều chỉnh tăng 300 triệu đồng)"},
			"no.con":        {"545 triệu đồng"}, // 120 + 200 + 85 + 140
		} {
			for _, s := range want {
				if got := passage(all, id); !strings.Contains(got, s) {
					t.Errorf("%s, %s: %q does not say %q", period, id, got, s)
				}
			}
		}
	}
	if got := passage(written(t, sampleFacts(t, "2020-12")), "tc.tong"); !strings.Contains(got, "tăng 7 tiêu chí so với tháng 11/2020") { // 216 − 209
		t.Errorf("%q does not compare with November", got)
	}
	// What opens the year is compared with 31/12 of the year before, which the units state; nothing else is missing then.
	if got := passage(written(t, sampleFacts(t, "2020")), "tc.tong"); strings.Contains(got, "Chưa có đủ số liệu") || strings.Contains(got, "năm 2019") {
		t.Errorf("%q speaks of a year that is not there", got)
	}
	fs := sampleFacts(t, "2020-12")
	delete(fs, "tc_hon_truoc")
	if got := passage(written(t, fs), "tc.tong"); !strings.HasSuffix(got, "Chưa có đủ số liệu tháng 11/2020 để so sánh.") {
		t.Errorf("%q does not say what is missing", got)
	}
}

// What the letter says of money is what the form prints: Biểu 04 has the sums in triệu đồng with one decimal.
func TestMoneyInTheLetterIsTheFormsToTheDigit(t *testing.T) {
	p := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	ru, fs := sampleRollUp(t, p), sampleFacts(t, "2020-12")
	for _, l := range ru.Resources(ntm.Every) {
		if l.Row.Code != "TONG" {
			continue
		}
		triệu := report.FormatNumber(l.SpentToDate.D, 1)
		tỷ := strings.TrimRight(strings.ReplaceAll(strings.Replace(triệu, ",", "", 1), ".", ""), "0") // 209.449,7 → 2094497
		got := passage(written(t, fs), "von.giai-ngan")
		said := regexp.MustCompile(`lũy kế ([0-9.,]+) tỷ đồng`).FindStringSubmatch(got)
		if said == nil || strings.ReplaceAll(strings.ReplaceAll(said[1], ".", ""), ",", "") != tỷ {
			t.Errorf("%q, the form prints %s triệu đồng", got, triệu)
		}
	}
}

// robotic is what no sentence may hold.
var robotic = []*regexp.Regexp{
	regexp.MustCompile(`(tăng|giảm|bớt|thêm|còn|lên) -`), regexp.MustCompile(`(tăng|giảm|bớt|thêm) 0( |,0+ |$)`), regexp.MustCompile(`NaN|<no value>|<nil>|%!|map\[|\{|\}`),
	regexp.MustCompile(`  `), regexp.MustCompile(`\(\s*\)`), regexp.MustCompile(` [,.;:)]`), regexp.MustCompile(`[,;:] ?[.;,]`), regexp.MustCompile(`\(,|\( `),
	regexp.MustCompile(`\.\.`), regexp.MustCompile(`(^|[ (])0 (xã|hộ|đơn vị|sản phẩm|công trình)\b`), regexp.MustCompile(`: ?$`),
}

// leads end with a colon: what follows is a list.
var leads = map[string]bool{"mo.dau": true, "tc.nhom": true, "chua.tong": true, "gt.so": true}

func wantPlain(t *testing.T, what string, fs report.Facts, all []report.Written) {
	t.Helper()
	known := fs.Figures()
	for _, p := range all {
		for _, r := range robotic {
			if leads[p.Of] && r.String() == ": ?$" {
				continue
			}
			if r.MatchString(p.Text) {
				t.Errorf("%s, %s matches %s: %q", what, p.ID, r, p.Text)
			}
		}
		for _, s := range regexp.MustCompile(`\d+(?:[.,]\d+)*`).FindAllString(p.Text, -1) {
			if !known[s] {
				t.Errorf("%s, %s: %s is no fact: %q", what, p.ID, s, p.Text)
			}
		}
	}
}

func TestEverySentenceOfTheSampleYearIsPlain(t *testing.T) {
	for n := 3; n <= 12; n++ {
		period := fmt.Sprintf("2020-%02d", n)
		fs := sampleFacts(t, period)
		wantPlain(t, period, fs, written(t, fs))
	}
	for _, period := range []string{"2020-Q3", "2020-Q4", "2020"} {
		fs := sampleFacts(t, period)
		wantPlain(t, period, fs, written(t, fs))
	}
}

// made are facts of the whole catalogue with the same figure everywhere.
func made(figure string, stated, counted, expected, rows int) report.Facts {
	out := report.Facts{}
	n := ntm.NumOf(decimal.RequireFromString(figure))
	for _, def := range report.FactCatalogue() {
		f := report.Fact{Kind: def.Kind, Num: n, Places: 1, Stated: stated, Counted: counted, Expected: expected, Unit: "xã"}
		switch def.Kind {
		case report.FactText:
			f = report.Fact{Kind: def.Kind, Text: "lời " + def.Name}
		case report.FactRows:
			f = report.Fact{Kind: def.Kind}
			for i := range rows {
				row := report.FactRow{}
				for _, c := range def.Columns {
					row[c] = fmt.Sprintf("%s%d", c, i+3)
				}
				f.Rows = append(f.Rows, row)
			}
		case report.FactChange:
		default:
			f.Num = ntm.NumOf(n.D.Abs())
		}
		out[def.Name] = f
	}
	return out
}

// Every paragraph is written with all facts, with none, with each one missing, with nothing stated and half of it, with
// changes up and down and none.
func TestEveryParagraphCanBeWrittenWhateverTheFacts(t *testing.T) {
	w := wording(t)
	write := func(what string, fs report.Facts) []report.Written {
		all, err := w.Write(fs)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		wantPlain(t, what, fs, all)
		return all
	}
	full := made("7", 12, 12, 12, 2)
	paragraphs := map[string]bool{}
	for _, p := range write("all facts", full) {
		paragraphs[p.Of] = true
	}
	for what, fs := range map[string]report.Facts{
		"less": made("-7", 12, 12, 12, 3), "partly": made("7", 9, 9, 12, 1), "nothing": made("0", 12, 12, 12, 0), "nothing, partly": made("0", 9, 9, 12, 0),
		"nothing, not all say so": made("0", 8, 9, 12, 0), "hardly any change": made("0.01", 12, 12, 12, 2), "many": made("12345.6", 12, 12, 12, 60),
	} {
		for _, p := range write(what, fs) {
			paragraphs[p.Of] = true
		}
	}
	for _, def := range report.FactCatalogue() {
		for _, figure := range []string{"-7"} {
			fs := made(figure, 12, 12, 12, 2)
			delete(fs, def.Name)
			write("without "+def.Name, fs)
		}
	}
	none := write("no facts", report.Facts{})
	for _, p := range none {
		if p.Level != report.LevelPart && p.Level != report.LevelSection && !strings.HasPrefix(p.Text, "Chưa có số liệu") {
			t.Errorf("something is claimed of nothing: %s %q", p.ID, p.Text)
		}
	}
	if len(none) == 0 {
		t.Error("nothing says that there are no figures")
	}
	for _, id := range w.Paragraphs() {
		if !paragraphs[id] {
			t.Errorf("paragraph %s is never written", id)
		}
	}
}

// A figure of nothing is «không có» only where every unit in the totals stated it.
func TestNothingIsSaidOnlyWhereAllStatedIt(t *testing.T) {
	for _, c := range []struct {
		stated, counted int
		want            string
	}{
		{12, 12, "Không có nợ đọng xây dựng cơ bản."}, {9, 9, "Trong 9/12 xã có báo cáo, không có nợ đọng"}, {8, 9, "Chưa có đủ số liệu về nợ đọng xây dựng cơ bản (8/12 xã có báo cáo)"},
	} {
		fs := made("0", c.stated, c.counted, 12, 0)
		delete(fs, "no_hon_truoc")
		if got := passage(written(t, fs), "no.con"); !strings.HasPrefix(got, c.want) {
			t.Errorf("%d of %d stated nothing: %q, want %q", c.stated, c.counted, got, c.want)
		}
	}
}

// The shipped wording with one faulty paragraph in it is refused by its name.
func TestWordingsThatCouldClaimNothingAreRefused(t *testing.T) {
	for text, why := range map[string]string{
		"needs: [tc_dat], text: '{{.tc_dat}} {{.khong_co}}'":                               "catalogue",
		"needs: [khong_co], text: a":                                                       "catalogue",
		"text: '{{.tc_dat}}'":                                                              "may be missing",
		"needs: [tc_hon_truoc], text: 'tăng {{.tc_hon_truoc}}'":                            "does not take",
		"needs: [nl_ke_hoach], text: '{{.nl_ke_hoach}} tỷ'":                                "does not take",
		"needs: [tc_du], text: '{{list .tc_du \"{khong}\"}}'":                              "no column",
		"each: tc_du, key: so, text: '{{.row.khong}}'":                                     "no such column",
		"each: tc_dat, key: so, text: a":                                                   "each",
		"needs: [tc_dat], text: '{{with .tc_dat}}{{.}}{{end}}'":                            "not for wordings",
		"needs: [tc_dat], text: '{{printf \"%s\" .tc_dat}}'":                               "not for wordings",
		"needs: [tc_dat], text: '{{$x := .tc_dat}}'":                                       "not for wordings",
		"text: '{{if .tc_dat}}{{.tc_dat}}{{else}}{{.tc_dat}}{{end}}'":                      "may be missing",
		"text: '{{if or .tc_dat .tc_co}}{{.tc_dat}}{{end}}'":                               "may be missing",
		"needs: [tc_dat], text: a, lack: '{{.tc_dat}}'":                                    "may be missing",
		"level: point, text: a":                                                            "level",
		"needs: [tc_dat], text: '{{if positive .tc_co}}{{.tc_dat}}{{end}}'":                "may be missing",
		"text: '{{if and .tc_dat .tc_co}}{{.tc_dat}}{{end}}', needs: [den_ngay], key: a b": "",
	} {
		fsys := fstest.MapFS{"submission/70-thu.yaml": {Data: []byte("id: thu\nparagraphs:\n  - {id: thu.mot, " + text + "}\n")}}
		names, err := fs.Glob(assets.FS, "submission/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			body, err := fs.ReadFile(assets.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: body}
		}
		_, err = report.LoadWording(fsys)
		switch {
		case why == "" && err != nil:
			t.Errorf("%s is refused: %v", text, err)
		case why != "" && (err == nil || !strings.Contains(err.Error(), why) || !strings.Contains(err.Error(), "thu.mot")):
			t.Errorf("%s: %v, want the paragraph and %q", text, err, why)
		}
	}
}

// TestLookAtTheText prints the text of the periods in LOOK, for a person to read.
func TestLookAtTheText(t *testing.T) {
	for _, p := range strings.Fields(os.Getenv("LOOK")) {
		var body []report.Passage
		for _, x := range written(t, sampleFacts(t, p)) {
			body = append(body, x.Passage)
		}
		for _, x := range report.Numbered(body) {
			t.Log(x.Text)
		}
	}
}
