package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
)

// settingsRoom is the room Cài đặt of an empty book of district 385.
func settingsRoom(t *testing.T) (*Window, *settingsScreen) {
	t.Helper()
	w := newTestWindow(t, &newOnTheSpot().tasks)
	home, err := office.Open(office.Config{Assets: assets.FS, Who: "Vi Thị Nga", Lang: "vi", Home: t.TempDir(), Now: w.office.Now})
	if err != nil {
		t.Fatal(err)
	}
	w.office, w.words = home, home.Words()
	w.win.Resize(screenSize())
	w.open(emptyBook(t))
	w.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2020, N: 2})
	if !w.shell.goToRoom("settings") {
		t.Fatal("there is no room for settings")
	}
	return w, w.shell.room().(*settingsScreen)
}

func logged(t *testing.T, w *Window, verb string) []string {
	t.Helper()
	all, err := w.book.Events(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range all {
		if e.Verb == verb {
			out = append(out, e.Detail)
		}
	}
	return out
}

func TestSignersAreTypedAndSaved(t *testing.T) {
	w, s := settingsRoom(t)
	test.Type(s.sign.names[5], "Le\u0302 Va\u0306n Du\u0303ng") // as some keyboards send it: decomposed
	if s.sign.names[5].Text != "Le\u0302 Va\u0306n Du\u0303ng" {
		t.Errorf("what is typed was rewritten: %q", s.sign.names[5].Text)
	}
	s.enter(s.period) // another period is chosen meanwhile: what was typed stays
	if s.sign.names[5].Text == "" {
		t.Fatal("what was typed is lost")
	}
	s.sign.names[4].SetText("TM. ỦY BAN NHÂN DÂN\n  CHỦ TỊCH \n")
	s.sign.save()
	got := w.book.Settings()
	if got.HeadName != "Lê Văn Dũng" || got.HeadTitle != "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" {
		t.Errorf("%+v", got)
	}
	wantShown(t, w, "Đã lưu cài đặt")
	if all := logged(t, w, "settings"); len(all) != 2 {
		t.Errorf("logged %q", all)
	}
	s.sign.names[0].SetText(" ")
	s.sign.save()
	wantShown(t, w, "Cơ quan báo cáo")
	if len(w.dialog) != 1 {
		t.Error("a book without an office is taken")
	}
}

func TestTheHeadOfTheLetterIsSet(t *testing.T) {
	w, s := settingsRoom(t)
	s.parts.show(partHead)
	for i, text := range []string{"", " BC-VPĐP ", "Ủy ban nhân dân tỉnh\n\nVăn phòng điều phối tỉnh\n", "Như trên\nLưu: VT, NTM"} {
		s.head.lines[i].SetText(text)
	}
	s.enter(s.period) // what was typed stays
	s.head.save()
	got := w.book.Settings()
	if got.Superior != "" || got.Symbol != "BC-VPĐP" || !slices.Equal(got.To, []string{"Ủy ban nhân dân tỉnh", "Văn phòng điều phối tỉnh"}) ||
		!slices.Equal(got.Copies, []string{"Như trên", "Lưu: VT, NTM"}) {
		t.Errorf("%+v", got)
	}
	wantShown(t, w, "Đã lưu cài đặt")
	s.head.lines[2].SetText("")
	s.head.save()
	if to := w.book.Settings().To; len(to) > 0 {
		t.Errorf("addressees %q, want the usual ones", to)
	}
}

func TestCutOffAndDaysAreSet(t *testing.T) {
	w, s := settingsRoom(t)
	s.parts.show(partCut)
	wantShown(t, w, "Tháng 02/2020: từ 15/01/2020 đến 14/02/2020")
	s.cut.style.SetSelected(w.say("settings.cut-calendar"))
	test.Tap(s.cut.basic)
	s.cut.save()
	wantShown(t, w, "Tháng 02/2020: từ 01/02/2020 đến 29/02/2020")
	if !w.book.Settings().BasicallyMetCounts {
		t.Error("«Cơ bản đạt» does not count")
	}
	s.cut.from.SetText("20/1/2020")
	s.cut.to.SetText("30/2/2020")
	s.cut.saveDays()
	wantShown(t, w, "Ghi ngày như 14/02/2020.")
	s.cut.to.SetText("19/2/2020")
	s.cut.saveDays()
	wantShown(t, w, "Tháng 02/2020: từ 20/01/2020 đến 19/02/2020")
}

func TestLevelsTraitsAndSeveritiesAreSet(t *testing.T) {
	w, s := settingsRoom(t)
	s.parts.show(partLevels)
	i := slices.IndexFunc(s.rules.levels.rows, func(r ownLevelRow) bool { return r.unit == "%" })
	if i < 0 {
		t.Fatal("no level in per cent is unsure")
	}
	row := s.rules.levels.rows[i]
	s.rules.askLevel(row)
	fill(t, w, "88", "QĐ 12/QĐ-UBND")
	if got := s.rules.levels.rows[i]; got.no != row.no || got.own != "88" || got.why != "Đã đặt mức của tỉnh" {
		t.Errorf("%+v", got)
	}
	s.rules.askTraits(s.rules.units.rows[1])
	w.dialog[0].plan.keys.enter()
	if len(logged(t, w, "traits")) != 0 {
		t.Error("nothing was changed, and it is logged")
	}
	s.parts.show(partChecks)
	s.rules.askSeverity(s.rules.checks.rows[0])
	word := w.say("severity.note")
	if s.rules.checks.rows[0].word == word {
		word = w.say("severity.explain")
	}
	choose(t, w, word)
	if got := s.rules.checks.rows[0]; got.word != word || !got.changed {
		t.Errorf("%+v, want %s", got, word)
	}
}

// fill types into the entries of the dialog and takes it.
func fill(t *testing.T, w *Window, values ...string) {
	t.Helper()
	n := 0
	for _, o := range test.LaidOutObjects(w.dialog[0].pop) {
		if e, ok := o.(*lineEntry); ok && n < len(values) {
			e.SetText(values[n])
			n++
		}
	}
	if n != len(values) {
		t.Fatalf("%d fields, want %d", n, len(values))
	}
	w.dialog[0].plan.keys.enter()
}

func choose(t *testing.T, w *Window, word string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.dialog[0].pop) {
		if e, ok := o.(*choiceEntry); ok {
			e.SetSelected(word)
			w.dialog[0].plan.keys.enter()
			return
		}
	}
	t.Fatal("there is nothing to choose")
}

