package xlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// Fitted is a workbook laid under a mapping: every heading that the mapping names was found.
type Fitted struct {
	layout  *Layout
	mapping *ntm.Mapping
	period  ntm.Period
	parts   []fittedPart
}

// fittedPart is one block read by one region of the mapping.
type fittedPart struct {
	region *ntm.Region
	block  *Block
	unit   string // of the whole block; "" if its axes say it
	cols   []int  // column of the block → axis of the region, -1
	lines  []int  // line of the block → axis of the region's rows, -1
}

// Misfit says why a workbook cannot be read with a mapping.
type Misfit struct {
	Why   string // heading, sheet, twice, new-column, new-line, measure
	Place ntm.Place
	Want  string // the heading that is missing
	Saw   string // what stands there
}

// Reasons of a Misfit.
const (
	MisfitHeading   = "heading"    // a heading is gone or written otherwise
	MisfitSheet     = "sheet"      // a sheet that the mapping names is gone
	MisfitTwice     = "twice"      // the same headings stand twice
	MisfitNewColumn = "new-column" // a column with figures that was not there when it was confirmed
	MisfitNewLine   = "new-line"   // a line that names no unit that was confirmed
	MisfitMeasure   = "measure"    // another unit of measure
)

// regionKeys are the keys of the region's columns, with their number among those that are the same.
func axisKeys(axes []ntm.Axis) (keys []string, nth []int) {
	paths := make([][]string, len(axes))
	for i := range axes {
		paths[i] = axes[i].Path
	}
	keys, _ = pathKeys(paths)
	nth = make([]int, len(axes))
	for i := range axes {
		nth[i] = axes[i].Nth
	}
	return keys, nth
}

// Signature names the headings that a mapping reads, whatever they are read as.
func Signature(m *ntm.Mapping) string {
	var parts []string
	for i := range m.Regions {
		if m.Regions[i].Ignore {
			continue
		}
		keys, _ := axisKeys(m.Regions[i].Columns)
		sort.Strings(keys)
		parts = append(parts, strings.Join(keys, "\x1f"))
	}
	sort.Strings(parts)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(parts), "\x1e")))
	return hex.EncodeToString(sum[:12])
}

// Fit lays a workbook under a mapping. loose: columns with figures that the mapping does not name are left out instead
// of refused. It returns the Misfit that a person is told first.
func (l *Layout) Fit(m *ntm.Mapping, p ntm.Period, loose bool) (*Fitted, *Misfit) {
	f := &Fitted{layout: l, mapping: m, period: p}
	taken := map[*Block]bool{}
	for i := range m.Regions {
		r := &m.Regions[i]
		if r.Ignore {
			continue
		}
		sheets := r.Sheets
		if len(sheets) == 0 {
			sheets = []ntm.SheetOf{{Sheet: r.Sheet, Unit: r.Unit}}
		}
		for _, s := range sheets {
			b, miss := f.blockFor(r, s.Sheet, taken)
			if miss != nil {
				return nil, miss
			}
			taken[b] = true
			p := fittedPart{region: r, block: b, unit: s.Unit}
			if miss := p.fit(loose); miss != nil {
				return nil, miss
			}
			f.parts = append(f.parts, p)
		}
	}
	if len(f.parts) == 0 {
		return nil, &Misfit{Why: MisfitHeading}
	}
	return f, nil
}

// blockFor is the block with the headings of a region: on the sheet of that name, else, unless the sheet says whose
// figures they are, the only one there is.
func (f *Fitted) blockFor(r *ntm.Region, sheet string, taken map[*Block]bool) (*Block, *Misfit) {
	l, named := f.layout, len(r.Sheets) > 0
	var fits, here []*Block
	missing, at := "", (*Block)(nil)
	for _, b := range l.Blocks {
		if taken[b] {
			continue
		}
		gone := b.lacks(r)
		if gone == "" {
			fits = append(fits, b)
			if makeKey(b.Sheet.Name) == makeKey(sheet) {
				here = append(here, b)
			}
			continue
		}
		if makeKey(b.Sheet.Name) == makeKey(sheet) && at == nil {
			missing, at = gone, b
		}
	}
	if dated := ofMonths(fits); !named && len(fits) > 1 && len(dated) > 1 { // a sheet a month
		here = dated[f.period.N]
		if f.period.Kind != ntm.Month || len(here) == 0 {
			return nil, &Misfit{Why: MisfitTwice, Place: fits[1].place(), Saw: fits[1].Sheet.Name}
		}
	}
	if len(here) > 1 {
		here = sameTitle(here, r.Title)
	}
	switch {
	case len(here) == 1:
		return here[0], nil
	case len(here) > 1:
		return nil, &Misfit{Why: MisfitTwice, Place: here[1].place(), Saw: here[1].Title}
	case named:
		return nil, &Misfit{Why: MisfitSheet, Want: sheet}
	case len(fits) == 1:
		return fits[0], nil
	case len(fits) > 1:
		return nil, &Misfit{Why: MisfitTwice, Place: fits[1].place(), Saw: fits[1].Title}
	}
	if at == nil {
		keys := ""
		if len(r.Columns) > 0 {
			keys = r.Columns[len(r.Columns)-1].Named()
		}
		return nil, &Misfit{Why: MisfitHeading, Want: keys, Place: ntm.Place{Sheet: sheet}}
	}
	return nil, &Misfit{Why: MisfitHeading, Want: missing, Place: at.place()}
}

