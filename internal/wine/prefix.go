//go:build linux

package wine

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Prefix is a Windows of Wine's, made and run by scripts/wine.sh.
type Prefix struct {
	script string
	dir    string // Wine's own folder, drive_c and the drive letters in it
}

// Open makes the prefix if it is not there. The script is that of the repository.
func Open(script string) (*Prefix, error) {
	out, err := exec.Command(script, "make").Output()
	if err != nil {
		return nil, fmt.Errorf("%s make: %w", script, err)
	}
	return &Prefix{script: script, dir: strings.TrimSpace(string(out))}, nil
}

// Drive maps a drive letter to a folder.
func (p *Prefix) Drive(letter, folder string) error {
	return exec.Command(p.script, "drive", letter, folder).Run()
}

// Locale makes a locale that BIEUXA_WINE_LOCALE may name.
func (p *Prefix) Locale(name string) error {
	if out, err := exec.Command(p.script, "locale", name).CombinedOutput(); err != nil {
		return fmt.Errorf("locale %s: %w: %s", name, err, out)
	}
	return nil
}

// Linux is where a path of Windows lies on this computer.
func (p *Prefix) Linux(path string) string {
	drive, rest, _ := strings.Cut(path, ":")
	return filepath.Join(p.dir, "dosdevices", strings.ToLower(drive)+":", strings.ReplaceAll(rest, `\`, "/"))
}

// User is the person's own folder.
func (p *Prefix) User() string { return p.Linux(`C:\users\Trần Thị Ánh`) }

// Ran is what a program printed and its exit code.
type Ran struct {
	Out, Errs string
	Code      int
}

// Command runs a program of Windows: a path, or a name such as «reg».
type Command struct {
	Dir  string   // working folder, a path of this computer; empty: that of the tests
	Env  []string // NAME=value
	In   string
	Args []string // the program first
}

// Start prepares a program; its caller starts it.
func (p *Prefix) Start(c Command) *exec.Cmd {
	cmd := exec.Command(p.script, append([]string{"run"}, c.Args...)...)
	cmd.Dir = c.Dir
	cmd.Env = append(os.Environ(), c.Env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// Run runs a program to its end. An exit code other than 0 is no error.
func (p *Prefix) Run(c Command) (Ran, error) {
	cmd := p.Start(c)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.In), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return Ran{}, fmt.Errorf("%s: %w", strings.Join(c.Args, " "), err)
	}
	return Ran{out.String(), errs.String(), cmd.ProcessState.ExitCode()}, nil
}

// Stop ends all that runs in the prefix.
func (p *Prefix) Stop() { _ = exec.Command(p.script, "stop").Run() }
