package app

import (
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"bieuxa/ntm"
	"bieuxa/office"
)

// lifeShots are the rooms Chốt kỳ, Nhật ký and Cài đặt.
func lifeShots() []shot {
	open := func(room string, change func(*office.Book, ntm.Period), then func(*stage)) func(*stage) {
		return func(st *stage) {
			st.open(st.changedYear(change))
			st.shell.goTo(room)
			if then != nil {
				then(st)
			}
		}
	}
	part := func(i int) func(*stage) {
		return func(st *stage) { st.shell.room().(*settingsScreen).parts.show(i) }
	}
	closingPart := func(i int) func(*stage) {
		return func(st *stage) { st.shell.room().(*closingScreen).parts.show(i) }
	}
	return []shot{
		{name: "closing-open", put: open("closing", unsettled, nil), wide: true},
		{name: "closing-ask", put: open("closing", unsettled, func(st *stage) { st.shell.room().(*closingScreen).askClose() }), wide: true},
		{name: "closing-closed", put: open("closing", closedMonth, nil), wide: true},
		{name: "closing-moved", put: open("closing", movedMonth, closingPart(1)), wide: true},
		{name: "closing-history", put: open("closing", movedMonth, closingPart(3))},
		{name: "log", put: open("log", movedMonth, nil), wide: true},
		{name: "settings-sign", put: open("settings", nil, nil), wide: true},
		{name: "settings-head", put: open("settings", nil, part(partHead))},
		{name: "settings-cut", put: open("settings", nil, part(partCut)), wide: true},
		{name: "settings-units", put: open("settings", nil, part(partUnits)), wide: true},
		{name: "settings-traits", put: open("settings", nil, func(st *stage) {
			s := st.shell.room().(*settingsScreen)
			s.parts.show(partUnits)
			s.rules.askTraits(s.rules.units.rows[2])
		})},
		{name: "settings-levels", put: open("settings", nil, part(partLevels)), wide: true},
		{name: "settings-level", put: open("settings", nil, func(st *stage) {
			s := st.shell.room().(*settingsScreen)
			s.parts.show(partLevels)
			s.rules.askLevel(s.rules.levels.rows[0])
		})},
		{name: "settings-checks", put: open("settings", nil, part(partChecks))},
		{name: "settings-look", put: open("settings", nil, part(partLook)), wide: true},
		{name: "settings-looked", put: open("settings", nil, func(st *stage) { // the size of text is chosen while the window is open
			s := st.shell.room().(*settingsScreen)
			s.parts.show(partLook)
			s.looks.sizes.SetSelected("200 %")
		})},
		{name: "settings-backup", put: open("settings", backedUp, part(partBackup)), wide: true},
		{name: "settings-restore", put: open("settings", backedUp, func(st *stage) {
			s := st.shell.room().(*settingsScreen)
			s.parts.show(partBackup)
			s.safe.askRestore(s.safe.table.rows[0])
		})},
		{name: "upgraded", put: func(st *stage) { st.open(st.olderBook()) }},
		{name: "left-killed", put: func(st *stage) { st.begun(office.Unclean{}) }, wide: true},
		{name: "left-crashed", put: func(st *stage) {
			st.begun(office.Unclean{Report: "/home/nga/Documents/Nông thôn mới/Huyện Quan Hóa – báo cáo lỗi 2020-12-16 074328.txt", Crash: office.Crash{Text: "…"}})
		}, wide: true},
		{name: "homeless", put: func(st *stage) {
			st.life.Homeless = true
			st.begin(nil)
		}, wide: true},
		{name: "bug", put: func(st *stage) {
			st.life.Reports = &office.Reporter{}
			st.showBug(&office.Bug{Report: "/home/nga/Documents/Huyện Quan Hóa – báo cáo lỗi 2020-12-16 074328.txt", Crash: office.Crash{Text: "…"}})
		}, wide: true},
	}
}

// olderBook is a book as an earlier version of the program wrote it.
func (st *stage) olderBook() string {
	st.t.Helper()
	path := filepath.Join(st.t.TempDir(), "Quan Hóa 2020.bieuxa")
	f, err := os.Open("../store/testdata/v3.bieuxa.gz")
	mustDo(err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	mustDo(err)
	body, err := io.ReadAll(z)
	mustDo(err)
	mustDo(os.WriteFile(path, body, 0o600))
	return path
}

// begun is the start after a session that was not ended.
func (st *stage) begun(u office.Unclean) {
	u.Book, u.Started = st.notABook(), time.Date(2020, 12, 16, 7, 5, 0, 0, time.Local)
	st.life.Reports = &office.Reporter{}
	st.life.Left = []office.Unclean{u}
	st.begin(nil)
}

// changedYear is a copy of the sample year with something done to its last month.
func (st *stage) changedYear(change func(*office.Book, ntm.Period)) string {
	st.t.Helper()
	d := st.hall.year()
	body, err := os.ReadFile(d.Book)
	if err != nil {
		st.t.Fatal(err)
	}
	path := filepath.Join(st.t.TempDir(), "Quan Hóa 2020.bieuxa")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		st.t.Fatal(err)
	}
	b, err := galleryOffice(st.t, "vi").OpenBook(context.Background(), path, false)
	if err != nil {
		st.t.Fatal(err)
	}
	defer b.Close()
	if change != nil {
		change(b, d.Period)
	}
	return path
}

func mustDo(err error) {
	if err != nil {
		panic(err)
	}
}

func unsettled(b *office.Book, p ntm.Period) {
	ctx := context.Background()
	mustDo(b.SendBack(ctx, p, "14884", "Thiếu dấu và chữ ký"))
	mustDo(b.SendBack(ctx, p, "14902", "Biểu 04 lệch"))
	mustDo(b.Exclude(ctx, p, "14869", "Chờ sắp xếp đơn vị hành chính", false))
	s := b.Settings()
	s.BasicallyMetCounts = true
	mustDo(b.SaveSettings(ctx, s))
}

func closedMonth(b *office.Book, p ntm.Period) {
	mustDo(b.ClosePeriod(context.Background(), p, "Đã đủ báo cáo Tháng 12/2020, lãnh đạo đã ký."))
}

func movedMonth(b *office.Book, p ntm.Period) {
	ctx := context.Background()
	closedMonth(b, p)
	mustDo(b.ReopenPeriod(ctx, p, "Xã Phú Lệ rà soát lại hộ nghèo"))
	mustDo(b.SendBack(ctx, p, "14884", "Rà soát lại hộ nghèo"))
}

func backedUp(b *office.Book, _ ntm.Period) {
	ctx := context.Background()
	_, err := b.AutoBackup(ctx)
	mustDo(err)
	for _, ago := range []time.Duration{26 * time.Hour, 8 * 24 * time.Hour} { // as if made before
		at := time.Date(2020, 12, 16, 15, 0, 0, 0, time.FixedZone("+07", 7*3600)).Add(-ago)
		dir, name := filepath.Split(b.Backups()[0].Path)
		_ = name
		body, err := os.ReadFile(b.Backups()[0].Path)
		mustDo(err)
		mustDo(os.WriteFile(filepath.Join(dir, "Quan Hóa 2020 "+at.Format("2006-01-02 150405")+".bieuxa"), body, 0o600))
	}
	_, err = b.Backup(ctx, "")
	mustDo(err)
}
