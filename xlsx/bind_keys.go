package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

// tableKeys are the folded headings and row labels of one table.
type tableKeys struct {
	t        *ntm.Table
	at       int         // index in Binder.tables
	depth    int         // rows of headings
	squeezed [][2]string // squeezed path and lowest heading of each column
	paths    [][]string  // keys of each column's headings from the top down
	label    int         // column of the row labels, -1 in lists
	no       int         // column of TT, -1 if none
	identity []int       // list: columns that name a row
	title    string
	rowNo    []string
	rowLabel []string
	parent   []int // enclosing row by its code («I» of «I.1»), -1 at the top
	level    []int
	levels   int
}

// leafRef is a column whose lowest heading is a given key.
type leafRef struct{ table, col int }

func (b *Binder) addTable(t *ntm.Table) {
	k := &tableKeys{t: t, at: len(b.tables), label: -1, no: -1, title: b.learn(t.Title)}
	for i := range t.Columns {
		c := &t.Columns[i]
		path := make([]string, len(c.Title))
		for j, title := range c.Title {
			path[j] = b.learn(title)
		}
		k.paths = append(k.paths, path)
		k.depth = max(k.depth, len(path))
		leaf := path[len(path)-1]
		b.leaves[leaf] = append(b.leaves[leaf], leafRef{k.at, i})
		b.shapes[skeleton(c.Title[len(path)-1])] = true
		k.squeezed = append(k.squeezed, [2]string{squeeze(strings.Join(path, " ")), squeeze(leaf)})
		b.headings = max(b.headings, 2*len(c.Heading())+16)
		switch c.Given {
		case "label":
			k.label = i
		case "no", "line":
			k.no = i
		}
		for _, id := range t.Identity {
			if id == c.Code {
				k.identity = append(k.identity, i)
			}
		}
	}
	k.addRows(b)
	b.tables = append(b.tables, k)
}

func (k *tableKeys) addRows(b *Binder) {
	byCode := make(map[string]int, len(k.t.Rows))
	for i := range k.t.Rows {
		byCode[k.t.Rows[i].Code] = i
	}
	for i := range k.t.Rows {
		row := &k.t.Rows[i]
		parent, level := -1, 0
		if dot := strings.LastIndexByte(row.Code, '.'); dot > 0 {
			if j, ok := byCode[row.Code[:dot]]; ok && j < i {
				parent, level = j, k.level[j]+1
			}
		}
		k.parent, k.level = append(k.parent, parent), append(k.level, level)
		k.levels = max(k.levels, level+1)
		k.rowNo = append(k.rowNo, noKey(row.No))
		k.rowLabel = append(k.rowLabel, b.learn(row.Label))
	}
}

// numberHeadings are other words for TT, as keys.
func numberHeadings() []string {
	return []string{"stt", "số tt", "số thứ tự", "thứ tự", "t.t", "s.t.t"}
}

// skeleton is a quick mark of a text: texts of one key have one skeleton, in any Unicode form. Only
// consonants and digits count.
func skeleton(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		switch {
		case c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'd':
		case c >= 'b' && c <= 'z' || c >= '0' && c <= '9':
			h = (h ^ uint64(c)) * 1099511628211
		}
	}
	return h
}

// learn makes the key of a text of the definition and remembers it.
func (b *Binder) learn(s string) string {
	k := makeKey(s)
	b.known[s] = k
	return k
}

// key is the key of a text, folded once per workbook.
func (r *reading) key(s string) string {
	if k, ok := r.known[s]; ok {
		return k
	}
	if k, ok := r.cache[s]; ok {
		return k
	}
	k := makeKey(s)
	r.cache[s] = k
	return k
}

// makeKey folds a heading or label; blanks around strokes and brackets and marks at its end do not count.
func makeKey(s string) string {
	k := ntm.Fold(s)
	if strings.ContainsAny(k, "/()") {
		k = strings.NewReplacer(" /", "/", "/ ", "/", "( ", "(", " )", ")").Replace(k)
	}
	k = strings.Trim(k, " :;,.*")
	for _, word := range numberHeadings() {
		if k == word {
			return "tt"
		}
	}
	return k
}

// squeeze keeps letters and digits without marks, with the letters that are typed for digits made one.
func squeeze(key string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '0':
			return 'o'
		case c == '1' || c == '|':
			return 'l'
		case c >= 'a' && c <= 'z' || c >= '2' && c <= '9':
			return c
		}
		return -1
	}, ntm.Plain(key))
}

// nearly reports that two keys differ by slips of typing only. Short words must be equal but for
// marks and digits typed as letters.
func nearly(a, b string) bool { return nearlySqueezed(squeeze(a), squeeze(b)) }

func nearlySqueezed(a, b string) bool {
	if a == b {
		return a != ""
	}
	allowed := min(len(a), len(b)) / 8
	if allowed == 0 || len(a)-len(b) > allowed || len(b)-len(a) > allowed {
		return false
	}
	return editDistance(a, b, allowed) <= allowed
}

// closeLabels reports that two labels of rows with the same TT mean the same row: slips, a
// shortened label, or most words in common.
func closeLabels(a, b string) bool {
	if a == "" || b == "" || nearly(a, b) {
		return true
	}
	sa, sb := squeeze(a), squeeze(b)
	if min(len(sa), len(sb)) >= 8 && (strings.HasPrefix(sa, sb) || strings.HasPrefix(sb, sa)) {
		return true
	}
	words := strings.Fields(b)
	common := 0
	for _, w := range strings.Fields(a) {
		for i, v := range words {
			if v == w {
				common++
				words[i] = ""
				break
			}
		}
	}
	most := max(len(strings.Fields(a)), len(strings.Fields(b)))
	return common >= 3 && 10*common >= 6*most
}

// editDistance counts insertions, deletions and changes; beyond limit it may stop early.
func editDistance(a, b string, limit int) int {
	prev := make([]int, len(b)+1)
	next := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(prev[j]+1, next[j-1]+1, prev[j-1]+cost)
			best = min(best, next[j])
		}
		if best > limit {
			return best
		}
		prev, next = next, prev
	}
	return prev[len(b)]
}

// noKey is the key of a number in the TT column: «I.», «17,1», «(2)» and the stored 17.100000000000001
// meet «I», «17.1», «2».
func noKey(s string) string {
	k := strings.Trim(strings.ToLower(strings.TrimSpace(s)), " .)(:-")
	k = strings.ReplaceAll(k, ",", ".")
	if len(k) > 6 {
		if d, err := decimal.NewFromString(k); err == nil {
			return d.Round(3).String()
		}
	}
	return k
}

// withoutNumber drops what numbers a label inside its own cell: «1. Hộ nghèo», «- Hộ nghèo».
func withoutNumber(label string) string {
	rest := strings.TrimLeft(label, "-+*• ")
	if i := strings.IndexAny(rest, ".)"); i > 0 && i <= 4 {
		if head := strings.Trim(rest[:i], "("); isNumbering(head) {
			rest = strings.TrimLeft(rest[i+1:], ".) 0123456789")
		}
	}
	if rest == "" {
		return label
	}
	return rest
}

// isNumbering tells figures, Roman numbers and single letters from words. It takes a folded text.
func isNumbering(s string) bool {
	s = strings.Trim(s, "() ")
	if s == "" || len(s) > 4 {
		return false
	}
	return len(s) == 1 && s[0] >= 'a' && s[0] <= 'z' || strings.Trim(s, "0123456789") == "" || strings.Trim(s, "ivx") == ""
}
