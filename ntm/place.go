package ntm

import "fmt"

// Place is where a figure was read: a cell of a sheet of a file. A figure that came from no file
// (typed in the window, carried from last month) has an empty File.
type Place struct {
	File  string `json:"file,omitempty"`
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
}

// String words a place the one way it is worded everywhere: «tệp, 04_HoNgheo!G12».
func (p Place) String() string {
	at := p.Sheet
	if p.Cell != "" {
		at += "!" + p.Cell
	}
	if p.File == "" {
		return at
	}
	return fmt.Sprintf("%s, %s", p.File, at)
}
