package xlsx_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// splitName takes «'04_HoNgheo'!$B$4:$B$5» apart.
func splitName(refersTo string) (sheet string, area []string) {
	sheet, rng, _ := strings.Cut(refersTo, "!")
	return strings.Trim(sheet, "'"), strings.Split(strings.ReplaceAll(rng, "$", ""), ":")
}

// rowOf is the place of a row given in advance within its table.
func rowOf(tb testing.TB, def *ntm.Definition, table, code string) int {
	tb.Helper()
	t, _ := def.Table(table)
	for i := range t.Rows {
		if t.Rows[i].Code == code {
			return i
		}
	}
	tb.Fatalf("table %s has no row %s", table, code)
	return 0
}

func raw(tb testing.TB, book *excelize.File, sheet, cell string) string {
	tb.Helper()
	v, err := book.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func locked(tb testing.TB, book *excelize.File, sheet, cell string) bool {
	tb.Helper()
	id, err := book.GetCellStyle(sheet, cell)
	if err != nil {
		tb.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil {
		tb.Fatal(err)
	}
	return style.Protection == nil || style.Protection.Locked
}

func TestEveryTableAndColumnIsNamed(t *testing.T) {
	tmpl := blankTemplate(t)
	book, _ := written(t, tmpl)
	refers := map[string]string{}
	for _, n := range book.GetDefinedName() {
		if !strings.HasPrefix(n.Name, "_xlnm") && n.Scope != "Workbook" {
			t.Errorf("%s is named for sheet %s only", n.Name, n.Scope)
		}
		refers[n.Name] = n.RefersTo
	}
	for i := range tmpl.Def.Sheets {
		s := &tmpl.Def.Sheets[i]
		for j := range s.Tables {
			table := &s.Tables[j]
			sheet, whole := splitName(refers[xlsx.TableName(table.ID)])
			if sheet != s.ID || len(whole) != 2 {
				t.Errorf("table %s is named %q", table.ID, refers[xlsx.TableName(table.ID)])
				continue
			}
			if got := raw(t, book, sheet, whole[0]); got != table.Columns[0].Title[0] {
				t.Errorf("table %s begins with %q, want the heading %q", table.ID, got, table.Columns[0].Title[0])
			}
			rows := max(len(table.Rows), table.Spare)
			for k := range table.Columns {
				_, body := splitName(refers[xlsx.ColumnName(table.ID, table.Columns[k].Code)])
				_, first, err := excelize.CellNameToCoordinates(body[0])
				_, last, err2 := excelize.CellNameToCoordinates(body[len(body)-1])
				if err != nil || err2 != nil || last-first+1 != rows {
					t.Errorf("%s.%s is %v, want %d rows", table.ID, table.Columns[k].Code, body, rows)
				}
			}
		}
	}
	at := func(code string) string {
		sheet, cell := cellOf(t, book, "ho_ngheo", "noi_dung", rowOf(t, tmpl.Def, "ho_ngheo", code))
		return raw(t, book, sheet, cell)
	}
	if at("ngheo") != "Hộ nghèo" || at("can_ngheo") != "Hộ cận nghèo" {
		t.Errorf("rows of ho_ngheo read %q and %q", at("ngheo"), at("can_ngheo"))
	}
}

func TestIdentityIsPrefilledAndLocked(t *testing.T) {
	tmpl := blankTemplate(t)
	book, _ := written(t, tmpl)
	for _, want := range []struct{ row, value string }{
		{"ma_dvhc", "14884"}, {"ten_don_vi", "Xã Phú Lệ"}, {"loai_don_vi", "xã"}, {"huyen", "Huyện Quan Hóa"},
		{"tinh", "Tỉnh Thanh Hóa"}, {"ky", "Tháng 02/2020"}, {"bo_tieu_chi", "xa-2016-2020"},
		{"tu_ngay", "43845"}, {"den_ngay", "43875"}, // serials of 15/01/2020 and 14/02/2020, by LibreOffice
	} {
		sheet, cell := cellOf(t, book, ntm.FieldsTable, ntm.FieldColumn, rowOf(t, tmpl.Def, ntm.FieldsTable, want.row))
		if got := raw(t, book, sheet, cell); got != want.value {
			t.Errorf("%s holds %q, want %q", want.row, got, want.value)
		}
		if !locked(t, book, sheet, cell) {
			t.Errorf("%s in %s can be overwritten", want.row, cell)
		}
	}
	sheet, cell := cellOf(t, book, ntm.FieldsTable, ntm.FieldColumn, rowOf(t, tmpl.Def, ntm.FieldsTable, "lan_gui"))
	if raw(t, book, sheet, cell) != "lần 1" || locked(t, book, sheet, cell) {
		t.Error("«lần 1» is a proposal: it stands there and can be changed")
	}
	sheet, cell = cellOf(t, book, ntm.FieldsTable, ntm.FieldColumn, rowOf(t, tmpl.Def, ntm.FieldsTable, "den_ngay"))
	if shown, _ := book.GetCellValue(sheet, cell); shown != "14/02/2020" {
		t.Errorf("the last day shows as %q", shown)
	}
	labels := map[string]string{}
	rows, err := book.GetRows(xlsx.IdentitySheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		labels[r[0]] = r[1]
	}
	for label, want := range map[string]string{xlsx.IdentityDefinition: "xa-thang", xlsx.IdentityDefVersion: "1",
		xlsx.IdentitySet: "xa-2016-2020", xlsx.IdentityUnit: "14884", xlsx.IdentityUnitName: "Xã Phú Lệ",
		xlsx.IdentityPeriod: "2020-02", xlsx.IdentityChecksum: xlsx.LayoutChecksum(tmpl.Def)} {
		if labels[label] != want {
			t.Errorf("hidden sheet says %s = %q, want %q", label, labels[label], want)
		}
	}
	if visible, _ := book.GetSheetVisible(xlsx.IdentitySheet); visible {
		t.Error("the hidden sheet is visible")
	}
}

func TestBlankTemplateHasNoFigures(t *testing.T) {
	tmpl := blankTemplate(t)
	book, _ := written(t, tmpl)
	inputs := 0
	for i := range tmpl.Def.Sheets {
		for j := range tmpl.Def.Sheets[i].Tables {
			table := &tmpl.Def.Sheets[i].Tables[j]
			for k := range table.Columns {
				for row := range max(len(table.Rows), table.Spare) {
					sheet, cell := cellOf(t, book, table.ID, table.Columns[k].Code, row)
					if locked(t, book, sheet, cell) {
						continue
					}
					inputs++
					if v := raw(t, book, sheet, cell); v != "" && v != "lần 1" {
						t.Errorf("%s!%s is for the unit to fill and holds %q", sheet, cell, v)
					}
					if !table.Columns[k].Input() {
						t.Errorf("%s!%s of column %s is not locked", sheet, cell, table.Columns[k].Code)
					}
				}
			}
		}
	}
	if inputs < 500 {
		t.Errorf("only %d cells can be filled in", inputs)
	}
}

func TestRulesOfInputCells(t *testing.T) {
	tmpl := blankTemplate(t)
	book, _ := written(t, tmpl)
	ruleAt := func(table, column string, row int) *excelize.DataValidation {
		sheet, cell := cellOf(t, book, table, column, row)
		rules, err := book.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, dv := range rules {
			_, area := splitName("x!" + dv.Sqref)
			c, r, _ := excelize.CellNameToCoordinates(cell)
			c1, r1, _ := excelize.CellNameToCoordinates(area[0])
			c2, r2, _ := excelize.CellNameToCoordinates(area[len(area)-1])
			if c >= c1 && c <= c2 && r >= r1 && r <= r2 {
				return dv
			}
		}
		return nil
	}
	count := ruleAt("ho_ngheo", "cuoi_ky", 0)
	_, cell := cellOf(t, book, "ho_ngheo", "cuoi_ky", 0)
	want := fmt.Sprintf(`IF(ISNUMBER(%[1]s),AND(%[1]s>=0,INT(%[1]s)=%[1]s),OR(%[1]s="-",%[1]s="Không phát sinh",%[1]s="Không áp dụng"))`, cell)
	if count == nil || count.Type != "custom" || count.Formula1 != want || *count.ErrorStyle != "warning" {
		t.Errorf("a count is ruled by %+v, want %s", count, want)
	}
	if count == nil || count.Prompt == nil || *count.Prompt != "Đầu kỳ + tái + phát sinh - thoát = cuối kỳ." {
		t.Error("the sentence of the check does not stand beside the cell")
	}
	status := ruleAt("tieu_chi", "dg", 0)
	if status == nil || status.Type != "list" || status.Formula1 != "bx.list.status" || *status.ErrorStyle != "stop" {
		t.Errorf("a status is ruled by %+v", status)
	}
	if list := ruleAt("cong_nhan", "danh_hieu", 0); list == nil || list.Formula1 != "bx.list.titles.nil" {
		t.Errorf("the list of titles may be empty; its rule is %+v", list)
	}
	date := ruleAt("nguon_luc", "ngay_qd", rowOf(t, tmpl.Def, "nguon_luc", "I.1"))
	if date == nil || date.Type != "date" || *date.ErrorStyle != "warning" {
		t.Errorf("a date is ruled by %+v", date)
	}
	if dv := ruleAt("nguon_luc", "kh_nam", rowOf(t, tmpl.Def, "nguon_luc", "TONG")); dv != nil {
		t.Errorf("a total is ruled by %+v", dv)
	}
	for _, n := range book.GetDefinedName() {
		if n.Name == "bx.list.titles.nil" {
			sheet, area := splitName(n.RefersTo)
			if raw(t, book, sheet, area[0]) != "Đạt chuẩn NTM" || raw(t, book, sheet, area[1]) != "Không phát sinh" {
				t.Errorf("the choices at %s are wrong", n.RefersTo)
			}
		}
	}
}

func TestSheetsAreLockedWithoutPassword(t *testing.T) {
	_, b := written(t, blankTemplate(t))
	for name, body := range partsOf(t, b) {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		protection := regexp.MustCompile(`<sheetProtection [^>]*>`).FindString(body)
		if !strings.Contains(protection, `sheet="1"`) && !strings.Contains(protection, `sheet="true"`) {
			t.Errorf("%s is not protected: %s", name, protection)
		}
		if strings.Contains(protection, "assword") || strings.Contains(protection, "hash") {
			t.Errorf("%s has a password", name)
		}
	}
}

func partsOf(tb testing.TB, b []byte) map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		tb.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		parts[f.Name] = string(body)
	}
	return parts
}

