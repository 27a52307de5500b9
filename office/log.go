package office

import (
	"io"
	"path/filepath"
	"strings"
	"time"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Event is one line of the log: who did what when.
type Event = store.Event

// DetailText is what a line says besides, with the state of a return in words.
func DetailText(w *ntm.Words, e Event) string {
	for _, s := range []store.State{store.Accepted, store.Draft, store.Returned} {
		if rest, ok := strings.CutSuffix(e.Detail, ", "+string(s)); ok && e.Verb == "import" {
			return rest + ", " + w.UI("log.state-"+string(s), nil)
		}
	}
	return e.Detail
}

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

// DayVN is the day of a time stamp of a book in Viet Nam: «14/02/2020»; what is no time stamp stays as it is.
func DayVN(stamp string) string {
	day, _, _ := strings.Cut(MomentVN(stamp), " ")
	return day
}

// SaveLog writes lines of the log to a workbook or, by the path's name, to an HTML page.
func (b *Book) SaveLog(events []Event, path string) error {
	list := xlsx.FindingsList{Title: []string{b.words.UI("log.title", map[string]string{"who": b.parent.Name}),
		b.words.UI("log.count", map[string]string{"n": itoa(len(events))})}}
	for _, id := range []string{"at", "who", "verb", "unit", "period", "detail"} {
		list.Columns = append(list.Columns, b.words.UI("log.column-"+id, nil))
	}
	for _, e := range events {
		list.Rows = append(list.Rows, xlsx.FindingsRow{Cells: []string{MomentVN(e.At), e.Who, VerbWord(b.words, e.Verb),
			b.UnitName(e.Unit), PeriodVN(e.Period), DetailText(b.words, e)}})
	}
	return writeBeside(path, func(w io.Writer) error {
		if ext := strings.ToLower(filepath.Ext(path)); ext == ".html" || ext == ".htm" {
			return findingsPage.Execute(w, htmlFindings{Lang: b.words.Lang(), FindingsList: list})
		}
		return xlsx.WriteFindings(w, list)
	})
}

// PeriodVN is the id of a period as a clerk writes it; what is none stays as it is.
func PeriodVN(id string) string {
	p, err := ntm.ParsePeriod(id)
	if err != nil {
		return id
	}
	return p.VN()
}

// UnitName is a unit's code and name as it stood on the book's first day: «14884 Xã Phú Lệ»; the code alone if the
// catalogue does not know it.
func (b *Book) UnitName(code string) string {
	on, _ := ntm.ParseDateISO(b.meta.On)
	if u, ok := b.units.Find(code, on); ok && code != "" {
		return code + " " + u.Name
	}
	return code
}
