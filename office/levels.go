package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"bieuxa/ntm"
	"bieuxa/store"
)

// ownOverlay begins the id of the overlay that holds the levels a book's office set itself, one for each set.
const ownOverlay = "rieng-"

// Level is what the office says an indicator requires.
type Level struct {
	Indicator string
	Zone      string // of the province's overlay; empty: everywhere
	Value     string // «95», «52,5», «Đạt»; empty takes it back
	Source    string // the decision it stands in
}

// Unsure is an indicator whose level decides nothing so far, or was set by the office.
type Unsure struct {
	Indicator, Name, Unit string
	Criterion             int
	Text                  string // what is known: «≥ 95 % (chưa xác minh)»
	Gap                   ntm.Gap
	Note                  string
	Own                   *Level // what the office set
}

// Unsure lists the indicators of the period's set whose levels are not known for all units, and those the
// office has set.
func (b *Book) Unsure(ctx context.Context, p ntm.Period) ([]Unsure, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	own := map[string]Level{}
	for _, l := range b.Levels(m.set.Base) {
		if l.Zone == "" {
			own[l.Indicator] = l
		}
	}
	var out []Unsure
	for _, cr := range m.set.Criteria {
		for _, ind := range cr.Indicators {
			u := Unsure{Indicator: ind.No, Name: ind.Name, Unit: ind.Unit, Criterion: cr.No}
			for i := range m.members {
				r := m.set.Threshold(ind, b.where(m, &m.members[i], nil))
				if u.Text == "" || u.Gap == ntm.NoGap {
					u.Text, u.Gap, u.Note = r.Text, r.Gap, r.Note
				}
			}
			if l, ok := own[ind.No]; ok {
				u.Own = &l
			}
			if u.Gap != ntm.NoGap || u.Own != nil {
				out = append(out, u)
			}
		}
	}
	return out, nil
}

// SetOf is the id of the national set of a period.
func (b *Book) SetOf(ctx context.Context, p ntm.Period) (string, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return "", err
	}
	return m.set.Base, nil
}

// Levels are those the office set itself on a national set.
func (b *Book) Levels(base string) []Level {
	var out []Level
	for _, ov := range b.over {
		if ov.ID != ownOverlay+base {
			continue
		}
		for _, t := range ov.Thresholds {
			out = append(out, Level{t.Indicator, t.Zone, t.Value, t.Source})
		}
	}
	return out
}

// SetLevel sets what an indicator of a national set requires, or takes it back. A level needs its source. The
// change stands in the log; what was examined before is stale.
func (b *Book) SetLevel(ctx context.Context, base string, l Level) error {
	if err := b.writable(); err != nil {
		return err
	}
	l.Value, l.Source = strings.TrimSpace(l.Value), strings.TrimSpace(l.Source)
	if l.Value != "" && l.Source == "" {
		return problem(ProblemReason, nil)
	}
	was := ""
	levels := slices.DeleteFunc(b.Levels(base), func(x Level) bool {
		if x.Indicator == l.Indicator && x.Zone == l.Zone {
			was = x.Value
			return true
		}
		return false
	})
	if l.Value != "" {
		levels = append(levels, l)
	}
	text := b.overlayText(base, levels)
	ov, err := ntm.ParseOverlay([]byte(text))
	if err != nil {
		return problem(ProblemOverlay, err, "error", err.Error())
	}
	set, ok := b.o.criteria.Set(base)
	if !ok {
		return problem(ProblemSet, nil, "set", base)
	}
	if _, err := set.With(ov); err != nil {
		return problem(ProblemLevel, err, "indicator", l.Indicator, "value", l.Value)
	}
	return b.keepOverlay(ctx, ov, text, fmt.Sprintf("%s %s: %s → %s (%s)", base, l.Indicator, quoted(was), quoted(l.Value), l.Source))
}

