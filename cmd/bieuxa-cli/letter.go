package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

func (c *command) letter() *cobra.Command {
	var period string
	var write, add, reset []string
	var paper office.Paper
	cmd := &cobra.Command{Use: "letter BOOK --period P [--write ID=TEXT] [--add ID=TEXT] [--reset ID]", Short: "lời báo cáo của tập trình: xem, sửa, thêm đoạn",
		Args: exactly(1, "BOOK")}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		read := len(write)+len(add)+len(reset) == 0
		do := c.inBook(&period, read, func() error { return errors.Join(assignments("--write", write), assignments("--add", add)) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				if !read {
					if err := c.rewrite(ctx, b, p, edits{write, add, reset}); err != nil || !c.json {
						return err
					}
				}
				l, err := b.Submission(ctx, p, paper)
				if err != nil {
					return err
				}
				return c.printLetter(l)
			})
		return do(cmd, args)
	}
	f := cmd.Flags()
	f.StringVar(&period, "period", "", "`kỳ` báo cáo")
	f.StringArrayVar(&write, "write", nil, "`mã=lời` thay một đoạn; không có lời thì bỏ đoạn đó")
	f.StringArrayVar(&add, "add", nil, "`mã=lời` thêm một đoạn sau đoạn có mã này; mở đầu bằng «- » là một dòng liệt kê")
	f.StringArrayVar(&reset, "reset", nil, "`mã` đoạn lấy lại lời của chương trình")
	f.BoolVar(&paper.Explanations, "explanations", false, "như khi có phụ biểu giải trình")
	return cmd
}

// paperFlags are how the submission is printed.
func paperFlags(cmd *cobra.Command, paper *office.Paper, date *string) {
	f := cmd.Flags()
	f.BoolVar(&paper.Unsigned, "unsigned", false, "bản trình ký: để trống số, ngày, chữ ký")
	f.StringVar(&paper.Number, "number", "", "`số` văn bản")
	f.StringVar(date, "date", "", "`ngày` văn bản, như 2021-01-05")
	f.BoolVar(&paper.Charts, "charts", false, "kèm trang biểu đồ")
	f.BoolVar(&paper.Explanations, "explanations", false, "kèm phụ biểu giải trình")
	f.BoolVar(&paper.StaleIsFine, "stale-ok", false, "in cả những đoạn đã sửa mà số liệu đã đổi")
}

// paperDate reads the day of the letter.
func paperDate(text string, paper *office.Paper) error {
	if text == "" {
		return nil
	}
	on, err := ntm.ParseDateISO(text)
	if err != nil {
		return wrongUse("--date %s: ghi như 2021-01-05", text)
	}
	paper.Date = on
	return nil
}

func assignments(flag string, all []string) error {
	for _, s := range all {
		if id, _, ok := strings.Cut(s, "="); !ok || strings.TrimSpace(id) == "" {
			return wrongUse("%s %s: ghi như mã=lời", flag, s)
		}
	}
	return nil
}

// edits are changes to a letter, in the order they are made: what is reset first can be written anew.
type edits struct{ write, add, reset []string }

func (c *command) rewrite(ctx context.Context, b *office.Book, p ntm.Period, e edits) error {
	told := func(word, id string) {
		if !c.json {
			c.say(word, "id", id)
		}
	}
	for _, id := range e.reset {
		if err := b.ResetPassage(ctx, p, id); err != nil {
			return err
		}
		told("letter.reset", id)
	}
	for _, s := range e.write {
		id, text, _ := strings.Cut(s, "=")
		if err := b.WritePassage(ctx, p, strings.TrimSpace(id), text); err != nil {
			return err
		}
		told("letter.written", id)
	}
	for _, s := range e.add {
		after, text, _ := strings.Cut(s, "=")
		id, err := b.AddPassage(ctx, p, strings.TrimSpace(after), text)
		if err != nil {
			return err
		}
		told("letter.written", id)
	}
	return nil
}

type letterJSON struct {
	Period   string        `json:"period"`
	Issuer   string        `json:"issuer"`
	Superior string        `json:"superior"`
	Symbol   string        `json:"symbol"`
	Kind     string        `json:"kind"`
	Subject  string        `json:"subject"`
	To       []string      `json:"to"`
	Copies   []string      `json:"copies"`
	Place    string        `json:"place"`
	Signed   string        `json:"signed"`
	Locked   bool          `json:"locked"`
	Fields   []passageJSON `json:"fields"`
	Passages []passageJSON `json:"passages"`
}

type passageJSON struct {
	ID       string   `json:"id"`
	Number   string   `json:"number"`
	Level    string   `json:"level"`
	Text     string   `json:"text"`
	Program  string   `json:"program"`
	Over     string   `json:"over"`
	Edited   bool     `json:"edited"`
	Own      bool     `json:"own"`
	Stale    bool     `json:"stale"`
	Doubtful []string `json:"doubtful"`
	At       string   `json:"at"`
	Who      string   `json:"who"`
}

func passagesJSON(all []office.LetterPassage) []passageJSON {
	out := []passageJSON{}
	for i := range all {
		p := &all[i]
		doubtful := append([]string{}, p.Doubtful...)
		out = append(out, passageJSON{p.ID, p.Number, p.LevelName(), p.Text, p.Program, p.Over, p.Edited, p.Own, p.Stale, doubtful, p.At, p.Who})
	}
	return out
}

func (c *command) printLetter(l *office.Letter) error {
	s := &l.Submission
	if c.json {
		return writeJSON(c.out, letterJSON{l.Period.String(), s.Issuer, s.Superior, s.Symbol, s.Kind, s.Subject, append([]string{}, s.To...),
			append([]string{}, s.Copies...), s.Place, s.Signed.Title, l.Locked, passagesJSON(l.Fields), passagesJSON(l.Passages)})
	}
	fmt.Fprintf(c.out, "%s\n%s\n", strings.ToUpper(s.Kind), s.Subject)
	c.say("letter.to", "to", strings.Join(s.To, "; "))
	for i := range l.Fields {
		c.remarks(&l.Fields[i])
	}
	for i := range l.Passages {
		p := &l.Passages[i]
		if p.Text != "" {
			fmt.Fprintln(c.out, p.Printed())
		}
		c.remarks(p)
	}
	c.say("letter.copies", "copies", strings.Join(s.Copies, "; "))
	return nil
}

// remarks tell what the office changed and what of it does not fit any more.
func (c *command) remarks(p *office.LetterPassage) {
	switch {
	case p.Own:
		c.say("letter.own", "id", p.ID, "who", p.Who)
	case p.Edited && p.Text == "":
		c.say("letter.left-out", "id", p.ID, "program", p.Program)
	case p.Edited:
		c.say("letter.edited", "id", p.ID, "at", office.DayVN(p.At), "who", p.Who)
	}
	if p.Stale {
		now := p.Program
		if now == "" {
			now = c.words("letter.nothing")
		}
		c.say("letter.stale", "over", p.Over)
		if !p.Own {
			c.say("letter.now", "program", now)
		}
	}
	if len(p.Doubtful) > 0 {
		c.say("letter.doubtful", "figures", strings.Join(p.Doubtful, ", "))
	}
}

// tellDoubtful names the figures of the office's own words that are none of the period's.
func (c *command) tellDoubtful(texts []string) {
	for _, text := range texts {
		fmt.Fprintln(c.errs, c.words("cli.doubtful", "text", text))
	}
}
