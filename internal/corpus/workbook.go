package corpus

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// Doc is a clean return on its way to being faulty: the workbook, and what is right of it.
type Doc struct {
	*Base
	File     string // name
	Injected []Injected

	book     *excelize.File
	edits    []Edit
	areas    map[string]*Area
	at       map[Key]Spot
	changed  map[Key]string
	wrote    map[Key]decimal.Decimal // figures that the file states otherwise than is right
	busy     map[string]bool
	raw      []rawCell
	after    []func([]byte) ([]byte, error) // done to the bytes of the package
	with     []beside
	password string
	saved    saving           // by another program, in the end
	keep     bool             // a program that calculates would write other figures: not to be saved again
	others   map[string]*Base // of the district, by unit
}

// beside is a file that is handed in at the same time.
type beside struct {
	name string
	body []byte
}

// newDoc opens a copy of the clean return.
func newDoc(b *Base) (*Doc, error) {
	f, err := excelize.OpenReader(bytes.NewReader(b.Body))
	if err != nil {
		return nil, err
	}
	d := &Doc{Base: b, File: b.Name, book: f, areas: map[string]*Area{}, at: maps.Clone(b.at), changed: map[Key]string{}, wrote: map[Key]decimal.Decimal{}, busy: map[string]bool{}}
	for id, a := range b.areas {
		c := *a
		c.Col, c.Rows = maps.Clone(a.Col), slices.Clone(a.Rows)
		d.areas[id] = &c
	}
	return d, nil
}

// right is what the figure says, as it should be read.
func (d *Doc) right(k Key) string {
	if s, ok := d.changed[k]; ok {
		return s
	}
	return d.Base.Right[k]
}

// number is the figure as a number; false if it says none.
func (d *Doc) number(k Key) (decimal.Decimal, bool) {
	text, ok := strings.CutPrefix(d.right(k), "=")
	if !ok || !d.typeOf(k).Numeric() {
		return decimal.Decimal{}, false
	}
	n, err := decimal.NewFromString(text)
	return n, err == nil
}

// taken tells whether a fault already stands in the row or the column of the figure, or in what it is added up to.
func (d *Doc) taken(k Key) bool {
	return d.busy[k.Table] || d.busy[k.Table+"|"+k.Row] || d.busy[k.Table+"||"+k.Column] || d.busy["*"]
}

// take keeps other faults away from the row and the column.
func (d *Doc) take(k Key) {
	d.busy[k.Table+"|"+k.Row], d.busy[k.Table+"||"+k.Column] = true, true
}

// takeTable keeps other faults away from the whole table.
func (d *Doc) takeTable(table string) bool {
	if d.busy[table] || d.busy["*"] {
		return false
	}
	for name := range d.busy {
		if strings.HasPrefix(name, table+"|") {
			return false
		}
	}
	d.busy[table] = true
	return true
}

// takeSheet takes every table of a sheet.
func (d *Doc) takeSheet(sheet string) bool {
	for id, a := range d.areas {
		if a.Sheet != sheet {
			continue
		}
		for name := range d.busy {
			if name == id || strings.HasPrefix(name, id+"|") {
				return false
			}
		}
	}
	for id, a := range d.areas {
		if a.Sheet == sheet {
			d.busy[id] = true
		}
	}
	return true
}

// pick is a figure of the unit's own that no fault has touched.
func (d *Doc) pick(r *rand.Rand, want func(k Key, c *ntm.Column, row *ntm.RowDef) bool) (Key, bool) {
	var fit []Key
	for _, k := range d.order {
		if d.taken(k) || d.right(k) != d.Base.Right[k] {
			continue
		}
		row := d.rowDef(k)
		if row != nil && len(row.Sum) > 0 {
			continue
		}
		if c := d.column(k); c != nil && c.Formula == "" && want(k, c, row) {
			fit = append(fit, k)
		}
	}
	if len(fit) == 0 {
		return Key{}, false
	}
	return fit[r.IntN(len(fit))], true
}

