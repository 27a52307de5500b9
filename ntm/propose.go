package ntm

// Evidence is one plain fact for a proposal or against it. What is the id of its words («mapping.evidence.» + What).
type Evidence struct {
	What   string
	Where  string // the cell or the range it was seen in; may be empty
	Facts  map[string]string
	Weight int // thousandths; negative: it speaks against
}

// Proposal is what an axis of a workbook was found to be.
type Proposal struct {
	Target
	Score    int // 0 to 1000
	Certain  bool
	Evidence []Evidence
	Others   []Alternative // what else it might be, best first
}

// Alternative is another target that an axis might have.
type Alternative struct {
	Target
	Score int
}

// Match is one pair of an assignment.
type Match struct{ Row, Column, Score int }

// Assign pairs rows with columns so that the sum of the scores is the largest there is; a pair below least is none.
// scores[i][j] is how well row i fits column j, 0 to 1000.
func Assign(scores [][]int, least int) []Match {
	n, m := len(scores), 0
	for _, row := range scores {
		m = max(m, len(row))
	}
	if n == 0 || m == 0 {
		return nil
	}
	size := max(n, m)
	cost := func(i, j int) int { // the method minimises; a pair below least is as good as none
		if i < n && j < len(scores[i]) && scores[i][j] >= least {
			return -scores[i][j]
		}
		return 0
	}
	const far = int(^uint(0) >> 2)
	u, v := make([]int, size+1), make([]int, size+1)
	of, way := make([]int, size+1), make([]int, size+1)
	for i := 1; i <= size; i++ {
		of[0] = i
		at := 0
		short, used := make([]int, size+1), make([]bool, size+1)
		for j := range short {
			short[j] = far
		}
		for of[at] != 0 {
			used[at] = true
			row, delta, next := of[at], far, 0
			for j := 1; j <= size; j++ {
				if used[j] {
					continue
				}
				if c := cost(row-1, j-1) - u[row] - v[j]; c < short[j] {
					short[j], way[j] = c, at
				}
				if short[j] < delta {
					delta, next = short[j], j
				}
			}
			for j := 0; j <= size; j++ {
				if used[j] {
					u[of[j]] += delta
					v[j] -= delta
				} else {
					short[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			of[at] = of[way[at]]
			at = way[at]
		}
	}
	var out []Match
	for j := 1; j <= size; j++ {
		if i := of[j] - 1; i < n && j-1 < len(scores[max(i, 0)]) && i >= 0 && scores[i][j-1] >= least && scores[i][j-1] > 0 {
			out = append(out, Match{i, j - 1, scores[i][j-1]})
		}
	}
	return out
}
