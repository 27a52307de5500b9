package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

type filledJSON struct {
	Path  string           `json:"path"`
	Cells []filledCellJSON `json:"cells"`
	Left  []fillNoteJSON   `json:"left"`
}

type filledCellJSON struct {
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell"`
	Key      string `json:"key"`
	Name     string `json:"name"`
	Unit     string `json:"unit"` // empty: the whole
	UnitName string `json:"unit_name"`
	Value    string `json:"value"`
}

type fillNoteJSON struct {
	ID    string `json:"id"` // formula, unit, missing, no-row
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	What  string `json:"what"`
	Saw   string `json:"saw"`
	Want  string `json:"want"`
	Text  string `json:"text"`
}

type fillKeyJSON struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

func (c *command) fill() *cobra.Command {
	var period, out string
	var keys bool
	cmd := &cobra.Command{Use: "fill BOOK [WORKBOOK] --period P (--out FILE | --keys)", Short: "điền số liệu vào tệp mẫu của nơi nhận",
		Args: cobra.RangeArgs(1, 2)}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return c.inBook(&period, true,
			func() error {
				if keys {
					return nil
				}
				if len(args) < 2 {
					return wrongUse("thiếu WORKBOOK")
				}
				return errors.Join(given("--out", out))
			},
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				if keys {
					return c.printFillKeys(ctx, b, p)
				}
				f, err := b.Fill(ctx, p, args[1], out)
				if err != nil {
					return err
				}
				return c.printFilled(out, f)
			})(cmd, args[:1])
	}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	cmd.Flags().StringVar(&out, "out", "", "`tệp` để ghi bản đã điền")
	cmd.Flags().BoolVar(&keys, "keys", false, "in các mã số liệu có thể hỏi")
	return cmd
}

func (c *command) printFillKeys(ctx context.Context, b *office.Book, p ntm.Period) error {
	all, err := b.FillKeys(ctx, p)
	if err != nil {
		return err
	}
	if c.json {
		out := []fillKeyJSON{}
		for _, k := range all {
			out = append(out, fillKeyJSON{k.Key, k.Name, k.Value})
		}
		return writeJSON(c.out, map[string]any{"keys": out})
	}
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "%s\t%s\t%s\n", c.words("fill.key"), c.words("fill.name"), c.words("fill.value"))
	for _, k := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\n", k.Key, k.Name, c.figure(k.Value))
	}
	return w.Flush()
}

func (c *command) printFilled(path string, f *office.Filled) error {
	if len(f.Left) > 0 {
		c.code = exitBlocked
	}
	if c.json {
		out := filledJSON{Path: path, Cells: []filledCellJSON{}, Left: []fillNoteJSON{}}
		for _, x := range f.Cells {
			out.Cells = append(out.Cells, filledCellJSON(x))
		}
		for _, n := range f.Left {
			out.Left = append(out.Left, fillNoteJSON{n.ID, n.Sheet, n.Cell, n.What, n.Saw, n.Want, c.fillNote(n)})
		}
		return writeJSON(c.out, out)
	}
	c.say("fill.written", "n", fmt.Sprint(len(f.Cells)), "file", filepath.Base(path))
	if len(f.Left) > 0 {
		c.say("fill.left", "n", fmt.Sprint(len(f.Left)))
	}
	for _, n := range f.Left {
		fmt.Fprintln(c.out, "  "+c.fillNote(n))
	}
	return nil
}

func (c *command) fillNote(n office.FillNote) string {
	return c.words("fill.note-"+n.ID, "where", n.Sheet+"!"+n.Cell, "what", n.What, "saw", c.figure(n.Saw), "want", c.figure(n.Want))
}
