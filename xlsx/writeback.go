package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteBack writes the unit's own workbook with the inputs typed in, as With has them. Every part is copied
// byte for byte except the sheets that change, in which only the cells concerned do; the program that opens
// the workbook is asked to compute it anew. The result is read again and compared with what With says cell
// by cell before anything is written to w. Errors are *ProblemError, except those of w.
func WriteBack(w io.Writer, body []byte, inputs []Input, lim Limits) error {
	out, err := writtenBack(body, inputs, lim)
	if err != nil {
		return asProblem(err, "")
	}
	_, err = w.Write(out)
	return err
}

func writtenBack(body []byte, inputs []Input, lim Limits) (out []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			out, err = nil, problem(problemBug, "reason", fmt.Sprint(v))
		}
	}()
	was, err := Read("", body, lim)
	if err != nil {
		return nil, err
	}
	if !was.Container.Spliced() {
		return nil, problem(problemInputKept, "reason", "only .xlsx is spliced")
	}
	now, err := was.With(inputs)
	if err != nil {
		return nil, err
	}
	p := &packageEdit{body: body, lim: lim, parts: map[string][]byte{}, dropped: map[string]bool{}}
	if err := p.sheets(was, now); err != nil {
		return nil, err
	}
	if len(p.parts) == 0 {
		return body, nil
	}
	if err := p.reckoning(now); err != nil {
		return nil, err
	}
	if out, err = p.write(); err != nil {
		return nil, err
	}
	again, err := Read("", out, lim)
	if err == nil {
		err = unlikeCells(now, again)
	}
	if err != nil {
		return nil, problem(problemInputKept, "reason", err.Error())
	}
	return out, nil
}

// packageEdit is a package of which some parts change.
type packageEdit struct {
	body    []byte
	lim     Limits
	parts   map[string][]byte // new content by folded name
	dropped map[string]bool
	renamed map[string]string // folded name → new name
	chain   bool              // formulas went, so the order of computing kept in the file is no longer true
}

// part is the content of a part as it stands in the package.
func (p *packageEdit) part(name string) ([]byte, error) {
	a, err := openArchive(p.body, p.lim)
	if err != nil {
		return nil, err
	}
	from := a.parts[strings.ToLower(name)]
	if from == nil {
		return nil, damaged(name, "part is missing")
	}
	r, err := a.open(from)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func (p *packageEdit) sheets(was, now *Workbook) error {
	for i, s := range was.Sheets {
		if now.Sheets[i] == s {
			continue
		}
		changes := unlikeRows(s, now.Sheets[i])
		if len(changes) == 0 {
			continue
		}
		body, err := p.part(s.part)
		if err != nil {
			return err
		}
		if p.parts[strings.ToLower(s.part)], err = spliceSheet(body, s, changes, p.lim); err != nil {
			return err
		}
		p.chain = p.chain || slices.ContainsFunc(changes, func(c cellChange) bool { return c.was.HasFormula && !c.now.HasFormula })
	}
	return nil
}

// reckoning has the workbook computed when it is opened, and forgets the order of computing if formulas
// went.
func (p *packageEdit) reckoning(now *Workbook) error {
	a, err := openArchive(p.body, p.lim)
	if err != nil {
		return err
	}
	main, err := a.mainPart()
	if err != nil {
		return err
	}
	body, err := p.part(main.name)
	if err != nil {
		return err
	}
	if p.chain || hasFormulas(now) {
		if p.parts[strings.ToLower(main.name)], err = recalculated(main.name, body, p.lim); err != nil {
			return err
		}
	}
	if !p.chain {
		return nil
	}
	rels, err := a.relations(main.name)
	if err != nil {
		return err
	}
	for _, r := range rels {
		if r.kind != "calcChain" || r.external {
			continue
		}
		if err := p.dropPart(a, main, r.target); err != nil {
			return err
		}
	}
	return nil
}

func hasFormulas(wb *Workbook) bool {
	for _, s := range wb.Sheets {
		for c := range s.Cells() {
			if c.HasFormula {
				return true
			}
		}
	}
	return false
}

// dropPart takes a part of the workbook out of the package, its relationship and its content type.
func (p *packageEdit) dropPart(a *archive, main *part, target string) error {
	chain, key := a.find(main.name, target)
	if chain == nil {
		return nil
	}
	p.dropped[strings.ToLower(chain.name)] = true
	i := strings.LastIndexByte(main.name, '/') + 1
	edits := map[string]func(*xmlScanner) bool{
		main.name[:i] + "_rels/" + main.name[i:] + ".rels": func(s *xmlScanner) bool {
			return string(s.attr("Target")) == target
		},
		"[Content_Types].xml": func(s *xmlScanner) bool {
			return string(s.local) == "Override" && strings.EqualFold(strings.TrimLeft(string(s.attr("PartName")), "/"), key)
		},
	}
	for name, match := range edits {
		body, err := p.part(name)
		if err != nil {
			return err
		}
		if p.parts[strings.ToLower(name)], err = dropElements(name, body, p.lim, match); err != nil {
			return err
		}
	}
	return nil
}

// write copies the package: changed parts anew, all others as they are packed.
func (p *packageEdit) write() ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(p.body), int64(len(p.body)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		key := strings.ToLower(strings.TrimLeft(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if p.dropped[key] {
			continue
		}
		if to, ok := p.renamed[key]; ok {
			g := *f
			g.Name = to
			f = &g
		}
		if body, changed := p.parts[key]; changed {
			err = writePart(w, f, body)
		} else {
			err = copyPart(w, f)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func writePart(w *zip.Writer, f *zip.File, body []byte) error {
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, NonUTF8: f.NonUTF8, Method: zip.Deflate, Modified: f.Modified})
	if err != nil {
		return err
	}
	_, err = to.Write(body)
	return err
}

func copyPart(w *zip.Writer, f *zip.File) error {
	from, err := f.OpenRaw()
	if err != nil {
		return err
	}
	header := f.FileHeader
	to, err := w.CreateRaw(&header)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}
