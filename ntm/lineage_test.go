package ntm

import (
	"slices"
	"testing"
)

func codes(units []Unit) (all []string) {
	for _, u := range units {
		all = append(all, u.Code)
	}
	slices.Sort(all)
	return all
}

func TestACodeIsNotAnIdentity(t *testing.T) {
	units := catalogue(t)
	for _, c := range []struct{ code, on, name, parent string }{
		{"14902", "2020-02-14", "Xã Nam Tiến", "385"}, {"14902", "2025-08-31", "Xã Nam Xuân", "38"}, {"14914", "2020-02-14", "Xã Nam Xuân", "385"}, {"14914", "2025-08-31", "", ""},
		{"14869", "2019-11-30", "Thị trấn Quan Hóa", "385"}, {"14869", "2019-12-01", "Thị trấn Hồi Xuân", "385"}, {"14869", "2025-07-01", "Xã Hồi Xuân", "38"},
		{"14872", "2022-01-01", "Xã Thành Sơn", "385"}, {"14872", "2025-07-01", "Xã Trung Thành", "38"},
		{"14896", "2022-01-01", "Xã Hiền Chung", "385"}, {"14896", "2025-07-01", "Xã Hiền Kiệt", "38"},
		{"18844", "2020-10-14", "Xã Kỳ Sơn", "447"}, {"18844", "2025-07-01", "Xã Kỳ Thượng", "42"}, {"18799", "2020-10-14", "Xã Kỳ Thượng", "447"},
		{"385", "2025-06-30", "Huyện Quan Hóa", "38"}, {"385", "2025-07-01", "", ""}, {"22", "2025-07-01", "Tỉnh Quảng Ninh", ""},
		{"204", "2019-10-06", "Huyện Hoành Bồ", "22"}, {"204", "2020-02-14", "", ""}, {"449", "2020-02-14", "Thị xã Kỳ Anh", "42"},
	} {
		if u, ok := units.Find(c.code, day(t, c.on)); u.Name != c.name || u.Parent != c.parent || ok != (c.name != "") {
			t.Errorf("%s on %s: got %q in %q, want %q in %q", c.code, c.on, u.Name, u.Parent, c.name, c.parent)
		}
	}
}

func TestANameIsNotUnique(t *testing.T) {
	units := catalogue(t)
	for _, c := range []struct {
		name, parent, on string
		want             []string
	}{
		{"Xã Kỳ Thượng", "22", "2020-10-14", []string{"07033"}}, {"Xã Kỳ Thượng", "42", "2020-10-14", []string{"18799"}}, {"Kỳ Thượng", "", "2020-10-14", []string{"07033", "18799"}},
		{"Kỳ Thượng", "42", "2025-07-01", []string{"18844"}}, {"Kỳ Thượng", "447", "2025-07-01", nil},
		{"xã Đầm Hà", "200", "2020-02-14", []string{"06916"}}, {"TT. Đầm Hà", "200", "2020-02-14", []string{"06895"}}, {"Đầm Hà", "200", "2020-02-14", []string{"06895", "06916"}},
		{"Đầm Hà", "22", "2020-02-14", []string{"06895", "06916", "200"}}, {"Tiên Yên", "22", "2020-02-14", []string{"06862", "199"}}, {"Tiên Yên", "035", "2020-02-14", []string{"01261"}},
		{"Quan Hoá", "38", "2020-02-14", []string{"385"}}, {"HUYỆN QUAN HOÁ", "", "2020-02-14", []string{"385"}}, {"Hoà Bình", "193", "2020-02-14", []string{"07045"}},
		{"Xã Hồi Xuân", "385", "2020-02-14", []string{"14869"}}, // no xã then: the thị trấn comes, and the kinds differ
		{"Xã Trung Thành", "38", "2020-02-14", []string{"14881", "16303"}}, {"Trung Thành", "404", "2020-02-14", []string{"16303"}}, {"Phường Đúc", "46", "2020-02-14", []string{"19780"}}, {"Phường Phường Đúc", "46", "2020-02-14", []string{"19780"}}, {"không có", "", "2020-02-14", nil},
		{"Thị trấn Kỳ Đồng", "447", "2023-02-14", []string{"18775"}}, // named so some day before 07/2025
		{"Nam Tiến", "385", "", []string{"14902"}},
	} {
		var on Date
		if c.on != "" {
			on = day(t, c.on)
		}
		if got := codes(units.Lookup(c.name, c.parent, on)); !slices.Equal(got, c.want) {
			t.Errorf("%s in %q on %s: got %v, want %v", c.name, c.parent, c.on, got, c.want)
		}
	}
}

// The name index is filled a quicker way than SplitUnit reads a name; both must agree on every name.
func TestEveryUnitIsFoundByItsName(t *testing.T) {
	units := catalogue(t)
	for _, u := range units.rows {
		for _, name := range []string{u.Name, u.LaterName} {
			if name != "" && !slices.Contains(units.Lookup(name, u.Parent, u.From), u) {
				t.Errorf("%s is not found by the name %q", u.Code, name)
			}
		}
	}
}

