package xlsx

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"
)

// maxRelation and maxTab bound what one line may say; Excel's own bounds are smaller.
const (
	maxRelation = 2048
	maxTab      = 255
)

// relation is one line of a .rels part.
type relation struct {
	kind     string // last segment of its type
	target   string
	external bool
}

// book is the workbook while it is read.
type book struct {
	*archive
	wb      *Workbook
	main    *part
	rels    map[string]relation
	tabs    []tab
	strings sharedStrings
	styles  []style
	palette palette
	looks   int      // spans of looks kept or passed over
	cells   int      // cells that may still be kept
	text    int64    // bytes of text that may still be kept
	links   []string // relations of other files, as formulas number them
}

// tab is one <sheet> line of the workbook part.
type tab struct {
	name  string
	state Visibility
	rel   string
}

func (a *archive) workbook() (*Workbook, error) {
	main, err := a.mainPart()
	if err != nil {
		return nil, err
	}
	b := &book{archive: a, main: main, wb: &Workbook{}, cells: a.lim.Cells, text: a.lim.Text}
	for _, step := range []func() error{b.readMain, b.readRelations, b.readStyles, b.readStrings, b.readSheets, b.readProducer, b.readSaid} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	for key := range a.parts {
		b.wb.Macros = b.wb.Macros || path.Base(key) == "vbaproject.bin"
	}
	return b.wb, nil
}

