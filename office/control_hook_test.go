package office

import (
	"context"

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
	for i := range c.totals {
		if c.totals[i].again.returns {
			fromReturns++
		}
	}
	return len(c.totals), fromReturns, err
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
