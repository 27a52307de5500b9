package report

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	marks "github.com/yuin/goldmark/text"
)

// GuideKind is what a block of a guide is.
type GuideKind uint8

// The kinds of blocks.
const (
	GuideTitle   GuideKind = iota // one, first
	GuideHeading                  // begins a topic
	GuideText
	GuideStep    // of a numbered list: No
	GuidePoint   // of a list without numbers
	GuidePicture // Picture; Runs say what it shows
	GuidePage    // on paper a new page begins here
)

// GuideRun is text in one face.
type GuideRun struct {
	Text string
	Bold bool
}

// GuideBlock is a paragraph, a step or a picture of a guide.
type GuideBlock struct {
	Kind    GuideKind
	No      int        // of a GuideStep, from 1
	Runs    []GuideRun // none in a GuidePage
	Picture string     // name of a PNG beside the guide's source
}

// Text is the block's text in one piece.
func (b GuideBlock) Text() string {
	var out strings.Builder
	for _, r := range b.Runs {
		out.WriteString(r.Text)
	}
	return out.String()
}

// Guide is a short text for the person who works with the program.
type Guide struct{ Blocks []GuideBlock }

// Title is the text of the first block.
func (g Guide) Title() string { return g.Blocks[0].Text() }

// Quoted are the words between « and » in the order they stand: what is written on the screen.
func (g Guide) Quoted() []string {
	var out []string
	for _, b := range g.Blocks {
		for rest := b.Text(); ; {
			_, after, begins := strings.Cut(rest, "«")
			word, more, ends := strings.Cut(after, "»")
			if !begins || !ends {
				break
			}
			out, rest = append(out, word), more
		}
	}
	return out
}

// ReadGuide reads a guide from Markdown: a title, headings of the second level, paragraphs, flat lists, pictures that
// stand alone, a rule where a page begins. Anything else is an error, so that nothing is lost on screen or on paper.
// Words in « » are what the screen shows; they are bold.
func ReadGuide(source []byte) (Guide, error) {
	g := Guide{}
	r := guideReader{source: source}
	for n := goldmark.DefaultParser().Parse(marks.NewReader(source)).FirstChild(); n != nil; n = n.NextSibling() {
		blocks, err := r.blocks(n)
		if err != nil {
			return g, fmt.Errorf("reading guide: %w", err)
		}
		g.Blocks = append(g.Blocks, blocks...)
	}
	for i, b := range g.Blocks {
		if (b.Kind == GuideTitle) != (i == 0) {
			return g, fmt.Errorf("reading guide: block %d: one title is wanted, first", i+1)
		}
	}
	if len(g.Blocks) == 0 {
		return g, fmt.Errorf("reading guide: it is empty")
	}
	return g, nil
}

type guideReader struct{ source []byte }

// blocks are those of one node of the page.
func (r guideReader) blocks(n ast.Node) ([]GuideBlock, error) {
	switch n := n.(type) {
	case *ast.Heading:
		kind := GuideHeading
		if n.Level == 1 {
			kind = GuideTitle
		}
		if n.Level > 2 {
			return nil, fmt.Errorf("a heading of level %d", n.Level)
		}
		return r.block(GuideBlock{Kind: kind}, n)
	case *ast.Paragraph:
		if p, ok := n.FirstChild().(*ast.Image); ok && n.ChildCount() == 1 {
			return r.block(GuideBlock{Kind: GuidePicture, Picture: string(p.Destination)}, p)
		}
		return r.block(GuideBlock{Kind: GuideText}, n)
	case *ast.ThematicBreak:
		return []GuideBlock{{Kind: GuidePage}}, nil
	case *ast.List:
		return r.list(n)
	}
	return nil, fmt.Errorf("%s is not for guides", n.Kind())
}

func (r guideReader) list(l *ast.List) ([]GuideBlock, error) {
	var out []GuideBlock
	for item, no := l.FirstChild(), max(l.Start, 1); item != nil; item, no = item.NextSibling(), no+1 {
		b := GuideBlock{Kind: GuidePoint}
		if l.IsOrdered() {
			b = GuideBlock{Kind: GuideStep, No: no}
		}
		if item.ChildCount() != 1 {
			return nil, fmt.Errorf("a list item of %d parts", item.ChildCount())
		}
		blocks, err := r.block(b, item.FirstChild())
		if err != nil {
			return nil, err
		}
		out = append(out, blocks...)
	}
	return out, nil
}

// block fills a block with the runs of a node.
func (r guideReader) block(b GuideBlock, n ast.Node) ([]GuideBlock, error) {
	err := r.runs(n, false, &b)
	b.Runs = screenWords(b.Runs)
	return []GuideBlock{b}, err
}

func (r guideReader) runs(n ast.Node, bold bool, into *GuideBlock) error {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			s := string(c.Segment.Value(r.source))
			if c.SoftLineBreak() {
				s += " "
			}
			into.Runs = append(into.Runs, GuideRun{s, bold})
		case *ast.Emphasis:
			if err := r.runs(c, true, into); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s within text is not for guides", c.Kind())
		}
	}
	return nil
}

// screenWords makes what stands in « » bold, and joins runs of one face.
func screenWords(runs []GuideRun) []GuideRun {
	var out []GuideRun
	within := false
	add := func(s string, bold bool) {
		if n := len(out); n > 0 && out[n-1].Bold == bold {
			out[n-1].Text += s
			return
		}
		out = append(out, GuideRun{s, bold})
	}
	for _, r := range runs {
		for _, sign := range r.Text {
			within = within || sign == '«'
			add(string(sign), r.Bold || within)
			within = within && sign != '»'
		}
	}
	return out
}
