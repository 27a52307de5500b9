package ntm

import (
	"slices"
	"strings"
)

// fieldRow returns sheet 00 and one of its rows.
func (x *examination) fieldRow(code string) (*Grid, *Row, bool) {
	g, ok := x.grid(FieldsTable)
	if !ok {
		return nil, nil, false
	}
	row, ok := g.Row(code)
	return g, row, ok
}

// reportField adds a finding at the value of a field of sheet 00; at the table if it has no such row.
func (x *examination) reportField(code string, fill func(f *Finding)) {
	g, row, ok := x.fieldRow(code)
	if !ok {
		f := Finding{Table: FieldsTable, Row: code, Column: FieldColumn, Place: x.firstPlace(), Facts: map[string]string{}}
		fill(&f)
		x.add(f)
		return
	}
	x.report(g, row, FieldColumn, fill)
}

// firstPlace is where the return begins, for what concerns it as a whole.
func (x *examination) firstPlace() Place {
	for _, g := range x.sc.Ret.Tables {
		if g.Found && g.Place.Sheet != "" {
			return g.Place
		}
	}
	return Place{File: x.sc.Ret.File}
}

// ruleReading stands for the checks of the reader: what it found is added in any case.
func ruleReading(*examination, *Check) {}

// statedPeriod is the period that sheet 00 states; ok is false if it states none.
func (x *examination) statedPeriod() (p Period, text string, ok bool) {
	_, row, found := x.fieldRow("ky")
	if !found {
		return Period{}, "", false
	}
	text = said(x.sc.Ret.Grid(FieldsTable), row, FieldColumn)
	p, err := ParsePeriodVN(text)
	return p, text, text != "" && err == nil
}

func (x *examination) expectedPeriod() Period {
	if x.sc.Expected.Year != 0 {
		return x.sc.Expected
	}
	return x.sc.Ret.Period
}

func rulePeriod(x *examination, _ *Check) {
	want := x.expectedPeriod()
	stated, text, ok := x.statedPeriod()
	if want.Year == 0 || text == "" || ok && stated == want {
		return
	}
	x.reportField("ky", func(f *Finding) {
		f.Facts["stated"], f.Facts["expected"], f.Want = text, want.String(), want.String()
		if ok {
			f.Facts["stated"], f.Saw = stated.String(), stated.String()
		}
	})
}

// rulePeriodDays compares the days of the period with the book's cut-off. A return of another period is
// rulePeriod's business.
func rulePeriodDays(x *examination, _ *Check) {
	stated, _, ok := x.statedPeriod()
	if ok && stated != x.expectedPeriod() {
		return
	}
	g, found := x.grid(FieldsTable)
	if !found {
		return
	}
	days := map[string]Date{"tu_ngay": x.sc.From, "den_ngay": x.sc.To}
	for _, code := range []string{"tu_ngay", "den_ngay"} {
		row, _ := g.Row(code)
		want := days[code]
		d, ok := dateAt(g, row, FieldColumn)
		if !ok || want.IsZero() || d == want {
			continue
		}
		x.report(g, row, FieldColumn, func(f *Finding) {
			f.Want, f.Facts["period"] = want.String(), x.expectedPeriod().String()
			if off := want.DaysUntil(d); off == epochs || off == -epochs {
				f.Facts[variantFact] = "epoch"
			}
		})
	}
	first, _ := g.Row("tu_ngay")
	last, _ := g.Row("den_ngay")
	from, ok1 := dateAt(g, first, FieldColumn)
	to, ok2 := dateAt(g, last, FieldColumn)
	if ok1 && ok2 && x.sc.From.IsZero() && from.After(to) {
		x.report(g, first, FieldColumn, func(f *Finding) {
			f.Want, f.Facts["period"] = to.String(), x.expectedPeriod().String()
		})
	}
}

// epochs is how many days lie between Excel's two ways of counting days, from 1900 and from 1904.
const epochs = 1462

