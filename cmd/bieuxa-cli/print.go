package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"bieuxa/ntm"
	"bieuxa/office"
)

// say prints one line in the language asked for.
func (c *command) say(id string, facts ...string) {
	fmt.Fprintln(c.out, c.words(id, facts...))
}

func (c *command) words(id string, facts ...string) string {
	m := map[string]string{}
	for i := 0; i+1 < len(facts); i += 2 {
		m[facts[i]] = facts[i+1]
	}
	return c.w.UI(id, m)
}

func (c *command) number(n ntm.Num, places int) string {
	if !n.OK {
		return "…"
	}
	if c.lang == "en" {
		return ntm.FormatEN(n.D, places)
	}
	return ntm.FormatVN(n.D, places)
}

func (c *command) printBook(cmd *cobra.Command, b *office.Book, n office.NewBook) error {
	members, err := b.Units(cmd.Context())
	if err != nil {
		return err
	}
	rural := 0
	for _, u := range members {
		if u.Kind.Rural() {
			rural++
		}
	}
	if c.json {
		out := struct {
			Book   string            `json:"book"`
			Parent string            `json:"parent"`
			Name   string            `json:"parent_name"`
			Set    string            `json:"set"`
			On     string            `json:"on"`
			Units  []office.UnitName `json:"units"`
			Xa     int               `json:"xa"`
		}{b.Path(), b.Parent().Code, b.Parent().Name, n.Set, b.Meta().On, []office.UnitName{}, rural}
		for _, u := range members {
			out.Units = append(out.Units, office.UnitName{Unit: u.Code, Name: u.Name})
		}
		return writeJSON(c.out, out)
	}
	c.say("cli.book", "path", b.Path(), "parent", b.Parent().Name, "units", fmt.Sprint(len(members)), "rural", fmt.Sprint(rural))
	return nil
}

func (c *command) printWritten(files []string) error {
	if c.json {
		if files == nil {
			files = []string{}
		}
		return writeJSON(c.out, map[string][]string{"written": files})
	}
	if len(files) > 12 {
		c.say("cli.written", "n", fmt.Sprint(len(files)), "first", files[0], "last", files[len(files)-1])
		return nil
	}
	for _, f := range files {
		fmt.Fprintln(c.out, f)
	}
	return nil
}

// verdictLine prints what became of one file; it is printed once the file is on disk.
func (c *command) verdictLine(v *office.Verdict) {
	if !c.json {
		fmt.Fprintln(c.out, c.verdictText(v))
	}
}

func (c *command) verdictText(v *office.Verdict) string {
	if v.Problem != nil {
		what, hint := c.w.Problem(v.Problem.ID, v.Problem.Facts)
		return c.words("cli.refused", "file", v.File, "what", what, "hint", hint)
	}
	if v.Submission != nil {
		return c.words("cli.submission", "file", v.File, "text", v.Submission.Text(v.UnitName, !v.Submission.Compared && !v.Submission.Passed, c.w))
	}
	id := "cli." + v.Verdict
	switch {
	case v.Version == 0:
		id = "cli.checked-" + v.Verdict
	case v.Same:
		id += "-same"
	case v.Version > 1:
		id += "-again"
	}
	return c.words(id, "file", v.File, "unit_name", v.UnitName, "version", fmt.Sprint(v.Version), "block", fmt.Sprint(v.Block),
		"explain", fmt.Sprint(v.Explain), "note", fmt.Sprint(v.Note), "changes", fmt.Sprint(len(v.Changes)))
}

// printVerdicts prints what became of the files. checked: nothing was stored, the lines are still to be
// printed; the notes of a single file are shown too. failed is what ended the work before its last file, if anything.
func (c *command) printVerdicts(verdicts []office.Verdict, checked bool, failed error) error {
	if failed != nil && len(verdicts) == 0 {
		return failed
	}
	for i := range verdicts {
		if s := verdicts[i].Submission; verdicts[i].Block > 0 || s != nil && len(s.Differs) > 0 {
			c.code = max(c.code, exitBlocked)
		}
		if verdicts[i].Verdict == office.VerdictRefused {
			c.code = exitProblem
		}
	}
	if c.json {
		return errors.Join(writeJSON(c.out, c.verdictsJSON(verdicts, c.w)), failed)
	}
	for i := range verdicts {
		v := &verdicts[i]
		if checked {
			c.verdictLine(v)
		}
		c.printFindings(v, checked && len(verdicts) == 1)
		c.printDifferences(v)
	}
	c.printTotals(verdicts, checked)
	if checked && len(verdicts) > 1 {
		c.say("cli.checked-notes")
	}
	return failed
}

