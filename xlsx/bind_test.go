package xlsx

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"bieuxa/ntm"
)

func readSketch(t testing.TB, k *sketch, def *ntm.Definition) *ntm.Return {
	t.Helper()
	ret, err := ReadReturn(k.workbook(t), def, lexicon(t), "xa.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return ret
}

func wantSame(t *testing.T, ret *ntm.Return, want stated) {
	t.Helper()
	diffs := differences(ret, want)
	for i, d := range diffs {
		if i == 8 {
			t.Errorf("… %d more", len(diffs)-i)
			break
		}
		t.Error(d)
	}
}

// told lists the findings of the reader as «id severity table row column».
func told(ret *ntm.Return) []string {
	var out []string
	for _, f := range ret.Reading {
		out = append(out, fmt.Sprintf("%s %s %s/%s/%s at %s %v", f.ID, f.Severity, f.Table, f.Row, f.Column, f.Place, f.Facts))
	}
	return out
}

func TestEveryFigureOfAFilledWorkbookIsRead(t *testing.T) {
	def := commune(t)
	k, want := draw(def, 1)
	ret := readSketch(t, k, def)
	wantSame(t, ret, want)
	for _, s := range told(ret) {
		t.Error(s)
	}
}

func TestHeadingsWithoutMergesAreRead(t *testing.T) {
	def := commune(t)
	k, want := draw(def, 2)
	for _, s := range k.sheets {
		s.merges = nil
	}
	ret := readSketch(t, k, def)
	wantSame(t, ret, want)
	for _, s := range told(ret) {
		t.Error(s)
	}
}

// edit does to a workbook what a clerk does without changing a figure.
func edit(k *sketch, rng *rand.Rand) []string {
	var did []string
	note := func(format string, args ...any) { did = append(did, fmt.Sprintf(format, args...)) }
	for range 3 + rng.IntN(6) {
		s := k.sheets[rng.IntN(len(k.sheets))]
		switch rng.IntN(7) {
		case 0:
			row := 1 + rng.IntN(len(s.rows))
			s.insertRow(row)
			note("%s: row inserted at %d", s.name, row)
		case 1:
			col := 1 + rng.IntN(8)
			s.insertCol(col)
			note("%s: column inserted at %d", s.name, col)
		case 2:
			s.name = fmt.Sprintf("Trang %d", rng.IntN(1_000_000))
			note("sheet renamed %s", s.name)
		case 3:
			rng.Shuffle(len(k.sheets), func(i, j int) { k.sheets[i], k.sheets[j] = k.sheets[j], k.sheets[i] })
			note("sheets reordered")
		case 4:
			extra := &sketchSheet{name: fmt.Sprintf("Nháp %d", rng.IntN(1_000_000))}
			extra.put(1, 1, "TT")
			extra.put(1, 2, "Số hộ")
			extra.put(2, 2, 15)
			k.sheets = append(k.sheets, extra)
			note("extra sheet")
		case 5:
			for range 4 {
				s.insertRow(1)
			}
			s.put(1, 1, "UBND XÃ PHÚ LỆ")
			note("%s: title block is taller", s.name)
		case 6:
			s.merges = nil
			note("%s: merges undone", s.name)
		}
	}
	return did
}

func TestEditsThatChangeNoFigureChangeNoReading(t *testing.T) {
	def := commune(t)
	for seed := range uint64(40) {
		k, want := draw(def, seed)
		did := edit(k, rand.New(rand.NewPCG(seed, 11)))
		ret := readSketch(t, k, def)
		if diffs := differences(ret, want); len(diffs) > 0 {
			t.Errorf("seed %d: %d values differ, first %s\nafter %v\nfindings %v", seed, len(diffs), diffs[0], did, told(ret))
		}
	}
}

func BenchmarkBind(b *testing.B) {
	def := commune(b)
	k, want := draw(def, 1)
	wb := k.workbook(b)
	binder, err := NewBinder(def, lexicon(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(want)), "values")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := binder.Read(wb, "xa.xlsx"); err != nil {
			b.Fatal(err)
		}
	}
}
