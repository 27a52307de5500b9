package app

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"bieuxa/ntm"
	"bieuxa/office"
)

// rulesPart holds what the province and the office rule: the units' traits, levels, and severities.
type rulesPart struct {
	s                                 *settingsScreen
	unitsFace, levelsFace, checksFace fyne.CanvasObject
	units                             *dataTable[traitRow]
	levels                            *dataTable[ownLevelRow]
	checks                            *dataTable[severityRow]
	set                               string
}

func newRulesPart(s *settingsScreen) *rulesPart {
	p := &rulesPart{s: s}
	w := s.w
	p.units = newDataTable(w, p.unitColumns(), func(r traitRow) string { return r.Unit.Code })
	p.units.jumpColumn = 1
	p.units.activate = p.askTraits
	p.levels = newDataTable(w, p.levelColumns(), func(r ownLevelRow) string { return r.no })
	p.levels.activate = p.askLevel
	p.checks = newDataTable(w, p.checkColumns(), func(r severityRow) string { return r.ID })
	p.checks.activate = p.askSeverity
	p.unitsFace = tablePart(w, "settings.units-hint", p.units, p.askTraits)
	p.levelsFace = tablePart(w, "settings.levels-hint", p.levels, p.askLevel)
	p.checksFace = tablePart(w, "settings.checks-hint", p.checks, p.askSeverity)
	return p
}

// tablePart is a table under a sentence and a button that changes the row selected, as Enter does.
func tablePart[T any](w *Window, hint string, t *dataTable[T], change func(T)) fyne.CanvasObject {
	t.many = false
	b := newPressButton(w.say("settings.change"), theme.DocumentCreateIcon(), func() {
		if rows := t.selected(); len(rows) > 0 {
			change(rows[0])
		} else if t.row >= 0 && t.row < len(t.rows) {
			change(t.rows[t.row])
		}
	})
	find := t.filterEntry(w.say("settings.find"))
	top := container.NewVBox(wrapped(w.say(hint), fyne.TextStyle{}), container.NewBorder(nil, nil, nil, b, find))
	return container.NewBorder(top, nil, nil, nil, t)
}

func (p *rulesPart) show(page settingsPage) {
	w := p.s.w.words
	p.set = page.set
	region := func(id string) string {
		set, ok := p.s.w.office.Criteria().Set(page.set)
		if !ok {
			return id
		}
		return set.RegionName(id)
	}
	p.units.setRows(traitRows(page.traits, w, region))
	p.levels.setRows(ownLevelRows(page.unsure, w))
	p.checks.setRows(severityRows(page.checks, w))
}

func (p *rulesPart) unitColumns() []column[traitRow] {
	w := p.s.w
	middle := fyne.TextAlignCenter
	return []column[traitRow]{
		{title: w.say("closing.column-code"), width: 60, text: func(r traitRow) string { return r.Unit.Code }},
		{title: w.say("closing.column-unit"), width: 150, grow: 2, text: func(r traitRow) string { return r.Unit.Name }},
		{title: w.say("settings.column-region"), width: 170, grow: 2, text: func(r traitRow) string { return r.region }},
		{title: w.say("settings.column-group"), width: 80, align: middle, text: func(r traitRow) string { return r.Group }},
		{title: w.say("settings.special"), width: 80, align: middle, text: func(r traitRow) string { return r.special }},
		{title: w.say("settings.column-zone"), width: 100, grow: 1, text: func(r traitRow) string { return r.Zone }},
	}
}

func (p *rulesPart) levelColumns() []column[ownLevelRow] {
	w := p.s.w
	return []column[ownLevelRow]{
		{title: w.say("settings.column-indicator"), width: 66, text: func(r ownLevelRow) string { return r.no }},
		{title: w.say("settings.column-name"), width: 200, grow: 3, text: func(r ownLevelRow) string { return r.name }},
		{title: w.say("settings.column-known"), width: 190, grow: 2, text: func(r ownLevelRow) string { return r.known }},
		{title: w.say("settings.column-why"), width: 150, grow: 1, text: func(r ownLevelRow) string { return r.why },
			ink: func(r ownLevelRow) color.Color {
				if r.own == "" {
					return ink(toneExplain.inkName())
				}
				return ink(toneClean.inkName())
			}},
		{title: w.say("settings.column-own"), width: 90, bold: true, text: func(r ownLevelRow) string { return r.own }},
		{title: w.say("settings.column-source"), width: 130, grow: 2, text: func(r ownLevelRow) string { return r.source }},
	}
}

