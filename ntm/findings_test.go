package ntm_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"bieuxa/ntm"
)

// TestEveryCheckHasItsFindings runs testdata/findings/<id>.txt for every check of the catalogue: each
// has a case in which it speaks, at the marked cell and nowhere else, and one in which it is silent.
func TestEveryCheckHasItsFindings(t *testing.T) {
	known := map[string]bool{}
	for _, c := range shippedDefinition(t).Checks {
		known[c.ID] = true
		if c.On != "" {
			continue
		}
		t.Run(c.ID, func(t *testing.T) { runFindings(t, c.ID) })
	}
	files, err := filepath.Glob("testdata/findings/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if id := strings.TrimSuffix(filepath.Base(name), ".txt"); !known[id] {
			t.Errorf("%s: the catalogue has no check %s", name, id)
		}
	}
}

func runFindings(t *testing.T, id string) {
	b, err := os.ReadFile(filepath.Join("testdata", "findings", id+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	speaks, silent := false, false
	for _, file := range txtar.Parse(b).Files {
		t.Run(file.Name, func(t *testing.T) {
			x := readFixture(t, string(file.Data))
			if x.ids[id] {
				speaks = true
			} else {
				silent = true
			}
			x.ids[id] = true
			found, err := ntm.Examine(x.sc)
			if err != nil {
				t.Fatal(err)
			}
			x.compare(found)
		})
	}
	if !speaks || !silent {
		t.Errorf("the file has no case in which %s speaks, or none in which it is silent", id)
	}
}

func (x *fixture) compare(found []ntm.Finding) {
	got := map[string]string{}
	for i := range found {
		f := &found[i]
		if !x.ids[f.ID] {
			continue
		}
		at := f.ID + " " + f.Table + "/" + f.Row + "/" + f.Column
		if _, twice := got[at]; twice {
			x.t.Errorf("%s is reported twice", at)
		}
		got[at] = f.Want
		if f.Place.Cell == "" || f.Place.Sheet == "" {
			x.t.Errorf("%s names no cell", at)
		}
	}
	for at, want := range x.marks {
		if want == "" { // what it wants is not of interest
			if _, ok := got[at]; ok {
				got[at] = ""
			}
		}
	}
	if diff := cmp.Diff(x.marks, got); diff != "" {
		x.t.Errorf("findings (-marked +found):\n%s", diff)
	}
}

// TestCatalogueOrder holds the order in which checks run and print.
func TestCatalogueOrder(t *testing.T) {
	var families []string
	for _, c := range shippedDefinition(t).Checks {
		if f := c.ID[:1]; c.On == "" && (len(families) == 0 || families[len(families)-1] != f) {
			families = append(families, f)
		}
	}
	if got := strings.Join(families, ""); got != "STGCKDPOVRLXTM" {
		t.Errorf("families run in the order %s", got)
	}
}
