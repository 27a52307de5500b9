package disk

import (
	"io/fs"
	"syscall"

	win "golang.org/x/sys/windows"
)

func marks(st fs.FileInfo) uint32 {
	if own, ok := st.Sys().(*syscall.Win32FileAttributeData); ok {
		return own.FileAttributes
	}
	return 0
}

// Own are the folders of the person who runs the program.
func Own() Folders {
	at := func(id *win.KNOWNFOLDERID) string {
		path, err := win.KnownFolderPath(id, win.KF_FLAG_DONT_VERIFY)
		if err != nil {
			return ""
		}
		return path
	}
	return Folders{Desktop: at(win.FOLDERID_Desktop), Documents: at(win.FOLDERID_Documents),
		Downloads: at(win.FOLDERID_Downloads), Home: at(win.FOLDERID_Profile)}
}

// Drives are those that have a letter, without looking into them.
func Drives() []Drive {
	letters, err := win.GetLogicalDrives()
	if err != nil {
		return nil
	}
	var out []Drive
	for i := range 26 {
		if letters&(1<<i) == 0 {
			continue
		}
		path := string(rune('A'+i)) + `:\`
		root, err := win.UTF16PtrFromString(path)
		if err != nil {
			continue
		}
		switch kind := win.GetDriveType(root); kind {
		case win.DRIVE_NO_ROOT_DIR:
		default:
			out = append(out, Drive{Path: path, Sure: kind == win.DRIVE_FIXED || kind == win.DRIVE_RAMDISK, Remote: kind == win.DRIVE_REMOTE})
		}
	}
	return out
}

// Show asks the system to open a file or folder with the program that belongs to it.
func Show(path string) (asked bool, err error) {
	name, err := win.UTF16PtrFromString(path)
	if err != nil {
		return true, err
	}
	return true, win.ShellExecute(0, nil, name, nil, nil, win.SW_SHOWNORMAL)
}
