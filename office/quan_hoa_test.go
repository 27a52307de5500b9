package office_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

// TestQuanHoaYear files the sample district's 180 returns, month by month, as workbooks. Published:
// 216 of 266 criteria in 14 communes, 15,43 on average, 17 more than a year before; 715 poor
// households fewer, 309 left of 1.024, 2,78 %; 7 bản meet the standard. 11.115 households is the
// sample's own number, between the 11.096 and 11.135 that 2,78 % allows.
func TestQuanHoaYear(t *testing.T) {
	t.Parallel()
	d := sample(t)
	b, err := open(t).OpenBook(ctx, d.Book, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if len(d.Verdicts) != 15 || len(d.Forms) != 2 {
		t.Errorf("%d verdicts and %d forms for December, want 15 and 2", len(d.Verdicts), len(d.Forms))
	}
	t.Run("the published totals", func(t *testing.T) { quanHoaTotals(t, rollUp(t, b, month(t, "2020-12"))) })
	t.Run("the deliberate warnings and no others", func(t *testing.T) { quanHoaWarnings(t, b) })
	t.Run("every month opens as the last one closed", func(t *testing.T) { quanHoaChain(t, b) })
	t.Run("longer periods are put together", func(t *testing.T) { quanHoaPeriods(t, b) })
	t.Run("the first page, the tables and what stands behind them", func(t *testing.T) { quanHoaOverview(t, b) })
}

func quanHoaTotals(t *testing.T, ru *ntm.RollUp) {
	c := ru.Criteria(ntm.Every)
	if c.Met != 216 || c.Possible != 266 || c.Reported != 14 || c.Expected != 14 {
		t.Errorf("%d/%d criteria in %d/%d communes; want 216/266 in 14/14", c.Met, c.Possible, c.Reported, c.Expected)
	}
	if c.YearStart.String() != "199" || ntm.NumInt(c.Met).Sub(c.YearStart).String() != "17" {
		t.Errorf("%s at the start of the year, want 199: 17 gained", c.YearStart)
	}
	// 19+19+19 + 18+17+16+15+15 + 14+14+13+13+12+12 = 216
	var bands []int
	for _, band := range c.Bands {
		bands = append(bands, len(band.Units))
	}
	if !slices.Equal(bands, []int{3, 5, 6, 0, 0}) {
		t.Errorf("bands %v, want 3 | 5 | 6 | 0 | 0", bands)
	}
	p := ru.Poverty(ntm.PoorRow, ntm.Every)
	wantFigure(t, "households of 15 units", p.Households, "11115")
	wantFigure(t, "poor at the start of the year", p.YearStart, "1024")
	wantFigure(t, "poor at the end", p.Closing, "309")
	if p.Closing.Reported != 15 || p.Closing.Expected != 15 {
		t.Errorf("the poor of %d/%d units, want 15/15: the town counts here", p.Closing.Reported, p.Closing.Expected)
	}
	for what, x := range map[string][2]string{
		"average":                {report.FormatNumber(c.Average().D, 2), "15,43"},
		"average a year before":  {report.FormatNumber(c.YearStart.Div(ntm.NumInt(14)).D, 2), "14,21"},
		"rate of poor":           {report.FormatNumber(p.Rate.D, 2), "2,78"},
		"rate a year before":     {report.FormatNumber(p.YearStartRate.D, 1), "9,2"},
		"households, as printed": {report.FormatNumber(p.Households.D, 0), "11.115"},
	} {
		if x[0] != x[1] {
			t.Errorf("%s: %s, want %s", what, x[0], x[1])
		}
	}
	villages := 0
	for _, x := range ru.List("thon", ntm.Every) {
		if s := x.Value("trang_thai").Text; s == "Đạt chuẩn NTM" || s == "Kiểu mẫu" {
			villages++
		}
	}
	if villages != 7 {
		t.Errorf("%d bản meet the standard, want 7", villages)
	}
	if len(ru.Findings) != 0 {
		t.Errorf("the totals do not agree: %+v", ru.Findings)
	}
}

// quanHoaWarnings: what the sample was made to be asked about is asked, explained, and nothing else is.
func quanHoaWarnings(t *testing.T, b *office.Book) {
	want := map[string]bool{ // README.md of the sample
		"2020-05 14917 P9/dan_cu/tong/so_ho":    true, // Nam Động takes 14 households in
		"2020-08 14902 L3/lo_trinh/13/thoi_han": true, // Nam Tiến moves criterion 13 to October
		"2020-09 14899 C6/tieu_chi/17/dg":       true, // Hiền Kiệt loses criterion 17 to a flood
	}
	sample, err := ntm.LoadSample(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	if len(sample.Explanations()) != len(want) {
		t.Errorf("the sample explains %d, want %d", len(sample.Explanations()), len(want))
	}
	got := map[string]bool{}
	for n := 1; n <= 12; n++ {
		p := month(t, fmt.Sprintf("2020-%02d", n))
		board, err := b.Board(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		if len(board.Lines) != 15 || board.Count(office.StandingClean) != 15 {
			t.Errorf("%s: %d of %d units count", p, board.Count(office.StandingClean), len(board.Lines))
		}
		for _, line := range board.Lines {
			if line.Version != 1 || line.Counted != 1 {
				t.Errorf("%s %s: version %d, counted %d; want 1, 1", p, line.Unit.Name, line.Version, line.Counted)
			}
			fs, err := b.Findings(ctx, p, line.Unit.Code)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range fs {
				if f.Severity == ntm.Note {
					continue
				}
				got[fmt.Sprintf("%s %s %s", p, line.Unit.Code, f.Key())] = true
				if f.Severity != ntm.Explain || f.Explained == "" || f.Place.Cell == "" {
					t.Errorf("%s %s: %s at %s, explained %q", p, f.Severity, f.Key(), f.Place, f.Explained)
				}
			}
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("asked about %v, want %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

func quanHoaChain(t *testing.T, b *office.Book) {
	closing := map[string]string{ntm.PoorRow: "1024"}
	met := "199"
	for n := 1; n <= 12; n++ {
		ru := rollUp(t, b, month(t, fmt.Sprintf("2020-%02d", n)))
		for _, row := range []string{ntm.PoorRow, ntm.NearPoorRow} {
			p := ru.Poverty(row, ntm.Every)
			if last, ok := closing[row]; ok && p.Opening.String() != last {
				t.Errorf("month %d opens with %s %s, the last one closed with %s", n, p.Opening, row, last)
			}
			flow := p.Opening.Num.Add(p.Relapsed.Num).Add(p.New.Num).Sub(p.Escaped.Num)
			if p.Moved.OK {
				flow = flow.Add(p.Moved.Num)
			}
			if c, ok := flow.Cmp(p.Closing.Num); !ok || c != 0 {
				t.Errorf("month %d: %s closes with %s, the flows give %s", n, row, p.Closing, flow)
			}
			closing[row] = p.Closing.String()
		}
		c := ru.Criteria(ntm.Every)
		if c.YearStart.String() != "199" || n > 1 && c.Before.String() != met {
			t.Errorf("month %d: %s at the start of the year, %s last month; want 199, %s", n, c.YearStart, c.Before, met)
		}
		met = fmt.Sprint(c.Met)
	}
	if closing[ntm.PoorRow] != "309" || met != "216" {
		t.Errorf("the year ends with %s poor and %s criteria, want 309 and 216", closing[ntm.PoorRow], met)
	}
}

// quanHoaPeriods compares quarters, halves, nine months and the year with their months added up here.
func quanHoaPeriods(t *testing.T, b *office.Book) {
	months := map[int]*ntm.RollUp{}
	for n := 1; n <= 12; n++ {
		months[n] = rollUp(t, b, month(t, fmt.Sprintf("2020-%02d", n)))
	}
	for period, span := range map[string][2]int{"2020-Q1": {1, 3}, "2020-Q2": {4, 6}, "2020-Q3": {7, 9}, "2020-Q4": {10, 12},
		"2020-H1": {1, 6}, "2020-H2": {7, 12}, "2020-9M": {1, 9}, "2020": {1, 12}} {
		ru := rollUp(t, b, month(t, period))
		first, last := months[span[0]], months[span[1]]
		if ru.From != first.From || ru.To != last.To {
			t.Errorf("%s runs from %s to %s, want %s to %s", period, ru.From, ru.To, first.From, last.To)
		}
		if got, want := ru.Criteria(ntm.Every).Met, last.Criteria(ntm.Every).Met; got != want {
			t.Errorf("%s: %d criteria, the last month has %d", period, got, want)
		}
		for _, table := range []string{"ho_ngheo", ntm.ResourceTable} {
			tb, _ := ru.Def.Table(table)
			for i := range tb.Rows {
				for j := range tb.Columns {
					comparePeriod(t, ru, months, span, cell{table, tb.Rows[i].Code, &tb.Columns[j]})
				}
			}
		}
		if n := len(ru.Findings); n != 0 {
			t.Errorf("%s: %+v", period, ru.Findings)
		}
	}
	year := rollUp(t, b, month(t, "2020")).Poverty(ntm.PoorRow, ntm.Every)
	if less := year.Opening.Num.Sub(year.Closing.Num).String(); less != "715" {
		t.Errorf("%s poor households fewer over the year, want 715", less)
	}
}

type cell struct {
	table, row string
	col        *ntm.Column
}

func comparePeriod(t *testing.T, ru *ntm.RollUp, months map[int]*ntm.RollUp, span [2]int, c cell) {
	if c.col.RollUp != ntm.RollSum {
		return
	}
	of := func(n int) ntm.Figure { return months[n].Sum(c.table, c.row, c.col.Code, ntm.Every) }
	want := of(span[1])
	switch c.col.Meaning {
	case ntm.Opening:
		want = of(span[0])
	case ntm.Flow:
		want = of(span[0])
		for n := span[0] + 1; n <= span[1]; n++ {
			want.Num = want.Num.Add(of(n).Num)
		}
	}
	if got := ru.Sum(c.table, c.row, c.col.Code, ntm.Every); got.String() != want.String() || got.Reported != want.Reported {
		t.Errorf("%s %s/%s/%s (%s): %s of %d units, the months give %s of %d", ru.Period, c.table, c.row, c.col.Code, c.col.Meaning,
			got, got.Reported, want, want.Reported)
	}
}
