package corpus

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

var results = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

func withoutResults(name string, part []byte) []byte {
	if !strings.HasPrefix(name, "xl/worksheets/") {
		return part
	}
	return results.ReplaceAll(part, []byte("$1"))
}

// words are the cells of the return that hold Vietnamese words: labels, headings, what was typed. tables: only those of
// one table, else all of the sheet.
func (d *Doc) words(sheet string) []Spot {
	rows, err := d.book.GetRows(sheet)
	must(err)
	var out []Spot
	for i, row := range rows {
		for j, text := range row {
			s := Spot{sheet, i + 1, j + 1}
			if strings.ContainsFunc(text, func(r rune) bool { return r > 127 }) && !d.isFormula(s) {
				out = append(out, s)
			}
		}
	}
	return out
}

func (d *Doc) isFormula(s Spot) bool {
	f, err := d.book.GetCellFormula(s.Sheet, s.Cell())
	must(err)
	return f != ""
}

// keyAt is the figure that stands in the cell.
func (d *Doc) keyAt(s Spot) (Key, bool) {
	for _, k := range d.order {
		if d.at[k] == s {
			return k, true
		}
	}
	return Key{}, false
}

// rewrite changes the words of sheets. They are read as they were, or as after says where that keeps the writing.
func rewrite(no int, name string, sheets func(d *Doc, r *rand.Rand) []string, change func(string) (string, string), after func(string) string) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		in := Injected{Fault: no, Variant: name, Expect: expectFile()}
		if no == 5 {
			in.Notes = anywhere("S11") // the preview of what was converted
		}
		for _, sheet := range sheets(d, r) {
			for _, s := range d.words(sheet) {
				was := d.text(s)
				now, font := change(was)
				if now == was || (no == 6 || no == 7) && d.oldText(s) { // who types in an old font has no such letters
					continue
				}
				if len(in.Cells) < 5 {
					in.Sheet, in.Cells, in.Wrote, in.Right = sheet, append(in.Cells, s.Cell()), now, was
				}
				d.set(s, "text", now, "", font)
				if k, ok := d.keyAt(s); ok && strings.HasPrefix(d.right(k), "=") && after != nil && d.free(k) {
					d.changed[k] = "=" + after(strings.TrimPrefix(d.right(k), "="))
				}
			}
		}
		return in.Wrote != "" && d.inject(in)
	}}
}

// oldText tells whether the cell was rewritten in a font of its own.
func (d *Doc) oldText(s Spot) bool {
	return slices.ContainsFunc(d.edits, func(e Edit) bool { return e.Font != "" && e.Sheet == s.Sheet && e.Cell == s.Cell() })
}

// free tells whether the figure is a text whose spelling is the author's own.
func (d *Doc) free(k Key) bool { return d.typeOf(k) == ntm.TypeText }

func allSheets(d *Doc, _ *rand.Rand) []string  { return d.sheets() }
func oneSheet(d *Doc, r *rand.Rand) []string   { s := d.sheets(); return []string{s[r.IntN(len(s))]} }
func firstSheet(d *Doc, _ *rand.Rand) []string { return d.sheets()[:1] }

// oldFonts is fault 5.
func oldFonts() []Variant {
	return []Variant{
		rewrite(5, "cả tệp .VnTime", allSheets, tcvn3, readBack(tcvn3Lost)), rewrite(5, "cả tệp VNI-Times", allSheets, vni, nil),
		rewrite(5, "một sheet .VnTime", oneSheet, tcvn3, readBack(tcvn3Lost)), rewrite(5, "một sheet VNI-Times", oneSheet, vni, nil),
		oldCell("một ô .VnTime", tcvn3), oldCell("một ô VNI-Times", vni),
	}
}

func readBack(f func(string) string) func(string) string { return f }

// oldCell writes one cell that was typed by the unit in an old font.
func oldCell(name string, change func(string) (string, string)) Variant {
	return Variant{Name: name, Do: func(d *Doc, r *rand.Rand) bool {
		k, ok := d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
			typ := d.typeOf(k)
			text := strings.TrimPrefix(d.right(k), "=")
			return (typ == ntm.TypeText || typ == ntm.TypeChoice || typ == ntm.TypeStatus) && strings.ContainsFunc(text, func(r rune) bool { return r > 127 }) &&
				tcvn3Lost(text) == text && k.Row != "ky"
		})
		if !ok {
			return false
		}
		now, font := change(strings.TrimPrefix(d.right(k), "="))
		d.set(d.at[k], "text", now, "", font)
		d.take(k)
		return d.inject1(5, name, k, now, expectValue(k), notes(Allowed{ID: "S11"}))
	}}
}

