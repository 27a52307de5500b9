package xlsx

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
	"bieuxa/xlsx/oldtext"
)

// oldened is a workbook with texts written in an old encoding: those that which lets pass, in the given font.
func oldened(t testing.TB, body []byte, font string, which func(sheet string, row, col int, text string) bool) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(body))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	defer f.Close()
	wb, err := Read("", body, DefaultLimits())
	must(err)
	styles := map[int]int{}
	for _, s := range wb.Sheets {
		for c := range s.Cells() {
			if c.Kind != KindText || c.HasFormula || !which(s.Name, c.Row, c.Col, c.Raw) {
				continue
			}
			own := font
			text, ok := oldtext.Encode(c.Raw, oldtext.OfFont(own))
			if !ok { // as a clerk would: capitals in the font of capitals
				own += "H"
				text, ok = oldtext.Encode(c.Raw, oldtext.OfFont(own))
			}
			if !ok {
				text, ok = mixedCase(c.Raw), true
				own = font
			}
			id, err := f.GetCellStyle(s.Name, c.Ref())
			must(err)
			if own == font+"H" {
				id += 100_000
			}
			if styles[id] == 0 {
				st, err := f.GetStyle(id % 100_000)
				must(err)
				if st.Font == nil {
					st.Font = &excelize.Font{Size: 11}
				}
				st.Font.Family = own
				styles[id], err = f.NewStyle(st)
				must(err)
			}
			must(f.SetCellStyle(s.Name, c.Ref(), c.Ref(), styles[id]))
			must(f.SetCellStr(s.Name, c.Ref(), text))
		}
	}
	var out bytes.Buffer
	must(f.Write(&out))
	return out.Bytes()
}

// mixedCase writes a text with toned capitals in TCVN3 as the fonts have it: the capital becomes a small letter.
func mixedCase(text string) string {
	var b strings.Builder
	for _, r := range text {
		out, ok := oldtext.Encode(string(r), oldtext.Coding{Encoding: oldtext.TCVN3})
		if !ok {
			out, _ = oldtext.Encode(strings.ToLower(string(r)), oldtext.Coding{Encoding: oldtext.TCVN3})
		}
		b.WriteString(out)
	}
	return b.String()
}

func everyText(string, int, int, string) bool { return true }

func TestReturnsInOldEncodingsAreReadAsTheCleanOnes(t *testing.T) {
	for _, font := range []string{".VnTime", "VNI-Times"} {
		for _, book := range sampleWorkbooks(t, 2)[:3] {
			for share, which := range map[string]func(string, int, int, string) bool{
				"every text":  everyText,
				"every third": func(_ string, row, col int, _ string) bool { return (row+col)%3 == 0 },
				"one column":  func(_ string, _, col int, _ string) bool { return col == 2 },
			} {
				got := readBytes(t, book.def, oldened(t, book.bytes, font, which))
				for _, d := range unlike(book.want, got) {
					t.Errorf("%s, %s in %s: %s", book.want.UnitName, share, font, d)
				}
				if ntm.Fold(got.UnitName) != ntm.Fold(book.want.UnitName) || got.Unit != book.want.Unit || got.Period != book.want.Period {
					t.Errorf("%s: read as the return of %s %s, %s", share, got.Unit, got.UnitName, got.Period)
				}
				for _, f := range told(got) {
					if !strings.HasPrefix(f, "S11 note") {
						t.Errorf("%s, %s in %s: %s", book.want.UnitName, share, font, f)
					}
				}
			}
		}
	}
}

