package ntm

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
)

// LoadDefinition reads returns/<id>.yaml and its catalogue of checks, checks/<id>/*.yaml in
// the order of the file names. A fault names the sheet, table, column or check.
func LoadDefinition(fsys fs.FS, id string) (*Definition, error) {
	d := &Definition{}
	if err := readYAML(fsys, "returns/"+id+".yaml", d); err != nil {
		return nil, err
	}
	parts, err := fs.Glob(fsys, "checks/"+id+"/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, part := range parts { // Glob sorts by name: that is the catalogue's order
		var catalogue struct {
			Checks []Check `yaml:"checks"`
		}
		if err := readYAML(fsys, part, &catalogue); err != nil {
			return nil, err
		}
		d.Checks = append(d.Checks, catalogue.Checks...)
	}
	if d.ID != id {
		return nil, fmt.Errorf("returns/%s.yaml defines %q", id, d.ID)
	}
	if err := d.link(); err != nil {
		return nil, fmt.Errorf("return %s: %w", id, err)
	}
	return d, nil
}

func readYAML(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(b, into, yaml.DisallowUnknownField()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// link fills the indexes and compiles every check.
func (d *Definition) link() error {
	d.tables = map[string]*Table{}
	for i := range d.Sheets {
		s := &d.Sheets[i]
		for j := range s.Tables {
			t := &s.Tables[j]
			if _, twice := d.tables[t.ID]; twice {
				return fmt.Errorf("table %s stands twice", t.ID)
			}
			d.tables[t.ID] = t
			if err := t.link(s); err != nil {
				return fmt.Errorf("sheet %s, table %s: %w", s.ID, t.ID, err)
			}
		}
	}
	d.checks = map[string]*Check{}
	for i := range d.Checks {
		c := &d.Checks[i]
		if _, twice := d.checks[c.ID]; twice {
			return fmt.Errorf("check %s stands twice", c.ID)
		}
		d.checks[c.ID] = c
		if err := c.compile(d); err != nil {
			return fmt.Errorf("check %s: %w", c.ID, err)
		}
	}
	return nil
}

func (t *Table) link(s *Sheet) error {
	t.sheet = s
	t.cols = make(map[string]int, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		if _, twice := t.cols[c.Code]; twice || c.Code == "" || len(c.Title) == 0 {
			return fmt.Errorf("column %q has no code or title, or stands twice", c.Code)
		}
		t.cols[c.Code] = i
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		for _, from := range []string{c.Carry, c.NewYear} {
			if from != "" && t.Col(from) < 0 {
				return fmt.Errorf("column %s carries unknown column %s", c.Code, from)
			}
		}
		for _, source := range c.expressions() {
			if _, err := compileExpression(t, source, "num"); err != nil {
				return fmt.Errorf("column %s: %w", c.Code, err)
			}
		}
	}
	return t.linkRows()
}

func (t *Table) linkRows() error {
	t.rows = make(map[string]int, len(t.Rows))
	for i := range t.Rows {
		if _, twice := t.rows[t.Rows[i].Code]; twice {
			return fmt.Errorf("row %s stands twice", t.Rows[i].Code)
		}
		t.rows[t.Rows[i].Code] = i
	}
	for i := range t.Rows {
		for _, code := range t.Rows[i].Sum {
			if _, ok := t.rows[code]; !ok {
				return fmt.Errorf("row %s adds up unknown row %s", t.Rows[i].Code, code)
			}
		}
	}
	return nil
}

func (c *Column) expressions() []string {
	var out []string
	if c.Formula != "" {
		out = append(out, c.Formula)
	}
	if c.Rate != nil {
		out = append(out, c.Rate.Of, c.Rate.Per)
	}
	return out
}

func (c *Check) compile(d *Definition) error {
	switch c.Severity {
	case Block, Explain, Note:
	default:
		return fmt.Errorf("severity %q is none of block, explain, note", c.Severity)
	}
	if c.Rule != "" {
		if _, ok := rules[c.Rule]; !ok && c.On == "" {
			return fmt.Errorf("rule %q is unknown", c.Rule)
		}
	}
	var err error
	if c.expanded, err = c.expand(); err != nil || c.Rule != "" {
		return err
	}
	for i := range c.expanded {
		if err := c.expanded[i].compilePlace(d); err != nil {
			return fmt.Errorf("table %s, column %s: %w", c.expanded[i].Table, c.expanded[i].At, err)
		}
	}
	return nil
}

// compilePlace compiles the check at one of its places.
func (c *Check) compilePlace(d *Definition) error {
	t, ok := d.Table(c.Table)
	if !ok {
		return fmt.Errorf("the table is unknown")
	}
	if t.Col(c.At) < 0 {
		return fmt.Errorf("the table has no such column")
	}
	if c.Saw == "" && c.Bad == "" {
		c.Saw = "it"
	}
	if c.Bad == "" && c.Want == "" {
		return fmt.Errorf("neither want nor bad is given")
	}
	if err := c.checkRows(t); err != nil {
		return err
	}
	cc := &compiledCheck{table: t}
	for _, e := range []struct {
		source, kind string
		into         **expression
	}{{c.When, "bool", &cc.when}, {c.Saw, "num", &cc.saw}, {c.Want, "num", &cc.want}, {c.Bad, "bool", &cc.bad}} {
		if e.source == "" {
			continue
		}
		compiled, err := compileCheckExpression(d, t, c, e.source, e.kind)
		if err != nil {
			return err
		}
		*e.into = compiled
	}
	c.compiled = cc
	return nil
}

// checkRows refuses rows the table does not have. Rows that come from a criteria set are not known here.
func (c *Check) checkRows(t *Table) error {
	if t.RowsFrom != "" || t.Shape == ShapeList {
		return nil
	}
	rows := c.Rows
	if c.Each == "table" {
		rows = append(rows[:len(rows):len(rows)], c.Row)
	}
	for _, code := range rows {
		if _, ok := t.rows[code]; !ok && !strings.HasPrefix(code, "@") {
			return fmt.Errorf("the table has no row %q", code)
		}
	}
	return nil
}
