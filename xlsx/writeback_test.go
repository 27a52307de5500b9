package xlsx

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func writeBack(t testing.TB, body []byte, inputs ...Input) ([]byte, error) {
	t.Helper()
	var out bytes.Buffer
	err := WriteBack(&out, body, inputs, DefaultLimits())
	if err != nil && out.Len() > 0 {
		t.Fatalf("%d bytes were written in spite of %v", out.Len(), err)
	}
	return out.Bytes(), err
}

func sheetXML(t testing.TB, b []byte) string {
	t.Helper()
	for _, p := range unzip(t, b) {
		if p.name == "xl/worksheets/sheet1.xml" {
			return string(p.body)
		}
	}
	return ""
}

func TestOnlyTheCellsConcernedChange(t *testing.T) {
	const head = xmlHead + `<worksheet ` + mainNS + `><dimension ref="A1:C2"/><sheetData>`
	const tail = `</sheetData><mergeCells count="1"><mergeCell ref="B5:C6"/></mergeCells></worksheet>`
	for name, tt := range map[string]struct {
		rows, want string
		in         []Input
	}{
		"a figure, and the sums over it": {
			`<row r="1" spans="1:3" ht="20"><c r="A1" s="1"><v>1</v></c> <c r="B1"><v>2</v></c><c r="C1" s="1"><f>A1+B1</f><v>3</v></c></row>`,
			`<row r="1" spans="1:3" ht="20"><c r="A1" s="1"><v>1</v></c> <c r="B1"><v>5.5</v></c><c r="C1" s="1"><f>A1+B1</f><v>6.5</v></c></row>`,
			[]Input{input("B1", "5.5")}},
		"text over a listed one": {
			`<row r="1"><c r="A1" s="1" t="s"><v>1</v></c></row>`,
			`<row r="1"><c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">a &lt;&amp; _x005F_x0041_ _x000D_
b</t></is></c></row>`,
			[]Input{input("A1", "a <& _x0041_ \r\nb")}},
		"cells and rows that are not there": {
			`<row r="2" spans="2:2"><c r="B2" s="1"/></row><row r="4"/>`,
			`<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2" s="1"><v>3</v></c><c r="D2"><v>4</v></c></row>` +
				`<row r="3"><c r="C3"><v>5</v></c></row><row r="4"><c r="A4"><v>6</v></c></row><row r="9"><c r="A9"><v>7</v></c></row>`,
			[]Input{input("A9", "7"), input("A4", "6"), input("C3", "5"), input("D2", "4"), input("B2", "3"), input("A2", "2"), input("A1", "1")}},
		"cells without addresses": {
			`<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>`,
			`<row><c><v>1</v></c><c><v>7</v></c><c r="D1"><v>8</v></c><c r="E1"><v>3</v></c><c/></row><row><c><v>5</v></c></row>`,
			[]Input{input("B1", "7"), input("D1", "8"), input("F1", "")}},
		"a merged range": {
			`<row r="5"><c r="B5" s="1"><v>1</v></c></row>`, `<row r="5"><c r="B5" s="1"><v>2</v></c></row>`, []Input{input("C6", "2")}},
		"what cannot be computed loses its value": {
			`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>TEXT(A1,"0")</f><v>1</v></c></row>`,
			`<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>TEXT(A1,"0")</f></c></row>`, []Input{input("A1", "2")}},
		"the master of shared formulas": {sharedRows,
			strings.NewReplacer(`<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1</f><v>2</v></c>`, `<c r="B1" t="inlineStr"><is><t xml:space="preserve">x</t></is></c>`,
				`<c r="B2"><f t="shared" si="0"/>`, `<c r="B2"><f>A2*$C$1</f>`, `<c r="B3"><f t="shared" si="0"/>`, `<c r="B3"><f>A3*$C$1</f>`).Replace(sharedRows),
			[]Input{input("B1", "x")}},
	} {
		got, err := writeBack(t, tiny(t, "xl/worksheets/sheet1.xml", head+tt.rows+tail), tt.in...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if xml := sheetXML(t, got); xml != head+tt.want+tail {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.TrimSuffix(strings.TrimPrefix(xml, head), tail), tt.want)
		}
	}
}

