package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bieuxa/ntm"
)

// sketch is a country of one province and two districts: a merger, a raised xã, a moved xã, a
// respelled one, and the reform of 2025.
func sketch(t *testing.T) *build {
	t.Helper()
	b := &build{named: map[string]map[string]bool{}, later: map[string]string{}, provinceTo: map[string]string{}, log: &report{map[string]int{}},
		changes: changes{"*/*": {ntm.Date{Year: 2020, Month: 1, Day: 1}, false}, "38/*": {ntm.Date{Year: 2019, Month: 12, Day: 1}, true}}}
	read := func(rows ...string) list {
		units := list{}
		for _, row := range rows {
			cells := strings.Split(row, "|")
			u, err := newListed(cells[0], cells[1], cells[2], b.log)
			if err != nil {
				t.Fatal(err)
			}
			units[u.code] = u
		}
		return units
	}
	b.old = read("38|Tỉnh Thanh Hóa|", "385|Huyện Quan Hóa|38", "386|Huyện Bá Thước|38",
		"14869|Thị trấn Quan Hóa|385", "14905|Xã Hồi Xuân|385", "14902|Xã Nam Tiến|385", "14903|Xã Đông Tân|385", "14904|Xã Hoà Bình|385")
	b.mid = read("38|Tỉnh Thanh Hóa|", "385|Huyện Quan Hóa|38", "386|Huyện Bá Thước|38",
		"14869|Thị trấn Hồi Xuân|385", "14902|Xã Nam Tiến|386", "14903|Phường Đông Tân|385", "14904|Xã Hòa Bình|385")
	b.new = read("38|Tỉnh Thanh Hóa|", "14869|Xã Hồi Xuân|38", "14902|Xã Nam Xuân|38")
	return b
}

func row(b *build, code, on string) ntm.Unit {
	day, err := ntm.ParseDateISO(on)
	if err != nil {
		panic(err)
	}
	for _, u := range b.units {
		if u.Code == code && u.On(day) {
			return u
		}
	}
	return ntm.Unit{}
}

func TestIntervals(t *testing.T) {
	b := sketch(t)
	mapping := []mappingRow{
		{"14869", "Thị trấn Hồi Xuân", "Huyện Quan Hóa", "Tỉnh Thanh Hóa", "14869", "Xã Hồi Xuân", ""},
		{"14902", "Xã Nam Tiến", "Huyện Bá Thước", "Tỉnh Thanh Hóa", "14902", "Xã Nam Xuân", ""},
		{"14904", "Thị trấn Hoà Bình", "Huyện Quan Hóa", "Tỉnh Thanh Hóa", "14902", "Xã Nam Xuân", ""},
		{"14903", "Phường Đông Tân", "Huyện Quan Hóa", "Tỉnh Thanh Hóa", "99999", "Phường Hạc Thành", ""}, // unknown new code
		{"", "Phường Đông Tân", "Huyện Quan Hóa", "Tỉnh Thanh Hóa", "14902", "Xã Nam Xuân", ""},           // no old code
		{"77777", "Xã Lạ", "Huyện Quan Hóa", "Tỉnh Thanh Hóa", "14902", "Xã Nam Xuân", ""},                // unknown old code
	}
	if err := b.readMapping(mapping); err != nil {
		t.Fatal(err)
	}
	b.intervals()
	for _, c := range []struct {
		what, code, on, name, from, to, later string
		unsure                                bool
	}{
		{"renamed on the known day", "14869", "2019-11-30", "Thị trấn Quan Hóa", "2019-10-06", "2019-11-30", "", false},
		{"its new name", "14869", "2019-12-01", "Thị trấn Hồi Xuân", "2019-12-01", "2025-06-30", "", false},
		{"after the reform", "14869", "2025-07-01", "Xã Hồi Xuân", "2025-07-01", "", "", false},
		{"merged away", "14905", "2019-10-06", "Xã Hồi Xuân", "2019-10-06", "2019-11-30", "", false},
		{"moved: the day is not the mergers'", "14902", "2021-01-01", "Xã Nam Tiến", "2019-12-01", "2025-06-30", "", true},
		{"raised to phường: neither", "14903", "2021-01-01", "Phường Đông Tân", "2019-12-01", "2025-06-30", "", true},
		{"respelled only, raised later", "14904", "2021-01-01", "Xã Hòa Bình", "2019-10-06", "2025-06-30", "Thị trấn Hoà Bình", false},
		{"district ends", "385", "2025-06-30", "Huyện Quan Hóa", "2019-10-06", "2025-06-30", "", false},
		{"province goes on", "38", "2026-01-01", "Tỉnh Thanh Hóa", "2019-10-06", "", "", false},
	} {
		u := row(b, c.code, c.on)
		if u.Name != c.name || u.From.String() != c.from || u.To.String() != c.to || u.LaterName != c.later || u.Unsure != c.unsure {
			t.Errorf("%s: got %+v", c.what, u)
		}
	}
	var got []string
	for _, s := range b.steps {
		got = append(got, strings.Join([]string{s.effective.String(), s.from, s.to, string(s.basis)}, " "))
	}
	for _, want := range []string{"2019-12-01 14869 14869 code", "2025-07-01 14869 14869 mapping", "2025-07-01 14904 14902 mapping"} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("no step %s in %v", want, got)
		}
	}
	if len(got) != 6 { // three of code, three of the mapping: faulty rows fill no gap
		t.Errorf("steps: %v", got)
	}
	var f faults
	b.checkIntervals(&f)
	b.checkSteps(&f)
	if len(f) != 0 {
		t.Errorf("faults: %v", f)
	}
}

