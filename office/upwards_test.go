package office_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

// between parts the name of a submission from that of a file in it.
const between = " › "

// all are the units of every kind below a parent, by code.
func (m *maker) all(parent string) []ntm.Unit {
	return m.units.Children(parent, ntm.LevelCommune, m.to)
}

// submit makes the book of a district, takes the files in and exports the workbook that is submitted.
func (m *maker) submit(parent string, files ...string) (b *office.Book, path string) {
	m.t.Helper()
	b = create(m.t, office.NewBook{Parent: parent, Set: m.set.ID, On: m.to})
	take(m.t, b, m.period, files...)
	return b, m.export(b)
}

func (m *maker) export(b *office.Book) string {
	m.t.Helper()
	out, err := b.Export(ctx, office.ExportRequest{Period: m.period, Dir: m.t.TempDir(), Workbook: true})
	if err != nil {
		m.t.Fatalf("%s: %v", b.Parent().Name, office.AsProblem(err).Facts)
	}
	return out.Files[0]
}

// province is an empty book of Quảng Ninh.
func (m *maker) province() *office.Book {
	m.t.Helper()
	return create(m.t, office.NewBook{Parent: quangNinh, Set: m.set.ID, On: m.to})
}

// Thirteen districts submit what 177 units and three districts sent to them; the province that takes the thirteen
// workbooks in has figure for figure what it has when all files come to it directly.
func TestThirteenSubmissionsAreTheirReturns(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("nothing here runs side by side")
	}
	m := newMaker(t, "xa-2021-2025", "2022-10")
	files := m.quangNinh()
	direct := m.province()
	var every []string
	for _, of := range files {
		every = append(every, of...)
	}
	slices.Sort(every)
	wantClean(t, take(t, direct, m.period, every...))
	var submissions []string
	for _, code := range m.districtCodes() {
		_, path := m.submit(code, files[code]...)
		submissions = append(submissions, path)
	}
	if len(submissions) != 13 || len(every) != 177+len(districts) {
		t.Fatalf("%d submissions of %d files, want 13 of 180", len(submissions), len(every))
	}
	above := m.province()
	verdicts := take(t, above, m.period, submissions...)
	wantClean(t, verdicts)
	if len(verdicts) != 180+13 {
		t.Errorf("%d verdicts, want one for each of 180 returns and 13 submissions", len(verdicts))
	}
	for _, v := range verdicts[180:] {
		if s := v.Submission; s == nil || !s.Compared || len(s.Differs) != 0 || s.Accepted != s.Carried || s.Carried != len(files[v.Unit]) {
			t.Errorf("%s: %+v", v.File, s)
		}
	}
	m.wantSame(direct, above)
	ru := rollUp(t, above, m.period)
	t.Run("published", func(t *testing.T) { checkPublished(t, ru) })
	t.Run("subtotals", func(t *testing.T) { m.checkSubtotals(t, above, ru) })
	t.Run("trace", func(t *testing.T) { m.checkTrace(t, above, files) })
	t.Run("again", func(t *testing.T) { m.checkAgain(t, above, submissions[:2]) })
}

func (m *maker) districtCodes() []string {
	var out []string
	for _, u := range m.units.Children(quangNinh, ntm.LevelDistrict, m.to) {
		out = append(out, u.Code)
	}
	return out
}

// quangNinh writes the returns of all units and of the three districts, by district; each unit has figures of its own.
func (m *maker) quangNinh() map[string][]string {
	out := map[string][]string{}
	rural := 0
	for i, u := range m.all(quangNinh) {
		c := m.commune(u)
		c.Poor = i % 7
		if u.Kind.Rural() {
			c.Titles = []string{ntm.TitleStandard}
			if rural < 96 && rural%2 == 0 { // 48 of 98
				c.Titles = append(c.Titles, ntm.TitleAdvanced)
			}
			rural++
		}
		out[u.Parent] = append(out[u.Parent], m.write(c))
	}
	for _, d := range districts {
		out[d.code] = append(out[d.code], m.writeDistrict(m.district(d.code, d.table, d.unmet)))
	}
	return out
}

// wantSame holds all figures, and every cell of every form, of two books against each other; only whence a file came may
// differ.
func (m *maker) wantSame(a, b *office.Book) {
	m.t.Helper()
	var digests, sums, forms [2]string
	for i, book := range []*office.Book{a, b} {
		var err error
		if digests[i], err = book.DigestText(ctx, m.period); err != nil {
			m.t.Fatal(err)
		}
		sums[i] = asText(m.t, figures(rollUp(m.t, book, m.period)))
		made, err := book.Forms(ctx, m.period, nil)
		if err != nil {
			m.t.Fatal(err)
		}
		forms[i] = asText(m.t, made)
	}
	wantText(m.t, "digest", digests)
	wantText(m.t, "figures and their cells", sums)
	wantText(m.t, "forms", forms)
}

// asText is a value with every file named as it was sent.
func asText(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return carriedIn.ReplaceAllString(string(text), "")
}

var carriedIn = regexp.MustCompile(`Bieu tong hop \d+ [0-9-]+\.xlsx › `)

