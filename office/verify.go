package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/store"
)

// What VerifyFile and VerifyCode find.
const (
	FileUnaltered = "unaltered"      // the very bytes that the book exported
	FileResaved   = "resaved"        // other bytes, the same figures: another program saved the file again
	FileAppended  = "appended"       // a PDF as exported, with something behind it: as a rule a digital signature
	FileChanged   = "changed"        // exported by the book, and no longer the same
	FileReturn    = "return"         // a unit's paper from its own book, with the figures of the return that this book holds
	FileNotReturn = "return-changed" // the same with other figures
	FileOther     = "other"          // it bears the code of another book
	FileUnknown   = "unknown"        // the book never exported these bytes, nor a file of this name, nor one with this code
	CodeKnown     = "code"           // the book printed this code
)

// Verified is what a book knows of a file that it may have exported, or of a code read off paper.
type Verified struct {
	File        string
	State       string
	Code        string // on the file; empty: none was found
	Period      string // 2020-12
	Unit        string // code of the unit whose figures these are; empty if unknown
	UnitName    string
	Version     string // of the unit's return, on its own paper
	Latest      string // the return's latest version, if it is another
	At          string // RFC 3339: when the file, or the last of its name or code, was exported
	Who         string
	Newer       string       // when a file of this name was exported again since, with other bytes; empty: not
	Files       []string     // exported under the code, the last first
	Aside       []string     // sheets of a workbook that the code does not cover and that were not compared
	Differences []Difference // between the file and what was printed
	Unread      error        // why the file could not be held against what was printed; nil: it was
	Moved       []Movement   // what moved in the book since these figures were exported
}

// Difference is one place in which a file is not what was printed.
type Difference struct {
	Kind   string // see below
	Form   string // id; empty: outside the forms
	No     string // "Biểu 01"
	Row    string // name of the row; empty: outside the table
	Column string // heading of the column
	Sheet  string // of a workbook
	Cell   string // "V12"
	Page   int    // of a PDF, from 1; 0: the file lacks it
	File   string // as the file has it
	Book   string // as the book printed it
}

// Kinds of differences.
const (
	DiffFigure     = "figure"      // a cell of a form's table
	DiffText       = "text"        // a text around it, or of the letter
	DiffRowGone    = "row-gone"    // Book is the row's texts
	DiffRowAdded   = "row-added"   // File is the row's texts
	DiffFormula    = "formula"     // a formula that is not the book's, without a result
	DiffSheetGone  = "sheet-gone"  // a form's sheet, or one beside the forms
	DiffSheetAdded = "sheet-added" // a sheet that the book did not write
	DiffPageGone   = "page-gone"
	DiffPageAdded  = "page-added"
	DiffInk        = "ink"   // a page's texts agree, what is drawn around them does not
	DiffCover      = "cover" // something was laid over a page: a note, a stamp, a field
)

// VerifyFile tells whether a file is as the book exported it, what differs if it is not, and whether the book's
// figures have moved since.
func (b *Book) VerifyFile(ctx context.Context, path string) (*Verified, error) {
	body, err := readFile(path, exportLimit)
	if err != nil {
		return nil, err
	}
	v := &Verified{File: filepath.Base(path), State: FileUnaltered}
	hash := hashOf(body)
	of, known, err := b.store.ExportOf(ctx, hash)
	if err != nil {
		return nil, b.stored(err)
	}
	if !known {
		return v, b.unlike(ctx, v, body)
	}
	last, _, err := b.store.ExportNamed(ctx, of.Name)
	if err != nil {
		return nil, b.stored(err)
	}
	if last.Hash != hash {
		v.Newer = last.At
	}
	return v, b.exportedAs(ctx, v, of)
}

