package report_test

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/report"
)

// listsProvince is December 2020 (15/11 to 14/12) in two districts. Đông Sơn: xã An lists, xã Bình has not
// reported, the town states nothing arose. Tây Sơn: another xã An lists, xã Khô leaves its lists blank, xã Lá
// states that it has no product and no village to list.
func listsProvince(t *testing.T) *fixture {
	x := december(t)
	x.ru.Parent = ntm.Unit{Code: "38", Name: "Tỉnh Mẫu", Kind: ntm.KindProvince, Level: ntm.LevelProvince}
	x.ru.Above = map[string]ntm.Unit{"371": {Code: "371", Name: "Huyện Đông Sơn", Kind: ntm.KindRuralDistrict},
		"372": {Code: "372", Name: "Huyện Tây Sơn", Kind: ntm.KindRuralDistrict}}
	add := func(code, name, above string) *ntm.UnitLine {
		l := x.unit(code, name)
		l.Above = above
		return l
	}
	an, town := add("10001", "Xã An", "371"), add("10003", "Thị trấn Đông", "371")
	add("10002", "Xã Bình", "371")
	west, dry, leaf := add("10011", "Xã An", "372"), add("10012", "Xã Khô", "372"), add("10013", "Xã Lá", "372")
	x.report(dry)
	x.products(an, west)
	x.list(town, "ocop")
	x.list(leaf, "ocop")
	x.villages(an, west)
	x.list(town, "thon", "thon", "Tổ dân phố 1", "so_ho", "80", "dbkk", "Không", "trang_thai", "KAD")
	x.list(leaf, "thon")
	x.decisions(an, west, leaf)
	return x
}

func (x *fixture) products(an, west *ntm.UnitLine) {
	product := func(l *ntm.UnitLine, name, owner, kind, stars, on, until, state, sold string) {
		x.list(l, "ocop", "san_pham", name, "chu_the", owner, "loai_hinh", kind, "sao", stars, "so_qd", "5/QĐ-UBND", "ngay_qd", on,
			"co_quan", "Tỉnh", "han", until, "tinh_trang", state, "doanh_thu", sold)
	}
	product(an, "Chè xanh", "HTX Chè", "HTX", "5", "2019-12-20", "2022-12-20", "Đang hiệu lực", "10.5")
	product(an, "Mật ong", "HTX Chè", "HTX", "4", "2020-12-01", "2023-12-01", "Mới công nhận", "20")
	product(an, "Gạo nếp", "Hộ Lan", "Hộ kinh doanh", "3", "2020-05-10", "2023-05-10", "Đang hiệu lực", "")
	product(an, "Rượu", "Hộ Lan", "Hộ kinh doanh", "3", "2017-12-13", "2020-12-13", "Đang hiệu lực", "5") // ran out the day before
	product(an, "Nem", "Hộ Tư", "Hộ kinh doanh", "3", "2019-01-01", "2022-01-01", "Thu hồi", "-")
	product(west, "Chè Xanh", "HTX chè", "HTX", "5", "2017-12-14", "2020-12-14", "Đang hiệu lực", "100") // runs out on the last day
	product(west, "Măng", "Công ty X", "Doanh nghiệp", "2", "2020-12-14", "", "Công nhận lại", "0")
}

func (x *fixture) villages(an, west *ntm.UnitLine) {
	x.list(an, "thon", "thon", "Thôn 1", "so_ho", "50", "dbkk", "Có", "nam_dk", "2019", "trang_thai", "Kiểu mẫu", "so_qd", "1/QĐ-UBND", "ngay_qd", "2019-06-01", "vuon_dk", "5", "vuon_dat", "3")
	x.list(an, "thon", "thon", "Thôn 2", "so_ho", "30", "dbkk", "Không", "nam_dk", "2020", "trang_thai", "Đạt chuẩn NTM", "so_qd", "2/QĐ-UBND", "ngay_qd", "2020-12-01", "vuon_dk", "2", "vuon_dat", "1")
	x.list(an, "thon", "thon", "Thôn 3", "so_ho", "20", "dbkk", "Có", "trang_thai", "Đang xây dựng")
	x.list(west, "thon", "thon", "Thôn 1", "so_ho", "40", "dbkk", "Không", "trang_thai", "Đang xây dựng")
	x.list(west, "thon", "thon", "Khu phố", "so_ho", "60", "dbkk", "Không", "trang_thai", "KAD")
}

