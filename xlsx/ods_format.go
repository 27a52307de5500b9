package xlsx

import "strings"

// odsFormat is a data style as a format code, with the styles that it gives way to on a condition.
type odsFormat struct {
	code string
	maps []odsMap
}

type odsMap struct{ condition, style string }

// maxFormat bounds a format code, in bytes; Excel's own bound is 255 letters.
const maxFormat = 2_000

// formatCode is the format code of a style, "General" if it has none.
func (r *odsReader) formatCode(st odsStyle) string {
	find := func(name string) (odsFormat, bool) {
		if f, ok := r.styles.automatic.formats[name]; ok && st.automatic {
			return f, true
		}
		f, ok := r.styles.common.formats[name]
		return f, ok
	}
	f, ok := find(st.format)
	if !ok {
		return "General"
	}
	var sections []string
	for _, m := range f.maps {
		part, ok := find(m.style)
		if !ok || len(sections) > 3 {
			continue
		}
		switch condition := strings.ReplaceAll(m.condition, " ", ""); condition {
		case "value()>=0", "value()>0", "value()<0", "value()=0", "value()==0":
			sections = append(sections, part.code)
		default:
			sections = append(sections, "["+strings.TrimPrefix(condition, "value()")+"]"+part.code)
		}
	}
	code := strings.Join(append(sections, f.code), ";")
	if code == "" || len(code) > maxFormat {
		return "General"
	}
	return code
}

// readFormat reads the data style just started.
func (r *odsReader) readFormat() odsFormat {
	s := r.s
	kind := string(s.local)
	f := odsFormat{}
	var b strings.Builder
	elapsed := string(s.attrIn(nsNumber, "truncate-on-overflow")) == "false"
	for depth := s.depth; s.child(depth); {
		switch {
		case s.isIn(nsStyle, "map"):
			if len(f.maps) < 4 {
				f.maps = append(f.maps, odsMap{word(s.attrIn(nsStyle, "condition")), string(s.attrIn(nsStyle, "apply-style-name"))})
			}
		case s.ns == nsNumber && b.Len() < maxFormat:
			r.formatPiece(&b, kind, &elapsed)
		}
	}
	if f.code = b.String(); kind == "boolean-style" {
		f.code = ""
	}
	return f
}

func (r *odsReader) formatPiece(b *strings.Builder, kind string, elapsed *bool) {
	s := r.s
	long := string(s.attrIn(nsNumber, "style")) == "long"
	either := func(is bool, yes, no string) string {
		if is {
			return yes
		}
		return no
	}
	switch string(s.local) {
	case "number":
		b.WriteString(r.digits(false))
	case "scientific-number":
		b.WriteString(r.digits(true))
	case "fraction":
		b.WriteString("# ?/?")
	case "text", "currency-symbol":
		text := s.appendText(nil, s.depth)
		b.WriteString(formatText(string(text[:min(len(text), maxFormat)]), kind))
	case "text-content":
		b.WriteString("@")
	case "day":
		b.WriteString(either(long, "dd", "d"))
	case "month":
		if string(s.attrIn(nsNumber, "textual")) == "true" {
			b.WriteString(either(long, "mmmm", "mmm"))
		} else {
			b.WriteString(either(long, "mm", "m"))
		}
	case "year":
		b.WriteString(either(long, "yyyy", "yy"))
	case "day-of-week":
		b.WriteString(either(long, "dddd", "ddd"))
	case "hours", "minutes", "seconds":
		code := string(s.local)[:1]
		code = either(long, code+code, code)
		if *elapsed {
			code, *elapsed = "["+code+"]", false
		}
		if n := s.attrIn(nsNumber, "decimal-places"); len(n) == 1 && n[0] > '0' && n[0] <= '9' {
			code += "." + strings.Repeat("0", int(n[0]-'0'))
		}
		b.WriteString(code)
	case "am-pm":
		b.WriteString("AM/PM")
	}
}

// digits spells the number just started.
func (r *odsReader) digits(scientific bool) string {
	small := func(name string, missing int) int {
		if n, ok := parseCount(r.s.attrIn(nsNumber, name)); ok {
			return min(n, 20)
		}
		return missing
	}
	whole, decimals := small("min-integer-digits", 0), small("decimal-places", -1)
	grouped, exponent := string(r.s.attrIn(nsNumber, "grouping")) == "true", small("min-exponent-digits", 2)
	factor, least := string(r.s.attrIn(nsNumber, "display-factor")), small("min-decimal-places", decimals)
	if decimals < 0 && !grouped && !scientific {
		return "General"
	}
	length := max(1, whole)
	if grouped {
		length = max(4, whole)
	}
	code := strings.Repeat("#", length-whole) + strings.Repeat("0", whole)
	if grouped {
		code = code[:length-3] + "," + code[length-3:]
	}
	if decimals > 0 {
		least = max(0, min(least, decimals))
		code += "." + strings.Repeat("0", least) + strings.Repeat("#", decimals-least)
	}
	if thousands, ok := strings.CutPrefix(factor, "1"); ok && len(thousands)%3 == 0 && strings.Trim(thousands, "0") == "" {
		code += strings.Repeat(",", len(thousands)/3)
	}
	if scientific {
		code += "E+" + strings.Repeat("0", exponent)
	}
	return code
}

// formatText is a text within a format code of a kind of data style.
func formatText(text, kind string) string {
	plain := " -()+"
	switch kind {
	case "percentage-style":
		plain += "%"
	case "date-style", "time-style":
		plain += "/:.,"
	}
	if strings.Trim(text, plain) == "" {
		return text
	}
	if kind == "percentage-style" && strings.HasSuffix(text, "%") {
		return formatText(strings.TrimSuffix(text, "%"), kind) + "%"
	}
	return `"` + strings.ReplaceAll(text, `"`, `"\""`) + `"`
}
