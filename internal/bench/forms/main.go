// Command forms measures how fast a month's forms become a workbook and a PDF, as ratios against the libraries doing
// the same without layout: excelize's StreamWriter writing the same cells, and gofpdf drawing the same texts.
//
//	go run ./internal/bench/forms -book bench/98/book.bieuxa
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"
	"github.com/xuri/excelize/v2"

	"bieuxa/assets"
	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/xlsx"
)

func main() {
	path := flag.String("book", "bench/98/book.bieuxa", "book of one month")
	flag.Parse()
	if err := run(context.Background(), *path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, path string) error {
	o, err := office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return months.Printed }, Who: "bench"})
	if err != nil {
		return err
	}
	b, err := o.OpenBook(ctx, path, true)
	if err != nil {
		return err
	}
	defer b.Close()
	forms, err := b.Forms(ctx, ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}, nil)
	if err != nil {
		return err
	}
	fonts, err := fs.Sub(assets.FS, "fonts")
	if err != nil {
		return err
	}
	w := &work{forms: forms, fonts: fonts}
	for i := range forms {
		w.sheets = append(w.sheets, table(&forms[i]))
	}
	if err := w.countPages(); err != nil {
		return err
	}
	fmt.Println("what      ours ms  reference ms  ratio  each")
	for _, c := range []struct {
		what, each      string
		n               int
		ours, reference func() error
	}{{"workbook", "sheet", len(forms), w.workbook, w.streamed}, {"PDF", "page", w.pages, w.pdf, w.drawn}} {
		ours, reference, err := inTurn(c.ours, c.reference)
		if err != nil {
			return err
		}
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		fmt.Printf("%-8s  %7.1f  %12.1f  %5.2f  %.1f ms a %s, %d of them\n", c.what, ms(ours), ms(reference), ms(ours)/ms(reference), ms(ours)/float64(c.n), c.each, c.n)
	}
	return nil
}

// rounds is how often each is timed; the medians are printed.
const rounds = 7

func inTurn(ours, reference func() error) (a, b time.Duration, err error) {
	var times [2][]time.Duration
	for range rounds {
		for i, do := range []func() error{ours, reference} {
			start := time.Now()
			if err := do(); err != nil {
				return 0, 0, err
			}
			times[i] = append(times[i], time.Since(start))
		}
	}
	for _, t := range times {
		slices.Sort(t)
	}
	return times[0][rounds/2], times[1][rounds/2], nil
}

// work is what is drawn: the forms, and the same cells as plain values.
type work struct {
	forms  []report.Form
	sheets [][][]any
	fonts  fs.FS
	pages  int
}

// table is a form's cells as values, heading and lines above it too.
func table(f *report.Form) [][]any {
	var rows [][]any
	for _, s := range slices.Concat(f.TopLeft(), f.TopRight(), []string{f.Title}, f.UnderTitle()) {
		rows = append(rows, []any{s})
	}
	var heads []any
	for _, c := range f.Columns {
		heads = append(heads, c.Heading[len(c.Heading)-1])
	}
	rows = append(rows, heads)
	words := f.StateWords()
	for _, row := range f.Body() {
		var cells []any
		for _, c := range row.Cells {
			if c.Numeric() {
				cells = append(cells, c.Num.InexactFloat64())
			} else {
				cells = append(cells, words.Text(c))
			}
		}
		rows = append(rows, cells)
	}
	for _, s := range f.Remarks() {
		rows = append(rows, []any{s})
	}
	return rows
}

func (w *work) countPages() error {
	var out bytes.Buffer
	if _, err := pdf.Write(&out, w.forms, pdf.Meta{Title: "bench", Printed: months.Printed}, w.fonts); err != nil {
		return err
	}
	pages, err := pdf.ReadPages(out.Bytes(), w.fonts)
	if err != nil {
		return err
	}
	w.pages = pages.Count()
	return nil
}

func (w *work) workbook() error {
	return xlsx.WriteForms(io.Discard, w.forms, xlsx.Meta{Title: "bench", Printed: months.Printed})
}

func (w *work) pdf() error {
	_, err := pdf.Write(io.Discard, w.forms, pdf.Meta{Title: "bench", Printed: months.Printed}, w.fonts)
	return err
}

// streamed is excelize writing the same cells row after row, no looks, no formulas.
func (w *work) streamed() error {
	book := excelize.NewFile()
	defer book.Close()
	for i, rows := range w.sheets {
		name := fmt.Sprint("Sheet", i+1)
		if i > 0 {
			if _, err := book.NewSheet(name); err != nil {
				return err
			}
		}
		out, err := book.NewStreamWriter(name)
		if err != nil {
			return err
		}
		for r, row := range rows {
			if err := out.SetRow(fmt.Sprint("A", r+1), row); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return book.Write(io.Discard)
}

// drawn is gofpdf drawing the same texts on as many pages, with the same fonts, wherever they come to stand.
func (w *work) drawn() error {
	out := gofpdf.New("P", "mm", "A4", "")
	for style, name := range map[string]string{"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"} {
		face, err := fs.ReadFile(w.fonts, "LiberationSerif-"+name+".ttf")
		if err != nil {
			return err
		}
		out.AddUTF8FontFromBytes("serif", style, face)
	}
	out.SetAutoPageBreak(false, 0)
	texts := 0
	for _, rows := range w.sheets {
		for _, row := range rows {
			texts += len(row)
		}
	}
	each := texts/w.pages + 1
	n := 0
	for _, rows := range w.sheets {
		for _, row := range rows {
			for _, cell := range row {
				if n%each == 0 {
					out.AddPage()
					out.SetFont("serif", "", 10)
				}
				out.Text(20, 20, fmt.Sprint(cell))
				n++
			}
		}
	}
	return out.Output(io.Discard)
}
