package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// ReadMapped binds the part of a workbook that is one unit's, as a confirmed mapping says. What the sender's layout has
// not is told once a table; what it has is read as from the template, and every entry keeps its place.
func (b *Binder) ReadMapped(f *Fitted, unit, file string) (*ntm.Return, error) {
	r := &mappedReading{reading: &reading{Binder: b, wb: f.layout.wb, file: file,
		cache: make(map[string]string, 256), values: make(map[parsed]ntm.Value, 256)}, f: f, unit: unit, grids: map[string]*ntm.Grid{}}
	r.ret = &ntm.Return{Definition: b.def.ID, DefVersion: b.def.Version, File: file}
	for _, k := range b.tables {
		r.grids[k.t.ID] = r.ret.Add(k.t)
	}
	for i := range f.parts {
		if err := r.part(&f.parts[i]); err != nil {
			return nil, err
		}
	}
	for _, k := range b.tables {
		g := r.grids[k.t.ID]
		if !g.Found {
			missing := r.finding("S1", ntm.Explain, r.place("", ""), "table", tableTitle(k.t), "variant", "mapped")
			missing.Table = k.t.ID
			r.ret.Reading = append(r.ret.Reading, missing)
			continue
		}
		r.absent(k, g)
	}
	if err := r.computePending(); err != nil {
		return nil, err
	}
	ntm.SortFindings(r.ret.Reading)
	return r.ret, nil
}

// mappedReading is the reading of one unit's return with a mapping.
type mappedReading struct {
	*reading
	f     *Fitted
	unit  string
	grids map[string]*ntm.Grid
}

// mine tells whether a cell of the unit is meant; a mapping that names no unit has those of one only.
func (r *mappedReading) mine(code string) bool { return code == "" || code == r.unit }

func (r *mappedReading) part(p *fittedPart) error {
	if !r.mine(p.unit) {
		return nil
	}
	if t, ok := r.def.Table(p.region.Table); ok && t.Shape == ntm.ShapeList {
		return r.list(p, t)
	}
	for i := range p.block.Lines {
		if at := p.lines[i]; at >= 0 {
			if row := &p.region.Rows[at]; !row.Ignore && r.mine(row.Unit) {
				if err := r.line(p, i, row); err != nil {
					return err
				}
			}
			continue
		}
		r.unknown(p, i)
	}
	return nil
}

// unknown tells of a line with figures that the mapping does not know; it is neither dropped nor added.
func (r *mappedReading) unknown(p *fittedPart, i int) {
	l := &p.block.Lines[i]
	if l.Figures == 0 || p.region.NamesUnits() || p.skips(l.Label) {
		return
	}
	f := r.finding("C1a", ntm.Explain, r.place(p.block.Sheet.Name, p.block.labelCell(l)), "row", l.Label, "figures", strconv.Itoa(l.Figures))
	f.Table, f.Row, f.Saw = p.region.Table, "line "+strconv.Itoa(l.Row), l.Label
	r.ret.Reading = append(r.ret.Reading, f)
}

// skips tells whether a line is no row: a total, «Trong đó», a note.
func (p *fittedPart) skips(label string) bool {
	key := makeKey(label)
	return totalClass(key) != classBlank || slices.ContainsFunc(p.region.Skip, func(s string) bool { return makeKey(s) == key })
}

func (b *Block) labelCell(l *BlockLine) string {
	col := b.Columns[0].Col
	if b.Label >= 0 {
		col = b.Columns[b.Label].Col
	}
	return Cell{Row: l.Row, Col: col}.Ref()
}

// line reads the cells of one line.
func (r *mappedReading) line(p *fittedPart, i int, row *ntm.Axis) error {
	l := &p.block.Lines[i]
	for j, at := range p.cols {
		if at < 0 {
			continue
		}
		col := &p.region.Columns[at]
		if col.Ignore || col.Names {
			continue
		}
		t := row.Target.Over(col.Target).Over(p.region.Target)
		if !r.mine(t.Unit) || t.Table == "" || t.Row == "" || t.Column == "" {
			continue
		}
		g := r.grids[t.Table]
		if g == nil { // a table that the unit's kind does not file
			continue
		}
		at := g.Table.Col(t.Column)
		def, has := g.Table.RowDefOf(t.Row)
		if at < 0 || !has {
			continue
		}
		times, err := p.region.Factor(col, g.Table.TypeAt(&g.Table.Columns[at], def))
		if err != nil {
			return err
		}
		r.cell(p.block, g, spot{t, Cell{Row: l.Row, Col: p.block.Columns[j].Col}, times})
	}
	return nil
}

