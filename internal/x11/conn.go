//go:build linux

package x11

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

// Conn is a connection to a display. It is used by one goroutine at a time.
type Conn struct {
	f      *os.File
	root   Window
	ids    uint32 // of resources made here, the next one
	atoms  map[string]Atom
	serial uint16
	events [][]byte // that came while a reply was waited for
}

// Window is the X id of a window, Atom that of a name.
type (
	Window uint32
	Atom   uint32
)

// ErrLate means that the display did not answer in time.
var ErrLate = errors.New("the display does not answer")

// Dial connects to a display such as «:99» that asks for no key.
func Dial(display string) (*Conn, error) {
	name := "/tmp/.X11-unix/X" + strings.TrimPrefix(display, ":")
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("display %s: %w", display, err)
	}
	if err := syscall.Connect(fd, &syscall.SockaddrUnix{Name: name}); err != nil {
		syscall.Close(fd)
		return nil, fmt.Errorf("display %s: %w", display, err)
	}
	if err := syscall.SetNonblock(fd, true); err != nil { // so that reading knows a deadline
		syscall.Close(fd)
		return nil, err
	}
	c := &Conn{f: os.NewFile(uintptr(fd), name), atoms: map[string]Atom{}}
	if err := c.greet(); err != nil {
		c.Close()
		return nil, fmt.Errorf("display %s: %w", display, err)
	}
	return c, nil
}

// Close ends the connection and what was made by it.
func (c *Conn) Close() error { return c.f.Close() }

// patience is how long the display may take to answer.
const patience = 10 * time.Second

func (c *Conn) greet() error {
	if err := c.f.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := c.f.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(c.f, head); err != nil {
		return err
	}
	body := make([]byte, 4*int(le.Uint16(head[6:])))
	if _, err := io.ReadFull(c.f, body); err != nil {
		return err
	}
	if head[0] != 1 {
		return fmt.Errorf("refused: %s", bytes.TrimRight(body, "\x00\n"))
	}
	c.ids = le.Uint32(body[4:])
	vendor, formats := int(le.Uint16(body[16:])), int(body[21])
	screen := 32 + pad(vendor) + 8*formats
	if len(body) < screen+4 {
		return errors.New("no screen")
	}
	c.root = Window(le.Uint32(body[screen:]))
	return nil
}

var le = binary.LittleEndian

func pad(n int) int { return (n + 3) &^ 3 }

// send writes a request: its number, the byte after it, and the rest in words of four bytes.
func (c *Conn) send(opcode, detail byte, rest []byte) error {
	for len(rest)%4 != 0 {
		rest = append(rest, 0)
	}
	b := append([]byte{opcode, detail}, le.AppendUint16(nil, uint16(1+len(rest)/4))...)
	c.serial++
	if err := c.f.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	_, err := c.f.Write(append(b, rest...))
	return err
}

// ask sends a request and waits for its reply; events that come first are kept.
func (c *Conn) ask(opcode, detail byte, rest []byte) ([]byte, error) {
	if err := c.send(opcode, detail, rest); err != nil {
		return nil, err
	}
	for {
		m, err := c.read(time.Now().Add(patience))
		if err != nil {
			return nil, err
		}
		switch {
		case m[0] == 0 && le.Uint16(m[2:]) == c.serial:
			return nil, fmt.Errorf("request %d: error %d of the display", opcode, m[1])
		case m[0] == 0: // a request that asked for nothing failed
		case m[0] == 1:
			return m, nil
		default:
			c.events = append(c.events, m)
		}
	}
}

// read returns the next message of the display: an error, a reply or an event.
func (c *Conn) read(until time.Time) ([]byte, error) {
	if err := c.f.SetReadDeadline(until); err != nil {
		return nil, err
	}
	m := make([]byte, 32)
	if _, err := io.ReadFull(c.f, m); err != nil {
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return nil, ErrLate
		}
		return nil, err
	}
	if more := int(le.Uint32(m[4:])) * 4; m[0] == 1 && more > 0 {
		m = append(m, make([]byte, more)...)
		if _, err := io.ReadFull(c.f, m[32:]); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// event waits for the next event; other messages are passed over.
func (c *Conn) event(until time.Time) ([]byte, error) {
	if len(c.events) > 0 {
		m := c.events[0]
		c.events = c.events[1:]
		return m, nil
	}
	for {
		m, err := c.read(until)
		if err != nil {
			return nil, err
		}
		if m[0] > 1 {
			return m, nil
		}
	}
}

func (c *Conn) atom(name string) (Atom, error) {
	if a, ok := c.atoms[name]; ok {
		return a, nil
	}
	m, err := c.ask(16, 0, append(words16(uint16(len(name)), 0), name...))
	if err != nil {
		return 0, fmt.Errorf("atom %s: %w", name, err)
	}
	c.atoms[name] = Atom(le.Uint32(m[8:]))
	return c.atoms[name], nil
}

func words(all ...uint32) []byte {
	var b []byte
	for _, v := range all {
		b = le.AppendUint32(b, v)
	}
	return b
}

func words16(all ...uint16) []byte {
	var b []byte
	for _, v := range all {
		b = le.AppendUint16(b, v)
	}
	return b
}
