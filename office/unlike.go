package office

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"bieuxa/ntm"
	"bieuxa/report"
	"bieuxa/report/pdf"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// suspect is a file that the book did not write as it is.
type suspect struct {
	b    *Book
	v    *Verified
	body []byte
	kind string         // ".pdf" or ".xlsx"
	wb   *xlsx.Workbook // of a workbook that can be read
	read *pdf.Reading   // of a PDF that can be read
	said report.Said    // on it; Code is empty if there is none
}

// unlike says what is known of a file that the book did not write so: which export it comes from, and what differs.
func (b *Book) unlike(ctx context.Context, v *Verified, body []byte) error {
	s := &suspect{b: b, v: v, body: body, kind: ".xlsx"}
	s.open()
	if s.kind == ".pdf" {
		of, found, err := s.before(ctx)
		if err != nil {
			return err
		}
		if found {
			if err := b.exportedAs(ctx, v, of); err != nil {
				return err
			}
			return s.compare(ctx, []store.Export{of}, FileAppended)
		}
	}
	all, err := s.exports(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return s.asReturn(ctx)
	}
	if err := b.exportedAs(ctx, v, all[0]); err != nil {
		return err
	}
	return s.compare(ctx, all, FileResaved)
}

// open reads the file and the code on it.
func (s *suspect) open() {
	var has bool
	if bytes.HasPrefix(s.body, []byte("%PDF-")) {
		s.kind = ".pdf"
		if s.said, has = pdf.Said(s.body); !has {
			s.said = report.Said{}
		}
		s.read, s.v.Unread = pdf.Read(s.body)
		if s.v.Unread == nil && !has {
			s.said.Code, _ = s.read.Code()
		}
		if s.v.Unread != nil {
			s.v.Unread = problem(ProblemRedrawn, s.v.Unread, "file", s.v.File)
		}
	} else {
		s.wb, s.v.Unread = xlsx.Read(s.v.File, s.body, xlsx.DefaultLimits())
		if s.v.Unread == nil {
			s.said, _ = s.wb.Said()
		} else {
			s.v.Unread = fileProblem(s.v.File, s.v.Unread)
		}
	}
	s.v.Code = s.said.Code
}

// before finds the export that a PDF begins with: whatever is added to a PDF later, a signature too, stands behind it.
func (s *suspect) before(ctx context.Context) (store.Export, bool, error) {
	end, tried := []byte("%%EOF"), 0
	for at := 0; tried < mostEnds; tried++ {
		next := bytes.Index(s.body[at:], end)
		if next < 0 {
			break
		}
		at += next + len(end)
		for _, cut := range []string{"", "\n"} {
			if !bytes.HasPrefix(s.body[at:], []byte(cut)) || at+len(cut) >= len(s.body) {
				continue
			}
			of, known, err := s.b.store.ExportOf(ctx, hashOf(s.body[:at+len(cut)]))
			if err != nil || known {
				return of, known, s.b.stored(err)
			}
		}
	}
	return store.Export{}, false, nil
}

// mostEnds is in how many places the end of the exported bytes is looked for.
const mostEnds = 32

// exports finds the exports that a file comes from, the last first: by its code, else by its name. It sets the state of
// a file that comes from none.
func (s *suspect) exports(ctx context.Context) ([]store.Export, error) {
	v := s.v
	v.State = FileUnknown
	if s.said.Code != "" {
		all, err := s.b.store.ExportsWith(ctx, s.said.Code)
		if err != nil || len(all) > 0 {
			return all, s.b.stored(err)
		}
		if s.said.Parent != "" {
			v.Period, v.Unit = s.said.Period, s.said.Parent
			if s.said.Parent != s.b.parent.Code {
				v.State = FileOther
			}
		}
		return nil, nil
	}
	named, known, err := s.b.store.ExportNamed(ctx, v.File)
	if err != nil || !known {
		return nil, s.b.stored(err)
	}
	return []store.Export{named}, nil
}

