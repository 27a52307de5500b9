package app

import "bieuxa/ntm"

// askPeriod lets the person name any period, as they write it.
func (s *shell) askPeriod() {
	s.w.askForm(form{title: s.w.say("period.ask"), ok: s.w.say("period.choose"),
		fields: []field{{kind: fieldText, label: s.w.say("board.period"), hint: s.w.say("period.hint"), must: true,
			check: func(value string) string { return periodFault(value, s.w.words) }}},
		then: func(values []string) {
			if p, err := ntm.ParsePeriodVN(values[0]); err == nil {
				s.setPeriod(p)
			}
		}})
}

// periodFault says that a text names no period; empty if it does.
func periodFault(value string, w *ntm.Words) string {
	if _, err := ntm.ParsePeriodVN(value); err != nil {
		return say(w, "period.unknown", "text", value)
	}
	return ""
}
