package app

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
)

// fillingBook says what was filled; the rest is a book.
type fillingBook struct {
	reportsBook
	template, path string
	filled         office.Filled
}

func (b *fillingBook) Fill(_ context.Context, _ ntm.Period, template, path string) (*office.Filled, error) {
	b.template, b.path = template, path
	return &b.filled, nil
}

func TestAReceiversWorkbookIsFilled(t *testing.T) {
	r, _ := reportsOfTest(t)
	template := filepath.Join(t.TempDir(), "Mẫu của tỉnh.xlsx")
	if err := os.WriteFile(template, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b := &fillingBook{reportsBook: r.book, filled: office.Filled{Cells: make([]office.FilledCell, 12), Left: []office.FillNote{
		{ID: "formula", Sheet: "Biểu 1", Cell: "D20", What: "Hộ nghèo", Saw: "1309", Want: "1312.5"},
		{ID: "no-row", What: "Xã Phú Lệ"}}}}
	r.book = b
	r.pickToFill()
	open := r.w.dialog[0]
	wantShown(t, r.w, "Chọn mẫu của nơi nhận")
	open.hide()
	out := filepath.Join(r.folder, "Mẫu của tỉnh 2020-02.xlsx")
	r.fillIn(template, out)
	wantShown(t, r.w, "Đã điền 12 ô", "Cần xem lại 2 chỗ", "Biểu 1!D20: công thức của mẫu ra 1.309, sổ tính 1.312,5 (Hộ nghèo)", "Xã Phú Lệ đã báo cáo nhưng mẫu không có dòng")
	if b.template != template || b.path != out {
		t.Errorf("filled %s into %s", b.template, b.path)
	}
}
