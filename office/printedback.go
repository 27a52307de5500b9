package office

import (
	"strings"

	"bieuxa/report"
)

// printedBack reads the cells of forms back from the texts of a PDF, which follow one another as they were drawn: row
// by row, each cell line by line.
type printedBack struct {
	texts []string // without spaces
	at    int
}

func newPrintedBack(pages [][]string) *printedBack {
	p := &printedBack{}
	for _, page := range pages {
		for _, text := range page {
			p.texts = append(p.texts, squeezed(text))
		}
	}
	return p
}

// squeezed is a text without spaces: where a line was broken makes no difference.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// form finds the cells of a form's figures; those that are missing were not found. next is the form after it, nil at
// the end.
func (p *printedBack) form(f, next *report.Form) map[report.Ref]string {
	start, ok := p.begins(f, p.at)
	if !ok {
		start = p.at
	}
	end := len(p.texts)
	if next != nil {
		if at, ok := p.begins(next, start+1); ok {
			end = at
		}
	}
	out, words := map[report.Ref]string{}, f.StateWords()
	p.at = start
	for r := range f.Rows {
		cells := squeezedRow(&f.Rows[r], words)
		for at := p.at; len(cells) > 0 && at < end; at++ {
			if found, after, ok := p.row(cells, at, end); ok {
				for col, text := range found {
					out[report.Ref{Row: r, Col: col}] = text
				}
				p.at = after
				break
			}
		}
	}
	p.at = end
	return out
}

// begins is where the form's number stands at or after a place.
func (p *printedBack) begins(f *report.Form, from int) (int, bool) {
	no := squeezed(f.TopLeft()[0])
	for i := from; i < len(p.texts); i++ {
		if p.texts[i] == no {
			return i, true
		}
	}
	return 0, false
}

// squeezedCell is what a cell prints.
type squeezedCell struct {
	col    int
	text   string
	figure bool
}

func squeezedRow(row *report.Row, words report.StateWords) []squeezedCell {
	var out []squeezedCell
	for c := range row.Cells {
		if text := squeezed(words.Text(row.Cells[c])); text != "" {
			out = append(out, squeezedCell{c, text, row.Cells[c].Numeric()})
		}
	}
	return out
}

// row reads a row's figures at a place, if its words stand there. A row without words is known by its figures.
func (p *printedBack) row(cells []squeezedCell, at, end int) (found map[int]string, after int, ok bool) {
	found = map[int]string{}
	words, same := 0, true
	for _, cell := range cells {
		if cell.figure {
			if at >= end {
				return nil, 0, false
			}
			found[cell.col], same = p.texts[at], same && p.texts[at] == cell.text
			at++
			continue
		}
		words++
		rest := cell.text
		for rest != "" {
			if at >= end || p.texts[at] == "" || !strings.HasPrefix(rest, p.texts[at]) {
				return nil, 0, false
			}
			rest = rest[len(p.texts[at]):]
			at++
		}
	}
	return found, at, words > 0 || same
}
