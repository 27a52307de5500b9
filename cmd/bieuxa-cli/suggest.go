package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

type suggestFlags struct {
	period, unit, check, key, now string
	apply, all                    bool
}

func (f *suggestFlags) valid() error {
	switch {
	case f.apply && f.check == "" && f.key == "":
		return wrongUse("--apply cần --check hoặc --key")
	case f.apply && f.unit == "" && !f.all:
		return wrongUse("--apply cần --unit CODE, hoặc --all cho mọi đơn vị")
	case f.unit != "" && f.all:
		return wrongUse("--unit và --all không đi cùng nhau")
	case f.unit == "" && f.key != "":
		return wrongUse("--key cần --unit")
	case f.now != "" && f.key == "":
		return wrongUse("--now cần --key")
	}
	return nil
}

func (c *command) suggest() *cobra.Command {
	var f suggestFlags
	cmd := &cobra.Command{Use: "suggest BOOK --period P [--unit CODE | --all] [--check ID] [--key KEY [--now VALUE]] [--apply]",
		Short: "gợi ý sửa; chỉ sửa khi có --apply, hoàn tác được", Args: exactly(1, "BOOK"),
		RunE: c.inBook(&f.period, false, f.valid, func(ctx context.Context, b *office.Book, p ntm.Period) error {
			units, err := f.units(ctx, b, p)
			if err != nil {
				return err
			}
			return c.suggested(ctx, b, p, suggestion{&f, units})
		})}
	flags := cmd.Flags()
	flags.StringVar(&f.period, "period", "", "`kỳ`, ví dụ 2020-02")
	flags.StringVar(&f.unit, "unit", "", "`mã đơn vị`; không ghi: mọi đơn vị, chỉ các gợi ý chắc chắn")
	flags.StringVar(&f.check, "check", "", "chỉ gợi ý của `kiểm tra` này, ví dụ G7")
	flags.StringVar(&f.key, "key", "", "chỉ gợi ý của lỗi có `khóa` này")
	flags.StringVar(&f.now, "now", "", "`giá trị` chọn trong nhiều gợi ý của một lỗi")
	flags.BoolVar(&f.apply, "apply", false, "sửa, sau khi in những ô sẽ sửa")
	flags.BoolVar(&f.all, "all", false, "mọi đơn vị của kỳ")
	return cmd
}

// suggestion is what was asked for, and what was found.
type suggestion struct {
	*suggestFlags
	units []office.UnitMends
}

// units are the suggestions asked for. To be applied one must be the only reading, or the one that was chosen.
func (f *suggestFlags) units(ctx context.Context, b *office.Book, p ntm.Period) ([]office.UnitMends, error) {
	if f.unit == "" {
		return b.SuggestAll(ctx, p, f.check, nil)
	}
	chosen := f.apply && f.now != ""
	all, err := b.Suggestions(ctx, p, f.unit, office.Asked{Check: f.check, Key: f.key, Sure: f.apply && !chosen})
	if err != nil {
		return nil, err
	}
	if f.now != "" {
		kept := all[:0]
		for _, s := range all {
			if s.Now == f.now {
				kept = append(kept, s)
			}
		}
		all = kept
	}
	if len(all) == 0 {
		return nil, nil
	}
	u := office.UnitMends{Unit: f.unit, Name: f.unit, Suggestions: all}
	if r, err := b.Review(ctx, p, f.unit); err == nil {
		u.Name = r.Unit.Name
	}
	if f.apply {
		u.Preview, err = b.PreviewSuggested(ctx, p, f.unit, all)
	}
	return []office.UnitMends{u}, err
}

type retypedJSON struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	Was   string `json:"was"`
	Now   string `json:"now"`
}

type suggestionJSON struct {
	Check string `json:"check"`
	Key   string `json:"key"`
	Why   string `json:"why"`
	retypedJSON
	Sure bool          `json:"sure"`
	Also []retypedJSON `json:"also"`
}

type tallyJSON struct {
	Block int `json:"block"`
	Open  int `json:"explain"`
	Note  int `json:"note"`
}

type mendsJSON struct {
	Cells  int       `json:"cells"`
	Solved int       `json:"solved"`
	New    int       `json:"new"`
	Stale  int       `json:"stale"`
	Before tallyJSON `json:"before"`
	After  tallyJSON `json:"after"`
}

type unitMendsJSON struct {
	Unit        string           `json:"unit"`
	UnitName    string           `json:"unit_name"`
	Suggestions []suggestionJSON `json:"suggestions"`
	Preview     *mendsJSON       `json:"preview"`
	Applied     *int             `json:"applied"` // cells; null: nothing was to be changed
	Problem     *problemJSON     `json:"problem"`
}

