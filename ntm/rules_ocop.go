package ntm

import "strings"

// ruleCertifier asks whether the authority may certify so many stars on the day of its decision. The
// parameters give, by authority, the stars and the last day on which it certified them.
func ruleCertifier(x *examination, c *Check) {
	g, ok := x.grid("ocop")
	if !ok {
		return
	}
	for _, row := range g.Rows {
		who, stars := said(g, row, "co_quan"), figureAt(g, row, "sao")
		if cmp, known := stars.Cmp(NumInt(3)); who == "" || !known || cmp < 0 {
			continue
		}
		allowed, until, _ := strings.Cut(c.Params[who], " ")
		on := said(g, row, "ngay_qd")
		late := until != "" && on != "" && on > until
		if contains(strings.Split(allowed, ","), stars.String()) && !late {
			continue
		}
		x.report(g, row, "co_quan", func(f *Finding) {
			f.Want = certifiersOf(c, stars.String(), on)
			f.Facts["stars"], f.Facts["certifier"], f.Facts["allowed"] = stars.String(), who, f.Want
			f.Facts["decided"] = on
		})
	}
}

// certifiersOf names who may certify the stars on an ISO day.
func certifiersOf(c *Check, stars, on string) string {
	out := ""
	for _, who := range []string{"Huyện", "Tỉnh", "Trung ương"} {
		allowed, until, _ := strings.Cut(c.Params[who], " ")
		if contains(strings.Split(allowed, ","), stars) && (until == "" || on == "" || on <= until) {
			out = joinComma(out, who)
		}
	}
	return out
}

// ruleCertificateTerm compares the end of a certificate with its decision and the term of certificates.
// Whether the last day counts differs, so the slack in days is allowed.
func ruleCertificateTerm(x *examination, c *Check) {
	g, ok := x.grid("ocop")
	if !ok {
		return
	}
	months, slack := c.intParam("months", 36), c.intParam("slack", 1)
	for _, row := range g.Rows {
		decided, ok1 := dateAt(g, row, "ngay_qd")
		ends, ok2 := dateAt(g, row, "han")
		if !ok1 || !ok2 {
			continue
		}
		want := NewDate(decided.Year, int(decided.Month)+months, int(decided.Day))
		if days := want.DaysUntil(ends); days >= -slack && days <= slack {
			continue
		}
		x.report(g, row, "han", func(f *Finding) {
			f.Want = want.String()
			f.Facts["decided"], f.Facts["months"] = decided.String(), itoa(months)
		})
	}
}
