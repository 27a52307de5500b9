package ntm

import "io/fs"

// Calendar says when returns are due, in days after the last day of their period.
type Calendar struct {
	Source   string `yaml:"source"`
	Proposed bool   `yaml:"proposed"` // the program's own proposal, no rule of the State
	Commune  int    `yaml:"commune"`
	Parent   int    `yaml:"parent"`
	Province int    `yaml:"province"`
}

// LoadCalendar reads calendar.yaml.
func LoadCalendar(fsys fs.FS) (Calendar, error) {
	var c Calendar
	err := readYAML(fsys, "calendar.yaml", &c)
	return c, err
}

// Due is the last day for a commune to send the return of a period that ends on the day.
func (c Calendar) Due(to Date) Date { return to.AddDays(c.Commune) }
