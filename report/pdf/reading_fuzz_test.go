package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/report/pdf"
)

// loose is a PDF of objects without a table of their places.
func loose(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer << /Root 1 0 R >>\n%%EOF\n")
	return []byte(b.String())
}

func packed(content []byte) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(content)
	_ = w.Close()
	return fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", b.Len(), b.String())
}

// harmful are PDFs made to hurt their reader.
func harmful() map[string][]byte {
	const catalog, page = "<< /Pages 2 0 R >>", "<< /MediaBox [0 0 595 842] /Contents 4 0 R >>"
	one := "<< /Kids [3 0 R] >>"
	bomb := packed(bytes.Repeat([]byte("BT (\x00a) Tj ET\n"), 4<<20))
	objects := "<< /Type /ObjStm /First 0 " + strings.TrimPrefix(packed(bytes.Repeat([]byte("9 0 "), 1<<20)), "<<")
	return map[string][]byte{
		"pages that are their own":  loose(catalog, "<< /Kids ["+strings.Repeat("2 0 R ", 100_000)+"] >>"),
		"a root that is itself":     loose("<< /Pages 1 0 R /Kids [1 0 R] /Contents 1 0 R >>"),
		"a length that is itself":   loose(catalog, one, page, "<< /Length 4 0 R >>\nstream\nBT\nendstream"),
		"a length beyond all":       loose(catalog, one, page, "<< /Length 99999999999999999999 >>\nstream\nBT\nendstream"),
		"a length below nothing":    loose(catalog, one, page, "<< /Length -1 >>\nstream\nBT\nendstream"),
		"a page that swells":        loose(catalog, one, page, bomb),
		"many pages that swell":     loose(catalog, "<< /Kids ["+strings.Repeat("3 0 R ", 4000)+"] >>", page, bomb),
		"packed objects that swell": loose(catalog, one, page, objects),
		"states without end":        loose(catalog, one, page, packed(bytes.Repeat([]byte("q "), 1<<20))),
		"arrays in arrays":          loose(catalog, one, page, packed(bytes.Repeat([]byte("["), 1<<20))),
		"texts in texts":            loose(catalog, one, page, packed(bytes.Repeat([]byte("("), 1<<20))),
		"names in names":            loose(catalog, one, page, packed(bytes.Repeat([]byte("<<"), 1<<20))),
		"operands without end":      loose(catalog, one, page, packed(bytes.Repeat([]byte("1 "), 1<<20))),
		"objects without end":       []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj\n", 400_000) + "trailer << /Root 1 0 R >>"),
		"streams without end":       []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj\nstream\n", 60_000) + "trailer << /Root 1 0 R >>"),
		"numbers without end":       []byte("%PDF-1.4\n" + manyObjects(190_000) + "trailer << /Root 1 0 R >>"),
		"fingerprints without end":  []byte("%PDF-1.4\n" + strings.Repeat("(BIEUXA1:", 200_000)),
	}
}

// manyObjects are objects without an end, each under its own number.
func manyObjects(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
	}
	return b.String()
}

// longest is how long the reading of any of these may take, on a slow PC under load.
const longest = 10 * time.Second

func TestPDFsMadeToHurtAreReadInTime(t *testing.T) {
	for name, body := range harmful() {
		from := time.Now()
		r, err := pdf.Read(body)
		_, _ = pdf.Said(body)
		took := time.Since(from)
		t.Logf("%-28s %6d kB %8v %v", name, len(body)>>10, took.Round(time.Millisecond), err)
		if took > longest {
			t.Errorf("%s: %v", name, took)
		}
		if err == nil && len(r.Pages) > 5000 {
			t.Errorf("%s: %d pages", name, len(r.Pages))
		}
	}
}

// damaged are the files that readings are tried on: ours, ours saved by other programs, another program's, and harmful ones.
func damaged(tb testing.TB) [][]byte {
	own, _ := printed(tb, hard()[0])
	dir := tb.TempDir()
	path := filepath.Join(dir, "own.pdf")
	if err := os.WriteFile(path, own, 0o600); err != nil {
		tb.Fatal(err)
	}
	out := [][]byte{own, own[:len(own)/2], own[:len(own)-40], bytes.Replace(own, []byte("/Kids ["), []byte("/Kids [1 0 R "), 1)}
	for _, args := range [][]string{{"--qdf"}, {"--object-streams=generate"}} {
		made := filepath.Join(dir, "made.pdf")
		if exec.Command("qpdf", append(args, path, made)...).Run() == nil {
			if body, err := os.ReadFile(made); err == nil {
				out = append(out, body)
			}
		}
	}
	for name, body := range harmful() {
		if len(body) < 32<<10 && !strings.Contains(name, "swell") && !strings.Contains(name, "without end") {
			out = append(out, body)
		}
	}
	return append(out, []byte("%PDF-1.7\n"), []byte("%PDF-1.4\nstartxref\n9\n%%EOF"))
}

func FuzzRead(f *testing.F) {
	for _, body := range damaged(f) {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if len(body) > 1<<20 {
			return
		}
		from := time.Now()
		r, err := pdf.Read(body)
		if (r == nil) == (err == nil) {
			t.Errorf("%v, %v", r, err)
		}
		_, _ = pdf.Said(body)
		if took := time.Since(from); took > longest {
			t.Errorf("%v", took)
		}
	})
}
