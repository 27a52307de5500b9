package office

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// ProblemLayoutFile is the id of a mapping file that cannot be read.
const ProblemLayoutFile = "layout.file"

// maxMapFile bounds a mapping file, and what stands in it.
const maxMapFile = 4 << 20

// CellName is the name of a cell: «G12».
func CellName(row, col int) string { return xlsx.Cell{Row: row, Col: col}.Ref() }

// mapFile is a mapping as a person edits it; docs/mapping.md describes it.
type mapFile struct {
	Definition string      `yaml:"definition"`
	Sender     string      `yaml:"sender"`
	Regions    []mapRegion `yaml:"tables"`
}

type mapRegion struct {
	Sheet   string     `yaml:"sheet"`
	Title   string     `yaml:"title"`
	Table   string     `yaml:"table"`
	Unit    string     `yaml:"unit"`
	Times   string     `yaml:"times"`
	Measure string     `yaml:"measure"`
	Leave   bool       `yaml:"leave"`
	Open    []string   `yaml:"confirm"`
	Sheets  []mapSheet `yaml:"sheets"`
	Columns []mapAxis  `yaml:"columns"`
	Rows    []mapAxis  `yaml:"rows"`
	Skip    []string   `yaml:"skip"`
}

type mapSheet struct {
	Sheet   string `yaml:"sheet"`
	Unit    string `yaml:"unit"`
	Confirm string `yaml:"confirm"`
}

type mapAxis struct {
	Path    []string `yaml:"named"`
	Nth     int      `yaml:"nth"`
	Unit    string   `yaml:"unit"`
	Table   string   `yaml:"table"`
	Row     string   `yaml:"row"`
	Column  string   `yaml:"column"`
	Times   string   `yaml:"times"`
	Units   bool     `yaml:"units"`
	Leave   bool     `yaml:"leave"`
	Confirm string   `yaml:"confirm"`
}

// unsureMark is what a line that is only proposed says.
const unsureMark = "? xác nhận"

// ReadMapFile reads a mapping that a person has edited. Whatever is wrong with it is a Problem that names the line.
func ReadMapFile(name string, text []byte) (m *ntm.Mapping, err error) {
	bad := func(err error) error { return problem(ProblemLayoutFile, err, "path", name, "error", err.Error()) }
	defer func() {
		if bug := recover(); bug != nil { // the parser's own
			m, err = nil, bad(fmt.Errorf("%v", bug))
		}
	}()
	if len(text) > maxMapFile {
		return nil, bad(fmt.Errorf("dài quá %d MB", maxMapFile>>20))
	}
	var f mapFile
	if err := yaml.UnmarshalWithOptions(text, &f, yaml.DisallowUnknownField()); err != nil {
		return nil, bad(err)
	}
	if f.Definition == "" || len(f.Regions) == 0 {
		return nil, bad(fmt.Errorf("thiếu definition hoặc tables"))
	}
	m = &ntm.Mapping{Definition: f.Definition, Sender: f.Sender}
	for i := range f.Regions {
		r := &f.Regions[i]
		one := ntm.Region{Sheet: r.Sheet, Title: r.Title, Target: ntm.Target{Table: r.Table, Unit: r.Unit}, Times: r.Times, Measure: r.Measure,
			Ignore: r.Leave, Unsure: r.Open, Skip: r.Skip}
		for _, s := range r.Sheets {
			one.Sheets = append(one.Sheets, ntm.SheetOf{Sheet: s.Sheet, Unit: s.Unit, Unsure: unsure(s.Confirm)})
		}
		for _, list := range []struct {
			from []mapAxis
			to   *[]ntm.Axis
		}{{r.Columns, &one.Columns}, {r.Rows, &one.Rows}} {
			for _, a := range list.from {
				if a.Nth < 0 {
					return nil, bad(fmt.Errorf("nth %d", a.Nth))
				}
				*list.to = append(*list.to, ntm.Axis{Path: a.Path, Nth: a.Nth, Target: ntm.Target{Unit: a.Unit, Table: a.Table, Row: a.Row, Column: a.Column},
					Names: a.Units, Ignore: a.Leave, Times: a.Times, Unsure: unsure(a.Confirm)})
			}
		}
		if !one.Ignore && len(one.Columns) == 0 {
			return nil, bad(fmt.Errorf("bảng %q không có cột nào", r.Sheet))
		}
		m.Regions = append(m.Regions, one)
	}
	m.Signature = xlsx.Signature(m)
	return m, nil
}

