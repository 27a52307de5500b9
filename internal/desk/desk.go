//go:build linux

package desk

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"bieuxa/internal/x11"
)

// Desk is a screen in memory. It is used by one goroutine.
type Desk struct {
	server  *exec.Cmd
	display string
	x       *x11.Conn
}

// Open starts a screen of that size, for example «1366x768»; more are arguments of Xvfb.
func Open(size string, more ...string) (*Desk, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := &Desk{server: exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset"}, more...)...)}
	d.server.ExtraFiles = []*os.File{w}
	d.server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	err = d.server.Start()
	w.Close()
	if err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		d.Close()
		return nil, fmt.Errorf("Xvfb gives no display: %w", err)
	}
	d.display = ":" + strings.TrimSpace(line)
	if d.x, err = x11.Dial(d.display); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Close ends the screen and what is on it.
func (d *Desk) Close() {
	if d.x != nil {
		d.x.Close()
	}
	_ = d.server.Process.Signal(syscall.SIGTERM)
	_ = d.server.Wait()
}

// Display names the screen as programs take it.
func (d *Desk) Display() string { return d.display }

func (d *Desk) command(input, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	if input != "" {
		cmd.Stdin = strings.NewReader(input)
	}
	return cmd
}

// tool runs a program of the desk with that standard input and returns what it prints.
func (d *Desk) tool(input, name string, args ...string) (string, error) {
	cmd := d.command(input, name, args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(errs.String()))
	}
	return string(out), nil
}

// Program is a program that runs on a desk, with its one window.
type Program struct {
	d     *Desk
	cmd   *exec.Cmd
	ended chan error
	win   x11.Window
	log   *os.File
	Begun time.Time // just before it was started
}

// Command says what to start.
type Command struct {
	Path string
	Args []string
	Home string   // folder that stands for the person's own
	Env  []string // NAME=value, beside what every program here gets
	Log  string   // file that takes what it prints
}

// Start starts a program; its window is awaited by Window.
func (d *Desk) Start(c Command) (*Program, error) {
	if err := os.MkdirAll(filepath.Join(c.Home, ".cache"), 0o755); err != nil {
		return nil, err
	}
	log, err := os.Create(c.Log)
	if err != nil {
		return nil, err
	}
	p := &Program{d: d, cmd: exec.Command(c.Path, c.Args...), ended: make(chan error, 1), log: log}
	p.cmd.Env = append(os.Environ(), "DISPLAY="+d.display, "HOME="+c.Home, "XDG_CONFIG_HOME="+filepath.Join(c.Home, ".config"),
		"XDG_DATA_HOME="+filepath.Join(c.Home, ".local"), "XDG_CACHE_HOME="+filepath.Join(c.Home, ".cache"), "FYNE_SCALE=1",
		"WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "USER=e2e", "LC_ALL=C.UTF-8")
	p.cmd.Env = append(p.cmd.Env, c.Env...)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	p.Begun = time.Now()
	if err := p.cmd.Start(); err != nil {
		log.Close()
		return nil, err
	}
	go func() { p.ended <- p.cmd.Wait() }()
	return p, nil
}

// tick is the pause between two looks.
const tick = 25 * time.Millisecond

// ErrEnded means that the program is no more.
var ErrEnded = errors.New("the program has ended")

// Until looks again and again until what is asked holds. A failure names what was waited for.
func (p *Program) Until(what string, patience time.Duration, holds func() (bool, error)) error {
	for end := time.Now().Add(patience); ; time.Sleep(tick) {
		ok, err := holds()
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", what, err)
		case ok:
			return nil
		case p.over():
			return fmt.Errorf("%s: %w", what, ErrEnded)
		case time.Now().After(end):
			return fmt.Errorf("not within %v: %s", patience, what)
		}
	}
}

func (p *Program) over() bool {
	select {
	case err := <-p.ended:
		p.ended <- err
		return true
	default:
		return false
	}
}

// Window waits for the program's window and gives it the keyboard.
func (p *Program) Window(patience time.Duration) error {
	err := p.Until("the window is there", patience, func() (bool, error) { return p.win != 0 || p.find(), nil })
	if err != nil {
		return err
	}
	_, err = p.d.tool("", "xdotool", "windowfocus", "--sync", fmt.Sprint(uint32(p.win)))
	return err
}

// Title is the window's title.
func (p *Program) Title() (string, error) { return p.d.x.Title(p.win) }

// Picture is what the window shows.
func (p *Program) Picture() (*image.RGBA, error) { return p.d.x.Whole(p.win) }

// Fits fails if a part of the window lies off the screen, where nobody can see it.
func (p *Program) Fits() error {
	screen, err := p.d.x.Screen()
	if err != nil {
		return err
	}
	place, err := p.d.x.Place(p.win)
	if err == nil && !place.In(screen) {
		err = fmt.Errorf("the window lies at %v, the screen is %v", place, screen)
	}
	return err
}

// Memory is what the program holds, in bytes (resident), and the processor time it has used.
func (p *Program) Memory() (resident int64, used time.Duration, err error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	var user, system, pages int64
	for i, to := range map[int]*int64{11: &user, 12: &system, 21: &pages} {
		if _, err := fmt.Sscan(fields[i], to); err != nil {
			return 0, 0, err
		}
	}
	const hertz = 100 // USER_HZ of Linux
	return pages * int64(os.Getpagesize()), time.Duration(user+system) * time.Second / hertz, nil
}

// Kill ends the program as a power cut would.
func (p *Program) Kill() error {
	if err := p.cmd.Process.Kill(); err != nil {
		return err
	}
	err := <-p.ended
	p.ended <- err
	return p.log.Close()
}

// Cross closes the program's window by the cross in its frame and waits until the program has ended.
func (p *Program) Cross(patience time.Duration) error {
	return p.end(patience, func() error { return p.d.x.Cross(p.win) })
}

// Abort ends the program as a fault that nothing can catch would: the runtime says where it was.
func (p *Program) Abort() error {
	if err := p.cmd.Process.Signal(syscall.SIGABRT); err != nil {
		return err
	}
	_ = p.Wait()
	return p.log.Close()
}

// Wait waits until the program has ended by itself, and returns how.
func (p *Program) Wait() error {
	err := <-p.ended
	p.ended <- err
	return err
}

// Quit asks the program to end and waits until it has.
func (p *Program) Quit(patience time.Duration) error {
	return p.end(patience, func() error { return p.cmd.Process.Signal(syscall.SIGTERM) })
}

func (p *Program) end(patience time.Duration, ask func() error) error {
	defer p.log.Close()
	if err := ask(); err != nil {
		return err
	}
	select {
	case err := <-p.ended:
		p.ended <- err
		return err
	case <-time.After(patience):
		_ = p.cmd.Process.Signal(syscall.SIGQUIT) // its log then tells what it waits for
		select {
		case err := <-p.ended:
			p.ended <- err
		case <-time.After(2 * time.Second):
		}
		_ = p.cmd.Process.Kill()
		return fmt.Errorf("the program does not end within %v", patience)
	}
}

// Save writes a picture as PNG.
func Save(path string, img image.Image) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
