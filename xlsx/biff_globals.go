package xlsx

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// biffBook is a workbook of Excel 5.0 to 2003 while it is read.
type biffBook struct {
	file   string
	lim    Limits
	build  *bookBuilder
	stream []byte
	eight  bool // BIFF8, else BIFF5
	calc   bool // written by LibreOffice
	page   *charmap.Charmap
	utf8   bool // texts of one byte a character are UTF-8
	walk   int  // bytes of records that may still be passed over
	spell  int  // bytes of formulas that may still be spelled

	tabs    []biffTab
	fonts   []styleFont
	formats map[int]string
	xfs     []biffCellFormat
	styles  []int // of the builder, for each cell format
	palette palette
	strings sharedStrings
	books   []biffLinked
	externs []biffExtern
	names   []biffLabelName

	functions map[int]biffFunction
	computed  bool // some formula has a result other than the empty text
}

// biffTab is one line of the list of sheets.
type biffTab struct {
	name  string
	state Visibility
	kind  byte
	at    int // place of its first record
}

// The kinds of sheets; others are not known.
const (
	tabCells  = 0
	tabMacros = 1
	tabChart  = 2
	tabModule = 6
	tabAlone  = 0xFF // in no list: a sheet without a workbook
)

// readGlobals reads the part before the sheets.
func (b *biffBook) readGlobals() error {
	b.page = charmap.Windows1252
	var sst *biffCursor
	for at := 0; ; {
		r, err := b.record(at)
		if err != nil {
			return err
		}
		end := r.end()
		switch {
		case at > 0 && r.id == biffBOF:
			return b.bad(&r, "a sheet begins before the workbook's own part ends")
		case r.id == biffEOF:
			if err := b.allListed(end); err != nil {
				return err
			}
			return b.resolveGlobals(sst)
		case r.id == biffSST && sst != nil:
			return b.bad(&r, "a second list of texts")
		case r.id == biffSST:
			sst, end, err = b.continued(&r)
		case at > 0 && !knownRecord(r.id) && !wasFilePass(&r):
			return b.bad(&r, "unknown")
		default:
			err = b.readGlobal(&r)
		}
		if err != nil {
			return err
		}
		at = end
	}
}

func (b *biffBook) readGlobal(r *biffRecord) error {
	switch r.id {
	case biffFilePass:
		return badLock("encrypted twice")
	case biffCodePage, biffDate1904:
		if len(r.body) < 2 {
			return b.bad(r, "too short")
		}
		n := int(binary.LittleEndian.Uint16(r.body))
		if r.id == biffCodePage {
			b.page = codePage(n)
			return nil
		}
		b.build.wb.Date1904 = n == 1
	case biffWriteAccess:
		b.calc = bytes.HasPrefix(r.body, []byte("\x04\x00\x00Calc ")) || bytes.HasPrefix(r.body, []byte("\x04Calc "))
	case biffObProj:
		b.build.wb.Macros = true
	case biffFont:
		return b.readFont(r)
	case biffFormat:
		return b.readFormat(r)
	case biffXF:
		return b.readXF(r)
	case biffPalette:
		return b.readPalette(r)
	case biffBoundSheet:
		return b.readTab(r)
	case biffSupBook:
		return b.readSupBook(r)
	case biffExternSheet:
		return b.readExternSheet(r)
	case biffExternName:
		return b.readExternName(r)
	case biffName:
		return b.readName(r)
	}
	return nil
}

func (b *biffBook) readTab(r *biffRecord) error {
	if len(r.body) < 7 {
		return b.bad(r, "too short")
	}
	c := cursorOf(r.body)
	at := c.u32()
	state, kind := c.byte()&3, c.byte()
	name, err := b.lastText(r, c)
	if err != nil {
		return err
	}
	if len(b.tabs) >= b.lim.Parts {
		return tooMany(biffPart, "sheets", b.lim.Parts)
	}
	if state > byte(VeryHidden) {
		return b.bad(r, "unknown sheet state")
	}
	for _, t := range b.tabs {
		if name == "" || strings.EqualFold(t.name, name) || t.at == int(at) {
			return b.bad(r, "sheet without a name or place of its own")
		}
	}
	b.tabs = append(b.tabs, biffTab{name: name, state: Visibility(state), kind: kind, at: int(at)})
	return b.spend(name)
}

