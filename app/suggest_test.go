package app

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// mendingBook answers with suggestions of its own, and keeps what was applied.
type mendingBook struct {
	reviewer
	own     map[string][]ntm.Suggestion // by key; "" of the check
	applied []ntm.Suggestion
}

func (b *mendingBook) Suggestions(_ context.Context, _ ntm.Period, _ string, asked office.Asked) ([]ntm.Suggestion, error) {
	return b.own[asked.Key], nil
}

func (b *mendingBook) PreviewSuggested(context.Context, ntm.Period, string, []ntm.Suggestion) (*office.Mends, error) {
	return &office.Mends{Solved: 2}, nil
}

func (b *mendingBook) Apply(ctx context.Context, p ntm.Period, unit string, set []ntm.Suggestion) (*office.Applied, error) {
	b.applied = append(b.applied, set...)
	r, err := b.reviewer.Review(ctx, p, unit)
	return &office.Applied{Review: r, Cells: len(set)}, err
}

// mendingDesk is the check screen of a return with much to mend; of its chosen finding the given is suggested.
func mendingDesk(t *testing.T, now ...string) (*reviewDesk, *mendingBook) {
	b := &mendingBook{own: map[string][]ntm.Suggestion{}}
	d := newReviewDesk(t, &newOnTheSpot().tasks, true, func(book *office.Book) reviewer { b.reviewer = book; return b })
	f := d.findings.current()
	for _, text := range now {
		b.own[f.Key()] = append(b.own[f.Key()], ntm.Suggestion{Check: f.ID, Key: f.Key(), Why: "slip", Place: f.Place, Now: text, Sure: len(now) == 1})
	}
	b.own[""] = b.own[f.Key()]
	return d, b
}

func TestF4DoesWhatIsSurelyMeant(t *testing.T) {
	d, b := mendingDesk(t, "12")
	d.press(fyne.KeyF4)
	if len(b.applied) != 1 || b.applied[0].Now != "12" {
		t.Errorf("applied: %v", b.applied)
	}
	if !strings.Contains(d.told.Text, "Đã sửa 1 ô; Ctrl+Z để hoàn tác.") {
		t.Errorf("told %q", d.told.Text)
	}
}

func TestOfSeveralReadingsAPersonChooses(t *testing.T) {
	d, b := mendingDesk(t, "1.234", "1,234")
	d.press(fyne.KeyF4)
	if len(b.applied) != 0 || !strings.Contains(d.told.Text, "nhiều cách hiểu") {
		t.Errorf("applied %v, told %q", b.applied, d.told.Text)
	}
	d.mendWith(b.own[""][1])
	if len(b.applied) != 1 || b.applied[0].Now != "1,234" {
		t.Errorf("applied: %v", b.applied)
	}
}

func TestWithoutSuggestionTheNextStepIsTold(t *testing.T) {
	d, b := mendingDesk(t)
	d.press(fyne.KeyF4)
	if len(b.applied) != 0 || !strings.Contains(d.told.Text, "đối chiếu với hồ sơ") {
		t.Errorf("applied %v, told %q", b.applied, d.told.Text)
	}
}

// Cells of one suggestion are ticked together; what is left out is not applied.
func TestWhatIsLeftOutOfThePreviewIsNotApplied(t *testing.T) {
	d, b := mendingDesk(t, "12")
	one := b.own[""][0]
	two := one
	two.Now, two.Also = "13", []ntm.Retyped{{Place: ntm.Place{Sheet: one.Place.Sheet, Cell: "M9"}, Now: "tăng 2"}}
	d.mendAll(one.Check, []ntm.Suggestion{one, two})
	if len(d.w.dialog) != 1 {
		t.Fatal("nothing is shown before it is changed")
	}
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace) // the second cell of the second suggestion
	d.press(fyne.KeyReturn)
	if len(b.applied) != 1 || b.applied[0].Now != "12" || len(d.w.dialog) != 0 {
		t.Errorf("applied: %v", b.applied)
	}
	d.mendAll(one.Check, []ntm.Suggestion{one, two})
	d.press(fyne.KeyEscape)
	if len(b.applied) != 1 {
		t.Errorf("applied after Esc: %v", b.applied)
	}
}

// A suggestion that changes many cells is looked at before.
func TestManyCellsAreLookedAtBefore(t *testing.T) {
	d, b := mendingDesk(t, "12")
	x := b.own[""][0]
	x.Also = []ntm.Retyped{{Now: "1"}, {Now: "2"}}
	d.mendWith(x)
	if len(b.applied) != 0 || len(d.w.dialog) != 1 {
		t.Errorf("applied: %v, %d dialogs", b.applied, len(d.w.dialog))
	}
	if got := suggestButton(&x, d.w.words); got != "Sửa 3 ô… (F4)" {
		t.Errorf("the button says %q", got)
	}
}
