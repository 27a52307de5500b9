package xlsx

import (
	"strconv"
	"strings"
)

// Blank cells that repeat further are left out of what is kept of looks: programs fill sheets up with them.
const (
	dressedColumns = 256
	dressedRows    = 64
)

// odsTable reads one table:table.
type odsTable struct {
	*odsReader
	out     *sheetBuilder
	row     int // the last one read
	col     int // the next column declared
	hidden  int // groups open that are not shown
	columns []odsColumn
	line    []odsCell // of the row being read
	said    bool      // the row has a cell that says something
	cells   string    // style of the row's cells, "" if none
}

// odsColumn is a run of columns with the style of their cells.
type odsColumn struct {
	last int
	name string
}

// odsCell is a run of like cells.
type odsCell struct {
	Cell
	first, last int
	style       int
	rows, cols  int // that it spans
	array       Range
}

// readTable reads the sheet just started.
func (r *odsReader) readTable() error {
	name := string(r.s.attrIn(nsTable, "name"))
	if strings.HasPrefix(name, "'file:") && strings.Contains(name, "'#$") {
		r.wb.ExternalLinks = true // what was last seen in another file; no sheet of this one
		r.s.skip()
		return r.s.err
	}
	folded := strings.ToLower(name)
	if name == "" || r.places[folded] || len(name) > 4*maxTab {
		return damaged(r.s.part, "sheet without a name of its own", "sheet", string(clip([]byte(name))))
	}
	r.places[folded] = true
	state := Visible
	if r.styles.resolve("table", string(r.s.attrIn(nsTable, "style-name"))).hidden {
		state = Hidden
	}
	out, err := r.sheet(name, state)
	if err != nil {
		return err
	}
	t := &odsTable{odsReader: r, out: out, col: 1}
	err = t.readPieces()
	if err == nil {
		err = r.s.err
	}
	if err != nil {
		p := asProblem(err, r.s.part)
		p.Facts["sheet"] = name
		return p
	}
	return nil
}

func (t *odsTable) bad(reason string) error {
	if t.s.err != nil {
		return t.s.err
	}
	return damaged(t.s.part, reason, "offset", t.s.offset())
}

// readPieces reads what stands in a table, or in a group of its rows or columns.
func (t *odsTable) readPieces() error {
	for depth := t.s.depth; t.s.child(depth); {
		if t.s.ns != nsTable {
			continue
		}
		var err error
		switch string(t.s.local) {
		case "table-column":
			err = t.readColumn()
		case "table-row":
			err = t.readRow()
		case "table-columns", "table-header-columns", "table-column-group", "table-rows", "table-header-rows", "table-row-group":
			shut := string(t.s.attrIn(nsTable, "display")) == "false"
			if shut {
				t.hidden++
			}
			err = t.readPieces()
			if shut {
				t.hidden--
			}
		case "table-source":
			t.wb.ExternalLinks = true
		case "named-expressions":
			err = t.readNames(len(t.sheets) - 1)
		case "table-cell", "covered-table-cell", "table":
			err = t.bad("cell outside a row")
		}
		if err != nil {
			return err
		}
	}
	return t.s.err
}

// repeated reads how often a row, column or cell stands there.
func (t *odsTable) repeated(name string) (int, error) {
	v := t.s.attrIn(nsTable, name)
	if v == nil {
		return 1, nil
	}
	n, ok := parseCount(v)
	if !ok || n < 1 {
		return 0, t.bad(name + " is no count")
	}
	return n, nil
}

func (t *odsTable) isHidden() bool {
	v := string(t.s.attrIn(nsTable, "visibility"))
	return t.hidden > 0 || v == "collapse" || v == "filter"
}

func (t *odsTable) readColumn() error {
	n, err := t.repeated("number-columns-repeated")
	if err != nil {
		return err
	}
	cols := Span{t.col, min(t.col+n-1, t.lim.Columns)}
	t.col = min(t.col+n, t.lim.Columns+1)
	if cols.First > cols.Last {
		return nil
	}
	if t.isHidden() {
		if err := t.out.hideColumns(cols); err != nil {
			return err
		}
	}
	name := string(t.s.attrIn(nsTable, "default-cell-style-name"))
	if len(t.columns) >= t.lim.Columns {
		return t.bad("too many columns")
	}
	if err := t.chargeText(len(name)); err != nil {
		return err
	}
	t.columns = append(t.columns, odsColumn{cols.Last, name})
	style, err := t.cellStyle(name, "")
	if err != nil {
		return err
	}
	size := t.styles.resolve("table-column", string(t.s.attrIn(nsTable, "style-name"))).size
	looks := &t.out.sheet.looks
	before := len(looks.columns)
	if t.out.width(cols, charactersOf(size)); len(looks.columns) > before && name != "" {
		looks.columns[before].style = int32(style)
	}
	return nil
}