func wantText(t testing.TB, what string, got [2]string) {
	t.Helper()
	if len(got[0]) < 10_000 {
		t.Errorf("%s: there are but %d letters to compare", what, len(got[0]))
	}
	for i := 0; i < len(got[0]) || i < len(got[1]); i++ {
		if i >= len(got[0]) || i >= len(got[1]) || got[0][i] != got[1][i] {
			from := max(0, i-200)
			t.Errorf("%s differ:\n%.400s\n%.400s", what, got[0][min(from, len(got[0])):], got[1][min(from, len(got[1])):])
			return
		}
	}
}

func checkPublished(t *testing.T, ru *ntm.RollUp) {
	if n, of := ru.Count(ntm.Every); n != 177 || of != 177 {
		t.Errorf("%d/%d reported, want 177/177", n, of)
	}
	c := ru.Criteria(ntm.Every)
	if c.Expected != 98 || c.Reported != 98 || c.Met != 1862 {
		t.Errorf("%d/%d communes, %d criteria; want 98/98, 1862 (98 × 19)", c.Reported, c.Expected, c.Met)
	}
	want := map[string]string{ntm.TitleStandard: "98/98", ntm.TitleAdvanced: "48/98"}
	for _, s := range ru.Recognition(ntm.Every) {
		if got := fmt.Sprintf("%d/%d", len(s.Units), s.Of); want[s.Title] != "" && got != want[s.Title] {
			t.Errorf("%s: %s, want %s", s.Title, got, want[s.Title])
		}
	}
	// By hand: Σ i mod 7 for i = 0…176 is 25 × 21 + 0 + 1 = 526.
	wantFigure(t, "poor households", ru.Sum("ho_ngheo", ntm.PoorRow, "cuoi_ky", ntm.Every), "526")
	checkDistricts(t, ru)
}

// checkSubtotals asks for a line of each district in every form whose rows are units.
func (m *maker) checkSubtotals(t *testing.T, b *office.Book, ru *ntm.RollUp) {
	forms, err := b.Forms(ctx, m.period, nil)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, f := range forms {
		of := map[string]int{}
		units := 0
		for _, r := range f.Rows {
			if r.Role == report.Item {
				units++
			}
			if r.Role != report.Subtotal && r.Role != report.Group && r.Role != report.Head {
				continue
			}
			for _, code := range m.districtCodes() {
				name := ru.DistrictName(code)
				if slices.ContainsFunc(r.Cells, func(c report.Cell) bool { return strings.Contains(c.Text, name) }) {
					of[code]++
				}
			}
		}
		if units < 98 {
			t.Logf("%s: %d rows of units, %d districts", f.No, units, len(of))
			continue
		}
		checked++
		if len(of) != 13 {
			t.Errorf("%s has lines of %d districts, want 13", f.No, len(of))
		}
	}
	if checked < 3 {
		t.Errorf("only %d forms list units", checked)
	}
}

func (m *maker) checkTrace(t *testing.T, b *office.Book, files map[string][]string) {
	got, err := b.Trace(ctx, m.period, "ho_ngheo/ngheo/cuoi_ky")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Figure.Sources) != 177 {
		t.Fatalf("%d sources, want 177", len(got.Figure.Sources))
	}
	unit := m.all("202")[2].Code
	i := slices.IndexFunc(got.Figure.Sources, func(s ntm.Source) bool { return s.Unit == unit })
	s := got.Figure.Sources[i]
	if want := "Bieu tong hop 202 2022-10.xlsx" + between + unit + ".xlsx"; s.Place.File != want || s.Place.Sheet == "" || s.Place.Cell == "" {
		t.Errorf("the figure of %s comes from %s, want %s and its cell", unit, s.Place, want)
	}
	own := files["202"][slices.IndexFunc(files["202"], func(f string) bool { return filepath.Base(f) == unit+".xlsx" })]
	if said := cellOf(t, own, s.Place); said != s.Value.D.String() {
		t.Errorf("%s says %q, the trace %s", s.Place, said, s.Value)
	}
	path, err := b.Original(ctx, m.period, unit, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	want, err1 := os.ReadFile(own)
	kept, err2 := os.ReadFile(path)
	if err1 != nil || err2 != nil || !bytes.Equal(want, kept) || filepath.Base(path) != unit+".xlsx" {
		t.Errorf("%s is not the file that %s had sent (%v, %v)", path, unit, err1, err2)
	}
}

// checkAgain takes the very submissions in again: nothing changes.
func (m *maker) checkAgain(t *testing.T, b *office.Book, submissions []string) {
	before, events := boardOf(t, b, m.period), eventsOf(t, b)
	for _, v := range take(t, b, m.period, submissions...) {
		if !v.Same || v.Verdict != office.VerdictAccepted {
			t.Errorf("%s: %s, same %t", v.File, v.Verdict, v.Same)
		}
	}
	if diff := cmp.Diff(before, boardOf(t, b, m.period)); diff != "" {
		t.Errorf("the board changed:\n%s", diff)
	}
	if got := eventsOf(t, b); len(got) != len(events) {
		t.Errorf("the log grew: %+v", got[len(events):])
	}
}
