//go:build linux

package wine

import (
	"os/exec"
	"syscall"
)

// readOnly fills a folder and mounts it as drive E:, for reading only. It needs root; without, the test is skipped.
func (r *trial) readOnly(fill func(dir string)) string {
	r.t.Helper()
	dir := r.t.TempDir()
	fill(dir)
	for _, args := range [][]string{{"--bind", dir, dir}, {"-o", "remount,ro,bind", dir}} {
		if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
			r.t.Skipf("no medium can be mounted for reading only here: %v: %s", err, out)
		}
	}
	r.t.Cleanup(func() {
		r.p.Stop() // nothing holds it
		if err := syscall.Unmount(dir, 0); err != nil {
			r.t.Errorf("unmounting %s: %v", dir, err)
		}
	})
	r.must(r.p.Drive("e", dir))
	return dir
}
