package office

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"bieuxa/ntm"
	"bieuxa/store"
)

// ExchangeSchema names the shape of an exchange; docs/schema/exchange-1.schema.json describes it. What is only added
// keeps the number; what changes or goes gets the next.
const ExchangeSchema = "bieuxa-exchange/1"

// Exchange is a period for other programs: the returns that count with every entry and its cell, the findings, and
// the roll-up. Figures are strings with a decimal point, days are ISO 8601, times RFC 3339.
type Exchange struct {
	Schema     string           `json:"schema"`
	Period     string           `json:"period"`
	From       string           `json:"from"`
	To         string           `json:"to"`
	Parent     string           `json:"parent"`
	ParentName string           `json:"parent_name"`
	Set        string           `json:"set"`
	Definition string           `json:"definition"` // of the fullest return, "xa-thang/1"
	Made       string           `json:"made"`
	Sample     bool             `json:"sample"` // made-up figures
	Units      []ExchangeUnit   `json:"units"`
	Tables     []ExchangeTable  `json:"tables"` // what the codes in the entries mean
	Returns    []ExchangeReturn `json:"returns"`
	Findings   []FindingLine    `json:"findings"` // of each unit's newest return
	RollUp     RollUpFigures    `json:"rollup"`
}

// ExchangeUnit is one expected unit and how its newest return stands.
type ExchangeUnit struct {
	Unit     string `json:"unit"`
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Above    string `json:"above"`    // the unit between it and the parent; empty: none
	Standing string `json:"standing"` // missing, clean, explain, blocked, returned, excluded
	Version  int    `json:"version"`  // newest received; 0: none
	Counted  int    `json:"counted"`  // the one in the totals; 0: none
	Received string `json:"received"`
	Excluded string `json:"excluded"` // why it is left out
}

// ExchangeTable is one table of the return's definition.
type ExchangeTable struct {
	Table   string           `json:"table"`
	Sheet   string           `json:"sheet"`
	Title   string           `json:"title"`
	Columns []ExchangeColumn `json:"columns"`
	Rows    []ExchangeRow    `json:"rows"` // of a list: none
}

// ExchangeColumn is a column that units fill. Meaning is over time: DK opening, CK closing, PS flow, LK cumulative,
// KH plan, DM identity.
type ExchangeColumn struct {
	Column  string `json:"column"`
	Heading string `json:"heading"`
	Type    string `json:"type"`
	Measure string `json:"measure"` // unit of measure
	Meaning string `json:"meaning"`
	RollUp  string `json:"roll_up"`
}

// ExchangeRow is a row given in advance.
type ExchangeRow struct {
	Row   string `json:"row"`
	No    string `json:"no"`
	Label string `json:"label"`
}

// ExchangeReturn is one return that counts; of a longer period there is one a month.
type ExchangeReturn struct {
	Unit    string          `json:"unit"`
	Name    string          `json:"name"`
	Period  string          `json:"period"`
	File    string          `json:"file"`
	SHA256  string          `json:"sha256"`
	Entries []ExchangeEntry `json:"entries"`
	Nothing []string        `json:"nothing"` // tables of which the unit says «Không phát sinh»
}

