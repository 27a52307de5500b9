package office

import "bieuxa/ntm"

// FindingLine is a finding for machines, with its sentence in the language of the office.
type FindingLine struct {
	Key       string        `json:"key"`
	ID        string        `json:"id"`
	Severity  ntm.Severity  `json:"severity"`
	File      string        `json:"file"`
	Unit      string        `json:"unit"`
	Period    string        `json:"period"`
	Sheet     string        `json:"sheet"`
	Cell      string        `json:"cell"`
	Indicator string        `json:"indicator"`
	Saw       string        `json:"saw"`
	Want      string        `json:"want"`
	Text      string        `json:"text"`
	Fix       string        `json:"fix"`
	Operands  []ntm.Operand `json:"operands,omitempty"`
	Explained string        `json:"explained,omitempty"`
}

// FindingLineOf puts a finding of a file into that shape.
func FindingLineOf(f *ntm.Finding, file, period string, w *ntm.Words) FindingLine {
	return FindingLine{Key: f.Key(), ID: f.ID, Severity: f.Severity, File: file, Unit: f.Unit, Period: period,
		Sheet: f.Place.Sheet, Cell: f.Place.Cell, Indicator: f.Indicator, Saw: f.Saw, Want: f.Want,
		Text: w.Text(*f), Fix: w.Fix(*f), Operands: f.Operands, Explained: f.Explained}
}
