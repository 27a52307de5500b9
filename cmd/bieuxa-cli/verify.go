package main

import (
	"context"
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/office"
)

type verifiedJSON struct {
	File        string           `json:"file"`
	State       string           `json:"state"`
	Code        string           `json:"code"`
	Period      string           `json:"period"`
	Unit        string           `json:"unit"`
	UnitName    string           `json:"unit_name"`
	Version     string           `json:"version"`
	Latest      string           `json:"latest_version"`
	At          string           `json:"exported_at"`
	Who         string           `json:"who"`
	Newer       string           `json:"exported_again_at"`
	Files       []string         `json:"files"`
	Unread      *problemJSON     `json:"unread"`
	Differences []differenceJSON `json:"differences"`
	Moved       []movementJSON   `json:"moved"`
}

type differenceJSON struct {
	Kind   string `json:"kind"`
	Form   string `json:"form"`
	No     string `json:"no"`
	Row    string `json:"row"`
	Column string `json:"column"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Page   int    `json:"page"`
	File   string `json:"in_file"`
	Book   string `json:"as_exported"`
}

func (c *command) verify() *cobra.Command {
	var code string
	cmd := &cobra.Command{Use: "verify BOOK FILE | verify BOOK --code CODE",
		Short: "tệp, mã in ở chân trang có đúng với sổ không, số liệu nào khác",
		Args: func(cmd *cobra.Command, args []string) error {
			if code != "" {
				return exactly(1, "BOOK --code CODE")(cmd, args)
			}
			return exactly(2, "BOOK FILE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withBook(cmd, args[0], true, func(b *office.Book) error {
				v, err := verified(cmd.Context(), b, args, code)
				if err != nil {
					return err
				}
				return c.printVerified(v)
			})
		}}
	cmd.Flags().StringVar(&code, "code", "", "`mã` in ở chân trang, thay cho tệp")
	return cmd
}

func verified(ctx context.Context, b *office.Book, args []string, code string) (*office.Verified, error) {
	if code != "" {
		return b.VerifyCode(ctx, code)
	}
	return b.VerifyFile(ctx, args[1])
}

// mostListed is how many differences are printed; --json has them all.
const mostListed = 40

func (c *command) printVerified(v *office.Verified) error {
	if !v.Good() {
		c.code = exitBlocked
	}
	if c.json {
		return writeJSON(c.out, c.verifiedJSON(v))
	}
	for _, line := range v.Lines(c.w) {
		fmt.Fprintln(c.out, line)
	}
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	if len(v.Differences) == 0 {
		c.listMoved(w, office.Totals(v.Moved))
		return w.Flush()
	}
	line := func(s office.ShownDifference) {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\n", s.Form, s.Place, short(s.Row), short(s.Column), short(s.File), short(s.Book))
	}
	heading := func(name string) string { return c.words("verify.column-" + name) }
	line(office.ShownDifference{Form: heading("form"), Place: heading("place"), Row: heading("row"), Column: heading("column"),
		File: heading("file"), Book: heading("book")})
	for _, d := range v.Differences[:min(len(v.Differences), mostListed)] {
		line(d.Shown(c.w))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if more := len(v.Differences) - mostListed; more > 0 {
		c.say("verify.more", "n", strconv.Itoa(more))
	}
	return nil
}

// short is a text that leaves the other columns their room.
func short(s string) string {
	const most = 48
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

func (c *command) verifiedJSON(v *office.Verified) verifiedJSON {
	out := verifiedJSON{File: v.File, State: v.State, Code: v.Code, Period: v.Period, Unit: v.Unit, UnitName: v.UnitName,
		Version: v.Version, Latest: v.Latest, At: v.At, Who: v.Who, Newer: v.Newer, Files: append([]string{}, v.Files...),
		Differences: []differenceJSON{}, Moved: movementsJSON(v.Moved)}
	for _, d := range v.Differences {
		out.Differences = append(out.Differences, differenceJSON(d))
	}
	if v.Unread != nil {
		p := office.AsProblem(v.Unread)
		what, hint := c.w.Problem(p.ID, p.Facts)
		out.Unread = &problemJSON{p.ID, what, hint}
	}
	return out
}