func retypedOf(c ntm.Retyped) retypedJSON {
	return retypedJSON{c.Place.Sheet, c.Place.Cell, c.Was, c.Now}
}

func problemOf(w *ntm.Words, p *office.Problem) *problemJSON {
	what, hint := w.Problem(p.ID, p.Facts)
	return &problemJSON{p.ID, what, hint}
}

// suggested prints what is suggested, and applies it if that was asked for.
func (c *command) suggested(ctx context.Context, b *office.Book, p ntm.Period, s suggestion) error {
	out := make([]unitMendsJSON, 0, len(s.units))
	for i := range s.units {
		out = append(out, c.unitMends(b.Words(), &s.units[i]))
	}
	if len(out) == 0 && !c.json {
		c.say("cli.suggest-none")
	}
	if s.apply {
		if err := c.applied(ctx, b, p, s, out); err != nil {
			return err
		}
	}
	if c.json {
		return writeJSON(c.out, map[string]any{"period": p.String(), "units": out})
	}
	return nil
}

func (c *command) applied(ctx context.Context, b *office.Book, p ntm.Period, s suggestion, out []unitMendsJSON) error {
	if !s.all {
		for i := range s.units { // one unit was named: what hinders it is told as of any command
			done, err := b.Apply(ctx, p, s.units[i].Unit, s.units[i].Suggestions)
			if err != nil {
				return err
			}
			c.tellApplied(&out[i], done.Cells, len(done.Stale))
		}
		return nil
	}
	done, err := b.ApplyAll(ctx, p, s.units, nil)
	for _, d := range done {
		for i := range out {
			switch {
			case out[i].Unit != d.Unit:
			case d.Problem != nil:
				out[i].Problem = problemOf(b.Words(), d.Problem)
			default:
				c.tellApplied(&out[i], d.Cells, len(d.Stale))
			}
		}
	}
	return err
}

func (c *command) tellApplied(u *unitMendsJSON, cells, stale int) {
	u.Applied = &cells
	if c.json {
		return
	}
	c.say("cli.suggest-applied", "unit", u.UnitName, "n", strconv.Itoa(cells))
	if stale > 0 {
		c.say("cli.suggest-stale", "n", strconv.Itoa(stale))
	}
}

// unitMends prints the suggestions of a unit, unless they are wanted as JSON.
func (c *command) unitMends(w *ntm.Words, u *office.UnitMends) unitMendsJSON {
	out := unitMendsJSON{Unit: u.Unit, UnitName: u.Name, Suggestions: []suggestionJSON{}}
	if !c.json {
		c.say("cli.suggest-unit", "code", u.Unit, "unit", u.Name)
	}
	if u.Problem != nil {
		out.Problem = problemOf(w, u.Problem)
		if !c.json {
			c.say("cli.suggest-problem", "what", out.Problem.What, "hint", out.Problem.Hint)
		}
	}
	for i := range u.Suggestions {
		s := &u.Suggestions[i]
		line := suggestionJSON{Check: s.Check, Key: s.Key, Why: s.Why, retypedJSON: retypedOf(s.Cells()[0]), Sure: s.Sure, Also: []retypedJSON{}}
		for _, a := range s.Also {
			line.Also = append(line.Also, retypedOf(a))
		}
		out.Suggestions = append(out.Suggestions, line)
		if c.json {
			continue
		}
		id, also := "cli.suggest-line", ""
		if !s.Sure {
			id = "cli.suggest-choose"
		}
		if len(s.Also) > 0 {
			also = strconv.Itoa(len(s.Also))
		}
		c.say(id, "check", s.Check, "place", s.Place.Sheet+"!"+s.Place.Cell, "was", s.Was, "now", s.Now,
			"why", w.UI("suggest."+s.Why, nil), "also", also)
	}
	if m := u.Preview; m != nil {
		out.Preview = &mendsJSON{Cells: len(m.Cells), Solved: m.Solved, New: m.New, Stale: len(m.Stale),
			Before: tallyJSON(m.Before), After: tallyJSON(m.After)}
		come := ""
		if m.New > 0 {
			come = strconv.Itoa(m.New)
		}
		if !c.json {
			c.say("cli.suggest-effect", "cells", strconv.Itoa(len(m.Cells)), "solved", strconv.Itoa(m.Solved), "new", come,
				"block", strconv.Itoa(m.After.Block), "open", strconv.Itoa(m.After.Open))
		}
	}
	return out
}
