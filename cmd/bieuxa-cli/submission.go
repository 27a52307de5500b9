package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"bieuxa/office"
)

// submissionJSON is what became of a workbook from below that carries the returns it was made from.
type submissionJSON struct {
	Made        string           `json:"made"`
	Returns     int              `json:"returns"`
	Accepted    int              `json:"accepted"`
	Draft       int              `json:"draft"`
	Returned    int              `json:"returned"`
	Refused     int              `json:"refused"`
	Same        int              `json:"same"`
	Withdrawn   []string         `json:"withdrawn"`
	Excluded    []string         `json:"excluded"`
	Passed      bool             `json:"passed"`
	Compared    bool             `json:"compared"`
	Differences []movedBelowJSON `json:"differences"`
}

type movedBelowJSON struct {
	Figure   string `json:"figure"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	UnitName string `json:"unit_name"`
	Stated   string `json:"stated"`
	Here     string `json:"here"`
}

func submissionOf(s *office.Submitted) *submissionJSON {
	if s == nil {
		return nil
	}
	out := &submissionJSON{Made: s.Made, Returns: s.Carried, Accepted: s.Accepted, Draft: s.Draft, Returned: s.Returned, Refused: s.Refused, Same: s.Same,
		Withdrawn: append([]string{}, s.Withdrawn...), Excluded: append([]string{}, s.Excluded...), Passed: s.Passed, Compared: s.Compared,
		Differences: []movedBelowJSON{}}
	for _, d := range s.Differs {
		out.Differences = append(out.Differences, movedBelowJSON{d.Key, d.Name, d.Unit, d.UnitName, d.Was, d.Now})
	}
	return out
}

// printDifferences prints where the figures of a submission are not those of the book.
func (c *command) printDifferences(v *office.Verdict) {
	if v.Submission == nil {
		return
	}
	for i := range v.Submission.Differs {
		c.say("cli.submission-difference", "text", v.Submission.DifferenceText(i, c.w))
	}
}

// belowJSON is what a unit between the book's own and its communes has submitted.
type belowJSON struct {
	Unit      string `json:"unit"`
	Name      string `json:"name"`
	File      string `json:"file"`
	Submitted string `json:"submitted_at"`
	Made      string `json:"made"`
	Expected  int    `json:"expected"`
	Received  int    `json:"received"`
	Counted   int    `json:"counted"`
}

func belowOf(all []office.FromBelow) []belowJSON {
	out := []belowJSON{}
	for _, f := range all {
		out = append(out, belowJSON{f.Unit.Code, f.Unit.Name, f.File, f.At, f.Made, f.Expected, f.Received, f.Counted})
	}
	return out
}

func (c *command) printBelow(out io.Writer, all []office.FromBelow) error {
	if len(all) == 0 {
		return nil
	}
	c.say("cli.board-districts")
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, f := range all {
		sent := c.words("cli.board-not-submitted")
		if f.File != "" {
			sent = c.words("cli.board-submitted", "at", office.MomentVN(f.At), "file", f.File)
		}
		facts := []string{"counted", fmt.Sprint(f.Counted), "expected", fmt.Sprint(f.Expected)}
		if f.Received > f.Counted {
			facts = append(facts, "received", fmt.Sprint(f.Received))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.Unit.Code, f.Unit.Name, c.words("cli.board-inside", facts...), sent)
	}
	return w.Flush()
}

type carriedJSON struct {
	Returns int    `json:"returns"`
	Bytes   int    `json:"bytes"`
	Why     string `json:"why,omitempty"` // why none is carried
}

// printExported prints what an export wrote, and what the workbook carries for the office above.
func (c *command) printExported(e *office.Exported) error {
	if c.json {
		return writeJSON(c.out, map[string]any{"written": e.Files, "carried": carriedJSON{e.Carrying.Returns, e.Carrying.Bytes, e.Carrying.Why}})
	}
	if e.Carrying.Why != "" {
		fmt.Fprintln(c.errs, e.Carrying.Why)
	}
	if err := c.printWritten(e.Files); err != nil || e.Carrying.Returns == 0 {
		return err
	}
	c.say("carry.told", "n", fmt.Sprint(e.Carrying.Returns), "size", e.Carrying.Size())
	return nil
}
