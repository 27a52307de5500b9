package office_test

import (
	"slices"
	"strings"
	"testing"

	"bieuxa/assets"
	"bieuxa/internal/filled"
	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/report"
)

// halfYear writes the returns of 2026-H1 as a book of the set «2026» asks for them.
type halfYear struct {
	*maker
	def map[string]*ntm.Definition // by level
}

func newHalfYear(t *testing.T, period string) *halfYear {
	t.Helper()
	h := &halfYear{maker: newMaker(t, "xa-2026-2030", period), def: map[string]*ntm.Definition{}}
	for _, def := range open(t).Returns() {
		switch def.ID {
		case "xa-6thang", "tinh-6thang":
			h.def[def.Level] = def
		}
	}
	return h
}

// of is a clean return of a unit; funds are Biểu 11's result and plan of vốn đầu tư công and of tiền mặt.
func (h *halfYear) of(u ntm.Unit, group string, funds [2][2]string, unmet ...int) filled.Commune {
	h.t.Helper()
	level := string(u.Level)
	def, err := h.def[level].Bind(h.set, string(u.Kind), h.to)
	if err != nil {
		h.t.Fatal(err)
	}
	c := h.commune(h.communes("38")[0], unmet...)
	c.Def, c.Unit = def, u
	c.Change = func(r *ntm.Return) {
		if level != ntm.LevelCommune {
			return
		}
		filled.Set(r, "thong_tin", "nhom_xa", "gia_tri", group)
		public, cash := funds[0], funds[1]
		sum := func(a, b string) string { return num(h.t, a).Add(num(h.t, b)).String() }
		for i, col := range []string{"ket_qua", "ke_hoach"} {
			for _, x := range [][2]string{{"I.1", public[i]}, {"I", public[i]}, {"VI.1", cash[i]}, {"VI", cash[i]}, {"TONG", sum(public[i], cash[i])}} {
				filled.Set(r, "nguon_von", x[0], col, x[1])
			}
		}
		for i, col := range []string{"thang6", "ke_hoach"} {
			filled.Set(r, "dau_tu_tw", "giao_thong", col, public[i])
			filled.Set(r, "dau_tu_tw", "TONG", col, public[i])
		}
		g := r.Grid("hop_phan")
		g.Nil = false
		row := g.AddRow("1", nil)
		put := func(col, text string) { filled.Put(g, row, col, text) }
		put("hop_phan", "Hợp phần 1")
		put("noi_dung", "Hạ tầng")
		for _, col := range []string{"sn", "dp", "lg", "td", "dn"} {
			put("hd_"+col, "0")
		}
		put("hd_dt", public[0])
		put("hd_dan", cash[0])
		put("hd_tong", sum(public[0], cash[0]))
		put("kh_dt", public[1])
		put("kh_dan", cash[1])
		put("kh_tong", sum(public[1], cash[1]))
	}
	return c
}

// cellAt is a cell of a form by the number and name of its row and the key of its column, as it is printed.
func cellAt(t *testing.T, forms []report.Form, id, name, key string, nth int) string {
	t.Helper()
	for i := range forms {
		f := &forms[i]
		if f.ID != id {
			continue
		}
		col := slices.IndexFunc(f.Columns, func(c report.Column) bool { return c.Key == key })
		for _, row := range f.Rows {
			if col < 0 || !slices.ContainsFunc(row.Cells[:2], func(c report.Cell) bool { return strings.EqualFold(c.Text, name) }) {
				continue
			}
			if nth--; nth >= 0 {
				continue
			}
			words := f.StateWords()
			return words.Text(row.Cells[col])
		}
	}
	t.Fatalf("%s has no cell %s, %s", id, name, key)
	return ""
}

