package months

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// WriteDistrict puts the filled returns of the sample district's own units for the period into the folder, as
// they would send them.
func (g *Generator) WriteDistrict(ctx context.Context, p ntm.Period, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	from, to, err := ntm.Cut{}.Days(p)
	if err != nil {
		return err
	}
	plain, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		return err
	}
	for _, u := range g.sample.Units() {
		if err := ctx.Err(); err != nil {
			return err
		}
		def, err := plain.Bind(g.set, string(u.Kind), to)
		if err != nil {
			return err
		}
		r, err := g.sample.Return(def, u, p)
		if err != nil {
			return err
		}
		t := xlsx.Template{Def: def, Unit: u, Period: p, From: from, To: to, SetID: g.set.ID, SetTitle: g.set.Title,
			Words: g.words, Values: r, Sample: true, Printed: Printed}
		path := filepath.Join(dir, fmt.Sprintf("%s %s %s.xlsx", u.Code, u.Name, p))
		if err := filled.WriteFile(path, func(w io.Writer) error { return xlsx.WriteTemplate(w, t) }); err != nil {
			return err
		}
	}
	return nil
}
