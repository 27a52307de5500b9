// Command run makes the corpus of faulty workbooks, and scores what the program makes of it.
//
//	go run ./internal/corpus/run make  -out build/corpus [-seed 1] [-quick]
//	go run ./internal/corpus/run score -corpus build/corpus [-findings FILE]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"bieuxa/internal/corpus"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "corpus: make or score")
		os.Exit(2)
	}
	var err error
	good := true
	switch os.Args[1] {
	case "make":
		err = make_(os.Args[2:])
	case "score":
		good, err = score(os.Args[2:])
	default:
		err = fmt.Errorf("no command %q", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(3)
	}
	if !good {
		os.Exit(1)
	}
}

func make_(args []string) error {
	flags := flag.NewFlagSet("make", flag.ExitOnError)
	plan := corpus.Plan{}
	flags.StringVar(&plan.Dir, "out", "build/corpus", "folder")
	flags.Uint64Var(&plan.Seed, "seed", 1, "seed")
	flags.BoolVar(&plan.Quick, "quick", false, "few files, no other programs")
	flags.IntVar(&plan.Copies, "copies", 4, "files of each variant alone")
	flags.IntVar(&plan.Mixed, "mixed", 400, "files with many faults")
	others := flags.String("others", "openpyxl,libreoffice,sheetjs,gnumeric", "programs that save files again")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *others != "" && !plan.Quick {
		var lack []string
		plan.Others, lack = corpus.Available(strings.Split(*others, ","))
		if len(lack) > 0 {
			fmt.Fprintln(os.Stderr, "corpus: left out, for they are not here:", strings.Join(lack, ", "))
		}
	}
	return corpus.Make(context.Background(), plan)
}

func score(args []string) (good bool, err error) {
	flags := flag.NewFlagSet("score", flag.ExitOnError)
	dir := flags.String("corpus", "build/corpus", "folder")
	findings := flags.String("findings", "", "file for what went wrong in the tuning half")
	if err := flags.Parse(args); err != nil {
		return false, err
	}
	c, err := corpus.Load(*dir)
	if err != nil {
		return false, err
	}
	t, err := c.Score(context.Background(), nil)
	if err != nil {
		return false, err
	}
	t.Print(os.Stdout)
	if *findings != "" {
		f, err := os.Create(*findings)
		if err != nil {
			return false, err
		}
		t.Findings(f)
		if err := f.Close(); err != nil {
			return false, err
		}
	}
	return t.Good(), nil
}
