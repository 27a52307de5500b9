//go:build !windows

package disk

import (
	"io/fs"
	"os"
	"path/filepath"
)

func marks(fs.FileInfo) uint32 { return 0 }

// Own are the folders of the person who runs the program.
func Own() Folders {
	home, err := os.UserHomeDir()
	if err != nil {
		return Folders{}
	}
	return Folders{Desktop: filepath.Join(home, "Desktop"), Documents: filepath.Join(home, "Documents"),
		Downloads: filepath.Join(home, "Downloads"), Home: home}
}

// Drives are the media that are mounted for people, and the root.
func Drives() []Drive {
	var out []Drive
	mounted, _ := filepath.Glob("/media/*/*") // the pattern is good
	for _, path := range mounted {
		out = append(out, Drive{Path: path})
	}
	return append(out, Drive{Path: "/", Sure: true})
}

// Show asks the system to open a file or folder with the program that belongs to it; this one is not asked.
func Show(string) (asked bool, err error) { return false, nil }
