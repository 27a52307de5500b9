package xlsx

import (
	"os"
	"path/filepath"
	"testing"

	"bieuxa/ntm"
)

const producersSeed = 42

// TestProducersOriginal writes the workbook that scripts/producers.sh saves through other programs.
func TestProducersOriginal(t *testing.T) {
	dir := os.Getenv("BIEUXA_PRODUCERS")
	if dir == "" {
		t.Skip("written by scripts/producers.sh only")
	}
	def := commune(t)
	if err := os.WriteFile(filepath.Join(dir, "original.xlsx"), templateOf(t, def, filledReturn(def, producersSeed)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestOtherProgramsSaveTheSameReturn(t *testing.T) {
	def := commune(t)
	want := filledReturn(def, producersSeed)
	var original *ntm.Return
	for _, name := range []string{"original.xlsx", "libreoffice.xlsx", "openpyxl.xlsx", "sheetjs.xlsx", "gnumeric.xlsx",
		"libreoffice.ods", "gnumeric.ods", "odfpy.ods"} {
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join("testdata", "resaved", name))
			if err != nil {
				t.Fatal(err)
			}
			got := readBytes(t, def, b)
			for _, d := range unlike(want, got) {
				t.Error(d)
			}
			for _, f := range told(got) {
				t.Error(f)
			}
			if original == nil {
				original = got
			}
			for _, d := range unlikeComputed(original, got) {
				t.Error(d)
			}
		})
	}
}

// unlikeComputed lists the totals and rates that two returns do not state alike. Programs store a rate
// with 15 to 17 digits; ten decimals are compared.
func unlikeComputed(want, got *ntm.Return) []string {
	var diffs []string
	for _, g := range want.Tables {
		rows := g.Rows
		if g.Total != nil {
			rows = append(rows[:len(rows):len(rows)], g.Total)
		}
		for _, row := range rows {
			other := got.Grid(g.Table.ID).Total
			if row != g.Total {
				other, _ = got.Grid(g.Table.ID).Row(row.Key)
			}
			for i := range row.Entries {
				a, okA := row.Entries[i].Number()
				if !row.Entries[i].Type.Numeric() || row.Entries[i].Formula == "" && row != g.Total {
					continue
				}
				if other == nil {
					diffs = append(diffs, g.Table.ID+": a row is missing")
					break
				}
				b, okB := other.Entries[i].Number()
				if okA != okB || !a.Round(10).Equal(b.Round(10)) {
					diffs = append(diffs, g.Table.ID+"/"+row.Key+"/"+g.Table.Columns[i].Code+": "+row.Entries[i].Canonical()+" and "+other.Entries[i].Canonical()+" at "+other.Entries[i].Place.String())
				}
			}
		}
	}
	return diffs
}
