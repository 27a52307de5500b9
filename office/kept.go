package office

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// keptFile is what a book keeps of one exported file beside the forms that its code names, to draw it anew.
type keptFile struct {
	Sheets  []string           `json:"sheets,omitempty"` // of a workbook, all of them
	Aids    []xlsx.Aid         `json:"aids,omitempty"`   // of a workbook: the sheets beside its forms
	Title   string             `json:"title,omitempty"`
	Author  string             `json:"author,omitempty"`
	Subject string             `json:"subject,omitempty"`
	Letter  *report.Submission `json:"letter,omitempty"`
	Forms   []report.Form      `json:"forms,omitempty"` // if others than those of the code
}

// keptPDF is what is kept of a PDF that bears the code of what was said.
func keptPDF(said *report.Edition, p *printed) *keptFile {
	k := &keptFile{Title: p.meta.Title, Author: p.meta.Author, Subject: p.meta.Subject, Letter: p.letter}
	own := *said
	own.Forms = report.NewEdition(said.Parent, said.Name, said.Period, said.Set, p.forms).Forms
	if own.Fingerprint() != p.meta.Fingerprint {
		k.Forms = own.Forms
	}
	return k
}

// redraw draws the PDF anew and tells of which forms.
func (k *keptFile) redraw(b *Book, said *report.Edition) (*pdf.Redrawn, []report.Form, error) {
	forms := said.Forms
	if k.Forms != nil {
		forms = k.Forms
	}
	drawn, err := k.redrawAs(b, forms, said.Fingerprint())
	return drawn, forms, err
}

func (k *keptFile) redrawAs(b *Book, forms []report.Form, code report.Fingerprint) (*pdf.Redrawn, error) {
	fonts, err := b.o.fonts()
	if err != nil {
		return nil, err
	}
	return pdf.Redraw(forms, pdf.Meta{Title: k.Title, Author: k.Author, Subject: k.Subject, Letter: k.Letter, Fingerprint: code}, fonts)
}

// keepPrinted keeps what was printed under a code, and what each file needs to be drawn anew.
func (b *Book) keepPrinted(ctx context.Context, said *report.Edition, code string, files []rendered) error {
	text, err := said.JSON()
	if err != nil {
		return fmt.Errorf("keeping what was printed: %w", err)
	}
	if err := b.store.KeepPrinted(ctx, code, text); err != nil {
		return b.stored(err)
	}
	for _, f := range files {
		k := f.kept
		if strings.EqualFold(filepath.Ext(f.path), ".xlsx") {
			if k == nil {
				k = &keptFile{}
			}
			if k.Sheets, err = xlsx.SheetNames(f.body, xlsx.DefaultLimits()); err != nil {
				return fmt.Errorf("keeping what was printed: %w", err)
			}
		}
		if k == nil {
			continue
		}
		if text, err = json.Marshal(k); err != nil {
			return fmt.Errorf("keeping what was printed: %w", err)
		}
		if err := b.store.KeepPrinted(ctx, hashOf(f.body), text); err != nil {
			return b.stored(err)
		}
	}
	return nil
}

// keptEdition is what was printed under a code; nil if the book does not know it.
func (b *Book) keptEdition(ctx context.Context, code string) (*report.Edition, error) {
	text, ok, err := b.store.Printed(ctx, code)
	if err != nil || !ok {
		return nil, b.stored(err)
	}
	said, err := report.ReadEdition(text)
	return said, b.stored(err)
}

// keptFiles is what is kept of the files of one kind that were exported under a code, the last first; of files kept
// without anything, an empty one.
func (b *Book) keptFiles(ctx context.Context, all []store.Export, kind string) ([]keptFile, error) {
	var out []keptFile
	seen := map[string]bool{}
	for _, e := range all {
		if seen[e.Hash] || !strings.EqualFold(filepath.Ext(e.Name), kind) {
			continue
		}
		seen[e.Hash] = true
		text, ok, err := b.store.Printed(ctx, e.Hash)
		if err != nil {
			return nil, b.stored(err)
		}
		k := keptFile{}
		if ok {
			if err := json.NewDecoder(bytes.NewReader(text)).Decode(&k); err != nil {
				return nil, b.stored(fmt.Errorf("kept file %s: %w", e.Name, err))
			}
		}
		out = append(out, k)
	}
	return out, nil
}
