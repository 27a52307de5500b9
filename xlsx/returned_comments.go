package xlsx

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// tidyComments makes the comments of other programs' files such as excelize expects them: it looks for the
// comments of a sheet under the number of the drawing that shows them, and wants shapes to have numbers.
func tidyComments(body []byte, wb *Workbook, lim Limits) ([]byte, error) {
	p := &packageEdit{body: body, lim: lim, parts: map[string][]byte{}, renamed: map[string]string{}}
	a, err := openArchive(body, lim)
	if err != nil {
		return nil, err
	}
	types, err := p.part("[Content_Types].xml")
	if err != nil {
		return nil, err
	}
	for i, s := range wb.Sheets {
		rels, err := a.relations(s.part)
		if err != nil {
			return nil, err
		}
		if types, err = p.pairComments(a, s.part, rels, tidyNumber+i, types); err != nil {
			return nil, err
		}
	}
	if len(p.renamed) > 0 {
		p.parts["[content_types].xml"] = types
	}
	if err := p.numberShapes(a); err != nil || len(p.parts) == 0 {
		return body, err
	}
	return p.write()
}

// tidyNumber is the first number given to parts and shapes that are renamed.
const tidyNumber = 9_000

// pairComments gives a sheet's comments and their drawing the same number, and returns the content types.
func (p *packageEdit) pairComments(a *archive, sheet string, rels map[string]relation, n int, types []byte) ([]byte, error) {
	names := map[string]string{"comments": fmt.Sprintf("xl/comments%d.xml", n), "vmlDrawing": fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", n)}
	targets := map[string]string{"comments": fmt.Sprintf("../comments%d.xml", n), "vmlDrawing": fmt.Sprintf("../drawings/vmlDrawing%d.vml", n)}
	has := map[string]int{}
	for _, r := range rels {
		has[r.kind]++
	}
	if has["comments"] != 1 || has["vmlDrawing"] != 1 || path.Dir(sheet) != "xl/worksheets" {
		return types, nil
	}
	name := "xl/worksheets/_rels/" + path.Base(sheet) + ".rels"
	text, err := p.part(name)
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if names[r.kind] == "" {
			continue
		}
		from, _ := a.find(sheet, r.target)
		if from == nil {
			return types, nil
		}
		p.renamed[strings.ToLower(from.name)] = names[r.kind]
		text = bytes.ReplaceAll(text, []byte(`"`+r.target+`"`), []byte(`"`+targets[r.kind]+`"`))
		types = bytes.ReplaceAll(types, []byte(`"/`+from.name+`"`), []byte(`"/`+names[r.kind]+`"`))
	}
	if !bytes.Contains(text, []byte(targets["comments"])) || !bytes.Contains(text, []byte(targets["vmlDrawing"])) ||
		!bytes.Contains(types, []byte(`"/`+names["comments"]+`"`)) {
		return nil, damaged(name, "relationship is written in an unknown way")
	}
	p.parts[strings.ToLower(name)] = text
	return types, nil
}

// numberShapes gives the shapes of old drawings numbers: LibreOffice and openpyxl name them.
func (p *packageEdit) numberShapes(a *archive) error {
	named := regexp.MustCompile(`(<v:shape\s(?:[^>]*\s)?id=")([^"]*)"`)
	numbered := regexp.MustCompile(`^_x0000_s\d{1,8}$`)
	for key, part := range a.parts {
		if !strings.HasSuffix(key, ".vml") {
			continue
		}
		was, err := p.part(part.name)
		if err != nil {
			return err
		}
		n := tidyNumber
		now := named.ReplaceAllFunc(was, func(b []byte) []byte {
			parts := named.FindSubmatch(b)
			if numbered.Match(parts[2]) {
				return b
			}
			n++
			return fmt.Appendf(nil, `%s_x0000_s%d"`, parts[1], n)
		})
		if n > tidyNumber {
			p.parts[key] = now
		}
	}
	return nil
}

// saidBeside proves that every marked cell has its comment, so that no colour stands alone.
func (m *marking) saidBeside(body []byte) error {
	book, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer book.Close()
	for sheet, want := range m.said {
		comments, err := book.GetComments(sheet)
		if err != nil {
			return err
		}
		n := 0
		for _, c := range comments {
			if strings.Contains(commentText(c), commentsSign) {
				n++
			}
		}
		if n != want {
			return fmt.Errorf("sheet %s: %d comments of %d", sheet, n, want)
		}
	}
	return nil
}
