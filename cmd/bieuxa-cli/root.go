package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bieuxa/ntm"
	"bieuxa/office"
)

// root lays out the commands. Their words are Vietnamese; --lang en changes what is printed.
func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "bieuxa-cli",
		Short:         "Biểu Xã: nhận, kiểm tra, tổng hợp và xuất biểu nông thôn mới",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       cmp.Or(version, "(bản tự dịch từ mã nguồn)"),
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if c.lang != "vi" && c.lang != "en" {
				return wrongUse("--lang %s: vi, en", c.lang)
			}
			c.started = true
			return nil
		},
	}
	root.SetVersionTemplate("Biểu Xã {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "help [LỆNH]", Hidden: true, Run: func(_ *cobra.Command, args []string) {
		about, _, err := root.Find(args)
		if err != nil {
			about = root
		}
		_ = about.Help()
	}})
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &useError{err, true} })
	root.SetUsageTemplate(usage)
	root.PersistentFlags().StringVar(&c.lang, "lang", "vi", "`ngôn ngữ`: vi, en")
	root.PersistentFlags().BoolVar(&c.json, "json", false, "in ra JSON")
	root.Flags().Bool("version", false, "in số phiên bản")
	root.PersistentFlags().BoolP("help", "h", false, "in hướng dẫn")
	for _, sub := range []func() *cobra.Command{
		c.demo, c.newBook, c.template, c.check, c.texts, c.imports, c.mapping, c.mappings, c.verdicts, c.explain,
		c.board, c.reminder, c.diff,
		c.review, c.mend, c.suggest, c.undo, c.redo, c.history, c.mended, c.findings, c.recheck, c.own, c.send,
		c.sendBack, c.exclude, c.days,
		c.rollup, c.trace, c.original,
		c.export, c.letter, c.printReturn, c.verify, c.fill,
		c.closePeriod, c.reopen, c.moved, c.log, c.backup, c.restore, c.where,
		c.overview, c.table,
		c.sets, c.units, c.checks, c.forms, c.guide,
	} {
		cmd := sub()
		cmd.DisableFlagsInUseLine = true
		root.AddCommand(cmd)
	}
	root.PersistentFlags().Lookup("lang").DefValue = ""
	return root
}

const usage = `Cách dùng: {{if .HasAvailableSubCommands}}bieuxa-cli LỆNH [tùy chọn]{{else}}{{.UseLine}}{{end}}
{{if .HasAvailableSubCommands}}
Lệnh:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name 10}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
Tùy chọn:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
Tùy chọn chung:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}
Mã kết thúc: 0 sạch, 1 có lỗi chặn, 2 dùng sai, 3 không làm được.
`

func needs(n int, names string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < n {
			return wrongUse("thiếu %s", names)
		}
		return nil
	}
}

func exactly(n int, names string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return wrongUse("cần đúng: %s", names)
		}
		return nil
	}
}

func periodOf(s string) (ntm.Period, error) {
	if s == "" {
		return ntm.Period{}, wrongUse("thiếu --period, ví dụ --period 2020-02")
	}
	p, err := ntm.ParsePeriod(s)
	if err != nil {
		return p, wrongUse("--period %s: ghi như 2020-02, 2020-Q1, 2020-H1, 2020-9M hoặc 2020", s)
	}
	return p, nil
}

// inBook is the body of a command on one period of a book: it reads the period, checks what else was
// given, opens the book and does the work. check may be nil.
func (c *command) inBook(period *string, read bool, check func() error, do func(context.Context, *office.Book, ntm.Period) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		p, err := periodOf(*period)
		if err == nil && check != nil {
			err = check()
		}
		if err != nil {
			return err
		}
		return c.withBook(cmd, args[0], read, func(b *office.Book) error { return do(cmd.Context(), b, p) })
	}
}

// given refuses a flag that was left out.
func given(flag, value string) error {
	if strings.TrimSpace(value) == "" {
		return wrongUse("thiếu %s", flag)
	}
	return nil
}

// withBook opens the book for the time of f.
func (c *command) withBook(cmd *cobra.Command, path string, read bool, f func(*office.Book) error) error {
	o, err := c.office()
	if err != nil {
		return err
	}
	b, err := o.OpenBook(cmd.Context(), path, read)
	if err != nil {
		return err
	}
	c.w = b.Words()
	if copied := b.Upgraded(); copied != "" {
		fmt.Fprintln(c.errs, c.words("board.upgraded", "file", filepath.Base(copied), "folder", filepath.Base(filepath.Dir(copied))))
	}
	err = f(b)
	if closed := b.Close(); err == nil {
		err = closed
	}
	return err
}

// readOwn reads a file that the person names beside the book.
func readOwn(name string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, office.Unreadable(name, err)
	}
	return text, nil
}

