package report

import (
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// Context is what a form says beyond the figures of its roll-up.
type Context struct {
	Office       string // Đơn vị báo cáo: "UBND huyện Quan Hóa"
	Receiver     string // Đơn vị nhận báo cáo
	Place        string // place-name of the date line: "Quan Hóa"
	Head         string // who signs at the right, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"; empty: THỦ TRƯỞNG ĐƠN VỊ
	HeadName     string // empty: room is left for it
	Preparer     string // who signs at the left; empty: NGƯỜI LẬP BIỂU
	PreparerName string
	Sample       bool // made-up figures
	Board        []BoardLine
	Due          ntm.Date // the day by which units are to have sent; zero: not set
	Printed      ntm.Date // day of the date line; zero leaves it to be written by hand
}

// BoardLine is what the office knows of one unit's return.
type BoardLine struct {
	Unit     ntm.Unit
	Standing string   // in the clerk's words: "Đã duyệt chờ tổng hợp"
	Version  int      // lần gửi; 0: nothing received
	Received ntm.Date // day the last version came in
	Block    int      // findings that block
	Explain  int      // findings to explain
	Late     bool     // the first version came after the due day
}

// layout is one way to lay a roll-up out; columns and words are those it cannot do without.
type layout struct {
	build          func(*draft) error
	columns, words []string
}

func layouts() map[string]layout {
	return map[string]layout{
		"matrix": {buildMatrix, []string{"no", "unit", "criterion", "met", "change", "nearly", "remark"},
			[]string{"met", "rate", "total", "average", "marks", "nearly", "nearly_counts", "no_before", "other_set", "no_change"}},
		"criteria":       {buildCriteria, []string{"no", "name", "year_start", "before", "now", "change", "rate", "plan", "unmet"}, []string{"total", "total_rate"}},
		"criteria-group": {buildCriteriaByGroup, []string{"no", "name", "year_start", "now", "plan"}, []string{"total", "reported", "ungrouped"}},
		"bands":          {buildBands, []string{"no", "band", "units", "rate", "names"}, []string{"total", "recognised", "average", "not_stated"}},
		"areas":          {buildAreas, []string{"no", "unit"}, []string{"urban", "rural", "zone", "total", "no_unit", "partly", "partly_rate"}},
		"funds":          {buildFunds, []string{"no", "unit"}, []string{"by_source", "by_unit", "total", "partly", "not_parts"}},
		"works": {buildWorks, []string{"no", "unit", "owner", "closing", "schedule"},
			[]string{"total", "in_debt", "nothing", "nothing_now", "not_stated", "missing", "no_debt"}},
		"roadmap": {buildRoadmap, []string{"no", "unit", "criterion", "cause", "office", "sector", "cost", "start", "due", "original", "progress", "overdue", "critical"},
			[]string{"sum", "by_office", "no_office", "total", "none_overdue", "not_stated"}},
		"counts":  {buildCounts, []string{"no", "unit"}, []string{"total", "silent", "partly", "nothing", "not_stated"}},
		"listing": {buildListing, []string{"no", "unit"}, []string{"nothing", "not_stated", "unwritten"}},
		"titles": {buildTitles, []string{"no", "title", "held", "new", "of", "of_name", "rate", "pending", "withdrawn"},
			[]string{"silent", "not_stated", "not_rated"}},
		"self": {buildSelf, []string{"no", "unit", "met", "indicators", "result", "unmet"},
			[]string{"filed", "standard", "advanced", "count", "none", "none_set", "kinds", "named", "marks"}},
		"own-list":   {buildOwnList, []string{"no"}, []string{"not_stated"}},
		"sources":    {buildSources, []string{"no", "name"}, []string{"partly"}},
		"components": {buildComponents, []string{"no", "name"}, []string{"total", "unnamed", "not_stated"}},
		"standing": {buildStanding, []string{"no", "name", "year_start", "now", "plan"},
			[]string{"ungrouped", "reported", "not_stated", "own_missing", "gaps"}},
		"board": {buildBoard, []string{"no", "unit", "received", "version", "late", "standing", "block", "explain"},
			[]string{"total", "missing", "accepted", "months", "excluded", "others", "tally", "due"}},
	}
}

// Build makes a standard form of a roll-up: its figures, the formulas by which they follow from one
// another, and the cells of the returns they came from. Units that have not reported stand in it as
// such, never as zero. The form has passed Check. Errors: the id is unknown, the form does not fit
// the roll-up's set or period, or a total proved different from its lines.
func (s *FormSet) Build(id string, ru *ntm.RollUp, ctx Context) (Form, error) {
	e, err := s.edition(id, ru)
	if err != nil {
		return Form{}, err
	}
	d := newDraft(e, ru, ctx)
	d.form.Standing = s.Standing
	if err := layouts()[e.Layout].build(d); err != nil {
		return Form{}, fmt.Errorf("building form %s: %w", id, err)
	}
	d.form.Notes = append(d.form.Notes, d.closingNotes()...)
	if err := d.form.Check(); err != nil {
		return Form{}, fmt.Errorf("building form %s: %w", id, err)
	}
	return d.form, nil
}

// draft is a form being built.
type draft struct {
	form  Form
	ed    *edition
	ru    *ntm.RollUp
	ctx   Context
	specs []columnSpec   // beside form.Columns
	at    map[string]int // index of a column by its key
	scope ntm.Which      // the units the form covers
	twice map[string]bool
}

func newDraft(e *edition, ru *ntm.RollUp, ctx Context) *draft {
	d := &draft{ed: e, ru: ru, ctx: ctx, at: map[string]int{}, scope: ntm.Every}
	if e.Covers == coversCommunes {
		d.scope = ntm.Rural
	}
	if e.Covers == coversDistrict {
		d.scope = func(*ntm.UnitLine) bool { return false }
	}
	d.twice = d.sharedNames()
	d.form = Form{
		ID: e.ID, No: e.No, Issued: e.Issued, Title: e.Title, Measure: e.Measure, NameColumns: e.Names, Headline: e.Headline,
		Orientation: orientations()[e.Lying], Reporter: ctx.Office, Receiver: ctx.Receiver, Sample: ctx.Sample,
		Subtitle: fmt.Sprintf("Kỳ báo cáo: %s (từ ngày %s đến ngày %s)", ru.Period.VN(), day(ru.From), day(ru.To)),
		Cutoff:   fmt.Sprintf("(Số liệu tính đến ngày %s)", day(ru.To)),
		Reported: d.reported(), Signatures: signatures(ctx), Notes: slices.Clone(e.Notes),
	}
	d.layColumns()
	return d
}

func signatures(ctx Context) Signatures {
	date := "ngày … tháng … năm …"
	if p := ctx.Printed; !p.IsZero() {
		date = fmt.Sprintf("ngày %02d tháng %s năm %d", p.Day, month(p), p.Year)
	}
	if ctx.Place != "" {
		date = ctx.Place + ", " + date
	}
	head := ctx.Head
	if head == "" {
		head = "THỦ TRƯỞNG ĐƠN VỊ"
	}
	preparer := ctx.Preparer
	if preparer == "" {
		preparer = "NGƯỜI LẬP BIỂU"
	}
	return Signatures{Place: date, Left: Signature{Title: preparer, Hint: SignHint, Name: ctx.PreparerName},
		Right: Signature{Title: head, Hint: SignHint, Name: ctx.HeadName}}
}

// month is a month as NĐ 30/2020 writes it: a leading zero for 1 and 2 only.
func month(d ntm.Date) string {
	if d.Month <= 2 {
		return fmt.Sprintf("%02d", d.Month)
	}
	return fmt.Sprint(d.Month)
}

// day is a date as NĐ 30/2020 writes it: "05/02/2020", "14/6/2020".
func day(d ntm.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, month(d), d.Year)
}

