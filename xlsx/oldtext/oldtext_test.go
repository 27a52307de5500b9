package oldtext

import (
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are the 134 letters of Vietnamese beyond ASCII: every vowel with every tone, and đ, in both cases.
func letters() []string {
	var out []string
	for _, base := range "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" {
		for _, tone := range []string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			if l := norm.NFC.String(string(base) + tone); len(l) > 1 {
				out = append(out, l)
			}
		}
	}
	return append(out, "đ", "Đ")
}

func TestEveryLetterThereAndBack(t *testing.T) {
	if n := len(letters()); n != 134 {
		t.Fatalf("%d letters", n)
	}
	for e := TCVN3; e < encodings; e++ {
		for _, l := range letters() {
			out, ok := Encode(l, Coding{Encoding: e})
			upper := []rune(l)[0] != unicode.ToLower([]rune(l)[0])
			if !ok {
				if e == VNI || e == CP1258 || !upper {
					t.Errorf("%s cannot write %s", e, l)
				}
				continue // capitals with tones are not in the fonts of TCVN3, some are control characters in VPS and VISCII
			}
			if back, losses := Decode(out, Coding{Encoding: e}); back != l || losses != nil {
				t.Errorf("%s: %s written as %q is read as %s, %v", e, l, out, back, losses)
			}
		}
	}
	for _, l := range letters() {
		c := Coding{TCVN3, true}
		out, ok := Encode(strings.ToUpper(l), c)
		if back, _ := Decode(out, c); !ok || back != strings.ToUpper(l) {
			t.Errorf("capitals: %s written as %q is read as %s", strings.ToUpper(l), out, back)
		}
	}
}

