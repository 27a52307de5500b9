package office_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// A file of another month, or of another commune, is told as that, before its many other errors.
func TestVerdictNamesTheWrongMonth(t *testing.T) {
	b := decemberBook(t)
	november := filepath.Join(filepath.Dir(sample(t).Returns), "2020-11", "14884 Xã Phú Lệ 2020-11.xlsx")
	if _, err := b.Import(ctx, december, []string{november}, nil); err != nil {
		t.Fatal(err)
	}
	told, err := b.Verdicts(ctx, december)
	if err != nil || len(told) == 0 {
		t.Fatal(told, err)
	}
	last := told[len(told)-1]
	if text := b.VerdictText(&last); !strings.Contains(text, "lưu nháp") || !strings.Contains(text, "tháng 11/2020") {
		t.Errorf("told is %q", text)
	}
	if text := b.VerdictText(&told[0]); strings.Contains(text, "tháng 11/2020") {
		t.Errorf("a file in order is told as %q", text)
	}
}
