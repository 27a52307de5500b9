package xlsx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"bieuxa/report"
)

// Meta is what a workbook of forms says about itself in its properties.
type Meta struct {
	Title   string
	Author  string // the office
	Period  string
	Printed time.Time // the only clock: the same forms and Meta give the same bytes

	Fingerprint report.Fingerprint // stands in each printed sheet's footer and in the properties; may be empty

	Begin  func(form int) error // called before each form, counted from 0; an error ends the writing. May be nil
	Aids   []Aid                // sheets beside the forms
	Parcel *Parcel              // what a program above is to take out again; nil: nothing is said of it
}

// WriteForms writes the forms as one workbook, a sheet for each in their order, and the sheets beside them. Formulas
// are alive and carry their value, so that a reader that does not calculate sees the same figures. It refuses a
// form whose Check fails and a figure of more than 15 digits, which a spreadsheet cannot hold.
func WriteForms(w io.Writer, forms []report.Form, meta Meta) (err error) {
	if len(forms) == 0 {
		return errors.New("writing workbook: no forms")
	}
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetDefaultFont(formFont); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
	}
	b := &formsBook{looks: formLooks{book: book, ids: map[formLook]int{}, code: meta.Fingerprint.Line()}, forms: forms, meta: meta, named: map[string]bool{}}
	if err := errors.Join(b.addSheets(), setFormProperties(book, meta)); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
	}
	if err := errors.Join(b.write(), writeParcel(book, meta.Parcel)); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
	}
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{out: zip.NewWriter(w)} })
	if err := book.Write(w); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
	}
	return nil
}

// formsBook is a workbook of forms being written.
type formsBook struct {
	looks formLooks
	forms []report.Form
	meta  Meta
	names []string // of the forms' sheets
	aids  []string // of the sheets beside them
	first []int    // first row of each form's body
	named map[string]bool
}

// addSheets lays the empty sheets in their order: what stands before the forms, the forms, what stands after them.
func (b *formsBook) addSheets() error {
	var wanted []string
	beside := func(first bool) {
		for i := range b.meta.Aids {
			if b.meta.Aids[i].First == first {
				wanted = append(wanted, b.meta.Aids[i].Sheet)
			}
		}
	}
	beside(true)
	before := len(wanted)
	for i := range b.forms {
		wanted = append(wanted, b.forms[i].Composed().No)
	}
	after := len(wanted)
	beside(false)
	names := sheetNames(wanted)
	b.names = names[before:after]
	front, back := 0, after
	for i := range b.meta.Aids {
		at := &back
		if b.meta.Aids[i].First {
			at = &front
		}
		b.aids = append(b.aids, names[*at])
		*at++
	}
	book := b.looks.book
	if err := book.SetSheetName(book.GetSheetName(0), names[0]); err != nil {
		return err
	}
	for _, name := range names[1:] {
		if _, err := book.NewSheet(name); err != nil {
			return err
		}
	}
	return nil
}

func (b *formsBook) write() error {
	for i, f := range b.forms {
		if b.meta.Begin != nil {
			if err := b.meta.Begin(i); err != nil {
				return err
			}
		}
		if err := f.Check(); err != nil {
			return err
		}
		first, err := writeFormSheet(&b.looks, b.names[i], f.Composed(), liveWriter{})
		if err != nil {
			return fmt.Errorf("sheet %s: %w", b.names[i], err)
		}
		b.first = append(b.first, first)
		if err := b.nameTotals(i); err != nil {
			return err
		}
	}
	for i := range b.meta.Aids {
		a := &b.meta.Aids[i]
		if err := errors.Join(a.Table.Check(), a.checkLive(b.forms)); err != nil {
			return err
		}
		if _, err := writeFormSheet(&b.looks, b.aids[i], a.Table.Composed(), liveWriter{b.names, b.first, a.Live}); err != nil {
			return fmt.Errorf("sheet %s: %w", b.aids[i], err)
		}
	}
	return nil
}

func setFormProperties(book *excelize.File, meta Meta) error {
	at := meta.Printed.UTC().Format(time.RFC3339)
	if !meta.Fingerprint.Empty() {
		if err := book.SetCustomProps(excelize.CustomProperty{Name: codeProperty, Value: meta.Fingerprint.Says}); err != nil {
			return err
		}
	}
	return errors.Join(
		book.SetDocProps(&excelize.DocProperties{
			Title: meta.Title, Subject: meta.Period, Creator: meta.Author, LastModifiedBy: meta.Author,
			Created: at, Modified: at, Language: "vi-VN",
		}),
		book.SetAppProps(&excelize.AppProperties{Application: "Biểu Xã", Company: meta.Author}),
	)
}

// sheetNames makes names that Excel takes: without the seven forbidden signs, at most 31 letters, none twice.
func sheetNames(wanted []string) []string {
	names, taken := make([]string, len(wanted)), map[string]bool{}
	for i, base := range wanted {
		base = strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:\/?*[]`, r) {
				return '-'
			}
			return r
		}, base)
		base = strings.Trim(base, "' ")
		names[i] = cutRunes(base, 31)
		for n := 2; taken[strings.ToLower(names[i])]; n++ {
			suffix := fmt.Sprintf(" (%d)", n)
			names[i] = cutRunes(base, 31-len(suffix)) + suffix
		}
		taken[strings.ToLower(names[i])] = true
	}
	return names
}

func cutRunes(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}
