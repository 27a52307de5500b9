package pdf_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/internal/sampleforms"
	"bieuxa/ntm"
	"bieuxa/report"
)

// What is measured here is what NĐ 30/2020/NĐ-CP, Phụ lục I, asks for, as reports.md §3 has it.

// setText is a line of text as pdftohtml reads it.
type setText struct {
	Size         int
	Bold, Italic bool
}

// setTexts are the lines of all pages by what they say, as each is set where it stands first.
func setTexts(t *testing.T, content []byte) map[string]setText {
	t.Helper()
	path, err := exec.LookPath("pdftohtml")
	if err != nil {
		t.Skip("pdftohtml is not installed")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(path, "-xml", "-i", "-zoom", "1", "-stdout", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Pages []struct {
			Fonts []struct {
				ID   string `xml:"id,attr"`
				Size int    `xml:"size,attr"`
			} `xml:"fontspec"`
			Texts []struct {
				Font  string `xml:"font,attr"`
				Inner string `xml:",innerxml"`
			} `xml:"text"`
		} `xml:"page"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	sizes, all := map[string]int{}, map[string]setText{}
	for _, p := range doc.Pages {
		for _, f := range p.Fonts {
			sizes[f.ID] = f.Size
		}
		for _, s := range p.Texts {
			bare := strings.NewReplacer("<b>", "", "</b>", "", "<i>", "", "</i>", "").Replace(s.Inner)
			if _, before := all[strings.TrimSpace(bare)]; before {
				continue
			}
			all[strings.TrimSpace(bare)] = setText{sizes[s.Font], strings.Contains(s.Inner, "<b>"), strings.Contains(s.Inner, "<i>")}
		}
	}
	return all
}

func TestSizesAndFacesOfALetter(t *testing.T) {
	s := submission()
	s.Superior = "UBND tỉnh Thanh Hóa"
	got := setTexts(t, printedLetter(t, s, sampleforms.Bands(), sampleforms.Board(15)))
	for text, want := range map[string]setText{
		"UBND TỈNH THANH HÓA":                 {12, false, false}, // parent body: capitals 12–13 upright
		"HUYỆN QUAN HÓA":                      {12, true, false},  // issuer: capitals 12–13 bold
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":  {12, true, false},  // quốc hiệu: capitals 12–13 bold
		"Độc lập - Tự do - Hạnh phúc":         {13, true, false},  // tiêu ngữ: 13–14 bold
		"Số: 05/BC-UBND":                      {13, false, false}, // 13 upright
		"Quan Hóa, ngày 16 tháng 12 năm 2020": {13, false, true},  // 13–14 italic
		"BÁO CÁO": {14, true, false}, // capitals 13–14 bold
		"gia xây dựng nông thôn mới tháng 12 năm 2020": {14, true, false}, // trích yếu: 13–14 bold
		"Kính gửi:": {14, false, false}, // 13–14 upright
		"- Ủy ban nhân dân tỉnh Thanh Hóa;": {14, false, false},
		"I. KẾT QUẢ THỰC HIỆN":              {14, true, false},  // capitals bold
		"1. Kết quả thực hiện Bộ tiêu chí":  {14, true, false},  // bold
		"liệu chi tiết tại Phụ lục II.":     {14, false, false}, // body: 13–14
		"Nơi nhận:":           {12, true, true},   // 12 bold italic
		"- Như trên;":         {11, false, false}, // 11 upright
		"- Lưu: VT, VPĐP.":    {11, false, false},
		"TM. ỦY BAN NHÂN DÂN": {14, true, false}, // capitals 13–14 bold
		"KT. CHỦ TỊCH":        {14, true, false},
		"Lê Văn Dũng":         {14, true, false},  // 13–14 bold
		"2":                   {13, false, false}, // page number: 13–14 upright
		"Phụ lục I":           {14, true, false},  // 14 bold
		"PHÂN NHÓM XÃ THEO SỐ TIÊU CHÍ ĐẠT":                                             {14, true, false}, // capitals 13–14 bold
		"(Kèm theo Báo cáo số 05/BC-UBND ngày 16 tháng 12 năm 2020 của Ủy ban nhân dân": {13, false, true}, // 13–14 italic
	} {
		if got, ok := got[text]; !ok || got != want {
			t.Errorf("%q is %+v (there: %v), want %+v", text, got, ok, want)
		}
	}
}

// wordsOn are the words of a page as they stand, found by their text from the first on.
func spanOf(t *testing.T, words []pageWord, text string) pageWord {
	t.Helper()
	want := strings.Fields(text)
	for i := range words {
		if i+len(want) > len(words) {
			break
		}
		same := true
		for j, w := range want {
			same = same && words[i+j].Text == w
		}
		if same {
			last := words[i+len(want)-1]
			return pageWord{words[i].Left, words[i].Top, last.Right, last.Bottom, text}
		}
	}
	t.Fatalf("%q is not on the page", text)
	return pageWord{}
}

// ruleOf is a level line on a page, in points from the left and the top.
type ruleOf struct{ left, right, top float64 }

// rules are the single level lines of the first page.
func rules(t *testing.T, content []byte) []ruleOf {
	t.Helper()
	path, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	dir := t.TempDir()
	file, plain := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "b.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(path, "--qdf", "--object-streams=disable", "--pages", ".", "1", "--", file, plain).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v: %s", err, out)
	}
	body, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	var out []ruleOf
	for _, m := range regexp.MustCompile(`(?m)^([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S$`).FindAllSubmatch(body, -1) {
		var v [4]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(string(m[i+1]), 64)
		}
		if v[1] == v[3] {
			out = append(out, ruleOf{v[0], v[2], 297*mm - v[1]})
		}
	}
	return out
}

func TestRulesOfALetter(t *testing.T) {
	content := printedLetter(t, submission(), sampleforms.Bands())
	words, lines := readPages(t, content).Pages[0].Words, rules(t, content)
	if len(lines) != 3 {
		t.Fatalf("%d rules, want those under issuer, tiêu ngữ and trích yếu", len(lines))
	}
	for i, c := range []struct {
		over        string
		least, most float64
	}{{"HUYỆN QUAN HÓA", 1. / 3, 0.5}, {"Độc lập - Tự do - Hạnh phúc", 1, 1}, {"gia xây dựng nông thôn mới tháng 12 năm 2020", 1. / 3, 0.5}} {
		text, rule := spanOf(t, words, c.over), lines[i]
		wide := text.Right - text.Left
		if long := rule.right - rule.left; long < wide*c.least-0.5 || long > wide*c.most+0.5 {
			t.Errorf("%q is %.1f pt wide, the rule under it %.1f", c.over, wide, long)
		}
		if off := (rule.left+rule.right)/2 - (text.Left+text.Right)/2; math.Abs(off) > 0.5 {
			t.Errorf("the rule under %q stands %.1f pt aside", c.over, off)
		}
		if down := rule.top - text.Bottom; down < 0 || down > 3*mm {
			t.Errorf("the rule stands %.1f pt under %q", down, c.over)
		}
	}
}

func TestPlacesOnTheFirstPage(t *testing.T) {
	content := printedLetter(t, submission(), sampleforms.Bands())
	page := readPages(t, content).Pages[0]
	at := func(text string) pageWord { return spanOf(t, page.Words, text) }
	same := func(what string, a, b, slack float64) {
		t.Helper()
		if math.Abs(a-b) > slack {
			t.Errorf("%s: %.1f and %.1f mm", what, a/mm, b/mm)
		}
	}
	middle := func(w pageWord) float64 { return (w.Left + w.Right) / 2 }
	left, right := 30*mm, 195*mm

	number, date := at("Số: 05/BC-UBND"), at("Quan Hóa, ngày 16 tháng 12 năm 2020")
	same("number and date on one line", number.Bottom, date.Bottom, 1)
	same("number under the issuer", middle(number), middle(at("HUYỆN QUAN HÓA")), 1)
	same("date under tiêu ngữ", middle(date), middle(at("Độc lập - Tự do - Hạnh phúc")), 1)
	same("issuer beside quốc hiệu", at("ỦY BAN NHÂN DÂN").Top, at("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").Top, 1)
	same("type in the middle", middle(at("BÁO CÁO")), (left+right)/2, 1)
	if q := at("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"); q.Left < (left+right)/2-20*mm || q.Right > right+1 || q.Top < 20*mm-1 {
		t.Errorf("quốc hiệu stands from %.1f to %.1f mm, %.1f mm from the top", q.Left/mm, q.Right/mm, q.Top/mm)
	}
	colon := at("Kính gửi:")
	same("dashes under the colon of Kính gửi", at("- Ủy ban nhân dân tỉnh Thanh Hóa;").Left, colon.Right-0.278*14, 1)
	same("dashes below one another", at("- Văn phòng Điều phối").Left, at("- Ủy ban nhân dân tỉnh").Left, 0.1)

	same("first line set in 1,27 cm", at("Thực hiện chế độ").Left, left+12.7*mm, 0.5)
	same("other lines at the margin", at("cáo kết quả thực hiện").Left, left, 0.5)
	same("justified", at("huyện Quan Hóa báo").Right, right, 0.5)
	same("justified", at("xây dựng nông thôn mới").Right, 0, 1e9)
	last := at("14/12/2020 như sau:")
	if last.Right > right-20*mm {
		t.Error("the last line of a paragraph is spread")
	}
	line := at("cáo kết quả thực hiện").Top - at("Thực hiện chế độ").Top
	if line < 14 || line > 1.5*1.15*14 {
		t.Errorf("lines of 14 pt stand %.1f pt apart", line)
	}
	if gap := at("I. KẾT QUẢ").Top - at("tháng 12 năm 2020; số liệu").Top - line; gap < 6-0.1 {
		t.Errorf("paragraphs stand %.1f pt apart, want 6", gap)
	}

	page = readPages(t, content).Pages[1]
	same("signature beside nơi nhận", at("Nơi nhận:").Bottom, at("TM. ỦY BAN NHÂN DÂN").Bottom, 3)
	same("nơi nhận at the left edge", at("Nơi nhận:").Left, left, 0.5)
	same("name under the position", middle(at("Lê Văn Dũng")), middle(at("PHÓ CHỦ TỊCH")), 1)
	if room := at("Lê Văn Dũng").Top - at("PHÓ CHỦ TỊCH").Bottom; room < 20*mm || room > 35*mm {
		t.Errorf("%.1f mm to sign", room/mm)
	}
	same("page number in the middle", middle(at("2")), (left+right)/2, 1)
	if n := at("2"); n.Top < 5*mm || n.Bottom > 20*mm {
		t.Errorf("page number %.1f to %.1f mm from the top", n.Top/mm, n.Bottom/mm)
	}
}

// TestDatesAndNumbersAreWrittenAsTheDecreeHasThem: a leading zero for days under 10, for January and February, and for
// numbers under 10 only.
func TestDatesAndNumbersAreWrittenAsTheDecreeHasThem(t *testing.T) {
	for _, c := range []struct {
		number           string
		on               ntm.Date
		unsigned         bool
		wantNo, wantDate string
	}{
		{"5", ntm.NewDate(2020, 1, 5), false, "Số: 05/BC-UBND", "Quan Hóa, ngày 05 tháng 01 năm 2020"},
		{"05", ntm.NewDate(2020, 2, 10), false, "Số: 05/BC-UBND", "Quan Hóa, ngày 10 tháng 02 năm 2020"},
		{"125", ntm.NewDate(2020, 6, 9), false, "Số: 125/BC-UBND", "Quan Hóa, ngày 09 tháng 6 năm 2020"},
		{"", ntm.NewDate(2020, 12, 31), false, "Số: /BC-UBND", "Quan Hóa, ngày 31 tháng 12 năm 2020"},
		{"", ntm.Date{}, false, "Số: /BC-UBND", "Quan Hóa, ngày tháng năm"},
		{"125", ntm.NewDate(2020, 6, 9), true, "Số: /BC-UBND", "Quan Hóa, ngày tháng năm"},
	} {
		s := submission()
		s.Number, s.Date, s.Unsigned = c.number, c.on, c.unsigned
		content := printedLetter(t, s)
		text := strings.Join(strings.Fields(run(t, content, "pdftotext", "-layout", "-l", "1")), " ")
		if want := c.wantNo + " " + c.wantDate + " BÁO CÁO"; !strings.Contains(text, want) {
			t.Errorf("%q is not in %.300s", want, text)
		}
		marked := false
		for _, w := range readPages(t, content).Pages[0].Words {
			marked = marked || w.Text == "trình" && w.Bottom < 20*mm
		}
		if marked != c.unsigned {
			t.Errorf("number %q, unsigned %v: marked as bản trình ký: %v", c.number, c.unsigned, marked)
		}
	}
}

func TestMarginsMayBeWiderWithinTheDecree(t *testing.T) {
	for _, page := range []report.Page{report.DefaultPage(), {Top: 25, Bottom: 25, Left: 35, Right: 20}} {
		s := submission()
		s.Page, s.Charts = page, charts()
		content := printedLetter(t, s, sampleforms.All(40)...)
		for i, p := range readPages(t, content).Pages {
			leftmost, rightmost := 1e9, 0.0
			for _, w := range p.Words {
				leftmost, rightmost = min(leftmost, w.Left), max(rightmost, w.Right)
				if w.Left < page.Left*mm-0.5 || w.Right > p.Width-page.Right*mm+0.5 || w.Bottom > p.Height-page.Bottom*mm+1 ||
					w.Top < page.Top*mm-1 && w.Top > 14*mm {
					t.Errorf("%+v, page %d: %q stands at %.1f–%.1f, %.1f–%.1f mm", page, i+1, w.Text, w.Left/mm, w.Right/mm, w.Top/mm, w.Bottom/mm)
				}
			}
			if i == 0 && (leftmost > page.Left*mm+0.5 || rightmost < p.Width-page.Right*mm-0.5) {
				t.Errorf("%+v: the text of the letter reaches from %.1f to %.1f mm only", page, leftmost/mm, rightmost/mm)
			}
		}
	}
}

// TestParagraphsBreakAsTheyShould: whatever the length, no line of a paragraph stands alone at the foot or the head of
// a page, no heading at the foot, and two lines at least stand over the signature.
func TestParagraphsBreakAsTheyShould(t *testing.T) {
	for n := 8; n < 40; n += 3 {
		s := submission()
		s.Body = nil
		lengths := []int{7, 40, 90, 20, 63, 33, 5, 75}
		for i := range n {
			var words []string
			for j := range lengths[i%len(lengths)] {
				words = append(words, fmt.Sprintf("p%d.%d", i, j))
			}
			level := report.LevelText
			if i%5 == 3 {
				level, words = report.LevelSection, words[:4]
			}
			if i%4 == 1 {
				words[len(words)-1] += ":"
			}
			s.Body = append(s.Body, report.Passage{ID: fmt.Sprint(i), Level: level, Text: strings.Join(words, " ")})
		}
		checkBreaks(t, n, s, printedLetter(t, s))
	}
}

var paragraphWord = regexp.MustCompile(`^p(\d+)\.(\d+):?$`)

// checkBreaks reads the pages of a letter whose words name their paragraph.
func checkBreaks(t *testing.T, n int, s report.Submission, content []byte) {
	t.Helper()
	type line struct{ paragraph, page int }
	var lines []line
	pages := readPages(t, content).Pages
	signed := -1
	for i, page := range pages {
		top := -1.0
		for _, w := range page.Words {
			if w.Text == "TM." {
				signed = i
			}
			m := paragraphWord.FindStringSubmatch(w.Text)
			if m == nil {
				continue
			}
			if math.Abs(w.Top-top) > 2 {
				paragraph, _ := strconv.Atoi(m[1])
				lines, top = append(lines, line{paragraph, i}), w.Top
			}
		}
	}
	count := func(paragraph, page int) (on, all int) {
		for _, l := range lines {
			if l.paragraph == paragraph {
				if all++; l.page == page {
					on++
				}
			}
		}
		return on, all
	}
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.page == b.page {
			continue
		}
		if s.Body[a.paragraph].Level == report.LevelSection {
			t.Errorf("%d paragraphs: heading %d stands at the foot of page %d", n, a.paragraph, a.page+1)
		}
		if a.paragraph != b.paragraph && strings.HasSuffix(s.Body[a.paragraph].Text, ":") {
			t.Errorf("%d paragraphs: %d ends in a colon at the foot of page %d", n, a.paragraph, a.page+1)
		}
		for _, l := range []line{a, b} {
			if on, all := count(l.paragraph, l.page); a.paragraph == b.paragraph && on < 2 && all > 1 {
				t.Errorf("%d paragraphs: one line of paragraph %d alone on page %d", n, l.paragraph, l.page+1)
			}
		}
	}
	over := 0
	for _, l := range lines {
		if l.page == signed {
			over++
		}
	}
	if signed != len(pages)-1 || over < 2 {
		t.Errorf("%d paragraphs: the signature is on page %d of %d under %d lines", n, signed+1, len(pages), over)
	}
}

// TestWhatIsCopiedFromALetterIsWhatWasWritten: the words of justified text with one space between them.
func TestWhatIsCopiedFromALetterIsWhatWasWritten(t *testing.T) {
	s := submission()
	content := printedLetter(t, s, sampleforms.Bands())
	for _, flags := range [][]string{{"-raw", "-l", "2"}, {"-l", "2"}} {
		text := run(t, content, "pdftotext", flags...)
		if strings.Contains(text, "  ") {
			t.Errorf("%v: two spaces in %q", flags, text)
		}
		all := strings.Join(strings.Fields(text), " ")
		for _, p := range s.Body {
			want := p.Text
			if p.Level == report.LevelPart {
				want = strings.ToUpper(want)
			}
			if !strings.Contains(all, want) {
				t.Errorf("%v: %q is not in the text", flags, want)
			}
		}
	}
	for text := range setTexts(t, content) {
		if strings.Contains(text, "  ") {
			t.Errorf("two spaces in %q", text)
		}
	}
}

func TestAWholeLetterReadFromTheTop(t *testing.T) {
	s := submission()
	s.Body, s.Sample = append(s.Body[:5:5], s.Body[11]), false
	s.To = s.To[:1]
	var got []string
	for _, line := range strings.Split(run(t, printedLetter(t, s), "pdftotext", "-layout"), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			got = append(got, line)
		}
	}
	want := []string{
		"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		"HUYỆN QUAN HÓA Độc lập - Tự do - Hạnh phúc",
		"Số: 05/BC-UBND Quan Hóa, ngày 16 tháng 12 năm 2020",
		"BÁO CÁO",
		"Kết quả thực hiện Chương trình mục tiêu quốc",
		"gia xây dựng nông thôn mới tháng 12 năm 2020",
		"Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa",
		"Thực hiện chế độ báo cáo định kỳ, Ủy ban nhân dân huyện Quan Hóa báo",
		"cáo kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
		"tháng 12 năm 2020; số liệu tính đến ngày 14/12/2020 như sau:",
		"I. KẾT QUẢ THỰC HIỆN",
		"1. Kết quả thực hiện Bộ tiêu chí",
		"a) Đến ngày 14/12/2020, toàn huyện đạt 216/266 tiêu chí, bình quân 15,43",
		"tiêu chí/xã, tăng 17 tiêu chí so với ngày 31/12 năm trước (có 14/14 xã báo cáo). Số",
		"liệu chi tiết tại Phụ lục II.",
		"- Số hộ nghèo giảm 715 hộ, còn 309 hộ, tỷ lệ 2,78% trên tổng số 11.115 hộ.",
		"II. NHIỆM VỤ TRỌNG TÂM VÀ ĐỀ XUẤT, KIẾN NGHỊ VỚI CÁC",
		"CƠ QUAN CÓ THẨM QUYỀN TRONG THỜI GIAN TỚI",
		"Nơi nhận: TM. ỦY BAN NHÂN DÂN",
		"- Như trên; KT. CHỦ TỊCH",
		"- Thường trực Huyện ủy, Thường trực Hội",
		"đồng nhân dân huyện; PHÓ CHỦ TỊCH",
		"- Các xã, thị trấn;",
		"- Lưu: VT, VPĐP.",
		"Lê Văn Dũng",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLettersAreSoundPDFs(t *testing.T) {
	s := submission()
	s.Charts = charts()
	content := printedLetter(t, s, sampleforms.All(20)...)
	if out := run(t, content, "qpdf", "--check"); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
	for _, line := range strings.Split(strings.TrimSpace(run(t, content, "pdffonts")), "\n")[2:] {
		if !strings.Contains(line, "yes yes yes") && !strings.Contains(line, "yes no  yes") {
			t.Errorf("font not embedded with its text: %s", line)
		}
	}
	if !bytes.Equal(content, printedLetter(t, s, sampleforms.All(20)...)) {
		t.Error("printed again with other bytes")
	}
}