// asReturn holds a unit's paper, printed from the unit's own book, against the return that this book holds.
func (s *suspect) asReturn(ctx context.Context) error {
	if s.read == nil || s.said.Parent == "" {
		return nil
	}
	p, err := ntm.ParsePeriod(s.said.Period)
	if err != nil {
		return nil // another program's period: the file stays another book's
	}
	code := report.Fingerprint{Code: s.said.Code, Says: s.said.Says()}
	for _, sheets := range []bool{false, true} {
		u, err := s.b.paper(ctx, ReturnPaper{Period: p, Unit: s.said.Parent, Sheets: sheets})
		if err != nil {
			if AsProblem(err).ID == "bug" {
				return err
			}
			return nil // no such unit, or no return of it: the file stays another book's
		}
		drawn, err := keptPDF(u.said, u).redrawAs(s.b, u.forms, code)
		if err != nil {
			return fmt.Errorf("drawing the return anew: %w", err)
		}
		s.v.UnitName, s.v.Period = u.said.Name, u.said.Period
		if s.likeReturn(drawn.Compare(s.read), u.forms); s.v.State == FileReturn {
			break
		}
	}
	return nil
}

// likeReturn sets the state of a unit's paper, unless an earlier try found less that differs.
func (s *suspect) likeReturn(found []pdf.Unlike, forms []report.Form) {
	state, all := FileReturn, []Difference{}
	for _, x := range found {
		d := pageDifference(forms, x)
		all = append(all, d)
		if d.Kind != DiffText { // whom it goes to, and when it is signed, differ from book to book
			state = FileNotReturn
		}
	}
	if s.v.State != FileNotReturn || len(all) < len(s.v.Differences) {
		s.v.State, s.v.Differences = state, all
	}
}

// compare holds the file against what was printed; good is its state if nothing differs.
func (s *suspect) compare(ctx context.Context, all []store.Export, good string) error {
	v := s.v
	v.State = FileChanged
	said, err := s.b.keptEdition(ctx, all[0].Code)
	switch {
	case err != nil:
		return err
	case v.Unread != nil:
		if good == FileAppended {
			v.State = good
		}
		return nil
	case said == nil:
		v.Unread = problem(ProblemNotKept, nil, "file", v.File)
		return nil
	}
	files, err := s.b.keptFiles(ctx, all, s.kind)
	if err != nil {
		return err
	}
	if s.kind == ".pdf" {
		err = s.comparePDF(said, files)
	} else {
		err = s.compareWorkbook(said, files)
	}
	if good == FileAppended { // a signature that is seen lies over its page
		v.Differences = slices.DeleteFunc(v.Differences, func(d Difference) bool { return d.Kind == DiffCover })
	}
	if err == nil && len(v.Differences) == 0 && v.Unread == nil {
		v.State = good
	}
	return err
}

// compareWorkbook lists the cells that differ from the export under the code that is most like the file. Sheets that
// any of these exports had are not told as added; those that nothing is kept of are told as not compared.
func (s *suspect) compareWorkbook(said *report.Edition, files []keptFile) error {
	if len(files) == 0 {
		files = []keptFile{{}}
	}
	for i := range files[:min(len(files), mostCompared)] {
		found, aside, err := s.unlikeWorkbook(said, files, i)
		if err != nil {
			return err
		}
		if i == 0 || len(found) < len(s.v.Differences) {
			s.v.Differences, s.v.Aside = found, aside
		}
		if len(found) == 0 {
			break
		}
	}
	return nil
}

