package ntm_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bieuxa/ntm"
)

var (
	reTold   = regexp.MustCompile("`([A-Z][0-9]+[a-z]?)` (block|explain|note)")
	reNamed  = regexp.MustCompile("`([A-Z][0-9]+[a-z]?)`")
	reFaults = regexp.MustCompile(`(?m)^\| ([0-9]+) \|`)
)

// TestTheTableOfFaultsSpeaksOfTheCatalogue holds docs/reading.md against the catalogue: it has the 25 faults
// of returns, and every check that it names says so with the severity that is written there. What the reader
// finds has its severity from the reader.
func TestTheTableOfFaultsSpeaksOfTheCatalogue(t *testing.T) {
	page, err := os.ReadFile("../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(page), "## What is wrong in a return that was read")
	if !ok {
		t.Fatal("the page has no such section")
	}
	if rest, _, more := strings.Cut(text, "\n## "); more {
		text = rest
	}
	var faults []int
	for _, m := range reFaults.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		faults = append(faults, n)
	}
	for n := 1; n <= 25; n++ {
		if !slices.Contains(faults, n) {
			t.Errorf("fault %d is not told", n)
		}
	}
	def := shippedDefinition(t)
	fromReader := map[string]bool{"C1a": true, "G4": true} // by the line, by the column
	for _, m := range reNamed.FindAllStringSubmatch(text, -1) {
		if _, known := def.Check(m[1]); !known {
			t.Errorf("the catalogue has no check %s", m[1])
		}
	}
	told := reTold.FindAllStringSubmatch(text, -1)
	if len(told) < 40 {
		t.Errorf("%d checks are told with a severity", len(told))
	}
	for _, m := range told {
		c, known := def.Check(m[1])
		if known && c.Rule != "reading" && !fromReader[c.ID] && c.Severity != ntm.Severity(m[2]) {
			t.Errorf("%s is told as %s, the catalogue has %s", m[1], m[2], c.Severity)
		}
	}
}
