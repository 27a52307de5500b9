package ntm

import "github.com/shopspring/decimal"

// Judgment is what a result says when held against a requirement.
type Judgment uint8

const (
	JudgmentOpen  Judgment = iota // cannot tell
	JudgmentMet                   // the requirement is met
	JudgmentUnmet                 // it is not
)

var judgmentNames = [...]string{"open", "met", "unmet"}

func (j Judgment) String() string { return judgmentNames[j] }

// Answer is a result stated in a word.
type Answer uint8

const (
	AnswerBlank Answer = iota
	AnswerMet          // Đạt
	AnswerUnmet        // Chưa đạt, Không đạt
	AnswerYes          // Có
	AnswerNo           // Không: for «Nhà tạm, dột nát» it is the good answer
)

// ParseAnswer reads a result stated in a word; false means it is none.
func ParseAnswer(text string) (Answer, bool) {
	switch foldWord(text) {
	case "":
		return AnswerBlank, true
	case "đạt":
		return AnswerMet, true
	case "chưa đạt", "không đạt":
		return AnswerUnmet, true
	case "có":
		return AnswerYes, true
	case "không", "không có", "không còn":
		return AnswerNo, true
	}
	return AnswerBlank, false
}

// IndicatorResult is what a unit states for an indicator: numbers in the indicator's unit, or an answer.
type IndicatorResult struct {
	Numbers []decimal.Decimal
	Answer  Answer
}

// Judge holds a result against a requirement. It says JudgmentOpen rather than guess: where the
// requirement does not decide, and where the result is not of its kind (one number where two are asked).
func Judge(req Requirement, res IndicatorResult) Judgment {
	if !req.Decides() {
		return JudgmentOpen
	}
	switch req.Demand.Kind {
	case DemandNumbers:
		return judgeNumbers(req, res.Numbers)
	case DemandNone:
		return judgeNone(res)
	case DemandMet:
		return judgeAnswer(res.Answer, AnswerYes, AnswerNo)
	case DemandGrade:
		return judgeAnswer(res.Answer, AnswerMet, AnswerUnmet)
	}
	return JudgmentOpen
}

func judgeNumbers(req Requirement, got []decimal.Decimal) Judgment {
	want := req.Demand.Numbers
	if len(got) != len(want) || len(want) == 0 {
		return JudgmentOpen
	}
	for i := range want {
		c := got[i].Cmp(want[i])
		switch req.Direction {
		case DirectionAtLeast:
			if c < 0 {
				return JudgmentUnmet
			}
		case DirectionAtMost:
			if c > 0 {
				return JudgmentUnmet
			}
		case DirectionExactly:
			if c != 0 {
				return JudgmentUnmet
			}
		default:
			return JudgmentOpen
		}
	}
	return JudgmentMet
}

// judgeNone judges «Không»: met when there is none.
func judgeNone(res IndicatorResult) Judgment {
	if len(res.Numbers) == 1 {
		switch res.Numbers[0].Sign() {
		case 0:
			return JudgmentMet
		case 1:
			return JudgmentUnmet
		}
		return JudgmentOpen
	}
	return judgeAnswer(res.Answer, AnswerNo, AnswerYes)
}

// judgeAnswer takes Đạt and Chưa đạt at their word, and the two answers as the demand reads them.
func judgeAnswer(a, good, bad Answer) Judgment {
	switch a {
	case AnswerMet, good:
		return JudgmentMet
	case AnswerUnmet, bad:
		return JudgmentUnmet
	}
	return JudgmentOpen
}
