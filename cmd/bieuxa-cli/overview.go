package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

// overviewJSON is what overview --json prints.
type overviewJSON struct {
	Period   string              `json:"period"`
	From     string              `json:"from"`
	To       string              `json:"to"`
	Parent   string              `json:"parent"`
	Due      string              `json:"due"`
	Expected int                 `json:"expected"`
	Received int                 `json:"received"`
	Clean    int                 `json:"clean"`
	Explain  int                 `json:"explain"`
	Blocked  int                 `json:"blocked"`
	Returned int                 `json:"returned"`
	Missing  int                 `json:"missing"`
	Excluded int                 `json:"excluded"`
	Late     []office.UnitName   `json:"late"`
	SentLate []office.UnitName   `json:"sent_late"`
	Criteria overviewCriteria    `json:"criteria"`
	Figures  []comparedJSON      `json:"figures"`
	Series   []pointJSON         `json:"series"`
	Matrix   []matrixJSON        `json:"matrix"`
	Overdue  []overdueOfficeJSON `json:"overdue"`
}

type overviewCriteria struct {
	Met           int    `json:"met"`
	Possible      int    `json:"possible"`
	Average       string `json:"average"`
	UnitsReported int    `json:"units_reported"`
	UnitsExpected int    `json:"units_expected"`
	Before        string `json:"before"`
	YearStart     string `json:"year_start"`
}

// comparedJSON is a measure at several times.
type comparedJSON struct {
	Figure         string `json:"figure"`
	Name           string `json:"name"`
	Now            string `json:"now"`
	Before         string `json:"before"`
	YearStart      string `json:"year_start"`
	YearAgo        string `json:"year_ago"`
	Change         string `json:"change"`
	SinceYearStart string `json:"since_year_start"`
	SinceYearAgo   string `json:"since_year_ago"`
	UnitsReported  int    `json:"units_reported"`
	UnitsExpected  int    `json:"units_expected"`
}

type pointJSON struct {
	Period        string `json:"period"`
	UnitsReported int    `json:"units_reported"`
	UnitsExpected int    `json:"units_expected"`
	Met           string `json:"met"`
	Average       string `json:"average"`
	Set           string `json:"set"`
}

// matrixJSON is one commune's row; an empty list of statuses: it has not reported.
type matrixJSON struct {
	Unit     string   `json:"unit"`
	Name     string   `json:"name"`
	Statuses []string `json:"statuses"`
}

type overdueOfficeJSON struct {
	Office string            `json:"office"`
	Steps  []overdueStepJSON `json:"steps"`
}

type overdueStepJSON struct {
	Unit      string `json:"unit"`
	Criterion string `json:"criterion"`
	Content   string `json:"content"`
	Due       string `json:"due"`
	Sheet     string `json:"sheet"`
	Cell      string `json:"cell"`
}

func (c *command) overview() *cobra.Command {
	return c.periodCommand("overview BOOK --period P", "tổng quan của kỳ: nộp báo cáo, các số chính, mười hai tháng",
		func(ctx context.Context, b *office.Book, p ntm.Period) error {
			t, err := b.Turnout(ctx, p)
			if err != nil {
				return err
			}
			v, err := b.Overview(ctx, p)
			if err != nil {
				return err
			}
			series, err := b.Series(ctx, p)
			if err != nil {
				return err
			}
			c.spoiled(v.Findings)
			if c.json {
				return writeJSON(c.out, c.overviewJSON(t, v, series))
			}
			c.printOverview(t, v, series)
			return nil
		})
}

// spoiled ends the command with the code for findings that block, if totals disagree.
func (c *command) spoiled(fs []ntm.Finding) {
	for i := range fs {
		if fs[i].Severity == ntm.Block {
			c.code = exitBlocked
		}
	}
}

