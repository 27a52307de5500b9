package xlsx

import (
	"cmp"
	"encoding/json"
	"slices"

	"bieuxa/report"
)

// keptAid is an Aid as it is kept, to be written anew.
type keptAid struct {
	Sheet string
	First bool `json:",omitempty"`
	Table report.Form
	Live  []keptLive `json:",omitempty"`
}

// keptLive is a Live with its place.
type keptLive struct {
	Cell     report.Ref
	Kind     liveKind
	Form     int        `json:",omitempty"`
	At       report.Ref `json:",omitzero"`
	Columns  []int      `json:",omitempty"`
	Decimals int        `json:",omitempty"`
	Yes      string     `json:",omitempty"`
	No       string     `json:",omitempty"`
}

// MarshalJSON gives the same Aid the same bytes.
func (a Aid) MarshalJSON() ([]byte, error) {
	k := keptAid{Sheet: a.Sheet, First: a.First, Table: a.Table}
	for cell, l := range a.Live {
		k.Live = append(k.Live, keptLive{cell, l.kind, l.form, l.at, l.columns, l.decimals, l.yes, l.no})
	}
	slices.SortFunc(k.Live, func(x, y keptLive) int {
		return cmp.Or(cmp.Compare(x.Cell.Row, y.Cell.Row), cmp.Compare(x.Cell.Col, y.Cell.Col))
	})
	return json.Marshal(k)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Aid) UnmarshalJSON(text []byte) error {
	var k keptAid
	if err := json.Unmarshal(text, &k); err != nil {
		return err
	}
	*a = Aid{Sheet: k.Sheet, First: k.First, Table: k.Table, Live: map[report.Ref]Live{}}
	for _, l := range k.Live {
		a.Live[l.Cell] = Live{l.Kind, l.Form, l.At, l.Columns, l.Decimals, l.Yes, l.No}
	}
	return nil
}

// Follows tells whether a cell of the sheet is a formula over other cells.
func (a *Aid) Follows(at report.Ref) bool {
	if _, live := a.Live[at]; live {
		return true
	}
	return at.Row >= 0 && at.Row < len(a.Table.Rows) && at.Col >= 0 && at.Col < len(a.Table.Columns) && a.Table.Rows[at.Row].Cells[at.Col].Formula != nil
}
