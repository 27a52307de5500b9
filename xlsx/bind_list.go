package xlsx

import (
	"strconv"
	"strings"

	"bieuxa/ntm"
)

// lineClass is what a line of a list is.
type lineClass uint8

const (
	classBlank lineClass = iota
	classItem
	classNothing  // «Không phát sinh»
	classTotal    // «Tổng cộng»
	classSubtotal // «Cộng»
	classOther    // «Bình quân», «Trong đó», «Chia ra», «Cộng trang 1»
	classHeading  // «I. Công trình chuyển tiếp» without figures
)

// listGap is how many blank lines end a list, beyond the spare lines of a blank template.
const listGap = 10

// readList reads the lines of a list up to the signatures, a long gap or the next table.
func (r *reading) readList(b *band) {
	lines := r.lines(b)
	if len(lines) > mostItems {
		r.tooLong = problem(problemLongList, "sheet", b.sheet.Name, "table", tableTitle(b.keys.t), "limit", strconv.Itoa(mostItems))
		return
	}
	classes := make([]lineClass, len(lines))
	last, items := b.bottom, 0
	stop := len(lines)
	for i := range lines {
		if !lines[i].end {
			classes[i] = r.classify(b, &lines[i])
		}
		if classes[i] == classBlank {
			continue
		}
		if lines[i].number-last > b.keys.t.Spare+listGap {
			stop = i
			break
		}
		last = lines[i].number
		if classes[i] == classItem {
			items++
		}
	}
	total := chooseTotal(lines[:stop], classes)
	seen := make(map[string]int, items)
	for i := range lines[:stop] {
		r.listLine(b, &lines[i], listed{class: classes[i], total: i == total, below: total >= 0 && i > total && hasItem(classes[:total])}, seen)
	}
	if b.grid.Nil && len(b.grid.Rows) > 0 {
		b.grid.Nil = false
		r.contradictedNil(b, lines[:stop], classes)
	}
	for i := stop; i < len(lines); i++ {
		if lines[i].figures > 0 {
			r.unknownLine(b, &lines[i], ntm.Explain)
		}
	}
}

// contradictedNil tells of a line that says there is nothing to list above or under lines that list it.
// A line of strokes says nothing.
func (r *reading) contradictedNil(b *band, lines []line, classes []lineClass) {
	for i := range lines {
		if l := &lines[i]; classes[i] == classNothing && strings.Trim(l.raw, "-–— ") != "" {
			f := r.finding("C1a", ntm.Explain, r.place(b.sheet.Name, b.labelRef(*l)), "row", l.raw, "variant", "nothing")
			f.Saw = l.raw
			b.tell(f, "line "+strconv.Itoa(l.number), "")
		}
	}
}

// listed says how a line of a list is taken.
type listed struct {
	class lineClass
	total bool
	below bool // under the row «Tổng cộng» of a list that stands above it
}

func (r *reading) listLine(b *band, l *line, as listed, seen map[string]int) {
	switch {
	case as.total:
		scratch := ntm.Grid{Table: b.keys.t}
		b.grid.Total = scratch.AddRow("", nil)
		r.fill(b, b.grid.Total, l)
	case as.class == classNothing:
		b.grid.Nil = true
	case as.class == classItem && as.below:
		if l.figures > 0 {
			r.unknownLine(b, l, ntm.Explain)
		}
	case as.class == classItem:
		row := b.grid.AddRow(r.rowKey(b, l, seen), nil)
		r.fill(b, row, l)
		b.rows++
		b.figures += l.figures + l.texts
	case as.class == classTotal && l.figures > 0:
		r.unknownLine(b, l, ntm.Explain)
	case as.class != classBlank && as.class != classTotal && l.figures+l.texts > 0:
		r.unknownLine(b, l, ntm.Note)
	}
}

// classify tells items from totals and headings by the words the line begins with.
func (r *reading) classify(b *band, l *line) lineClass {
	if r.saysNothing(b, l) {
		return classNothing
	}
	if l.figures+l.texts == 0 && totalClass(l.label) == classBlank {
		return classBlank
	}
	if c := totalClass(l.label); c != classBlank {
		return c
	}
	if l.figures > 0 && l.texts <= 1 && addsUp(l.label) {
		return classOther
	}
	if l.figures == 0 && l.texts == 1 && (numberKind(l.no) == "roman" || numberKind(l.no) == "letter" && len(l.no) == 1) && len(b.keys.paths) > 4 {
		return classHeading
	}
	return classItem
}

