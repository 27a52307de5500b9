package main

import (
	"strings"

	"github.com/spf13/cobra"

	"bieuxa/office"
)

func (c *command) demo() *cobra.Command {
	return &cobra.Command{Use: "demo DIR", Short: "chạy trọn một tháng trên huyện mẫu",
		Args: exactly(1, "DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := c.office()
			if err != nil {
				return err
			}
			bar := c.progress()
			d, err := o.Demo(cmd.Context(), args[0], bar.step)
			bar.end()
			if err != nil {
				return err
			}
			if c.json {
				return writeJSON(c.out, struct {
					Book      string   `json:"book"`
					Period    string   `json:"period"`
					Templates string   `json:"templates"`
					Returns   string   `json:"returns"`
					Forms     []string `json:"forms"`
				}{d.Book, d.Period.String(), d.Templates, d.Returns, d.Forms})
			}
			c.say("cli.sample")
			return c.withBook(cmd, d.Book, true, func(b *office.Book) error {
				board, err := b.Board(cmd.Context(), d.Period)
				if err != nil {
					return err
				}
				if err := c.printBoard(board, nil); err != nil {
					return err
				}
				ru, err := b.RollUp(cmd.Context(), d.Period)
				if err != nil {
					return err
				}
				if err := c.printRollUp(ru); err != nil {
					return err
				}
				c.say("cli.demo-made", "book", d.Book, "templates", d.Templates, "returns", d.Returns, "forms", strings.Join(d.Forms, ", "))
				return nil
			})
		}}
}
