package app

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/ntm"
	"bieuxa/office"
)

// editing opens the letter of the room's period.
func editing(t *testing.T) (*reportsRoom, *letterSheet) {
	t.Helper()
	r, _ := reportsOfTest(t)
	r.typed(fyne.KeyF2)
	if r.editor == nil {
		t.Fatal("F2 does not open the letter")
	}
	return r, r.editor
}

// passage is a passage as it is on disk.
func passage(t *testing.T, r *reportsRoom, id string) office.LetterPassage {
	t.Helper()
	l, err := r.book.Submission(context.Background(), r.period, r.print.paper)
	if err != nil {
		t.Fatal(err)
	}
	p, ok := l.Passage(id)
	if !ok {
		t.Fatalf("no passage %s", id)
	}
	return *p
}

// rewrite types a text into the field of a passage.
func (s *letterSheet) rewrite(id, text string) {
	s.table.select1(id)
	s.w.win.Canvas().Focus(s.field)
	s.field.SetText("")
	test.Type(s.field, text)
}

const endPassage = "ket.cuoi"

func TestAPassageIsOnDiskWhenTheFieldIsLeft(t *testing.T) {
	r, s := editing(t)
	wantShown(t, r.w, "Lời báo cáo Tháng 02/2020", "Trích yếu", "Kính gửi", "Nơi nhận", "Chương trình viết:", "Kết quả thực hiện Chương")
	s.rewrite(endPassage, "Trên đây là báo cáo của huyện./.")
	if passage(t, r, endPassage).Edited {
		t.Fatal("it is on disk before the field is left")
	}
	s.table.select1("ket.phu-luc") // as a tap on another row does
	if got := passage(t, r, endPassage); got.Text != "Trên đây là báo cáo của huyện./." {
		t.Errorf("on disk: %q", got.Text)
	}
	wantShown(t, r.w, "Đã lưu vào sổ.", "Đã sửa")
	before := r.preview
	r.typedEscape()
	if len(r.w.dialog) > 0 || r.editor != nil {
		t.Error("Esc does not shut the letter")
	}
	if r.preview == before {
		t.Error("the pages do not follow what was written")
	}
}

