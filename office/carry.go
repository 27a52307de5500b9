package office

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"bieuxa/ntm"
	"bieuxa/store"
	"bieuxa/xlsx"
)

// Carrying is what a workbook carries for the office above.
type Carrying struct {
	Returns int    // counted returns with their own files
	Bytes   int    // of them, packed
	Why     string // why none is carried, as a sentence; empty where nothing was to be carried
}

// Size is that of the returns in megabytes, for people: «0,5».
func (c Carrying) Size() string { return megabytes(c.Bytes) }

// carries tells whether the workbook of a request takes the returns along: the whole of what is submitted to a unit above.
func (e *edition) carries() bool {
	return e.b.parent.Parent != "" && !e.req.WithoutReturns && len(e.req.Forms) == 0
}

// parcel packs the returns that the edition counts; nil where none are to be carried. All of them or none: beyond the
// limit the parcel says so and is empty.
func (e *edition) parcel() (*xlsx.Parcel, Carrying, error) {
	if !e.carries() {
		return nil, Carrying{}, nil
	}
	bd, size, err := e.bundle(e.steps.ctx)
	if err != nil {
		return nil, Carrying{}, err
	}
	n := len(bd.Returns)
	p := &xlsx.Parcel{NoteTitle: e.b.say("carry.sheet")}
	var body []byte
	if n > 0 && size <= xlsx.MaxParcel && n <= maxBundled {
		if body, err = bd.pack(); err != nil {
			return nil, Carrying{}, err
		}
	}
	facts := []string{"n", strconv.Itoa(n), "unit", e.b.parent.Name, "period", e.req.Period.VN(), "max", strconv.Itoa(maxBundled), "limit", megabytes(xlsx.MaxParcel)}
	c := Carrying{}
	switch {
	case n == 0:
		c.Why = e.b.say("carry.none", facts...)
	case body == nil || len(body) > xlsx.MaxParcel:
		c.Why = e.b.say("carry.too-large", append(facts, "size", megabytes(max(size, len(body))))...)
	default:
		c.Returns, c.Bytes, p.Body = n, len(body), body
		p.Head = bd.head()
	}
	p.Note = []string{e.b.say("carry.title")}
	if c.Why != "" {
		p.Note = append(p.Note, c.Why)
		return p, c, nil
	}
	for _, id := range []string{"carry.what", "carry.added", "carry.hidden", "carry.without"} {
		p.Note = append(p.Note, e.b.say(id, append(facts, "size", megabytes(c.Bytes))...))
	}
	return p, c, nil
}

// megabytes is a size for people, rounded up to a tenth.
func megabytes(n int) string {
	tenths := (n*10 + 1<<20 - 1) >> 20
	return ntm.FormatVN(ntm.NumInt(tenths).D.Shift(-1), 1)
}

// bundle gathers what is counted: of a longer period the months' returns too. size is that of the files together;
// beyond the limit they are not read.
func (e *edition) bundle(ctx context.Context) (bd *bundle, size int, err error) {
	b, ru := e.b, e.ru
	_, expected := ru.Count(ntm.Every)
	bd = &bundle{Schema: bundlePlain, Made: e.at.UTC().Format(time.RFC3339), Office: b.reporter(), Parent: b.parent.Code,
		Name: b.parent.Name, Level: string(b.parent.Level), Set: ru.Set.Base, Period: e.req.Period.String(), From: ru.From.String(), To: ru.To.String(),
		Rules: b.rules(), Code: e.code.Code, Expected: expected, Totals: e.figures(), Returns: []bundled{}, files: map[string][]byte{}}
	for _, x := range ru.Excluded {
		bd.Excluded = append(bd.Excluded, bundledOut{bundledUnit{x.Unit.Code, x.Unit.Name}, x.Reason})
	}
	for _, u := range ru.Missing(ntm.Every) {
		bd.Missing = append(bd.Missing, bundledUnit{u.Code, u.Name})
	}
	for _, p := range parts(e.req.Period) {
		if err := b.bundlePeriod(ctx, bd, p); err != nil {
			return nil, 0, err
		}
	}
	if len(bd.Returns) > maxBundled {
		return bd, 0, nil
	}
	for i := range bd.Returns {
		hash := bd.Returns[i].File
		if bd.files[hash] != nil {
			continue
		}
		_, body, err := b.store.File(ctx, hash)
		if err != nil {
			return nil, 0, b.stored(err)
		}
		if size += len(body); size > xlsx.MaxParcel {
			return bd, size, nil
		}
		bd.files[hash] = body
	}
	return bd, size, ctx.Err()
}

// bundlePeriod adds the returns that count for one period, with what was added to them.
func (b *Book) bundlePeriod(ctx context.Context, bd *bundle, p ntm.Period) error {
	m, err := b.period(ctx, p)
	if err != nil {
		if unknownPeriod(err) {
			return nil
		}
		return err
	}
	versions, err := b.store.Official(ctx, p.String())
	if err != nil {
		return b.stored(err)
	}
	excluded, err := b.store.Exclusions(ctx, p.String())
	if err != nil {
		return b.stored(err)
	}
	given, err := b.store.Reasons(ctx, p.String())
	if err != nil {
		return b.stored(err)
	}
	var add []bundled
	for code, v := range versions {
		u, _, ok, err := b.filer(m, code)
		if err != nil {
			return err
		}
		if _, out := excluded[code]; out || !ok {
			continue
		}
		one, err := b.bundleOne(ctx, v, u.Name)
		if err != nil {
			return err
		}
		for _, e := range given {
			if e.Unit == code {
				one.Reasons = append(one.Reasons, bundledWhy{e.Key, e.Saw, e.Text, e.Who, e.At})
			}
		}
		if one.Mapping != nil {
			bd.Schema = bundleSchema
		}
		add = append(add, one)
	}
	slices.SortFunc(add, func(x, y bundled) int { return cmp.Compare(x.Unit, y.Unit) })
	bd.Returns = append(bd.Returns, add...)
	return nil
}

func (b *Book) bundleOne(ctx context.Context, v store.Version, name string) (bundled, error) {
	one := bundled{Unit: v.Unit, UnitName: name, Period: v.Period, Version: v.Version, File: v.File, FileName: v.FileName,
		Received: v.Received, Sent: v.Sent, Verdict: VerdictAccepted}
	if v.Mapping != 0 {
		r, err := b.ruling(ctx, v.Mapping)
		if err != nil {
			return one, err
		}
		one.Mapping = &r.Mapping
	}
	edits, err := b.store.Edits(ctx, v.ID)
	if err != nil {
		return one, b.stored(err)
	}
	for _, e := range held(edits) {
		one.Edits = append(one.Edits, bundledFix{e.Step, e.Sheet, e.Cell, e.Was, e.Typed, e.Kind, e.Value, e.Who, e.At})
	}
	return one, nil
}

// head is what a person reads who looks into the hidden sheet.
func (bd *bundle) head() [][2]string {
	return [][2]string{{"schema", strconv.Itoa(bd.Schema)}, {"office", bd.Office}, {"parent", bd.Parent}, {"parent_name", bd.Name},
		{"set", bd.Set}, {"period", bd.Period}, {"returns", strconv.Itoa(len(bd.Returns))}, {"made", bd.Made}}
}
