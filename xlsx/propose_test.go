package xlsx

import (
	"math/rand/v2"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// nobody is a gazetteer that knows no unit.
type nobody struct{}

func (nobody) Named(string) []ntm.Unit     { return nil }
func (nobody) Mentioned(string) []ntm.Unit { return nil }

// disturbed is a heading as another clerk would write it. other tells that it is then no heading of the column.
func disturbed(r *rand.Rand, heading string) (out string, other bool) {
	switch r.IntN(12) {
	case 0:
		return heading + " cùng kỳ năm trước", true
	case 1:
		return "Kế hoạch " + heading, true
	case 2:
		return "Tỷ lệ " + heading + " (%)", true
	case 3:
		return heading + " so với tháng trước", true
	case 4:
		return "Trong đó " + heading + " là DTTS", true
	case 5:
		return "Ước " + heading, true
	case 6:
		return heading + " của hộ chính sách", true
	case 7:
		return strings.ToUpper(heading), false
	case 8:
		return "  " + strings.ReplaceAll(heading, " ", "\n") + ":", false
	}
	return heading, false
}

// What is certain is right, whatever clerks write over their columns, in whatever order.
func TestCertainColumnsAreRightWhateverTheHeadings(t *testing.T) {
	synonyms, err := ntm.LoadSynonyms(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBinder(commune(t), lexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	columns := [][2]string{{"dau_nam", "Đầu năm"}, {"dau_ky", "Đầu kỳ"}, {"thoat", "Thoát nghèo"}, {"tai", "Tái nghèo"}, {"phat_sinh", "Phát sinh mới"},
		{"cuoi_ky", "Số hộ nghèo cuối kỳ"}}
	certain, asked := 0, 0
	for seed := range uint64(80) {
		r := rand.New(rand.NewPCG(seed, 5))
		book := newBookBuilder(ContainerText, DefaultLimits())
		s, err := book.sheet("Sheet1", Visible)
		if err != nil {
			t.Fatal(err)
		}
		put := func(row, col int, kind CellKind, raw string) {
			if err := s.put(Cell{Row: row, Col: col, Kind: kind, Raw: raw}, 0); err != nil {
				t.Fatal(err)
			}
		}
		put(1, 1, KindText, "Hộ nghèo")
		put(3, 1, KindText, "TT")
		put(3, 2, KindText, "Nội dung")
		is := map[int]string{}
		for n, at := range r.Perm(len(columns)) {
			heading, other := disturbed(r, columns[at][1])
			put(3, 3+n, KindText, heading)
			if is[3+n] = columns[at][0]; other {
				is[3+n] = ""
			}
			for row := range 2 {
				put(4+row, 3+n, KindNumber, []string{"7", "12", "30", "0"}[r.IntN(4)])
			}
		}
		for row, label := range []string{"Hộ nghèo", "Hộ cận nghèo"} {
			put(4+row, 1, KindNumber, count(row+1))
			put(4+row, 2, KindText, label)
		}
		wb, err := book.done()
		if err != nil {
			t.Fatal(err)
		}
		found := b.Propose(LayoutOf(wb), Asking{Synonyms: synonyms, Units: nobody{}})
		if len(found.Regions) != 1 {
			t.Fatalf("seed %d: %d tables", seed, len(found.Regions))
		}
		for i, p := range found.Regions[0].Columns {
			axis := &found.Mapping.Regions[0].Columns[i]
			if axis.Ignore || axis.Unsure {
				asked++
				continue
			}
			certain++
			if col := found.Regions[0].Spots[i].Col; !p.Certain || is[col] != axis.Column {
				t.Errorf("seed %d: %q is certainly %q, is %q", seed, axis.Named(), axis.Column, is[col])
			}
		}
	}
	if certain < 40 || asked < 40 {
		t.Errorf("%d certain, %d asked: the test says nothing", certain, asked)
	}
}

func TestAssignmentIsTheBestAsAWhole(t *testing.T) {
	// the best pair alone (0,0) would leave 1 with nothing
	got := ntm.Assign([][]int{{900, 850}, {800, 100}}, 300)
	sum := 0
	for _, m := range got {
		sum += m.Score
	}
	if len(got) != 2 || sum != 850+800 {
		t.Errorf("%+v", got)
	}
}