func TestMappingThatContradictsTheListIsRefused(t *testing.T) {
	for what, rows := range map[string][]mappingRow{
		"another name": {{OldCode: "14902", NewCode: "14902", NewName: "Xã Khác"}},
		"twice":        {{OldCode: "14902", NewCode: "14902", NewName: "Xã Nam Xuân"}, {OldCode: "14902", NewCode: "14869", NewName: "Xã Hồi Xuân"}},
	} {
		if err := sketch(t).readMapping(rows); err == nil {
			t.Errorf("%s: taken", what)
		}
	}
}

func TestChecksFindFaults(t *testing.T) {
	for what, spoil := range map[string]func(b *build){
		"overlap":        func(b *build) { b.units[len(b.units)-2].To = ntm.Date{Year: 2025, Month: 7, Day: 1} },
		"no parent":      func(b *build) { b.units[len(b.units)-1].Parent = "99" },
		"ends too early": func(b *build) { b.units[0].To = ntm.Date{Year: 2025, Month: 7, Day: 31} },
		"step to nobody": func(b *build) { b.steps[0].to = "12345" },
		"step too late":  func(b *build) { b.steps[0].effective = b.steps[0].effective.AddDays(1) },
		"step twice":     func(b *build) { b.steps = append(b.steps, b.steps[0]) },
	} {
		b := sketch(t)
		b.provinceTo["38"] = "38"
		b.intervals()
		spoil(b)
		var f faults
		b.checkIntervals(&f)
		b.checkSteps(&f)
		if len(f) == 0 {
			t.Errorf("%s: no fault found", what)
		}
	}
}

func TestCountsAndTablesRefuseASketch(t *testing.T) {
	b := sketch(t)
	if faults := b.check("../testdata"); len(faults) < 10 {
		t.Errorf("a country of three districts passed: %v", faults)
	}
}

func TestOfficialName(t *testing.T) {
	for raw, want := range map[string]string{"Xã Cò  Nòi": "Xã Cò Nòi", "Thị Xã Buôn Hồ": "Thị xã Buôn Hồ", "Xã Na\u0302\u0323m Nèn": "Xã Nậm Nèn", " Phường 5 ": "Phường 5"} {
		level := ntm.Level(ntm.LevelCommune)
		if strings.HasPrefix(raw, "Thị") {
			level = ntm.LevelDistrict
		}
		if got, _, err := officialName(raw, level); err != nil || got != want {
			t.Errorf("%q: got %q, %v", raw, got, err)
		}
	}
	for _, raw := range []string{"Nậm Nèn", "Huyện Quan Hóa", "Xã A, B", ""} {
		if got, _, err := officialName(raw, ntm.LevelCommune); err == nil {
			t.Errorf("%q became %q", raw, got)
		}
	}
}

func TestChangesNeedARowForTheRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "changes.csv")
	if err := os.WriteFile(path, []byte("province_code,district_code,effective,source,confidence\n38,*,2019-12-01,x,known\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readChanges(path); err == nil {
		t.Error("taken without a default")
	}
	if _, err := readChanges("../../../assets/units/changes.csv"); err != nil {
		t.Error(err)
	}
}
