package main

import (
	"encoding/json"
	"io"

	"bieuxa/ntm"
	"bieuxa/office"
)

// The JSON that scripts rely on. Figures are strings with point decimals.

type verdictsJSON struct {
	Files    []fileJSON           `json:"files"`
	Findings []office.FindingLine `json:"findings"`
}

type fileJSON struct {
	File     string       `json:"file"`
	Unit     string       `json:"unit"`
	UnitName string       `json:"unit_name"`
	Period   string       `json:"period"`
	Set      string       `json:"set"`
	Verdict  string       `json:"verdict"`
	Problem  *problemJSON `json:"problem"`
	Block    int          `json:"block"`
	Explain  int          `json:"explain"`
	Note     int          `json:"note"`
	Version  int          `json:"version,omitempty"`
	Same     bool         `json:"same,omitempty"` // the very file was stored before
	Changes  []changeJSON `json:"changes,omitempty"`

	Submission *submissionJSON `json:"submission,omitempty"` // of a workbook from below that carries returns
}

type problemJSON struct {
	ID   string `json:"id"`
	What string `json:"what"`
	Hint string `json:"hint"`
}

type changeJSON struct {
	Table  string `json:"table"`
	Row    string `json:"row"`
	Column string `json:"column"`
	Label  string `json:"label"`
	Was    string `json:"was"`
	Now    string `json:"now"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
}

func (c *command) verdictsJSON(verdicts []office.Verdict, w *ntm.Words) verdictsJSON {
	out := verdictsJSON{Files: []fileJSON{}, Findings: []office.FindingLine{}}
	for i := range verdicts {
		v := &verdicts[i]
		f := fileJSON{File: v.File, Unit: v.Unit, UnitName: v.UnitName, Period: v.Period, Set: v.Set, Verdict: v.Verdict,
			Block: v.Block, Explain: v.Explain, Note: v.Note, Version: v.Version, Same: v.Same}
		f.Submission = submissionOf(v.Submission)
		if v.Problem != nil {
			what, hint := w.Problem(v.Problem.ID, v.Problem.Facts)
			f.Problem = &problemJSON{v.Problem.ID, what, hint}
		}
		for _, ch := range v.Changes {
			f.Changes = append(f.Changes, changeJSON{ch.Table, ch.Row, ch.Column, ch.Label, ch.Was, ch.Now, ch.Place.Sheet, ch.Place.Cell})
		}
		out.Files = append(out.Files, f)
		for j := range v.Findings {
			out.Findings = append(out.Findings, office.FindingLineOf(&v.Findings[j], v.File, v.Period, w))
		}
	}
	return out
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
