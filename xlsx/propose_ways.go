package xlsx

import (
	"slices"
	"strings"

	"bieuxa/ntm"
)

// chosen notes that the block is a table, and how sure that is.
func (w *look) chosen(k *tableKeys, score, exact, values int) {
	w.keys = k
	w.table.Table, w.table.Score = k.t.ID, score
	w.table.Certain = exact >= 2 && 10*exact >= 6*values
	if w.decoy != "" {
		w.table.Certain = false
		w.table.Evidence = append(w.table.Evidence, evidence("decoy", "", -700, "saw", w.decoy))
	}
	for _, e := range w.table.Evidence {
		if e.What == "table-close" && exact < values {
			w.table.Certain = false
		}
	}
}

// takeColumns proposes the columns of a table for those of the block, and counts those told by the same words.
func (w *look) takeColumns(k *tableKeys, idx []int) (exact int) {
	scores := w.columnScores(k, idx)
	at := map[int]int{}
	for n, i := range idx {
		at[i] = n
	}
	for _, m := range w.matchColumns(k, idx) {
		col := &k.t.Columns[m.Column]
		head := w.b.Columns[m.Row].Head
		p := ntm.Proposal{Target: ntm.Target{Column: col.Code}, Score: m.Score}
		same := w.exactColumn(k, m.Column, w.rest[m.Row])
		what := "heading-near"
		if same {
			what = "heading-exact"
		}
		p.Evidence = append(p.Evidence, evidence(what, head, m.Score, "saw", strings.Join(w.rest[m.Row], " / "), "want", col.Heading()))
		p.Certain = same && m.Score == scoreExact && !w.headedTwice(m.Row) && !w.saidTwice(k, m.Column, m.Row, idx)
		if same && !p.Certain {
			p.Evidence = append(p.Evidence, evidence("heading-twice", head, -500))
		}
		p.Others = others(scores[at[m.Row]], func(j int) ntm.Target { return ntm.Target{Column: k.t.Columns[j].Code} }, m.Column)
		if same {
			exact++
		}
		w.cols[m.Row] = p
	}
	for _, i := range idx {
		if w.cols[i].Column == "" {
			w.cols[i].Others = others(scores[at[i]], func(j int) ntm.Target { return ntm.Target{Column: k.t.Columns[j].Code} }, -1)
		}
	}
	return exact
}

// headedTwice tells that another column of the block has the same headings.
func (w *look) headedTwice(i int) bool {
	for j := range w.b.Columns {
		if j != i && w.b.Columns[j].key == w.b.Columns[i].key {
			return true
		}
	}
	return false
}

// saidTwice tells that another column of the same unit is told by the words of the same column of the table.
func (w *look) saidTwice(k *tableKeys, col, i int, idx []int) bool {
	return slices.ContainsFunc(idx, func(j int) bool {
		return j != i && w.unit[j].Unit == w.unit[i].Unit && w.exactColumn(k, col, w.rest[j])
	})
}

func (w *look) asTable(k *tableKeys, score int) {
	w.way = wayTable
	idx := w.valueColumns()
	w.rows = w.tieRows(k)
	if k.t.Shape == ntm.ShapeFields {
		w.asFields(k, score)
		return
	}
	exact := w.takeColumns(k, idx)
	w.chosen(k, score, exact, w.filledColumns(idx))
	w.identities(k, idx)
	w.settle()
}

// asFields reads a sheet of labels and values as the table of fields.
func (w *look) asFields(k *tableKeys, score int) {
	w.chosen(k, score, 0, 1)
	if i := w.fullest(w.valueColumns()); i >= 0 {
		w.cols[i] = ntm.Proposal{Target: ntm.Target{Column: ntm.FieldColumn}, Score: 700,
			Evidence: []ntm.Evidence{evidence("fullest", w.b.Columns[i].Head, 700)}}
	}
	w.settle()
}

func (w *look) fullest(idx []int) int {
	best := -1
	for _, i := range idx {
		if n := w.b.Columns[i].Figures + w.b.Columns[i].Texts; best < 0 || n > w.b.Columns[best].Figures+w.b.Columns[best].Texts {
			best = i
		}
	}
	return best
}

