package report_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"bieuxa/internal/sampleforms"
	"bieuxa/report"
)

const codeSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ" // ten digits and 26 letters without 0, O, 1, I and L

// TestCode: the least sign stands first, 2 is zero; the check counts places from 2.
func TestCode(t *testing.T) {
	for digest, want := range map[string]string{
		"\x00\x00\x00\x00\x00\x00\x00\x00": "22222-2222-22222",
		// 1 in place 2 is 2; 29 more make 31: sign 29 is Y
		"\x00\x00\x00\x00\x00\x00\x00\x01": "32222-2222-2222Y",
		// 33 = 2 + 1·31: 2·2 + 1·3 = 7; 24 more make 31: sign 24 is T
		"\x00\x00\x00\x00\x00\x00\x00\x21": "43222-2222-2222T",
	} {
		got := report.NewCode([]byte(digest))
		if got != want {
			t.Errorf("%x: %s, want %s", digest, got, want)
		}
		for _, typed := range []string{got, strings.ToLower(got), strings.ReplaceAll(got, "-", ""), " " + strings.ReplaceAll(got, "-", " ") + "\n"} {
			if back, err := report.ParseCode(typed); back != got || err != nil {
				t.Errorf("%q: %s, %v", typed, back, err)
			}
		}
	}
	for typed, want := range map[string]error{
		"": report.ErrCodeLength, "22222-2222-2222": report.ErrCodeLength, "22222-2222-222222": report.ErrCodeLength,
		"O2222-2222-22222": report.ErrCodeSign, "22222-2222-2222Ư": report.ErrCodeSign, "22222_2222_22222": report.ErrCodeSign,
		"22222-2222-22223": report.ErrCodeMistyped,
	} {
		if _, err := report.ParseCode(typed); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", typed, err, want)
		}
	}
}

// TestACodeTellsEveryWrongSign: any one sign other than it was, any two that changed places.
func TestACodeTellsEveryWrongSign(t *testing.T) {
	signs := strings.ReplaceAll(report.NewCode([]byte("\xfe\xdc\xba\x98\x76\x54\x32\x10")), "-", "")
	wrong := func(text []byte) {
		if string(text) == signs {
			return
		}
		if _, err := report.ParseCode(string(text)); !errors.Is(err, report.ErrCodeMistyped) {
			t.Errorf("%s for %s: %v", text, signs, err)
		}
	}
	for i := range signs {
		for _, s := range codeSigns {
			text := []byte(signs)
			text[i] = byte(s)
			wrong(text)
		}
		for j := range i {
			text := []byte(signs)
			text[i], text[j] = text[j], text[i]
			wrong(text)
		}
	}
}

func edition(forms ...report.Form) *report.Edition {
	return report.NewEdition("385", "Huyện Quan Hóa", "2020-12", "xa-2016-2020", forms)
}

func TestTheCodeIsOfAllThatIsPrinted(t *testing.T) {
	first := edition(sampleforms.All(5)...).Fingerprint()
	if again := edition(sampleforms.All(5)...).Fingerprint(); again != first {
		t.Errorf("%v, and again %v", first, again)
	}
	if want := "BIEUXA1:385:2020-12:" + strings.ReplaceAll(first.Code, "-", ""); first.Says != want || first.Line() != "Mã kiểm tra: "+first.Code {
		t.Errorf("says %q, %q, want %q", first.Says, first.Line(), want)
	}
	seen := map[string]string{first.Code: "nothing"}
	for what, change := range map[string]func(*report.Edition){
		"parent":       func(e *report.Edition) { e.Parent = "386" },
		"period":       func(e *report.Edition) { e.Period = "2020-11" },
		"set":          func(e *report.Edition) { e.Set = "xa-2021-2025" },
		"version":      func(e *report.Edition) { e.Version = "2" },
		"one less":     func(e *report.Edition) { e.Forms = e.Forms[:len(e.Forms)-1] },
		"order":        func(e *report.Edition) { slices.Reverse(e.Forms) },
		"title":        func(e *report.Edition) { e.Forms[0].Title += "." },
		"subtitle":     func(e *report.Edition) { e.Forms[1].Subtitle += "." },
		"note":         func(e *report.Edition) { e.Forms[0].Notes = append(e.Forms[0].Notes, "") },
		"sample":       func(e *report.Edition) { e.Forms[0].Sample = !e.Forms[0].Sample },
		"heading":      func(e *report.Edition) { e.Forms[0].Columns[1].Heading[0] += "." },
		"signer":       func(e *report.Edition) { e.Forms[1].Signatures.Right.Name = "Hà Văn A" },
		"a figure":     func(e *report.Edition) { number(&e.Forms[1]).Num = number(&e.Forms[1]).Num.Add(dec("1")) },
		"behind it":    func(e *report.Edition) { number(&e.Forms[1]).Num = number(&e.Forms[1]).Num.Add(dec("0.0001")) },
		"its decimals": func(e *report.Edition) { number(&e.Forms[1]).Decimals++ },
		"a state":      func(e *report.Edition) { *number(&e.Forms[1]) = report.StateCell(report.Dash) },
		"another state": func(e *report.Edition) {
			*number(&e.Forms[1]) = report.StateCell(report.NotApplicable)
		},
	} {
		e := edition(sampleforms.All(5)...)
		change(e)
		code := e.Fingerprint().Code
		if other, twice := seen[code]; twice {
			t.Errorf("%s: the code of %s changed", what, other)
		}
		seen[code] = what
	}
}

// number is the first figure of a form.
func number(f *report.Form) *report.Cell {
	for _, row := range f.Rows {
		for c := range row.Cells {
			if row.Cells[c].Kind == report.Number {
				return &row.Cells[c]
			}
		}
	}
	panic("no figure")
}

func TestAnEditionIsKeptWhole(t *testing.T) {
	e := edition(sampleforms.All(5)...)
	e.Version = "3"
	text, err := e.JSON()
	if err != nil {
		t.Fatal(err)
	}
	back, err := report.ReadEdition(text)
	if err != nil {
		t.Fatal(err)
	}
	if back.Fingerprint() != e.Fingerprint() {
		t.Errorf("%v came back as %v", e.Fingerprint(), back.Fingerprint())
	}
	if again, err := back.JSON(); err != nil || string(again) != string(text) {
		t.Errorf("kept again it is another text, %v", err)
	}
	for name, text := range map[string]string{"nothing": "", "no layout": "{}", "a later layout": `{"layout":2}`, "an unfit form": `{"layout":1,"forms":[{}]}`} {
		if _, err := report.ReadEdition([]byte(text)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func TestSaid(t *testing.T) {
	f := edition(sampleforms.Bands()).Fingerprint()
	if said, ok := report.ParseSaid(f.Says); !ok || said != (report.Said{Parent: "385", Period: "2020-12", Code: f.Code}) {
		t.Errorf("%q: %+v, %v", f.Says, said, ok)
	}
	for _, text := range []string{"", f.Code, "BIEUXA2" + f.Says[7:], f.Says + ":", f.Says[:len(f.Says)-1]} {
		if _, ok := report.ParseSaid(text); ok {
			t.Errorf("%q is taken for a fingerprint", text)
		}
	}
}
