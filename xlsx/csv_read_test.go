package xlsx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

// textBook reads separated values that must be read.
func textBook(t testing.TB, name string, b []byte) *Workbook {
	t.Helper()
	wb, err := Read(name, b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if wb.Container != ContainerText || len(wb.Sheets) != 1 {
		t.Fatalf("container %d, %d sheets", wb.Container, len(wb.Sheets))
	}
	return wb
}

// rowsOf are the cells of a sheet as text, by «A1».
func cellsOf(s *Sheet) map[string]string {
	out := map[string]string{}
	for c := range s.Cells() {
		out[c.Ref()] = c.Raw
	}
	return out
}

func utf16Of(text string, order binary.AppendByteOrder, mark bool) []byte {
	var out []byte
	if mark {
		out = order.AppendUint16(out, 0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// windows1258 writes text as old Windows does: hats are part of the letter, tones stand behind it.
func windows1258(t testing.TB, text string) []byte {
	t.Helper()
	var out []byte
	enc := charmap.Windows1258
	for _, r := range text {
		if b, ok := enc.EncodeRune(r); ok {
			out = append(out, b)
			continue
		}
		marks := []rune(norm.NFD.String(string(r)))
		letter, tone := marks[:1], rune(0)
		for _, m := range marks[1:] {
			if slices.Contains([]rune{0x300, 0x301, 0x303, 0x309, 0x323}, m) {
				tone = m
			} else {
				letter = append(letter, m)
			}
		}
		for _, part := range []rune{[]rune(norm.NFC.String(string(letter)))[0], tone} {
			b, ok := enc.EncodeRune(part)
			if !ok {
				t.Fatalf("%q has no place in Windows-1258", r)
			}
			out = append(out, b)
		}
	}
	return out
}

func TestSeparatedValuesInEveryEncoding(t *testing.T) {
	text := "TT;Tên xã;Số hộ nghèo\r\n1;Phú Lệ;12\r\n2;\"Thị trấn\nHồi Xuân; khu \"\"1\"\"\";0\r\n3;Nam Động;\r\n"
	want := map[string]string{"A1": "TT", "B1": "Tên xã", "C1": "Số hộ nghèo", "A2": "1", "B2": "Phú Lệ", "C2": "12",
		"A3": "2", "B3": "Thị trấn\nHồi Xuân; khu \"1\"", "C3": "0", "A4": "3", "B4": "Nam Động"}
	for name, b := range map[string][]byte{
		"UTF-8":               []byte(text),
		"UTF-8 with mark":     []byte("\uFEFF" + text),
		"UTF-16 LE with mark": utf16Of(text, binary.LittleEndian, true),
		"UTF-16 BE with mark": utf16Of(text, binary.BigEndian, true),
		"UTF-16 LE":           utf16Of(text, binary.LittleEndian, false),
		"UTF-16 BE":           utf16Of(text, binary.BigEndian, false),
		"Windows-1258":        windows1258(t, text),
		"old Mac line ends":   []byte(strings.ReplaceAll(text, "\r\n", "\r")),
		"tabs":                []byte(strings.ReplaceAll(strings.ReplaceAll(text, "; ", "\x00"), ";", "\t")),
		"sep=":                []byte("sep=;\r\n" + text),
	} {
		t.Run(name, func(t *testing.T) {
			wb := textBook(t, "thang-2.xls", []byte(strings.ReplaceAll(string(b), "Xuân\x00", "Xuân; ")))
			got := cellsOf(wb.Sheets[0])
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("read %q", got)
			}
			if wb.Sheets[0].Name != "thang-2" {
				t.Errorf("sheet %q", wb.Sheets[0].Name)
			}
		})
	}
}

// What VNI and TCVN3 fonts draw is stored as Latin letters: «Xã Phú Lệ» with VNI, «Hộ nghèo» with TCVN3.
func TestBytesOfOldFontsComeOutAsLatinLetters(t *testing.T) {
	for _, text := range []string{"Xaõ Phuù Leä", "Hé nghÌo"} {
		b, err := charmap.Windows1252.NewEncoder().String("TT;" + text + "\n1;12\n")
		if err != nil {
			t.Fatal(err)
		}
		if got := cellsOf(textBook(t, "a.csv", []byte(b)).Sheets[0])["B1"]; got != text {
			t.Errorf("read %q, want %q", got, text)
		}
	}
}

func TestDelimiters(t *testing.T) {
	for _, c := range []struct{ name, text, cell, want string }{
		{"decimal commas between semicolons", "Mã;A\n1;1,5\n2;2,5\n3;3,5\n", "B3", "2,5"},
		{"commas", "Mã,Tên\n1,\"a;b\"\n2,c\n", "B2", "a;b"},
		{"pairs in a list with commas", "Mã,Tên\n1,12; 34\n2,5; 6\n", "B2", "12; 34"},
		{"commas in text between tabs", "Mã\tTên\n1\ta, b, c\n2\td, e, f\n", "B2", "a, b, c"},
		{"as many lines with commas as with tabs", "BIỂU 1, xã A\n(chưa, phải mẫu)\nTT\tTên\n1\ta, b\n2\tc\n", "B4", "a, b"},
		{"strokes", "Mã|Tên\n1|a\n", "B2", "a"},
		{"named", "sep=,\nMã,Tên; chức vụ\n1,a; b\n", "B2", "a; b"},
		{"a title above ragged lines", "BIỂU 1\nTT;Xã;Hộ\n1;A;2\n2;B\n3;C;5;ghi chú\n4;D;1\n5;E;1\n6;F;1\n7;G;1\n8;H;1\n", "D5", "ghi chú"},
		{"kept as text by the writer", "Mã;Tên\n=\"01222\";Phú Lệ\n", "A2", "01222"},
	} {
		if got := cellsOf(textBook(t, "a.csv", []byte(c.text)).Sheets[0])[c.cell]; got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.name, c.cell, got, c.want)
		}
	}
}

// «1.234» in a text is one thousand or one and a bit: only what the whole file shows decides it.
func TestDecimalMarkOfTheWholeFile(t *testing.T) {
	money, count := ntm.Spec{Type: ntm.TypeMoney}, ntm.Spec{Type: ntm.TypeCount}
	for _, c := range []struct {
		name, text string
		spec       ntm.Spec
		want       string // "?": asked
	}{
		{"Excel on a Vietnamese PC", "A;B\nx;1.234,5\nx;1.234\n", money, "1234"},
		{"Excel on an English PC", "A,B\nx,\"1,234.50\"\nx,\"1,234\"\n", money, "1234"},
		{"decimals on an English PC", "A,B\nx,\"1,234.50\"\nx,1.234\n", money, "1.234"},
		{"a count on an English PC", "A,B\nx,\"1,234.50\"\nx,\"1,234\"\n", count, "1234"},
		{"a count without evidence", "A;B\nx;1\nx;1.234\n", count, "1234"},
		{"a machine", "A,B\nx,12.5\nx,0.25\nx,7.75\nx,1.234\n", money, "1.234"},
		{"groups twice", "A;B\nx;1.234.567\nx;1.234\n", money, "1234"},
		{"nothing shows it", "A;B\nx;12\nx;1.234\n", money, "?"},
		{"two figures are not enough", "A;B\nx;12,5\nx;3,5\nx;1.234\n", money, "?"},
		{"figures contradict one another", "A;B\nx;12,5\nx;3,5\nx;7,25\nx;2.5\nx;1.234\n", money, "?"},
		{"stops typed as text on a Vietnamese PC", "A;B\nx;12.5\nx;3.5\nx;7.25\nx;1.234\n", money, "?"},
		{"commas typed as text on an English PC", "A,B\nx,\"12,5\"\nx,\"3,5\"\nx,\"1.234,5\"\nx,1.234\n", money, "?"},
		{"numbering is no evidence", "A,B,C\n1.1,x,2\n1.2,x,2\n2.10,x,2\n2.11,x,1.234\n", money, "?"},
		{"numbering does not contradict", "T;A;B\n1.1;x;1.234,5\n1.2;x;1.234\n", money, "1234"},
		{"a date is no evidence", "A,B\nx,14.02.2020\nx,01.02.2020\nx,1.234\n", money, "?"},
	} {
		wb := textBook(t, "a.csv", []byte(c.text))
		s := wb.Sheets[0]
		row := s.Row(s.LastRow())
		raw := rawCell(row[len(row)-1], false)
		raw.Decimal, raw.AllText = wb.DecimalMark, true
		v := lexicon(t).Parse(raw, c.spec)
		got := v.Canonical()
		if v.State == ntm.Unreadable && v.Doubt == ntm.DoubtAmbiguous {
			got = "?"
		}
		if got != c.want || v.State == ntm.Stated && v.Doubt != ntm.NoDoubt {
			t.Errorf("%s: %q is read as %q (%s), want %q", c.name, raw.Text, got, v.Doubt, c.want)
		}
	}
}

// A file with «2/14/2020» was written with the month first: «3/2/2020» in it is asked.
func TestDatesOfAFileWithTheMonthFirst(t *testing.T) {
	for text, want := range map[string]string{"A,B\nx,2/14/2020\nx,3/2/2020\n": "", "A,B\nx,14/2/2020\nx,3/2/2020\n": "2020-02-03",
		"A,B\nx,2/14/2020\nx,3/3/2020\n": "2020-03-03", "A,B\nx,2/14/2020\nx,2020-02-03\n": "2020-02-03"} {
		wb := textBook(t, "a.csv", []byte(text))
		c, _ := wb.Sheets[0].At(3, 2)
		raw := rawCell(c, false)
		raw.DayUnsure = wb.MonthFirst
		v := lexicon(t).Parse(raw, ntm.Spec{Type: ntm.TypeDate})
		if v.Text != want || want == "" && v.Doubt != ntm.DoubtAmbiguous {
			t.Errorf("%q: read %q (%s), want %q", text, v.Text, v.Doubt, want)
		}
	}
}

// separated is a sheet as Excel saves it: figures as the regional settings show them, groups in every other column.
func separated(s *sketchSheet, delim, decimal, group string) string {
	var out strings.Builder
	for _, row := range s.rows {
		for i, v := range row {
			if i > 0 {
				out.WriteString(delim)
			}
			text := fmt.Sprint(v)
			switch n := v.(type) {
			case nil:
				text = ""
			case int:
				text = groupedDigits(text, group, i%2 == 0)
			case float64:
				whole, fraction, _ := strings.Cut(fmt.Sprint(n), ".")
				text = groupedDigits(whole, group, i%2 == 0)
				if fraction != "" {
					text += decimal + fraction
				}
			}
			if strings.ContainsAny(text, delim+"\"\n") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			out.WriteString(text)
		}
		out.WriteString("\r\n")
	}
	return out.String()
}

func groupedDigits(whole, group string, really bool) string {
	if !really || len(whole) <= 3 {
		return whole
	}
	return groupedDigits(whole[:len(whole)-3], group, true) + group + whole[len(whole)-3:]
}

// Every sheet of a filled workbook, saved apart as Excel saves it on a Vietnamese and on an English PC: a figure is read
// right or asked, never read as another, and the other tables are told as missing with the cure.
func TestSheetsSavedAsSeparatedValuesAreNeverMisread(t *testing.T) {
	def := commune(t)
	for name, m := range map[string][3]string{"Vietnamese PC": {";", ",", "."}, "English PC": {",", ".", ","}, "tabs": {"\t", ",", "."}} {
		read, asked := 0, 0
		for seed := range uint64(6) {
			k, want := draw(def, seed)
			for _, s := range k.sheets {
				wb := textBook(t, s.name+".csv", []byte(separated(s, m[0], m[1], m[2])))
				ret, err := ReadReturn(wb, def, lexicon(t), s.name+".csv")
				if err != nil {
					t.Fatal(err)
				}
				missing := 0
				for _, f := range ret.Reading {
					if f.ID == "S1" {
						missing++
						if f.Facts["single"] != "CSV" {
							t.Error("S1 does not say that a CSV holds one sheet")
						}
					}
				}
				if here := len(s.tops); missing != len(ret.Tables)-here {
					t.Errorf("%s, %s: %d tables missing of %d, %d are here", name, s.name, missing, len(ret.Tables), here)
				}
				for _, g := range ret.Tables {
					for _, row := range g.Rows {
						for i := range row.Entries {
							e := &row.Entries[i]
							c := &g.Table.Columns[i]
							if !c.Input() || e.State == ntm.Blank {
								continue
							}
							read++
							if e.Doubt == ntm.DoubtAmbiguous {
								asked++
								continue
							}
							if name := g.Table.ID + "/" + row.Key + "/" + c.Code; e.Canonical() != want[name] || e.Doubt == ntm.DoubtAsText {
								t.Errorf("%s at %s: read %q (%s) from %q, put in %q", name, e.Place, e.Canonical(), e.Doubt, e.Raw, want[name])
							}
						}
					}
				}
			}
		}
		t.Logf("%s: %d values, %d asked", name, read, asked)
		if read < 1000 || asked*50 > read && m[0] != "\t" {
			t.Errorf("%s: %d values, %d asked", name, read, asked)
		}
	}
}

func TestSheetIsNamedAfterTheFile(t *testing.T) {
	for file, want := range map[string]string{
		`C:\Users\Lan\04_HoNgheo.csv`: "04_HoNgheo", "Bao cao › 04_HoNgheo.csv": "04_HoNgheo", "_x[1].csv": "x1", ".csv": "Sheet1",
		strings.Repeat("ộ", 40) + ".csv": strings.Repeat("ộ", 31), "04_Hộ.nghèo.csv": "04_Hộ.nghèo",
	} {
		if got := sheetNamed(file); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"TT;Tên\n1;\"a\nb\"\n", "sep=,\na,b\n", "\xFF\xFEa\x00\t\x00b\x00", "a\x00;\x00b\x00\n\x00", "x\xDE;y\n1;2,5\n", "\"a\"b;=\"01\"\r1;1.234,5\r"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := DefaultLimits()
		wb, err := readText("a.csv", b, lim)
		var p *ProblemError
		switch {
		case err == nil:
			checkOrder(t, wb, lim)
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Fatal(err)
		}
	})
}
