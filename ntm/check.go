package ntm

// Check is one row of the catalogue: a name, a severity, and either an expression over the figures
// or the name of a Rule. The catalogue's order is the order of the definition's file.
//
// An expression check compares Saw with Want under Op, or reports where Bad is true. If a figure it
// needs is missing, it says nothing: the blank itself is reported by check G4.
type Check struct {
	ID       string   `yaml:"id"`
	Severity Severity `yaml:"severity"`
	Source   string   `yaml:"source"` // decree or form; «[P]» marks a proposal of this program
	On       string   `yaml:"on"`     // "" one return; "roll-up" the office's totals

	Table string   `yaml:"table"`
	Each  string   `yaml:"each"` // "row" (default) or "table": once
	Rows  []string `yaml:"rows"` // row: only these rows; default: all but totals
	Row   string   `yaml:"row"`  // table: the row of the cell named by At
	At    string   `yaml:"at"`   // the column whose cell the finding names

	When      string `yaml:"when"`
	Saw       string `yaml:"saw"` // default: the cell At
	Op        string `yaml:"op"`  // = ≤ ≥ < >, written = <= >= < >
	Want      string `yaml:"want"`
	Bad       string `yaml:"bad"`
	Tolerance string `yaml:"tolerance"` // "print": half a unit of the last printed digit; or a number

	Rule   string            `yaml:"rule"`
	Params map[string]string `yaml:"params"`

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
