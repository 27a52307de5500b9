package office_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
)

// The districts ended on 30/6/2025.
func TestDistrictBookAfterItsEnd(t *testing.T) {
	b := create(t, office.NewBook{Parent: "385", Set: "xa-2021-2025", On: ntm.NewDate(2025, 1, 14)})
	if ru := rollUp(t, b, month(t, "2025-06")); len(ru.Lines) != 15 {
		t.Errorf("%d units in June, want 15", len(ru.Lines))
	}
	p := month(t, "2025-08")
	for verb, do := range map[string]func() error{
		"roll-up": func() error { _, err := b.RollUp(ctx, p); return err },
		"board":   func() error { _, err := b.Board(ctx, p); return err },
		"import":  func() error { _, err := b.Import(ctx, p, []string{t.TempDir()}, nil); return err },
		"issue":   func() error { _, err := b.Issue(ctx, p, t.TempDir(), "", nil); return err },
	} {
		var bad *office.Problem
		if err := do(); !errors.As(err, &bad) || bad.ID != office.ProblemNoUnits {
			t.Errorf("%s: %v, want %s", verb, err, office.ProblemNoUnits)
			continue
		}
		what, hint := open(t).Words().Problem(bad.ID, bad.Facts)
		for _, want := range []string{"Huyện Quan Hóa", "không còn từ 01/7/2025", "tháng 08/2025"} {
			if !strings.Contains(strings.ToLower(what), strings.ToLower(want)) {
				t.Errorf("%s: %q does not say %q", verb, what, want)
			}
		}
		if !strings.Contains(hint, "tỉnh") {
			t.Errorf("%s: the hint does not send to the province: %q", verb, hint)
		}
	}
}

// afterMerger is Thanh Hóa's book in August 2025, and a maker of returns as units of before would file
// them in that month.
func afterMerger(t *testing.T) (m, old *maker, b *office.Book) {
	t.Helper()
	m = newMaker(t, "xa-2021-2025", "2025-08")
	old = newMaker(t, "xa-2021-2025", "2025-06")
	b = create(t, office.NewBook{Parent: "38", Set: "xa-2021-2025", On: m.to})
	return m, old, b
}

func (m *maker) late(c filled.Commune) filled.Commune {
	c.Period, c.From, c.To = m.period, m.from, m.to
	return c
}

func TestMergedCommuneNamesItsSuccessor(t *testing.T) {
	m, old, b := afterMerger(t)
	path := m.write(m.late(old.commune(old.unit("14911"))))
	v := take(t, b, m.period, path)[0]
	if v.Verdict != office.VerdictRefused || v.Problem == nil || v.Problem.ID != office.ProblemUnit {
		t.Fatalf("%s, %v\n%s", v.Verdict, v.Problem, found(t, v.Findings))
	}
	what, _ := open(t).Words().Problem(v.Problem.ID, v.Problem.Facts)
	if len(v.Findings) != 1 || v.Findings[0].ID != "T2" || cellOf(t, path, v.Findings[0].Place) != "14911" {
		t.Fatalf("%+v; want one T2 at the cell of the code", v.Findings)
	}
	// reports.md 2.w: «Xã Phú Nghiêm đã nhập vào xã Hồi Xuân từ 01/7/2025; kỳ này không nhận báo cáo riêng.»
	for _, said := range []string{what, open(t).Words().Text(v.Findings[0])} {
		for _, want := range []string{"Xã Phú Nghiêm đã nhập vào", "Hồi Xuân từ 01/7/2025", "không nhận báo cáo riêng"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q does not say %q", said, want)
			}
		}
	}
}

// The code 14902 was xã Nam Tiến's and is xã Nam Xuân's, whose own was 14914.
func TestCodeThatWentToAnotherName(t *testing.T) {
	m, old, b := afterMerger(t)
	if was, is := old.unit("14902").Name, m.unit("14902").Name; was != "Xã Nam Tiến" || is != "Xã Nam Xuân" {
		t.Fatalf("14902 was %s and is %s", was, is)
	}
	for _, c := range []struct {
		name, code string
		says       []string
	}{
		{"Nam Tiến with its old code", "14902", []string{"Xã Nam Tiến đã nhập vào Xã Nam Xuân từ 01/7/2025"}},
		{"Nam Xuân with its old code", "14914", []string{"Xã Nam Xuân đã nhập vào Xã Nam Xuân từ 01/7/2025"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := take(t, b, m.period, m.write(m.late(old.commune(old.unit(c.code)))))[0]
			if v.Verdict == office.VerdictAccepted || v.Block == 0 {
				t.Fatalf("%s for %s", v.Verdict, v.UnitName)
			}
			for _, want := range c.says {
				if said := found(t, v.Findings); !strings.Contains(said, want) || !strings.Contains(said, "T2") {
					t.Errorf("no T2 says %q:\n%s", want, said)
				}
			}
		})
	}
	wantClean(t, take(t, b, m.period, m.write(m.commune(m.unit("14902")))))
	ru := rollUp(t, b, m.period)
	if n, of := ru.Count(ntm.Every); n != 1 || of != 166 {
		t.Errorf("%d/%d units, want Nam Xuân of 166", n, of)
	}
	for _, l := range ru.Lines {
		if l.Reported() && (l.Unit.Name != "Xã Nam Xuân" || l.Before != nil) {
			t.Errorf("%s counts, before it %v: Nam Tiến's past is not Nam Xuân's", l.Unit.Name, l.Before)
		}
	}
}

// A number cell loses the nought of «01222» (units.md, trap 4); the file is still xã Xuân Minh's, even
// where its name is not spelled out and the hidden block is gone.
func TestCodeThatLostItsNought(t *testing.T) {
	m := newMaker(t, "xa-2016-2020", "2020-01")
	path := m.write(m.commune(m.unit("01222")))
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for value, mended := range map[string]any{"01222": 1222, "Xã Xuân Minh": ""} {
		cells, err := f.SearchSheet("00_ThongTin", value)
		if err != nil || len(cells) == 0 {
			t.Fatalf("%q stands in %v, %v", value, cells, err)
		}
		for _, cell := range cells {
			if err := f.SetCellValue("00_ThongTin", cell, mended); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("_bieuxa"); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	b := create(t, office.NewBook{Parent: "035", Set: "xa-2016-2020", On: m.to})
	if v := take(t, b, m.period, path)[0]; v.Unit != "01222" {
		t.Errorf("the file is taken for %q, %s", v.Unit, v.Verdict)
	}
}
