package ntm

// SelfAssessment is a district's assessment of itself: «9/9 tiêu chí, 36/36 chỉ tiêu».
type SelfAssessment struct {
	Grid          *Grid
	Criteria      int
	Met           int
	Indicators    int
	IndicatorsMet int
	Unmet         []string // numbers of the criteria not met
}

// SelfAssessments counts what a district's own return states; an assessment it has not begun is left
// out.
func SelfAssessments(r *Return) []SelfAssessment {
	var out []SelfAssessment
	if r == nil {
		return nil
	}
	for _, g := range r.filled() {
		s := SelfAssessment{Grid: g}
		for _, a := range assess(g) {
			s.Criteria++
			s.Indicators += len(a.rows)
			s.IndicatorsMet += a.indicators[StatusMet] + a.indicators[StatusNotApplicable]
			if a.status.Counts(false) {
				s.Met++
			} else {
				s.Unmet = append(s.Unmet, a.row.Def.No)
			}
		}
		out = append(out, s)
	}
	return out
}

// LiveProduct says that an OCOP product counts at the end of the period: it is not withdrawn, and its
// certificate has not run out.
func (ru *RollUp) LiveProduct(x Listed) bool {
	switch x.Value("tinh_trang").Text {
	case "Hết hạn", "Thu hồi":
		return false
	}
	until := x.Value("han")
	return until.State != Stated || until.Text >= ru.To.String()
}

// Overdue counts the road-map rows past their date and not finished, in all and by office in charge.
func (ru *RollUp) Overdue(w Which) (n int, byOffice map[string]int) {
	byOffice = map[string]int{}
	for _, x := range ru.List("lo_trinh", w) {
		if !ru.IsOverdue(x) {
			continue
		}
		n++
		byOffice[x.Value("don_vi").Text]++
	}
	return n, byOffice
}

// IsOverdue says that a road-map row is past its date at the end of the period, and not finished.
func (ru *RollUp) IsOverdue(x Listed) bool {
	due := x.Value("thoi_han")
	return due.State == Stated && due.Text < ru.To.String() && !TaskDone(x)
}

// TaskDone says that a road-map row is finished.
func TaskDone(x Listed) bool { return x.Value("tinh_trang").Text == taskDone }

// taskDone is the word of sheet 08 for a task that is finished.
const taskDone = "Hoàn thành"

// DistrictName is the name of a unit between the parent and the reporting units.
func (ru *RollUp) DistrictName(code string) string {
	if u, ok := ru.Above[code]; ok {
		return u.Name
	}
	return code
}
