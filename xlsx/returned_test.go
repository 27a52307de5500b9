package xlsx

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func returnedSample() Returned {
	f := func(sheet, ref, severity, word, text string) ReturnedFinding {
		row, col, _ := parseRef([]byte(ref))
		return ReturnedFinding{Sheet: sheet, Row: row, Col: col, Severity: severity, Word: word, Comment: word + ": " + text,
			Cells: []string{word, sheet, ref, text, "Sửa lại số liệu ở ô này, hoặc sửa các số cộng thành nó, rồi lưu và gửi lại tệp.", "", "S5"}}
	}
	return Returned{Title: "Tệp 14884.xlsx được trả lại để sửa", Reason: "UBND huyện Quan Hóa trả lại: số hộ nghèo cuối kỳ không khớp biểu 04.",
		Columns: []string{"Mức", "Sheet", "Ô", "Nội dung", "Cách sửa", "Giải trình", "Mã kiểm tra"},
		Findings: []ReturnedFinding{
			f("04_HoNgheo", "J17", "block", "Lỗi", "Số hộ nghèo cuối kỳ là 18, tính từ các cột là 12 + 7 = 19, lệch 1."),
			f("04_HoNgheo", "J17", "note", "Lưu ý", "Ô này có công thức."),
			f("04_HoNgheo", "K18", "explain", "Cảnh báo", "Tỷ lệ 248,3 % lớn hơn 100 %."),
			f("02_NguonLuc", "E12", "note", "Lưu ý", "Số liệu giảm so với kỳ trước."),
			{Severity: "block", Word: "Lỗi", Cells: []string{"Lỗi", "", "", "Thiếu biểu 09.", "Gửi kèm biểu 09.", "", "S1"}, Comment: "Lỗi: thiếu biểu"},
			{Sheet: "Không có", Row: 3, Col: 3, Severity: "note", Word: "Lưu ý", Cells: []string{"Lưu ý"}, Comment: "Lưu ý: x"},
		}}
}