func ruleUnitGone(x *examination, _ *Check) {
	if x.sc.Gone == "" {
		return
	}
	x.reportField("ten_don_vi", func(f *Finding) { f.Facts["why"] = x.sc.Gone })
}

// ruleUnitIdentity asks that code, name and kind together name a unit that may report. A name or a code
// alone is none: both are used again after mergers.
func ruleUnitIdentity(x *examination, _ *Check) {
	g, ok := x.grid(FieldsTable)
	if !ok || x.sc.Gone != "" {
		return
	}
	valid := x.sc.Valid
	if len(valid) == 0 && x.sc.Unit.Code != "" {
		valid = []Unit{x.sc.Unit}
	}
	codeRow, _ := g.Row("ma_dvhc")
	code := said(g, codeRow, FieldColumn)
	if len(valid) == 0 || code == "" {
		return
	}
	for _, u := range valid {
		if strings.TrimLeft(u.Code, "0") == strings.TrimLeft(code, "0") {
			x.compareIdentity(g, u)
			return
		}
	}
	x.report(g, codeRow, FieldColumn, func(f *Finding) {
		nameRow, _ := g.Row("ten_don_vi")
		name := said(g, nameRow, FieldColumn)
		f.Facts["known"] = name
		for _, u := range valid {
			if name != "" && FoldUnit(u.Name) == FoldUnit(name) {
				f.Want, f.Facts["known"] = u.Code, u.Name+", "+u.Code
			}
		}
	})
}

func (x *examination) compareIdentity(g *Grid, u Unit) {
	nameRow, _ := g.Row("ten_don_vi")
	kindRow, _ := g.Row("loai_don_vi")
	name, kind := said(g, nameRow, FieldColumn), said(g, kindRow, FieldColumn)
	known := u.Name + ", " + u.Code
	word, _ := SplitUnit(name)
	if name != "" && (FoldUnit(name) != FoldUnit(u.Name) || word != "" && word != string(u.Kind)) {
		x.report(g, nameRow, FieldColumn, func(f *Finding) {
			f.Want, f.Facts["known"] = u.Name, known
			for _, o := range x.sc.Peers {
				if o.Code != u.Code && FoldUnit(o.Name) == FoldUnit(name) {
					f.Facts["other"] = o.Code
				}
			}
		})
	}
	if kind != "" && u.Kind != "" && Fold(kind) != Fold(string(u.Kind)) {
		x.report(g, kindRow, FieldColumn, func(f *Finding) { f.Want, f.Facts["known"] = string(u.Kind), known })
	}
}

// signed is the day of signature that sheet 00 states.
func (x *examination) signed() (Date, bool) {
	g, row, ok := x.fieldRow("ngay_ky")
	if !ok {
		return Date{}, false
	}
	return dateAt(g, row, FieldColumn)
}

func ruleSignedInFuture(x *examination, _ *Check) {
	d, ok := x.signed()
	if ok && !x.sc.Received.IsZero() && d.After(x.sc.Received) {
		x.reportField("ngay_ky", func(f *Finding) {
			f.Want = x.sc.Received.String()
		})
	}
}

func ruleSignedLate(x *examination, c *Check) {
	d, ok := x.signed()
	days := c.intParam("days", 30)
	if !ok || x.sc.To.IsZero() {
		return
	}
	if late := x.sc.To.DaysUntil(d); late > days && (x.sc.Received.IsZero() || !d.After(x.sc.Received)) {
		x.reportField("ngay_ky", func(f *Finding) {
			f.Facts["late"], f.Facts["days"], f.Facts["period_end"] = itoa(late), itoa(days), x.sc.To.String()
		})
	}
}

