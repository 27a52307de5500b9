package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"bieuxa/ntm"
	"bieuxa/office"
)

// reviewShots are the check screen at both doors.
func reviewShots() []shot {
	return []shot{
		{name: "review-full", put: func(st *stage) { st.review(st.spoiled(), false) }, wide: true},
		{name: "review-mended", put: func(st *stage) {
			s := st.review(st.spoiled(), true)
			s.goToCell("04_HoNgheo", 18, 10)
			st.write("18")
			st.press(fyne.KeyReturn)
			st.press(fyne.KeyUp)
		}, wide: true},
		{name: "review-typing", put: func(st *stage) {
			s := st.review(st.spoiled(), true)
			s.goToCell("04_HoNgheo", 18, 10)
			st.write("1")
		}},
		{name: "review-clean-clerk", put: func(st *stage) { st.review(&altered{reviewer: st.spare(), change: noFindings}, true) }, wide: true},
		{name: "review-locked", put: func(st *stage) { st.review(&altered{reviewer: st.spoiled(), change: lockedReview}, false) }, wide: true},
		{name: "review-many", put: func(st *stage) { st.review(&altered{reviewer: st.spoiled(), change: manyFindings}, false) }, wide: true},
		{name: "review-filter-none", put: func(st *stage) {
			s := st.review(st.spoiled(), false)
			s.findings.search.SetText("không có gì như thế")
		}},
		{name: "review-explain", put: func(st *stage) {
			s := st.review(st.spoiled(), false)
			s.findings.filter.kind = kindOpen
			s.findings.show()
			s.findings.first()
			s.explain()
		}, wide: true},
		{name: "review-history", put: func(st *stage) {
			s := st.review(st.spoiled(), false)
			s.goToCell("04_HoNgheo", 18, 10)
			s.history()
		}},
		{name: "review-cell-menu", put: func(st *stage) {
			s := st.review(st.spoiled(), true)
			s.goToCell("04_HoNgheo", 18, 10)
			s.cellMenu(17, 9, fyne.NewPos(700, 300))
		}},
		{name: "review-more", put: func(st *stage) {
			s := st.review(st.spoiled(), false)
			s.popUp(s.moreItems(), fyne.NewPos(1000, 60))
		}},
		{name: "review-return", put: func(st *stage) { st.review(st.spoiled(), false).sendBack() }, wide: true},
		{name: "review-busy", put: func(st *stage) {
			b := st.spoiled()
			st.frozen = true
			st.review(b, false)
			st.waited()
		}},
		{name: "review-failed", put: func(st *stage) {
			st.review(&altered{reviewer: st.spare(), fail: &office.Problem{ID: office.ProblemUnit, Facts: map[string]string{
				"code": "14884", "name": "Xã Phú Lệ", "period": "Tháng 12/2020", "why": "chưa nộp báo cáo kỳ này"}}}, false)
		}},
	}
}

// review shows the check screen of Phú Lệ's return.
func (st *stage) review(b reviewer, clerk bool) *reviewScreen {
	plan := reviewPlan{period: december(), unit: "14884", name: "Xã Phú Lệ", clerk: clerk}
	if !clerk {
		plan.back = func() {}
	}
	s := newReviewScreen(st.Window, b, plan)
	st.win.SetContent(s.content())
	s.load()
	return s
}

func (st *stage) press(names ...fyne.KeyName) {
	for _, n := range names {
		st.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (st *stage) write(text string) {
	for _, r := range text {
		st.win.Canvas().Focused().TypedRune(r)
	}
}

// spare is a copy of the sample's book that may be changed.
func (st *stage) spare() *office.Book {
	st.t.Helper()
	return copiedBook(st.t, st.office.(*office.Office), st.hall.year().Book)
}

func copiedBook(t *testing.T, o *office.Office, from string) *office.Book {
	t.Helper()
	body, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sổ.bieuxa")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := o.OpenBook(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// spoiled is a copy of the sample's book in which a clerk of Phú Lệ made mistakes.
func (st *stage) spoiled() *office.Book {
	b := st.spare()
	if _, err := b.Mend(context.Background(), december(), "14884", mistakes()); err != nil {
		st.t.Fatal(err)
	}
	return b
}

// mistakes are those of a tired evening.
func mistakes() []office.Mending {
	at := func(sheet string, row, col int, text string) office.Mending {
		return office.Mending{Sheet: sheet, Row: row, Col: col, Text: text}
	}
	out := []office.Mending{at("04_HoNgheo", 18, 10, "19"), // 34 − 16 = 18
		at("04_HoNgheo", 11, 3, "900"), at("06_ThonVuon", 10, 3, "-5"), at("06_ThonVuon", 11, 3, "12,75"), at("06_ThonVuon", 12, 3, ""),
		at("00_ThongTin", 19, 3, "năm trăm"), at("02_NguonLuc", 13, 3, ""), at("02_NguonLuc", 13, 4, ""), at("02_NguonLuc", 13, 11, "5000")}
	for row := 16; row <= 19; row++ {
		out = append(out, at("02_NguonLuc", row, 11, "đang tổng hợp"))
	}
	for row := 12; row <= 20; row += 2 {
		out = append(out, at("01_TieuChi", row, 8, "Chưa đạt"))
	}
	return out
}

// altered is a book whose return reads otherwise.
type altered struct {
	reviewer
	change func(*office.Review)
	fail   error
}

func (a *altered) Review(ctx context.Context, p ntm.Period, unit string) (*office.Review, error) {
	if a.fail != nil {
		return nil, a.fail
	}
	r, err := a.reviewer.Review(ctx, p, unit)
	if err == nil && a.change != nil {
		a.change(r)
	}
	return r, err
}

func noFindings(r *office.Review) {
	r.Findings, r.Block, r.Open, r.Explained, r.Note = nil, 0, 0, 0, 0
}

func lockedReview(r *office.Review) {
	r.Locked = &office.Problem{ID: office.ProblemBookReadOnly, Err: errors.New("read-only"), Facts: map[string]string{
		"path": "/home/nga/Quan Hóa.bieuxa", "holder": "Lò Thị Mây"}}
}

// manyFindings makes 200 of them, of a unit with a long name.
func manyFindings(r *office.Review) {
	r.Unit.Name = "Thị trấn Nông trường Nghĩa Lộ Thượng Hạ A"
	r.File = "14884 Thị trấn Nông trường Nghĩa Lộ Thượng Hạ A 2020-12 (bản sửa lần 3 ngày 12-12).xlsx"
	all := r.Findings
	for i := 0; len(r.Findings) < 200; i++ {
		f := all[i%len(all)]
		f.Place.Cell = fmt.Sprintf("%s%d", []string{"C", "G", "K"}[i%3], 10+i%60)
		f.Row = fmt.Sprint(f.Row, i)
		r.Findings = append(r.Findings, f)
	}
	ntm.SortFindings(r.Findings)
	r.Block, r.Open, r.Note = ntm.CountBySeverity(r.Findings)
}
