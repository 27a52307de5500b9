package screen

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Folder is where Mesa's files lie, in the program's folder and, if that cannot be written, in the person's own.
const Folder = "opengl"

// FolderName is the environment variable that tells the restarted program where the program lies: it runs from Folder.
const FolderName = "BIEUXA_APP"

// mesaFiles are those without which it does not load; whatever other .dll lies beside them belongs to it too.
var mesaFiles = []string{"opengl32.dll", "libglapi.dll", "libgallium_wgl.dll"}

// Program is this program as it was started.
type Program struct {
	Exe    string   // the file that runs
	Folder string   // where the program lies
	Homes  []string // folders that may take a copy if the program's own cannot be written; the first that can does
	Args   []string
}

// Restarted tells whether the program runs beside Mesa.
func (p Program) Restarted() bool { return whole(filepath.Dir(p.Exe)) }

// HasMesa tells whether the program could be restarted beside it.
func (p Program) HasMesa() bool { return whole(filepath.Join(p.Folder, Folder)) }

func whole(dir string) bool {
	for _, name := range mesaFiles {
		if st, err := os.Stat(filepath.Join(dir, name)); err != nil || !st.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// Beside returns the program's file beside Mesa, made where it is lacking or another version's: a hard link if the
// file system knows them, else a copy.
func (p Program) Beside() (string, error) {
	mesa := filepath.Join(p.Folder, Folder)
	exe := filepath.Join(mesa, filepath.Base(p.Exe))
	errs := []error{same(p.Exe, exe)}
	for _, home := range p.Homes {
		if errs[len(errs)-1] == nil {
			break
		}
		if home != "" {
			exe = filepath.Join(home, Folder, filepath.Base(p.Exe))
			errs = append(errs, p.copyTo(filepath.Dir(exe), mesa))
		}
	}
	if errs[len(errs)-1] != nil {
		return "", errors.Join(errs...)
	}
	return exe, nil
}

// copyTo puts Mesa and the program into a folder.
func (p Program) copyTo(dir, mesa string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(globQuoted(mesa), "*.dll"))
	if err != nil {
		return err
	}
	for _, from := range append(files, p.Exe) {
		if err := same(from, filepath.Join(dir, filepath.Base(from))); err != nil {
			return err
		}
	}
	return nil
}

// globQuoted takes the meaning from brackets in a folder's name; in Windows a backslash quotes nothing.
func globQuoted(dir string) string { return strings.ReplaceAll(dir, "[", "[[]") }

// same makes the second path a file with the bytes of the first, if it is not yet.
func same(from, to string) error {
	if equal, err := equalFiles(from, to); equal || err != nil {
		return err
	}
	beside := fmt.Sprintf("%s.%d", to, os.Getpid())
	defer os.Remove(beside)
	if err := os.Link(from, beside); err != nil {
		if err := copyFile(from, beside); err != nil {
			return err
		}
	}
	return os.Rename(beside, to)
}

// equalFiles compares the contents; a second file that is not there is not equal.
func equalFiles(a, b string) (bool, error) {
	sa, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	sb, err := os.Stat(b)
	if err != nil {
		return false, nil
	}
	if os.SameFile(sa, sb) {
		return true, nil
	}
	if sa.Size() != sb.Size() {
		return false, nil
	}
	fa, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer fa.Close()
	fb, err := os.Open(b)
	if err != nil {
		return false, nil
	}
	defer fb.Close()
	return equalBytes(fa, fb)
}

func equalBytes(a, b io.Reader) (bool, error) {
	x, y := make([]byte, 1<<20), make([]byte, 1<<20)
	for {
		n, err := io.ReadFull(a, x)
		m, _ := io.ReadFull(b, y)
		if !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		switch err {
		case nil:
		case io.EOF, io.ErrUnexpectedEOF:
			return true, nil
		default:
			return false, err
		}
	}
}

func copyFile(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// settled is how long the new program is watched: one that cannot load a file of its own ends at once.
const settled = 3 * time.Second

// dead begins the exit codes with which Windows itself ends a program: a file is missing, forbidden or damaged.
const dead = 0xC0000000

// Restart starts the program beside Mesa, with the same arguments in the same folder, and returns the code with which
// this program is to end. It does not wait for the new one, but sees that it lives.
func (p Program) Restart() (code int, err error) {
	exe, err := p.Beside()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(exe, p.Args...)
	cmd.Env = append(os.Environ(), FolderName+"="+p.Folder)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-ended:
		code = cmd.ProcessState.ExitCode()
		if uint32(code) >= dead {
			return 0, fmt.Errorf("%s ended with code %#x", exe, uint32(code))
		}
		return code, nil
	case <-time.After(settled):
		return 0, nil
	}
}
