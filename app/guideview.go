package app

import "bieuxa/office"

// guidePlace is a quick start, or the list of keys, and a topic of it counted from 1; 0 is its beginning.
type guidePlace struct {
	id    string
	topic int
}

// guideKeys is the list of keys beside the quick starts.
const guideKeys = "keys"

// guideAt is where F1 leads to from a room of the office's door.
func guideAt(room string) guidePlace {
	topics := map[string]int{"receive": 3, "check": 4, "rollup": 5, "reports": 5, "closing": 6, "settings": 6}
	return guidePlace{office.GuideOffice, topics[room]}
}

// clerkTopic is where F1 leads to from a commune's return.
const clerkTopic = 4

// helpPlace is where F1 leads to from where the person stands.
func (w *Window) helpPlace() guidePlace {
	switch {
	case w.clerk != nil:
		return guidePlace{office.GuideClerk, clerkTopic}
	case w.shell != nil:
		return guideAt(w.shell.at)
	}
	return guidePlace{id: office.GuideClerk}
}

// headings are the topics of a guide, in order.
func headings(g *office.Guide) []string {
	var out []string
	for _, b := range g.Blocks {
		if b.Kind == office.GuideHeading {
			out = append(out, b.Text())
		}
	}
	return out
}