func (x *fixture) decisions(an, west, leaf *ntm.UnitLine) {
	decision := func(l *ntm.UnitLine, title, no, on, way string) {
		x.list(l, "cong_nhan", "danh_hieu", title, "bo_tc", "2016-2020", "so_qd", no, "ngay_qd", on, "co_quan", "UBND tỉnh", "hinh_thuc", way, "hai_long", "95.5")
	}
	decision(an, "Đạt chuẩn NTM", "10/QĐ-UBND", "2018-12-01", "Công nhận")
	x.list(an, "cong_nhan", "danh_hieu", "NTM nâng cao", "hinh_thuc", "Công nhận", "ngay_trinh", "2020-12-01")
	decision(west, "Đạt chuẩn NTM", "11/QĐ-UBND", "2017-12-01", "Công nhận")
	decision(west, "Đạt chuẩn NTM", "12/QĐ-UBND", "2020-12-10", "Thu hồi")
	decision(leaf, "Đạt chuẩn NTM", "14/QĐ-UBND", "2020-11-20", "Công nhận lại")
	decision(leaf, "Đạt chuẩn NTM", "13/QĐ-UBND", "2015-12-01", "Công nhận")
	decision(leaf, "NTM kiểu mẫu", "15/QĐ-UBND", "2020-12-01", "Công nhận")
}

func TestListsByHand(t *testing.T) {
	x := listsProvince(t)
	for _, c := range []struct{ what, form, row, col, want string }{
		{"a unit's products in force", "bieu-07", "Xã An", "live", "3"},
		{"its turnover, what ran out included", "bieu-07", "Xã An", "revenue", "35,5"},
		{"an owner of two products is one", "bieu-07", "Xã An", "owners", "2"},
		{"withdrawn and run out", "bieu-07", "Xã An", "dead", "2"},
		{"a unit without products", "bieu-07", "Thị trấn Đông", "live", "không phát sinh"},
		{"a unit that has not reported", "bieu-07", "Xã Bình", "live", "chưa nộp"},
		{"a unit that left the list blank", "bieu-07", "Xã Khô", "live", "chưa ghi"},
		{"a district's products", "bieu-07", "Huyện Tây Sơn", "live", "2"},
		{"a district's turnover", "bieu-07", "Huyện Tây Sơn", "revenue", "100,0"},
		{"products", "bieu-07", "TỔNG CỘNG", "live", "5"},
		{"five stars", "bieu-07", "TỔNG CỘNG", "star5", "2"},
		{"four stars", "bieu-07", "TỔNG CỘNG", "star4", "1"},
		{"three stars", "bieu-07", "TỔNG CỘNG", "star3", "1"},
		{"fewer stars", "bieu-07", "TỔNG CỘNG", "lower", "1"},
		{"new in the month", "bieu-07", "TỔNG CỘNG", "new", "1"},
		{"new since January", "bieu-07", "TỔNG CỘNG", "year", "2"},
		{"owners", "bieu-07", "TỔNG CỘNG", "owners", "4"},
		{"co-operatives", "bieu-07", "TỔNG CỘNG", "cooperative", "2"},
		{"turnover", "bieu-07", "TỔNG CỘNG", "revenue", "135,5"},
		{"products listed in force", "bieu-07-ds", "Tổng số sản phẩm còn hiệu lực", "product", "5"},
		{"products listed that are not", "bieu-07-ds", "Tổng số sản phẩm hết hạn, thu hồi", "product", "2"},
		{"villages", "bieu-08", "TỔNG CỘNG", "villages", "6"},
		{"villages left out", "bieu-08", "TỔNG CỘNG", "out", "2"},
		{"households", "bieu-08", "TỔNG CỘNG", "households", "280"},
		{"villages under the special programme", "bieu-08", "TỔNG CỘNG", "poor", "2"},
		{"villages enrolled", "bieu-08", "TỔNG CỘNG", "enrolled", "2"},
		{"model villages are at the standard too", "bieu-08", "TỔNG CỘNG", "met", "2"},
		{"of the four that are looked at", "bieu-08", "TỔNG CỘNG", "rate", "50,00"},
		{"of a commune's three", "bieu-08", "Xã An", "rate", "66,67"},
		{"no village is looked at", "bieu-08", "Thị trấn Đông", "rate", "KAD"},
		{"model villages", "bieu-08", "TỔNG CỘNG", "model", "1"},
		{"gardens enrolled", "bieu-08", "TỔNG CỘNG", "gardens", "7"},
		{"gardens at the standard", "bieu-08", "TỔNG CỘNG", "gardens_met", "4"},
		{"villages listed as models", "bieu-08-ds", "Tổng số thôn (bản), khu dân cư kiểu mẫu", "village", "1"},
		{"a village recognised in the month", "bieu-08-ds", "Thôn 2", "new", "x"},
		{"a village recognised before", "bieu-08-ds", "Thôn 1", "new", ""},
		{"at the standard", "bieu-09", "Xã đạt chuẩn nông thôn mới", "held", "2"},
		{"of the four that reported", "bieu-09", "Xã đạt chuẩn nông thôn mới", "rate", "50,00"},
		{"a repeated recognition is not new", "bieu-09", "Xã đạt chuẩn nông thôn mới", "new", "0"},
		{"withdrawn", "bieu-09", "Xã đạt chuẩn nông thôn mới", "withdrawn", "1"},
		{"file under way", "bieu-09", "Xã nông thôn mới nâng cao", "pending", "1"},
		{"under way is not held", "bieu-09", "Xã nông thôn mới nâng cao", "rate", "0,00"},
		{"of the two at the standard", "bieu-09", "Xã nông thôn mới kiểu mẫu", "rate", "50,00"},
		{"new", "bieu-09", "Xã nông thôn mới kiểu mẫu", "new", "1"},
		{"decisions in force", "bieu-09-ds", "Tổng số quyết định đang hiệu lực", "title", "3"},
		{"files under way", "bieu-09-ds", "Tổng số hồ sơ đang trình", "title", "1"},
		{"decisions taken back", "bieu-09-ds", "Tổng số quyết định thu hồi", "title", "1"},
		{"decisions that others replaced", "bieu-09-ds", "Tổng số quyết định đã được thay thế", "title", "2"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := printed(t, build(t, c.form, x.ru, context()), c.row, c.col); got != c.want {
				t.Errorf("%s, %s, %s prints %q, want %q", c.form, c.row, c.col, got, c.want)
			}
		})
	}
}