func TestOtherDialectsAreWrittenBack(t *testing.T) {
	for name, sheet := range map[string]string{
		"prefixed": xmlHead + `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">` +
			`<x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:f>A1*2</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		"strict": `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row><c><v>1</v></c><c><f>A1*2</f><v>2</v></c></row></sheetData></worksheet>`,
		"marked": "\xEF\xBB\xBF" + worksheet(`<!-- <c r="A1"/> --><row r='1'><c  r='A1' ><v><![CDATA[1]]></v></c ><c r='B1'><f>A1*2</f><v>2</v></c></row>`),
		"empty":  `<worksheet ` + mainNS + `><sheetData/></worksheet>`,
	} {
		got, err := writeBack(t, tiny(t, "xl/worksheets/sheet1.xml", sheet), input("A1", "4"), input("C7", "chữ"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s := readOK(t, got).Sheets[0]
		if says(s, "A1") != "number 4" || says(s, "C7") != "text chữ" || name != "empty" && says(s, "B1") != "number 8" {
			t.Errorf("%s: %s", name, sheetXML(t, got))
		}
	}
	_, err := writeBack(t, tiny(t, "xl/worksheets/sheet1.xml", strings.Replace(worksheet(""), "UTF-8", "windows-1258", 1)), input("A1", "4"))
	var p *ProblemError
	if !errors.As(err, &p) || p.ID != problemInputKept {
		t.Errorf("another encoding: %v", err)
	}
}

func TestTheOrderOfComputingGoesWithItsFormulas(t *testing.T) {
	rels := xmlHead + `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + relType + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId9" Type="` + relType + `calcChain" Target="calcChain.xml"/></Relationships>`
	types := xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="a"/>` +
		`<Override PartName="/xl/calcChain.xml" ContentType="b"/></Types>`
	body := tiny(t, "xl/_rels/workbook.xml.rels", rels, "[Content_Types].xml", types, "xl/calcChain.xml", `<calcChain `+mainNS+`><c r="B1" i="1"/></calcChain>`,
		"xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="x">1</definedName></definedNames><oleSize ref="A1"/></workbook>`,
		"xl/worksheets/sheet1.xml", rowsOf([]string{"1", "=A1", "=A1"}), "xl/styles.xml", "<a/>")
	for _, tt := range []struct {
		ref  string
		keep bool
	}{{"A1", true}, {"B1", false}} {
		got, err := writeBack(t, body, input(tt.ref, "5"))
		if err != nil {
			t.Fatal(err)
		}
		chain := false
		for _, p := range unzip(t, got) {
			text := string(p.body)
			chain = chain || p.name == "xl/calcChain.xml"
			if !tt.keep && strings.Contains(text, "calcChain") && p.name != "xl/workbook.xml" {
				t.Errorf("%s still speaks of it: %s", p.name, text)
			}
			if p.name == "xl/workbook.xml" && !strings.Contains(text, `</definedNames><calcPr fullCalcOnLoad="1"/><oleSize`) {
				t.Error(text)
			}
		}
		if chain != tt.keep {
			t.Errorf("after %s: kept is %v", tt.ref, chain)
		}
	}
}

