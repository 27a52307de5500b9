package office

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"bieuxa/store"
)

// parseTraits reads what an office knows of its communes besides the catalogue of units: CSV with the
// heading code,group,special,zone. group is nhóm xã 1, 2, 3 (QĐ 51/2025/QĐ-TTg); special says «x» for
// xã đặc biệt khó khăn and xã ATK (QĐ 318/QĐ-TTg, Điều 1); zone is a zone of the province's overlay.
func parseTraits(text []byte) (map[string]store.Member, error) {
	out := map[string]store.Member{}
	if len(text) == 0 {
		return out, nil
	}
	fault := func(line int, what string) error {
		return problem(ProblemTraits, nil, "error", fmt.Sprintf("dòng %d: %s", line, what))
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = 4
	r.TrimLeadingSpace = true
	for line := 1; ; line++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fault(line, "cần bốn cột code,group,special,zone")
		}
		if line == 1 {
			if strings.Join(rec, ",") != "code,group,special,zone" {
				return nil, fault(line, "dòng đầu phải là code,group,special,zone")
			}
			continue
		}
		m := store.Member{Group: rec[1], Zone: rec[3]}
		switch strings.ToLower(rec[2]) {
		case "":
		case "x":
			m.Special = true
		default:
			return nil, fault(line, "cột special ghi x hoặc để trống")
		}
		if m.Group != "" && m.Group != "1" && m.Group != "2" && m.Group != "3" {
			return nil, fault(line, "cột group ghi 1, 2, 3 hoặc để trống")
		}
		if _, twice := out[rec[0]]; twice {
			return nil, fault(line, "mã "+rec[0]+" ghi hai lần")
		}
		out[rec[0]] = m
	}
}