func (c *command) printFindings(v *office.Verdict, notes bool) {
	for j := range v.Findings {
		f := &v.Findings[j]
		if f.Severity == ntm.Note && !notes {
			continue
		}
		fmt.Fprintf(c.out, "  %s %s [%s]\n    %s\n", c.words("severity."+string(f.Severity)), f.Place.String(), f.Key(), c.w.Text(*f))
		if fix := c.w.Fix(*f); fix != "" {
			fmt.Fprintf(c.out, "    → %s\n", fix)
		}
		if f.Explained != "" {
			fmt.Fprintf(c.out, "    %s\n", c.words("cli.explained", "text", f.Explained))
		}
	}
	for _, ch := range v.Changes {
		fmt.Fprintf(c.out, "  %s\n", c.words("cli.change", "label", ch.Label, "was", ch.Was, "now", ch.Now, "cell", ch.Place.Cell, "sheet", ch.Place.Sheet, "file", v.File))
	}
}

func (c *command) printTotals(verdicts []office.Verdict, checked bool) {
	by, n := map[string]int{}, 0
	for i := range verdicts {
		if verdicts[i].Submission == nil { // its returns are told one by one
			by[verdicts[i].Verdict]++
			n++
		}
	}
	id := "cli.totals"
	if checked {
		id = "cli.checked-totals"
	}
	c.say(id, "n", fmt.Sprint(n), "accepted", fmt.Sprint(by[office.VerdictAccepted]),
		"draft", fmt.Sprint(by[office.VerdictDraft]), "refused", fmt.Sprint(by[office.VerdictRefused]))
}

func (c *command) printExplained(f *ntm.Finding) error {
	if c.json {
		return writeJSON(c.out, office.FindingLineOf(f, f.Place.File, "", c.w))
	}
	c.say("cli.kept", "key", f.Key(), "text", f.Explained)
	return nil
}

type boardJSON struct {
	Period   string          `json:"period"`
	Parent   string          `json:"parent"`
	Expected int             `json:"expected"`
	Received int             `json:"received"`
	Clean    int             `json:"clean"`
	Explain  int             `json:"to_explain"`
	Blocked  int             `json:"blocked"`
	Returned int             `json:"returned"`
	Missing  int             `json:"missing"`
	Excluded int             `json:"excluded"`
	Units    []boardUnitJSON `json:"units"`
	Below    []belowJSON     `json:"districts"`
}

type boardUnitJSON struct {
	Unit     string          `json:"unit"`
	Name     string          `json:"name"`
	Standing office.Standing `json:"standing"`
	Version  int             `json:"version"`
	Counted  int             `json:"counted"` // version in the totals, 0: none
	File     string          `json:"file"`
	Received string          `json:"received"`
	Block    int             `json:"block"`
	Explain  int             `json:"explain"`
	Note     int             `json:"note"`
}

func (c *command) printBoard(b *office.Board, below []office.FromBelow) error {
	if c.json {
		out := boardJSON{Period: b.Period.String(), Parent: b.Parent.Code, Expected: b.Expected(), Received: b.Received(),
			Clean: b.Count(office.StandingClean), Explain: b.Count(office.StandingExplain), Blocked: b.Count(office.StandingBlocked),
			Returned: b.Count(office.StandingReturned), Missing: b.Count(office.StandingMissing),
			Excluded: b.Count(office.StandingExcluded), Units: []boardUnitJSON{}, Below: belowOf(below)}
		for i := range b.Lines {
			l := &b.Lines[i]
			out.Units = append(out.Units, boardUnitJSON{l.Unit.Code, l.Unit.Name, l.Standing, l.Version, l.Counted, l.File,
				l.Received, l.Counts.Block, l.Counts.Explain, l.Counts.Note})
		}
		return writeJSON(c.out, out)
	}
	c.say("cli.board", "parent", b.Parent.Name, "period", b.Period.VN(), "from", b.From.VN(), "to", b.To.VN())
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	for i := range b.Lines {
		l := &b.Lines[i]
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", l.Unit.Code, l.Unit.Name, c.words("standing."+string(l.Standing)), l.File)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	c.say("cli.board-totals", "expected", fmt.Sprint(b.Expected()), "received", fmt.Sprint(b.Received()),
		"clean", fmt.Sprint(b.Count(office.StandingClean)), "explain", fmt.Sprint(b.Count(office.StandingExplain)),
		"blocked", fmt.Sprint(b.Count(office.StandingBlocked)), "returned", fmt.Sprint(b.Count(office.StandingReturned)),
		"missing", fmt.Sprint(b.Count(office.StandingMissing)))
	return c.printBelow(c.out, below)
}

