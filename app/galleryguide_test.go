package app

// guideShots are the quick starts in the window, and what the clerk's one shows of the clerk's door.
func guideShots() []shot {
	return []shot{
		{name: "keys", put: func(st *stage) { st.showGuide(guidePlace{id: guideKeys}) }, wide: true},
		{name: "guide", put: func(st *stage) { st.help() }, wide: true},
		{name: "guide-topic", put: func(st *stage) { st.showGuide(guideAt("check")) }, wide: true},
		{name: "clerk-findings", put: func(st *stage) { st.suggestingIn(st.review(st.slipped(), true), "G1", "J18") }},
	}
}
