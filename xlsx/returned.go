package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// Returned is what goes back to the unit with its workbook: why, and what is to be mended.
type Returned struct {
	Title, Reason string
	Columns       []string
	Findings      []ReturnedFinding
	SheetName     string // "" for FindingsSheet
}

// ReturnedFinding is one finding. Row and Col are 0 where it has no cell. The comment begins with the
// word, so that the colour is never alone.
type ReturnedFinding struct {
	Sheet    string
	Row, Col int
	Severity string   // "block", "explain" or "note"
	Word     string   // «Lỗi», «Cảnh báo», «Lưu ý»
	Cells    []string // texts under Columns
	Comment  string
}

const (
	// markFormula is always true; by it our marks are known again when the workbook comes back.
	markFormula   = `N("Biểu Xã")=0`
	markCells     = 100     // cells marked by one rule
	markedCells   = 500_000 // cells a sheet may span to be marked; what lies beyond gets the list alone
	maxComment    = 2_000
	commentsSign  = "\n— " + producer // under every comment of ours: programs that save the file forget its author
	commentsApart = "\n———\n"
)

// WriteReturned writes the received workbook with the cells of the findings marked, a comment at each, and
// a last sheet with the reason and the list. Marks, comments and list of an earlier return go. The result
// is read again: every value, formula and format must be as received. Errors are *ProblemError, except
// those of w.
func WriteReturned(w io.Writer, body []byte, r Returned, lim Limits) error {
	out, err := returned(body, r, lim)
	if err != nil {
		return asProblem(err, "")
	}
	_, err = w.Write(out)
	return err
}

func returned(body []byte, r Returned, lim Limits) ([]byte, error) {
	out, err := returnedWith(body, r, lim, true)
	if err != nil { // drawings that excelize does not understand: the list alone, so no colour without a word
		out, err = returnedWith(body, r, lim, false)
	}
	return out, err
}

func returnedWith(body []byte, r Returned, lim Limits, marks bool) (out []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			out, err = nil, problem(problemInputKept, "reason", fmt.Sprint(v)) // excelize stumbled over a part that is missing
		}
	}()
	was, err := Read("", body, lim)
	if err != nil {
		return nil, err
	}
	if marks {
		if body, err = tidyComments(body, was, lim); err != nil {
			return nil, err
		}
	}
	small := map[string]bool{}
	for _, s := range was.Sheets {
		small[s.Name] = marks && s.span() <= markedCells
	}
	return returnedBy(&marking{wb: was, list: r, small: small, said: map[string]int{}}, body, lim)
}

// returnedBy marks, adds the list and proves that all else is as received.
func returnedBy(m *marking, body []byte, lim Limits) (out []byte, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{UnzipSizeLimit: lim.Unzipped, UnzipXMLSizeLimit: lim.Part})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	m.book = book
	if err := errors.Join(m.forget(), m.mark(), m.addList()); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{out: zip.NewWriter(w)} })
	if err := book.Write(&b); err != nil {
		return nil, err
	}
	out, err = asReceived(b.Bytes(), m.wb, lim)
	if err == nil {
		err = m.saidBeside(out)
	}
	if err != nil {
		return nil, problem(problemInputKept, "reason", err.Error())
	}
	return out, nil
}

// asReceived puts back the values that excelize lost, such as the empty text of a formula, and proves that
// nothing else differs.
func asReceived(body []byte, was *Workbook, lim Limits) ([]byte, error) {
	was = was.withoutFindings()
	now, err := Read("", body, lim)
	if err != nil {
		return nil, err
	}
	if unlikeCells(was, now.withoutFindings()) == nil {
		return body, nil
	}
	p := &packageEdit{body: body, lim: lim, parts: map[string][]byte{}}
	wanted := *now
	wanted.Sheets = slices.Clone(now.Sheets)
	for i, s := range now.Sheets {
		if old, ok := was.Sheet(s.Name); ok {
			next := *s
			next.rows = old.rows
			wanted.Sheets[i] = &next
		}
	}
	if err := p.sheets(now, &wanted); err != nil {
		return nil, err
	}
	out, err := p.write()
	if err != nil {
		return nil, err
	}
	if now, err = Read("", out, lim); err != nil {
		return nil, err
	}
	return out, unlikeCells(was, now.withoutFindings())
}

