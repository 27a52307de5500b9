package office_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"bieuxa/office"
)

// rezipped is a workbook whose parts are changed, as another program would leave it: other bytes, other order of none.
func rezipped(t *testing.T, body []byte, change func(name, text string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, change(f.Name, string(text))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// redrawn is a PDF whose pages were unpacked and changed, without a table of its objects.
func redrawn(t *testing.T, body []byte, change func(page string) string) []byte {
	t.Helper()
	stream := regexp.MustCompile(`(?s)<</Filter /FlateDecode /Length \d+>>\nstream\n(.*?)\nendstream`)
	out := stream.ReplaceAllFunc(body, func(found []byte) []byte {
		r, err := zlib.NewReader(bytes.NewReader(stream.FindSubmatch(found)[1]))
		if err != nil {
			return found
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return found
		}
		page := change(string(text))
		return []byte("<</Length " + itoa(len(page)) + ">>\nstream\n" + page + "\nendstream")
	})
	if bytes.Equal(out, body) {
		t.Fatal("no page was found")
	}
	return out
}

func itoa(n int) string { return string(appendInt(nil, n)) }

func appendInt(to []byte, n int) []byte {
	if n > 9 {
		to = appendInt(to, n/10)
	}
	return append(to, byte('0'+n%10))
}

// wide is a text as our PDFs hold it.
func wide(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u >> 8))
		b.WriteByte(byte(u))
	}
	return b.String()
}

// exportedMonth is one commune's month, exported: 19 criteria met of 19.
func exportedMonth(t *testing.T) (m *maker, b *office.Book, workbook, pdf []byte, dir string) {
	t.Helper()
	m, b = oneCommune(t, nil)
	out := export(t, b, office.ExportRequest{Period: m.period, Dir: t.TempDir(), Workbook: true, PDF: true})
	for _, path := range out.Files {
		switch filepath.Ext(path) {
		case ".xlsx":
			workbook = read(t, path)
		case ".pdf":
			pdf = read(t, path)
		}
	}
	return m, b, workbook, pdf, t.TempDir()
}

func held(t *testing.T, b *office.Book, dir, name string, body []byte) *office.Verified {
	t.Helper()
	path := filepath.Join(dir, name)
	write(t, path, body)
	return verify(t, b, path)
}

func TestAWorkbookSavedAgainIsHeldCellByCell(t *testing.T) {
	t.Parallel()
	_, b, workbook, _, dir := exportedMonth(t)
	same := rezipped(t, workbook, func(_, text string) string { return text })
	if v := held(t, b, dir, "saved.xlsx", same); v.State != office.FileResaved || len(v.Differences) > 0 || !v.Good() || v.Period != "2020-12" || v.Unit != "385" {
		t.Errorf("saved again: %+v", v)
	}
	// the code stands in the footers too, where a program does not keep the properties
	bare := rezipped(t, workbook, func(name, text string) string {
		if name == "docProps/custom.xml" {
			return strings.ReplaceAll(text, "BIEUXA1", "x")
		}
		return text
	})
	if v := held(t, b, dir, "bare.xlsx", bare); v.State != office.FileResaved {
		t.Errorf("without its properties: %+v", v)
	}
	// 19 criteria met by the commune become 18 (the first sheet is the index, the second Biểu 01); its row is counted in the total, whose stored value is left as it is
	first := true
	changed := rezipped(t, workbook, func(name, text string) string {
		if name != "xl/worksheets/sheet2.xml" || !strings.Contains(text, "<v>19</v>") || !first {
			return text
		}
		first = false
		return strings.Replace(text, "<v>19</v>", "<v>18</v>", 1)
	})
	v := held(t, b, dir, "changed.xlsx", changed)
	if v.State != office.FileChanged || v.Good() || len(v.Differences) != 1 {
		t.Fatalf("changed: %+v", v)
	}
	if d := v.Differences[0]; d.Kind != office.DiffFigure || d.File != "18" || d.Book != "19" || d.Form == "" || d.Row == "" || d.Column == "" || d.Cell == "" {
		t.Errorf("changed: %+v", d)
	}
}

func TestAPDFIsHeldTextByText(t *testing.T) {
	t.Parallel()
	_, b, _, pdf, dir := exportedMonth(t)
	same := redrawn(t, pdf, func(page string) string { return page })
	if v := held(t, b, dir, "same.pdf", same); v.State != office.FileResaved || len(v.Differences) > 0 {
		t.Errorf("saved again: %+v", v)
	}
	signed := append(append([]byte{}, pdf...), "\n9999 0 obj\n<< /Type /Sig >>\nendobj\n%%EOF\n"...)
	if v := held(t, b, dir, "signed.pdf", signed); v.State != office.FileAppended || !v.Good() || v.At == "" {
		t.Errorf("signed: %+v", v)
	}
	first := true
	changed := redrawn(t, pdf, func(page string) string {
		from, to := "Td ("+wide("19")+") Tj", "Td ("+wide("18")+") Tj"
		if form := strings.Contains(page, "Td ("+wide("A")+") Tj"); !first || !form || !strings.Contains(page, from) {
			return page
		}
		first = false
		return strings.Replace(page, from, to, 1)
	})
	v := held(t, b, dir, "changed.pdf", changed)
	if v.State != office.FileChanged || len(v.Differences) != 1 {
		t.Fatalf("changed: %+v", v)
	}
	if d := v.Differences[0]; d.Kind != office.DiffFigure || d.File != "18" || d.Book != "19" || d.Row == "" || d.Column == "" || d.Page < 1 {
		t.Errorf("changed: %+v", d)
	}
	// another program's pages: nothing is claimed
	foreign := redrawn(t, pdf, func(string) string { return "BT /F1 12 Tf <0102> Tj ET" })
	if v := held(t, b, dir, "foreign.pdf", foreign); v.State != office.FileChanged || v.Unread == nil || len(v.Differences) > 0 {
		t.Errorf("foreign: %+v", v)
	}
}