// mainPart finds the workbook part, and says what else a zip file without one is.
func (a *archive) mainPart() (*part, error) {
	rels, err := a.relations("")
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" && !r.external {
			p, key := a.find("", r.target)
			switch {
			case strings.HasPrefix(key, "word/"):
				return nil, problem(problemWord)
			case strings.HasPrefix(key, "ppt/"):
				return nil, problem(problemSlides)
			case strings.HasSuffix(key, ".bin"):
				return nil, problem(problemXLSB)
			case p == nil:
				return nil, damaged(key, "workbook part is missing")
			}
			return p, nil
		}
	}
	has := func(prefix string) bool {
		for key := range a.parts {
			if strings.HasPrefix(key, prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case has("mimetype"), has("content.xml") && has("meta-inf/manifest.xml"), has("encrypted-package"):
		return nil, problem(problemODS)
	case has("xl/"):
		return nil, damaged("_rels/.rels", "workbook part is not listed")
	case has("[content_types].xml"):
		return nil, problem(problemNotWorkbook)
	}
	return nil, problem(problemArchive)
}

// relations reads the .rels part that belongs to the part named, "" for the package; nil if there
// is none.
func (a *archive) relations(of string) (map[string]relation, error) {
	dir, base := path.Split(of)
	p := a.parts[strings.ToLower(dir+"_rels/"+base+".rels")]
	if p == nil {
		return nil, nil
	}
	rels := make(map[string]relation)
	err := a.walk(p, func(s *xmlScanner) error {
		for s.child(1) {
			if s.ns != nsPackage || string(s.local) != "Relationship" {
				return damaged(p.name, "unknown element among the relationships", "offset", s.offset())
			}
			id, kind := string(s.attr("Id")), string(s.attr("Type"))
			if _, twice := rels[id]; twice || id == "" || len(id)+len(kind)+len(s.attr("Target")) > maxRelation {
				return damaged(p.name, "relationship without an id of its own, or far too long", "offset", s.offset())
			}
			if len(rels) >= 4*a.lim.Parts {
				return tooMany(p.name, "relationships", 4*a.lim.Parts)
			}
			rels[id] = relation{
				kind:     kind[strings.LastIndexByte(kind, '/')+1:],
				target:   string(s.attr("Target")),
				external: string(s.attr("TargetMode")) == "External",
			}
		}
		return nil
	})
	return rels, err
}

// mostLinks bounds the other files whose names are kept.
const mostLinks = 100

// readLinks notes the relations of the other files in the order in which formulas number them.
func (b *book) readLinks(s *xmlScanner) {
	for s.child(2) {
		for _, a := range s.attrs {
			if a.ns == nsDocRel && string(a.local) == "id" && len(b.links) < mostLinks {
				b.links = append(b.links, string(a.value))
			}
		}
	}
}

// nameLinks finds the names of the other files. What is damaged there is no matter of the figures.
func (b *book) nameLinks() {
	for _, id := range b.links {
		name := ""
		if r, ok := b.rels[id]; ok && !r.external {
			if p, _ := b.find(b.main.name, r.target); p != nil {
				rels, err := b.relations(p.name)
				for _, to := range rels {
					if err == nil && to.external {
						name = path.Base(strings.ReplaceAll(to.target, "\\", "/"))
					}
				}
			}
		}
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		if len(name) > maxTab || !utf8.ValidString(name) {
			name = ""
		}
		b.wb.Links = append(b.wb.Links, name)
	}
}

func (b *book) readRelations() (err error) {
	b.rels, err = b.relations(b.main.name)
	if err == nil {
		b.nameLinks()
	}
	for _, r := range b.rels {
		b.wb.ExternalLinks = b.wb.ExternalLinks || r.kind == "externalLink"
		b.wb.Macros = b.wb.Macros || r.kind == "vbaProject"
	}
	return err
}

// only returns the part of the workbook with that relationship; nil if none is listed.
func (b *book) only(kind string) (*part, error) {
	var found *part
	for _, r := range b.rels {
		if r.kind != kind || r.external {
			continue
		}
		p, key := b.find(b.main.name, r.target)
		switch {
		case p == nil:
			return nil, damaged(key, kind+" part is missing")
		case found != nil && found != p:
			return nil, damaged(key, "two "+kind+" parts")
		}
		found = p
	}
	return found, nil
}

func (b *book) readMain() error {
	return b.walk(b.main, func(s *xmlScanner) error {
		if !s.is("workbook") {
			return problem(problemNotWorkbook, "part", b.main.name)
		}
		for s.child(1) {
			switch {
			case s.is("workbookPr"):
				b.wb.Date1904 = s.flag("date1904")
			case s.is("sheets"):
				if err := b.readTabs(s); err != nil {
					return err
				}
			case s.is("externalReferences"):
				b.readLinks(s)
			case s.is("definedNames"):
				if err := b.readNames(s); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (b *book) readTabs(s *xmlScanner) error {
	if b.tabs != nil {
		return damaged(s.part, "a second list of sheets")
	}
	seen := make(map[string]bool)
	for s.child(2) {
		if !s.is("sheet") {
			return damaged(s.part, "unknown element among the sheets", "offset", s.offset())
		}
		t := tab{name: string(s.attr("name"))}
		switch state := string(s.attr("state")); state {
		case "", "visible":
		case "hidden":
			t.state = Hidden
		case "veryHidden":
			t.state = VeryHidden
		default:
			return damaged(s.part, "unknown sheet state", "sheet", string(clip([]byte(t.name))))
		}
		linked := false
		for _, a := range s.attrs {
			if a.ns == nsDocRel && string(a.local) == "id" {
				t.rel, linked = string(a.value), true
			}
		}
		folded := strings.ToLower(t.name)
		if t.name == "" || !linked || len(t.name) > maxTab || seen[folded] {
			return damaged(s.part, "sheet without a name or part of its own", "sheet", string(clip([]byte(t.name))))
		}
		if len(b.tabs) >= b.lim.Parts {
			return tooMany(s.part, "sheets", b.lim.Parts)
		}
		seen[folded] = true
		b.tabs = append(b.tabs, t)
	}
	return s.err
}

func (b *book) readNames(s *xmlScanner) error {
	for s.child(2) {
		if !s.is("definedName") {
			return damaged(s.part, "unknown element among the names", "offset", s.offset())
		}
		n := DefinedName{Name: string(s.attr("name")), Sheet: s.count("localSheetId", -1), Hidden: s.flag("hidden")}
		n.Refers = string(s.appendText(nil, 3))
		if b.text -= int64(len(n.Name) + len(n.Refers)); b.text < 0 || len(b.wb.Names) >= b.lim.Names {
			return tooMany(s.part, "defined names", b.lim.Names)
		}
		b.wb.Names = append(b.wb.Names, n)
	}
	return s.err
}

// unlisted reports that the workbook has a worksheet that no tab leads to: its cells must not be lost in silence.
func (b *book) unlisted() bool {
	listed := map[string]bool{}
	for _, t := range b.tabs {
		listed[t.rel] = true
	}
	for id, r := range b.rels {
		if r.kind == "worksheet" && !listed[id] {
			return true
		}
	}
	return false
}

func (b *book) readSheets() error {
	if len(b.tabs) == 0 {
		return damaged(b.main.name, "no sheet is listed")
	}
	for _, t := range b.tabs {
		if t.rel == "" && !b.unlisted() { // a module of macros of Excel 95, which has no part of its own
			b.wb.Macros = true
			b.wb.OtherSheets = append(b.wb.OtherSheets, t.name)
			continue
		}
		r, ok := b.rels[t.rel]
		if !ok || r.external {
			return damaged(b.main.name, "sheet has no part", "sheet", t.name)
		}
		p, key := b.find(b.main.name, r.target)
		if p == nil {
			return damaged(key, "part of a listed sheet is missing", "sheet", t.name)
		}
		switch r.kind {
		case "worksheet":
			sheet := &Sheet{Name: t.name, State: t.state, part: p.name, looks: sheetLooks{styles: b.styles}}
			if err := b.readSheet(p, sheet); err != nil {
				problem := asProblem(err, p.name)
				problem.Facts["sheet"] = t.name
				return problem
			}
			b.wb.Sheets = append(b.wb.Sheets, sheet)
		case "xlMacrosheet", "xlIntlMacrosheet":
			b.wb.Macros = true
			b.wb.OtherSheets = append(b.wb.OtherSheets, t.name)
		case "chartsheet", "dialogsheet":
			b.wb.OtherSheets = append(b.wb.OtherSheets, t.name)
		default:
			return damaged(b.main.name, "sheet has a part of unknown kind", "sheet", t.name)
		}
	}
	return nil
}

// readProducer reads docProps/app.xml wherever it is.
func (b *book) readProducer() error {
	p := b.parts["docprops/app.xml"]
	if p == nil || p.read {
		return nil
	}
	var program, version string
	err := b.walk(p, func(s *xmlScanner) error {
		for s.child(1) {
			switch {
			case s.ns == nsExtended && string(s.local) == "Application":
				program = string(s.appendText(nil, 2))
			case s.ns == nsExtended && string(s.local) == "AppVersion":
				version = string(s.appendText(nil, 2))
			}
		}
		return nil
	})
	b.wb.Producer = strings.TrimSpace(program + " " + version)
	return err
}