// TestTablesAgreeWithIconv checks every byte against the tables of glibc.
func TestTablesAgreeWithIconv(t *testing.T) {
	iconv, err := exec.LookPath("iconv")
	if err != nil {
		t.Skip("no iconv here")
	}
	for e, name := range map[Encoding]string{TCVN3: "TCVN5712-1", VISCII: "VISCII", CP1258: "CP1258"} {
		for b := 1; b < 256; b++ {
			cmd := exec.Command(iconv, "-f", name, "-t", "UTF-8")
			vowel := "" // marks are letters only behind one
			if e == CP1258 || b >= 0xB0 && b <= 0xB4 {
				vowel = "e"
			}
			cmd.Stdin = strings.NewReader(vowel + string([]byte{byte(b), '.'}))
			want, err := cmd.Output()
			if err != nil || b < 0x80 && e == CP1258 || b >= 0x80 && b < 0xA0 && e == CP1258 {
				continue
			}
			got, _ := Decode(vowel+string(rune(b))+".", Coding{Encoding: e})
			if got != norm.NFC.String(string(want)) && b >= 0x80 {
				t.Errorf("%s %02X: %q, iconv %q", e, b, got, want)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		coding    Coding
		was, want string
	}{
		{Coding{TCVN3, false}, "phó lÖ", "phú lệ"},
		{Coding{TCVN3, false}, "®¹t", "đạt"},
		{Coding{TCVN3, false}, "Ch\u00ada ®¹t", "Chưa đạt"},
		{Coding{TCVN3, false}, "Tr\u00ad\u00acng", "Trương"},
		{Coding{TCVN3, true}, "phó lÖ", "PHÚ LỆ"},
		{Coding{TCVN3, true}, "x·", "XÃ"},
		{Coding{TCVN3, false}, "H§ND", "HĐND"},
		{Coding{TCVN3, false}, "ghi «Kh«ng ph¸t sinh» ë «x·» c« «ng t«", "ghi «Không phát sinh» ở «xã» cô ông tô"},
		{Coding{TCVN3, false}, "Đạt", "Đạt"},
		{Coding{TCVN3, true}, "ha", "ha"},
		{Coding{VNI, false}, "Phuù Leä", "Phú Lệ"},
		{Coding{VNI, false}, "ñaït", "đạt"},
		{Coding{VNI, false}, "Chöa ñaït", "Chưa đạt"},
		{Coding{VNI, false}, "tröôøng", "trường"},
		{Coding{VNI, false}, "nghòch kyõ kyû yÙ mî ræ ló Ñoàng", "nghịch kỹ kỷ ý mỵ rỉ lĩ Đồng"},
		{Coding{VISCII, false}, "Phú L®", "Phú Lệ"},
		{Coding{VISCII, false}, "ÐÕt", "Đạt"},
		{Coding{VPS, false}, "ñ‡t PhúÖ", "Đỗt Phúơ"},
		{Coding{CP1258, false}, "ðaòt chýa", "đạt chưa"},
	} {
		got, losses := Decode(c.was, c.coding)
		if got != c.want || losses != nil {
			t.Errorf("%s: %q is read as %q %v, want %q", c.coding.Encoding, c.was, got, losses, c.want)
		}
	}
}

func TestLosses(t *testing.T) {
	for _, c := range []struct {
		was  string
		kind LossKind
		word string
	}{
		{"Ch-a ®¹t", LossHyphen, "Ch-a"},
		{"th- ký", LossHyphen, "th-"},
		{"phó lÖ", 0, ""},
		{"Kinh-tÕ x·", 0, ""},
		{"12-2020 x·", 0, ""},
		{"xƒ· lÖ", LossUnmapped, "xƒã"},
	} {
		_, losses := Decode(c.was, Coding{Encoding: TCVN3})
		if c.kind == 0 && losses != nil || c.kind != 0 && (len(losses) != 1 || losses[0] != Loss{c.kind, c.word}) {
			t.Errorf("%q: %v", c.was, losses)
		}
	}
	if got := Dropped("Trờng đợc", false); len(got) != 2 {
		t.Errorf("dropped: %v", got)
	}
	if got := Dropped("Trường được làm", false); got != nil {
		t.Errorf("nothing was dropped: %v", got)
	}
	if got := Dropped("Cha đạt", true); len(got) != 1 || got[0].Word != "Cha" {
		t.Errorf("may be dropped: %v", got)
	}
}

func TestFontsAndWords(t *testing.T) {
	for font, want := range map[string]Coding{
		".VnTime": {TCVN3, false}, ".VnTimeH": {TCVN3, true}, ".VnArial NarrowH": {TCVN3, true}, ".VNTIME": {TCVN3, false},
		"VNI-Times": {VNI, false}, "VNI Times": {VNI, false}, "vni-helve": {VNI, false}, "VPS Times": {VPS, false},
		"Times New Roman": {}, "Arial": {}, "": {}, "Viner Hand ITC": {}, "Vivaldi": {}, "Verdana": {}, "Vn": {},
	} {
		if got := OfFont(font); got != want {
			t.Errorf("%s: %v", font, got)
		}
	}
	for _, w := range strings.Fields("Phú Lệ nghiêng hoá hóa thuỷ thủy quý quốc gì giếng giết Quyết ương ngoằn huơ khuya chưa được oan uyên yêu ủy khoảng Trường hưởng nước nguyễn thuở đường Xuân Thuận hoạch lợn rừng") {
		if !IsSyllable(w) {
			t.Errorf("%s is a syllable", w)
		}
	}
	for _, w := range strings.Fields("phó́ trờng đợc hng ngiêng kàng cêt bat ®¹t lÖ Müller Köln b ct oc ấc! gha") {
		if IsSyllable(w) {
			t.Errorf("%s is no syllable", w)
		}
	}
}

func TestWeigh(t *testing.T) {
	tc := Coding{Encoding: TCVN3}
	for text, want := range map[string]Evidence{
		"phó lÖ":        {Old: 1, Either: 1},
		"phó":           {Either: 1}, // phú
		"Hà Nam":        {Unicode: 1},
		"Ch\u00ada ®¹t": {Old: 2},
		"120 m²":        {},
		"H§ND x·":       {Old: 2},
		"5 ®":           {Either: 1},
		"abc 12,5":      {},
	} {
		if got := Weigh(text, tc); got != want {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := Surest([]string{"Tæng sè hé", "x· nghÌo", "phó lÖ"}, 4); got != TCVN3 {
		t.Errorf("TCVN3 is taken for %s", got)
	}
	if got := Surest([]string{"Toång soá hoä", "xaõ ngheøo", "phuù leä"}, 4); got != VNI {
		t.Errorf("VNI is taken for %s", got)
	}
	for _, texts := range [][]string{{"Hà Nam", "Tân Bình", "Phú", "xã nông thôn"}, {"Müller", "Köln", "Señor", "crème brûlée", "façade"}, {"x·"}, nil} {
		if got := Surest(texts, 4); got != None {
			t.Errorf("%q is taken for %s", texts, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("phó lÖ", uint8(1), false)
	f.Add("Phuù Leä", uint8(2), true)
	f.Fuzz(func(t *testing.T, text string, e uint8, capitals bool) {
		c := Coding{Encoding(e % uint8(encodings)), capitals}
		out, _ := Decode(text, c)
		Weigh(text, c)
		Likeliest(text)
		Dropped(out, true)
		IsPlainVietnamese(text)
		if s, ok := Encode(text, c); ok && c.Encoding != None {
			if back, losses := Decode(s, c); back != norm.NFC.String(text) && back != text || losses != nil {
				t.Errorf("%q is written as %q and read as %q %v", text, s, back, losses)
			}
		}
	})
}
