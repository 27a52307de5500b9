package office

import (
	"context"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Standing is where a unit stands in a period.
type Standing string

const (
	StandingMissing  Standing = "missing"  // chưa nộp
	StandingBlocked  Standing = "blocked"  // có lỗi
	StandingExplain  Standing = "explain"  // cần giải trình
	StandingClean    Standing = "clean"    // được tổng hợp
	StandingReturned Standing = "returned" // đã trả lại
	StandingExcluded Standing = "excluded" // loại trừ, có lý do
)

// BoardLine is one unit on the submission board (tình hình nộp báo cáo).
type BoardLine struct {
	Unit     ntm.Unit
	Standing Standing
	Version  int // newest version received; 0: none
	Counted  int // version that is counted in the totals; 0: none
	File     string
	Received string // RFC 3339
	Counts   store.Counts
	Excluded string // why the unit is left out of the period
	Late     bool   // nothing came by the due day, though it is past
}

// Board is who has reported for a period, and how it stands.
type Board struct {
	Period   ntm.Period
	From, To ntm.Date
	Due      ntm.Date // the day by which the units are to have sent
	Overdue  int      // days since then; 0: it is not over
	Parent   ntm.Unit
	Lines    []BoardLine
}

// Count returns how many units stand so.
func (bd *Board) Count(s Standing) int {
	n := 0
	for i := range bd.Lines {
		if bd.Lines[i].Standing == s {
			n++
		}
	}
	return n
}

// Received is how many units have sent anything.
func (bd *Board) Received() int { return bd.Expected() - bd.Count(StandingMissing) }

// Expected is how many units are to report: all but those left out.
func (bd *Board) Expected() int { return len(bd.Lines) - bd.Count(StandingExcluded) }

// Board lists every expected unit with the state of its newest return.
func (b *Book) Board(ctx context.Context, p ntm.Period) (*Board, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	versions, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	counts, err := b.store.FindingCounts(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	excluded, err := b.store.Exclusions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	newest, counted := map[string]store.Version{}, map[string]int{}
	first := map[string]ntm.Date{}
	for _, v := range versions {
		newest[v.Unit] = v
		if _, has := first[v.Unit]; !has {
			first[v.Unit] = receivedOn(v.Received)
		}
		if v.State == store.Accepted {
			counted[v.Unit] = v.Version
		}
	}
	bd := &Board{Period: p, From: m.from, To: m.to, Due: b.o.calendar.Due(m.to), Parent: b.parent}
	bd.Overdue = max(0, bd.Due.DaysUntil(b.o.today()))
	for _, u := range m.members {
		line := BoardLine{Unit: u.Unit, Standing: StandingMissing, Counted: counted[u.Code]}
		if v, ok := newest[u.Code]; ok {
			line.Version, line.File, line.Received, line.Counts = v.Version, v.FileName, v.Received, counts[v.ID]
			line.Standing = standingOf(v.State, line.Counts)
		}
		if reason, out := excluded[u.Code]; out {
			line.Standing, line.Counted, line.Excluded = StandingExcluded, 0, reason
		} else {
			line.Late = late(first[u.Code], bd.Due, b.o.today())
		}
		bd.Lines = append(bd.Lines, line)
	}
	return bd, nil
}

// late tells whether a unit's first file came after the due day, or none came and the day is past.
func late(first, due, today ntm.Date) bool {
	if first.IsZero() {
		return today.After(due)
	}
	return first.After(due)
}

func standingOf(s store.State, c store.Counts) Standing {
	switch {
	case s == store.Returned:
		return StandingReturned
	case c.Block > 0:
		return StandingBlocked
	case c.Explain > 0:
		return StandingExplain
	}
	return StandingClean
}