// typed makes a workbook of one sheet: cells by address, each with its text and font.
func typed(t testing.TB, cells map[string][2]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for at, c := range cells {
		id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: c[1], Size: 12}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", at, at, id); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr("Sheet1", at, c[0]); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOldTextIsDecidedCellByCell(t *testing.T) {
	for name, c := range map[string]struct {
		cells map[string][2]string
		want  map[string]string // address → text
		told  map[string]OldReason
	}{
		"the font decides": {map[string][2]string{"A1": {"phó lÖ", ".VnTime"}, "A2": {"phó", ".VnTime"}, "A3": {"x·", ".VnTimeH"}, "A4": {"Phuù Leä", "VNI-Times"}},
			map[string]string{"A1": "phú lệ", "A2": "phú", "A3": "XÃ", "A4": "Phú Lệ"},
			map[string]OldReason{"A1": OldByFont, "A2": OldByFontAlone, "A3": OldByFont, "A4": OldByFont}},
		"Unicode in an old font stays": {map[string][2]string{"A1": {"Đạt", ".VnTime"}, "A2": {"Hà Nam", ".VnTime"}, "A3": {"Phó", ".VnTime"}},
			map[string]string{"A1": "Đạt", "A2": "Hà Nam", "A3": "Phó"}, nil},
		"a name of two readings is not guessed": {map[string][2]string{"A1": {"Đạt", ".VnTime"}, "A2": {"®¹t", ".VnTime"}, "A3": {"Phó", ".VnTime"}},
			map[string]string{"A1": "Đạt", "A2": "đạt", "A3": "Phó"}, map[string]OldReason{"A2": OldByFont, "A3": OldLeftMixed}},
		"without a font the words decide": {map[string][2]string{"A1": {"Tæng sè hé nghÌo", "Arial"}, "A2": {"x· phó lÖ", "Arial"}, "A3": {"®¹t", "Calibri"}, "A4": {"Phó", "Arial"}},
			map[string]string{"A1": "Tổng số hộ nghèo", "A2": "xã phú lệ", "A3": "đạt", "A4": "Phó"},
			map[string]OldReason{"A1": OldByBytes, "A2": OldByBytes, "A3": OldByBytes, "A4": OldLeftUnsure}},
		"Unicode beside it is not doubted": {map[string][2]string{"A1": {"Tæng sè hé nghÌo", "Arial"}, "A2": {"x· phó lÖ", "Arial"}, "A3": {"Có", "Calibri"}, "A4": {"Đạt", "Arial"}},
			map[string]string{"A1": "Tổng số hộ nghèo", "A2": "xã phú lệ", "A3": "Có", "A4": "Đạt"}, map[string]OldReason{"A1": OldByBytes, "A2": OldByBytes}},
		"without a font and with few words nothing is decided": {map[string][2]string{"A1": {"®¹t", "Arial"}, "A2": {"Müller", "Arial"}},
			map[string]string{"A1": "®¹t", "A2": "Müller"}, map[string]OldReason{"A1": OldLeftUnsure}},
		"figures and signs stay": {map[string][2]string{"A1": {"120 m²", ".VnTime"}, "A2": {"12 (t¨ng 2)", ".VnTime"}, "A3": {"~300", ".VnTime"}, "A4": {"1.200 ®", ".VnTime"}},
			map[string]string{"A1": "120 m²", "A2": "12 (tăng 2)", "A3": "~300", "A4": "1.200 đ"}, map[string]OldReason{"A2": OldByFont, "A4": OldByFontAlone}},
	} {
		t.Run(name, func(t *testing.T) {
			wb, err := Read("a.xlsx", typed(t, c.cells), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			for cell := range wb.Sheets[0].Cells() {
				if cell.Raw != c.want[cell.Ref()] {
					t.Errorf("%s is read as %q, want %q", cell.Ref(), cell.Raw, c.want[cell.Ref()])
				}
				if was := c.cells[cell.Ref()][0]; (cell.Old != oldtext.None) != (cell.Raw != was) {
					t.Errorf("%s %q has the mark %q", cell.Ref(), cell.Raw, cell.Old)
				}
			}
			told := map[string]OldReason{}
			for i := range wb.OldTexts {
				told[wb.OldTexts[i].Ref()] = wb.OldTexts[i].Reason
			}
			if len(told) != len(c.told) {
				t.Errorf("told %v, want %v", told, c.told)
			}
			for at, reason := range c.told {
				if told[at] != reason {
					t.Errorf("%s is told for reason %d, want %d", at, told[at], reason)
				}
			}
		})
	}
}

func TestRunsHaveTheirOwnEncodings(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{{Text: "x· ", Font: &excelize.Font{Family: ".VnTimeH"}},
		{Text: "Phuù Leä", Font: &excelize.Font{Family: "VNI-Times"}}, {Text: " (Đạt)", Font: &excelize.Font{Family: "Arial"}}}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	wb, err := Read("a.xlsx", b.Bytes(), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := wb.Sheets[0].At(1, 1); c.Raw != "XÃ Phú Lệ (Đạt)" || len(wb.OldTexts) != 1 || wb.OldTexts[0].Reason != OldByRuns {
		t.Errorf("read as %q, told %+v", c.Raw, wb.OldTexts)
	}
}

func TestRunsInOtherFontsStay(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: ".VnTime"}})
	noError(t, err)
	noError(t, f.SetCellStyle("Sheet1", "A1", "A1", id))
	noError(t, f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{{Text: "Phú ", Font: &excelize.Font{Family: "Arial"}}, {Text: "Thanh", Font: &excelize.Font{Family: "Calibri"}}}))
	noError(t, f.SetCellStr("Sheet1", "A2", "x· phó lÖ"))
	noError(t, f.SetCellStyle("Sheet1", "A2", "A2", id))
	var b bytes.Buffer
	noError(t, f.Write(&b))
	wb, err := Read("a.xlsx", b.Bytes(), DefaultLimits())
	noError(t, err)
	if c, _ := wb.Sheets[0].At(1, 1); c.Raw != "Phú Thanh" || len(wb.OldTexts) != 1 {
		t.Errorf("read as %q, told %+v", c.Raw, wb.OldTexts)
	}
}

