package office

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// Filled is what was put into a receiver's own workbook, and what was not.
type Filled struct {
	Cells []FilledCell
	Left  []FillNote
}

// FilledCell is one cell that was filled.
type FilledCell struct {
	Sheet, Cell string
	Key, Name   string // of the figure, as in DigestFigure
	Unit        string // code; empty: the whole
	UnitName    string
	Value       string // as it was written: digits with a point, or words; empty: nobody stated it, the cell was emptied
}

// FillNote is something the person must look at: a formula that comes to another figure than the book, a row whose unit was not found, a
// figure that nobody stated, a unit that has no row.
type FillNote struct {
	ID          string // formula, unit, missing, no-row
	Sheet, Cell string
	What        string // the name or code of the unit, or the figure
	Saw, Want   string // of a formula: what it comes to, and the book's figure
}

// Fill puts a period's figures into a copy of a workbook that has places for them: see docs/fill.md. Only the cells
// asked for change; styles, merges, validations and print areas stay, formulas that depend on them are
// computed, and the result is read again and compared before it is written. A place that asks for a figure that
// does not exist ends it: a cell that keeps last month's figure is worse than none. Nothing is written
// over the workbook itself.
func (b *Book) Fill(ctx context.Context, p ntm.Period, template, path string) (*Filled, error) {
	if same, err := sameFile(template, path); err != nil || same {
		return nil, problem(ProblemFillTarget, err, "path", path)
	}
	body, err := readFile(template, exportLimit)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(template)
	wb, err := xlsx.Read(name, body, xlsx.DefaultLimits())
	if err != nil {
		return nil, fileProblem(name, err)
	}
	targets := wb.Targets()
	if len(targets) == 0 {
		return nil, problem(ProblemFillNothing, nil, "file", name, "prefix", xlsx.TargetPrefix, "sheet", xlsx.TargetSheet)
	}
	f, err := b.filling(ctx, p)
	if err != nil {
		return nil, err
	}
	for i := range targets {
		f.target(&targets[i])
	}
	if len(f.wrong) > 0 {
		return nil, problem(ProblemFillAsk, nil, "file", name, "list", strings.Join(f.wrong, "; "))
	}
	f.noRow()
	now, err := wb.With(f.inputs)
	if err != nil {
		return nil, fileProblem(name, err)
	}
	f.compareFormulas(now)
	var out bytes.Buffer
	if err := xlsx.WriteBack(&out, body, f.inputs, xlsx.DefaultLimits()); err != nil {
		return nil, fileProblem(name, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", filepath.Dir(path))
	}
	return &f.out, writeBeside(path, func(w io.Writer) error {
		_, err := w.Write(out.Bytes())
		return err
	})
}

// sameFile tells whether both paths are one file.
func sameFile(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, nil // told when it is read
	}
	y, err := os.Stat(b)
	if err != nil {
		return false, nil
	}
	return os.SameFile(x, y), nil
}

// FillKeys lists what a workbook may ask for, in the order of the digest, with the value of the whole.
func (b *Book) FillKeys(ctx context.Context, p ntm.Period) ([]DigestFigure, error) {
	f, err := b.filling(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]DigestFigure, len(f.figures))
	for i, x := range f.figures {
		out[i] = DigestFigure{xlsx.TargetPrefix + askOf(x.Key), x.Name, x.Value}
	}
	return out, nil
}

// filling is one workbook being filled.
type filling struct {
	words   *ntm.Words
	figures []DigestFigure // the words of the head, then the digest's
	at      map[string]int // by ask
	units   []DigestUnit   // their values stand beside the digest's figures
	heads   int            // how many words of the head stand before them
	named   map[string][]int
	totals  []string        // names of total rows
	placed  map[string]bool // units that have a place
	byRows  bool            // some place asks for a figure of each unit
	inputs  []xlsx.Input
	kept    []keptFormula
	out     Filled
	wrong   []string
}

func (b *Book) filling(ctx context.Context, p ntm.Period) (*filling, error) {
	ru, err := b.provedRollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	d := b.digest(ru)
	f := &filling{words: b.words, figures: b.fillHeads(ru), at: map[string]int{}, units: d.Units, named: map[string][]int{}, placed: map[string]bool{},
		totals: strings.Split(b.words.UI("fill.totals", nil), "; ")}
	f.heads = len(f.figures)
	f.figures = append(f.figures, d.Figures...)
	for i, x := range f.figures {
		f.at[askOf(x.Key)] = i
	}
	for i, u := range d.Units {
		f.named[u.Code] = append(f.named[u.Code], i)
		f.named[ntm.FoldUnit(u.Name)] = append(f.named[ntm.FoldUnit(u.Name)], i)
	}
	return f, nil
}

// fillHeads are the words that stand over a receiver's table.
func (b *Book) fillHeads(ru *ntm.RollUp) []DigestFigure {
	var missing []string
	for _, u := range ru.Missing(ntm.Every) {
		missing = append(missing, u.Name)
	}
	word := func(key, value string) DigestFigure { return DigestFigure{key, b.words.UI("fill."+key, nil), value} }
	return []DigestFigure{word("ky", ru.Period.VN()), word("tu_ngay", ru.From.VN()), word("den_ngay", ru.To.VN()),
		word("don_vi", b.reporter()), word("chua_nop", strings.Join(missing, ", "))}
}

// askOf is a figure's key as a defined name can hold it: "recognised/Đạt chuẩn NTM" is asked for as
// "recognised.đạt_chuẩn_ntm", letter case aside.
func askOf(key string) string {
	return strings.ToLower(strings.NewReplacer("/", ".", " ", "_").Replace(norm.NFC.String(strings.TrimSpace(key))))
}

