package office

import (
	"context"
	"html/template"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// reviewed is what was found in one unit's return.
type reviewed struct {
	unit, name, file string
	found            []ntm.Finding
}

// SaveFindings writes what the checks found in the newest returns of the units (all that have filed, if none
// is named) to a file for sending, printing and screen readers: a workbook or, by its name, an HTML page.
func (b *Book) SaveFindings(ctx context.Context, p ntm.Period, units []string, path string) error {
	bd, err := b.Board(ctx, p)
	if err != nil {
		return err
	}
	var all []reviewed
	for i := range bd.Lines {
		l := &bd.Lines[i]
		if l.Version == 0 || len(units) > 0 && !slices.Contains(units, l.Unit.Code) {
			continue
		}
		found, err := b.Findings(ctx, p, l.Unit.Code)
		if err != nil {
			return err
		}
		all = append(all, reviewed{l.Unit.Code, l.Unit.Name, l.File, found})
	}
	list := b.findingsList(all)
	list.Title = b.findingsTitle(p, all)
	return writeBeside(path, func(w io.Writer) error {
		if ext := strings.ToLower(filepath.Ext(path)); ext == ".html" || ext == ".htm" {
			return findingsPage.Execute(w, htmlFindings{Lang: b.words.Lang(), FindingsList: list})
		}
		return xlsx.WriteFindings(w, list)
	})
}

func (b *Book) findingsTitle(p ntm.Period, all []reviewed) []string {
	block, open, note := 0, 0, 0
	names := make([]string, 0, len(all))
	for _, r := range all {
		x, y, z := ntm.CountBySeverity(r.found)
		block, open, note = block+x, open+y, note+z
		names = append(names, r.name)
	}
	who := b.parent.Name
	if len(all) == 1 {
		who = names[0] + " (" + all[0].file + ")"
	}
	return []string{b.words.UI("findings.title", map[string]string{"who": who, "period": p.VN()}),
		b.words.UI("findings.counts", map[string]string{"block": itoa(block), "explain": itoa(open), "note": itoa(note)})}
}

// findingsList lays findings out as lines of texts, the unit first where there are several.
func (b *Book) findingsList(all []reviewed) xlsx.FindingsList {
	var list xlsx.FindingsList
	several := len(all) > 1
	if several {
		list.SeverityColumn = 1 // after the unit
	}
	for _, id := range findingsColumns {
		if id != "unit" || several {
			list.Columns = append(list.Columns, b.words.UI("findings."+id, nil))
		}
	}
	for _, r := range all {
		for i := range r.found {
			f := &r.found[i]
			cells := []string{b.words.UI("severity."+string(f.Severity), nil), f.Place.Sheet, f.Place.Cell, b.words.Text(*f),
				b.words.Fix(*f), f.Explained, f.ID}
			if several {
				cells = append([]string{r.name}, cells...)
			}
			list.Rows = append(list.Rows, xlsx.FindingsRow{Severity: string(f.Severity), Cells: cells})
		}
	}
	return list
}

var findingsColumns = []string{"unit", "severity", "place-sheet", "place-cell", "text", "fix", "explained", "check"}

type htmlFindings struct {
	xlsx.FindingsList
	Lang string
}

var findingsPage = template.Must(template.New("findings").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<title>{{index .Title 0}}</title>
<style>
body { font-family: "Times New Roman", serif; margin: 2em; line-height: 1.4; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #555; padding: 4px 8px; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tr.block td:first-child { font-weight: bold; }
</style>
</head>
<body>
<h1>{{index .Title 0}}</h1>
{{range $i, $line := .Title}}{{if $i}}<p>{{$line}}</p>
{{end}}{{end}}<table>
<thead><tr>{{range .Columns}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Rows}}<tr class="{{.Severity}}">{{range .Cells}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody>
</table>
</body>
</html>
`))

// freePath is a name that is not taken: «… .xlsx», «… (2).xlsx» and so on.
func freePath(base, ext string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(base), 0o755); err != nil {
		return "", problem(ProblemFolder, err, "path", filepath.Dir(base))
	}
	for i := 1; i < 1000; i++ {
		path := base + ext
		if i > 1 {
			path = base + " (" + itoa(i) + ")" + ext
		}
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			return path, nil
		} else if err != nil && !os.IsNotExist(err) {
			return "", problem(ProblemFolder, err, "path", path)
		}
	}
	return "", problem(ProblemBookExists, fs.ErrExist, "path", base+ext)
}
