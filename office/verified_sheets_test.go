package office_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bieuxa/office"
)

// A change on a sheet beside the forms is told by its cell; one that follows from a changed form is not told twice.
func TestTheSheetsBesideTheFormsAreHeldToo(t *testing.T) {
	t.Parallel()
	_, b, workbook, _, dir := exportedMonth(t)
	controlSheet := func(change func(text string) string) []byte {
		done := false
		out := rezipped(t, workbook, func(name, text string) string {
			if !strings.HasPrefix(name, "xl/worksheets/sheet") || !strings.Contains(text, "tính lại từ báo cáo của xã") || done {
				return text
			}
			done = true
			return change(text)
		})
		if !done {
			t.Fatal("there is no control sheet")
		}
		return out
	}
	// The first total: 1 commune meets the first criterion; "Tính lại" says 2.
	at := "<v>1</v>"
	spoilt := controlSheet(func(text string) string {
		i := strings.Index(text, "Quy hoạch")
		j := strings.Index(text[i:], at)
		if i < 0 || j < 0 {
			t.Fatal("no total")
		}
		return text[:i+j] + "<v>2</v>" + text[i+j+len(at):]
	})
	v := held(t, b, dir, "control.xlsx", spoilt)
	if v.State != office.FileChanged || len(v.Differences) != 1 {
		t.Fatalf("%s %+v", v.State, v.Differences)
	}
	if d := v.Differences[0]; d.Sheet != "Đối chiếu" || d.Book != "1" || d.File != "2" || d.Cell == "" || d.Form != "" || !strings.Contains(d.Row, "Quy hoạch") || d.Column != "Tính lại" {
		t.Errorf("%+v", d)
	}
	word := controlSheet(func(text string) string { return strings.Replace(text, "LỆCH", "Khớp", 1) })
	if v := held(t, b, dir, "word.xlsx", word); v.State == office.FileUnaltered {
		t.Errorf("%+v", v)
	}
	// The sheet that carries the returns is not compared, and that is said.
	same := held(t, b, dir, "same.xlsx", rezipped(t, workbook, func(_, text string) string { return text }))
	if same.State != office.FileResaved || len(same.Differences) > 0 || len(same.Aside) == 0 {
		t.Errorf("%s %v %v", same.State, same.Differences, same.Aside)
	}
	if lines := strings.Join(same.Lines(open(t).Words()), "\n"); !strings.Contains(lines, "không đối chiếu được: sheet "+same.Aside[0]) {
		t.Error(lines)
	}
}

// The footing of a form, a heading and two figures of the PDF.
func TestWhatWasChangedOnPaperIsNamed(t *testing.T) {
	t.Parallel()
	_, b, workbook, pdf, dir := exportedMonth(t)
	once := func(from, to string) func(string) string {
		done := false
		return func(page string) string {
			if done || !strings.Contains(page, wide(from)) {
				return page
			}
			done = true
			return strings.Replace(page, wide(from), wide(to), 1)
		}
	}
	for name, c := range map[string]struct{ from, to string }{
		"how many reported": {"1/14 xã", "2/14 xã"},
		"a heading":         {"Cuối kỳ", "Đầu năm"},
	} {
		v := held(t, b, dir, "changed.pdf", redrawn(t, pdf, once(c.from, c.to)))
		if v.State != office.FileChanged || len(v.Differences) != 1 || !strings.Contains(v.Differences[0].File, c.to) || !strings.Contains(v.Differences[0].Book, c.from) || v.Differences[0].Page < 1 {
			t.Errorf("%s: %s %+v", name, v.State, v.Differences)
		}
	}
	footing := false
	changed := rezipped(t, workbook, func(name, text string) string {
		if footing || !strings.HasPrefix(name, "xl/worksheets/sheet") || !strings.Contains(text, "1/14 xã đã báo cáo") || !strings.Contains(text, "Tăng/giảm") {
			return text
		}
		footing = true
		return strings.Replace(text, "1/14 xã đã báo cáo", "2/14 xã đã báo cáo", 1)
	})
	v := held(t, b, dir, "footing.xlsx", changed)
	if !footing || v.State != office.FileChanged || len(v.Differences) != 1 || v.Differences[0].Kind != office.DiffText || !strings.Contains(v.Differences[0].File, "2/14 xã đã báo cáo") {
		t.Errorf("footing %t: %s %+v", footing, v.State, v.Differences)
	}
}

// qpdf takes the PDF apart; two figures of a page change places.
func TestFiguresSwappedInAPDFTakenApart(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	_, b, _, pdf, dir := exportedMonth(t)
	whole, apart := filepath.Join(dir, "whole.pdf"), filepath.Join(dir, "apart.pdf")
	write(t, whole, pdf)
	if out, err := exec.Command(program, "--qdf", "--object-streams=disable", whole, apart).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	body, err := os.ReadFile(apart)
	if err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b, apart); v.State != office.FileResaved || len(v.Differences) > 0 {
		t.Errorf("taken apart: %s %+v %v", v.State, v.Differences, v.Unread)
	}
	hex := func(s string) string { return fmt.Sprintf("<%x>", wide(s)) }
	first, second, swapped := hex("19"), hex("100"), false
	pages := strings.SplitAfter(string(body), "endstream")
	for i, page := range pages {
		if !swapped && strings.Contains(page, first) && strings.Contains(page, second) && strings.Contains(page, hex("TỔNG CỘNG")) {
			page = strings.Replace(strings.Replace(page, first, "@@", 1), second, first, 1)
			pages[i], swapped = strings.Replace(page, "@@", second, 1), true
		}
	}
	if !swapped {
		t.Fatal("no figures to swap")
	}
	text := strings.Join(pages, "")
	v := held(t, b, dir, "swapped.pdf", []byte(text))
	if v.State != office.FileChanged || len(v.Differences) != 2 {
		t.Fatalf("%s %+v %v", v.State, v.Differences, v.Unread)
	}
	for _, d := range v.Differences {
		if d.Kind != office.DiffFigure || d.Row == "" || d.Column == "" || d.File == d.Book || d.Page < 1 {
			t.Errorf("%+v", d)
		}
	}
}
