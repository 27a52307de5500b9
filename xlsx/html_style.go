package xlsx

import (
	"strconv"
	"strings"
)

// htmlStyle is what a rule of a style sheet, or the attribute style, says of a cell.
type htmlStyle struct {
	font, format string
	hidden       bool
	unmerged     bool // mso-ignore:colspan: the text only runs over its neighbours
	rows         int  // mso-xlrowspan: rows of the sheet that one row of the page stands for
}

// over lays a nearer style over this one.
func (s htmlStyle) over(near htmlStyle) htmlStyle {
	if near.font != "" {
		s.font = near.font
	}
	if near.format != "" {
		s.format = near.format
	}
	s.hidden, s.unmerged = s.hidden || near.hidden, s.unmerged || near.unmerged
	s.rows = max(s.rows, near.rows)
	return s
}

// htmlStyles are the rules by selector: «td», «.xl65».
type htmlStyles struct {
	rules   map[string]htmlStyle
	decimal byte // mso-displayed-decimal-separator
}

// most rules and bytes of one rule that are kept; what lies beyond is a look that is not shown.
const (
	mostRules   = 20_000
	longestRule = 8 << 10
)

// read takes the text of an element <style>.
func (h *htmlStyles) read(css string) {
	css = strings.NewReplacer("<!--", " ", "-->", " ").Replace(css)
	for css != "" {
		selectors, rest, ok := strings.Cut(css, "{")
		if !ok {
			return
		}
		if _, after, comment := strings.Cut(selectors, "/*"); comment {
			if _, css, ok = strings.Cut(after+"{"+rest, "*/"); !ok {
				return
			}
			continue
		}
		end := cssEnd(rest, '}')
		body := rest[:end]
		css = strings.TrimPrefix(rest[end:], "}")
		if len(body) > longestRule || len(selectors) > longestRule || len(h.rules) >= mostRules {
			continue
		}
		st := h.declared(body)
		for s := range strings.SplitSeq(selectors, ",") {
			s = strings.ToLower(strings.TrimSpace(s))
			if at := strings.IndexByte(s, '.'); at > 0 {
				s = s[at:] // td.xl65
			}
			if s != "" && !strings.ContainsAny(s, " :>#@[+~*") {
				h.rules[s] = h.rules[s].over(st)
			}
		}
	}
}

// cssEnd finds a mark outside quotes; the length of s if there is none.
func cssEnd(s string, mark byte) int {
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == mark:
			return i
		}
	}
	return len(s)
}

// declared reads «font-family:".VnTime"; mso-number-format:"0\.00"».
func (h *htmlStyles) declared(body string) htmlStyle {
	var st htmlStyle
	for body != "" {
		end := cssEnd(body, ';')
		name, value, _ := strings.Cut(body[:end], ":")
		body = strings.TrimPrefix(body[end:], ";")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "font-family":
			st.font = firstFont(value)
		case "mso-number-format":
			st.format = cssFormat(value)
		case "display":
			st.hidden = strings.HasPrefix(strings.ToLower(value), "none")
		case "visibility":
			st.hidden = st.hidden || strings.EqualFold(value, "hidden")
		case "mso-ignore":
			st.unmerged = strings.Contains(value, "colspan")
		case "mso-xlrowspan":
			st.rows, _ = parseCount([]byte(value))
		case "mso-displayed-decimal-separator":
			if v := cssText(value); v == "." || v == "," {
				h.decimal = v[0]
			}
		}
	}
	return st
}

// firstFont is the first of a list of fonts.
func firstFont(list string) string {
	name := list[:cssEnd(list, ',')]
	return strings.TrimSpace(strings.Trim(cssText(strings.TrimSpace(name)), `'"`))
}

// cssText takes away quotes and the backslashes of CSS; «\0022» is a quote.
func cssText(v string) string {
	if len(v) > 1 && v[0] == '"' && strings.HasSuffix(v, `"`) {
		v = v[1 : len(v)-1]
	}
	var out strings.Builder
	for i := 0; i < len(v); i++ {
		if v[i] != '\\' || i+1 >= len(v) {
			out.WriteByte(v[i])
			continue
		}
		if i+5 <= len(v) && strings.HasPrefix(v[i+1:], "00") {
			if n, err := strconv.ParseUint(v[i+1:i+5], 16, 8); err == nil {
				out.WriteByte(byte(n))
				i += 4
				continue
			}
		}
		i++
		out.WriteByte(v[i])
	}
	return out.String()
}

// cssFormat is the number format that mso-number-format names.
func cssFormat(v string) string {
	code := cssText(v)
	switch strings.ToLower(code) {
	case "general", "general number", `\@`:
		return "General"
	case "short date", "medium date", "long date":
		return "dd/mm/yyyy"
	case "short time", "medium time", "long time":
		return "hh:mm:ss"
	case "fixed":
		return "0.00"
	case "standard":
		return "#,##0.00"
	case "percent":
		return "0.00%"
	case "scientific":
		return "0.00E+00"
	}
	return code
}
