package office

import (
	"context"

	"github.com/shopspring/decimal"

	"bieuxa/report"
)

// ControlAfter prints an edition, then lets change spoil its forms and holds them against returns and paper. It tells
// how many totals were held, and how many of them against the returns alone.
func ControlAfter(ctx context.Context, b *Book, req ExportRequest, change func([]report.Form)) (totals, fromReturns int, err error) {
	e, err := b.edition(ctx, req)
	if err != nil {
		return 0, 0, err
	}
	p, err := e.pdf()
	if err != nil {
		return 0, 0, err
	}
	if change != nil {
		change(e.forms)
	}
	c, err := e.controlled(p.body)
	if c == nil {
		return 0, 0, err
	}
	return len(c.totals), c.fromReturns(), err
}

// ControlPrinted is ControlAfter with the forms spoilt before they are printed: form and paper agree with one another.
func ControlPrinted(ctx context.Context, b *Book, req ExportRequest, change func([]report.Form)) error {
	e, err := b.edition(ctx, req)
	if err != nil {
		return err
	}
	change(e.forms)
	p, err := e.pdf()
	if err != nil {
		return err
	}
	_, err = e.controlled(p.body)
	return err
}

// Broken is what came of the totals of an edition when the figures under each were spoilt in turn.
type Broken struct {
	Returns  int      // totals told to be counted again from the returns
	Printed  []string // totals told to be added up from printed rows only
	Unseen   []string // totals from the returns that did not tell a figure under them that was changed
	Missed   []string // forms that did not tell a figure that was left out, with its trace
	Forms    map[string]int
	Unfailed []string // forms with totals none of which could be spoilt
}

// ControlBroken spoils one figure under each total and reckons the form anew, as a fault in the roll-up would leave it.
func ControlBroken(ctx context.Context, b *Book, req ExportRequest) (*Broken, error) {
	e, err := b.edition(ctx, req)
	if err != nil {
		return nil, err
	}
	out, again := &Broken{Forms: map[string]int{}}, newRecount(e.ru)
	for i := range e.forms {
		whole := &control{}
		f := e.forms[i].Composed()
		turn := func(g *report.Form) { again.of(g, e.set.Recipe(g.ID, e.ru), e.scope(g.ID)) }
		turn(&f)
		whole.add(i, again, nil)
		for k := range whole.totals {
			x := &whole.totals[k]
			name := f.ID + ": " + totalWords(&f, x.at)
			if !x.again.returns {
				out.Printed = append(out.Printed, name)
				continue
			}
			out.Returns++
			if changed, moved := spoilt(&f, x.at, false); moved {
				out.Forms[f.ID]++
				turn(changed)
				if one := (&controlled{i, x.at, changed.Rows[x.at.Row].Cells[x.at.Col], again.total(x.at), ""}); one.agrees(false) {
					out.Unseen = append(out.Unseen, name)
				}
			}
			changed, moved := spoilt(&f, x.at, true)
			if !moved {
				continue
			}
			out.Forms[f.ID]++
			turn(changed)
			c := &control{}
			if c.add(i, again, nil); e.refuse(c) == nil {
				out.Missed = append(out.Missed, name)
			}
		}
		if whole.fromReturns() > 0 && out.Forms[f.ID] == 0 {
			out.Unfailed = append(out.Unfailed, f.ID)
		}
	}
	return out, nil
}

// spoilt is the form with one figure under a total changed, or left out, and all that follows from it reckoned anew.
// moved is false if the total stays as it is.
func spoilt(f *report.Form, at report.Ref, gone bool) (g *report.Form, moved bool) {
	for _, leaf := range leaves(f, at) {
		copied := f.Composed()
		cell := &copied.Rows[leaf.Row].Cells[leaf.Col]
		switch {
		case gone:
			*cell = report.Cell{}
		case cell.Numeric():
			cell.Num = cell.Num.Mul(decimal.NewFromInt(3)).Add(decimal.NewFromInt(7))
		default: // an assessment: the other one
			*cell = report.Cell{Places: cell.Places}
		}
		reckon(&copied)
		if was, is := f.Rows[at.Row].Cells[at.Col], copied.Rows[at.Row].Cells[at.Col]; !valueOf(is).Num.Equal(valueOf(was).Num) {
			return &copied, true
		}
	}
	return nil, false
}

// leaves are the cells under a cell that follow from no others; itself if it follows from none.
func leaves(f *report.Form, at report.Ref) []report.Ref {
	cell := &f.Rows[at.Row].Cells[at.Col]
	if cell.Formula == nil {
		if cell.Numeric() || cell.Kind == report.Mark || cell.Kind == report.Text {
			return []report.Ref{at}
		}
		return nil
	}
	var out []report.Ref
	each(cell.Formula.Areas(), func(r report.Ref) {
		if len(out) < 400 {
			out = append(out, leaves(f, r)...)
		}
	})
	return out
}

// reckon sets every formula's value to what the cells make.
func reckon(f *report.Form) {
	bare := f.Composed()
	for r := range bare.Rows {
		for c := range bare.Rows[r].Cells {
			bare.Rows[r].Cells[c].Places = nil
		}
	}
	by := &recount{form: &bare}
	for r := range f.Rows {
		for c := range f.Rows[r].Cells {
			cell := &f.Rows[r].Cells[c]
			if cell.Formula == nil || !cell.Numeric() {
				continue
			}
			if t := by.formula(cell.Formula, report.Ref{Row: r, Col: c}); t.known {
				cell.Num = t.n
			}
		}
	}
}
