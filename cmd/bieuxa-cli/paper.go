package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

func (c *command) printReturn() *cobra.Command {
	var u unitFlags
	var path string
	var sheets bool
	cmd := &cobra.Command{Use: "print BOOK --period P --unit CODE --out FILE [--sheets]", Short: "in báo cáo của một đơn vị ra PDF để trình ký",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, true, func() error { return errors.Join(u.check(), given("--out", path)) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				unprintable, err := b.PrintReturn(ctx, office.ReturnPaper{Period: p, Unit: u.unit, Sheets: sheets}, path)
				if err != nil {
					return err
				}
				c.tellUnprintable(unprintable)
				return c.printWritten([]string{path})
			})}
	u.on(cmd, false)
	cmd.Flags().StringVar(&path, "out", "", "`tệp` PDF để ghi")
	cmd.Flags().BoolVar(&sheets, "sheets", false, "chỉ in các biểu, không có báo cáo đứng trước")
	return cmd
}

// tellUnprintable names the texts with a sign that the PDF's font lacks.
func (c *command) tellUnprintable(texts []string) {
	for _, text := range texts {
		fmt.Fprintln(c.errs, c.words("cli.unprintable", "text", text))
	}
}
