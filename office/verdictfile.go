package office

import (
	"bufio"
	"context"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/xlsx"
)

// SaveVerdicts writes the lines told of a batch, or of all batches of the period if none is named, as the
// path's ending asks: .xlsx, .html or plain text.
func (b *Book) SaveVerdicts(ctx context.Context, p ntm.Period, batch, path string) error {
	all, err := b.Verdicts(ctx, p)
	if err != nil {
		return err
	}
	if batch != "" {
		all = slices.DeleteFunc(all, func(t Told) bool { return t.Batch != batch })
	}
	write := func(w io.Writer) error { return b.verdictText(w, p, all) }
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		write = func(w io.Writer) error {
			f := b.verdictForm(p, all)
			return xlsx.WriteForms(w, []report.Form{f}, xlsx.Meta{Title: f.Title, Author: b.reporter(), Period: p.VN(), Printed: b.o.cfg.Now()})
		}
	case ".html", ".htm":
		write = func(w io.Writer) error { return b.verdictPage(w, p, all) }
	}
	return writeBeside(path, write)
}

// verdictCells are the columns of a line after its number: when, file, unit, verdict, what was told.
func (b *Book) verdictCells(t *Told) []string {
	unit := t.UnitName
	if t.Unit != "" {
		unit = t.Unit + " " + unit
	}
	return []string{MomentVN(t.At), t.File, unit, t.Word(b.words), b.VerdictText(t)}
}

func (b *Book) verdictHeads() []string {
	var out []string
	for _, id := range []string{"no", "time", "file", "unit", "verdict", "text"} {
		out = append(out, b.say("verdict.column-"+id))
	}
	return out
}

func (b *Book) verdictForm(p ntm.Period, lines []Told) report.Form {
	f := report.Form{ID: "verdicts", No: b.say("verdict.no"), Title: b.say("verdict.title"), Subtitle: p.VN(), Reporter: b.reporter(),
		Orientation: report.Landscape, NameColumns: 3, Sample: b.meta.Sample}
	widths := []float64{9, 26, 55, 40, 24, 96}
	for i, head := range b.verdictHeads() {
		f.Columns = append(f.Columns, report.Column{Key: strconv.Itoa(i), Heading: []string{head}, Width: widths[i]})
	}
	f.Columns[0].Align = report.AlignCenter
	for i := range lines {
		cells := []report.Cell{report.NumberCell(decimal.NewFromInt(int64(i+1)), 0)}
		for _, text := range b.verdictCells(&lines[i]) {
			cells = append(cells, report.TextCell(text))
		}
		f.Rows = append(f.Rows, report.Row{Role: report.Item, Cells: cells})
	}
	return f
}

func (b *Book) verdictText(w io.Writer, p ntm.Period, lines []Told) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "\uFEFF%s, %s, %s\r\n", b.say("verdict.title"), b.parent.Name, p.VN())
	for i := range lines {
		fmt.Fprintf(out, "%d. %s\r\n", i+1, strings.Join(slices.DeleteFunc(b.verdictCells(&lines[i]), func(s string) bool { return s == "" }), " | "))
	}
	return out.Flush()
}

// page is a table that any browser and screen reader shows.
const page = `<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:16px/1.4 "Segoe UI",Arial,sans-serif;margin:2em}table{border-collapse:collapse}
th,td{border:1px solid #555;padding:4px 8px;text-align:left;vertical-align:top}th{background:#eee}</style></head>
<body><h1>{{.Title}}</h1><p>{{.Under}}</p>
<table><thead><tr>{{range .Heads}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>{{range $i, $row := .Rows}}<tr><td>{{no $i}}</td>{{range $row}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody></table></body></html>
`

func (b *Book) verdictPage(w io.Writer, p ntm.Period, lines []Told) error {
	t, err := template.New("page").Funcs(template.FuncMap{"no": func(i int) int { return i + 1 }}).Parse(page)
	if err != nil {
		return err
	}
	var rows [][]string
	for i := range lines {
		rows = append(rows, b.verdictCells(&lines[i]))
	}
	under := b.parent.Name + ", " + p.VN()
	if b.meta.Sample {
		under += ". " + report.SampleMark
	}
	return t.Execute(w, map[string]any{"Lang": b.words.Lang(), "Title": b.say("verdict.title"), "Under": under,
		"Heads": b.verdictHeads(), "Rows": rows})
}
