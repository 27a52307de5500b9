package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// recognition is the titles held at the end of the period, each with its own denominator (R6), and what was decided in it.
func (x *facts) recognition() {
	table, rural := "cong_nhan", x.rural(0)
	if rural.counted == 0 || x.stating(table, ntm.Rural) == 0 {
		return
	}
	_, communes := x.ru.Count(ntm.Rural)
	var higher []FactRow
	for i, share := range x.ru.Recognition(ntm.Every) {
		n := ntm.Figure{Num: ntm.NumInt(len(share.Units)), Reported: x.stating(table, ntm.Rural), Expected: communes}
		if i == 0 {
			x.sum("cn_chuan", FactFigure, n, rural)
			x.rows("cn_xa", x.decisions(share.Units))
			if rural.counted == communes {
				x.figure("cn_chuan_ty_le", ntm.RateOf(len(share.Units), communes), 2)
			}
			continue
		}
		if len(share.Units) > 0 && share.Rate.OK {
			higher = append(higher, FactRow{"ma": fmt.Sprint(i), "danh_hieu": share.Title, "so": fmt.Sprint(len(share.Units)), "tren": fmt.Sprint(share.Of),
				"ty_le": FormatNumber(share.Rate.D, 2)})
		}
	}
	x.rows("cn_cao", higher)
	x.decided()
}

// stating is how many of the units picked answered a list, with rows or with «Không phát sinh».
func (x *facts) stating(table string, w ntm.Which) int {
	return x.ru.Tally(table, "", w, func(ntm.Listed) bool { return false }).Reported
}

func (x *facts) decisions(units []ntm.Listed) []FactRow {
	var out []FactRow
	for _, u := range units {
		out = append(out, FactRow{"ten": x.name(u.Line.Unit), "danh_hieu": lowerInitial(u.Value("danh_hieu").Text), "so_qd": u.Value("so_qd").Text, "ngay": dayOf(u.Value("ngay_qd"))})
	}
	return out
}

// decided are the decisions dated in the period, and the files that wait for one.
func (x *facts) decided() {
	var granted, withdrawn []ntm.Listed
	var waiting []FactRow
	for _, row := range x.ru.List("cong_nhan", ntm.Rural) {
		decided := row.Value("so_qd").State == ntm.Stated
		switch {
		case !decided && row.Value("ngay_trinh").State == ntm.Stated:
			waiting = append(waiting, FactRow{"ten": x.name(row.Line.Unit), "danh_hieu": lowerInitial(row.Value("danh_hieu").Text)})
		case !decided || !x.within(row.Value("ngay_qd")):
		case row.Value("hinh_thuc").Text == ntm.Withdrawn:
			withdrawn = append(withdrawn, row)
		default:
			granted = append(granted, row)
		}
	}
	x.rows("cn_moi", x.decisions(granted))
	x.rows("cn_thu_hoi", x.decisions(withdrawn))
	x.rows("cn_trinh", waiting)
}

// within tells whether a date lies in the period.
func (x *facts) within(v ntm.Value) bool {
	on, err := ntm.ParseDateISO(v.Text)
	return err == nil && !on.Before(x.ru.From) && !on.After(x.ru.To)
}

// villages are sheet 06.
func (x *facts) villages() {
	at := x.all(0)
	measures := map[string]*ntm.Measure{
		"th_tong": {Rows: "thon/thon"}, "th_dat": {Rows: "thon/trang_thai", Words: []string{"Đạt chuẩn NTM", "Kiểu mẫu"}},
		"th_kieu_mau": {Rows: "thon/trang_thai", Words: []string{"Kiểu mẫu"}}, "vm_dat": {List: "thon/vuon_dat"}, "vm_dang_ky": {List: "thon/vuon_dk"},
	}
	for name, m := range measures {
		x.measured(name, m, at)
	}
	x.before("th_hon_truoc", measures["th_dat"], ntm.Every, 0)
}

// measured puts a counted measure in; a count that nobody stated is missing.
func (x *facts) measured(name string, m *ntm.Measure, at coverage) {
	if f := x.ru.Measure(m, ntm.Every); f.Reported > 0 {
		x.sum(name, FactFigure, f, at)
	}
}

// products are sheet 05: what counts at the end of the period, and what is new in it.
func (x *facts) products() {
	at := x.all(0)
	live := &ntm.Measure{Rows: "ocop/san_pham", Only: "live-product"}
	if x.stating("ocop", ntm.Every) == 0 {
		return
	}
	x.measured("oc_tong", live, at)
	x.before("oc_hon_truoc", live, ntm.Every, 0)
	byStars, owners, fresh, ended := map[string]int{}, []string{}, []FactRow(nil), 0
	for _, p := range x.ru.List("ocop", ntm.Every) {
		if !x.ru.LiveProduct(p) {
			ended++
			continue
		}
		stars := p.Value("sao").Canonical()
		byStars[stars]++
		if owner := ntm.Fold(p.Value("chu_the").Text); owner != "" && !slices.Contains(owners, owner) {
			owners = append(owners, owner)
		}
		if x.within(p.Value("ngay_qd")) {
			fresh = append(fresh, FactRow{"ten": p.Value("san_pham").Text, "sao": stars, "xa": x.name(p.Line.Unit)})
		}
	}
	var rows []FactRow
	for _, stars := range []string{"5", "4", "3", "2", "1"} {
		if byStars[stars] > 0 {
			rows = append(rows, FactRow{"sao": stars, "so": fmt.Sprint(byStars[stars])})
		}
	}
	x.rows("oc_sao", rows)
	x.rows("oc_moi", fresh)
	x.count("oc_chu_the", len(owners))
	x.count("oc_het", ended)
}

// districts are the districts' assessments of themselves, until 30/6/2025.
func (x *facts) districts() {
	codes := append([]string{x.ru.Parent.Code}, x.ru.Districts()...)
	var rows []FactRow
	for _, code := range codes {
		for _, s := range ntm.SelfAssessments(x.ru.Self[code]) {
			name := x.ru.DistrictName(code)
			if code == x.ru.Parent.Code {
				name = x.ru.Parent.Name
			}
			rows = append(rows, FactRow{"ma": code + "." + strings.ReplaceAll(s.Grid.Table.ID, "_", "-"), "ten": name, "bo": assessmentOf(s),
				"dat": fmt.Sprint(s.Met), "tong": fmt.Sprint(s.Criteria), "ct_dat": fmt.Sprint(s.IndicatorsMet), "ct_tong": fmt.Sprint(s.Indicators),
				"chua": strings.Join(s.Unmet, ", ")})
		}
	}
	if len(rows) > 0 {
		x.rows("hd", rows)
	}
}

// assessmentOf is what a district assesses itself by: the title of the table.
func assessmentOf(s ntm.SelfAssessment) string {
	title := cmp.Or(s.Grid.Table.Title, s.Grid.Table.Sheet().Title)
	if title == strings.ToUpper(title) {
		return strings.ToLower(title)
	}
	return lowerInitial(title)
}