// ExchangeEntry is one cell. State tells the kinds of nothing apart: blank, stated, dash, none-arising,
// not-applicable, unreadable. Value is empty unless stated; of an unreadable cell it is what is written.
type ExchangeEntry struct {
	Table  string `json:"table"`
	Row    string `json:"row"`  // of a list: what names the row
	Line   int    `json:"line"` // row number in the sheet
	Column string `json:"column"`
	State  string `json:"state"`
	Value  string `json:"value"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
}

// exchange gathers an edition for other programs.
func (e *edition) exchange() (*Exchange, error) {
	ru := e.ru
	x := &Exchange{Schema: ExchangeSchema, Period: ru.Period.String(), From: ru.From.String(), To: ru.To.String(),
		Parent: ru.Parent.Code, ParentName: ru.Parent.Name, Set: ru.Set.Base, Definition: ru.Def.ID + "/" + strconv.Itoa(ru.Def.Version),
		Made: e.at.Format(time.RFC3339), Sample: e.b.meta.Sample, Units: e.exchangeUnits(),
		Tables: exchangeTables(ru.Def), Returns: []ExchangeReturn{}, Findings: []FindingLine{}, RollUp: FiguresOf(ru, e.b.words)}
	for _, l := range ru.Lines {
		returns := l.Parts
		if len(returns) == 0 && l.Now != nil {
			returns = []*ntm.Return{l.Now}
		}
		for _, r := range returns {
			x.Returns = append(x.Returns, exchangeReturn(r))
		}
	}
	periods := []ntm.Period{ru.Period}
	if ru.Period.Kind != ntm.Month {
		periods = append(ru.Period.Months(), ru.Period)
	}
	for _, p := range periods {
		if err := e.exchangeFindings(x, p); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// exchangeFindings adds the findings of each expected unit's newest return of a period.
func (e *edition) exchangeFindings(x *Exchange, p ntm.Period) error {
	versions, err := e.b.store.Versions(e.steps.ctx, p.String())
	if err != nil {
		return e.b.stored(err)
	}
	newest := map[string]store.Version{}
	for _, v := range versions {
		newest[v.Unit] = v
	}
	for i := range e.board.Lines {
		v, ok := newest[e.board.Lines[i].Unit.Code]
		if !ok {
			continue
		}
		found, err := e.b.store.Findings(e.steps.ctx, v.ID)
		if err != nil {
			return e.b.stored(err)
		}
		for j := range found {
			x.Findings = append(x.Findings, FindingLineOf(&found[j], v.FileName, v.Period, e.b.words))
		}
	}
	return nil
}

// bytes is the exchange as one document.
func (x *Exchange) bytes() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(x)
	return out.Bytes(), err
}

func (e *edition) exchangeUnits() []ExchangeUnit {
	above := map[string]string{}
	for _, l := range e.ru.Lines {
		above[l.Unit.Code] = l.Above
	}
	out := make([]ExchangeUnit, 0, len(e.board.Lines))
	for i := range e.board.Lines {
		l := &e.board.Lines[i]
		out = append(out, ExchangeUnit{Unit: l.Unit.Code, Name: l.Unit.Name, Kind: string(l.Unit.Kind), Above: above[l.Unit.Code],
			Standing: string(l.Standing), Version: l.Version, Counted: l.Counted, Received: l.Received, Excluded: l.Excluded})
	}
	return out
}

func exchangeTables(def *ntm.Definition) []ExchangeTable {
	out := []ExchangeTable{}
	for i := range def.Sheets {
		for j := range def.Sheets[i].Tables {
			t := &def.Sheets[i].Tables[j]
			x := ExchangeTable{Table: t.ID, Sheet: def.Sheets[i].ID, Title: t.Title, Columns: []ExchangeColumn{}, Rows: []ExchangeRow{}}
			if x.Title == "" {
				x.Title = def.Sheets[i].Title
			}
			for c := range t.Columns {
				if col := &t.Columns[c]; col.Given == "" {
					x.Columns = append(x.Columns, ExchangeColumn{col.Code, col.Heading(), string(col.Type), col.Unit, string(col.Meaning), string(col.RollUp)})
				}
			}
			for r := range t.Rows {
				x.Rows = append(x.Rows, ExchangeRow{t.Rows[r].Code, t.Rows[r].No, t.Rows[r].Label})
			}
			out = append(out, x)
		}
	}
	return out
}

func exchangeReturn(r *ntm.Return) ExchangeReturn {
	x := ExchangeReturn{Unit: r.Unit, Name: r.UnitName, Period: r.Period.String(), File: r.File, SHA256: r.Hash,
		Entries: []ExchangeEntry{}, Nothing: []string{}}
	for _, g := range r.Tables {
		if g.Nil {
			x.Nothing = append(x.Nothing, g.Table.ID)
		}
		for _, row := range g.Rows {
			for c := range row.Entries {
				if col := &g.Table.Columns[c]; col.Given == "" {
					x.Entries = append(x.Entries, exchangeEntry(g, row, c))
				}
			}
		}
	}
	return x
}

func exchangeEntry(g *ntm.Grid, row *ntm.Row, c int) ExchangeEntry {
	e := &row.Entries[c]
	x := ExchangeEntry{Table: g.Table.ID, Row: row.Key, Line: row.Line, Column: g.Table.Columns[c].Code, State: e.State.String(),
		Sheet: e.Place.Sheet, Cell: e.Place.Cell}
	if e.State == ntm.Stated || e.State == ntm.Unreadable {
		x.Value = e.Canonical()
	}
	return x
}