func TestACodeIsReadOffPaper(t *testing.T) {
	t.Parallel()
	m, b, workbook, pdf, dir := exportedMonth(t)
	code := held(t, b, dir, "a.pdf", pdf).Code
	if other := held(t, b, dir, "a.xlsx", workbook).Code; code == "" || other != code {
		t.Fatalf("the workbook bears %q, the PDF %q", other, code)
	}
	typed := strings.ToLower(strings.ReplaceAll(code, "-", " "))
	v, err := b.VerifyCode(ctx, typed)
	if err != nil || v.State != office.CodeKnown || v.Code != code || len(v.Files) != 2 || v.Period != "2020-12" || !v.Good() {
		t.Fatalf("%+v, %v", v, err)
	}
	wrong := []byte(typed)
	wrong[0], wrong[1] = wrong[1], wrong[0]
	if wrong[0] != wrong[1] {
		_, err = b.VerifyCode(ctx, string(wrong))
		wantProblem(t, err, office.ProblemCodeMistyped)
	}
	_, err = b.VerifyCode(ctx, typed[1:])
	wantProblem(t, err, office.ProblemCodeLength)
	if v, err := b.VerifyCode(ctx, "22222-2222-22222"); err != nil || v.State != office.FileUnknown || v.Good() {
		t.Errorf("%+v, %v", v, err)
	}
	// a second commune comes in: the code is still known, its figures have moved, and what is exported now has another
	take(t, b, m.period, m.write(m.commune(m.unit("14872"))))
	if v, err := b.VerifyCode(ctx, code); err != nil || v.Good() || !hasMove(v.Moved, "criteria/met", "", "19", "38") {
		t.Errorf("%+v, %v", v, err)
	}
	again := export(t, b, office.ExportRequest{Period: m.period, Dir: t.TempDir(), PDF: true})
	if now := verify(t, b, again.Files[0]); now.Code == code || now.Code == "" {
		t.Errorf("the code is still %q", now.Code)
	}
}

func TestAUnitsPaperBearsACode(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if _, err := b.PrintReturn(ctx, office.ReturnPaper{Period: m.period, Unit: "14884"}, path); err != nil {
		t.Fatal(err)
	}
	v := verify(t, b, path)
	if v.State != office.FileUnaltered || v.Unit != "14884" || v.Version != "1" || v.Code == "" || !v.Good() {
		t.Errorf("%+v", v)
	}
	// printed from another book, here one that did not note it: held against the return
	other, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, elsewhere := oneCommune(t, nil)
	if v := held(t, elsewhere, t.TempDir(), "from below.pdf", other); v.State != office.FileReturn || v.Unit != "14884" {
		t.Errorf("%+v", v)
	}
	take(t, b, m.period, m.write(m.commune(m.unit("14884"), 2)))
	if v := verify(t, b, path); v.Good() || v.Latest != "2" {
		t.Errorf("after a second version: %+v", v)
	}
}

func TestWhatIsKnownOfAFile(t *testing.T) {
	w := open(t).Words()
	at := "2020-12-16T01:00:00Z"
	for name, c := range map[string]struct {
		v    office.Verified
		want []string
	}{
		"as exported": {office.Verified{State: office.FileUnaltered, At: at, Who: "Nga"}, []string{"đúng nguyên bản do sổ này xuất lúc 16/12/2020 08:00 (Nga)", "không thay đổi"}},
		"older": {office.Verified{State: office.FileUnaltered, At: at, Newer: "2020-12-17T01:00:00Z", Moved: []office.Movement{{Key: "a", Was: "1", Now: "2"}}},
			[]string{"xuất lúc 16/12/2020 08:00.", "xuất lại lúc 17/12/2020 08:00", "thay đổi ở 1 số tổng hợp"}},
		"changed": {office.Verified{State: office.FileChanged, At: at}, []string{"KHÔNG còn đúng bản sổ này xuất lúc 16/12/2020 08:00"}},
		"another program could not be read": {office.Verified{State: office.FileChanged, At: at, Unread: &office.Problem{ID: office.ProblemRedrawn, Facts: map[string]string{"file": "a.pdf"}}},
			[]string{"KHÔNG còn nguyên bản", "chữ trong tệp không đọc được"}},
		"a code": {office.Verified{State: office.CodeKnown, Code: "22222-2222-22222", At: at, Period: "2020-12", UnitName: "Huyện Quan Hóa", Files: []string{"a.pdf", "b.xlsx"}},
			[]string{"Mã 22222-2222-22222 do sổ này in lúc 16/12/2020 08:00: Huyện Quan Hóa, Tháng 12/2020.", "a.pdf, b.xlsx", "không thay đổi"}},
		"a code of nobody": {office.Verified{State: office.FileUnknown, Code: "22222-2222-22222"}, []string{"sổ này chưa in mã đó"}},
		"unknown":          {office.Verified{State: office.FileUnknown}, []string{"không phải tệp do sổ này xuất"}},
	} {
		c.v.File = "a.pdf"
		got := c.v.Lines(w)
		if len(got) != len(c.want) {
			t.Errorf("%s: %q", name, got)
			continue
		}
		for i := range got {
			if !strings.Contains(got[i], c.want[i]) {
				t.Errorf("%s: %q, want %q", name, got[i], c.want[i])
			}
		}
	}
}
