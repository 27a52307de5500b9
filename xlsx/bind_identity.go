package xlsx

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// IdentityFields say whose return a workbook is. Places holds the cell of each field by its name:
// definition, version, set, unit, unit_name, kind, period, from, to.
type IdentityFields struct {
	Definition           string
	Version              int
	Set                  string
	Unit, UnitName, Kind string
	Period               string // machine form if understood, else as written
	From, To             ntm.Date
	Places               map[string]ntm.Place
}

// Identity is what a workbook says of itself: each field from the hidden block if it is there, else
// from the first sheet. Block and Stated keep both apart: a clerk who fills a neighbour's workbook
// changes what is stated and not the block.
type Identity struct {
	IdentityFields
	HasBlock bool
	Block    IdentityFields
	Stated   IdentityFields
}

// Identify reads the hidden block and the fields of the first sheet. Places have no file.
func Identify(wb *Workbook, lex valueReader) Identity {
	return identify(wb, lex, statedLabels(), makeKey)
}

func identify(wb *Workbook, lex valueReader, labels map[string]string, key func(string) string) Identity {
	var id Identity
	id.Block, id.HasBlock = readBlock(wb, lex)
	id.Stated = readStated(wb, lex, labels, key)
	id.IdentityFields = id.Stated
	id.Places = map[string]ntm.Place{}
	for name, p := range id.Stated.Places {
		id.Places[name] = p
	}
	prefer := func(name string, has bool, take func()) {
		if has {
			take()
			id.Places[name] = id.Block.Places[name]
		}
	}
	b := &id.Block
	prefer("definition", b.Definition != "", func() { id.Definition = b.Definition })
	prefer("version", b.Version > 0, func() { id.Version = b.Version })
	prefer("set", b.Set != "", func() { id.Set = b.Set })
	prefer("unit", b.Unit != "", func() { id.Unit = b.Unit })
	prefer("unit_name", b.UnitName != "", func() { id.UnitName = b.UnitName })
	prefer("kind", b.Kind != "", func() { id.Kind = b.Kind })
	prefer("period", b.Period != "", func() { id.Period = b.Period })
	prefer("from", !b.From.IsZero(), func() { id.From = b.From })
	prefer("to", !b.To.IsZero(), func() { id.To = b.To })
	return id
}

// isOwn tells sheets that hold no figures: the template's own (identity, lists of words) and the list of
// findings that came with a return.
func (w *Workbook) isOwn(s *Sheet) bool {
	return strings.HasPrefix(s.Name, "_") || s.Name == w.findingsSheet()
}

// readBlock reads the hidden sheet of names and values.
func readBlock(wb *Workbook, lex valueReader) (IdentityFields, bool) {
	s, ok := wb.Sheet(IdentitySheet)
	if !ok {
		return IdentityFields{}, false
	}
	f := IdentityFields{Places: map[string]ntm.Place{}}
	for _, cells := range s.Rows() {
		if len(cells) < 2 || cells[0].Raw == identityExplanation {
			continue
		}
		name := strings.TrimSpace(cells[0].Raw)
		if name == IdentityDefVersion {
			name = "version"
		}
		f.set(name, cells[1], s.Name, wb, lex)
	}
	return f, true
}

// statedLabels are the labels of the first sheet, as keys, and the fields they stand for.
func statedLabels() map[string]string {
	labels := map[string]string{}
	for label, name := range map[string]string{
		"Mã đơn vị hành chính": "unit", "Mã đơn vị": "unit", "Mã ĐVHC": "unit", "Tên đơn vị": "unit_name", "Tên xã": "unit_name",
		"Loại đơn vị": "kind", "Kỳ báo cáo": "period", "Từ ngày": "from", "Đến ngày": "to", "Bộ tiêu chí": "set",
	} {
		labels[makeKey(label)] = name
	}
	return labels
}

// readStated reads the fields of the sheet that has most of their labels.
func readStated(wb *Workbook, lex valueReader, labels map[string]string, key func(string) string) IdentityFields {
	shapes := make(map[uint64]bool, len(labels))
	for label := range labels {
		shapes[skeleton(label)] = true
	}
	var best *Sheet
	var bestCells []Cell
	for _, s := range wb.Sheets {
		if wb.isOwn(s) {
			continue
		}
		var cells []Cell
		for c := range s.Cells() {
			if c.Kind == KindText && len(c.Raw) < 60 && shapes[skeleton(c.Raw)] && labels[key(c.Raw)] != "" {
				cells = append(cells, c)
			}
		}
		if len(cells) > len(bestCells) {
			best, bestCells = s, cells
		}
	}
	f := IdentityFields{Places: map[string]ntm.Place{}}
	if len(bestCells) < 3 {
		return f
	}
	header := valueColumn(best, bestCells[0].Row, key)
	for _, label := range bestCells {
		col := header
		if col <= label.Col {
			col = label.Col + 1
			if m, ok := best.MergeAt(label.Row, label.Col); ok {
				col = m.LastCol + 1
			}
		}
		name := labels[key(label.Raw)]
		if _, twice := f.Places[name]; twice {
			continue
		}
		c, _ := best.At(label.Row, col)
		c.Row, c.Col = label.Row, col
		f.set(name, c, best.Name, wb, lex)
	}
	return f
}

// valueColumn is the column headed «Thông tin» above the row, 0 if there is none.
func valueColumn(s *Sheet, above int, key func(string) string) int {
	for row := above - 1; row > 0 && row >= above-6; row-- {
		for _, c := range s.Row(row) {
			if c.Kind == KindText && len(c.Raw) < 40 && key(c.Raw) == "thông tin" {
				return c.Col
			}
		}
	}
	return 0
}

// set reads one field.
func (f *IdentityFields) set(name string, c Cell, sheet string, wb *Workbook, lex valueReader) {
	spec := ntm.Spec{Type: ntm.TypeText}
	switch name {
	case "unit", "set", "definition":
		spec.Type = ntm.TypeCode
	case "kind":
		spec = ntm.Spec{Type: ntm.TypeChoice, Choices: "kinds"}
	case "from", "to":
		spec.Type = ntm.TypeDate
	case "unit_name", "period", "version":
	default:
		return
	}
	f.Places[name] = ntm.Place{Sheet: sheet, Cell: c.Ref()}
	v := lex.Parse(rawCell(c, wb.Date1904), spec)
	text := strings.TrimSpace(v.Canonical())
	switch name {
	case "definition":
		f.Definition = text
	case "version":
		f.Version, _ = strconv.Atoi(text)
	case "set":
		f.Set = text
	case "unit":
		f.Unit = text
	case "unit_name":
		f.UnitName = text
	case "kind":
		f.Kind = text
	case "period":
		f.Period = text
		if p, err := ntm.ParsePeriodVN(text); err == nil {
			f.Period = p.String()
		}
	case "from":
		f.From, _ = ntm.ParseDateISO(text)
	case "to":
		f.To, _ = ntm.ParseDateISO(text)
	}
}
