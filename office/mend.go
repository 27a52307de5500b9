package office

import (
	"context"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Mending is what a person typed into one cell of a return; an empty text clears it.
type Mending struct {
	Sheet    string
	Row, Col int
	Text     string
}

// CellEdit is one line of a cell's history.
type CellEdit struct {
	At, Who, Was, Now string
	Cause             string // id of the check whose suggestion it was; "" typed by a person
	Undone            bool
}

// Mend types over cells of a unit's newest return, as one step: it is on disk when Mend returns, and the
// whole catalogue of checks has run over the return as it reads then. The file stays as it was received.
// After a closing the correction is made on a new version.
func (b *Book) Mend(ctx context.Context, p ntm.Period, unit string, cells []Mending) (*Review, error) {
	pp, err := b.openPaper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	add := pp.typed(b.o.lexicon, cells)
	if len(add) == 0 {
		return b.unchanged(ctx, pp)
	}
	return b.mend(ctx, pp, add, nil)
}

// Undo takes the last step back, Redo does again what was taken back last. Both go on working after the
// program was closed.
func (b *Book) Undo(ctx context.Context, p ntm.Period, unit string) (*Review, error) {
	pp, err := b.openPaper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	step, ok := lastHeld(pp.edits)
	if !ok {
		return b.unchanged(ctx, pp)
	}
	return b.mend(ctx, pp, nil, map[int]store.EditState{step: store.EditUndone})
}

// Redo does again what was taken back last.
func (b *Book) Redo(ctx context.Context, p ntm.Period, unit string) (*Review, error) {
	pp, err := b.openPaper(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	step, ok := firstUndone(pp.edits)
	if !ok {
		return b.unchanged(ctx, pp)
	}
	return b.mend(ctx, pp, nil, map[int]store.EditState{step: store.EditHolds})
}

// openPaper lays a return open to be mended.
func (b *Book) openPaper(ctx context.Context, p ntm.Period, unit string) (*paper, error) {
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	if err := b.mendable(ctx, p, v); err != nil {
		return nil, err
	}
	return b.lay(ctx, p, v)
}

// mendable refuses to type over what is fixed: a read-only book, a closed period, a file that a commune has
// sent.
func (b *Book) mendable(ctx context.Context, p ntm.Period, v store.Version) error {
	if err := b.open(ctx, p); err != nil {
		return err
	}
	if v.Sent != "" {
		return problem(ProblemSent, nil, "file", v.FileName)
	}
	return nil
}

func (b *Book) unchanged(ctx context.Context, pp *paper) (*Review, error) {
	found, err := b.store.Findings(ctx, pp.version.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	return b.review(ctx, pp, found)
}

// mend stores edits, or edits taken back or done again, with the return as it reads then.
func (b *Book) mend(ctx context.Context, pp *paper, add []store.Edit, change map[int]store.EditState) (*Review, error) {
	edits := make([]store.Edit, 0, len(pp.edits)+len(add))
	for _, e := range pp.edits {
		if state, ok := change[e.Step]; ok && e.State != store.EditGone {
			e.State = state
		}
		if len(add) > 0 && e.State == store.EditUndone {
			e.State = store.EditGone
		}
		edits = append(edits, e)
	}
	pp.edits = append(edits, add...)
	if err := pp.bind(); err != nil {
		return nil, err
	}
	a, err := b.examineAgain(ctx, newReception(b.o, b, &pp.month.period), pp)
	if err != nil {
		return nil, err
	}
	m := &store.Mended{Return: pp.ret, State: stateOf(a.verdict.Findings), Findings: a.verdict.Findings,
		Catalogue: b.rules(), Figures: a.figures, Add: add, Change: change}
	if pp.version, err = b.newVersionIfCounted(ctx, pp.version); err != nil {
		return nil, err
	}
	if err := b.store.Mend(ctx, pp.version, m); err != nil {
		return nil, b.stored(err)
	}
	pp.version.State = m.State
	return b.review(ctx, pp, a.verdict.Findings)
}

// newVersionIfCounted is the version to correct: the one given, unless a closing counted it.
func (b *Book) newVersionIfCounted(ctx context.Context, v store.Version) (store.Version, error) {
	fixed, err := b.counted(ctx, v.ID)
	if err != nil || !fixed {
		return v, err
	}
	v, err = b.store.Renew(ctx, v)
	return v, b.stored(err)
}

// examineAgain runs the checks over a return that the book has kept, as they ran when it came.
func (b *Book) examineAgain(ctx context.Context, rc *reception, pp *paper) (*arrival, error) {
	a := &arrival{identity: xlsx.Identify(pp.book, b.o.lexicon), place: &desk{pp.month, &pp.member, pp.filing}, ret: pp.ret,
		figures: fingerprint(pp.ret), version: pp.version.Version, received: dayIn(pp.version.Received)}
	if pp.laid != nil {
		a.identity.Stated = xlsx.IdentityFields{}
	}
	a.carried = xlsx.CarriedIn(pp.book)
	a.verdict.File, a.verdict.Path = pp.version.FileName, pp.version.FileName
	for _, code := range []*string{&a.identity.Unit, &a.identity.Stated.Unit} {
		*code = withZeros(*code)
	}
	if err := rc.examine(ctx, a, company{}); err != nil {
		return nil, err
	}
	if a.verdict.Problem != nil { // a bug in a check
		return nil, a.verdict.Problem
	}
	before, err := b.store.Findings(ctx, pp.version.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	for _, f := range before { // a rival that came in the same batch is there still
		if f.ID == checkRivals {
			a.verdict.Findings = append(a.verdict.Findings, f)
			ntm.SortFindings(a.verdict.Findings)
		}
	}
	return a, nil
}

// typed turns what was typed into edits of one step; what changes nothing is none.
func (pp *paper) typed(lex *ntm.Lexicon, cells []Mending) []store.Edit {
	bounds := pp.bounds()
	step := 1
	for _, e := range pp.edits {
		step = max(step, e.Step+1)
	}
	var out []store.Edit
	for _, m := range cells {
		s, ok := pp.book.Sheet(m.Sheet)
		if !ok || m.Row < 1 || m.Col < 1 || m.Row > maxRows || m.Col > maxColumns {
			continue
		}
		if area, merged := s.MergeAt(m.Row, m.Col); merged {
			m.Row, m.Col = area.FirstRow, area.FirstCol
		}
		c := s.CellAt(m.Row, m.Col)
		var at *bound
		if b, is := bounds[m.Sheet][c.Ref()]; is {
			at = &b
		}
		in := pp.reading(lex, c, at, m.Text)
		in.Sheet, in.Row, in.Col = m.Sheet, m.Row, m.Col
		if in.Kind == c.Kind && in.Raw == c.Raw && !c.HasFormula {
			continue
		}
		out = append(out, store.Edit{Step: step, Sheet: m.Sheet, Cell: c.Ref(), Was: c.Shown(pp.book.Date1904),
			Typed: norm.NFC.String(m.Text), Kind: editKinds[in.Kind], Value: in.Raw})
	}
	return out
}

// The bounds of an Excel sheet.
const (
	maxRows    = 1_048_576
	maxColumns = 16_384
)

var editKinds = map[xlsx.CellKind]string{xlsx.KindEmpty: "empty", xlsx.KindNumber: "number", xlsx.KindText: "text"}

// reading is what a text typed into a cell makes of it: figures in Vietnamese spelling become numbers, so
// that sums of the workbook count them; everything else stays text.
func (pp *paper) reading(lex *ntm.Lexicon, c xlsx.Cell, at *bound, text string) xlsx.Input {
	date1904 := pp.book.Date1904
	text = strings.TrimSpace(norm.NFC.String(text))
	if text == "" {
		return xlsx.Input{Kind: xlsx.KindEmpty}
	}
	asText := xlsx.Input{Kind: xlsx.KindText, Raw: text}
	if at != nil && !at.entry.Type.Numeric() && at.entry.Type != ntm.TypeDate {
		return asText
	}
	if at == nil && c.Kind != xlsx.KindNumber {
		return asText
	}
	if c.IsDate || at != nil && at.entry.Type == ntm.TypeDate {
		return typedDate(lex, c, date1904, asText)
	}
	percent := c.IsPercent || strings.HasSuffix(text, "%")
	n, ok := ntm.ParseTypedVN(strings.TrimSpace(strings.TrimSuffix(text, "%")))
	if !ok {
		return asText
	}
	if percent && c.IsPercent {
		n = n.Shift(-2)
	}
	return xlsx.Input{Kind: xlsx.KindNumber, Raw: n.String()}
}

// typedDate keeps a date as a serial where the cell shows dates, else as text that has one reading.
func typedDate(lex *ntm.Lexicon, c xlsx.Cell, date1904 bool, asText xlsx.Input) xlsx.Input {
	v := lex.Parse(ntm.RawCell{Kind: ntm.RawText, Text: asText.Raw}, ntm.Spec{Type: ntm.TypeDate})
	on, err := ntm.ParseDateISO(v.Text)
	if v.State != ntm.Stated || err != nil {
		return asText
	}
	if !c.IsDate {
		return xlsx.Input{Kind: xlsx.KindText, Raw: on.VN()}
	}
	return xlsx.Input{Kind: xlsx.KindNumber, Raw: strconv.Itoa(xlsx.Serial(on, date1904))}
}

// inputs are the edits that hold, in the order they were made.
func inputs(edits []store.Edit) []xlsx.Input {
	var out []xlsx.Input
	for _, e := range held(edits) {
		in := xlsx.Input{Sheet: e.Sheet, Raw: e.Value, Kind: xlsx.KindText}
		in.Row, in.Col, _ = CellOf(e.Cell)
		switch e.Kind {
		case "number":
			in.Kind = xlsx.KindNumber
		case "empty":
			in.Kind = xlsx.KindEmpty
		}
		out = append(out, in)
	}
	return out
}

func held(edits []store.Edit) []store.Edit {
	var out []store.Edit
	for _, e := range edits {
		if e.State == store.EditHolds {
			out = append(out, e)
		}
	}
	return out
}

// lastHeld is the step to take back next.
func lastHeld(edits []store.Edit) (step int, ok bool) {
	for _, e := range held(edits) {
		step, ok = max(step, e.Step), true
	}
	return step, ok
}

// firstUndone is the step to do again next.
func firstUndone(edits []store.Edit) (step int, ok bool) {
	for _, e := range edits {
		if e.State == store.EditUndone && (!ok || e.Step < step) {
			step, ok = e.Step, true
		}
	}
	return step, ok
}

// CellOf reads the name of a cell, «G12», or of the first cell of «G12:H14»; rows and columns count from 1.
func CellOf(ref string) (row, col int, ok bool) {
	ref, _, _ = strings.Cut(ref, ":")
	return xlsx.ParseRef(ref)
}

// CellHistory is what was typed into a cell, oldest first.
func (b *Book) CellHistory(ctx context.Context, p ntm.Period, unit string, at Mending) ([]CellEdit, error) {
	v, err := b.latest(ctx, p, unit)
	if err != nil {
		return nil, err
	}
	edits, err := b.store.Edits(ctx, v.ID)
	if err != nil {
		return nil, b.stored(err)
	}
	ref := xlsx.Cell{Row: at.Row, Col: at.Col}.Ref()
	var out []CellEdit
	for _, e := range edits {
		if e.Sheet == at.Sheet && e.Cell == ref {
			out = append(out, CellEdit{At: e.At, Who: e.Who, Was: e.Was, Now: e.Typed, Cause: e.Cause, Undone: e.State != store.EditHolds})
		}
	}
	return out, nil
}
