package corpus

import (
	"strings"
	"unicode"
)

// TCVN 5712:1993, table 1, as the C library of GNU has it: the letters and the bytes that fonts like .VnTime show as
// them. Capital letters with a tone have no byte there: they are typed as small letters in a font of capitals (.VnTimeH).
const (
	tcvnLetters = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ"
	tcvnBytes   = "\u00b5\u00b6\u00b7\u00b8\u00b9\u00a8\u00bb\u00bc\u00bd\u00be\u00c6\u00a9\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc\u00ce\u00cf\u00d0\u00d1\u00aa\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de\u00df\u00e1\u00e2\u00e3\u00e4\u00ab\u00e5\u00e6\u00e7\u00e8\u00e9\u00ac\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00ad\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe\u00ae\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7"
)

// The letters of VNI fonts for Windows: a base letter and a mark behind it.
var vniLetters = strings.NewReplacer(
	"À", "AØ", "Á", "AÙ", "Â", "AÂ", "Ã", "AÕ", "È", "EØ", "É", "EÙ", "Ê", "EÂ", "Ì", "Ì",
	"Í", "Í", "Ò", "OØ", "Ó", "OÙ", "Ô", "OÂ", "Õ", "OÕ", "Ù", "UØ", "Ú", "UÙ", "Ý", "YÙ",
	"à", "aø", "á", "aù", "â", "aâ", "ã", "aõ", "è", "eø", "é", "eù", "ê", "eâ", "ì", "ì",
	"í", "í", "ò", "oø", "ó", "où", "ô", "oâ", "õ", "oõ", "ù", "uø", "ú", "uù", "ý", "yù",
	"Ă", "AÊ", "ă", "aê", "Đ", "Ñ", "đ", "ñ", "Ĩ", "Ó", "ĩ", "ó", "Ũ", "UÕ", "ũ", "uõ",
	"Ơ", "Ô", "ơ", "ô", "Ư", "Ö", "ư", "ö", "Ạ", "AÏ", "ạ", "aï", "Ả", "AÛ", "ả", "aû",
	"Ấ", "AÁ", "ấ", "aá", "Ầ", "AÀ", "ầ", "aà", "Ẩ", "AÅ", "ẩ", "aå", "Ẫ", "AÃ", "ẫ", "aã",
	"Ậ", "AÄ", "ậ", "aä", "Ắ", "AÉ", "ắ", "aé", "Ằ", "AÈ", "ằ", "aè", "Ẳ", "AÚ", "ẳ", "aú",
	"Ẵ", "AÜ", "ẵ", "aü", "Ặ", "AË", "ặ", "aë", "Ẹ", "EÏ", "ẹ", "eï", "Ẻ", "EÛ", "ẻ", "eû",
	"Ẽ", "EÕ", "ẽ", "eõ", "Ế", "EÁ", "ế", "eá", "Ề", "EÀ", "ề", "eà", "Ể", "EÅ", "ể", "eå",
	"Ễ", "EÃ", "ễ", "eã", "Ệ", "EÄ", "ệ", "eä", "Ỉ", "Æ", "ỉ", "æ", "Ị", "Ò", "ị", "ò",
	"Ọ", "OÏ", "ọ", "oï", "Ỏ", "OÛ", "ỏ", "oû", "Ố", "OÁ", "ố", "oá", "Ồ", "OÀ", "ồ", "oà",
	"Ổ", "OÅ", "ổ", "oå", "Ỗ", "OÃ", "ỗ", "oã", "Ộ", "OÄ", "ộ", "oä", "Ớ", "ÔÙ", "ớ", "ôù",
	"Ờ", "ÔØ", "ờ", "ôø", "Ở", "ÔÛ", "ở", "ôû", "Ỡ", "ÔÕ", "ỡ", "ôõ", "Ợ", "ÔÏ", "ợ", "ôï",
	"Ụ", "UÏ", "ụ", "uï", "Ủ", "UÛ", "ủ", "uû", "Ứ", "ÖÙ", "ứ", "öù", "Ừ", "ÖØ", "ừ", "öø",
	"Ử", "ÖÛ", "ử", "öû", "Ữ", "ÖÕ", "ữ", "öõ", "Ự", "ÖÏ", "ự", "öï", "Ỳ", "YØ", "ỳ", "yø",
	"Ỵ", "Î", "ỵ", "î", "Ỷ", "YÛ", "ỷ", "yû", "Ỹ", "YÕ", "ỹ", "yõ",
)

var tcvnLetter = func() *strings.Replacer {
	var pairs []string
	codes := []rune(tcvnBytes)
	for i, r := range []rune(tcvnLetters) {
		pairs = append(pairs, string(r), string(codes[i]))
	}
	return strings.NewReplacer(pairs...)
}()

// tcvn3 writes a text as it is stored under a font of TCVN3. What is all in capitals takes the font of capitals.
func tcvn3(s string) (string, string) {
	if s == strings.ToUpper(s) && s != strings.ToLower(s) {
		return tcvnLetter.Replace(strings.ToLower(s)), ".VnTimeH"
	}
	return tcvnLetter.Replace(tcvn3Lost(s)), ".VnTime"
}

// tcvn3Lost is what remains of a text in mixed letters: capitals with a tone have become small.
func tcvn3Lost(s string) string {
	if s == strings.ToUpper(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r > 127 && unicode.IsUpper(r) && !strings.ContainsRune(tcvnLetters, r) {
			return unicode.ToLower(r)
		}
		return r
	}, s)
}

// vni writes a text as it is stored under a font of VNI.
func vni(s string) (string, string) { return vniLetters.Replace(s), "VNI-Times" }
