package ntm

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// regionColumns are the threshold columns of the sets that know regions; groupColumns of those with groups.
func regionColumns() []string {
	return []string{"TDMNPB", "DBSH", "BTB", "DHNTB", "TN", "DNB", "DBSCL"}
}

func groupColumns() []string { return []string{"group1", "group2", "group3"} }

// csvRow is one row of a criteria file, read by the names of its columns.
type csvRow struct {
	columns map[string]int
	cells   []string
	line    int
	file    string
}

// at returns a cell; a file without the column has it empty.
func (r csvRow) at(column string) string {
	if i, ok := r.columns[column]; ok {
		return r.cells[i]
	}
	return ""
}

func (r csvRow) errorf(column string, err error) error {
	return fmt.Errorf("%s line %d: %s: %w", r.file, r.line, column, err)
}

// confidence reads a column that must hold one of the four words.
func (r csvRow) confidence(column string) (Confidence, error) {
	c := Confidence(r.at(column))
	if !c.known() {
		return "", r.errorf(column, fmt.Errorf("%q is not verified, partial, known or unsure", c))
	}
	return c, nil
}

// eachRow calls fn for every row; the named columns must be there.
func eachRow(fsys fs.FS, name string, need []string, fn func(csvRow) error) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if !norm.NFC.IsNormal(text) {
		return fmt.Errorf("%s: letters and marks are written apart (not NFC)", name)
	}
	rd := csv.NewReader(bytes.NewReader(text))
	head, err := rd.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	columns := make(map[string]int, len(head))
	for i, h := range head {
		columns[h] = i
	}
	for _, n := range need {
		if _, ok := columns[n]; !ok {
			return fmt.Errorf("%s: there is no column %s", name, n)
		}
	}
	for {
		cells, err := rd.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		line, _ := rd.FieldPos(0)
		if err := fn(csvRow{columns: columns, cells: cells, line: line, file: name}); err != nil {
			return err
		}
	}
}

// readCriteria fills in the criteria of a set; rows without indicator_no name a criterion only.
func readCriteria(fsys fs.FS, e *setEntry, s *CriteriaSet) error {
	seen := map[string]bool{}
	need := []string{"set", "criterion_no", "criterion_name_vi", "responsible_sector_vi", "source", "confidence", "note"}
	return eachRow(fsys, e.File, need, func(r csvRow) error {
		if r.at("set") != e.ID {
			return r.errorf("set", fmt.Errorf("%q, want %q", r.at("set"), e.ID))
		}
		no, err := positive(r.at("criterion_no"))
		if err != nil {
			return r.errorf("criterion_no", err)
		}
		confidence, err := r.confidence("confidence")
		if err != nil {
			return err
		}
		last := len(s.Criteria) - 1
		if last < 0 || s.Criteria[last].No != no {
			s.Criteria = append(s.Criteria, Criterion{No: no, Name: r.at("criterion_name_vi"),
				Source: r.at("source"), Confidence: confidence})
			last++
		}
		cr := &s.Criteria[last]
		if cr.Name != r.at("criterion_name_vi") {
			return r.errorf("criterion_name_vi", fmt.Errorf("%q, but above it is %q", r.at("criterion_name_vi"), cr.Name))
		}
		if r.at("indicator_no") == "" {
			cr.Sector, cr.Note = r.at("responsible_sector_vi"), r.at("note")
			return nil
		}
		ind, err := readIndicator(r, e.Columns)
		if err != nil {
			return err
		}
		if seen[ind.No] {
			return r.errorf("indicator_no", fmt.Errorf("%q is given twice", ind.No))
		}
		seen[ind.No] = true
		if err := checkIndicatorNo(ind.No, no); err != nil {
			return r.errorf("indicator_no", err)
		}
		cr.Indicators = append(cr.Indicators, ind)
		return nil
	})
}

func readIndicator(r csvRow, columns string) (Indicator, error) {
	ind := Indicator{No: r.at("indicator_no"), Name: r.at("indicator_name_vi"), Type: IndicatorType(r.at("type")),
		Unit: r.at("unit"), Direction: Direction(r.at("direction")), Sector: r.at("responsible_sector_vi"),
		Source: r.at("source"), Note: r.at("note")}
	if !ind.Type.known() {
		return ind, r.errorf("type", fmt.Errorf("%q is not known", ind.Type))
	}
	if !ind.Direction.fits(ind.Type) {
		return ind, r.errorf("direction", fmt.Errorf("%q does not go with type %s", ind.Direction, ind.Type))
	}
	var err error
	if ind.Confidence, err = r.confidence("confidence"); err != nil {
		return ind, err
	}
	ind.ThresholdConfidence = ind.Confidence
	if _, ok := r.columns["confidence_threshold"]; ok {
		if ind.ThresholdConfidence, err = r.confidence("confidence_threshold"); err != nil {
			return ind, err
		}
	}
	ind.Thresholds, err = readDemands(r, columns, ind.Type)
	return ind, err
}

