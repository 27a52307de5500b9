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

	Begin func(form int) error // called before each form, counted from 0; an error ends the writing. May be nil
}

// WriteForms writes the forms as one workbook, a sheet for each in their order. Formulas are alive and
// carry their value, so that a reader that does not calculate sees the same figures. It refuses a
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
	looks := formLooks{book: book, ids: map[formLook]int{}, code: meta.Fingerprint.Line()}
	names := formSheetNames(forms)
	for i, f := range forms {
		if meta.Begin != nil {
			if err := meta.Begin(i); err != nil {
				return fmt.Errorf("writing workbook: %w", err)
			}
		}
		if err := f.Check(); err != nil {
			return fmt.Errorf("writing workbook: %w", err)
		}
		if err := writeFormSheet(&looks, names[i], f.Composed(), i == 0); err != nil {
			return fmt.Errorf("writing sheet %s: %w", names[i], err)
		}
	}
	if err := setFormProperties(book, meta); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
	}
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{out: zip.NewWriter(w)} })
	if err := book.Write(w); err != nil {
		return fmt.Errorf("writing workbook: %w", err)
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

// formSheetNames gives each form a sheet name that Excel takes: its number, without the seven
// forbidden signs, at most 31 letters, none twice.
func formSheetNames(forms []report.Form) []string {
	names, taken := make([]string, len(forms)), map[string]bool{}
	for i, f := range forms {
		base := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:\/?*[]`, r) {
				return '-'
			}
			return r
		}, f.Composed().No)
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
