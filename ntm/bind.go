package ntm

import (
	"fmt"
	"strings"
)

// Bind fits the definition to a unit: sheets its kind files on the date, rows in use on the date,
// and the rows of its criteria set. The definition itself is not changed. Bound definitions are
// shared by all units of a kind; they are read-only.
func (d *Definition) Bind(set *CriteriaSet, kind string, on Date) (*Definition, error) {
	return d.BindSets(kind, on, func(id string) (*CriteriaSet, bool) { return set, id == "criteria-set" && set != nil })
}

// BindSets is Bind for definitions whose tables name their set themselves (rows_from: set:<id>).
func (d *Definition) BindSets(kind string, on Date, setOf func(id string) (*CriteriaSet, bool)) (*Definition, error) {
	b := &Definition{ID: d.ID, Version: d.Version, Title: d.Title, Level: d.Level, Issued: d.Issued, Standing: d.Standing,
		Checks: d.Checks, checks: d.checks, tables: map[string]*Table{}}
	for i := range d.Sheets {
		if !d.Sheets[i].AppliesTo(kind, on.String()) {
			continue
		}
		b.Sheets = append(b.Sheets, d.Sheets[i])
	}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		tables := make([]Table, len(s.Tables))
		for j := range s.Tables {
			t := s.Tables[j]
			rows, err := t.rowsOn(on, setOf)
			if err != nil {
				return nil, fmt.Errorf("table %s: %w", t.ID, err)
			}
			t.Rows = rows
			t.sheet = s
			tables[j] = t
			if err := tables[j].linkRows(); err != nil {
				return nil, fmt.Errorf("table %s: %w", t.ID, err)
			}
			b.tables[t.ID] = &tables[j]
		}
		s.Tables = tables
	}
	return b, nil
}

func (t *Table) rowsOn(on Date, setOf func(string) (*CriteriaSet, bool)) ([]RowDef, error) {
	if t.RowsFrom != "" {
		set, ok := setOf(strings.TrimPrefix(t.RowsFrom, "set:"))
		if !ok {
			return nil, fmt.Errorf("criteria set %s is not known", t.RowsFrom)
		}
		return set.rowDefs(), nil
	}
	gone := map[string]bool{}
	var rows []RowDef
	for _, r := range t.Rows {
		if r.Until != "" && on.String() > r.Until {
			gone[r.Code] = true
			continue
		}
		rows = append(rows, r)
	}
	for i := range rows {
		var sum []string
		for _, code := range rows[i].Sum {
			if !gone[code] {
				sum = append(sum, code)
			}
		}
		rows[i].Sum = sum
	}
	return rows, nil
}

// rowDefs lays the set out as rows: a criterion, then its indicators; a criterion that is its own
// only indicator takes one row.
func (s *CriteriaSet) rowDefs() []RowDef {
	var rows []RowDef
	for i := range s.Criteria {
		c := &s.Criteria[i]
		no := fmt.Sprint(c.No)
		if len(c.Indicators) == 1 && c.Indicators[0].No == no {
			ind := &c.Indicators[0]
			rows = append(rows, RowDef{Code: no, No: no, Label: ind.Name, Unit: ind.Unit, Kind: RowSingle,
				Type: ind.valueType(), Criterion: c.No, Indicator: ind})
			continue
		}
		rows = append(rows, RowDef{Code: no, No: no, Label: c.Name, Kind: RowCriterion, Type: TypeText,
			Criterion: c.No, Except: []string{"kq_nt", "kq", "kq_kh"}})
		for j := range c.Indicators {
			ind := &c.Indicators[j]
			rows = append(rows, RowDef{Code: ind.No, No: ind.No, Label: ind.Name, Unit: ind.Unit, Kind: RowIndicator,
				Type: ind.valueType(), Criterion: c.No, Indicator: ind})
		}
	}
	return rows
}

// valueType is the type of the cell in which the indicator's result is written.
func (ind *Indicator) valueType() Type {
	switch ind.Type {
	case IndicatorPercent:
		if len(ind.Parts) > 1 {
			return TypePair
		}
		return TypePercent
	case IndicatorNumber, IndicatorIncome:
		return TypeNumber
	case IndicatorCount:
		return TypeCount
	}
	return TypeText
}
