package ntm_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/assets"
	"bieuxa/ntm"
)

var loadSuggester = sync.OnceValues(func() (*ntm.Suggester, error) {
	lex, err := ntm.LoadLexicon(assets.FS)
	if err != nil {
		return nil, err
	}
	return ntm.LoadSuggester(assets.FS, lex)
})

// suggestCase is a cell as it was typed, and the ways to mend what is found at it: «why: now», with «!» where it is the
// only reading and «+ text» for each cell that changes with it. Cells are «table row column».
type suggestCase struct {
	fixture string // what stands around the cell
	cell    string
	typed   string // text, or =number
	check   string
	want    []string
}

const (
	stock  = "ho_ngheo ngheo cuoi_ky"
	spent  = "nguon_luc I.1 gn_ky"
	signed = "thong_tin ngay_ky gia_tri"
	rating = "cong_nhan x hai_long"
)

func suggestCases() []suggestCase {
	return []suggestCase{
		{"", stock, "l2", "G1", []string{"slip: 12!"}},
		{"", stock, "1O", "G2", []string{"slip: 10!"}},
		{"", stock, "1o5", "G2", []string{"slip: 105!"}},
		{"", stock, "12l", "G2", []string{"slip: 121"}}, // or twelve and a letter
		{"", stock, "I.2", "G1", nil},                   // a number of the form; 1,2 households there are none
		{"", spent, "l2,5", "G1", []string{"slip: 12,5!"}},
		{"", spent, "1.O00", "G2", []string{"thousands: 1.000", "decimals: 1"}},
		{"", spent, "1.234", "G2", []string{"thousands: 1.234", "decimals: 1,234"}},
		{"", spent, "1,234", "G2", []string{"thousands: 1.234", "decimals: 1,234"}},
		{"", spent, "1,2 tỷ", "G2", []string{"unit-said: 1.200!"}},
		{"", spent, "500 nghìn đồng", "G2", []string{"unit-said: 0,5!"}},
		{"", spent, "2.500.000 đồng", "G2", []string{"unit-said: 2,5!"}},
		{"", spent, "giảm 5", "G2", []string{"plus: 5 + Giải ngân / Trong kỳ: giảm", "minus: -5 + Giải ngân / Trong kỳ: giảm"}},
		{"", spent, "12 và 15", "G2", nil},
		{"", stock, "chưa có số liệu", "G1", nil},
		{"", stock, "", "G4", nil}, // missing is never zero
		{"", stock, "o", "G1", nil},

		{"ho_ngheo ngheo thoat_can=0 dtts=0", stock, "12 (tăng 2)", "G3", []string{"residue: 12! + Cuối kỳ / Số hộ: tăng 2"}},
		{"ho_ngheo ngheo giai_trinh=\"theo rà soát\"", stock, "12 (tăng 2)", "G3", []string{"residue: 12! + theo rà soát; Cuối kỳ / Số hộ: tăng 2"}},
		{"ho_ngheo ngheo dau_ky=100 thoat=90", stock, "10 (tăng 2)", "G3", []string{"residue: 10!"}}, // the rest would explain P10
		{"", stock, "~300", "G3", []string{"residue: 300!"}},
		{"", stock, ">95", "G3", []string{"residue: 95"}},
		{"", stock, "1.200 m2", "G3", []string{"residue: 1.200!"}},
		{"", rating, "=0.85", "G3", []string{"percent: 85", "as-is: 0,85%"}},
		{"", stock, "=1.234", "G9", []string{"thousands: 1.234", "whole: 1"}},
		{"", stock, "=10.98", "G9", []string{"thousands: 10.980", "whole: 11"}},

		{"", "tieu_chi 1 dg", "Đạt (nợ)", "G2", []string{"status: Đạt", "status: Chưa đạt"}},
		{"", "tieu_chi 1 dg", "Chưa đat", "G2", nil},
		{"", "tieu_chi 1 dg", "Cơ bãn đạ", "G1", []string{"spelling: Cơ bản đạt"}},
		{"", "tieu_chi 1 dg", "đaạt", "G1", []string{"spelling: Đạt!"}},
		{"", "tieu_chi 1 dg", "19/19", "G1", nil},
		{"", "thon x trang_thai", "Đang xây dựgn", "G1", []string{"spelling: Đang xây dựng!"}},
		{"", "ocop x tinh_trang", "cong nhan lai", "G1", []string{"spelling: Công nhận lại!"}},
		{"", "lo_trinh x nguyen_nhan", "Dân chưa đồng thuẩn", "G1", []string{"spelling: Dân chưa đồng thuận!"}},

		{"", signed, "14/2/20", "G2", []string{"century: 14/02/2020!"}},
		{"", signed, "5.3", "G2", []string{"year: 05/03/2020", "year: 05/03/2019"}}, // the period ends on 14/02/2020
		{"", signed, "tháng 2", "G2", []string{"month-end: 29/02/2020"}},
		{"", signed, "2/2020", "G2", []string{"month-end: 29/02/2020"}},
		{"", signed, "02/15/2020", "G1", []string{"day-first: 15/02/2020!"}},
		{"", signed, "l5/02/2020", "G1", []string{"slip: 15/02/2020!"}},
		{"", signed, "30/02/2020", "G1", nil},
		{"", signed, "=43876", "G3", []string{"serial: 15/02/2020"}},
		{"", signed, "Phú Lệ, ngày 15 tháng 02 năm 2020", "G3", []string{"residue: 15/02/2020!"}},

		{"", "ocop x san_pham", "Mật ong 0cop 0COP", "O6", []string{"letter: Mật ong OCOP OCOP!"}},
		{"nguon_luc I.1 kh_nam=40\nnguon_luc I.2 kh_nam=2", "nguon_luc I kh_nam", "=50", "K1", []string{"sum: 42!"}},
		{"nguon_luc I.1 kh_nam=40\nnguon_luc I.2 kh_nam=2~residue", "nguon_luc I kh_nam", "=50", "K1", []string{"sum: 42"}},
		{"thon a so_ho=30\nthon b so_ho=12", "thon TOTAL so_ho", "=50", "G8", []string{"sum: 42!"}},
		{"@prev ho_ngheo ngheo cuoi_ky=20", "ho_ngheo ngheo dau_ky", "=21", "P5", []string{"opening: 20!"}},
		{"dan_cu tong so_ho=300", "ho_ngheo ngheo ty_le", "=0.04", "P2", nil}, // no closing stock: nothing is computed
		{"dan_cu tong so_ho=300\nho_ngheo ngheo cuoi_ky=12", "ho_ngheo ngheo ty_le", "=0.05", "P2", []string{"rate: 4!"}},
		{"ho_ngheo ngheo dau_ky=20 thoat=5 tai=0 phat_sinh=1", stock, "=17", "P1", []string{"computed: 16"}},
		{"ho_ngheo ngheo dau_ky=20 thoat=25", "ho_ngheo ngheo thoat", "=25", "P3", nil}, // a bound says no value
		{"all tieu_chi dg=Đạt", "tong_tieu_chi dat so", "=18", "C4", []string{"sum: 19!"}},

		{"stamp xa-thang 1 xa-2016-2020 14884 2020-02", "thong_tin ky gia_tri", "Tháng 01/2020", "T1", []string{"template: Tháng 02/2020!"}},
		{"", "thong_tin ky gia_tri", "Tháng 01/2020", "T1", []string{"template: Tháng 02/2020"}}, // it may be January's file
		{"thong_tin ma_dvhc gia_tri=14884", "thong_tin ten_don_vi gia_tri", "Xã Phú Nghiêm", "T2a", []string{"template: Xã Phú Lệ"}},
	}
}

