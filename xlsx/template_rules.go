package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bieuxa/ntm"
)

// inputRule is what Excel knows of an input cell: its type, its list of choices, and the sentences
// beside it.
type inputRule struct {
	typ    ntm.Type
	list   string // defined name of the choices
	prompt string
}

// setRules gives the input cells their drop-downs, their limits and their prompts, one rule for each
// run of like cells down a column.
func (k *sheetInk) setRules() error {
	for _, tp := range k.page.tables {
		for i := range tp.def.Columns {
			if err := k.setColumnRules(tp, i); err != nil {
				return fmt.Errorf("table %s, column %s: %w", tp.def.ID, tp.def.Columns[i].Code, err)
			}
		}
		if err := k.ignoreTextNumbers(tp); err != nil {
			return fmt.Errorf("table %s: %w", tp.def.ID, err)
		}
	}
	return nil
}

func (k *sheetInk) setColumnRules(tp *tablePlan, i int) error {
	sentences := k.sentences(tp, i)
	for from := 0; from < len(tp.rows); {
		rule, ok := k.ruleOf(tp.rows[from], i, sentences)
		to := from
		for ok && to+1 < len(tp.rows) {
			next, input := k.ruleOf(tp.rows[to+1], i, sentences)
			if !input || next != rule {
				break
			}
			to++
		}
		if ok {
			a := area{tp.spans[i].first, tp.rows[from].at, tp.spans[i].first, tp.rows[to].at}
			if err := k.addRule(a, tp.def.Columns[i].Title, rule); err != nil {
				return err
			}
		}
		from = to + 1
	}
	if _, all := fitSentences(sentences); !all {
		return k.comment(cellAt(tp.spans[i].first, tp.numberRow), sentences)
	}
	return nil
}

// sentences are the column's hint and what the checks say about it.
func (k *sheetInk) sentences(tp *tablePlan, i int) []string {
	c := &tp.def.Columns[i]
	if !c.Input() {
		return nil
	}
	var out []string
	if c.Hint != "" {
		out = append(out, c.Hint)
	}
	if k.plan.t.Hints != nil {
		out = append(out, k.plan.t.Hints(tp.def.ID, c.Code)...)
	}
	return out
}

// ruleOf is the rule of a cell; ok is false where the unit fills nothing in or anything goes.
func (k *sheetInk) ruleOf(r *bodyRow, i int, sentences []string) (rule inputRule, ok bool) {
	if r.cells[i] == nil || r.cells[i].role != roleInput {
		return inputRule{}, false
	}
	c := &r.table.def.Columns[i]
	rule.typ = r.table.def.TypeAt(c, r.def)
	if r.def != nil && r.def.Hint != "" {
		sentences = append([]string{r.def.Hint}, sentences...)
	}
	rule.prompt, _ = fitSentences(sentences)
	choices := c.Choices
	if r.def != nil && r.def.Choices != "" {
		choices = r.def.Choices
	}
	rule.list = k.plan.listFor(rule.typ, choices, r.line > 0 && i == r.table.nilColumn())
	switch rule.typ {
	case ntm.TypeText, ntm.TypeCode, ntm.TypePair, ntm.TypeChoice, ntm.TypeStatus, ntm.TypeYesNo:
		return rule, rule.list != "" || rule.prompt != ""
	}
	return rule, true
}

// otherWords are lawful in a cell for a figure.
const otherWords = `OR(%[1]s="-",%[1]s="` + wordNoneArising + `",%[1]s="` + wordNotApplicable + `")`

func (k *sheetInk) addRule(a area, title []string, rule inputRule) error {
	dv := excelize.NewDataValidation(true)
	dv.Sqref = a.String()
	style, cell, test := excelize.DataValidationErrorStyleWarning, cellAt(a.col, a.row), ""
	switch rule.typ {
	case ntm.TypeCount:
		test = `IF(ISNUMBER(%[1]s),AND(%[1]s>=0,INT(%[1]s)=%[1]s),` + otherWords + `)`
	case ntm.TypePercent:
		test = `IF(ISNUMBER(%[1]s),%[1]s>=0,` + otherWords + `)`
	case ntm.TypeMoney, ntm.TypeNumber:
		test = `IF(ISNUMBER(%[1]s),TRUE,` + otherWords + `)`
	case ntm.TypeDate: // 01/01/1990 to 31/12/2100
		if err := dv.SetRange(32874, 73415, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
	}
	if test != "" {
		formula := strings.ReplaceAll(fmt.Sprintf(test, cell), ">", "&gt;")
		if err := dv.SetRange(formula, "", excelize.DataValidationTypeCustom, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		dv.Operator = ""
	}
	if rule.list != "" {
		dv.SetSqrefDropList(rule.list)
		style = excelize.DataValidationErrorStyleStop
	}
	if dv.Type != "" {
		heading, text := ruleWords(rule.typ)
		dv.SetError(style, heading, text)
	}
	if rule.prompt != "" {
		dv.SetInput(fitTitle(title[len(title)-1]), rule.prompt)
	}
	return k.book.book.AddDataValidation(k.sheet.name, dv)
}

// comment hangs the sentences that are too long for a prompt on the column's number.
func (k *sheetInk) comment(cell string, sentences []string) error {
	return k.book.book.AddComment(k.sheet.name, excelize.Comment{Cell: cell, Author: wordHints,
		Text: strings.Join(sentences, "\n"), Width: 360, Height: uint(40 + 18*len(sentences)*2)})
}

// ignoreTextNumbers keeps Excel's green corners off codes and numbers of rows, which are texts.
func (k *sheetInk) ignoreTextNumbers(tp *tablePlan) error {
	var ranges []string
	for i := range tp.def.Columns {
		c := &tp.def.Columns[i]
		if c.Given == "no" || c.Given == "line" || c.Type == ntm.TypeCode || c.Type == ntm.TypeText {
			col := tp.spans[i].first
			ranges = append(ranges, area{col, tp.firstRow, col, tp.endRow}.String())
		}
	}
	if len(ranges) == 0 {
		return nil
	}
	return k.book.book.AddIgnoredErrors(k.sheet.name, strings.Join(ranges, " "), excelize.IgnoredErrorsNumberStoredAsText)
}
