package xlsx_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// filledTemplate states some figures of every kind.
func filledTemplate(tb testing.TB) xlsx.Template {
	t := blankTemplate(tb)
	r := returnOf(t)
	state(tb, r, ntm.FieldsTable, "tong_so_ho", ntm.FieldColumn, "11115")
	state(tb, r, ntm.FieldsTable, "dien_thoai", ntm.FieldColumn, "0237123456")
	state(tb, r, "tieu_chi", "1", "dg", "Chưa đạt")
	state(tb, r, "tieu_chi", "1.2", "kq", "44.5", "dg", "Đạt", "ngay_dat", "2019-12-31", "giai_trinh", "=HYPERLINK(1) + -@")
	state(tb, r, "tieu_chi", "5", "kq", "không áp dụng")
	state(tb, r, "nguon_luc", "I.1", "kh_nam", "1000.5", "gn_lk", "500.25", "hd_ky", "-")
	state(tb, r, "nguon_luc", "I.2", "kh_nam", "99.5", "gn_lk", "-", "hd_ky", "không phát sinh")
	state(tb, r, "nguon_luc", "III", "kh_nam", "0.1", "dieu_chinh", "-0.1")
	state(tb, r, "dan_cu", "tong", "so_ho", "11115")
	state(tb, r, "ho_ngheo", "ngheo", "dau_ky", "1024", "thoat", "715", "cuoi_ky", "309")
	state(tb, r, "ho_ngheo", "can_ngheo", "cuoi_ky", "-")
	r.Grid("ocop").Nil = true
	for _, name := range []string{"Thôn Đuốm", "Bản Hang", "Bản Sại"} {
		state(tb, r, "thon", name, "thon", name, "so_ho", "60")
	}
	t.Values = r
	return t
}

func TestFilledReturnIsWrittenAsStated(t *testing.T) {
	tmpl := filledTemplate(t)
	book, b := written(t, tmpl)
	for _, want := range []struct {
		table, row, column, value string
		kind                      excelize.CellType
	}{
		{ntm.FieldsTable, "tong_so_ho", ntm.FieldColumn, "11115", excelize.CellTypeUnset},
		{ntm.FieldsTable, "dien_thoai", ntm.FieldColumn, "0237123456", excelize.CellTypeInlineString},
		{"tieu_chi", "1", "dg", "Chưa đạt", excelize.CellTypeInlineString},
		{"tieu_chi", "1.2", "kq", "44.5", excelize.CellTypeUnset},
		{"tieu_chi", "1.2", "ngay_dat", "43830", excelize.CellTypeUnset},
		{"tieu_chi", "1.2", "giai_trinh", "=HYPERLINK(1) + -@", excelize.CellTypeInlineString},
		{"tieu_chi", "5", "kq", "Không áp dụng", excelize.CellTypeInlineString},
		{"nguon_luc", "I.1", "hd_ky", "-", excelize.CellTypeInlineString},
		{"nguon_luc", "I.2", "hd_ky", "Không phát sinh", excelize.CellTypeInlineString},
		{"nguon_luc", "III", "dieu_chinh", "-0.1", excelize.CellTypeUnset},
		{"nguon_luc", "III", "hd_ky", "", excelize.CellTypeUnset},
	} {
		sheet, cell := cellOf(t, book, want.table, want.column, rowOf(t, tmpl.Def, want.table, want.row))
		kind, err := book.GetCellType(sheet, cell)
		if got := raw(t, book, sheet, cell); err != nil || got != want.value || kind != want.kind {
			t.Errorf("%s/%s/%s holds %q as %v, want %q as %v (%v)", want.table, want.row, want.column, got, kind, want.value, want.kind, err)
		}
		if formula, _ := book.GetCellFormula(sheet, cell); formula != "" {
			t.Errorf("%s!%s became the formula %s", sheet, cell, formula)
		}
	}
	sheet, cell := cellOf(t, book, "ocop", "san_pham", 0)
	if got := raw(t, book, sheet, cell); got != "Không phát sinh" {
		t.Errorf("the empty list of products says %q", got)
	}
	sheet, cell = cellOf(t, book, "thon", "thon", 2)
	if got := raw(t, book, sheet, cell); got != "Bản Sại" {
		t.Errorf("the third village is %q", got)
	}
	if strings.Contains(partsOf(t, b)["xl/worksheets/sheet2.xml"], "<f>=HYPERLINK") {
		t.Error("a text became a formula")
	}
}