func TestSameInputSameBytes(t *testing.T) {
	if os.Getenv("BIEUXA_TEMPLATE_CHILD") != "" {
		_, b := written(t, blankTemplate(t))
		fmt.Printf("sum %x\n", sha256.Sum256(b))
		return
	}
	_, first := written(t, blankTemplate(t))
	_, again := written(t, blankTemplate(t))
	if !bytes.Equal(first, again) {
		t.Error("the same template gives other bytes in the same process")
	}
	child := exec.Command(os.Args[0], "-test.run=^TestSameInputSameBytes$")
	child.Env = append(os.Environ(), "BIEUXA_TEMPLATE_CHILD=1")
	out, err := child.Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("sum %x\n", sha256.Sum256(first)); !strings.Contains(string(out), want) {
		t.Errorf("another process gives other bytes: %s, want %s", out, want)
	}
}

func TestLongHintsHangOnTheHeading(t *testing.T) {
	tmpl := blankTemplate(t)
	long := "Số hộ nghèo cuối kỳ phải khớp với danh sách hộ nghèo được Ủy ban nhân dân xã phê duyệt tại cuối kỳ báo cáo, kèm biên bản họp dân của từng thôn (bản)."
	tmpl.Hints = func(table, column string) []string { return []string{long, long + " Hai.", "Ngắn."} }
	book, b := written(t, tmpl)
	sheet, cell := cellOf(t, book, "ho_ngheo", "cuoi_ky", 0)
	comments, err := book.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, c := range comments {
		found = found || c.Cell == cellBelow(cell, -1) && strings.Contains(c.Text, long+" Hai.")
	}
	if !found {
		t.Error("the sentences that do not fit beside the cell are nowhere")
	}
	rules, err := book.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, dv := range rules {
		if dv.Prompt != nil && (len([]rune(*dv.Prompt)) > 255 || len([]rune(*dv.PromptTitle)) > 32) {
			t.Errorf("Excel refuses the prompt %q / %q", *dv.PromptTitle, *dv.Prompt)
		}
	}
	if _, again := written(t, tmpl); !bytes.Equal(b, again) {
		t.Error("the comments make the bytes differ")
	}
}

func TestFaultsNameTheColumn(t *testing.T) {
	tmpl := blankTemplate(t)
	table, _ := tmpl.Def.Table("ho_ngheo")
	table.Columns[table.Col("ty_le")].Formula = "cuoi_ky / cell('thieu', 'tong', 'so_ho')"
	err := xlsx.WriteTemplate(io.Discard, tmpl)
	if err == nil || !strings.Contains(err.Error(), "ty_le") || !strings.Contains(err.Error(), "thieu") {
		t.Errorf("a formula that reaches nowhere gives %v", err)
	}
	if err := xlsx.WriteTemplate(io.Discard, xlsx.Template{}); err == nil {
		t.Error("a template without a definition is written")
	}
}
