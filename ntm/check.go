package ntm

import (
	"fmt"
	"maps"
)

// Check is one row of the catalogue: a name, a severity, and either an expression over the figures
// or the name of a Rule. The catalogue's order is the order of the definition's files.
//
// An expression check compares Saw with Want under Op, or reports where Bad is true. If a figure it
// needs is missing, it says nothing: the blank itself is reported by check G4.
type Check struct {
	ID       string   `yaml:"id"`
	Severity Severity `yaml:"severity"`
	Source   string   `yaml:"source"` // decree or form; «[P]» marks a proposal of this program
	On       string   `yaml:"on"`     // "" one return; "roll-up" the office's totals

	Table   string   `yaml:"table"`
	Each    string   `yaml:"each"`    // "row" (default) or "table": once
	Rows    []string `yaml:"rows"`    // row: only these rows, by code or by «@kind»; default: all
	Row     string   `yaml:"row"`     // table: the row of the cell named by At
	At      string   `yaml:"at"`      // the column whose cell the finding names; `it` in expressions
	Columns []string `yaml:"columns"` // the same check at each of these columns, instead of At

	When      string `yaml:"when"`
	Saw       string `yaml:"saw"` // default: the cell At
	Op        string `yaml:"op"`  // = ≤ ≥ < >, written = <= >= < >
	Want      string `yaml:"want"`
	Bad       string `yaml:"bad"`
	Tolerance string `yaml:"tolerance"` // "print": half a unit of the last printed digit; or a number

	// Parts are the places of one check that stands at several: what a part leaves out it takes from
	// the check.
	Parts []Check `yaml:"parts"`

	Rule   string            `yaml:"rule"`
	Params map[string]string `yaml:"params"` // thresholds; Settings.Params go before them

	expanded []Check
	compiled *compiledCheck
}

// Param returns a parameter of the check as a number, or the default.
func (c *Check) Param(name string, def Num) Num {
	if s, ok := c.Params[name]; ok {
		if n, err := ParseNum(s); err == nil {
			return n
		}
	}
	return def
}

// Expanded returns the check as one comparison per place: its parts, each at each of its columns. A
// check by Rule is its own only place.
func (c *Check) Expanded() []Check { return c.expanded }

// expand lays the check out place by place, before it is compiled.
func (c *Check) expand() ([]Check, error) {
	if c.Rule != "" {
		return []Check{*c}, nil
	}
	if len(c.Parts) == 0 {
		return c.byColumn(), nil
	}
	var out []Check
	for i := range c.Parts {
		p := c.Parts[i]
		if p.ID != "" || p.Severity != "" || len(p.Parts) > 0 || p.Rule != "" {
			return nil, fmt.Errorf("part %d has an id, severity, rule or parts of its own", i+1)
		}
		p.inherit(c)
		out = append(out, p.byColumn()...)
	}
	return out, nil
}

func (c *Check) inherit(from *Check) {
	for _, f := range []struct {
		own  *string
		from string
	}{{&c.Table, from.Table}, {&c.Each, from.Each}, {&c.Row, from.Row}, {&c.At, from.At}, {&c.When, from.When},
		{&c.Saw, from.Saw}, {&c.Op, from.Op}, {&c.Want, from.Want}, {&c.Bad, from.Bad}, {&c.Tolerance, from.Tolerance}} {
		if *f.own == "" {
			*f.own = f.from
		}
	}
	if c.Rows == nil {
		c.Rows = from.Rows
	}
	if c.Columns == nil {
		c.Columns = from.Columns
	}
	c.ID, c.Severity, c.Source, c.Params = from.ID, from.Severity, from.Source, from.Params
}

func (c *Check) byColumn() []Check {
	if len(c.Columns) == 0 {
		return []Check{*c}
	}
	out := make([]Check, len(c.Columns))
	for i, col := range c.Columns {
		out[i] = *c
		out[i].At, out[i].Columns = col, nil
	}
	return out
}

// with returns the check with the office's parameters put before its own.
func (c *Check) with(params map[string]string) *Check {
	if len(params) == 0 {
		return c
	}
	own := *c
	own.Params = maps.Clone(c.Params)
	if own.Params == nil {
		own.Params = map[string]string{}
	}
	maps.Copy(own.Params, params)
	return &own
}
