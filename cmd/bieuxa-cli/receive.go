package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

type toldJSON struct {
	Batch   string `json:"batch"`
	At      string `json:"at"`
	Who     string `json:"who"`
	Changed int    `json:"changed,omitempty"`
	Text    string `json:"text"`
	fileJSON
}

func (c *command) verdicts() *cobra.Command {
	var period, out string
	cmd := &cobra.Command{Use: "verdicts BOOK --period P [--out FILE]", Short: "kết quả của từng tệp đã nhận trong kỳ",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, true, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if out != "" {
				if err := b.SaveVerdicts(ctx, p, "", out); err != nil {
					return err
				}
				return c.printWritten([]string{out})
			}
			told, err := b.Verdicts(ctx, p)
			if err != nil {
				return err
			}
			return c.printTold(b, p, told)
		})}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	cmd.Flags().StringVar(&out, "out", "", "`tệp` để ghi: .xlsx, .html hoặc .txt")
	return cmd
}

func (c *command) printTold(b *office.Book, p ntm.Period, told []office.Told) error {
	lines := []toldJSON{}
	for i := range told {
		t := &told[i]
		f := c.verdictsJSON([]office.Verdict{t.Verdict}, c.w).Files[0]
		lines = append(lines, toldJSON{t.Batch, t.At, t.Who, t.Changed, b.VerdictText(t), f})
	}
	if c.json {
		return writeJSON(c.out, map[string][]toldJSON{"verdicts": lines})
	}
	if len(lines) == 0 {
		c.say("cli.no-verdicts", "period", p.VN())
	}
	for _, l := range lines {
		fmt.Fprintf(c.out, "%s  %s: %s\n", l.At, strings.TrimSpace(l.File+"  "+l.UnitName), l.Text)
	}
	return nil
}

type reminderJSON struct {
	Unit     string          `json:"unit"`
	Name     string          `json:"name"`
	Standing office.Standing `json:"standing"`
	Due      string          `json:"due"`
	Days     int             `json:"days_late"`
	Text     string          `json:"text"`
}

func (c *command) reminder() *cobra.Command {
	var u unitFlags
	cmd := &cobra.Command{Use: "reminder BOOK --period P [--unit CODE]", Short: "lời nhắc gửi các đơn vị chưa nộp hoặc phải sửa",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			all, err := b.Reminders(ctx, p, u.unit)
			if err != nil {
				return err
			}
			lines := []reminderJSON{}
			for _, r := range all {
				lines = append(lines, reminderJSON{r.Unit.Code, r.Unit.Name, r.Standing, r.Due.String(), r.Days, r.Text})
			}
			if c.json {
				return writeJSON(c.out, map[string][]reminderJSON{"reminders": lines})
			}
			if len(lines) == 0 {
				c.say("cli.no-reminders", "period", p.VN())
			}
			for _, l := range lines {
				fmt.Fprintf(c.out, "%s\n\n", l.Text)
			}
			return nil
		})}
	u.on(cmd, false)
	return cmd
}

func (c *command) diff() *cobra.Command {
	var u unitFlags
	var from, to int
	check := func() error {
		if from < 0 || to < 0 {
			return errors.Join(u.check(), wrongUse("--from, --to: 1, 2, …"))
		}
		return u.check()
	}
	cmd := &cobra.Command{Use: "diff BOOK --period P --unit CODE [--from N --to M]", Short: "hai bản của một đơn vị khác nhau ở đâu",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if to == 0 {
				vs, err := b.Versions(ctx, p, u.unit)
				if err != nil {
					return err
				}
				to = vs[0].Version
			}
			if from == 0 {
				from = to - 1
			}
			changes, err := b.VersionDiff(ctx, p, u.unit, from, to)
			if err != nil {
				return err
			}
			return c.printDiff([]string{"unit", u.unit, "period", p.VN(), "from", strconv.Itoa(from), "until", strconv.Itoa(to)}, changes)
		})}
	u.on(cmd, false)
	cmd.Flags().IntVar(&from, "from", 0, "`bản` cũ; bỏ trống là bản ngay trước")
	cmd.Flags().IntVar(&to, "to", 0, "`bản` mới; bỏ trống là bản mới nhất")
	return cmd
}

func (c *command) printDiff(facts []string, changes []office.Change) error {
	if c.json {
		lines := []changeJSON{}
		for _, ch := range changes {
			lines = append(lines, changeJSON{ch.Table, ch.Row, ch.Column, ch.Label, ch.Was, ch.Now, ch.Place.Sheet, ch.Place.Cell})
		}
		return writeJSON(c.out, map[string][]changeJSON{"changes": lines})
	}
	c.say("cli.diff", append(facts, "n", strconv.Itoa(len(changes)))...)
	for _, ch := range changes {
		fmt.Fprintf(c.out, "  %s\n", c.words("cli.diff-line", "sheet", ch.Place.Sheet, "cell", ch.Place.Cell, "label", ch.Label, "was", ch.Was, "now", ch.Now))
	}
	return nil
}
