package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"

	"bieuxa/ntm"
)

// explanation is a figure that is meant to be asked about, and what the unit says.
type explanation struct{ check, unit, month, table, row, text string }

func explanations() []explanation {
	return []explanation{
		{"P9", "14917", "5", "dan_cu", "tong", "Số liệu mẫu: tiếp nhận 14 hộ về khu tái định cư Bản 3."},
		{"L3", "14902", "8", "lo_trinh", "13", "Số liệu mẫu: chờ vụ thu hoạch mới ký được hợp đồng bao tiêu, lùi hạn đến 10/10/2020."},
		{"C6", "14899", "9", "tieu_chi", "17", "Số liệu mẫu: mưa lũ làm hỏng bãi tập kết, chỉ tiêu 17.5 tạm thời không đạt, khắc phục trong tháng 11."},
	}
}

// Files makes the files of the sample year by name. The same assets give the same bytes.
func Files(assets fs.FS) (map[string][]byte, error) {
	criteria, err := ntm.LoadCriteria(assets)
	if err != nil {
		return nil, err
	}
	const setID = "xa-2016-2020"
	set, ok := criteria.Set(setID)
	if !ok {
		return nil, fmt.Errorf("criteria set %s is not known", setID)
	}
	all := communes()
	indicators, err := criteriaTable(all, set)
	if err != nil {
		return nil, err
	}
	tables := []*table{fieldsTable(all), indicators, sumsTable(all, set), moneyTable(all), giftTable(all), debtTable(),
		homesTable(all), povertyTable(all), productTable(), villageTable(all), recognisedTable(), roadmapTable(all, set)}
	out := map[string][]byte{}
	var head bytes.Buffer
	fmt.Fprintf(&head, "# Số liệu mẫu, không phải số liệu thật: xem README.md. Tệp do `go run ./internal/sample/build` ghi.\n"+
		"title: \"Số liệu mẫu: huyện Quan Hóa, tỉnh Thanh Hóa, năm %d\"\nyear: %d\ncut: \"15-14\"\nset: %s\nprovince: \"38\"\ndistrict: \"385\"\ntables:\n",
		year, year, setID)
	for _, t := range tables {
		fmt.Fprintf(&head, "  - %s\n", t.id)
		if out[t.id+".csv"], err = t.bytes(); err != nil {
			return nil, err
		}
	}
	out["sample.yaml"] = head.Bytes()
	out["giai-trinh.csv"], err = explanationBytes()
	return out, err
}

func explanationBytes() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Số liệu mẫu. Những chỗ cố ý để chương trình hỏi, và lời giải trình của đơn vị.\n")
	lines := [][]string{{"check", "unit", "month", "table", "row", "text"}}
	for _, x := range explanations() {
		lines = append(lines, []string{x.check, x.unit, x.month, x.table, x.row, x.text})
	}
	w := csv.NewWriter(&b)
	err := w.WriteAll(lines)
	return b.Bytes(), err
}
