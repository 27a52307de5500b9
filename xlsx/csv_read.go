package xlsx

import (
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// readText reads separated values: one sheet with the name of the file, all cells text. Lines keep the fields they
// have, however many. The decimal mark of the file is noted where its figures tell it.
func readText(name string, b []byte, lim Limits) (*Workbook, error) {
	if int64(len(b)) > lim.Text {
		return nil, tooMuchText("", lim.Text)
	}
	text, err := decodeBytes(b)
	if err != nil {
		return nil, err
	}
	if lostLetters(text) >= fewLost {
		return nil, problem(problemLost)
	}
	delim, text, err := delimiterOf(text)
	if err != nil {
		return nil, err
	}
	book := newBookBuilder(ContainerText, lim)
	sheet, err := book.sheet(sheetNamed(name), Visible)
	if err != nil {
		return nil, err
	}
	var marks markEvidence
	records := &textRecords{rest: text, delim: delim}
	for row := 1; ; row++ {
		cells, ok := records.next()
		if !ok {
			break
		}
		for i, raw := range cells {
			cells[i] = asTyped(raw)
			if strings.TrimFunc(cells[i], isBlankRune) == "" {
				continue
			}
			if int64(len(cells[i])) > lim.Token {
				return nil, problem(problemTooLarge, "sheet", sheet.sheet.Name)
			}
			if err := sheet.put(Cell{Row: row, Col: i + 1, Kind: KindText, Raw: cells[i]}, 0); err != nil {
				return nil, err
			}
		}
		marks.addRow(cells)
	}
	if records.open {
		return nil, problem(problemQuotes, "sheet", sheet.sheet.Name)
	}
	book.wb.DecimalMark, book.wb.MonthFirst = marks.mark(delim), marks.monthFirst
	return book.done()
}

// asTyped takes away what programs put around a text so that Excel keeps it: ="0123".
func asTyped(s string) string {
	if inner, ok := strings.CutPrefix(s, `="`); ok && strings.HasSuffix(inner, `"`) && strings.Count(inner, `"`) == 1 {
		return inner[:len(inner)-1]
	}
	return s
}

// longestSheetName is in characters, as Excel has it.
const longestSheetName = 31

// sheetNamed is the name Excel gives the one sheet of a text file: that of the file.
func sheetNamed(file string) string {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if at := strings.LastIndex(name, "› "); at >= 0 { // carried in a submission
		name = name[at+len("› "):]
	}
	name = strings.TrimSuffix(name, path.Ext(name))
	name = strings.TrimLeft(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`[]:*?/\'`, r) {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(name, ""))), "_ .")
	for utf8.RuneCountInString(name) > longestSheetName {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	if name = strings.TrimRight(name, " "); name == "" {
		return "Sheet1"
	}
	return name
}
