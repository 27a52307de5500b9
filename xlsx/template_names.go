package xlsx

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// withNil marks the list to which «Không phát sinh» is added: a list that may be empty says so in
// its first row.
const withNil = ".nil"

// listFor is the defined name of the choices of a cell; "" if it has none.
func (p *workbookPlan) listFor(typ ntm.Type, choices string, mayBeNil bool) string {
	id := choices
	switch typ {
	case ntm.TypeStatus:
		id = "status"
	case ntm.TypeYesNo:
		if id == "" {
			id = "yesno"
		}
	case ntm.TypeChoice:
	default:
		return ""
	}
	if id == "" || len(p.words(id)) == 0 {
		return ""
	}
	if mayBeNil {
		id += withNil
	}
	return definedListNamePrefix + id
}

func (p *workbookPlan) words(list string) []string {
	if p.t.Words == nil {
		return nil
	}
	return p.t.Words(list)
}

// listsInUse are the lists of the drop-downs, in the order in which they are met.
func (p *workbookPlan) listsInUse() []string {
	var ids []string
	seen := map[string]bool{}
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			ids = append(ids, name[len(definedListNamePrefix):])
		}
	}
	for _, s := range p.sheets {
		for _, tp := range s.tables {
			for i := range tp.def.Columns {
				c := &tp.def.Columns[i]
				add(p.listFor(c.Type, c.Choices, false))
				if tp.def.Shape == ntm.ShapeList && i == tp.nilColumn() {
					add(p.listFor(c.Type, c.Choices, true))
				}
				for j := range tp.def.Rows {
					if r := &tp.def.Rows[j]; c.ByRow {
						add(p.listFor(r.Type, r.Choices, false))
					}
				}
			}
		}
	}
	return ids
}

// drawLists writes the choices on a hidden sheet, one list a column, and names them.
func drawLists(p *workbookPlan, inked *inkedBook) error {
	ids := p.listsInUse()
	if len(ids) == 0 {
		return nil
	}
	s, err := inked.addSheet(listsSheet)
	if err != nil {
		return err
	}
	for i, id := range ids {
		base, nilToo := id, false
		if n := len(id) - len(withNil); n > 0 && id[n:] == withNil {
			base, nilToo = id[:n], true
		}
		words := append([]string(nil), p.words(base)...)
		if nilToo {
			words = append(words, wordNoneArising)
		}
		s.put(i+1, 1, inkedCell{kind: writtenText, text: id})
		for j, word := range words {
			s.put(i+1, j+2, inkedCell{kind: writtenText, text: word})
		}
		a := area{i + 1, 2, i + 1, len(words) + 1}
		if err := nameRange(inked.book, definedListNamePrefix+id, listsSheet, a); err != nil {
			return err
		}
	}
	return hideSheet(inked.book, listsSheet)
}

// drawIdentity writes what the workbook is on a hidden sheet, as pairs of label and value.
func drawIdentity(p *workbookPlan, inked *inkedBook) error {
	s, err := inked.addSheet(IdentitySheet)
	if err != nil {
		return err
	}
	t := p.t
	for i, pair := range [][2]string{
		{IdentityDefinition, t.Def.ID}, {IdentityDefVersion, strconv.Itoa(t.Def.Version)}, {IdentitySet, t.SetID},
		{IdentityUnit, t.Unit.Code}, {IdentityUnitName, t.Unit.Name}, {IdentityPeriod, t.Period.String()},
		{IdentityChecksum, LayoutChecksum(t.Def)},
	} {
		s.put(1, i+1, inkedCell{kind: writtenText, text: pair[0]})
		w := textCell(roleGiven, pair[1])
		s.put(2, i+1, inkedCell{kind: w.kind, text: w.text})
	}
	return hideSheet(inked.book, IdentitySheet)
}

func hideSheet(book *excelize.File, name string) error {
	if err := protectSheet(book, name, false); err != nil {
		return fmt.Errorf("sheet %s: %w", name, err)
	}
	if err := book.SetSheetVisible(name, false, true); err != nil {
		return fmt.Errorf("hiding sheet %s: %w", name, err)
	}
	return nil
}

// nameTables names every table and the body of every column.
func nameTables(p *workbookPlan, inked *inkedBook) error {
	for _, s := range p.sheets {
		for _, tp := range s.tables {
			last := tp.spans[len(tp.spans)-1].last
			whole := area{1, tp.headRow, last, tp.lastRow()}
			if err := nameRange(inked.book, TableName(tp.def.ID), s.def.ID, whole); err != nil {
				return err
			}
			if len(tp.rows) == 0 {
				continue
			}
			for i := range tp.def.Columns {
				col := tp.spans[i].first
				body := area{col, tp.firstRow, col, tp.endRow}
				if err := nameRange(inked.book, ColumnName(tp.def.ID, tp.def.Columns[i].Code), s.def.ID, body); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func nameRange(book *excelize.File, name, sheet string, a area) error {
	err := book.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: quotedSheet(sheet) + "!" + a.absolute()})
	if err != nil {
		return fmt.Errorf("naming %s: %w", name, err)
	}
	return nil
}
