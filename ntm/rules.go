package ntm

// rule is a check that no expression can say: identity, structure, history. It emits findings with
// x.add(x.at(grid, row, column)) and may set Want, Operands and Facts on them first.
type rule func(x *examination, c *Check)

// rules are the Go functions that the catalogue may name. The map is never written to.
var rules = map[string]rule{
	"district-criterion": districtCriterion,
	"district-unmet":     districtUnmet,
	"district-remaining": districtRemaining,
}