func (w *look) filledColumns(idx []int) int {
	n := 0
	for _, i := range idx {
		if w.b.Columns[i].Figures+w.b.Columns[i].Texts > 0 && w.decoyOf(w.b.Columns[i].Path...) == "" {
			n++
		}
	}
	return n
}

func (w *look) asList(k *tableKeys, score int) {
	w.way = wayList
	idx := w.valueColumns()
	if w.b.Label >= 0 && w.b.Label != w.names {
		idx = append([]int{w.b.Label}, idx...)
	}
	exact := w.takeColumns(k, idx)
	w.chosen(k, score, exact, w.filledColumns(idx))
	w.identities(k, idx)
	w.nameUnits()
	w.settle()
}

// nameUnits proposes the units that lines or sections name.
func (w *look) nameUnits() {
	seen := map[string]int{}
	for i := range w.b.Lines {
		l := &w.b.Lines[i]
		text := l.Label
		if w.names >= 0 {
			text = w.b.textAt(l.Row, w.names)
		} else if !l.Section {
			continue
		}
		units := w.Units.Named(text)
		if len(units) == 0 {
			continue
		}
		p := ntm.Proposal{Score: scoreExact, Certain: len(units) == 1,
			Evidence: []ntm.Evidence{evidence("unit-name", w.b.labelCell(l), 900, "saw", text, "unit", units[0].Name)}}
		if len(units) == 1 {
			p.Unit = units[0].Code
			seen[p.Unit]++
		} else {
			for _, u := range units {
				p.Others = append(p.Others, ntm.Alternative{Target: ntm.Target{Unit: u.Code}, Score: 500})
			}
			p.Evidence = append(p.Evidence, evidence("unit-several", w.b.labelCell(l), -900, "saw", text))
		}
		w.rows[i] = p
	}
	if w.way != wayUnitsDown {
		return
	}
	for i := range w.rows {
		if seen[w.rows[i].Unit] > 1 {
			w.rows[i].Certain = false
			w.rows[i].Evidence = append(w.rows[i].Evidence, evidence("unit-twice", w.b.labelCell(&w.b.Lines[i]), -900))
		}
	}
}

// settle takes certainty from the columns and rows of a table that is not certain itself.
func (w *look) settle() {
	if w.table.Certain {
		return
	}
	for i := range w.cols {
		w.cols[i].Certain = false
	}
	for i := range w.rows {
		w.rows[i].Certain = w.rows[i].Certain && w.rows[i].Unit != ""
	}
}

// figureScores is how well texts name single figures of the return.
func (w *look) figureScores(texts [][]string, holds func(n int, f *oneFigure) int) [][]int {
	scores := make([][]int, len(texts))
	title := w.b.Title
	for n, path := range texts {
		scores[n] = make([]int, len(w.cells))
		text := strings.Join(path, " ")
		if text == "" {
			continue
		}
		criterion, isCriterion := criterionIn(path, title)
		for j := range w.cells {
			f := &w.cells[j]
			s := 0
			switch {
			case isCriterion:
				if f.Table == ntm.CriteriaTable && f.Row == criterion && f.Column == "dg" {
					s = 850
				}
			case w.exactFigure(f, path):
				s = scoreExact
			default:
				s = w.Synonyms.Alike(text, f.text, f.around) * 9 / 10
				if s == 0 && title != "" { // the title says what the headings leave out
					s = w.Synonyms.Alike(text+" "+title, f.text, f.around) * 7 / 10
				}
			}
			scores[n][j] = s * holds(n, f) / 100
		}
	}
	return scores
}

// exactFigure tells whether a text names one figure without a doubt.
func (w *look) exactFigure(f *oneFigure, path []string) bool {
	text := strings.Join(path, " ")
	if w.Synonyms.NamesCell(f.Table, f.Row, f.Column, text) {
		return true
	}
	k := w.tableOf(f.Table)
	def, _ := k.RowDefOf(f.Row)
	for i := range path { // one of the headings is the row, the others the column
		if len(path) > 1 && (w.Synonyms.Exact(path[i]) == w.Synonyms.Exact(def.Label) || w.Synonyms.NamesRow(f.Table, f.Row, path[i])) &&
			w.exactColumn(w.keysOf(k), k.Col(f.Column), slices.Concat(path[:i], path[i+1:])) {
			return true
		}
	}
	col := strings.Join(k.Columns[k.Col(f.Column)].Title, " ")
	key := w.Synonyms.Exact(text)
	return key == w.Synonyms.Exact(def.Label+" "+col) || key == w.Synonyms.Exact(col+" "+def.Label)
}