// VerifyCode tells what was exported under a code that was read off paper, and whether the figures have moved since.
func (b *Book) VerifyCode(ctx context.Context, typed string) (*Verified, error) {
	code, err := report.ParseCode(typed)
	if err != nil {
		return nil, problem(whyNoCode(err), err, "code", strings.TrimSpace(typed))
	}
	v := &Verified{State: CodeKnown, Code: code}
	all, err := b.store.ExportsWith(ctx, code)
	if err != nil {
		return nil, b.stored(err)
	}
	if len(all) == 0 {
		v.State = FileUnknown
		return v, nil
	}
	return v, b.exportedAs(ctx, v, all[0])
}

// whyNoCode is the problem with a text that is no code.
func whyNoCode(err error) string {
	switch {
	case errors.Is(err, report.ErrCodeLength):
		return ProblemCodeLength
	case errors.Is(err, report.ErrCodeSign):
		return ProblemCodeSign
	}
	return ProblemCodeMistyped
}

// exportedAs tells when, by whom and of what unit a file was exported, and what moved since.
func (b *Book) exportedAs(ctx context.Context, v *Verified, of store.Export) error {
	v.Period, v.At, v.Who, v.Code = of.Period, of.At, of.Who, of.Code
	if of.Code != "" {
		all, err := b.store.ExportsWith(ctx, of.Code)
		if err != nil {
			return b.stored(err)
		}
		for _, e := range all {
			if !slices.Contains(v.Files, e.Name) {
				v.Files = append(v.Files, e.Name)
			}
		}
		said, err := b.keptEdition(ctx, of.Code)
		if err != nil {
			return err
		}
		if said != nil {
			v.Unit, v.UnitName, v.Version = said.Parent, said.Name, said.Version
		}
	}
	if v.Version != "" {
		return b.latestSince(ctx, v)
	}
	var err error
	v.Moved, err = b.since(ctx, of)
	return err
}

// latestSince tells whether a unit sent another version after the one on its paper.
func (b *Book) latestSince(ctx context.Context, v *Verified) error {
	p, err := ntm.ParsePeriod(v.Period)
	if err != nil {
		return b.stored(err)
	}
	last, err := b.latest(ctx, p, v.Unit)
	if err != nil {
		return nil // the unit's returns were taken back: there is no later one
	}
	if n := strconv.Itoa(last.Version); n != v.Version {
		v.Latest = n
	}
	return nil
}

// Totals are the movements of the whole, without those of single units.
func Totals(all []Movement) []Movement {
	var out []Movement
	for _, m := range all {
		if m.Unit == "" {
			out = append(out, m)
		}
	}
	return out
}

// exportLimit is the largest file that is read to be verified, in bytes.
const exportLimit = 256 << 20

// since is what moved in the period of an export since it was made.
func (b *Book) since(ctx context.Context, of store.Export) ([]Movement, error) {
	p, err := ntm.ParsePeriod(of.Period)
	if err != nil {
		return nil, b.stored(err)
	}
	was, err := ParseDigest(of.Totals)
	if err != nil {
		return nil, b.stored(err)
	}
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	return b.digest(ru).Against(was), nil
}

// written is what left the office at one moment.
type written struct {
	said   *report.Edition
	files  []rendered
	totals string // JSON: the figures in them
	at     time.Time
}

// noteExport keeps what was written, the figures in it and the forms as they were printed.
func (b *Book) noteExport(ctx context.Context, w written) error {
	notes := make([]store.Export, len(w.files))
	for i, f := range w.files {
		notes[i] = store.Export{Period: w.said.Period, Name: filepath.Base(f.path), Hash: hashOf(f.body), Code: f.code.Code,
			At: w.at.UTC().Format(time.RFC3339)}
	}
	if len(notes) == 0 {
		return nil
	}
	notes[0].Totals = w.totals
	if i := slices.IndexFunc(w.files, func(f rendered) bool { return !f.code.Empty() }); i >= 0 {
		if err := b.keepPrinted(ctx, w.said, w.files[i].code.Code, w.files); err != nil {
			return err
		}
	}
	return b.stored(b.store.AddExports(ctx, notes))
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