func TestFormulasCarryTheirValues(t *testing.T) {
	tmpl := filledTemplate(t)
	book, b := written(t, tmpl)
	xml := partsOf(t, b)
	sheetFile := map[string]string{"02_NguonLuc": "xl/worksheets/sheet3.xml", "04_HoNgheo": "xl/worksheets/sheet5.xml", "06_ThonVuon": "xl/worksheets/sheet7.xml"}
	for _, want := range []struct{ table, row, column, value string }{
		{"nguon_luc", "I", "kh_nam", "1100"},               // 1.000,5 + 99,5
		{"nguon_luc", "TONG", "kh_nam", "1100.1"},          // and 0,1
		{"nguon_luc", "I", "gn_lk", "500.25"},              // «-» adds nothing
		{"nguon_luc", "I", "hd_ky", "0"},                   // both parts say there is none
		{"nguon_luc", "II", "kh_nam", ""},                  // nothing is stated
		{"nguon_luc", "I.1", "ty_le", "50"},                // 500,25 / 1.000,5
		{"nguon_luc", "I.2", "ty_le", "0"},                 // a stated nil of 99,5
		{"nguon_luc", "III", "ty_le", ""},                  // no disbursement is stated
		{"ho_ngheo", "ngheo", "ty_le", "2.78002699055331"}, // 309 / 11.115, to 15 digits
		{"ho_ngheo", "can_ngheo", "ty_le", "0"},            // «-» of 11.115
	} {
		sheet, cell := cellOf(t, book, want.table, want.column, rowOf(t, tmpl.Def, want.table, want.row))
		part := xml[sheetFile[sheet]]
		c := regexp.MustCompile(`<c r="` + cell + `"[^>]*>.*?</c>`).FindString(part)
		if !strings.Contains(c, "<f>IF(") || !strings.Contains(c, "<v>"+want.value+"</v>") {
			t.Errorf("%s/%s/%s: %s, want the value %q beside the formula", want.table, want.row, want.column, c, want.value)
		}
		if isText := strings.Contains(c, `t="str"`); isText != (want.value == "") {
			t.Errorf("%s/%s/%s is of the wrong type: %s", want.table, want.row, want.column, c)
		}
		if !locked(t, book, sheet, cell) {
			t.Errorf("the formula in %s!%s is not locked", sheet, cell)
		}
	}
	// Three villages of 60 households under the heading «Số hộ».
	_, last := cellOf(t, book, "thon", "so_ho", 13)
	col, row, _ := excelize.CellNameToCoordinates(last)
	total, _ := excelize.CoordinatesToCellName(col, row+2)
	if got := raw(t, book, "06_ThonVuon", total); got != "180" {
		t.Errorf("total of households is %q in %s", got, total)
	}
}

