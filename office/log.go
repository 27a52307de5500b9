package office

import (
	"time"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Event is one line of the log: who did what when.
type Event = store.Event

// VerbWord is what was done, in words.
func VerbWord(w *ntm.Words, verb string) string {
	if id := "verb." + verb; w.HasUI(id) {
		return w.UI(id, nil)
	}
	return w.UI("verb.other", nil)
}

// DayOf is the day of a time stamp of a book (RFC 3339), as the calendar in Viet Nam had it; zero if it is none.
func DayOf(stamp string) ntm.Date { return receivedOn(stamp) }

// MomentVN is a time stamp of a book as a clerk writes it, in Viet Nam's time: «14/02/2020 08:05»; what is no
// time stamp stays as it is.
func MomentVN(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return t.In(vietNam).Format("02/01/2006 15:04")
}
