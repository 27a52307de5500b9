package report

import "bieuxa/ntm"

// listing prints a list of the returns row by row, in the parts the form names: Biểu 07, 08, 09 (danh sách).
type listing struct {
	*draft
	count int // column that bears how many rows there are
	n     int // rows so far
}

func buildListing(d *draft) error {
	li := &listing{draft: d, count: d.at["unit"] + 1}
	for i, part := range d.ed.Parts {
		li.part(i, part)
	}
	if li.n == 0 {
		d.form.Rows = nil // headings of nothing
		li.empty()
	}
	li.missing()
	d.silence()
	return nil
}

// empty says why there is no row: nothing arose only if every unit that reported says so.
func (li *listing) empty() {
	said := li.answers(li.ru.Pick(li.scope))
	switch {
	case said[silent] > 0:
		li.across(li.add(Note), 0, li.width(), TextCell(li.ed.Words["unwritten"]))
	case said[listed] > 0: // rows, none of which belongs here
		li.across(li.add(Note), 0, li.width(), TextCell(li.ed.Parts[0].Empty))
	case said[nothing] > 0 && said[unreported] > 0:
		li.across(li.add(Note), 0, li.width(), TextCell(NoRows))
	}
}

// part adds a part's heading, its rows by district, and their sum.
func (li *listing) part(i int, p listPart) {
	rows := li.rowsOf(li.ru.Pick(li.scope), p.Rows)
	if len(rows) == 0 && p.Empty == "" {
		return
	}
	li.n += len(rows)
	if p.Title != "" {
		head := li.add(Head)
		li.across(head, 0, li.width(), TextCell(Roman(i+1)+". "+p.Title))
	}
	if len(rows) == 0 {
		li.across(li.add(Note), 0, li.width(), TextCell(p.Empty))
		return
	}
	var items []int
	no := 0
	for _, s := range li.sections(li.scope) {
		if of := li.rowsOf(s.lines, p.Rows); len(of) > 0 {
			items = append(items, li.section(s, of, &no)...)
		}
	}
	total := li.add(Total)
	li.across(total, 0, li.count, TextCell(p.Total))
	li.tally(total, items)
}

// section adds the rows of a district, under its name if it has one.
func (li *listing) section(s section, rows []ntm.Listed, no *int) []int {
	head := -1
	if s.name != "" {
		head = li.add(Subtotal)
		li.across(head, 0, li.count, TextCell(s.name))
	}
	var items []int
	for _, x := range rows {
		*no++
		row := li.add(Item)
		items = append(items, row)
		li.set(row, "no", count(*no))
		li.set(row, "unit", TextCell(li.rowName(x.Line.Unit, s)))
		for c, spec := range li.specs {
			switch {
			case spec.Says != "":
				li.form.Rows[row].Cells[c] = li.said(x, c)
			case spec.Mark != nil && li.picks(x, *spec.Mark):
				li.form.Rows[row].Cells[c] = MarkCell().From(trace(x.Line.Unit.Code, x.Place(li.evidence(*spec.Mark)))...)
			}
		}
	}
	if head >= 0 {
		li.tally(head, items)
	}
	return items
}

// said is what a row says in a column, as its type is printed.
func (li *listing) said(x ntm.Listed, col int) Cell {
	spec := li.specs[col]
	v := x.Value(spec.Says)
	cell := Cell{}
	n, number := v.Number()
	switch {
	case v.State == ntm.Dash:
		cell = StateCell(Dash)
	case v.State == ntm.NoneArising:
		cell = StateCell(NothingArose)
	case v.State == ntm.NotApplicable:
		cell = StateCell(NotApplicable)
	case v.Type == ntm.TypeDate:
		cell = text(dayOf(v))
	case number:
		cell = li.form.Columns[col].Number(n)
	default:
		cell = text(v.Text)
	}
	if cell.Kind == Blank {
		return cell
	}
	return cell.From(trace(x.Line.Unit.Code, x.Place(spec.Says))...)
}

// tally puts into a row how many rows there are.
func (li *listing) tally(row int, items []int) {
	li.form.Rows[row].Cells[li.count] = count(len(items)).By(CountNumbers(singles(li.at["no"], items)...))
}

// missing adds the units that have not reported.
func (li *listing) missing() {
	for _, s := range li.sections(li.scope) {
		for _, l := range s.lines {
			if !l.Reported() {
				row := li.add(Item)
				li.set(row, "unit", TextCell(li.name(l.Unit)))
				li.across(row, li.count, li.width(), StateCell(Missing))
			}
		}
	}
}