func (c *command) overviewJSON(t *office.Turnout, v *office.Overview, series []office.Point) overviewJSON {
	cr := v.Criteria
	out := overviewJSON{Period: t.Period.String(), From: t.From.String(), To: t.To.String(), Parent: t.Parent.Code, Due: t.Due.String(),
		Expected: t.Expected, Received: t.Received, Clean: t.Clean, Explain: t.Explain, Blocked: t.Blocked, Returned: t.Returned,
		Missing: t.Missing, Excluded: t.Excluded, Late: office.UnitNames(t.Late), SentLate: office.UnitNames(t.SentLate),
		Criteria: overviewCriteria{cr.Met, cr.Possible, office.Rounded(cr.Average(), 2), cr.Reported, cr.Expected, cr.Before.String(), cr.YearStart.String()},
		Figures:  []comparedJSON{}, Series: []pointJSON{}, Matrix: []matrixJSON{}, Overdue: []overdueOfficeJSON{}}
	for i := range v.Figures {
		f := &v.Figures[i]
		out.Figures = append(out.Figures, c.comparedJSON(f.Family+"."+f.Measure, &f.Compared, f.Places))
	}
	for _, pt := range series {
		out.Series = append(out.Series, pointJSON{pt.Period.String(), pt.Reported, pt.Expected, pt.Met.String(), office.Rounded(pt.Average, 2), pt.Set})
	}
	for i := range cr.Units {
		l := &cr.Units[i]
		row := matrixJSON{Unit: l.Line.Unit.Code, Name: l.Line.Unit.Name, Statuses: []string{}}
		for _, s := range l.Statuses {
			row.Statuses = append(row.Statuses, s.String())
		}
		out.Matrix = append(out.Matrix, row)
	}
	for _, o := range v.Overdue {
		one := overdueOfficeJSON{Office: o.Office}
		for _, s := range o.Steps {
			one.Steps = append(one.Steps, overdueStepJSON{s.Unit.Code, s.Criterion, s.Content, s.Due.String(), s.Place.Sheet, s.Place.Cell})
		}
		out.Overdue = append(out.Overdue, one)
	}
	return out
}

func (c *command) comparedJSON(figure string, x *ntm.Compared, places int) comparedJSON {
	text := func(n ntm.Num) string { return office.Rounded(n, int32(places)) }
	return comparedJSON{figure, c.words("family." + figure), text(x.Now.Num), text(x.Before.Num), text(x.YearStart.Num), text(x.YearAgo.Num),
		text(x.Change()), text(x.SinceYearStart()), text(x.SinceYearAgo()), x.Now.Reported, x.Now.Expected}
}

func (c *command) printOverview(t *office.Turnout, v *office.Overview, series []office.Point) {
	n := func(i int) string { return fmt.Sprint(i) }
	c.say("cli.overview-turnout", "parent", t.Parent.Name, "period", t.Period.VN(), "from", t.From.VN(), "to", t.To.VN(),
		"received", n(t.Received), "expected", n(t.Expected), "clean", n(t.Clean), "explain", n(t.Explain), "blocked", n(t.Blocked),
		"returned", n(t.Returned), "missing", n(t.Missing))
	c.say("cli.overview-late", "due", t.Due.VN(), "late", n(len(t.Late)), "sent_late", n(len(t.SentLate)))
	cr := v.Criteria
	c.say("cli.criteria", "met", n(cr.Met), "possible", n(cr.Possible), "average", c.number(cr.Average(), 2), "n", n(cr.Reported),
		"of", n(cr.Expected), "before", c.number(cr.Before, 0), "start", c.number(cr.YearStart, 0))
	for i := range v.Figures {
		f := &v.Figures[i]
		c.say("cli.overview-figure", "name", c.words("family."+f.Family+"."+f.Measure), "now", c.number(f.Now.Num, f.Places),
			"before", c.number(f.Before.Num, f.Places), "start", c.number(f.YearStart.Num, f.Places), "n", n(f.Now.Reported), "of", n(f.Now.Expected))
	}
	for _, pt := range series {
		c.say("cli.overview-month", "period", pt.Period.VN(), "average", c.number(pt.Average, 2), "n", n(pt.Reported), "of", n(pt.Expected))
	}
	c.say("cli.overview-overdue", "n", n(v.OverdueSteps()))
}

