package office

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func digestOf(total, unitA, unitB string) Digest {
	d := Digest{Set: "s", Figures: []DigestFigure{{"units/reported", "Số đơn vị", "2"}, {"ho_ngheo/ngheo/cuoi_ky", "Hộ nghèo – Cuối kỳ", total}}}
	d.Units = []DigestUnit{{"14884", "Xã Phú Lệ", []string{"1", unitA}}, {"14890", "Xã Phú Xuân", []string{"1", unitB}}}
	return d
}

func TestDigestTellsWhatMovedAndWho(t *testing.T) {
	was, now := digestOf("30", "12", "18"), digestOf("31", "12", "19")
	want := []Movement{{"ho_ngheo/ngheo/cuoi_ky", "Hộ nghèo – Cuối kỳ", "", "", "30", "31"},
		{"ho_ngheo/ngheo/cuoi_ky", "Hộ nghèo – Cuối kỳ", "14890", "Xã Phú Xuân", "18", "19"}}
	if diff := cmp.Diff(want, now.Against(was)); diff != "" {
		t.Error(diff)
	}
	if m := now.Against(now); m != nil {
		t.Errorf("nothing moved, but %v", m)
	}
}

// Two communes that move against one another leave the total as it is; both are told.
func TestDigestTellsUnitsThatCancelOut(t *testing.T) {
	got := digestOf("30", "13", "17").Against(digestOf("30", "12", "18"))
	if len(got) != 2 || got[0].Unit != "14884" || got[1].Unit != "14890" || got[1].Was != "18" || got[1].Now != "17" {
		t.Errorf("%+v", got)
	}
}

// A unit that no longer counts is missing, not zero, and is told once; a figure that is gone is told as well.
func TestDigestTellsWhatIsGone(t *testing.T) {
	was, now := digestOf("30", "12", "18"), digestOf("12", "12", "")
	now.Units = now.Units[:1]
	now.Figures[0].Value = "1"
	want := []Movement{{"units/reported", "Số đơn vị", "", "", "2", "1"}, {"units/reported", "Số đơn vị", "14890", "Xã Phú Xuân", "1", ""},
		{"ho_ngheo/ngheo/cuoi_ky", "Hộ nghèo – Cuối kỳ", "", "", "30", "12"}}
	if diff := cmp.Diff(want, now.Against(was)); diff != "" {
		t.Error(diff)
	}
	now = digestOf("30", "12", "18")
	now.Figures = now.Figures[:1]
	got := now.Against(was)
	if len(got) != 3 || got[0].Key != "ho_ngheo/ngheo/cuoi_ky" || got[0].Now != "" {
		t.Errorf("%+v", got)
	}
}

func TestDigestIsKeptAsItIs(t *testing.T) {
	d := digestOf("30", "12", "18")
	back, err := ParseDigest(d.JSON())
	if err != nil || cmp.Diff(d, back) != "" {
		t.Errorf("%v %s", err, cmp.Diff(d, back))
	}
	if _, err := ParseDigest("{"); err == nil {
		t.Error("a damaged digest is read")
	}
}