// unicodeForms is fault 6.
func unicodeForms() []Variant {
	nfd := func(s string) (string, string) { return norm.NFD.String(s), "" }
	mixed := func(s string) (string, string) { return composedHat(s), "" }
	return []Variant{rewrite(6, "NFD cả tệp", allSheets, nfd, nil), rewrite(6, "tổ hợp cả tệp", allSheets, mixed, nil),
		rewrite(6, "NFD một sheet", oneSheet, nfd, nil), rewrite(6, "tổ hợp một sheet", oneSheet, mixed, nil), rewrite(6, "tổ hợp sheet 00", firstSheet, mixed, nil)}
}

// composedHat writes letters with their hat, and the tone behind them: neither NFC nor NFD.
func composedHat(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		d := []rune(norm.NFD.String(string(r)))
		if len(d) < 2 {
			b.WriteRune(r)
			continue
		}
		base, tone := string(d[0]), ""
		for _, m := range d[1:] {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", m) {
				tone += string(m)
			} else {
				base += string(m)
			}
		}
		b.WriteString(norm.NFC.String(base) + tone)
	}
	return b.String()
}

// tonePlaces is fault 7.
func tonePlaces() []Variant {
	keep := func(s string) string { now, _ := otherTone(s); return now }
	return []Variant{rewrite(7, "cả tệp", allSheets, otherTone, keep), rewrite(7, "một sheet", oneSheet, otherTone, keep)}
}

// otherTone moves the tone of open syllables: hòa, hoà.
func otherTone(s string) (string, string) {
	runes := []rune(norm.NFC.String(s))
	for i := 0; i+1 < len(runes); i++ {
		if i+2 < len(runes) && unicode.IsLetter(runes[i+2]) || i > 0 && strings.ContainsRune("qQgG", runes[i-1]) {
			continue
		}
		for _, p := range tonePairs {
			if string(runes[i:i+2]) == p[0] {
				copy(runes[i:], []rune(p[1]))
				break
			}
			if string(runes[i:i+2]) == p[1] {
				copy(runes[i:], []rune(p[0]))
				break
			}
		}
	}
	return string(runes), ""
}

var tonePairs = [][2]string{{"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"}, {"õa", "oã"}, {"ọa", "oạ"}, {"òe", "oè"}, {"óe", "oé"}, {"ỏe", "oẻ"}, {"õe", "oẽ"},
	{"ọe", "oẹ"}, {"ùy", "uỳ"}, {"úy", "uý"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"ụy", "uỵ"}, {"ÒA", "OÀ"}, {"ÓA", "OÁ"}, {"ỎA", "OẢ"}, {"ÕA", "OÃ"}, {"ỌA", "OẠ"},
	{"ÙY", "UỲ"}, {"ÚY", "UÝ"}, {"ỦY", "UỶ"}}

// oddSpaces is fault 8.
func oddSpaces() []Variant {
	blank := func(by string) func(string) (string, string) {
		return func(s string) (string, string) { return strings.ReplaceAll(s, " ", by), "" }
	}
	lines := func(s string) (string, string) {
		if i := strings.Index(s, " "); i > 0 {
			return s[:i] + "\n" + s[i+1:], ""
		}
		return s, ""
	}
	around := func(s string) (string, string) { return "  " + s + " \u00a0", "" }
	hidden := func(s string) (string, string) {
		r := []rune(s)
		if len(r) < 4 {
			return s, ""
		}
		return string(r[:2]) + "\u200b" + string(r[2:]) + "\ufeff", ""
	}
	soft := func(s string) (string, string) {
		r := []rune(s)
		if len(r) < 4 {
			return s, ""
		}
		return string(r[:2]) + "\u00ad" + string(r[2:]), ""
	}
	return []Variant{
		rewrite(8, "dấu cách không ngắt", oneSheet, blank("\u00a0"), nil), rewrite(8, "hai dấu cách", oneSheet, blank("  "), nil),
		rewrite(8, "xuống dòng trong ô", oneSheet, lines, nil), rewrite(8, "thừa đầu cuối", oneSheet, around, nil),
		rewrite(8, "ký tự không thấy", oneSheet, hidden, nil), rewrite(8, "dấu nối mềm", oneSheet, soft, nil),
		rewrite(8, "dấu cách không ngắt, sheet 00", firstSheet, blank("\u00a0"), nil), rewrite(8, "thừa đầu cuối, cả tệp", allSheets, around, nil),
	}
}