func TestListsPrint(t *testing.T) {
	x := listsProvince(t)
	for _, id := range []string{"bieu-07", "bieu-07-ds", "bieu-08", "bieu-08-ds", "bieu-09", "bieu-09-ds"} {
		t.Run(id, func(t *testing.T) { compare(t, "lists-"+id, build(t, id, x.ru, context())) })
	}
}

func hasNote(f report.Form, words string) bool {
	return slices.ContainsFunc(f.Notes, func(s string) bool { return strings.Contains(s, words) })
}

func TestSharedProductsAreNoted(t *testing.T) {
	f := build(t, "bieu-07", listsProvince(t).ru, context())
	for _, want := range []string{"cần kiểm tra lại: Chè xanh – HTX Chè (Xã An (Huyện Đông Sơn), Xã An (Huyện Tây Sơn)).",
		"được tính ở từng đơn vị: HTX Chè (", "Đã nộp nhưng chưa ghi sheet 05: Huyện Tây Sơn: 1.",
		"Cột “Doanh thu trong kỳ” chưa gồm các sản phẩm chưa ghi số liệu của: Huyện Đông Sơn: 1."} {
		if !hasNote(f, want) {
			t.Errorf("notes %q lack %q", f.Notes, want)
		}
	}
}

// A note names four units and counts the rest: 2 of the province and 5 more.
func TestSharedProductsAreCut(t *testing.T) {
	x := listsProvince(t)
	for i := range 5 {
		l := x.unit("2000"+string(rune('1'+i)), "Xã Mới "+string(rune('A'+i)))
		x.list(l, "ocop", "san_pham", "Chè xanh", "chu_the", "HTX Chè", "sao", "5")
	}
	if f := build(t, "bieu-07", x.ru, context()); !hasNote(f, "Xã Mới A, Xã Mới B và 3 đơn vị khác") {
		t.Errorf("notes %q", f.Notes)
	}
}

// A list says "Không phát sinh" only if every unit that reported said so.
func TestAnEmptyListSaysWhy(t *testing.T) {
	for _, c := range []struct {
		what  string
		fill  func(x *fixture, a, b *ntm.UnitLine)
		want  string
		lacks string
	}{
		{"both say so", func(x *fixture, a, b *ntm.UnitLine) { x.list(a, "ocop"); x.list(b, "ocop") }, "Không phát sinh", "chưa nộp"},
		{"one is missing", func(x *fixture, a, _ *ntm.UnitLine) { x.list(a, "ocop") }, "chưa nộp", ""},
		{"one is silent", func(x *fixture, a, b *ntm.UnitLine) { x.list(a, "ocop"); x.report(b) }, "Chưa có dòng nào; còn đơn vị chưa ghi danh sách (xem ghi chú)", "Không phát sinh"},
		{"nobody reported", func(*fixture, *ntm.UnitLine, *ntm.UnitLine) {}, "chưa nộp", "Không phát sinh"},
	} {
		t.Run(c.what, func(t *testing.T) {
			x := december(t)
			c.fill(x, x.unit("10001", "Xã An"), x.unit("10002", "Xã Bình"))
			f := build(t, "bieu-07-ds", x.ru, context())
			var body []string
			words := f.StateWords()
			for _, r := range f.Body() {
				for _, cell := range r.Cells {
					body = append(body, words.Text(cell))
				}
			}
			if !slices.Contains(body, c.want) || c.lacks != "" && slices.Contains(body, c.lacks) {
				t.Errorf("body %q, want %q and not %q", body, c.want, c.lacks)
			}
		})
	}
}

