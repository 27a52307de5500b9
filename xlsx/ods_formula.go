package xlsx

import "strings"

// odsFormula spells a formula of OpenDocument in Excel's language, without «=»; "" where some of it is not
// understood. external tells that it refers to another file.
func odsFormula(text string) (formula string, external bool) {
	grammar, body, ok := strings.Cut(text, "=")
	switch {
	case !ok || len(text) > excelLength:
		return "", false
	case grammar == "msoxl:":
		if _, ok := scanFormula(body); !ok {
			return "", strings.Contains(body, "[")
		}
		return body, false
	case grammar != "" && grammar != "of:" && grammar != "oooc:":
		return "", false
	}
	f := &odsSpeller{text: body}
	for f.at < len(body) {
		if !f.step() {
			return "", f.external
		}
	}
	formula = f.out.String()
	if _, ok := scanFormula(formula); !ok {
		return "", f.external
	}
	return formula, f.external
}

// odsSpeller goes over a formula and spells it anew.
type odsSpeller struct {
	text     string
	at       int
	braces   int
	external bool
	out      strings.Builder
}

func (f *odsSpeller) step() bool {
	c := f.text[f.at]
	switch {
	case c == '"':
		end := f.at + 1
		for ; end < len(f.text); end++ {
			if f.text[end] != '"' {
				continue
			}
			if end+1 == len(f.text) || f.text[end+1] != '"' {
				break
			}
			end++
		}
		if end >= len(f.text) {
			return false
		}
		f.out.WriteString(f.text[f.at : end+1])
		f.at = end + 1
		return true
	case c == '[':
		return f.reference()
	case c == '{':
		f.braces++
		f.out.WriteByte(c)
	case c == '}':
		f.braces--
		f.out.WriteByte(c)
	case c == ';':
		f.out.WriteByte(',')
	case c == '|' && f.braces > 0:
		f.out.WriteByte(';')
	case c == '~', c == '!', c == '\'', c == ']', c == '|', c == '$' && strings.HasPrefix(f.text[f.at:], "$$"):
		return false
	case isWordByte(c):
		return f.word()
	default:
		f.out.WriteByte(c)
	}
	f.at++
	return true
}

// word copies a figure or name; functions of other programs are not understood.
func (f *odsSpeller) word() bool {
	from := f.at
	for f.at < len(f.text) && isWordByte(f.text[f.at]) {
		f.at++
	}
	word := f.text[from:f.at]
	if f.at < len(f.text) && f.text[f.at] == '(' && strings.Contains(word, ".") {
		rest, known := strings.CutPrefix(word, "COM.MICROSOFT.")
		if !known {
			return false
		}
		word = "_xlfn." + rest
	}
	f.out.WriteString(word)
	return true
}

// reference spells «[.B2:.B5]».
func (f *odsSpeller) reference() bool {
	quoted := false
	for end := f.at + 1; end < len(f.text); end++ {
		switch {
		case f.text[end] == '\'':
			quoted = !quoted
		case f.text[end] == ']' && !quoted:
			inside := f.text[f.at+1 : end]
			if strings.Contains(inside, "'#") {
				f.external = true
				return false
			}
			ref, ok := odsReference(inside)
			f.out.WriteString(ref)
			f.at = end + 1
			return ok
		}
	}
	return false
}

// odsReference spells «$Sheet.A1:.B5» as Excel does, «Sheet!A1:B5».
func odsReference(text string) (string, bool) {
	corners := splitOutside(text, ':')
	if len(corners) > 2 {
		return "", false
	}
	sheet, out := "", ""
	for i, corner := range corners {
		parts := splitOutside(corner, '.')
		if len(parts) != 2 {
			return "", false
		}
		name, ok := odsSheetName(parts[0])
		if !ok || i > 0 && name != "" && name != sheet {
			return "", false
		}
		address := parts[1]
		if row, col, isCell := parseRef([]byte(address)); isCell && (row > wholeRows || col > wholeColumns) || address == "" {
			return "", false
		} else if !isCell && address != "#REF!" && (len(corners) == 1 || strings.Trim(address, "$ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "") {
			return "", false
		}
		if i > 0 {
			out += ":"
		}
		sheet, out = name, out+address
	}
	name, _ := odsSheetName(splitOutside(corners[0], '.')[0])
	if strings.Contains(out, "#REF!") {
		return "#REF!", true
	}
	if name != "" {
		out = quotedSheet(name) + "!" + out
	}
	return out, true
}

// odsSheetName reads «$'Sheet”s'», "" for the formula's own sheet.
func odsSheetName(text string) (string, bool) {
	name := strings.TrimPrefix(text, "$")
	if !strings.HasPrefix(name, "'") {
		return name, !strings.ContainsAny(name, "'#")
	}
	if len(name) < 3 || !strings.HasSuffix(name, "'") {
		return "", false
	}
	inside := name[1 : len(name)-1]
	if strings.Contains(strings.ReplaceAll(inside, "''", ""), "'") {
		return "", false
	}
	return strings.ReplaceAll(inside, "''", "'"), true
}

// splitOutside cuts a text at each mark that stands outside quotes.
func splitOutside(text string, mark byte) []string {
	var out []string
	quoted, from := false, 0
	for i := range len(text) {
		switch {
		case text[i] == '\'':
			quoted = !quoted
		case text[i] == mark && !quoted:
			out = append(out, text[from:i])
			from = i + 1
		}
	}
	return append(out, text[from:])
}
