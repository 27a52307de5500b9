package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// texts prints what a file has in old encodings of Vietnamese, before and after.
func (c *command) texts() *cobra.Command {
	return &cobra.Command{Use: "text FILE", Short: "chữ gõ bằng bảng mã cũ (TCVN3, VNI…): trước và sau khi đọc sang Unicode",
		Args: exactly(1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			o, err := c.office()
			if err != nil {
				return err
			}
			found, more, err := o.Reread(args[0])
			if err != nil {
				return err
			}
			if c.json {
				return writeJSON(c.out, map[string]any{"texts": found, "more": more})
			}
			if len(found) == 0 {
				c.say("oldtext.none")
				return nil
			}
			read := 0
			for i := range found {
				t := &found[i]
				after := c.words("oldtext.left")
				if t.Read {
					read++
					after = "→ «" + oneLine(t.Text) + "»"
				}
				why := []string{t.Encoding, c.words("oldtext.reason-" + t.Reason)}
				for _, l := range t.Losses {
					kind, word, _ := strings.Cut(l, " ")
					why = append(why, c.words("oldtext.loss-"+kind, "word", word))
				}
				fmt.Fprintf(c.out, "%s!%s: «%s» %s (%s)\n", t.Sheet, t.Cell, oneLine(t.Was), after, strings.Join(why, "; "))
			}
			c.say("oldtext.sum", "read", fmt.Sprint(read+more), "left", fmt.Sprint(len(found)-read))
			return nil
		}}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
