package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/internal/sampleforms"
	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
)

// submission is a letter of about two pages with every level of passage.
func submission() report.Submission {
	text := "Thực hiện chế độ báo cáo định kỳ, Ủy ban nhân dân huyện Quan Hóa báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới tháng 12 năm 2020; số liệu tính đến ngày 14/12/2020 như sau:"
	s := report.Submission{
		Issuer: "Ủy ban nhân dân\nhuyện Quan Hóa", Number: "5", Symbol: "BC-UBND", Place: "Quan Hóa",
		Date: ntm.NewDate(2020, 12, 16), Kind: "Báo cáo",
		Subject: "Kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới tháng 12 năm 2020",
		To:      []string{"Ủy ban nhân dân tỉnh Thanh Hóa", "Văn phòng Điều phối nông thôn mới tỉnh Thanh Hóa"},
		Copies:  []string{"Như trên", "Thường trực Huyện ủy, Thường trực Hội đồng nhân dân huyện", "Các xã, thị trấn", "Lưu: VT, VPĐP"},
		Signed:  report.Signature{Title: "TM. Ủy ban nhân dân\nKT. Chủ tịch\nPhó Chủ tịch", Name: "Lê Văn Dũng"},
		Page:    report.DefaultPage(), Sample: true,
	}
	add := func(level report.Level, text string) {
		s.Body = append(s.Body, report.Passage{ID: "p", Level: level, Text: text})
	}
	add(report.LevelText, text)
	add(report.LevelPart, "I. Kết quả thực hiện")
	add(report.LevelSection, "1. Kết quả thực hiện Bộ tiêu chí")
	for range 4 {
		add(report.LevelPoint, "a) Đến ngày 14/12/2020, toàn huyện đạt 216/266 tiêu chí, bình quân 15,43 tiêu chí/xã, tăng 17 tiêu chí so với ngày 31/12 năm trước (có 14/14 xã báo cáo). Số liệu chi tiết tại Phụ lục II.")
		add(report.LevelDash, "- Số hộ nghèo giảm 715 hộ, còn 309 hộ, tỷ lệ 2,78% trên tổng số 11.115 hộ.")
	}
	add(report.LevelPart, "II. Nhiệm vụ trọng tâm và đề xuất, kiến nghị với các cơ quan có thẩm quyền trong thời gian tới")
	for range 6 {
		add(report.LevelText, strings.Replace(text, "như sau:", "để tổng hợp.", 1))
	}
	return s
}

// charts are one of each kind, with figures missing.
func charts() []report.Chart {
	run := func(name string, figures ...string) report.Series {
		s := report.Series{Name: name}
		for _, f := range figures {
			if f == "" {
				s.Points = append(s.Points, ntm.Num{})
			} else {
				s.Points = append(s.Points, ntm.NumOf(decimal.RequireFromString(f)))
			}
		}
		return s
	}
	months := []string{"01/2020", "02/2020", "3/2020", "4/2020", "5/2020", "6/2020", "7/2020", "8/2020", "9/2020", "10/2020", "11/2020", "12/2020"}
	return []report.Chart{
		{Title: "Số tiêu chí đạt qua các tháng", Unit: "tiêu chí", Kind: report.Lines, Labels: months, Series: []report.Series{
			run("Toàn huyện", "199", "199", "200", "201", "", "203", "205", "207", "208", "210", "213", "216"),
			run("Kế hoạch năm", "199", "201", "203", "205", "207", "209", "211", "213", "215", "217", "219", "221")}},
		{Title: "Số xã theo nhóm tiêu chí đạt", Unit: "xã", Kind: report.Columns, Labels: []string{"19 tiêu chí", "15–18 tiêu chí", "10–14 tiêu chí", "5–9 tiêu chí", "Dưới 5 tiêu chí"}, Series: []report.Series{
			run("31/12 năm trước", "2", "5", "7", "", "0"), run("Kỳ này", "4", "6", "4", "0", "0")}},
		{Title: "Số tiêu chí chưa đạt theo cơ quan phụ trách", Unit: "tiêu chí", Kind: report.Bars, Labels: []string{"Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Tài nguyên và Môi trường", "Phòng Lao động - Thương binh và Xã hội", "Phòng Kinh tế và Hạ tầng", "Công an huyện"}, Series: []report.Series{
			run("Số tiêu chí", "14", "12", "9", "", "1")}},
	}
}

func printedLetter(t testing.TB, s report.Submission, forms ...report.Form) []byte {
	t.Helper()
	var b bytes.Buffer
	m := meta()
	m.Letter = &s
	if _, err := pdf.Write(&b, forms, m, fonts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestLookAtLetters writes the pages where a person can open them.
func TestLookAtLetters(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip("LOOK names no folder")
	}
	s := submission()
	s.Charts, s.Unsigned = charts(), os.Getenv("SIGNED") == ""
	content := printedLetter(t, s, sampleforms.All(15)...)
	if err := os.WriteFile(filepath.Join(dir, "letter.pdf"), content, 0o644); err != nil {
		t.Fatal(err)
	}
}
