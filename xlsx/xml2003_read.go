package xlsx

import (
	"bytes"
	"strconv"
	"strings"
)

// ssReader reads the XML of Excel 2002 and 2003 (SpreadsheetML of Microsoft Office, «XML Spreadsheet»).
type ssReader struct {
	*bookBuilder
	s      *xmlScanner
	styles map[string]ssStyle
	known  map[string]int // style numbers by id
	names  map[string]bool
}

// readXML2003 reads the XML of Excel 2003.
func readXML2003(b []byte, lim Limits) (*Workbook, error) {
	r := &ssReader{bookBuilder: newBookBuilder(ContainerXML2003, lim), styles: map[string]ssStyle{}, known: map[string]int{}, names: map[string]bool{}}
	r.s = &xmlScanner{maxToken: int(min(lim.Token, lim.Part)), maxDepth: lim.Depth, maxText: lim.Text}
	r.s.reset("", bytes.NewReader(b))
	if r.s.next() == xmlStart {
		if !r.s.isIn(nsSS, "Workbook") {
			return nil, problem(problemNotWorkbook)
		}
		if err := r.readWorkbook(); err != nil {
			return nil, err
		}
	}
	if err := r.s.drain(); err != nil {
		return nil, err
	}
	if len(r.sheets) == 0 {
		return nil, damaged("", "no sheet is there")
	}
	return r.done()
}

func (r *ssReader) bad(reason string) error {
	if r.s.err != nil {
		return r.s.err
	}
	return damaged("", reason, "offset", r.s.offset())
}

// attr is an attribute, with the prefix of the vocabulary or, as some programs write it, without.
func (r *ssReader) attr(name string) []byte {
	if v := r.s.attrIn(nsSS, name); v != nil {
		return v
	}
	return r.s.attr(name)
}

func (r *ssReader) flag(name string) bool {
	v := string(r.attr(name))
	return v == "1" || v == "true" || v == "True"
}

// count reads a whole number; missing is used where there is none.
func (r *ssReader) count(name string, missing int) (int, error) {
	v := r.attr(name)
	if v == nil {
		return missing, nil
	}
	n, ok := parseCount(bytes.TrimSpace(v))
	if !ok {
		return 0, r.bad(name + " is no whole number")
	}
	return n, nil
}

func (r *ssReader) readWorkbook() error {
	for r.s.child(1) {
		var err error
		switch {
		case r.s.isIn(nsExcelX, "ExcelWorkbook"):
			for depth := r.s.depth; r.s.child(depth); {
				r.wb.Date1904 = r.wb.Date1904 || string(r.s.local) == "Date1904"
			}
		case r.s.isIn(nsExcelO, "DocumentProperties"):
			r.readProperties()
		case r.s.isIn(nsSS, "Styles"):
			err = r.readStyles()
		case r.s.isIn(nsSS, "Names"):
			err = r.readNames(-1)
		case r.s.isIn(nsSS, "Worksheet"):
			err = r.readSheet()
		}
		if err != nil {
			return err
		}
	}
	return r.s.err
}

func (r *ssReader) readProperties() {
	for depth := r.s.depth; r.s.child(depth); {
		if string(r.s.local) == "Version" {
			text := r.s.appendText(nil, r.s.depth)
			r.wb.Producer = "Microsoft Excel " + string(clip(bytes.TrimSpace(text)))
		}
	}
}

func (r *ssReader) readNames(sheet int) error {
	for depth := r.s.depth; r.s.child(depth); {
		if !r.s.isIn(nsSS, "NamedRange") {
			continue
		}
		n := DefinedName{Name: string(r.attr("Name")), Sheet: sheet, Hidden: r.flag("Hidden")}
		n.Refers, _ = a1Formula(strings.TrimPrefix(string(r.attr("RefersTo")), "="), 1, 1)
		if r.text -= int64(len(n.Name) + len(n.Refers)); r.text < 0 || len(r.wb.Names) >= r.lim.Names {
			return tooMany("", "defined names", r.lim.Names)
		}
		if n.Name != "" {
			r.wb.Names = append(r.wb.Names, n)
		}
	}
	return r.s.err
}

