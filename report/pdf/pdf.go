// Package pdf prints standard forms on A4, each an appendix with page numbers of its own, laid out
// after NĐ 30/2020/NĐ-CP, Phụ lục I. It knows gofpdf and no figures: what it prints is in the Form.
package pdf

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/jung-kurt/gofpdf"

	"bieuxa/report"
)

// Meta is what a PDF says about itself in its properties and above its appendices.
type Meta struct {
	Title   string
	Author  string // the office
	Subject string
	Printed time.Time // the only clock: the same forms and Meta give the same bytes

	// Letter stands before the forms, which become its appendices "Phụ lục I" …; nil: the forms stand alone. Its margins
	// are those of all pages.
	Letter *report.Submission

	Fingerprint report.Fingerprint // stands at the foot of every page; may be empty

	Begin func(form int) error // called before each form, counted from 0; an error ends the printing. May be nil
}

// family is the name of the one font family inside the PDF, where a space would end it.
const family = "LiberationSerif"

// Write prints the forms into one PDF with an outline. fonts holds the four faces of Liberation
// Serif at its top. It refuses a form whose Check fails. A sign the font lacks is printed as an
// empty box and told in the list; the caller should show that list to the person who signs.
func Write(w io.Writer, forms []report.Form, meta Meta, fonts fs.FS) ([]Replacement, error) {
	b, err := write(w, forms, meta, fonts)
	if err != nil {
		return nil, err
	}
	return b.scribe.replaced, nil
}

func write(w io.Writer, forms []report.Form, meta Meta, fonts fs.FS) (b *book, err error) {
	defer func() {
		if p := recover(); p != nil { // gofpdf panics on text it cannot encode
			err = fmt.Errorf("printing pdf: %v", p)
		}
	}()
	if len(forms) == 0 && meta.Letter == nil {
		return nil, errors.New("printing pdf: no forms")
	}
	if b, err = newBook(fonts, meta); err != nil {
		return nil, fmt.Errorf("printing pdf: %w", err)
	}
	b.appendices = countAppendices(forms)
	if meta.Letter != nil {
		if err := b.printLetter(*meta.Letter); err != nil {
			return nil, fmt.Errorf("printing pdf: %w", err)
		}
	}
	var before *appendix
	for i, f := range forms {
		if meta.Begin != nil {
			if err := meta.Begin(i); err != nil {
				return nil, fmt.Errorf("printing pdf: %w", err)
			}
		}
		if err := f.Check(); err != nil {
			return nil, fmt.Errorf("printing pdf: %w", err)
		}
		b.scribe.form = f.No
		a := newAppendix(b, f.MapText(b.scribe.clean))
		a.number = i
		a.print(before)
		before = a
	}
	if err := b.out.Output(w); err != nil {
		return nil, fmt.Errorf("printing pdf: %w", err)
	}
	return b, nil
}

// countAppendices is how many of the forms begin a page of their own.
func countAppendices(forms []report.Form) int {
	n := 0
	for i := range forms {
		if i == 0 || !forms[i].Under {
			n++
		}
	}
	return n
}

// book is the PDF being made.
type book struct {
	out    *gofpdf.Fpdf
	faces  map[style]*face
	added  map[style]bool // faces gofpdf already has
	scribe *scribe
	meta   Meta
	square [][]bool // of the fingerprint
	cells  []CellBox

	margins    report.Page
	attached   string // under the title of each appendix, "(Kèm theo …)"; empty without a letter
	appendices int    // how many there are
	begun      int    // how many have been begun
}

func newBook(fonts fs.FS, meta Meta) (*book, error) {
	b := &book{out: gofpdf.New("P", "mm", "A4", ""), faces: map[style]*face{}, added: map[style]bool{}, scribe: &scribe{},
		margins: report.DefaultPage()}
	for _, s := range []style{regular, bold, italic, boldItalic} {
		f, err := loadFace(fonts, s)
		if err != nil {
			return nil, err
		}
		b.faces[s], b.scribe.faces = f, append(b.scribe.faces, f)
	}
	if !meta.Fingerprint.Empty() {
		square, err := meta.Fingerprint.Square()
		if err != nil {
			return nil, err
		}
		b.square = square
		b.out.SetKeywords(meta.Fingerprint.Says, false)
	}
	b.meta = meta
	b.meta.Title = b.scribe.clean(meta.Title)
	b.out.SetTitle(b.meta.Title, true)
	b.out.SetAuthor(b.scribe.clean(meta.Author), true)
	b.out.SetSubject(b.scribe.clean(meta.Subject), true)
	b.out.SetCreator("Biểu Xã", true)
	b.out.SetCatalogSort(true)
	b.out.SetCreationDate(meta.Printed)
	b.out.SetModificationDate(meta.Printed)
	b.out.SetAutoPageBreak(false, 0)
	b.out.SetLineWidth(0.2)
	return b, nil
}

// font chooses the face and size for what is written next.
func (b *book) font(s style, size float64) {
	if !b.added[s] {
		b.out.AddUTF8FontFromBytes(family, string(s), b.faces[s].bytes)
		b.added[s] = true
	}
	b.out.SetFont(family, string(s), size)
}

// measure is the width in mm of text in a face at a size in points.
func (b *book) measure(s style, size float64) func(string) float64 {
	return func(text string) float64 { return b.faces[s].width(text, size) }
}

// lineHeight is the height in mm of one line of letters of a size in points.
func lineHeight(size float64) float64 { return size * 1.17 * mmPerPoint }

// ascent is how far under a line's top the letters stand, as a share of their size.
const ascent = 0.89
