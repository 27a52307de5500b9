package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

// mapJSON is what map prints: the proposal of each file.
type mapJSON struct {
	File    string          `json:"file"`
	Period  string          `json:"period"`
	Unit    string          `json:"unit"`
	Sure    int             `json:"certain"`
	Axes    int             `json:"axes"`
	Told    []string        `json:"told"`
	Mapping ntm.Mapping     `json:"mapping"`
	Regions []mapRegionJSON `json:"regions"`
}

type mapRegionJSON struct {
	Sheet   string        `json:"sheet"`
	Title   string        `json:"title"`
	Table   mapAxisJSON   `json:"table"`
	Unit    mapAxisJSON   `json:"unit"`
	Times   mapAxisJSON   `json:"times"`
	Columns []mapAxisJSON `json:"columns"`
	Rows    []mapAxisJSON `json:"rows"`
}

type mapAxisJSON struct {
	Cell     string         `json:"cell,omitempty"`
	Named    string         `json:"named,omitempty"`
	Is       string         `json:"is"`
	Score    int            `json:"score"`
	Certain  bool           `json:"certain"`
	Confirm  bool           `json:"confirm"`
	Evidence []string       `json:"evidence"`
	Others   []mapOtherJSON `json:"others,omitempty"`
}

type mapOtherJSON struct {
	ntm.Target
	Is    string `json:"is"`
	Score int    `json:"score"`
}

func (c *command) mapping() *cobra.Command {
	var book, period, out string
	var confirm bool
	cmd := &cobra.Command{Use: "map FILE… [--book BOOK] --period P [--out MAP.yaml] [--confirm]", Short: "đề nghị cách ghép tệp tự lập vào biểu mẫu",
		Args: needs(1, "FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := periodOf(period)
			if err != nil {
				return err
			}
			if out != "" && len(args) > 1 {
				return wrongUse("--out dùng với một tệp")
			}
			if book == "" {
				if confirm {
					return wrongUse("--confirm cần --book")
				}
				o, err := c.office()
				if err != nil {
					return err
				}
				return c.mapFiles(args, out, func(path string) (*office.Layout, error) { return o.Propose(cmd.Context(), p, path) }, nil)
			}
			return c.withBook(cmd, book, !confirm, func(b *office.Book) error {
				var keep func(*office.Layout) (int64, error)
				if confirm {
					keep = func(l *office.Layout) (int64, error) { return b.Confirm(cmd.Context(), p, l.Mapping, l.File) }
				}
				return c.mapFiles(args, out, func(path string) (*office.Layout, error) { return b.Propose(cmd.Context(), p, path) }, keep)
			})
		}}
	f := cmd.Flags()
	f.StringVar(&book, "book", "", "`sổ` có danh sách đơn vị")
	f.StringVar(&period, "period", "", "`kỳ` báo cáo")
	f.StringVar(&out, "out", "", "`tệp` ghép biểu (YAML) để ghi, xem lại rồi dùng với --map")
	f.BoolVar(&confirm, "confirm", false, "ghi nhớ vào sổ nếu không còn chỗ nào phải xác nhận")
	return cmd
}

// mapFiles proposes a mapping for each file; keep remembers it, nil: nothing is stored.
func (c *command) mapFiles(paths []string, out string, propose func(string) (*office.Layout, error), keep func(*office.Layout) (int64, error)) error {
	all := []mapJSON{}
	for _, path := range paths {
		l, err := propose(path)
		if err != nil {
			return err
		}
		all = append(all, jsonOfLayout(l))
		if !c.json {
			c.printLayout(l)
		}
		if out != "" {
			if err := os.WriteFile(out, l.MapFile(c.w), 0o644); err != nil {
				return office.Unreadable(out, err)
			}
			if !c.json {
				c.say("cli.map-written", "path", filepath.Base(out))
			}
		}
		if keep != nil {
			id, err := keep(l)
			if err != nil {
				return err
			}
			if !c.json {
				c.say("cli.map-confirmed", "id", fmt.Sprint(id))
			}
		}
	}
	if c.json {
		return writeJSON(c.out, map[string][]mapJSON{"layouts": all})
	}
	return nil
}

func jsonOfLayout(l *office.Layout) mapJSON {
	out := mapJSON{File: l.File, Period: l.Period.String(), Unit: l.Unit.Code, Sure: l.Proposed, Axes: l.Axes, Told: append([]string{}, l.Told...),
		Mapping: l.Mapping, Regions: []mapRegionJSON{}}
	for i := range l.Regions {
		r := &l.Regions[i]
		one := mapRegionJSON{Sheet: r.Sheet, Title: l.Mapping.Regions[i].Title, Table: jsonOfChoice(&r.Table), Unit: jsonOfChoice(&r.Unit),
			Times: jsonOfChoice(&r.Times), Columns: []mapAxisJSON{}, Rows: []mapAxisJSON{}}
		for j := range r.Columns {
			one.Columns = append(one.Columns, jsonOfAxis(&r.Columns[j]))
		}
		for j := range r.Rows {
			one.Rows = append(one.Rows, jsonOfAxis(&r.Rows[j]))
		}
		out.Regions = append(out.Regions, one)
	}
	return out
}