func (p *rulesPart) checkColumns() []column[severityRow] {
	w := p.s.w
	return []column[severityRow]{
		{title: w.say("settings.column-check"), width: 66, text: func(r severityRow) string { return r.ID }},
		{title: w.say("settings.column-title"), width: 260, grow: 3, text: func(r severityRow) string { return r.Title }},
		{title: w.say("settings.column-severity"), width: 120, bold: true, text: func(r severityRow) string { return r.word },
			ink: func(r severityRow) color.Color { return severityInk(r.Severity) }},
		{title: w.say("settings.column-usual"), width: 150, text: func(r severityRow) string { return r.usual }},
	}
}

func (p *rulesPart) askTraits(r traitRow) {
	w := p.s.w
	groups := []string{w.say("settings.group-none"), "1", "2", "3"}
	zones := append([]string{w.say("settings.zone-none")}, p.s.book.Zones(p.set)...)
	group, zone, special := groups[0], zones[0], ""
	if r.Group != "" {
		group = r.Group
	}
	if r.Zone != "" {
		zone = r.Zone
	}
	if r.Special {
		special = checkedValue
	}
	fields := []field{{kind: fieldChoice, label: w.say("settings.column-group"), begin: group, choices: groups, hint: w.say("settings.group-hint")},
		{kind: fieldCheck, label: w.say("settings.special-long"), begin: special}}
	if len(zones) > 1 {
		fields = append(fields, field{kind: fieldChoice, label: w.say("settings.column-zone"), begin: zone, choices: zones})
	}
	w.askForm(form{title: r.Unit.Name, fields: fields, ok: w.say("settings.save"), then: func(v []string) {
		t := r.Traits
		t.Group, t.Special = v[0], v[1] != ""
		if t.Group == groups[0] {
			t.Group = ""
		}
		if len(v) > 2 {
			if t.Zone = v[2]; t.Zone == zones[0] {
				t.Zone = ""
			}
		}
		period := p.s.period
		p.s.do(func(ctx context.Context) error { return p.s.book.SetTraits(ctx, period, t) }, "settings.traits-saved", "unit", t.Unit.Name)
	}})
}

func (p *rulesPart) askLevel(r ownLevelRow) {
	w, set := p.s.w, p.set
	w.askForm(form{title: w.say("settings.level-title", "no", r.no), text: r.name + "\n" + w.say("settings.level-known", "text", r.known),
		fields: []field{{label: w.say("settings.column-own"), begin: r.own, hint: w.say("settings.level-hint")},
			{label: w.say("settings.column-source"), begin: r.source, hint: w.say("settings.source-hint")}},
		ok: w.say("settings.save"), then: func(v []string) {
			p.s.do(func(ctx context.Context) error {
				return p.s.book.SetLevel(ctx, set, office.Level{Indicator: r.no, Value: v[0], Source: v[1]})
			}, "settings.level-saved", "no", r.no)
		}})
}

func (p *rulesPart) askSeverity(r severityRow) {
	w := p.s.w
	words := []string{w.say("severity." + string(ntm.Explain)), w.say("severity." + string(ntm.Note))}
	w.askForm(form{title: r.ID + " – " + r.Title, text: w.say("settings.severity-text"),
		fields: []field{{kind: fieldChoice, label: w.say("settings.column-severity"), begin: r.word, choices: words}},
		ok:     w.say("settings.save"), then: func(v []string) {
			s := p.s.book.Settings()
			if s.Severity == nil {
				s.Severity = map[string]ntm.Severity{}
			}
			s.Severity[r.ID] = ntm.Explain
			if v[0] == words[1] {
				s.Severity[r.ID] = ntm.Note
			}
			p.s.do(func(ctx context.Context) error { return p.s.book.SaveSettings(ctx, s) }, "settings.saved")
		}})
}
