//go:build linux

package x11

import (
	"fmt"
	"image"
	"time"
)

// Windows lists the windows that stand on the screen, in order from below, and are seen.
func (c *Conn) Windows() ([]Window, error) {
	m, err := c.ask(15, 0, words(uint32(c.root)))
	if err != nil {
		return nil, fmt.Errorf("windows: %w", err)
	}
	var out []Window
	for i := range int(le.Uint16(m[16:])) {
		w := Window(le.Uint32(m[32+4*i:]))
		if c.seen(w) {
			out = append(out, w)
		}
	}
	return out, nil
}

// seen tells whether the window is on the screen and not just made.
func (c *Conn) seen(w Window) bool {
	const viewable = 2
	m, err := c.ask(3, 0, words(uint32(w)))
	return err == nil && m[26] == viewable
}

// Title is what the window calls itself.
func (c *Conn) Title(w Window) (string, error) {
	for _, name := range []string{"_NET_WM_NAME", "WM_NAME"} {
		property, err := c.atom(name)
		if err != nil {
			return "", err
		}
		m, err := c.ask(20, 0, words(uint32(w), uint32(property), 0, 0, 1024))
		if err != nil {
			return "", fmt.Errorf("title: %w", err)
		}
		if n := int(le.Uint32(m[16:])); n > 0 {
			return string(m[32 : 32+n]), nil
		}
	}
	return "", nil
}

// Place is where the window lies on the screen.
func (c *Conn) Place(w Window) (image.Rectangle, error) {
	m, err := c.ask(14, 0, words(uint32(w)))
	if err != nil {
		return image.Rectangle{}, fmt.Errorf("place: %w", err)
	}
	x, y := int(int16(le.Uint16(m[12:]))), int(int16(le.Uint16(m[14:])))
	return image.Rect(x, y, x+int(le.Uint16(m[16:])), y+int(le.Uint16(m[18:]))), nil
}

// Picture is what the screen shows in a part of the window, on a display of 24 bits a pixel.
func (c *Conn) Picture(w Window, part image.Rectangle) (*image.RGBA, error) {
	const zPixmap = 2
	b := words(uint32(w))
	b = append(b, words16(uint16(part.Min.X), uint16(part.Min.Y), uint16(part.Dx()), uint16(part.Dy()))...)
	b = append(b, words(0xffffffff)...)
	m, err := c.ask(73, zPixmap, b)
	for range 20 { // a window that is just being moved or sized has no picture
		if err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
		m, err = c.ask(73, zPixmap, b)
	}
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	img := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	pix := m[32:]
	if len(pix) < len(img.Pix) {
		return nil, fmt.Errorf("picture: %d bytes for %v", len(pix), part)
	}
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = pix[i+2], pix[i+1], pix[i], 0xff
	}
	return img, nil
}

// Screen is the size of the screen.
func (c *Conn) Screen() (image.Rectangle, error) { return c.Place(c.root) }

// Whole is the picture of the window as far as it lies on the screen.
func (c *Conn) Whole(w Window) (*image.RGBA, error) {
	screen, err := c.Screen()
	if err != nil {
		return nil, err
	}
	r, err := c.Place(w)
	if err != nil {
		return nil, err
	}
	return c.Picture(w, r.Intersect(screen).Sub(r.Min))
}

// Cross asks the program behind a window to close it, as a click on the cross in its frame does.
func (c *Conn) Cross(w Window) error {
	protocols, err := c.atom("WM_PROTOCOLS")
	if err != nil {
		return err
	}
	closing, err := c.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	e := append([]byte{clientMessage, 32, 0, 0}, words(uint32(w), uint32(protocols), uint32(closing), 0, 0, 0, 0)...)
	return c.post(w, e)
}