func ruleTemplateVersion(x *examination, _ *Check) {
	id, version, d := x.sc.Ret.Definition, x.sc.Ret.DefVersion, x.sc.Def
	if s := x.sc.Stamp; s != nil {
		id, version = s.Definition, s.Version
	}
	if id == d.ID && version >= 1 && version <= d.Version {
		return
	}
	f := Finding{Table: FieldsTable, Place: x.firstPlace(), Facts: map[string]string{
		"template": id, "version": itoa(version), "known": d.ID, "known_version": itoa(d.Version)}}
	f.Saw, f.Want = id+" "+itoa(version), d.ID+" "+itoa(d.Version)
	x.add(f)
}

// ruleTemplateOfPeriod reports a template that was sent out for another period than the one stated: its
// openings are those of that period.
func ruleTemplateOfPeriod(x *examination, _ *Check) {
	stated, _, ok := x.statedPeriod()
	if !ok || x.sc.Stamp == nil || x.sc.Stamp.Period == "" || x.sc.Stamp.Period == stated.String() {
		return
	}
	x.reportField("ky", func(f *Finding) {
		f.Saw, f.Want = stated.String(), x.sc.Stamp.Period
		f.Facts["stated"], f.Facts["made_for"] = stated.String(), x.sc.Stamp.Period
	})
}

// ruleTemplateOfUnit reports a template that was made for another unit than the one stated. A slip in the
// code of the template's own unit is ruleUnitIdentity's.
func ruleTemplateOfUnit(x *examination, _ *Check) {
	g, row, ok := x.fieldRow("ma_dvhc")
	code := said(g, row, FieldColumn)
	if !ok || x.sc.Stamp == nil || x.sc.Stamp.Unit == "" || code == "" || x.sc.Stamp.Unit == x.sc.Unit.Code ||
		strings.TrimLeft(code, "0") == strings.TrimLeft(x.sc.Stamp.Unit, "0") {
		return
	}
	x.report(g, row, FieldColumn, func(f *Finding) {
		f.Want, f.Facts["made_for"] = x.sc.Stamp.Unit, x.sc.Stamp.Unit
		for _, u := range slices.Concat(x.sc.Valid, x.sc.Peers) {
			if u.Code == x.sc.Stamp.Unit {
				f.Facts["made_for"] = u.Name + ", " + u.Code
			}
		}
	})
}

// ruleAnotherVersion notes a return that calls itself the first although one was accepted before it.
func ruleAnotherVersion(x *examination, _ *Check) {
	g, row, ok := x.fieldRow("lan_gui")
	name := Fold(said(g, row, FieldColumn))
	if !ok || x.sc.Version < 2 || name != "" && name != Fold("lần 1") && name != "1" {
		return
	}
	x.report(g, row, FieldColumn, func(f *Finding) { f.Facts["version"] = itoa(x.sc.Version) })
}

func ruleCriteriaSet(x *examination, _ *Check) {
	if x.sc.Set == nil || x.sc.Set.ID == "" || !x.hasCriteria() {
		return
	}
	g, row, _ := x.fieldRow("bo_tieu_chi")
	stated := said(g, row, FieldColumn)
	if stated == "" {
		stated = x.sc.Ret.Set
	}
	if stated == "" || x.sc.Set.SameRows(stated) {
		return
	}
	x.reportField("bo_tieu_chi", func(f *Finding) {
		f.Saw, f.Want = stated, x.sc.Set.ID
		f.Facts["title"] = x.sc.Set.Title
	})
}

// ruleGroup asks for the xã nhóm where the set has groups: levels and counts go by it.
func ruleGroup(x *examination, _ *Check) {
	if x.sc.Set == nil || len(x.sc.Set.Groups) == 0 || !x.hasCriteria() || x.sc.Ret.Group() != "" {
		return
	}
	if _, _, ok := x.fieldRow(groupField); ok {
		x.reportField(groupField, func(*Finding) {})
	}
}

// hasCriteria reports whether units of the kind file the criteria at all: a thị trấn does not.
func (x *examination) hasCriteria() bool {
	_, ok := x.sc.Def.Table(CriteriaTable)
	return ok
}
