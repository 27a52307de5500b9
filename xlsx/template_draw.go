package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

const (
	headerRows    = 4 // number of the form, where it comes from, title, period
	signatureRows = 7
)

// sheetInk draws one sheet of the return.
type sheetInk struct {
	plan  *workbookPlan
	book  *inkedBook
	sheet *inkedSheet
	page  *sheetPlan
}

func drawSheets(plan *workbookPlan, inked *inkedBook) error {
	for _, page := range plan.sheets {
		sheet, err := inked.addSheet(page.def.ID)
		if err != nil {
			return err
		}
		ink := &sheetInk{plan: plan, book: inked, sheet: sheet, page: page}
		for _, draw := range []func() error{ink.drawHeader, ink.drawTables, ink.drawSignatures, ink.setRules, ink.setPage} {
			if err := draw(); err != nil {
				return fmt.Errorf("sheet %s: %w", page.def.ID, err)
			}
		}
	}
	return nil
}

// line writes a text over the columns of a row.
func (k *sheetInk) line(row int, span columnSpan, look templateLook, text string) error {
	id, err := k.book.looks.id(look)
	if err != nil {
		return err
	}
	w := textCell(roleGiven, text)
	k.sheet.fill(area{span.first, row, span.last, row}, inkedCell{style: id, kind: w.kind, text: w.text})
	size := look.size
	if size == 0 {
		size = bodySize
	}
	need := textHeight(text, textBox{k.page.width(span), size, look.bold})
	r := k.sheet.row(row)
	r.height, r.fixed = max(r.height, need), true
	return nil
}

func (k *sheetInk) whole() columnSpan { return columnSpan{1, len(k.page.widths)} }

// halves cuts the sheet into a left and a right part.
func (k *sheetInk) halves() (left, right columnSpan) {
	all := k.whole()
	cut := 1
	for k.page.width(columnSpan{1, cut}) < 0.42*k.page.width(all) && cut < all.last-1 {
		cut++
	}
	return columnSpan{1, cut}, columnSpan{cut + 1, all.last}
}

func (k *sheetInk) drawHeader() error {
	t, def := k.plan.t, k.page.def
	left, right := k.halves()
	reporter := []string{t.Unit.Name}
	for _, parent := range []string{t.District, t.Province} {
		if parent != "" {
			reporter = append(reporter, parent)
		}
	}
	period := fmt.Sprintf("%s%s (từ ngày %s đến ngày %s)", wordPeriod, t.Period.VN(), t.From.VN(), t.To.VN())
	small := templateLook{size: 11, across: "left", down: "center"}
	strong := small
	strong.bold = true
	type line struct {
		row  int
		span columnSpan
		look templateLook
		text string
	}
	lines := []line{
		{1, left, strong, wordFormNo + strings.TrimPrefix(def.FormNo, "Biểu ")},
		{1, right, strong, wordReporter + strings.Join(reporter, ", ")},
		{2, left, small, issuedLine(t.Def.Issued)},
		{2, right, small, wordReceiver + t.Receiver},
		{3, k.whole(), templateLook{size: 14, bold: true, across: "center", down: "center"}, def.Title},
		{4, k.whole(), templateLook{size: 12, italic: true, across: "center", down: "center"}, period},
	}
	row := headerRows + 1
	if t.Sample {
		lines = append(lines, line{row, k.whole(), templateLook{size: 12, bold: true, color: "C00000", across: "center", down: "center"}, wordSample})
		row++
	}
	for _, guide := range k.page.guides {
		lines = append(lines, line{row, k.whole(), templateLook{size: 10, italic: true, across: "left", down: "center"}, guide})
		row++
	}
	if k.page.unitRow > 0 {
		lines = append(lines, line{k.page.unitRow, k.whole(), templateLook{size: 11, italic: true, across: "right", down: "center"}, wordUnit + def.UnitOfMeasure})
	}
	for _, l := range lines {
		if err := k.line(l.row, l.span, l.look, l.text); err != nil {
			return err
		}
	}
	k.sheet.row(3).height += 6
	return nil
}

func (k *sheetInk) drawTables() error {
	for _, tp := range k.page.tables {
		if tp.titleRow > 0 {
			look := templateLook{size: 12, bold: true, across: "left", down: "center"}
			if err := k.line(tp.titleRow, k.whole(), look, tp.def.Title); err != nil {
				return err
			}
			k.sheet.row(tp.titleRow).height += 4
		}
		if err := k.drawHeadings(tp); err != nil {
			return err
		}
		if err := k.drawBody(tp); err != nil {
			return err
		}
	}
	return nil
}

