package xlsx

import (
	"strings"

	"bieuxa/ntm"
)

// lineTexts are the labels of the lines that hold something, and their lines.
func (w *look) lineTexts() (texts [][]string, at []int) {
	for i := range w.b.Lines {
		if l := &w.b.Lines[i]; l.Figures+l.Texts > 0 && !w.isTotal(l.Label) {
			texts, at = append(texts, l.Path), append(at, i)
		}
	}
	return texts, at
}

// asValues reads labels and values: every line is one figure of the return.
func (w *look) asValues() {
	w.way = wayValues
	w.takeLines()
	idx := w.valueColumns()
	best := -1
	for _, i := range idx {
		c := &w.b.Columns[i]
		if c.Figures == 0 || w.decoyOf(c.Path...) != "" || len(w.Synonyms.Musts(strings.Join(c.Path, " "))) > 0 {
			continue
		}
		if best < 0 || c.Figures > w.b.Columns[best].Figures {
			best = i
		}
	}
	if best >= 0 {
		w.cols[best] = ntm.Proposal{Score: 700, Evidence: []ntm.Evidence{evidence("values", w.b.Columns[best].Head, 700)}}
	}
	w.table.Certain = true
}

func (w *look) takeLines() {
	texts, at := w.lineTexts()
	scores := w.figureScores(texts, func(int, *oneFigure) int { return 100 })
	for n, p := range w.takeFigures(texts, scores, func(n int) string { return w.b.labelCell(&w.b.Lines[at[n]]) }) {
		w.rows[at[n]] = p
	}
}

// unitsAcross reads units side by side: what their headings say besides, or else the labels of the lines, is the figure.
func (w *look) unitsAcross() {
	w.way = wayUnitsAcross
	groups := map[string][]int{}
	var order []string
	bare := true
	for _, i := range w.valueColumns() {
		code := w.unit[i].Unit
		if code == "" {
			continue
		}
		if groups[code] == nil {
			order = append(order, code)
		}
		groups[code] = append(groups[code], i)
	}
	for _, code := range order {
		bare = bare && len(groups[code]) == 1
	}
	if len(order) == 0 {
		return
	}
	if bare {
		w.takeLines()
		w.table.Certain = true
		for _, code := range order {
			w.cols[groups[code][0]] = w.unit[groups[code][0]]
		}
		return
	}
	k, score := w.groupTable(groups[order[0]])
	if k == nil {
		w.way = wayNone
		return
	}
	w.rows = w.tieRows(k)
	exact, values := 0, 0
	for _, code := range order {
		exact += w.takeColumns(k, groups[code])
		values += w.filledColumns(groups[code])
	}
	w.chosen(k, score, exact, values)
	w.settle()
	for _, code := range order {
		for _, i := range groups[code] {
			if w.cols[i].Column == "" {
				continue
			}
			w.cols[i].Unit = code
			w.cols[i].Certain = w.cols[i].Certain && w.unit[i].Certain
			w.cols[i].Evidence = append(w.cols[i].Evidence, w.unit[i].Evidence...)
		}
	}
}

// groupTable is the table that explains the columns of one unit best.
func (w *look) groupTable(idx []int) (best *tableKeys, score int) {
	for _, k := range w.tables {
		if k.t.Shape != ntm.ShapeFixed {
			continue
		}
		sum := 0
		for _, m := range w.matchColumns(k, idx) {
			sum += m.Score
		}
		rows := w.rowShare(k)
		if s := (sum/len(idx) + rows) / 2; rows > 0 && s > score {
			best, score = k, s
		}
	}
	if score < scoreTable {
		return nil, 0
	}
	return best, score
}
