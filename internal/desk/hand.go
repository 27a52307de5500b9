//go:build linux

package desk

import (
	"bytes"
	"fmt"
	"image"
	"time"
)

// Press presses keys one after another, by xdotool's names: «ctrl+o», «Return», «F8».
func (p *Program) Press(keys ...string) error {
	_, err := p.d.tool("", "xdotool", append([]string{"key", "--clearmodifiers", "--delay", "30"}, keys...)...)
	return err
}

// Type types plain letters and figures.
func (p *Program) Type(text string) error {
	_, err := p.d.tool("", "xdotool", "type", "--delay", "30", text)
	return err
}

// Paste puts a text on the clipboard and pastes it with Ctrl+V: names are Vietnamese, and a typed letter
// that the keyboard lacks would be lost.
func (p *Program) Paste(text string) error {
	if err := p.Copied(text); err != nil {
		return err
	}
	return p.Press("ctrl+v")
}

// Copied puts a text on the clipboard, as another program would.
func (p *Program) Copied(text string) error {
	cmd := p.d.command(text, "xclip", "-selection", "clipboard", "-in")
	if err := cmd.Run(); err != nil { // xclip goes on in the background, so its output has no end to wait for
		return err
	}
	for range 50 { // until what was there before has given way
		if now, err := p.Clipboard(); err == nil && now == text {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the clipboard does not take %q", text)
}

// Clipboard is the text on the clipboard.
func (p *Program) Clipboard() (string, error) {
	return p.d.tool("", "xclip", "-selection", "clipboard", "-out")
}

// Click presses a mouse button (1 left, 3 right) at a point of the window.
func (p *Program) Click(at image.Point, button int) error { return p.clicks(at, button, 1) }

// DoubleClick presses the left button twice.
func (p *Program) DoubleClick(at image.Point) error { return p.clicks(at, 1, 2) }

func (p *Program) clicks(at image.Point, button, times int) error {
	place, err := p.d.x.Place(p.win)
	if err != nil {
		return err
	}
	spot := place.Min.Add(at)
	_, err = p.d.tool("", "xdotool", "mousemove", fmt.Sprint(spot.X), fmt.Sprint(spot.Y), "sleep", "0.05",
		"click", "--repeat", fmt.Sprint(times), "--delay", "80", fmt.Sprint(button))
	return err
}

// Drop drops files and folders onto the middle of the window, as a file manager would.
func (p *Program) Drop(paths ...string) error {
	place, err := p.d.x.Place(p.win)
	if err != nil {
		return err
	}
	return p.d.x.Drop(p.win, image.Pt(place.Dx()/2, place.Dy()/2), paths)
}

// stillFor is how long a picture must stay the same to count as still: longer than a cursor's blink takes
// to begin, shorter than a person notices.
const stillFor = 250 * time.Millisecond

// Still waits until the window's picture has stopped changing and returns it.
func (p *Program) Still(patience time.Duration) (*image.RGBA, error) {
	var last *image.RGBA
	var since time.Time
	err := p.Until("the picture is still", patience, func() (bool, error) {
		img, err := p.Picture()
		if err != nil {
			return false, err
		}
		if last == nil || Differ(last, img) > blink {
			last, since = img, time.Now()
			return false, nil
		}
		return time.Since(since) >= stillFor, nil
	})
	return last, err
}

// blink is how many pixels a cursor that comes and goes may change.
const blink = 120

// Changed waits until the window no longer shows that picture, and is still again.
func (p *Program) Changed(from *image.RGBA, patience time.Duration) (*image.RGBA, error) {
	err := p.Until("the picture changes", patience, func() (bool, error) {
		img, err := p.Picture()
		return err == nil && Differ(from, img) > blink, err
	})
	if err != nil {
		return nil, err
	}
	return p.Still(patience)
}

// Differ counts the pixels in which two pictures differ; pictures of two sizes differ in all.
func Differ(a, b *image.RGBA) int {
	if a.Rect != b.Rect {
		return len(a.Pix) / 4
	}
	if bytes.Equal(a.Pix, b.Pix) {
		return 0
	}
	n := 0
	for i := 0; i < len(a.Pix); i += 4 {
		if !bytes.Equal(a.Pix[i:i+4], b.Pix[i:i+4]) {
			n++
		}
	}
	return n
}

// Colours counts the colours of a picture: a blank window has one.
func Colours(img *image.RGBA) int {
	seen := map[[4]byte]bool{}
	for i := 0; i < len(img.Pix); i += 4 {
		seen[[4]byte(img.Pix[i:i+4])] = true
	}
	return len(seen)
}
