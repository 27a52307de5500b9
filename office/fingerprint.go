package office

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"

	"bieuxa/ntm"
)

// fingerprint names the figures of a return, whoever's and whichever month's they are: a copied
// template still filled has its neighbour's fingerprint. Texts, dates and identity are left out, and
// the rates that formulas make, of which each program writes as many digits as it likes.
// It is empty for a return with too few figures to tell a copy from chance.
func fingerprint(r *ntm.Return) string {
	sum := sha256.New()
	figures := 0
	for _, g := range r.Tables {
		for _, row := range g.Rows {
			for i := range row.Entries {
				figures += addFigure(sum, g, row, i)
			}
		}
	}
	if figures < minFigures {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// minFigures is how many figures other than zero a return needs before a copy can be told.
const minFigures = 20

func addFigure(sum hash.Hash, g *ntm.Grid, row *ntm.Row, i int) int {
	e, col := &row.Entries[i], &g.Table.Columns[i]
	if col.Given != "" || col.Formula != "" || !e.Type.Numeric() {
		return 0
	}
	d, ok := e.Number()
	if !ok {
		return 0
	}
	fmt.Fprintf(sum, "%s\x00%s\x00%s\x00%s\n", g.Table.ID, row.Key, col.Code, d.String())
	if d.IsZero() {
		return 0
	}
	return 1
}

// Change is one figure that differs between two versions of a return.
type Change struct {
	Table, Row, Column, Label string
	Was, Now                  string
	Place                     ntm.Place
}

// changes lists what differs from an earlier version.
func changes(was, now *ntm.Return) []Change {
	var out []Change
	for _, g := range now.Tables {
		old := was.Grid(g.Table.ID)
		for _, row := range g.Rows {
			out = append(out, rowChanges(g, row, old)...)
		}
		if old == nil {
			continue
		}
		for _, row := range old.Rows {
			if _, kept := g.Row(row.Key); !kept {
				out = append(out, Change{Table: g.Table.ID, Row: row.Key, Label: row.Label(g.Table), Was: row.Label(g.Table), Place: g.Place})
			}
		}
	}
	return out
}

func rowChanges(g *ntm.Grid, row *ntm.Row, old *ntm.Grid) []Change {
	var out []Change
	before, had := old.Row(row.Key)
	for i := range row.Entries {
		col, e := &g.Table.Columns[i], &row.Entries[i]
		if col.Given != "" || col.Formula != "" {
			continue
		}
		var was ntm.Value
		if had {
			was = before.Entries[i].Value
		}
		if !was.Same(e.Value) {
			out = append(out, Change{g.Table.ID, row.Key, col.Code, row.Label(g.Table) + ", " + col.Heading(),
				was.Canonical(), e.Canonical(), e.Place})
		}
	}
	return out
}