func TestSeedSuccessors(t *testing.T) {
	units := catalogue(t)
	last, gaps := day(t, "2025-06-30"), 0
	for _, r := range seedTable(t, "units-seed-successors-2025.csv") {
		u, ok := units.Find(r[4], last)
		if !ok || u.Name != r[5] {
			t.Fatalf("%s: %+v", r[4], u)
		}
		next := units.Successors(u)
		if r[8] == "" {
			gaps++
			if len(next) != 0 {
				t.Errorf("%s %s: a gap was filled with %v", r[4], r[5], next)
			}
			continue
		}
		if len(next) != 1 || next[0].To.Code != r[8] || next[0].To.Name != r[9] || next[0].To.Parent != r[6] || next[0].Effective != last.AddDays(1) || next[0].Basis != BasisMapping {
			t.Errorf("%s %s: got %v, want %s %s", r[4], r[5], next, r[8], r[9])
		}
	}
	if gaps != 6 {
		t.Errorf("%d gaps, want 6", gaps)
	}
}

// The table of Quan Hóa in reports.md, section 5.
func TestQuanHoaPredecessors(t *testing.T) {
	units := catalogue(t)
	for code, want := range map[string]struct {
		name  string
		parts []string
	}{
		"14869": {"Hồi Xuân", []string{"14869", "14911"}}, "14902": {"Nam Xuân", []string{"14902", "14914"}}, "14908": {"Thiên Phủ", []string{"14908", "14917"}},
		"14896": {"Hiền Kiệt", []string{"14896", "14899"}}, "14878": {"Phú Lệ", []string{"14878", "14884", "14887"}}, "14872": {"Trung Thành", []string{"14872", "14881"}},
		"14890": {"Phú Xuân", []string{"14890"}}, "14875": {"Trung Sơn", []string{"14875"}},
	} {
		u, _ := units.Find(code, day(t, "2025-07-01"))
		var parts []Unit
		for _, s := range units.Predecessors(u) {
			parts = append(parts, s.From)
			if s.Merged != (len(want.parts) > 1) {
				t.Errorf("%s: merged is %v", code, s.Merged)
			}
		}
		if u.Short() != want.name || !slices.Equal(codes(parts), want.parts) {
			t.Errorf("%s: %s of %v, want %s of %v", code, u.Short(), codes(parts), want.name, want.parts)
		}
	}
}

func TestOlderPredecessors(t *testing.T) {
	units := catalogue(t)
	for _, c := range []struct {
		code, on, effective string
		parts               []string
		unsure              bool
	}{
		{"14869", "2020-02-14", "2019-12-01", []string{"14869", "14905"}, false}, // NQ 786
		{"18838", "2020-02-14", "2020-01-01", []string{"18826", "18838"}, true},  // Lâm Hợp
		{"08", "2025-07-01", "2025-07-01", []string{"02", "08"}, false},          // Tuyên Quang took in Hà Giang
	} {
		u, _ := units.Find(c.code, day(t, c.on))
		var parts []Unit
		for _, s := range units.Predecessors(u) {
			parts = append(parts, s.From)
			if s.Effective != day(t, c.effective) {
				t.Errorf("%s: effective %s", c.code, s.Effective)
			}
		}
		if !slices.Equal(codes(parts), c.parts) || u.Unsure != c.unsure {
			t.Errorf("%s %s: %v, unsure %v", c.code, u.Name, codes(parts), u.Unsure)
		}
	}
	hoanhBo, _ := units.Find("204", day(t, "2019-10-06"))
	if next := units.Successors(hoanhBo); len(next) != 1 || next[0].To.Code != "193" || next[0].Basis != BasisCommunes {
		t.Errorf("Hoành Bồ went to %v, want Hạ Long", next)
	}
	for _, code := range []string{"14893", "14920", "06907"} { // Thanh Xuân, Xuân Phú, Quảng Lợi: the sources do not say
		u, ok := units.Find(code, day(t, "2019-10-06"))
		if next := units.Successors(u); !ok || len(next) != 0 || u.To.IsZero() {
			t.Errorf("%s %s: %v", code, u.Name, next)
		}
	}
}

