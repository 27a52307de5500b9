package office

import (
	"context"

	"bieuxa/ntm"
	"bieuxa/store"
)

// Stage is how far a unit's return of a period has come on its way, in the words of the ministries' rules.
type Stage string

const (
	StageMissing  Stage = "missing"   // chưa nộp
	StageEntering Stage = "entering"  // đang nhập liệu: the commune works on it
	StageReceived Stage = "received"  // đã gửi, chờ duyệt: it came in and something is open
	StageReturned Stage = "returned"  // yêu cầu chỉnh lý
	StageAccepted Stage = "accepted"  // đã duyệt, chờ tổng hợp
	StageRolledUp Stage = "rolled-up" // đã tổng hợp: it is in an export
	StageDone     Stage = "done"      // hoàn thành: the period is closed
	StageExcluded Stage = "excluded"  // loại trừ, có lý do
)

// Stages lists the stages in the order of a return's way.
func Stages() []Stage {
	return []Stage{StageMissing, StageEntering, StageReceived, StageReturned, StageAccepted, StageRolledUp, StageDone, StageExcluded}
}

// Stage tells how far each unit that is to report has come, by its code.
func (b *Book) Stage(ctx context.Context, p ntm.Period) (map[string]Stage, error) {
	bd, err := b.Board(ctx, p)
	if err != nil {
		return nil, err
	}
	closed, err := b.store.Closings(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	done := len(closed) > 0 && closed[len(closed)-1].Verb == store.VerbClose
	text, at, err := b.store.ExportedTotals(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	exported, err := ParseDigest(text)
	if err != nil {
		return nil, b.stored(err)
	}
	in := map[string]bool{}
	for _, u := range exported.Units {
		in[u.Code] = len(u.Values) > 0
	}
	versions, err := b.store.Versions(ctx, p.String())
	if err != nil {
		return nil, b.stored(err)
	}
	sent := map[string]bool{} // by the newest version
	for _, v := range versions {
		sent[v.Unit] = v.Sent != ""
	}
	composed, err := b.composed(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Stage, len(bd.Lines))
	for i := range bd.Lines {
		l := &bd.Lines[i]
		s, counts := b.stageOf(l, sent[l.Unit.Code]), l.Counted > 0
		if s == StageMissing && composed[l.Unit.Code] {
			s, counts = StageAccepted, true
		}
		if s == StageAccepted && in[l.Unit.Code] && l.Received <= at {
			s = StageRolledUp
		}
		if done && counts {
			s = StageDone
		}
		out[l.Unit.Code] = s
	}
	return out, nil
}

func (b *Book) stageOf(l *BoardLine, sent bool) Stage {
	own := b.parent.Level == ntm.LevelCommune // the commune's own book
	switch {
	case own && sent:
		return StageReceived
	case own && l.Version > 0:
		return StageEntering
	}
	switch l.Standing {
	case StandingExcluded:
		return StageExcluded
	case StandingMissing:
		return StageMissing
	case StandingReturned:
		return StageReturned
	case StandingClean:
		return StageAccepted
	}
	return StageReceived
}

// composed are the units of a longer period that its months stand for.
func (b *Book) composed(ctx context.Context, p ntm.Period) (map[string]bool, error) {
	if p.Kind == ntm.Month {
		return nil, nil
	}
	ru, err := b.RollUp(ctx, p)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, l := range ru.Lines {
		out[l.Unit.Code] = l.Reported()
	}
	return out, nil
}
