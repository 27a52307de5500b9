package xlsx

import (
	"slices"
	"strings"
)

// formulaNode is one cell with a formula in the graph of who needs whom.
type formulaNode struct {
	sheet, row, col int
	areas           []sheetArea // the cells it may read
	wild            bool        // it may read cells that its text does not tell
	array           bool        // it is one result of many
	dirty           bool
	was             Cell
	needs           int   // dirty formulas it waits for
	next            []int // formulas that wait for it
}

type sheetArea struct {
	sheet int
	Range
}

// formulaGraph holds the formulas of a workbook.
type formulaGraph struct {
	nodes  []formulaNode
	at     map[[3]int]int // node by sheet, row, column
	narrow map[[2]int][]int
	wide   map[int][]int
	steps  int
}

// bucketRows is the height of the strips in which readers of cells are listed; areas of more than
// wideBuckets strips are listed apart. maxGraphSteps bounds the search (half a second): if it does not come
// to an end, every formula counts as depending on the change.
const (
	bucketRows    = 8
	wideBuckets   = 32
	maxGraphSteps = 40_000_000
)

// dependents finds every formula that depends on the seeds.
func (m *mending) dependents() *formulaGraph {
	g := &formulaGraph{at: map[[3]int]int{}, narrow: map[[2]int][]int{}, wide: map[int][]int{}}
	reach := &formulaReach{wb: m.wb, sheets: map[string]int{}, names: map[string]reachOf{}}
	for i, s := range m.wb.Sheets {
		reach.sheets[strings.ToLower(s.Name)] = i
	}
	for i, s := range m.wb.Sheets {
		for _, r := range s.rows {
			for j := range r.cells {
				if r.cells[j].HasFormula {
					g.add(reach, i, s, &r.cells[j])
				}
			}
		}
	}
	var queue [][3]int
	for at := range m.seeds {
		queue = append(queue, [3]int{slices.Index(m.wb.Sheets, at.sheet), at.row, at.col})
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.wild {
			n.dirty = true
			queue = append(queue, [3]int{n.sheet, n.row, n.col})
		}
	}
	for len(queue) > 0 && g.steps < maxGraphSteps {
		queue = g.spread(queue[0], queue[1:])
	}
	if len(queue) > 0 {
		for i := range g.nodes {
			g.nodes[i].dirty, g.nodes[i].wild = true, true
		}
	}
	return g
}

func (g *formulaGraph) add(reach *formulaReach, i int, s *Sheet, c *Cell) {
	n := formulaNode{sheet: i, row: c.Row, col: c.Col}
	text := s.formulaOf(*c)
	if a, ok := s.formulas.arrayAt(c.Row, c.Col); ok {
		n.array = true
		if master, ok := s.exact(a.FirstRow, a.FirstCol); ok {
			text = master.Formula
		}
	}
	r := reach.of(i, text, 0)
	n.areas, n.wild = r.areas, r.wild || text == "" || s.formulas.cut
	id := len(g.nodes)
	g.nodes = append(g.nodes, n)
	g.at[[3]int{i, c.Row, c.Col}] = id
	for _, a := range n.areas {
		first, last := a.FirstRow/bucketRows, a.LastRow/bucketRows
		if last-first >= wideBuckets {
			g.wide[a.sheet] = append(g.wide[a.sheet], id)
			continue
		}
		for b := first; b <= last; b++ {
			key := [2]int{a.sheet, b}
			g.narrow[key] = append(g.narrow[key], id)
		}
	}
}

// spread marks the formulas that read a changed cell, and queues them.
func (g *formulaGraph) spread(cell [3]int, queue [][3]int) [][3]int {
	from, isNode := g.at[cell]
	isNode = isNode && g.nodes[from].dirty
	visit := func(ids []int) {
		seen := -1
		for _, id := range ids {
			g.steps++
			if id == seen {
				continue // listed again for another area: the first time looked at all
			}
			seen = id
			n := &g.nodes[id]
			if !n.reads(cell) {
				continue
			}
			if isNode {
				g.nodes[from].next = append(g.nodes[from].next, id)
				n.needs++
			}
			if !n.dirty {
				n.dirty = true
				queue = append(queue, [3]int{n.sheet, n.row, n.col})
			}
		}
	}
	visit(g.narrow[[2]int{cell[0], cell[1] / bucketRows}])
	visit(g.wide[cell[0]])
	return queue
}

func (n *formulaNode) reads(cell [3]int) bool {
	for _, a := range n.areas {
		if a.sheet == cell[0] && a.Contains(cell[1], cell[2]) {
			return true
		}
	}
	return false
}