// allListed tells that no sheet begins at this place, behind the end of another, which is not in the list of sheets.
func (b *biffBook) allListed(at int) error {
	if len(b.stream)-at < 8 || binary.LittleEndian.Uint16(b.stream[at:]) != biffBOF || binary.LittleEndian.Uint16(b.stream[at+2:]) < 4 ||
		slices.ContainsFunc(b.tabs, func(t biffTab) bool { return t.at == at }) {
		return nil
	}
	if r, err := b.record(at); err == nil {
		if next, err := b.record(r.end()); err == nil && next.id == biffEOF {
			return nil // an empty rest
		}
	}
	return damaged(biffPart, "a sheet is not in the list of sheets", "offset", strconv.Itoa(at))
}

// resolveGlobals makes sense of what refers to records that may come later.
func (b *biffBook) resolveGlobals(sst *biffCursor) error {
	if len(b.tabs) == 0 {
		return damaged(biffPart, "no sheet is listed")
	}
	if err := b.resolveStyles(); err != nil {
		return err
	}
	if sst != nil {
		if err := b.readStrings(sst); err != nil {
			return err
		}
	}
	return b.resolveNames()
}

// readSheets reads every sheet in the order of the tabs.
func (b *biffBook) readSheets() error {
	for _, t := range b.tabs {
		if err := b.readSheet(t); err != nil {
			p := asProblem(err, biffPart)
			p.Facts["sheet"] = t.name
			return p
		}
	}
	return nil
}

// readSheet reads the part of the stream that belongs to a tab.
func (b *biffBook) readSheet(t biffTab) error {
	wb := b.build.wb
	switch t.kind {
	case tabCells, tabAlone:
		return b.readCells(t)
	case tabMacros, tabModule:
		wb.Macros = true
	case tabChart:
	default:
		return damaged(biffPart, "sheet of unknown kind "+strconv.Itoa(int(t.kind)))
	}
	wb.OtherSheets = append(wb.OtherSheets, t.name)
	if t.kind == tabModule {
		return nil
	}
	end, err := b.readParts(t, func(*biffRecord) (int, error) { return 0, nil })
	if err != nil {
		return err
	}
	return b.allListed(end)
}

// readParts calls use with every record of a sheet up to its end, leaving out charts inside it. use may give the place
// at which to go on.
func (b *biffBook) readParts(t biffTab, use func(*biffRecord) (int, error)) (end int, err error) {
	depth := 0
	for at := t.at; ; {
		r, err := b.record(at)
		if err != nil {
			return 0, err
		}
		at = r.end()
		switch {
		case r.id == biffBOF:
			if depth == 0 && !startsAs(r.body, t.kind) {
				return 0, b.bad(&r, "sheet is of another kind than listed")
			}
			depth++
		case depth == 0:
			return 0, b.bad(&r, "no sheet begins here")
		case r.id == biffEOF:
			if depth--; depth == 0 {
				return at, nil
			}
		case depth == 1:
			next, err := use(&r)
			if err != nil {
				return 0, err
			}
			at = max(at, next)
		}
	}
}

// startsAs tells whether the first record of a sheet is one of its kind.
func startsAs(body []byte, kind byte) bool {
	if len(body) < 4 {
		return false
	}
	says := binary.LittleEndian.Uint16(body[2:])
	switch kind {
	case tabChart:
		return says == 0x0020
	case tabMacros:
		return says == 0x0040 || says == 0x0010
	case tabAlone:
		return aloneKind(int(says))
	}
	return says == 0x0010
}
