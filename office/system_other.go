//go:build !windows

package office

import (
	"os"
	"runtime"
	"strings"
)

// System names the system for logs and reports: «linux 6.1.0 amd64».
func System() string {
	release, _ := os.ReadFile("/proc/sys/kernel/osrelease") // not told elsewhere
	return strings.Join(strings.Fields(runtime.GOOS+" "+string(release)+" "+runtime.GOARCH), " ")
}