// overlayText writes the levels as an overlay.
func (b *Book) overlayText(base string, levels []Level) string {
	on, _ := ntm.ParseDateISO(b.meta.On)
	var out strings.Builder
	fmt.Fprintf(&out, "id: %s%s\nprovince: %q\nbase: %s\n", ownOverlay, base, provinceOf(b.units, b.parent, on), base)
	var zones []string
	for _, l := range levels {
		if l.Zone != "" && !slices.Contains(zones, l.Zone) {
			zones = append(zones, l.Zone)
		}
	}
	if len(zones) > 0 {
		out.WriteString("zones:\n")
	}
	for _, z := range zones {
		fmt.Fprintf(&out, "  - {id: %q, name: %q}\n", z, z)
	}
	if len(levels) > 0 {
		out.WriteString("thresholds:\n")
	}
	for _, l := range levels {
		zone := ""
		if l.Zone != "" {
			zone = fmt.Sprintf(", zone: %q", l.Zone)
		}
		fmt.Fprintf(&out, "  - {indicator: %q, value: %q, source: %q%s}\n", l.Indicator, l.Value, l.Source, zone)
	}
	return out.String()
}

func (b *Book) keepOverlay(ctx context.Context, ov ntm.Overlay, text, change string) error {
	version := b.o.cfg.Now().UTC().Format("2006-01-02T15:04:05.000000000Z")
	if err := b.store.KeepDefinition(ctx, "overlay", ov.ID, version, []byte(text)); err != nil {
		return b.stored(err)
	}
	meta := b.meta
	if !slices.Contains(meta.Overlays, ov.ID) {
		meta.Overlays = append(slices.Clone(meta.Overlays), ov.ID)
	}
	b.mu.Lock()
	b.over = append(slices.DeleteFunc(slices.Clone(b.over), func(o ntm.Overlay) bool { return o.ID == ov.ID }), ov)
	b.mu.Unlock()
	return b.keepMeta(ctx, meta, "overlay", []string{change})
}

// levelsText is what an overlay says, to tell whether it has changed.
func levelsText(ov ntm.Overlay) string {
	var out strings.Builder
	for _, t := range ov.Thresholds {
		fmt.Fprintln(&out, ov.ID, t.Indicator, t.Zone, t.Value)
	}
	return out.String()
}

// Traits are what the office knows of a unit besides the catalogue of units.
type Traits struct {
	Unit    ntm.Unit
	Group   string // nhóm xã «1», «2», «3»; empty: as the return says
	Special bool   // xã ĐBKK, ATK
	Zone    string // of the province's overlay
	Region  string // of the national set, by the province: «TDMNPB»
}

// Traits lists the reporting units of a period with what the office knows of them.
func (b *Book) Traits(ctx context.Context, p ntm.Period) ([]Traits, error) {
	m, err := b.period(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]Traits, 0, len(m.members))
	for i := range m.members {
		u := &m.members[i]
		out = append(out, Traits{u.Unit, u.Group, u.Special, u.Zone, m.set.RegionOf(b.where(m, u, nil))})
	}
	return out, nil
}

// SetTraits keeps what the office knows of a unit; what was examined before is stale.
func (b *Book) SetTraits(ctx context.Context, p ntm.Period, t Traits) error {
	if err := b.writable(); err != nil {
		return err
	}
	m, err := b.period(ctx, p)
	if err != nil {
		return err
	}
	u, ok := m.byCode[t.Unit.Code]
	if !ok {
		return problem(ProblemUnit, nil, "code", t.Unit.Code, "name", t.Unit.Name, "period", p.VN())
	}
	if t.Group != "" && t.Group != "1" && t.Group != "2" && t.Group != "3" {
		return problem(ProblemTraits, nil, "error", t.Group)
	}
	was, now := *u, *u
	now.Group, now.Special, now.Zone = t.Group, t.Special, t.Zone
	if was == now {
		return nil
	}
	if err := b.store.AddMembers(ctx, []store.Member{now}); err != nil {
		return b.stored(err)
	}
	detail := fmt.Sprintf("%s → %s", b.traitsText(was), b.traitsText(now))
	if err := b.store.Log(ctx, store.Event{Verb: "traits", Unit: u.Code, Detail: detail}); err != nil {
		return b.stored(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.months = map[string]*month{}
	return nil
}

func (b *Book) traitsText(m store.Member) string {
	special := ""
	if m.Special {
		special = b.words.UI("settings.special", nil)
	}
	return quoted(strings.Trim(strings.Join([]string{m.Group, special, m.Zone}, ", "), ", "))
}

// Zones are the zones that the province's overlays on a set know.
func (b *Book) Zones(base string) []string {
	var out []string
	for _, ov := range b.over {
		if ov.Base != base {
			continue
		}
		for _, z := range ov.Zones {
			if !slices.Contains(out, z.ID) {
				out = append(out, z.ID)
			}
		}
	}
	return out
}
