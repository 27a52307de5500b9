package office

import (
	"os"
	"path/filepath"
	"strings"
)

// ProgramFolder is where the program lies, also when it runs as the copy beside the software renderer: BIEUXA_APP
// then names it. It is empty if the system does not tell.
func ProgramFolder() string {
	if dir := os.Getenv("BIEUXA_APP"); dir != "" {
		return dir
	}
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	dir := filepath.Dir(exe)
	if strings.EqualFold(filepath.Base(dir), "opengl") {
		return filepath.Dir(dir)
	}
	return dir
}