func TestLostHornsAreTold(t *testing.T) {
	at := map[string][2]string{"A1": {"Ch-a ®¹t", ".VnTime"}, "A2": {"Tæng sè hé", ".VnTime"}}
	wb, err := Read("a.xlsx", typed(t, at), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if o := wb.OldTexts[0]; o.Text != "Ch-a đạt" || !slices.Equal(o.Losses, []oldtext.Loss{{Kind: oldtext.LossHyphen, Word: "Ch-a"}}) || wb.OldTexts[1].Doubtful() {
		t.Errorf("told %+v", wb.OldTexts)
	}
	at = map[string][2]string{"A1": {"Cha ®¹t", ".VnTime"}, "A2": {"tr\u00eang häc ®îc", ".VnTime"}, "A3": {"n\u00edc sinh ho\u00b9t", ".VnTime"}}
	if wb, err = Read("a.xlsx", typed(t, at), DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	if o := wb.OldTexts[0]; o.Text != "Cha đạt" || !slices.Contains(o.Losses, oldtext.Loss{Kind: oldtext.LossDropped, Word: "Cha"}) {
		t.Errorf("a file without a single ư: told %+v", wb.OldTexts)
	}
	lex := lexicon(t)
	for _, status := range []string{"Ch-a đạt", "Cha đạt"} {
		if v := lex.Parse(ntm.RawCell{Kind: ntm.RawText, Text: status}, ntm.Spec{Type: ntm.TypeStatus}); v.State != ntm.Unreadable {
			t.Errorf("%s is taken for %q", status, v.Text)
		}
	}
}

func TestTypingIntoOldFonts(t *testing.T) {
	body := typed(t, map[string][2]string{"A1": {"phó lÖ", ".VnTime"}, "A2": {"x· H", ".VnTimeH"}, "A3": {"®¹t", ".VnTime"}, "A4": {"Phuù Leä", "VNI-Times"}, "A5": {"Đạt", "Arial"}})
	for _, c := range []struct {
		at, text   string
		font, held string // as the file then has it
	}{
		{"A3", "Chưa đạt", ".VnTime", "Ch\u00ada ®¹t"},
		{"A3", "Ủy ban xã", "Calibri", "Ủy ban xã"},
		{"A3", "Phú", "Calibri", "Phú"}, // «Phó» would be another name in Unicode
		{"A2", "XÃ PHÚ LỆ", ".VnTimeH", "X· PHó LÖ"},
		{"A2", "Xã Phú Lệ", "Calibri", "Xã Phú Lệ"},
		{"A4", "Chưa đạt", "VNI-Times", "Chöa ñaït"},
		{"A4", "Đạt 中", "Calibri", "Đạt 中"},
		{"A5", "Chưa đạt", "Arial", "Chưa đạt"},
		{"A1", "12", ".VnTime", "12"},
	} {
		row, col, _ := parseRef([]byte(c.at))
		var out bytes.Buffer
		if err := WriteBack(&out, body, []Input{{Sheet: "Sheet1", Row: row, Col: col, Kind: KindText, Raw: c.text}}, DefaultLimits()); err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		wb, err := Read("", out.Bytes(), DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := wb.Sheets[0].At(row, col); got.Raw != c.text || got.Font != c.font {
			t.Errorf("%s: read again as %q in %s", c.text, got.Raw, got.Font)
		}
		f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if held, _ := f.GetCellValue("Sheet1", c.at); held != c.held {
			t.Errorf("%s: the file has %q, want %q", c.text, held, c.held)
		}
		f.Close()
	}
}

func noError(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
