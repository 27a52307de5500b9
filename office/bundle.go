package office

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"bieuxa/ntm"
	"bieuxa/store"
)

// bundle is what a submission workbook carries for the office above: the returns it was made from, each with its own
// file and what was added to it here, and the figures that the workbook states. docs/submission.md describes it.
type bundle struct {
	Schema   int    `json:"schema"`
	Made     string `json:"made"` // RFC 3339
	Office   string `json:"office"`
	Parent   string `json:"parent"` // code of the unit that submits
	Name     string `json:"parent_name"`
	Level    string `json:"parent_level"`
	Set      string `json:"set"` // id of the national criteria set
	Period   string `json:"period"`
	From     string `json:"from"` // ISO dates
	To       string `json:"to"`
	Rules    string `json:"rules"` // version of the checks that ran
	Code     string `json:"code,omitempty"`
	Expected int    `json:"units_expected"`

	Totals   Digest        `json:"totals"`
	Returns  []bundled     `json:"returns"` // by period and unit
	Excluded []bundledOut  `json:"excluded,omitempty"`
	Missing  []bundledUnit `json:"missing,omitempty"`

	files map[string][]byte // by SHA-256, hex
}

// bundled is one return: its file, and what the office added.
type bundled struct {
	Unit     string       `json:"unit"`
	UnitName string       `json:"unit_name"`
	Period   string       `json:"period"`
	Version  int          `json:"version"`
	File     string       `json:"file"` // SHA-256, hex
	FileName string       `json:"file_name"`
	Received string       `json:"received"` // RFC 3339
	Sent     string       `json:"sent,omitempty"`
	Verdict  string       `json:"verdict"`
	Edits    []bundledFix `json:"edits,omitempty"`
	Reasons  []bundledWhy `json:"explanations,omitempty"`
	Mapping  *ntm.Mapping `json:"mapping,omitempty"` // how the file is read, if not by the template's headings
}

// bundledFix is one cell typed over the file.
type bundledFix struct {
	Step  int    `json:"step"`
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	Was   string `json:"was"`
	Typed string `json:"typed"`
	Kind  string `json:"kind"`
	Value string `json:"value"`
	Who   string `json:"who"`
	At    string `json:"at"`
}

// bundledWhy is the reason given for a finding; it holds while the figure is the same.
type bundledWhy struct {
	Key  string `json:"key"`
	Saw  string `json:"saw"`
	Text string `json:"text"`
	Who  string `json:"who"`
	At   string `json:"at"`
}

type bundledUnit struct {
	Unit string `json:"unit"`
	Name string `json:"name"`
}

type bundledOut struct {
	bundledUnit
	Reason string `json:"reason"`
}

const (
	bundleSchema   = 2          // 2: returns read with a mapping
	bundlePlain    = 1          // what is written as long as there are none, for offices with an older program
	bundleList     = "goi.json" // in the archive; the files lie beside it
	bundleFolder   = "tep/"
	maxBundled     = 2000      // returns in a submission
	maxBundleList  = 24 << 20  // bytes of the list
	maxBundleFiles = 160 << 20 // bytes of all files together
)

// Problems of a submission. Those of its hidden sheet come from xlsx.
const (
	ProblemSubmissionDamaged = "submission.damaged"
	ProblemSubmissionNewer   = "submission.newer"
	ProblemSubmissionLarge   = "submission.too-large"
	ProblemSubmissionPeriod  = "submission.period"
	ProblemSubmissionUnit    = "submission.unit"
	ProblemSubmissionSet     = "submission.set"
	ProblemSubmissionOlder   = "submission.older"
	ProblemSubmissionEmpty   = "submission.empty"
	ProblemSubmissionInside  = "submission.inside"
)

