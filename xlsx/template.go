package xlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// Template is all that goes into the workbook of one unit for one period: blank, or filled from a
// return.
type Template struct {
	Def                *ntm.Definition // bound to the criteria set and to the kind of the unit
	Unit               ntm.Unit
	District, Province string // names of the units above; District is empty since 01/7/2025
	Group              string // «1», «2», «3»: commune group of the sets of 2026-2030
	Period             ntm.Period
	From, To           ntm.Date // the period's days
	SetID, SetTitle    string
	Receiver           string // Đơn vị nhận báo cáo

	Required func(row *ntm.RowDef) string        // text of the column Yêu cầu («≥ 95»); may be nil
	Words    func(list string) []string          // choices of a list; "status" for the statuses; may be nil
	Hints    func(table, column string) []string // sentences of the checks that run on the column; may be nil

	Previous *ntm.Return // last period's accepted return: Column.Carry is prefilled from it; nil
	Values   *ntm.Return // the workbook is a filled return: written as stated; nil: a blank template
	Sample   bool        // the figures are made up: marked «Số liệu mẫu» on every page
	Printed  time.Time   // stands in the file's properties, so that the same input gives the same bytes
}

// WriteTemplate writes the workbook. The same Template gives the same bytes. An error names the
// sheet, table and column of the definition that cannot be drawn.
func WriteTemplate(w io.Writer, t Template) error {
	plan, err := planWorkbook(&t)
	if err != nil {
		return err
	}
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetDefaultFont(templateFont); err != nil {
		return fmt.Errorf("setting the font: %w", err)
	}
	inked := &inkedBook{book: book, looks: newTemplateLooks(book)}
	for _, draw := range []func(*workbookPlan, *inkedBook) error{
		drawSheets, drawLists, drawIdentity, nameTables, setTemplateProperties,
	} {
		if err := draw(plan, inked); err != nil {
			return err
		}
	}
	return inked.write(w)
}

// producer is the program's name in the file's properties.
const producer = "Biểu Xã"

func setTemplateProperties(plan *workbookPlan, inked *inkedBook) error {
	t := plan.t
	stamp := t.Printed.UTC().Format(time.RFC3339)
	err := inked.book.SetDocProps(&excelize.DocProperties{
		Title: t.Def.Title, Subject: t.Period.VN(), Creator: producer, LastModifiedBy: producer,
		Category: t.Unit.Name, Created: stamp, Modified: stamp, Language: "vi-VN",
	})
	if err != nil {
		return fmt.Errorf("setting the properties: %w", err)
	}
	if err := inked.book.SetAppProps(&excelize.AppProperties{Application: producer, Company: t.Receiver}); err != nil {
		return fmt.Errorf("setting the properties: %w", err)
	}
	inked.book.SetActiveSheet(0)
	return nil
}

// Labels of the hidden sheet that says what the workbook is. A reader believes them only together
// with the sheets: clerks copy workbooks of other months and other communes.
const (
	IdentitySheet         = "_bieuxa"
	IdentityDefinition    = "definition"
	IdentityDefVersion    = "definition_version"
	IdentitySet           = "set"
	IdentityUnit          = "unit"
	IdentityUnitName      = "unit_name"
	IdentityPeriod        = "period"
	IdentityChecksum      = "checksum"
	definedNamePrefix     = "bx."
	listsSheet            = "_danhmuc"
	definedListNamePrefix = "bx.list."
)

// TableName is the workbook's name for the whole range of a table, headings included.
func TableName(table string) string { return definedNamePrefix + table }

// ColumnName is the workbook's name for the body of a column: its rows without headings and total.
func ColumnName(table, column string) string { return definedNamePrefix + table + "." + column }

// LayoutChecksum sums up what a reader relies on: the bound definition's sheets, tables, rows and
// columns, in order. Two workbooks with the same checksum were laid out alike.
func LayoutChecksum(def *ntm.Definition) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d\n", def.ID, def.Version)
	for i := range def.Sheets {
		s := &def.Sheets[i]
		fmt.Fprintf(h, "sheet\x00%s\n", s.ID)
		for j := range s.Tables {
			t := &s.Tables[j]
			fmt.Fprintf(h, "table\x00%s\x00%s\n", t.ID, t.Shape)
			for k := range t.Columns {
				fmt.Fprintf(h, "column\x00%s\x00%s\x00%s\n", t.Columns[k].Code, t.Columns[k].Type, t.Columns[k].Heading())
			}
			for k := range t.Rows {
				fmt.Fprintf(h, "row\x00%s\x00%s\x00%s\n", t.Rows[k].Code, t.Rows[k].Type, t.Rows[k].Label)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}
