package report

import "bieuxa/ntm"

// Recipe says what a form counts, in the words of its data: enough to count it again by other means than the layout's.
type Recipe struct {
	Layout  string
	List    string                // table of the return that the form is made of
	Columns map[string]FromList   // by the key of the column: those that count or add up rows of the list
	Parts   map[string]ListedRows // of a listing: by the words of the row that counts them
	Block   Block                 // a second table under the first
}

// Block is a table of the return whose rows stand under the first table, and their sum.
type Block struct {
	Table   string
	Total   string            // words of the row of its sum
	Columns map[string]string // by the key of the column: the column of the table
}

// FromList is what a column takes from the list: rows that are counted, or a column that is added up.
type FromList struct {
	Count *ListedRows
	Add   string
}

// ListedRows picks rows of a list; all that is given must hold.
type ListedRows struct {
	Only     string   // a filter of the catalogue; empty: every row
	Column   string   // of the list
	Words    []string // the column says one of these
	But      []string // the column says none of these
	Distinct string   // of rows that say the same in this column only the first counts
}

// Recipe is what the form that fits the roll-up counts; the zero Recipe if none fits. Columns of other times are not in it.
func (s *FormSet) Recipe(id string, ru *ntm.RollUp) Recipe {
	e, err := s.edition(id, ru)
	if err != nil {
		return Recipe{}
	}
	out := Recipe{Layout: e.Layout, List: e.Applies.Table, Columns: map[string]FromList{}, Parts: map[string]ListedRows{}}
	for _, c := range e.Columns {
		switch {
		case c.Count != nil:
			rows := ListedRows(*c.Count)
			out.Columns[c.Key] = FromList{Count: &rows}
		case c.Add != "":
			out.Columns[c.Key] = FromList{Add: c.Add}
		case (e.Layout == "works" || e.Layout == "funds") && len(c.Figure) == 2 && c.At == "":
			out.Columns[c.Key] = FromList{Add: c.Figure[1]}
		}
	}
	if b := e.Block; b != nil {
		out.Block = Block{Table: b.Table, Total: b.Total, Columns: map[string]string{}}
		for _, c := range b.Columns {
			if c.Column != "" && c.At == "" {
				out.Block.Columns[c.Under] = c.Column
			}
		}
	}
	for _, p := range e.Parts {
		out.Parts[p.Total] = ListedRows(p.Rows)
	}
	return out
}