func TestWhatIsTypedIsKeptHoweverTheLetterIsShut(t *testing.T) {
	r, s := editing(t)
	s.rewrite(endPassage, "Lời gõ rồi đóng ngay./.")
	s.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := passage(t, r, endPassage); got.Text != "Lời gõ rồi đóng ngay./." {
		t.Errorf("on disk: %q", got.Text)
	}
	r.editLetter()
	r.editor.rewrite(endPassage, "Lời gõ rồi đóng sổ./.")
	path := r.w.book.Path()
	r.w.closeBook()
	b, err := openOffice(t, "Vi Thị Nga").OpenBook(context.Background(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	l, err := b.Submission(context.Background(), r.period, office.Paper{})
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := l.Passage(endPassage); p.Text != "Lời gõ rồi đóng sổ./." {
		t.Errorf("on disk: %q", p.Text)
	}
}

func TestPassagesAreLeftOutAddedAndGivenBack(t *testing.T) {
	r, s := editing(t)
	s.table.select1(endPassage)
	s.leaveOut()
	if got := passage(t, r, endPassage); got.Text != "" || !got.Edited {
		t.Errorf("left out: %+v", got)
	}
	wantShown(t, r.w, "Bỏ, không in", "Lấy lại lời của chương trình")
	s.reset()
	if got := passage(t, r, endPassage); got.Edited || got.Text == "" || s.field.Text != got.Text {
		t.Errorf("given back: %+v, the field has %q", got, s.field.Text)
	}
	s.askNew()
	fill(t, r.w.top(), "- Kiến nghị tỉnh bố trí vốn")
	if !strings.HasPrefix(s.now.ID, endPassage+"+") || s.now.Text == "" || !s.now.Own {
		t.Fatalf("the new paragraph is not shown: %+v", s.now)
	}
	id := s.now.ID
	s.rewrite(id, "")
	s.table.select1(endPassage)
	if _, ok := s.row(id); ok {
		t.Error("a paragraph of the office's own that is emptied stays")
	}
}

// top makes the dialog that stands before all others the first.
func (w *Window) top() *Window {
	n := len(w.dialog)
	w.dialog[0], w.dialog[n-1] = w.dialog[n-1], w.dialog[0]
	return w
}

// A letter has a subject; addressees stand on lines of their own.
func TestFieldsAroundTheBody(t *testing.T) {
	r, s := editing(t)
	const to = "thu.kinh-gui"
	s.table.select1(to)
	r.w.win.Canvas().Focus(s.field)
	s.field.SetText("Ủy ban nhân dân tỉnh")
	s.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	s.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Type(s.field, "Sở Nông nghiệp")
	s.rewrite(office.SubjectField, "")
	s.table.select1(endPassage)
	if got := passage(t, r, to); got.Text != "Ủy ban nhân dân tỉnh\nSở Nông nghiệp" {
		t.Errorf("%q", got.Text)
	}
	if got := passage(t, r, office.SubjectField); got.Text == "" || got.Edited {
		t.Errorf("the subject: %+v", got)
	}
}

// staleBook says that a passage was written over other figures.
type staleBook struct {
	reportsBook
	asked  []bool // StaleIsFine of each export
	fail   error  // of writing
	closed bool
}

func (b *staleBook) Submission(ctx context.Context, p ntm.Period, paper office.Paper) (*office.Letter, error) {
	l, err := b.reportsBook.Submission(ctx, p, paper)
	if err == nil {
		at, _ := l.Passage(endPassage)
		l.Locked = b.closed
		at.Edited, at.Stale, at.Over, at.Doubtful = true, true, "Lời ngày trước", []string{"217"}
	}
	return l, err
}

func (b *staleBook) Export(ctx context.Context, req office.ExportRequest) (*office.Exported, error) {
	b.asked = append(b.asked, req.Paper.StaleIsFine)
	if !req.Paper.StaleIsFine {
		return nil, &office.Problem{ID: office.ProblemStale, Facts: map[string]string{"n": "1", "ids": endPassage, "period": req.Period.VN()}}
	}
	return b.reportsBook.Export(ctx, req)
}

func (b *staleBook) WritePassage(ctx context.Context, p ntm.Period, id, text string) error {
	if b.fail != nil {
		return b.fail
	}
	return b.reportsBook.WritePassage(ctx, p, id, text)
}

func TestStalePassagesAreShownAndExportedByADeliberateChoiceOnly(t *testing.T) {
	r, _ := reportsOfTest(t)
	b := &staleBook{reportsBook: r.book}
	r.book = b
	test.Tap(r.export)
	wantShown(t, r.w, "Lời báo cáo không còn khớp số liệu", "1 đoạn cơ quan đã sửa", "Vẫn in lời cũ")
	r.typedEscape()
	if entries, _ := os.ReadDir(r.folder); len(entries) > 0 || len(r.w.dialog) > 0 {
		t.Fatalf("written: %v", entries)
	}
	test.Tap(r.export)
	r.w.typedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // what Enter does is to look
	wantShown(t, r.w, "! Số liệu đã đổi", "Số liệu đã đổi sau khi sửa", "Lúc sửa, chương trình viết:", "Lời ngày trước", "Nay chương trình viết:", "Số không có trong số liệu của kỳ: 217", "Vẫn đúng, giữ lời này", "1 đoạn đã sửa nay không còn khớp")
	if r.editor.now.ID != endPassage {
		t.Errorf("%s is shown, want the passage that waits", r.editor.now.ID)
	}
	r.typedEscape()
	test.Tap(r.export)
	test.Tap(r.w.dialog[0].plan.buttons[1])
	if entries, _ := os.ReadDir(r.folder); len(entries) != 2 {
		t.Errorf("written: %v", entries)
	}
	if len(b.asked) != 4 || b.asked[0] || b.asked[1] || b.asked[2] || !b.asked[3] {
		t.Errorf("asked %v", b.asked)
	}
}

func TestWhatCannotBeStoredStaysInTheField(t *testing.T) {
	r, s := editing(t)
	b := &staleBook{reportsBook: r.book, fail: errors.New("disk")}
	s.plan.book = b
	s.rewrite("ket.phu-luc", "Lời không lưu được")
	s.table.select1(endPassage)
	wantShown(t, r.w, "Chưa lưu được")
	r.typedEscape()
	s.table.select1("ket.phu-luc")
	if s.field.Text != "Lời không lưu được" {
		t.Fatalf("lost: %q", s.field.Text)
	}
	b.fail = nil
	s.table.select1(endPassage)
	if got := passage(t, r, "ket.phu-luc"); got.Text != "Lời không lưu được" {
		t.Errorf("on disk: %q", got.Text)
	}
}

func TestTheLetterOfAClosedPeriodIsReadOnly(t *testing.T) {
	r, _ := reportsOfTest(t)
	r.book = &staleBook{reportsBook: r.book, closed: true}
	r.editLetter()
	wantShown(t, r.w, "Tháng 02/2020 đã chốt", "mở lại kỳ")
	if r.editor.field.Visible() || r.editor.offers() != "" {
		t.Error("the letter can be edited")
	}
}

// offers are the buttons that are shown.
func (s *letterSheet) offers() string {
	var out []string
	for _, b := range s.deeds {
		if b.Visible() {
			out = append(out, b.Text)
		}
	}
	return strings.Join(out, ", ")
}

func TestTheKeyboardStaysOnItsButton(t *testing.T) {
	r, s := editing(t)
	canvas := r.w.win.Canvas()
	s.rewrite(endPassage, "Lời của cơ quan./.")
	out := s.deeds[2]
	canvas.Focus(out.pressButton) // by Tab: the field is left, and the letter read again
	if canvas.Focused() != fyne.Focusable(out.pressButton) || s.offers() != "Lấy lại lời của chương trình, Bỏ đoạn này, không in, Thêm đoạn sau đây…" {
		t.Errorf("the keyboard is on %v; offered: %s", canvas.Focused(), s.offers())
	}
	out.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := passage(t, r, endPassage); got.Text != "" || canvas.Focused() != fyne.Focusable(s.table.body) {
		t.Errorf("on disk %q; the keyboard is on %T", got.Text, canvas.Focused())
	}
}

// deedOf: what is the program's own is not stored as the office's.
func TestWhatBecomesOfWhatWasTyped(t *testing.T) {
	plain := passageRow{LetterPassage: office.LetterPassage{ID: "a", Text: "Có 3 xã.", Program: "Có 3 xã."}}
	edited, own, field := plain, plain, plain
	edited.Text, edited.Edited = "Có ba xã.", true
	own.Own, own.Edited, own.Program = true, true, ""
	field.field, field.Text, field.Program = true, "A\nB", "A\nB"
	for name, c := range map[string]struct {
		row   passageRow
		typed string
		want  passageDeed
	}{
		"untouched":                   {plain, " Có  3 xã. ", deedNone},
		"changed":                     {plain, "Có 4 xã.", deedWrite},
		"emptied":                     {plain, "", deedWrite},
		"as the program writes":       {edited, "Có 3 xã.", deedReset},
		"own, emptied":                {own, " ", deedReset},
		"field with other lines":      {field, "A\nC", deedWrite},
		"field emptied, not edited":   {field, "", deedNone},
		"field, a line too many only": {field, "A\n\nB\n", deedNone},
	} {
		if got := deedOf(c.row, c.typed); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
