package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
)

func (c *command) catalogue(use, short string, print func() error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: exactly(0, ""),
		RunE: func(*cobra.Command, []string) error {
			if _, err := c.office(); err != nil {
				return err
			}
			return print()
		}}
}

type setJSON struct {
	Set        string `json:"set"`
	Title      string `json:"title"`
	Level      string `json:"level"`
	Decision   string `json:"decision"`
	From       string `json:"from"`
	To         string `json:"to"`
	Criteria   int    `json:"criteria"`
	Indicators int    `json:"indicators"`
	Official   int    `json:"official_indicators"`
	Unverified string `json:"unverified,omitempty"`
}

func (c *command) sets() *cobra.Command {
	return c.catalogue("sets", "các bộ tiêu chí", func() error {
		var out []setJSON
		for _, s := range c.o.Criteria().Sets() {
			out = append(out, setJSON{s.ID, s.Title, s.Level, s.Decision, s.From, s.To, s.N(), s.IndicatorCount(), s.OfficialIndicators, s.Unverified})
		}
		for _, ov := range c.o.Criteria().Overlays() {
			base, ok := c.o.Criteria().Set(ov.Base)
			if !ok {
				continue
			}
			s, err := base.With(ov)
			if err != nil {
				return err
			}
			out = append(out, setJSON{s.ID, s.Title, s.Level, s.Decision, s.From, s.To, s.N(), s.IndicatorCount(), 0, s.Unverified})
		}
		if c.json {
			return writeJSON(c.out, map[string]any{"sets": out})
		}
		w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		for _, s := range out {
			id := "cli.set"
			if s.Official > s.Indicators {
				id = "cli.set-unverified"
			}
			fmt.Fprintln(w, c.words(id, "set", s.Set, "criteria", fmt.Sprint(s.Criteria), "indicators", fmt.Sprint(s.Indicators),
				"official", fmt.Sprint(s.Official), "title", s.Title))
		}
		return w.Flush()
	})
}

type unitRowJSON struct {
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Level  string `json:"level"`
	Parent string `json:"parent"`
	From   string `json:"from"`
	To     string `json:"to"`
	Unsure bool   `json:"unsure,omitempty"`
}

func (c *command) units() *cobra.Command {
	var parent, on string
	cmd := c.catalogue("units [--parent CODE] [--on DATE]", "các đơn vị hành chính", func() error {
		units, err := c.o.Units()
		if err != nil {
			return err
		}
		now := c.now()
		day := ntm.NewDate(now.Year(), int(now.Month()), now.Day())
		if on != "" {
			if day, err = ntm.ParseDateISO(on); err != nil {
				return wrongUse("--on %s: ghi như 2020-02-14", on)
			}
		}
		var found []ntm.Unit
		switch {
		case parent == "":
			found = units.All(ntm.LevelProvince, day)
		default:
			if _, ok := units.Find(parent, day); !ok {
				return wrongUse("--parent %s: không có đơn vị này ngày %s", parent, day.VN())
			}
			found = units.Children(parent, ntm.LevelCommune, day)
		}
		if c.json {
			out := []unitRowJSON{}
			for _, u := range found {
				out = append(out, unitRowJSON{u.Code, u.Name, string(u.Kind), string(u.Level), u.Parent, u.From.String(), u.To.String(), u.Unsure})
			}
			return writeJSON(c.out, map[string]any{"on": day.String(), "units": out})
		}
		w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		for _, u := range found {
			fmt.Fprintf(w, "%s\t%s\n", u.Code, u.Name)
		}
		return w.Flush()
	})
	cmd.Flags().StringVar(&parent, "parent", "", "`mã` đơn vị tổng hợp, liệt kê các xã của đơn vị đó; bỏ trống thì liệt kê các tỉnh")
	cmd.Flags().StringVar(&on, "on", "", "`ngày`; bỏ trống là hôm nay")
	return cmd
}

type checkJSON struct {
	ID       string       `json:"id"`
	Return   string       `json:"return"`
	Severity ntm.Severity `json:"severity"`
	On       string       `json:"on"`
	Title    string       `json:"title"`
	Text     string       `json:"text"`
	Fix      string       `json:"fix"`
	Law      string       `json:"law"`
	Source   string       `json:"source"`
}

func (c *command) checks() *cobra.Command {
	var md bool
	cmd := c.catalogue("checks [--md]", "danh mục phép kiểm tra", func() error {
		var out []checkJSON
		w := c.w
		for _, def := range c.o.Returns() {
			for i := range def.Checks {
				k := &def.Checks[i]
				text, fix := w.Pattern(k.ID)
				out = append(out, checkJSON{k.ID, def.ID, k.Severity, k.On, w.Title(k.ID), text, fix, w.Law(k.ID), k.Source})
			}
		}
		switch {
		case c.json:
			return writeJSON(c.out, map[string]any{"checks": out})
		case md:
			return c.checksPage(out)
		}
		tw := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		for _, k := range out {
			fmt.Fprintf(tw, "%s\t%s\t%s\n", k.ID, c.words("severity."+string(k.Severity)), k.Title)
		}
		return tw.Flush()
	})
	cmd.Flags().BoolVar(&md, "md", false, "in thành trang Markdown")
	return cmd
}

// checksPage prints docs/checks.md.
func (c *command) checksPage(checks []checkJSON) error {
	fmt.Fprint(c.out, c.words("cli.checks-page"), "\n\n")
	last := ""
	for _, k := range checks {
		if k.Return != last {
			fmt.Fprintf(c.out, "## %s\n\n", k.Return)
			last = k.Return
		}
		fmt.Fprintf(c.out, "### %s. %s\n\n%s. %s\n\n%s\n\n", k.ID, k.Title, c.words("severity."+string(k.Severity)), k.Text, k.Fix)
		if k.Law != "" {
			fmt.Fprintf(c.out, "%s\n\n", k.Law)
		}
	}
	return nil
}
