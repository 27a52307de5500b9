package app

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/ntm"
	"bieuxa/office"
)

// suggestDialog is what a person looks at before suggestions are applied: every cell, as it is and as it would be, with
// a box to leave it out.
type suggestDialog struct {
	w     *Window
	words *ntm.Words // of the checks
	title string
	units []office.UnitMends
	apply func([]office.UnitMends)

	k      *keyDialog
	table  *dataTable[mendRow]
	rows   []mendRow
	sets   map[string]bool // suggestions that are chosen
	chosen *widget.Label
	ok     *pressButton
}

func (d *suggestDialog) show() {
	w := d.w
	d.sets = map[string]bool{}
	for i := range d.units {
		d.rows = append(d.rows, mendRows(&d.units[i], w.words, d.titleOf)...)
	}
	keys := dialogKeys{escape: func() { d.k.hide() }}
	d.table = newDataTable(w, d.columns(), func(r mendRow) string { return r.key })
	d.table.jumpColumn, d.table.keys = 1, keys
	d.table.checked = d.toggled
	d.table.activate = func(mendRow) { d.done() }
	for _, r := range d.rows {
		d.table.checks[r.key], d.sets[r.set] = true, true
	}
	d.table.setRows(d.rows)
	d.chosen = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	d.chosen.Wrapping = fyne.TextWrapWord
	d.ok = newPressButton("", theme.ConfirmIcon(), d.done)
	d.ok.Importance = widget.HighImportance
	no := newPressButton(w.say("suggest.cancel"), nil, keys.escape)
	foot := container.NewVBox(d.chosen)
	if len(d.units) == 1 {
		if text := effectWords(d.units[0].Preview, w.words); text != "" {
			foot.Add(wrapped(text, fyne.TextStyle{}))
		}
	}
	hint := wrapped(w.say("suggest.keys"), fyne.TextStyle{Italic: true})
	foot.Add(hint)
	d.tell()
	d.k = w.openDialog(dialogPlan{title: d.title, content: container.NewBorder(nil, foot, nil, nil, d.table),
		buttons: []*pressButton{d.ok, no}, keys: keys, focus: d.table.body, size: fyne.NewSize(wideFor(len(d.units)), 560)})
}

// wideFor leaves room for the columns that tell units and causes apart.
func wideFor(units int) float32 {
	if units > 1 {
		return 1300
	}
	return 1060
}

func (d *suggestDialog) titleOf(check string) string { return check + " " + d.words.Title(check) }

func (d *suggestDialog) columns() []column[mendRow] {
	title := func(id string) string { return d.w.say("suggest.column-" + id) }
	box := func(r mendRow) string {
		if d.sets[r.set] {
			return "☑"
		}
		return "☐"
	}
	out := []column[mendRow]{{title: checkTitle, width: 34, align: fyne.TextAlignCenter, text: box}}
	if len(d.units) > 1 {
		out = append(out, column[mendRow]{title: title("unit"), width: 120, grow: 1, text: func(r mendRow) string { return r.name }})
	}
	out = append(out,
		column[mendRow]{title: title("sheet"), width: 104, text: func(r mendRow) string { return r.sheet }},
		column[mendRow]{title: title("cell"), width: 52, text: func(r mendRow) string { return r.cell }},
		column[mendRow]{title: title("was"), width: 110, grow: 1, text: func(r mendRow) string { return r.was }},
		column[mendRow]{title: title("now"), width: 110, grow: 1, bold: true, text: func(r mendRow) string { return r.now }},
		column[mendRow]{title: title("row"), width: 170, grow: 2, text: func(r mendRow) string { return r.label }},
		column[mendRow]{title: title("why"), width: 150, grow: 1, text: func(r mendRow) string { return r.why }})
	if len(d.units) > 1 {
		out = append(out, column[mendRow]{title: title("cause"), width: 120, grow: 2, text: func(r mendRow) string { return r.check }})
	}
	return out
}

// toggled keeps the cells of one suggestion together: they change all, or none.
func (d *suggestDialog) toggled() {
	moved := map[string]bool{}
	for _, r := range d.rows {
		if d.table.checks[r.key] != d.sets[r.set] {
			moved[r.set] = true
		}
	}
	for set := range moved {
		d.sets[set] = !d.sets[set]
	}
	for _, r := range d.rows {
		d.table.checks[r.key] = d.sets[r.set]
	}
	d.table.redraw()
	d.tell()
}

func (d *suggestDialog) tell() {
	_, n, cells := ticked(d.units, d.sets)
	of := 0
	for i := range d.units {
		of += len(d.units[i].Suggestions)
	}
	d.chosen.SetText(d.w.say("suggest.chosen", "n", strconv.Itoa(n), "of", strconv.Itoa(of), "cells", strconv.Itoa(cells)))
	d.ok.SetText(d.w.say("suggest.apply", "n", strconv.Itoa(cells)))
	if n == 0 {
		d.ok.Disable()
	} else {
		d.ok.Enable()
	}
}

func (d *suggestDialog) done() {
	units, n, _ := ticked(d.units, d.sets)
	if n == 0 {
		return
	}
	d.k.hide()
	d.apply(units)
}
