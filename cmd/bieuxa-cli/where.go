package main

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"bieuxa/ntm"
)

type whereJSON struct {
	ID       string `json:"id"`
	For      string `json:"for"`
	Path     string `json:"path"`
	Folder   bool   `json:"folder"`
	Exists   bool   `json:"exists"`
	Writable bool   `json:"writable"`
	Size     int64  `json:"size"` // bytes; -1: not counted
}

func (c *command) where() *cobra.Command {
	return &cobra.Command{Use: "where [BOOK]", Short: "chương trình ghi những gì, ở đâu; có BOOK thì cả những gì nằm cạnh sổ",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUse("chỉ một sổ")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o, err := c.office()
			if err != nil {
				return err
			}
			book := ""
			if len(args) > 0 {
				book = args[0]
			}
			out := struct {
				Version  string      `json:"version"`
				Portable bool        `json:"portable"`
				ReadOnly bool        `json:"read_only"`
				Paths    []whereJSON `json:"paths"`
			}{version, c.paths.Portable, c.paths.ReadOnly, nil}
			for _, w := range o.Where(c.paths, book) {
				out.Paths = append(out.Paths, whereJSON{w.ID, c.words("where." + w.ID), w.Path, w.Folder, w.Exists, w.Writable, w.Size})
			}
			if c.json {
				return writeJSON(c.out, out)
			}
			c.say("where.mode-" + mode(c.paths.Portable, c.paths.ReadOnly))
			for _, w := range out.Paths {
				c.printWhere(w)
			}
			return nil
		}}
}

func mode(portable, readOnly bool) string {
	switch {
	case readOnly:
		return "read-only"
	case portable:
		return "portable"
	}
	return "installed"
}

func (c *command) printWhere(w whereJSON) {
	state := "where.absent"
	switch {
	case w.Exists && w.Writable:
		state = "where.there"
	case w.Exists:
		state = "where.closed"
	case !w.Writable:
		state = "where.impossible"
	}
	size := ""
	if w.Exists && w.Size >= 0 {
		size = c.bytesText(w.Size)
	}
	fmt.Fprintf(c.out, "\n%s\n  %s\n  %s\n", w.For, w.Path, c.words(state, "size", size))
}

// bytesText is a size in words: 12 KB, 1,2 MB.
func (c *command) bytesText(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1<<10-1)>>10)
	}
	return c.number(ntm.Num{D: decimal.NewFromInt(n).Div(decimal.NewFromInt(1 << 20)), OK: true}, 1) + " MB"
}