func (c *command) newBook() *cobra.Command {
	var n office.NewBook
	var on, cut string
	var overlays []string
	var traits string
	cmd := &cobra.Command{Use: "new BOOK --parent CODE --set SET [--on DATE]", Short: "lập sổ cho các đơn vị dưới CODE",
		Args: exactly(1, "BOOK"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if n.Parent == "" {
				return wrongUse("thiếu --parent: mã đơn vị tổng hợp, ví dụ 385")
			}
			if on != "" {
				d, err := ntm.ParseDateISO(on)
				if err != nil {
					return wrongUse("--on %s: ghi như 2020-02-14", on)
				}
				n.On = d
			}
			n.Cut = ntm.CutStyle(cut)
			if n.Cut != ntm.CutFifteenth && n.Cut != ntm.CutCalendar {
				return wrongUse("--cut %s: 15-14 hoặc calendar", cut)
			}
			for _, name := range overlays {
				text, err := readOwn(name)
				if err != nil {
					return err
				}
				n.Overlays = append(n.Overlays, text)
			}
			if traits != "" {
				text, err := readOwn(traits)
				if err != nil {
					return err
				}
				n.Traits = text
			}
			o, err := c.office()
			if err != nil {
				return err
			}
			b, err := o.Create(cmd.Context(), args[0], n)
			if err != nil {
				return err
			}
			defer b.Close()
			return c.printBook(cmd, b, n)
		}}
	f := cmd.Flags()
	f.StringVar(&n.Parent, "parent", "", "`mã` đơn vị tổng hợp (huyện 3 số, tỉnh 2 số)")
	f.StringVar(&n.Set, "set", "", "`mã` bộ tiêu chí; bỏ trống thì theo kỳ báo cáo")
	f.StringVar(&n.FormSet, "form-set", "", "`mã` bộ biểu; bỏ trống là bộ biểu làm việc; xem bieuxa-cli forms")
	f.StringVar(&on, "on", "", "`ngày` lấy danh sách đơn vị, ví dụ 2020-02-14; bỏ trống là hôm nay")
	f.StringVar(&cut, "cut", string(ntm.CutFifteenth), "`cách` chốt số liệu: 15-14 hoặc calendar; bỏ trống là 15-14")
	f.Lookup("cut").DefValue = ""
	f.StringVar(&n.Office, "office", "", "`tên` đơn vị nhận báo cáo")
	f.StringSliceVar(&overlays, "overlay", nil, "`tệp` quy định của tỉnh (YAML)")
	f.StringVar(&traits, "units", "", "`tệp` nhóm xã, xã ĐBKK, vùng (CSV: code,group,special,zone)")
	return cmd
}

func (c *command) template() *cobra.Command {
	var period, dir, unit string
	cmd := &cobra.Command{Use: "template BOOK --period 2020-02 --out DIR [--unit CODE]", Short: "phát biểu mẫu trống cho từng đơn vị",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, true, func() error { return given("--out", dir) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				bar := c.progress()
				written, err := b.Issue(ctx, p, dir, unit, bar.step)
				bar.end()
				if err != nil {
					return err
				}
				return c.printWritten(written)
			})}
	f := cmd.Flags()
	f.StringVar(&period, "period", "", "`kỳ` báo cáo")
	f.StringVar(&dir, "out", "", "`thư mục` để ghi")
	f.StringVar(&unit, "unit", "", "`mã` đơn vị, nếu chỉ phát cho một đơn vị")
	return cmd
}

func (c *command) check() *cobra.Command {
	var period, book, mapped string
	var passwords []string
	cmd := &cobra.Command{Use: "check FILE_OR_DIR… [--book BOOK] [--period P] [--map MAP.yaml] [--password TEXT]", Short: "kiểm tra, không lưu gì",
		Args: needs(1, "FILE_OR_DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var p *ntm.Period
			if period != "" {
				q, err := periodOf(period)
				if err != nil {
					return err
				}
				p = &q
			}
			m, err := mapFile(mapped)
			if err != nil {
				return err
			}
			bar := c.progress()
			report := func(verdicts []office.Verdict, err error) error {
				bar.end()
				return c.printVerdicts(verdicts, true, err)
			}
			if book == "" {
				o, err := c.office()
				if err != nil {
					return err
				}
				return report(o.CheckMapped(office.WithPasswords(cmd.Context(), passwords...), p, m, files(args), bar.verdict))
			}
			return c.withBook(cmd, book, true, func(b *office.Book) error {
				return report(b.CheckMapped(office.WithPasswords(cmd.Context(), passwords...), p, m, files(args), bar.verdict))
			})
		}}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo; bỏ trống thì theo từng tệp")
	cmd.Flags().StringVar(&book, "book", "", "`sổ` để đối chiếu với các kỳ trước")
	passwordFlag(cmd, &passwords)
	cmd.Flags().StringVar(&mapped, "map", "", "`tệp` ghép biểu (YAML) để đọc tệp tự lập")
	return cmd
}