func TestLookIsChangedAtOnceAndKept(t *testing.T) {
	w, s := settingsRoom(t)
	s.parts.show(partLook)
	s.looks.sizes.SetSelected("200 %")
	if got := textScale(); got != 2 {
		t.Errorf("text is at %v, want 2", got)
	}
	s.looks.palettes.SetSelected(w.say("settings.palette-dark"))
	if p := w.office.Preferences(); p.TextSize != 200 || p.Palette != "dark" {
		t.Errorf("kept %+v", p)
	}
	w.zoom(-1) // by the menu, while the room is seen
	if s.looks.sizes.Selected != "175 %" || w.office.Preferences().TextSize != 175 {
		t.Errorf("the room shows %s after the menu chose 175 %%", s.looks.sizes.Selected)
	}
	s.looks.langs.SetSelected("English")
	wantShown(t, w, "mở lại để dùng ngôn ngữ mới")
	if w.office.Preferences().Lang != "en" {
		t.Error("the language is not kept")
	}
}

func TestBookIsBackedUpAndRestored(t *testing.T) {
	w, s := settingsRoom(t)
	path := w.book.Path()
	s.parts.show(partBackup)
	s.safe.backUp()
	wantShown(t, w, "Đã sao lưu và kiểm tra")
	if len(s.safe.table.rows) != 1 || s.safe.table.rows[0].kind != "Tự lưu bằng tay" {
		t.Fatalf("%+v", s.safe.table.rows)
	}
	changed := w.book.Settings()
	changed.Place = "Nơi khác"
	if err := w.book.SaveSettings(context.Background(), changed); err != nil {
		t.Fatal(err)
	}
	s.safe.askRestore(s.safe.table.rows[0])
	wantShown(t, w, "Đưa sổ trở về bản sao")
	w.dialog[0].plan.keys.escape()
	if w.book.Settings().Place != "Nơi khác" {
		t.Fatal("Esc restores")
	}
	w.restore(s.safe.table.rows[0].path)
	wantShown(t, w, "Đã khôi phục.")
	if w.book.Path() != path || w.book.Settings().Place == "Nơi khác" {
		t.Errorf("the book is %s, its place %s", w.book.Path(), w.book.Settings().Place)
	}
	now := w.shell.room().(*settingsScreen)
	if n := len(now.safe.table.rows); n != 2 {
		t.Errorf("%d copies, want the one of before too", n)
	}
	bad := filepath.Join(t.TempDir(), "hỏng.bieuxa")
	if err := os.WriteFile(bad, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.restore(bad)
	wantShown(t, w, "Chọn bản sao lưu khác.")
	if w.book == nil || w.book.Path() != path {
		t.Error("the book is not open any more")
	}
}

// The day's copy is made a while after the book is shown, and only if the book is still open.
func TestCopyOfTheDayComesAfterTheBookIsShown(t *testing.T) {
	work := newOnTheSpot()
	w := newTestWindow(t, &work.tasks)
	w.open(emptyBook(t))
	if n := len(w.book.Backups()); n != 0 {
		t.Fatalf("%d copies before the book is shown", n)
	}
	for _, f := range work.waiting {
		f()
	}
	if all := w.book.Backups(); len(all) != 1 || all[0].Kind != office.BackupDaily {
		t.Errorf("%+v", all)
	}
}

func TestLogIsFilteredAndSaved(t *testing.T) {
	events := []office.Event{{At: "2020-12-14T01:00:00Z", Who: "Nga", Verb: "import", Unit: "14884", Period: "2020-12", Detail: "a.xlsx, lần 1, accepted"},
		{At: "2020-12-15T01:00:00Z", Who: "Bình", Verb: "sendback", Unit: "14884", Period: "2020-11", Detail: "Thiếu dấu"}}
	rows := logRows(events, vietnamese(t), func(code string) string { return code + " Xã Phú Lệ" })
	if rows[0].verb != "Trả lại" || rows[1].at != "14/12/2020 08:00" || rows[1].detail != "a.xlsx, lần 1, được tổng hợp" || rows[1].where != "Tháng 12/2020" {
		t.Errorf("%+v", rows)
	}
	mended := logRows([]office.Event{{Verb: "mend", Detail: "04_HoNgheo!J18: «91» → «92»"}}, vietnamese(t), func(string) string { return "" })
	if mended[0].detail != "04_HoNgheo!J18: «91» thành «92»" {
		t.Errorf("%q: the letters on the screen have no arrow", mended[0].detail)
	}
	periods, verbs, people := logChoices(rows)
	if !slices.Equal(periods, []string{"Tháng 12/2020", "Tháng 11/2020"}) || !slices.Equal(verbs, []string{"Nhận biểu", "Trả lại"}) ||
		!slices.Equal(people, []string{"Bình", "Nga"}) {
		t.Errorf("%v %v %v", periods, verbs, people)
	}
	if kept := (logFilter{who: "Nga"}).rows(rows); len(kept) != 1 || kept[0].who != "Nga" {
		t.Errorf("%+v", kept)
	}
	if len(rows) != 2 {
		t.Error("the filter eats the lines themselves")
	}
	w, _ := settingsRoom(t)
	w.shell.goToRoom("log")
	s := w.shell.room().(*logScreen)
	wantShown(t, w, "1/1 dòng", "Lập sổ")
	test.Type(s.find, "khong co")
	wantShown(t, w, "0/1 dòng")
	path := filepath.Join(t.TempDir(), "nhật ký.html")
	if err := w.book.SaveLog(events, path); err != nil {
		t.Fatal(err)
	}
	if body, _ := os.ReadFile(path); !strings.Contains(string(body), "Trả lại") || !strings.Contains(string(body), "14884 Xã Phú Lệ") {
		t.Errorf("saved is %s", body)
	}
}
