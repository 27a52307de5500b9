package report

import (
	"errors"
	"fmt"

	"bieuxa/ntm"
)

// ExplainedWarning is a warning of a return that is counted, and why its figure stands all the same.
type ExplainedWarning struct {
	Unit    ntm.Unit
	Period  ntm.Period // of the return: a month of the longer period
	Place   ntm.Place
	Check   string // id in the catalogue of checks
	About   string // what the check asks about
	Warning string // the sentence
	Because string
}

// Key names the explanation within the period: it stays the same from export to export.
func (e *ExplainedWarning) Key() string {
	return e.Unit.Code + "." + e.Period.String() + "." + e.Check + "." + e.Place.Cell
}

// AnnexWording is how the appendix of explanations is worded.
type AnnexWording struct {
	No       string            `yaml:"no"`
	Title    string            `yaml:"title"`
	Issued   string            `yaml:"issued"`
	Reported string            `yaml:"reported"` // {n} warnings of {units} units
	Headings map[string]string `yaml:"headings"`
	Weighty  []string          `yaml:"weighty"` // ids of checks, the weightiest first; the others follow
}

// ExplanationsForm is the id of the appendix of explanations.
const ExplanationsForm = "giai-trinh"

func (a *AnnexWording) verify() error {
	for _, key := range []string{"no", "unit", "place", "warning", "because"} {
		if a.Headings[key] == "" {
			return fmt.Errorf("heading %q is missing", key)
		}
	}
	if a.No == "" || a.Title == "" {
		return errors.New("number or title is missing")
	}
	return nil
}

// Explanations is the appendix of the warnings that units explained.
func (w *Wording) Explanations(ru *ntm.RollUp, ctx Context, all []ExplainedWarning) (Form, error) {
	a := &w.Annex
	f := Form{
		ID: ExplanationsForm, No: a.No, Issued: a.Issued, Title: a.Title, Reporter: ctx.Office, Receiver: ctx.Receiver, Sample: ctx.Sample,
		Subtitle:    fmt.Sprintf("Kỳ báo cáo: %s (từ ngày %s đến ngày %s)", ru.Period.VN(), day(ru.From), day(ru.To)),
		Cutoff:      fmt.Sprintf("(Số liệu tính đến ngày %s)", day(ru.To)),
		Orientation: Landscape, NameColumns: 2, Signatures: signatures(ctx),
		Columns: []Column{
			{Key: "no", Heading: []string{a.Headings["no"]}, Label: "A", Width: 10, Align: AlignCenter},
			{Key: "unit", Heading: []string{a.Headings["unit"]}, Label: "B", Width: 34},
			{Key: "place", Heading: []string{a.Headings["place"]}, Width: 34},
			{Key: "warning", Heading: []string{a.Headings["warning"]}, Width: 92},
			{Key: "because", Heading: []string{a.Headings["because"]}, Width: 82},
		},
	}
	names := ru.Names()
	for i, e := range all {
		place := ntm.Place{Sheet: e.Place.Sheet, Cell: e.Place.Cell}.String()
		if e.Period != ru.Period {
			place = e.Period.VN() + ", " + place
		}
		name := names[e.Unit.Code]
		if name == "" {
			name = e.Unit.Name
		}
		f.Rows = append(f.Rows, Row{Cells: []Cell{count(i + 1), text(name), text(place), text(e.Warning), text(e.Because)}})
	}
	if err := f.Check(); err != nil {
		return Form{}, fmt.Errorf("building form %s: %w", ExplanationsForm, err)
	}
	return f, nil
}