// Three communes of Thanh Hóa. By hand: met 10, 7 (all but 2, 4, 6) and 4; vốn đầu tư công 10,5 + 20 + 0,25 = 30,75 of
// 100 + 50 + 1 = 151; tiền mặt 1 + 2 + 3 = 6 of 10 + 20 + 30 = 60; together 36,75 of 211.
func TestFormsOf2026(t *testing.T) {
	h := newHalfYear(t, "2026-H1")
	b := create(t, office.NewBook{Parent: "38", On: h.to, FormSet: "2026"})
	units := h.communes("38")
	wantClean(t, take(t, b, h.period,
		h.write(h.of(units[0], "1", [2][2]string{{"10.5", "100"}, {"1", "10"}})),
		h.write(h.of(units[1], "2", [2][2]string{{"20", "50"}, {"2", "20"}}, 2, 4, 6)),
		h.write(h.of(units[2], "2", [2][2]string{{"0.25", "1"}, {"3", "30"}}, 1, 2, 3, 4, 5, 6))))
	forms, err := b.Forms(ctx, h.period, nil)
	if err != nil {
		t.Fatal(err)
	}
	// These returns ask neither for poor households nor for debts nor for a road map: the letter misses none of them.
	for _, p := range letter(t, b, "2026-H1").Passages {
		if strings.Contains(p.Text, "Chưa có số liệu") || strings.Contains(p.Text, "Chưa ghi lộ trình") {
			t.Errorf("the letter misses what nobody asked: %q", p.Text)
		}
	}
	var ids []string
	for i := range forms {
		ids = append(ids, forms[i].ID)
		if !strings.Contains(forms[i].Standing, "BẢN LÀM VIỆC") {
			t.Errorf("%s does not say that it is a working version", forms[i].ID)
		}
	}
	if want := []string{"bieu-04", "bieu-05", "bieu-06", "bieu-07", "bieu-08", "bieu-09", "phu-nop"}; !slices.Equal(ids, want) {
		t.Fatalf("forms %v, want %v", ids, want)
	}
	for _, c := range []struct {
		id, name, key string
		nth           int
		want          string
	}{
		{"bieu-05", "Quy hoạch", "now.1", 0, "1"}, {"bieu-05", "Quy hoạch", "now.2", 0, "1"}, {"bieu-05", "TỔNG CỘNG", "now.2", 0, "11"},
		{"bieu-05", "Quy hoạch", "now.3", 0, ""}, {"bieu-05", "TỔNG CỘNG", "now.1", 0, "10"},
		{"bieu-06", "Tổng số xã", "now", 0, "147"}, {"bieu-06", "Trong đó số xã đã báo cáo", "now", 0, "3"},
		{"bieu-06", "Xã đạt 10 tiêu chí", "now", 0, "1"}, {"bieu-06", "Xã đạt từ 5 đến 9 tiêu chí", "now", 0, "1"},
		{"bieu-06", "Xã đạt dưới 5 tiêu chí", "now", 0, "1"}, {"bieu-06", "Có quyết định công nhận", "now", 0, "chưa ghi"},
		{"bieu-06", "Tỉnh hoàn thành nhiệm vụ", "now", 0, "chưa ghi"},
		{"bieu-07", "Vốn đầu tư công", "ket_qua", 0, "30,75"}, {"bieu-07", "Vốn đầu tư công", "ke_hoach", 0, "151,0"},
		{"bieu-07", "Tiền mặt", "ket_qua", 0, "6,00"}, {"bieu-07", "TỔNG SỐ", "ket_qua", 0, "36,75"}, {"bieu-07", "TỔNG SỐ", "ke_hoach", 0, "211,0"},
		{"bieu-08", "Giao thông", "thang6", 0, "30,75"}, {"bieu-08", "Điện", "thang6", 0, "0,00"}, {"bieu-08", "TỔNG SỐ", "thang6", 0, "30,75"},
		{"bieu-08", "TỔNG SỐ", "nam", 0, ""},
		{"bieu-09", "Hợp phần 1", "hd_tong", 0, "36,75"}, {"bieu-09", "Hạ tầng", "hd_dt", 0, "30,75"}, {"bieu-09", "TỔNG SỐ", "kh_tong", 0, "211,0"},
	} {
		if got := cellAt(t, forms, c.id, c.name, c.key, c.nth); got != c.want {
			t.Errorf("%s, %s, %s: %q, want %q", c.id, c.name, c.key, got, c.want)
		}
	}
	if f := forms[0]; len(f.Rows) != 1 || !strings.Contains(f.Rows[0].Cells[0].Text, "Chưa ghi") {
		t.Errorf("Biểu 04 of a province that has not sent its part: %+v", f.Rows)
	}
	ru := rollUp(t, b, h.period)
	if n, of := ru.Count(ntm.Every); n != 3 || of != 166 {
		t.Errorf("%d of %d units have reported, want 3 of 166", n, of)
	}
	if err := b.SaveSettings(ctx, withForms(b, "")); !isProblem(err, office.ProblemFormSetFiled) {
		t.Errorf("the set of forms of a half-year with returns is changed: %v", err)
	}
	usual, err := b.Export(ctx, office.ExportRequest{Period: h.period, Dir: t.TempDir(), FormSet: "lam-viec", Workbook: true, PDF: true})
	if err != nil || len(usual.Files) != 2 {
		t.Errorf("the usual set of the same half-year: %v, %v", usual, err)
	}
	t.Run("the province's own part", func(t *testing.T) { ownPart(t, h, b) })
}

