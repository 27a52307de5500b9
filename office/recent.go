package office

import (
	"os"
	"slices"

	"bieuxa/disk"
)

// RecentFile is a file that was opened before on this computer.
type RecentFile struct {
	Path    string
	Missing bool // it is not there now: moved, renamed, or on a drive that is not connected
}

// Recent lists the files opened last, newest first. It looks whether each is there, which may take a while
// on a drive that has gone.
func (o *Office) Recent() []RecentFile {
	var out []RecentFile
	for _, path := range o.Preferences().Recent {
		_, err := os.Stat(path)
		out = append(out, RecentFile{path, err != nil})
	}
	return out
}

// Remember puts a file that was opened in front of the recent ones.
func (o *Office) Remember(path string) error {
	p := o.Preferences()
	p.Remember(path)
	return o.SavePreferences(p)
}

// Forget takes a file off the recent ones; the file itself stays.
func (o *Office) Forget(path string) error {
	p := o.Preferences()
	p.Recent = slices.DeleteFunc(p.Recent, func(s string) bool { return s == path })
	return o.SavePreferences(p)
}

// Folder is the folder that was last used for something, or else the person's documents; empty if there is none.
func (o *Office) Folder(purpose string) string {
	if dir := o.Preferences().Folders[purpose]; isFolder(dir) {
		return dir
	}
	own := disk.Own()
	if isFolder(own.Documents) {
		return own.Documents
	}
	return own.Home
}

// RememberFolder keeps the folder that was used for something.
func (o *Office) RememberFolder(purpose, dir string) error {
	p := o.Preferences()
	p.Folders[purpose] = dir
	return o.SavePreferences(p)
}

func isFolder(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// Choice is what a screen remembers under a name; empty: nothing.
func (o *Office) Choice(name string) string { return o.Preferences().Choices[name] }

// RememberChoice keeps what a screen remembers under a name.
func (o *Office) RememberChoice(name, value string) error {
	p := o.Preferences()
	p.Choices[name] = value
	return o.SavePreferences(p)
}
