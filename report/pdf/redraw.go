package pdf

import (
	"bytes"
	"cmp"
	"io/fs"
	"math"
	"slices"
	"strings"

	"bieuxa/report"
)

// CellBox is where a cell of a form's table was drawn. Form, Row and Col count from 0, in the form's Body.
type CellBox struct {
	Page, Form, Row, Col int

	box  box
	high float64
}

// holds tells whether a text begins in the box.
func (c *CellBox) holds(t Placed) bool {
	const hair = 0.05
	return t.X > c.box.x-hair && t.X < c.box.x+c.box.w && t.Y > c.box.y && t.Y <= c.box.y+c.high+hair
}

// Redrawn is a PDF drawn anew to hold another against it.
type Redrawn struct {
	*Reading
	forms []report.Form
	cells []CellBox
}

// Redraw draws a PDF as Write does and reads it.
func Redraw(forms []report.Form, meta Meta, fonts fs.FS) (*Redrawn, error) {
	var body bytes.Buffer
	b, err := write(&body, forms, meta, fonts)
	if err != nil {
		return nil, err
	}
	r, err := Read(body.Bytes())
	if err != nil {
		return nil, err
	}
	out := &Redrawn{Reading: r, cells: b.cells}
	for _, f := range forms {
		out.forms = append(out.forms, f.MapText(b.scribe.clean))
	}
	return out, nil
}

// Unlike is one place in which a PDF is not as it was drawn. Pages count from 0; -1: the PDF lacks the page that was
// drawn, or has one more.
type Unlike struct {
	Page, WasPage  int
	Form, Row, Col int // of a cell, from 0, in the form's Body; -1 elsewhere
	What           UnlikeKind
	Was, Now       string
}

// UnlikeKind is what differs.
type UnlikeKind int

const (
	UnlikeText  UnlikeKind = iota // a text
	UnlikePage                    // a whole page is gone, or was added
	UnlikeInk                     // the texts agree, what is drawn around them does not
	UnlikeCover                   // something was laid over the page
)

// Compare holds the pages of a PDF against those that were drawn.
func (r *Redrawn) Compare(now *Reading) []Unlike {
	var out []Unlike
	for _, p := range r.pairPages(now) {
		switch {
		case p.now < 0 || p.was < 0:
			out = append(out, Unlike{Page: p.now, WasPage: p.was, Form: -1, Row: -1, Col: -1, What: UnlikePage})
		case r.Pages[p.was].SameInk(&now.Pages[p.now]) && !now.Pages[p.now].Covered:
		default:
			out = append(out, r.unlikePage(now, p)...)
		}
	}
	return out
}

// Strangers tells whether none of so many pages is like any that was drawn.
func Strangers(found []Unlike, pages int) bool {
	n := 0
	for _, u := range found {
		if u.What == UnlikePage && u.WasPage < 0 {
			n++
		}
	}
	return n == pages
}

// unlikePage tells what differs on one page: cell by cell, then the texts around the tables.
func (r *Redrawn) unlikePage(now *Reading, p pagePair) []Unlike {
	was, is := r.Pages[p.was].Texts, slices.Clone(now.Pages[p.now].Texts)
	rest := slices.Clone(was)
	blank := Unlike{Page: p.now, WasPage: p.was, Form: -1, Row: -1, Col: -1}
	var out []Unlike
	for i := range r.cells {
		c := &r.cells[i]
		if c.Page != p.was {
			continue
		}
		var before, after string
		before, rest = c.take(rest)
		if after, is = c.take(is); before != after {
			u := blank
			u.Form, u.Row, u.Col, u.Was, u.Now = c.Form, c.Row, c.Col, before, after
			out = append(out, u)
		}
	}
	for _, two := range outside(rest, is) {
		u := blank
		u.Was, u.Now = two[0], two[1]
		out = append(out, u)
	}
	if len(out) == 0 && !r.Pages[p.was].SameInk(&now.Pages[p.now]) {
		u := blank
		u.What = UnlikeInk
		out = append(out, u)
	}
	if now.Pages[p.now].Covered {
		u := blank
		u.What = UnlikeCover
		out = append(out, u)
	}
	return out
}

