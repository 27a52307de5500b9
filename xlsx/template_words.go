package xlsx

import (
	"strings"
	"unicode/utf16"

	"bieuxa/ntm"
)

// What the template says in the clerk's words.
const (
	wordFormNo        = "Biểu số: "
	wordIssued        = "Ban hành theo "
	wordReporter      = "Đơn vị báo cáo: "
	wordReceiver      = "Đơn vị nhận báo cáo: "
	wordPeriod        = "Kỳ báo cáo: "
	wordUnit          = "Đơn vị tính: "
	wordUnitShort     = "ĐVT"
	wordTotal         = "TỔNG CỘNG"
	wordNoneArising   = "Không phát sinh"
	wordNotApplicable = "Không áp dụng"
	wordPlaceDate     = "…………, ngày …… tháng …… năm ………"
	wordPreparedBy    = "NGƯỜI LẬP BIỂU"
	wordHead          = "THỦ TRƯỞNG ĐƠN VỊ"
	wordSign          = "(Ký, ghi rõ họ tên)"
	wordSample        = "SỐ LIỆU MẪU"
	wordPage          = "Trang "
	wordHints         = "Kiểm tra số liệu"
	wordInsertRows    = "Thiếu dòng thì chèn thêm dòng vào giữa danh sách; ô nền xám có công thức, không sửa."
)

// ruleWords is what Excel says when a value does not fit the cell. The clerk may keep the value: the
// check that follows explains it better than a dialogue can.
func ruleWords(typ ntm.Type) (title, text string) {
	none := " Không có thì ghi 0 hoặc dấu -."
	switch typ {
	case ntm.TypeCount:
		return "Cần số nguyên", "Ô này ghi số nguyên, không âm." + none
	case ntm.TypeMoney:
		return "Cần số tiền", "Ô này ghi số tiền theo đơn vị tính của biểu." + none
	case ntm.TypePercent:
		return "Cần tỷ lệ", "Ô này ghi tỷ lệ phần trăm, không âm, không ghi dấu %: 85 nghĩa là 85%." + none
	case ntm.TypeNumber:
		return "Cần số", "Ô này ghi số." + none
	case ntm.TypeDate:
		return "Cần ngày", "Ô này ghi ngày theo dạng ngày/tháng/năm, ví dụ 14/02/2020."
	}
	return "Chọn trong danh sách", "Hãy chọn một mục trong danh sách của ô này."
}

// issuedLine says under which document the form is issued; a form that is not issued says so itself.
func issuedLine(issued string) string {
	for _, document := range []string{"QĐ", "TT", "NĐ", "CV", "Quyết định", "Thông tư", "Nghị định", "Công văn"} {
		if strings.HasPrefix(issued, document) {
			return wordIssued + issued
		}
	}
	if issued == "" {
		return ""
	}
	return "(" + issued + ")"
}

// Excel's limits for the prompt beside a cell, in UTF-16 units.
const (
	maxPromptTitle = 32
	maxPrompt      = 255
)

// fitSentences joins whole sentences up to Excel's limit; all reports whether none was left out.
func fitSentences(sentences []string) (text string, all bool) {
	all = true
	for _, s := range sentences {
		if s == "" {
			continue
		}
		next := s
		if text != "" {
			next = text + "\n" + s
		}
		if utf16Length(next) > maxPrompt {
			all = false
			continue
		}
		text = next
	}
	return text, all
}

func utf16Length(s string) int { return len(utf16.Encode([]rune(s))) }

func fitTitle(s string) string {
	r := []rune(s)
	for utf16Length(string(r)) > maxPromptTitle {
		r = append(r[:len(r)-2], '…')
	}
	return string(r)
}
