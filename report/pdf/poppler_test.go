package pdf_test

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// run gives the PDF to a program of poppler and returns what it prints.
func run(t *testing.T, content []byte, program string, flags ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed", program)
	}
	file := filepath.Join(t.TempDir(), "form.pdf")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	args := append(flags, file)
	if program == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.Command(path, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(out)
}

// pageWord is a word where it stands, in points.
type pageWord struct {
	Left   float64 `xml:"xMin,attr"`
	Top    float64 `xml:"yMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

// pages is the words of each page where they stand, in points.
type pages struct {
	Pages []pageOf `xml:"body>doc>page"`
}

type pageOf struct {
	Width  float64    `xml:"width,attr"`
	Height float64    `xml:"height,attr"`
	Words  []pageWord `xml:"word"`
}

func readPages(t *testing.T, content []byte) pages {
	t.Helper()
	var p pages
	decoder := xml.NewDecoder(strings.NewReader(run(t, content, "pdftotext", "-bbox")))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	if err := decoder.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return p
}
