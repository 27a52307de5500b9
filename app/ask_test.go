package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// press sends a key where the window would: to what has the focus, else to the window.
func press(w *Window, key fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: key}
	if f := w.win.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
		return
	}
	w.typedKey(ev)
}

func typeText(t *testing.T, w *Window, text string) {
	t.Helper()
	f := w.win.Canvas().Focused()
	if f == nil {
		t.Fatalf("nothing has the focus to type %q into", text)
	}
	test.Type(f, text)
}

func TestDangerIsAskedSafely(t *testing.T) {
	for name, c := range map[string]struct {
		keys []fyne.KeyName
		want bool
	}{
		"Enter at once does nothing":  {[]fyne.KeyName{fyne.KeyReturn}, false},
		"Esc does nothing":            {[]fyne.KeyName{fyne.KeyEscape}, false},
		"Space at once does nothing":  {[]fyne.KeyName{fyne.KeySpace}, false},
		"Tab to the button and Enter": {[]fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, true},
	} {
		t.Run(name, func(t *testing.T) {
			w, done := newTestWindow(t, &newOnTheSpot().tasks), false
			title, text, more, do := questionOfTest()
			do.do = func() { done = true }
			w.confirm(title, text, more, do)
			wantShown(t, w, title, do.text, "Hủy")
			for _, key := range c.keys {
				if key == fyne.KeyTab {
					w.win.Canvas().FocusNext()
					continue
				}
				press(w, key)
			}
			if done != c.want || len(w.dialog) != 0 {
				t.Errorf("done %v, %d dialogs left", done, len(w.dialog))
			}
		})
	}
}

func TestQuestionWithoutDangerTakesEnter(t *testing.T) {
	w, got := newTestWindow(t, &newOnTheSpot().tasks), ""
	w.ask(question{title: "Ghi đè", text: "Đã có tệp này.", answers: []answer{
		{text: "Ghi thành tên khác", do: func() { got = "other" }}, {text: "Ghi đè", danger: true, do: func() { got = "over" }}, {text: "Hủy"}}})
	press(w, fyne.KeyReturn)
	if got != "other" {
		t.Errorf("Enter gave %q", got)
	}
}

func TestReasonMustBeGiven(t *testing.T) {
	w, got := newTestWindow(t, &newOnTheSpot().tasks), "none"
	w.askReason(reasonOfTest(func(s string) { got = s }))
	typeText(t, w, "   ")
	press(w, fyne.KeyReturn)
	if got != "none" || len(w.dialog) != 1 {
		t.Fatalf("an empty reason was taken: %q", got)
	}
	wantShown(t, w, "Chưa ghi «Lý do».")
	typeText(t, w, "Đã rà soát")
	press(w, fyne.KeyReturn)
	if got != "Đã rà soát" || len(w.dialog) != 0 {
		t.Errorf("got %q, %d dialogs", got, len(w.dialog))
	}
}

func TestWhatIsAddedToAReasonStandsBehindIt(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	var got []string
	w.askForm(form{title: "Trả lại", fields: []field{{label: "Lý do", kind: fieldLines, begin: "Còn 1 lỗi và 0 số liệu cần giải trình, xem danh sách kèm theo."}},
		then: func(values []string) { got = values }})
	typeText(t, w, "Gấp.")
	press(w, fyne.KeyReturn)
	if want := []string{"Còn 1 lỗi và 0 số liệu cần giải trình, xem danh sách kèm theo. Gấp."}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestReasonIsLetGoWithEsc(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	w.askReason(reasonOfTest(func(s string) { t.Errorf("took %q", s) }))
	typeText(t, w, "Đã rà soát")
	press(w, fyne.KeyEscape)
	if len(w.dialog) != 0 {
		t.Error("Esc does not close it")
	}
}

func TestReadyPhraseFollowsWhatIsWritten(t *testing.T) {
	for _, c := range [][3]string{
		{"", "Đã rà soát.", "Đã rà soát."},
		{"  ", "Đã rà soát.", "Đã rà soát."},
		{"Có biên bản.", "Đã rà soát.", "Có biên bản; Đã rà soát."},
		{"Đã rà soát.", "Đã rà soát.", "Đã rà soát."},
	} {
		if got := withPhrase(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q: %q", c[0], c[1], got)
		}
	}
}

func TestFormGoesToWhatIsWrong(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	var got []string
	w.askForm(formOfTest(func(values []string) { got = values }))
	press(w, fyne.KeyReturn)
	wantShown(t, w, "«31/02/2020» không phải là ngày.")
	date, ok := w.win.Canvas().Focused().(*dateEntry)
	if !ok {
		t.Fatalf("the focus is on %T", w.win.Canvas().Focused())
	}
	date.SetText("9/3/2020")
	press(w, fyne.KeyUp) // a day on
	press(w, fyne.KeyReturn)
	if want := []string{"Nguyễn Thị Hồng Phượng Nguyệt Quỳnh Hương", "Phó Chủ tịch", "10/03/2020", checkedValue}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDaysAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{"14/02/2020": "14/02/2020", "1/2/2020": "01/02/2020", "14.2.2020": "14/02/2020",
		"14-02-2020": "14/02/2020", " 14022020 ": "14/02/2020", "29/02/2020": "29/02/2020", "29/02/2019": "", "31/4/2020": "", "00/01/2020": "",
		"14/13/2020": "", "2020-02-14": "", "14/02/20": "", "": "", "hôm nay": ""} {
		d, ok := parseDay(text)
		if got := d.VN(); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v", text, got, ok)
		}
	}
}

func TestDateIsWrittenInFullWhenLeft(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	e := newDateEntry("", w.words)
	w.win.SetContent(e)
	w.win.Canvas().Focus(e)
	typeText(t, w, "1/2/2020")
	if e.Text != "1/2/2020" {
		t.Errorf("it was rewritten while typed: %q", e.Text)
	}
	w.win.Canvas().Unfocus()
	if e.Text != "01/02/2020" {
		t.Errorf("got %q", e.Text)
	}
}

// A dialog with more than the window can show is scrolled, and its buttons stay inside.
func TestDialogStaysInsideTheWindow(t *testing.T) {
	w := newTestWindow(t, &newOnTheSpot().tasks)
	setLook(look{paletteLight, 200})
	fields := formOfTest(nil).fields
	k := w.askForm(form{title: "Người ký", text: strings.Repeat("Chữ ký của người có thẩm quyền. ", 20), fields: append(fields, fields...)})
	room := w.win.Canvas().Size()
	if size := k.pop.Content.Size(); size.Width > room.Width || size.Height > room.Height {
		t.Errorf("%v in a window of %v", size, room)
	}
	last := k.plan.buttons[1]
	if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(last); at.Y+last.Size().Height > room.Height {
		t.Errorf("the last button ends at %v of %v", at.Y+last.Size().Height, room.Height)
	}
}

func TestEnterDoesNotStopWork(t *testing.T) {
	w, stopped := newTestWindow(t, &newOnTheSpot().tasks), false
	w.showBusy("Đang nhận tệp", func() { stopped = true })
	press(w, fyne.KeyReturn)
	if stopped || len(w.dialog) != 1 {
		t.Error("Enter stopped the work")
	}
	press(w, fyne.KeyEscape)
	if !stopped || len(w.dialog) != 0 {
		t.Error("Esc does not stop the work")
	}
}
