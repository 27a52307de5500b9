package xlsx

import (
	"regexp"
	"strings"

	"bieuxa/ntm"
)

// mostHeadRows are the rows at the top of a sheet in which its title stands.
const mostHeadRows = 15

// reHeadPeriod finds the month that a title states; what comes before it is no day.
var reHeadPeriod = regexp.MustCompile(`^(?:[( ]*)(?:ky bao cao|bao cao|ket qua|so lieu|ky)?[ :.(]*(thang \d{1,2} ?(?:/|-|\.|nam) ?\d{4})`)

// headLine is what a line over a table says.
type headLine struct {
	says   bool
	period ntm.Period
}

// heads notes the lines over the tables that state the period or the unit: a sheet that was pasted from
// another file shows there whose it is.
func (r *reading) heads(chosen []*band) {
	top := map[*Sheet]int{}
	for _, b := range chosen {
		if b != nil && (top[b.sheet] == 0 || b.top < top[b.sheet]) {
			top[b.sheet] = b.top
		}
	}
	known := map[string]headLine{}
	for _, s := range r.wb.Sheets {
		for i := range s.rows {
			if s.rows[i].number >= min(top[s], mostHeadRows+1) {
				break
			}
			for _, c := range s.rows[i].cells {
				if c.Kind != KindText || len(c.Raw) > 200 || !maybeHead(c.Raw) {
					continue
				}
				line, ok := known[c.Raw]
				if !ok {
					line = headOf(c.Raw)
					known[c.Raw] = line
				}
				if line.says {
					r.ret.Heads = append(r.ret.Heads, ntm.Head{Place: r.place(s.Name, c.Ref()), Text: strings.TrimSpace(c.Raw), Period: line.period})
				}
			}
		}
	}
}

// maybeHead passes over most other lines without folding them: a period has a year, the unit stands after
// a colon.
func maybeHead(text string) bool {
	if colon := strings.IndexByte(text, ':'); colon >= 8 && colon < 40 {
		switch text[0] {
		case 'D', 'd', 0xC4, 0xC3: // đơn vị, in any spelling
			return true
		}
	}
	return strings.Contains(text, "20")
}

func headOf(text string) headLine {
	plain := ntm.Plain(text)
	if strings.HasPrefix(plain, "don vi bao cao") {
		return headLine{says: strings.Trim(plain[len("don vi bao cao"):], " :.…,") != ""}
	}
	if m := reHeadPeriod.FindStringSubmatch(plain); m != nil {
		if p, err := ntm.ParsePeriodVN(m[1]); err == nil {
			return headLine{true, p}
		}
	}
	return headLine{}
}