// order lists the dirty formulas so that each comes after those it needs; those that need themselves are
// left out.
func (g *formulaGraph) order() []int {
	var out []int
	for i := range g.nodes {
		if g.nodes[i].dirty && g.nodes[i].needs == 0 {
			out = append(out, i)
		}
	}
	for k := 0; k < len(out); k++ {
		for _, id := range g.nodes[out[k]].next {
			if g.nodes[id].needs--; g.nodes[id].needs == 0 {
				out = append(out, id)
			}
		}
	}
	return out
}

// formulaReach tells which cells formulas may read.
type formulaReach struct {
	wb     *Workbook
	sheets map[string]int
	names  map[string]reachOf
}

type reachOf struct {
	areas []sheetArea
	wild  bool
}

// maxNameDepth bounds names that refer to names.
const maxNameDepth = 8

// of lists the cells that a formula on the i-th sheet may read.
func (r *formulaReach) of(i int, text string, depth int) (out reachOf) {
	tokens, ok := scanFormula(strings.TrimPrefix(strings.TrimSpace(text), "="))
	if !ok || depth > maxNameDepth {
		return reachOf{wild: true}
	}
	stretches := false
	for _, t := range tokens {
		sheet := i
		if t.sheet != "" && !t.external {
			if sheet, ok = r.sheets[strings.ToLower(t.sheet)]; !ok {
				return reachOf{wild: true}
			}
		}
		switch {
		case t.external:
		case t.kind == tokenFunction:
			if !strings.Contains(plainFunctions, " "+t.name+" ") {
				return reachOf{wild: true}
			}
			stretches = stretches || t.name == "SUMIF" || t.name == "AVERAGEIF"
		case t.kind == tokenName:
			of := r.name(t.name, depth)
			if of.wild {
				return of
			}
			out.areas = append(out.areas, of.areas...)
		default:
			out.areas = append(out.areas, sheetArea{sheet, t.area})
		}
	}
	if stretches {
		stretch(out.areas)
	}
	return out
}

// name lists the cells that a defined name may stand for; what it says may differ from cell to cell if
// it is relative, so those are not told.
func (r *formulaReach) name(name string, depth int) reachOf {
	key := strings.ToLower(name)
	if of, ok := r.names[key]; ok {
		return of
	}
	r.names[key] = reachOf{wild: true} // while it is looked at, and where it needs itself
	of := reachOf{wild: true}
	if refers, ok := r.wb.named(name); ok && refers != "" {
		refers = strings.TrimPrefix(strings.TrimSpace(refers), "=")
		of = r.of(-1, refers, depth+1)
		tokens, _ := scanFormula(refers)
		for _, t := range tokens {
			for _, corner := range t.corners {
				if moved, ok := moveAddress(refers[corner.from:corner.to], 1, 1); !ok || moved != strings.ToUpper(refers[corner.from:corner.to]) {
					of.wild = true
				}
			}
		}
		for _, a := range of.areas {
			of.wild = of.wild || a.sheet < 0
		}
	}
	r.names[key] = of
	return of
}

// stretch makes every area as tall and wide as the largest: SUMIF and AVERAGEIF read as many cells of the
// range to add up as there are to compare, however few are named.
func stretch(areas []sheetArea) {
	rows, cols := 0, 0
	for _, a := range areas {
		rows, cols = max(rows, a.LastRow-a.FirstRow), max(cols, a.LastCol-a.FirstCol)
	}
	for i := range areas {
		areas[i].LastRow = min(wholeRows, areas[i].FirstRow+rows)
		areas[i].LastCol = min(wholeColumns, areas[i].FirstCol+cols)
	}
}

// plainFunctions read no cells but those their arguments name.
const plainFunctions = " ABS AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE CLEAN CODE COLUMNS CONCAT CONCATENATE " +
	"COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE DAY DAYS EDATE EOMONTH EVEN EXACT EXP FALSE FIND FIXED FLOOR " +
	"HLOOKUP HOUR IF IFERROR IFNA IFS INDEX INT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISEVEN ISTEXT LARGE " +
	"LEFT LEN LN LOG LOG10 LOOKUP LOWER MATCH MAX MAXA MAXIFS MEDIAN MID MIN MINA MINIFS MINUTE MOD MONTH MROUND N NA NETWORKDAYS NOT NOW " +
	"ODD OR PI POWER PRODUCT PROPER QUOTIENT RANK REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROWS SEARCH SECOND SIGN SMALL SQRT " +
	"STDEV SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SWITCH T TEXT TEXTJOIN TIME TODAY TRANSPOSE TRIM TRUE TRUNC " +
	"UPPER VALUE VLOOKUP WEEKDAY WEEKNUM WORKDAY XLOOKUP XMATCH XOR YEAR "
