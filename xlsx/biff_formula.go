package xlsx

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Bounds of spelling: the longest formula, and the bytes put together for a whole workbook.
const (
	longestFormula = 8192
	biffSpelling   = 64 << 20
)

// biffPlace is where a formula stands: relative addresses of shared formulas count from there. A name has no place.
type biffPlace struct {
	row, col int // from 0
	name     bool
}

// biffPiece is a part of a formula spelled, and how strongly it binds: brackets stand where they must, also where the
// file has none.
type biffPiece struct {
	text  string
	binds int
}

const (
	biffBindsAny = iota
	biffBindsCompare
	biffBindsJoin
	biffBindsSum
	biffBindsProduct
	biffBindsPower
	biffBindsPercent
	biffBindsSign
	biffBindsUnion
	biffBindsMeet
	biffBindsRange
	biffBindsAtom
)

// biffOperators are the tokens 3 to 17.
var biffOperators = [...]biffPiece{{"+", biffBindsSum}, {"-", biffBindsSum}, {"*", biffBindsProduct}, {"/", biffBindsProduct},
	{"^", biffBindsPower}, {"&", biffBindsJoin}, {"<", biffBindsCompare}, {"<=", biffBindsCompare}, {"=", biffBindsCompare},
	{">=", biffBindsCompare}, {">", biffBindsCompare}, {"<>", biffBindsCompare}, {" ", biffBindsMeet}, {",", biffBindsUnion},
	{":", biffBindsRange}} // never written to

// biffSpeller turns the tokens of a formula into text.
type biffSpeller struct {
	book  *biffBook
	c     *biffCursor
	at    biffPlace
	stack []biffPiece
}

// spellFormula spells a formula without its «=»; it is "" where it holds anything that is not surely understood. figure
// tells that its result can be no text.
func (b *biffBook) spellFormula(tokens []byte, at biffPlace) (text string, figure bool) {
	if len(tokens) == 0 || b.spell <= 0 {
		return "", false
	}
	s := &biffSpeller{book: b, c: cursorOf(tokens), at: at}
	for s.c.left() > 0 {
		if !s.token() || s.c.short || b.spell <= 0 {
			return "", false
		}
	}
	if len(s.stack) != 1 {
		return "", false
	}
	whole := s.stack[0]
	name, _, isCall := strings.Cut(whole.text, "(")
	figure = whole.binds >= biffBindsSum && whole.binds <= biffBindsSign ||
		whole.binds == biffBindsAtom && isCall && strings.Contains(figureFunctions, " "+name+" ")
	return whole.text, figure
}

// figureFunctions never give words.
const figureFunctions = " ABS AVERAGE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS INT MAX MIN MOD N PRODUCT ROUND ROUNDDOWN ROUNDUP SUBTOTAL " +
	"SUM SUMIF SUMIFS SUMPRODUCT TRUNC "

func (s *biffSpeller) push(text string, binds int) bool {
	s.book.spell -= len(text) + 8
	s.stack = append(s.stack, biffPiece{text, binds})
	return len(text) <= longestFormula
}

// pop takes the last n pieces.
func (s *biffSpeller) pop(n int) ([]biffPiece, bool) {
	if n > len(s.stack) {
		return nil, false
	}
	at := len(s.stack) - n
	pieces := s.stack[at:]
	s.stack = s.stack[:at]
	return pieces, true
}

// in gives a piece brackets if it binds less than that.
func (p biffPiece) in(binds int) string {
	if p.binds < binds {
		return "(" + p.text + ")"
	}
	return p.text
}

func (s *biffSpeller) token() bool {
	id := s.c.byte()
	if id >= 0x20 && id < 0x80 {
		return s.operand(id&0x1F | 0x20)
	}
	switch {
	case id >= 0x03 && id <= 0x11:
		op := biffOperators[id-3]
		p, ok := s.pop(2)
		return ok && s.push(p[0].in(op.binds)+op.text+p[1].in(op.binds+1), op.binds)
	case id == 0x12 || id == 0x13:
		p, ok := s.pop(1)
		return ok && s.push(string("+-"[id-0x12])+p[0].in(biffBindsSign), biffBindsSign)
	case id == 0x14:
		p, ok := s.pop(1)
		return ok && s.push(p[0].in(biffBindsPercent)+"%", biffBindsPercent)
	case id == 0x15:
		p, ok := s.pop(1)
		return ok && s.push("("+p[0].text+")", biffBindsAtom)
	case id == 0x16:
		return s.push("", biffBindsAtom)
	case id == 0x17:
		return s.words()
	case id == 0x19:
		return s.attribute()
	case id == 0x1C:
		word, ok := biffError(s.c.byte())
		return ok && s.push(word, biffBindsAtom)
	case id == 0x1D:
		return s.push([]string{"FALSE", "TRUE"}[s.c.byte()&1], biffBindsAtom)
	case id == 0x1E:
		return s.push(strconv.Itoa(s.c.u16()), biffBindsAtom)
	case id == 0x1F:
		low := uint64(s.c.u32())
		digits, ok := biffDigits(math.Float64frombits(uint64(s.c.u32())<<32 | low))
		return ok && s.push(digits, biffBindsAtom)
	}
	return false // shared and array formulas are looked up before, data tables are not spelled
}

