package app

import (
	"context"
	"strconv"
	"strings"

	"bieuxa/office"
)

// suggestAll looks through all returns of the period, or those that are selected, for what is surely meant, and shows it
// before anything is changed.
func (r *checkRoom) suggestAll() {
	p, only := r.period, map[string]bool{}
	if some := r.table.selected(); len(some) > 1 {
		for _, c := range some {
			only[c.code] = true
		}
	}
	run(r.w, job[[]office.UnitMends]{title: r.w.say("suggest.all-busy"), atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) ([]office.UnitMends, error) {
			return r.book.SuggestAll(ctx, p, "", step)
		},
		show: func(all []office.UnitMends) {
			var units []office.UnitMends
			for _, u := range all {
				if len(u.Suggestions) > 0 && (len(only) == 0 || only[u.Unit]) {
					units = append(units, u)
				}
			}
			if len(units) == 0 {
				r.w.showKeyDialog(r.w.say("suggest.title"), r.w.say("problem.close"), problemText(r.w.say("suggest.all-none"), r.w.say("suggest.all-none-hint")), nil)
				return
			}
			(&suggestDialog{w: r.w, words: r.book.Words(), units: units, title: r.w.say("suggest.title"), apply: r.applyAll}).show()
		}})
}

// applyAll mends the returns, one step to each, and says what was done.
func (r *checkRoom) applyAll(units []office.UnitMends) {
	p := r.period
	run(r.w, job[[]office.UnitApplied]{title: r.w.say("suggest.all-applying"), atOnce: true,
		do: func(ctx context.Context, step func(i, n int)) ([]office.UnitApplied, error) {
			return r.book.ApplyAll(ctx, p, units, step)
		},
		show: func(done []office.UnitApplied) {
			told, refused := allAppliedWords(done, r.w.words)
			hint := ""
			if len(refused) > 0 {
				hint = r.w.say("suggest.all-refused", "n", strconv.Itoa(len(refused))) + "\n" + strings.Join(refused, "\n")
			}
			r.readList()
			r.w.showKeyDialog(r.w.say("suggest.all"), r.w.say("problem.close"), problemText(told, hint), nil)
		}})
}
