package app

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// empty says why the list is empty, and what comes next.
func (p *findingsPane) empty() fyne.CanvasObject {
	say := p.s.w.say
	if p.filter.any() {
		return container.NewVBox(wrapped(say("review.filter-none"), fyne.TextStyle{}),
			container.NewHBox(newPressButton(say("review.filter-clear"), theme.CancelIcon(), p.clearFilter)))
	}
	next := "review.next-office"
	if p.s.plan.clerk {
		next = "review.next-clerk"
	}
	return container.NewVBox(container.NewBorder(nil, nil, container.NewVBox(widget.NewIcon(theme.NewSuccessThemedResource(theme.ConfirmIcon()))), nil,
		wrapped(say("review.all-clear"), fyne.TextStyle{Bold: true})), wrapped(say(next), fyne.TextStyle{}))
}

// showFull shows the chosen finding with all that is known of it.
func (p *findingsPane) showFull() {
	p.redrawFull()
	p.suggest.soon()
}

func (p *findingsPane) redrawFull() {
	p.full.Objects = []fyne.CanvasObject{p.fullText()}
	p.full.Refresh()
}

func (p *findingsPane) fullText() fyne.CanvasObject {
	f, words, say := p.current(), p.s.book.Words(), p.s.w.say
	if f == nil {
		if len(p.lines) == 0 {
			return container.NewStack()
		}
		return wrapped(say("review.choose"), fyne.TextStyle{})
	}
	box := lines(wrapped(kindOf(f).sign()+" "+f.ID+" · "+words.Title(f.ID), fyne.TextStyle{Bold: true}))
	ways := p.suggestions(f)
	if ways != nil && textScale() > roomy { // what is wrong stands in the list above
		box.Add(ways)
	}
	box.Add(wrapped(words.Text(*f), fyne.TextStyle{}))
	if sum := arithmeticOf(f, words); sum != "" {
		box.Add(wrapped(sum, fyne.TextStyle{Bold: true}))
	}
	if ways != nil && textScale() <= roomy {
		box.Add(ways)
	}
	if figures := operandLines(f, words); len(figures) > 0 {
		box.Add(p.operands(figures))
	}
	add := func(sentence, of string) {
		if of != "" {
			box.Add(wrapped(sentence, fyne.TextStyle{}))
		}
	}
	add(say("review.explained", "text", f.Explained), f.Explained)
	add(say("review.fix", "text", words.Fix(*f)), words.Fix(*f))
	add(say("review.law", "text", words.Law(f.ID)), words.Law(f.ID))
	return container.NewVBox(box, p.buttons(f))
}

// operands are the figures of the sum; each goes to its cell.
func (p *findingsPane) operands(figures []operandLine) fyne.CanvasObject {
	box := lines()
	for _, o := range figures {
		row, col, ok := office.CellOf(o.place.Cell)
		if !ok || p.s.sheetNamed(o.place.Sheet) == nil {
			box.Add(wrapped(o.text, fyne.TextStyle{}))
			continue
		}
		link := widget.NewHyperlink(o.text, nil)
		link.Wrapping = fyne.TextWrapWord
		link.OnTapped = func() { p.s.goToCell(o.place.Sheet, row, col) }
		box.Add(link)
	}
	return box
}

func (p *findingsPane) buttons(f *ntm.Finding) fyne.CanvasObject {
	say := p.s.w.say
	row := container.New(layout.NewRowWrapLayout())
	if _, _, ok := office.CellOf(f.Place.Cell); ok {
		row.Add(newPressButton(say("review.to-cell"), theme.NavigateNextIcon(), p.s.goToFinding))
	}
	if f.Severity == ntm.Explain && !p.s.fixed() {
		id := "review.to-explain"
		if f.Explained != "" {
			id = "review.explain-again"
		}
		b := newPressButton(say(id), theme.DocumentCreateIcon(), p.s.explain)
		if f.Explained == "" {
			b.Importance = widget.HighImportance
		}
		row.Add(b)
		if n := len(p.waiting(f.ID)); n > 1 {
			row.Add(newPressButton(say("review.explain-group", "n", strconv.Itoa(n)), nil, func() { p.s.explainAll(f.ID) }))
		}
	}
	return row
}

// waiting are the findings of a check that still need explaining.
func (p *findingsPane) waiting(check string) []*ntm.Finding {
	var out []*ntm.Finding
	for i := range p.s.now.Findings {
		if f := &p.s.now.Findings[i]; f.ID == check && kindOf(f) == kindOpen {
			out = append(out, f)
		}
	}
	return out
}
