package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
)

const (
	year   = 2020
	months = 12
)

// cells are what a row says in one month, in the order of its table's columns; nil: it is not listed.
type cells []string

// table collects the lines of one CSV file.
type table struct {
	id      string
	about   string // what the file holds, for its first line
	columns []string
	list    bool // rows have no names of their own
	lines   [][]string
	err     error // the first row that does not fit
}

// row adds a row of a unit, month by month. Months that say the same share a line.
func (t *table) row(unit, name string, in func(month int) cells) {
	from := 1
	before := in(1)
	for m := 2; m <= months+1; m++ {
		var now cells
		if m <= months {
			now = in(m)
			if slices.Equal(now, before) && (now == nil) == (before == nil) {
				continue
			}
		}
		if before != nil {
			t.add(unit, name, [2]int{from, m - 1}, before)
		}
		from, before = m, now
	}
}

func (t *table) add(unit, name string, span [2]int, says cells) {
	if len(says) != len(t.columns) && t.err == nil {
		t.err = fmt.Errorf("table %s, unit %s, row %s: %d cells for %d columns", t.id, unit, name, len(says), len(t.columns))
	}
	line := []string{unit, strconv.Itoa(span[0]), strconv.Itoa(span[1])}
	if !t.list {
		line = append(line, name)
	}
	t.lines = append(t.lines, append(line, says...))
}

// bytes is the file: a remark, a head, a line for each row and span of months.
func (t *table) bytes() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Số liệu mẫu, không phải số liệu thật. %s. Mỗi dòng đúng từ tháng «from» đến tháng «to» năm %d.\n", t.about, year)
	w := csv.NewWriter(&b)
	head := []string{"unit", "from", "to"}
	if !t.list {
		head = append(head, "row")
	}
	if err := w.Write(append(head, t.columns...)); err != nil {
		return nil, err
	}
	if err := w.WriteAll(t.lines); err != nil {
		return nil, err
	}
	return b.Bytes(), w.Error()
}

func itoa(n int) string { return strconv.Itoa(n) }

// tenths writes an amount counted in tenths.
func tenths(n int) string {
	if n%10 == 0 {
		return itoa(n / 10)
	}
	if n < 0 {
		return "-" + tenths(-n)
	}
	return itoa(n/10) + "." + itoa(n%10)
}

// rate is part of whole in per cent with two decimals, rounded half up; empty if there is no whole.
func rate(part, whole int) string {
	if whole == 0 {
		return ""
	}
	n := (part*20000 + whole) / (2 * whole)
	return fmt.Sprintf("%d.%02d", n/100, n%100)
}

// day is a day of the year's month; month 0 is December before it, month 13 January after it.
func day(month, d int) string {
	switch {
	case month < 1:
		return fmt.Sprintf("%04d-%02d-%02d", year-1, month+12, d)
	case month > months:
		return fmt.Sprintf("%04d-%02d-%02d", year+1, month-12, d)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, d)
}