// tables of the return in order.
func (d *Doc) tables(want func(t *ntm.Table) bool) []string {
	var out []string
	for i := range d.Def.Sheets {
		for j := range d.Def.Sheets[i].Tables {
			t := &d.Def.Sheets[i].Tables[j]
			if a := d.areas[t.ID]; a != nil && len(a.Rows) > 0 && !d.busy[t.ID] && want(t) {
				out = append(out, t.ID)
			}
		}
	}
	return out
}

// sheets that carry tables, in order.
func (d *Doc) sheets() []string {
	var out []string
	for _, name := range d.book.GetSheetList() {
		for _, a := range d.areas {
			if a.Sheet == name && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// place is where a figure stands now.
func (d *Doc) place(k Key) Place {
	s := d.at[k]
	return Place{Sheet: s.Sheet, Cell: s.Cell()}
}

// inject notes a fault.
func (d *Doc) inject(in Injected) bool {
	if in.Expect == nil {
		in.Expect = []Expect{}
	}
	d.Injected = append(d.Injected, in)
	return true
}

// shift moves what stands at or below a row of a sheet.
func (d *Doc) shift(sheet string, row, by int) {
	for k, s := range d.at {
		if s.Sheet == sheet && s.Row >= row {
			s.Row += by
			d.at[k] = s
		}
	}
	for _, a := range d.areas {
		if a.Sheet != sheet {
			continue
		}
		for _, r := range []*int{&a.Head, &a.First, &a.Last} {
			if *r >= row {
				*r += by
			}
		}
	}
	for i := range d.Injected {
		d.Injected[i].shift(sheet, row, by)
	}
	for i := range d.raw {
		if c := &d.raw[i]; c.sheet == sheet {
			c.cell = moved(c.cell, row, by)
		}
	}
}

// moved is the address after rows were put in, or taken out, above it.
func moved(cell string, row, by int) string {
	c, r, err := excelize.CellNameToCoordinates(cell)
	if err != nil || r < row {
		return cell
	}
	return Spot{Row: r + by, Col: c}.Cell()
}

// shift moves the places of a fault that was noted before.
func (in *Injected) shift(sheet string, row, by int) {
	if in.Sheet == sheet {
		for i := range in.Cells {
			in.Cells[i] = moved(in.Cells[i], row, by)
		}
	}
	for i := range in.Expect {
		for j := range in.Expect[i].At {
			if at := &in.Expect[i].At[j]; at.Sheet == sheet && at.Cell != "" {
				at.Cell = moved(at.Cell, row, by)
			}
		}
	}
	for _, as := range [][]Allowed{in.Follows, in.Notes} {
		for i := range as {
			if as[i].Sheet == sheet && as[i].Cell != "" {
				as[i].Cell = moved(as[i].Cell, row, by)
			}
		}
	}
}

// renamed tells all that is known that a sheet has another name now.
func (d *Doc) renamed(from, to string) {
	for k, s := range d.at {
		if s.Sheet == from {
			s.Sheet = to
			d.at[k] = s
		}
	}
	for _, a := range d.areas {
		if a.Sheet == from {
			a.Sheet = to
		}
	}
	for i := range d.Injected {
		in := &d.Injected[i]
		if in.Sheet == from {
			in.Sheet = to
		}
		for j := range in.Expect {
			for n := range in.Expect[j].At {
				if at := &in.Expect[j].At[n]; at.Sheet == from {
					at.Sheet = to
				}
			}
		}
		for _, as := range [][]Allowed{in.Follows, in.Notes} {
			for n := range as {
				if as[n].Sheet == from {
					as[n].Sheet = to
				}
			}
		}
	}
	for i := range d.raw {
		if d.raw[i].sheet == from {
			d.raw[i].sheet = to
		}
	}
}
