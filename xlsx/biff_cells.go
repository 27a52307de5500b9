package xlsx

import (
	"encoding/binary"
	"math"
)

// biffCellLength is the length of the record of a single cell.
func biffCellLength(id uint16) int {
	switch id {
	case biffNumber:
		return 14
	case biffRK, biffLabelSST:
		return 10
	case biffBoolErr:
		return 8
	case biffBlank:
		return 6
	}
	return 0
}

// readCell reads a record of one or more cells.
func (s *biffSheet) readCell(r *biffRecord) (next int, err error) {
	if want := biffCellLength(r.id); len(r.body) < 6 || want > 0 && len(r.body) != want && !(r.id == biffBoolErr && len(r.body) == want+1) {
		return 0, s.bad(r, "has another length")
	}
	le := binary.LittleEndian
	row, col := int(le.Uint16(r.body))+1, int(le.Uint16(r.body[2:]))+1
	if row > s.rows() || col > biffColumns {
		return 0, problem(problemAddress, "reason", "cell beyond the sheet", "cell", Cell{Row: row, Col: col}.Ref())
	}
	if r.id == biffMulRK || r.id == biffMulBlank {
		return 0, s.readMany(r, row, col)
	}
	style, err := s.style(r, int(le.Uint16(r.body[4:])))
	if err != nil {
		return 0, err
	}
	c := Cell{Row: row, Col: col, Kind: KindNumber}
	switch rest := r.body[6:]; r.id {
	case biffBlank:
		s.sheet.look(row, Span{col, col}, style)
		return 0, nil
	case biffLabelSST:
		return 0, s.putShared(r, c, style)
	case biffLabel, biffRString:
		return s.readLabel(r, c, style)
	case biffFormula:
		return 0, s.readFormula(r, c, style)
	case biffBoolErr:
		if err := s.boolOrError(r, &c, rest[0], rest[1]); err != nil {
			return 0, err
		}
	case biffNumber:
		c.digits(biffDouble(rest))
	case biffRK:
		c.digits(rkNumber(le.Uint32(rest)))
	}
	return 0, s.sheet.put(c, style)
}

// digits makes the cell one of that number.
func (c *Cell) digits(f float64) {
	raw, ok := biffDigits(f)
	if !ok {
		c.Kind, raw = KindError, "#NUM!" // as Excel shows what is no number
	}
	c.Raw = raw
}

// rkNumber is a number of four bytes: whole or the upper part of a floating one, as it is or a hundred times as large.
func rkNumber(rk uint32) float64 {
	f := float64(int32(rk) >> 2)
	if rk&2 == 0 {
		f = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		f /= 100
	}
	return f
}

func (s *biffSheet) boolOrError(r *biffRecord, c *Cell, value, isError byte) error {
	switch {
	case isError == 1:
		word, ok := biffError(value)
		if !ok {
			return s.bad(r, "unknown error")
		}
		c.Kind, c.Raw = KindError, word
	case isError == 0 && value <= 1:
		c.Kind, c.Raw = KindBool, string('0'+rune(value))
	default:
		return s.bad(r, "neither true nor false")
	}
	return nil
}

// readMany reads a run of cells of one row: numbers, or only looks.
func (s *biffSheet) readMany(r *biffRecord, row, col int) error {
	size := 2
	if r.id == biffMulRK {
		size = 6
	}
	le := binary.LittleEndian
	n := (len(r.body) - 6) / size
	if last := int(le.Uint16(r.body[len(r.body)-2:])) + 1; last > biffColumns || n < 1 || len(r.body) != 6+n*size || last-col+1 != n {
		return s.bad(r, "has another length")
	}
	for i := range n {
		b := r.body[4+i*size:]
		style, err := s.style(r, int(le.Uint16(b)))
		if err != nil {
			return err
		}
		if size == 2 {
			s.sheet.look(row, Span{col + i, col + i}, style)
			continue
		}
		c := Cell{Row: row, Col: col + i, Kind: KindNumber}
		c.digits(rkNumber(le.Uint32(b[2:])))
		if err := s.sheet.put(c, style); err != nil {
			return err
		}
	}
	return nil
}

