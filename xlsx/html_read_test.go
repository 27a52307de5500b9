package xlsx

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func pageBook(t testing.TB, b []byte) *Workbook {
	t.Helper()
	wb, err := Read("bao-cao.xls", b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if wb.Container != ContainerHTML {
		t.Fatalf("container %d", wb.Container)
	}
	return wb
}

// A page as Excel writes one: what is shown in the cell, what is stored in attributes, formats and fonts in the style sheet.
const excelPage = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 11">
<style><!--table
	{mso-displayed-decimal-separator:"\,";
	mso-displayed-thousand-separator:"\.";}
.font5
	{color:windowtext; font-family:"Times New Roman", serif; mso-font-charset:0;}
td
	{font-family:.VnTime, sans-serif; mso-number-format:General;}
.xl24
	{mso-style-parent:style0; mso-number-format:"\#\,\#\#0\.00";}
.xl25
	{mso-number-format:"dd\/mm\/yyyy";}
.xl26
	{mso-number-format:"0\.0%";}
.xl27
	{mso-number-format:"_\(* \#\,\#\#0_\)\;_\(* \\\(\#\,\#\#0\\\)\;_\(* \0022-\0022_\)";}
--></style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>H&#7897; ngh&#232;o</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
</head><body link=blue>
<table x:str border=0 cellpadding=0 style='border-collapse:collapse;table-layout:fixed'>
 <col width=64><col class=xl24 width=64 style='display:none'><col width=64 span=2>
 <tr height=17><td colspan=4 rowspan=2 height=34 class=xl24>B&#7843;ng<br>
    s&#7889;&nbsp;1</td></tr>
 <tr height=17></tr>
 <tr height=51 style='mso-xlrowspan:3'><td colspan=3 style='mso-ignore:colspan'></td><td></td></tr>
 <tr><td class=xl24 align=right x:num="1234.5">1.234,50</td><td class=xl25 align=right x:num="43875">14/02/2020</td><td class=xl26 x:num="0.85">85,0%</td><td x:num>12</td></tr>
 <tr style='display:none'><td class=xl27 x:num="16" x:fmla="=SUM(D7:D8)">16</td><td x:num x:fmla="=A9"></td><td>1.234</td><td x:num>1.234</td></tr>
 <tr><td><font class="font5">x&atilde;</font></td><td><span class=font5>H&#7897;</span> nghÌo</td><td x:bool="TRUE">TRUE</td><td x:err="#REF!">#REF!</td></tr>
 <tr><td x:str="  01222">01222</td><td colspan=2 style='mso-ignore:colspan'>d&#224;i</td><td>&nbsp;</td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]>
</table></body></html>`

func TestPageOfExcel(t *testing.T) {
	wb := pageBook(t, []byte(excelPage))
	s := wb.Sheets[0]
	if s.Name != "Hộ nghèo" || wb.DecimalMark != ',' || len(wb.Sheets) != 1 {
		t.Errorf("sheets %d, %q, decimal mark %q", len(wb.Sheets), s.Name, wb.DecimalMark)
	}
	want := map[string]Cell{
		"A1": {Kind: KindText, Raw: "Bảng\nsố\u00a01", Font: ".VnTime", Format: "#,##0.00"},
		"A6": {Kind: KindNumber, Raw: "1234.5", Format: "#,##0.00", Font: ".VnTime"},
		"B6": {Kind: KindNumber, Raw: "43875", Format: "dd/mm/yyyy", IsDate: true, Font: ".VnTime"},
		"C6": {Kind: KindNumber, Raw: "0.85", Format: "0.0%", IsPercent: true, Font: ".VnTime"},
		"D6": {Kind: KindNumber, Raw: "12", Format: "General", Font: ".VnTime"},
		"A7": {Kind: KindNumber, Raw: "16", Format: `_(* #,##0_);_(* \(#,##0\);_(* "-"_)`, Formula: "SUM(D7:D8)", HasFormula: true, HasCached: true, Font: ".VnTime"},
		"B7": {Kind: KindEmpty, Format: "General", Formula: "A9", HasFormula: true, Font: ".VnTime"},
		"C7": {Kind: KindText, Raw: "1.234", Format: "General", Font: ".VnTime"},
		"D7": {Kind: KindText, Raw: "1.234", Format: "General", Font: ".VnTime"},
		"A8": {Kind: KindText, Raw: "xã", Format: "General", Font: "Times New Roman"},
		"B8": {Kind: KindText, Raw: "Hộ nghÌo", Format: "General", MixedFonts: true},
		"C8": {Kind: KindBool, Raw: "1", Format: "General", Font: ".VnTime"},
		"D8": {Kind: KindError, Raw: "#REF!", Format: "General", Font: ".VnTime"},
		"A9": {Kind: KindText, Raw: "  01222", Format: "General", Font: ".VnTime"},
		"B9": {Kind: KindText, Raw: "dài", Format: "General", Font: ".VnTime"},
	}
	for c := range s.Cells() {
		w, ok := want[c.Ref()]
		w.Row, w.Col = c.Row, c.Col
		if !ok || c != w {
			t.Errorf("%s is %+v,\nwant %+v", c.Ref(), c, w)
		}
		delete(want, c.Ref())
	}
	for ref := range want {
		t.Errorf("%s was not read", ref)
	}
	if fmt.Sprint(s.Merges) != "[{1 1 2 4}]" || fmt.Sprint(s.HiddenRows) != "[{7 7} {10 10}]" || fmt.Sprint(s.HiddenColumns) != "[{2 2}]" {
		t.Errorf("merges %v, hidden rows %v, hidden columns %v", s.Merges, s.HiddenRows, s.HiddenColumns)
	}
}

