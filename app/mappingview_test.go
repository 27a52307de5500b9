package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
)

// mappingBook is the room of a book of Quan Hóa in December 2020.
func mappingBook(t *testing.T) (*Window, *receiveScreen) {
	t.Helper()
	w := homeWindowOn(t, time.Date(2020, 12, 18, 8, 0, 0, 0, time.UTC))
	w.take([]string{emptyBook(t)})
	r := receiveRoom(t, w)
	w.shell.setPeriod(december())
	return w, r
}

func workOf(t *testing.T, name string) *mapWork {
	t.Helper()
	_, r := mappingBook(t)
	l, err := r.book.Propose(context.Background(), december(), homemadeFile(name))
	if err != nil {
		t.Fatal(err)
	}
	return newMapWork(l, r.w.words)
}

// What is open is what the program is not certain of; each is confirmed once, and can be taken back.
func TestOpenStepsAreConfirmedOneByOne(t *testing.T) {
	m := workOf(t, "mot-xa-ho-ngheo")
	open := m.openSteps()
	if len(open) != len(m.now.Unconfirmed()) || len(open) != 3 {
		t.Fatalf("%d open, the office says %v", len(open), m.now.Unconfirmed())
	}
	if !m.confirm(open[0]) || len(m.openSteps()) != 2 || m.open(open[0]) {
		t.Errorf("after one: %v", m.openSteps())
	}
	if next, ok := m.nextOpen(open[0], 1); !ok || next != open[1] {
		t.Errorf("next is %v, want %v", next, open[1])
	}
	if !m.undo() || len(m.openSteps()) != 3 || !m.redo() || len(m.openSteps()) != 2 {
		t.Errorf("undone and done again: %d open", len(m.openSteps()))
	}
	if m.l.Mapping.Unconfirmed() == nil {
		t.Error("the proposal itself has changed")
	}
}

// A column that is made another one waits for the person again; two for the same figure cannot be taken.
func TestAChangedColumnWaitsAndMustNotBeReadTwice(t *testing.T) {
	m := workOf(t, "mot-xa-ho-ngheo")
	var from, to mapStep
	for _, s := range m.steps() {
		switch {
		case s.kind == mapColumn && m.axis(s).Column == "thoat":
			to = s
		case s.kind == mapColumn && m.axis(s).Column == "dau_ky":
			from = s
		}
	}
	if m.open(from) || m.open(to) {
		t.Fatal("both are certain at first")
	}
	all := m.choices(from)
	if at := m.chosen(from, all); at != 0 || all[at].target.Column != "dau_ky" {
		t.Errorf("chosen is %d of %v", at, all)
	}
	if last := all[len(all)-1]; !last.ignore {
		t.Errorf("the last choice is %+v", last)
	}
	for _, c := range all {
		if c.target.Column == "thoat" {
			m.choose(from, c)
		}
	}
	if !m.open(from) || m.axis(from).Column != "thoat" {
		t.Errorf("changed: %+v", m.axis(from))
	}
	m.confirm(from)
	if text := mapClashText(m); !strings.Contains(text, "C8") || !strings.Contains(text, "F8") {
		t.Errorf("the clash is told as %q", text)
	}
	m.choose(to, all[len(all)-1])
	if text := mapClashText(m); text != "" {
		t.Errorf("one is left out, and still %q", text)
	}
}

// 16.840.000 nghìn đồng are 16.840 triệu đồng; another unit of measure is asked anew.
func TestMoneyIsShownAsItWouldBeRead(t *testing.T) {
	m := workOf(t, "nguon-von-nghin-dong")
	step := mapStep{mapTimes, 0, 0}
	all := m.choices(step)
	if got, want := all[m.chosen(step, all)].text, "nghìn đồng (16.840.000 = 16.840 triệu)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	m.confirm(step)
	if m.open(step) {
		t.Fatal("still open")
	}
	m.choose(step, all[0])
	if !m.open(step) || m.now.Regions[0].Times != "0.000001" {
		t.Errorf("đồng: %+v", m.now.Regions[0].Times)
	}
}