// markMet asks for an x where a unit meets the criterion, instead of its status in words.
const markMet = ".x"

func (f *filling) target(t *xlsx.Target) {
	ask, mark := strings.CutSuffix(askOf(t.Ask), markMet)
	i, known := f.at[ask]
	switch {
	case t.Wrong != "":
		f.wrong = append(f.wrong, t.By+": "+f.words.UI("fill.wrong-"+t.Wrong, nil))
		return
	case !known || mark && !strings.HasPrefix(ask, "criteria."):
		f.wrong = append(f.wrong, fmt.Sprintf("%s: «%s»", t.By, t.Ask))
		return
	}
	rows := len(t.Cells) > 1
	f.byRows = f.byRows || rows
	for _, c := range t.Cells {
		unit, whole, found := f.unitOf(t, c, rows)
		value := ""
		switch n := i - f.heads; {
		case whole:
			value = f.figures[i].Value
		case found && n >= 0 && n < len(unit.Values):
			value = unit.Values[n]
		}
		if mark {
			value = map[bool]string{true: "x"}[value == ntm.StatusMet.String()]
		}
		if !found && (!rows || len(c.Beside) > 0) { // else an empty row of the receiver's table
			f.note("unit", t, c, cmp.Or(append([]string{t.Unit}, c.Beside...)...))
		}
		if c.Formula {
			f.kept = append(f.kept, keptFormula{t, c, i, value})
			continue
		}
		f.put(t, c, i, unit, value)
	}
}

// keptFormula is a cell asked for that computes its figure itself.
type keptFormula struct {
	t      *xlsx.Target
	c      xlsx.TargetCell
	figure int
	value  string // the book's
}

// compareFormulas tells which of the receiver's own formulas come to another figure than the book, now that the
// cells they read are filled: a unit without a row is not in his total.
func (f *filling) compareFormulas(now *xlsx.Workbook) {
	for _, k := range f.kept {
		s, _ := now.Sheet(k.t.Sheet)
		c := s.CellAt(k.c.Row, k.c.Col)
		got, err := decimal.NewFromString(c.Raw)
		want, known := decimal.NewFromString(k.value)
		if err == nil && known == nil {
			if k.c.Percent && strings.HasPrefix(f.figures[k.figure].Key, "rate/") {
				got = got.Shift(2)
			}
			if got.Sub(want).Abs().LessThanOrEqual(halfUnit(want)) {
				continue
			}
		}
		f.out.Left = append(f.out.Left, FillNote{ID: "formula", Sheet: k.t.Sheet, Cell: k.c.Ref(), What: f.figures[k.figure].Name, Saw: c.Raw, Want: k.value})
	}
}

// halfUnit is half a unit of a figure's last printed digit.
func halfUnit(n decimal.Decimal) decimal.Decimal { return decimal.New(5, min(n.Exponent(), 0)-1) }

// unitOf finds whose figure a cell asks for: the unit that the sheet so_lieu names, in a place of several rows the
// unit whose code or name stands left of the cell, else the whole.
func (f *filling) unitOf(t *xlsx.Target, c xlsx.TargetCell, rows bool) (u DigestUnit, whole, found bool) {
	texts := c.Beside
	if t.Unit != "" {
		texts = []string{t.Unit}
	} else if !rows {
		return u, true, true
	}
	for _, text := range texts {
		at := f.named[text]
		if len(at) == 0 {
			at = f.named[ntm.FoldUnit(text)]
		}
		if len(at) == 1 { // a name that two units bear is no name
			u = f.units[at[0]]
			f.placed[u.Code] = true
			return u, false, true
		}
		if f.isTotalRow(text) {
			return u, true, true
		}
	}
	return u, false, false
}

// isTotalRow tells whether a row's name is that of the sum of its table.
func (f *filling) isTotalRow(text string) bool {
	return slices.ContainsFunc(f.totals, func(word string) bool { return ntm.Fold(text) == ntm.Fold(word) })
}

func (f *filling) note(id string, t *xlsx.Target, c xlsx.TargetCell, what string) {
	f.out.Left = append(f.out.Left, FillNote{ID: id, Sheet: t.Sheet, Cell: c.Ref(), What: what})
}

// put writes a value into a cell; an empty one empties it, so that no older figure stays.
func (f *filling) put(t *xlsx.Target, c xlsx.TargetCell, i int, u DigestUnit, value string) {
	in := xlsx.Input{Sheet: t.Sheet, Row: c.Row, Col: c.Col, Kind: xlsx.KindText, Raw: value}
	if n, err := decimal.NewFromString(value); err == nil {
		in.Kind = xlsx.KindNumber
		if c.Percent && strings.HasPrefix(f.figures[i].Key, "rate/") {
			n = n.Shift(-2)
		}
		in.Raw = n.String()
	}
	if value == "" {
		in.Kind = xlsx.KindEmpty
	}
	f.inputs = append(f.inputs, in)
	f.out.Cells = append(f.out.Cells, FilledCell{Sheet: t.Sheet, Cell: c.Ref(), Key: f.figures[i].Key, Name: f.figures[i].Name,
		Unit: u.Code, UnitName: u.Name, Value: value})
	if value == "" && (u.Code != "" || len(t.Cells) == 1) && !strings.HasPrefix(f.figures[i].Key, "criteria/") && i >= f.heads {
		f.note("missing", t, c, f.figures[i].Name)
	}
}

// noRow tells which units that count have no row in a workbook that asks unit by unit.
func (f *filling) noRow() {
	if !f.byRows {
		return
	}
	for _, u := range f.units {
		if len(u.Values) > 0 && !f.placed[u.Code] {
			f.out.Left = append(f.out.Left, FillNote{ID: "no-row", What: u.Name})
		}
	}
}
