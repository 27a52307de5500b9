package app

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"bieuxa/ntm"
	"bieuxa/office"
)

// reportsShots are the room Báo cáo in its states.
func reportsShots() []shot {
	room := func(st *stage) *reportsRoom {
		st.shell.goTo("reports")
		return st.shell.room().(*reportsRoom)
	}
	return []shot{
		{name: "reports-full", put: func(st *stage) {
			st.sampleBook()
			room(st)
		}, wide: true},
		{name: "reports-upright-enlarged", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			r.leaveOut(map[string]bool{"bieu-01": true, "bieu-10": true})
			r.zoomed.SetSelectedIndex(2)
			st.waited()
			st.win.Canvas().Focus(r.page)
		}},
		{name: "reports-turned", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			r.quarter = 1
			r.draw()
		}},
		{name: "reports-none-chosen", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			out := map[string]bool{}
			for _, f := range r.all {
				out[f.id] = true
			}
			r.leaveOut(out)
		}},
		{name: "reports-empty", put: func(st *stage) {
			st.newBook(office.NewBook{Parent: "385", On: ntm.NewDate(2020, 2, 14)}, nil)
			room(st)
		}},
		{name: "reports-unverified", put: func(st *stage) {
			st.newBook(office.NewBook{Parent: "38", On: ntm.NewDate(2026, 3, 14)}, nil)
			st.shell.setPeriod(ntm.Period{Kind: ntm.Month, Year: 2026, N: 3})
			room(st)
		}},
		{name: "reports-busy", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			st.frozen = true
			r.write(false)
		}},
		{name: "reports-written", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			r.folder = st.t.TempDir()
			r.written(&office.Exported{Files: []string{filepath.Join(r.folder, "Bieu tong hop 385 2020-12.xlsx"), filepath.Join(r.folder, "Bao cao 385 2020-12.pdf")},
				Unprintable: []string{"Biểu 10: Sửa đường ✓ 3★ xong", "Biểu 01: Đạt ☑"}})
		}, wide: true},
		{name: "print-options", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			r.print.paper.Charts = true
			r.askPrint()
		}, wide: true},
		{name: "print-options-2026", put: func(st *stage) {
			st.newBook(office.NewBook{Parent: "22", On: ntm.NewDate(2026, 6, 30)}, nil)
			st.shell.setPeriod(ntm.Period{Kind: ntm.HalfYear, Year: 2026, N: 1})
			room(st).askPrint()
		}},
		{name: "reports-chosen", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			r.print = printChoiceOf("charts,explanations,csv,page=25/25/35/20")
			r.print.paper.Number, r.print.paper.Date = "05", ntm.NewDate(2020, 12, 16)
			r.enter(r.period)
		}, wide: true},
		{name: "letter", put: func(st *stage) { st.letterOf(room, nil) }, wide: true},
		{name: "letter-stale", put: func(st *stage) { st.letterOf(room, st.spoil) }, wide: true},
		{name: "letter-closed", put: func(st *stage) { st.letterOf(room, closedMonth) }},
		{name: "letter-add", put: func(st *stage) { st.letterOf(room, nil).askNew() }},
		{name: "reports-stale", put: func(st *stage) {
			st.letterOf(room, st.spoil).shut()
			st.shell.room().(*reportsRoom).write(false)
		}, wide: true},
		{name: "reports-filled", put: func(st *stage) {
			st.sampleBook()
			r := room(st)
			r.filled(&office.Filled{Cells: make([]office.FilledCell, 214), Left: []office.FillNote{
				{ID: "formula", Sheet: "Biểu tổng hợp", Cell: "D20", What: "1 Hộ nghèo – Cuối kỳ, Số hộ", Saw: "294", Want: "309"},
				{ID: "unit", Sheet: "Biểu tổng hợp", Cell: "D18", What: "Xã Thành Sơn (cũ)"},
				{ID: "missing", Sheet: "Biểu tổng hợp", Cell: "H9", What: "Vốn doanh nghiệp, Lũy kế"}, {ID: "no-row", What: "Xã Phú Lệ"}}}, "/home/nga/Mẫu của tỉnh 2020-12.xlsx")
		}, wide: true},
		{name: "reports-moved", put: func(st *stage) { movedReports(st, room).exportNow() }, wide: true},
		{name: "reports-verified", put: func(st *stage) {
			r := movedReports(st, room)
			r.verify(filepath.Join(r.folder, "Bao cao 385 2020-12.pdf"))
		}, wide: true},
		{name: "reports-verify-ask", put: func(st *stage) {
			st.sampleBook()
			room(st).pickToVerify()
		}},
		{name: "reports-differences", put: func(st *stage) {
			st.sampleBook()
			room(st).showVerified(&office.Verified{File: "Bieu tong hop 385 2020-12.xlsx", State: office.FileChanged, At: "2020-12-16T01:00:00Z", Period: "2020-12",
				Differences: []office.Difference{
					{Kind: office.DiffFigure, No: "Biểu 06a", Cell: "C14", Row: "Thị trấn Hồi Xuân", Column: "Tổng số hộ dân cư – Số hộ", File: "1.713", Book: "1.712"},
					{Kind: office.DiffFigure, No: "Biểu 01", Page: 2, Row: "TỔNG CỘNG", Column: "Tổng số tiêu chí đạt", File: "217", Book: "216"},
					{Kind: office.DiffRowAdded, No: "Biểu 01", Cell: "A16", File: "Xã Thêm | 5"},
					{Kind: office.DiffSheetAdded, Sheet: "ghi chú"},
				}})
		}, wide: true},
		{name: "paper-look", put: func(st *stage) {
			st.sampleBook()
			st.lookAt(paper{title: "In báo cáo của xã", save: func() {}, read: func(ctx context.Context) (*office.Preview, error) {
				return st.shell.book.PreviewReturn(ctx, office.ReturnPaper{Period: december(), Unit: "14884"})
			}})
			press(st.Window, "Next")
		}, wide: true},
		{name: "reports-changed-file", put: func(st *stage) {
			r := movedReports(st, room)
			path := filepath.Join(st.t.TempDir(), "Bao cao 385 2020-12.pdf")
			if err := os.WriteFile(path, []byte("%PDF-1.3"), 0o600); err != nil {
				st.t.Fatal(err)
			}
			r.verify(path)
		}},
	}
}

