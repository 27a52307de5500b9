package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// way is how the cells of a block say what they are.
type way uint8

const (
	wayNone        way = iota // nothing of it is asked for, as far as can be told
	wayTable                  // columns are columns, rows are rows
	wayList                   // columns are columns, as many rows as there are things
	wayValues                 // a label and its value
	wayUnitsDown              // a unit a row, a figure a column
	wayUnitsAcross            // units side by side
)

// look is what is known of a block so far.
type look struct {
	*proposer
	b      *Block
	way    way
	table  ntm.Proposal
	keys   *tableKeys
	cols   []ntm.Proposal // by column of the block
	unit   []ntm.Proposal // by column of the block: whose it is, of units side by side
	rest   [][]string     // by column of the block: its headings without the unit
	skip   []bool         // columns that are left out for sure
	names  int            // column of units' names, -1
	rows   []ntm.Proposal // by line of the block
	labels []Cell
	decoy  string // what the words above the block say against it
}

// look finds the way a block is to be read that explains most of it.
func (p *proposer) look(b *Block, sheets bool) *look {
	w := &look{proposer: p, b: b, names: -1, cols: make([]ntm.Proposal, len(b.Columns)), unit: make([]ntm.Proposal, len(b.Columns)),
		rows: make([]ntm.Proposal, len(b.Lines)), skip: make([]bool, len(b.Columns)), rest: make([][]string, len(b.Columns))}
	for i := range b.Columns {
		w.rest[i] = b.Columns[i].Path
	}
	w.decoy = w.decoyOf(b.Title, b.Sheet.Name)
	if p.otherMonth(b) {
		w.table.Evidence = append(w.table.Evidence, evidence("other-month", "", 900, "saw", b.Sheet.Name))
		return w
	}
	if names := w.unitColumn(); names >= 0 && !sheets {
		w.names = names
		if k, score := w.bestTable(ntm.ShapeList); k != nil && score >= scoreTable && score > w.downScore() {
			w.asList(k, score)
			return w
		}
		w.unitsDown()
		return w
	}
	if !sheets && w.unitColumns() {
		w.unitsAcross()
		return w
	}
	k, score := w.bestTable("")
	values := w.valueScore()
	switch {
	case k != nil && score >= scoreTable && score >= values && k.t.Shape == ntm.ShapeList:
		w.asList(k, score)
	case k != nil && score >= scoreTable && score >= values:
		w.asTable(k, score)
	case values >= scoreTable:
		w.asValues()
	}
	return w
}

// decoyOf is the first word above a block that says that its figures are not those of the period; "" if there is none.
func (p *proposer) decoyOf(texts ...string) string {
	for _, text := range texts {
		for _, must := range p.Synonyms.Musts(text) {
			switch must {
			case "@plan", "@plan-of-year", "@year-ago", "@estimated", "@year-before", "@period-before", "@compared":
				return text
			}
		}
	}
	return ""
}

// downScore is how much a reading with a unit a row explains.
func (w *look) downScore() int {
	idx := w.valueColumns()
	if len(idx) == 0 {
		return 0
	}
	sum := 0
	for _, m := range ntm.Assign(w.columnFigures(idx), scoreColumn) {
		sum += m.Score
	}
	return sum / len(idx)
}

// unitColumn is the column that names a unit on most lines, -1 if there is none.
func (w *look) unitColumn() int {
	for i := range w.b.Columns {
		if w.b.Columns[i].Texts == 0 || i == w.b.No {
			continue
		}
		named, lines, seen := 0, 0, map[string]bool{}
		for j := range w.b.Lines {
			l := &w.b.Lines[j]
			text := w.b.textAt(l.Row, i)
			if l.Section || text == "" || w.isTotal(text) {
				continue
			}
			lines++
			if units := w.Units.Named(text); len(units) > 0 {
				named++
				seen[units[0].Code] = true
			}
		}
		if len(seen) >= 2 && 10*named >= 6*lines {
			return i
		}
	}
	return -1
}

func (w *look) isTotal(label string) bool {
	return w.Synonyms.IsSkip(label) || totalClass(makeKey(label)) != classBlank
}

// unitColumns finds units in the headings, and what the headings say without them.
func (w *look) unitColumns() bool {
	seen := map[string]bool{}
	for i := range w.b.Columns {
		path := w.b.Columns[i].Path
		for j, text := range path {
			units := w.Units.Named(text)
			if len(units) == 0 {
				continue
			}
			u := ntm.Proposal{Score: scoreExact, Certain: len(units) == 1}
			u.Evidence = []ntm.Evidence{evidence("unit-heading", w.b.Columns[i].Head, 900, "saw", text, "unit", units[0].Name)}
			if len(units) == 1 {
				u.Unit = units[0].Code
				seen[u.Unit] = true
			} else {
				u.Evidence = append(u.Evidence, evidence("unit-several", w.b.Columns[i].Head, -900, "saw", text))
			}
			w.unit[i] = u
			w.rest[i] = slices.Concat(path[:j], path[j+1:])
			break
		}
	}
	if len(seen) < 2 {
		clear(w.unit)
		for i := range w.b.Columns {
			w.rest[i] = w.b.Columns[i].Path
		}
		return false
	}
	return true
}

