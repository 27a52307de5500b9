package ntm

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"
)

// maxOverlayBytes is far above what a province writes.
const maxOverlayBytes = 256 << 10

// yamlText is a scalar exactly as written: 17.10 stays «17.10». It remembers its line.
type yamlText struct {
	text string
	line int
}

// UnmarshalYAML takes any scalar; lists, mappings and references are refused.
func (t *yamlText) UnmarshalYAML(n ast.Node) error {
	if tk := n.GetToken(); tk != nil && tk.Position != nil {
		t.line = tk.Position.Line
	}
	switch v := n.(type) {
	case *ast.StringNode:
		t.text = v.Value
	case *ast.LiteralNode:
		t.text = v.Value.Value
	case *ast.NullNode:
		t.text = ""
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		t.text = n.GetToken().Value
	default:
		return &OverlayError{Line: t.line, Err: fmt.Errorf("want a plain text, found %s", strings.ToLower(n.Type().String()))}
	}
	t.text = strings.TrimSpace(norm.NFC.String(t.text))
	return nil
}

// overlayText is an overlay as written.
type overlayText struct {
	ID              yamlText        `yaml:"id"`
	Province        yamlText        `yaml:"province"`
	Base            yamlText        `yaml:"base"`
	Title           yamlText        `yaml:"title"`
	Decision        yamlText        `yaml:"decision"`
	From            yamlText        `yaml:"from"`
	To              yamlText        `yaml:"to"`
	Note            yamlText        `yaml:"note"`
	Unverified      yamlText        `yaml:"unverified"`
	Zones           []zoneText      `yaml:"zones"`
	Thresholds      []thresholdText `yaml:"thresholds"`
	Criteria        []criterionText `yaml:"criteria"`
	Bands           []bandText      `yaml:"bands"`
	BandsConfidence yamlText        `yaml:"bands_confidence"`
	Settings        struct {
		BasicallyMetCounts *bool `yaml:"basically_met_counts"`
	} `yaml:"settings"`
	Checks      []checkText     `yaml:"checks"`
	ExtraChecks yaml.RawMessage `yaml:"extra_checks"`
}

type zoneText struct {
	ID   yamlText `yaml:"id"`
	Name yamlText `yaml:"name"`
}

type thresholdText struct {
	Indicator  yamlText `yaml:"indicator"`
	Zone       yamlText `yaml:"zone"`
	Year       yamlText `yaml:"year"`
	Value      yamlText `yaml:"value"`
	Source     yamlText `yaml:"source"`
	Confidence yamlText `yaml:"confidence"`
}

type criterionText struct {
	No         yamlText        `yaml:"no"`
	Name       yamlText        `yaml:"name"`
	Sector     yamlText        `yaml:"sector"`
	Indicators []indicatorText `yaml:"indicators"`
}

type indicatorText struct {
	No          yamlText `yaml:"no"`
	Name        yamlText `yaml:"name"`
	Type        yamlText `yaml:"type"`
	Unit        yamlText `yaml:"unit"`
	Direction   yamlText `yaml:"direction"`
	Value       yamlText `yaml:"value"`
	Sector      yamlText `yaml:"sector"`
	Source      yamlText `yaml:"source"`
	Confidence  yamlText `yaml:"confidence"`
	MayNotApply bool     `yaml:"may_not_apply"`
	Note        yamlText `yaml:"note"`
}

type bandText struct {
	Label yamlText `yaml:"label"`
	Min   yamlText `yaml:"min"`
	Max   yamlText `yaml:"max"`
}

type checkText struct {
	ID       yamlText        `yaml:"id"`
	Severity yamlText        `yaml:"severity"`
	Params   yaml.RawMessage `yaml:"params"`
}

// ParseOverlay reads an overlay. An error names line and field (*OverlayError). Whether levels fit the
// set is found out by CriteriaSet.With.
func ParseOverlay(text []byte) (o Overlay, err error) {
	defer func() {
		if p := recover(); p != nil {
			o, err = Overlay{}, &OverlayError{Err: fmt.Errorf("the text is no YAML that can be read: %v", p)}
		}
	}()
	if len(text) > maxOverlayBytes {
		return Overlay{}, &OverlayError{Err: fmt.Errorf("%d bytes, want at most %d", len(text), maxOverlayBytes)}
	}
	var t overlayText
	if err := yaml.UnmarshalWithOptions(text, &t, yaml.Strict()); err != nil {
		var fault *OverlayError
		if errors.As(err, &fault) {
			return Overlay{}, fault
		}
		line, err := yamlFault(err)
		return Overlay{}, &OverlayError{Line: line, Err: err}
	}
	return t.overlay()
}

// yamlFault gives the line and the message of a YAML error without the excerpt; line 0 is not known.
func yamlFault(err error) (int, error) {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil && y.GetToken().Position != nil {
		return y.GetToken().Position.Line, errors.New(y.GetMessage())
	}
	return 0, err
}

