package xlsx

import (
	"bytes"
	"strings"
)

// delimiters in the order in which they are believed: what parts every line by tabs is no list with commas.
const delimiters = "\t;,|"

// textRecords hands out the records of separated values one by one. A quote opens a field only at its beginning; a
// line break inside quotes belongs to the field.
type textRecords struct {
	rest  string
	delim byte
	open  bool // the text ended inside quotes
	cells []string
}

// next returns the fields of the next record; false at the end.
func (t *textRecords) next() ([]string, bool) {
	if t.rest == "" {
		return nil, false
	}
	t.cells = t.cells[:0]
	for {
		more := t.field()
		if !more {
			return t.cells, true
		}
	}
}

// field takes one field and the mark behind it; false if that ends the record.
func (t *textRecords) field() bool {
	var quoted strings.Builder
	text := t.rest
	inQuotes := strings.HasPrefix(text, `"`)
	for inQuotes {
		text = text[1:]
		end := strings.IndexByte(text, '"')
		if end < 0 {
			t.open = true
			end = len(text)
			quoted.WriteString(text)
			text = ""
			break
		}
		quoted.WriteString(text[:end])
		text = text[end+1:]
		if inQuotes = strings.HasPrefix(text, `"`); inQuotes {
			quoted.WriteByte('"')
		}
	}
	end := strings.IndexAny(text, string(t.delim)+"\r\n")
	if end < 0 {
		t.cells, t.rest = append(t.cells, quoted.String()+text), ""
		return false
	}
	t.cells, t.rest = append(t.cells, quoted.String()+text[:end]), text[end+1:]
	if text[end] == t.delim {
		if t.rest == "" {
			t.cells = append(t.cells, "")
			return false
		}
		return true
	}
	if text[end] == '\r' {
		t.rest = strings.TrimPrefix(t.rest, "\n")
	}
	return false
}

// parted says how a delimiter parts the records of a text.
type parted struct {
	lines   int // records with something in them
	several int // of these, with more than one field
	usual   int // of these, with the number of fields that is the most frequent
}

func (p parted) all() bool { return p.several > 0 && p.several*10 >= p.lines*9 }

// sampleText is how much of a text is looked at to find its delimiter, in bytes.
const sampleText = 256 << 10

func parting(text string, delim byte) parted {
	var p parted
	counts := map[int]int{}
	for t := (&textRecords{rest: text, delim: delim}); ; {
		cells, ok := t.next()
		if !ok {
			return p
		}
		if len(cells) == 1 && strings.TrimSpace(cells[0]) == "" {
			continue
		}
		p.lines++
		if len(cells) > 1 {
			p.several++
			counts[len(cells)]++
			p.usual = max(p.usual, counts[len(cells)])
		}
	}
}

// delimiterOf finds what parts the fields: the one named in a first line «sep=;», else the first that parts nearly
// every line, else the one that parts by far the most. It returns the text behind the line «sep=».
func delimiterOf(text string) (byte, string, error) {
	if delim, rest, ok := namedDelimiter(text); ok {
		return delim, rest, nil
	}
	sample := text
	if len(sample) > sampleText {
		sample = sample[:sampleText]
		if end := strings.LastIndexByte(sample, '\n'); end > 0 {
			sample = sample[:end+1]
		}
	}
	best, most, second := byte(0), 0, 0
	for i := range len(delimiters) {
		p := parting(sample, delimiters[i])
		if p.all() {
			return delimiters[i], text, nil
		}
		switch {
		case p.several > most:
			best, most, second = delimiters[i], p.several, most
		case p.several > second:
			second = p.several
		}
	}
	switch {
	case most == 0:
		return 0, "", problem(problemCSV)
	case most < 2*second && best != '\t': // no sentence has a tab
		return 0, "", problem(problemDelimiter)
	}
	return best, text, nil
}

// namedDelimiter reads the line by which Excel is told the delimiter.
func namedDelimiter(text string) (byte, string, bool) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.Trim(strings.TrimSuffix(line, "\r"), `"`)
	if len(line) < 5 || !strings.EqualFold(line[:4], "sep=") || !bytes.ContainsRune([]byte(delimiters), rune(line[4])) ||
		strings.Trim(line[5:], delimiters) != "" {
		return 0, "", false
	}
	return line[4], rest, true
}