// drawHeadings merges equal headings of neighbours, and each last heading down to the line of numbers.
func (k *sheetInk) drawHeadings(tp *tablePlan) error {
	look := templateLook{size: bodySize, bold: true, across: "center", down: "center", border: true, fill: headColor}
	id, err := k.book.looks.id(look)
	if err != nil {
		return err
	}
	cols := tp.def.Columns
	heights := make([]float64, tp.depth)
	for level := range tp.depth {
		for i := 0; i < len(cols); {
			path := cols[i].Title
			if level >= len(path) {
				i++
				continue
			}
			j := i
			for j+1 < len(cols) && level < len(path)-1 && len(cols[j+1].Title) > level+1 &&
				slices.Equal(cols[j+1].Title[:level+1], path[:level+1]) {
				j++
			}
			a := area{tp.spans[i].first, tp.headRow + level, tp.spans[j].last, tp.headRow + level}
			if level == len(path)-1 {
				a.lastRow = tp.headRow + tp.depth - 1
			}
			w := textCell(roleGiven, path[level])
			k.sheet.fill(a, inkedCell{style: id, kind: w.kind, text: w.text})
			need := textHeight(w.text, textBox{k.page.width(columnSpan{a.col, a.lastCol}), look.size, true})
			spread(heights[level:a.lastRow-tp.headRow+1], need)
			i = j + 1
		}
	}
	for level, h := range heights {
		r := k.sheet.row(tp.headRow + level)
		r.height, r.fixed = h, true
	}
	return k.drawNumbers(tp)
}

// spread makes rows together at least as high as needed.
func spread(heights []float64, need float64) {
	var have float64
	for _, h := range heights {
		have += h
	}
	if need <= have {
		return
	}
	for i := range heights {
		heights[i] += (need - have) / float64(len(heights))
	}
}

func (k *sheetInk) drawNumbers(tp *tablePlan) error {
	id, err := k.book.looks.id(templateLook{size: 9, italic: true, across: "center", down: "center", border: true, fill: headColor})
	if err != nil {
		return err
	}
	for i, span := range tp.spans {
		k.sheet.fill(area{span.first, tp.numberRow, span.last, tp.numberRow},
			inkedCell{style: id, kind: writtenText, text: fmt.Sprintf("(%d)", i+1)})
	}
	r := k.sheet.row(tp.numberRow)
	r.height, r.fixed = 13, true
	return nil
}

func (k *sheetInk) drawBody(tp *tablePlan) error {
	rows := tp.rows
	if tp.totalRow > 0 {
		rows = append(slices.Clip(rows), &bodyRow{table: tp, at: tp.totalRow, total: true, cells: make([]*written, len(tp.def.Columns))})
		if err := k.drawGuard(tp); err != nil {
			return err
		}
	}
	for _, r := range rows {
		height := 0.0
		for i := range tp.def.Columns {
			w, err := k.plan.cell(r, i)
			if err != nil {
				return err
			}
			look := r.bodyLook(k.plan.t, i, w.role)
			id, err := k.book.looks.id(look)
			if err != nil {
				return err
			}
			span := tp.spans[i]
			k.sheet.fill(area{span.first, r.at, span.last, r.at},
				inkedCell{style: id, kind: w.kind, text: w.text, formula: w.formula})
			if w.kind == writtenText {
				size := look.size
				if size == 0 {
					size = bodySize
				}
				height = max(height, textHeight(w.text, textBox{k.page.width(span) - float64(look.indent), size, look.bold}))
			}
		}
		k.sheet.row(r.at).height = max(height, leastHeight)
	}
	return nil
}

func (k *sheetInk) drawGuard(tp *tablePlan) error {
	id, err := k.book.looks.id(templateLook{border: true, fill: givenColor, down: "center"})
	if err != nil {
		return err
	}
	for _, span := range tp.spans {
		for col := span.first; col <= span.last; col++ {
			k.sheet.put(col, tp.guardRow, inkedCell{style: id})
		}
	}
	r := k.sheet.row(tp.guardRow)
	r.height, r.fixed = 4, true
	return nil
}

func (k *sheetInk) drawSignatures() error {
	left, right := k.halves()
	row := k.page.signRow
	place := templateLook{italic: true, across: "center", down: "center", unlocked: true}
	strong := templateLook{bold: true, across: "center", down: "center"}
	quiet := templateLook{italic: true, across: "center", down: "center"}
	name := templateLook{bold: true, across: "center", down: "center", unlocked: true}
	for _, l := range []struct {
		row  int
		span columnSpan
		look templateLook
		text string
	}{
		{row, right, place, wordPlaceDate},
		{row + 1, left, strong, wordPreparedBy}, {row + 1, right, strong, wordHead},
		{row + 2, left, quiet, wordSign}, {row + 2, right, quiet, wordSign},
		{row + signatureRows - 1, left, name, ""}, {row + signatureRows - 1, right, name, ""},
	} {
		if err := k.line(l.row, l.span, l.look, l.text); err != nil {
			return err
		}
	}
	return nil
}

// setPage prepares protection, frozen headings and printing.
func (k *sheetInk) setPage() error {
	name, book := k.sheet.name, k.book.book
	lists := slices.ContainsFunc(k.page.tables, func(tp *tablePlan) bool { return tp.def.Shape == ntm.ShapeList })
	steps := []func() error{
		func() error { return protectSheet(book, name, lists) },
		k.setWidths,
		k.freeze,
		k.setPrinting,
		func() error {
			return book.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: boolOf(false)})
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func boolOf(b bool) *bool { return &b }

// protectSheet locks what the unit must not change. There is no password: the lock is against
// slips, not against people.
func protectSheet(book *excelize.File, name string, insertRows bool) error {
	return book.ProtectSheet(name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true,
		FormatRows: true, InsertRows: insertRows, Sort: true, AutoFilter: true, EditScenarios: true,
	})
}

func (k *sheetInk) setWidths() error {
	for i, w := range k.page.widths {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := k.book.book.SetColWidth(k.sheet.name, col, col, w); err != nil {
			return err
		}
	}
	return nil
}
