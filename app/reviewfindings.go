package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app/grid"
	"bieuxa/ntm"
)

// findingsPane is the left side: counts, filter, the list by cause, and the chosen finding in full.
type findingsPane struct {
	s      *reviewScreen
	face   fyne.CanvasObject
	counts *fyne.Container
	search *searchEntry
	kinds  *widget.Select
	sheets *widget.Select
	only   *fyne.Container // the cause the list is restricted to
	list   *grid.Grid
	source *listSource
	lists  *fyne.Container // the list, or why it is empty
	full   *fyne.Container

	suggest *suggestBox
	filter  findingFilter
	closed  map[string]bool
	lines   []findingLine
	at      int // the chosen line
	key     string
	moved   bool // to the chosen line, for the one chosen before is gone
}

func newFindingsPane(s *reviewScreen) *findingsPane {
	p := &findingsPane{s: s, counts: container.New(layout.NewRowWrapLayoutWithCustomPadding(14, 0)), only: container.NewStack(),
		lists: container.NewStack(), full: container.NewStack(), closed: map[string]bool{}, source: &listSource{}}
	p.suggest = &suggestBox{s: s}
	p.search = newSearchEntry(s)
	p.search.OnChanged = func(text string) {
		p.filter.search = text
		p.show()
	}
	p.kinds, p.sheets = widget.NewSelect(nil, nil), widget.NewSelect(nil, nil)
	p.only.Hide()
	p.newList()
	var filters fyne.CanvasObject = container.NewVBox(p.search, container.NewGridWithColumns(2, p.kinds, p.sheets))
	if textScale() > roomy { // the search finds sheets too
		filters = container.NewGridWithColumns(2, p.search, p.kinds)
	}
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(2, 2, 6, 6), p.counts), filters, p.only)
	split := container.NewVSplit(container.NewBorder(top, nil, nil, nil, p.lists), container.NewVScroll(p.full))
	split.SetOffset(0.6)
	p.face = split
	return p
}

func (p *findingsPane) newList() {
	g := grid.New(p.source)
	g.HideHeadings, g.Stretch, g.WholeRows, g.TabLeaves, g.Zoom = true, true, true, true, 0.93
	g.OnSelect = func(row, _ int) { p.chosen(row) }
	g.OnActivate = func(row, _ int) {
		if p.lines[row].head() {
			p.fold(row, !p.lines[row].closed)
			return
		}
		p.s.goToFinding()
	}
	g.OnMenu = p.menu
	g.OnKey = func(name fyne.KeyName, m fyne.KeyModifier) bool {
		switch {
		case m == 0 && (name == fyne.KeyLeft || name == fyne.KeyRight):
			p.fold(p.at, name == fyne.KeyLeft)
			return true
		case m == 0 && name == fyne.KeyEscape && p.s.plan.back != nil:
			p.s.leave()
			return true
		case m == 0 && name == fyne.KeySpace && p.at < len(p.lines):
			g.OnActivate(p.at, 0)
			return true
		}
		return p.s.key(name, m)
	}
	g.OnUndo, g.OnRedo = p.s.undo, p.s.redo
	p.list = g
}

// show draws the findings of the return as it is now, and keeps the chosen one chosen as long as it is there.
func (p *findingsPane) show() {
	if p.s.now == nil {
		return
	}
	words, were := p.s.book.Words(), p.lines
	p.lines = findingLines(p.s.now.Findings, p.filter, p.closed, words)
	p.source.lines = p.lines
	p.showCounts()
	p.showFilter()
	p.keepChosen(were)
	if len(p.lines) == 0 {
		p.lists.Objects = []fyne.CanvasObject{p.empty()}
	} else {
		p.lists.Objects = []fyne.CanvasObject{p.list}
		p.list.ChangeSource(p.source)
		p.list.Select(p.at, 0)
	}
	p.lists.Refresh()
	p.showFull()
}

// keepChosen finds the chosen finding again; if it is gone the one that came after it is chosen.
func (p *findingsPane) keepChosen(were []findingLine) {
	if i := p.lineOf(p.key); i >= 0 {
		p.at = i
		return
	}
	p.moved = p.key != ""
	for i := p.at + 1; i < len(were); i++ {
		if at := p.lineOf(lineKey(&were[i])); at >= 0 && !were[i].head() {
			p.at, p.key = at, lineKey(&p.lines[at])
			return
		}
	}
	p.at = max(0, min(p.at, len(p.lines)-1))
	if p.at < len(p.lines)-1 && p.lines[p.at].head() {
		p.at++
	}
	if p.at < len(p.lines) {
		p.key = lineKey(&p.lines[p.at])
	}
}

