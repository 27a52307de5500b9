package corpus

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// Spot is where a figure stands.
type Spot struct {
	Sheet    string
	Row, Col int
}

// Cell is the address inside the sheet: «G12».
func (s Spot) Cell() string {
	name, err := excelize.CoordinatesToCellName(s.Col, s.Row)
	if err != nil {
		panic(err) // rows and columns come from the file itself
	}
	return name
}

// Area is where a table stands: its headings from Head on, its body from First to Last.
type Area struct {
	Sheet             string
	Head, First, Last int
	Col               map[string]int
	Rows              []string // as in Key.Row, in order
}

// Base is a clean return.
type Base struct {
	ID       string
	District *District
	Def      *ntm.Definition
	Unit     ntm.Unit
	Period   ntm.Period
	Name     string // of the file
	Body     []byte
	Right    map[Key]string
	Meant    []Allowed

	areas map[string]*Area
	at    map[Key]Spot
	order []Key // of the figures that a unit fills
}

// newBase writes the workbook and finds its figures by the names the template gives to columns.
func newBase(d *District, t xlsx.Template) (*Base, error) {
	b := &Base{ID: d.ID + "-" + t.Unit.Code, District: d, Def: t.Def, Unit: t.Unit, Period: t.Period,
		Name: fmt.Sprintf("%s %s %s.xlsx", t.Unit.Code, t.Unit.Name, t.Period), Right: map[Key]string{}, at: map[Key]Spot{}, areas: map[string]*Area{}}
	var body bytes.Buffer
	if err := xlsx.WriteTemplate(&body, t); err != nil {
		return nil, err
	}
	b.Body = body.Bytes()
	f, err := excelize.OpenReader(bytes.NewReader(b.Body))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, n := range f.GetDefinedName() {
		if err := b.named(n.Name, n.RefersTo); err != nil {
			return nil, err
		}
	}
	for _, g := range t.Values.Tables {
		if err := b.table(f, g); err != nil {
			return nil, fmt.Errorf("%s, table %s: %w", b.ID, g.Table.ID, err)
		}
	}
	return b, nil
}

// named notes the range of a table or of a column's body.
func (b *Base) named(name, refers string) error {
	name, ours := strings.CutPrefix(name, "bx.")
	if !ours || strings.HasPrefix(name, "list.") {
		return nil
	}
	table, column, _ := strings.Cut(name, ".")
	sheet, cells, _ := strings.Cut(refers, "!")
	from, to, _ := strings.Cut(strings.ReplaceAll(cells, "$", ""), ":")
	col, first, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return err
	}
	_, last, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		return err
	}
	a := b.areas[table]
	if a == nil {
		a = &Area{Sheet: strings.Trim(sheet, "'"), Col: map[string]int{}}
		b.areas[table] = a
	}
	if column == "" {
		a.Head = first
		return nil
	}
	a.Col[column], a.First, a.Last = col, first, last
	return nil
}

// table notes what the figures of a table are and where they stand.
func (b *Base) table(f *excelize.File, g *ntm.Grid) error {
	a := b.areas[g.Table.ID]
	if a == nil {
		return fmt.Errorf("the workbook has no name for it")
	}
	list := g.Table.Shape == ntm.ShapeList
	if list {
		b.Right[Key{g.Table.ID, countRow, ""}] = "=" + strconv.Itoa(len(g.Rows))
	}
	for i, row := range g.Rows {
		name := row.Key
		if list {
			name = "#" + strconv.Itoa(i+1)
		}
		a.Rows = append(a.Rows, name)
		for j := range g.Table.Columns {
			c := &g.Table.Columns[j]
			if row.Def != nil && slices.Contains(row.Def.Except, c.Code) {
				continue
			}
			k := Key{g.Table.ID, name, c.Code}
			b.at[k] = Spot{a.Sheet, a.First + i, a.Col[c.Code]}
			v := row.Entries[j].Value
			if c.Given != "" || c.Formula != "" && v.State != ntm.Stated {
				continue
			}
			b.Right[k] = said(v)
			if formula, _ := f.GetCellFormula(a.Sheet, b.at[k].Cell()); formula != "" && v.State == ntm.Dash {
				b.Right[k] = "=0" // the sheet adds dashes up to nought
			}
			b.order = append(b.order, k)
		}
	}
	if list && g.Table.Total && len(g.Rows) > 0 {
		return b.total(f, g, a)
	}
	return nil
}

// total is the row under a list: the sums of its columns, by hand.
func (b *Base) total(f *excelize.File, g *ntm.Grid, a *Area) error {
	line := 0
	for r := a.Last + 1; r <= a.Last+3; r++ {
		for c := 1; c <= 3; c++ {
			name, _ := excelize.CoordinatesToCellName(c, r)
			if text, err := f.GetCellValue(a.Sheet, name); err == nil && strings.EqualFold(text, "Tổng cộng") {
				line = r
			}
		}
	}
	if line == 0 {
		return fmt.Errorf("no row Tổng cộng under row %d", a.Last)
	}
	for j := range g.Table.Columns {
		c := &g.Table.Columns[j]
		if !c.Type.Numeric() || c.RollUp != ntm.RollSum || c.Formula != "" {
			continue
		}
		sum, any := decimal.Zero, false
		for _, row := range g.Rows {
			if d, ok := row.Entries[j].Number(); ok {
				sum, any = sum.Add(d), true
			}
		}
		k := Key{g.Table.ID, totalRow, c.Code}
		b.at[k] = Spot{a.Sheet, line, a.Col[c.Code]}
		if any {
			b.Right[k] = "=" + sum.String()
		}
	}
	return nil
}

// column finds a column of the definition.
func (b *Base) column(k Key) *ntm.Column {
	t, ok := b.Def.Table(k.Table)
	if !ok {
		return nil
	}
	if i := t.Col(k.Column); i >= 0 {
		return &t.Columns[i]
	}
	return nil
}

// rowDef finds a row of the definition; nil for lists.
func (b *Base) rowDef(k Key) *ntm.RowDef {
	t, _ := b.Def.Table(k.Table)
	for i := range t.Rows {
		if t.Rows[i].Code == k.Row {
			return &t.Rows[i]
		}
	}
	return nil
}

// typeOf is what the cell may hold.
func (b *Base) typeOf(k Key) ntm.Type {
	t, _ := b.Def.Table(k.Table)
	return t.TypeAt(b.column(k), b.rowDef(k))
}
