package office

import (
	"context"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/report"
	"bieuxa/xlsx"
)

// changes tells what moved since the last export before this moment, and which unit moved it.
func (s *sheets) changes(ctx context.Context) (xlsx.Aid, error) {
	out := s.sheet("changes", report.Landscape, column{"no", 12, report.AlignCenter}, column{"figure", 142, report.AlignLeft},
		column{"was", 32, report.AlignRight}, column{"now", 32, report.AlignRight}, column{"change", 34, report.AlignRight})
	text, at, err := s.b.store.ExportedBefore(ctx, s.req.Period.String(), s.at)
	if err != nil {
		return out.Aid, s.b.stored(err)
	}
	if text == "" {
		s.sentence(out, "changes-never")
		return out.Aid, nil
	}
	out.Table.Reported = s.w.UI("sheet.changes-since", map[string]string{"at": MomentVN(at)})
	was, err := ParseDigest(text)
	if err != nil {
		return out.Aid, s.b.stored(err)
	}
	now := s.figures()
	if was.Set != now.Set {
		out.note("changes-set", nil)
	}
	n := 0
	for _, m := range now.Against(was) {
		if m.Unit == "" {
			n++
		}
		s.movement(out, n, m)
	}
	if len(out.Table.Rows) == 0 {
		s.sentence(out, "changes-none")
	}
	return out.Aid, nil
}

// sentence is a sheet that says one thing.
func (s *sheets) sentence(out *sheet, id string) {
	out.row(report.Note, 0, report.TextCell(s.w.UI("sheet."+id, nil)).Across(len(out.Table.Columns)))
}

// movement adds a figure that moved, or under it a unit that moved it.
func (s *sheets) movement(out *sheet, n int, m Movement) {
	role, indent, no, name := report.Subtotal, 0, report.NumberCell(decimal.NewFromInt(int64(n)), 0), m.Name
	if m.Unit != "" {
		role, indent, no, name = report.Item, 1, report.Cell{}, m.UnitName
	}
	if m.Unit != "" && m.Key == reportedKey {
		word := "changes-joined"
		if m.Now == "" {
			word = "changes-left"
		}
		out.row(role, indent, no, report.TextCell(s.w.UI("sheet."+word, map[string]string{"unit": name})))
		return
	}
	was, now := s.moved(m, m.Was), s.moved(m, m.Now)
	row := out.row(role, indent, no, report.TextCell(name), was, now)
	if was.Numeric() && now.Numeric() {
		at := func(col int) report.Area { return report.At(row, col) }
		out.Table.Rows[row].Cells[4] = report.NumberCell(now.Num.Sub(was.Num), was.Decimals).By(report.Sum(at(3)).Less(at(2)))
	}
}

// moved is a value of a movement as forms print it: a figure with the digits it has in either, or words.
func (s *sheets) moved(m Movement, value string) report.Cell {
	if value == "" {
		return report.TextCell(s.w.UI("sheet.no-figure", nil))
	}
	n, err := decimal.NewFromString(value)
	if err != nil {
		return report.TextCell(value)
	}
	return report.NumberCell(n, max(digitsAfter(m.Was, m.Key), digitsAfter(m.Now, m.Key)))
}

// digitsAfter is how many digits after the comma a figure has, zeros at its end aside; a rate has two.
func digitsAfter(value, key string) int {
	if strings.HasPrefix(key, "rate/") {
		return 2
	}
	_, digits, _ := strings.Cut(value, ".")
	return len(strings.TrimRight(digits, "0"))
}