// A table that is made another one has nothing confirmed, and no column that the other table has not.
func TestAnotherTableIsGoneThroughAnew(t *testing.T) {
	m := workOf(t, "mot-xa-ho-ngheo")
	m.choose(mapStep{mapTable, 0, 0}, mapChoice{target: ntm.Target{Table: "dan_cu"}})
	table, _ := m.l.Def.Table("dan_cu")
	for _, a := range m.now.Regions[0].Columns {
		if !a.Ignore && table.Col(a.Column) < 0 {
			t.Errorf("%s is %s, which the table has not", a.Named(), a.Column)
		}
		if first := m.l.Mapping.Regions[0].Columns; !a.Unsure && !first[0].Ignore {
			t.Errorf("%s is taken as confirmed", a.Named())
		}
	}
	if open := m.openSteps(); len(open) < 6 {
		t.Errorf("%d open", len(open))
	}
}

// Files that nobody has said how to read are told together, gone through, taken in, remembered and forgotten.
func TestFilesAreMappedOneAfterAnother(t *testing.T) {
	w, r := mappingBook(t)
	r.bringIn([]string{homemadeFile("mot-xa-ho-ngheo"), homemadeFile("huyen-tong-hop")}, opens{})
	wantShown(t, w, "2 tệp chưa rõ cách đọc")
	for _, o := range test.LaidOutObjects(r.took) {
		if b, ok := o.(*pressButton); ok && b.Text == "Ghép biểu…" {
			test.Tap(b)
		}
	}
	if r.mapping == nil {
		t.Fatal("the button lays no file open")
	}
	wantShown(t, w, "Ghép biểu (1/2)", "mot-xa-ho-ngheo.xlsx", "Của Xã Phú Lệ", "Còn 3 chỗ chờ bạn xem")
	if !r.mapping.take.Disabled() || r.mapping.take.Text != "Nhận biểu (còn 3 chỗ)" {
		t.Errorf("the button says %q", r.mapping.take.Text)
	}
	r.mapping.takeIn()
	if r.mapping == nil || r.mapping.work.l.File != "mot-xa-ho-ngheo.xlsx" {
		t.Fatal("taken with open columns")
	}
	for range 3 {
		press(w, fyne.KeyReturn)
	}
	wantShown(t, w, "Đã xem đủ", "Ghi nhớ cách ghép cho Xã Phú Lệ")
	test.Tap(buttonNamed(t, w, "Nhận biểu"))
	wantShown(t, w, "Ghép biểu (2/2)", "huyen-tong-hop.xlsx", "Chương trình đã nhận ra cả 13 cột, 15 dòng")
	test.Tap(buttonNamed(t, w, "Để sau"))
	wantShown(t, w, "Đã nhận 1 tệp", "1 tệp chưa rõ cách đọc", "Cách ghép đã nhớ (1)…")
	kept, err := r.book.Mappings(context.Background())
	if err != nil || len(kept) != 1 || kept[0].Sender != "14884" {
		t.Fatalf("%+v, %v", kept, err)
	}
	l, err := r.book.Propose(context.Background(), december(), homemadeFile("mot-xa-ho-ngheo"))
	if err != nil || l.Read == nil {
		t.Errorf("the file is not read by itself: %v", err)
	}
	r.showKept()
	wantShown(t, w, "14884 Xã Phú Lệ")
	test.Tap(buttonNamed(t, w, "Quên"))
	wantShown(t, w, "sẽ phải ghép lại")
	w.dialog[len(w.dialog)-1].plan.buttons[0].Tapped(nil)
	if kept, _ := r.book.Mappings(context.Background()); len(kept) != 0 {
		t.Errorf("still remembered: %+v", kept)
	}
}

// Leaving asks once something was confirmed; the file is then as it was.
func TestLeavingAMappingAsks(t *testing.T) {
	w, r := mappingBook(t)
	r.mapFiles([]string{homemadeFile("mot-xa-ho-ngheo")})
	press(w, fyne.KeyReturn)
	press(w, fyne.KeyEscape)
	wantShown(t, w, "sẽ mất")
	press(w, fyne.KeyEscape)
	if r.mapping == nil || !r.mapping.work.touched {
		t.Fatal("Esc in the question left the file")
	}
	w.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2020, N: 11})
	wantShown(t, w, "sẽ mất")
	if r.period != december() || w.shell.period != december() {
		t.Errorf("the period is %v", r.period)
	}
}

// At the commune's door a form of its own is told plainly.
func TestTheClerkIsToldWhereToMap(t *testing.T) {
	w := homeWindow(t)
	w.openReturn(homemadeFile("mot-xa-ho-ngheo"))
	wantShown(t, w, "nguyên tệp")
}