// maxNames is how many absent units the line under the title names; the board form names all.
const maxNames = 12

// reported is the line "14/15 xã đã báo cáo; chưa nộp: …".
func (d *draft) reported() string {
	s := d.ru.Footing(d.scope, d.ed.Covers)
	missing := d.names(d.ru.Missing(d.scope))
	switch rest := len(missing) - maxNames; {
	case len(missing) == 0:
		return s
	case rest > 0:
		return fmt.Sprintf("%s; chưa nộp: %s và %d đơn vị khác", s, strings.Join(missing[:maxNames], ", "), rest)
	}
	return s + "; chưa nộp: " + strings.Join(missing, ", ")
}

// closingNotes are the notes every form may need: left-out units, gaps, the set and its doubts.
func (d *draft) closingNotes() []string {
	var notes, left, gaps []string
	for _, x := range d.ru.Excluded {
		if d.scope(&ntm.UnitLine{Unit: x.Unit}) {
			left = append(left, fmt.Sprintf("%s (%s)", x.Unit.Name, x.Reason))
		}
	}
	for _, l := range d.ru.Pick(d.scope) {
		if l.Reported() && len(l.Gaps) > 0 {
			var months []string
			for _, p := range l.Gaps {
				months = append(months, strings.ToLower(p.VN()))
			}
			gaps = append(gaps, fmt.Sprintf("%s (%s)", d.name(l.Unit), strings.Join(months, ", ")))
		}
	}
	if len(left) > 0 {
		notes = append(notes, "Loại trừ khỏi tổng hợp: "+strings.Join(left, "; ")+".")
	}
	if len(gaps) > 0 {
		notes = append(notes, "Thiếu báo cáo tháng trong kỳ: "+strings.Join(gaps, "; ")+".")
	}
	if d.ed.Applies.Criteria {
		notes = append(notes, fmt.Sprintf("Áp dụng %s (%s).", d.ru.Set.Title, d.ru.Set.Decision))
		if u := d.ru.Set.Unverified; u != "" {
			notes = append(notes, strings.TrimSpace(u))
		}
	}
	return notes
}
