package ntm

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// sampleTable is one CSV file of the sample: what the units state in one table. A line holds from its
// first to its last month.
type sampleTable struct {
	columns []string // codes of the definition's columns
	keyed   bool     // the lines name their rows; the lines of a list do not
	byUnit  map[string][]sampleLine
}

type sampleLine struct {
	from, to int // months
	row      string
	cells    []string
	at       string // file and line
}

// readSampleTable reads <id>.csv: unit, from, to, then row unless the table is a list, then columns.
func readSampleTable(fsys fs.FS, id string, units []Unit) (*sampleTable, error) {
	name := sampleDir + id + ".csv"
	records, lines, err := readSampleCSV(fsys, name)
	if err != nil {
		return nil, err
	}
	head := records[0]
	if len(head) < 4 || !slices.Equal(head[:3], []string{"unit", "from", "to"}) {
		return nil, fmt.Errorf("%s: the head is %q, want unit, from, to and columns", name, head)
	}
	t := &sampleTable{columns: head[3:], byUnit: map[string][]sampleLine{}}
	if head[3] == "row" {
		t.keyed, t.columns = true, head[4:]
	}
	for i, rec := range records[1:] {
		l := sampleLine{at: fmt.Sprintf("%s:%d", name, lines[i+1]), cells: rec[len(head)-len(t.columns):]}
		if t.keyed {
			l.row = rec[3]
		}
		if l.from, l.to, err = sampleMonths(rec[1], rec[2]); err != nil {
			return nil, fmt.Errorf("%s: %w", l.at, err)
		}
		if !slices.ContainsFunc(units, func(u Unit) bool { return u.Code == rec[0] }) {
			return nil, fmt.Errorf("%s: unit %q is not in the sample", l.at, rec[0])
		}
		t.byUnit[rec[0]] = append(t.byUnit[rec[0]], l)
	}
	return t, nil
}

// readSampleCSV reads a CSV file with its line numbers; lines that begin with # are remarks.
func readSampleCSV(fsys fs.FS, name string) (records [][]string, lines []int, err error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	rd := csv.NewReader(bytes.NewReader(b))
	rd.Comment = '#'
	records, err = rd.ReadAll()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(records) == 0 {
		return nil, nil, fmt.Errorf("%s: it is empty", name)
	}
	line := 0
	for _, text := range strings.Split(string(b), "\n") { // no cell of the sample has a line break
		if line++; text != "" && !strings.HasPrefix(text, "#") {
			lines = append(lines, line)
		}
	}
	if len(lines) != len(records) {
		return nil, nil, fmt.Errorf("%s: a cell has a line break", name)
	}
	return records, lines, nil
}

func sampleMonths(first, last string) (from, to int, err error) {
	if from, err = strconv.Atoi(first); err == nil {
		to, err = strconv.Atoi(last)
	}
	if err != nil || from < 1 || to < from || to > 12 {
		return 0, 0, fmt.Errorf("months %q to %q are not within a year", first, last)
	}
	return from, to, nil
}

// in lists the lines of the unit that hold in the month.
func (t *sampleTable) in(unit string, month int) []sampleLine {
	var out []sampleLine
	for _, l := range t.byUnit[unit] {
		if l.from <= month && month <= l.to {
			out = append(out, l)
		}
	}
	return out
}

// fillRows fills the rows that the definition gives.
func (t *sampleTable) fillRows(g *Grid, current []sampleLine) error {
	stated := make(map[string]sampleLine, len(current))
	for _, l := range current {
		if _, twice := stated[l.row]; twice || !t.keyed {
			return fmt.Errorf("%s: row %q stands twice", l.at, l.row)
		}
		stated[l.row] = l
	}
	for i := range g.Table.Rows {
		def := &g.Table.Rows[i]
		row := g.AddRow(def.Code, def)
		l, ok := stated[def.Code]
		if !ok && def.Prefill == "" {
			return fmt.Errorf("row %s: no line", def.Code)
		}
		if err := t.set(g, row, l); err != nil {
			return err
		}
		delete(stated, def.Code)
	}
	for _, l := range stated {
		return fmt.Errorf("%s: row %q is not in the definition", l.at, l.row)
	}
	return nil
}

