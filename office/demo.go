package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// Demo is what the demonstration made.
type Demo struct {
	Book      string
	Templates string // folder of blank templates for the period
	Returns   string // folder of filled returns for the period
	Forms     []string
	Period    ntm.Period
	Verdicts  []Verdict
}

// demoBook is the sample book's file name.
const demoBook = "quan-hoa-2020.bieuxa"

// Demo runs the whole work of the sample district's year into a folder: blank templates, filled
// returns, import with all checks, roll-up, forms. An earlier demonstration there is replaced; a book
// that is not a sample is left alone.
func (o *Office) Demo(ctx context.Context, dir string, step func(i, n int)) (*Demo, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	sample, err := ntm.LoadSample(o.cfg.Assets)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, problem(ProblemFolder, err, "path", dir)
	}
	path := filepath.Join(dir, demoBook)
	if err := o.clearSample(ctx, path); err != nil {
		return nil, err
	}
	periods := sample.Periods()
	_, to, err := ntm.Cut{}.Days(periods[0])
	if err != nil {
		return nil, err
	}
	day := to.AddDays(2)
	o = o.at(func() time.Time {
		return time.Date(day.Year, time.Month(day.Month), int(day.Day), 8, 0, 0, 0, vietNam)
	})
	b, err := o.Create(ctx, path, NewBook{Parent: sample.Units()[0].Parent, Set: sample.Set().ID, On: to, Sample: true})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	d := &Demo{Book: path, Period: periods[len(periods)-1]}
	for i, p := range periods {
		if _, to, err = b.meta.Cut.Days(p); err != nil {
			return nil, err
		}
		day = to.AddDays(2) // the returns come in on the day they were signed
		if d.Returns, err = b.writeSample(ctx, sample, p, filepath.Join(dir, "returns", p.String())); err != nil {
			return nil, err
		}
		if p == d.Period {
			d.Templates = filepath.Join(dir, "templates", p.String())
			if _, err := b.Issue(ctx, p, d.Templates, "", nil); err != nil {
				return nil, err
			}
		}
		if d.Verdicts, err = b.Import(ctx, p, []string{d.Returns}, nil); err != nil {
			return nil, err
		}
		if step != nil {
			step(i+1, len(periods))
		}
	}
	exported, err := b.Export(ctx, ExportRequest{Period: d.Period, Dir: filepath.Join(dir, "forms"), Workbook: true, PDF: true})
	if err != nil {
		return nil, err
	}
	d.Forms = exported.Files
	return d, nil
}

// at is the office with another clock: what happens in the sample year bears the days of that year.
func (o *Office) at(now func() time.Time) *Office {
	other := *o
	other.cfg.Now = now
	return &other
}

// clearSample removes an earlier sample book, and nothing else.
func (o *Office) clearSample(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	b, err := o.OpenBook(ctx, path, false)
	if err != nil {
		return err
	}
	sample, held := b.meta.Sample, b.writable()
	if err := b.Close(); err != nil {
		return b.stored(err)
	}
	if held != nil {
		return held
	}
	if !sample {
		return problem(ProblemSample, nil, "path", path)
	}
	if err := os.Remove(path); err != nil {
		return problem(ProblemFolder, err, "path", path)
	}
	return nil
}

// writeSample writes the filled returns of a period, as the units would send them.
func (b *Book) writeSample(ctx context.Context, sample *ntm.Sample, p ntm.Period, dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", problem(ProblemFolder, err, "path", dir)
	}
	m, err := b.period(ctx, p)
	if err != nil {
		return "", err
	}
	for i := range m.members {
		u := &m.members[i]
		t, err := b.templateFor(m, u)
		if err != nil {
			return "", err
		}
		if t.Values, err = sample.Return(t.Def, u.Unit, p); err != nil {
			return "", fmt.Errorf("sample of %s: %w", u.Code, err)
		}
		path := filepath.Join(dir, templateName(u.Unit, p))
		if err := writeBeside(path, func(w io.Writer) error { return xlsx.WriteTemplate(w, t) }); err != nil {
			return "", err
		}
	}
	return dir, nil
}
