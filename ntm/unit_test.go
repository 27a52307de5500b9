package ntm

import (
	"encoding/csv"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func catalogue(t testing.TB) *Units {
	t.Helper()
	units, err := LoadUnits(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return units
}

func seedTable(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("../internal/units/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func count(units []Unit, has func(Kind) bool) (n int) {
	for _, u := range units {
		if has(u.Kind) {
			n++
		}
	}
	return n
}

// Counts from units.md and from Thanh Hóa's resolution 1686 of 2025.
func TestChildrenCounts(t *testing.T) {
	units := catalogue(t)
	for _, c := range []struct {
		what, parent, on string
		communes, rural  int
	}{
		{"Quan Hóa before 01/12/2019", "385", "2019-11-30", 18, 17},
		{"Quan Hóa after the merger", "385", "2019-12-01", 15, 14},
		{"Quan Hóa in 02/2020", "385", "2020-02-14", 15, 14},
		{"Quan Hóa on its last day", "385", "2025-06-30", 15, 14},
		{"no districts since 01/7/2025", "385", "2025-07-01", 0, 0},
		{"Đầm Hà", "200", "2020-02-14", 9, 8},
		{"Quang Bình", "035", "2019-10-06", 15, 14},
		{"Quang Bình, same in 2022", "035", "2022-10-14", 15, 14},
		{"Kỳ Anh", "447", "2020-10-14", 20, 20},
		{"Kỳ Anh before its merger", "447", "2019-12-31", 21, 21},
		{"Quảng Ninh through its districts", "22", "2021-07-10", 177, 98},
		{"Quảng Ninh on the last day of districts", "22", "2025-06-30", 177, 98},
		{"Thanh Hóa without districts", "38", "2025-07-01", 166, 147},
		{"before the catalogue", "385", "2018-01-01", 0, 0},
	} {
		got := units.Children(c.parent, LevelCommune, day(t, c.on))
		if len(got) != c.communes || count(got, Kind.Rural) != c.rural {
			t.Errorf("%s: %d communes, %d xã; want %d, %d", c.what, len(got), count(got, Kind.Rural), c.communes, c.rural)
		}
		if !slices.IsSortedFunc(got, compareUnits) {
			t.Errorf("%s: out of order", c.what)
		}
	}
	byDistrict := map[string]int{"193": 12, "194": 9, "195": 3, "196": 1, "198": 6, "199": 10, "201": 10, "202": 7, "203": 11, "205": 11, "206": 8, "207": 2}
	for district, want := range byDistrict {
		if got := count(units.Children(district, LevelCommune, day(t, "2022-06-30")), Kind.Rural); got != want {
			t.Errorf("district %s of Quảng Ninh has %d xã, want %d", district, got, want)
		}
	}
}

func TestCountryCounts(t *testing.T) {
	units := catalogue(t)
	for _, c := range []struct {
		on                  string
		provinces, communes int
	}{{"2019-10-06", 63, 11160}, {"2021-07-10", 63, 10599}, {"2025-06-30", 63, 10599}, {"2025-07-01", 34, 3321}} {
		on := day(t, c.on)
		provinces, communes := 0, 0
		for _, u := range units.rows {
			if u.On(on) && u.Level == LevelProvince {
				provinces++
				communes += len(units.Children(u.Code, LevelCommune, on))
			}
		}
		if provinces != c.provinces || communes != c.communes {
			t.Errorf("%s: %d provinces, %d communes; want %d, %d", c.on, provinces, communes, c.provinces, c.communes)
		}
	}
}

func TestSeedUnitsAreInTheCatalogue(t *testing.T) {
	units := catalogue(t)
	rows := seedTable(t, "units-seed-districts.csv")
	if len(rows) != 227 {
		t.Fatalf("%d seed rows", len(rows))
	}
	for _, r := range rows {
		on := day(t, "2021-07-10")
		u, ok := units.Find(r[4], on)
		district, ok2 := units.Find(r[2], on)
		province, ok3 := units.Find(r[0], on)
		if !ok || !ok2 || !ok3 || u.Name != r[5] || string(u.Kind) != r[6] || u.Parent != r[2] || district.Name != r[3] || district.Parent != r[0] || province.Name != r[1] {
			t.Errorf("%v: got %+v in %+v in %+v", r, u, district, province)
		}
	}
	for _, r := range seedTable(t, "regions-63-provinces.csv") {
		if u, ok := units.Find(r[0], day(t, "2020-02-14")); !ok || FoldUnit(u.Name) != FoldUnit(r[1]) {
			t.Errorf("province %s is %q, want %s", r[0], u.Name, r[1])
		}
	}
}

func TestFindWantsLeadingZeros(t *testing.T) {
	units := catalogue(t)
	on := day(t, "2020-02-14")
	for code, want := range map[string]string{"02": "Tỉnh Hà Giang", "035": "Huyện Quang Bình", "01222": "Xã Xuân Minh", "2": "", "1222": "", "": "", "999": "", "00000": ""} {
		if u, ok := units.Find(code, on); ok != (want != "") || u.Name != want {
			t.Errorf("%q: got %q, want %q", code, u.Name, want)
		}
	}
	if _, ok := units.At("385", LevelCommune, on); ok {
		t.Error("a district was found among communes")
	}
	for _, c := range []struct {
		code  string
		level Level
		want  string
	}{{"1222", LevelCommune, "01222"}, {"35", LevelDistrict, "035"}, {"2", LevelProvince, "02"}, {"14869", LevelCommune, "14869"},
		{"385", LevelProvince, ""}, {"14.869", LevelCommune, ""}, {"", LevelCommune, ""}, {"1 22", LevelCommune, ""}} {
		if got, ok := RestoreCode(c.code, c.level); got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %v; want %q", c.code, got, ok, c.want)
		}
	}
}

func TestEveryNameIsItsKindAndShortName(t *testing.T) {
	for _, u := range catalogue(t).rows {
		word, short := SplitUnit(u.Name)
		if word != string(u.Kind) || u.Short() == u.Name || short != FoldUnit(string(u.Kind)+" "+u.Short()) {
			t.Errorf("%s %q: kind %q, short %q, key %q", u.Code, u.Name, word, u.Short(), short)
		}
		if stripped := FoldUnit(u.Short()); stripped != short && u.Short() != "Phường Đúc" { // Lookup finds that one
			t.Errorf("%s %q: the short name alone has key %q, not %q", u.Code, u.Name, stripped, short)
		}
	}
}

// The key may not glue two units of one parent and kind together.
func TestKeysTellSiblingsApart(t *testing.T) {
	seen := map[string]Unit{}
	for _, on := range []string{"2019-10-06", "2021-07-10", "2025-07-01"} {
		clear(seen)
		for _, u := range catalogue(t).rows {
			if key := u.Parent + string(u.Kind) + FoldUnit(u.Name); u.On(day(t, on)) && u.Level == LevelCommune {
				if other, twice := seen[key]; twice {
					t.Errorf("%s: %s %s and %s %s share a key", on, u.Code, u.Name, other.Code, other.Name)
				}
				seen[key] = u
			}
		}
	}
}

func TestKinds(t *testing.T) {
	if KindSpecialZone.Rural() || KindSpecialZone.Urban() || !KindTownship.Urban() || !KindWard.Urban() || !KindCommune.Rural() || KindTownship.Rural() {
		t.Error("rural and urban are mixed up")
	}
	if KindCommune.Fits(LevelDistrict) || !KindCommune.Fits(LevelCommune) || !KindCity.Fits(LevelProvince) || !KindCity.Fits(LevelDistrict) || Kind("").Fits("") {
		t.Error("a kind at another tier")
	}
}

func TestLoadUnitsNamesTheLine(t *testing.T) {
	good := "code,name,kind,parent,from,to,unsure,later_name\n22,Tỉnh Quảng Ninh,tỉnh,,2019-10-06,,,\n"
	line := "effective,from_code,to_code,basis\n"
	files := func(units, lineage string) fs.FS {
		return fstest.MapFS{"units/units.csv": {Data: []byte(units)}, "units/lineage.csv": {Data: []byte(lineage)}}
	}
	if _, err := LoadUnits(files(strings.ReplaceAll(good, "\n", "\r\n"), line)); err != nil {
		t.Errorf("lines ended by CR LF: %v", err)
	}
	for what, c := range map[string]struct{ units, lineage, want string }{
		"other heads":        {"code,name\n", line, "heads"},
		"no units":           {good[:strings.Index(good, "22")], line, "no units"},
		"too few cells":      {good + "38,Tỉnh Thanh Hóa\n", line, "units.csv line 3"},
		"no such kind":       {good + "385,Huyện Quan Hóa,xã,38,2019-10-06,,,\n", line, "line 3"},
		"bad day":            {good + "38,Tỉnh Thanh Hóa,tỉnh,,2019-02-30,,,\n", line, "line 3"},
		"bad last day":       {good + "38,Tỉnh Thanh Hóa,tỉnh,,2019-10-06,x,,\n", line, "line 3"},
		"out of order":       {good + "12,Tỉnh Lai Châu,tỉnh,,2019-10-06,,,\n", line, "out of order"},
		"bad basis":          {good, line + "2025-07-01,22,22,guess\n", "lineage.csv line 2"},
		"steps out of order": {good, line + "2025-07-01,23,22,code\n2025-07-01,22,22,code\n", "lineage.csv line 3"},
		"bad day of step":    {good, line + "2025-7-1,22,22,code\n", "lineage.csv line 2"},
	} {
		if _, err := LoadUnits(files(c.units, c.lineage)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := LoadUnits(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "units.csv") {
		t.Errorf("no files: %v", err)
	}
}

func FuzzLoadUnits(f *testing.F) {
	f.Add("22,Tỉnh Quảng Ninh,tỉnh,,2019-10-06,,,\n200,Huyện Đầm Hà,huyện,22,2019-10-06,2025-06-30,,\n", "2025-07-01,200,22,code\n")
	f.Add("38,x,tỉnh,,2019-10-06,2019-10-05,unsure,y\n", "2025-07-01,38,38,mapping\n2025-07-01,38,38,mapping\n")
	f.Fuzz(func(t *testing.T, rows, steps string) {
		units, err := LoadUnits(fstest.MapFS{"units/units.csv": {Data: []byte(unitsHead + "\n" + rows)}, "units/lineage.csv": {Data: []byte(lineageHead + "\n" + steps)}})
		if err != nil {
			return
		}
		for _, u := range units.rows {
			units.Children(u.Code, LevelCommune, u.From)
			units.Tree(u.Code, u.From)
			units.Lookup(u.Name, u.Parent, u.From)
			units.Predecessors(u)
			units.WhyNot(u.Code, u.Name, u.To.AddDays(1))
		}
	})
}

func BenchmarkLoadUnits(b *testing.B) {
	for b.Loop() {
		catalogue(b)
	}
}

func BenchmarkFirstLookup(b *testing.B) {
	units := catalogue(b)
	for b.Loop() {
		units.indexNames()
	}
}