// sameTitle keeps the blocks under the title, dates in it aside.
func sameTitle(blocks []*Block, title string) []*Block {
	key := func(s string) string { return datesIn.ReplaceAllString(makeKey(s), "#") }
	var out []*Block
	for _, b := range blocks {
		if key(b.Title) == key(title) {
			out = append(out, b)
		}
	}
	if len(out) == 0 {
		return blocks
	}
	return out
}

func (b *Block) place() ntm.Place {
	cell := ""
	for i := range b.Columns {
		if b.Columns[i].Head != "" {
			cell = b.Columns[i].Head
			break
		}
	}
	return ntm.Place{Sheet: b.Sheet.Name, Cell: cell}
}

// lacks is the first heading of the region that the block has not; "" if it has all.
func (b *Block) lacks(r *ntm.Region) string {
	keys, nth := axisKeys(r.Columns)
	for i := range keys {
		if b.columnOf(keys[i], nth[i]) < 0 {
			return r.Columns[i].Named()
		}
	}
	if len(keys) == 0 {
		return r.Sheet
	}
	return ""
}

// columnOf finds a column by its key. Dates that tell two columns apart in one of the files only are tried without.
func (b *Block) columnOf(key string, nth int) int {
	for i := range b.Columns {
		if b.Columns[i].key == key && b.Columns[i].Nth == nth {
			return i
		}
	}
	return -1
}

// fit ties the columns and lines of the block to the axes of the region.
func (p *fittedPart) fit(loose bool) *Misfit {
	p.cols, p.lines = filled(len(p.block.Columns)), filled(len(p.block.Lines))
	keys, nth := axisKeys(p.region.Columns)
	names, same := -1, map[string]int{}
	for i := range keys {
		at := p.block.columnOf(keys[i], nth[i])
		p.cols[at] = i
		same[keys[i]]++
		if p.region.Columns[i].Names {
			names = at
		}
	}
	for i := range p.block.Columns {
		c := &p.block.Columns[i]
		if p.cols[i] < 0 && same[c.key] > 0 && !loose { // one more column with the same headings: nobody can tell which is which
			return &Misfit{Why: MisfitTwice, Place: ntm.Place{Sheet: p.block.Sheet.Name, Cell: c.Head}, Saw: strings.Join(c.Path, " / ")}
		}
		if p.cols[i] < 0 && c.Figures > 0 && i != p.block.No && i != p.block.Label && !loose {
			return &Misfit{Why: MisfitNewColumn, Place: ntm.Place{Sheet: p.block.Sheet.Name, Cell: c.Head}, Saw: strings.Join(c.Path, " / ")}
		}
	}
	if miss := p.measure(); miss != nil {
		return miss
	}
	return p.fitLines(names)
}

// measure refuses a sheet that says another unit of measure than the one its figures were confirmed with.
func (p *fittedPart) measure() *Misfit {
	text, cell := p.block.Measure()
	if moneyScale(makeKey(text)) == moneyScale(makeKey(p.region.Measure)) {
		return nil
	}
	return &Misfit{Why: MisfitMeasure, Place: ntm.Place{Sheet: p.block.Sheet.Name, Cell: cell}, Want: p.region.Measure, Saw: text}
}

