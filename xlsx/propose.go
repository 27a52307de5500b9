package xlsx

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// Gazetteer knows the units that may be meant.
type Gazetteer interface {
	Named(text string) []ntm.Unit     // those that the text as a whole may name; several: nobody can tell
	Mentioned(text string) []ntm.Unit // those that it names somewhere
}

// Asking is what a proposal is made with.
type Asking struct {
	Synonyms *ntm.Synonyms
	Units    Gazetteer
	Period   ntm.Period // that is received; of sheets of several months that one is taken
}

// Proposed is how a workbook may be read, and why.
type Proposed struct {
	Mapping ntm.Mapping
	Regions []ProposedRegion // as in the mapping
}

// ProposedRegion is what a region was found to be.
type ProposedRegion struct {
	Sheet         string
	Heads, Area   Range // of the headings, of all
	Table         ntm.Proposal
	Unit          ntm.Proposal
	Times         ntm.Proposal // Score is 0 where nothing is asked
	Columns, Rows []ntm.Proposal
	Spots         []Cell // lowest heading of each column
	Labels        []Cell // label of each row
}

// Scores from which a proposal is made, and what is taken for the same.
const (
	scoreExact  = 1000
	scoreColumn = 430
	scoreTable  = 330
	scoreClear  = 150
	mostOthers  = 6
)

// Propose says how the blocks of a workbook may be read. Only what is told by the same words is certain; the rest a
// person must confirm.
func (b *Binder) Propose(l *Layout, with Asking) *Proposed {
	p := &proposer{Binder: b, Asking: with, reading: &reading{Binder: b, wb: l.wb, cache: map[string]string{}, values: map[parsed]ntm.Value{}}}
	out := &Proposed{Mapping: ntm.Mapping{Definition: b.def.ID}}
	p.cells, p.blocks = p.allFigures(), l.Blocks
	seen := map[string]bool{"": true}
	for _, b := range l.Blocks {
		seen[p.unitOf(b).Unit] = true
	}
	p.many = len(seen) > 2
	for _, group := range p.together(l.Blocks) {
		r, pr := p.region(group)
		out.Mapping.Regions, out.Regions = append(out.Mapping.Regions, r), append(out.Regions, pr)
	}
	p.rivals(out)
	out.Mapping.Signature = Signature(&out.Mapping)
	return out
}

type proposer struct {
	*Binder
	Asking
	reading *reading
	cells   []oneFigure
	many    bool // the blocks are of several units
	blocks  []*Block
}

// oneFigure is one cell of the return that may stand alone.
type oneFigure struct {
	ntm.Target
	text   string // its row and its column
	around string // title of its table and sheet
	typ    ntm.Type
}

func (p *proposer) allFigures() []oneFigure {
	var out []oneFigure
	for _, k := range p.tables {
		if k.t.Shape != ntm.ShapeFixed {
			continue
		}
		for i := range k.t.Rows {
			row := &k.t.Rows[i]
			for j := range k.t.Columns {
				col := &k.t.Columns[j]
				typ := k.t.TypeAt(col, row)
				if col.Given != "" || col.Explain || !typ.Numeric() && typ != ntm.TypeStatus || slices.Contains(row.Except, col.Code) {
					continue
				}
				out = append(out, oneFigure{ntm.Target{Table: k.t.ID, Row: row.Code, Column: col.Code}, row.Label + " " + strings.Join(col.Title, " "),
					k.t.Title + " " + k.t.Sheet().Title, typ})
			}
		}
	}
	return out
}

// sameBlocks are blocks on several sheets with the same headings.
type sameBlocks struct {
	blocks []*Block
	units  []ntm.Proposal // whose each is
}

// together puts blocks with the same headings on sheets of different units together; of sheets of several months those
// of other months are left out.
func (p *proposer) together(blocks []*Block) []sameBlocks {
	var out []sameBlocks
	at := map[string]int{}
	for _, b := range blocks {
		key := b.signature()
		unit := p.unitOf(b)
		i, seen := at[key]
		if seen && unit.Unit != "" && !slices.ContainsFunc(out[i].blocks, func(o *Block) bool { return o.Sheet == b.Sheet }) &&
			!slices.ContainsFunc(out[i].units, func(u ntm.Proposal) bool { return u.Unit == unit.Unit || u.Unit == "" }) {
			out[i].blocks, out[i].units = append(out[i].blocks, b), append(out[i].units, unit)
			continue
		}
		if !seen {
			at[key] = len(out)
		}
		out = append(out, sameBlocks{[]*Block{b}, []ntm.Proposal{unit}})
	}
	return out
}

