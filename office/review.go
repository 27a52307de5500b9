package office

import (
	"context"
	"path/filepath"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Review is one return as it lies open to be checked and mended: the unit's own workbook with the corrections
// over it, and what the checks say. It does not change; a correction gives a new one.
type Review struct {
	Unit    ntm.Unit
	Period  ntm.Period
	File    string
	Version int
	// CopyEnding is how the name of a copy with corrections ends: that of the file, or .xlsx where the file is none.
	CopyEnding string

	Standing Standing
	Received string // RFC 3339
	Sent     string // RFC 3339: when the commune saved the file it sends up; empty while it works on it
	Locked   *Problem
	Sheets   []*ReviewSheet
	Findings []ntm.Finding // by sheet and cell

	Block, Open, Explained, Note int
	Edits                        int // cells that differ from the file as received
	CanUndo, CanRedo             bool
}

// Area is a rectangle of cells; rows and columns count from 1, both ends included.
type Area struct{ Top, Left, Bottom, Right int }

// ReviewCell is one cell as a person sees it.
type ReviewCell struct {
	Text  string // 1.234,5 · 14/02/2020 · as typed
	Edit  string // what there is to type over
	Label string // «Hộ nghèo / Cuối kỳ»: row and column of the return; empty outside its tables
	Fill  string // RRGGBB

	Numeric, Bold, Italic, Wrap bool
	Center, Right               bool
	Formula, Edited             bool
	Input                       bool // the return asks for it here
	AsText                      bool // the return asks for a figure, and the file has a text
}

// ReviewSheet is one sheet of the workbook.
type ReviewSheet struct {
	Name       string
	Hidden     bool
	Rows, Cols int // the last ones that say something

	sheet    *xlsx.Sheet
	date1904 bool
	bound    map[string]bound
	edited   map[string]bool
	choices  func(list string) []string
}

// bound is what a cell is to the return.
type bound struct {
	entry *ntm.Entry
	table *ntm.Table
	row   *ntm.Row
	col   int
}

// MergeAt is the merged area that covers a cell.
func (s *ReviewSheet) MergeAt(row, col int) (Area, bool) {
	m, ok := s.sheet.MergeAt(row, col)
	return Area{m.FirstRow, m.FirstCol, m.LastRow, m.LastCol}, ok
}

// Width is a column's width in characters, 0 if it is hidden.
func (s *ReviewSheet) Width(col int) float64 {
	if within(s.sheet.HiddenColumns, col) {
		return 0
	}
	return s.sheet.Width(col)
}

// Height is a row's height in points: 0 if the file gives none, -1 if it is hidden.
func (s *ReviewSheet) Height(row int) float64 {
	if within(s.sheet.HiddenRows, row) {
		return -1
	}
	return s.sheet.Height(row)
}

func within(spans []xlsx.Span, n int) bool {
	for _, sp := range spans {
		if n >= sp.First && n <= sp.Last {
			return true
		}
	}
	return false
}

// Cell is what a person sees at row, col: of a merged area its first cell.
func (s *ReviewSheet) Cell(row, col int) ReviewCell {
	c, ok := s.sheet.At(row, col)
	ref := c.Ref()
	out := ReviewCell{Edited: s.edited[ref]}
	if ok {
		out.Text, out.Numeric, out.Formula = c.Shown(s.date1904), c.Kind == xlsx.KindNumber, c.HasFormula
		out.Edit = typedForm(c, s.date1904)
	}
	look := s.sheet.LookAt(row, col)
	out.Bold, out.Italic, out.Wrap, out.Fill = look.Bold, look.Italic, look.Wrap, look.Fill
	out.Center, out.Right = look.Align == "center", look.Align == "right" || look.Align == "" && out.Numeric
	if b, is := s.bound[ref]; is {
		def := &b.table.Columns[b.col]
		out.AsText = b.entry.Type.Numeric() && c.Kind == xlsx.KindText && !out.Formula
		out.Label, out.Input = b.label(), def.Input() && !(out.Formula && b.sum())
		if out.Formula && c.Raw == "" && b.entry.State == ntm.Stated && b.entry.Type.Numeric() && !c.IsPercent && !b.entry.Scaled {
			c.Kind, c.Raw = xlsx.KindNumber, b.entry.Num.String() // a formula that came without its value
			out.Text, out.Numeric, out.Right = c.Shown(s.date1904), true, look.Align != "center"
		}
		if b.entry.State == ntm.Stated && b.entry.Type.Numeric() && !out.Formula && !b.entry.Scaled {
			out.Edit = ntm.TypedVN(b.entry.Value)
		}
	}
	return out
}

// Choices are the words that a cell takes, in the order of its drop-down; none where it takes anything.
func (s *ReviewSheet) Choices(row, col int) []string {
	c, _ := s.sheet.At(row, col)
	c.Row, c.Col = row, col
	b, is := s.bound[c.Ref()]
	if !is {
		return nil
	}
	switch def := &b.table.Columns[b.col]; b.entry.Type {
	case ntm.TypeStatus:
		return s.choices(ntm.ChoicesStatus)
	case ntm.TypeYesNo:
		return s.choices(ntm.ChoicesYesNo)
	case ntm.TypeChoice:
		if b.row.Def != nil && b.row.Def.Choices != "" {
			return s.choices(b.row.Def.Choices)
		}
		return s.choices(def.Choices)
	}
	return nil
}

// label names the cell by its row and its column.
func (b bound) label() string {
	row, col := b.row.Label(b.table), b.table.Columns[b.col].Heading()
	switch {
	case b.table.Shape == ntm.ShapeFields, col == "":
		return row
	case row == "":
		return col
	}
	return row + " / " + col
}

// sum tells that the form adds the row up from others.
func (b bound) sum() bool { return b.row.Def != nil && len(b.row.Def.Sum) > 0 }

// typedForm is a cell's text for typing over it: exact figures without marks between thousands.
func typedForm(c xlsx.Cell, date1904 bool) string {
	if c.Kind != xlsx.KindNumber || c.IsDate || c.IsPercent {
		return c.Shown(date1904)
	}
	n, err := ntm.ParseNum(c.Raw)
	if err != nil {
		return c.Raw
	}
	return ntm.TypedVN(ntm.NumberValue(ntm.TypeNumber, n.D))
}

// paper is a unit's newest return as it lies open.
type paper struct {
	month    *month
	member   store.Member
	filing   *filing
	version  store.Version
	edits    []store.Edit
	received *xlsx.Workbook // as it came
	book     *xlsx.Workbook // with the edits that hold
	laid     *laid          // the mapping it is read with; nil: by the template's headings
	ret      *ntm.Return
}

// Review lays a unit's newest return of the period open.
func (b *Book) Review(ctx context.Context, p ntm.Period, unit string) (*Review, error) {
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	pp, err := b.lay(ctx, p, v)
	if err != nil {
		return nil, err
	}
	found, err := b.store.Findings(ctx, v.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	return b.review(ctx, pp, found)
}

// lay reads the file of a version, puts its edits over it and binds it.
func (b *Book) lay(ctx context.Context, p ntm.Period, v store.Version) (*paper, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	pp := &paper{month: m, version: v}
	var ok bool
	if pp.member, pp.filing, ok, err = b.filer(m, v.Unit); err != nil || !ok {
		if err == nil {
			err = problem(ProblemUnit, nil, "code", v.Unit, "name", v.Unit, "period", p.VN(), "why", whyNot(b.units, v.Unit, "", m.to))
		}
		return nil, err
	}
	if pp.received, err = b.workbook(ctx, v); err != nil {
		return nil, err
	}
	if pp.edits, err = b.store.Edits(ctx, v.ID); err != nil {
		return nil, b.stored(err)
	}
	if pp.laid, err = b.layKept(ctx, m, v, pp.received); err != nil {
		return nil, err
	}
	return pp, pp.bind()
}

// workbook is the file of a version as it came. The one that was asked for last is kept at hand.
func (b *Book) workbook(ctx context.Context, v store.Version) (*xlsx.Workbook, error) {
	b.mu.Lock()
	kept := b.lying
	b.mu.Unlock()
	if kept.wb != nil && kept.hash == v.File {
		return kept.wb, nil
	}
	_, body, err := b.store.File(ctx, v.File)
	if err != nil {
		return nil, b.stored(err)
	}
	wb, err := xlsx.Read(v.FileName, body, xlsx.DefaultLimits())
	if err != nil {
		return nil, fileProblem(v.FileName, err)
	}
	b.mu.Lock()
	b.lying = lying{v.File, wb}
	b.mu.Unlock()
	return wb, nil
}

// lying is a received workbook, by the hash of its file.
type lying struct {
	hash string
	wb   *xlsx.Workbook
}

// bind puts the edits that hold over the workbook and reads the return anew.
func (pp *paper) bind() error {
	var err error
	if pp.book, err = pp.received.With(inputs(pp.edits)); err != nil {
		return err
	}
	if pp.ret, err = pp.read(); err != nil {
		return err
	}
	r, m := pp.ret, pp.month
	r.Unit, r.UnitName, r.Period, r.Set = pp.member.Code, pp.member.Name, m.period, m.set.ID
	r.File, r.Hash = pp.version.FileName, pp.version.File
	return nil
}

// read reads the workbook as it stands, by the template's headings or with its mapping.
func (pp *paper) read() (*ntm.Return, error) {
	if pp.laid == nil {
		return pp.filing.binder.Read(pp.book, pp.version.FileName)
	}
	fit, err := pp.laid.fit.On(pp.book)
	if err != nil {
		return nil, err
	}
	now := *pp.laid
	now.fit = fit
	return now.read(pp.filing, pp.month, pp.member.Code, pp.version.FileName)
}

// bounds are the cells of the return, by sheet and cell.
func (pp *paper) bounds() map[string]map[string]bound {
	out := map[string]map[string]bound{}
	add := func(g *ntm.Grid, row *ntm.Row) {
		for i := range row.Entries {
			at := row.Entries[i].Place
			if at.Sheet == "" || at == g.Place {
				continue
			}
			if out[at.Sheet] == nil {
				out[at.Sheet] = map[string]bound{}
			}
			out[at.Sheet][at.Cell] = bound{&row.Entries[i], g.Table, row, i}
		}
	}
	for _, g := range pp.ret.Tables {
		for _, row := range g.Rows {
			add(g, row)
		}
		if g.Total != nil {
			add(g, g.Total)
		}
	}
	return out
}

// review puts together what a person is shown.
func (b *Book) review(ctx context.Context, pp *paper, found []ntm.Finding) (*Review, error) {
	v := pp.version
	ending := filepath.Ext(v.FileName)
	if !pp.received.Container.Spliced() {
		ending = ".xlsx"
	}
	r := &Review{Unit: pp.member.Unit, Period: pp.month.period, File: v.FileName, CopyEnding: ending, Version: v.Version, Received: v.Received,
		Sent: v.Sent, Findings: found}
	counts := store.Counts{}
	counts.Block, counts.Explain, counts.Note = ntm.CountBySeverity(found)
	for i := range found {
		if found[i].Severity == ntm.Explain && found[i].Explained != "" {
			counts.Explained++
		}
	}
	r.Block, r.Open, r.Explained, r.Note = counts.Block, counts.Explain, counts.Explained, counts.Note
	r.Standing = standingOf(v.State, counts)
	if err := b.mendable(ctx, pp.month.period, v); err != nil {
		r.Locked = AsProblem(err)
	}
	edited := map[string]map[string]bool{}
	for _, e := range held(pp.edits) {
		if edited[e.Sheet] == nil {
			edited[e.Sheet] = map[string]bool{}
		}
		edited[e.Sheet][e.Cell] = true
	}
	for _, cells := range edited {
		r.Edits += len(cells)
	}
	_, r.CanUndo = lastHeld(pp.edits)
	_, r.CanRedo = firstUndone(pp.edits)
	bounds := pp.bounds()
	for _, s := range pp.book.Sheets {
		r.Sheets = append(r.Sheets, &ReviewSheet{Name: s.Name, Hidden: s.State != xlsx.Visible, Rows: s.LastRow(), Cols: s.LastCol(),
			sheet: s, date1904: pp.book.Date1904, bound: bounds[s.Name], edited: edited[s.Name], choices: b.o.choices})
	}
	return r, nil
}