// A page that a web program hands out as a workbook: no word about figures, layout in tables.
func TestPageOfAWebProgram(t *testing.T) {
	wb := pageBook(t, []byte(`<meta charset="utf-8"><body><table width="100%"><tr><td>
<h3>Báo cáo</h3><table><caption>Biểu 1</caption><thead><tr><th rowspan=2>TT<th rowspan="2">Xã<th colspan=2>Hộ
<tr><th>nghèo<th>cận nghèo</thead><tbody><tr><td>1<td>Phú Lệ<td>1.234,5<td><span style="display: none">00012</span>12
<tr><td>2<td><p>Nam</p><p>Động</p><td>1.234.567<td>3<script>if (1 < 2) x("</td>")</script></table></td></tr></table>`))
	if len(wb.Sheets) != 2 || wb.Sheets[1].Name != "Bang 2" || wb.DecimalMark != ',' { // the first one is the layout, with a title
		t.Fatalf("%d sheets, %q, decimal mark %q", len(wb.Sheets), wb.Sheets[0].Name, wb.DecimalMark)
	}
	s := wb.Sheets[1]
	got := fmt.Sprint(cellsOf(s))
	want := "map[A1:TT A3:1 A4:2 B1:Xã B3:Phú Lệ B4:Nam\nĐộng C1:Hộ C2:nghèo C3:1.234,5 C4:1.234.567 D2:cận nghèo D3:12 D4:3]"
	if got != want || fmt.Sprint(s.Merges) != "[{1 1 2 1} {1 2 2 2} {1 3 1 4}]" {
		t.Errorf("read %s\nmerges %v", got, s.Merges)
	}
}

func TestPagesInOtherEncodings(t *testing.T) {
	rows := "<tr><td>Phú Lệ</td><td>12</td></tr><tr><td>Nam Động</td><td>7</td></tr></table></body></html>"
	page := func(charset string) string {
		return `<html><head><meta http-equiv="content-type" content="text/html; charset=` + charset + `"></head><body><table>` + rows
	}
	for name, b := range map[string][]byte{
		"windows-1258":          windows1258(t, page("windows-1258")),
		"windows-1258 unsaid":   windows1258(t, "<html><body><table>"+rows),
		"utf-16":                utf16Of(page("utf-16"), binary.LittleEndian, true),
		"utf-16 without mark":   utf16Of(page("utf-16"), binary.LittleEndian, false),
		"utf-8 that says 1252":  []byte(page("windows-1252")),
		"windows-1258 entities": []byte("<meta charset=windows-1258><table>" + strings.NewReplacer("Phú", "Phu&#769;", "Lệ", "L&#7879;", "Động", "&#272;\xF4&#803;ng").Replace(rows)),
	} {
		got := cellsOf(pageBook(t, b).Sheets[0])
		if got["A1"] != "Phú Lệ" || got["A2"] != "Nam Động" || got["B2"] != "7" {
			t.Errorf("%s: read %q", name, got)
		}
	}
}

