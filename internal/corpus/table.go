package corpus

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Counts are the figures of a fault, or of a half.
type Counts struct{ Files, Injected, Found, Missed, Alarms, Misread int }

// Table adds up the outcomes.
type Table struct {
	Halves map[string]map[int]*Counts // by fault; 0: files with several, -1: clean files
	Slips  map[string][]Slip
	Clean  []Slip // of clean files of the reported half: they are nothing to tune on, but a fault of either side
}

func newTable() *Table {
	return &Table{Halves: map[string]map[int]*Counts{"tuning": {}, "reported": {}}, Slips: map[string][]Slip{}}
}

// Rows of files that have no fault, and of those that have several.
const (
	cleanFiles = -1
	mixedFiles = 0
)

func (t *Table) counts(half string, fault int) *Counts {
	c := t.Halves[half][fault]
	if c == nil {
		c = &Counts{}
		t.Halves[half][fault] = c
	}
	return c
}

func (t *Table) add(o Outcome) {
	half := o.File.Half
	if o.File.Part == "clean" {
		t.counts(half, cleanFiles).Files++
	}
	seen := map[int]bool{}
	for i := range o.File.Faults {
		in := &o.File.Faults[i]
		c := t.counts(half, in.Fault)
		if !seen[in.Fault] {
			c.Files++
			seen[in.Fault] = true
		}
		refuses := len(in.Expect) > 0 && in.Expect[0].Kind == ExpectRefusal
		if o.Moot && !refuses {
			continue
		}
		c.Injected++
		if o.Found[i] {
			c.Found++
		} else {
			c.Missed++
		}
	}
	for _, s := range o.Slips {
		row := s.Fault
		if o.File.Part == "clean" {
			row = cleanFiles
		}
		switch s.Kind {
		case "false alarm":
			t.counts(half, row).Alarms++
		case "misread":
			t.counts(half, row).Misread++
		}
	}
	t.Slips[half] = append(t.Slips[half], o.Slips...)
	if o.File.Part == "clean" && half == "reported" {
		t.Clean = append(t.Clean, o.Slips...)
	}
}

// Total of a half.
func (t *Table) Total(half string) Counts {
	var sum Counts
	for _, c := range t.Halves[half] {
		sum.Files += c.Files
		sum.Injected += c.Injected
		sum.Found += c.Found
		sum.Missed += c.Missed
		sum.Alarms += c.Alarms
		sum.Misread += c.Misread
	}
	return sum
}

// Good tells whether the targets are met: nothing misread, 99 of 100 found in the reported half, no false alarm on clean
// files.
func (t *Table) Good() bool {
	r := t.Total("reported")
	clean := t.counts("tuning", cleanFiles).Alarms + t.counts("reported", cleanFiles).Alarms
	return r.Misread+t.Total("tuning").Misread == 0 && r.Found*100 >= r.Injected*99 && clean == 0
}

// Print writes the table.
func (t *Table) Print(w io.Writer) {
	names := map[int]string{cleanFiles: "tệp sạch", mixedFiles: "tệp có nhiều lỗi"}
	for _, f := range Faults() {
		names[f.No] = f.Name
	}
	for _, half := range []string{"tuning", "reported"} {
		fmt.Fprintf(w, "%s\n%4s %-58s%7s%9s%7s%8s%8s%9s\n", half, "", "fault", "files", "injected", "found", "missed", "alarms", "misread")
		var nos []int
		for no := range t.Halves[half] {
			nos = append(nos, no)
		}
		slices.Sort(nos)
		for _, no := range nos {
			c := t.Halves[half][no]
			fmt.Fprintf(w, "%4d %s%7d%9d%7d%8d%8d%9d\n", no, pad(names[no], 58), c.Files, c.Injected, c.Found, c.Missed, c.Alarms, c.Misread)
		}
		s := t.Total(half)
		share := 0.0
		if s.Injected > 0 {
			share = 100 * float64(s.Found) / float64(s.Injected)
		}
		fmt.Fprintf(w, "     %s%7s%9d%7d%8d%8d%9d   found %.1f %%\n\n", pad("total", 58), "", s.Injected, s.Found, s.Missed, s.Alarms, s.Misread, share)
	}
}

func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-len([]rune(s)))) }

// Findings writes what went wrong in the tuning half and in clean files, the gravest first. Of the other half no more is
// told: it is not to be tuned on.
func (t *Table) Findings(w io.Writer) {
	for _, kind := range []string{"misread", "false alarm", "missed"} {
		var of []Slip
		for _, s := range slices.Concat(t.Slips["tuning"], t.Clean) {
			if s.Kind == kind {
				of = append(of, s)
			}
		}
		slices.SortStableFunc(of, func(a, b Slip) int { return a.Fault*1000 - b.Fault*1000 + strings.Compare(a.Variant, b.Variant) })
		fmt.Fprintf(w, "\n## %s (%d)\n\n", kind, len(of))
		shown := map[string]int{}
		for _, s := range of {
			if shown[s.File]++; shown[s.File] > 3 {
				if shown[s.File] == 4 {
					fmt.Fprintf(w, "- … more of the same kind in %s\n", s.File)
				}
				continue
			}
			fmt.Fprintf(w, "- [%d %s] %s, %s!%s\n  expected: %s\n  got: %s\n", s.Fault, s.Variant, s.File, s.Sheet, s.Cell, s.Want, strings.TrimSpace(s.Got))
		}
	}
}