// saysNothing reports that all that is written in the line is «Không phát sinh» or a dash.
func (r *reading) saysNothing(b *band, l *line) bool {
	says := false
	for _, c := range l.cells {
		i, bound := b.of[c.Col]
		if !bound || strings.TrimSpace(c.Raw) == "" {
			continue
		}
		if c.Kind == KindNumber && b.keys.t.Columns[i].Given == "" && b.keys.t.Columns[i].Formula == "" && strings.Trim(c.Raw, "0.") != "" {
			return false
		}
		if c.Kind != KindText {
			continue
		}
		given := b.keys.t.Columns[i].Given != ""
		switch r.Parse(r.raw(c), ntm.Spec{Type: ntm.TypeCount}).State {
		case ntm.NoneArising:
			says = true
		case ntm.Dash:
			says = says || !given
		case ntm.Blank:
		default:
			if l.texts == 1 && r.beginsNothing(c.Raw) {
				says = true
				continue
			}
			if !given || !isNumbering(strings.ToLower(c.Raw)) {
				return false
			}
		}
	}
	return says
}

// beginsNothing recognises «Không có nợ đọng», «Chưa có sản phẩm nào» where nothing else is written.
func (r *reading) beginsNothing(text string) bool {
	key := r.key(text)
	for _, words := range []string{"không phát sinh ", "không có ", "chưa có ", "chưa phát sinh "} {
		if strings.HasPrefix(key, words) {
			return true
		}
	}
	return false
}

// totalClass knows the words of lines that are no items. It takes a key.
func totalClass(label string) lineClass {
	word := strings.Trim(label, "- .:()*")
	switch word {
	case "tổng cộng", "tổng số", "tổng", "cộng tổng", "tổng cộng toàn xã", "toàn xã":
		return classTotal
	case "cộng":
		return classSubtotal
	}
	switch {
	case strings.HasPrefix(word, "tổng cộng"), strings.HasPrefix(word, "tổng số ("), strings.HasPrefix(word, "tổng ("):
		return classTotal
	case strings.HasPrefix(word, "cộng ("), strings.HasPrefix(word, "cộng:"):
		return classSubtotal
	case strings.HasPrefix(word, "bình quân"), strings.HasPrefix(word, "trong đó"), strings.HasPrefix(word, "chia ra"):
		return classOther
	}
	return classBlank
}

// addsUp reports that a line without words of its own but the label adds others up, as units write it:
// «Cộng trang 1», «Tổng nợ toàn xã», «Mang sang», «Lũy kế». A village may be called Cộng Hòa: only what can
// be no name counts. It takes a key.
func addsUp(label string) bool {
	word := strings.Trim(label, "- .:()*+")
	for _, begin := range [...]string{"mang sang", "chuyển sang", "số trang trước", "số mang sang", "số chuyển sang", "luỹ kế"} {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	verb, what, _ := strings.Cut(word, " ")
	if verb != "cộng" && verb != "tổng" {
		return false
	}
	for _, of := range [...]string{"trang", "dồn", "mang", "chuyển", "nhóm", "khu vực", "vùng", "mục", "phần", "nợ", "toàn", "các", "số", "hộ", "vốn",
		"doanh thu", "kinh phí", "giá trị", "diện tích", "i", "ii", "iii", "luỹ kế"} {
		if what == of || strings.HasPrefix(what, of+" ") {
			return true
		}
	}
	return false
}

// chooseTotal is the line that states the list's total: «Tổng cộng», else a «Cộng» after the last item.
func chooseTotal(lines []line, classes []lineClass) int {
	best := -1
	for i := range lines {
		switch classes[i] {
		case classTotal:
			if best < 0 || lines[i].figures > 0 { // the form's own stands last
				best = i
			}
		}
	}
	if best >= 0 {
		return best
	}
	for i := len(lines) - 1; i >= 0 && classes[i] != classItem; i-- {
		if classes[i] == classSubtotal {
			best = i
		}
	}
	return best
}

func hasItem(classes []lineClass) bool {
	for _, c := range classes {
		if c == classItem {
			return true
		}
	}
	return false
}

// longestName is how many bytes of a name tell it from others.
const longestName = 1000

func clipped(s string) string {
	if len(s) > longestName {
		return strings.ToValidUTF8(s[:longestName], "")
	}
	return s
}

// rowKey names a line of a list by its identity columns, folded; a repeated name gets «#2».
func (r *reading) rowKey(b *band, l *line, seen map[string]int) string {
	parts := make([]string, len(b.keys.identity))
	for i, col := range b.keys.identity {
		if b.cols[col] == 0 {
			continue
		}
		c, ok := find(l.cells, b.cols[col])
		if !ok {
			c, _ = b.inherited(l.number, b.cols[col])
		}
		def := &b.keys.t.Columns[col]
		v := r.Parse(r.raw(c), b.keys.t.SpecAt(def, nil))
		parts[i] = ntm.Fold(clipped(v.Canonical()))
	}
	key := strings.Join(parts, "|")
	if seen[key]++; seen[key] > 1 {
		key += "#" + strconv.Itoa(seen[key])
	}
	return key
}