func (r *ssReader) readSheet() error {
	name := string(r.attr("Name"))
	folded := strings.ToLower(name)
	if name == "" || len(name) > 4*maxTab || r.names[folded] {
		return r.bad("sheet without a name of its own")
	}
	r.names[folded] = true
	out, err := r.sheet(name, Visible)
	if err != nil {
		return err
	}
	t := &ssTable{ssReader: r, out: out}
	for depth := r.s.depth; r.s.child(depth) && err == nil; {
		switch {
		case r.s.isIn(nsSS, "Table"):
			if t.read {
				err = r.bad("a second table of cells")
				break
			}
			t.read = true
			err = t.readTable()
		case r.s.isIn(nsSS, "Names"):
			err = r.readNames(len(r.sheets) - 1)
		case r.s.isIn(nsExcelX, "WorksheetOptions"):
			for inside := r.s.depth; r.s.child(inside); {
				if r.s.isIn(nsExcelX, "Visible") {
					switch string(bytes.TrimSpace(r.s.appendText(nil, r.s.depth))) {
					case "SheetHidden":
						out.sheet.State = Hidden
					case "SheetVeryHidden":
						out.sheet.State = VeryHidden
					}
				}
			}
		}
	}
	if err == nil {
		err = r.s.err
	}
	if err != nil {
		p := asProblem(err, "")
		p.Facts["sheet"] = name
		return p
	}
	return nil
}

// ssStyle is what a style says itself.
type ssStyle struct {
	parent, font, format string
	look                 Look
	hasFont, hasFill     bool
}

func (r *ssReader) readStyles() error {
	for depth := r.s.depth; r.s.child(depth); {
		if !r.s.isIn(nsSS, "Style") {
			continue
		}
		id := string(r.attr("ID"))
		st := ssStyle{parent: string(r.attr("Parent"))}
		for inside := r.s.depth; r.s.child(inside); {
			if r.s.ns != nsSS {
				continue
			}
			switch string(r.s.local) {
			case "NumberFormat":
				st.format = ssFormat(string(r.attr("Format")))
			case "Font":
				st.hasFont, st.font = true, string(r.attr("FontName"))
				st.look.Bold, st.look.Italic = r.flag("Bold"), r.flag("Italic")
			case "Interior":
				if color := string(r.attr("Color")); strings.HasPrefix(color, "#") && string(r.attr("Pattern")) == "Solid" {
					st.look.Fill = plainRGB([]byte(color[1:]))
				}
				st.hasFill = true
			case "Alignment":
				st.look.Align, st.look.Wrap = alignWord(bytes.ToLower(r.attr("Horizontal"))), r.flag("WrapText")
			}
		}
		if r.text -= int64(len(id) + len(st.parent) + len(st.font) + len(st.format)); r.text < 0 || len(r.styles) >= r.lim.Styles {
			return tooMany("", "styles", r.lim.Styles)
		}
		r.styles[id] = st
	}
	return r.s.err
}

// styleOf numbers a style by its id; what it does not say, its parent or the default style does.
func (r *ssReader) styleOf(id string) (int, error) {
	if _, ok := r.styles[id]; !ok {
		id = "Default"
	}
	if n, ok := r.known[id]; ok {
		return n, nil
	}
	st := r.styles[id]
	for parent, n := st.parent, 0; n < maxParents; n++ {
		if parent == "" && n == 0 {
			parent = "Default"
		}
		from, ok := r.styles[parent]
		if !ok {
			break
		}
		if !st.hasFont {
			st.hasFont, st.font, st.look.Bold, st.look.Italic = from.hasFont, from.font, from.look.Bold, from.look.Italic
		}
		if !st.hasFill {
			st.hasFill, st.look.Fill = from.hasFill, from.look.Fill
		}
		if st.format == "" {
			st.format = from.format
		}
		if parent = from.parent; parent == "" {
			break
		}
	}
	if st.font == "" {
		st.font = r.styles["Default"].font
	}
	n, err := r.style(st.format, st.font, st.look)
	if err == nil {
		r.known[id] = n
	}
	return n, err
}

// ssFormat is the code of a number format, some of which have names.
func ssFormat(name string) string {
	switch name {
	case "General Number":
		return "General"
	case "Fixed":
		return "0.00"
	case "Standard", "Currency", "Euro Currency":
		return "#,##0.00"
	case "Percent":
		return "0.00%"
	case "Scientific":
		return "0.00E+00"
	case "Short Date", "Long Date", "Medium Date":
		return "dd/mm/yyyy"
	case "General Date":
		return "dd/mm/yyyy h:mm"
	case "Short Time", "Medium Time":
		return "h:mm"
	case "Long Time":
		return "h:mm:ss"
	case "Yes/No", "True/False", "On/Off":
		return "General"
	}
	if len(name) > maxFormat {
		return "General"
	}
	return name
}

// cellFacts names a cell for a problem.
func cellFacts(row, col int) []string {
	return []string{"cell", Cell{Row: row, Col: col}.Ref(), "reason", "cell at row " + strconv.Itoa(row) + ", column " + strconv.Itoa(col)}
}
