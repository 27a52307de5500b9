package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

// reasonFlags are what closing and reopening have in common.
func reasonFlags(cmd *cobra.Command, period, because *string) {
	cmd.Flags().StringVar(period, "period", "", "`kỳ` báo cáo")
	cmd.Flags().StringVar(because, "because", "", "`lý do`")
}

func (c *command) closePeriod() *cobra.Command {
	var period, because string
	cmd := &cobra.Command{Use: "close BOOK --period P --because TEXT", Short: "chốt kỳ: không ghi thêm vào kỳ này nữa",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, false, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if err := b.ClosePeriod(ctx, p, because); err != nil {
				return err
			}
			return c.done("cli.closed", "period", p.VN(), "text", because)
		})}
	reasonFlags(cmd, &period, &because)
	return cmd
}

func (c *command) reopen() *cobra.Command {
	var period, because string
	cmd := &cobra.Command{Use: "reopen BOOK --period P --because TEXT", Short: "mở lại kỳ đã chốt để sửa",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, false, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if err := b.ReopenPeriod(ctx, p, because); err != nil {
				return err
			}
			return c.done("cli.reopened", "period", p.VN(), "text", because)
		})}
	reasonFlags(cmd, &period, &because)
	return cmd
}

type movedJSON struct {
	Period     string         `json:"period"`
	ClosedAt   string         `json:"closed_at"`
	ExportedAt string         `json:"exported_at"`
	Closing    []movementJSON `json:"since_closing"`
	Export     []movementJSON `json:"since_export"`
}

type movementJSON struct {
	Figure   string `json:"figure"`
	Name     string `json:"name"`
	Unit     string `json:"unit"` // empty: the total
	UnitName string `json:"unit_name"`
	Was      string `json:"was"`
	Now      string `json:"now"`
}

func movementsJSON(all []office.Movement) []movementJSON {
	out := []movementJSON{}
	for _, m := range all {
		out = append(out, movementJSON{m.Key, m.Name, m.Unit, m.UnitName, m.Was, m.Now})
	}
	return out
}

func (c *command) moved() *cobra.Command {
	var period string
	cmd := &cobra.Command{Use: "moved BOOK --period P", Short: "số liệu thay đổi từ lần chốt, lần xuất biểu gần nhất",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, true, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			m, err := b.Moved(ctx, p)
			if err != nil {
				return err
			}
			return c.printMoved(m)
		})}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	return cmd
}

func (c *command) printMoved(m *office.Moved) error {
	if c.json {
		return writeJSON(c.out, movedJSON{m.Period.String(), m.ClosedAt, m.ExportedAt, movementsJSON(m.Closing), movementsJSON(m.Export)})
	}
	for _, part := range []struct {
		word, at string
		all      []office.Movement
	}{{"closing", m.ClosedAt, m.Closing}, {"export", m.ExportedAt, m.Export}} {
		if part.at == "" {
			c.say("cli.moved-never-"+part.word, "period", m.Period.VN())
			continue
		}
		c.say("cli.moved-"+part.word, "period", m.Period.VN(), "at", office.DayOf(part.at).VN(), "n", fmt.Sprint(len(part.all)))
		w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		c.listMoved(w, part.all)
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// listMoved prints what moved, a line a figure.
func (c *command) listMoved(w io.Writer, all []office.Movement) {
	for _, x := range all {
		who := x.UnitName
		if x.Unit == "" {
			who = c.words("cli.moved-total")
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t→ %s\n", x.Name, who, c.figure(x.Was), c.figure(x.Now))
	}
}

// figure is a figure of a digest as a person sees it; a status stays in words.
func (c *command) figure(s string) string {
	if s == "" {
		return "–"
	}
	if n, err := ntm.ParseNum(s); err == nil {
		return c.number(n, ntm.Exact)
	}
	return s
}

type eventJSON struct {
	At     string `json:"at"`
	Who    string `json:"who"`
	Verb   string `json:"verb"`
	Unit   string `json:"unit"`
	Period string `json:"period"`
	Detail string `json:"detail"`
}

func (c *command) log() *cobra.Command {
	var period, unit string
	cmd := &cobra.Command{Use: "log BOOK [--period P] [--unit CODE]", Short: "nhật ký: ai làm gì, khi nào",
		Args: exactly(1, "BOOK"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if period != "" {
				p, err := periodOf(period)
				if err != nil {
					return err
				}
				period = p.String()
			}
			return c.withBook(cmd, args[0], true, func(b *office.Book) error {
				all, err := b.Events(cmd.Context())
				if err != nil {
					return err
				}
				kept := all[:0]
				for _, e := range all {
					if (period == "" || e.Period == period) && (unit == "" || e.Unit == unit) {
						kept = append(kept, e)
					}
				}
				return c.printLog(kept)
			})
		}}
	cmd.Flags().StringVar(&period, "period", "", "chỉ của một `kỳ`")
	cmd.Flags().StringVar(&unit, "unit", "", "chỉ của một đơn vị: `mã`")
	return cmd
}

func (c *command) printLog(events []office.Event) error {
	if c.json {
		out := struct {
			Events []eventJSON `json:"events"`
		}{[]eventJSON{}}
		for _, e := range events {
			out.Events = append(out.Events, eventJSON(e))
		}
		return writeJSON(c.out, out)
	}
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	for _, e := range events {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", office.MomentVN(e.At), e.Who, office.VerbWord(c.w, e.Verb), e.Unit, e.Period,
			strings.ReplaceAll(office.DetailText(c.w, e), "\t", " "))
	}
	return w.Flush()
}