// span is how many cells a program holds that fills every row up to its last cell, styled ones included.
func (s *Sheet) span() int {
	n, row, last := 0, 0, 0
	for _, r := range s.looks.runs {
		if int(r.row) != row {
			n += last
		}
		row, last = int(r.row), int(r.last)
	}
	if s.looks.cut {
		return markedCells + 1
	}
	return max(n+last, s.LastRow())
}

// findingsSheet is the list that a return of ours added, "" if there is none.
func (w *Workbook) findingsSheet() string {
	for _, n := range w.Names {
		if n.Name == findingsName {
			sheet, _, _ := splitReference(n.Refers)
			return sheet
		}
	}
	return FindingsSheet
}

// withoutFindings is the workbook without the list of findings and the names that belong to it.
func (w *Workbook) withoutFindings() *Workbook {
	out, list := *w, w.findingsSheet()
	at := slices.IndexFunc(w.Sheets, func(s *Sheet) bool { return s.Name == list })
	if at < 0 {
		return w
	}
	out.Sheets = slices.Delete(slices.Clone(w.Sheets), at, at+1)
	out.Names = slices.DeleteFunc(slices.Clone(w.Names), func(n DefinedName) bool {
		return n.Name == findingsName || n.Sheet == at && len(w.OtherSheets) == 0
	})
	return &out
}

// marking is a received workbook being made ready to go back.
type marking struct {
	book  *excelize.File
	wb    *Workbook
	list  Returned
	small map[string]bool // sheets that may be loaded
	said  map[string]int  // comments by sheet
}

// forget takes the marks of an earlier return away.
func (m *marking) forget() error {
	i := slices.IndexFunc(m.wb.Names, func(n DefinedName) bool { return n.Name == findingsName })
	if i < 0 {
		return nil
	}
	for _, s := range m.wb.Sheets {
		if !m.small[s.Name] {
			continue
		}
		rules, err := m.book.GetConditionalFormats(s.Name)
		if err != nil {
			return err
		}
		for at, of := range rules {
			if slices.ContainsFunc(of, func(o excelize.ConditionalFormatOptions) bool { return o.Criteria != markFormula }) {
				continue
			}
			if err := m.book.UnsetConditionalFormat(s.Name, at); err != nil {
				return err
			}
		}
		if err := m.forgetComments(s.Name); err != nil {
			return err
		}
	}
	if err := m.book.DeleteDefinedName(&excelize.DefinedName{Name: findingsName}); err != nil {
		return err
	}
	return m.book.DeleteSheet(m.wb.findingsSheet())
}

func (m *marking) forgetComments(sheet string) error {
	comments, err := m.book.GetComments(sheet)
	for _, c := range comments {
		if !strings.Contains(commentText(c), commentsSign) || err != nil {
			continue
		}
		err = m.book.DeleteComment(sheet, c.Cell)
		if _, own, ok := strings.Cut(commentText(c), commentsApart); ok && err == nil {
			err = m.book.AddComment(sheet, excelize.Comment{Cell: c.Cell, Text: own})
		}
	}
	return err
}

func commentText(c excelize.Comment) string {
	text := c.Text
	for _, run := range c.Paragraph {
		text += run.Text
	}
	return text
}

// cellMark is what is said at one cell.
type cellMark struct {
	severity string
	texts    []string
}

// mark colours the cells and comments on them. Cells keep their own styles: the colour is a rule.
func (m *marking) mark() error {
	marks := map[string]map[string]*cellMark{}
	var sheets []string
	order := map[string][]string{}
	for _, f := range m.list.Findings {
		s, ok := m.wb.Sheet(f.Sheet)
		if !ok || !m.small[f.Sheet] || f.Row < 1 || f.Col < 1 || f.Row > wholeRows || f.Col > wholeColumns {
			continue
		}
		c, _ := s.At(f.Row, f.Col)
		if marks[s.Name] == nil {
			marks[s.Name] = map[string]*cellMark{}
			sheets = append(sheets, s.Name)
		}
		at := marks[s.Name][c.Ref()]
		if at == nil {
			at = &cellMark{severity: f.Severity}
			marks[s.Name][c.Ref()] = at
			order[s.Name] = append(order[s.Name], c.Ref())
		}
		if weight(f.Severity) > weight(at.severity) {
			at.severity = f.Severity
		}
		at.texts = append(at.texts, commentOf(f))
	}
	for _, sheet := range sheets {
		if err := m.markSheet(sheet, order[sheet], marks[sheet]); err != nil {
			return err
		}
	}
	return nil
}

