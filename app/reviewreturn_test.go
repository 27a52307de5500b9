package app

import "testing"

// The reason a return is sent back with names only what there is.
func TestTheReasonOfSendingBackNamesOnlyWhatThereIs(t *testing.T) {
	w := homeWindow(t)
	for want, facts := range map[string][]string{
		"Còn 3 lỗi. Xem danh sách kèm theo.":                               {"block", "3"},
		"Còn 2 số liệu cần giải trình. Xem danh sách kèm theo.":            {"open", "2"},
		"Còn 3 lỗi. Còn 2 số liệu cần giải trình. Xem danh sách kèm theo.": {"block", "3", "open", "2"},
	} {
		if got := w.say("review.return-begin", facts...); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
