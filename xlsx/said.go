package xlsx

import "bieuxa/report"

// codeProperty is the custom property of the document that keeps what the fingerprint says.
const codeProperty = "BieuXa"

// maxSaid is how many bytes of a footer or property are kept: there the code stands.
const maxSaid = 1024

// readSaid reads docProps/custom.xml wherever it is.
func (b *book) readSaid() error {
	p := b.parts["docprops/custom.xml"]
	if p == nil || p.read {
		return nil
	}
	return b.walk(p, func(s *xmlScanner) error {
		for s.child(1) {
			if string(s.local) != "property" || string(s.attr("name")) != codeProperty {
				continue
			}
			for s.child(2) {
				text := s.appendText(nil, 3)
				b.wb.said = string(text[:min(len(text), maxSaid)])
			}
		}
		return nil
	})
}

// readFooter keeps the footer of a sheet's odd pages.
func (r *sheetReader) readFooter() error {
	for r.s.child(inTable) {
		if r.s.is("oddFooter") {
			text := r.s.appendText(nil, inRow)
			r.sheet.footer = string(text[:min(len(text), maxSaid)])
		}
	}
	return r.s.err
}

// Said is the fingerprint that a workbook of forms bears: in its properties, else in a footer or a cell, where only
// the code stands. ok is false if there is none.
func (w *Workbook) Said() (said report.Said, ok bool) {
	if said, ok = report.ParseSaid(w.said); ok {
		return said, true
	}
	for _, s := range w.Sheets {
		if said.Code, ok = report.FindCode(s.footer); ok {
			return said, true
		}
	}
	for _, s := range w.Sheets {
		for c := range s.Cells() {
			if said.Code, ok = report.FindCode(c.Raw); ok {
				return said, true
			}
		}
	}
	return report.Said{}, false
}

// SheetNames are the names of all sheets of a workbook, in their order.
func SheetNames(body []byte, lim Limits) ([]string, error) {
	a, err := openArchive(body, lim)
	if err != nil {
		return nil, err
	}
	main, err := a.mainPart()
	if err != nil {
		return nil, err
	}
	b := &book{archive: a, main: main, wb: &Workbook{}, text: lim.Text}
	if err := b.readMain(); err != nil {
		return nil, err
	}
	names := make([]string, len(b.tabs))
	for i, t := range b.tabs {
		names[i] = t.name
	}
	return names, nil
}
