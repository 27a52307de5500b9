package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

// reviewJSON is how a return stands after it was typed over.
type reviewJSON struct {
	Unit     string               `json:"unit"`
	Period   string               `json:"period"`
	File     string               `json:"file"`
	Version  int                  `json:"version"`
	Standing string               `json:"standing"`
	Block    int                  `json:"block"`
	Explain  int                  `json:"explain"`
	Note     int                  `json:"note"`
	Edits    int                  `json:"edits"`
	CanUndo  bool                 `json:"can_undo"`
	CanRedo  bool                 `json:"can_redo"`
	Findings []office.FindingLine `json:"findings"`

	Returned *resubmittedJSON `json:"returned,omitempty"` // what became of what was sent back
}

// resubmittedJSON names findings by their keys.
type resubmittedJSON struct {
	Was       int      `json:"was"`
	Reason    string   `json:"reason"`
	Mended    []string `json:"mended"`
	Explained []string `json:"explained"`
	Left      []string `json:"left"`
	New       []string `json:"new"`
}

func keysOf(found []ntm.Finding) []string {
	out := []string{}
	for i := range found {
		out = append(out, found[i].Key())
	}
	return out
}

func (c *command) printReview(w *ntm.Words, r *office.Review, back *office.Resubmitted) error {
	if r.Block > 0 {
		c.code = exitBlocked
	}
	if !c.json {
		c.say("cli.review", "unit", r.Unit.Name, "period", r.Period.VN(), "block", strconv.Itoa(r.Block), "explain", strconv.Itoa(r.Open), "note", strconv.Itoa(r.Note))
		if back != nil {
			c.say("cli.resubmitted", "mended", strconv.Itoa(len(back.Mended)), "explained", strconv.Itoa(len(back.Explained)),
				"left", strconv.Itoa(len(back.Left)), "new", strconv.Itoa(len(back.New)), "text", back.Reason)
		}
		return nil
	}
	out := reviewJSON{Unit: r.Unit.Code, Period: r.Period.String(), File: r.File, Version: r.Version, Standing: string(r.Standing),
		Block: r.Block, Explain: r.Open, Note: r.Note, Edits: r.Edits, CanUndo: r.CanUndo, CanRedo: r.CanRedo, Findings: []office.FindingLine{}}
	for i := range r.Findings {
		out.Findings = append(out.Findings, office.FindingLineOf(&r.Findings[i], r.File, r.Period.String(), w))
	}
	if back != nil {
		out.Returned = &resubmittedJSON{back.Was, back.Reason, keysOf(back.Mended), keysOf(back.Explained), keysOf(back.Left), keysOf(back.New)}
	}
	return writeJSON(c.out, out)
}

var cellName = regexp.MustCompile(`^(.+)!([A-Z]{1,3})([1-9]\d{0,6})$`)

// cellNamed reads «04_HoNgheo!G9».
func cellNamed(text string) (office.Mending, error) {
	m := cellName.FindStringSubmatch(text)
	if m == nil {
		return office.Mending{}, wrongUse("%s: ghi như 04_HoNgheo!G9", text)
	}
	row, col, _ := office.CellOf(m[2] + m[3])
	return office.Mending{Sheet: m[1], Row: row, Col: col}, nil
}

func (c *command) mend() *cobra.Command {
	var u unitFlags
	var cells []string
	var mendings []office.Mending
	check := func() error {
		for _, text := range cells {
			name, value, ok := strings.Cut(text, "=")
			m, err := cellNamed(name)
			if err != nil || !ok {
				return errors.Join(err, wrongUse("--cell: ghi như 04_HoNgheo!G9=19"))
			}
			m.Text = value
			mendings = append(mendings, m)
		}
		if len(cells) == 0 {
			return wrongUse("thiếu --cell, ví dụ --cell 04_HoNgheo!G9=19")
		}
		return u.check()
	}
	cmd := &cobra.Command{Use: "mend BOOK --period P --unit CODE --cell SHEET!CELL=VALUE…", Short: "sửa ô của một báo cáo; tệp gốc giữ nguyên",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, false, check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			r, err := b.Mend(ctx, p, u.unit, mendings)
			if err != nil {
				return err
			}
			return c.printReview(b.Words(), r, nil)
		})}
	u.on(cmd, false)
	cmd.Flags().StringArrayVar(&cells, "cell", nil, "`ô=giá trị`; giá trị trống thì xóa ô")
	return cmd
}

// step is undo or redo.
func (c *command) step(use, short string, do func(*office.Book, context.Context, ntm.Period, string) (*office.Review, error)) *cobra.Command {
	var u unitFlags
	cmd := &cobra.Command{Use: use + " BOOK --period P --unit CODE", Short: short, Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, false, u.check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			r, err := do(b, ctx, p, u.unit)
			if err != nil {
				return err
			}
			return c.printReview(b.Words(), r, nil)
		})}
	u.on(cmd, false)
	return cmd
}

func (c *command) undo() *cobra.Command {
	return c.step("undo", "bỏ lần sửa cuối", (*office.Book).Undo)
}

func (c *command) redo() *cobra.Command {
	return c.step("redo", "làm lại lần sửa vừa bỏ", (*office.Book).Redo)
}

