package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// scanAll returns what the scanner sees, one line per tag or text, and whether another charset was
// decoded.
func scanAll(src io.Reader) (seen []string, recoded bool, err error) {
	var s xmlScanner
	s.maxToken, s.maxDepth, s.maxText = 1<<20, 1000, 1<<20
	s.reset("a.xml", src)
	for {
		switch s.next() {
		case xmlEOF:
			return seen, s.lossy, s.err
		case xmlStart:
			line := "<" + string(s.local)
			for _, a := range s.attrs {
				line += fmt.Sprintf(" %s=%q", a.local, a.value)
			}
			seen = append(seen, line)
		case xmlEnd:
			seen = append(seen, "</"+string(s.local))
		case xmlText:
			seen = appendSeen(seen, s.text)
		}
	}
}

func appendSeen(seen []string, text []byte) []string {
	if len(text) == 0 {
		return seen
	}
	if n := len(seen); n > 0 && seen[n-1][0] == '"' {
		seen[n-1] += string(text)
		return seen
	}
	return append(seen, `"`+string(text))
}

// standardAll is the same through encoding/xml.
func standardAll(b []byte) (seen []string, err error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	depth := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return seen, nil
		}
		if err != nil {
			return seen, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			line := "<" + tok.Name.Local
			for _, a := range tok.Attr {
				line += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
			}
			seen = append(seen, line)
		case xml.EndElement:
			depth--
			seen = append(seen, "</"+tok.Name.Local)
		case xml.CharData:
			if depth > 0 {
				seen = appendSeen(seen, tok)
			}
		}
	}
}

var wellFormed = []string{
	`<a/>`,
	xmlHead + `<a b="1" c='2"'>x<d/>&lt;&#x1EA1;<![CDATA[<]]>` + "\r\n" + `<!-- c --><?pi x?></a >` + "\n",
	`<x:a xmlns:x="urn:x" xml:space="preserve" x:b=" &quot; "> y </x:a>`,
	"\xEF\xBB\xBF<?xml version='1.0'?><xã tên=\"Nậm\">đ</xã>",
	`<a><b>1</b><b>2 ]] > ]></b></a>`,
	"<a b = \"1\"\n\tc=\"]]>\"\r/>",
	worksheet(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`),
}

var illFormed = []string{
	``, ` `, `x`, `<`, `<a`, `<a>`, `<a></b>`, `</a>`, `<a/><b/>`, `<a/>x`, `<a b=1/>`, `<a b/>`, `<a b="1"c="2"/>`,
	`<a b="<"/>`, `<a b="1" b="2"/>`, `<a>&b;</a>`, `<a>&lt</a>`, `<a>&#0;</a>`, `<a>&#xD800;</a>`, `<a>&#+1;</a>`, `<a>]]></a>`,
	`<a><!-- -- --></a>`, `<a><!-- --->`, `<a><![CDATA[</a>`, `<a><?xml version="1.0"?></a>`, ` <?xml version="1.0"?><a/>`,
	`<?xml version="1.1"?><a/>`, `<?xml encoding="utf-8"?><a/>`, `<?xml version="1.0" encoding="utf-16"?><a/>`, `<!DOCTYPE a><a/>`,
	`<a:b/>`, `<a b:c="1"/>`, `<a:b:c xmlns:a="x"/>`, `<:a/>`, `<1/>`, `<a><b></a></b>`, "<a>\x00</a>", "<a>\xFF</a>", "<a>\uFFFF</a>",
	"<a \x01/>", `<a xmlns:b=""/>`, `<a/ >`, `<a>` + "\xED\xA0\x80" + `</a>`, `<![CDATA[x]]><a/>`, `<a></a`, `<a>&amp</a>`, `<!x><a/>`,
}

func TestScannerAgreesWithTheStandardLibrary(t *testing.T) {
	for _, doc := range wellFormed {
		want, err := standardAll([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		// One byte at a time the window ends inside every token once.
		for _, src := range []io.Reader{strings.NewReader(doc), iotest.OneByteReader(strings.NewReader(doc))} {
			got, _, err := scanAll(src)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%q:\n got %q %v\nwant %q", doc, got, err, want)
			}
		}
	}
}

func TestScannerRefusesWhatIsNotWellFormed(t *testing.T) {
	for _, doc := range illFormed {
		if seen, _, err := scanAll(strings.NewReader(doc)); err == nil {
			t.Errorf("%q was read as %q", doc, seen)
		}
	}
}

func TestTokensLongerThanTheWindowAreWhole(t *testing.T) {
	long := strings.Repeat("Nậm ", 100_000)
	doc := `<a b="` + long + `">` + long + `<!--` + long + `--></a>`
	want := []string{"<a b=" + fmt.Sprintf("%q", long), `"` + long, "</a"}
	got, _, err := scanAll(strings.NewReader(doc))
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%d pieces, %v", len(got), err)
	}
}

// FuzzScan holds the scanner to refuse what encoding/xml refuses, and to see the same in the rest.
func FuzzScan(f *testing.F) {
	for _, doc := range append(slices.Clone(wellFormed), illFormed...) {
		f.Add([]byte(doc))
	}
	f.Add([]byte(utf16File(`<?xml version="1.0" encoding="UTF-16"?><a>ạ</a>`)))
	f.Fuzz(func(t *testing.T, doc []byte) {
		got, recoded, err := scanAll(bytes.NewReader(doc))
		if err != nil || recoded {
			return
		}
		want, err := standardAll(bytes.TrimPrefix(doc, []byte("\xEF\xBB\xBF")))
		if err != nil {
			t.Fatalf("encoding/xml refuses: %v", err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("\n got %q\nwant %q", got, want)
		}
	})
}
