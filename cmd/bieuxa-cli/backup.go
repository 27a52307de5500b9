package main

import (
	"github.com/spf13/cobra"

	"bieuxa/office"
)

func (c *command) backup() *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: "backup BOOK [--out FILE]", Short: "sao lưu sổ, kiểm tra bản sao",
		Args: exactly(1, "BOOK"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withBook(cmd, args[0], true, func(b *office.Book) error {
				path, err := b.Backup(cmd.Context(), out)
				if err != nil {
					return err
				}
				return c.done("cli.backed-up", "path", path)
			})
		}}
	cmd.Flags().StringVar(&out, "out", "", "`tệp` để ghi; bỏ trống thì ghi vào thư mục sao lưu bên cạnh sổ")
	return cmd
}

func (c *command) restore() *cobra.Command {
	var out string
	cmd := &cobra.Command{Use: "restore FILE --out BOOK", Short: "khôi phục sổ từ bản sao lưu; sổ đang có được giữ lại",
		Args: exactly(1, "FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given("--out", out); err != nil {
				return err
			}
			o, err := c.office()
			if err != nil {
				return err
			}
			kept, err := o.Restore(cmd.Context(), args[0], out)
			if err != nil {
				return err
			}
			if kept == "" {
				return c.done("cli.restored", "path", out)
			}
			return c.done("cli.restored-over", "path", out, "kept", kept)
		}}
	cmd.Flags().StringVar(&out, "out", "", "`sổ` để ghi: tên mới, hoặc sổ đang có")
	return cmd
}