func TestOwnReaderTakesTheWorkbook(t *testing.T) {
	tmpl := filledTemplate(t)
	_, b := written(t, tmpl)
	wb, err := xlsx.Read("14884_2020-02.xlsx", b, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(wb.Sheets), len(tmpl.Def.Sheets)+2; got != want {
		t.Errorf("%d sheets are read, want %d and the two hidden ones", got, want)
	}
	if s, ok := wb.Sheet(xlsx.IdentitySheet); !ok || s.State != xlsx.VeryHidden {
		t.Error("the hidden sheet can be shown from Excel's menus")
	}
	named := false
	for _, n := range wb.Names {
		named = named || n.Name == xlsx.ColumnName("ho_ngheo", "cuoi_ky") && n.Sheet == -1
	}
	if !named {
		t.Error("the column's name is lost")
	}
}

func TestStatedTotalsAreKept(t *testing.T) {
	tmpl := filledTemplate(t)
	state(t, tmpl.Values, "nguon_luc", "I", "kh_nam", "1099")
	state(t, tmpl.Values, "ho_ngheo", "ngheo", "ty_le", "2.81")
	book, _ := written(t, tmpl)
	for _, want := range []struct{ table, row, column, value string }{
		{"nguon_luc", "I", "kh_nam", "1099"}, {"ho_ngheo", "ngheo", "ty_le", "2.81"},
	} {
		sheet, cell := cellOf(t, book, want.table, want.column, rowOf(t, tmpl.Def, want.table, want.row))
		if got := raw(t, book, sheet, cell); got != want.value {
			t.Errorf("%s/%s/%s carries %q, the return states %s", want.table, want.row, want.column, got, want.value)
		}
	}
}

func TestLongListGetsAllItsRows(t *testing.T) {
	tmpl := blankTemplate(t)
	r := returnOf(tmpl)
	for i := range 20 { // the template has 14 spare rows
		name := "Bản " + string(rune('A'+i))
		state(t, r, "thon", name, "thon", name, "so_ho", "5")
	}
	tmpl.Values = r
	book, _ := written(t, tmpl)
	sheet, cell := cellOf(t, book, "thon", "thon", 19)
	if got := raw(t, book, sheet, cell); got != "Bản T" {
		t.Errorf("the 20th village is %q", got)
	}
	_, households := cellOf(t, book, "thon", "so_ho", 0)
	col, row, _ := excelize.CellNameToCoordinates(households)
	total, _ := excelize.CoordinatesToCellName(col, row+21)
	formula, _ := book.GetCellFormula(sheet, total)
	first, last := households, cellBelow(households, 19)
	want := "IF(COUNTA(" + first + ":" + last + ")=0,\"\",SUM(" + cellBelow(first, -1) + ":" + cellBelow(last, 1) + "))"
	if got := raw(t, book, sheet, total); got != "100" || formula != want {
		t.Errorf("20 villages of 5 households add up to %q by %s, want 100 by %s", got, formula, want)
	}
}

func cellBelow(cell string, rows int) string {
	col, row, _ := excelize.CellNameToCoordinates(cell)
	below, _ := excelize.CoordinatesToCellName(col, row+rows)
	return below
}

// lastPeriod is an accepted return with something in every column that is carried on.
func lastPeriod(tb testing.TB, t xlsx.Template) *ntm.Return {
	r := returnOf(t)
	state(tb, r, "tieu_chi", "1.2", "kq_nt", "40", "kq", "44.5", "dg", "Đạt")
	state(tb, r, "nguon_luc", "I.1", "kh_nam", "1000.5", "hd_ky", "7", "dieu_chinh", "3", "so_qd", "05/QĐ-UBND")
	state(tb, r, "ho_ngheo", "ngheo", "dau_nam", "1100", "dau_ky", "1024", "cuoi_ky", "309")
	state(tb, r, "no_dong", "cầu", "cong_trinh", "Cầu bản Hang", "tmdt", "900", "no", "120", "ps_ky", "20")
	return r
}

func TestLastPeriodIsCarried(t *testing.T) {
	for _, period := range []struct {
		name  string
		month int
		want  map[[3]string]string
	}{
		{"within the year", 2, map[[3]string]string{
			{"tieu_chi", "1.2", "kq_nt"}: "40", {"tieu_chi", "1.2", "kq"}: "44.5",
			{"nguon_luc", "I.1", "kh_nam"}: "1000.5", {"nguon_luc", "I.1", "dieu_chinh"}: "3",
			{"nguon_luc", "I.1", "hd_ky"}: "", {"nguon_luc", "I", "kh_nam"}: "1000.5",
			{"ho_ngheo", "ngheo", "dau_nam"}: "1100", {"ho_ngheo", "ngheo", "dau_ky"}: "309", {"ho_ngheo", "ngheo", "cuoi_ky"}: ""}},
		{"in January the year opens with December's closing", 1, map[[3]string]string{
			{"tieu_chi", "1.2", "kq_nt"}: "44.5", {"tieu_chi", "1.2", "kq"}: "44.5",
			{"nguon_luc", "I.1", "kh_nam"}: "", {"nguon_luc", "I.1", "dieu_chinh"}: "", {"nguon_luc", "I.1", "so_qd"}: "",
			{"nguon_luc", "I", "kh_nam"}:     "",
			{"ho_ngheo", "ngheo", "dau_nam"}: "309", {"ho_ngheo", "ngheo", "dau_ky"}: "309"}},
	} {
		t.Run(period.name, func(t *testing.T) {
			tmpl := blankTemplate(t)
			tmpl.Period.N = period.month
			tmpl.Previous = lastPeriod(t, tmpl)
			book, _ := written(t, tmpl)
			for at, want := range period.want {
				sheet, cell := cellOf(t, book, at[0], at[2], rowOf(t, tmpl.Def, at[0], at[1]))
				if got := raw(t, book, sheet, cell); got != want {
					t.Errorf("%v is prefilled with %q, want %q", at, got, want)
				}
			}
			for column, want := range map[string]string{"cong_trinh": "Cầu bản Hang", "tmdt": "900", "no_dau": "120", "no": "", "ps_ky": ""} {
				sheet, cell := cellOf(t, book, "no_dong", column, 0)
				if got := raw(t, book, sheet, cell); got != want {
					t.Errorf("debt %s is prefilled with %q, want %q", column, got, want)
				}
			}
		})
	}
}

func TestCriteriaOfAnotherSetAreNotCarried(t *testing.T) {
	tmpl := blankTemplate(t)
	tmpl.Previous = lastPeriod(t, tmpl)
	tmpl.Previous.Set = "xa-2010-2015"
	book, _ := written(t, tmpl)
	sheet, cell := cellOf(t, book, "tieu_chi", "kq", rowOf(t, tmpl.Def, "tieu_chi", "1.2"))
	if got := raw(t, book, sheet, cell); got != "" {
		t.Errorf("the result %s of another set's indicator 1.2 is carried", got)
	}
	sheet, cell = cellOf(t, book, "ho_ngheo", "dau_ky", 0)
	if got := raw(t, book, sheet, cell); got != "309" {
		t.Errorf("the opening stock is %q, want 309", got)
	}
}

func TestBlankInAFilledReturnStaysBlank(t *testing.T) {
	tmpl := filledTemplate(t)
	tmpl.Previous = lastPeriod(t, tmpl)
	book, _ := written(t, tmpl)
	for _, at := range [][3]string{{ntm.FieldsTable, "lan_gui", ntm.FieldColumn}, {"ho_ngheo", "ngheo", "dau_nam"}, {"tieu_chi", "1.2", "kq_nt"}} {
		sheet, cell := cellOf(t, book, at[0], at[2], rowOf(t, tmpl.Def, at[0], at[1]))
		if got := raw(t, book, sheet, cell); got != "" {
			t.Errorf("%v says %q, the return says nothing", at, got)
		}
	}
}

func TestSampleIsMarkedOnEverySheet(t *testing.T) {
	tmpl := filledTemplate(t)
	tmpl.Sample = true
	book, _ := written(t, tmpl)
	for i := range tmpl.Def.Sheets {
		name := tmpl.Def.Sheets[i].ID
		if got := raw(t, book, name, "A5"); got != "SỐ LIỆU MẪU" {
			t.Errorf("sheet %s says %q", name, got)
		}
		if hf, err := book.GetHeaderFooter(name); err != nil || !strings.Contains(hf.OddHeader, "SỐ LIỆU MẪU") {
			t.Errorf("printed pages of %s are not marked (%v)", name, err)
		}
	}
}
