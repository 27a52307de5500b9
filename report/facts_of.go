package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"bieuxa/ntm"
)

// FactSource is what the facts of a submission are computed from.
type FactSource struct {
	Times      *ntm.Times // the roll-up, and those it is compared with
	Office     string     // «UBND huyện Quan Hóa»
	Receiver   string
	Appendices int // forms that go with the letter

	// Sent is where a unit stands, in words, that sent something which is not counted; a unit that is not in it sent nothing.
	Sent      map[string]string
	Explained []ExplainedWarning // the weightiest first
	Annex     bool               // their appendix is printed
}

// facts is the work on the facts of one period.
type facts struct {
	Facts
	src   *FactSource
	ru    *ntm.RollUp
	names map[string]string
}

// FactsOf computes the facts of a period, each the very figure that the forms print.
func FactsOf(src *FactSource) Facts {
	x := &facts{Facts: Facts{}, src: src, ru: src.Times.Now, names: src.Times.Now.Names()}
	for _, part := range []func(){x.general, x.turnout, x.explanations, x.criteria, x.changes, x.bands, x.parts, x.poverty, x.money, x.people,
		x.arrears, x.recognition, x.villages, x.products, x.districts, x.roadmap, x.deadlines} {
		part()
	}
	return x.Facts
}

// counted is how many of the units picked are in the totals.
func (x *facts) counted(w ntm.Which) int {
	n, _ := x.ru.Count(w)
	return n
}

// all and rural are the coverage of sums over every unit, and over the xã alone.
func (x *facts) all(places int) coverage {
	return coverage{x.counted(ntm.Every), places, "đơn vị"}
}

func (x *facts) rural(places int) coverage { return coverage{x.counted(ntm.Rural), places, "xã"} }

func (x *facts) name(u ntm.Unit) string {
	if name, ok := x.names[u.Code]; ok {
		return lowerKind(name)
	}
	return lowerKind(u.Name)
}

// heads is a unit's name at the head of a line.
func (x *facts) heads(u ntm.Unit) string {
	if name, ok := x.names[u.Code]; ok {
		return name
	}
	return u.Name
}

// lowerKind is a unit's name inside a sentence: «xã Phú Lệ».
func lowerKind(name string) string {
	for _, kind := range []ntm.Kind{ntm.KindProvince, ntm.KindCity, ntm.KindRuralDistrict, ntm.KindUrbanDistrict, ntm.KindTown, ntm.KindCommune,
		ntm.KindWard, ntm.KindTownship, ntm.KindSpecialZone} {
		word := string(kind)
		if len(name) > len(word) && strings.EqualFold(name[:len(word)], word) {
			return word + name[len(word):]
		}
	}
	return name
}

func (x *facts) unitNames(units []ntm.Unit) []FactRow {
	out := make([]FactRow, len(units))
	for i, u := range units {
		out[i] = FactRow{"ten": x.name(u)}
	}
	return out
}

func (x *facts) general() {
	p := x.ru.Period
	x.text("co_quan", x.src.Office)
	x.text("noi_nhan", x.src.Receiver)
	x.text("dia_ban", lowerKind(x.ru.Parent.Name))
	x.text("toan", "toàn "+string(x.ru.Parent.Kind))
	x.text("toan_hoa", "Toàn "+string(x.ru.Parent.Kind))
	x.text("ky", PeriodInText(p))
	long := map[ntm.PeriodKind]string{ntm.Month: "tháng", ntm.Quarter: "quý", ntm.HalfYear: "6 tháng", ntm.NineMonths: "9 tháng", ntm.Year: "năm"}[p.Kind]
	x.text("trong_ky", "trong "+long)
	x.text("trong_ky_hoa", "Trong "+long)
	if x.text("dau_ky", "đầu "+long); p.Kind == ntm.HalfYear || p.Kind == ntm.NineMonths {
		x.text("dau_ky", "đầu kỳ")
	}
	x.text("ky_truoc", shortPeriod(p.Previous()))
	if p.Previous().Year != p.Year {
		x.text("mo_nam", "có")
	}
	if p.Kind != ntm.Year {
		x.text("cung_ky", fmt.Sprintf("cùng kỳ năm %d", p.Year-1))
	}
	x.text("tu_ngay", day(x.ru.From))
	x.text("den_ngay", day(x.ru.To))
	x.text("cuoi_nam_truoc", fmt.Sprintf("31/12/%d", p.Year-1))
	x.text("bo_tieu_chi", x.ru.Set.Title)
	x.count("so_tieu_chi", x.ru.Set.N())
	if x.src.Appendices > 0 {
		x.count("so_phu_luc", x.src.Appendices)
	}
}