func (c *command) imports() *cobra.Command {
	var period, mapped string
	var passwords []string
	cmd := &cobra.Command{Use: "import BOOK --period P FILE_OR_DIR… [--map MAP.yaml] [--password TEXT]", Short: "nhận các tệp vào sổ, mỗi tệp một kết luận",
		Args: needs(2, "BOOK FILE_OR_DIR…")}
	cmd.RunE = c.inBook(&period, false, nil, func(ctx context.Context, b *office.Book, p ntm.Period) error {
		m, err := mapFile(mapped)
		if err != nil {
			return err
		}
		bar := c.progress()
		bar.each = c.verdictLine
		verdicts, err := b.ImportMapped(office.WithPasswords(ctx, passwords...), p, m, files(cmd.Flags().Args()[1:]), bar.verdict)
		bar.end()
		return c.printVerdicts(verdicts, false, err)
	})
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	passwordFlag(cmd, &passwords)
	cmd.Flags().StringVar(&mapped, "map", "", "`tệp` ghép biểu (YAML) để đọc tệp tự lập; sổ ghi nhớ cho các kỳ sau")
	return cmd
}

// passwordFlag takes passwords that are tried on every encrypted file of the run.
func passwordFlag(cmd *cobra.Command, to *[]string) {
	cmd.Flags().StringArrayVar(to, "password", nil, "`mật khẩu` mở tệp, thử với mọi tệp có mật khẩu; nêu được nhiều lần; không lưu ở đâu")
}

func (c *command) explain() *cobra.Command {
	var u unitFlags
	var key string
	cmd := &cobra.Command{Use: "explain BOOK --period P --unit CODE --finding KEY --because TEXT", Short: "ghi giải trình cho một cảnh báo",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&u.period, false,
			func() error { return errors.Join(u.check(), given("--finding", key), given("--because", u.because)) },
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				f, err := b.Explain(ctx, p, u.unit, key, u.because)
				if err != nil {
					return err
				}
				return c.printExplained(f)
			})}
	u.on(cmd, true)
	cmd.Flags().StringVar(&key, "finding", "", "`khóa` của cảnh báo, như check in ra")
	return cmd
}

func (c *command) board() *cobra.Command {
	return c.periodCommand("board BOOK --period P", "tình hình nộp báo cáo", func(ctx context.Context, b *office.Book, p ntm.Period) error {
		board, err := b.Board(ctx, p)
		if err != nil {
			return err
		}
		below, err := b.FromBelow(ctx, p)
		if err != nil {
			return err
		}
		return c.printBoard(board, below)
	})
}

func (c *command) rollup() *cobra.Command {
	return c.periodCommand("rollup BOOK --period P", "số tổng hợp của đơn vị cấp trên", func(ctx context.Context, b *office.Book, p ntm.Period) error {
		ru, err := b.RollUp(ctx, p)
		if err != nil {
			return err
		}
		return c.printRollUp(ru)
	})
}

func (c *command) periodCommand(use, short string, do func(context.Context, *office.Book, ntm.Period) error) *cobra.Command {
	var period string
	cmd := &cobra.Command{Use: use, Short: short, Args: exactly(1, "BOOK"), RunE: c.inBook(&period, true, nil, do)}
	cmd.Flags().StringVar(&period, "period", "", "`kỳ` báo cáo")
	return cmd
}

func (c *command) export() *cobra.Command {
	var period, as, date string
	req := office.ExportRequest{}
	cmd := &cobra.Command{Use: "export BOOK --period P --out DIR [--form-set SET] [--form ID] [--as xlsx,pdf,json,csv] [--without-returns]", Short: "xuất các biểu",
		Args: exactly(1, "BOOK"),
		RunE: c.inBook(&period, false, // what is written is noted in the book
			func() error {
				return errors.Join(given("--out", req.Dir), exportKinds(as, &req), paperDate(date, &req.Paper))
			},
			func(ctx context.Context, b *office.Book, p ntm.Period) error {
				bar := c.progress()
				req.Period, req.Step = p, bar.step
				exported, err := b.Export(ctx, req)
				bar.end()
				if err != nil {
					return err
				}
				c.tellUnprintable(exported.Unprintable)
				c.tellDoubtful(exported.Doubtful)
				return c.printExported(exported)
			})}
	paperFlags(cmd, &req.Paper, &date)
	f := cmd.Flags()
	f.StringVar(&period, "period", "", "`kỳ` báo cáo")
	f.StringVar(&req.Dir, "out", "", "`thư mục` để ghi")
	f.StringSliceVar(&req.Forms, "form", nil, "`mã` biểu, nếu chỉ xuất vài biểu; xem bieuxa-cli forms")
	f.StringVar(&req.FormSet, "form-set", "", "`mã` bộ biểu; bỏ trống thì theo sổ; xem bieuxa-cli forms")
	f.BoolVar(&req.WithoutReturns, "without-returns", false, "không kèm báo cáo gốc của các đơn vị trong tệp Excel")
	f.StringVar(&as, "as", "xlsx,pdf", "`kiểu tệp`: xlsx, pdf, json, csv; bỏ trống là xlsx,pdf")
	f.Lookup("as").DefValue = ""
	return cmd
}

// exportKinds reads «xlsx,pdf».
func exportKinds(as string, req *office.ExportRequest) error {
	for _, kind := range strings.Split(as, ",") {
		switch strings.TrimSpace(kind) {
		case "xlsx":
			req.Workbook = true
		case "pdf":
			req.PDF = true
		case "json":
			req.JSON = true
		case "csv":
			req.CSV = true
		default:
			return wrongUse("--as %s: xlsx, pdf, json, csv", as)
		}
	}
	return nil
}
