package xlsx

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// readHTML reads the tables of a web page that was saved as a workbook, and those of a web archive. Each table is a
// sheet. Figures that Excel or LibreOffice has stored beside what is shown are numbers, the others text.
func readHTML(name string, b []byte, lim Limits) (*Workbook, error) {
	if int64(len(b)) > 2*lim.Text {
		return nil, tooMuchText("", lim.Text)
	}
	pages := []webPart{{body: b}}
	if isArchive(b) {
		var err error
		if pages, err = webArchive(b); err != nil {
			return nil, err
		}
	}
	book := newBookBuilder(ContainerHTML, lim)
	styles := &htmlStyles{rules: map[string]htmlStyle{}}
	var names []htmlSheet
	var frames, password bool
	for _, part := range pages {
		text, err := pageText(part)
		if err != nil {
			return nil, err
		}
		if part.css {
			styles.read(text)
			continue
		}
		page := &htmlPage{book: book, styles: styles}
		before := len(book.sheets)
		if err := page.read(text); err != nil {
			return nil, err
		}
		if len(names) == 0 {
			names = page.names
		}
		page.nameSheets(book.sheets[before:], names, part.name)
		frames, password = frames || page.frames, password || page.password
	}
	return finished(book, finding{name: name, decimal: styles.decimal, frames: frames, password: password})
}

// finding is what the pages say beside their tables.
type finding struct {
	name             string
	decimal          byte
	frames, password bool
}

// fewCells is how many cells a page has at least that holds a table of figures.
const fewCells = 4

// finished drops the tables that hold nothing, as layouts do, and names those that have no name.
func finished(book *bookBuilder, f finding) (*Workbook, error) {
	wb, err := book.done()
	if err != nil {
		return nil, err
	}
	kept, cells := wb.Sheets[:0], 0
	for _, s := range wb.Sheets {
		if s.Len() > 0 {
			kept = append(kept, s)
			cells += s.Len()
		}
	}
	wb.Sheets = kept
	switch {
	case cells < fewCells && f.frames:
		return nil, problem(problemFrames)
	case cells < fewCells || f.password:
		return nil, problem(problemHTML)
	case lettersLost(wb.Sheets):
		return nil, problem(problemLost)
	}
	taken := map[string]bool{}
	for i, s := range wb.Sheets {
		if s.Name == "" {
			s.Name = "Bang " + strconv.Itoa(i+1)
			if len(wb.Sheets) == 1 {
				s.Name = sheetNamed(f.name)
			}
		}
		for n := 2; taken[strings.ToLower(s.Name)]; n++ {
			s.Name = strings.TrimSuffix(s.Name, " ("+strconv.Itoa(n-1)+")") + " (" + strconv.Itoa(n) + ")"
		}
		taken[strings.ToLower(s.Name)] = true
	}
	wb.DecimalMark, wb.MonthFirst = marksOf(wb, f.decimal)
	return wb, nil
}

// marksOf is the decimal mark that the page states, else that its figures show.
func marksOf(wb *Workbook, stated byte) (decimal byte, monthFirst bool) {
	var marks markEvidence
	var texts []string
	for _, s := range wb.Sheets {
		for _, cells := range s.Rows() {
			texts = texts[:0]
			for _, c := range cells {
				if c.Kind == KindText {
					texts = append(texts, c.Raw)
				}
			}
			marks.addRow(texts)
		}
	}
	if stated == 0 {
		return marks.mark('\t'), marks.monthFirst
	}
	if stated == ',' && marks.stops > 0 || stated == '.' && marks.commas > 0 {
		return 0, marks.monthFirst
	}
	return stated, marks.monthFirst
}

// nameSheets gives the tables of a page their tabs' names: as Excel lists them, or as LibreOffice heads them.
func (p *htmlPage) nameSheets(sheets []*sheetBuilder, names []htmlSheet, part string) {
	var full []*sheetBuilder
	for _, s := range sheets {
		s.sheet.State = p.state
		if len(s.cells) > 0 {
			full = append(full, s)
		}
	}
	for _, n := range names {
		if n.href != "" && part != "" && strings.HasSuffix(part, n.href) && len(full) == 1 {
			full[0].sheet.Name = n.name
			return
		}
	}
	var tabs []string
	for _, h := range p.heads {
		if _, tab, ok := strings.Cut(h, ": "); ok && strings.HasPrefix(h, "Sheet ") {
			tabs = append(tabs, strings.TrimSpace(tab))
		}
	}
	if len(tabs) == 0 && part == "" {
		for _, n := range names {
			tabs = append(tabs, n.name)
		}
	}
	if len(tabs) == len(sheets) {
		full = sheets
	}
	if len(tabs) == len(full) {
		for i, s := range full {
			s.sheet.Name = tabs[i]
		}
	}
}

var reCharset = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)`)

// pageText decodes a page: by its byte order mark, else as UTF-8 if it is that beyond ASCII, else as it declares, else by
// what its words are.
func pageText(part webPart) (string, error) {
	b := part.body
	declared := part.charset
	if m := reCharset.FindSubmatch(b[:min(len(b), 4096)]); declared == "" && m != nil {
		declared = string(m[1])
	}
	if utf16Order(b) != nil || bytes.HasPrefix(b, []byte(utf8Mark)) {
		return decodeBytes(b)
	}
	declared = strings.ToLower(declared)
	if strings.HasPrefix(declared, "iso-8859-1") || declared == "latin1" {
		declared = "windows-1252"
	}
	table, ok := charmapNamed(declared).(*charmap.Charmap)
	if !ok || validBeyondASCII(b) {
		return decodeBytes(b)
	}
	text, err := decodeTable(table, b)
	if err == nil && table == charmap.Windows1258 {
		text = norm.NFC.String(unescapeTones(text))
	}
	if err == nil && strings.ContainsRune(text, 0) {
		return "", problem(problemNotZip, "reason", "zero bytes in text")
	}
	return text, err
}

// unescapeTones writes tones that stand as «&#769;» as themselves, so that they join their letters.
func unescapeTones(s string) string {
	return strings.NewReplacer("&#768;", "\u0300", "&#769;", "\u0301", "&#771;", "\u0303", "&#777;", "\u0309", "&#803;", "\u0323").Replace(s)
}

// validBeyondASCII reports UTF-8 with at least one letter beyond ASCII.
func validBeyondASCII(b []byte) bool {
	return utf8.Valid(b) && bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
}
