package office_test

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
)

// phuLe files one return of Quan Hóa's Phú Lệ, and the same with one criterion less under another name.
func phuLe(t *testing.T) (b *office.Book, p ntm.Period, first, second string) {
	t.Helper()
	m := newMaker(t, "xa-2016-2020", "2020-02")
	b = create(t, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2020, 2, 14)})
	first = m.named(m.write(m.commune(m.unit("14884"))), "lan 1.xlsx")
	second = m.named(m.write(m.commune(m.unit("14884"), 10)), "lan 2.xlsx")
	wantClean(t, take(t, b, m.period, first))
	return b, m.period, first, second
}

func TestForeseeTellsWhatWouldBeReplaced(t *testing.T) {
	t.Parallel()
	b, p, first, second := phuLe(t)
	seen, err := b.Foresee(ctx, p, []string{first, second}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(seen.Paths, []string{first, second}) {
		t.Errorf("files %v", seen.Paths)
	}
	if len(seen.Replaces) != 1 || seen.Replaces[0].File != "lan 2.xlsx" || seen.Replaces[0].Version != 1 || seen.Replaces[0].Unit != "14884" {
		t.Fatalf("replaces %+v, want lan 2.xlsx against version 1", seen.Replaces)
	}
	if !slices.ContainsFunc(seen.Replaces[0].Changes, func(c office.Change) bool { return c.Table == "tieu_chi" && c.Row == "10" && c.Column == "dg" }) {
		t.Errorf("the lost criterion is not among the changes: %+v", seen.Replaces[0].Changes)
	}
	// Nothing is stored by looking.
	told, err := b.Verdicts(ctx, p)
	if err != nil || len(told) != 1 {
		t.Errorf("%d lines, want 1: %v", len(told), err)
	}
}

func TestIssueToWritesOnlyThoseChosen(t *testing.T) {
	t.Parallel()
	b := create(t, office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)})
	files, err := b.IssueTo(ctx, month(t, "2020-02"), t.TempDir(), []string{"14884", "14875"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || !strings.Contains(files[0], "14884") || !strings.Contains(files[1], "14875") {
		t.Errorf("wrote %v", files)
	}
	if _, err := b.IssueTo(ctx, month(t, "2020-02"), t.TempDir(), []string{"99999"}, nil); err == nil {
		t.Error("a unit of no book was issued a template")
	}
}

// The clock of these tests stands at 04/01/2021; February 2020 was due on 16/02/2020, 323 days before.
func TestRemindersNameTheDueDay(t *testing.T) {
	t.Parallel()
	b, p, _, _ := phuLe(t)
	all, err := b.Reminders(ctx, p, "")
	if err != nil {
		t.Fatal(err)
	}
	board, err := b.Board(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(board.Lines)-1 {
		t.Errorf("%d letters for %d units, one of which is clean", len(all), len(board.Lines))
	}
	for i := range all {
		if all[i].Unit.Code == "14884" {
			t.Error("the unit that counts is reminded")
		}
		for _, want := range []string{"ngày 16/02/2020", "đã quá hạn 323 ngày", all[i].Unit.Short()} {
			if !strings.Contains(all[i].Text, want) {
				t.Errorf("%q does not say %q", all[i].Text, want)
			}
		}
	}
	for _, l := range board.Lines {
		if !l.Late {
			t.Errorf("%s is not late", l.Unit.Name)
		}
	}
	if none, err := b.Reminders(ctx, p, "14884"); err != nil || len(none) != 0 {
		t.Errorf("%v, %v: nothing to remind the clean unit of", none, err)
	}
}

func TestBatchesAreToldApart(t *testing.T) {
	t.Parallel()
	b, p, _, second := phuLe(t)
	take(t, b, p, second) // at the same moment of the clock
	told, err := b.Verdicts(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 2 || told[0].Batch == told[1].Batch || told[0].At != told[1].At || told[1].Version != 2 || told[1].Changed == 0 {
		t.Errorf("lines %+v", told)
	}
}
