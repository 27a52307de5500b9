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
	// Version of the program, as FyneApp.toml writes it; empty where it was not built by make.
	Version string
}

// Office holds the catalogues that ship with the program. It is safe for use by several goroutines.
type Office struct {
	cfg       Config
	units     func() (*ntm.Units, error)
	ready     func() error // waits until the catalogues are there
	criteria  *ntm.Criteria
	lexicon   *ntm.Lexicon
	synonyms  *ntm.Synonyms
	words     *ntm.Words
	suggester func() (*ntm.Suggester, error)
	printed   func() (*ntm.Words, error) // of what is printed
	returns   map[string]*ntm.Definition
	commune   *ntm.Definition
	district  *ntm.Definition
	forms     *report.Catalogue
	wording   *report.Wording // of submissions
	families  []ntm.Family
	calendar  ntm.Calendar
	catalogue string // version of the checks
	memory    *remembered
	texts     []byte // the definitions and checks as they are, for the books that use them
}

// CommuneReturn and DistrictReturn are the ids of the returns that units file unless a set of forms says otherwise.
const (
	CommuneReturn  = "xa-thang"
	DistrictReturn = "huyen-ntm"
)

// Open loads the catalogues. An error is a fault in the assets.
func Open(cfg Config) (*Office, error) {
	o, err := Begin(cfg)
	if err != nil {
		return nil, err
	}
	return o, o.ready()
}

// Begin loads the words and goes on loading the catalogues by itself: a window can be drawn meanwhile. Whatever
// needs the catalogues waits for them.
func Begin(cfg Config) (*Office, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Lang == "" {
		cfg.Lang = "vi"
	}
	o := &Office{cfg: cfg, memory: &remembered{home: cfg.Home}}
	var err error
	if o.words, err = ntm.LoadWords(cfg.Assets, cfg.Lang); err != nil {
		return nil, err
	}
	o.printed = sync.OnceValues(func() (*ntm.Words, error) { return ntm.LoadWords(cfg.Assets, "vi") })
	o.units = sync.OnceValues(func() (*ntm.Units, error) { return ntm.LoadUnits(cfg.Assets) })
	o.suggester = sync.OnceValues(func() (*ntm.Suggester, error) { return ntm.LoadSuggester(cfg.Assets, o.loaded().lexicon) })
	o.ready = sync.OnceValue(o.load)
	go func() { _ = o.ready() }()
	return o, nil
}

// load reads the catalogues side by side: a program that is being started should not wait for one file after
// another.
func (o *Office) load() error {
	var g errgroup.Group
	assets := o.cfg.Assets
	g.Go(func() (err error) { o.criteria, err = ntm.LoadCriteria(assets); return err })
	g.Go(func() (err error) { o.lexicon, err = ntm.LoadLexicon(assets); return err })
	g.Go(func() (err error) { o.synonyms, err = ntm.LoadSynonyms(assets); return err })
	g.Go(func() (err error) { o.returns, err = loadReturns(assets); return err })
	g.Go(func() (err error) { o.forms, err = report.LoadCatalogue(assets); return err })
	g.Go(func() (err error) { o.wording, err = report.LoadWording(assets); return err })
	g.Go(func() (err error) { o.calendar, err = ntm.LoadCalendar(assets); return err })
	if err := g.Wait(); err != nil {
		return err
	}
	o.commune, o.district = o.returns[CommuneReturn], o.returns[DistrictReturn]
	var err error
	if o.families, err = ntm.LoadFamilies(assets, o.commune); err != nil {
		return err
	}
	o.catalogue, o.texts, err = catalogueOf(assets, o.commune)
	return err
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

// printWords are the words of what is printed: Vietnamese, whatever the window speaks.
func (o *Office) printWords() (*ntm.Words, error) {
	if o.words.Lang() == "vi" {
		return o.words, nil
	}
	return o.printed()
}

// Now is the office's clock.
func (o *Office) Now() time.Time { return o.cfg.Now() }

// Version is the program's; empty where it was not built by make.
func (o *Office) Version() string { return o.cfg.Version }

// Criteria and Units are the catalogues that ship with the program.
func (o *Office) Criteria() *ntm.Criteria       { return o.loaded().criteria }
func (o *Office) Units() (*ntm.Units, error)    { return o.units() }
func (o *Office) Definition() *ntm.Definition   { return o.loaded().commune }
func (o *Office) DistrictForm() *ntm.Definition { return o.loaded().district }

// loaded is the office with its catalogues; a fault in them was told by whatever opened a book.
func (o *Office) loaded() *Office {
	_ = o.ready()
	return o
}