// A workbook saved as one web archive: pages in quoted-printable and base64, their tabs named in the first part.
func TestWebArchive(t *testing.T) {
	var quoted bytes.Buffer
	w := quotedprintable.NewWriter(&quoted)
	_, _ = io.WriteString(w, `<html><head><link rel=Stylesheet href=stylesheet.css></head><body><table><tr><td class=xl65 align=right>1.234,5</td><td>Phú Lệ</td></tr><tr><td>2</td><td>=</td></tr></table></body></html>`)
	_ = w.Close()
	second := base64.StdEncoding.EncodeToString([]byte(`<html><head><!--[if gte mso 9]><xml><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></xml><![endif]--></head><body><table><tr><td>5</td></tr></table></body></html>`))
	archive := strings.ReplaceAll(`MIME-Version: 1.0
X-Document-Type: Workbook
Content-Type: multipart/related; boundary="----=_NextPart_01"

This document is a Single File Web Page.

------=_NextPart_01
Content-Location: file:///C:/2/bao-cao.htm
Content-Transfer-Encoding: 8bit
Content-Type: text/html; charset="utf-8"

<html><head><xml><!--[if gte mso 9]><xml><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>04_HoNgheo</x:Name><x:WorksheetSource HRef="bao-cao_files/sheet001.htm"/></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>Danh mục</x:Name><x:WorksheetSource HRef="bao-cao_files/sheet002.htm"/></x:ExcelWorksheet></x:ExcelWorksheets></xml><![endif]--></head>
<frameset rows="*,39"><frame src="bao-cao_files/sheet001.htm"></frameset></html>
------=_NextPart_01
Content-Location: file:///C:/2/bao-cao_files/sheet001.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="utf-8"

QUOTED
------=_NextPart_01
Content-Location: file:///C:/2/bao-cao_files/sheet002.htm
Content-Transfer-Encoding: base64
Content-Type: text/html; charset="utf-8"

SECOND
------=_NextPart_01
Content-Location: file:///C:/2/bao-cao_files/stylesheet.css
Content-Type: text/css; charset="utf-8"

.xl65 {font-family:VNI-Times; mso-number-format:Standard;}
------=_NextPart_01--
`, "\n", "\r\n")
	archive = strings.NewReplacer("QUOTED", quoted.String(), "SECOND", second).Replace(archive)
	wb := pageBook(t, []byte(archive))
	if len(wb.Sheets) != 2 {
		t.Fatalf("%d sheets", len(wb.Sheets))
	}
	first, hidden := wb.Sheets[0], wb.Sheets[1]
	c, _ := first.At(1, 1)
	if first.Name != "04_HoNgheo" || c.Raw != "1.234,5" || c.Font != "VNI-Times" || c.Format != "#,##0.00" || cellsOf(first)["B1"] != "Phú Lệ" || cellsOf(first)["B2"] != "=" {
		t.Errorf("%q: %+v, %q", first.Name, c, cellsOf(first))
	}
	if hidden.Name != "Danh mục" || hidden.State != Hidden || cellsOf(hidden)["A1"] != "5" {
		t.Errorf("%q, state %d: %q", hidden.Name, hidden.State, cellsOf(hidden))
	}
}

// The filled return that other programs save in testdata/resaved, saved by LibreOffice as a web page.
func TestReturnSavedAsAWebPage(t *testing.T) {
	packed, err := os.Open(filepath.Join("testdata", "resaved", "libreoffice.html.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	def := commune(t)
	got := readBytes(t, def, b)
	for _, d := range unlike(filledReturn(def, producersSeed), got) {
		t.Error(d)
	}
	for _, f := range told(got) {
		t.Error(f)
	}
}

// What a page says of rows and columns costs nothing until cells stand there.
func TestPagesMadeToHurtEndSoon(t *testing.T) {
	for name, page := range map[string]string{
		"endless rowspan":        "<table><tr><td rowspan=999999999 colspan=999999999>1<tr><td>2<td>3<tr><td>4</table>",
		"rowspans without cells": "<table><tr>" + strings.Repeat("<td rowspan=0>1", 10_000) + strings.Repeat("<tr>", 1_000_000) + "</table>",
		"cells behind rowspans":  "<table><tr>" + strings.Repeat("<td rowspan=0>1", 10_000) + strings.Repeat("<tr><td>1", 300_000) + "</table>",
		"columns":                "<table>" + strings.Repeat("<col span=99999999 style='display:none'>", 100_000) + "<tr><td>1</table>",
		"tables in tables":       strings.Repeat("<table><tr><td>", 100_000),
		"deep elements":          "<table><tr><td>" + strings.Repeat("<b>", 1_000_000),
		"styles":                 "<style>" + strings.Repeat(".a{font-family:x}", 500_000) + strings.Repeat("/*", 100_000) + "</style>",
		"comments":               strings.Repeat("<!-- <x:ExcelWorksheet> -->", 300_000),
		"breaks":                 "<table><tr><td>1" + strings.Repeat("<br>", 2_000_000) + "2</table>",
	} {
		began := time.Now()
		_, err := Read("a.xls", []byte(page), DefaultLimits())
		var p *ProblemError
		if err != nil && (!errors.As(err, &p) || p.ID == problemBug) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
}

func FuzzReadHTML(f *testing.F) {
	f.Add([]byte(excelPage))
	for _, s := range []string{"<table><tr><td rowspan=0 colspan=9>1<td><table><tr><td>2</table><td>3</table>", "<style>td{font-family:'a;b', c;mso-number-format:\"\\0022\\\"</style><table>",
		"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHRhYmxlPg==\n--x--",
		"<table><tr><td sdval=1.5 sdnum=\"1066;0;0,0\">1,5<td x:num x:fmla==A1>1e9<br><p>a</p>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		lim := DefaultLimits()
		wb, err := readHTML("a.xls", b, lim)
		var p *ProblemError
		switch {
		case err == nil:
			checkOrder(t, wb, lim)
		case !errors.As(err, &p) || p.ID == problemBug:
			t.Fatal(err)
		}
	})
}
