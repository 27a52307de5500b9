package report

import (
	"fmt"

	"bieuxa/ntm"
)

// blockSpec is a second table of the return under the first, in its columns.
type blockSpec struct {
	Table   string        `yaml:"table"`
	Title   string        `yaml:"title"`
	Heading string        `yaml:"heading"` // over the rows' names
	Total   string        `yaml:"total"`   // name of the closing sum
	Columns []blockColumn `yaml:"columns"`
}

// blockColumn is what stands under a column of the form.
type blockColumn struct {
	Under   string   `yaml:"under"`
	Heading string   `yaml:"heading"`
	Column  string   `yaml:"column"`  // of the table; «unit»: the row's unit of measure
	At      string   `yaml:"at"`      // see columnSpec
	Rate    []string `yaml:"rate"`    // as of columnSpec, over columns of the form
	Closing bool     `yaml:"closing"` // it is added up at the end
}

// unitOfMeasure is the name of a row's unit of measure among a block's columns.
const unitOfMeasure = "unit"

// verify tells what the columns of the form do not have.
func (b *blockSpec) verify(columns map[string]columnSpec) error {
	for _, c := range b.Columns {
		if columns[c.Under].Key == "" || c.Heading == "" || (c.Column == "") == (len(c.Rate) == 0) {
			return fmt.Errorf("block %s: %q is no column, or has no heading, column or rate", b.Table, c.Under)
		}
		if c.At != columns[c.Under].At {
			return fmt.Errorf("block %s: %q is of another time than the column over it", b.Table, c.Under)
		}
	}
	return nil
}

// block adds the second table.
func (m *funds) block(b *blockSpec) error {
	t, ok := m.ru.Def.Table(b.Table)
	if !ok {
		return nil // returns of other years have no such table
	}
	m.across(m.add(Head), 0, m.width(), TextCell(b.Title))
	head := m.add(Head)
	m.set(head, "no", TextCell(m.form.Columns[m.at["no"]].Heading[0]))
	m.set(head, "unit", TextCell(b.Heading))
	for _, c := range b.Columns {
		m.set(head, c.Under, TextCell(c.Heading))
	}
	var rows []int
	for i := range t.Rows {
		rows = append(rows, m.add(Item))
		m.blockRow(rows[i], b, &t.Rows[i])
	}
	m.blockTotal(b, rows)
	return nil
}

func (m *funds) blockRow(row int, b *blockSpec, def *ntm.RowDef) {
	m.set(row, "no", TextCell(def.No))
	m.set(row, "unit", TextCell(def.Label))
	if n, _ := m.ru.Count(m.scope); n == 0 {
		m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
		return
	}
	for _, c := range b.Columns {
		s := columnSpec{Key: c.Under, At: c.At, Figure: []string{b.Table, c.Column}}
		ref := Ref{row, m.at[c.Under]}
		switch c.Column {
		case "":
		case unitOfMeasure:
			m.set(row, c.Under, text(def.Unit))
		default:
			fig := m.figure(s, b.Table, def.Code, c.Column, m.scope)
			m.figures[ref], m.others[ref] = fig, !c.Closing
			if !fig.OK {
				continue
			}
			cell := NumberCell(fig.D, needed(fig.D))
			if state := m.nilOf(s, b.Table, def.Code, c.Column, m.scope); state != 0 {
				cell = StateCell(state)
			}
			m.set(row, c.Under, cell.From(traces(fig.Sources)...))
		}
	}
	m.blockRates(row, b)
}

// blockTotal closes the block with the sums of the columns that are of one measure.
func (m *funds) blockTotal(b *blockSpec, rows []int) {
	row := m.add(Subtotal)
	m.across(row, 0, m.at["unit"]+1, TextCell(b.Total))
	if n, _ := m.ru.Count(m.scope); n == 0 {
		m.across(row, m.at["unit"]+1, m.width(), StateCell(Missing))
		return
	}
	for _, c := range b.Columns {
		if !c.Closing {
			continue
		}
		col, all := m.at[c.Under], ntm.Figure{}
		for _, part := range rows {
			f := m.figures[Ref{part, col}]
			if !f.OK {
				continue
			}
			if all.Reported = max(all.Reported, f.Reported); !all.OK {
				all.Num = ntm.NumInt(0)
			}
			all.Num = all.Num.Add(f.Num)
			all.Sources = append(all.Sources, f.Sources...)
		}
		m.figures[Ref{row, col}] = all
		m.set(row, c.Under, m.sum(all, singles(col, rows), m.specs[col].Decimals))
	}
	m.blockRates(row, b)
}

func (m *funds) blockRates(row int, b *blockSpec) {
	for _, c := range b.Columns {
		if len(c.Rate) > 0 && m.comparable(row, m.scope, c.Rate[0], c.Rate[1]) {
			m.set(row, c.Under, m.yield(row, m.at[c.Under], Ratio(Sum(m.own(row, c.Rate[:1])...), Sum(m.own(row, c.Rate[1:])...))))
		}
	}
}