// fillList appends the lines as rows; no lines say «Không phát sinh».
func (t *sampleTable) fillList(g *Grid, current []sampleLine) error {
	g.Nil = len(current) == 0
	for _, l := range current {
		scratch := &Grid{Table: g.Table}
		row := scratch.AddRow("", nil)
		if err := t.set(scratch, row, l); err != nil {
			return err
		}
		key, err := listKey(scratch, row)
		if err != nil {
			return fmt.Errorf("%s: %w", l.at, err)
		}
		g.AddRow(key, nil).Entries = row.Entries
	}
	if g.Table.Total && !g.Nil {
		g.Total = listTotal(g)
	}
	return nil
}

// listKey names a row of a list by its identity columns.
func listKey(g *Grid, row *Row) (string, error) {
	var parts []string
	for _, code := range g.Table.Identity {
		e, ok := g.At(row, code)
		if !ok {
			return "", fmt.Errorf("no column %s", code)
		}
		parts = append(parts, Fold(e.Canonical()))
	}
	return strings.Join(parts, "|"), nil
}

// listTotal is the row «Tổng cộng»: the sums of the columns that are summed.
func listTotal(g *Grid) *Row {
	scratch := &Grid{Table: g.Table}
	total := scratch.AddRow("", nil)
	for i := range g.Table.Columns {
		if g.Table.Columns[i].RollUp != RollSum {
			continue
		}
		sum := NumInt(0)
		for _, row := range g.Rows {
			d, ok := row.Entries[i].Number()
			sum = sum.Add(Num{d, ok})
		}
		if e := &total.Entries[i]; sum.OK {
			e.Value = NumberValue(e.Type, sum.D)
		}
	}
	return total
}

func (t *sampleTable) set(g *Grid, row *Row, l sampleLine) error {
	for i, text := range l.cells {
		e, ok := g.At(row, t.columns[i])
		if !ok {
			return fmt.Errorf("%s: the table has no column %s", l.at, t.columns[i])
		}
		v, err := parseSample(e.Type, text)
		if err != nil {
			return fmt.Errorf("%s: column %s: %w", l.at, t.columns[i], err)
		}
		e.Value = v
	}
	return nil
}

// parseSample reads a cell of the sample: canonical figures and dates, «-», «Không áp dụng» where a
// column asks for something else, or nothing.
func parseSample(typ Type, text string) (Value, error) {
	v := Value{Type: typ, Raw: text}
	switch {
	case text == "":
		return v, nil
	case text == "-":
		v.State = Dash
		return v, nil
	case text == StatusNotApplicable.String() && typ != TypeText:
		v.State, v.Text = NotApplicable, text
		return v, nil
	case typ == TypePair || typ.Numeric() && strings.Contains(text, ";"):
		v = TextValue(TypePair, text)
		for _, part := range strings.Split(text, ";") {
			if _, err := decimal.NewFromString(part); err != nil {
				return v, fmt.Errorf("%q is no pair of figures", text)
			}
		}
		return v, nil
	case typ.Numeric():
		d, err := decimal.NewFromString(text)
		if err != nil || typ == TypeCount && (!d.IsInteger() || d.IsNegative()) {
			return v, fmt.Errorf("%q is no %s", text, typ)
		}
		return NumberValue(typ, d), nil
	case typ == TypeDate:
		if _, err := ParseDateISO(text); err != nil {
			return v, err
		}
	case typ == TypeStatus:
		if s, ok := ParseStatus(text); !ok || s.String() != text {
			return v, fmt.Errorf("%q is no status", text)
		}
	}
	return TextValue(typ, text), nil
}

// readExplanations reads giai-trinh.csv.
func (s *Sample) readExplanations(fsys fs.FS) error {
	const name = sampleDir + "giai-trinh.csv"
	records, lines, err := readSampleCSV(fsys, name)
	if err != nil {
		return err
	}
	if want := []string{"check", "unit", "month", "table", "row", "text"}; !slices.Equal(records[0], want) {
		return fmt.Errorf("%s: the head is %q, want %q", name, records[0], want)
	}
	for i, rec := range records[1:] {
		n, _, err := sampleMonths(rec[2], rec[2])
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, lines[i+1], err)
		}
		s.explanations = append(s.explanations, SampleExplanation{Check: rec[0], Unit: rec[1],
			Period: Period{Month, s.year, n}, Table: rec[3], Row: rec[4], Text: rec[5]})
	}
	return nil
}