// columnStyle is the style of cells of a column, and the last column that shares it.
func (t *odsTable) columnStyle(col int) (name string, last int) {
	for _, c := range t.columns {
		if col <= c.last {
			return c.name, c.last
		}
	}
	return "", t.lim.Columns
}

// readRow reads the row just started and sets it down as often as it repeats.
func (t *odsTable) readRow() error {
	n, err := t.repeated("number-rows-repeated")
	if err != nil {
		return err
	}
	rows := Span{t.row + 1, t.row + n}
	t.row = min(rows.Last, 2*t.lim.Rows)
	if t.isHidden() && rows.First <= t.lim.Rows {
		if err := t.out.hideRows(rows); err != nil {
			return err
		}
	}
	size := t.styles.resolve("table-row", string(t.s.attrIn(nsTable, "style-name"))).size
	t.cells, t.line, t.said = string(t.s.attrIn(nsTable, "default-cell-style-name")), t.line[:0], false
	next := 1
	for depth := t.s.depth; t.s.child(depth); {
		if !t.s.isIn(nsTable, "table-cell") && !t.s.isIn(nsTable, "covered-table-cell") {
			if t.s.ns != nsTable {
				continue
			}
			return t.bad("unknown element among the cells")
		}
		if next, err = t.readCell(next, rows.First); err != nil {
			return err
		}
	}
	if t.s.err != nil {
		return t.s.err
	}
	t.height(rows, size)
	return t.setDown(rows)
}

// height notes the height of rows; those that only fill the sheet up have none worth keeping.
func (t *odsTable) height(rows Span, points float64) {
	looks := &t.out.sheet.looks
	if points <= 0 || rows.First > t.lim.Rows || rows.Last-rows.First > dressedRows && !t.said {
		return
	}
	last := min(rows.Last, t.lim.Rows)
	if n := len(looks.heights); n > 0 && int(looks.heights[n-1].last)+1 == rows.First && looks.heights[n-1].size == float32(points) {
		looks.heights[n-1].last = int32(last)
	} else if t.out.mayKeepLook() {
		looks.heights = append(looks.heights, sizeSpan{first: int32(rows.First), last: int32(last), size: float32(points)})
	}
}

// setDown puts the cells of the row at each of its places.
func (t *odsTable) setDown(rows Span) error {
	if !t.said && rows.Last-rows.First > dressedRows {
		return nil
	}
	for row := rows.First; row <= rows.Last; row++ {
		for i := range t.line {
			if err := t.putRun(&t.line[i], row, row-rows.First); err != nil {
				return err
			}
		}
	}
	return nil
}

// putRun puts a run of like cells into a row, so many rows below the first that it stands in.
func (t *odsTable) putRun(c *odsCell, row, below int) error {
	if c.rows > 1 || c.cols > 1 {
		for col := c.first; col <= c.last; col++ {
			if err := t.out.merge(Range{row, col, row + c.rows - 1, col + c.cols - 1}); err != nil {
				return err
			}
		}
	}
	if c.Kind == KindEmpty && !c.HasFormula {
		if c.last-c.first < dressedColumns {
			t.out.dress(row, Span{c.first, c.last}, c.style)
		}
		return nil
	}
	if f := &t.out.sheet.formulas; c.array.LastRow > 0 {
		if len(f.arrays) < maxArrays {
			a := c.array
			f.arrays = append(f.arrays, Range{a.FirstRow + below, a.FirstCol, a.LastRow + below, a.LastCol})
		} else {
			f.cut = true
		}
	}
	for col := c.first; col <= c.last; col++ {
		one := c.Cell
		one.Row, one.Col = row, col
		if _, in := t.out.sheet.formulas.arrayAt(row, col); in && !one.HasFormula {
			one.HasFormula, one.HasCached = true, true
		}
		if err := t.out.put(one, c.style); err != nil {
			return err
		}
	}
	return nil
}

// place names a cell for a problem.
func (t *odsTable) place(row, col int) []string {
	return []string{"part", t.s.part, "cell", Cell{Row: row, Col: col}.Ref(), "offset", strconv.FormatInt(t.s.base+int64(t.s.pos), 10)}
}
