package office

import (
	"strings"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// telling words what was found of a layout.
type telling struct {
	l     *Layout
	words *ntm.Words
	units *ntm.Units
	on    ntm.Date
}

func (t *telling) tell(id string, facts map[string]string) {
	t.l.Told = append(t.l.Told, t.words.UI(id, facts))
}

func (t *telling) region(r *ntm.Region, p *xlsx.ProposedRegion) LayoutRegion {
	out := LayoutRegion{Sheet: p.Sheet, Heads: areaOf(p.Heads), Area: areaOf(p.Area)}
	out.Table = t.choice(&p.Table, ntm.Target{Table: p.Table.Table}, ntm.Target{}, has(r.Unsure, ntm.UnsureTable))
	out.Unit = t.choice(&p.Unit, ntm.Target{Unit: p.Unit.Unit}, ntm.Target{}, has(r.Unsure, ntm.UnsureUnit))
	out.Times = t.choice(&p.Times, ntm.Target{}, ntm.Target{}, has(r.Unsure, ntm.UnsureTimes))
	if out.Times.Score > 0 {
		out.Times.Text = t.words.UI("mapping.times", map[string]string{"times": timesOf(r.Times)})
	}
	around := ntm.Target{Table: r.Table}
	for i := range p.Columns {
		spot := p.Spots[i]
		out.Columns = append(out.Columns, t.axis(&r.Columns[i], &p.Columns[i], around, spot.Row, spot.Col))
	}
	for i := range p.Rows {
		at := p.Labels[i]
		out.Rows = append(out.Rows, t.axis(&r.Rows[i], &p.Rows[i], around, at.Row, at.Col))
	}
	return out
}

func timesOf(times string) string {
	if times == "" {
		return "1"
	}
	return times
}

func has(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func areaOf(r xlsx.Range) Area { return Area{r.FirstRow, r.FirstCol, r.LastRow, r.LastCol} }

func (t *telling) axis(a *ntm.Axis, p *ntm.Proposal, around ntm.Target, row, col int) LayoutAxis {
	out := LayoutAxis{Row: row, Col: col, Named: a.Named(), LayoutChoice: t.choice(p, a.Target, around, a.Unsure)}
	if out.Named == "" {
		out.Named = t.words.UI("mapping.no-heading", nil)
	}
	switch {
	case a.Names:
		out.Text = t.words.UI("mapping.names", nil)
	case a.Ignore:
		out.Text = t.words.UI("mapping.ignored", nil)
	case a.Target.IsZero():
		out.Text = t.words.UI("mapping.values", nil)
	}
	t.l.Axes++
	if !a.Unsure {
		t.l.Proposed++
	}
	return out
}

func (t *telling) choice(p *ntm.Proposal, target, around ntm.Target, asked bool) LayoutChoice {
	out := LayoutChoice{Score: p.Score, Certain: p.Certain, Asked: asked}
	if !target.IsZero() {
		out.Text = t.l.Target(target.Over(around))
	}
	for _, o := range p.Others {
		out.Others = append(out.Others, LayoutOther{o.Target, t.l.Target(o.Target.Over(around)), o.Score})
	}
	for _, e := range p.Evidence {
		out.Evidence = append(out.Evidence, t.evidence(&e))
	}
	return out
}

func (t *telling) evidence(e *ntm.Evidence) string {
	facts := map[string]string{}
	for k, v := range e.Facts {
		facts[k] = v
	}
	if e.Where != "" {
		facts["cell"] = e.Where
	}
	return strings.TrimSpace(t.words.UI("mapping.evidence."+e.What, facts))
}
