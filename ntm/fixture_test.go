package ntm_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// A fixture is the text of a return, what surrounds it, and the findings that are expected of it:
//
//	period 2020-05                                      (2020-02 without it; days by the 15–14 cut)
//	set xa-2016-2020    kind xã    region BTB
//	expected 2020-05    received 2020-05-16    days 2020-04-15 2020-05-14
//	param K5 factor 1000    severity C6 off    basically-met    gone WORDS    template ID VERSION
//	valid 14884 "Xã Phú Lệ" xã      twin FILE HOW       rival FILE    stated-set ID
//	peer 14887 "Xã Phú Sơn" xã      file NAME      head SHEET CELL TEXT [PERIOD]
//	stamp ID VERSION SET UNIT PERIOD      version 2
//	reading S3 block TABLE ROW COLUMN
//	nil no_dong                                         the list says «Không phát sinh»
//	all tieu_chi dg=Đạt                                 every row of the table
//	ho_ngheo ngheo dau_ky=1024 cuoi_ky=309!P1=312       cells; ! marks a finding, = what it wants
//	@prev ho_ngheo ngheo cuoi_ky=1024                   the previous return; @start last December's
//	@2020-01 ho_ngheo ngheo cuoi_ky=1024                one of the earlier returns
//	expect C7a tieu_chi "" kq                           a finding at no cell of its own
//
// A value is a figure with a point, a word, or "quoted"; - is a dash, _ a blank, n/a not applicable,
// ?12a unreadable; ~residue after it is the doubt. The row TOTAL is the total under a list.
type fixture struct {
	t      *testing.T
	def    *ntm.Definition
	sc     *ntm.Scope
	from   ntm.Date
	to     ntm.Date
	others map[string]*ntm.Return
	marks  map[string]string // «P1 ho_ngheo/ngheo/cuoi_ky» → want, or ""
	ids    map[string]bool
	lines  int
}