// movedReports exports the sample's December from a copy of its book and sends one return back afterwards.
func movedReports(st *stage, room func(*stage) *reportsRoom) *reportsRoom {
	path := filepath.Join(st.t.TempDir(), "quan-hoa-2020.bieuxa")
	if err := copyFile(st.hall.year().Book, path); err != nil {
		st.t.Fatal(err)
	}
	st.open(path)
	r := room(st)
	r.folder = st.t.TempDir()
	r.write(false)
	for n := len(st.dialog); n > 0; n = len(st.dialog) {
		st.dialog[n-1].hide()
	}
	if err := st.shell.book.SendBack(context.Background(), december(), "14884", "Kiểm tra lại số hộ nghèo"); err != nil {
		st.t.Fatal(err)
	}
	st.shell.again()
	return r
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// letterOf opens the letter of December in a copy of the sample's book that was changed.
func (st *stage) letterOf(room func(*stage) *reportsRoom, change func(*office.Book, ntm.Period)) *letterSheet {
	st.open(st.changedYear(change))
	r := room(st)
	r.folder = st.t.TempDir()
	r.editLetter()
	return r.editor
}

// spoil writes passages over figures that move afterwards.
func (st *stage) spoil(b *office.Book, p ntm.Period) {
	ctx := context.Background()
	mustDo(b.WritePassage(ctx, p, "tc.tong", "Toàn huyện đạt 217/266 tiêu chí, bình quân 15,43 tiêu chí/xã, là kết quả khá so với các huyện miền núi."))
	mustDo(b.WritePassage(ctx, p, "ket.phu-luc", ""))
	_, err := b.AddPassage(ctx, p, "ngheo.con", "- Đề nghị tỉnh bố trí vốn giảm nghèo cho các xã Phú Lệ, Phú Xuân")
	mustDo(err)
	mustDo(b.SendBack(ctx, p, "14884", "Rà soát lại hộ nghèo"))
}
