package app

import (
	"strings"
	"testing"

	"bieuxa/ntm"
)

func catalogueRoom(t *testing.T, w *Window) *catalogueScreen {
	t.Helper()
	w.shell.goTo("catalogue")
	r, ok := w.shell.room().(*catalogueScreen)
	if !ok {
		t.Fatal("the room Danh mục is not shown")
	}
	return r
}

func TestCatalogueRoom(t *testing.T) {
	w := homeWindow(t)
	w.take([]string{emptyBook(t)})
	r := catalogueRoom(t, w)
	t.Run("units through time", func(t *testing.T) {
		r.units.table.setFilter("phu le")
		r.units.table.select1(r.units.table.rows[0].key)
		wantShown(t, w, "Xã Phú Lệ", "14884", "30/06/2025")
		if want := "Về sau: Xã Phú Lệ (mã 14878), từ 01/07/2025; theo bảng đối chiếu xã cũ, mới năm 2025."; !strings.Contains(r.units.detail.Text, want) {
			t.Errorf("%s lacks %q", r.units.detail.Text, want)
		}
	})
	t.Run("a commune that took another's code is told", func(t *testing.T) {
		r.units.table.setFilter("nam xuan 14902")
		found := false
		for _, row := range r.units.table.rows {
			found = found || row.cells[0] == "14902" && row.cells[1] == "Xã Nam Xuân" && strings.Contains(row.text(), "Trước đó: Xã Nam Tiến (mã 14902)")
		}
		if !found {
			t.Errorf("the new Xã Nam Xuân is not among %d rows", len(r.units.table.rows))
		}
	})
	t.Run("units of one day", func(t *testing.T) {
		r.units.table.setFilter("")
		r.day.SetText("14/02/2020")
		if n := len(r.units.table.rows); n != 16 { // the district, 14 xã and its town
			t.Errorf("%d units on 14/02/2020, want 16", n)
		}
	})
	t.Run("criteria with what they require", func(t *testing.T) {
		r.parts.show(1)
		wantShown(t, w, "1980/QĐ-TTg", "19 tiêu chí, 49 chỉ tiêu", "Đặt theo quy định của tỉnh…")
		r.sets.table.setFilter("nuoc sach")
		if len(r.sets.table.rows) == 0 {
			t.Error("«nuoc sach» finds nothing")
		}
		r.set.SetSelectedIndex(len(r.set.Options) - 1)
	})
	t.Run("checks with their remedy", func(t *testing.T) {
		r.parts.show(2)
		r.checks.table.setFilter("p1")
		r.checks.table.select1("xa-thang P1")
		wantShown(t, w, "Cách sửa", "Lỗi")
	})
	t.Run("columns with their meaning", func(t *testing.T) {
		r.parts.show(3)
		r.cols.table.setFilter("ho ngheo cuoi ky")
		wantShown(t, w, "04_HoNgheo", "số cuối kỳ")
	})
}

func TestUnsureLevelsAreToldInWords(t *testing.T) {
	o := openOffice(t, "x")
	for _, set := range o.Criteria().Sets() {
		for _, r := range setCatalogue(o.Criteria(), set, ntm.Where{Province: "38", On: "2024-01-01"}, o.Words()) {
			if r.unsure != strings.Contains(strings.Join(r.cells, " "), "? Chưa chắc") && !strings.HasPrefix(r.key, "seen") {
				t.Errorf("%s %s: unsure is %v, the line says %q", set.ID, r.key, r.unsure, r.cells)
			}
			if r.cells[1] == "" {
				t.Errorf("%s %s has no name", set.ID, r.key)
			}
		}
	}
	if missing := o.Words().Missing(); len(missing) > 0 {
		t.Errorf("no words for %v", missing)
	}
}

func TestEveryCatalogueHasItsWords(t *testing.T) {
	o := openOffice(t, "x")
	defs := o.Returns()
	if n := len(checkCatalogue(defs, o.Words())); n < 50 {
		t.Errorf("%d checks", n)
	}
	columnCatalogue(defs, o.Words())
	units, err := o.Units()
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []ntm.Date{ntm.NewDate(2020, 2, 14), ntm.NewDate(2026, 1, 1)} {
		unitCatalogue(units, countryUnits(units, day), day, o.Words())
	}
	if missing := o.Words().Missing(); len(missing) > 0 {
		t.Errorf("no words for %v", missing)
	}
}