// valueColumns are the columns beside number and label that hold something.
func (w *look) valueColumns() []int {
	var out []int
	for i := range w.b.Columns {
		if i != w.b.No && i != w.b.Label && i != w.names && len(w.rest[i])+w.b.Columns[i].Figures > 0 {
			out = append(out, i)
		}
	}
	return out
}

// bestTable is the table that explains most of the block; of one shape, or any if shape is empty.
func (w *look) bestTable(shape ntm.Shape) (best *tableKeys, score int) {
	second := 0
	for _, k := range w.tables {
		if shape != "" && k.t.Shape != shape {
			continue
		}
		s := w.tableScore(k)
		if s > score {
			best, score, second = k, s, score
		} else {
			second = max(second, s)
		}
	}
	if best != nil {
		w.table.Evidence = append(w.table.Evidence, evidence("table", "", score, "table", tableTitle(best.t)))
		if score-second < scoreClear {
			w.table.Evidence = append(w.table.Evidence, evidence("table-close", "", second-score))
		}
	}
	return best, score
}

func (w *look) tableScore(k *tableKeys) int {
	idx := w.valueColumns()
	if k.t.Shape == ntm.ShapeList && w.b.Label >= 0 && w.b.Label != w.names {
		idx = append([]int{w.b.Label}, idx...)
	}
	if len(idx) == 0 {
		return 0
	}
	title := w.Synonyms.Alike(w.b.Title, k.t.Title+" "+k.t.Sheet().Title, "") / 8
	if k.t.Shape == ntm.ShapeFields {
		return w.rowShare(k) * 6 / 10
	}
	found := w.matchColumns(k, idx)
	sum, asked, met, identity := 0, 0, 0, len(k.identity) == 0
	for _, m := range found {
		sum += m.Score
		identity = identity || slices.Contains(k.identity, m.Column)
	}
	for j := range k.t.Columns {
		col := &k.t.Columns[j]
		if col.Given != "" || col.Blank == ntm.BlankAllowed {
			continue
		}
		asked++
		if slices.ContainsFunc(found, func(m ntm.Match) bool { return m.Column == j }) {
			met++
		}
	}
	share := sum / len(idx)
	if asked > 0 {
		share = (2*share + 1000*met/asked) / 3
	}
	if k.t.Shape == ntm.ShapeList {
		if !identity || len(found) < 2 {
			return 0
		}
		return share + title
	}
	rows := w.rowShare(k)
	if rows == 0 {
		return share / 4
	}
	return (share+rows)/2 + title
}

// rowShare is how many of the lines are rows of the table, in thousandths.
func (w *look) rowShare(k *tableKeys) int {
	tied, lines := 0, 0
	for i, row := range w.tieRows(k) {
		if l := &w.b.Lines[i]; l.Figures+l.Texts > 0 && !w.isTotal(l.Label) || row.Row != "" {
			lines++
			tied += row.Score
		}
	}
	if lines == 0 {
		return 0
	}
	return tied / lines
}

// matchColumns pairs columns of the block with those of a table as a whole.
func (w *look) matchColumns(k *tableKeys, idx []int) []ntm.Match {
	found := ntm.Assign(w.columnScores(k, idx), scoreColumn)
	for i := range found {
		found[i].Row = idx[found[i].Row]
	}
	return found
}

func (w *look) columnScores(k *tableKeys, idx []int) [][]int {
	around := k.t.Title + " " + k.t.Sheet().Title
	scores := make([][]int, len(idx))
	for n, i := range idx {
		scores[n] = make([]int, len(k.t.Columns))
		heading := strings.Join(w.rest[i], " ")
		for j := range k.t.Columns {
			col := &k.t.Columns[j]
			if col.Given != "" || heading == "" {
				continue
			}
			s := w.Synonyms.Alike(heading, strings.Join(col.Title, " "), around) * 9 / 10
			if w.exactColumn(k, j, w.rest[i]) {
				s = scoreExact
			}
			scores[n][j] = s * w.holds(i, col.Type, col.ByRow) / 100
		}
	}
	return scores
}

