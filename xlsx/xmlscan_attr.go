package xlsx

import "bytes"

// is tells whether the element is name of the spreadsheet's own vocabulary.
func (s *xmlScanner) is(name string) bool { return s.ns == nsMain && string(s.local) == name }

// attr returns an attribute without prefix; nil if it is absent.
func (s *xmlScanner) attr(name string) []byte {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// flag reads a boolean attribute.
func (s *xmlScanner) flag(name string) bool {
	v := string(s.attr(name))
	return v == "1" || v == "true" || v == "on"
}

// count reads a whole number attribute; missing is used where there is none.
func (s *xmlScanner) count(name string, missing int) int {
	v := s.attr(name)
	if v == nil {
		return missing
	}
	n, ok := parseCount(bytes.TrimSpace(v))
	if !ok {
		s.fail("%s=%q of <%s> is no whole number", name, clip(v), s.local)
	}
	return n
}

// clip keeps facts short.
func clip(b []byte) []byte { return b[:min(len(b), 40)] }
