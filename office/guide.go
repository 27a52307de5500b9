package office

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"bieuxa/report"
	"bieuxa/report/pdf"
)

// The quick starts that ship with the program: a commune clerk's, and an office's.
const (
	GuideClerk  = "xa"
	GuideOffice = "co-quan"
)

// GuideIDs are the quick starts in their order.
func GuideIDs() []string { return []string{GuideClerk, GuideOffice} }

// A guide's text, as the window shows it.
type (
	GuideBlock = report.GuideBlock
	GuideRun   = report.GuideRun
	GuideKind  = report.GuideKind
)

// The kinds of a guide's blocks.
const (
	GuideTitle   = report.GuideTitle
	GuideHeading = report.GuideHeading
	GuideText    = report.GuideText
	GuideStep    = report.GuideStep
	GuidePoint   = report.GuidePoint
	GuidePicture = report.GuidePicture
	GuidePage    = report.GuidePage
)

// Guide is a quick start in the office's language, with its pictures.
type Guide struct {
	report.Guide
	ID       string
	pictures fs.FS
}

// Picture is a PNG by the name that a block of the guide has.
func (g *Guide) Picture(name string) ([]byte, error) { return fs.ReadFile(g.pictures, name) }

// Guide reads one of GuideIDs.
func (o *Office) Guide(id string) (*Guide, error) {
	folder, err := fs.Sub(o.cfg.Assets, "guide")
	if err != nil {
		return nil, err
	}
	source, err := fs.ReadFile(folder, id+"."+o.words.Lang()+".md")
	if err != nil {
		return nil, err
	}
	read, err := report.ReadGuide(source)
	return &Guide{Guide: read, ID: id, pictures: folder}, err
}

// GuideFile is the name of a guide's PDF.
func (o *Office) GuideFile(id string) string { return o.words.UI("guide.file-"+id, nil) + ".pdf" }

// guideDay stands in the guides' PDFs: they are the same bytes whenever they are made.
func guideDay() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }

// PrintGuide writes a quick start as a PDF to the path.
func (o *Office) PrintGuide(ctx context.Context, id, path string) error {
	g, err := o.Guide(id)
	if err != nil {
		return err
	}
	fonts, err := o.fonts()
	if err != nil {
		return err
	}
	meta := pdf.GuideMeta{Meta: pdf.Meta{Title: g.Title(), Author: o.words.UI("window.title", nil), Printed: guideDay()}, Fonts: fonts, Pictures: g.pictures,
		Foot: func(page, of int) string {
			return o.words.UI("guide.foot", map[string]string{"title": g.Title(), "page": strconv.Itoa(page), "of": strconv.Itoa(of)})
		}}
	return writeBeside(path, func(w io.Writer) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := pdf.WriteGuide(w, g.Guide, meta)
		return err
	})
}

// PrintGuides writes all quick starts into a folder, which is made, and returns their paths.
func (o *Office) PrintGuides(ctx context.Context, dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", dir)
	}
	var out []string
	for _, id := range GuideIDs() {
		path := filepath.Join(dir, o.GuideFile(id))
		if err := o.PrintGuide(ctx, id, path); err != nil {
			return out, err
		}
		out = append(out, path)
	}
	return out, nil
}
