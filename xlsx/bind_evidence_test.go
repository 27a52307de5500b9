package xlsx

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"bieuxa/ntm"
)

// reopened lets a test edit the bytes of a workbook with another hand.
func reopened(t *testing.T, b []byte, edit func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	edit(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// headingCell finds a heading on a sheet.
func headingCell(t *testing.T, f *excelize.File, sheet, text string) string {
	t.Helper()
	cells, err := f.SearchSheet(sheet, text)
	if err != nil || len(cells) == 0 {
		t.Fatalf("sheet %s has no %q (%v)", sheet, text, err)
	}
	return cells[0]
}

func TestDefinedNamesBindWhatHeadingsNoLongerSay(t *testing.T) {
	def := commune(t)
	want := filledReturn(def, 9)
	whole := templateOf(t, def, want)
	t.Run("one heading", func(t *testing.T) {
		b := reopened(t, whole, func(f *excelize.File) {
			_ = f.SetCellValue("04_HoNgheo", headingCell(t, f, "04_HoNgheo", "Phát sinh"), "Nghèo mới")
		})
		got := readBytes(t, def, b)
		if diffs := unlike(want, got); len(diffs) > 0 {
			t.Error(diffs)
		}
		if got := ids(got); !slices.Equal(got, []string{"S4 note ho_ngheo//phat_sinh"}) {
			t.Errorf("told %q", got)
		}
	})
	t.Run("all headings of a table", func(t *testing.T) {
		b := reopened(t, whole, func(f *excelize.File) {
			for _, text := range []string{"Hộ dân cư", "Số hộ"} {
				_ = f.SetCellValue("04_HoNgheo", headingCell(t, f, "04_HoNgheo", text), "cột "+text[:1])
			}
		})
		got := readBytes(t, def, b)
		if diffs := unlike(want, got); len(diffs) > 0 {
			t.Error(diffs)
		}
		if got := ids(got); len(got) == 0 || slices.ContainsFunc(got, func(s string) bool { return !strings.HasPrefix(s, "S4 note dan_cu//") }) {
			t.Errorf("told %q", got)
		}
	})
}

// Headings come in capitals, in decomposed Unicode, with line breaks and hard spaces, and with the
// tone on the other vowel; the key is the same.
func TestSpellingsOfHeadingsAndLabelsMeet(t *testing.T) {
	def := commune(t)
	spell := []func(string) string{
		norm.NFD.String,
		strings.ToUpper,
		func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0 ") },
		func(s string) string { return " " + strings.Replace(s, " ", "\n", 1) + " " },
		func(s string) string {
			return strings.NewReplacer("óa", "oá", "ủy", "uỷ", "hòa", "hoà").Replace(s)
		},
	}
	for n, f := range spell {
		k, want := draw(def, 21)
		for _, s := range k.sheets {
			for _, row := range s.rows {
				for c, v := range row {
					if text, ok := v.(string); ok && !isStatedText(want, text) {
						row[c] = f(text)
					}
				}
			}
		}
		ret := readSketch(t, k, def)
		if diffs := differences(ret, want); len(diffs) > 0 {
			t.Errorf("spelling %d: %d differ, first %s", n, len(diffs), diffs[0])
		}
		if got := told(ret); len(got) > 0 {
			t.Errorf("spelling %d: told %q", n, got)
		}
	}
}

// isStatedText tells values from headings and labels.
func isStatedText(want stated, text string) bool {
	for _, v := range want {
		if v == text {
			return true
		}
	}
	return strings.Contains(text, "/20")
}

// Columns that were cut and pasted elsewhere keep their headings with them.
func TestColumnsMayStandInAnyOrder(t *testing.T) {
	def := commune(t)
	for seed := range uint64(10) {
		k, want := draw(def, seed)
		rng := rand.New(rand.NewPCG(seed, 5))
		for _, s := range k.sheets {
			if len(s.tops) > 1 {
				continue // tables of one sheet would be torn apart
			}
			s.moveGroups(rng)
		}
		ret := readSketch(t, k, def)
		if diffs := differences(ret, want); len(diffs) > 0 {
			t.Errorf("seed %d: %d differ, first %s\n%v", seed, len(diffs), diffs[0], told(ret))
		}
	}
}

// moveGroups puts the groups of columns under one top heading in another order.
func (s *sketchSheet) moveGroups(rng *rand.Rand) {
	top := s.tops[0]
	var groups [][2]int
	for c := range s.rows[top-1] {
		if s.rows[top-1][c] != nil {
			groups = append(groups, [2]int{c, c + 1})
		} else if len(groups) > 0 {
			groups[len(groups)-1][1] = c + 1
		}
	}
	rng.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	to := map[int]int{}
	next := 0
	for _, g := range groups {
		for c := g[0]; c < g[1]; c++ {
			to[c] = next
			next++
		}
	}
	for r := top - 1; r < len(s.rows); r++ {
		moved := make([]any, next)
		for c, v := range s.rows[r] {
			if c < next {
				moved[to[c]] = v
			}
		}
		s.rows[r] = moved
	}
	for i := range s.merges {
		if m := &s.merges[i]; m.FirstRow >= top {
			width := m.LastCol - m.FirstCol
			m.FirstCol = to[m.FirstCol-1] + 1
			m.LastCol = m.FirstCol + width
		}
	}
}

func TestIdentityKeepsBlockAndFirstSheetApart(t *testing.T) {
	def := commune(t)
	b := reopened(t, templateOf(t, def, filledReturn(def, 1)), func(f *excelize.File) {
		row := headingCell(t, f, "00_ThongTin", "Mã đơn vị hành chính")[1:]
		_ = f.SetCellValue("00_ThongTin", "C"+row, "14890")
	})
	wb, err := Read("xa.xlsx", b, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	id := Identify(wb, lexicon(t))
	if !id.HasBlock || id.Block.Unit != "14884" || id.Stated.Unit != "14890" || id.Unit != "14884" {
		t.Errorf("block %q, stated %q, taken %q", id.Block.Unit, id.Stated.Unit, id.Unit)
	}
	if id.Definition != "xa-thang" || id.Version != def.Version || id.Set != "xa-2016-2020" || id.Period != "2020-02" || id.Kind != "xã" {
		t.Errorf("identity is %+v", id)
	}
	if id.From != ntm.NewDate(2020, 1, 15) || id.To != ntm.NewDate(2020, 2, 14) {
		t.Errorf("from %s to %s", id.From, id.To)
	}
	if id.Stated.Places["unit"].Sheet != "00_ThongTin" || id.Block.Places["unit"].Sheet != IdentitySheet {
		t.Errorf("places %v, %v", id.Stated.Places, id.Block.Places)
	}
}

func TestIdentityWithoutBlock(t *testing.T) {
	s := &sketchSheet{name: "Thông tin xã"}
	for i, pair := range [][2]any{{"Nội dung", "Thông tin"}, {"MÃ ĐƠN VỊ HÀNH CHÍNH", "00123"}, {"Tên đơn vị:", "Xã Phú Lệ"}, {"Kỳ báo cáo", "tháng 2/2020"}, {"Từ ngày", nil}} {
		s.put(3+i, 2, pair[0])
		if pair[1] != nil {
			s.put(3+i, 5, pair[1])
		}
		s.put(3+i, 6, "hướng dẫn")
	}
	id := Identify((&sketch{sheets: []*sketchSheet{s}}).workbook(t), lexicon(t))
	if id.HasBlock || id.Unit != "00123" || id.UnitName != "Xã Phú Lệ" || id.Period != "2020-02" || !id.From.IsZero() {
		t.Errorf("identity is %+v", id.IdentityFields)
	}
	if got := id.Places["unit"]; got != (ntm.Place{Sheet: "Thông tin xã", Cell: "E4"}) {
		t.Errorf("unit is placed at %v", got)
	}
}

// Whatever happens to headings and labels, a figure is read in its own place or not at all; and what is
// not read is told.
func TestDamagedHeadingsNeverMoveAFigure(t *testing.T) {
	def := commune(t)
	for seed := range uint64(40) {
		k, want := draw(def, seed)
		rng := rand.New(rand.NewPCG(seed, 13))
		var did []string
		for range 1 + rng.IntN(6) {
			s := k.sheets[rng.IntN(len(k.sheets))]
			did = append(did, s.damage(rng, want))
		}
		ret := readSketch(t, k, def)
		lost := 0
		for _, g := range ret.Tables {
			for _, row := range g.Rows {
				for i := range row.Entries {
					c := &g.Table.Columns[i]
					if !c.Input() || g.Table.Shape == ntm.ShapeList && want[g.Table.ID+"/"+row.Key+"/"+g.Table.Identity[0]] == "" {
						continue
					}
					wanted := want[g.Table.ID+"/"+row.Key+"/"+c.Code]
					switch got := row.Entries[i].Canonical(); {
					case got == wanted:
					case got == "":
						lost++
					default:
						t.Errorf("seed %d: %s/%s/%s is read %q at %s, put in %q, after %q", seed, g.Table.ID, row.Key, c.Code, got, row.Entries[i].Place, wanted, did)
					}
				}
			}
		}
		if lost > 0 && !slices.ContainsFunc(ret.Reading, func(f ntm.Finding) bool { return f.Severity != ntm.Note }) {
			t.Errorf("seed %d: %d figures are lost and nothing says so, after %q: %v", seed, lost, did, told(ret))
		}
	}
}

// damage wipes, overwrites or misspells one heading or label of the sheet.
func (s *sketchSheet) damage(rng *rand.Rand, want stated) string {
	for {
		row := s.rows[rng.IntN(len(s.rows))]
		if len(row) == 0 {
			continue
		}
		c := rng.IntN(len(row))
		text, ok := row[c].(string)
		if !ok || text == "" || isStatedText(want, text) {
			continue
		}
		switch rng.IntN(3) {
		case 0:
			row[c] = nil
		case 1:
			row[c] = "chữ khác hẳn"
		case 2:
			runes := []rune(text)
			at := rng.IntN(len(runes))
			row[c] = string(slices.Delete(runes, at, at+1))
		}
		return text
	}
}
