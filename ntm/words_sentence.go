package ntm

import (
	"errors"
	"slices"
	"strings"
)

// sentence is a text taken apart into literals, slots and optional parts.
type sentence []piece

// piece is one of: a literal, a slot with the way to show it, an optional part.
type piece struct {
	literal  string
	slot     string
	show     string
	optional sentence
}

// parse takes a text apart. A part in square brackets without a slot is an ordinary text.
func (s *sentence) parse(text string) error {
	pieces, rest, err := takeApart(text, false)
	if err == nil && rest != "" {
		err = errors.New("a } or ] has no beginning")
	}
	*s = pieces
	return err
}

func takeApart(text string, inBrackets bool) (pieces sentence, rest string, err error) {
	for text != "" {
		i := strings.IndexAny(text, "{}[]")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			pieces = append(pieces, piece{literal: text[:i]})
			text = text[i:]
			continue
		}
		switch {
		case text[0] == '{':
			slot, after, closed := strings.Cut(text[1:], "}")
			if !closed || slot == "" || strings.ContainsAny(slot, "{[]") {
				return nil, "", errors.New("a { has no end, or no name")
			}
			name, show, _ := strings.Cut(slot, ":")
			pieces = append(pieces, piece{slot: strings.TrimSpace(name), show: strings.TrimSpace(show)})
			text = after
		case text[0] == '[' && !inBrackets:
			inner, after, err := takeApart(text[1:], true)
			if err != nil {
				return nil, "", err
			}
			if !strings.HasPrefix(after, "]") {
				return nil, "", errors.New("a [ has no end")
			}
			pieces = append(pieces, bracketPieces(inner)...)
			text = after[1:]
		case text[0] == ']' && inBrackets:
			return pieces, text, nil
		default:
			return nil, "", errors.New("a } or ] has no beginning, or brackets stand in brackets")
		}
	}
	return pieces, "", nil
}

func bracketPieces(inner sentence) sentence {
	if len(inner.slots()) > 0 {
		return sentence{{optional: inner}}
	}
	return slices.Concat(sentence{{literal: "["}}, inner, sentence{{literal: "]"}})
}

// slots lists the names of the slots, those of optional parts too.
func (s sentence) slots() []string {
	var names []string
	for _, p := range s {
		if p.slot != "" {
			names = append(names, p.slot)
		}
		names = append(names, p.optional.slots()...)
	}
	return names
}

// slotValue is what a slot may print: the text as it is, and as a figure if it is one by nature.
type slotValue struct {
	text   string
	figure bool // a canonical figure or date: shown as the language has it
	empty  string
}

// slotFinder looks a slot up; ok is false if there is no such fact.
type slotFinder func(name string) (slotValue, bool)

// fill prints the sentence. A slot without a fact prints its name and is noted as missing.
func (s sentence) fill(w *Words, id string, find slotFinder) string {
	var b strings.Builder
	for _, p := range s {
		switch {
		case p.optional != nil:
			if p.optional.speaks(find) {
				b.WriteString(p.optional.fill(w, id, find))
			}
		case p.slot != "":
			b.WriteString(w.slot(id, p, find))
		default:
			b.WriteString(p.literal)
		}
	}
	return b.String()
}

// speaks reports whether every slot of an optional part has something to say.
func (s sentence) speaks(find slotFinder) bool {
	for _, name := range s.slots() {
		if find == nil {
			return false
		}
		if v, ok := find(name); !ok || v.text == "" {
			return false
		}
	}
	return true
}

func (w *Words) slot(id string, p piece, find slotFinder) string {
	if find == nil {
		return w.miss(p.slot, id+" {"+p.slot+"}")
	}
	v, ok := find(p.slot)
	if !ok {
		return w.miss(p.slot, id+" {"+p.slot+"}")
	}
	if v.text == "" {
		return v.empty
	}
	return w.show(v, p.show)
}
