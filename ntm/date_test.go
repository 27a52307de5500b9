package ntm

import (
	"testing"
	"time"
)

func day(t testing.TB, iso string) Date {
	t.Helper()
	d, err := ParseDateISO(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDateISO(t *testing.T) {
	for text, want := range map[string]Date{
		"2020-02-14": {Year: 2020, Month: 2, Day: 14},
		"2020-02-29": {Year: 2020, Month: 2, Day: 29},
		"2000-02-29": {Year: 2000, Month: 2, Day: 29},
	} {
		got, err := ParseDateISO(text)
		if err != nil || got != want {
			t.Errorf("%s: got %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "2021-02-29", "1900-02-29", "2020-13-01", "2020-00-10", "2020-04-31", "2020-1-1",
		"14/02/2020", "2020-02-14 ", "2020-02-1x", "+020-02-14", "2020/02/14"} {
		if got, err := ParseDateISO(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestDateForms(t *testing.T) {
	d := day(t, "2020-02-04")
	if d.String() != "2020-02-04" || d.VN() != "04/02/2020" {
		t.Errorf("forms: %s, %s", d, d.VN())
	}
	if zero := (Date{}); !zero.IsZero() || zero.String() != "" || zero.VN() != "" || zero.AddDays(5) != zero {
		t.Error("the zero date is not empty")
	}
	if got := NewDate(2020, 3, 0); got != day(t, "2020-02-29") {
		t.Errorf("the day before 01/3/2020 is %s", got)
	}
	if got := NewDate(2020, 0, 15); got != day(t, "2019-12-15") {
		t.Errorf("the month before 01/2020 is %s", got)
	}
}

func TestDateTextRoundTrip(t *testing.T) {
	for _, d := range []Date{{}, day(t, "2025-07-01")} {
		text, err := d.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		back := day(t, "1999-01-01")
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Errorf("%v came back as %v, %v", d, back, err)
		}
	}
}

func TestDateOrder(t *testing.T) {
	order := []string{"2019-12-31", "2020-01-01", "2020-01-02", "2020-02-01", "2021-01-01"}
	for i, a := range order {
		for j, b := range order {
			got := day(t, a).Compare(day(t, b))
			if (got < 0) != (i < j) || (got > 0) != (i > j) || day(t, a).Before(day(t, b)) != (i < j) || day(t, a).After(day(t, b)) != (i > j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
	if !(Date{}).Before(day(t, "0001-01-01")) {
		t.Error("the zero date is not before all")
	}
}

// The standard library's calendar is the other program here.
func TestAddDaysAgreesWithTimePackage(t *testing.T) {
	start := time.Date(1896, 2, 20, 0, 0, 0, 0, time.UTC)
	first, prev := Date{Year: 1896, Month: 2, Day: 20}, Date{Year: 1896, Month: 2, Day: 19}
	for n := range 80000 {
		want := start.AddDate(0, 0, n).Format(time.DateOnly)
		got := first.AddDays(n)
		if got.String() != want || first.DaysUntil(got) != n || got.DaysUntil(first) != -n || prev.AddDays(1) != got || got.AddDays(-n) != first {
			t.Fatalf("day %d: got %s, want %s", n, got, want)
		}
		prev = got
	}
}

func FuzzParseDateISO(f *testing.F) {
	for _, s := range []string{"2020-02-14", "2021-02-29", "", "0000-00-00", "9999-12-31", "20200214"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDateISO(s); err == nil && d.String() != s && !d.IsZero() {
			t.Fatalf("%q became %q", s, d)
		}
	})
}
