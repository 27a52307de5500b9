package ntm

// Suggestion is one way to mend a cell with a click: what it would hold then. It is never applied by itself: a
// person sees it before, and it can be taken back after.
type Suggestion struct {
	Check string // id of the check whose finding it would mend
	Key   string // of that finding
	Why   string // how it was found, the last part of the id of its words: «slip», «residue», «unit», «status» …
	Place Place
	Was   string // what the cell shows now
	Now   string // what would be typed: 1.234,5 · 14/02/2020 · a word of the list
	Sure  bool   // it is the only reading; else a person must choose among several
}
