package ntm

import "slices"

// Titles as sheet 07 words them (choices.yaml, list titles).
const (
	TitleStandard = "Đạt chuẩn NTM"
	TitleAdvanced = "NTM nâng cao"
	TitleModel    = "NTM kiểu mẫu"
	TitleModern   = "NTM hiện đại"
)

// Withdrawn is the word of sheet 07 for a decision that takes a title back.
const Withdrawn = "Thu hồi"

// Recognised lists the units that hold a title by a live decision at the end of the period: the last
// decision on the title grants it. A title without a decision (hồ sơ đang trình) is not held.
func (ru *RollUp) Recognised(title string, w Which) []Listed {
	var out []Listed
	for _, l := range ru.Pick(Which(Rural).And(w)) {
		for _, x := range ru.LastDecisions(l) {
			if x.Value("danh_hieu").Text == title && x.Value("hinh_thuc").Text != Withdrawn {
				out = append(out, x)
			}
		}
	}
	return out
}

// LastDecisions are the rows of sheet 07 with the unit's last decision on each title, granted or withdrawn,
// in the order in which the titles are first listed.
func (ru *RollUp) LastDecisions(l *UnitLine) []Listed {
	g := l.Now.Grid(recognitionTable)
	if g == nil {
		return nil
	}
	var out []Listed
	for _, row := range g.Rows {
		x := Listed{l, g, row}
		if x.Value("so_qd").State != Stated {
			continue
		}
		same := func(y Listed) bool { return y.Value("danh_hieu").Text == x.Value("danh_hieu").Text }
		switch i := slices.IndexFunc(out, same); {
		case i < 0:
			out = append(out, x)
		case x.Value("ngay_qd").Text >= out[i].Value("ngay_qd").Text:
			out[i] = x
		}
	}
	return out
}

// Share is a count with its named denominator (R6): NTM of all communes, higher titles of the
// communes that reached the standard.
type Share struct {
	Title    string
	Units    []Listed
	Of       int
	OfWhat   string
	Rate     Num // %, unrounded
	Reported int
}

// Recognition counts the titles held, lower ones first, each with its own denominator.
func (ru *RollUp) Recognition(w Which) []Share {
	communes, _ := ru.Count(Which(Rural).And(w))
	standard := ru.Recognised(TitleStandard, w)
	out := []Share{newShare(TitleStandard, standard, communes, "xã")}
	for _, title := range []string{TitleAdvanced, TitleModel, TitleModern} {
		out = append(out, newShare(title, ru.Recognised(title, w), len(standard), "xã đạt chuẩn NTM"))
	}
	for i := range out {
		out[i].Reported = communes
	}
	return out
}

func newShare(title string, units []Listed, of int, what string) Share {
	return Share{Title: title, Units: units, Of: of, OfWhat: what, Rate: RateOf(len(units), of)}
}

// RateOf is n of of in per cent, unrounded; missing if of is zero.
func RateOf(n, of int) Num { return NumInt(n).Mul(NumInt(100)).Div(NumInt(of)) }