func (c *command) printRollUp(ru *ntm.RollUp) error {
	for i := range ru.Findings {
		if ru.Findings[i].Severity == ntm.Block {
			c.code = exitBlocked
		}
	}
	if c.json {
		return writeJSON(c.out, office.FiguresOf(ru, c.w))
	}
	n, of := ru.Count(ntm.Every)
	c.say("cli.rollup", "parent", ru.Parent.Name, "period", ru.Period.VN(), "from", ru.From.VN(), "to", ru.To.VN(),
		"set", ru.Set.Title, "n", fmt.Sprint(n), "of", fmt.Sprint(of))
	if missing := ru.Missing(ntm.Every); len(missing) > 0 {
		var names []string
		for _, u := range missing {
			names = append(names, u.Name)
		}
		c.say("cli.missing", "names", strings.Join(names, ", "))
	}
	if len(ru.Excluded) > 0 {
		var names []string
		for _, x := range ru.Excluded {
			names = append(names, x.Unit.Name+" ("+x.Reason+")")
		}
		c.say("cli.left-out", "names", strings.Join(names, ", "))
	}
	if ru.Set.Unverified != "" {
		fmt.Fprintln(c.out, ru.Set.Unverified)
	}
	cr := ru.Criteria(ntm.Every)
	c.say("cli.criteria", "met", fmt.Sprint(cr.Met), "possible", fmt.Sprint(cr.Possible), "average", c.number(cr.Average(), 2),
		"n", fmt.Sprint(cr.Reported), "of", fmt.Sprint(cr.Expected), "before", c.number(cr.Before, 0), "start", c.number(cr.YearStart, 0))
	for _, b := range cr.Bands {
		c.say("cli.band", "label", b.Band.Label, "n", fmt.Sprint(len(b.Units)))
	}
	c.sayPoverty("cli.poor", ru.Poverty(ntm.PoorRow, ntm.Every))
	c.sayPoverty("cli.near-poor", ru.Poverty(ntm.NearPoorRow, ntm.Every))
	for i := range ru.Findings {
		f := &ru.Findings[i]
		fmt.Fprintf(c.out, "%s [%s] %s\n", c.words("severity."+string(f.Severity)), f.ID, c.w.Text(*f))
	}
	return nil
}

func (c *command) sayPoverty(id string, p ntm.Poverty) {
	c.say(id, "closing", c.number(p.Closing.Num, 0), "households", c.number(p.Households.Num, 0), "rate", c.number(p.Rate, 2),
		"start", c.number(p.YearStart.Num, 0), "n", fmt.Sprint(p.Closing.Reported), "of", fmt.Sprint(p.Closing.Expected))
}

// terminal is a file that may be a person's screen.
type terminal interface {
	io.Writer
	Fd() uintptr
}

// progress shows what is going on, on a terminal; in a pipe it is quiet.
type progress struct {
	w    io.Writer // nil: quiet
	each func(*office.Verdict)
	open bool
}

func (c *command) progress() *progress {
	p := &progress{}
	if f, ok := c.errs.(terminal); ok && term.IsTerminal(int(f.Fd())) {
		p.w = f
	}
	return p
}

func (p *progress) step(i, n int) {
	if p.w != nil {
		fmt.Fprintf(p.w, "\r%d/%d", i, n)
		p.open = true
	}
}

func (p *progress) verdict(i, n int, v *office.Verdict) {
	if p.each != nil {
		p.end()
		p.each(v)
	}
	p.step(i, n)
}

func (p *progress) end() {
	if p.open {
		fmt.Fprint(p.w, "\r          \r")
		p.open = false
	}
}
