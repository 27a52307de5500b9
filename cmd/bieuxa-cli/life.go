package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

// unitFlags are what the verbs on one unit's return have in common.
type unitFlags struct{ period, unit, because string }

func (u *unitFlags) on(cmd *cobra.Command, reason bool) {
	cmd.Flags().StringVar(&u.period, "period", "", "`kỳ` báo cáo")
	cmd.Flags().StringVar(&u.unit, "unit", "", "`mã` đơn vị")
	if reason {
		cmd.Flags().StringVar(&u.because, "because", "", "`lý do`")
	}
}

func (u *unitFlags) check() error { return given("--unit", u.unit) }

func (c *command) sendBack() *cobra.Command {
	var u unitFlags
	var dir string
	cmd := &cobra.Command{Use: "sendback BOOK --period P --unit CODE --because TEXT [--out DIR]",
		Short: "trả lại báo cáo để chỉnh lý; ghi tệp trả lại nếu có --out", Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, false, u.check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if dir != "" {
				path, err := b.ReturnFile(ctx, p, u.unit, u.because, dir)
				if err != nil {
					return err
				}
				return c.printWritten([]string{path})
			}
			if err := b.SendBack(ctx, p, u.unit, u.because); err != nil {
				return err
			}
			return c.done("cli.sentback", "unit", u.unit, "period", p.VN(), "text", u.because)
		})}
	u.on(cmd, true)
	cmd.Flags().StringVar(&dir, "out", "", "`thư mục` để ghi tệp trả lại, các ô sai được đánh dấu")
	return cmd
}

func (c *command) exclude() *cobra.Command {
	var u unitFlags
	var include bool
	cmd := &cobra.Command{Use: "exclude BOOK --period P --unit CODE --because TEXT [--include]", Short: "loại trừ đơn vị khỏi kỳ, có lý do",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, false, u.check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if err := b.Exclude(ctx, p, u.unit, u.because, include); err != nil {
				return err
			}
			id := "cli.excluded"
			if include {
				id = "cli.included"
			}
			return c.done(id, "unit", u.unit, "period", p.VN(), "text", u.because)
		})}
	u.on(cmd, true)
	cmd.Flags().BoolVar(&include, "include", false, "tính lại đơn vị đã loại trừ")
	return cmd
}

func (c *command) days() *cobra.Command {
	var period, from, to string
	var first, last ntm.Date
	check := func() error {
		var err1, err2 error
		first, err1 = ntm.ParseDateISO(from)
		last, err2 = ntm.ParseDateISO(to)
		if err1 != nil || err2 != nil {
			return wrongUse("--from, --to: ghi như 2020-01-15")
		}
		return nil
	}
	cmd := &cobra.Command{Use: "days BOOK --period P --from DATE --to DATE", Short: "đặt ngày đầu, ngày cuối cho một kỳ",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, false, check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			if err := b.SetDays(ctx, p, first, last); err != nil {
				return err
			}
			return c.done("cli.days", "period", p.VN(), "from", first.VN(), "to", last.VN())
		})}
	f := cmd.Flags()
	f.StringVar(&period, "period", "", "`kỳ` báo cáo")
	f.StringVar(&from, "from", "", "`ngày` đầu, ví dụ 2020-01-15")
	f.StringVar(&to, "to", "", "`ngày` cuối, ví dụ 2020-02-14")
	return cmd
}

func (c *command) original() *cobra.Command {
	var u unitFlags
	var dir string
	cmd := &cobra.Command{Use: "original BOOK --period P --unit CODE --out DIR", Short: "lấy lại tệp gốc mà đơn vị đã gửi; tệp đã mã hóa: bảng tính bên trong",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, func() error { return errors.Join(u.check(), given("--out", dir)) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				path, err := b.Original(ctx, p, u.unit, dir)
				if err != nil {
					return err
				}
				return c.printWritten([]string{path})
			})}
	u.on(cmd, false)
	cmd.Flags().StringVar(&dir, "out", "", "`thư mục` để ghi")
	return cmd
}

type tracedJSON struct {
	Figure        string       `json:"figure"`
	Value         string       `json:"value"`
	UnitsReported int          `json:"units_reported"`
	UnitsExpected int          `json:"units_expected"`
	Sources       []sourceJSON `json:"sources"`
}

type sourceJSON struct {
	Unit  string `json:"unit"`
	Value string `json:"value"`
	File  string `json:"file"`
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
}

func (c *command) trace() *cobra.Command {
	var period, figure string
	cmd := &cobra.Command{Use: "trace BOOK --period P --figure TABLE/ROW/COLUMN", Short: "một số tổng hợp lấy từ những ô nào",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, true, func() error { return given("--figure, ví dụ --figure ho_ngheo/ngheo/cuoi_ky", figure) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				t, err := b.Trace(ctx, p, figure)
				if err != nil {
					return err
				}
				return c.printTraced(figure, t)
			})}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	cmd.Flags().StringVar(&figure, "figure", "", "`tên số`: bảng/dòng/cột, hoặc bảng/cột với danh sách")
	return cmd
}

func (c *command) printTraced(figure string, t *office.Traced) error {
	out := tracedJSON{Figure: figure, Value: t.Num.String(), UnitsReported: t.Reported, UnitsExpected: t.Expected, Sources: []sourceJSON{}}
	for _, s := range t.Sources {
		out.Sources = append(out.Sources, sourceJSON{s.Unit, s.Value.String(), s.Place.File, s.Place.Sheet, s.Place.Cell})
	}
	for _, s := range t.Statuses {
		out.Sources = append(out.Sources, sourceJSON{s.Unit, s.Status.String(), s.Place.File, s.Place.Sheet, s.Place.Cell})
	}
	if c.json {
		return writeJSON(c.out, out)
	}
	if len(t.Statuses) == 0 {
		c.say("cli.trace", "figure", figure, "value", c.number(t.Num, ntm.Exact), "n", fmt.Sprint(t.Reported), "of", fmt.Sprint(t.Expected))
	}
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	for _, s := range out.Sources {
		fmt.Fprintf(w, "  %s\t%s\t%s, %s!%s\n", s.Unit, s.Value, s.File, s.Sheet, s.Cell)
	}
	return w.Flush()
}

// done says in one line what was done; with --json it prints the same facts.
func (c *command) done(id string, facts ...string) error {
	if !c.json {
		c.say(id, facts...)
		return nil
	}
	out := map[string]string{"done": strings.TrimPrefix(id, "cli.")}
	for i := 0; i+1 < len(facts); i += 2 {
		out[facts[i]] = facts[i+1]
	}
	return writeJSON(c.out, out)
}
