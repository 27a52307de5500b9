package ntm

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"
)

// OwnCheck is a check that a province adds in an overlay (extra_checks), with its words: it is written
// as in the catalogue, and carries title, text and fix because no words file knows it.
type OwnCheck struct {
	Check `yaml:",inline"`
	Title string `yaml:"title"`
	Text  string `yaml:"text"`
	Fix   string `yaml:"fix"`
	Law   string `yaml:"law"`
}

// ParseOwnChecks reads the extra_checks of an overlay. Rules written in Go are not open to overlays:
// an own check is an expression.
func ParseOwnChecks(text []byte) ([]OwnCheck, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	var own []OwnCheck
	if err := yaml.UnmarshalWithOptions(text, &own, yaml.DisallowUnknownField()); err != nil {
		return nil, fmt.Errorf("extra_checks: %w", err)
	}
	for i := range own {
		c := &own[i]
		switch {
		case c.ID == "":
			return nil, fmt.Errorf("extra_checks[%d]: no id", i)
		case c.Rule != "" || c.On != "":
			return nil, fmt.Errorf("extra_checks: %s: an own check is an expression, not a rule", c.ID)
		case c.Title == "" || c.Text == "" || c.Fix == "":
			return nil, fmt.Errorf("extra_checks: %s: title, text and fix are needed", c.ID)
		}
	}
	return own, nil
}

// WithChecks returns the definition with a province's own checks after its catalogue. The definition
// itself is not changed.
func (d *Definition) WithChecks(own []OwnCheck) (*Definition, error) {
	if len(own) == 0 {
		return d, nil
	}
	out := *d
	out.Checks = slices.Clone(d.Checks)
	for _, c := range own {
		if _, taken := d.checks[c.ID]; taken {
			return nil, fmt.Errorf("extra_checks: %s: the catalogue has a check of that id", c.ID)
		}
		check := c.Check
		if err := check.compile(d); err != nil {
			return nil, fmt.Errorf("extra_checks: %s: %w", c.ID, err)
		}
		out.Checks = append(out.Checks, check)
	}
	out.checks = make(map[string]*Check, len(out.Checks))
	for i := range out.Checks {
		if _, twice := out.checks[out.Checks[i].ID]; twice {
			return nil, fmt.Errorf("extra_checks: %s stands twice", out.Checks[i].ID)
		}
		out.checks[out.Checks[i].ID] = &out.Checks[i]
	}
	return &out, nil
}

// WithChecks returns the words with those of a province's own checks. The words themselves are not
// changed.
func (w *Words) WithChecks(own []OwnCheck) (*Words, error) {
	if len(own) == 0 {
		return w, nil
	}
	out := &Words{lang: w.lang, checks: maps.Clone(w.checks), problems: w.problems, ui: w.ui, missing: map[string]bool{}}
	for _, c := range own {
		var cw checkWords
		if err := errors.Join(cw.title.parse(c.Title), cw.text.parse(c.Text), cw.fix.parse(c.Fix), cw.law.parse(c.Law)); err != nil {
			return nil, fmt.Errorf("extra_checks: %s: %w", c.ID, err)
		}
		out.checks[c.ID] = cw
	}
	return out, nil
}

// ParseParams reads the params of a check setting in an overlay.
func ParseParams(text []byte) (map[string]string, error) {
	var raw map[string]any
	if err := yaml.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("params: %w", err)
	}
	out := make(map[string]string, len(raw))
	for name, v := range raw {
		out[name] = fmt.Sprint(v)
	}
	return out, nil
}