func commentOf(f ReturnedFinding) string {
	text := norm.NFC.String(strings.ToValidUTF8(strings.TrimSpace(f.Comment), "�"))
	if !strings.HasPrefix(text, f.Word) {
		text = f.Word + ": " + text
	}
	return cutRunes(text, maxComment)
}

func weight(severity string) int { return slices.Index([]string{"note", "explain", "block"}, severity) }

func (m *marking) markSheet(sheet string, refs []string, marks map[string]*cellMark) error {
	for _, severity := range []string{"block", "explain", "note"} {
		var of []string
		for _, ref := range refs {
			if marks[ref].severity == severity {
				of = append(of, ref)
			}
		}
		if len(of) == 0 {
			continue
		}
		style, err := m.book.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{severityFill(severity)}}})
		if err != nil {
			return err
		}
		for part := range slices.Chunk(of, markCells) {
			rule := excelize.ConditionalFormatOptions{Type: "formula", Criteria: markFormula, Format: &style}
			if err := m.book.SetConditionalFormat(sheet, strings.Join(part, " "), []excelize.ConditionalFormatOptions{rule}); err != nil {
				return err
			}
		}
	}
	m.said[sheet] = len(refs)
	own := map[string]string{}
	comments, err := m.book.GetComments(sheet)
	if err != nil {
		return err
	}
	for _, c := range comments {
		own[c.Cell] = commentText(c)
	}
	for _, ref := range refs {
		text := cutRunes(strings.Join(marks[ref].texts, "\n\n"), 2*maxComment) + commentsSign
		if own[ref] != "" {
			if err := m.book.DeleteComment(sheet, ref); err != nil {
				return err
			}
			text += commentsApart + own[ref]
		}
		height := min(400, 30+uint(textHeight(text, textBox{width: 48, size: 9})*96/72))
		if err := m.book.AddComment(sheet, excelize.Comment{Cell: ref, Author: producer, Text: text, Width: 320, Height: height}); err != nil {
			return err
		}
	}
	return nil
}

// addList adds the sheet of reason and findings and shows it first when the workbook is opened.
func (m *marking) addList() error {
	name := findingsSheetName(m.list.SheetName, m.book.GetSheetList())
	if _, err := m.book.NewSheet(name); err != nil {
		return err
	}
	list := &FindingsList{Columns: m.list.Columns}
	for _, line := range []string{m.list.Title, m.list.Reason} {
		if line != "" {
			list.Title = append(list.Title, line)
		}
	}
	l := &findingsSheet{book: m.book, name: name, list: list}
	for _, f := range m.list.Findings {
		list.Rows = append(list.Rows, FindingsRow{Severity: f.Severity, Cells: f.Cells})
		link, place := "", ""
		if s, ok := m.wb.Sheet(f.Sheet); ok && f.Row > 0 && f.Col > 0 {
			c, _ := s.At(f.Row, f.Col)
			place = Cell{Row: f.Row, Col: f.Col}.Ref()
			link = "'" + strings.ReplaceAll(s.Name, "'", "''") + "'!" + c.Ref()
		}
		l.links, l.places = append(l.links, link), append(l.places, place)
	}
	if err := l.write(); err != nil {
		return err
	}
	quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'"
	if err := m.book.SetDefinedName(&excelize.DefinedName{Name: findingsName, RefersTo: quoted + "!$A$1"}); err != nil {
		return err
	}
	for _, small := range m.small {
		if !small {
			return nil // showing another sheet would load them all
		}
	}
	i, err := m.book.GetSheetIndex(name)
	m.book.SetActiveSheet(i)
	return err
}
