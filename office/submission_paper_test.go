package office_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

func TestTheSubmissionIsALetterWithItsForms(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	dir := t.TempDir()
	req := office.ExportRequest{Period: m.period, Dir: dir, PDF: true,
		Paper: office.Paper{Number: "7", Date: ntm.NewDate(2021, 1, 4)}}
	out := export(t, b, req)
	if want := filepath.Join(dir, "Bao cao 385 2020-12.pdf"); len(out.Files) != 1 || out.Files[0] != want {
		t.Fatalf("wrote %v, want %s", out.Files, want)
	}
	said := strings.Join(strings.Fields(string(pdfText(t, out.Files[0]))), " ")
	for _, want := range []string{
		"ỦY BAN NHÂN DÂN HUYỆN QUAN HÓA", "Số: 07/BC-UBND", "Quan Hóa, ngày 04 tháng 01 năm 2021", "Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa",
		"TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Phụ lục I ", "(Kèm theo Báo cáo số 07/BC-UBND ngày 04 tháng 01 năm 2021 của Ủy ban nhân dân huyện Quan Hóa)",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in the submission", want)
		}
	}

	req.Paper.Unsigned = true
	said = strings.Join(strings.Fields(string(pdfText(t, export(t, b, req).Files[0]))), " ")
	for _, want := range []string{"Bản trình ký", "(Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm … của"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in what is to be signed", want)
		}
	}
	if strings.Contains(said, "07/BC-UBND") {
		t.Error("what is to be signed bears a number")
	}
}

// TestPartsOfTheSubmission: what is printed is what was named, and so is the file.
func TestPartsOfTheSubmission(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	for _, c := range []struct {
		forms []string
		file  string
		parts string
	}{
		{[]string{"bieu-01"}, "Bieu tong hop 385 2020-12.pdf", "bieu-01"},
		{[]string{office.LetterPart, "bieu-02"}, "Bao cao 385 2020-12.pdf", "bao-cao bieu-02"},
		{[]string{office.LetterPart}, "Bao cao 385 2020-12.pdf", "bao-cao"},
	} {
		dir := t.TempDir()
		req := office.ExportRequest{Period: m.period, Dir: dir, Forms: c.forms, PDF: true}
		export(t, b, req)
		if entries, _ := os.ReadDir(dir); len(entries) != 1 || entries[0].Name() != c.file {
			t.Errorf("%v: wrote %v, want %s", c.forms, entries, c.file)
		}
		v, err := b.Preview(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, p := range v.Parts {
			ids = append(ids, p.ID)
		}
		if got := strings.Join(ids, " "); got != c.parts {
			t.Errorf("%v: parts %s, want %s", c.forms, got, c.parts)
		}
	}
}

func TestMarginsOutsideTheDecreeAreRefused(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, nil)
	_, err := b.Export(ctx, office.ExportRequest{Period: m.period, Dir: t.TempDir(), PDF: true,
		Paper: office.Paper{Page: report.Page{Top: 20, Bottom: 20, Left: 25, Right: 15}}})
	wantProblem(t, err, office.ProblemMargins)
}