// exactColumn tells whether headings are those of a column without a doubt.
func (w *look) exactColumn(k *tableKeys, j int, path []string) bool {
	heading, title := strings.Join(path, " "), strings.Join(k.t.Columns[j].Title, " ")
	if w.Synonyms.Exact(heading) == w.Synonyms.Exact(title) || w.Synonyms.NamesColumn(k.t.ID, k.t.Columns[j].Code, heading) {
		return true
	}
	if len(path) < 2 { // the lowest heading says it all if those above say no more than ours do
		return false
	}
	above := strings.Join(path[:len(path)-1], " ")
	return w.Synonyms.NamesColumn(k.t.ID, k.t.Columns[j].Code, path[len(path)-1]) && w.Synonyms.SaysNoMore(above, title+" "+k.t.Title+" "+k.t.Sheet().Title)
}

// holds is how well what a column of the block holds goes with a type, in hundredths.
func (w *look) holds(i int, typ ntm.Type, byRow bool) int {
	c := &w.b.Columns[i]
	figures := c.Figures - c.Dates
	switch {
	case byRow || c.Figures+c.Texts == 0:
		return 100
	case typ.Numeric() && (c.Texts > 2*figures+1 || c.Dates > figures):
		return 30
	case typ == ntm.TypeDate && figures > c.Dates && c.Texts == 0:
		return 30
	case (typ == ntm.TypeStatus || typ == ntm.TypeChoice || typ == ntm.TypeYesNo) && c.Dates > 0:
		return 20
	case typ == ntm.TypeText && figures > 2 && c.Texts == 0:
		return 60
	}
	return 100
}

// tieRows pairs the lines of the block with the rows of a table.
func (w *look) tieRows(k *tableKeys) []ntm.Proposal {
	out := make([]ntm.Proposal, len(w.b.Lines))
	lines := make([]line, len(w.b.Lines))
	for i := range w.b.Lines {
		l := &w.b.Lines[i]
		lines[i] = line{number: l.Row, no: noKey(l.No), raw: l.Label, label: makeKey(l.Label), figures: l.Figures, texts: l.Texts}
	}
	taken := map[int]bool{}
	tie := func(i, at, score int, what string) {
		def := &k.t.Rows[at]
		taken[at] = true
		out[i] = ntm.Proposal{Target: ntm.Target{Row: def.Code}, Score: score, Certain: score == scoreExact,
			Evidence: []ntm.Evidence{evidence(what, w.b.labelCell(&w.b.Lines[i]), score, "saw", w.b.Lines[i].Label, "want", rowName(def))}}
	}
	m := matchRows(k, lines)
	for at, i := range m.of {
		switch {
		case i < 0:
		case w.exactRow(k, at, i):
			tie(i, at, scoreExact, "label-exact")
		default:
			tie(i, at, 800, "label-near")
		}
	}
	scores := make([][]int, len(lines))
	for i := range lines {
		scores[i] = make([]int, len(k.t.Rows))
		if out[i].Row != "" || lines[i].label == "" {
			continue
		}
		for at := range k.t.Rows {
			if taken[at] {
				continue
			}
			if scores[i][at] = w.Synonyms.Alike(w.b.Lines[i].Label, k.t.Rows[at].Label, k.t.Title) * 8 / 10; w.exactRow(k, at, i) {
				scores[i][at] = scoreExact
			}
		}
	}
	for _, m := range ntm.Assign(scores, 600) {
		what := "label-near"
		if m.Score == scoreExact {
			what = "label-known"
		}
		tie(m.Row, m.Column, m.Score, what)
	}
	for i := range out { // two lines that say the same row: nobody can tell which
		for j := range lines {
			if out[i].Certain && i != j && lines[j].label == lines[i].label && w.b.Lines[j].Figures+w.b.Lines[j].Texts > 0 && out[j].Row == "" {
				out[i].Certain = false
				out[i].Evidence = append(out[i].Evidence, evidence("twice", w.b.labelCell(&w.b.Lines[j]), -500, "saw", w.b.Lines[j].Label))
			}
		}
	}
	return out
}

// exactRow tells whether a line's label is that of a row without a doubt.
func (w *look) exactRow(k *tableKeys, at, i int) bool {
	label := w.b.Lines[i].Label
	key := makeKey(label)
	def := &k.t.Rows[at]
	return k.rowLabel[at] == key || k.rowLabel[at] == withoutNumber(key) || w.Synonyms.Exact(label) == w.Synonyms.Exact(def.Label) ||
		w.Synonyms.NamesRow(k.t.ID, def.Code, label)
}

// criterionIn is the number of a criterion that a heading is: «5» under «Tiêu chí».
func criterionIn(path []string, title string) (string, bool) {
	if len(path) == 0 {
		return "", false
	}
	leaf := strings.TrimSpace(strings.TrimPrefix(makeKey(path[len(path)-1]), "tiêu chí"))
	n, err := strconv.Atoi(strings.Trim(leaf, "() .:"))
	about := strings.Contains(makeKey(strings.Join(path, " ")+" "+title), "tiêu chí")
	return strconv.Itoa(n), err == nil && n > 0 && n < 100 && about
}