func (w *look) keysOf(t *ntm.Table) *tableKeys {
	return w.tables[slices.IndexFunc(w.tables, func(k *tableKeys) bool { return k.t == t })]
}

func (w *look) tableOf(id string) *ntm.Table {
	t, _ := w.def.Table(id)
	return t
}

// takeFigures turns an assignment of texts to figures into proposals.
func (w *look) takeFigures(texts [][]string, scores [][]int, cell func(n int) string) []ntm.Proposal {
	out := make([]ntm.Proposal, len(texts))
	for _, m := range ntm.Assign(scores, scoreColumn) {
		f := &w.cells[m.Column]
		same := w.exactFigure(f, texts[m.Row])
		what := "heading-near"
		if same {
			what = "heading-exact"
		}
		p := ntm.Proposal{Target: f.Target, Score: m.Score, Certain: same && m.Score == scoreExact && w.decoy == ""}
		p.Evidence = append(p.Evidence, evidence(what, cell(m.Row), m.Score, "saw", strings.Join(texts[m.Row], " / "), "want", w.titleOf(f.Target)))
		for n := range texts {
			if n != m.Row && scores[n][m.Column] == scoreExact {
				p.Certain = false
				p.Evidence = append(p.Evidence, evidence("heading-twice", cell(n), -500))
			}
		}
		for j := range w.cells { // one text that names two figures
			if j != m.Column && scores[m.Row][j] == scoreExact {
				p.Certain = false
			}
		}
		out[m.Row] = p
	}
	for n := range texts {
		taken := slices.IndexFunc(w.cells, func(f oneFigure) bool { return f.Target == out[n].Target })
		out[n].Others = others(scores[n], func(j int) ntm.Target { return w.cells[j].Target }, taken)
	}
	return out
}

// titleOf is a figure of the return in words.
func (w *look) titleOf(t ntm.Target) string {
	table := w.tableOf(t.Table)
	if table == nil {
		return ""
	}
	var parts []string
	if def, ok := table.RowDefOf(t.Row); ok {
		parts = append(parts, def.Label)
	}
	if i := table.Col(t.Column); i >= 0 {
		parts = append(parts, table.Columns[i].Heading())
	}
	return strings.Join(parts, " / ")
}

// unitsDown reads a sheet with a unit a row: every column is one figure of the return.
func (w *look) unitsDown() {
	w.way = wayUnitsDown
	idx := w.valueColumns()
	texts := w.headings(idx)
	scores := w.columnFigures(idx)
	for n, p := range w.takeFigures(texts, scores, func(n int) string { return w.b.Columns[idx[n]].Head }) {
		if w.headedTwice(idx[n]) {
			p.Certain = false
		}
		w.cols[idx[n]] = p
	}
	w.table.Certain = true
	w.nameUnits()
}

func (w *look) headings(idx []int) [][]string {
	texts := make([][]string, len(idx))
	for n, i := range idx {
		texts[n] = w.rest[i]
	}
	return texts
}

// columnFigures is how well the columns name single figures of the return.
func (w *look) columnFigures(idx []int) [][]int {
	return w.figureScores(w.headings(idx), func(n int, f *oneFigure) int { return w.holds(idx[n], f.typ, false) })
}

// valueScore is how much of the block a reading as labels and values explains.
func (w *look) valueScore() int {
	idx := w.valueColumns()
	if w.b.Label < 0 || len(idx) == 0 || len(idx) > 6 {
		return 0
	}
	texts, at := w.lineTexts()
	if len(texts) < 2 {
		return 0
	}
	sum := 0
	for _, m := range ntm.Assign(w.figureScores(texts, func(int, *oneFigure) int { return 100 }), scoreColumn) {
		sum += m.Score
	}
	return sum / len(at)
}