func returnedBytes(t *testing.T, body []byte, r Returned) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteReturned(&out, body, r, DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReturnedWorkbooksReadAsTheSameReturn(t *testing.T) {
	def := commune(t)
	for name, body := range producerFiles(t) {
		if name == "producers/libreoffice" {
			continue
		}
		want := readBytes(t, def, body)
		back := body
		for round := range 3 {
			back = returnedBytes(t, back, returnedSample())
			got := readBytes(t, def, back)
			for _, d := range append(unlike(want, got), unlikeComputed(want, got)...) {
				t.Errorf("%s, round %d: %s", name, round, d)
			}
			if a, b := told(want), told(got); !slices.Equal(a, b) {
				t.Errorf("%s, round %d: the reader tells %v, before %v", name, round, b, a)
			}
			wantMarks(t, fmt.Sprintf("%s, round %d", name, round), back, 3)
		}
	}
}

// wantMarks looks for the marks with another program: rules, comments, list and links, each once.
func wantMarks(t *testing.T, name string, b []byte, cells int) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	marked, comments, lists, links := 0, 0, 0, 0
	for _, sheet := range f.GetSheetList() {
		rules, err := f.GetConditionalFormats(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for at, of := range rules {
			if of[0].Criteria == markFormula {
				marked += len(strings.Fields(at))
			}
		}
		said, err := f.GetComments(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range said {
			text := commentText(c)
			if !strings.HasPrefix(text, "Lỗi") && !strings.HasPrefix(text, "Cảnh báo") && !strings.HasPrefix(text, "Lưu ý") {
				t.Errorf("%s: the comment at %s begins %q", name, c.Cell, text)
			}
			comments++
		}
		if sheet == FindingsSheet {
			lists++
			for row := range 20 {
				if ok, to, _ := f.GetCellHyperLink(sheet, fmt.Sprintf("C%d", row+1)); ok && strings.HasPrefix(to, "'0") {
					links++
				}
			}
		}
	}
	if marked != cells || comments != cells || lists != 1 || links != 4 {
		t.Errorf("%s: %d cells marked, %d comments, %d lists, %d links", name, marked, comments, lists, links)
	}
}

// What the unit itself remarked at a cell stays, also when the file comes back.
func TestOwnCommentsStay(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(producerFiles(t)["resaved/original"]))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.AddComment("04_HoNgheo", excelize.Comment{Cell: "J17", Author: "Cán bộ xã", Text: "Đã hỏi thôn."}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	back := returnedBytes(t, returnedBytes(t, b.Bytes(), returnedSample()), returnedSample())
	r := returnedSample()
	r.Findings = r.Findings[3:]
	for i, body := range [][]byte{back, returnedBytes(t, back, r)} {
		g, err := excelize.OpenReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		said, err := g.GetComments("04_HoNgheo")
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, c := range said {
			all += c.Cell + " " + commentText(c) + "\n"
		}
		if strings.Count(all, "Đã hỏi thôn.") != 1 || strings.Contains(all, "Lỗi") != (i == 0) {
			t.Errorf("after return %d: %s", i, all)
		}
	}
}

func TestListOfFindingsIsPlain(t *testing.T) {
	r := returnedSample()
	list := FindingsList{Title: []string{"Kết quả kiểm tra của Xã Phú Lệ", "2 lỗi"}, Columns: r.Columns}
	for _, f := range r.Findings {
		list.Rows = append(list.Rows, FindingsRow{f.Severity, f.Cells})
	}
	list.Rows = append(list.Rows, FindingsRow{"note", []string{"Lưu ý", "=1+1", "\x00a\rb"}})
	var a, b bytes.Buffer
	for _, out := range []*bytes.Buffer{&a, &b} {
		if err := WriteFindings(out, list); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same list gives other bytes")
	}
	s := readOK(t, a.Bytes()).Sheets[0]
	if got := says(s, "A5") + says(s, "B11") + says(s, "C11"); s.Name != FindingsSheet || got != "text Lỗitext =1+1text ab" {
		t.Errorf("%s: %s", s.Name, got)
	}
	if s.LookAt(5, 1).Fill != "F9D2CD" {
		t.Errorf("the word looks %+v", s.LookAt(5, 1))
	}
	if dir := os.Getenv("BIEUXA_LOOK"); dir != "" {
		_ = os.WriteFile(dir+"/findings.xlsx", a.Bytes(), 0o644)
		_ = os.WriteFile(dir+"/returned.xlsx", returnedBytes(t, producerFiles(t)["resaved/original"], r), 0o644)
	}
}

// Sheets that would take gigabytes to load are listed, not marked; nothing of them is touched.
func TestGiantSheetsAreListedOnly(t *testing.T) {
	var rows strings.Builder
	for i := 1; i <= 3000; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d" s="1"/></row>`, i, i)
	}
	giant := worksheet(strings.Replace(rows.String(), `<row r="1">`, `<row r="1"><c r="A1"><v>5</v></c>`, 1))
	body := rezip(t, madeBook(t, 1, 3, 3), func(name string, b []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return []byte(giant)
		}
		return b
	})
	r := returnedSample()
	r.Findings[0].Sheet, r.Findings[0].Row, r.Findings[0].Col = "00 Biểu", 1, 1
	out := returnedBytes(t, body, r)
	if sheetXML(t, out) != sheetXML(t, body) {
		t.Error("the sheet was touched")
	}
	if s, ok := readOK(t, out).Sheet(FindingsSheet); !ok || says(s, "A5") != "text Lỗi" {
		t.Error("the list is missing")
	}
}

func TestReturnedWorkbooksKeepTheirMacros(t *testing.T) {
	parts := unzip(t, producerFiles(t)["resaved/original"])
	var changes []string
	for _, p := range parts {
		text := string(p.body)
		if p.name == "xl/_rels/workbook.xml.rels" {
			text = strings.Replace(text, "</Relationships>", `<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`, 1)
		}
		changes = append(changes, p.name, text)
	}
	wb := readOK(t, returnedBytes(t, tiny(t, append(changes, "xl/vbaProject.bin", "\x00\x01")...), returnedSample()))
	if !wb.Macros {
		t.Error("the macros are gone")
	}
}

// The clerk opens the file in LibreOffice, which numbers comments and drawings its own way and forgets who
// wrote them, and saves it: it reads the same, and when it is returned once more the old marks are gone.
func TestReturnedThroughLibreOffice(t *testing.T) {
	def := commune(t)
	body, err := os.ReadFile("testdata/resaved/returned-libreoffice.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	want, got := readBytes(t, def, producerFiles(t)["resaved/original"]), readBytes(t, def, body)
	if diffs := append(append(unlike(want, got), unlikeComputed(want, got)...), told(got)...); len(diffs) > 0 {
		t.Error(diffs)
	}
	wantMarks(t, "saved", body, 3)
	wantMarks(t, "returned again", returnedBytes(t, body, returnedSample()), 3)
}