// tableJSON is what table --json prints.
type tableJSON struct {
	Period        string                `json:"period"`
	Parent        string                `json:"parent"`
	Family        string                `json:"family"`
	UnitsReported int                   `json:"units_reported"`
	UnitsExpected int                   `json:"units_expected"`
	Missing       []office.UnitName     `json:"missing"`
	Excluded      []office.ExcludedUnit `json:"excluded"`
	Total         []comparedJSON        `json:"total"`
	Units         []tableUnitJSON       `json:"units"`
}

type tableUnitJSON struct {
	Unit     string         `json:"unit"`
	Name     string         `json:"name"`
	Reported bool           `json:"reported"`
	Figures  []comparedJSON `json:"figures"`
}

func (c *command) table() *cobra.Command {
	var period, family string
	cmd := &cobra.Command{Use: "table BOOK --period P --family ID", Short: "một nhóm số liệu theo đơn vị, so với các kỳ trước",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, true, func() error { return given("--family, ví dụ --family ho_ngheo", family) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				t, err := b.FamilyTable(ctx, p, family)
				if err != nil {
					return err
				}
				c.spoiled(t.Findings)
				if c.json {
					return writeJSON(c.out, c.tableJSON(t))
				}
				return c.printTable(t)
			})}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	cmd.Flags().StringVar(&family, "family", "", "`nhóm` số liệu: tieu_chi, ho_ngheo, nguon_luc, no_dong, ocop, thon, lo_trinh, cong_nhan")
	return cmd
}

func (c *command) tableJSON(t *office.FamilyTable) tableJSON {
	cells := func(all []ntm.Compared) []comparedJSON {
		out := []comparedJSON{}
		for i := range all {
			m := &t.Family.Measures[i]
			out = append(out, c.comparedJSON(t.Family.ID+"."+m.ID, &all[i], m.Places))
		}
		return out
	}
	out := tableJSON{Period: t.Period.String(), Parent: t.Parent.Code, Family: t.Family.ID, UnitsReported: t.Reported, UnitsExpected: t.Expected,
		Missing: office.UnitNames(t.Missing), Excluded: []office.ExcludedUnit{}, Total: cells(t.Total), Units: []tableUnitJSON{}}
	for _, x := range t.Excluded {
		out.Excluded = append(out.Excluded, office.ExcludedUnit{Unit: x.Unit.Code, Name: x.Unit.Name, Reason: x.Reason})
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		out.Units = append(out.Units, tableUnitJSON{r.Unit.Code, r.Unit.Name, r.Reported, cells(r.Cells)})
	}
	return out
}

func (c *command) printTable(t *office.FamilyTable) error {
	c.say("cli.table", "family", c.words("family."+t.Family.ID), "parent", t.Parent.Name, "period", t.Period.VN(),
		"n", fmt.Sprint(t.Reported), "of", fmt.Sprint(t.Expected))
	for i := range t.Family.Measures {
		m := &t.Family.Measures[i]
		fmt.Fprintln(c.out)
		c.say("cli.table-measure", "name", c.words("family."+t.Family.ID+"."+m.ID))
		w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', tabwriter.AlignRight)
		line := func(code, name string, x *ntm.Compared) {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", code, name, c.number(x.Now.Num, m.Places), c.number(x.Before.Num, m.Places),
				c.number(x.YearStart.Num, m.Places), c.number(x.YearAgo.Num, m.Places), c.number(x.Change(), m.Places))
		}
		for j := range t.Rows {
			line(t.Rows[j].Unit.Code, t.Rows[j].Unit.Name, &t.Rows[j].Cells[i])
		}
		line("", c.words("cli.table-total"), &t.Total[i])
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}
