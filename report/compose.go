package report

import "golang.org/x/text/unicode/norm"

// Composed is the form with every printed string in NFC, the only composition that fonts and the
// searches of office programs agree on. The form itself stays as it is.
func (f Form) Composed() Form { return f.MapText(norm.NFC.String) }

// MapText is a copy of the form with change made to every printed string.
func (f Form) MapText(change func(string) string) Form {
	for _, s := range []*string{
		&f.No, &f.Issued, &f.Title, &f.Subtitle, &f.Measure, &f.Reporter, &f.Receiver, &f.Cutoff, &f.Reported, &f.Caption,
		&f.Signatures.Place,
		&f.Signatures.Left.Title, &f.Signatures.Left.Hint, &f.Signatures.Left.Name,
		&f.Signatures.Right.Title, &f.Signatures.Right.Hint, &f.Signatures.Right.Name,
	} {
		*s = change(*s)
	}
	f.Notes = mapped(f.Notes, change)
	columns := make([]Column, len(f.Columns))
	for i, c := range f.Columns {
		c.Heading, c.Label = mapped(c.Heading, change), change(c.Label)
		columns[i] = c
	}
	rows := make([]Row, len(f.Rows))
	for r, row := range f.Rows {
		cells := make([]Cell, len(row.Cells))
		for c, cell := range row.Cells {
			if cell.Text != "" {
				cell.Text = change(cell.Text)
			}
			cells[c] = cell
		}
		rows[r] = Row{row.Role, row.Indent, cells}
	}
	f.Columns, f.Rows = columns, rows
	return f
}

func mapped(all []string, change func(string) string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = change(s)
	}
	return out
}
