package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bieuxa/office"
)

type verifiedJSON struct {
	File   string         `json:"file"`
	State  string         `json:"state"`
	Period string         `json:"period"`
	At     string         `json:"exported_at"`
	Who    string         `json:"who"`
	Newer  string         `json:"exported_again_at"`
	Moved  []movementJSON `json:"moved"`
}

func (c *command) verify() *cobra.Command {
	return &cobra.Command{Use: "verify BOOK FILE", Short: "tệp này có đúng là tệp sổ đã xuất, số liệu có thay đổi không",
		Args: exactly(2, "BOOK FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withBook(cmd, args[0], true, func(b *office.Book) error {
				v, err := b.VerifyFile(cmd.Context(), args[1])
				if err != nil {
					return err
				}
				return c.printVerified(v)
			})
		}}
}

func (c *command) printVerified(v *office.Verified) error {
	if v.State != office.FileUnaltered || len(v.Moved) > 0 {
		c.code = exitBlocked
	}
	if c.json {
		return writeJSON(c.out, verifiedJSON{v.File, v.State, v.Period, v.At, v.Who, v.Newer, movementsJSON(v.Moved)})
	}
	c.say("verify."+v.State, "file", v.File, "at", office.MomentVN(v.At), "who", v.Who)
	if v.Newer != "" {
		c.say("verify.newer", "at", office.MomentVN(v.Newer))
	}
	if v.State != office.FileUnaltered {
		return nil
	}
	if len(v.Moved) == 0 {
		c.say("verify.same")
		return nil
	}
	totals := office.Totals(v.Moved)
	c.say("verify.moved", "n", fmt.Sprint(len(totals)))
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	c.listMoved(w, totals)
	return w.Flush()
}
