package ntm

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// overlaid is the shipped assets with one file replaced.
type overlaid struct {
	fs.FS
	over fstest.MapFS
}

func (o overlaid) Open(name string) (fs.File, error) {
	if _, ok := o.over[name]; ok {
		return o.over.Open(name)
	}
	return o.FS.Open(name)
}

func withSampleFile(name, text string) fs.FS {
	return overlaid{os.DirFS("../assets"), fstest.MapFS{sampleDir + name: {Data: []byte(text)}}}
}

func TestLoadSampleNamesFileAndLine(t *testing.T) {
	const head = "# remark\nunit,from,to,row,so_ho\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"a unit of another district":   {"dan_cu.csv", head + "00001,1,12,tong,5\n", `dan_cu.csv:3: unit "00001" is not in the sample`},
		"a month that is none":         {"dan_cu.csv", head + "14884,1,12,tong,5\n14884,0,12,dtts,5\n", "dan_cu.csv:4: months"},
		"months the wrong way round":   {"dan_cu.csv", head + "14884,5,4,tong,5\n", "dan_cu.csv:3: months"},
		"a cell too many":              {"dan_cu.csv", head + "14884,1,12,tong,5,6\n", "dan_cu.csv: record on line 3"},
		"another head":                 {"dan_cu.csv", "unit,row\n", "the head is"},
		"an empty file":                {"dan_cu.csv", "# remark\n", "it is empty"},
		"a line break in a cell":       {"dan_cu.csv", head + "14884,1,12,tong,\"5\n6\"\n", "a cell has a line break"},
		"an explanation of no month":   {"giai-trinh.csv", "check,unit,month,table,row,text\nP9,14884,13,dan_cu,tong,x\n", "giai-trinh.csv:2: months"},
		"a set that is not known":      {"sample.yaml", "year: 2020\ncut: \"15-14\"\nset: xa\nprovince: \"38\"\ndistrict: \"385\"\n", `criteria set "xa"`},
		"a district that is not there": {"sample.yaml", "year: 2020\ncut: \"15-14\"\nset: xa-2016-2020\nprovince: \"38\"\ndistrict: \"999\"\n", `district "999"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := LoadSample(withSampleFile(c.file, c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
}

func TestSampleReturnRefusesWhatDoesNotFit(t *testing.T) {
	const head = "unit,from,to,row,so_ho\n"
	for name, c := range map[string]struct{ text, want string }{
		"a row short":           {head + "14884,1,12,tong,5\n", "row dtts: no line"},
		"a row twice":           {head + "14884,1,12,tong,5\n14884,1,1,tong,6\n14884,1,12,dtts,5\n", `row "tong" stands twice`},
		"a row too many":        {head + "14884,1,12,tong,5\n14884,1,12,dtts,5\n14884,1,12,moi,5\n", `row "moi" is not in the definition`},
		"a fraction in a count": {head + "14884,1,12,tong,5.5\n14884,1,12,dtts,5\n", `column so_ho: "5.5" is no count`},
		"a column too many":     {"unit,from,to,row,so_nha\n14884,1,12,tong,5\n14884,1,12,dtts,5\n", "no column so_nha"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := LoadSample(withSampleFile("dan_cu.csv", c.text))
			if err != nil {
				t.Fatal(err)
			}
			def, err := LoadDefinition(os.DirFS("../assets"), "xa-thang")
			if err != nil {
				t.Fatal(err)
			}
			bound, err := s.Bind(def, KindCommune, s.Periods()[0])
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Return(bound, Unit{Code: "14884"}, s.Periods()[0])
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
}

func TestSampleReturnOnlyOfItsUnitsAndMonths(t *testing.T) {
	s, err := LoadSample(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Return(&Definition{}, Unit{Code: "00001"}, s.Periods()[0]); err == nil {
		t.Error("a unit of another district has a return")
	}
	if _, err := s.Return(&Definition{}, s.Units()[0], Period{Month, 2021, 1}); err == nil {
		t.Error("January 2021 has a return")
	}
}

func TestSampleCellsKeepNothingApart(t *testing.T) {
	for name, c := range map[string]struct {
		typ  Type
		text string
		want State
	}{
		"nothing is blank":               {TypeMoney, "", Blank},
		"a dash is a dash":               {TypeMoney, "-", Dash},
		"nought is stated":               {TypeMoney, "0", Stated},
		"not applicable is neither":      {TypeChoice, "Không áp dụng", NotApplicable},
		"a figure with a point is exact": {TypeMoney, "1234.5", Stated},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := parseSample(c.typ, c.text)
			if err != nil || v.State != c.want {
				t.Errorf("state %s, error %v; want %s", v.State, err, c.want)
			}
		})
	}
	if v, err := parseSample(TypePercent, "98;60"); err != nil || v.Type != TypePair || v.Text != "98;60" {
		t.Errorf("98;60 is read as %+v, %v; want a pair", v, err)
	}
	for _, bad := range []struct {
		typ  Type
		text string
	}{{TypeCount, "-3"}, {TypeMoney, "1.234,5"}, {TypeDate, "14/02/2020"}, {TypeStatus, "đạt"}, {TypePair, "98;"}} {
		if v, err := parseSample(bad.typ, bad.text); err == nil {
			t.Errorf("%q is read as the %s %+v", bad.text, bad.typ, v)
		}
	}
}

func FuzzReadSampleTable(f *testing.F) {
	for _, seed := range []string{"unit,from,to,row,so_ho\n14884,1,12,tong,5\n", "# x\nunit,from,to,thon\n14884,2,1,Bản 1\n", "unit,from\n", "\"", "unit,from,to,row\n14884,1,12,\n"} {
		f.Add(seed)
	}
	units := []Unit{{Code: "14884"}}
	f.Fuzz(func(t *testing.T, text string) {
		table, err := readSampleTable(fstest.MapFS{sampleDir + "x.csv": {Data: []byte(text)}}, "x", units)
		if err != nil {
			return
		}
		for m := 1; m <= 12; m++ {
			for _, l := range table.in("14884", m) {
				if len(l.cells) != len(table.columns) || m < l.from || m > l.to {
					t.Fatalf("line %+v holds in month %d with %d columns", l, m, len(table.columns))
				}
			}
		}
	})
}
