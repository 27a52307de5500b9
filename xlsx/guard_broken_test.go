package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// brokenFile is a file that must be refused, with the id it is refused with.
type brokenFile struct {
	name string
	id   string
	file []byte
}

// brokenFiles makes every kind of file that must be refused, and reads those saved by other
// programs under testdata/broken.
func brokenFiles(tb testing.TB) []brokenFile {
	tb.Helper()
	sheet := "xl/worksheets/sheet1.xml"
	one := `<row r="1"><c r="A1" t="s"><v>1</v></c></row>`
	rels := string(tinyParts()[3].body)
	good := tiny(tb)
	list := []brokenFile{
		{"nothing", problemEmpty, nil},
		{"zero bytes only", problemZeros, make([]byte, 5000)},
		{"~$Xã Nậm.xlsx", problemLock, append([]byte("\x05Admin"), make([]byte, 159)...)},
		{"old Excel header alone", problemCompound, append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 504)...)},
		{"old Excel sheet alone, cut short", problemTruncated, []byte("\x09\x08\x08\x00\x00\x05\x10\x00rest")},
		{"Excel 4.0 stream", problemXLS, []byte("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00\x0A\x00\x00\x00")},
		{"old Excel sheet without a workbook, of Excel 97", problemXLS, []byte("\x09\x08\x08\x00\x00\x06\x10\x00\x00\x00\x00\x00\x0A\x00\x00\x00")},
		{"old Excel encrypted in an unknown way", problemCipher, bareBook(true, rec(biffFilePass, 2, 0, 1, 0, 1, 0))},
		{"compound file cut short", problemTruncated, compoundFile("Workbook")[:1300]},
		{"compound file of old Word", problemWord, compoundFile("WordDocument")},
		{"compound file of slides", problemSlides, compoundFile("PowerPoint Document")},
		{"compound file whose table loops", problemDamaged, loopingCompoundFile()},
		{"encrypted by hand", problemEncrypted, compoundFile("EncryptedPackage")},
		{"encrypted by excelize", problemEncrypted, encryptedBook(tb)},
		{"old Excel without its records", problemTruncated, compoundFile("Workbook")},
		{"compound file without a known stream", problemCompound, compoundFile("Contents")},
		{"spreadsheet of old OpenOffice", problemODS, packODS("application/vnd.sun.xml.calc", oneRow(""), "")},
		{"OpenDocument with a password", problemEncryptedODS, packODS(odsMime, oneRow(""), encryptedManifest)},
		{"Excel 2003 XML cut off", problemDamaged, []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`)},
		{"text without columns", problemCSV, []byte("Kính gửi: Ủy ban nhân dân huyện\nBáo cáo tháng 2\n")},
		{"letters lost", problemLost, []byte("TT;Xã;H? ngh?o\n1;N?m Ch?y;12\n")},
		{"two encodings", problemEncoding, []byte("TT;x\xE3m\n1;x\xE3m\n")},
		{"two delimiters", problemDelimiter, []byte("Bảng\nTT;1,5\n1;a,b\n2;c\nd,e\n1\n")},
		{"quotes left open", problemQuotes, []byte("TT;Xã\n1;\"Nậm Chảy\n2;Tả Van\n")},
		{"UTF-8 with a byte spoiled", problemDamaged, []byte("TT;Xã;Hộ nghèo\n1;Nậm Ch\xE1y;12\n")},
		{"UTF-16 cut short", problemTruncated, []byte("\xFF\xFET\x00;\x00X\x00\n\x00X")},
		{"web page", problemHTML, []byte("\xEF\xBB\xBF\n<html><body><table><tr><td>1</td></tr></table></body></html>")},
		{"login page", problemHTML, []byte("<!DOCTYPE html><html><body><form><table><tr><td>Tên đăng nhập</td><td><input name=u></td></tr><tr><td>Mật khẩu</td><td><input type=password></td></tr><tr><td>1</td><td>2</td></tr></table></form></body></html>")},
		{"error page", problemHTML, []byte("<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1><table><tr><td><code>Stack: 1 2 3</code></td></tr></table></body></html>")},
		{"web page cut short", problemTruncated, []byte("<html><body><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4")},
		{"page of Excel without its end", problemTruncated, []byte("<html><head><meta name=Generator content=\"Microsoft Excel 11\"></head><body><table><tr><td>1<td>2<tr><td>3<td>4</table>")},
		{"page with a comment left open", problemTruncated, []byte("<html><body><table><tr><td>1<td>2<tr><td>3<td>4</table><!-- <table>")},
		{"frames of a workbook", problemFrames, []byte("<html><head><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml></head><frameset rows=\"*,39\"><frame src=\"bc.files/sheet001.htm\"></frameset></html>")},
		{"web archive cut short", problemTruncated, []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<table>")},
		{"web archive without pages", problemHTML, []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--")},
		{"table of a million merged cells", problemTooMany, []byte("<table>" + strings.Repeat("<tr><td colspan=2 rowspan=999999999>1</tr>", 300_000) + "</table>")},
		{"PDF", problemPDF, []byte("%PDF-1.7\n%\xE2\xE3")},
		{"photograph", problemPicture, []byte("\xFF\xD8\xFF\xE0\x00\x10JFIF")},
		{"RAR archive", problemArchive, []byte("Rar!\x1A\x07\x00")},
		{"zip of workbooks", problemArchive, pack(tb, []madePart{{"Xã A.xlsx", good}, {"Xã B.xlsx", good}})},
		{"random bytes", problemNotZip, []byte("\x01\x02\x03\x04\xFE\xFD")},
		{"too large", problemTooLarge, append(bytes.Clone(good), make([]byte, DefaultLimits().File)...)},
		{"Word document", problemWord, tiny(tb, "_rels/.rels", strings.Replace(string(tinyParts()[1].body), "xl/workbook.xml", "word/document.xml", 1), "word/document.xml", "<document/>")},
		{"slides", problemSlides, tiny(tb, "_rels/.rels", strings.Replace(string(tinyParts()[1].body), "xl/workbook.xml", "ppt/presentation.xml", 1), "ppt/presentation.xml", "<p/>")},
		{"binary workbook", problemXLSB, tiny(tb, "_rels/.rels", strings.Replace(string(tinyParts()[1].body), "xl/workbook.xml", "xl/workbook.bin", 1), "xl/workbook.bin", "\x83\x01")},
		{"package without workbook", problemNotWorkbook, pack(tb, tinyParts()[:1])},
		{"workbook part of another vocabulary", problemNotWorkbook, tiny(tb, "xl/workbook.xml", `<workbook xmlns="urn:x"/>`)},
		{"end cut off", problemTruncated, good[:len(good)-30]},
		{"half", problemTruncated, good[:len(good)/2]},
		{"duplicate part", problemDuplicate, tiny(tb, "XL/Workbook.xml", "<x/>")},
		{"climbing part name", problemDamaged, tiny(tb, "xl/../../evil.txt", "x")},
		{"root relationships missing", problemDamaged, tiny(tb, "_rels/.rels", "-")},
		{"sheet part missing", problemDamaged, tiny(tb, sheet, "-")},
		{"styles part missing", problemDamaged, tiny(tb, "xl/styles.xml", "-")},
		{"shared strings part missing", problemDamaged, tiny(tb, "xl/sharedStrings.xml", "-")},
		{"shared strings not listed", problemStrings, tiny(tb, "xl/_rels/workbook.xml.rels", strings.Replace(rels, "relationships/sharedStrings", "relationships/other", 1))},
		{"styles not listed", problemDamaged, tiny(tb, sheet, worksheet(`<row><c s="1"><v>1</v></c></row>`), "xl/_rels/workbook.xml.rels", strings.Replace(rels, "relationships/styles", "relationships/other", 1))},
		{"two sheets in one part", problemDamaged, tiny(tb, "xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets><sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId1"/></sheets></workbook>`)},
		{"two sheets of one name", problemDamaged, tiny(tb, "xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets><sheet name="A" r:id="rId1"/><sheet name="a" r:id="rId2"/></sheets></workbook>`)},
		{"no sheet", problemDamaged, tiny(tb, "xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets/></workbook>`)},
		{"sheet kept outside the file", problemDamaged, tiny(tb, "xl/_rels/workbook.xml.rels", strings.Replace(rels, `Target="worksheets/sheet1.xml"`, `Target="http://example.com/a.xml" TargetMode="External"`, 1))},
		{"sheet line of another name", problemDamaged, tiny(tb, "xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets><sheet name="A" r:id="rId1"/><shedt name="B" r:id="rId2"/></sheets></workbook>`)},
		{"relationship line of another name", problemDamaged, tiny(tb, "xl/_rels/workbook.xml.rels", strings.Replace(rels, `<Relationship Id="rId3"`, `<Relationshit Id="rId3"`, 1))},
		{"merged range of another name", problemDamaged, tiny(tb, sheet, `<worksheet `+mainNS+`><sheetData/><mergeCells><mergeCeml ref="A1:B1"/></mergeCells></worksheet>`)},
		{"name line of another name", problemDamaged, tiny(tb, "xl/workbook.xml", xmlHead+`<workbook `+mainNS+`><sheets><sheet name="A" r:id="rId1"/></sheets><definedNames><definedNamf name="a"/></definedNames></workbook>`)},
		{"text run of another name", problemDamaged, sheetFile(tb, `<row><c t="inlineStr"><is><t>1</t><q><t>2</t></q></is></c></row>`)},
		{"picture damaged", problemDamaged, pictureFile(tb, 1)},
		{"checksum wiped out", problemDamaged, pictureFile(tb, 0)},
		{"unused part damaged", problemDamaged, tiny(tb, "customXml/item1.xml", "<a><b></a>")},
		{"declared encoding unknown", problemDamaged, tiny(tb, sheet, strings.Replace(worksheet(one), "UTF-8", "tcvn-5712", 1))},
		{"undeclared prefix", problemDamaged, tiny(tb, "docProps/custom.xml", `<vt:a/>`)},
		{"entity bomb", problemEntities, tiny(tb, sheet, `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`+worksheet("&b;")[len(xmlHead):])},
		{"deep nesting", problemNesting, tiny(tb, "customXml/item1.xml", strings.Repeat("<a>", 100_000)+strings.Repeat("</a>", 100_000))},
		{"too many parts", problemTooMany, manyParts(tb, 2100)},
		{"far too many parts", problemTooMany, bytes.Repeat([]byte("PK\x03\x04PK\x01\x02"), 1_000_000)},
		{"many prefixes", problemDamaged, tiny(tb, "customXml/item1.xml", manyPrefixes())},
		{"many names beyond ASCII", problemDamaged, tiny(tb, "customXml/item1.xml", manyNames())},
		{"many attributes", problemDamaged, tiny(tb, "customXml/item1.xml", manyAttributes())},
		{"hidden and shown rows in turn", problemTooMany, sheetFile(tb, strings.Repeat(`<row hidden="1"/><row/>`, 450_000))},
		{"too many cells", problemTooMany, sheetFile(tb, strings.Repeat("<row>"+strings.Repeat("<c><v>1</v></c>", 1000)+"</row>", 450))},
		{"too many merged ranges", problemTooMany, tiny(tb, sheet, `<worksheet `+mainNS+`><sheetData/><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 30_000)+`</mergeCells></worksheet>`)},
		{"too many styles", problemTooMany, tiny(tb, "xl/styles.xml", `<styleSheet `+mainNS+`><cellXfs>`+strings.Repeat("<xf/>", 100_000)+`</cellXfs></styleSheet>`)},
		{"endless text", problemTooLarge, sheetFile(tb, `<row><c t="str"><v>`+strings.Repeat("x", 5<<20)+`</v></c></row>`)},
		{"much text", problemTooMany, sheetFile(tb, `<row>`+strings.Repeat(`<c t="str"><v>`+strings.Repeat("x", 3<<20)+`</v></c>`, 12)+`</row>`)},
		{"zip bomb, 1 GB said", problemBomb, bombFile(tb, "xl/media/image1.png", 1<<30)},
		{"zip bomb, 1 GB unsaid", problemDamaged, bombFile(tb, "xl/media/image1.png", 1000)},
		{"zip bomb, 1 GB in a sheet", problemBomb, bombFile(tb, "xl/worksheets/sheet2.xml", 1<<30)},
		{"many parts of 100 MB", problemBomb, bombFile(tb, "xl/media/image1.png", 100<<20)},
	}
	for _, s := range []struct{ name, id, rows string }{
		{"row two thousand million", problemAddress, `<row r="1"/><row r="2000000000"><c r="A2000000000"><v>1</v></c></row>`},
		{"row beyond all numbers", problemAddress, `<row r="99999999999999999999"/>`},
		{"row zero", problemAddress, `<row r="0"/>`},
		{"rows backwards", problemAddress, `<row r="2"/><row r="1"/>`},
		{"row twice", problemAddress, one + one},
		{"cell in another row", problemAddress, `<row r="1"><c r="A2"><v>1</v></c></row>`},
		{"cell twice", problemAddress, `<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>`},
		{"cell without letters", problemAddress, `<row r="1"><c r="1"><v>1</v></c></row>`},
		{"column XFE", problemAddress, `<row r="1"><c r="XFE1"><v>1</v></c></row>`},
		{"column after XFD", problemAddress, `<row r="1"><c r="XFD1"/><c><v>1</v></c></row>`},
		{"shared string beyond the list", problemStrings, `<row><c t="s"><v>3</v></c></row>`},
		{"shared string before the list", problemStrings, `<row><c t="s"><v>-1</v></c></row>`},
		{"shared string without number", problemStrings, `<row><c t="s"><v></v></c></row>`},
		{"unknown type", problemDamaged, `<row><c t="x"><v>1</v></c></row>`},
		{"style beyond the list", problemDamaged, `<row><c s="2"><v>1</v></c></row>`},
		{"number that is none", problemDamaged, `<row><c><v>12a</v></c></row>`},
		{"two values", problemDamaged, `<row><c><v>1</v><v>2</v></c></row>`},
		{"cell in a cell", problemDamaged, `<row><c r="A1"><c r="B1"><v>1</v></c></c></row>`},
		{"row in a row", problemDamaged, `<row r="1"><row r="2"/></row>`},
		{"second table", problemDamaged, `</sheetData><sheetData>`},
		{"control character", problemDamaged, "<row><c t=\"str\"><v>\x01</v></c></row>"},
		{"not UTF-8", problemDamaged, "<row><c t=\"str\"><v>\xE3</v></c></row>"},
		{"unknown reference", problemDamaged, "<row><c t=\"str\"><v>&nbsp;</v></c></row>"},
		{"attribute twice", problemDamaged, `<row><c s="0" s="1"><v>1</v></c></row>`},
	} {
		list = append(list, brokenFile{s.name, s.id, sheetFile(tb, s.rows)})
	}
	for _, cut := range []string{"</v>", "</row>", "</sheetData>", "</worksheet>"} {
		whole := worksheet(one)
		list = append(list, brokenFile{"sheet ends before " + cut, problemDamaged, tiny(tb, sheet, whole[:strings.Index(whole, cut)])})
	}
	return list
}

func TestBrokenFilesAreRefusedByTheirOwnName(t *testing.T) {
	for _, f := range brokenFiles(t) {
		t.Run(f.name, func(t *testing.T) {
			var wb *Workbook
			var err error
			took, mb := cost(func() { wb, err = Read(f.name, f.file, DefaultLimits()) })
			var p *ProblemError
			if !errors.As(err, &p) || wb != nil {
				t.Fatalf("read, want %s", f.id)
			}
			if p.ID != f.id || p.Facts["file"] != f.name {
				t.Errorf("refused with %v, want %s", err, f.id)
			}
			if took > hang {
				t.Errorf("took %v", took)
			}
			if mb > 160 {
				t.Errorf("allocated %d MB", mb)
			}
		})
	}
}

// hang is how long any file may take, whatever it holds, also on a busy machine; how fast reading is, the bench tells.
const hang = 10 * time.Second

// cost is the time and the MB allocated of one run: the best of three where the machine is busy.
func cost(run func()) (took time.Duration, mb uint64) {
	took = time.Hour
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		run()
		took = min(took, time.Since(start))
		runtime.ReadMemStats(&after)
		mb = (after.TotalAlloc - before.TotalAlloc) >> 20
		if took < hang {
			break
		}
	}
	return took, mb
}

// What looks dangerous but is only dirty is read.
func TestHarmlessGiantsAreRead(t *testing.T) {
	var styled, wide strings.Builder
	for row := 1; row <= 1_048_576; row++ {
		fmt.Fprintf(&styled, `<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>`, row, row)
	}
	for row := 1; row <= 3000; row++ {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, row, row)
	}
	for _, tt := range []struct {
		name  string
		file  []byte
		cells int
		mb    uint64
	}{
		{"whole column styled", sheetFile(t, styled.String()), 0, 4},
		{"last column used in 3,000 rows", sheetFile(t, wide.String()), 3000, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var wb *Workbook
			took, mb := cost(func() { wb = readOK(t, tt.file) })
			if got := wb.Sheets[0].Len(); got != tt.cells {
				t.Errorf("%d cells, want %d", got, tt.cells)
			}
			if took > hang {
				t.Errorf("took %v", took)
			}
			if mb > tt.mb {
				t.Errorf("allocated %d MB, want at most %d", mb, tt.mb)
			}
		})
	}
}

func TestDamageNamesPartOffsetAndCell(t *testing.T) {
	_, err := Read("a.xlsx", sheetFile(t, `<row r="7"><c r="G7"><v>12a</v></c></row>`), DefaultLimits())
	var p *ProblemError
	if !errors.As(err, &p) {
		t.Fatal("read")
	}
	for key, want := range map[string]string{"part": "xl/worksheets/sheet1.xml", "sheet": "A", "cell": "G7"} {
		if p.Facts[key] != want {
			t.Errorf("%s is %q, want %q", key, p.Facts[key], want)
		}
	}
	if p.Facts["offset"] == "" || p.Facts["reason"] == "" {
		t.Errorf("no offset or reason: %v", p)
	}
}

func TestEveryProblemHasWordsInBothLanguages(t *testing.T) {
	ids := map[string]bool{problemBug: true, problemLongList: true, problemPassword: true, problemCipher: true}
	for _, f := range brokenFiles(t) {
		ids[f.id] = true
	}
	for _, lang := range []string{"vi", "en"} {
		b, err := os.ReadFile(filepath.Join("..", "assets", "words", lang, "problems-tep.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]struct{ What, Hint string }{}
		if err := yaml.Unmarshal(b, &words); err != nil {
			t.Fatal(err)
		}
		for id := range ids {
			if w := words[id]; w.What == "" || w.Hint == "" {
				t.Errorf("%s: no words for %s", lang, id)
			}
		}
		for id := range words {
			if strings.HasPrefix(id, "file.") && !ids[id] {
				t.Errorf("%s: %s is no problem of this package", lang, id)
			}
		}
	}
}
