package ntm

import "strconv"

// rule is a check that no expression can say: identity, structure, history. It emits findings with
// x.add(x.at(grid, row, column)) and may set Want, Operands and Facts on them first.
type rule func(x *examination, c *Check)

// rules are the Go functions that the catalogue may name. The map is never written to.
var rules = map[string]rule{
	"district-criterion": districtCriterion, "district-unmet": districtUnmet, "district-remaining": districtRemaining,

	"reading": ruleReading, "period": rulePeriod, "period-days": rulePeriodDays,
	"unit-gone": ruleUnitGone, "unit-identity": ruleUnitIdentity,
	"signed-in-future": ruleSignedInFuture, "signed-late": ruleSignedLate,
	"title-period": ruleTitlePeriod, "title-unit": ruleTitleUnit, "file-name": ruleFileName,
	"template-version": ruleTemplateVersion, "template-of-period": ruleTemplateOfPeriod,
	"template-of-unit": ruleTemplateOfUnit, "another-version": ruleAnotherVersion, "criteria-set": ruleCriteriaSet,

	"doubt": ruleDoubt, "blank": ruleBlank, "empty-list": ruleEmptyList, "list-total": ruleListTotal, "sum-among-rows": ruleSumAmongRows, "fraction": ruleFraction,
	"figures-as-text": ruleFiguresAsText, "date-swapped": ruleDateSwapped, "negative-count": ruleNegativeCount,
	"percent-beyond": rulePercentBeyond, "typed-over": ruleTypedOver,
	"listed-twice": ruleListedTwice, "zero-for-letter": ruleZeroForLetter,

	"criteria-rows": ruleCriteriaRows, "criteria-extra-rows": ruleCriteriaExtraRows,
	"criterion-of-indicators": ruleCriterionOfIndicators, "criterion-basically-met": ruleCriterionBasicallyMet,
	"result-against-status": ruleResultAgainstStatus, "thresholds-not-known": ruleThresholdsNotKnown,
	"many-gains": ruleManyGains, "gain-without-evidence": ruleGainWithoutEvidence, "opening-of-year": ruleOpeningOfYear,

	"magnitude": ruleMagnitude, "scale-of-table": ruleScaleOfTable, "counted-twice": ruleCountedTwice, "debt-disappears": ruleDebtDisappears,
	"sum-of-months": ruleSumOfMonths, "points-of-reduction": rulePointsOfReduction,
	"certifier": ruleCertifier, "certificate-term": ruleCertificateTerm, "villages-nearly-add-up": ruleVillagesNearlyAddUp,

	"title-chain": ruleTitleChain, "one-live-decision": ruleOneLiveDecision,
	"title-short-of-criteria": ruleTitleShortOfCriteria, "title-missing": ruleTitleMissing,
	"unmet-without-row": ruleUnmetWithoutRow, "row-of-met": ruleRowOfMet, "row-of-no-criterion": ruleRowOfNoCriterion,
	"dependency-cycle": ruleDependencyCycle, "critical-path": ruleCriticalPath,

	"poverty-against-criterion": rulePovertyAgainstCriterion, "ocop-indicator": ruleOCOPIndicator,
	"unchanged-copy": ruleUnchangedCopy, "unchanged-flows": ruleUnchangedFlows, "twin": ruleTwin, "two-files": ruleTwoFiles, "group": ruleGroup, "unusual-change": ruleUnusualChange,
}

// The words of the closed lists that rules go by.
const (
	saidMet           = "Đạt"
	saidBasicallyMet  = "Cơ bản đạt"
	saidUnmet         = "Chưa đạt"
	saidNotApplicable = "Không áp dụng"
	saidWithdrawn     = "Thu hồi"
	saidExpired       = "Hết hạn"
)

// grid returns a table of the return that was found.
func (x *examination) grid(table string) (*Grid, bool) {
	g := x.sc.Ret.Grid(table)
	return g, g != nil && g.Found
}

// prevGrid returns a table of the previous period's return; nil if there is none. A nil grid may be read.
func (x *examination) prevGrid(table string) *Grid { return x.sc.Prev.Grid(table) }

// report adds a finding at a cell after f has filled it.
func (x *examination) report(g *Grid, row *Row, col string, fill func(f *Finding)) {
	f := x.at(g, row, col)
	if fill != nil {
		fill(&f)
	}
	x.add(f)
}

// operandAt is one entry as an operand.
func operandAt(g *Grid, row *Row, col, prefix string) Operand {
	e, _ := g.At(row, col)
	name := row.Label(g.Table)
	if no := row.Indicator(); no != "" && name != "" {
		name = no + " " + name
	}
	value := e.word()
	if d, ok := e.Number(); ok {
		value = d.String()
	}
	return Operand{Name: prefix + name, Value: value, Place: e.Place}
}

// said is the word in a column of a row.
func said(g *Grid, row *Row, col string) string {
	if g == nil || row == nil {
		return ""
	}
	e, ok := g.At(row, col)
	if !ok {
		return ""
	}
	return e.word()
}

// figureAt is the figure in a column of a row.
func figureAt(g *Grid, row *Row, col string) Num {
	if g == nil || row == nil {
		return Num{}
	}
	e, ok := g.At(row, col)
	if !ok {
		return Num{}
	}
	d, known := e.Number()
	return Num{d, known}
}

// dateAt is the day in a column of a row; false if none is stated.
func dateAt(g *Grid, row *Row, col string) (Date, bool) {
	d, err := ParseDateISO(said(g, row, col))
	return d, err == nil
}

func (c *Check) intParam(name string, def int) int {
	n := c.Param(name, NumInt(def))
	return int(n.D.IntPart())
}

func itoa(n int) string { return strconv.Itoa(n) }