// fitLines ties lines to rows by their labels; where a column names the units, by what it says.
func (p *fittedPart) fitLines(names int) *Misfit {
	keys, nth := axisKeys(p.region.Rows)
	of := map[string]map[int]int{}
	for i, k := range keys {
		if of[k] == nil {
			of[k] = map[int]int{}
		}
		of[k][nth[i]] = i
	}
	skip := map[string]bool{}
	for _, label := range p.region.Skip {
		skip[makeKey(label)] = true
	}
	byName := names >= 0
	for i := range p.block.Lines {
		l := &p.block.Lines[i]
		key, n := l.key, l.Nth
		if byName {
			text := p.block.textAt(l.Row, names)
			if key, n = datesIn.ReplaceAllString(makeKey(text), "#"), 0; text == "" {
				continue
			}
		}
		if at, ok := of[key][n]; ok {
			p.lines[i] = at
			continue
		}
		if names < 0 || l.Section || l.Figures+l.Texts == 0 || skip[makeKey(l.Label)] || totalClass(makeKey(l.Label)) != classBlank {
			continue
		}
		return &Misfit{Why: MisfitNewLine, Place: ntm.Place{Sheet: p.block.Sheet.Name, Cell: Cell{Row: l.Row, Col: p.block.Columns[names].Col}.Ref()}, Saw: l.Label}
	}
	return nil
}

// textAt is what a line says in a column of the block.
func (b *Block) textAt(row, column int) string {
	c, ok := b.Sheet.At(row, b.Columns[column].Col)
	if !ok {
		return ""
	}
	return oneSpace(c.Raw)
}

// Units are the codes of the units whose figures are in the workbook, in their order; none if the mapping names none.
func (f *Fitted) Units() []string {
	var out []string
	add := func(code string) {
		if code != "" && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	for i := range f.parts {
		p := &f.parts[i]
		add(p.unit)
		for _, at := range p.cols {
			if at >= 0 {
				add(p.region.Columns[at].Unit)
			}
		}
		for _, at := range p.lines {
			if at >= 0 {
				add(p.region.Rows[at].Unit)
			}
		}
	}
	return out
}

// Extra are the columns with figures that the mapping does not name: for each region the axes that leave them out.
func (f *Fitted) Extra() map[*ntm.Region][]ntm.Axis {
	out := map[*ntm.Region][]ntm.Axis{}
	for i := range f.parts {
		p := &f.parts[i]
		if len(out[p.region]) > 0 {
			continue
		}
		for j, at := range p.cols {
			if c := &p.block.Columns[j]; at < 0 && c.Figures > 0 {
				out[p.region] = append(out[p.region], ntm.Axis{Path: c.Path, Nth: c.Nth, Ignore: true})
			}
		}
	}
	return out
}

// monthInName finds the month in the name of a sheet: «T12», «Tháng 12», «Thang 12-2020», «12.2020».
var monthInName = regexp.MustCompile(`(?:^|[^a-z0-9])(?:t|th|thang)[ ._-]*(0?[1-9]|1[0-2])(?:[^0-9]|$)|^(0?[1-9]|1[0-2])[ ._/-]+20\d{2}$`)

// MonthIn is the month that the name of a sheet says, 0 if it says none.
func MonthIn(name string) int {
	m := monthInName.FindStringSubmatch(ntm.Plain(name))
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1] + m[2])
	return n
}

// ofMonths are the blocks by the month in the names of their sheets.
func ofMonths(blocks []*Block) map[int][]*Block {
	out := map[int][]*Block{}
	for _, b := range blocks {
		if n := MonthIn(b.Sheet.Name); n > 0 {
			out[n] = append(out[n], b)
		}
	}
	return out
}

// On is the same fit over another state of the workbook: with cells typed over. Headings and labels stay those that
// were found before.
func (f *Fitted) On(wb *Workbook) (*Fitted, error) {
	out := *f
	out.layout = &Layout{wb: wb}
	out.parts = slices.Clone(f.parts)
	for i := range out.parts {
		b := *out.parts[i].block
		s, ok := wb.Sheet(b.Sheet.Name)
		if !ok {
			return nil, fmt.Errorf("sheet %s is gone", b.Sheet.Name)
		}
		b.Sheet = s
		out.parts[i].block = &b
	}
	return &out, nil
}

// Place is where the first of the headings stands.
func (f *Fitted) Place() ntm.Place { return f.parts[0].block.place() }

// Words are the words above the blocks that are read, the names of their sheets first.
func (f *Fitted) Words() []Words {
	var out []Words
	seen := map[ntm.Place]bool{}
	add := func(at ntm.Place, text string) {
		if !seen[at] && len(text) < 400 {
			seen[at] = true
			out = append(out, Words{at, text})
		}
	}
	for i := range f.parts {
		b := f.parts[i].block
		add(ntm.Place{Sheet: b.Sheet.Name}, b.Sheet.Name)
		for _, c := range b.Above {
			add(ntm.Place{Sheet: b.Sheet.Name, Cell: c.Ref()}, c.Shown(f.layout.wb.Date1904))
		}
	}
	return out
}

// Words are what a place says.
type Words struct {
	Place ntm.Place
	Text  string
}
