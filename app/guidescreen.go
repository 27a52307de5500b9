package app

import (
	"bytes"
	"context"
	"image/png"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"bieuxa/office"
)

// guideScreen shows the quick starts and the list of keys: their topics at the left, the text beside them.
type guideScreen struct {
	w     *Window
	k     *keyDialog
	at    guidePlace
	texts []*office.Guide
	body  *fyne.Container
	rail  *fyne.Container
	page  *guidePage
	save  *pressButton
}

// help shows the quick start at the topic of where the person stands.
func (w *Window) help() { w.showGuide(w.helpPlace()) }

// showGuide shows a quick start or the list of keys.
func (w *Window) showGuide(at guidePlace) *guideScreen {
	s := &guideScreen{w: w, rail: container.NewVBox(), page: newGuidePage()}
	for _, id := range office.GuideIDs() {
		g, err := w.office.Guide(id)
		if err != nil {
			w.showProblem(err)
			return nil
		}
		s.texts = append(s.texts, g)
	}
	shut := func() { s.k.hide() }
	s.save = newPressButton(w.say("guide.save"), theme.DocumentSaveIcon(), s.askWhere)
	off := newPressButton(w.say("problem.close"), nil, shut)
	keys := dialogKeys{escape: shut, more: s.page.scrolled}
	s.page.setKeys(keys)
	rail := container.New(&atLeast{width: 240}, container.NewVScroll(s.rail))
	s.body = container.NewBorder(nil, quiet(w.say("guide.hint")), container.NewBorder(nil, nil, nil, widget.NewSeparator(), rail), nil, s.page)
	s.k = w.openDialog(dialogPlan{title: w.say("guide.title"), content: s.body, buttons: []*pressButton{s.save, off}, keys: keys,
		focus: s.page, size: fyne.NewSize(1080, 620)})
	s.goTo(at)
	return s
}

// goTo shows a place; the keys stay with the text.
func (s *guideScreen) goTo(at guidePlace) {
	if s.at.id != at.id {
		s.page.show(s.blocks(at.id))
	}
	s.at = at
	s.fillRail()
	s.body.Refresh() // the list of topics may want another width
	s.page.jump(at.topic)
	s.save.Hidden = at.id == guideKeys
	s.save.Refresh()
	s.w.win.Canvas().Focus(s.page)
}

func (s *guideScreen) fillRail() {
	s.rail.RemoveAll()
	add := func(text string, icon fyne.Resource, at guidePlace) *railButton {
		b := newRailButton(text, icon, func() { s.goTo(at) })
		b.setKeys(s.k.plan.keys)
		s.rail.Add(b)
		return b
	}
	for _, g := range s.texts {
		add(g.Title(), theme.DocumentIcon(), guidePlace{id: g.ID}).setChosen(g.ID == s.at.id && s.at.topic == 0)
		if g.ID != s.at.id {
			continue
		}
		for i, text := range headings(g) {
			add("    "+text, nil, guidePlace{g.ID, i + 1}).setChosen(s.at.topic == i+1)
		}
	}
	add(s.w.say("guide.keys"), theme.ComputerIcon(), guidePlace{id: guideKeys}).setChosen(s.at.id == guideKeys)
	s.rail.Refresh()
}

// blocks are the objects of a text; topics begin at those that are headings.
func (s *guideScreen) blocks(id string) (all, topics []fyne.CanvasObject) {
	for _, g := range s.texts {
		if g.ID != id {
			continue
		}
		for _, b := range g.Blocks {
			o := guideBlock(g, b)
			if o == nil {
				continue
			}
			all = append(all, o)
			if b.Kind == office.GuideHeading {
				topics = append(topics, o)
			}
		}
		return all, topics
	}
	return []fyne.CanvasObject{s.w.keyList()}, nil
}

// guideBlock draws a block; nil is one that only paper knows.
func guideBlock(g *office.Guide, b office.GuideBlock) fyne.CanvasObject {
	text := func(size fyne.ThemeSizeName, bold bool) fyne.CanvasObject {
		rich := widget.NewRichText()
		for _, r := range b.Runs {
			rich.Segments = append(rich.Segments, &widget.TextSegment{Text: r.Text,
				Style: widget.RichTextStyle{Inline: true, SizeName: size, ColorName: theme.ColorNameForeground, TextStyle: fyne.TextStyle{Bold: bold || r.Bold}}})
		}
		rich.Wrapping = fyne.TextWrapWord
		return rich
	}
	marked := func(mark string) fyne.CanvasObject {
		sign := widget.NewLabelWithStyle(mark, fyne.TextAlignTrailing, fyne.TextStyle{Bold: true})
		return container.NewBorder(nil, nil, container.New(&atLeast{width: 42}, container.NewVBox(sign)), nil, text(theme.SizeNameText, false))
	}
	switch b.Kind {
	case office.GuideTitle:
		return text(theme.SizeNameHeadingText, true)
	case office.GuideHeading:
		return container.New(layout.NewCustomPaddedLayout(10, 0, 0, 0), text(theme.SizeNameSubHeadingText, true))
	case office.GuideText:
		return text(theme.SizeNameText, false)
	case office.GuideStep:
		return marked(strconv.Itoa(b.No) + ".")
	case office.GuidePoint:
		return marked("–")
	case office.GuidePicture:
		if p := newGuidePicture(g, b.Picture); p != nil {
			return p
		}
		return text(theme.SizeNameText, false)
	}
	return nil
}

// newGuidePicture is a picture in a thin frame, nil if it cannot be shown.
func newGuidePicture(g *office.Guide, name string) fyne.CanvasObject {
	content, err := g.Picture(name)
	if err != nil {
		return nil
	}
	shown, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return nil
	}
	picture := canvas.NewImageFromResource(fyne.NewStaticResource(name, content))
	picture.FillMode, picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	return container.New(&shownAt{fyne.NewSize(float32(shown.Width), float32(shown.Height))}, newFilled(theme.ColorNameInputBorder), picture)
}

// askWhere asks where the PDF is written.
func (s *guideScreen) askWhere() {
	id := s.at.id
	if id == guideKeys {
		return
	}
	s.w.pickSave(pick{title: s.w.say("guide.where"), suffixes: []string{".pdf"}, name: s.w.office.GuideFile(id), then: func(paths []string) {
		runInOrder(s.w, job[struct{}]{
			do: func(ctx context.Context, _ func(i, n int)) (struct{}, error) {
				return struct{}{}, s.w.office.PrintGuide(ctx, id, paths[0])
			},
			show: func(struct{}) { s.saved(paths[0]) },
		})
	}})
}

// saved says where the PDF is, and offers to open it.
func (s *guideScreen) saved(path string) {
	w := s.w
	text := problemText(w.say("guide.saved", "file", fileName(path)), w.say("guide.folder", "folder", filepath.Dir(path)))
	var k *keyDialog
	shut := func() { k.hide() }
	open := newPressButton(w.say("guide.open"), theme.FileIcon(), func() {
		k.hide()
		w.openPath(path)
	})
	off := newPressButton(w.say("problem.close"), nil, shut)
	k = w.openDialog(dialogPlan{title: w.say("guide.where"), content: text, buttons: []*pressButton{open, off},
		keys: dialogKeys{enter: shut, escape: shut}, focus: off})
}