func jsonOfAxis(a *office.LayoutAxis) mapAxisJSON {
	out := jsonOfChoice(&a.LayoutChoice)
	out.Cell, out.Named = office.CellName(a.Row, a.Col), a.Named
	return out
}

func jsonOfChoice(ch *office.LayoutChoice) mapAxisJSON {
	out := mapAxisJSON{Is: ch.Text, Score: ch.Score, Certain: ch.Certain, Confirm: ch.Asked, Evidence: append([]string{}, ch.Evidence...)}
	for _, o := range ch.Others {
		out.Others = append(out.Others, mapOtherJSON{o.Target, o.Text, o.Score})
	}
	return out
}

func (c *command) printLayout(l *office.Layout) {
	facts := []string{"file", l.File, "period", l.Period.VN(), "sure", fmt.Sprint(l.Proposed), "all", fmt.Sprint(l.Axes)}
	if n := len(l.Mapping.Unconfirmed()); n > 0 {
		facts = append(facts, "open", fmt.Sprint(n))
	}
	c.say("cli.map-head", facts...)
	switch {
	case l.Unit.Code != "":
		c.say("cli.map-unit", "unit", l.Unit.Name+" ("+l.Unit.Code+")")
	case !l.Several:
		c.say("cli.map-no-unit")
	}
	for _, t := range l.Told {
		fmt.Fprintln(c.out, "  "+t)
	}
	if l.Read != nil {
		c.say("cli.map-read", "id", fmt.Sprint(l.Read.ID))
	}
	for i := range l.Regions {
		r := &l.Regions[i]
		text := r.Table.Text
		if l.Mapping.Regions[i].Ignore {
			text = c.words("cli.map-none")
		}
		c.say("cli.map-region", "sheet", r.Sheet, "title", l.Mapping.Regions[i].Title, "text", strings.TrimSpace(text+" "+r.Unit.Text))
		c.printWhy(&r.Table)
		if r.Times.Text != "" {
			fmt.Fprintln(c.out, "    "+mark(r.Times.Asked)+" "+r.Times.Text)
			c.printWhy(&r.Times)
		}
		if l.Mapping.Regions[i].Ignore {
			continue
		}
		for _, axes := range [][]office.LayoutAxis{r.Columns, r.Rows} {
			for j := range axes {
				a := &axes[j]
				c.say("cli.map-line", "mark", mark(a.Asked), "cell", office.CellName(a.Row, a.Col), "named", a.Named, "text", a.Text)
				if a.Asked {
					c.printWhy(&a.LayoutChoice)
				}
			}
		}
	}
}

func mark(asked bool) string {
	if asked {
		return "?"
	}
	return "="
}

func (c *command) printWhy(ch *office.LayoutChoice) {
	if !ch.Asked {
		return
	}
	for _, e := range ch.Evidence {
		c.say("cli.map-why", "text", e)
	}
	for i, o := range ch.Others {
		if i < 3 {
			c.say("cli.map-other", "text", o.Text)
		}
	}
}

func (c *command) mappings() *cobra.Command {
	var forget int64
	cmd := &cobra.Command{Use: "mappings BOOK [--forget ID]", Short: "các cách ghép biểu mà sổ đã nhớ", Args: exactly(1, "BOOK")}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return c.withBook(cmd, args[0], forget == 0, func(b *office.Book) error {
			if forget != 0 {
				if err := b.Forget(cmd.Context(), forget); err != nil {
					return err
				}
				if !c.json {
					c.say("cli.mapping-forgotten", "id", fmt.Sprint(forget))
					return nil
				}
			}
			return c.printMappings(cmd.Context(), b)
		})
	}
	cmd.Flags().Int64Var(&forget, "forget", 0, "`số` của cách ghép để bỏ")
	cmd.Flags().Lookup("forget").DefValue = ""
	return cmd
}

type mappingJSON struct {
	ID     int64       `json:"id"`
	Sender string      `json:"sender"`
	Name   string      `json:"sender_name"`
	File   string      `json:"file"`
	At     string      `json:"at"`
	Who    string      `json:"who"`
	Body   ntm.Mapping `json:"mapping"`
}

func (c *command) printMappings(ctx context.Context, b *office.Book) error {
	all, err := b.Mappings(ctx)
	if err != nil {
		return err
	}
	lines := []mappingJSON{}
	for _, m := range all {
		lines = append(lines, mappingJSON{m.ID, m.Sender, m.Name, m.File, m.At, m.Who, m.Mapping})
	}
	if c.json {
		return writeJSON(c.out, map[string][]mappingJSON{"mappings": lines})
	}
	if len(lines) == 0 {
		c.say("cli.no-mappings")
	}
	for _, m := range lines {
		sender := m.Name
		if sender == "" {
			sender = c.words("cli.mapping-any")
		}
		c.say("cli.mapping", "id", fmt.Sprint(m.ID), "at", office.MomentVN(m.At), "who", m.Who, "sender", sender, "file", m.File, "n", fmt.Sprint(len(m.Body.Regions)))
	}
	return nil
}

// mapFile reads the mapping that files are to be read with; nil for none.
func mapFile(path string) (*ntm.Mapping, error) {
	if path == "" {
		return nil, nil
	}
	text, err := readOwn(path)
	if err != nil {
		return nil, err
	}
	return office.ReadMapFile(filepath.Base(path), text)
}
