package xlsx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
)

func testRefs(name figureName) (string, error) {
	switch {
	case name.Table != "":
		return "'04_HoNgheo'!C9", nil
	case name.Row != "":
		return "Z" + name.Row, nil
	case len(name.Column) != 1:
		return "", fmt.Errorf("no column %q", name.Column)
	}
	return strings.ToUpper(name.Column) + "5", nil
}

func TestFormulaInExcelsLanguage(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"a blank operand gives nothing", "a + b", `IF(COUNT(A5,B5)+COUNTIF(A5,"-")+COUNTIF(B5,"-")<2,"",N(A5)+N(B5))`},
		{"a zero divisor gives nothing", "a / b * 100", `IF(COUNT(A5,B5)+COUNTIF(A5,"-")+COUNTIF(B5,"-")<2,"",IFERROR(N(A5)/N(B5)*100,""))`},
		{"or0 needs no figure", "a - or0(b)", `IF(COUNT(A5)+COUNTIF(A5,"-")<1,"",N(A5)-N(B5))`},
		{"a figure named twice is needed once", "a * a", `IF(COUNT(A5)+COUNTIF(A5,"-")<1,"",N(A5)*N(A5))`},
		{"brackets stay where they matter", "a - (b - c)", `IF(COUNT(A5,B5,C5)+COUNTIF(A5,"-")+COUNTIF(B5,"-")+COUNTIF(C5,"-")<3,"",N(A5)-(N(B5)-N(C5)))`},
		{"brackets that do not matter go", "(a * 2) + 0.5", `IF(COUNT(A5)+COUNTIF(A5,"-")<1,"",N(A5)*2+0.5)`},
		{"max0", "max0(a - b)", `IF(COUNT(A5,B5)+COUNTIF(A5,"-")+COUNTIF(B5,"-")<2,"",MAX(0,N(A5)-N(B5)))`},
		{"another row", "at('7', 'a')", `IF(COUNT(Z7)+COUNTIF(Z7,"-")<1,"",N(Z7))`},
		{"another sheet", "cell('t', 'r', 'c')", `IF(COUNT('04_HoNgheo'!C9)+COUNTIF('04_HoNgheo'!C9,"-")<1,"",N('04_HoNgheo'!C9))`},
		{"a negative", "-a * 2", `IF(COUNT(A5)+COUNTIF(A5,"-")<1,"",(-N(A5))*2)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := parseFormula(c.source)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := f.excel(testRefs); err != nil || got != c.want {
				t.Errorf("%s becomes\n %s (%v), want\n %s", c.source, got, err, c.want)
			}
		})
	}
}

func TestFormulaOutsideTheSubsetIsRefused(t *testing.T) {
	for _, source := range []string{"a ?? b", "a > b", "prev('a')", "text('a')", "at(a, 'b')", "or0(a + b)", "max0()", "'word'", "a +", "[1]", "a ^ 2", "a % 2"} {
		if _, err := parseFormula(source); err == nil {
			t.Errorf("%s is accepted", source)
		}
	}
	f, err := parseFormula("a + thieu")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.excel(testRefs); err == nil || !strings.Contains(err.Error(), "thieu") {
		t.Errorf("an unknown column gives %v", err)
	}
}

func TestFormulaValueKnowsMissingFromZero(t *testing.T) {
	known := map[string]string{"a": "309", "b": "11115", "z": "0", "n": "-4"}
	figures := func(name figureName) ntm.Num {
		if s, ok := known[name.Column]; ok {
			return ntm.NumOf(decimal.RequireFromString(s))
		}
		return ntm.Num{}
	}
	for _, c := range []struct{ source, want string }{
		{"a / b * 100", "2.7800269905533063"}, {"a / z", ""}, {"a + missing", ""}, {"a + or0(missing)", "309"},
		{"max0(n)", "0"}, {"max0(missing)", ""}, {"-n - 1", "3"}, {"a - z - 9", "300"}, {"0.1 + 0.2", "0.3"},
	} {
		f, err := parseFormula(c.source)
		if err != nil {
			t.Fatal(err)
		}
		got := f.value(figures)
		if got.OK {
			got.D = got.D.Round(16)
		}
		if got.String() != c.want {
			t.Errorf("%s is %q, want %q", c.source, got, c.want)
		}
	}
}

func FuzzFormulaSpelling(f *testing.F) {
	for _, s := range []string{"a / (b + or0(c)) * 100", "cell('t','r','c')", "max0(-a)", "at('1','b') - .5", "1e9 / 0", "((a))", "a.b", "or0()"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		fm, err := parseFormula(source)
		if err != nil {
			return
		}
		text, err := fm.excel(func(figureName) (string, error) { return "A1", nil })
		if err != nil {
			t.Fatalf("%q was accepted and fails: %v", source, err)
		}
		if strings.Count(text, "(") != strings.Count(text, ")") {
			t.Errorf("%q becomes %s", source, text)
		}
		fm.value(func(figureName) ntm.Num { return ntm.NumInt(0) })
	})
}