// spot is a cell of the sheet and what it is.
type spot struct {
	ntm.Target
	at    Cell
	times decimal.Decimal
}

// cell reads one cell into its entry. A second cell for the same entry that says otherwise is told and blocks.
func (r *mappedReading) cell(b *Block, g *ntm.Grid, s spot) {
	at := g.Table.Col(s.Column)
	r.open(g, b)
	row, _ := g.Row(s.Row)
	e, col := &row.Entries[at], &g.Table.Columns[at]
	place := r.place(b.Sheet.Name, s.at.Ref())
	c, ok := find(b.Sheet.Row(s.at.Row), s.at.Col)
	if !ok {
		if c, ok = b.Sheet.At(s.at.Row, s.at.Col); !ok || c.Row <= b.Bottom || c.Col != s.at.Col || e.Type.Numeric() || col.ByRow {
			c, ok = Cell{Row: s.at.Row, Col: s.at.Col}, false
		}
	}
	if !e.Absent {
		other := r.Parse(r.raw(c), g.Table.SpecAt(col, row.Def))
		if ok && !scaled(other, s.times).Same(e.Value) {
			f := r.finding("S7", ntm.Block, place, "column", col.Heading(), "what", "column", "other", e.Place.Cell)
			f.Table, f.Row, f.Column = g.Table.ID, s.Row, s.Column
			r.ret.Reading = append(r.ret.Reading, f)
		}
		return
	}
	e.Absent, e.Place, row.Line = false, place, s.at.Row
	if !ok {
		return
	}
	if c.Row != s.at.Row { // words of a merged cell hold for every row it covers
		e.Place.Cell = c.Ref()
	}
	e.Formula, e.Cached = c.Formula, c.HasFormula && c.HasCached
	raw := r.raw(c)
	e.Value = scaled(r.Parse(raw, g.Table.SpecAt(col, row.Def)), s.times)
	e.Scaled = !s.times.Equal(decimal.NewFromInt(1)) && e.Type.Numeric()
	e.Shown = shown(c, r.wb.Date1904)
	if raw.NoCache {
		r.pending = append(r.pending, pendingFigure{table: g.Table.ID, row: row, col: at, sheet: b.Sheet, cell: c, times: s.times})
	}
}

// scaled is a figure in the definition's unit of measure.
func scaled(v ntm.Value, times decimal.Decimal) ntm.Value {
	if v.State == ntm.Stated && v.Type.Numeric() && !times.IsZero() && !times.Equal(decimal.NewFromInt(1)) {
		v.Num = v.Num.Mul(times)
	}
	return v
}

// open gives a table its rows when its first cell is read.
func (r *mappedReading) open(g *ntm.Grid, b *Block) {
	if g.Found {
		return
	}
	g.Found = true
	g.Place = b.place()
	g.Place.File = r.file
	for i := range g.Table.Rows {
		row := g.AddRow(g.Table.Rows[i].Code, &g.Table.Rows[i])
		for c := range row.Entries {
			row.Entries[c].Place, row.Entries[c].Absent = g.Place, true
		}
	}
}

// absent tells once what a table of the sender's layout has not of what every unit must state.
func (r *mappedReading) absent(k *tableKeys, g *ntm.Grid) {
	if g.Table.Shape == ntm.ShapeList {
		return // its columns were told by the reader of lists
	}
	for _, row := range g.Rows { // what was not asked for there is not asked for here
		for i := range row.Entries {
			if e := &row.Entries[i]; e.Absent && row.Def != nil && slices.Contains(row.Def.Except, g.Table.Columns[i].Code) {
				e.Absent = false
			}
		}
	}
	var cols, rows []string
	whole := map[string]bool{} // rows no cell of which is there
	for _, row := range g.Rows {
		has, asked := false, false
		for i := range row.Entries {
			has = has || !row.Entries[i].Absent && row.Entries[i].Place != g.Place
			asked = asked || row.Entries[i].Absent && r.asked(&g.Table.Columns[i], row.Def)
		}
		whole[row.Key] = !has
		if !has && asked {
			rows = append(rows, rowName(row.Def))
		}
	}
	for i := range g.Table.Columns {
		col := &g.Table.Columns[i]
		if col.Given != "" || col.Formula != "" || col.Explain {
			continue
		}
		for _, row := range g.Rows {
			if row.Entries[i].Absent && !whole[row.Key] && r.asked(col, row.Def) {
				cols = append(cols, col.Heading())
				break
			}
		}
	}
	if len(cols)+len(rows) == 0 {
		return
	}
	f := r.finding("S2", ntm.Explain, g.Place, "table", tableTitle(k.t), "variant", "mapped")
	if len(cols) > 0 {
		f.Facts["columns"] = strings.Join(cols, "; ")
	}
	if len(rows) > 0 {
		f.Facts["rows"] = strings.Join(rows, "; ")
	}
	f.Table, f.Saw = k.t.ID, f.Facts["columns"]+"|"+f.Facts["rows"]
	r.ret.Reading = append(r.ret.Reading, f)
}

// asked tells whether the definition wants the cell filled.
func (r *mappedReading) asked(col *ntm.Column, def *ntm.RowDef) bool {
	if col.ByRow && def != nil && def.Blank != "" {
		return true
	}
	return col.Blank != ntm.BlankAllowed
}

// list reads a list of the unit's by the lines that are its own.
func (r *mappedReading) list(p *fittedPart, t *ntm.Table) error {
	var keys *tableKeys
	for _, k := range r.tables {
		if k.t == t {
			keys = k
		}
	}
	b := newBand(keys, p.block.Sheet)
	b.times = map[int]decimal.Decimal{}
	for j, at := range p.cols {
		if at < 0 {
			continue
		}
		axis := &p.region.Columns[at]
		col := t.Col(axis.Column)
		if axis.Ignore || axis.Names || col < 0 || b.cols[col] != 0 {
			continue
		}
		times, err := p.region.Factor(axis, t.Columns[col].Type)
		if err != nil {
			return err
		}
		if !times.Equal(decimal.NewFromInt(1)) {
			b.times[col] = times
		}
		head, _ := p.block.Sheet.At(p.block.Bottom, p.block.Columns[j].Col)
		head.Row, head.Col = p.block.Bottom, p.block.Columns[j].Col
		b.bind(col, head)
	}
	if no := keys.no; no >= 0 && p.block.No >= 0 && b.cols[no] == 0 {
		b.bind(no, Cell{Row: p.block.Bottom, Col: p.block.Columns[p.block.No].Col})
	}
	b.top, b.bottom, b.limit = p.block.Top, p.block.Bottom, p.block.Limit
	r.ownLines(p, b)
	b.grid = &ntm.Grid{Table: t, Found: true, Place: p.block.place()}
	b.grid.Place.File = r.file
	g := r.grids[t.ID]
	if g.Found {
		f := r.finding("S7", ntm.Block, b.grid.Place, "what", "table", "why", "different", "variant", "table", "table", tableTitle(t), "other", g.Place.Sheet)
		f.Table = t.ID
		r.ret.Reading = append(r.ret.Reading, f)
		return nil
	}
	r.missingAsked(b)
	r.readList(b)
	*g = *b.grid
	r.ret.Reading = append(r.ret.Reading, b.found...)
	r.pending = append(r.pending, b.pending...)
	return nil
}

// ownLines leaves only the lines of the unit to be read, where lines name their units.
func (r *mappedReading) ownLines(p *fittedPart, b *band) {
	named := slices.ContainsFunc(p.region.Rows, func(a ntm.Axis) bool { return a.Unit != "" })
	b.skip = map[int]bool{}
	section := ""
	for i := range p.block.Lines {
		l := &p.block.Lines[i]
		code := ""
		if at := p.lines[i]; at >= 0 {
			row := &p.region.Rows[at]
			code = row.Unit
			if row.Ignore {
				b.skip[l.Row] = true
			}
			if l.Section && code != "" {
				section = code
			}
		}
		if code == "" {
			code = section
		}
		if p.skipListed(l.Label) || named && (code != r.unit || l.Section) {
			b.skip[l.Row] = true
		}
	}
}

func (p *fittedPart) skipListed(label string) bool {
	key := makeKey(label)
	return slices.ContainsFunc(p.region.Skip, func(s string) bool { return makeKey(s) == key && totalClass(key) == classBlank })
}

// missingAsked tells once of the columns that the definition wants filled and the sender's list has not.
func (r *mappedReading) missingAsked(b *band) {
	var cols []string
	for i := range b.cols {
		col := &b.keys.t.Columns[i]
		if b.cols[i] == 0 && col.Given == "" && col.Formula == "" && col.Blank != ntm.BlankAllowed {
			cols = append(cols, col.Heading())
			b.gone = append(b.gone, i)
		}
	}
	if len(cols) > 0 {
		f := r.finding("S2", ntm.Explain, b.grid.Place, "table", tableTitle(b.keys.t), "variant", "mapped", "columns", strings.Join(cols, "; "))
		f.Saw = f.Facts["columns"] + "|"
		b.tell(f, "", "")
	}
}
