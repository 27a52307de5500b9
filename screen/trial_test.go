package screen

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// gone is a process that has ended.
func gone(t *testing.T) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^$")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return cmd.Process.Pid
}

func TestADriverThatEndsTheProgramIsLeftAlone(t *testing.T) {
	home := t.TempDir()
	mark := filepath.Join(home, Folder, trialFile)
	dead := gone(t)
	try := func(version string) (Trial, error) { return TryDriver(home, version) }
	ended := func() { // as if the program had been another process, and that had ended
		b, err := os.ReadFile(mark)
		if err != nil {
			t.Fatal(err)
		}
		var failed, pid int
		var by string
		if _, err := fmt.Sscanf(string(b), "%d %q %d", &failed, &by, &pid); err != nil {
			t.Fatal(err)
		}
		put(t, mark, fmt.Sprintf("%d %q %d\n", failed, by, dead))
	}
	for i := range trials {
		if _, err := try("1.0 a"); err != nil {
			t.Fatalf("start %d: %v", i+1, err)
		}
		ended()
	}
	for range 2 {
		if _, err := try("1.0 a"); !errors.Is(err, errBroken) {
			t.Errorf("after %d deaths: %v", trials, err)
		}
	}
	passed, err := try("1.1")
	if err != nil {
		t.Errorf("another version does not try: %v", err)
	}
	ended()
	passed.Passed()
	if _, err := try("1.1"); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile(mark); string(b) != fmt.Sprintf("1 %q %d\n", "1.1", os.Getpid()) {
		t.Errorf("after a window: %q", b)
	}
}

func TestAnotherStartThatIsOnlySlowIsNoDeath(t *testing.T) {
	home := t.TempDir()
	mark := filepath.Join(home, Folder, trialFile)
	text := fmt.Sprintf("2 %q %d\n", "1.0", os.Getppid())
	put(t, mark, text)
	trial, err := TryDriver(home, "1.0")
	if err != nil {
		t.Error(err)
	}
	trial.Passed()
	holds(t, mark, text)
	if trial, err := TryDriver("", "1.0"); err != nil || trial != (Trial{}) {
		t.Errorf("without a folder of its own: %v %v", trial, err)
	}
}
