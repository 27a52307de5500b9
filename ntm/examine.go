package ntm

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Scope is all that the checks of one return may look at.
type Scope struct {
	Def      *Definition // bound to the set and the unit's kind
	Set      *CriteriaSet
	Where    Where // for thresholds
	Unit     Unit
	From, To Date // the period's days
	Ret      *Return

	Prev      *Return   // the unit's accepted return of the previous period; nil if none
	YearStart *Return   // the unit's accepted return of last December; nil if none
	Months    []*Return // the unit's accepted returns before this one, oldest first
	Received  Date      // when the file was received; zero: not known

	Expected Period            // the period the office is receiving; zero: not known
	Gone     string            // why the unit does not report in this period; "" if it does
	Peers    []Unit            // units that report to the book in the period, this one among them; none without a book
	Bare     []string          // their BareNames, made once for all returns; nil: made when they are asked for
	Valid    []Unit            // units that may report, to check code, name and kind together
	Twins    map[string]string // file or unit whose figures are the same → how
	Rivals   []string          // other files of this unit and period, received together with this one, that say something else
	Version  int               // number of this version, if the unit has filed for the period before
	Earlier  *Return           // the version before this one
	Stamp    *Stamp            // what the template was made for; nil if the file does not carry it
	Settings Settings
}

// Stamp is what the hidden block of a template says it was made for.
type Stamp struct {
	Definition string
	Version    int
	Set        string
	Unit       string
	Period     string
}

// Settings are an office's choices that change what the checks say.
type Settings struct {
	BasicallyMetCounts bool
	Severity           map[string]Severity          // check id → severity; "off" switches it off
	Params             map[string]map[string]string // check id → parameters
}

// Off switches a check off in Settings.
const Off Severity = "off"

type compiledCheck struct {
	table                *Table
	when, saw, want, bad *expression
}

// Examine runs the whole catalogue over one return and returns every finding, in sheet and cell
// order. It never stops at the first. An error is a fault in the definition, not in the figures.
func Examine(sc *Scope) ([]Finding, error) {
	x := &examination{sc: sc, ev: newEvaluator(sc)}
	for i := range sc.Def.Checks {
		c := sc.Def.Checks[i].with(sc.Settings.Params[sc.Def.Checks[i].ID])
		x.check, x.ev.check, x.severity = c, c, sc.severityOf(c)
		if x.severity == Off || c.On != "" {
			continue
		}
		x.addReading(c)
		if err := x.run(c); err != nil {
			return nil, fmt.Errorf("check %s: %w", c.ID, err)
		}
	}
	for i := range sc.Ret.Reading { // what the reader found stays even if the catalogue does not know it
		f := sc.Ret.Reading[i]
		if _, known := sc.Def.Check(f.ID); !known {
			x.check, x.severity = &Check{}, Block
			x.add(f)
		}
	}
	for i := range x.found {
		f := &x.found[i]
		if g := sc.Ret.Grid(f.Table); g != nil && f.Severity == Explain && f.Row != "" {
			if row, ok := g.Row(f.Row); ok {
				f.Explained = g.Explanation(row)
			}
		}
	}
	SortFindings(x.found)
	return x.found, nil
}

// addReading adds what the reader found under the check's id, in the severity the office has set, else
// the one the reader gave.
func (x *examination) addReading(c *Check) {
	set, isSet := x.sc.Settings.Severity[c.ID]
	for i := range x.sc.Ret.Reading {
		f := x.sc.Ret.Reading[i]
		if f.ID != c.ID {
			continue
		}
		if isSet {
			f.Severity = set
		}
		x.add(f)
	}
}

// severityOf is the severity of the check as the office has set it.
func (sc *Scope) severityOf(c *Check) Severity {
	if s, ok := sc.Settings.Severity[c.ID]; ok {
		return s
	}
	return c.Severity
}

// examination collects the findings of one return.
type examination struct {
	sc       *Scope
	ev       *evaluator
	check    *Check
	severity Severity
	found    []Finding
	usually  map[[3]string]Num // what cells usually say, once computed
}

func (x *examination) add(f Finding) {
	f.Unit = x.sc.Unit.Code
	if f.ID == "" {
		f.ID = x.check.ID
	}
	if f.Severity == "" {
		f.Severity = x.severity
	}
	if f.Place.File == "" {
		f.Place.File = x.sc.Ret.File
	}
	f.Saw, f.Want = clip(f.Saw), clip(f.Want)
	for name, v := range f.Facts {
		if len(v) > longestFact {
			f.Facts[name] = clip(v)
		}
	}
	x.found = append(x.found, f)
}

// longestFact is how much of a text, in bytes, a finding repeats: a cell may hold a book.
const longestFact = 1000

func clip(s string) string {
	if len(s) <= longestFact {
		return s
	}
	return strings.ToValidUTF8(s[:longestFact], "") + "…"
}

