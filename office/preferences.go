package office

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
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

// remembered is the home, which a person may choose anew, and what is remembered while there is none.
type remembered struct {
	mu       sync.Mutex
	home     string
	fleeting *Preferences
}

// Home is the program's own folder; empty: nothing can be remembered.
func (o *Office) Home() string {
	o.memory.mu.Lock()
	defer o.memory.mu.Unlock()
	return o.memory.home
}

// LiveIn makes a folder below the one given the program's own, as long as the program runs: a person chose it since
// the program has none that can be written to.
func (o *Office) LiveIn(dir string) error {
	home := filepath.Join(dir, chosenHome)
	if err := writableFolder(home); err != nil {
		return problem(ProblemFolder, err, "path", dir)
	}
	o.memory.mu.Lock()
	defer o.memory.mu.Unlock()
	o.memory.home = home
	return nil
}

// chosenHome is made in the folder that a person chooses.
const chosenHome = "Bieu Xa"

// Preferences reads what was chosen on this computer. A file that is damaged or missing gives the defaults:
// nothing of value is in it.
func (o *Office) Preferences() Preferences {
	o.memory.mu.Lock()
	defer o.memory.mu.Unlock()
	if o.memory.home != "" {
		return ReadPreferences(o.memory.home)
	}
	if o.memory.fleeting == nil {
		return ReadPreferences("")
	}
	p := *o.memory.fleeting
	p.Recent, p.Folders, p.Choices = slices.Clone(p.Recent), maps.Clone(p.Folders), maps.Clone(p.Choices)
	return p
}

// ReadPreferences reads the preferences kept in a folder; the window needs their language before it opens
// the office.
func ReadPreferences(home string) Preferences {
	p := DefaultPreferences()
	if home == "" {
		return p
	}
	if b, err := os.ReadFile(filepath.Join(home, preferencesFile)); err == nil {
		var other *json.UnmarshalTypeError // a newer program means something else by a name: the rest holds
		if err := json.Unmarshal(b, &p); err != nil && !errors.As(err, &other) {
			p = DefaultPreferences()
		}
	}
	p.mend()
	return p
}

// SavePreferences keeps what was chosen. What a newer program has written beside it stays.
func (o *Office) SavePreferences(p Preferences) error {
	p.mend()
	o.memory.mu.Lock()
	defer o.memory.mu.Unlock()
	home := o.memory.home
	if home == "" {
		o.memory.fleeting = &p
		return nil
	}
	if err := os.MkdirAll(home, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return problem(ProblemFolder, err, "path", home)
	}
	path := filepath.Join(home, preferencesFile)
	all, err := p.over(path)
	if err != nil {
		return err
	}
	return writeBeside(path, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(all)
	})
}

// over puts the preferences over what the file says under names that this program does not know.
func (p Preferences) over(path string) (map[string]json.RawMessage, error) {
	all := map[string]json.RawMessage{}
	if b, err := os.ReadFile(path); err == nil && json.Unmarshal(b, &all) != nil {
		all = map[string]json.RawMessage{}
	}
	own, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	return all, json.Unmarshal(own, &all)
}