// ownPart: decisions 1 + 1 + 0, villages 9, one resolution.
func ownPart(t *testing.T, h *halfYear, b *office.Book) {
	c := h.of(h.unit("38"), "", [2][2]string{})
	c.Change = func(r *ntm.Return) {
		for i, row := range []string{"qd.1", "qd.2", "qd.3", "ht.1", "ht.2", "ht.3", "hd.1", "hd.2", "hd.3", "kk.xa", "kk.thon"} {
			filled.Set(r, "ket_qua_tinh", row, "kq", []string{"1", "1", "0", "0", "0", "0", "0", "0", "0", "4", "9"}[i])
		}
		filled.Set(r, "ket_qua_tinh", "tinh", "kq", "Đang thực hiện")
		g := r.Grid("chinh_sach")
		g.Nil = false
		row := g.AddRow("1", nil)
		filled.Put(g, row, "loai", "Nghị quyết HĐND")
		filled.Put(g, row, "so", "12/NQ-HĐND")
	}
	wantClean(t, take(t, b, h.period, h.write(c)))
	forms, err := b.Forms(ctx, h.period, []string{"bieu-04", "bieu-06"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, name, key, want string }{
		{"bieu-04", "Nghị quyết HĐND", "so", "12/NQ-HĐND"}, {"bieu-06", "Có quyết định công nhận", "now", "2"},
		{"bieu-06", "Có quyết định công nhận", "plan", "chưa ghi"}, {"bieu-06", "Thôn ra khỏi diện đặc biệt khó khăn", "now", "9"},
		{"bieu-06", "Tỉnh hoàn thành nhiệm vụ", "now", "Đang thực hiện"},
	} {
		if got := cellAt(t, forms, c.id, c.name, c.key, 0); got != c.want {
			t.Errorf("%s, %s, %s: %q, want %q", c.id, c.name, c.key, got, c.want)
		}
	}
}

func withForms(b *office.Book, id string) office.Settings {
	s := b.Settings()
	s.FormSet = id
	return s
}

func isProblem(err error, id string) bool {
	return err != nil && office.AsProblem(err).ID == id
}

// A commune that files monthly only has not filed the half-year's return: its June is not taken for it. In a book of the
// usual set the months are put together as ever.
func TestMonthsAreNotTheHalfYearsReturn(t *testing.T) {
	june, half := newMaker(t, "xa-2026-2030", "2026-06"), month(t, "2026-H1")
	unit := june.communes("38")[0]
	for _, c := range []struct {
		set  string
		want int
	}{{"2026", 0}, {"", 1}} {
		b := create(t, office.NewBook{Parent: "38", On: june.to, FormSet: c.set})
		wantClean(t, take(t, b, june.period, june.write(june.commune(unit))))
		if n, _ := rollUp(t, b, half).Count(ntm.Every); n != c.want {
			t.Errorf("set %q: %d communes stand in the half-year, want %d", c.set, n, c.want)
		}
		if n, _ := rollUp(t, b, june.period).Count(ntm.Every); n != 1 {
			t.Errorf("set %q: %d communes stand in June, want 1", c.set, n)
		}
	}
}

// Both sets are for half-years and years from 2026; the usual one stays unless the book says otherwise.
func TestWhichFormSet(t *testing.T) {
	b := create(t, office.NewBook{Parent: "38", On: ntm.NewDate(2026, 6, 14)})
	names := func(p string) string {
		sets, err := b.FormSets(month(t, p))
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, s := range sets {
			ids = append(ids, s.ID)
		}
		return strings.Join(ids, " ")
	}
	for p, want := range map[string]string{"2026-H1": "lam-viec 2026", "2026": "lam-viec 2026", "2026-06": "lam-viec", "2026-H2": "lam-viec", "2026-Q2": "lam-viec", "2025": "lam-viec"} {
		if got := names(p); got != want {
			t.Errorf("%s: sets %s, want %s", p, got, want)
		}
	}
	if err := b.SaveSettings(ctx, withForms(b, "2026")); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]string{"2026-H1": "2026 lam-viec", "2026-06": "lam-viec"} {
		if got := names(p); got != want {
			t.Errorf("after the choice, %s: sets %s, want %s", p, got, want)
		}
	}
	if err := b.SaveSettings(ctx, withForms(b, "2031")); !isProblem(err, office.ProblemFormSet) {
		t.Errorf("an unknown set is kept: %v", err)
	}
	_, err := b.Export(ctx, office.ExportRequest{Period: month(t, "2026-06"), Dir: t.TempDir(), FormSet: "2026", PDF: true})
	if !isProblem(err, office.ProblemFormSetPeriod) {
		t.Errorf("the set of half-years is printed for a month: %v", err)
	}
}

