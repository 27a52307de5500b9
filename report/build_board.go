package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// buildBoard is the submission board: every unit, what it sent and when, and how it stands.
func buildBoard(d *draft) error {
	sent := map[string]BoardLine{}
	for _, b := range d.ctx.Board {
		sent[b.Unit.Code] = b
	}
	tally, n, files := map[string]int{}, 0, 0
	var items []int
	add := func(b BoardLine, s section) {
		row := d.boardRow(b, n+1)
		d.set(row, "unit", TextCell(d.rowName(b.Unit, s)))
		items = append(items, row)
		tally[b.Standing]++
		n++
		files += b.Version
	}
	for i, s := range d.sections(ntm.Every) {
		if s.name != "" {
			head := d.add(Group)
			d.set(head, "no", TextCell(Roman(i+1)))
			d.set(head, "unit", TextCell(s.name))
			d.set(head, "standing", TextCell(d.ru.Footing(s.which(), d.ed.Covers)))
		}
		for _, l := range s.lines {
			add(d.standing(l, sent), s)
			delete(sent, l.Unit.Code)
		}
	}
	if len(d.ru.Districts()) > 0 && len(d.ru.Excluded)+len(sent) > 0 {
		d.set(d.add(Group), "unit", TextCell(d.ed.Words["others"]))
	}
	for _, x := range d.ru.Excluded {
		b := sent[x.Unit.Code]
		b.Unit, b.Standing = x.Unit, d.ed.Words["excluded"]
		add(b, section{})
		delete(sent, x.Unit.Code)
	}
	for _, b := range d.ctx.Board { // units that sent something but are not expected
		if _, left := sent[b.Unit.Code]; left {
			add(b, section{})
		}
	}
	whole := files > 0 || d.ru.Period.Kind == ntm.Month // returns of the period itself, not of its months
	if !whole {
		items = nil
	}
	d.boardTotal(items)
	d.note("%s %s.", d.ed.Words["tally"], tallied(tally))
	if due := d.ctx.Due; whole && !due.IsZero() {
		d.note("%s", strings.ReplaceAll(d.ed.Words["due"], "{day}", day(due)))
	}
	return nil
}

// standing is a unit's line of the board, or what the roll-up itself knows of the unit.
func (d *draft) standing(l *ntm.UnitLine, sent map[string]BoardLine) BoardLine {
	b, ok := sent[l.Unit.Code]
	b.Unit = l.Unit
	switch {
	case b.Version == 0 && len(l.Parts) > 0: // a longer period sent as months
		b.Standing = strings.NewReplacer("{n}", fmt.Sprint(len(l.Parts)), "{of}", fmt.Sprint(len(l.Parts)+len(l.Gaps))).Replace(d.ed.Words["months"])
	case ok && b.Standing != "":
	case l.Reported():
		b.Standing = d.ed.Words["accepted"]
	default:
		b.Standing = d.ed.Words["missing"]
	}
	return b
}

func (d *draft) boardRow(b BoardLine, n int) int {
	row := d.add(Item)
	d.set(row, "no", count(n))
	d.set(row, "standing", TextCell(b.Standing))
	if b.Version == 0 && b.Received.IsZero() {
		if b.Standing == d.ed.Words["missing"] {
			d.set(row, "received", StateCell(Missing))
		}
		return row
	}
	d.set(row, "received", text(day(b.Received)))
	d.set(row, "version", text(fmt.Sprintf("Lần %d", max(1, b.Version))))
	if b.Late {
		d.set(row, "late", MarkCell())
	}
	d.set(row, "block", count(b.Block))
	d.set(row, "explain", count(b.Explain))
	return row
}

func (d *draft) boardTotal(items []int) {
	row := d.add(Total)
	d.across(row, 0, d.at["unit"]+1, TextCell(d.ed.Words["total"]))
	d.set(row, "standing", TextCell(d.ru.Footing(ntm.Every, d.ed.Covers)))
	for _, key := range []string{"block", "explain"} {
		if len(items) == 0 {
			continue
		}
		sum := Sum(singles(d.at[key], items)...)
		if n, err := d.form.evaluate(sum, 0); err == nil {
			d.set(row, key, NumberCell(n, 0).By(sum))
		}
	}
	if len(items) > 0 && !d.ctx.Due.IsZero() {
		late := CountOf(Met, singles(d.at["late"], items)...)
		n, _ := d.form.evaluate(late, 0)
		d.set(row, "late", NumberCell(n, 0).By(late))
	}
}

// tallied is how many units stand where, the most frequent first.
func tallied(tally map[string]int) string {
	var words []string
	for word := range tally {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int {
		if tally[a] != tally[b] {
			return tally[b] - tally[a]
		}
		return strings.Compare(a, b)
	})
	for i, word := range words {
		words[i] = fmt.Sprintf("%s (%d)", word, tally[word])
	}
	return strings.Join(words, "; ")
}
