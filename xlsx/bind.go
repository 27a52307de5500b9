package xlsx

import (
	"fmt"

	"bieuxa/ntm"
)

// valueReader reads what one cell says as a value of its column's type.
type valueReader interface {
	Parse(ntm.RawCell, ntm.Spec) ntm.Value
}

// Binder binds workbooks to one definition: every figure is found by headings, row labels and
// defined names, never by its address. It is read-only and may be used from several goroutines.
//
//	Workbook ─► headings of every table on every sheet (bands) ─► the best band of each table
//	         ─► its columns ─► its rows by TT and label ─► entries with their places ─► ntm.Return
//
// What cannot be bound is neither dropped nor guessed: it becomes a finding in Return.Reading.
type Binder struct {
	def       *ntm.Definition
	lex       valueReader
	computer  *ntm.Computer
	tables    []*tableKeys
	leaves    map[string][]leafRef
	shapes    map[uint64]bool   // skeletons of the lowest headings
	labels    map[string]string // of the identity fields
	known     map[string]string // exact texts of the definition → key
	ends      []string          // keys with which the lines under a table begin
	unitWords [2]string         // with which the line «Đơn vị tính» begins
	dated     [3]string         // words of the line of place and date
	headings  int               // bytes of the longest text tried as a heading
}

// ReadReturn binds one workbook. Use a Binder for many workbooks of one definition. An error is a
// fault of the definition; what is wrong with the workbook stands in Return.Reading.
func ReadReturn(wb *Workbook, def *ntm.Definition, lex valueReader, file string) (*ntm.Return, error) {
	b, err := NewBinder(def, lex)
	if err != nil {
		return nil, err
	}
	return b.Read(wb, file)
}

// NewBinder prepares a definition that is already bound to a kind of unit and a criteria set.
func NewBinder(def *ntm.Definition, lex valueReader) (*Binder, error) {
	computer, err := ntm.NewComputer(def)
	if err != nil {
		return nil, err
	}
	b := &Binder{def: def, lex: lex, computer: computer,
		leaves: map[string][]leafRef{}, shapes: map[uint64]bool{}, labels: statedLabels(), known: map[string]string{}, ends: endWords(),
		unitWords: [2]string{makeKey("Đơn vị tính"), makeKey("ĐVT:")},
		dated:     [3]string{ntm.Fold("ngày"), " " + ntm.Fold("tháng") + " ", " " + ntm.Fold("năm") + " "}}
	for _, word := range numberHeadings() {
		b.shapes[skeleton(word)] = true
	}
	for i := range def.Sheets {
		s := &def.Sheets[i]
		for j := range s.Tables {
			t, ok := def.Table(s.Tables[j].ID)
			if !ok {
				return nil, fmt.Errorf("table %s is not bound", s.Tables[j].ID)
			}
			b.addTable(t)
		}
	}
	return b, nil
}

// reading is the binding of one workbook.
type reading struct {
	*Binder
	wb      *Workbook
	file    string
	cache   map[string]string
	values  map[parsed]ntm.Value
	names   nameIndex
	bands   [][]*band // candidates by table
	ret     *ntm.Return
	pending []pendingFigure
	tooLong *ProblemError // a list that no person has filled

	formulas *formulaReader // recomputes the unit's own formulas; nil until the first
}

// Read binds the workbook. file is the name under which places and findings speak of it. A *ProblemError says that it
// cannot be bound; any other error is a fault of the definition.
func (b *Binder) Read(wb *Workbook, file string) (*ntm.Return, error) {
	r := &reading{Binder: b, wb: wb, file: file,
		cache: make(map[string]string, 256), values: make(map[parsed]ntm.Value, 256), bands: make([][]*band, len(b.tables))}
	r.names = indexNames(wb)
	r.start()
	for _, s := range wb.Sheets {
		if !r.wb.isOwn(s) {
			r.findBands(s)
		}
	}
	var chosen []*band
	if r.tooLong == nil {
		chosen = r.chooseBands()
	}
	if r.tooLong != nil {
		r.tooLong.Facts["file"] = file
		return nil, r.tooLong
	}
	for i, t := range b.tables {
		if chosen[i] == nil {
			r.missingTable(t)
			continue
		}
		*r.ret.Add(t.t) = *chosen[i].grid
		r.ret.Reading = append(r.ret.Reading, chosen[i].found...)
		r.pending = append(r.pending, chosen[i].pending...)
	}
	r.heads(chosen)
	r.asideFindings(chosen)
	r.oldFindings()
	if err := r.computePending(); err != nil {
		return nil, err
	}
	ntm.SortFindings(r.ret.Reading)
	return r.ret, nil
}

// start makes the return and says whose it is.
func (r *reading) start() {
	id := identify(r.wb, r, r.labels, r.key)
	r.ret = &ntm.Return{Definition: r.def.ID, DefVersion: r.def.Version, Set: id.Set, Unit: id.Unit, UnitName: id.UnitName, File: r.file}
	if id.HasBlock && id.Version > 0 {
		r.ret.DefVersion = id.Version
	}
	if p, err := ntm.ParsePeriodVN(id.Period); err == nil {
		r.ret.Period = p
	}
}

func (r *reading) place(sheet, cell string) ntm.Place {
	return ntm.Place{File: r.file, Sheet: sheet, Cell: cell}
}

// finding makes a finding of the reader; facts are pairs of name and value.
func (r *reading) finding(id string, s ntm.Severity, at ntm.Place, facts ...string) ntm.Finding {
	f := ntm.Finding{ID: id, Severity: s, Place: at, Facts: make(map[string]string, len(facts)/2+1)}
	if at.Sheet != "" {
		f.Facts["sheet"] = at.Sheet
	}
	for i := 0; i+1 < len(facts); i += 2 {
		f.Facts[facts[i]] = facts[i+1]
	}
	return f
}

// missingTable reports a table without a heading anywhere in the file.
func (r *reading) missingTable(t *tableKeys) {
	r.ret.Add(t.t)
	sheet := t.t.Sheet()
	title := t.t.Title
	if title == "" {
		title = sheet.Title
	}
	at := r.place(sheet.ID, "")
	for _, s := range r.wb.Sheets {
		if r.key(s.Name) == r.key(sheet.ID) {
			at.Sheet, at.Cell = s.Name, "A1"
		}
	}
	f := r.finding("S1", ntm.Block, at, "table", title)
	f.Table = t.t.ID
	if kind := r.wb.Container.OneSheet(); kind != "" {
		f.Facts["single"] = kind
	}
	r.ret.Reading = append(r.ret.Reading, f)
}
