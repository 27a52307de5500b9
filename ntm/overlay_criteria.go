package ntm

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// readCriteria reads the criteria a province adds.
func (t *overlayText) readCriteria(o *Overlay) error {
	for i, c := range t.Criteria {
		at := fmt.Sprintf("criteria[%d]", i)
		no, err := positive(c.No.text)
		if err != nil {
			return o.lineErrorf(c.No.line, at+".no", "%w", err)
		}
		if c.Name.text == "" {
			return o.lineErrorf(c.No.line, at+".name", "nothing given")
		}
		o.lines[at+".no"] = c.No.line
		cr := Criterion{No: no, Name: c.Name.text, Sector: c.Sector.text, Source: o.Decision, Confidence: ConfidenceKnown}
		seen := map[string]bool{}
		for j, it := range c.Indicators {
			ind, err := it.indicator(no)
			if err == nil && seen[ind.No] {
				err = &fieldError{it.No.line, "no", fmt.Errorf("%q is given twice", ind.No)}
			}
			var f *fieldError
			if errors.As(err, &f) {
				return o.lineErrorf(f.line, fmt.Sprintf("%s.indicators[%d].%s", at, j, f.field), "%w", f.err)
			}
			seen[ind.No] = true
			cr.Indicators = append(cr.Indicators, ind)
		}
		o.Criteria = append(o.Criteria, cr)
	}
	return nil
}

// fieldError is a fault in one field of a list entry.
type fieldError struct {
	line  int
	field string
	err   error
}

func (e *fieldError) Error() string { return e.field + ": " + e.err.Error() }

func (t *indicatorText) indicator(criterion int) (Indicator, error) {
	ind := Indicator{No: t.No.text, Name: t.Name.text, Type: IndicatorType(t.Type.text), Unit: t.Unit.text,
		Direction: Direction(t.Direction.text), Sector: t.Sector.text, Source: t.Source.text,
		MayNotApply: t.MayNotApply, Note: t.Note.text, added: true}
	if err := checkIndicatorNo(ind.No, criterion); err != nil {
		return ind, &fieldError{t.No.line, "no", err}
	}
	if ind.Name == "" {
		return ind, &fieldError{t.No.line, "name", errors.New("nothing given")}
	}
	if !ind.Type.known() {
		return ind, &fieldError{t.line(t.Type), "type", fmt.Errorf("%q: want bool, percent, number, count, text or %s", ind.Type, IndicatorIncome)}
	}
	if !ind.Direction.fits(ind.Type) {
		return ind, &fieldError{t.line(t.Direction), "direction",
			fmt.Errorf("%q does not go with type %s: want \">=\", \"<=\", \"==\" for numbers, đạt for bool", ind.Direction, ind.Type)}
	}
	confidence, err := parseConfidence(t.Confidence.text)
	if err != nil {
		return ind, &fieldError{t.Confidence.line, "confidence", err}
	}
	ind.Confidence, ind.ThresholdConfidence = confidence, confidence
	value, err := ParseDemand(t.Value.text, ind.Type)
	if err == nil && (value.Kind == DemandBlank || len(value.Numbers) > 1) {
		err = errors.New("want one level, or PROVINCE")
	}
	if err != nil {
		return ind, &fieldError{t.line(t.Value), "value", err}
	}
	// Every column has the level, so that neither region nor group can hide it.
	ind.Thresholds = map[string]Demand{commonColumn: value}
	for _, g := range groupColumns() {
		ind.Thresholds[g] = value
	}
	return ind, nil
}

// line is the field's line, or that of the number where the field is left out.
func (t *indicatorText) line(field yamlText) int {
	if field.line > 0 {
		return field.line
	}
	return t.No.line
}

// parseConfidence reads the word; what a province states without one counts as known.
func parseConfidence(s string) (Confidence, error) {
	if s == "" {
		return ConfidenceKnown, nil
	}
	if c := Confidence(s); c.known() {
		return c, nil
	}
	return "", fmt.Errorf("%q is not verified, partial, known or unsure", s)
}

// checkIndicatorNo wants «20» or «20.1» for criterion 20.
func checkIndicatorNo(no string, criterion int) error {
	head, tail, dotted := strings.Cut(no, ".")
	ok := head == strconv.Itoa(criterion)
	if dotted {
		n, err := positive(tail)
		ok = ok && err == nil && tail == strconv.Itoa(n)
	}
	if !ok {
		return fmt.Errorf("%q: want %d or %d.1, %d.2 …", no, criterion, criterion, criterion)
	}
	return nil
}

func isProvinceCode(s string) bool {
	return len(s) == 2 && strings.Trim(s, "0123456789") == ""
}

func isID(s string) bool {
	return s != "" && len(s) <= 60 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