func num(t testing.TB, s string) ntm.Num {
	t.Helper()
	n, err := ntm.ParseNum(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A commune checks its own half-year return at its own door; its book takes the return that the office asks for.
func TestHalfYearAtTheCommunesDoor(t *testing.T) {
	h := newHalfYear(t, "2026-H1")
	o, err := office.Open(office.Config{Assets: assets.FS, Now: clock, Who: "tester", Home: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	unit := h.communes("38")[0]
	for _, period := range []string{"2026-05", "2026-H1"} { // a month first: its book was made for the usual set
		path := ""
		if period == "2026-H1" {
			path = h.write(h.of(unit, "1", [2][2]string{{"1", "2"}, {"3", "4"}}))
		} else {
			m := newMaker(t, "xa-2026-2030", period)
			path = m.write(m.commune(unit))
		}
		c, err := o.OpenReturn(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		if c.Period.String() != period || c.Verdict.Block > 0 {
			t.Errorf("%s is read as %s with %d errors: %s", period, c.Period, c.Verdict.Block, found(t, c.Verdict.Findings))
		}
		if err := c.Book.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The year's return follows that of its first half: what it stated of the year before and of the six months stands in it.
func TestYearFollowsTheHalf(t *testing.T) {
	h := newHalfYear(t, "2026-H1")
	b := create(t, office.NewBook{Parent: "38", On: h.to, FormSet: "2026"})
	unit := h.communes("38")[0]
	c := h.of(unit, "1", [2][2]string{{"10.5", "100"}, {"1", "10"}})
	usual := c.Change
	c.Change = func(r *ntm.Return) {
		usual(r)
		filled.Set(r, "tieu_chi", "5", "dg_nt", "Chưa đạt") // met since
	}
	wantClean(t, take(t, b, h.period, h.write(c)))
	year := month(t, "2026")
	blank, err := b.Issue(ctx, year, t.TempDir(), unit.Code, nil)
	if err != nil || len(blank) != 1 {
		t.Fatalf("%v, %v", blank, err)
	}
	for _, c := range []struct{ sheet, cell, want string }{
		{"13_DauTuTW", "D11", "10.5"}, {"13_DauTuTW", "E11", ""}, {"11_NguonVon", "C12", "100"}, {"11_NguonVon", "D12", ""},
		{"10_TieuChi", "E14", "Chưa đạt"}, // criterion 5 at 31/12: as the half-year said, not what it has come to since
	} {
		if got := cellOf(t, blank[0], ntm.Place{Sheet: c.sheet, Cell: c.cell}); got != c.want {
			t.Errorf("%s!%s is %q, want %q", c.sheet, c.cell, got, c.want)
		}
	}
}