func readFixture(t *testing.T, text string) *fixture {
	t.Helper()
	x := &fixture{t: t, sc: &ntm.Scope{}, others: map[string]*ntm.Return{}, marks: map[string]string{}, ids: map[string]bool{}}
	head := map[string][]string{"period": {"2020-02"}, "set": {"xa-2016-2020"}, "kind": {"xã"}, "region": {"BTB"}}
	var body [][]string
	for _, line := range strings.Split(text, "\n") {
		words := splitWords(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if _, known := head[words[0]]; known || words[0] == "days" {
			head[words[0]] = words[1:]
			continue
		}
		body = append(body, words)
	}
	x.start(head)
	for _, words := range body {
		x.line(words)
	}
	for i := 1; i <= 12; i++ {
		for _, year := range []int{x.sc.Ret.Period.Year - 1, x.sc.Ret.Period.Year} {
			p := ntm.Period{Kind: ntm.Month, Year: year, N: i}
			if r := x.others["@"+p.String()]; r != nil {
				x.sc.Months = append(x.sc.Months, r)
			}
		}
	}
	slices.SortFunc(x.sc.Months, func(a, b *ntm.Return) int { return strings.Compare(a.Period.String(), b.Period.String()) })
	return x
}

func (x *fixture) start(head map[string][]string) {
	p, err := ntm.ParsePeriod(head["period"][0])
	if err != nil {
		x.t.Fatal(err)
	}
	x.from, x.to, err = ntm.Cut{Style: ntm.CutFifteenth}.Days(p)
	if err != nil {
		x.t.Fatal(err)
	}
	if d := head["days"]; len(d) == 2 {
		x.from, x.to = x.date(d[0]), x.date(d[1])
	}
	criteria := shippedCriteria(x.t)
	set, ok := criteria.Set(head["set"][0])
	if !ok {
		x.t.Fatalf("no criteria set %s", head["set"][0])
	}
	kind := head["kind"][0]
	x.def, err = shippedDefinition(x.t).Bind(set, kind, x.to)
	if err != nil {
		x.t.Fatal(err)
	}
	unit := ntm.Unit{Code: "14884", Name: "Xã Phú Lệ", Kind: ntm.Kind(kind)}
	x.sc.Def, x.sc.Set, x.sc.Unit, x.sc.From, x.sc.To, x.sc.Expected = x.def, set, unit, x.from, x.to, p
	x.sc.Where = ntm.Where{Region: head["region"][0], On: x.to.String()}
	x.sc.Ret = ntm.NewReturn(x.def, unit, p, set.ID)
}

func (x *fixture) date(s string) ntm.Date {
	d, err := ntm.ParseDateISO(s)
	if err != nil {
		x.t.Fatal(err)
	}
	return d
}

func (x *fixture) line(w []string) {
	sc := x.sc
	switch w[0] {
	case "expected":
		sc.Expected, _ = ntm.ParsePeriod(w[1])
	case "received":
		sc.Received = x.date(w[1])
	case "gone":
		sc.Gone = strings.Join(w[1:], " ")
	case "valid":
		sc.Valid = append(sc.Valid, ntm.Unit{Code: w[1], Name: w[2], Kind: ntm.Kind(w[3])})
	case "peer":
		sc.Peers = append(sc.Peers, ntm.Unit{Code: w[1], Name: w[2], Kind: ntm.Kind(w[3])})
	case "file":
		sc.Ret.File = w[1]
	case "head":
		h := ntm.Head{Place: ntm.Place{Sheet: w[1], Cell: w[2]}, Text: w[3]}
		if len(w) > 4 {
			h.Period, _ = ntm.ParsePeriod(w[4])
		}
		sc.Ret.Heads = append(sc.Ret.Heads, h)
	case "rival":
		sc.Rivals = append(sc.Rivals, w[1])
	case "twin":
		sc.Twins = map[string]string{w[1]: w[2]}
	case "stated-set":
		sc.Ret.Set = w[1]
	case "template":
		sc.Ret.Definition = w[1]
		_, _ = fmt.Sscan(w[2], &sc.Ret.DefVersion)
	case "stamp":
		sc.Stamp = &ntm.Stamp{Definition: w[1], Set: w[3], Unit: w[4], Period: w[5]}
		_, _ = fmt.Sscan(w[2], &sc.Stamp.Version)
	case "version":
		_, _ = fmt.Sscan(w[1], &sc.Version)
	case "basically-met":
		sc.Settings.BasicallyMetCounts = true
	case "severity":
		sc.Settings.Severity = map[string]ntm.Severity{w[1]: ntm.Severity(w[2])}
	case "param":
		sc.Settings.Params = map[string]map[string]string{w[1]: {w[2]: w[3]}}
	case "expect":
		x.mark(w[1], w[2]+"/"+w[3]+"/"+w[4], "")
	case "reading":
		f := ntm.Finding{ID: w[1], Severity: ntm.Severity(w[2]), Table: w[3], Row: w[4], Column: w[5],
			Place: ntm.Place{Sheet: w[3], Cell: "A1"}, Saw: "x", Want: "y",
			Facts: map[string]string{"table": w[3], "row": w[4], "column": w[5], "figures": "2", "where": "D:F", "other": "B2", "area": "D5:D7",
				"count": "2", "cells": "D5, D7", "link": "so-lieu.xlsx", "encoding": "TCVN3", "more": "1"}}
		sc.Ret.Reading = append(sc.Ret.Reading, f)
	default:
		x.cells(w)
	}
}

func (x *fixture) mark(id, at, want string) {
	x.marks[id+" "+at] = want
	x.ids[id] = true
}

// returnFor is the return that a line with a prefix is about.
func (x *fixture) returnFor(prefix string) *ntm.Return {
	if r := x.others[prefix]; r != nil {
		return r
	}
	p := x.sc.Ret.Period.Previous()
	switch prefix {
	case "@start":
		p = ntm.Period{Kind: ntm.Month, Year: x.sc.Ret.Period.Year - 1, N: 12}
	case "@prev":
	default:
		var err error
		if p, err = ntm.ParsePeriod(strings.TrimPrefix(prefix, "@")); err != nil {
			x.t.Fatal(err)
		}
	}
	r := ntm.NewReturn(x.def, x.sc.Unit, p, x.sc.Ret.Set)
	x.others[prefix] = r
	switch prefix {
	case "@prev":
		x.sc.Prev = r
	case "@start":
		x.sc.YearStart = r
	}
	return r
}

func (x *fixture) cells(w []string) {
	r, mine := x.sc.Ret, true
	if strings.HasPrefix(w[0], "@") {
		r, mine, w = x.returnFor(w[0]), false, w[1:]
		if w[0] == "set" {
			r.Set = w[1]
			return
		}
	}
	switch w[0] {
	case "nil":
		g := x.grid(r, w[1])
		g.Nil = true
	case "found":
		x.grid(r, w[1])
	case "all":
		g := x.grid(r, w[1])
		for i := range g.Table.Rows {
			x.fill(g, x.row(g, g.Table.Rows[i].Code), w[2:], mine)
		}
	default:
		g := x.grid(r, w[0])
		x.fill(g, x.row(g, w[1]), w[2:], mine)
	}
}

func (x *fixture) grid(r *ntm.Return, table string) *ntm.Grid {
	x.t.Helper()
	if g := r.Grid(table); g != nil {
		return g
	}
	t, ok := x.def.Table(table)
	if !ok {
		x.t.Fatalf("no table %q", table)
	}
	g := r.Add(t)
	g.Found, g.Place = true, ntm.Place{Sheet: t.Sheet().ID, Cell: "A8"}
	return g
}

func (x *fixture) row(g *ntm.Grid, name string) *ntm.Row {
	key := name
	if g.Table.Shape == ntm.ShapeList {
		key = ntm.Fold(name)
	}
	if name == "TOTAL" {
		if g.Total == nil {
			scratch := ntm.Grid{Table: g.Table}
			g.Total = scratch.AddRow("", nil)
			x.place(g, g.Total)
		}
		return g.Total
	}
	if row, ok := g.Row(key); ok {
		return row
	}
	def, _ := g.Table.RowDefOf(key)
	row := g.AddRow(key, def)
	x.place(g, row)
	if def == nil && len(g.Table.Identity) > 0 {
		x.set(g, row, g.Table.Identity[0], strings.Split(name, "#")[0])
	}
	return row
}

func (x *fixture) place(g *ntm.Grid, row *ntm.Row) {
	x.lines++
	row.Line = 10 + x.lines
	for i := range row.Entries {
		row.Entries[i].Place = ntm.Place{Sheet: g.Table.Sheet().ID, Cell: fmt.Sprintf("%c%d", 'A'+i, row.Line)}
	}
}

func (x *fixture) fill(g *ntm.Grid, row *ntm.Row, cells []string, mine bool) {
	x.t.Helper()
	for _, cell := range cells {
		col, value, _ := strings.Cut(cell, "=")
		value, marks, _ := strings.Cut(value, "!")
		x.set(g, row, col, value)
		for _, mark := range strings.FieldsFunc(marks, func(r rune) bool { return r == '!' }) {
			id, want, _ := strings.Cut(mark, "=")
			key := row.Key
			if row == g.Total {
				key = "total"
			}
			if mine {
				x.mark(id, g.Table.ID+"/"+key+"/"+col, want)
			}
		}
	}
}

func (x *fixture) set(g *ntm.Grid, row *ntm.Row, col, text string) {
	x.t.Helper()
	e, ok := g.At(row, col)
	if !ok {
		x.t.Fatalf("table %s has no column %q", g.Table.ID, col)
	}
	text, doubt, _ := strings.Cut(text, "~")
	v := ntm.Value{Type: e.Type, Raw: text}
	switch {
	case text == "_" || text == "":
		v.Raw = ""
	case text == "-" && (e.Type.Numeric() || e.Type == ntm.TypeStatus):
		v.State = ntm.Dash
	case text == "n/a":
		v.State, v.Text = ntm.NotApplicable, "Không áp dụng"
	case strings.HasPrefix(text, "?"):
		v.State, v.Raw = ntm.Unreadable, strings.TrimPrefix(text, "?")
	case e.Type.Numeric():
		v = ntm.NumberValue(e.Type, decimal.RequireFromString(text))
	default:
		v = ntm.TextValue(e.Type, text)
	}
	v.Doubt = ntm.Doubt(doubt)
	e.Value = v
}

// splitWords splits a line at spaces; a quoted part keeps its spaces and loses its quotes.
func splitWords(line string) []string {
	var out []string
	var b strings.Builder
	quoted, open := false, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted, open = !quoted, true
		case r == ' ' && !quoted:
			if b.Len() > 0 || open {
				out = append(out, b.String())
			}
			b.Reset()
			open = false
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() > 0 || open {
		out = append(out, b.String())
	}
	return out
}

var loadShipped = sync.OnceValues(func() (*ntm.Definition, error) { return ntm.LoadDefinition(assets.FS, "xa-thang") })

func shippedDefinition(t *testing.T) *ntm.Definition {
	t.Helper()
	def, err := loadShipped()
	if err != nil {
		t.Fatal(err)
	}
	return def
}

var loadSets = sync.OnceValues(func() (*ntm.Criteria, error) { return ntm.LoadCriteria(assets.FS) })

func shippedCriteria(t *testing.T) *ntm.Criteria {
	t.Helper()
	c, err := loadSets()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
