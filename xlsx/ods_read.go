package xlsx

import (
	"bytes"
	"io"
	"strings"
)

// problemEncryptedODS: a password that Unlock cannot take off.
const problemEncryptedODS = "file.encrypted-ods"

// odsReader reads one OpenDocument spreadsheet (ISO/IEC 26300), from its package or flat.
type odsReader struct {
	*bookBuilder
	s      *xmlScanner
	styles odsStyles
	epoch  int             // days from 1899-12-30 to the day 0 of the numbers in the file, if it is neither of Excel's
	places map[string]bool // what the names of sheets are, folded
	body   []byte          // text of the cell being read
	runs   runFonts
	found  bool // the body of a spreadsheet was there
}

func newODSReader(lim Limits) *odsReader {
	return &odsReader{bookBuilder: newBookBuilder(ContainerODS, lim), styles: newODSStyles(), places: map[string]bool{}}
}

// readODS reads an OpenDocument spreadsheet from its package.
func (a *archive) readODS() (*Workbook, error) {
	if err := a.refuseOtherODF(); err != nil {
		return nil, err
	}
	if err := a.refuseEncrypted(); err != nil {
		return nil, err
	}
	r := newODSReader(a.lim)
	for _, name := range []string{"meta.xml", "styles.xml", "content.xml"} {
		p := a.parts[name]
		if p == nil {
			if name == "content.xml" {
				return nil, damaged(name, "part is missing")
			}
			continue
		}
		if err := a.walk(p, r.document); err != nil {
			return nil, err
		}
	}
	for _, p := range a.order {
		key := strings.ToLower(p.name)
		r.wb.Macros = r.wb.Macros || strings.HasPrefix(key, "basic/") && strings.Count(key, "/") > 1 && !strings.HasSuffix(key, "/script-lb.xml") ||
			strings.HasPrefix(key, "scripts/")
		if p.read || key == "settings.xml" {
			continue
		}
		if err := a.skim(p); err != nil { // some parts are empty, some bear a document type: their checksums tell
			return nil, err
		}
	}
	return r.whole()
}

// readFlatODS reads a spreadsheet that is one XML file.
func readFlatODS(b []byte, lim Limits) (*Workbook, error) {
	r := newODSReader(lim)
	s := &xmlScanner{maxToken: int(min(lim.Token, lim.Part)), maxDepth: lim.Depth, maxText: lim.Text}
	s.reset("", bytes.NewReader(b))
	if s.next() == xmlStart {
		if kind := s.attrIn(nsOffice, "mimetype"); kind != nil {
			if err := refuseMimetype(string(kind)); err != nil {
				return nil, err
			}
		}
		if err := r.document(s); err != nil {
			return nil, err
		}
	}
	if err := s.drain(); err != nil {
		return nil, err
	}
	return r.whole()
}

func (r *odsReader) whole() (*Workbook, error) {
	switch {
	case !r.found:
		return nil, problem(problemNotWorkbook)
	case len(r.sheets) == 0:
		return nil, damaged("content.xml", "no sheet is there")
	}
	return r.done()
}

// refuseOtherODF tells texts, slides and drawings apart from spreadsheets by what the package says it is.
func (a *archive) refuseOtherODF() error {
	p := a.parts["mimetype"]
	if p == nil {
		return nil
	}
	r, err := a.open(p)
	if err != nil {
		return err
	}
	defer r.Close()
	kind, err := io.ReadAll(r)
	if err != nil {
		return asProblem(err, p.name)
	}
	return refuseMimetype(string(bytes.TrimSpace(kind)))
}

func refuseMimetype(kind string) error {
	after, odf := strings.CutPrefix(kind, "application/vnd.oasis.opendocument.")
	switch {
	case odf && (after == "spreadsheet" || after == "spreadsheet-template"):
		return nil
	case odf && strings.HasPrefix(after, "text"), strings.HasPrefix(kind, "application/vnd.sun.xml.writer"):
		return problem(problemWord)
	case odf && strings.HasPrefix(after, "presentation"), strings.HasPrefix(kind, "application/vnd.sun.xml.impress"):
		return problem(problemSlides)
	case strings.HasPrefix(kind, "application/vnd.sun.xml.calc"):
		return problem(problemODS)
	}
	return problem(problemNotWorkbook)
}

// refuseEncrypted looks into the list of parts: an encrypted one is no damage.
func (a *archive) refuseEncrypted() error {
	if a.parts["encrypted-package"] != nil {
		return problem(problemEncryptedODS)
	}
	p := a.parts["meta-inf/manifest.xml"]
	if p == nil {
		return nil
	}
	s, closer, err := a.xml(p)
	if err != nil {
		return err
	}
	defer closer.Close()
	s.typed = true
	for kind := s.next(); kind != xmlEOF; kind = s.next() {
		if kind == xmlStart && string(s.local) == "encryption-data" {
			return problem(problemEncryptedODS)
		}
	}
	return s.err
}