func (b *Block) signature() string {
	keys := make([]string, len(b.Columns))
	for i := range b.Columns {
		keys[i] = b.Columns[i].key
	}
	sort.Strings(keys)
	return strings.Join(keys, "\x1f")
}

// unitOf is the unit that the words above a block, or the name of its sheet, say.
func (p *proposer) unitOf(b *Block) ntm.Proposal {
	var out ntm.Proposal
	found := map[string]bool{}
	say := func(what, where, text string) {
		named := p.Units.Mentioned(text)
		for _, u := range named {
			if !found[u.Code] {
				found[u.Code] = true
				out.Unit = u.Code
			}
			out.Evidence = append(out.Evidence, ntm.Evidence{What: what, Where: where, Facts: map[string]string{"saw": oneSpace(text), "unit": u.Name}, Weight: 800})
		}
	}
	for _, c := range b.Above {
		if c.Kind == KindText && len(c.Raw) < 400 {
			say("unit-title", c.Ref(), c.Raw)
		}
	}
	say("unit-sheet", "", b.Sheet.Name)
	if len(found) > 1 {
		out.Unit = ""
		out.Evidence = append(out.Evidence, ntm.Evidence{What: "unit-several", Weight: -800})
	}
	out.Certain = len(found) == 1
	return out
}

// region proposes what a block is.
func (p *proposer) region(same sameBlocks) (ntm.Region, ProposedRegion) {
	b := same.blocks[0]
	r := ntm.Region{Sheet: b.Sheet.Name, Title: b.Title}
	r.Measure, _ = b.Measure()
	pr := ProposedRegion{Sheet: b.Sheet.Name, Unit: same.units[0],
		Heads: Range{b.Top, b.Columns[0].Col, b.Bottom, b.Columns[len(b.Columns)-1].Col},
		Area:  Range{b.Top, b.Columns[0].Col, max(b.Last, b.Bottom), b.Columns[len(b.Columns)-1].Col}}
	if len(same.blocks) > 1 {
		for i, o := range same.blocks {
			r.Sheets = append(r.Sheets, ntm.SheetOf{Sheet: o.Sheet.Name, Unit: same.units[i].Unit, Unsure: !same.units[i].Certain})
		}
	}
	w := p.look(b, len(r.Sheets) > 0)
	r.Table, pr.Table = w.table.Table, w.table
	r.Columns, pr.Columns = w.columnAxes()
	r.Rows, pr.Rows, r.Skip = w.rowAxes()
	if w.table.Table != "" && !w.table.Certain {
		r.Unsure = append(r.Unsure, ntm.UnsureTable)
	}
	if len(r.Sheets) == 0 && w.way != wayUnitsDown && w.way != wayUnitsAcross && p.many {
		if r.Unit = pr.Unit.Unit; !pr.Unit.Certain && w.way != wayNone {
			r.Unsure = append(r.Unsure, ntm.UnsureUnit)
		}
	}
	w.measure(&r, &pr)
	for i := range b.Columns {
		row, col, _ := ParseRef(b.Columns[i].Head)
		pr.Spots = append(pr.Spots, Cell{Row: cmp.Or(row, b.Top), Col: cmp.Or(col, b.Columns[i].Col)})
	}
	pr.Labels = w.labels
	r.Ignore = w.way == wayNone
	return r, pr
}

// otherMonth tells that the sheet of a block is of another month than the one received, beside others of the same form.
func (p *proposer) otherMonth(b *Block) bool {
	n := MonthIn(b.Sheet.Name)
	return n > 0 && p.Period.Kind == ntm.Month && n != p.Period.N && slices.ContainsFunc(p.blocks, func(o *Block) bool {
		return o != b && MonthIn(o.Sheet.Name) == p.Period.N && o.signature() == b.signature()
	})
}

// others lists what else an axis might be, best first.
func others(scores []int, target func(i int) ntm.Target, taken int) []ntm.Alternative {
	var out []ntm.Alternative
	for i, s := range scores {
		if i != taken && s > 200 {
			out = append(out, ntm.Alternative{Target: target(i), Score: s})
		}
	}
	slices.SortStableFunc(out, func(a, b ntm.Alternative) int { return b.Score - a.Score })
	return out[:min(len(out), mostOthers)]
}

func evidence(what, where string, weight int, facts ...string) ntm.Evidence {
	e := ntm.Evidence{What: what, Where: where, Weight: weight, Facts: map[string]string{}}
	for i := 0; i+1 < len(facts); i += 2 {
		e.Facts[facts[i]] = facts[i+1]
	}
	return e
}

func count(n int) string { return strconv.Itoa(n) }
