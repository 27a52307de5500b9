package office

import (
	"context"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// source is a file on its way in: one that was handed over, or a return carried in one of those.
type source struct {
	path, name string
	period     ntm.Period // of a carried return; zero: as the reception says
	failed     error      // why a submission cannot be taken in

	from  *incoming // the submission it is carried in; nil: it came by itself
	one   *bundled
	edits []store.Edit
	only  string // of a file of several units: the one that is asked for
}

// body is the file itself.
func (s *source) body() ([]byte, error) {
	switch {
	case s.failed != nil:
		return nil, s.failed
	case s.one != nil:
		return s.from.bundle.files[s.one.File], nil
	}
	path, _, _ := strings.Cut(s.path, inside)
	return readFile(path, xlsx.DefaultLimits().File)
}

// bundle is that of the submission, as far as it could be read.
func (s *source) bundle() *bundle {
	if s.from == nil {
		return nil
	}
	return s.from.bundle
}

// inside parts the path of a file from the name of the one return carried in it; both make the path of that return.
const inside = "\x00"

// insideOf is the name of a carried return inside its submission.
func insideOf(r *bundled) string { return r.Period + "/" + r.Unit }

// queue hands out sources. Submissions are opened one after another, when their turn comes.
type queue struct {
	rc    *reception
	files []string // still to be opened
	ready []source // carried returns that wait
	in    []*incoming
	out   int // handed out
}

// total is how many verdicts there will be, as far as is known.
func (q *queue) total() int { return q.out + len(q.ready) + len(q.files) + len(q.in) }

// next are the next files to be read side by side: of one period, so that a month is kept before the one after it is
// examined. None: there are no more.
func (q *queue) next(ctx context.Context) ([]source, error) {
	var out []source
	for len(out) < chunk {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(q.ready) == 0 {
			if len(q.files) == 0 {
				break
			}
			q.open(ctx)
			continue
		}
		s := q.ready[0]
		if len(out) > 0 && s.period != out[0].period {
			break
		}
		out, q.ready = append(out, s), q.ready[1:]
	}
	q.out += len(out)
	return out, nil
}

// open looks into the next file. Where single returns of a submission were named, only those are taken of it.
func (q *queue) open(ctx context.Context) {
	path, one, single := strings.Cut(q.files[0], inside)
	q.files = q.files[1:]
	only := map[string]bool{}
	if single {
		only[one] = true
		q.files = slices.DeleteFunc(q.files, func(f string) bool {
			of, one, single := strings.Cut(f, inside)
			if single = single && of == path; single {
				only[one] = true
			}
			return single
		})
	}
	in, err := q.rc.submission(ctx, path)
	switch {
	case err != nil:
		q.ready = []source{{path: path, name: shownName(path), failed: err, from: in, period: q.rc.own()}}
	case in == nil && single: // a file of several units
		for name := range only {
			_, unit, _ := strings.Cut(name, "/")
			q.ready = append(q.ready, source{path: path + inside + name, name: shownName(path), period: q.rc.own(), only: unit})
		}
		slices.SortFunc(q.ready, func(x, y source) int { return strings.Compare(x.path, y.path) })
	case in == nil:
		q.ready = []source{{path: path, name: shownName(path), period: q.rc.own()}}
	case in.passed:
		q.in = append(q.in, in) // what it carries is known, and what came since stands
	default:
		q.in = append(q.in, in)
		q.ready = slices.DeleteFunc(in.sources(), func(s source) bool { return single && !only[insideOf(s.one)] })
		if len(q.ready) == 0 { // what was named is not in it
			q.ready = []source{{path: path, name: shownName(path), failed: problem(ProblemSubmissionDamaged, nil), period: q.rc.own()}}
		}
	}
}

// own is the period that files are received for; zero: each says it itself.
func (rc *reception) own() ntm.Period {
	if rc.period == nil {
		return ntm.Period{}
	}
	return *rc.period
}

// forget drops what is known of the months before: those of a longer period are kept one after another.
func (rc *reception) forget() {
	if rc.period == nil || rc.period.Kind == ntm.Month {
		return
	}
	rc.mu.Lock()
	defer rc.mu.Unlock()
	clear(rc.before)
}
