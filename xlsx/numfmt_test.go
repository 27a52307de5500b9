package xlsx

import "testing"

func TestFormatMeaning(t *testing.T) {
	for _, tt := range []struct {
		code          string
		date, percent bool
	}{
		{"General", false, false},
		{"Standard", false, false},
		{"", false, false},
		{"@", false, false},
		{"0", false, false},
		{"#,##0.00", false, false},
		{`#,##0\ "đồng"`, false, false},
		{`#,##0\ [$₫-42A]`, false, false},
		{`_-* #,##0\ _d_-;\-* #,##0\ _d_-;_-* "-"??\ _d_-;_-@_-`, false, false},
		{`[Red]#,##0;[Blue]-#,##0`, false, false},
		{`0.00E+00`, false, false},
		{`General" hộ dân"`, false, false},
		{`0\d`, false, false},
		{"0%", false, true},
		{"0.00%", false, true},
		{`0.0"%"`, false, false},
		{`0\%`, false, false},
		{"dd/mm/yyyy", true, false},
		{"DD/MM/YYYY", true, false},
		{`[$-42A]dd/mm/yyyy`, true, false},
		{`[$-42A]dd\ mmmm\ yyyy;@`, true, false},
		{`"Ngày "dd" tháng "mm" năm "yyyy`, true, false},
		{`[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, true, false},
		{"[h]:mm:ss", true, false},
		{"[mm]", true, false},
		{"h:mm AM/PM", true, false},
		{"mmss.0", true, false},
		{`"unclosed dd`, false, false},
		{`[unclosed dd`, false, false},
		{`\`, false, false},
	} {
		date, percent := formatMeaning(tt.code)
		if date != tt.date || percent != tt.percent {
			t.Errorf("%q: date %v, percent %v, want %v, %v", tt.code, date, percent, tt.date, tt.percent)
		}
	}
}

// ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 are dates and times, 9 and 10 percentages.
func TestBuiltinFormats(t *testing.T) {
	for id := range 27 {
		wantDate, wantPercent := id >= 14 && id <= 22, id == 9 || id == 10
		date, percent := formatMeaning(builtinFormat(id))
		if date != wantDate || percent != wantPercent {
			t.Errorf("format %d: date %v, percent %v", id, date, percent)
		}
	}
	for id := 37; id < 50; id++ {
		if date, _ := formatMeaning(builtinFormat(id)); date != (id >= 45 && id <= 47) {
			t.Errorf("format %d: date %v", id, date)
		}
	}
}

func TestRefs(t *testing.T) {
	for _, tt := range []struct {
		ref      string
		row, col int
	}{
		{"A1", 1, 1}, {"Z9", 9, 26}, {"AA10", 10, 27}, {"G12", 12, 7}, {"AZ1", 1, 52}, {"BA1", 1, 53},
		{"ZZ1", 1, 702}, {"AAA1", 1, 703}, {"XFD1048576", 1_048_576, 16_384},
	} {
		row, col, ok := parseRef([]byte(tt.ref))
		if !ok || row != tt.row || col != tt.col {
			t.Errorf("%s is %d, %d", tt.ref, row, col)
		}
		if got := (Cell{Row: tt.row, Col: tt.col}).Ref(); got != tt.ref {
			t.Errorf("%d, %d is %s, want %s", tt.row, tt.col, got, tt.ref)
		}
	}
	for _, bad := range []string{"", "A", "1", "A0", "A-1", "1A", "A1B", "AAAA1", "Ă1", "A 1"} {
		if row, col, ok := parseRef([]byte(bad)); ok {
			t.Errorf("%q is read as %d, %d", bad, row, col)
		}
	}
}
