// Command bench measures a month's work on generated returns, as ratios against a reference in the
// same run: excelize reading every cell of the same files (GetRows on every sheet, one goroutine).
//
//	go run ./internal/bench [-out bench] [-sizes 15,98] [-year] [-cpuprofile FILE]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"bieuxa/assets"
	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
)

func main() {
	out := flag.String("out", "bench", "folder for the returns, books and forms")
	sizes := flag.String("sizes", "15,98", "communes in one month, comma-separated")
	yearly := flag.Bool("year", false, "also 98 communes × 12 months")
	profile := flag.String("cpuprofile", "", "write a profile of the whole run to this file")
	flag.Parse()
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		defer pprof.StopCPUProfile()
	}
	if err := run(context.Background(), *out, *sizes, *yearly); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func run(ctx context.Context, out, sizes string, yearly bool) error {
	december := ntm.Period{Kind: ntm.Month, Year: 2020, N: 12}
	g, err := months.New(december)
	if err != nil {
		return err
	}
	fmt.Printf("%d processors, %s\n", runtime.GOMAXPROCS(0), runtime.Version())
	fmt.Println("files  reference s  import s  roll-up s  forms s  sum s  sum/reference  peak MB")
	for _, text := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return err
		}
		if err := measure(ctx, g, filepath.Join(out, fmt.Sprint(n)), n, []ntm.Period{december}); err != nil {
			return err
		}
	}
	if yearly {
		year := ntm.Period{Kind: ntm.Year, Year: 2020}.Months()
		if err := measure(ctx, g, filepath.Join(out, "98x12"), 98, year); err != nil {
			return err
		}
	}
	fmt.Println("the 98 returns of one month are in", filepath.Join(out, "98", "returns", december.String()))
	return nil
}

// measure makes the returns, then times the reference and the month's work on the same files, three
// times each in turn; the medians are printed.
func measure(ctx context.Context, g *months.Generator, dir string, n int, periods []ntm.Period) error {
	var folders []string
	for _, p := range periods {
		folder := filepath.Join(dir, "returns", p.String())
		folders = append(folders, folder)
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
		if err := g.Write(ctx, p, n, folder); err != nil {
			return err
		}
	}
	rounds := 3
	if len(periods) > 1 {
		rounds = 1
	}
	var all []timing
	for range rounds {
		t, err := once(ctx, dir, folders, periods)
		if err != nil {
			return err
		}
		all = append(all, t)
	}
	t := median(all)
	sum := t.imported + t.rolled + t.formed
	fmt.Printf("%5d  %11.2f  %8.2f  %9.2f  %7.2f  %5.2f  %13.2f  %7.0f\n", n*len(periods), t.reference.Seconds(), t.imported.Seconds(),
		t.rolled.Seconds(), t.formed.Seconds(), sum.Seconds(), sum.Seconds()/t.reference.Seconds(), t.peak)
	return nil
}

type timing struct {
	reference, imported, rolled, formed time.Duration
	peak                                float64 // MB, of the work alone
}

// median is the run with the middle sum.
func median(all []timing) timing {
	sum := func(t timing) time.Duration { return t.imported + t.rolled + t.formed }
	for i := range all {
		for j := i; j > 0 && sum(all[j]) < sum(all[j-1]); j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
	return all[len(all)/2]
}

func once(ctx context.Context, dir string, folders []string, periods []ntm.Period) (timing, error) {
	var t timing
	var err error
	if t.reference, err = reference(folders); err != nil {
		return t, err
	}
	runtime.GC()
	stop := watchHeap()
	path := filepath.Join(dir, "book.bieuxa")
	_ = os.Remove(path)
	o, err := office.Open(office.Config{Assets: assets.FS, Now: func() time.Time { return months.Printed }, Who: "bench"})
	if err != nil {
		return t, err
	}
	b, err := o.Create(ctx, path, office.NewBook{Parent: months.Parent, Set: "xa-2016-2020", On: ntm.NewDate(2020, 1, 14)})
	if err != nil {
		return t, err
	}
	defer b.Close()
	start := time.Now()
	for i, p := range periods {
		verdicts, err := b.Import(ctx, p, []string{folders[i]}, nil)
		if err != nil {
			return t, err
		}
		for j := range verdicts {
			if v := &verdicts[j]; v.Verdict == office.VerdictRefused {
				return t, fmt.Errorf("%s is refused: %w", v.File, v.Problem)
			}
		}
	}
	t.imported = time.Since(start)
	start = time.Now()
	last := periods[len(periods)-1]
	if _, err := b.RollUp(ctx, last); err != nil {
		return t, err
	}
	t.rolled = time.Since(start)
	start = time.Now()
	if _, err := b.Export(ctx, office.ExportRequest{Period: last, Dir: filepath.Join(dir, "forms"), Workbook: true, PDF: true}); err != nil {
		return t, err
	}
	t.formed = time.Since(start)
	t.peak = stop()
	return t, nil
}

// reference is excelize reading every cell of every file, one goroutine.
func reference(folders []string) (time.Duration, error) {
	start := time.Now()
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
		if err != nil {
			return 0, err
		}
		for _, name := range files {
			f, err := excelize.OpenFile(name)
			if err != nil {
				return 0, err
			}
			for _, sheet := range f.GetSheetList() {
				if _, err := f.GetRows(sheet); err != nil {
					return 0, err
				}
			}
			if err := f.Close(); err != nil {
				return 0, err
			}
		}
	}
	return time.Since(start), nil
}

// watchHeap samples the memory Go holds until it is stopped, and returns the peak in MB.
func watchHeap() func() float64 {
	done, peak := make(chan struct{}), make(chan float64)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		most := 0.0
		for {
			metrics.Read(sample)
			most = max(most, float64(sample[0].Value.Uint64()-sample[1].Value.Uint64())/1e6)
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() float64 {
		close(done)
		return <-peak
	}
}
