package office

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// byteOrderMark tells Excel that a CSV is UTF-8.
const byteOrderMark = "\ufeff"

// csvFile is one table of an exchange: RFC 4180, UTF-8 with a byte order mark, one line of headings.
type csvFile struct {
	name string // after the name of the export: "bao cao"
	rows [][]string
}

// renderExchange makes the files for other programs that are wanted.
func (e *edition) renderExchange() ([]rendered, error) {
	if !e.req.JSON && !e.req.CSV {
		return nil, nil
	}
	x, err := e.exchange()
	if err != nil {
		return nil, err
	}
	base := filepath.Join(e.req.Dir, fmt.Sprintf("Du lieu %s %s", e.b.parent.Code, e.req.Period))
	var ready []rendered
	if e.req.JSON {
		body, err := x.bytes()
		if err != nil {
			return nil, err
		}
		ready = append(ready, rendered{path: base + ".json", body: body})
	}
	if e.req.CSV {
		for _, f := range e.csvFiles(x) {
			body, err := f.bytes()
			if err != nil {
				return nil, err
			}
			ready = append(ready, rendered{path: base + " " + f.name + ".csv", body: body})
		}
	}
	return ready, nil
}

// csvFiles are the tables of an exchange: entries of the returns, findings, and figures of the roll-up by unit.
func (e *edition) csvFiles(x *Exchange) []csvFile {
	return []csvFile{{"bao cao", csvEntries(x)}, {"phat hien", csvFindings(x.Findings)}, {"so lieu", e.csvFigures(x)}}
}

func csvEntries(x *Exchange) [][]string {
	type names struct{ heading, meaning string }
	columns, rows := map[string]names{}, map[string]string{}
	for _, t := range x.Tables {
		for _, c := range t.Columns {
			columns[t.Table+"/"+c.Column] = names{c.Heading, c.Meaning}
		}
		for _, r := range t.Rows {
			rows[t.Table+"/"+r.Row] = r.Label
		}
	}
	out := [][]string{{"period", "unit", "unit_name", "table", "row", "row_label", "line", "column", "heading", "meaning", "state", "value", "sheet", "cell", "file"}}
	for _, r := range x.Returns {
		for _, e := range r.Entries {
			c := columns[e.Table+"/"+e.Column]
			out = append(out, []string{r.Period, r.Unit, r.Name, e.Table, e.Row, rows[e.Table+"/"+e.Row], strconv.Itoa(e.Line), e.Column,
				c.heading, c.meaning, e.State, e.Value, e.Sheet, e.Cell, r.File})
		}
	}
	return out
}

func csvFindings(found []FindingLine) [][]string {
	out := [][]string{{"key", "id", "severity", "file", "unit", "period", "sheet", "cell", "indicator", "saw", "want", "text", "fix", "explained"}}
	for _, f := range found {
		out = append(out, []string{f.Key, f.ID, string(f.Severity), f.File, f.Unit, f.Period, f.Sheet, f.Cell, f.Indicator, f.Saw, f.Want, f.Text, f.Fix, f.Explained})
	}
	return out
}

// csvFigures are the figures of the whole, unit "", then of each unit that counts.
func (e *edition) csvFigures(x *Exchange) [][]string {
	out := [][]string{{"period", "unit", "unit_name", "key", "name", "value"}}
	d := e.figures()
	for _, f := range d.Figures {
		out = append(out, []string{x.Period, "", x.ParentName, f.Key, f.Name, f.Value})
	}
	for _, u := range d.Units {
		for i, value := range u.Values {
			out = append(out, []string{x.Period, u.Code, u.Name, d.Figures[i].Key, d.Figures[i].Name, value})
		}
	}
	return out
}

// bytes is the file's text. A text that a spreadsheet would take for a formula gets an apostrophe in front; figures,
// which may begin with a minus, stay as they are.
func (f csvFile) bytes() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, row := range f.rows {
		safe := make([]string, len(row))
		for i, s := range row {
			safe[i] = harmless(s)
		}
		if err := w.Write(safe); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