// The forms count as the families of the window do.
func TestListsAgreeWithTheFamilies(t *testing.T) {
	x := listsProvince(t)
	families, err := ntm.LoadFamilies(assets.FS, x.def)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][4]string{{"ocop", "hieu_luc", "bieu-07", "live"}, {"ocop", "sao_5", "bieu-07", "star5"}, {"ocop", "doanh_thu", "bieu-07", "revenue"},
		{"thon", "so_thon", "bieu-08", "villages"}, {"thon", "dat_chuan", "bieu-08", "met"}, {"thon", "kieu_mau", "bieu-08", "model"},
		{"thon", "dbkk", "bieu-08", "poor"}, {"thon", "vuon_dat", "bieu-08", "gardens_met"}} {
		i := slices.IndexFunc(families, func(f ntm.Family) bool { return f.ID == c[0] })
		m, ok := families[i].Measure(c[1])
		if !ok {
			t.Fatal(c)
		}
		want := report.FormatNumber(x.ru.Measure(m, ntm.Every).D, m.Places)
		if got := printed(t, build(t, c[2], x.ru, context()), "TỔNG CỘNG", c[3]); got != want {
			t.Errorf("%s %s prints %s, the family %s/%s has %s", c[2], c[3], got, c[0], c[1], want)
		}
	}
	held := 0
	for _, title := range []string{ntm.TitleStandard, ntm.TitleAdvanced, ntm.TitleModel, ntm.TitleModern} {
		held += len(x.ru.Recognised(title, ntm.Every))
	}
	if got := printed(t, build(t, "bieu-09-ds", x.ru, context()), "Tổng số quyết định đang hiệu lực", "title"); held != 3 || got != "3" {
		t.Errorf("%d titles held, %s listed, want 3", held, got)
	}
}

// Quảng Ninh 2022: 98 of 98 at the standard, 48 advanced of these: 48,98 %.
func TestQuangNinhTitles(t *testing.T) {
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := criteria.Set("xa-2021-2025")
	x := newFixture(t, set, ntm.Period{Kind: ntm.Month, Year: 2022, N: 10})
	for i := range 98 {
		l := x.unit(string(rune('0'+i/10))+string(rune('0'+i%10)), "Xã "+string(rune('A'+i/10))+string(rune('a'+i%10)))
		x.list(l, "cong_nhan", "danh_hieu", "Đạt chuẩn NTM", "so_qd", "1/QĐ-UBND", "ngay_qd", "2019-12-20", "hinh_thuc", "Công nhận")
		if i < 48 {
			x.list(l, "cong_nhan", "danh_hieu", "NTM nâng cao", "so_qd", "2/QĐ-UBND", "ngay_qd", "2021-12-20", "hinh_thuc", "Công nhận")
		}
	}
	f := build(t, "bieu-09", x.ru, context())
	for _, c := range [][3]string{{"Xã đạt chuẩn nông thôn mới", "of", "98"}, {"Xã đạt chuẩn nông thôn mới", "rate", "100,00"},
		{"Xã nông thôn mới nâng cao", "held", "48"}, {"Xã nông thôn mới nâng cao", "of", "98"}, {"Xã nông thôn mới nâng cao", "rate", "48,98"},
		{"Xã nông thôn mới nâng cao", "of_name", "xã đạt chuẩn NTM"}, {"Xã nông thôn mới kiểu mẫu", "held", "0"}} {
		if got := printed(t, f, c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s prints %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// 2026: NTM of all xã; nobody says what the modern ones are a share of, so no rate is printed.
func TestModernCommunesHaveNoRate(t *testing.T) {
	f := build(t, "bieu-09", groups2026(t).ru, context())
	if held, rate := printed(t, f, "Xã nông thôn mới hiện đại", "held"), printed(t, f, "Xã nông thôn mới hiện đại", "rate"); held != "1" || rate != "" {
		t.Errorf("%s modern at %q %%, want 1 and no rate", held, rate)
	}
	if !hasNote(f, "Xã nông thôn mới hiện đại: mẫu số") {
		t.Errorf("no note says why: %q", f.Notes)
	}
}
