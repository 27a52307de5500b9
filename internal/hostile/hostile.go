// Package hostile makes workbooks that are meant to hang a reader, to eat its memory or to break out of it. Each is a
// filled return of the sample with one part of it turned against the program, so that it gets past the first look.
package hostile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// File is one of them.
type File struct {
	Name string // as it is called on disk
	Body []byte
}

// parts are the parts of a package by name, in its order.
type parts struct {
	names []string
	body  map[string][]byte
}

func unpack(base []byte) (parts, error) {
	z, err := zip.NewReader(bytes.NewReader(base), int64(len(base)))
	if err != nil {
		return parts{}, err
	}
	p := parts{body: map[string][]byte{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return parts{}, err
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return parts{}, err
		}
		p.names = append(p.names, f.Name)
		p.body[f.Name] = b
	}
	return p, nil
}

// with is the package with one part changed, or a new one.
func (p parts) with(name string, body []byte) parts {
	out := parts{names: slices.Clone(p.names), body: map[string][]byte{}}
	for n, b := range p.body {
		out.body[n] = b
	}
	if _, known := out.body[name]; !known {
		out.names = append(out.names, name)
	}
	out.body[name] = body
	return out
}

// edit changes a part that is there.
func (p parts) edit(name string, change func(string) string) parts {
	return p.with(name, []byte(change(string(p.body[name]))))
}

func (p parts) pack() []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range p.names {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(p.body[name])
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// sheet names the part of the n-th sheet of the sample's returns.
func sheet(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// The sheets that are turned, by their place in the monthly return.
const (
	sheetIdentity = 1
	sheetCriteria = 2
	sheetPoverty  = 5
	sheetOCOP     = 6
)

// before puts text before the first place where a mark stands.
func before(mark, text string) func(string) string {
	return func(s string) string { return strings.Replace(s, mark, text+mark, 1) }
}

var anyRow = regexp.MustCompile(`(?s)<row r="(\d+)".*?</row>`)

// listOf keeps the rows of a sheet up to its headings and puts others under them.
func listOf(headings int, rows string) func(string) string {
	return func(s string) string {
		kept := anyRow.ReplaceAllStringFunc(s, func(row string) string {
			if n, _ := strconv.Atoi(anyRow.FindStringSubmatch(row)[1]); n > headings {
				return ""
			}
			return row
		})
		return before("</sheetData>", rows)(kept)
	}
}

// poorAtEnd is the cell of the poor households at the end of the period, on their sheet.
const poorAtEnd = "J18"

// cellAs gives a cell other content; that the sample has the cell is for the caller to know.
func cellAs(ref, attrs, inner string) func(string) string {
	cell := regexp.MustCompile(`(?s)<c r="` + ref + `"[^>]*?(/>|>.*?</c>)`)
	return func(s string) string {
		if !cell.MatchString(s) {
			panic("the sample has no cell " + ref)
		}
		return cell.ReplaceAllLiteralString(s, `<c r="`+ref+`"`+attrs+`>`+inner+`</c>`)
	}
}

// many repeats what it is told n times.
func many(n int, one func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(one(i))
	}
	return b.String()
}

func text(s string) string { return `<is><t>` + s + `</t></is>` }

func column(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}