func (s *biffSpeller) words() bool {
	n := int(s.c.byte())
	t, err := s.book.text(s.c, n)
	return err == nil && s.push(`"`+strings.ReplaceAll(t.String(), `"`, `""`)+`"`, biffBindsAtom)
}

// attribute passes over jumps and blanks; one of them is a SUM.
func (s *biffSpeller) attribute() bool {
	kind, n := s.c.byte(), s.c.u16()
	switch {
	case kind&0x04 != 0:
		s.c.skip(2 * (n + 1))
	case kind&0x10 != 0:
		p, ok := s.pop(1)
		return ok && s.push("SUM("+p[0].in(biffBindsMeet)+")", biffBindsAtom)
	}
	return kind&0xA0 == 0
}

func (s *biffSpeller) operand(id byte) bool {
	switch id {
	case 0x21:
		n := s.c.u16()
		f := s.book.functionOf(n)
		return f.name != "" && f.least == f.most && s.call(f.name, f.least)
	case 0x22:
		return s.callMany()
	case 0x23:
		return s.name()
	case 0x39:
		return s.externName()
	case 0x26, 0x27, 0x28: // what follows spells the same
		s.c.skip(6)
		return true
	case 0x29:
		s.c.skip(2)
		return true
	case 0x24, 0x25, 0x2A, 0x2B, 0x2C, 0x2D:
		return s.address(id)
	case 0x3A, 0x3B, 0x3C, 0x3D:
		return s.addressOn(id)
	}
	return false
}

func (s *biffSpeller) call(name string, n int) bool {
	p, ok := s.pop(n)
	if !ok {
		return false
	}
	args := make([]string, n)
	for i := range p {
		args[i] = p[i].in(biffBindsAny)
		if p[i].binds == biffBindsUnion {
			args[i] = "(" + p[i].text + ")"
		}
	}
	return s.push(name+"("+strings.Join(args, ",")+")", biffBindsAtom)
}

// callMany spells a function that is told how many arguments it has; number 255 has its name as the first.
func (s *biffSpeller) callMany() bool {
	n, id := int(s.c.byte()&0x7F), s.c.u16()
	if id != 255 {
		f := s.book.functionOf(id)
		return f.name != "" && n >= f.least && n <= f.most && s.call(f.name, n)
	}
	if n < 1 || n > len(s.stack) {
		return false
	}
	at := len(s.stack) - n
	name := s.stack[at].text
	s.stack = slices.Delete(s.stack, at, at+1)
	if plain := strings.TrimPrefix(name, "_xlfn."); slices.Contains(biffLaterFunctions[:], plain) {
		name = plain
	}
	return name != "" && s.call(name, n-1)
}

// biffLaterFunctions came with Excel 2007 and are written there without a mark.
var biffLaterFunctions = [...]string{"IFERROR", "COUNTIFS", "SUMIFS", "AVERAGEIF", "AVERAGEIFS"} // never written to

// name spells a defined name.
func (s *biffSpeller) name() bool {
	n := s.c.u16()
	if s.book.eight {
		s.c.skip(2)
	} else {
		s.c.skip(12)
	}
	return n >= 1 && n <= len(s.book.names) && s.push(s.book.names[n-1].Name, biffBindsAtom)
}

// externName spells a name of this book, or of an add-in's function.
func (s *biffSpeller) externName() bool {
	b := s.book
	if !b.eight {
		return false
	}
	link, n := s.c.u16(), s.c.u16()
	s.c.skip(2)
	if link >= len(b.externs) || b.externs[link].book >= len(b.books) || n < 1 {
		return false
	}
	switch book := &b.books[b.externs[link].book]; {
	case book.own && n <= len(b.names):
		return s.push(b.names[n-1].Name, biffBindsAtom)
	case book.functions && n <= len(book.names):
		return s.push(book.names[n-1], biffBindsAtom)
	}
	return false
}

// biffError is how Excel spells an error stored by its number.
func biffError(code byte) (string, bool) {
	word, ok := map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}[code]
	return word, ok
}

// biffDigits is a number in the fewest digits that stand for it alone; ok is false for what is no number.
func biffDigits(f float64) (string, bool) {
	switch size := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return "", false
	case size == 0:
		return "0", true
	case size < 1e-9 || size >= 1e21:
		return strconv.FormatFloat(f, 'E', -1, 64), true
	}
	return strconv.FormatFloat(f, 'f', -1, 64), true
}

// biffDouble reads a number of eight bytes.
func biffDouble(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }
