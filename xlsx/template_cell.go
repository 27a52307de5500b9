package xlsx

import (
	"strconv"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

// cellRole is who fills a cell.
type cellRole uint8

const (
	roleInput    cellRole = iota // the unit, by hand
	roleGiven                    // the program, once
	roleComputed                 // a live formula
	roleClosed                   // nobody: the column does not apply to the row
)

// written is what a cell of a table holds: nothing, a text, a figure or a date; for a live formula
// also its value at the time of writing.
type written struct {
	role    cellRole
	kind    writtenKind
	text    string // the text, or the figure's digits
	num     decimal.Decimal
	dash    bool // «-»: a stated zero
	formula string
}

type writtenKind uint8

const (
	writtenNothing writtenKind = iota
	writtenText
	writtenNumber
)

// number is the cell as a figure of a formula.
func (w *written) number() ntm.Num {
	if w.kind == writtenNumber {
		return ntm.NumOf(w.num)
	}
	if w.dash {
		return ntm.NumInt(0)
	}
	return ntm.Num{}
}

func textCell(role cellRole, s string) *written {
	if s == "" {
		return &written{role: role}
	}
	return &written{role: role, kind: writtenText, text: norm.NFC.String(s)}
}

func numberCell(role cellRole, d decimal.Decimal) *written {
	return &written{role: role, kind: writtenNumber, num: d, text: d.String()}
}

func dateCell(role cellRole, d ntm.Date) *written {
	serial := ntm.NewDate(1899, 12, 30).DaysUntil(d)
	if serial < 61 { // Excel's calendar has a 29/02/1900
		return textCell(role, d.VN())
	}
	return numberCell(role, decimal.NewFromInt(int64(serial)))
}

// role says who fills the cell of column i.
func (r *bodyRow) role(t *Template, i int) cellRole {
	c := &r.table.def.Columns[i]
	switch {
	case r.total && c.Formula != "" && c.RollUp == ntm.RollRate, r.total && r.addsUp(i):
		return roleComputed
	case r.total:
		return roleClosed
	case c.Given != "":
		return roleGiven
	case r.def != nil && r.excepts(c.Code):
		return roleClosed
	case c.Formula != "", r.addsUp(i):
		return roleComputed
	case r.def != nil && r.table.def.Shape == ntm.ShapeFields:
		if w, known := r.prefilled(t, i); known && w.kind != writtenNothing {
			return roleGiven
		}
	}
	return roleInput
}

func (r *bodyRow) excepts(column string) bool {
	for _, code := range r.def.Except {
		if code == column {
			return true
		}
	}
	return false
}

// addsUp reports whether the cell is a sum of other rows.
func (r *bodyRow) addsUp(i int) bool {
	c := &r.table.def.Columns[i]
	if c.RollUp != ntm.RollSum || !r.table.def.TypeAt(c, r.def).Numeric() {
		return false
	}
	return r.total || c.Formula == "" && r.def != nil && len(r.def.Sum) > 0
}

// cell decides what the cell of column i holds.
func (p *workbookPlan) cell(r *bodyRow, i int) (*written, error) {
	if w := r.cells[i]; w != nil {
		return w, nil
	}
	r.cells[i] = &written{} // a formula that reaches itself finds nothing here
	w, err := p.decide(r, i)
	if err == nil {
		r.cells[i] = w
	}
	return w, err
}

func (p *workbookPlan) decide(r *bodyRow, i int) (*written, error) {
	switch role := r.role(p.t, i); role {
	case roleComputed:
		return p.computed(r, i)
	case roleClosed:
		if r.total && i == r.table.labelColumn() {
			return textCell(roleClosed, wordTotal), nil
		}
		return &written{role: roleClosed}, nil
	case roleGiven:
		return r.given(p.t, i), nil
	}
	if p.t.Values == nil {
		if w, _ := r.prefilled(p.t, i); w.kind != writtenNothing {
			return w, nil
		}
		return r.carried(p.t, i), nil
	}
	if e := r.stated(i); e != nil && e.State != ntm.Blank {
		return entryCell(roleInput, &e.Value), nil
	}
	if r.line == 1 && r.now == nil && i == r.table.nilColumn() && r.table.now != nil && r.table.now.Nil {
		return textCell(roleInput, wordNoneArising), nil
	}
	return &written{role: roleInput}, nil
}

// stated is the entry of the return that is written out; nil if there is none.
func (r *bodyRow) stated(i int) *ntm.Entry {
	row := r.now
	if r.total && r.table.now != nil {
		row = r.table.now.Total
	}
	return entryOf(r.table.now, row, r.table.def.Columns[i].Code)
}

// nilColumn is where «Không phát sinh» stands in a list: its first column of words.
func (tp *tablePlan) nilColumn() int {
	for i := range tp.def.Columns {
		c := &tp.def.Columns[i]
		if c.Input() && (c.Type == ntm.TypeText || c.Type == ntm.TypeChoice || c.Type == ntm.TypeCode) {
			return i
		}
	}
	return -1
}

// labelColumn is where «TỔNG CỘNG» stands: the first column of words.
func (tp *tablePlan) labelColumn() int { return max(0, tp.nilColumn()) }

// given is what the program writes from the row itself.
func (r *bodyRow) given(t *Template, i int) *written {
	c := &r.table.def.Columns[i]
	if c.Given == "" {
		if e := r.stated(i); e != nil && e.State != ntm.Blank {
			return entryCell(roleGiven, &e.Value)
		}
		w, _ := r.prefilled(t, i)
		return w
	}
	if c.Given == "line" && r.line > 0 {
		return textCell(roleGiven, strconv.Itoa(r.line))
	}
	if r.def == nil {
		return &written{role: roleGiven}
	}
	switch c.Given {
	case "no":
		return textCell(roleGiven, r.def.No)
	case "label":
		return textCell(roleGiven, r.def.Label)
	case "unit":
		return textCell(roleGiven, r.def.Unit)
	case "hint":
		return textCell(roleGiven, r.hint(t))
	case "required":
		if t.Required != nil {
			return textCell(roleGiven, t.Required(r.def))
		}
	}
	return &written{role: roleGiven}
}

// hint is the guidance beside a field.
func (r *bodyRow) hint(t *Template) string {
	hint := r.def.Hint
	if r.def.Prefill == "set" && t.SetTitle != "" {
		hint = t.SetTitle
	}
	if r.def.Unit == "" || r.table.def.Shape != ntm.ShapeFields {
		return hint
	}
	if hint != "" {
		hint = ". " + hint
	}
	return wordUnitShort + ": " + r.def.Unit + hint
}

// prefilled is what the template knows of a field before the unit fills it. known tells the unit's
// identity and the period, which nobody may change, from a mere proposal («lần 1»).
func (r *bodyRow) prefilled(t *Template, i int) (w *written, known bool) {
	c := &r.table.def.Columns[i]
	if r.def == nil || r.def.Prefill == "" || c.Code != ntm.FieldColumn || r.table.def.Shape != ntm.ShapeFields {
		return &written{}, false
	}
	text := ""
	switch r.def.Prefill {
	case "unit.code":
		text = t.Unit.Code
	case "unit.name":
		text = t.Unit.Name
	case "unit.kind":
		text = string(t.Unit.Kind)
	case "unit.district":
		text = t.District
	case "unit.province":
		text = t.Province
	case "unit.group":
		text = t.Group
	case "period":
		text = t.Period.VN()
	case "period.from":
		return dateCell(roleGiven, t.From), true
	case "period.to":
		return dateCell(roleGiven, t.To), true
	case "set":
		text = t.SetID
	default:
		return textCell(roleInput, r.def.Prefill), false
	}
	return textCell(roleGiven, text), true
}

// carried is last period's figure that is proposed for this one. In the first period of a year the
// openings of a given row come from December's closing (NewYear); its plans and cumulative figures
// start anew and are not carried.
func (r *bodyRow) carried(t *Template, i int) *written {
	c := &r.table.def.Columns[i]
	from := c.Carry
	if r.def != nil && t.opensYear() {
		if from = c.NewYear; from == "" && c.Meaning == ntm.Stock {
			from = c.Carry
		}
	}
	e := entryOf(r.table.prev, r.prev, from)
	if e == nil || e.State != ntm.Stated {
		return &written{}
	}
	return entryCell(roleInput, &e.Value)
}

// opensYear tells that the returns of the year begin with this one: the year's own return follows that of its first half.
func (t *Template) opensYear() bool {
	follows := t.Previous != nil && t.Previous.Period.Year == t.Period.Year && t.Previous.Period.Kind != t.Period.Kind
	return t.Period.FirstOfYear() && !follows
}

// entryCell writes a value as the unit states it.
func entryCell(role cellRole, v *ntm.Value) *written {
	switch v.State {
	case ntm.Dash:
		return &written{role: role, kind: writtenText, text: "-", dash: true}
	case ntm.NoneArising:
		return textCell(role, wordNoneArising)
	case ntm.NotApplicable:
		return textCell(role, wordNotApplicable)
	case ntm.Unreadable:
		return textCell(role, v.Raw)
	case ntm.Stated:
		if v.Type.Numeric() || v.Type == "" && v.Text == "" {
			return numberCell(role, v.Num)
		}
		if v.Type == ntm.TypeDate {
			if d, err := ntm.ParseDateISO(v.Text); err == nil {
				return dateCell(role, d)
			}
		}
		return textCell(role, v.Text)
	}
	return &written{role: role}
}
