package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"bieuxa/office"
)

type guideJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	File  string `json:"file"`
}

func (c *command) guide() *cobra.Command {
	var dir string
	cmd := &cobra.Command{Use: "guide [--out DIR]", Short: "các tờ bắt đầu nhanh; có --out thì ghi ra PDF", Args: exactly(0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := c.office()
			if err != nil {
				return err
			}
			if dir == "" {
				return c.listGuides(o)
			}
			files, err := o.PrintGuides(cmd.Context(), dir)
			if err != nil {
				return err
			}
			return c.printWritten(files)
		}}
	cmd.Flags().StringVar(&dir, "out", "", "`thư mục` để ghi")
	return cmd
}

func (c *command) listGuides(o *office.Office) error {
	var out []guideJSON
	for _, id := range office.GuideIDs() {
		g, err := o.Guide(id)
		if err != nil {
			return err
		}
		out = append(out, guideJSON{id, g.Title(), o.GuideFile(id)})
	}
	if c.json {
		return writeJSON(c.out, map[string]any{"guides": out})
	}
	for _, g := range out {
		fmt.Fprintln(c.out, g.File+": "+g.Title)
	}
	return nil
}
