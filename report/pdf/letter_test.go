package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	content := printedLetter(t, submission(), sampleforms.All(15)...)
	if err := os.WriteFile(filepath.Join(dir, "letter.pdf"), content, 0o644); err != nil {
		t.Fatal(err)
	}
}
