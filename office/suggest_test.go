package office_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/xlsx"
)

// dirty is the sample's December return of Xã Phú Lệ with cells typed as given, taken into the book: «=» before a number.
func dirty(t *testing.T, b *office.Book, cells map[string]string) {
	t.Helper()
	name := "14884 Xã Phú Lệ 2020-12.xlsx"
	body, err := os.ReadFile(filepath.Join(sample(t).Returns, name))
	if err != nil {
		t.Fatal(err)
	}
	var in []xlsx.Input
	for at, text := range cells {
		sheet, cell, _ := strings.Cut(at, "!")
		i := xlsx.Input{Sheet: sheet, Kind: xlsx.KindText, Raw: text}
		if number, is := strings.CutPrefix(text, "="); is {
			i.Kind, i.Raw = xlsx.KindNumber, number
		}
		i.Row, i.Col, _ = office.CellOf(cell)
		in = append(in, i)
	}
	var out bytes.Buffer
	if err := xlsx.WriteBack(&out, body, in, xlsx.DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	v, err := b.Import(ctx, december, []string{path}, nil)
	if err != nil || len(v) != 1 || v[0].Problem != nil {
		t.Fatalf("taken in: %v, %v", v, err)
	}
}

// wrongCells are cells of that return as a tired clerk may type them, and what is suggested: «check cell: now», with «!»
// where it is the one reading, and after «+» the cells that change with it.
func wrongCells() []struct {
	name  string
	typed map[string]string
	want  []string
} {
	return []struct {
		name  string
		typed map[string]string
		want  []string
	}{
		{"a letter for a digit", map[string]string{"04_HoNgheo!J18": "l8"}, []string{"G1 J18: 18!"}},
		{"a letter for a digit, and not the right figure", map[string]string{"04_HoNgheo!J18": "l9"}, nil}, // 34 − 16 are 18
		{"a mark of two meanings", map[string]string{"02_NguonLuc!K13": "1.065"}, nil},                     // neither goes with the sums before
		{"a total typed by hand", map[string]string{"02_NguonLuc!E12": "=1280"}, []string{"K1 E12: 1.270!"}},
		{"an opening that is not the last closing", map[string]string{"04_HoNgheo!D18": "=40"}, []string{"P5 D18: 34!"}},
		{"a status spelled anew", map[string]string{"01_TieuChi!H41": "Đaạt"}, []string{"G1 H41: Đạt!"}},
		{"a status of two meanings", map[string]string{"01_TieuChi!H42": "Đạt (nợ)"}, []string{"G2 H42: Đạt"}}, // criterion 13 is Đạt
		{"a year cut short", map[string]string{"00_ThongTin!C26": "16/12/20"}, []string{"G2 C26: 16/12/2020!"}},
		{"no year", map[string]string{"00_ThongTin!C26": "16/12"}, []string{"G2 C26: 16/12/2020"}}, // not before the period's end, not after today
		{"figures as text", map[string]string{"04_HoNgheo!J18": "18", "04_HoNgheo!J19": "75"}, []string{"G7 J18: 18! + J19: 75"}},
		{"a figure with its unit", map[string]string{"06_ThonVuon!C10": "106 hộ"}, []string{"G3 C10: 106!"}},
		{"a figure with words", map[string]string{"06_ThonVuon!C10": "106 (tăng 2)"}, []string{"G3 C10: 106! + M10: Số hộ: tăng 2"}},
		{"a percentage below one", map[string]string{"01_TieuChi!G40": "=0.97"}, []string{"G3 G40: 97"}},
		{"a count of criteria", map[string]string{"01_TieuChi!D76": "=14"}, []string{"C4 D76: 15!"}},
		{"a blank stays one", map[string]string{"04_HoNgheo!J18": ""}, nil},
		{"another period", map[string]string{"00_ThongTin!C15": "Tháng 11/2020"}, []string{"T1 C15: Tháng 12/2020!"}},
	}
}

func suggestedText(s *ntm.Suggestion) string {
	text := s.Check
	for i, c := range s.Cells() {
		if i > 0 {
			text += " +"
		}
		text += " " + c.Place.Cell + ": " + c.Now
		if i == 0 && s.Sure {
			text += "!"
		}
	}
	return text
}

func TestWhatIsSuggestedForWrongCells(t *testing.T) {
	for _, c := range wrongCells() {
		t.Run(c.name, func(t *testing.T) {
			b := decemberBook(t)
			dirty(t, b, c.typed)
			start := time.Now()
			got, err := b.Suggestions(ctx, december, codePhuLe, office.Asked{})
			if err != nil {
				t.Fatal(err)
			}
			t.Log(time.Since(start))
			var text []string
			for i := range got {
				text = append(text, suggestedText(&got[i]))
			}
			if diff := cmp.Diff(c.want, text); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// shownCells is all that a review shows: cells, findings, counts.
func shownCells(t *testing.T, r *office.Review) []string {
	t.Helper()
	var out []string
	for _, s := range r.Sheets {
		for row := 1; row <= s.Rows; row++ {
			for col := 1; col <= s.Cols; col++ {
				if c := s.Cell(row, col); c.Text != "" || c.Edit != "" {
					out = append(out, fmt.Sprintf("%s!%d,%d %+v", s.Name, row, col, c))
				}
			}
		}
	}
	for _, f := range r.Findings {
		out = append(out, fmt.Sprintf("%+v", f))
	}
	return append(out, fmt.Sprint(r.Standing, r.Block, r.Open, r.Explained, r.Note, r.Edits, r.CanUndo))
}

// Whatever is sure takes its finding away and changes no cell but its own and the formulas that hang on it; taken back,
// everything is as it was.
func TestSureSuggestionsMendTheirCellsAlone(t *testing.T) {
	for _, c := range wrongCells() {
		t.Run(c.name, func(t *testing.T) {
			b := decemberBook(t)
			dirty(t, b, c.typed)
			was, err := b.Review(ctx, december, codePhuLe)
			if err != nil {
				t.Fatal(err)
			}
			all, err := b.Suggestions(ctx, december, codePhuLe, office.Asked{Sure: true})
			if err != nil {
				t.Fatal(err)
			}
			for i := range all {
				done, err := b.Apply(ctx, december, codePhuLe, all[i:i+1])
				if err != nil {
					t.Fatal(err)
				}
				if len(done.Stale) > 0 || done.Cells != len(all[i].Cells()) {
					t.Errorf("%d cells changed, %v stale", done.Cells, done.Stale)
				}
				if slices.ContainsFunc(done.Review.Findings, func(f ntm.Finding) bool { return f.Key() == all[i].Key }) {
					t.Errorf("%s is there still", all[i].Key)
				}
				onlyThese(t, was, done.Review, all[i].Cells())
				back, err := b.Undo(ctx, december, codePhuLe)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(shownCells(t, was), shownCells(t, back)); diff != "" {
					t.Errorf("taken back (-was +is):\n%s", diff)
				}
			}
		})
	}
}

// sameTyped tells that a cell shows what was typed: 1.270 may stand there as 1.270,000.
func sameTyped(typed, shown string) bool {
	a, ok1 := ntm.ParseTypedVN(typed)
	b, ok2 := ntm.ParseTypedVN(shown)
	return typed == shown || ok1 && ok2 && a.Equal(b)
}

func onlyThese(t *testing.T, was, now *office.Review, cells []ntm.Retyped) {
	t.Helper()
	for i, s := range was.Sheets {
		for row := 1; row <= s.Rows; row++ {
			for col := 1; col <= s.Cols; col++ {
				a, b := s.Cell(row, col), now.Sheets[i].Cell(row, col)
				at := xlsx.Cell{Row: row, Col: col}.Ref()
				if a.Text == b.Text || a.Formula && b.Formula {
					continue
				}
				if !slices.ContainsFunc(cells, func(c ntm.Retyped) bool {
					return c.Place.Sheet == s.Name && c.Place.Cell == at && sameTyped(c.Now, b.Text)
				}) {
					t.Errorf("%s!%s was %q and is %q", s.Name, at, a.Text, b.Text)
				}
			}
		}
	}
}

// A cell that was typed over since is not typed over by a suggestion that was made before.
func TestStaleSuggestionIsNotApplied(t *testing.T) {
	b := decemberBook(t)
	dirty(t, b, map[string]string{"04_HoNgheo!J18": "l8", "00_ThongTin!C26": "16/12/20"})
	all, err := b.Suggestions(ctx, december, codePhuLe, office.Asked{Sure: true})
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	row, col, _ := office.CellOf("J18")
	if _, err := b.Mend(ctx, december, codePhuLe, []office.Mending{{"04_HoNgheo", row, col, "17"}}); err != nil {
		t.Fatal(err)
	}
	seen, err := b.PreviewSuggested(ctx, december, codePhuLe, all)
	if err != nil || len(seen.Cells) != 1 || len(seen.Stale) != 1 || seen.Solved != 1 {
		t.Errorf("the preview is %+v, %v", seen, err)
	}
	done, err := b.Apply(ctx, december, codePhuLe, all)
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Stale) != 1 || done.Stale[0].Place.Cell != "J18" || done.Cells != 1 {
		t.Errorf("%d cells, stale: %v", done.Cells, done.Stale)
	}
	if got := cellText(t, done.Review, "04_HoNgheo", "J18").Text; got != "17" {
		t.Errorf("the cell says %q", got)
	}
	history, err := b.CellHistory(ctx, december, codePhuLe, office.Mending{Sheet: "00_ThongTin", Row: 26, Col: 3})
	if err != nil || len(history) != 1 || history[0].Cause != "G2" || history[0].Was != "16/12/20" {
		t.Errorf("the history is %+v, %v", history, err)
	}
}

// What is fixed is refused as typing is; the other returns of the period are mended all the same.
func TestSuggestionsOverAPeriod(t *testing.T) {
	b := decemberBook(t)
	dirty(t, b, map[string]string{"04_HoNgheo!J18": "l8"})
	const other = "14878"
	if _, err := b.Mend(ctx, december, other, []office.Mending{{"00_ThongTin", 26, 3, "16/12/20"}}); err != nil {
		t.Fatal(err)
	}
	units, err := b.SuggestAll(ctx, december, "", nil)
	if err != nil || len(units) != 2 {
		t.Fatalf("%v, %v", units, err)
	}
	if units, err = b.SuggestAll(ctx, december, "G1", nil); err != nil || len(units) != 1 || units[0].Unit != codePhuLe || units[0].Preview.Solved < 1 {
		t.Fatalf("of G1: %+v, %v", units, err)
	}
	if units, err = b.SuggestAll(ctx, december, "", nil); err != nil {
		t.Fatal(err)
	}
	done, err := b.ApplyAll(ctx, december, units, nil)
	if err != nil || len(done) != 2 || done[0].Cells != 1 || done[1].Cells != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	for _, u := range done {
		r, err := b.Undo(ctx, december, u.Unit)
		if err != nil || r.CanUndo != (u.Unit == other) || r.Block == 0 { // what was typed there before is a step of its own
			t.Errorf("%s was not one step: %v", u.Unit, err)
		}
	}
}
