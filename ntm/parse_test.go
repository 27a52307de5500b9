package ntm_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

func lexicon(t testing.TB) *ntm.Lexicon {
	t.Helper()
	l, err := ntm.LoadLexicon(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func written(s string) ntm.RawCell { return ntm.RawCell{Kind: ntm.RawText, Text: s} }
func stored(s string) ntm.RawCell  { return ntm.RawCell{Kind: ntm.RawNumber, Text: s} }

func spec(t ntm.Type) ntm.Spec { return ntm.Spec{Type: t} }

// want is a figure «1234.5», or a state; doubt and a part of the hint follow.
type parseCase struct {
	outcome string
	raw     ntm.RawCell
	spec    ntm.Spec
	want    string
	doubt   ntm.Doubt
	hint    string
}

func runParse(t *testing.T, cases []parseCase) {
	t.Helper()
	l := lexicon(t)
	for _, c := range cases {
		t.Run(c.outcome, func(t *testing.T) {
			v := l.Parse(c.raw, c.spec)
			got := v.State.String()
			switch {
			case v.State == ntm.Stated && c.spec.Type.Numeric():
				got = v.Num.String()
			case v.State == ntm.Stated:
				got = v.Text
			case !v.Num.IsZero():
				t.Errorf("%q is %s and yet has the figure %s", c.raw.Text, got, v.Num)
			}
			if got != c.want || v.Doubt != c.doubt || !strings.Contains(v.Hint, c.hint) {
				t.Errorf("%q reads %s, doubt %q, hint %q; want %s, %q, %q", c.raw.Text, got, v.Doubt, v.Hint, c.want, c.doubt, c.hint)
			}
			if v.Type != c.spec.Type || v.Raw != c.raw.Text {
				t.Errorf("type %s, raw %q are not kept", v.Type, v.Raw)
			}
		})
	}
}

var (
	count   = spec(ntm.TypeCount)
	number  = spec(ntm.TypeNumber)
	money   = spec(ntm.TypeMoney)
	percent = spec(ntm.TypePercent)
)

func storedNumberCases() []parseCase {
	formula := stored("0.10000000000002274") // what =1000.1-1000 leaves
	formula.Formula = true
	noise := stored("5.5511151231257827E-17")
	noise.Formula = true
	share := stored("0.85")
	share.IsPercent = true
	day := stored("43895")
	day.IsDate = true
	area := ntm.Spec{Type: ntm.TypeNumber, Unit: "%"}
	return []parseCase{
		{"binary noise goes with the sixteenth digit", stored("15.430000000000001"), number, "15.43", "", ""},
		{"fifteen digits stay", stored("123456789.123456"), number, "123456789.123456", "", ""},
		{"a sum of tenths is what Excel shows", stored("0.30000000000000004"), number, "0.3", "", ""},
		{"a formula's noise below ten decimals goes", formula, number, "0.1", "", ""},
		{"a formula's nought is nought", noise, money, "0", "", ""},
		{"an exponent is unfolded", stored("1.2E+3"), count, "1200", "", ""},
		{"a small exponent is unfolded", stored("2.5E-3"), number, "0.0025", "", ""},
		{"an absurd exponent is not read", stored("1e999"), number, "unreadable", ntm.DoubtUnknown, ""},
		{"an endless exponent is not read", stored("1e999999999"), number, "unreadable", ntm.DoubtUnknown, ""},
		{"a billion billions is not read", stored("1E+30"), money, "unreadable", ntm.DoubtUnknown, ""},
		{"zero is zero, not blank", stored("0"), count, "0", "", ""},
		{"a negative number keeps its sign", stored("-7"), number, "-7", "", ""},
		{"a percent format multiplies", share, percent, "85", "", ""},
		{"a percent format multiplies where the unit is %", share, area, "85", "", ""},
		{"a percent format in a money column is asked about", share, money, "0.85", ntm.DoubtScale, "0,85 hay 85 %"},
		{"a bare share in a percent column is asked about", stored("0.85"), percent, "0.85", ntm.DoubtScale, "0,85 % hay 85 %"},
		{"1 in a percent column is asked about", stored("1"), percent, "1", ntm.DoubtScale, "1 % hay 100 %"},
		{"0 in a percent column is plain", stored("0"), percent, "0", "", ""},
		{"2,78 in a percent column is plain", stored("2.78"), percent, "2.78", "", ""},
		{"a computed rate may be small", stored("0.85"), ntm.Spec{Type: ntm.TypePercent, Computed: true}, "0.85", "", ""},
		{"part of a household is asked about", stored("10.98"), count, "10.98", ntm.DoubtFraction, "10,98"},
		{"a figure Excel made a date of is not read", day, count, "unreadable", ntm.DoubtUnknown, "05/03/2020"},
		{"TRUE is no figure", ntm.RawCell{Kind: ntm.RawBool, Text: "1"}, count, "unreadable", ntm.DoubtUnknown, "TRUE"},
		{"a formula without value is not read", ntm.RawCell{NoCache: true, Formula: true}, count, "unreadable", ntm.DoubtNoCache, ""},
		{"an error is not read", ntm.RawCell{Kind: ntm.RawError, Text: "#REF!"}, count, "unreadable", ntm.DoubtError, "#REF!"},
		{"an error typed as text is one too", written("#DIV/0!"), money, "unreadable", ntm.DoubtError, "#DIV/0!"},
	}
}

func TestNumbersAsExcelStoresThem(t *testing.T) { runParse(t, storedNumberCases()) }

func writtenNumberCases() []parseCase {
	asText := ntm.DoubtAsText
	return []parseCase{
		{"Vietnamese marks", written("1.234,5"), number, "1234.5", asText, ""},
		{"English marks", written("1,234.5"), number, "1234.5", asText, ""},
		{"many groups", written("1.234.567"), money, "1234567", asText, ""},
		{"many English groups", written("1,234,567"), money, "1234567", asText, ""},
		{"spaces group", written("1 234 567"), count, "1234567", asText, ""},
		{"hard spaces group", written("1\u00a0234\u202f567"), count, "1234567", asText, ""},
		{"spaces group before a decimal comma", written("1 234,567"), number, "1234.567", asText, ""},
		{"decimal comma", written("12,5"), number, "12.5", asText, ""},
		{"decimal point", written("12.5"), number, "12.5", asText, ""},
		{"three decimals after a nought", written("0,123"), number, "0.123", asText, ""},
		{"three decimals after four digits", written("1234,567"), number, "1234.567", asText, ""},
		{"a stop in a count groups", written("1.234"), count, "1234", asText, ""},
		{"a comma in a count is asked about", written("1,234"), count, "unreadable", ntm.DoubtAmbiguous, "1234 hay 1,234"},
		{"a stop in a number is asked about", written("1.234"), number, "unreadable", ntm.DoubtAmbiguous, "1234 hay 1,234"},
		{"a comma in money is asked about", written("12,345"), money, "unreadable", ntm.DoubtAmbiguous, "12345 hay 12,345"},
		{"groups of two are not read", written("1.23.456"), money, "unreadable", ntm.DoubtUnknown, ""},
		{"two decimal marks are not read", written("1.234,5,6"), money, "unreadable", ntm.DoubtUnknown, ""},
		{"a group after the decimals is not read", written("1,5.234"), money, "unreadable", ntm.DoubtUnknown, ""},
		{"a leading nought in a count is no octal", written("02"), count, "2", asText, ""},
		{"minus", written("-5"), number, "-5", asText, ""},
		{"true minus sign", written("−5"), number, "-5", asText, ""},
		{"long dash", written("–5,5"), number, "-5.5", asText, ""},
		{"the bookkeeper's brackets", written("(5)"), number, "-5", asText, ""},
		{"plus", written("+3"), number, "3", asText, ""},
		{"a minus behind is asked about", written("5-"), number, "unreadable", ntm.DoubtAmbiguous, "5 hay -5"},
		{"giảm 5 is asked about", written("giảm 5"), number, "unreadable", ntm.DoubtAmbiguous, "5 hay -5"},
		{"(tăng 2) is no minus two", written("(tăng 2)"), number, "unreadable", ntm.DoubtAmbiguous, "2 hay -2"},
		{"percent sign", written("85%"), percent, "85", asText, ""},
		{"percent sign after a space", written("85,5 %"), percent, "85.5", asText, ""},
		{"a percent sign settles the scale", written("0,85%"), percent, "0.85", asText, ""},
		{"a share as text is asked about", written("0,85"), percent, "0.85", ntm.DoubtScale, "0,85 % hay 85 %"},
		{"a fraction of a household as text", written("10,98"), count, "10.98", ntm.DoubtFraction, "10,98"},
		{"two-line notes are left over", written("12\n(tăng 2)"), count, "12", ntm.DoubtResidue, "(tăng 2)"},
		{"about is left over", written("~300"), count, "300", ntm.DoubtResidue, "~"},
		{"more than is left over", written(">95"), percent, "95", ntm.DoubtResidue, ">"},
		{"square metres in a column of square metres", written("1.200 m2"), ntm.Spec{Type: ntm.TypeCount, Unit: "m²"}, "1200", asText, ""},
		{"square metres elsewhere are left over", written("1200 m2"), number, "1200", ntm.DoubtResidue, "m2"},
		{"households in a column of households", written("12 hộ"), ntm.Spec{Type: ntm.TypeCount, Unit: "hộ"}, "12", asText, ""},
		{"households elsewhere are left over", written("12 hộ"), count, "12", ntm.DoubtResidue, "hộ"},
		{"million dong in a money column", written("1.200,5 triệu đồng"), money, "1200.5", asText, ""},
		{"million dong abbreviated", written("35,5 tr.đ"), money, "35.5", asText, ""},
		{"million dong a head and year", written("45,2 triệu"), ntm.Spec{Type: ntm.TypeNumber, Unit: "triệu đồng/người/năm"}, "45.2", asText, ""},
		{"billions in a money column are asked about", written("1,2 tỷ"), money, "unreadable", ntm.DoubtAmbiguous, "tỷ"},
		{"dong in a money column are asked about", written("1.200.000 đồng"), money, "unreadable", ntm.DoubtAmbiguous, "đồng"},
		{"thousands in a money column are asked about", written("500 nghìn"), money, "unreadable", ntm.DoubtAmbiguous, "nghìn"},
		{"two figures are not read", written("12 15"), count, "unreadable", ntm.DoubtAmbiguous, "nhiều số"},
		{"a range is not read", written("10-12"), count, "unreadable", ntm.DoubtAmbiguous, ""},
		{"two lines of figures are not one", written("12\n345"), count, "unreadable", ntm.DoubtAmbiguous, ""},
		{"a part of a whole is not read", written("15/19"), count, "unreadable", ntm.DoubtAmbiguous, ""},
		{"O for 0 is asked about", written("1O"), count, "unreadable", ntm.DoubtAmbiguous, "10"},
		{"l for 1 is asked about with its note, not the note read", written("l2 (giảm 3)"), count, "unreadable", ntm.DoubtAmbiguous, "12"},
		{"l for 1 is asked about", written("l5"), count, "unreadable", ntm.DoubtUnknown, ""},
		{"a half sign is not dropped", written("1½"), number, "unreadable", ntm.DoubtAmbiguous, ""},
		{"an exponent as text is not read", written("1e5"), number, "unreadable", ntm.DoubtAmbiguous, ""},
		{"words are not read", written("nhiều"), count, "unreadable", ntm.DoubtUnknown, ""},
		{"x is no figure", written("x"), count, "unreadable", ntm.DoubtUnknown, ""},
		{"no figures yet is not nought", written("chưa có số liệu"), count, "unreadable", ntm.DoubtUnknown, ""},
	}
}

func TestNumbersAsPeopleWriteThem(t *testing.T) { runParse(t, writtenNumberCases()) }

func nothingCases() []parseCase {
	return []parseCase{
		{"an empty cell is blank", ntm.RawCell{}, count, "blank", "", ""},
		{"spaces are blank", written(" \u00a0\n\t"), count, "blank", "", ""},
		{"a zero-width space is blank", written("\u200b\ufeff"), spec(ntm.TypeText), "blank", "", ""},
		{"blank is not Chưa đạt", written(" "), spec(ntm.TypeStatus), "blank", "", ""},
		{"0 as text is zero", written("0"), count, "0", ntm.DoubtAsText, ""},
		{"hyphen is a dash", written("-"), count, "dash", "", ""},
		{"long dash is a dash", written(" — "), money, "dash", "", ""},
		{"a dash in a text column is a dash", written("–"), spec(ntm.TypeText), "dash", "", ""},
		{"nothing arising", written("Không phát sinh"), money, "none-arising", "", ""},
		{"nothing arising in capitals, with a stop", written("KHÔNG PHÁT SINH."), spec(ntm.TypeText), "none-arising", "", ""},
		{"nothing arising in a code column", written("không phát sinh"), spec(ntm.TypeCode), "none-arising", "", ""},
		{"nothing arising abbreviated", written("KPS"), count, "none-arising", "", ""},
		{"there is none", written("không có"), count, "none-arising", "", ""},
		{"decomposed letters", written(norm.NFD.String("Không phát sinh")), count, "none-arising", "", ""},
		{"not applicable", written("Không áp dụng"), percent, "not-applicable", "", ""},
		{"not applicable abbreviated", written("n/a"), count, "not-applicable", "", ""},
		{"a status not applicable", written("KAD"), spec(ntm.TypeStatus), "not-applicable", "", ""},
		{"no is a text in a text column", written("không"), spec(ntm.TypeText), "không", "", ""},
		{"no in a column of figures is none", written("không"), count, "none-arising", "", ""},
	}
}

func TestKindsOfNothingStayApart(t *testing.T) { runParse(t, nothingCases()) }

func TestNothingCountsOnlyWhereItIsStated(t *testing.T) {
	l := lexicon(t)
	for text, known := range map[string]bool{"-": true, "kps": true, "0": true, " ": false, "kad": false, "?": false} {
		if _, ok := l.Parse(written(text), count).Number(); ok != known {
			t.Errorf("%q has a figure: %v, want %v", text, ok, known)
		}
	}
}

func wordCases() []parseCase {
	status, yesno, code := spec(ntm.TypeStatus), spec(ntm.TypeYesNo), spec(ntm.TypeCode)
	choice := func(id string) ntm.Spec { return ntm.Spec{Type: ntm.TypeChoice, Choices: id} }
	share := stored("0.85")
	share.IsPercent = true
	return []parseCase{
		{"met", written("đạt"), status, "Đạt", "", ""},
		{"met, decomposed and in capitals", written(norm.NFD.String("ĐẠT ")), status, "Đạt", "", ""},
		{"met by its letter", written("Đ"), status, "Đạt", "", ""},
		{"met by a cross", written("X"), status, "Đạt", "", ""},
		{"met by a tick", written("✔"), status, "Đạt", "", ""},
		{"basically met", written("CB  đạt"), status, "Cơ bản đạt", "", ""},
		{"not met", written("không đạt"), status, "Chưa đạt", "", ""},
		{"met but owed is asked about", written("Đạt (nợ)"), status, "unreadable", ntm.DoubtWord, "Đạt hay Chưa đạt"},
		{"met with a remark is asked about", written("đạt 18/19"), status, "unreadable", ntm.DoubtWord, "Đạt"},
		{"a count of criteria is no status", written("19/19"), status, "unreadable", ntm.DoubtUnknown, "Cơ bản đạt"},
		{"1 as a status is asked about", stored("1"), status, "unreadable", ntm.DoubtWord, "Chưa đạt"},
		{"yes as a status is asked about", written("có"), status, "unreadable", ntm.DoubtWord, ""},
		{"there is none as a status is asked about", written("không có"), status, "unreadable", ntm.DoubtWord, ""},
		{"yes", written("Có"), yesno, "Có", "", ""},
		{"yes by a cross", written("x"), yesno, "Có", "", ""},
		{"no", written("KHÔNG"), yesno, "Không", "", ""},
		{"there is none means no", written("không có"), yesno, "Không", "", ""},
		{"a ticked box", ntm.RawCell{Kind: ntm.RawBool, Text: "TRUE"}, yesno, "Có", "", ""},
		{"1 as a yes is asked about", stored("1"), yesno, "unreadable", ntm.DoubtUnknown, "Có / Không"},
		{"a producer abbreviated", written("hợp tác xã"), choice("ocop_owner"), "HTX", "", ""},
		{"a title written out", written("Nông thôn mới nâng cao"), choice("titles"), "NTM nâng cao", "", ""},
		{"a kind in capitals", written("XÃ"), choice("kinds"), "xã", "", ""},
		{"a group as a number", stored("2"), choice("groups"), "2", "", ""},
		{"a group in words", written("Nhóm 3"), choice("groups"), "3", "", ""},
		{"a word outside the list", written("Cá nhân"), choice("ocop_owner"), "unreadable", ntm.DoubtUnknown, "Doanh nghiệp"},
		{"a code keeps its noughts", written("02"), code, "02", "", ""},
		{"a code stored as a number is not padded", stored("1222"), code, "1222", "", ""},
		{"an indicator stored as a number", stored("17.100000000000001"), code, "17.1", "", ""},
		{"a code of many digits is unfolded", stored("8.4912345678E10"), code, "84912345678", "", ""},
		{"a text keeps its lines, not its spaces", written(" Đường  thôn\u00a0A \r\n\r\n chưa xong "), spec(ntm.TypeText), "Đường thôn A\nchưa xong", "", ""},
		{"a text stored as a number has a comma", stored("12.5"), spec(ntm.TypeText), "12,5", "", ""},
		{"a text stored as a percentage has its sign", share, spec(ntm.TypeText), "85%", "", ""},
		{"a text is composed", written(norm.NFD.String("Phú Lệ")), spec(ntm.TypeText), "Phú Lệ", "", ""},
		{"a pair", written("98; 60"), spec(ntm.TypePair), "98;60", "", ""},
		{"a pair with decimals and signs", written("98,5%;60%"), spec(ntm.TypePair), "98.5;60", "", ""},
		{"one figure is no pair", stored("98"), spec(ntm.TypePair), "unreadable", ntm.DoubtUnknown, "98;60"},
		{"a pair with three digits is asked about", written("98,125;60"), spec(ntm.TypePair), "unreadable", ntm.DoubtAmbiguous, "98125 hay 98,125"},
	}
}

func TestWordsOfAList(t *testing.T) { runParse(t, wordCases()) }

func TestLongTextIsRefusedNotCut(t *testing.T) {
	l := lexicon(t)
	if v := l.Parse(written(strings.Repeat("ế", 32767)), spec(ntm.TypeText)); v.State != ntm.Stated {
		t.Errorf("32.767 characters are %s", v.State)
	}
	v := l.Parse(written(strings.Repeat("ế", 40000)), spec(ntm.TypeText))
	if v.State != ntm.Unreadable || v.Text != "" {
		t.Errorf("40.000 characters are %s with a text of %d bytes", v.State, len(v.Text))
	}
}

func TestChoicesAreOfferedInOrder(t *testing.T) {
	l := lexicon(t)
	for id, want := range map[string]string{
		"status": "Đạt,Cơ bản đạt,Chưa đạt,Không áp dụng", "yesno": "Có,Không",
		"kinds": "xã,phường,thị trấn,đặc khu", "groups": "1,2,3",
		"ocop_owner": "HTX,Doanh nghiệp,THT,Hộ kinh doanh", "certifier": "Xã,Huyện,Tỉnh,Trung ương",
		"ocop_state":    "Mới công nhận,Công nhận lại,Đang hiệu lực,Hết hạn,Thu hồi",
		"village_state": "Đang xây dựng,Đạt chuẩn NTM,Kiểu mẫu",
		"titles":        "Đạt chuẩn NTM,NTM nâng cao,NTM kiểu mẫu,NTM hiện đại",
		"recognition":   "Công nhận,Công nhận lại,Thừa nhận sau sáp nhập,Thu hồi",
		"causes":        "Vốn,Đất/GPMB,Dân chưa đồng thuận,Quy hoạch,Chưa có hướng dẫn,Thiên tai,Khác",
		"task_state":    "Chưa bắt đầu,Đang thực hiện,Hoàn thành,Quá hạn", "unknown": "",
	} {
		words := l.Choices(id)
		if got := strings.Join(words, ","); got != want {
			t.Errorf("%s offers %s, want %s", id, got, want)
		}
		for _, w := range words {
			s := ntm.Spec{Type: ntm.TypeChoice, Choices: id}
			if v := l.Parse(written(w), s); id != "status" && (v.State != ntm.Stated || v.Text != w) {
				t.Errorf("the offered word %q of %s reads %s %q", w, id, v.State, v.Text)
			}
		}
	}
}

func TestEveryListOfTheReturnIsKnown(t *testing.T) {
	l := lexicon(t)
	text, err := os.ReadFile("../assets/returns/xa-thang.yaml")
	if err != nil {
		t.Fatal(err)
	}
	uses := strings.Split(string(text), "choices: ")[1:]
	if len(uses) < 10 {
		t.Fatalf("the return uses %d lists", len(uses))
	}
	for _, use := range uses {
		if id := use[:strings.IndexAny(use, ",} ")]; l.Choices(id) == nil {
			t.Errorf("list %q of the return has no words", id)
		}
	}
}

func TestParsePair(t *testing.T) {
	pair, err := ntm.ParsePair("98.5;60")
	if err != nil || len(pair) != 2 || !pair[0].Equal(decimal.RequireFromString("98.5")) || !pair[1].Equal(decimal.NewFromInt(60)) {
		t.Errorf("98.5;60 is %v, %v", pair, err)
	}
	for _, bad := range []string{"", "98", "98;", "98,5;60", "98;60;1", "a;b", "1e9;2"} {
		if _, err := ntm.ParsePair(bad); err == nil {
			t.Errorf("%q passes for a pair", bad)
		}
	}
}

func TestTonePlacementDoesNotMatter(t *testing.T) {
	l, err := ntm.LoadLexicon(fstest.MapFS{
		"words/values.yaml":  {Data: []byte("nothing: {dash: [\"-\"]}\n")},
		"words/choices.yaml": {Data: []byte("signs: [{word: Hóa học, spelled: [thủy lợi]}]\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, spelling := range []string{"hoá học", "Hóa Học", "thuỷ lợi", norm.NFD.String("THỦY LỢI")} {
		v := l.Parse(written(spelling), ntm.Spec{Type: ntm.TypeChoice, Choices: "signs"})
		if v.State != ntm.Stated || v.Text != "Hóa học" {
			t.Errorf("%q reads %s %q", spelling, v.State, v.Text)
		}
	}
}

func TestOneSpellingHasOneMeaning(t *testing.T) {
	for outcome, values := range map[string]string{
		"two statuses":        "status: [{word: Đạt, spelled: [x]}, {word: Chưa đạt, spelled: [X]}]\n",
		"sure and doubtful":   "status: [{word: Đạt, spelled: [x]}]\nstatus_doubtful: [{spelled: [x], readings: [Đạt]}]\n",
		"two kinds of nought": "nothing: {dash: [kps], none_arising: [KPS]}\n",
		"two units":           "units: [[hộ, h], [ha, h]]\n",
	} {
		_, err := ntm.LoadLexicon(fstest.MapFS{"words/values.yaml": {Data: []byte(values)}, "words/choices.yaml": {Data: []byte("{}\n")}})
		if err == nil {
			t.Errorf("%s load", outcome)
		}
	}
}