// at starts a finding at a cell of the return.
func (x *examination) at(g *Grid, row *Row, col string) Finding {
	f := Finding{Table: g.Table.ID, Column: col, Place: g.Place, Facts: map[string]string{}}
	if i := g.Table.Col(col); i >= 0 {
		f.Facts["column"] = g.Table.Columns[i].Heading()
	}
	if row == nil {
		return f
	}
	f.Row, f.Indicator = row.Key, row.Indicator()
	f.Facts["row"], f.Facts["no"] = row.Label(g.Table), row.Indicator()
	if g.Table.Shape == ShapeFields { // a field has one name, not a row and a column
		f.Facts["column"], f.Facts["row"] = f.Facts["row"], ""
	}
	if e, ok := g.At(row, col); ok {
		f.Saw = e.Canonical()
		if e.Place.Sheet != "" {
			f.Place = e.Place
		}
	}
	return f
}

func (x *examination) run(c *Check) error {
	if c.Rule != "" {
		rule, ok := rules[c.Rule]
		if !ok {
			return fmt.Errorf("rule %q is unknown", c.Rule)
		}
		rule(x, c)
		return nil
	}
	for i := range c.expanded {
		if err := x.runPlace(&c.expanded[i]); err != nil {
			return err
		}
	}
	return nil
}

func (x *examination) runPlace(c *Check) error {
	g := x.sc.Ret.Grid(c.Table)
	if g == nil || !g.Found {
		return nil
	}
	x.ev.at = c.At
	if c.Each == "table" {
		row, _ := g.Row(c.Row)
		return x.compare(c, g, row)
	}
	for _, row := range g.Rows {
		if !c.appliesTo(row) {
			continue
		}
		if err := x.compare(c, g, row); err != nil {
			return err
		}
	}
	return nil
}

func (c *Check) appliesTo(row *Row) bool {
	if row.Def != nil && c.At != "" && contains(row.Def.Except, c.At) {
		return false
	}
	if len(c.Rows) == 0 {
		return true
	}
	return contains(c.Rows, row.Key) || contains(c.Rows, "@"+string(row.Kind()))
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// compare runs an expression check at one row and reports where it fails.
func (x *examination) compare(c *Check, g *Grid, row *Row) error {
	cc, ev := c.compiled, x.ev
	if cc.when != nil {
		ok, err := ev.truth(cc.when, g, row)
		if err != nil || !ok {
			return err
		}
	}
	if cc.bad != nil {
		bad, err := ev.truth(cc.bad, g, row)
		if err != nil || !bad {
			return err
		}
		f := x.at(g, row, c.At)
		f.Operands = x.operands(c, g, row)
		if cc.want != nil {
			want, err := ev.num(cc.want, g, row)
			if err != nil {
				return err
			}
			f.Want = want.String()
			f.Facts["arithmetic"] = ev.arithmetic(cc.want)
		}
		x.add(f)
		return nil
	}
	saw, err := ev.num(cc.saw, g, row)
	if err != nil {
		return err
	}
	want, err := ev.num(cc.want, g, row)
	if err != nil || !saw.OK || !want.OK || agrees(c, saw.D, want.D) {
		return err
	}
	f := x.at(g, row, c.At)
	f.Saw, f.Want = saw.String(), trimPlaces(saw.D, want.D).String()
	f.Operands = x.operands(c, g, row)
	ev.setRow(g, row, cc.want)
	f.Facts["arithmetic"] = ev.arithmetic(cc.want)
	x.cause(&f, g, row)
	if c.Op != "" && c.Op != "=" { // what should not be more, or less
		f.Facts["op"] = c.Op
	}
	x.add(f)
	return nil
}

// trimPlaces rounds what was computed to as many places as the stated figure shows, and two more.
func trimPlaces(saw, want decimal.Decimal) decimal.Decimal {
	places := max(-saw.Exponent(), 0)
	if exact := -want.Exponent(); exact <= places+2 {
		return want
	}
	return want.Round(places + 2)
}

func (x *examination) operands(c *Check, g *Grid, row *Row) []Operand {
	ev := x.ev
	ev.record, ev.operands = true, nil
	defer func() { ev.record = false }()
	for _, e := range []*expression{c.compiled.bad, c.compiled.want} {
		if e != nil {
			_, _ = ev.evaluate(e, g, row)
		}
	}
	return ev.operands
}

// binaryDust is what a sum in Excel's binary figures may be off: 0,1 + 0,2 is 0,30000000000000004 there.
// It is a tenth of a đồng in a figure in triệu đồng.
var binaryDust = decimal.New(1, -7)

func agrees(c *Check, saw, want decimal.Decimal) bool {
	diff := saw.Sub(want)
	tol := binaryDust
	switch c.Tolerance {
	case "":
	case "print":
		tol = printTolerance(saw)
	default:
		if n, err := ParseNum(c.Tolerance); err == nil {
			tol = n.D
		}
	}
	switch c.Op {
	case "<=":
		return diff.Cmp(tol) <= 0
	case ">=":
		return diff.Neg().Cmp(tol) <= 0
	case "<":
		return diff.Sign() < 0
	case ">":
		return diff.Sign() > 0
	}
	return diff.Abs().Cmp(tol) <= 0
}
