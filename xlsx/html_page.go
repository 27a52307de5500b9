package xlsx

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// htmlPage reads the tables of one page.
type htmlPage struct {
	book   *bookBuilder
	styles *htmlStyles
	state  Visibility // of the sheets of the page
	tables []*htmlTable
	names  []htmlSheet // of the sheets, as Excel lists them in a comment
	heads  []string    // of the sheets, as LibreOffice writes them above its tables
	steps  int

	raw      string // element whose text is no markup and that is still open
	head     *strings.Builder
	complete bool // the page has said </html>
	strict   bool // a program that always says </html> wrote the page
	frames   bool // the sheets are in other files
	password bool // the page asks for a password
}

// htmlSheet is a sheet that Excel lists: its tab, and the part that holds it if that is another one.
type htmlSheet struct{ name, href string }

// read passes over the page once.
func (p *htmlPage) read(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(int(p.book.lim.Token))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return p.over(z.Err())
		}
		if err := p.token(kind, z); err != nil {
			return err
		}
	}
}

// over ends the page. A page that ends inside a table was cut short.
func (p *htmlPage) over(err error) error {
	switch {
	case errors.Is(err, html.ErrBufferExceeded):
		return problem(problemTooLarge, "reason", "one tag or text")
	case !errors.Is(err, io.EOF):
		return asProblem(err, "")
	case len(p.tables) > 0 || p.raw != "" || p.strict && !p.complete:
		return problem(problemTruncated)
	}
	return nil
}

func (p *htmlPage) token(kind html.TokenType, z *html.Tokenizer) error {
	switch kind {
	case html.TextToken:
		p.text(string(z.Text()))
		return nil
	case html.CommentToken:
		p.comment(string(z.Raw()))
		return nil
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
	default:
		return nil
	}
	t := z.Token()
	if kind == html.EndTagToken {
		return p.endTag(t.Data)
	}
	return p.startTag(t.Data, t.Attr, kind == html.SelfClosingTagToken)
}

// text goes to the cell that is open, to the style sheet, or to the heading of a sheet.
func (p *htmlPage) text(text string) {
	switch {
	case p.raw == "style":
		p.styles.read(text)
	case p.raw != "":
	case p.head != nil:
		if p.head.Len() < 200 {
			p.head.WriteString(text)
		}
	default:
		if t := p.table(); t != nil && t.cell != nil {
			t.cell.say(text)
		}
	}
}

// comment looks for the list of sheets that Excel writes for itself.
func (p *htmlPage) comment(raw string) {
	if strings.HasPrefix(raw, "<!--") && !strings.HasSuffix(raw, "-->") {
		p.strict = true // the rest of the page is in a comment that never ends
		p.complete = false
		return
	}
	if !strings.Contains(raw, "<x:ExcelWorksheet>") {
		if strings.Contains(raw, "<x:Visible>SheetHidden<") {
			p.state = Hidden
		} else if strings.Contains(raw, "<x:Visible>SheetVeryHidden<") {
			p.state = VeryHidden
		}
		return
	}
	for i, part := range strings.Split(raw, "<x:ExcelWorksheet>") {
		if i == 0 || len(p.names) >= p.book.lim.Parts {
			continue
		}
		name, _, _ := strings.Cut(between(part, "<x:Name>", "</x:Name>"), "<")
		href := between(part, `<x:WorksheetSource HRef="`, `"`)
		p.names = append(p.names, htmlSheet{html.UnescapeString(strings.TrimSpace(name)), href})
	}
}

func between(s, open, end string) string {
	_, rest, _ := strings.Cut(s, open)
	inner, _, ok := strings.Cut(rest, end)
	if !ok {
		return ""
	}
	return inner
}

// rawText are the elements whose content is no markup.
func rawText(name string) bool {
	switch name {
	case "style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext":
		return true
	}
	return false
}

func (p *htmlPage) startTag(name string, attrs []html.Attribute, closed bool) error {
	switch name {
	case "table":
		return p.beginTable()
	case "tr":
		return p.beginRow(attrs)
	case "td", "th":
		return p.beginCell(name, attrs)
	case "col", "colgroup":
		if name == "col" {
			p.column(attrs)
		}
		return nil
	case "br":
		p.newLine(true)
		return nil
	case "p", "div", "li":
		p.newLine(false)
	case "frame":
		p.frames = true
		return nil
	case "input":
		if kind, _ := attrOf(attrs, "type"); strings.EqualFold(kind, "password") {
			p.password = true
		}
		return nil
	case "meta":
		p.meta(attrs)
		return nil
	case "h1":
		if len(p.tables) == 0 {
			p.head = &strings.Builder{}
		}
		return nil
	case "img", "hr", "link", "base", "wbr", "area", "param", "source", "embed":
		return nil
	}
	if rawText(name) && !closed {
		p.raw = name
		return nil
	}
	if t := p.table(); t != nil && t.cell != nil && !closed {
		return t.cell.begin(name, p.styles.styleOf(name, attrs), p.book.lim.Depth)
	}
	return nil
}

// meta notes programs that write whole pages, so that a missing end tells of a cut.
func (p *htmlPage) meta(attrs []html.Attribute) {
	name, _ := attrOf(attrs, "name")
	content, _ := attrOf(attrs, "content")
	name, content = strings.ToLower(name), strings.ToLower(content)
	if (name == "generator" || name == "progid") && (strings.Contains(content, "excel") || strings.Contains(content, "libreoffice") || strings.Contains(content, "openoffice")) {
		p.strict = true
		if p.book.wb.Producer == "" {
			p.book.wb.Producer, _ = attrOf(attrs, "content")
		}
	}
}

func (p *htmlPage) newLine(br bool) {
	if t := p.table(); t != nil && t.cell != nil {
		t.cell.newLine(br)
	}
}

func (p *htmlPage) endTag(name string) error {
	if name == p.raw {
		p.raw = ""
		return nil
	}
	switch name {
	case "table":
		return p.endTable()
	case "tr":
		return p.endRow()
	case "td", "th":
		return p.endCell()
	case "p", "div", "li":
		p.newLine(false)
	case "html":
		p.complete = true
	case "h1":
		if p.head != nil && len(p.heads) < p.book.lim.Parts {
			p.heads = append(p.heads, p.head.String())
		}
		p.head = nil
		return nil
	}
	if t := p.table(); t != nil && t.cell != nil {
		t.cell.end(name)
	}
	return nil
}
