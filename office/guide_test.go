package office_test

import (
	"bytes"
	"encoding/xml"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"bieuxa/assets"
	"bieuxa/office"
)

func guideOffice(t *testing.T, lang string) *office.Office {
	t.Helper()
	o, err := office.Open(office.Config{Assets: assets.FS, Lang: lang,
		Now: func() time.Time { return time.Date(2020, 12, 16, 8, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func guideOf(t *testing.T, o *office.Office, id string) *office.Guide {
	t.Helper()
	g, err := o.Guide(id)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// onScreen are the texts of the window and of the command that have no gaps to fill.
func onScreen(t *testing.T, lang string) map[string]bool {
	t.Helper()
	files, err := fs.Glob(assets.FS, "words/"+lang+"/ui*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no words", err)
	}
	out := map[string]bool{}
	for _, name := range files {
		content, err := fs.ReadFile(assets.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]string{}
		if err := yaml.Unmarshal(content, &words); err != nil {
			t.Fatal(name, err)
		}
		for _, text := range words {
			out[text] = true
		}
	}
	return out
}

func TestGuidesQuoteTheScreen(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		o, known := guideOffice(t, lang), onScreen(t, lang)
		for _, id := range office.GuideIDs() {
			quoted := guideOf(t, o, id).Quoted()
			if len(quoted) < 5 {
				t.Errorf("%s %s quotes only %q", id, lang, quoted)
			}
			for _, word := range quoted {
				if !known[word] {
					t.Errorf("%s %s: nothing on the screen says «%s»", id, lang, word)
				}
			}
		}
	}
}

// A topic is where F1 leads to from a room: both languages have it at the same place.
func TestGuidesHaveTheSameTopics(t *testing.T) {
	vi, en := guideOffice(t, "vi"), guideOffice(t, "en")
	for _, id := range office.GuideIDs() {
		count := func(o *office.Office) (n int) {
			for _, b := range guideOf(t, o, id).Blocks {
				if b.Kind == office.GuideHeading {
					n++
				}
			}
			return n
		}
		if count(vi) != count(en) || count(vi) == 0 {
			t.Errorf("%s: %d topics in Vietnamese, %d in English", id, count(vi), count(en))
		}
	}
}

func TestGuidePicturesAreSmallAndUsed(t *testing.T) {
	used, all := map[string]bool{}, 0
	for _, lang := range []string{"vi", "en"} {
		o := guideOffice(t, lang)
		for _, id := range office.GuideIDs() {
			g := guideOf(t, o, id)
			for _, b := range g.Blocks {
				if b.Kind != office.GuidePicture {
					continue
				}
				content, err := g.Picture(b.Picture)
				if err != nil {
					t.Fatal(err)
				}
				if len(content) > 64<<10 {
					t.Errorf("%s has %d bytes", b.Picture, len(content))
				}
				used[b.Picture] = true
			}
		}
	}
	files, err := fs.Glob(assets.FS, "guide/*.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		at, err := fs.Stat(assets.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		all += int(at.Size())
		if !used[filepath.Base(name)] {
			t.Errorf("%s is in no guide", name)
		}
	}
	if all > 600<<10 {
		t.Errorf("the pictures have %d bytes", all)
	}
}

func TestGuidesAreTwoPagesTheSameEachTime(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		o := guideOffice(t, lang)
		first, err := o.PrintGuides(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		again, err := o.PrintGuides(t.Context(), filepath.Join(t.TempDir(), "hướng dẫn"))
		if err != nil {
			t.Fatal(err)
		}
		if len(first) != len(office.GuideIDs()) {
			t.Fatalf("%q", first)
		}
		for i := range first {
			one, two := contentOf(t, first[i]), contentOf(t, again[i])
			if !bytes.Equal(one, two) {
				t.Errorf("%s: other bytes the second time", filepath.Base(first[i]))
			}
			checkPages(t, first[i])
		}
	}
}

func contentOf(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// checkPages holds a guide's pages against A4 in points: two of them, nothing in the outer 12 mm, no page empty.
func checkPages(t *testing.T, path string) {
	t.Helper()
	const margin, wide, high = 12 / 25.4 * 72, 595.0, 842.0
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command(program, "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Pages []struct {
			Words []struct {
				Left   float64 `xml:"xMin,attr"`
				Top    float64 `xml:"yMin,attr"`
				Right  float64 `xml:"xMax,attr"`
				Bottom float64 `xml:"yMax,attr"`
				Text   string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	decoder := xml.NewDecoder(bytes.NewReader(out))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	if err := decoder.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(path)
	if len(doc.Pages) != 2 {
		t.Errorf("%s has %d pages", name, len(doc.Pages))
	}
	for i, p := range doc.Pages {
		if len(p.Words) < 50 {
			t.Errorf("%s: page %d has %d words", name, i+1, len(p.Words))
		}
		for _, w := range p.Words {
			if w.Left < margin || w.Right > wide-margin || w.Top < margin/2 || w.Bottom > high-margin/2 {
				t.Errorf("%s: page %d: %s stands at %.0f–%.0f, %.0f–%.0f", name, i+1, strings.TrimSpace(w.Text), w.Left, w.Right, w.Top, w.Bottom)
			}
		}
	}
}
