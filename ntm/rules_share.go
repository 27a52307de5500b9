package ntm

import "github.com/shopspring/decimal"

// maybeShare tells whether a rate that should be low, and so may well be below 1 %, is more likely a share: another
// result in its row is about a hundred times as large, as 14,67 beside 0,1505. It returns both readings.
func maybeShare(g *Grid, row *Row, e *Entry) (hint string, yes bool) {
	if row.Def == nil || row.Def.Indicator == nil || row.Def.Indicator.Direction != DirectionAtMost || e.State != Stated ||
		e.Type != TypePercent || e.Formula != "" || !e.Num.IsPositive() || e.Num.GreaterThan(decimal.NewFromInt(1)) {
		return "", false
	}
	most := decimal.RequireFromString("1.5")
	rate := timesHundred(e.Num)
	for i := range row.Entries {
		other := &row.Entries[i]
		if g.Table.Columns[i].ByRow && other != e && other.State == Stated && other.Type == TypePercent && other.Num.GreaterThan(decimal.NewFromInt(1)) &&
			other.Num.LessThanOrEqual(rate.Mul(most)) && rate.LessThanOrEqual(other.Num.Mul(most)) {
			return vnPlain(e.Num) + " % hay " + vnPlain(rate) + " %", true
		}
	}
	return "", false
}