func TestSuggestions(t *testing.T) {
	s, err := loadSuggester()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range suggestCases() {
		t.Run(c.check+" "+c.typed, func(t *testing.T) {
			x := readFixture(t, c.fixture)
			at := x.typeInto(c.cell, c.typed)
			found, err := ntm.Examine(x.sc)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			seen := false
			for i := range found {
				if found[i].ID != c.check || found[i].Place.Cell != at.Cell || found[i].Place.Sheet != at.Sheet {
					continue
				}
				seen = true
				for _, g := range s.For(x.sc, found, &found[i]) {
					if g.Key != found[i].Key() || g.Check != c.check || g.Place.Cell != at.Cell {
						t.Errorf("the suggestion is of %s at %s", g.Key, g.Place)
					}
					got = append(got, suggestionText(&g))
				}
			}
			if c.want != nil && !seen {
				t.Fatalf("no %s is found at %s", c.check, at.Cell)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func suggestionText(s *ntm.Suggestion) string {
	text := s.Why + ": " + s.Now
	if s.Sure {
		text += "!"
	}
	for _, c := range s.Also {
		text += " + " + c.Now
	}
	return text
}

// typeInto writes a cell as the reader would find it.
func (x *fixture) typeInto(cell, typed string) ntm.Place {
	x.t.Helper()
	w := strings.Fields(cell)
	g := x.grid(x.sc.Ret, w[0])
	row := x.row(g, w[1])
	e, ok := g.At(row, w[2])
	if !ok {
		x.t.Fatalf("no column %s", w[2])
	}
	lex, err := ntm.LoadLexicon(assets.FS)
	if err != nil {
		x.t.Fatal(err)
	}
	raw := ntm.RawCell{Kind: ntm.RawText, Text: typed}
	if number, is := strings.CutPrefix(typed, "="); is {
		raw = ntm.RawCell{Kind: ntm.RawNumber, Text: number}
	}
	if typed == "" {
		raw.Kind = ntm.RawEmpty
	}
	e.Value = lex.Parse(raw, g.Table.SpecAt(&g.Table.Columns[g.Table.Col(w[2])], row.Def))
	return e.Place
}

// Where a formula makes the total, it is the workbook that must be mended.
func TestNoSuggestionTypesOverAFormula(t *testing.T) {
	s, _ := loadSuggester()
	x := readFixture(t, "nguon_luc I.1 kh_nam=40\nnguon_luc I.2 kh_nam=2\nnguon_luc I kh_nam=50")
	e, _ := x.sc.Ret.Entry("nguon_luc", "I", "kh_nam")
	e.Formula = "E10+E11"
	found, err := ntm.Examine(x.sc)
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		if found[i].ID == "K1" && len(s.For(x.sc, found, &found[i])) > 0 {
			t.Error("a formula would be typed over")
		}
	}
}

// Amounts in đồng among months in triệu đồng: all of the column are turned, and nobody is sure of it.
func TestAmountsInTheWrongUnit(t *testing.T) {
	s, _ := loadSuggester()
	x := readFixture(t, `period 2020-05
@2020-02 nguon_luc I.1 gn_ky=100
@2020-02 nguon_luc I.2 gn_ky=20
@2020-03 nguon_luc I.1 gn_ky=120
@2020-03 nguon_luc I.2 gn_ky=30
nguon_luc I.1 gn_ky=110000000
nguon_luc I.2 gn_ky=25000000
nguon_luc III gn_ky=4000000`)
	found, err := ntm.Examine(x.sc)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := range found {
		if found[i].ID != "K5" || found[i].Row != "I.1" {
			continue
		}
		n++
		got := s.For(x.sc, found, &found[i])
		if len(got) != 1 || suggestionText(&got[0]) != "unit-column: 110 + 25 + 4" {
			t.Errorf("offered %v", got)
		}
	}
	if n != 1 {
		t.Errorf("K5 speaks %d times of I.1", n)
	}
	// Another amount of the column is of its usual size: only those that are not are turned.
	x = readFixture(t, `period 2020-05
@2020-03 nguon_luc I.1 gn_ky=120
@2020-03 nguon_luc I.2 gn_ky=30
@2020-03 nguon_luc III gn_ky=4
nguon_luc I.1 gn_ky=110000000
nguon_luc I.2 gn_ky=25000000
nguon_luc III gn_ky=5`)
	if found, err = ntm.Examine(x.sc); err != nil {
		t.Fatal(err)
	}
	for i := range found {
		if found[i].ID == "K5" && found[i].Row == "I.1" {
			if got := s.For(x.sc, found, &found[i]); len(got) != 1 || suggestionText(&got[0]) != "unit-cells: 110 + 25" {
				t.Errorf("offered %v", got)
			}
		}
	}
}

// Figures as text are turned together, and only those.
func TestFiguresAsTextAreTurnedTogether(t *testing.T) {
	s, _ := loadSuggester()
	x := readFixture(t, "thon a so_ho=1234~as-text\nthon b so_ho=12\nthon c so_ho=7~as-text")
	found, err := ntm.Examine(x.sc)
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		if found[i].ID == "G7" {
			if got := s.For(x.sc, found, &found[i]); len(got) != 1 || suggestionText(&got[0]) != "as-text: 1.234! + 7" {
				t.Errorf("offered %v", got)
			}
			return
		}
	}
	t.Error("nothing is found")
}

// A table in nghìn đồng is offered in triệu đồng as a whole, each amount a thousandth of what stands there.
func TestTableInAnotherUnitIsOfferedAsAWhole(t *testing.T) {
	s, err := loadSuggester()
	if err != nil {
		t.Fatal(err)
	}
	x := readFixture(t, `period 2020-05
nguon_luc I.1 kh_nam=5000000 hd_lk=500000
nguon_luc I.2 kh_nam=700000 hd_lk=70000
@2020-03 nguon_luc I.1 kh_nam=5000 hd_lk=300
@2020-03 nguon_luc I.2 kh_nam=700 hd_lk=50
@2020-04 nguon_luc I.1 kh_nam=5000 hd_lk=400
@2020-04 nguon_luc I.2 kh_nam=700 hd_lk=60`)
	found, err := ntm.Examine(x.sc)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range found {
		if found[i].ID == "K5a" {
			for _, g := range s.For(x.sc, found, &found[i]) {
				got = append(got, suggestionText(&g))
			}
		}
	}
	if diff := cmp.Diff([]string{"unit-table: 5.000 + 500 + 700 + 70"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
