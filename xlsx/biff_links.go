package xlsx

import "strings"

// biffLinked is a workbook, or collection of functions, that formulas refer to; of our own one only the kind is kept.
type biffLinked struct {
	own, functions bool
	names          []string
}

// biffExtern is what a formula names by number when it refers to a sheet: in BIFF8 a book and a run of its sheets, in
// BIFF5 another book.
type biffExtern struct {
	book        int
	first, last int // places among the tabs; beyond them: deleted, or none
}

// biffLabelName is a defined name with its formula.
type biffLabelName struct {
	DefinedName
	tokens []byte
	macro  bool
}

// maxLinks bounds what a workbook lists of other books, their sheets and names.
const maxLinks = 20_000

func (b *biffBook) readSupBook(r *biffRecord) error {
	if len(b.books) >= maxLinks {
		return tooMany(biffPart, "links", maxLinks)
	}
	c := cursorOf(r.body)
	c.skip(2)
	book := biffLinked{}
	switch n := c.u16(); {
	case c.short:
		return b.bad(r, "too short")
	case n == 0x0401:
		book.own = true
	case n == 0x3A01:
		book.functions = true
	default:
		path, err := b.text(c, n)
		if err != nil {
			return err
		}
		// A path of one blank or NUL stands for this book or for none.
		if said := path.String(); said != " " && said != "\uFFFD" {
			b.build.wb.ExternalLinks = true
		}
	}
	b.books = append(b.books, book)
	return nil
}

func (b *biffBook) readExternSheet(r *biffRecord) error {
	if !b.eight {
		return b.readOldExternSheet(r)
	}
	c, _, err := b.continued(r)
	if err != nil {
		return err
	}
	n := c.u16()
	if len(b.externs)+n > maxLinks {
		return tooMany(biffPart, "links", maxLinks)
	}
	for range n {
		b.externs = append(b.externs, biffExtern{c.u16(), c.u16(), c.u16()})
	}
	if c.short {
		return b.bad(r, "too short")
	}
	return nil
}

// readOldExternSheet reads the link of BIFF5: an encoded name. Those of this book begin with 2 or 3.
func (b *biffBook) readOldExternSheet(r *biffRecord) error {
	if len(r.body) < 2 {
		return b.bad(r, "too short")
	}
	if len(b.externs) >= maxLinks {
		return tooMany(biffPart, "links", maxLinks)
	}
	switch r.body[1] {
	case 2, 3, 4, ':':
	default:
		b.build.wb.ExternalLinks = true
	}
	b.externs = append(b.externs, biffExtern{})
	return nil
}

// readExternName keeps the names of the functions that add-ins bring; other names of other books are not used.
func (b *biffBook) readExternName(r *biffRecord) error {
	if len(b.books) == 0 {
		return nil
	}
	book := &b.books[len(b.books)-1]
	if len(book.names) >= maxLinks {
		return tooMany(biffPart, "links", maxLinks)
	}
	name := ""
	if book.functions {
		c := cursorOf(r.body)
		c.skip(6)
		var err error
		if name, err = b.shortText(c, 1); err != nil {
			return err
		}
	}
	book.names = append(book.names, name)
	return b.spend(name)
}

// biffOwnNames are the names that Excel gives, by number.
var biffOwnNames = [...]string{"Consolidate_Area", "Auto_Open", "Auto_Close", "Extract", "Database", "Criteria", "Print_Area",
	"Print_Titles", "Recorder", "Data_Form", "Auto_Activate", "Auto_Deactivate", "Sheet_Title", "_FilterDatabase"} // never written to

func (b *biffBook) readName(r *biffRecord) error {
	if len(b.names) >= b.lim.Names {
		return tooMany(biffPart, "defined names", b.lim.Names)
	}
	c := cursorOf(r.body)
	flags := c.u16()
	c.skip(1)
	letters, size := int(c.byte()), c.u16()
	c.skip(2)
	sheet := c.u16()
	c.skip(4)
	text, err := b.text(c, letters)
	if err != nil {
		return err
	}
	if c.short || c.left() < size {
		return b.bad(r, "shorter than it says")
	}
	n := biffLabelName{tokens: c.rest()[:size:size], macro: flags&0xE != 0}
	n.Name, n.Sheet, n.Hidden = text.String(), sheet-1, flags&1 != 0
	if flags&0x20 != 0 && len(text.units) == 1 && int(text.units[0]) < len(biffOwnNames) {
		n.Name = "_xlnm." + biffOwnNames[text.units[0]]
	}
	b.names = append(b.names, n)
	return b.spend(n.Name)
}

// resolveNames spells what the names refer to. A name whose formula cannot be spelled refers to "".
func (b *biffBook) resolveNames() error {
	for i := range b.names {
		n := &b.names[i]
		if n.macro {
			continue // a function of a macro: no range
		}
		n.Refers, _ = b.spellFormula(n.tokens, biffPlace{name: true})
		if err := b.spend(n.Refers); err != nil {
			return err
		}
		b.build.wb.Names = append(b.build.wb.Names, n.DefinedName)
	}
	return nil
}

// sheetPrefix spells the sheets that an address stands on: «'04_HoNgheo'!». ok is false for those of another book.
func (b *biffBook) sheetPrefix(first, last int) (prefix string, ok bool) {
	if first >= len(b.tabs) || last >= len(b.tabs) || first > last {
		return "", first >= 0xFFFE // deleted
	}
	name := b.tabs[first].name
	if last > first {
		name += ":" + b.tabs[last].name
	}
	return "'" + strings.ReplaceAll(name, "'", "''") + "'!", true
}
