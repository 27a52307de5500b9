package app

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// mapSample is a figure of the file and what it would be read as.
type mapSample struct {
	line, saw string
	value     decimal.Decimal
	number    bool
	kind      ntm.Type
	unit      string // of measure
}

// typeOf is the type of the figures at a column and a row of a region, and their unit of measure.
func (m *mapWork) typeOf(t ntm.Target) (ntm.Type, string) {
	table, ok := m.l.Def.Table(t.Table)
	if !ok || table.Col(t.Column) < 0 {
		return "", ""
	}
	col := &table.Columns[table.Col(t.Column)]
	if row, ok := table.RowDefOf(t.Row); ok && col.ByRow {
		return row.Type, row.Unit
	}
	return col.Type, col.Unit
}

// money tells that the region reads amounts of money.
func (m *mapWork) money(region int) bool {
	r := &m.now.Regions[region]
	if slices.Contains(r.Unsure, ntm.UnsureTimes) {
		return true
	}
	found := false
	m.eachCell(region, func(_, _ int, t ntm.Target) bool {
		kind, _ := m.typeOf(t)
		found = kind == ntm.TypeMoney
		return !found
	})
	return found
}

// eachCell goes over the cells that a region reads: which column and which row of it, row -1 for a list.
func (m *mapWork) eachCell(region int, do func(col, row int, t ntm.Target) bool) {
	r := &m.now.Regions[region]
	rows := r.Rows
	list := r.IsList(m.l.Def)
	if list {
		rows = []ntm.Axis{{}}
	}
	for i := range r.Columns {
		for j := range rows {
			if r.Columns[i].Ignore || r.Columns[i].Names || rows[j].Ignore {
				continue
			}
			at := j
			if list {
				at = -1
			}
			if !do(i, at, rows[j].Target.Over(r.Columns[i].Target).Over(r.Target)) {
				return
			}
		}
	}
}

// moneySample is the first amount of money of a region.
func (m *mapWork) moneySample(region int) mapSample {
	var out mapSample
	m.eachCell(region, func(col, row int, t ntm.Target) bool {
		if kind, _ := m.typeOf(t); kind != ntm.TypeMoney {
			return true
		}
		for _, s := range m.samplesAt(region, col, row, t) {
			if s.number && !s.value.IsZero() {
				out = s
				return false
			}
		}
		return true
	})
	return out
}

// samplesShown is how many figures of a column or a row are shown.
const samplesShown = 4

// samples are some figures of a column or a row as they would be read.
func (m *mapWork) samples(s mapStep) []string {
	var out []string
	if m.axis(s).Ignore || m.axis(s).Names {
		return m.written(s)
	}
	m.eachCell(s.region, func(col, row int, t ntm.Target) bool {
		if s.kind == mapColumn && col != s.at || s.kind == mapRow && row != s.at {
			return true
		}
		for _, x := range m.samplesAt(s.region, col, row, t) {
			if s.kind == mapRow {
				x.line = m.l.Regions[s.region].Columns[col].Named
			}
			if len(out) < samplesShown {
				out = append(out, m.sampleText(s.region, col, x))
			}
		}
		return len(out) < samplesShown
	})
	return out
}

// written are some cells of a column or a row that is left out, as they stand.
func (m *mapWork) written(s mapStep) []string {
	told, sheet := &m.l.Regions[s.region], m.sheet(m.l.Regions[s.region].Sheet)
	var out []string
	add := func(row, col int) {
		if sheet == nil || row == 0 || col == 0 || len(out) >= samplesShown {
			return
		}
		if text := sheet.Cell(row, col).Text; text != "" {
			out = append(out, text)
		}
	}
	if s.kind == mapRow {
		for i := range told.Columns {
			if !m.now.Regions[s.region].Columns[i].Ignore {
				add(told.Rows[s.at].Row, told.Columns[i].Col)
			}
		}
		return out
	}
	for row := told.Heads.Bottom + 1; row <= told.Area.Bottom; row++ {
		add(row, told.Columns[s.at].Col)
	}
	return out
}

// sampleText is «Hộ nghèo: 1.283.220 → 1.283,22 triệu đồng».
func (m *mapWork) sampleText(region, col int, x mapSample) string {
	if x.saw == "" {
		return say(m.w, "mapwin.sample-blank", "line", x.line)
	}
	if !x.number {
		return say(m.w, "mapwin.sample", "line", x.line, "value", "«"+x.saw+"»")
	}
	r := &m.now.Regions[region]
	by, err := r.Factor(&r.Columns[col], x.kind)
	if err != nil || by.Equal(decimal.NewFromInt(1)) {
		return say(m.w, "mapwin.sample", "line", x.line, "value", strings.TrimSpace(x.saw+" "+x.unit))
	}
	return say(m.w, "mapwin.sample-times", "line", x.line, "saw", x.saw, "value", strings.TrimSpace(m.figure(x.value.Mul(by))+" "+x.unit))
}

// samplesAt are the figures at a column and a row of a region; of a list those of its first lines.
func (m *mapWork) samplesAt(region, col, row int, t ntm.Target) []mapSample {
	told, sheet := &m.l.Regions[region], m.sheet(m.l.Regions[region].Sheet)
	c := told.Columns[col].Col
	if sheet == nil || c == 0 {
		return nil
	}
	rows := []int{}
	if row >= 0 {
		rows = append(rows, told.Rows[row].Row)
	} else {
		for r := told.Heads.Bottom + 1; r <= told.Area.Bottom && len(rows) < samplesShown; r++ {
			rows = append(rows, r)
		}
	}
	var out []mapSample
	for _, r := range rows {
		if r == 0 {
			continue
		}
		x, s := sheet.Cell(r, c), mapSample{line: say(m.w, "mapwin.line", "n", itoa(r))}
		if row >= 0 {
			s.line = told.Rows[row].Named
		}
		s.kind, s.unit = m.typeOf(t)
		s.saw = x.Text
		if x.Numeric && s.kind.Numeric() {
			if d, err := decimal.NewFromString(strings.ReplaceAll(x.Edit, ",", ".")); err == nil {
				s.value, s.number = d, true
			}
		}
		out = append(out, s)
	}
	return out
}

func (m *mapWork) sheet(name string) *office.ReviewSheet {
	for _, s := range m.l.Sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}
