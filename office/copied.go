package office

import (
	"bytes"
	"context"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// doubtful is put behind a date of which nobody knows the day and the month, so that it is not read in the copy either.
const doubtful = " (?)"

// copyOf is the workbook that corrections and marks are written into, and how its name ends. A file of texts alone is read
// with what the file as a whole says of its decimal mark and the order of its dates; its copy does not say that any more, so
// what was read there is written as figures.
func (b *Book) copyOf(ctx context.Context, p ntm.Period, v store.Version, wb *xlsx.Workbook) (body []byte, ending string, err error) {
	_, body, err = b.store.File(ctx, v.File)
	if err != nil {
		return nil, "", b.stored(err)
	}
	body, ending, err = xlsx.Corrected(wb, v.FileName, body)
	if err != nil {
		return nil, "", fileProblem(v.FileName, err)
	}
	if !wb.Container.AllText() {
		return body, ending, nil
	}
	pp, err := b.lay(ctx, p, v)
	if err != nil {
		return nil, "", err
	}
	pp.edits = nil // the file as it came
	if err := pp.bind(); err != nil {
		return nil, "", err
	}
	var out bytes.Buffer
	if err := xlsx.WriteBack(&out, body, pp.readAsText(), xlsx.DefaultLimits()); err != nil {
		return nil, "", fileProblem(v.FileName, err)
	}
	return out.Bytes(), ending, nil
}

// readAsText are the figures and dates of a return that were read from texts, as they are to stand in a copy.
func (pp *paper) readAsText() []xlsx.Input {
	var out []xlsx.Input
	for sheet, cells := range pp.bounds() {
		s, ok := pp.book.Sheet(sheet)
		if !ok {
			continue
		}
		for ref, at := range cells {
			row, col, _ := CellOf(ref)
			c := s.CellAt(row, col)
			if c.Kind != xlsx.KindText || c.HasFormula || at.entry.Scaled {
				continue
			}
			in := xlsx.Input{Sheet: sheet, Row: row, Col: col, Kind: xlsx.KindText}
			switch e := at.entry; {
			case e.Type == ntm.TypeDate && e.State == ntm.Stated:
				on, err := ntm.ParseDateISO(e.Text)
				if err != nil {
					continue
				}
				in.Raw = on.VN()
			case e.Type == ntm.TypeDate && e.State == ntm.Unreadable:
				in.Raw = strings.TrimSuffix(c.Raw, doubtful) + doubtful
			case e.Type.Numeric() && e.State == ntm.Stated && e.Doubt == ntm.NoDoubt && !strings.Contains(c.Raw, "%"):
				in.Kind, in.Raw = xlsx.KindNumber, e.Num.String()
			default:
				continue
			}
			out = append(out, in)
		}
	}
	return out
}
