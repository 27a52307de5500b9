package store_test

import (
	"testing"

	"bieuxa/ntm"
	"bieuxa/store"
)

// A slice says the same of the cells picked as the whole return does, and nothing of the others.
func TestSliceSaysOfItsCellsWhatTheReturnSays(t *testing.T) {
	b := newBook(t)
	save(t, b, "12", store.Accepted)
	official, err := b.Official(ctx, "2020-02")
	if err != nil {
		t.Fatal(err)
	}
	v := official["14884"]
	_, def := phuLe(t, "12")
	whole, err := b.Return(ctx, v, def, "Xã Phú Lệ")
	if err != nil {
		t.Fatal(err)
	}
	parts, err := b.Slice(ctx, []store.Sliced{{Version: v, Def: def, UnitName: "Xã Phú Lệ"}}, []store.Pick{
		{Table: "ho_ngheo", Columns: []string{"cuoi_ky", "tai", "phat_sinh"}, Rows: []string{"ngheo"}}, {Table: "no_dong"}})
	if err != nil {
		t.Fatal(err)
	}
	part := parts[v.ID]
	for _, col := range []string{"cuoi_ky", "tai", "phat_sinh"} {
		want, _ := whole.Entry("ho_ngheo", "ngheo", col)
		got, ok := part.Entry("ho_ngheo", "ngheo", col)
		if !ok || !got.Same(want.Value) || got.Place != want.Place {
			t.Errorf("%s: %+v, the return has %+v", col, got, want)
		}
	}
	if e, ok := part.Entry("ho_ngheo", "ngheo", "ty_le"); ok && e.State != ntm.Blank {
		t.Errorf("a cell that was not picked says %+v", e)
	}
	if _, ok := part.Entry("ho_ngheo", "can_ngheo", "tai"); ok {
		t.Error("a row that was not picked is there")
	}
	if g := part.Grid("no_dong"); g == nil || !g.Nil || !g.Found || g.Place != whole.Grid("no_dong").Place {
		t.Errorf("the empty list: %+v", g)
	}
	if part.Unit != whole.Unit || part.Set != whole.Set || part.File != whole.File {
		t.Errorf("%s %s %s, the return has %s %s %s", part.Unit, part.Set, part.File, whole.Unit, whole.Set, whole.File)
	}
}

func TestWordsOfAColumnAreCounted(t *testing.T) {
	b := newBook(t)
	kept := save(t, b, "12", store.Accepted)
	got, err := b.CountWords(ctx, []int64{kept.ID}, "ho_ngheo", "giai_trinh", []string{"ngheo", "can_ngheo"})
	if err != nil || len(got) != 1 || got["Đã rà soát"] != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if got, err = b.CountWords(ctx, []int64{kept.ID}, "ho_ngheo", "giai_trinh", []string{"can_ngheo"}); err != nil || len(got) != 0 {
		t.Errorf("rows that were not asked for: %v, %v", got, err)
	}
}