// pack writes the bundle as an archive: the same bundle gives the same bytes.
func (bd *bundle) pack() ([]byte, error) {
	list, err := json.Marshal(bd)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name string, body []byte) error {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(body)
		}
		return err
	}
	if err := add(bundleList, list); err != nil {
		return nil, err
	}
	written := map[string]bool{}
	for _, r := range bd.Returns {
		if written[r.File] {
			continue
		}
		written[r.File] = true
		if err := add(bundleFolder+r.File+".xlsx", bd.files[r.File]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// unpack reads a bundle and proves each of its files. Whatever is wrong with it is a Problem.
func unpack(body []byte) (*bundle, error) {
	bad := func(err error) error { return problem(ProblemSubmissionDamaged, err) }
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, bad(err)
	}
	if len(z.File) > maxBundled+1 {
		return nil, problem(ProblemSubmissionLarge, nil)
	}
	parts := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		if parts[f.Name] != nil {
			return nil, bad(fmt.Errorf("part %s twice", f.Name))
		}
		parts[f.Name] = f
	}
	list, err := inflate(parts[bundleList], maxBundleList)
	if err != nil {
		return nil, err
	}
	var head struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(list, &head); err != nil || head.Schema < 1 {
		return nil, bad(err)
	}
	if head.Schema > bundleSchema {
		return nil, problem(ProblemSubmissionNewer, nil, "schema", strconv.Itoa(head.Schema))
	}
	bd := &bundle{files: map[string][]byte{}}
	if err := json.Unmarshal(list, bd); err != nil {
		return nil, bad(err)
	}
	if len(bd.Returns) > maxBundled {
		return nil, problem(ProblemSubmissionLarge, nil)
	}
	return bd, bd.readFiles(parts)
}

func (bd *bundle) readFiles(parts map[string]*zip.File) error {
	left := int64(maxBundleFiles)
	for i := range bd.Returns {
		r := &bd.Returns[i]
		if bd.files[r.File] != nil {
			continue
		}
		body, err := inflate(parts[bundleFolder+r.File+".xlsx"], left)
		if err != nil {
			return err
		}
		if left -= int64(len(body)); store.Hash(body) != r.File {
			return problem(ProblemSubmissionDamaged, fmt.Errorf("file of %s was changed", r.Unit))
		}
		bd.files[r.File] = body
	}
	return nil
}

// inflate reads a part of the archive, up to the limit.
func inflate(f *zip.File, limit int64) ([]byte, error) {
	if f == nil {
		return nil, problem(ProblemSubmissionDamaged, errors.New("a part is missing"))
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, problem(ProblemSubmissionLarge, nil)
	}
	src, err := f.Open()
	if err != nil {
		return nil, problem(ProblemSubmissionDamaged, err)
	}
	defer src.Close()
	body, err := io.ReadAll(io.LimitReader(src, limit+1)) // what the archive states of its sizes may be wrong
	switch {
	case err != nil:
		return nil, problem(ProblemSubmissionDamaged, err)
	case int64(len(body)) > limit:
		return nil, problem(ProblemSubmissionLarge, nil)
	}
	return body, nil
}

// edits are the corrections as the book keeps them; a cell that is none is a Problem.
func (r *bundled) edits() ([]store.Edit, error) {
	out := make([]store.Edit, 0, len(r.Edits))
	for _, e := range r.Edits {
		row, col, ok := CellOf(e.Cell)
		if !ok || row > maxRows || col > maxColumns || e.Kind != "empty" && e.Kind != "number" && e.Kind != "text" {
			return nil, problem(ProblemSubmissionInside, nil, "unit", r.UnitName)
		}
		if _, err := ntm.ParseNum(e.Value); e.Kind == "number" && err != nil {
			return nil, problem(ProblemSubmissionInside, err, "unit", r.UnitName)
		}
		out = append(out, store.Edit{Step: e.Step, Sheet: e.Sheet, Cell: e.Cell, Was: e.Was, Typed: e.Typed, Kind: e.Kind, Value: e.Value,
			Who: e.Who, At: e.At})
	}
	return out, nil
}

// reasons are the explanations as the book keeps them, under the name of the office that took them.
func (r *bundled) reasons(office string) []store.Explanation {
	out := make([]store.Explanation, 0, len(r.Reasons))
	for _, e := range r.Reasons {
		out = append(out, store.Explanation{Unit: r.Unit, Period: r.Period, Key: e.Key, Saw: e.Saw, Text: e.Text, Who: signed(e.Who, office), At: e.At})
	}
	return out
}

// signed is who did something at another office.
func signed(who, office string) string {
	if who == "" {
		return office
	}
	return who + " (" + office + ")"
}

// made is when the bundle was packed; zero if it does not say.
func (bd *bundle) made() time.Time {
	t, _ := time.Parse(time.RFC3339, bd.Made)
	return t
}
