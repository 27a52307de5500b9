package xlsx

import (
	"bytes"
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// ssTable reads the table of one worksheet.
type ssTable struct {
	*ssReader
	out      *sheetBuilder
	read     bool
	row, col int // last ones read
	column   int
	columns  []odsColumn // styles of columns, by their last
	style    string      // of the table
	rowStyle string
	text     []byte
	fonts    runFonts
}

func (t *ssTable) readTable() error {
	t.style = string(t.attr("StyleID"))
	for depth := t.s.depth; t.s.child(depth); {
		if t.s.ns != nsSS {
			continue
		}
		var err error
		switch string(t.s.local) {
		case "Column":
			err = t.readColumn()
		case "Row":
			err = t.readRow()
		default:
			err = t.bad("unknown element among the rows")
		}
		if err != nil {
			return err
		}
	}
	return t.s.err
}

// next is the place of the row, column or cell just started, and the last one that shares what it says.
func (t *ssTable) next(after, most int) (at Span, err error) {
	if at.First, err = t.count("Index", after+1); err != nil {
		return at, err
	}
	span, err := t.count("Span", 0)
	if err != nil {
		return at, err
	}
	at.Last = at.First + span
	if at.First <= after || at.First > most {
		return at, problem(problemAddress, "reason", "index "+strconv.Itoa(at.First)+" after "+strconv.Itoa(after))
	}
	at.Last = min(at.Last, most)
	return at, nil
}

func (t *ssTable) readColumn() error {
	at, err := t.next(t.column, t.lim.Columns)
	if err != nil {
		return err
	}
	if at.First > t.column+1 {
		t.columns = append(t.columns, odsColumn{last: at.First - 1})
	}
	t.column = at.Last
	if t.flag("Hidden") {
		if err := t.out.hideColumns(at); err != nil {
			return err
		}
	}
	t.columns = append(t.columns, odsColumn{at.Last, string(t.attr("StyleID"))})
	looks := &t.out.sheet.looks
	before := len(looks.columns)
	t.out.width(at, charactersOf(pointsOf(append(bytes.Clone(t.attr("Width")), "pt"...))))
	if id := string(t.attr("StyleID")); id != "" && len(looks.columns) > before {
		n, err := t.styleOf(id)
		if err != nil {
			return err
		}
		looks.columns[before].style = int32(n)
	}
	return nil
}

func (t *ssTable) readRow() error {
	at, err := t.next(t.row, t.lim.Rows)
	if err != nil {
		return err
	}
	t.row, t.col, t.rowStyle = at.First, 0, string(t.attr("StyleID"))
	if t.flag("Hidden") {
		if err := t.out.hideRows(at); err != nil {
			return err
		}
	}
	if points := pointsOf(append(bytes.Clone(t.attr("Height")), "pt"...)); points > 0 && at.Last-at.First < dressedRows {
		for row := at.First; row <= at.Last; row++ {
			t.out.height(row, points)
		}
	}
	for depth := t.s.depth; t.s.child(depth); {
		if t.s.ns != nsSS {
			continue
		}
		if string(t.s.local) != "Cell" {
			return t.bad("unknown element among the cells")
		}
		if err := t.readCell(); err != nil {
			return err
		}
	}
	t.row = at.Last
	return t.s.err
}

// cellStyle is the style of a cell: its own, its row's, its column's or the table's.
func (t *ssTable) cellStyle(own string) (int, error) {
	for _, id := range []string{own, t.rowStyle} {
		if id != "" {
			return t.styleOf(id)
		}
	}
	for _, c := range t.columns {
		if t.col <= c.last {
			if c.name != "" {
				return t.styleOf(c.name)
			}
			break
		}
	}
	return t.styleOf(t.style)
}

func (t *ssTable) readCell() error {
	at, err := t.next(t.col, t.lim.Columns)
	if err != nil {
		return err
	}
	t.col = at.First
	style, err := t.cellStyle(string(t.attr("StyleID")))
	if err != nil {
		return err
	}
	across, err := t.count("MergeAcross", 0)
	if err != nil {
		return err
	}
	down, err := t.count("MergeDown", 0)
	if err != nil {
		return err
	}
	c := Cell{Row: t.row, Col: t.col}
	if across > 0 || down > 0 {
		if err := t.out.merge(Range{c.Row, c.Col, c.Row + down, c.Col + across}); err != nil {
			return err
		}
		if t.col+across > t.lim.Columns {
			return problem(problemAddress, cellFacts(c.Row, c.Col)...)
		}
	}
	array := string(t.attr("ArrayRange"))
	if f := t.attr("Formula"); f != nil {
		c.HasFormula = true
		var external bool
		c.Formula, external = a1Formula(strings.TrimPrefix(string(f), "="), c.Row, c.Col)
		t.wb.ExternalLinks = t.wb.ExternalLinks || external
	}
	isDate, found := false, false
	for depth := t.s.depth; t.s.child(depth); {
		if !t.s.isIn(nsSS, "Data") {
			continue // remarks, names
		}
		if found {
			return t.bad("a second value in a cell")
		}
		found = true
		if isDate, err = t.readData(&c); err != nil {
			return err
		}
	}
	if t.s.err != nil {
		return t.s.err
	}
	t.col += across
	return t.keep(c, style, array, isDate)
}

// keep puts the cell; a date is seen as one whatever its style shows.
func (t *ssTable) keep(c Cell, style int, array string, isDate bool) error {
	if area, _ := a1Formula(array, c.Row, c.Col); area != "" {
		if r, isRange := parseRange([]byte(area)); isRange && (r.FirstRow < r.LastRow || r.FirstCol < r.LastCol) {
			if f := &t.out.sheet.formulas; len(f.arrays) < maxArrays {
				f.arrays = append(f.arrays, r)
			} else {
				f.cut = true
			}
		}
	}
	if _, in := t.out.sheet.formulas.arrayAt(c.Row, c.Col); in {
		c.HasFormula = true
	}
	c.HasCached = c.HasFormula && c.Kind != KindEmpty
	st := t.bookBuilder.styles[style]
	if isDate && !st.isDate {
		var err error
		if style, err = t.bookBuilder.style(odsDateFormat, st.font, st.look); err != nil {
			return err
		}
	}
	if c.Kind == KindText {
		c.Font, c.MixedFonts = t.fonts.of(st.font)
	}
	if c.Kind == KindEmpty && !c.HasFormula {
		t.out.dress(c.Row, Span{c.Col, c.Col}, style)
		return nil
	}
	return t.out.put(c, style)
}

// readData reads the value just started.
func (t *ssTable) readData(c *Cell) (isDate bool, err error) {
	kind := string(word(t.attr("Type")))
	t.text, t.fonts = t.text[:0], runFonts{}
	t.gather("")
	if t.s.err != nil {
		return false, t.s.err
	}
	c.Raw = string(t.text)
	plain := strings.TrimSpace(c.Raw)
	bad := func() error {
		return problem(problemDamaged, append(cellFacts(c.Row, c.Col), "reason", "not a "+kind+": "+strconv.Quote(string(clip([]byte(plain)))), "offset", t.s.offset())...)
	}
	switch kind {
	case "String", "":
		c.Kind = KindText
		return false, nil
	case "Error":
		c.Kind, c.Raw = KindError, plain
		return false, nil
	case "Number":
		if c.Kind, c.Raw = KindNumber, plain; plain == "" || !isNumber([]byte(plain)) {
			return false, bad()
		}
		return false, nil
	case "Boolean":
		if c.Kind, c.Raw = KindBool, plain; plain != "0" && plain != "1" {
			return false, bad()
		}
		return false, nil
	case "DateTime":
		if serial := t.serial(plain); serial != "" {
			c.Kind, c.Raw = KindNumber, serial
			return true, nil
		}
		if len(plain) < 8 || plain[0] < '0' || plain[0] > '9' {
			return false, bad()
		}
		c.Kind, c.Raw = KindDate, plain
		return false, nil
	}
	return false, bad()
}

// serial is the number of «2020-02-14T00:00:00.000». Excel counts the 29th of February 1900, which never was; days
// before it have a number that is one less.
func (t *ssTable) serial(text string) string {
	day, clock, _ := strings.Cut(text, "T")
	on, err := ntm.ParseDateISO(day)
	if err != nil {
		return ""
	}
	if strings.Trim(clock, "0:.") == "" {
		clock = "00:00"
	}
	early := !t.wb.Date1904 && Serial(on, false) < 61
	if early {
		day = on.AddDays(-1).String()
	}
	if clock == "00:00" {
		return isoSerial(day, t.wb.Date1904)
	}
	return isoSerial(day+"T"+clock, t.wb.Date1904)
}

// gather appends the text of the element just started, with the fonts of its runs.
func (t *ssTable) gather(font string) {
	for depth := t.s.depth; ; {
		from := len(t.text)
		switch t.s.next() {
		case xmlEOF:
			return
		case xmlText:
			t.text = append(t.text, t.s.text...)
			t.fonts.add(font, t.text[from:])
			if int64(len(t.text)) > t.s.maxText && t.s.err == nil {
				t.s.err = tooMuchText("", t.s.maxText)
			}
		case xmlEnd:
			if t.s.depth < depth {
				return
			}
		case xmlStart:
			own := font
			for i := range t.s.attrs {
				if string(t.s.attrs[i].local) == "Face" || string(t.s.attrs[i].name) == "Face" {
					own = string(t.s.attrs[i].value)
				}
			}
			t.gather(own)
		}
	}
}
