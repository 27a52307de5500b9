package office

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Preferences are what a person chose on this computer, whatever book is open. They lie in the program's own
// folder (Config.Home); without one they last as long as the program runs.
type Preferences struct {
	Lang     string            `json:"lang"`      // "vi" or "en"
	Palette  string            `json:"palette"`   // light, dark, contrast
	TextSize int               `json:"text_size"` // percent, 100 to 200
	Recent   []string          `json:"recent"`    // paths of books and workbooks, newest first
	Folders  map[string]string `json:"folders"`   // what for → folder used last
	Choices  map[string]string `json:"choices"`   // what a screen remembers, by its name
}

// recentKept is how many files the start screen offers again.
const recentKept = 12

// DefaultPreferences are those of a first start.
func DefaultPreferences() Preferences {
	return Preferences{Lang: "vi", Palette: "light", TextSize: 100, Folders: map[string]string{}, Choices: map[string]string{}}
}

// Remember puts a path in front of the recent ones.
func (p *Preferences) Remember(path string) {
	p.Recent = slices.DeleteFunc(p.Recent, func(s string) bool { return s == path })
	p.Recent = append([]string{path}, p.Recent...)
	p.Recent = p.Recent[:min(len(p.Recent), recentKept)]
}

// mend brings what a file says back into its bounds.
func (p *Preferences) mend() {
	d := DefaultPreferences()
	if p.Lang != "vi" && p.Lang != "en" {
		p.Lang = d.Lang
	}
	if p.Palette != "light" && p.Palette != "dark" && p.Palette != "contrast" {
		p.Palette = d.Palette
	}
	p.TextSize = min(max(p.TextSize, 100), 200)
	if p.Folders == nil {
		p.Folders = d.Folders
	}
	if p.Choices == nil {
		p.Choices = d.Choices
	}
	p.Recent = p.Recent[:min(len(p.Recent), recentKept)]
}

// HomeFolder is where the program keeps what is not in a book. BIEUXA_HOME puts it elsewhere: on a stick beside
// the program. It is empty if this computer has no place for it.
func HomeFolder() string {
	if home := os.Getenv("BIEUXA_HOME"); home != "" {
		return home
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "bieuxa")
}

const preferencesFile = "preferences.json"

// Preferences reads what was chosen on this computer. A file that is damaged or missing gives the defaults:
// nothing of value is in it.
func (o *Office) Preferences() Preferences {
	return ReadPreferences(o.cfg.Home)
}

// ReadPreferences reads the preferences kept in a folder; the window needs their language before it opens
// the office.
func ReadPreferences(home string) Preferences {
	p := DefaultPreferences()
	if home == "" {
		return p
	}
	if b, err := os.ReadFile(filepath.Join(home, preferencesFile)); err == nil {
		if json.Unmarshal(b, &p) != nil {
			p = DefaultPreferences()
		}
	}
	p.mend()
	return p
}

// SavePreferences keeps what was chosen.
func (o *Office) SavePreferences(p Preferences) error {
	if o.cfg.Home == "" {
		return nil
	}
	p.mend()
	if err := os.MkdirAll(o.cfg.Home, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return problem(ProblemFolder, err, "path", o.cfg.Home)
	}
	return writeBeside(filepath.Join(o.cfg.Home, preferencesFile), func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(p)
	})
}
