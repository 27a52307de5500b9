package office

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bieuxa/disk"
	"bieuxa/ntm"
	"bieuxa/xlsx"
)

func itoa(n int) string { return strconv.Itoa(n) }

// SaveMended writes the unit's own workbook with the corrections, and with the explanations in the rows'
// Giải trình column: only those cells change. What came as no .xlsx is written anew as one, and its name must end so.
// The file as received stays in the book.
func (b *Book) SaveMended(ctx context.Context, p ntm.Period, unit, path string) error {
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return err
	}
	pp, err := b.lay(ctx, p, v)
	if err != nil {
		return err
	}
	return b.writeMended(ctx, pp, path)
}

func (b *Book) writeMended(ctx context.Context, pp *paper, path string) error {
	found, err := b.store.Findings(ctx, pp.version.ID)
	if err != nil {
		return b.stored(err)
	}
	in := append(inputs(pp.edits), pp.explanations(found)...)
	body, ending, err := b.copyOf(ctx, pp.month.period, pp.version, pp.received)
	if err != nil {
		return err
	}
	if !pp.received.Container.Spliced() && !strings.EqualFold(filepath.Ext(path), ending) {
		return problem(ProblemCopyName, nil, "file", pp.version.FileName, "ending", ending)
	}
	var out bytes.Buffer
	if err := xlsx.WriteBack(&out, body, in, xlsx.DefaultLimits()); err != nil {
		return fileProblem(pp.version.FileName, err)
	}
	return writeBeside(path, func(w io.Writer) error {
		_, err := w.Write(out.Bytes())
		return err
	})
}

// explanations are the reasons given in the program, as they are to stand in the rows' Giải trình column, or
// where a finding has none, on the workbook's hidden sheet.
func (pp *paper) explanations(found []ntm.Finding) []xlsx.Input {
	texts := map[ntm.Place][]string{}
	var order []ntm.Place
	var carried []xlsx.Carried
	for i := range found {
		f := &found[i]
		if f.Severity != ntm.Explain || f.Explained == "" {
			continue
		}
		e := pp.explainCell(f)
		if e == nil {
			carried = append(carried, xlsx.Carried{Unit: f.Unit, Period: pp.month.period.String(), Key: f.Key(), Saw: f.Saw, Text: f.Explained})
			continue
		}
		if strings.Contains(e.Text, f.Explained) {
			continue
		}
		if texts[e.Place] == nil {
			order = append(order, e.Place)
			if e.Text != "" {
				texts[e.Place] = []string{e.Text}
			}
		}
		if !slices.Contains(texts[e.Place], f.Explained) {
			texts[e.Place] = append(texts[e.Place], f.Explained)
		}
	}
	var out []xlsx.Input
	for _, at := range order {
		in := xlsx.Input{Sheet: at.Sheet, Kind: xlsx.KindText, Raw: strings.Join(texts[at], "; ")}
		in.Row, in.Col, _ = CellOf(at.Cell)
		out = append(out, in)
	}
	return append(out, xlsx.Carry(pp.book, carried)...)
}

// explainCell is the Giải trình cell of a finding's row; nil if there is none.
func (pp *paper) explainCell(f *ntm.Finding) *ntm.Entry {
	g := pp.ret.Grid(f.Table)
	row, ok := g.Row(f.Row)
	if f.Row == "" || !ok || g.Table.ExplainColumn() < 0 {
		return nil
	}
	e := &row.Entries[g.Table.ExplainColumn()]
	if e.Place.Cell == "" || e.Place == g.Place {
		return nil
	}
	return e
}

// ReturnFile sends a return back for mending, with a written reason, and writes the workbook to send: the
// unit's own, the cells marked, and a sheet of what is to be mended. It returns the path written.
func (b *Book) ReturnFile(ctx context.Context, p ntm.Period, unit, because, dir string) (string, error) {
	if err := errors.Join(b.open(ctx, p), b.reasoned(because)); err != nil {
		return "", err
	}
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return "", err
	}
	found, err := b.store.Findings(ctx, v.ID)
	if err != nil {
		return "", b.stored(err)
	}
	wb, err := b.workbook(ctx, v)
	if err != nil {
		return "", err
	}
	body, ending, err := b.copyOf(ctx, p, v, wb)
	if err != nil {
		return "", err
	}
	list := b.findingsList([]reviewed{{unit: v.Unit, file: v.FileName, found: found}})
	r := xlsx.Returned{Title: b.words.UI("findings.return-title", map[string]string{"file": v.FileName}),
		Reason:    b.words.UI("findings.return-reason", map[string]string{"office": b.meta.Office, "because": strings.TrimSpace(because)}),
		SheetName: b.words.UI("findings.sheet", nil), Columns: list.Columns}
	for i := range found {
		f := &found[i]
		row, col, _ := CellOf(f.Place.Cell)
		word := b.words.UI("severity."+string(f.Severity), nil)
		r.Findings = append(r.Findings, xlsx.ReturnedFinding{Sheet: f.Place.Sheet, Row: row, Col: col, Severity: string(f.Severity),
			Word: word, Cells: list.Rows[i].Cells, Comment: word + ": " + b.words.Text(*f) + " " + b.words.Fix(*f)})
	}
	var out bytes.Buffer
	if err := xlsx.WriteReturned(&out, body, r, xlsx.DefaultLimits()); err != nil {
		return "", fileProblem(v.FileName, err)
	}
	path, err := freePath(filepath.Join(dir, disk.Name(strings.TrimSuffix(v.FileName, filepath.Ext(v.FileName))+" - trả lại", "")), ending)
	if err != nil {
		return "", err
	}
	if err := writeBeside(path, func(w io.Writer) error {
		_, err := w.Write(out.Bytes())
		return err
	}); err != nil {
		return "", err
	}
	return path, b.stored(b.store.SendBack(ctx, v, strings.TrimSpace(because)))
}
