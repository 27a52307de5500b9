//go:build linux

package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"bieuxa/assets"
	"bieuxa/internal/months"
	"bieuxa/ntm"
	"bieuxa/office"
)

// The three communes of the month whose files are bad, by their codes.
const (
	mendable    = "14884" // Xã Phú Lệ: one figure does not add up
	explainable = "14878" // Xã Phú Thanh: one figure looks wrong and is right
	hopeless    = "14899" // Xã Hiền Kiệt: to be returned
)

// month is what an office has on its desk in the days after the cut-off.
type month struct {
	book    string            // the sample district's, October and November 2020 in it
	inbox   string            // the folder with the 15 files of December, three of them bad
	returns map[string]string // the same files by unit
}

// prepare makes the month below a folder, from the sample year.
func prepare(t *testing.T, dir string) month {
	t.Helper()
	ctx := context.Background()
	o, err := office.Open(office.Config{Assets: assets.FS, Who: "e2e", Lang: "vi", Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	g, err := months.New(monthOf(12))
	if err != nil {
		t.Fatal(err)
	}
	m := month{book: filepath.Join(dir, "Quan Hóa 2020.bieuxa"), inbox: filepath.Join(dir, "Tháng 12 nhận về"), returns: map[string]string{}}
	b, err := o.Create(ctx, m.book, office.NewBook{Parent: "385", Set: "xa-2016-2020", On: ntm.NewDate(2020, 1, 14), Sample: true})
	if err != nil {
		t.Fatal(err)
	}
	for n := 10; n <= 11; n++ {
		from := filepath.Join(dir, monthOf(n).String())
		if err := g.WriteDistrict(ctx, monthOf(n), from); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Import(ctx, monthOf(n), []string{from}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := g.WriteDistrict(ctx, monthOf(12), m.inbox); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(m.inbox, "*.xlsx"))
	if err != nil || len(files) != 15 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		m.returns[strings.Fields(filepath.Base(f))[0]] = f
	}
	spoil(t, m.returns)
	return m
}

func monthOf(n int) ntm.Period { return ntm.Period{Kind: ntm.Month, Year: 2020, N: n} }

// spoil makes three of the files bad, each in its own way.
func spoil(t *testing.T, files map[string]string) {
	t.Helper()
	edit(t, files[mendable], cell{"04_HoNgheo", "J18", 19}) // 34 − 16 = 18
	edit(t, files[explainable], cell{"02_NguonLuc", "C13", nil}, cell{"02_NguonLuc", "D13", nil})
	var many []cell
	for row := 16; row <= 19; row++ {
		many = append(many, cell{"02_NguonLuc", fmt.Sprintf("K%d", row), "đang tổng hợp"})
	}
	many = append(many, cell{"04_HoNgheo", "J18", -3}, cell{"04_HoNgheo", "D18", 900}, cell{"00_ThongTin", "C19", "năm trăm"})
	edit(t, files[hopeless], many...)
}

// cell is what a clerk wrote where.
type cell struct {
	sheet, name string
	value       any
}

// edit writes cells of a workbook as another program would, and saves it.
func edit(t *testing.T, path string, cells ...cell) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		if err := f.SetCellValue(c.sheet, c.name, c.value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
