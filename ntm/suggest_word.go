package ntm

import (
	"strings"
	"unicode/utf8"
)

// word offers the words of the closed list that a spelling may mean.
func (m *mending) word() {
	spec := m.spec()
	id := map[Type]string{TypeStatus: ChoicesStatus, TypeYesNo: ChoicesYesNo}[spec.Type]
	if id == "" {
		id = spec.Choices
	}
	list := m.s.lex.lists[id]
	text := visible(m.entry.Raw)
	if list == nil || text == "" || len(text) > longestWord {
		return
	}
	if m.entry.Doubt == DoubtWord { // the readings are known
		for _, w := range strings.Split(m.entry.Hint, " hay ") {
			if _, ok := list.find(w); ok {
				m.offer("status", w, false)
			}
		}
		return
	}
	words, off := list.nearest(text)
	sure := off == 0 || off == 1 && spec.Type == TypeChoice && slackOf(text) > 1 // a letter may turn one status into another
	for _, w := range words {
		m.offer("spelling", w, sure)
	}
	m.unsure()
}

// nearest are the words of the list that the text comes closest to, in the list's order, and how many letters it is off;
// 0 where it differs only in its marks, or in letters that changed places or were typed twice.
func (l *wordList) nearest(text string) (words []string, off int) {
	key, plain := skeletonOf(text), Plain(text)
	if key == "" {
		return nil, 0
	}
	best := slackOf(plain)
	hit := map[string]bool{}
	for spelled, word := range l.byKey {
		long, d := utf8.RuneCountInString(spelled), best+1
		switch {
		case long > 1 && skeletonOf(spelled) == key:
			d = 0
		case long >= shortestSpelling:
			d = max(slips(plain, Plain(spelled), best), 1)
		}
		if d > best {
			continue
		}
		if d < best {
			best, hit = d, map[string]bool{}
		}
		hit[word] = true
	}
	for _, w := range l.words {
		if hit[w] {
			words = append(words, w)
		}
	}
	return words, best
}

// shortestSpelling is the length below which another letter makes another word: «đ», «x», «cđ».
const shortestSpelling = 4

// slackOf is how many slips a word of the length may have.
func slackOf(key string) int {
	if utf8.RuneCountInString(key) < 8 {
		return 1
	}
	return 2
}

// skeletonOf is a text without marks, its doubled letters once and its letters of each word in the order of the
// alphabet after the first: «đựoc» and «được», «Đaạt» and «Đạt» have one.
func skeletonOf(text string) string {
	parts := strings.Fields(strings.TrimRight(Plain(text), " .,;:"))
	for i, p := range parts {
		r := []rune(p)
		for j := 2; j < len(r); j++ {
			for k := j; k > 1 && r[k] < r[k-1]; k-- {
				r[k], r[k-1] = r[k-1], r[k]
			}
		}
		kept := r[:0]
		for j, c := range r {
			if j == 0 || c != r[j-1] {
				kept = append(kept, c)
			}
		}
		parts[i] = string(kept)
	}
	return strings.Join(parts, " ")
}

// slips counts the letters that must be typed anew, left out, put in or exchanged with their neighbour to make b of a;
// more than limit is limit+1.
func slips(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, now := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		now[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
	}
	return min(rows[(len(x)+1)%3][len(y)], limit+1)
}

// letter writes a letter for the nought that was typed for it.
func (m *mending) letter() {
	typed, meant := m.check.Params["typed"], m.check.Params["meant"]
	text, out := m.entry.Text, strings.Builder{}
	for text != "" {
		if len(text) >= len(typed) && strings.EqualFold(text[:len(typed)], typed) {
			out.WriteString(meant)
			text = text[len(typed):]
			continue
		}
		_, n := utf8.DecodeRuneInString(text)
		out.WriteString(text[:n])
		text = text[n:]
	}
	m.offer("letter", out.String(), typed != "")
}