// document reads one part, or the flat file, with its root element open.
func (r *odsReader) document(s *xmlScanner) error {
	r.s = s
	root := string(s.local)
	if s.ns != nsOffice || !strings.HasPrefix(root, "document") {
		return damaged(s.part, "not an OpenDocument part")
	}
	for s.child(1) {
		if s.ns != nsOffice {
			continue
		}
		var err error
		switch section := string(s.local); {
		case section == "font-face-decls":
			err = r.readFontFaces()
		case section == "styles":
			err = r.readStyles(false)
		case section == "automatic-styles" && root != "document-styles":
			err = r.readStyles(true)
		case section == "scripts":
			r.readScripts()
		case section == "meta":
			r.readMeta()
		case section == "body" && root != "document-styles":
			err = r.readBody()
		}
		if err != nil {
			return err
		}
	}
	return s.err
}

// readScripts notes the macros of a flat file.
func (r *odsReader) readScripts() {
	for depth := r.s.depth; ; {
		switch r.s.next() {
		case xmlEOF:
			return
		case xmlStart:
			r.wb.Macros = r.wb.Macros || string(r.s.local) == "module"
		case xmlEnd:
			if r.s.depth < depth {
				return
			}
		}
	}
}

// readMeta reads the program that wrote the file, and the fingerprint among its properties.
func (r *odsReader) readMeta() {
	for depth := r.s.depth; r.s.child(depth); {
		said := r.s.isIn(nsMeta, "user-defined") && string(r.s.attrIn(nsMeta, "name")) == codeProperty
		if said || r.s.isIn(nsMeta, "generator") {
			text := r.s.appendText(nil, r.s.depth)
			text = text[:min(len(text), maxSaid)]
			if said {
				r.wb.said = string(text)
			} else {
				r.wb.Producer = strings.TrimSpace(strings.ToValidUTF8(string(text), ""))
			}
		}
	}
}

func (r *odsReader) readBody() error {
	for depth := r.s.depth; r.s.child(depth); {
		switch {
		case r.s.isIn(nsOffice, "spreadsheet"):
			if r.found {
				return damaged(r.s.part, "a second spreadsheet")
			}
			r.found = true
			if err := r.readSpreadsheet(); err != nil {
				return err
			}
		case r.s.isIn(nsOffice, "text"):
			return problem(problemWord)
		case r.s.isIn(nsOffice, "presentation"):
			return problem(problemSlides)
		}
	}
	return r.s.err
}

func (r *odsReader) readSpreadsheet() error {
	for depth := r.s.depth; r.s.child(depth); {
		var err error
		switch {
		case r.s.isIn(nsTable, "table"):
			err = r.readTable()
		case r.s.isIn(nsTable, "calculation-settings"):
			err = r.readSettings()
		case r.s.isIn(nsTable, "named-expressions"):
			err = r.readNames(-1)
		}
		if err != nil {
			return err
		}
	}
	return r.s.err
}

// readSettings reads the day from which dates count.
func (r *odsReader) readSettings() error {
	for depth := r.s.depth; r.s.child(depth); {
		if !r.s.isIn(nsTable, "null-date") {
			continue
		}
		if day := string(r.s.attrIn(nsTable, "date-value")); day != "" {
			if err := r.dayZero(day); err != nil {
				return err
			}
		}
	}
	return r.s.err
}

// readNames reads named ranges and expressions; sheet is the place of the one they are local to, -1 for all.
func (r *odsReader) readNames(sheet int) error {
	for depth := r.s.depth; r.s.child(depth); {
		n := DefinedName{Name: string(r.s.attrIn(nsTable, "name")), Sheet: sheet}
		switch {
		case r.s.isIn(nsTable, "named-range"):
			n.Refers, _ = odsReference(string(r.s.attrIn(nsTable, "cell-range-address")))
		case r.s.isIn(nsTable, "named-expression"):
			n.Refers, _ = odsFormula(string(r.s.attrIn(nsTable, "expression")))
		default:
			continue
		}
		if r.text -= int64(len(n.Name) + len(n.Refers)); r.text < 0 || len(r.wb.Names) >= r.lim.Names {
			return tooMany(r.s.part, "defined names", r.lim.Names)
		}
		if n.Name != "" {
			r.wb.Names = append(r.wb.Names, n)
		}
	}
	return r.s.err
}
