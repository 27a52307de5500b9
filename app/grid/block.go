package grid

import "strings"

// blockText writes a block of cells as Excel puts it on the clipboard: tabs between cells, a line end
// after each row, and quotes around a text with a tab, a line break or a quote.
func blockText(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, text := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			if strings.ContainsAny(text, "\t\n\r\"") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// parseBlock reads what Excel put on the clipboard. A text that begins with a quote is unpacked only if
// its closing quote ends the cell and there was a reason to pack it: Excel leaves «"abc"» as it is.
func parseBlock(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimSuffix(text, "\n")
	var rows [][]string
	row := []string{}
	for {
		cell, rest := firstCell(text)
		row = append(row, cell)
		if rest == "" {
			return append(rows, row)
		}
		if rest[0] == '\n' {
			rows, row = append(rows, row), []string{}
		}
		text = rest[1:]
	}
}

// firstCell takes the first cell off; rest begins with what ended it.
func firstCell(text string) (cell, rest string) {
	if strings.HasPrefix(text, `"`) {
		if cell, rest, ok := quotedCell(text); ok {
			return cell, rest
		}
	}
	end := strings.IndexAny(text, "\t\n")
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

func quotedCell(text string) (cell, rest string, ok bool) {
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			i++
			continue
		}
		rest = text[i+1:]
		inner := text[1:i]
		if rest != "" && rest[0] != '\t' && rest[0] != '\n' || !strings.ContainsAny(inner, "\t\n\"") {
			return "", "", false
		}
		return strings.ReplaceAll(inner, `""`, `"`), rest, true
	}
	return "", "", false
}