// PeriodInText is a period inside a sentence: «tháng 12 năm 2020», «quý IV năm 2020», «6 tháng đầu năm 2020».
func PeriodInText(p ntm.Period) string { return strings.Replace(shortPeriod(p), "/", " năm ", 1) }

// shortPeriod is a period that others are compared with: «tháng 11/2020», «tháng 02/2020», «tháng 3/2020»: NĐ 30/2020 has a
// leading zero for the months 1 and 2 only.
func shortPeriod(p ntm.Period) string {
	text := lowerFirst(p.VN())
	if rest, ok := strings.CutPrefix(text, "tháng 0"); ok && rest[0] > '2' {
		return "tháng " + rest
	}
	return text
}

func lowerFirst(s string) string {
	for _, pair := range [][2]string{{"T", "t"}, {"Q", "q"}, {"N", "n"}} {
		if rest, ok := strings.CutPrefix(s, pair[0]); ok {
			return pair[1] + rest
		}
	}
	return s
}

// lowerInitial is a title inside a sentence: «đạt chuẩn NTM»; an abbreviation stays as it is.
func lowerInitial(s string) string {
	runes := []rune(s)
	if len(runes) == 0 || len(runes) > 1 && unicode.IsUpper(runes[1]) {
		return s
	}
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}

// turnout is who has reported, and who is not in the totals and why.
func (x *facts) turnout() {
	n, of := x.ru.Count(ntm.Every)
	x.count("bc_co", n)
	x.count("bc_tong", of)
	if communes, rural := x.ru.Count(ntm.Rural); rural > 0 {
		x.count("xa_tong", rural)
		if rural < of {
			x.count("bc_xa_co", communes)
			x.count("bc_xa_tong", rural)
		}
	}
	for name, table := range map[string]string{"khong_hoi_ngheo": "ho_ngheo", "khong_hoi_von": ntm.ResourceTable, "khong_hoi_no": "no_dong"} {
		if n > 0 && !slices.ContainsFunc(x.ru.Lines, func(l *ntm.UnitLine) bool { return asked(l, table) }) {
			x.text(name, "có")
		}
	}
	var silent, waiting, gaps, left []FactRow
	for _, l := range x.ru.Lines {
		switch standing, sent := x.src.Sent[l.Unit.Code]; {
		case !l.Reported() && sent:
			waiting = append(waiting, FactRow{"ten": x.name(l.Unit), "tinh_trang": standing})
		case !l.Reported():
			silent = append(silent, FactRow{"ten": x.name(l.Unit)})
		case len(l.Gaps) > 0:
			var months []string
			for _, p := range l.Gaps {
				months = append(months, shortPeriod(p))
			}
			gaps = append(gaps, FactRow{"ten": x.name(l.Unit), "thang": strings.Join(months, ", ")})
		}
	}
	for _, e := range x.ru.Excluded {
		left = append(left, FactRow{"ten": lowerKind(e.Unit.Name), "ly_do": e.Reason})
	}
	x.rows("bc_chua_nop", silent)
	x.rows("bc_chua_tinh", waiting)
	x.rows("bc_thieu_thang", gaps)
	x.rows("bc_loai", left)
}

// asked tells whether a unit's return has a table at all: what was not asked is not missing.
func asked(l *ntm.UnitLine, table string) bool { return l.Now.Grid(table) != nil }

// mostExplained is how many explained warnings the letter itself tells.
const mostExplained = 5

func (x *facts) explanations() {
	all := x.src.Explained
	if len(all) == 0 {
		return
	}
	var units []string
	var rows []FactRow
	for i, e := range all {
		if !slices.Contains(units, e.Unit.Code) {
			units = append(units, e.Unit.Code)
		}
		if i < mostExplained {
			row := FactRow{"ma": e.Key(), "ten": x.heads(e.Unit), "noi_dung": lowerInitial(e.About), "ly_do": strings.TrimRight(e.Because, ". ")}
			if e.Period != x.ru.Period {
				row["ky"] = " (" + shortPeriod(e.Period) + ")"
			}
			rows = append(rows, row)
		}
	}
	x.count("gt_so", len(all))
	x.count("gt_don_vi", len(units))
	x.rows("gt_chinh", rows)
	if len(all) > len(rows) {
		x.text("gt_khac", "có")
	}
	if x.src.Annex {
		x.text("gt_phu_luc", "có")
	}
}
