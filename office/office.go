// Package office holds the verbs: what a person at a commune or an aggregating office does. The
// window and the command call these and nothing else.
package office

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"bieuxa/ntm"
	"bieuxa/report"
)

// Config is what the office is opened with. Clock and assets come from outside.
type Config struct {
	Assets fs.FS
	Now    func() time.Time
	Who    string // written to the log
	Lang   string // "vi" (default) or "en"
	Home   string // the program's own folder: preferences, communes' own books; may be empty
}

// Office holds the catalogues that ship with the program. It is safe for use by several goroutines.
type Office struct {
	cfg       Config
	units     func() (*ntm.Units, error)
	criteria  *ntm.Criteria
	lexicon   *ntm.Lexicon
	words     *ntm.Words
	commune   *ntm.Definition
	district  *ntm.Definition
	forms     *report.Catalogue
	families  []ntm.Family
	calendar  ntm.Calendar
	catalogue string // version of the checks
	texts     []byte // the definitions and checks as they are, for the books that use them
}

// CommuneReturn and DistrictReturn are the ids of the returns that ship with the program.
const (
	CommuneReturn  = "xa-thang"
	DistrictReturn = "huyen-ntm"
)

// Open loads the catalogues. An error is a fault in the assets.
func Open(cfg Config) (*Office, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Lang == "" {
		cfg.Lang = "vi"
	}
	o := &Office{cfg: cfg}
	o.units = sync.OnceValues(func() (*ntm.Units, error) { return ntm.LoadUnits(cfg.Assets) })
	var g errgroup.Group // a program that is being started should not wait for one file after another
	g.Go(func() (err error) { o.criteria, err = ntm.LoadCriteria(cfg.Assets); return err })
	g.Go(func() (err error) { o.lexicon, err = ntm.LoadLexicon(cfg.Assets); return err })
	g.Go(func() (err error) { o.words, err = ntm.LoadWords(cfg.Assets, cfg.Lang); return err })
	g.Go(func() (err error) { o.commune, err = ntm.LoadDefinition(cfg.Assets, CommuneReturn); return err })
	g.Go(func() (err error) { o.district, err = ntm.LoadDefinition(cfg.Assets, DistrictReturn); return err })
	g.Go(func() (err error) { o.forms, err = report.LoadCatalogue(cfg.Assets); return err })
	g.Go(func() (err error) { o.calendar, err = ntm.LoadCalendar(cfg.Assets); return err })
	err := g.Wait()
	if err != nil {
		return nil, err
	}
	if o.families, err = ntm.LoadFamilies(cfg.Assets, o.commune); err != nil {
		return nil, err
	}
	o.catalogue, o.texts, err = catalogueOf(cfg.Assets, o.commune)
	return o, err
}

// catalogueOf names the definitions and checks by their text, so that findings tell which rules made
// them, and returns that text, each file under a line with its name.
func catalogueOf(fsys fs.FS, def *ntm.Definition) (version string, texts []byte, err error) {
	for _, pattern := range []string{"returns/*.yaml", "checks/*/*.yaml"} {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			return "", nil, err
		}
		for _, name := range names {
			b, err := fs.ReadFile(fsys, name)
			if err != nil {
				return "", nil, err
			}
			texts = append(texts, "# "+name+"\n"...)
			texts = append(texts, b...)
		}
	}
	sum := sha256.Sum256(texts)
	return fmt.Sprintf("%s/%d/%s", def.ID, def.Version, hex.EncodeToString(sum[:])[:12]), texts, nil
}

// Words are the sentences of the office's language.
func (o *Office) Words() *ntm.Words { return o.words }

// Now is the office's clock.
func (o *Office) Now() time.Time { return o.cfg.Now() }

// Criteria and Units are the catalogues that ship with the program.
func (o *Office) Criteria() *ntm.Criteria       { return o.criteria }
func (o *Office) Units() (*ntm.Units, error)    { return o.units() }
func (o *Office) Definition() *ntm.Definition   { return o.commune }
func (o *Office) DistrictForm() *ntm.Definition { return o.district }
