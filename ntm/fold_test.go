package ntm

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFoldUnitesSpellings(t *testing.T) {
	for name, spellings := range map[string][]string{
		"tone placement, oa":   {"Quan Hóa", "Quan Hoá", "QUAN HÓA", "quan hoá"},
		"tone placement, uy":   {"Thủy An", "Thuỷ An", "THỦY AN"},
		"tone placement, qu":   {"Quý", "Qúy"},
		"tone placement, gi":   {"Giá", "Gía"},
		"tone before the end":  {"Hoàn", "Hòan"},
		"Unicode forms":        {"Phú Lệ", norm.NFD.String("Phú Lệ"), "Phu\u0301 Lê\u0323", "Phú Lẹ\u0302"},
		"marks in wrong order": {"Tiến", "Tie\u0301\u0302n", "Ti\u00e9\u0302n"},
		"spaces":               {"Phú Lệ", "  Phú\u00a0 Lệ ", "Phú\nLệ", "Phú\u200b Lệ\ufeff", "Phú\u2009Lệ", "Phú Lệ\t"},
		"soft hyphen":          {"Quảng Lâm", "Quảng\u00ad Lâm", "Quả\u00adng Lâm"},
		"letters like đ":       {"Đầm Hà", "\u00d0ầm Hà", "\u0189ầm Hà", "đẦM hÀ"},
		"apostrophes":          {"Ea H'Leo", "Ea H’Leo", "EA HʼLEO"},
		"hyphens":              {"Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu"},
	} {
		for _, s := range spellings[1:] {
			if Fold(s) != Fold(spellings[0]) {
				t.Errorf("%s: %q gives %q, %q gives %q", name, s, Fold(s), spellings[0], Fold(spellings[0]))
			}
		}
	}
}

func TestFoldKeepsNamesApart(t *testing.T) {
	for _, pair := range [][2]string{{"Kỳ", "Kì"}, {"Lý", "Lí"}, {"Của", "Quả"}, {"Phú", "Phủ"}, {"Mua", "Mưa"}, {"Đa", "Da"},
		{"Thủ", "Thú"}, {"Hoa", "Hoá"}, {"Tân Lập", "Tân Lấp"}, {"Yên", "Yen"}, {"Quảng Lâm", "Quảng Lầm"}} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%q and %q share the key %q", pair[0], pair[1], Fold(pair[0]))
		}
	}
}

func TestFoldUnitDropsTheKind(t *testing.T) {
	for written, same := range map[string]string{
		"xã Phú Lệ": "Phú Lệ", "Xã  Phú Lệ": "Phú Lệ", "XÃ PHÚ LỆ": "Phú Lệ", "UBND xã Phú Lệ": "Phú Lệ",
		"Ủy ban nhân dân xã Phú Lệ": "Phú Lệ", "x. Phú Lệ": "Phú Lệ", norm.NFD.String("Xã Phú Lệ"): "Phú Lệ",
		"TT.Hồi Xuân": "Hồi Xuân", "TT. Hồi Xuân": "Hồi Xuân", "TT Hồi Xuân": "Hồi Xuân", "Thị trấn Hồi Xuân": "Hồi Xuân", "thị trấn\u00a0Hồi Xuân": "Hồi Xuân",
		"P.Bãi Cháy": "Bãi Cháy", "Phường Bãi Cháy": "Bãi Cháy", "H. Quan Hoá": "Quan Hóa", "Huyện đảo Cô Tô": "Cô Tô",
		"TP. Hạ Long": "Hạ Long", "TX Kỳ Anh": "Kỳ Anh", "Đặc khu Vân Đồn": "Vân Đồn", "Tỉnh Thanh Hoá": "Thanh Hóa",
		"Phường 05": "5", "Phường 5": "5",
	} {
		if got := FoldUnit(written); got != Fold(same) {
			t.Errorf("%q gives %q, want %q", written, got, Fold(same))
		}
	}
	for _, whole := range []string{"Xuân Phú", "Thịnh", "Phú Xuân", "Tam", "Xã", "A Roằng", "Trung Thành", "Quan Sơn", "0"} {
		if got := FoldUnit(whole); got != Fold(whole) {
			t.Errorf("%q lost a part: %q", whole, got)
		}
	}
	if word, _ := SplitUnit("TT. Đầm Hà"); word != "thị trấn" {
		t.Errorf("kind of TT. is %q", word)
	}
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]string{"Phú Lệ": "phu le", "Đầm Hà": "dam ha", "Quảng Ninh": "quang ninh",
		norm.NFD.String("Người Ở Ưng"): "nguoi o ung", "Ea H’Leo": "ea h'leo"} {
		if got := Plain(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Quan Hóa", "QUAN HOÁ", "Thuỷ", "Phu\u0301 Lê\u0323", "Tie\u0301\u0302n", "İstanbul", "ẞ", "a\u0301\u0301i",
		"\u00d0", "x\u00ad", "\xff\xfe", "Bà Rịa - Vũng Tàu", "- - -", "ǅ", "e\u0301\u0315\u0302", "Phường 05", "TT.", "\u0345", "a\u200db", "0àịA0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := Fold(s)
		if !utf8.ValidString(key) || !norm.NFC.IsNormalString(key) {
			t.Fatalf("%q: key %q is not NFC text", s, key)
		}
		if again := Fold(key); again != key {
			t.Fatalf("%q: %q folds again to %q", s, key, again)
		}
		if utf8.ValidString(s) && Fold(norm.NFD.String(s)) != key {
			t.Fatalf("%q: NFD gives %q, not %q", s, Fold(norm.NFD.String(s)), key)
		}
		if key != strings.Join(strings.Fields(key), " ") {
			t.Fatalf("%q: odd spaces in %q", s, key)
		}
		SplitUnit(s)
		Plain(s)
	})
}