// lineOf is the line of that key, -1 if there is none.
func (p *findingsPane) lineOf(key string) int {
	return slices.IndexFunc(p.lines, func(l findingLine) bool { return lineKey(&l) == key })
}

func lineKey(l *findingLine) string {
	if l.head() {
		return l.check
	}
	return l.found.Key() + " " + l.found.Place.Cell
}

// first chooses the first finding.
func (p *findingsPane) first() {
	for i := range p.lines {
		if !p.lines[i].head() {
			p.choose(i)
			p.s.leadGrid()
			return
		}
	}
}

func (p *findingsPane) current() *ntm.Finding {
	if p.at < 0 || p.at >= len(p.lines) {
		return nil
	}
	return p.lines[p.at].found
}

// choose marks a line.
func (p *findingsPane) choose(i int) {
	p.at, p.key, p.moved = i, lineKey(&p.lines[i]), false
	p.list.Select(i, 0)
	p.showFull()
}

// chooseFinding marks the line of a finding, unfolding its group; nothing if the filter hides it.
func (p *findingsPane) chooseFinding(key, cell string) {
	for i := range p.lines {
		if lineKey(&p.lines[i]) == key+" "+cell {
			p.choose(i)
			return
		}
	}
	for i := range p.s.now.Findings {
		if f := &p.s.now.Findings[i]; f.Key() == key && p.closed[f.ID] && p.filter.lets(f, p.s.book.Words()) {
			delete(p.closed, f.ID)
			p.key = key + " " + cell
			p.show()
			return
		}
	}
}

// chosen follows the list's cursor: the grid shows the finding's cell.
func (p *findingsPane) chosen(row int) {
	if row >= len(p.lines) || row == p.at && p.key == lineKey(&p.lines[row]) {
		return
	}
	p.at, p.key, p.moved = row, lineKey(&p.lines[row]), false
	p.showFull()
	if !p.s.leading {
		p.s.leadGrid()
	}
}

// fold folds the group of a line away, or out again.
func (p *findingsPane) fold(row int, away bool) {
	if row >= len(p.lines) {
		return
	}
	check := p.lines[row].check
	if p.closed[check] == away {
		return
	}
	p.closed[check] = away
	p.key = check
	p.show()
}

func (p *findingsPane) showCounts() {
	p.counts.Objects = nil
	for _, c := range counters(tallyOf(p.s.now.Findings), p.s.w.words) {
		p.counts.Add(newInked(c.text, c.kind.tone().inkName(), 14, fyne.TextStyle{Bold: true}))
	}
	p.counts.Refresh()
}

// showFilter lists the choices there are.
func (p *findingsPane) showFilter() {
	say := p.s.w.say
	p.kinds.OnChanged, p.sheets.OnChanged = nil, nil
	p.kinds.Options = []string{say("review.filter-kind")}
	for _, k := range findingKinds() {
		p.kinds.Options = append(p.kinds.Options, k.sign()+" "+say("review.filter-"+string(k)))
	}
	p.kinds.SetSelectedIndex(p.filter.kind.rank() + 1)
	p.sheets.Options = []string{say("review.filter-sheet")}
	chosen := 0
	for _, t := range sheetTabs(p.s.now, p.s.w.words) {
		if len(t.count) == 0 && t.sheet.Name != p.filter.sheet {
			continue
		}
		if t.sheet.Name == p.filter.sheet {
			chosen = len(p.sheets.Options)
		}
		p.sheets.Options = append(p.sheets.Options, t.sheet.Name)
	}
	p.sheets.SetSelectedIndex(chosen)
	p.kinds.OnChanged = func(string) {
		p.filter.kind = ""
		if i := p.kinds.SelectedIndex(); i > 0 {
			p.filter.kind = findingKinds()[i-1]
		}
		p.show()
	}
	p.sheets.OnChanged = func(name string) {
		p.filter.sheet = name
		if p.sheets.SelectedIndex() == 0 {
			p.filter.sheet = ""
		}
		p.show()
	}
	p.only.Hidden = p.filter.check == ""
	if p.filter.check != "" {
		p.only.Objects = []fyne.CanvasObject{newPressButton(say("review.filter-check", "title", p.s.book.Words().Title(p.filter.check)),
			theme.CancelIcon(), func() { p.onlyCheck("") })}
	}
}

// onlyCheck restricts the list to a cause; an empty one lifts that.
func (p *findingsPane) onlyCheck(id string) {
	p.filter.check = id
	p.show()
	p.s.face.Refresh()
}

func (p *findingsPane) clearFilter() {
	p.filter = findingFilter{}
	p.search.SetText("")
	p.show()
}
