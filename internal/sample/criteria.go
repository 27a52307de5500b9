package sample

import (
	"fmt"

	"bieuxa/ntm"
)

const (
	met       = "Đạt"
	halfMet   = "Cơ bản đạt"
	unmet     = "Chưa đạt"
	noneLeft  = "Không"
	someLeft  = "Có"
	yearStart = 0 // the month before January
)

// startsMet reports whether the criterion was met on 31/12 of the year before.
func (c *commune) startsMet(criterion int) bool { return !contains(c.unmet, criterion) }

// meets reports whether the criterion is met at the end of the month.
func (c *commune) meets(criterion, month int) bool {
	switch {
	case criterion == poverty:
		return c.meetsPoverty(month)
	case c.loses.criterion == criterion:
		return month < c.loses.month || month >= c.loses.again
	case c.startsMet(criterion):
		return true
	}
	gained, ok := c.gains[criterion]
	return ok && month >= gained
}

// gainedIn is the month in which the criterion is met, for the first time or again; 0 if it was from the
// start or never is.
func (c *commune) gainedIn(criterion int) int {
	for m := months; m > yearStart; m-- {
		if c.meets(criterion, m) && !c.meets(criterion, m-1) {
			return m
		}
	}
	return 0
}

// status is the criterion's assessment at the end of the month.
func (c *commune) status(criterion, month int) string {
	from, half := c.half[criterion]
	switch {
	case c.meets(criterion, month):
		return met
	case half && month >= from:
		return halfMet
	}
	return unmet
}

// plannedStatus is what the unit plans for the end of the year.
func (c *commune) plannedStatus(criterion int) string {
	_, half := c.half[criterion]
	switch {
	case c.startsMet(criterion), c.gainedIn(criterion) > 0, contains(c.planned, criterion):
		return met
	case half:
		return halfMet
	}
	return unmet
}

// failing are the indicators that keep the criterion from being met; they differ from unit to unit.
func (c *commune) failing(criterion int) []string {
	if c.loses.criterion == criterion {
		return []string{c.loses.indicator}
	}
	if _, half := c.half[criterion]; half {
		return []string{map[int]string{2: "2.2", 6: "6.1"}[criterion]}
	}
	choice := map[int][][]string{
		2:  {{"2.2", "2.3"}, {"2.2"}, {"2.2", "2.4"}},
		3:  {{"3.1"}},
		5:  {{"5"}},
		6:  {{"6.1", "6.2"}, {"6.1"}, {"6.1", "6.3"}},
		9:  {{"9.1", "9.2"}},
		10: {{"10"}},
		11: {{"11"}},
		13: {{"13.2"}},
		17: {{"17.1", "17.5"}, {"17.5", "17.6"}, {"17.1", "17.6"}},
	}[criterion]
	if len(choice) == 0 {
		return nil
	}
	return choice[c.seed()%len(choice)]
}

// assessed is what the unit writes of one indicator at one time.
type assessed struct{ result, status string }

// indicator assesses an indicator at the end of a month; month 0 is the start of the year.
func (c *commune) indicator(l *level, month int) assessed {
	status := met
	if s := c.status(l.criterion, month); s != met && l.among(c.failing(l.criterion)) {
		status = s
	}
	if l.no == "11" {
		return assessed{rate(c.poorYear()[month].closing, c.homes(month)), status}
	}
	return assessed{l.result(c.seed(), status == met, month), status}
}

// plannedIndicator is the plan for the end of the year.
func (c *commune) plannedIndicator(l *level) assessed {
	if s := c.plannedStatus(l.criterion); s != met && l.among(c.failing(l.criterion)) {
		return assessed{"", s}
	}
	switch {
	case l.no == "11" && contains(c.planned, poverty):
		return assessed{l.plain(), met}
	case l.no == "11":
		return c.indicator(l, months)
	case contains(c.planned, l.criterion) && l.among(c.failing(l.criterion)):
		return assessed{l.plain(), met}
	}
	return assessed{l.result(c.seed(), true, months), met}
}

// evidence and the day of a gain, for the criterion's row.
func (c *commune) evidence(criterion, month int) (papers, on string) {
	gained := c.gainedIn(criterion)
	switch {
	case !c.meets(criterion, month):
		return "", ""
	case gained > 0 && month >= gained:
		return fmt.Sprintf("Biên bản thẩm tra mẫu số %02d/%d", criterion, year), day(gained, 3+(c.seed()+criterion)%9)
	case c.startsMet(criterion):
		return "Hồ sơ mẫu năm 2019", ""
	}
	return "", ""
}

func criteriaTable(all []commune, set *ntm.CriteriaSet) (*table, error) {
	t := &table{id: "tieu_chi", about: "Sheet 01, tiêu chí và chỉ tiêu", columns: []string{"kq_nt", "dg_nt", "kq", "dg", "kq_kh",
		"dg_kh", "minh_chung", "ngay_dat", "giai_trinh"}}
	for i := range all {
		c := &all[i]
		if c.town {
			continue
		}
		for _, criterion := range set.Criteria {
			levels, err := levelsOf(set, criterion)
			if err != nil {
				return nil, err
			}
			single := len(levels) == 1 && levels[0].no == itoa(criterion.No)
			if !single {
				t.row(c.code, itoa(criterion.No), func(m int) cells { return criterionCells(c, criterion.No, m) })
			}
			for j := range levels {
				t.row(c.code, levels[j].no, func(m int) cells { return indicatorCells(c, &levels[j], m, single) })
			}
		}
	}
	return t, nil
}

func criterionCells(c *commune, criterion, m int) cells {
	papers, on := c.evidence(criterion, m)
	return cells{"", c.status(criterion, yearStart), "", c.status(criterion, m), "", c.plannedStatus(criterion), papers, on, ""}
}

func indicatorCells(c *commune, l *level, m int, single bool) cells {
	before, now, plan := c.indicator(l, yearStart), c.indicator(l, m), c.plannedIndicator(l)
	out := cells{before.result, before.status, now.result, now.status, plan.result, plan.status, "", "", ""}
	if single {
		out[6], out[7] = c.evidence(l.criterion, m)
	}
	return out
}

// sumsTable counts the criteria by status, as sheet 01 asks.
func sumsTable(all []commune, set *ntm.CriteriaSet) *table {
	t := &table{id: "tong_tieu_chi", about: "Sheet 01, tổng hợp số tiêu chí", columns: []string{"so_nt", "so", "so_kh", "giai_trinh"}}
	rows := []struct{ code, status string }{
		{"dat", met}, {"co_ban_dat", halfMet}, {"chua_dat", unmet}, {"khong_ap_dung", ntm.StatusNotApplicable.String()}}
	for i := range all {
		c := &all[i]
		if c.town {
			continue
		}
		for _, row := range rows {
			count := func(status func(criterion int) string) string {
				n := 0
				for _, criterion := range set.Criteria {
					if status(criterion.No) == row.status {
						n++
					}
				}
				return itoa(n)
			}
			t.row(c.code, row.code, func(m int) cells {
				return cells{count(func(n int) string { return c.status(n, yearStart) }),
					count(func(n int) string { return c.status(n, m) }), count(c.plannedStatus), ""}
			})
		}
	}
	return t
}
