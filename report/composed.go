package report

import (
	"slices"
	"strings"
)

// Kept is the office's own words in a letter.
type Kept struct {
	ID   string
	Text string // empty: left out
	Over string // what the program had written there then
	At   string
	Who  string
}

// Composed is one passage of a letter as it would print: the program's, the office's own in its place or after it, or
// one that is left out.
type Composed struct {
	Passage        // the text as it prints; empty: it does not
	Of      string // paragraph of the wording
	Program string // what the program writes there now; empty: nothing
	Kept    *Kept  // the office's own words; nil: there are none
	Own     bool   // a paragraph of the office's own, after another
	Stale   bool   // the figures it was written over have changed since
}

// ownMark stands in the id of a paragraph of the office's own, between the passage it follows and its number.
const ownMark = "+"

// OwnID is the id of the office's nth paragraph after a passage.
func OwnID(after string, n string) string { return after + ownMark + n }

// AnchorOf is the passage that a paragraph of the office's own follows; ok is false for any other id.
func AnchorOf(id string) (anchor string, ok bool) {
	i := strings.LastIndex(id, ownMark)
	if i <= 0 {
		return "", false
	}
	return id[:i], true
}

// Compose puts the office's own words into what the program writes. Words over a passage that the program does not write
// now stand where it stood, and are stale; nothing that an office wrote is lost.
func (w *Wording) Compose(program []Written, kept []Kept) []Composed {
	c := &composer{kept: map[string]*Kept{}, own: map[string][]*Kept{}}
	for i := range kept {
		k := &kept[i]
		if anchor, ok := AnchorOf(k.ID); ok {
			c.own[anchor] = append(c.own[anchor], k)
		} else {
			c.kept[k.ID] = k
		}
	}
	by := map[string][]Written{}
	for _, p := range program {
		by[p.Of] = append(by[p.Of], p)
	}
	outline := w.outline()
	orphans := c.orphans(program, outline)
	for _, of := range outline {
		for _, p := range by[of.id] {
			c.add(Composed{Passage: p.Passage, Of: of.id, Program: p.Text, Kept: c.kept[p.ID]})
		}
		for _, id := range orphans[of.id] {
			c.add(Composed{Passage: Passage{ID: id, Level: of.level}, Of: of.id, Kept: c.kept[id]})
		}
	}
	for _, id := range orphans[""] { // of a wording that is no more
		c.add(Composed{Passage: Passage{ID: id}, Kept: c.kept[id]})
	}
	return c.out
}

type composer struct {
	kept map[string]*Kept
	own  map[string][]*Kept
	out  []Composed
}

// orphans are the ids that the office wrote for and the program does not write now, by the paragraph of the wording they
// are of.
func (c *composer) orphans(program []Written, outline []outlined) map[string][]string {
	now := map[string]bool{}
	for _, p := range program {
		now[p.ID] = true
	}
	var ids []string
	for id := range c.kept {
		if !now[id] {
			ids = append(ids, id)
		}
	}
	for anchor := range c.own {
		if !now[anchor] && c.kept[anchor] == nil {
			ids = append(ids, anchor)
		}
	}
	slices.Sort(ids)
	out := map[string][]string{}
	for _, id := range ids {
		if strings.HasPrefix(id, FieldPrefix) {
			continue
		}
		of := ""
		for _, at := range outline {
			if (id == at.id || strings.HasPrefix(id, at.id+".")) && len(at.id) > len(of) {
				of = at.id
			}
		}
		out[of] = append(out[of], id)
	}
	return out
}

// FieldPrefix begins the ids of what stands around the body: subject, addressees, copies.
const FieldPrefix = "thu."

// add puts a passage in with the office's words over it and those after it.
func (c *composer) add(p Composed) {
	if k := p.Kept; k != nil {
		p.Text, p.Stale = k.Text, k.Over != p.Program
	}
	if p.Kept != nil || p.Program != "" {
		c.out = append(c.out, p)
	}
	for _, k := range c.own[p.ID] {
		own := Composed{Passage: Passage{ID: k.ID, Level: levelOf(k.Text), Text: k.Text}, Of: p.Of, Kept: k, Own: true}
		own.Stale = k.Over != p.Program && len(figuresIn(k.Text)) > 0
		c.out = append(c.out, own)
	}
}

// levelOf is how a paragraph of the office's own stands: a line of a list if it begins with a dash.
func levelOf(text string) Level {
	if strings.HasPrefix(text, "- ") {
		return LevelDash
	}
	return LevelText
}

// Printed are the passages that print, with their numbers, and each one's number by its id.
func Printed(all []Composed) (body []Passage, numbers map[string]string) {
	var plain []Passage
	for _, c := range all {
		if c.Text != "" {
			plain = append(plain, c.Passage)
		}
	}
	body, numbers = Numbered(plain), map[string]string{}
	for i := range body {
		if number, ok := strings.CutSuffix(body[i].Text, plain[i].Text); ok && plain[i].Level != LevelDash {
			numbers[body[i].ID] = strings.TrimSpace(number)
		}
	}
	return body, numbers
}