// readDemands reads the threshold cells of a row, by column.
func readDemands(r csvRow, columns string, t IndicatorType) (map[string]Demand, error) {
	names := append(regionColumns(), "threshold_common")
	if columns == columnsGroups {
		names = groupColumns()
	}
	out := make(map[string]Demand, len(names))
	for _, n := range names {
		if _, ok := r.columns[n]; !ok {
			return nil, fmt.Errorf("%s: there is no column %s", r.file, n)
		}
		d, err := ParseDemand(r.at(n), t)
		if err != nil {
			return nil, r.errorf(n, err)
		}
		if n == "threshold_common" {
			n = commonColumn
		}
		out[n] = d
	}
	return out, nil
}

// readSeen reads indicators that were met with in an unofficial source.
func readSeen(fsys fs.FS, e *setEntry, s *CriteriaSet) error {
	if e.Seen == "" {
		return nil
	}
	return eachRow(fsys, e.Seen, []string{"criterion_no", "indicator_name_vi"}, func(r csvRow) error {
		no, err := positive(r.at("criterion_no"))
		if err != nil || no > len(s.Criteria) {
			return r.errorf("criterion_no", fmt.Errorf("there is no criterion %q", r.at("criterion_no")))
		}
		ind, err := readIndicator(r, e.Columns)
		if err != nil {
			return err
		}
		if ind.Confidence != ConfidenceUnsure {
			return r.errorf("confidence", errors.New("an indicator that is only seen must be unsure"))
		}
		s.Criteria[no-1].Seen = append(s.Criteria[no-1].Seen, ind)
		return nil
	})
}

func readGroups(fsys fs.FS, e *setEntry) ([]CommuneGroup, error) {
	if e.Groups == "" {
		return nil, nil
	}
	var out []CommuneGroup
	err := eachRow(fsys, e.Groups, []string{"group_no", "group_name_vi"}, func(r csvRow) error {
		no, err := positive(r.at("group_no"))
		if err != nil {
			return r.errorf("group_no", err)
		}
		out = append(out, CommuneGroup{No: no, Name: r.at("group_name_vi"), Definition: r.at("definition_vi"),
			Source: r.at("source"), Confidence: Confidence(r.at("confidence"))})
		return nil
	})
	return out, err
}

// yearlyOfSet holds yearly levels by indicator and year.
type yearlyOfSet map[string]map[int]YearlyDemands

func readYearly(fsys fs.FS, name string) (map[string]yearlyOfSet, error) {
	out := map[string]yearlyOfSet{}
	err := eachRow(fsys, name, []string{"set", "indicator_no", "year", "confidence"}, func(r csvRow) error {
		year, err := positive(r.at("year"))
		if err != nil {
			return r.errorf("year", err)
		}
		y := YearlyDemands{Source: r.at("source"), Note: r.at("note")}
		if y.Confidence, err = r.confidence("confidence"); err != nil {
			return err
		}
		if y.Thresholds, err = readDemands(r, "", IndicatorIncome); err != nil {
			return err
		}
		set, no := r.at("set"), r.at("indicator_no")
		if out[set] == nil {
			out[set] = yearlyOfSet{}
		}
		if out[set][no] == nil {
			out[set][no] = map[int]YearlyDemands{}
		}
		if _, twice := out[set][no][year]; twice {
			return r.errorf("year", fmt.Errorf("%d is given twice", year))
		}
		out[set][no][year] = y
		return nil
	})
	return out, err
}

func readRegions(fsys fs.FS, name, until string) (*regions, error) {
	if err := checkDates(until); err != nil {
		return nil, err
	}
	g := &regions{until: until, byCode: make(map[string]string, 63), names: map[string]string{}}
	err := eachRow(fsys, name, []string{"province_code", "region", "region_name_vi"}, func(r csvRow) error {
		code, region := r.at("province_code"), r.at("region")
		if !slices.Contains(regionColumns(), region) {
			return r.errorf("region", fmt.Errorf("%q is not known", region))
		}
		if _, twice := g.byCode[code]; twice {
			return r.errorf("province_code", fmt.Errorf("%q is given twice", code))
		}
		g.byCode[code] = region
		g.names[region] = r.at("region_name_vi")
		return nil
	})
	return g, err
}

func readSources(fsys fs.FS, name string) ([]CriteriaSource, error) {
	var out []CriteriaSource
	err := eachRow(fsys, name, []string{"id", "where", "what_it_supports"}, func(r csvRow) error {
		out = append(out, CriteriaSource{ID: r.at("id"), Where: r.at("where"), Supports: r.at("what_it_supports")})
		return nil
	})
	return out, err
}

// Regions are the ids of the regions that thresholds may differ by; Criteria.RegionName names them.
func Regions() []string { return regionColumns() }