func TestWorkbooksAskToBeComputed(t *testing.T) {
	for body, want := range map[string]string{
		`<workbook><sheets/><calcPr calcId="5" fullCalcOnLoad="0"/></workbook>`: `<workbook><sheets/><calcPr calcId="5" fullCalcOnLoad="1"/></workbook>`,
		`<workbook><sheets/><calcPr calcId='5' ></calcPr></workbook>`:           `<workbook><sheets/><calcPr calcId='5' fullCalcOnLoad="1"></calcPr></workbook>`,
		`<workbook><sheets></sheets><extLst/></workbook>`:                       `<workbook><sheets></sheets><calcPr fullCalcOnLoad="1"/><extLst/></workbook>`,
	} {
		ns := strings.TrimSpace(strings.Fields(mainNS)[0])
		got, err := recalculated("w", []byte(strings.Replace(body, "<workbook", "<workbook "+ns, 1)), DefaultLimits())
		if text := strings.Replace(string(got), " "+ns, "", 1); err != nil || text != want {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
}

func producerFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range []string{"resaved/original", "resaved/libreoffice", "resaved/openpyxl", "resaved/sheetjs", "resaved/gnumeric", "producers/libreoffice"} {
		b, err := os.ReadFile(filepath.Join("testdata", name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = b
	}
	return files
}

// drawInputs types into cells of every kind: figures, texts, formulas, blanks, merged ones.
func drawInputs(rng *rand.Rand, wb *Workbook) []Input {
	var out []Input
	for range 1 + rng.IntN(12) {
		s := wb.Sheets[rng.IntN(len(wb.Sheets))]
		in := Input{Sheet: s.Name, Row: 1 + rng.IntN(s.LastRow()+5), Col: 1 + rng.IntN(min(s.LastCol()+3, 60))}
		switch rng.IntN(5) {
		case 0:
		case 1:
			in.Kind, in.Raw = KindText, []string{"xã Phú Lệ", " <&> ", "-", "_x000D_ \n\t", "12"}[rng.IntN(5)]
		case 2:
			in.Kind, in.Raw = KindBool, "1"
		default:
			in.Kind, in.Raw = KindNumber, []string{"0", "12.5", "-3", "43875", "0.1"}[rng.IntN(5)]
		}
		out = append(out, in)
	}
	return out
}

// wantOnlySheetsChanged compares the packages part by part.
func wantOnlySheetsChanged(t *testing.T, was, now []byte) {
	t.Helper()
	a, b := unzip(t, was), unzip(t, now)
	if len(a) != len(b) {
		t.Fatalf("%d parts became %d", len(a), len(b))
	}
	for i := range a {
		if a[i].name != b[i].name {
			t.Errorf("%s became %s", a[i].name, b[i].name)
		}
		if !strings.HasPrefix(a[i].name, "xl/worksheets/") && a[i].name != "xl/workbook.xml" && !bytes.Equal(a[i].body, b[i].body) {
			t.Errorf("%s was changed", a[i].name)
		}
	}
}

func TestProducersFilesAreWrittenBack(t *testing.T) {
	for name, body := range producerFiles(t) {
		wb := readOK(t, body)
		rng := rand.New(rand.NewPCG(7, uint64(len(body))))
		for range 12 {
			inputs := drawInputs(rng, wb)
			got, err := writeBack(t, body, inputs...)
			if err != nil {
				t.Fatalf("%s: %v: %v", name, inputs, err)
			}
			wantOnlySheetsChanged(t, body, got)
			f, err := excelize.OpenReader(bytes.NewReader(got))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, in := range inputs[len(inputs)-1:] {
				ref := Cell{Row: in.Row, Col: in.Col}.Ref()
				text, err := f.GetCellValue(in.Sheet, ref, excelize.Options{RawCellValue: true})
				if want := in.Raw; err != nil || in.Kind != KindBool && text != want {
					t.Errorf("%s: %s is %q, %v; want %q", name, ref, text, err, want)
				}
			}
			f.Close()
		}
	}
}

func FuzzWriteBack(f *testing.F) {
	files := producerFiles(f)
	names := []string{"resaved/original", "resaved/libreoffice", "resaved/openpyxl", "resaved/sheetjs", "resaved/gnumeric", "producers/libreoffice"}
	books := map[string]*Workbook{}
	for _, name := range names {
		books[name] = readOK(f, files[name])
	}
	f.Add(uint8(0), uint64(1), "chữ")
	f.Fuzz(func(t *testing.T, file uint8, seed uint64, text string) {
		name := names[int(file)%len(names)]
		inputs := drawInputs(rand.New(rand.NewPCG(seed, 1)), books[name])
		inputs[0].Kind, inputs[0].Raw = KindText, text
		_, err := writeBack(t, files[name], inputs...)
		var p *ProblemError
		if err != nil && (!errors.As(err, &p) || p.ID != problemInputText) {
			t.Fatal(err)
		}
	})
}

func TestProblemsWithInputsHaveWords(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		b, err := os.ReadFile(filepath.Join("..", "assets", "words", lang, "problems-sua.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{problemInputSheet, problemInputArray, problemInputText, problemInputKept} {
			if !strings.Contains(string(b), "\n"+id+":\n") {
				t.Errorf("%s: no words for %s", lang, id)
			}
		}
	}
}