func (c *command) review() *cobra.Command {
	var u unitFlags
	cmd := &cobra.Command{Use: "review BOOK --period P --unit CODE", Short: "kết quả kiểm tra một báo cáo đã nhận", Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, u.check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			r, err := b.Review(ctx, p, u.unit)
			if err != nil {
				return err
			}
			back, err := b.Resubmitted(ctx, p, u.unit)
			if err != nil {
				return err
			}
			return c.printReview(b.Words(), r, back)
		})}
	u.on(cmd, false)
	return cmd
}

type cellEditJSON struct {
	At     string `json:"at"`
	Who    string `json:"who"`
	Was    string `json:"was"`
	Now    string `json:"now"`
	Cause  string `json:"cause,omitempty"` // the check whose suggestion it was
	Undone bool   `json:"undone"`
}

func (c *command) history() *cobra.Command {
	var u unitFlags
	var cell string
	var at office.Mending
	check := func() (err error) {
		at, err = cellNamed(cell)
		return errors.Join(u.check(), err)
	}
	cmd := &cobra.Command{Use: "history BOOK --period P --unit CODE --cell SHEET!CELL", Short: "một ô đã được sửa những gì", Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, check, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			edits, err := b.CellHistory(ctx, p, u.unit, at)
			if err != nil {
				return err
			}
			out := []cellEditJSON{}
			for _, e := range edits {
				out = append(out, cellEditJSON(e))
				if !c.json {
					c.say("cli.edit", "at", e.At, "who", e.Who, "was", e.Was, "now", e.Now)
				}
			}
			if c.json {
				return writeJSON(c.out, map[string]any{"edits": out})
			}
			return nil
		})}
	u.on(cmd, false)
	cmd.Flags().StringVar(&cell, "cell", "", "`ô`, ví dụ 04_HoNgheo!G9")
	return cmd
}

// toFile is a verb that writes one file about a unit's return.
func (c *command) toFile(use, short string, read bool, do func(*office.Book, context.Context, ntm.Period, string, string) error) *cobra.Command {
	var u unitFlags
	var out string
	cmd := &cobra.Command{Use: use + " BOOK --period P --unit CODE --out FILE", Short: short, Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, read, func() error { return errors.Join(u.check(), given("--out", out)) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				if err := do(b, ctx, p, u.unit, out); err != nil {
					return err
				}
				return c.printWritten([]string{out})
			})}
	u.on(cmd, false)
	cmd.Flags().StringVar(&out, "out", "", "`tệp` để ghi")
	return cmd
}

func (c *command) mended() *cobra.Command {
	return c.toFile("mended", "ghi tệp của đơn vị với các ô đã sửa", true, (*office.Book).SaveMended)
}

func (c *command) send() *cobra.Command {
	return c.toFile("send", "ghi tệp để gửi lên; báo cáo phải sạch", false, (*office.Book).Send)
}

func (c *command) findings() *cobra.Command {
	var u unitFlags
	var out string
	cmd := &cobra.Command{Use: "findings BOOK --period P [--unit CODE] --out FILE", Short: "ghi kết quả kiểm tra ra tệp .xlsx hoặc .html",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, func() error { return given("--out", out) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				var units []string
				if u.unit != "" {
					units = []string{u.unit}
				}
				if err := b.SaveFindings(ctx, p, units, out); err != nil {
					return err
				}
				return c.printWritten([]string{out})
			})}
	u.on(cmd, false)
	cmd.Flags().StringVar(&out, "out", "", "`tệp` .xlsx hoặc .html")
	return cmd
}

func (c *command) recheck() *cobra.Command {
	var u unitFlags
	cmd := &cobra.Command{Use: "recheck BOOK --period P [--unit CODE]", Short: "kiểm tra lại báo cáo đã nhận bằng quy tắc hiện nay",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, false, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			var units []string
			if u.unit != "" {
				units = []string{u.unit}
			}
			if err := b.Recheck(ctx, p, units, nil); err != nil {
				return err
			}
			return c.done("cli.rechecked", "period", p.VN())
		})}
	u.on(cmd, false)
	return cmd
}

func (c *command) own() *cobra.Command {
	var passwords []string
	cmd := &cobra.Command{Use: "own FILE [--password TEXT]", Short: "ở xã: đưa tệp vào sổ riêng của xã để sửa; tệp giữ nguyên", Args: exactly(1, "FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := c.office()
			if err != nil {
				return err
			}
			own, err := o.OpenReturn(office.WithPasswords(cmd.Context(), passwords...), args[0])
			if err != nil {
				return err
			}
			defer own.Book.Close()
			r, err := own.Book.Review(cmd.Context(), own.Period, own.Unit)
			if err != nil {
				return err
			}
			if c.json {
				return writeJSON(c.out, map[string]any{"book": own.Book.Path(), "unit": own.Unit, "period": own.Period.String(),
					"block": r.Block, "explain": r.Open, "note": r.Note})
			}
			fmt.Fprintln(c.out, own.Book.Path())
			return c.printReview(own.Book.Words(), r, nil)
		}}
	passwordFlag(cmd, &passwords)
	return cmd
}