func TestTreeHoldsWhatABookNeeds(t *testing.T) {
	units := catalogue(t)
	quanHoa := units.Tree("385", day(t, "2019-11-01"))
	if len(quanHoa) != 19 { // 18 units before 01/12/2019; of the 15 after it only TT Hồi Xuân is new
		t.Errorf("Quan Hóa from 11/2019: %d units: %v", len(quanHoa), codes(quanHoa))
	}
	if got := units.Tree("385", day(t, "2020-02-14")); len(got) != 15 {
		t.Errorf("Quan Hóa from 02/2020: %d units", len(got))
	}
	quangNinh := units.Tree("22", day(t, "2022-01-14"))
	for _, c := range []struct {
		on    string
		level Level
	}{{"2022-01-14", LevelCommune}, {"2025-06-30", LevelDistrict}, {"2025-07-01", LevelCommune}, {"2026-01-01", LevelCommune}, {"2026-01-01", LevelDistrict}} {
		on := day(t, c.on)
		var have []Unit
		for _, u := range quangNinh {
			if u.Level == c.level && u.On(on) {
				have = append(have, u)
			}
		}
		if want := units.Children("22", c.level, on); !slices.Equal(have, want) {
			t.Errorf("%s, %s: tree has %d, catalogue %d", c.on, c.level, len(have), len(want))
		}
	}
	for _, u := range units.Tree("02", day(t, "2020-02-14")) { // Hà Giang ended: nothing of Tuyên Quang's
		if u.To.IsZero() {
			t.Errorf("Hà Giang's tree holds %s %s, which lives on", u.Code, u.Name)
		}
	}
	if units.Tree("385", day(t, "2025-07-01")) != nil || units.Tree("nothing", day(t, "2020-01-01")) != nil {
		t.Error("a tree below nothing")
	}
}

func TestWhyNot(t *testing.T) {
	units := catalogue(t)
	for _, c := range []struct {
		what, code, name, on string
		reason               Reason
		unit, holder         string
		now                  []string
	}{
		{"Phú Nghiêm joined Hồi Xuân", "14911", "Xã Phú Nghiêm", "2025-07-31", GoneEnded, "Xã Phú Nghiêm", "", []string{"14869"}},
		{"by name alone", "", "xã Phú Nghiêm", "2025-07-31", GoneEnded, "Xã Phú Nghiêm", "", []string{"14869"}},
		{"by code alone", "14911", "", "2025-07-31", GoneEnded, "Xã Phú Nghiêm", "", []string{"14869"}},
		{"Nam Tiến's code lives on under Nam Xuân", "14902", "Nam Tiến", "2025-08-31", GoneEnded, "Xã Nam Tiến", "Xã Nam Xuân", []string{"14902"}},
		{"new Nam Xuân is not yet", "14902", "Xã Nam Xuân", "2020-02-14", GoneNotYet, "Xã Nam Xuân", "Xã Nam Tiến", nil},
		{"old Nam Xuân in its time", "14914", "Xã Nam Xuân", "2020-02-14", GoneNot, "Xã Nam Xuân", "Xã Nam Xuân", nil},
		{"two steps: xã Hồi Xuân of 2019", "14905", "Xã Hồi Xuân", "2025-08-31", GoneEnded, "Xã Hồi Xuân", "", []string{"14869"}},
		{"wrong kind then", "14869", "Xã Hồi Xuân", "2020-02-14", GoneNotYet, "Xã Hồi Xuân", "Thị trấn Hồi Xuân", nil},
		{"no kind written", "14869", "Hồi Xuân", "2020-02-14", GoneNot, "Thị trấn Hồi Xuân", "Thị trấn Hồi Xuân", nil},
		{"name of another", "14902", "Nam Động", "2020-02-14", GoneCode, "", "Xã Nam Tiến", nil},
		{"no such unit", "99999", "Xã Không Có", "2020-02-14", GoneUnknown, "", "", nil},
		{"nothing given", "", "", "2020-02-14", GoneUnknown, "", "", nil},
		{"two xã of one name", "", "Kỳ Thượng", "2020-02-14", GoneTwice, "", "", nil},
		{"before the catalogue", "14902", "Xã Nam Tiến", "2018-02-14", GoneTooOld, "", "", nil},
		{"districts ended", "385", "Huyện Quan Hóa", "2025-07-01", GoneEnded, "Huyện Quan Hóa", "", nil},
		{"a gap stays a gap", "06682", "Phường Yết Kiêu", "2025-07-01", GoneEnded, "Phường Yết Kiêu", "", nil},
		{"later name", "18775", "TT. Kỳ Đồng", "2024-02-14", GoneNot, "Xã Kỳ Đồng", "Xã Kỳ Đồng", nil},
	} {
		g := units.WhyNot(c.code, c.name, day(t, c.on))
		if g.Reason != c.reason || g.Unit.Name != c.unit || g.Holder.Name != c.holder || !slices.Equal(codes(g.Now), c.now) {
			t.Errorf("%s: got reason %d, unit %q, holder %q, now %v", c.what, g.Reason, g.Unit.Name, g.Holder.Name, codes(g.Now))
		}
	}
	g := units.WhyNot("14911", "Phú Nghiêm", day(t, "2025-07-31"))
	if len(g.Successors) != 1 || g.Successors[0].To.Name != "Xã Hồi Xuân" || g.Successors[0].Effective.VN() != "01/07/2025" || !g.Successors[0].Merged {
		t.Errorf("facts of Phú Nghiêm: %+v", g.Successors)
	}
	g = units.WhyNot("14902", "Xã Nam Xuân", day(t, "2020-02-14"))
	if len(g.Predecessors) != 2 {
		t.Errorf("Nam Xuân's parts: %+v", g.Predecessors)
	}
}
