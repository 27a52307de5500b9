package ntm

import (
	"os"
	"slices"
	"testing"
)

// sampleRollUp is December of the sample district, all units accepted.
func sampleRollUp(t *testing.T) *RollUp {
	t.Helper()
	assets := os.DirFS("../assets")
	sample, err := LoadSample(assets)
	if err != nil {
		t.Fatal(err)
	}
	def, err := LoadDefinition(assets, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	december := Period{Month, 2020, 12}
	ru := &RollUp{Period: december, Set: sample.Set(), Parent: sample.District}
	for _, u := range sample.Units() {
		bound, err := sample.Bind(def, u.Kind, december)
		if err != nil {
			t.Fatal(err)
		}
		r, err := sample.Return(bound, u, december)
		if err != nil {
			t.Fatal(err)
		}
		if u.Kind.Rural() {
			ru.Def = bound
		}
		ru.Lines = append(ru.Lines, &UnitLine{Unit: u, Now: r})
	}
	return ru
}

func TestTotalsOfTheSampleComeOutBothWays(t *testing.T) {
	if found := ExamineRollUp(sampleRollUp(t)); len(found) != 0 {
		t.Errorf("findings on sound totals: %+v", found)
	}
}

// Each total is spoiled as a fault of the program would spoil it; the proof must notice.
func TestSpoiledTotalsAreNoticed(t *testing.T) {
	for _, c := range []struct {
		id    string
		spoil func(x *proof)
	}{
		{"B1", func(x *proof) { x.criteria.By[0].Met-- }},
		{"B1", func(x *proof) { x.criteria.Units[0].Met++ }},
		{"B2", func(x *proof) { x.criteria.By[0].Met = x.criteria.Reported + 1 }},
		{"C5", func(x *proof) { x.criteria.Met = x.criteria.Possible + 1 }},
		{"N1", func(x *proof) { x.criteria.Bands[0].Units = x.criteria.Bands[0].Units[1:] }},
		{"N2", func(x *proof) { x.criteria.Met = 1 }},
		{"A2", func(x *proof) { x.criteria.Reported++ }},
		{"A3", func(x *proof) { x.criteria.Met += 14; x.ru.Lines = x.ru.Lines[:13] }},
		{"B3", func(x *proof) { x.ru.ShowGroup = true }},
		{"N3", func(x *proof) {
			for i := range x.criteria.Units {
				x.criteria.Units[i].Unmet = []int{1}
			}
		}},
	} {
		ru := sampleRollUp(t)
		x := &proof{ru: ru, criteria: ru.Criteria(Every)}
		c.spoil(x)
		for _, step := range []func(){x.matrix, x.bands, x.groups, x.poverty, x.recognition, x.coverage} {
			step()
		}
		if !slices.ContainsFunc(x.found, func(f Finding) bool { return f.ID == c.id }) {
			t.Errorf("%s is not noticed; found %+v", c.id, x.found)
		}
	}
}

func TestFlowThatDoesNotBalanceIsNoticed(t *testing.T) {
	ru := sampleRollUp(t)
	e, ok := ru.Lines[0].Now.Entry("ho_ngheo", PoorRow, "cuoi_ky")
	if !ok {
		t.Fatal("no closing stock")
	}
	e.Num = e.Num.Add(NumInt(1).D)
	found := ExamineRollUp(ru)
	if len(found) == 0 || found[0].ID != "A1" {
		t.Errorf("a closing stock that is one too high: %+v", found)
	}
}

// A column that every row of a unit leaves blank is missing, not zero; «Không phát sinh» is zero.
func TestABlankColumnOfAListIsNotZero(t *testing.T) {
	ru := sampleRollUp(t)
	whole := ru.SumList("no_dong", "qua_han", Every)
	for _, l := range ru.Lines {
		g := l.Now.Grid("no_dong")
		if len(g.Rows) == 0 {
			continue
		}
		for _, row := range g.Rows {
			e, _ := g.At(row, "qua_han")
			e.Value = Value{Type: TypeMoney}
		}
		one := func(x *UnitLine) bool { return x == l }
		if f := ru.SumList("no_dong", "qua_han", one); f.OK || f.Reported != 0 {
			t.Errorf("%s: %s of %d units, want none", l.Unit.Name, f, f.Reported)
		}
		if f := ru.SumList("no_dong", "qua_han", Every); f.Reported != whole.Reported-1 {
			t.Errorf("%d units state the column, want %d", f.Reported, whole.Reported-1)
		}
		return
	}
	t.Fatal("no unit of the sample has arrears")
}
