package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bieuxa/office"
)

func TestF1LeadsToTheGuideAndEscBack(t *testing.T) {
	w := homeWindow(t)
	press(w, fyne.KeyF1)
	wantShown(t, w, "Trợ giúp", "Bắt đầu nhanh: cán bộ xã", "Bắt đầu nhanh: cơ quan tổng hợp", "Phím tắt", "1. Mở chương trình")
	press(w, fyne.KeyEscape)
	if len(w.dialog) != 0 {
		t.Fatal("Esc does not close the guide")
	}
	s := w.showGuide(w.helpPlace())
	rail := s.rail.Objects
	test.Tap(rail[len(rail)-1].(*railButton))
	wantShown(t, w, "lỗi kế tiếp, lỗi trước", "Ctrl+O")
	if text := shown(w); strings.Contains(text, "Máy đã cài") {
		t.Error("the list of keys stands under the quick start")
	}
}

func TestTheGuideIsScrolledWithTheKeys(t *testing.T) {
	w := homeWindow(t)
	s := w.showGuide(guidePlace{id: office.GuideOffice})
	offset := func() float32 { return s.page.scroll.Offset.Y }
	if offset() != 0 {
		t.Fatalf("it begins at %v", offset())
	}
	press(w, fyne.KeyDown)
	step := offset()
	press(w, fyne.KeyPageDown)
	if step <= 0 || offset() < step+100 {
		t.Errorf("Down to %v, PgDn to %v", step, offset())
	}
	press(w, fyne.KeyEnd)
	end := offset()
	press(w, fyne.KeyDown)
	if offset() != end || end < 500 {
		t.Errorf("End to %v, then to %v", end, offset())
	}
	press(w, fyne.KeyHome)
	if offset() != 0 {
		t.Errorf("Home to %v", offset())
	}
}

// A room's topic speaks of that room.
func TestRoomsLeadToTheirTopic(t *testing.T) {
	w := homeWindow(t)
	g, err := w.office.Guide(office.GuideOffice)
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range rooms() {
		at := guideAt(room.id)
		if at.topic == 0 {
			continue
		}
		text, topic := "", 0
		for _, b := range g.Blocks {
			if b.Kind == office.GuideHeading {
				topic++
			}
			if topic == at.topic {
				text += b.Text()
			}
		}
		if name := w.say("room." + room.id); !strings.Contains(text, "«"+name+"»") {
			t.Errorf("topic %d does not speak of «%s»", at.topic, name)
		}
	}
}

func TestATopicStandsAtTheTop(t *testing.T) {
	for _, size := range textSizes() {
		w := homeWindow(t)
		setLook(look{paletteLight, size})
		s := w.showGuide(guideAt("check"))
		w.win.Canvas().Capture() // what is drawn may have laid the text out again
		heading := s.page.topics[3]
		if got := headings(s.texts[1])[3]; !strings.HasPrefix(got, "4. ") {
			t.Fatalf("the fourth topic is %q", got)
		}
		if at := heading.Position().Y - s.page.scroll.Offset.Y; at < -1 || at > 20 {
			t.Errorf("%d %%: the topic stands at %v", size, at)
		}
	}
}

func TestAGuideIsSavedAsPDF(t *testing.T) {
	w := homeWindow(t)
	s := w.showGuide(guidePlace{id: office.GuideClerk})
	s.askWhere()
	wantShown(t, w, "Lưu tờ hướng dẫn")
	path := filepath.Join(t.TempDir(), "Tờ hướng dẫn.pdf")
	if err := w.office.PrintGuide(t.Context(), s.at.id, path); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(content), "%PDF-") {
		t.Errorf("%v, %.8q", err, content)
	}
	s.saved(path)
	wantShown(t, w, "Đã ghi «Tờ hướng dẫn.pdf».", "Mở tệp PDF")
}
