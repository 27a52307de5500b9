//go:build linux

package x11

import (
	"fmt"
	"image"
	"net/url"
	"strings"
	"time"
)

// Drop drops files and folders onto a window at a point of it, by the protocol of file managers
// (freedesktop.org, XDND 5), and returns when the window has taken them.
func (c *Conn) Drop(target Window, at image.Point, paths []string) error {
	d := &drop{c: c, target: target}
	for _, p := range paths {
		d.list += (&url.URL{Scheme: "file", Path: p}).String() + "\r\n"
	}
	if err := d.run(at); err != nil {
		return fmt.Errorf("dropping %s: %w", strings.Join(paths, ", "), err)
	}
	return nil
}

// drop is one drop under way.
type drop struct {
	c              *Conn
	source, target Window
	list           string // of addresses, text/uri-list
}

// Events of the X protocol.
const (
	selectionRequest = 30
	selectionNotify  = 31
	clientMessage    = 33
)

func (d *drop) run(at image.Point) error {
	for _, name := range []string{"XdndSelection", "XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished",
		"XdndActionCopy", "text/uri-list"} {
		if _, err := d.c.atom(name); err != nil {
			return err
		}
	}
	place, err := d.c.Place(d.target)
	if err != nil {
		return err
	}
	if err := d.open(); err != nil {
		return err
	}
	defer func() { _ = d.c.send(4, 0, words(uint32(d.source))) }()
	const version = 5
	if err := d.tell("XdndEnter", version<<24, uint32(d.c.atoms["text/uri-list"]), 0, 0); err != nil {
		return err
	}
	spot := place.Min.Add(at)
	if err := d.tell("XdndPosition", 0, uint32(spot.X)<<16|uint32(spot.Y), 0, uint32(d.c.atoms["XdndActionCopy"])); err != nil {
		return err
	}
	answer, err := d.wait("XdndStatus")
	if err != nil {
		return err
	}
	if le.Uint32(answer[16:])&1 == 0 {
		return fmt.Errorf("the window takes no files at %v", at)
	}
	if err := d.tell("XdndDrop", 0, 0, 0, 0); err != nil {
		return err
	}
	answer, err = d.wait("XdndFinished")
	if err == nil && le.Uint32(answer[16:]) == 0 { // GLFW puts the list's length where the protocol has one bit
		err = fmt.Errorf("the window did not take the files")
	}
	return err
}

// open makes a window of our own, from which the files come.
func (d *drop) open() error {
	const inputOnly, owner = 2, 22
	d.source = Window(d.c.ids)
	d.c.ids++
	b := words(uint32(d.source), uint32(d.c.root))
	b = append(b, words16(0, 0, 1, 1, 0, inputOnly)...)
	if err := d.c.send(1, 0, append(b, words(0, 0)...)); err != nil {
		return err
	}
	return d.c.send(owner, 0, words(uint32(d.source), uint32(d.c.atoms["XdndSelection"]), 0))
}

// tell sends the target a message of the protocol; four words follow our window's id.
func (d *drop) tell(name string, facts ...uint32) error {
	b := append([]byte{clientMessage, 32, 0, 0}, words(uint32(d.target), uint32(d.c.atoms[name]), uint32(d.source))...)
	return d.c.post(d.target, append(b, words(facts...)...))
}

// post sends an event to a window.
func (c *Conn) post(to Window, event []byte) error {
	const sendEvent = 25
	return c.send(sendEvent, 0, append(words(uint32(to), 0), event...))
}

// wait answers what the target asks until it sends the message of that name.
func (d *drop) wait(name string) ([]byte, error) {
	until := time.Now().Add(patience)
	for {
		e, err := d.c.event(until)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		switch e[0] &^ 0x80 {
		case selectionRequest:
			if err := d.hand(e); err != nil {
				return nil, err
			}
		case clientMessage:
			if Atom(le.Uint32(e[8:])) == d.c.atoms[name] {
				return e, nil
			}
		}
	}
}

// hand writes the list of files where the target asked for it.
func (d *drop) hand(e []byte) error {
	const changeProperty, replace = 18, 0
	when, requestor := le.Uint32(e[4:]), le.Uint32(e[12:])
	selection, kind, property := le.Uint32(e[16:]), le.Uint32(e[20:]), le.Uint32(e[24:])
	b := append(words(requestor, property, kind), 8, 0, 0, 0)
	b = append(append(b, words(uint32(len(d.list)))...), d.list...)
	if err := d.c.send(changeProperty, replace, b); err != nil {
		return err
	}
	notify := append([]byte{selectionNotify, 0, 0, 0}, words(when, requestor, selection, kind, property, 0, 0)...)
	return d.c.post(Window(requestor), notify)
}
