package xlsx

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
)

// ids lists the findings of a return as «S3 block ho_ngheo/ngheo/».
func ids(ret *ntm.Return) []string {
	var out []string
	for _, f := range ret.Reading {
		out = append(out, strings.Join([]string{f.ID, string(f.Severity), f.Table + "/" + f.Row + "/" + f.Column}, " "))
	}
	slices.Sort(out)
	return out
}

// at finds the cell of a text on the sheet of a sketch.
func (s *sketchSheet) at(text string) (row, col int) {
	for r := range s.rows {
		for c := range s.rows[r] {
			if s.rows[r][c] == text {
				return r + 1, c + 1
			}
		}
	}
	return 0, 0
}

func (s *sketchSheet) dropRow(row int) { s.rows = slices.Delete(s.rows, row-1, row) }

func (s *sketchSheet) clone(name string) *sketchSheet {
	c := &sketchSheet{name: name, merges: slices.Clone(s.merges), tops: s.tops, ends: s.ends}
	for _, row := range s.rows {
		c.rows = append(c.rows, slices.Clone(row))
	}
	return c
}

func TestWhatCannotBeBoundIsTold(t *testing.T) {
	def := commune(t)
	for name, c := range map[string]struct {
		edit func(k *sketch)
		want []string
		kept bool // every value is still read
	}{
		"a missing sheet blocks": {edit: func(k *sketch) {
			k.sheets = slices.DeleteFunc(k.sheets, func(s *sketchSheet) bool { return s.name == "04_HoNgheo" })
		}, want: []string{"S1 block dan_cu//", "S1 block ho_ngheo//"}},
		"a missing column that must be filled blocks": {edit: func(k *sketch) {
			s := k.sheet("04_HoNgheo")
			row, col := s.at("Tái")
			s.put(row, col, "Khác")
		}, want: []string{"S2 block ho_ngheo//tai", "S5 note ho_ngheo//"}},
		"a missing row blocks": {edit: func(k *sketch) {
			s := k.sheet("02_NguonLuc")
			row, _ := s.at("Vốn lồng ghép")
			s.dropRow(row)
			for i := range s.merges {
				if s.merges[i].FirstRow > row {
					s.merges[i].FirstRow--
					s.merges[i].LastRow--
				}
			}
		}, want: []string{"S3 block nguon_luc/III/"}},
		"an altered heading is told and read by its spelling": {edit: func(k *sketch) {
			s := k.sheet("05_OCOP")
			row, col := s.at("Hạn giấy chứng nhận")
			s.put(row, col, "Hạn giầy chưng nhận")
		}, want: []string{"S4 note ocop//han"}, kept: true},
		"one altered group of headings is read by the order that is left": {edit: func(k *sketch) {
			s := k.sheet("01_TieuChi")
			row, col := s.at("Kết quả đến 31/12 năm trước")
			s.put(row, col, "KQ 2019")
		}, want: []string{"S4 note tieu_chi//dg_nt", "S4 note tieu_chi//kq_nt"}, kept: true},
		"figures on a sheet of the unit's own are told": {edit: func(k *sketch) {
			s := &sketchSheet{name: "Nháp"}
			s.put(3, 3, 1024)
			k.sheets = append(k.sheets, s)
		}, want: []string{"S5 note //"}, kept: true},
		"figures in a column of the unit's own are told": {edit: func(k *sketch) {
			s := k.sheet("04_HoNgheo")
			row, col := s.at("Hộ cận nghèo")
			s.insertCol(col + 3)
			s.put(row, col+3, 77)
		}, want: []string{"S5 note ho_ngheo//"}, kept: true},
		"a hidden sheet, row and column are told": {edit: func(k *sketch) {
			k.sheet("05_OCOP").hidden = true
			s := k.sheet("02_NguonLuc")
			row, _ := s.at("Ngân sách xã")
			s.hideRows = []int{row}
			k.sheet("06_ThonVuon").hideCols = []int{3}
		}, want: []string{"S6 note nguon_luc//", "S6 note ocop//", "S6 note thon//"}, kept: true},
		"a row that stands twice blocks": {edit: func(k *sketch) {
			s := k.sheet("02_NguonLuc")
			row, _ := s.at("Ngân sách xã")
			s.insertRow(row + 1)
			s.rows[row] = []any{"3", "Ngân sách xã", nil, nil, 5, 5, 5, 5, 5, 5, 5}
		}, want: []string{"S7 block nguon_luc/II.3/"}},
		"a criterion that stands twice blocks though it has no figures": {edit: func(k *sketch) {
			s := k.sheet("01_TieuChi")
			row, _ := s.at("Quy hoạch")
			s.insertRow(row + 1)
			s.rows[row] = []any{"1", "Quy hoạch", nil, nil, nil, "Đạt", nil, "Chưa đạt"}
		}, want: []string{"S7 block tieu_chi/1/"}, kept: true},
		"an assessed row of the unit's own is asked about": {edit: func(k *sketch) {
			s := k.sheet("01_TieuChi")
			row, _ := s.at("Quy hoạch")
			s.insertRow(row + 1)
			s.rows[row] = []any{"1.9", "Chỉ tiêu riêng của xã", nil, nil, nil, "Đạt", nil, "Đạt"}
		}, want: []string{"C1a explain tieu_chi/line */"}, kept: true},
		"words without an assessment between criteria are a note": {edit: func(k *sketch) {
			s := k.sheet("01_TieuChi")
			row, _ := s.at("Quy hoạch")
			s.insertRow(row + 1)
			s.rows[row] = []any{nil, "Đang chờ quyết định", nil, nil, nil, nil, nil, "chờ"}
		}, kept: true},
		"a row of the unit's own with figures is asked about": {edit: func(k *sketch) {
			s := k.sheet("02_NguonLuc")
			row, _ := s.at("Ngân sách xã")
			s.insertRow(row + 1)
			s.rows[row] = []any{"4", "Ngân sách thôn", nil, nil, 5, 5}
		}, want: []string{"C1a explain nguon_luc/line */"}, kept: true},
		"a row of a group of the unit's own is not taken for another group's": {edit: func(k *sketch) {
			s := k.sheet("02_NguonLuc")
			row, _ := s.at("Ngày công và hiện vật quy đổi")
			s.insertRow(row + 1)
			s.insertRow(row + 1)
			s.rows[row] = []any{"VII", "Nguồn khác", nil, nil, 5, 5}
			s.rows[row+1] = []any{"1", "Tiền mặt", nil, nil, 6, 6}
		}, want: []string{"C1a explain nguon_luc/line */", "C1a explain nguon_luc/line */"}, kept: true},
		"nothing arose and a line that did are asked about": {edit: func(k *sketch) {
			s := k.sheet("05_OCOP")
			row, col := s.at("san_pham mục 1")
			s.insertRow(row)
			s.put(row, col, "Không phát sinh")
		}, want: []string{"C1a explain ocop/line */"}, kept: true},
		"a copied sheet with the same figures is told": {edit: func(k *sketch) {
			k.sheets = append(k.sheets, k.sheet("05_OCOP").clone("05_OCOP (2)"))
		}, want: []string{"S7 note ocop//"}, kept: true},
		"a copied sheet with other figures blocks": {edit: func(k *sketch) {
			s := k.sheet("05_OCOP").clone("05_OCOP (2)")
			row, col := s.at("san_pham mục 1")
			s.put(row, col+4, 99.5)
			k.sheets = append(k.sheets, s)
		}, want: []string{"S7 block ocop//"}, kept: true},
		"money in another unit blocks": {edit: func(k *sketch) {
			k.sheet("02_NguonLuc").put(3, 9, "Đơn vị tính: đồng")
		}, want: []string{"S4 block nguon_luc//"}, kept: true},
		"money in the same unit spelled otherwise is fine": {edit: func(k *sketch) {
			k.sheet("02_NguonLuc").put(3, 9, "ĐVT: Tr.đ")
		}, kept: true},
		"a note between rows does not end a table": {edit: func(k *sketch) {
			for _, name := range []string{"02_NguonLuc", "06_ThonVuon", "08_LoTrinh"} {
				s := k.sheet(name)
				s.insertRow(s.tops[0] + 5)
				s.put(s.tops[0]+5, 2, "Ghi chú: số liệu đến ngày 14 tháng 02 năm 2020")
			}
		}, kept: true},
		"figures under the signatures are told": {edit: func(k *sketch) {
			s := k.sheet("04_HoNgheo")
			s.put(len(s.rows)+2, 5, 123)
		}, want: []string{"S5 note ho_ngheo//"}, kept: true},
		"an altered row label with its number is told": {edit: func(k *sketch) {
			s := k.sheet("04_HoNgheo")
			row, col := s.at("Hộ cận nghèo")
			s.put(row, col, "Hộ cận nghèo theo chuẩn mới")
		}, want: []string{"S4 note ho_ngheo/can_ngheo/"}, kept: true},
	} {
		t.Run(name, func(t *testing.T) {
			k, want := draw(def, 3)
			c.edit(k)
			ret := readSketch(t, k, def)
			got := ids(ret)
			for i := range got {
				if f := strings.SplitN(got[i], "/line ", 2); len(f) == 2 {
					got[i] = f[0] + "/line */"
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("told %q, want %q\n%s", got, c.want, strings.Join(told(ret), "\n"))
			}
			for _, f := range ret.Reading {
				if f.Place.Sheet == "" || f.Place.Cell == "" && f.ID != "S1" {
					t.Errorf("%s names no cell: %v", f.ID, f.Place)
				}
			}
			if c.kept {
				wantSame(t, ret, want)
			}
		})
	}
}

func TestMissingRowIsMissingNotZero(t *testing.T) {
	def := commune(t)
	k, _ := draw(def, 3)
	s := k.sheet("04_HoNgheo")
	row, _ := s.at("Hộ cận nghèo")
	s.dropRow(row)
	ret := readSketch(t, k, def)
	e, ok := ret.Entry("ho_ngheo", "can_ngheo", "cuoi_ky")
	if !ok || e.State != ntm.Blank {
		t.Fatalf("a row that is not in the file is read as %+v", e)
	}
}

func TestLists(t *testing.T) {
	def := commune(t)
	fresh := func() (*sketch, *sketchSheet, int) {
		k, _ := draw(def, 4)
		s := k.sheet("06_ThonVuon")
		return k, s, s.tops[0] + 3
	}
	t.Run("total, sub-rows and averages are no villages", func(t *testing.T) {
		k, s, first := fresh()
		s.insertRow(first + 2)
		s.put(first+2, 2, "Trong đó: thôn ĐBKK")
		s.put(first+2, 3, 120)
		row, _ := s.at("Tổng cộng")
		s.put(row, 3, 900)
		s.insertRow(row + 1)
		s.put(row+1, 2, "Bình quân")
		s.put(row+1, 3, 180)
		ret := readSketch(t, k, def)
		g := ret.Grid("thon")
		if len(g.Rows) != 5 {
			t.Errorf("%d villages are read, 5 are there", len(g.Rows))
		}
		if g.Total == nil || g.Total.Entries[2].Canonical() != "900" {
			t.Errorf("the total row is read as %+v", g.Total)
		}
		if got := ids(ret); len(got) != 2 || !strings.HasPrefix(got[0], "C1a note") || !strings.HasPrefix(got[1], "C1a note") {
			t.Errorf("told %q", got)
		}
	})
	t.Run("a village named Cộng Hòa is a village", func(t *testing.T) {
		k, s, first := fresh()
		s.put(first, 2, "Cộng Hòa")
		if _, ok := readSketch(t, k, def).Grid("thon").Row(ntm.Fold("Cộng Hòa")); !ok {
			t.Error("it is not read")
		}
	})
	t.Run("items under the total are asked about, not added", func(t *testing.T) {
		k, s, _ := fresh()
		row, _ := s.at("Tổng cộng")
		s.put(row, 3, 900)
		s.insertRow(row + 1)
		s.put(row+1, 2, "Bản Mới")
		s.put(row+1, 3, 18)
		ret := readSketch(t, k, def)
		if got := ids(ret); len(ret.Grid("thon").Rows) != 5 || len(got) != 1 || !strings.HasPrefix(got[0], "C1a explain") {
			t.Errorf("%d rows, told %q", len(ret.Grid("thon").Rows), got)
		}
	})
	t.Run("nothing to list is stated", func(t *testing.T) {
		k, _ := draw(def, 4)
		s := k.sheet("05_OCOP")
		first := s.tops[0] + 3
		for n := range 5 {
			s.rows[first-1+n] = nil
		}
		if g := readSketch(t, k, def).Grid("ocop"); !g.Found || g.Nil || len(g.Rows) > 0 {
			t.Errorf("an empty list is read as %+v", g)
		}
		s.put(first, 1, "Không phát sinh")
		if g := readSketch(t, k, def).Grid("ocop"); !g.Nil || len(g.Rows) > 0 {
			t.Errorf("«Không phát sinh» is read as nil %v, %d rows", g.Nil, len(g.Rows))
		}
	})
	t.Run("a name that repeats gets a number", func(t *testing.T) {
		k, s, first := fresh()
		s.put(first, 2, "Bản Hang")
		s.put(first+1, 2, "BẢN  HANG")
		g := readSketch(t, k, def).Grid("thon")
		if g.Rows[0].Key != ntm.Fold("Bản Hang") || g.Rows[1].Key != ntm.Fold("Bản Hang")+"#2" {
			t.Errorf("keys %q, %q", g.Rows[0].Key, g.Rows[1].Key)
		}
	})
}