// unlikeWorkbook lists what differs from one export, and the sheets of it that nothing is kept of.
func (s *suspect) unlikeWorkbook(said *report.Edition, files []keptFile, i int) (all []Difference, aside []string, err error) {
	aids, n := slices.Clone(files[i].Aids), len(said.Forms)
	forms := slices.Clone(said.Forms)
	for k := range aids {
		aids[k].First = false
		table := aids[k].Table
		table.NameColumns = min(2, len(table.Columns))
		forms = append(forms, table)
	}
	var body bytes.Buffer
	if err := xlsx.WriteForms(&body, said.Forms, xlsx.Meta{Fingerprint: said.Fingerprint(), Aids: aids}); err != nil {
		return nil, nil, fmt.Errorf("drawing the workbook anew: %w", err)
	}
	was, err := xlsx.Read("", body.Bytes(), xlsx.DefaultLimits())
	if err != nil {
		return nil, nil, fmt.Errorf("drawing the workbook anew: %w", err)
	}
	found := xlsx.Compare(was, s.wb, forms)
	for _, i := range found.Missing {
		all = append(all, sheetDifference(Difference{Kind: DiffSheetGone, Sheet: was.Sheets[i].Name, Book: forms[i].Title}, forms, i, n))
	}
	changed := slices.ContainsFunc(found.Cells, func(u xlsx.Unlike) bool { return u.Form < n })
	for _, u := range found.Cells {
		if u.Form >= n && changed && aids[u.Form-n].Follows(report.Ref{Row: u.Row, Col: u.Col}) {
			continue // it follows from what is told of the forms
		}
		all = append(all, sheetDifference(cellDifference(forms, u), forms, u.Form, n))
	}
	for _, name := range found.Added {
		if slices.ContainsFunc(files, func(k keptFile) bool { return slices.Contains(k.Sheets, name) }) {
			aside = append(aside, name)
		} else {
			all = append(all, Difference{Kind: DiffSheetAdded, Sheet: name})
		}
	}
	return all, aside, nil
}

// sheetDifference names the form that a difference is in, or the sheet beside the n forms.
func sheetDifference(d Difference, forms []report.Form, form, n int) Difference {
	d.Form, d.No = "", ""
	if form < n {
		d.Form, d.No = forms[form].ID, forms[form].No
	}
	return d
}

func cellDifference(forms []report.Form, u xlsx.Unlike) Difference {
	f := &forms[u.Form]
	d := Difference{Kind: DiffText, Form: f.ID, No: f.No, Sheet: u.Sheet, Cell: u.Cell, File: u.Now, Book: u.Was}
	if u.Row >= 0 {
		d.Row = f.RowName(u.Row)
	}
	switch {
	case u.WholeRow && u.Now == "":
		d.Kind = DiffRowGone
	case u.WholeRow:
		d.Kind = DiffRowAdded
	case u.Row >= 0:
		d.Kind, d.Column = DiffFigure, f.ColumnName(u.Col)
	}
	if u.Unreckoned {
		d.Kind = DiffFormula
	}
	return d
}

// comparePDF lists the texts that differ from the export under the code that is most like the file.
func (s *suspect) comparePDF(said *report.Edition, files []keptFile) error {
	if len(files) == 0 {
		s.v.Unread = problem(ProblemNotKept, nil, "file", s.v.File)
		return nil
	}
	for i := range files[:min(len(files), mostCompared)] {
		drawn, forms, err := files[i].redraw(s.b, said)
		if err != nil {
			return fmt.Errorf("drawing the pdf anew: %w", err)
		}
		unlike := drawn.Compare(s.read)
		if pdf.Strangers(unlike, len(s.read.Pages)) {
			s.v.Unread = problem(ProblemRedrawn, nil, "file", s.v.File)
			return nil
		}
		var found []Difference
		for _, u := range unlike {
			found = append(found, pageDifference(forms, u))
		}
		if i == 0 || len(found) < len(s.v.Differences) {
			s.v.Differences = found
		}
		if len(found) == 0 {
			break
		}
	}
	return nil
}

// mostCompared is how many exports under one code a PDF is held against.
const mostCompared = 8

func pageDifference(forms []report.Form, u pdf.Unlike) Difference {
	d := Difference{Kind: DiffText, Page: u.Page + 1, File: u.Now, Book: u.Was}
	switch u.What {
	case pdf.UnlikePage:
		d.Kind = DiffPageAdded
		if u.Page < 0 {
			d.Kind, d.Book = DiffPageGone, fmt.Sprint(u.WasPage+1)
		}
	case pdf.UnlikeInk:
		d.Kind = DiffInk
	case pdf.UnlikeCover:
		d.Kind = DiffCover
	}
	if u.Form >= 0 && u.Form < len(forms) {
		f := &forms[u.Form]
		d.Kind, d.Form, d.No = DiffFigure, f.ID, f.No
		d.Row, d.Column = f.RowName(u.Row), f.ColumnName(u.Col)
	}
	return d
}