// unsure tells whether a line is still only proposed: it says anything but that it is right.
func unsure(confirm string) bool {
	switch strings.TrimSpace(confirm) {
	case "", "đúng", "rồi", "ok", "yes":
		return false
	}
	return true
}

// MapFile writes the mapping as a file to look over and edit, what is only proposed marked, with the evidence beside it.
func (l *Layout) MapFile(w *ntm.Words) []byte {
	var b bytes.Buffer
	line := func(depth int, text string) { fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", depth), text) }
	for _, text := range strings.Split(w.UI("mapping.file-head", map[string]string{"file": l.File}), "\n") {
		line(0, "# "+text)
	}
	line(0, "definition: "+l.Mapping.Definition)
	sender := "sender: " + yamlText(l.Mapping.Sender)
	if l.Unit.Code != "" {
		sender += " # " + l.Unit.Name + " (" + l.Unit.Code + ")"
	}
	line(0, sender)
	line(0, "tables:")
	for i := range l.Mapping.Regions {
		r, told := &l.Mapping.Regions[i], &l.Regions[i]
		line(1, "- sheet: "+yamlText(r.Sheet))
		for _, f := range [][2]string{{"title", r.Title}, {"table", r.Table}, {"unit", r.Unit}, {"times", r.Times}, {"measure", r.Measure}} {
			if f[1] != "" {
				line(2, f[0]+": "+yamlText(f[1]))
			}
		}
		if r.Ignore {
			line(2, "leave: true")
			continue
		}
		if len(r.Unsure) > 0 {
			line(2, "confirm: ["+strings.Join(r.Unsure, ", ")+"] # "+unsureMark+": "+inOneLine(append(append(told.Table.Evidence, told.Times.Evidence...), told.Unit.Evidence...)))
		}
		if len(r.Sheets) > 0 {
			line(2, "sheets:")
			for _, s := range r.Sheets {
				line(3, fmt.Sprintf("- {sheet: %s, unit: %s%s} # %s", yamlText(s.Sheet), yamlText(s.Unit), confirming(s.Unsure), l.unit(s.Unit)))
			}
		}
		line(2, "columns:")
		for j := range r.Columns {
			line(3, "- "+axisLine(&r.Columns[j])+" # "+told.Columns[j].told())
		}
		if len(r.Rows) > 0 {
			line(2, "rows:")
			for j := range r.Rows {
				line(3, "- "+axisLine(&r.Rows[j])+" # "+told.Rows[j].told())
			}
		}
		if len(r.Skip) > 0 {
			line(2, "skip: "+yamlList(r.Skip))
		}
	}
	return b.Bytes()
}

// told is what is written beside a line: what it was found to be, and why.
func (a *LayoutAxis) told() string {
	out := CellName(a.Row, a.Col) + " → " + a.Text
	if a.Asked && len(a.Evidence) > 0 {
		out += "; " + a.Evidence[0]
	}
	return inOneLine([]string{out})
}

func inOneLine(parts []string) string {
	return strings.Join(strings.Fields(strings.Join(parts, "; ")), " ")
}

func confirming(unsure bool) string {
	if unsure {
		return ", confirm: " + yamlText(unsureMark)
	}
	return ""
}

func axisLine(a *ntm.Axis) string {
	parts := []string{"named: " + yamlList(a.Path)}
	if a.Nth > 0 {
		parts = append(parts, "nth: "+itoa(a.Nth))
	}
	for _, f := range [][2]string{{"unit", a.Unit}, {"table", a.Table}, {"row", a.Row}, {"column", a.Column}, {"times", a.Times}} {
		if f[1] != "" {
			parts = append(parts, f[0]+": "+yamlText(f[1]))
		}
	}
	if a.Names {
		parts = append(parts, "units: true")
	}
	if a.Ignore {
		parts = append(parts, "leave: true")
	}
	return "{" + strings.Join(parts, ", ") + confirming(a.Unsure) + "}"
}

// yamlText is a text in double quotes, as YAML reads it.
func yamlText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + "\""
}

func yamlList(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = yamlText(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
