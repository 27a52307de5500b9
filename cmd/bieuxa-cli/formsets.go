package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/office"
)

// forms lists the sets of standard forms with their forms. With a book it lists those of a period, or keeps the
// office's choice.
func (c *command) forms() *cobra.Command {
	var period, use string
	cmd := &cobra.Command{Use: "forms [BOOK --period P] [BOOK --use SET]", Short: "các bộ biểu và các biểu xuất được; chọn bộ biểu cho sổ",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if period != "" || use != "" {
					return wrongUse("--period và --use cần BOOK")
				}
				o, err := c.office()
				if err != nil {
					return err
				}
				return c.printFormSets(o.FormCatalogue().Sets(), nil)
			}
			return c.withBook(cmd, args[0], use == "", func(b *office.Book) error {
				if use != "" {
					return c.useFormSet(cmd.Context(), b, use)
				}
				p, err := periodOf(period)
				if err != nil {
					return err
				}
				sets, err := b.FormSets(p)
				if err != nil {
					return err
				}
				return c.printFormSets(sets, sets[0])
			})
		}}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo: các bộ biểu dùng được cho kỳ ấy")
	cmd.Flags().StringVar(&use, "use", "", "`mã` bộ biểu mà sổ dùng từ nay")
	return cmd
}

func (c *command) useFormSet(ctx context.Context, b *office.Book, id string) error {
	s := b.Settings()
	s.FormSet = id
	if err := b.SaveSettings(ctx, s); err != nil {
		return err
	}
	c.say("cli.form-set", "set", id)
	return nil
}

type formJSON struct {
	ID    string `json:"id"`
	No    string `json:"no"`
	Title string `json:"title"`
}

type formSetJSON struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	Standing string     `json:"standing"`
	Default  bool       `json:"default"`
	Chosen   bool       `json:"chosen"` // the book's for the period that was asked for
	Forms    []formJSON `json:"forms"`
}

func (c *command) printFormSets(sets []*office.FormSet, chosen *office.FormSet) error {
	if c.json {
		out, first := []formSetJSON{}, []formJSON{}
		for _, s := range sets {
			one := formSetJSON{s.ID, s.Title, s.Standing, s.Default, s == chosen, []formJSON{}}
			for _, f := range s.Forms() {
				one.Forms = append(one.Forms, formJSON{f.ID, f.No, f.Title})
			}
			out = append(out, one)
		}
		if len(out) > 0 {
			first = out[0].Forms // of the usual set, or the book's
		}
		return writeJSON(c.out, map[string]any{"forms": first, "sets": out})
	}
	for i, s := range sets {
		if i > 0 {
			fmt.Fprintln(c.out)
		}
		line := s.ID + ": " + s.Title
		if s == chosen {
			line += " " + c.words("cli.form-set-chosen")
		}
		fmt.Fprintln(c.out, line)
		if s.Standing != "" {
			fmt.Fprintln(c.out, s.Standing)
		}
		w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		for _, f := range s.Forms() {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", f.ID, f.No, f.Title)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}
