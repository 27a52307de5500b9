package ntm

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

// OfUnits as the denominator of a title: all units of the programme (xã; not thị trấn, phường).
const OfUnits = "units"

// RecognitionTitle is a danh hiệu that an authority confers by decision.
type RecognitionTitle struct {
	ID       string `yaml:"id"`
	Name     string `yaml:"name_vi"`
	Level    string `yaml:"level"`
	Phase    string `yaml:"phase"`    // «2021-2025»
	Set      string `yaml:"set"`      // the set whose criteria must all be met; empty if none of its own
	Requires string `yaml:"requires"` // title that must be valid first
	// Of names what a rate of the title is a percentage of: OfUnits or the ID of a title. Empty: no
	// source names it, and no rate is printed.
	Of         string                 `yaml:"of"`
	Note       string                 `yaml:"note"`
	Conditions []RecognitionCondition `yaml:"-"`
}

// RecognitionCondition is one condition of a title beyond, or in short of, the criteria.
type RecognitionCondition struct {
	No         string
	Text       string
	Type       string
	Direction  string
	Threshold  string
	Source     string
	Confidence Confidence
	Note       string
}

// Titles returns the recognition titles by phase and rank, lower ones first.
func (c *Criteria) Titles() []RecognitionTitle { return slices.Clone(c.titles) }

// Title returns a recognition title by id.
func (c *Criteria) Title(id string) (RecognitionTitle, bool) {
	for _, t := range c.titles {
		if t.ID == id {
			return t, true
		}
	}
	return RecognitionTitle{}, false
}

// TitleChain returns the title and those it presupposes, highest first: kiểu mẫu, nâng cao, chuẩn.
func (c *Criteria) TitleChain(id string) []RecognitionTitle {
	var out []RecognitionTitle
	for len(out) < len(c.titles) {
		t, ok := c.Title(id)
		if !ok {
			break
		}
		out = append(out, t)
		id = t.Requires
	}
	return out
}

// readTitles reads the titles and asserts that what they name stands above them or is a set.
func readTitles(fsys fs.FS, sets map[string]*CriteriaSet) ([]RecognitionTitle, error) {
	var file struct {
		Conditions string             `yaml:"conditions"`
		Titles     []RecognitionTitle `yaml:"titles"`
	}
	if err := readYAML(fsys, "titles.yaml", &file); err != nil {
		return nil, err
	}
	places := map[string]int{}
	for i, t := range file.Titles {
		if err := checkTitle(t, places, sets); err != nil {
			return nil, fmt.Errorf("titles.yaml: title %q: %w", t.ID, err)
		}
		places[t.ID] = i
	}
	err := eachRow(fsys, file.Conditions, []string{"title", "condition_no", "condition_vi"}, func(r csvRow) error {
		i, ok := places[r.at("title")]
		if !ok {
			return r.errorf("title", fmt.Errorf("there is no title %q", r.at("title")))
		}
		confidence, err := r.confidence("confidence")
		if err != nil {
			return err
		}
		file.Titles[i].Conditions = append(file.Titles[i].Conditions, RecognitionCondition{No: r.at("condition_no"),
			Text: r.at("condition_vi"), Type: r.at("type"), Direction: r.at("direction"), Threshold: r.at("threshold"),
			Source: r.at("source"), Confidence: confidence, Note: r.at("note")})
		return nil
	})
	return file.Titles, err
}

func checkTitle(t RecognitionTitle, above map[string]int, sets map[string]*CriteriaSet) error {
	if t.ID == "" || t.Name == "" || t.Level == "" || t.Phase == "" {
		return errors.New("id, name_vi, level and phase must be given")
	}
	if _, twice := above[t.ID]; twice {
		return errors.New("given twice")
	}
	if _, ok := sets[t.Set]; t.Set != "" && !ok {
		return fmt.Errorf("set: there is no set %q", t.Set)
	}
	for field, id := range map[string]string{"requires": t.Requires, "of": t.Of} {
		if _, ok := above[id]; id != "" && id != OfUnits && !ok {
			return fmt.Errorf("%s: there is no title %q above", field, id)
		}
	}
	return nil
}
