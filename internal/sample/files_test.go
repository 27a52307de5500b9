package sample

import (
	"bytes"
	"io/fs"
	"testing"

	"bieuxa/assets"
)

const committed = "sample/quan-hoa-2020"

func TestCommittedFilesAreWhatTheGeneratorWrites(t *testing.T) {
	files, err := Files(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for name, want := range files {
		got, err := fs.ReadFile(assets.FS, committed+"/"+name)
		if err != nil {
			t.Fatal(err)
		}
		if size += len(got); !bytes.Equal(got, want) {
			t.Errorf("%s differs: run go run ./internal/sample/build", name)
		}
		if !bytes.Contains(got, []byte("Số liệu mẫu")) {
			t.Errorf("%s does not say that its figures are made up", name)
		}
	}
	if size > 500_000 {
		t.Errorf("the sample takes %d bytes", size)
	}
	entries, err := fs.ReadDir(assets.FS, committed)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, ok := files[e.Name()]; !ok && e.Name() != "README.md" {
			t.Errorf("%s is not written by the generator", e.Name())
		}
	}
}

// What is set by hand must fit: criterion 11 follows the rate of sheet 04.
func TestPlanFitsThePovertyRates(t *testing.T) {
	poor, left, homes, short := 0, 0, 0, 0
	for _, c := range communes() {
		poor, left, homes, short = poor+c.poor, left+c.poorEnd, homes+c.households, short+len(c.unmet)
		if got := c.poorYear()[months].closing; got != c.poorEnd {
			t.Errorf("%s: %d poor households in December, want %d", c.code, got, c.poorEnd)
		}
		if c.town {
			continue
		}
		if c.startsMet(poverty) != c.meetsPoverty(0) {
			t.Errorf("%s: criterion 11 at the start is met: %v, by the rate: %v", c.code, c.startsMet(poverty), c.meetsPoverty(0))
		}
		for m := 1; m <= months; m++ {
			if c.meetsPoverty(m-1) && !c.meetsPoverty(m) {
				t.Errorf("%s: criterion 11 is lost in month %d", c.code, m)
			}
		}
	}
	// 14 × 19 − 199 = 67 criteria not met at the start
	if poor != 1024 || left != 309 || homes != 11115 || short != 67 {
		t.Errorf("poor %d, left %d, households %d, criteria not met %d; want 1024, 309, 11115, 67", poor, left, homes, short)
	}
}

func TestArrearsArePaidOutOfTheBudget(t *testing.T) {
	for i, all := 0, communes(); i < len(all); i++ {
		for m := 1; m <= months; m++ {
			paid, spent := 0, 0
			for _, w := range works() {
				if w.unit == all[i].code {
					paid += w.payments[m]
				}
			}
			for _, s := range sources()[:5] {
				spent += all[i].purse(s, m).spent
			}
			if paid > spent {
				t.Errorf("%s, month %d: arrears of %d are paid out of %d disbursed", all[i].code, m, paid, spent)
			}
		}
	}
}