// take is the text in the box, its lines joined, and the texts that are left.
func (c *CellBox) take(texts []Placed) (string, []Placed) {
	var in []string
	left := texts[:0]
	for _, t := range texts {
		if c.holds(t) {
			in = append(in, strings.TrimSpace(t.Text))
		} else {
			left = append(left, t)
		}
	}
	return strings.Join(in, " "), left
}

// near is how far in mm a text may have moved and still be the same one.
const near = 0.5

// outside pairs the texts outside the tables by their places: was and now of those that differ.
func outside(was, now []Placed) [][2]string {
	var gone []Placed
	for _, t := range was {
		i := slices.IndexFunc(now, func(o Placed) bool {
			return o.Text == t.Text && math.Abs(o.X-t.X) < near && math.Abs(o.Y-t.Y) < near
		})
		if i < 0 {
			gone = append(gone, t)
			continue
		}
		now = slices.Delete(now, i, i+1)
	}
	var out [][2]string
	for _, t := range gone {
		best := -1
		for i, o := range now {
			if math.Abs(o.Y-t.Y) < near && (best < 0 || math.Abs(o.X-t.X) < math.Abs(now[best].X-t.X)) {
				best = i
			}
		}
		if best < 0 {
			out = append(out, [2]string{t.Text, ""})
			continue
		}
		out = append(out, [2]string{t.Text, now[best].Text})
		now = slices.Delete(now, best, best+1)
	}
	for _, t := range now {
		out = append(out, [2]string{"", t.Text})
	}
	return out
}

// pagePair is a page as it was drawn and as it is; -1 where there is none.
type pagePair struct{ was, now int }

// mostPairs bounds the search for pages that moved.
const mostPairs = 250_000

// pairPages pairs the pages so that as many texts as can be agree; their order stays.
func (r *Redrawn) pairPages(now *Reading) []pagePair {
	n, m := len(r.Pages), len(now.Pages)
	var out []pagePair
	if n == m && r.samePages(now) || n*m > mostPairs {
		for i := range max(n, m) {
			p := pagePair{i, i}
			if i >= n {
				p.was = -1
			}
			if i >= m {
				p.now = -1
			}
			out = append(out, p)
		}
		return out
	}
	was, is := sortedTexts(r.Reading), sortedTexts(now)
	same := make([][]int, n)
	for i := range same {
		same[i] = make([]int, m)
		for j := range same[i] {
			same[i][j] = common(was[i], is[j])
		}
	}
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+same[i][j])
		}
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && best[i][j] == best[i+1][j+1]+same[i][j] && 2*same[i][j] > min(len(was[i]), len(is[j])):
			out = append(out, pagePair{i, j})
			i, j = i+1, j+1
		case i < n && (j == m || best[i][j] == best[i+1][j]):
			out, i = append(out, pagePair{i, -1}), i+1
		default:
			out, j = append(out, pagePair{-1, j}), j+1
		}
	}
	return out
}

// samePages tells whether each page is for the most part the one at its place.
func (r *Redrawn) samePages(now *Reading) bool {
	was, is := sortedTexts(r.Reading), sortedTexts(now)
	for i := range was {
		if 2*common(was[i], is[i]) < len(was[i]) {
			return false
		}
	}
	return true
}

func sortedTexts(r *Reading) [][]Placed {
	out := make([][]Placed, len(r.Pages))
	for i := range r.Pages {
		out[i] = slices.SortedFunc(slices.Values(r.Pages[i].Texts), before)
	}
	return out
}

func before(a, b Placed) int {
	return cmp.Or(strings.Compare(a.Text, b.Text), cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X))
}

// common is how many texts two pages share at the same places.
func common(a, b []Placed) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch c := before(a[0], b[0]); {
		case c == 0:
			n, a, b = n+1, a[1:], b[1:]
		case c < 0:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}