func (t *overlayText) overlay() (Overlay, error) {
	o := Overlay{ID: t.ID.text, Province: t.Province.text, Base: t.Base.text, Title: t.Title.text,
		Decision: t.Decision.text, From: t.From.text, To: t.To.text, Note: t.Note.text, Unverified: t.Unverified.text,
		BasicallyMetCounts: t.Settings.BasicallyMetCounts, ExtraChecks: []byte(t.ExtraChecks), lines: map[string]int{}}
	o.lines["base"], o.lines["province"], o.lines["id"] = t.Base.line, t.Province.line, t.ID.line
	if err := t.checkHead(&o); err != nil {
		return Overlay{}, err
	}
	for _, step := range []func(*Overlay) error{t.readZones, t.readThresholds, t.readCriteria, t.readBands, t.readChecks} {
		if err := step(&o); err != nil {
			return Overlay{}, err
		}
	}
	return o, nil
}

func (t *overlayText) checkHead(o *Overlay) error {
	if !isID(o.ID) {
		return o.lineErrorf(t.ID.line, "id", "%q: want small letters a-z, digits and hyphens", o.ID)
	}
	if o.Base == "" {
		return o.lineErrorf(t.Base.line, "base", "the id of the set must be given")
	}
	if o.Province != "" && !isProvinceCode(o.Province) {
		return o.lineErrorf(t.Province.line, "province", "%q: want the two digits of the province's code", o.Province)
	}
	for _, d := range []struct {
		field string
		value yamlText
	}{{"from", t.From}, {"to", t.To}} {
		if err := checkDates(d.value.text); err != nil {
			return o.lineErrorf(d.value.line, d.field, "%w", err)
		}
	}
	if err := checkDates(o.From, o.To); err != nil {
		return o.lineErrorf(t.To.line, "to", "%w", err)
	}
	return nil
}

func (t *overlayText) readZones(o *Overlay) error {
	for i, z := range t.Zones {
		at := fmt.Sprintf("zones[%d]", i)
		if !isID(z.ID.text) {
			return o.lineErrorf(z.ID.line, at+".id", "%q: want small letters a-z, digits and hyphens", z.ID.text)
		}
		if o.hasZone(z.ID.text) {
			return o.lineErrorf(z.ID.line, at+".id", "%q is given twice", z.ID.text)
		}
		if z.Name.text == "" {
			return o.lineErrorf(z.ID.line, at+".name", "nothing given")
		}
		o.Zones = append(o.Zones, OverlayZone{ID: z.ID.text, Name: z.Name.text})
	}
	return nil
}

func (t *overlayText) readThresholds(o *Overlay) error {
	for i, h := range t.Thresholds {
		at := fmt.Sprintf("thresholds[%d]", i)
		confidence, err := parseConfidence(h.Confidence.text)
		switch {
		case h.Indicator.text == "":
			return o.lineErrorf(h.Value.line, at+".indicator", "nothing given")
		case h.Value.text == "":
			return o.lineErrorf(h.Indicator.line, at+".value", "nothing given")
		case h.Zone.text != "" && !o.hasZone(h.Zone.text):
			return o.lineErrorf(h.Zone.line, at+".zone", "there is no zone %q", h.Zone.text)
		case err != nil:
			return o.lineErrorf(h.Confidence.line, at+".confidence", "%w", err)
		}
		year, err := parseYear(h.Year.text)
		if err != nil {
			return o.lineErrorf(h.Year.line, at+".year", "%w", err)
		}
		o.Thresholds = append(o.Thresholds, OverlayThreshold{Indicator: h.Indicator.text, Zone: h.Zone.text, Year: year,
			Value: h.Value.text, Source: h.Source.text, Confidence: confidence, Line: h.Indicator.line})
	}
	return nil
}

// parseYear reads a year of four digits; nothing means every year.
func parseYear(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	year, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || year < 2000 {
		return 0, fmt.Errorf("%q: want a year such as 2024", s)
	}
	return year, nil
}

func (t *overlayText) readBands(o *Overlay) error {
	confidence, err := parseConfidence(t.BandsConfidence.text)
	if err != nil {
		return o.lineErrorf(t.BandsConfidence.line, "bands_confidence", "%w", err)
	}
	for i, b := range t.Bands {
		band := Band{Label: b.Label.text, Confidence: confidence}
		if band.Min, err = strconv.Atoi(b.Min.text); err != nil {
			return o.lineErrorf(b.Min.line, fmt.Sprintf("bands[%d].min", i), "%q: want a whole number", b.Min.text)
		}
		if band.Max, err = strconv.Atoi(b.Max.text); err != nil {
			return o.lineErrorf(b.Max.line, fmt.Sprintf("bands[%d].max", i), "%q: want a whole number", b.Max.text)
		}
		o.Bands = append(o.Bands, band)
	}
	if len(t.Bands) > 0 {
		o.lines["bands"] = t.Bands[0].Label.line
	}
	return nil
}

func (t *overlayText) readChecks(o *Overlay) error {
	for i, c := range t.Checks {
		if c.ID.text == "" {
			return o.lineErrorf(c.Severity.line, fmt.Sprintf("checks[%d].id", i), "nothing given")
		}
		o.Checks = append(o.Checks, CheckSetting{ID: c.ID.text, Severity: c.Severity.text, Params: []byte(c.Params), Line: c.ID.line})
	}
	return nil
}
