package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bieuxa/office"
)

// loose is a filled return taken apart: its parts, and where the cells of its sheets stand.
type loose struct {
	names []string
	parts map[string][]byte
	cells []looseCell
}

type looseCell struct {
	part     string
	ref      string
	from, to int
}

var cellElement = regexp.MustCompile(`(?s)<c r="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</c>)`)

func takenApart(tb testing.TB, path string) *loose {
	tb.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	l := &loose{parts: map[string][]byte{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		l.names = append(l.names, f.Name)
		l.parts[f.Name] = body
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			for _, at := range cellElement.FindAllSubmatchIndex(body, -1) {
				l.cells = append(l.cells, looseCell{f.Name, string(body[at[2]:at[3]]), at[0], at[1]})
			}
		}
	}
	return l
}

// with is the file with one cell filled otherwise.
func (l *loose) with(tb testing.TB, n uint16, kind uint8, text string) []byte {
	tb.Helper()
	c := l.cells[int(n)%len(l.cells)]
	var plain bytes.Buffer
	if err := xml.EscapeText(&plain, []byte(text)); err != nil {
		tb.Fatal(err)
	}
	shape := [...]string{`><v>%s</v>`, ` t="inlineStr"><is><t>%s</t></is>`, `><f>%s</f>`, `><f>%s</f><v>1</v>`, ` s="37"><v>%s</v>`, ` t="e"><v>%s</v>`}
	cell := `<c r="` + c.ref + `"` + fmt.Sprintf(shape[int(kind)%len(shape)], plain.String()) + `</c>`
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range l.names {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			tb.Fatal(err)
		}
		body := l.parts[name]
		if name == c.part {
			body = []byte(string(body[:c.from]) + cell + string(body[c.to:]))
		}
		if _, err := f.Write(body); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// FuzzReturn fills any cell of a good return with anything and takes the whole way: container, workbook, binding,
// checks, sentences. Every file has one verdict and none is a bug.
func FuzzReturn(f *testing.F) {
	m := newMaker(f, "xa-2016-2020", "2020-12")
	l := takenApart(f, m.write(m.commune(m.communes("385")[0], 11)))
	for i, text := range []string{"12", "1.234", "12 (tăng 2)", "~300", "0,85", "85%", "#REF!", "SUM(A1:XFD1048576)", "Tháng 11/2020", "14884", "Xã Phú Lệ",
		"Đạt", "x", "Tổng cộng", "Không phát sinh", "-", "1E400", "phó lÖ", "14/02/2020", "44150", "I", "17.1", "Trong đó", "TT", "\u0000", "'=1+1"} {
		f.Add(uint16(i*97), uint8(i), text)
	}
	words := open(f).Words()
	path := filepath.Join(f.TempDir(), "a.xlsx")
	f.Fuzz(func(t *testing.T, n uint16, kind uint8, text string) {
		if err := os.WriteFile(path, l.with(t, n, kind, text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := open(t).Check(ctx, &m.period, []string{path}, nil)
		if err != nil || len(got) != 1 {
			t.Fatalf("%d verdicts, %v", len(got), err)
		}
		v := &got[0]
		if p := v.Problem; p != nil && (strings.HasSuffix(p.ID, "bug")) {
			t.Fatalf("%s: %v", p.ID, p)
		}
		if v.Verdict == office.VerdictRefused {
			what, hint := words.Problem(v.Problem.ID, v.Problem.Facts)
			if what == "" || hint == "" {
				t.Errorf("%s is refused without words", v.Problem.ID)
			}
			return
		}
		for _, found := range v.Findings {
			said, fix := words.Text(found), words.Fix(found)
			if said == "" || fix == "" || strings.ContainsAny(said, "{}") && !strings.ContainsAny(text, "{}") {
				t.Errorf("%s says %q, %q", found.ID, said, fix)
			}
		}
	})
}