// putShared keeps a cell whose text stands in the list of shared strings; the text is counted there.
func (s *biffSheet) putShared(r *biffRecord, c Cell, style int) error {
	n := binary.LittleEndian.Uint32(r.body[6:])
	text, ok := s.strings.at(int(n))
	if !ok {
		return problem(problemStrings, "cell", c.Ref(), "reason", "text is not in the list")
	}
	s.dress(&c, style, s.strings.fonts[int(n)])
	if err := s.sheet.put(c, style); err != nil {
		return err
	}
	s.sheet.cells[len(s.sheet.cells)-1].Raw = text
	return nil
}

// dress makes the cell one of text with the fonts of its runs.
func (s *biffSheet) dress(c *Cell, style int, fonts runFonts) {
	c.Kind = KindText
	c.Font, c.MixedFonts = fonts.of(s.build.styles[style].font)
}

// readLabel reads a cell with its text in it, and with runs of fonts behind the text if it has any.
func (s *biffSheet) readLabel(r *biffRecord, c Cell, style int) (next int, err error) {
	cur, end, err := s.continued(r)
	if err != nil {
		return 0, err
	}
	cur.skip(6)
	t, err := s.text(cur, cur.u16())
	if err != nil {
		return 0, err
	}
	if r.id == biffRString {
		number := cur.u16
		if !s.eight {
			number = func() int { return int(cur.byte()) }
		}
		for range number() {
			if t.runs = append(t.runs, biffRun{number(), number()}); cur.short {
				break
			}
		}
	}
	if cur.short {
		return 0, s.bad(r, "text is longer than its record")
	}
	c.Raw = t.String()
	s.dress(&c, style, s.fontsOf(t))
	return end, s.sheet.put(c, style)
}

// readFormula reads a formula with its result.
func (s *biffSheet) readFormula(r *biffRecord, c Cell, style int) error {
	if len(r.body) < 22 {
		return s.bad(r, "too short")
	}
	le := binary.LittleEndian
	tokens, size := r.body[22:], int(le.Uint16(r.body[20:]))
	if size > len(tokens) || size == 0 {
		return s.bad(r, "formula is longer than its record")
	}
	tokens, result := tokens[:size:size], r.body[6:14]
	c.HasFormula = true
	waits := false
	switch {
	case le.Uint16(result[6:]) != 0xFFFF:
		c.Kind = KindNumber
		c.digits(biffDouble(result))
	case result[0] == 0:
		c.Kind, waits = KindEmpty, true
	case result[0] == 1 || result[0] == 2:
		if err := s.boolOrError(r, &c, result[2], result[0]-1); err != nil {
			return err
		}
	case result[0] == 3:
		c.Kind = KindText
	default:
		return s.bad(r, "unknown kind of result")
	}
	c.HasCached = c.Kind != KindEmpty
	s.computed = s.computed || waits || c.Kind != KindText
	at := [2]int{-1, -1}
	if tokens[0] == 0x01 && size >= 5 {
		at = [2]int{int(le.Uint16(tokens[1:])), int(le.Uint16(tokens[3:]))}
	} else if tokens[0] != 0x02 {
		s.write(&c, tokens)
	}
	if err := s.sheet.put(c, style); err != nil {
		return err
	}
	s.last = len(s.sheet.cells) - 1
	if at[0] >= 0 {
		s.waiting = append(s.waiting, biffPointer{s.last, at})
	}
	if waits {
		s.waits = s.last
	}
	return nil
}

// write gives a cell its formula. LibreOffice stores the number 0 where the result of most formulas is a text: there a
// nought is no result, unless the formula can give figures only.
func (s *biffSheet) write(c *Cell, tokens []byte) {
	figure := false
	c.Formula, figure = s.spellFormula(tokens, biffPlace{row: c.Row - 1, col: c.Col - 1})
	if s.calc && !figure && c.Kind == KindNumber && c.Raw == "0" {
		c.Kind, c.Raw, c.HasCached = KindEmpty, "", false
	}
}

// readResult reads the text that is the result of the formula before it.
func (s *biffSheet) readResult(r *biffRecord) (next int, err error) {
	if s.waits < 0 {
		return 0, s.bad(r, "result without a formula")
	}
	cur, end, err := s.continued(r)
	if err != nil {
		return 0, err
	}
	t, err := s.text(cur, cur.u16())
	if err != nil {
		return 0, err
	}
	if cur.short {
		return 0, s.bad(r, "text is longer than its record")
	}
	c := &s.sheet.cells[s.waits]
	c.Raw, c.Kind, c.HasCached = t.String(), KindText, true
	s.waits = -1
	return end, s.spend(c.Raw)
}
