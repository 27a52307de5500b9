package ntm_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"

	"bieuxa/assets"
	"bieuxa/ntm"
)

func examineText(t *testing.T, text string) []ntm.Finding {
	t.Helper()
	found, err := ntm.Examine(readFixture(t, text).sc)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func only(t *testing.T, found []ntm.Finding, id string) ntm.Finding {
	t.Helper()
	var got []ntm.Finding
	for _, f := range found {
		if f.ID == id {
			got = append(got, f)
		}
	}
	if len(got) != 1 {
		t.Fatalf("%d findings %s, want one: %+v", len(got), id, got)
	}
	return got[0]
}

func TestFindingsShowTheirArithmetic(t *testing.T) {
	for name, c := range map[string]struct{ text, id, want string }{
		"sums leave out what is blank":  {"ho_ngheo ngheo dau_ky=1024 thoat=715 tai=2 phat_sinh=1 cuoi_ky=309", "P1", "1.024 + 2 + 1 − 715"},
		"a negative term is taken away": {"ho_ngheo ngheo dau_ky=1024 thoat=715 tai=2 phat_sinh=1 co_hoc=-3 cuoi_ky=312", "P1", "1.024 + 2 + 1 − 3 − 715"},
		"a rate":                        {"dan_cu tong so_ho=11115\nho_ngheo ngheo cuoi_ky=309 ty_le=2.79", "P2", "309 / 11.115 × 100"},
		"parts of a subtotal":           {"nguon_luc I hd_lk=100\nnguon_luc I.1 hd_lk=70.5\nnguon_luc I.2 hd_lk=40", "K1", "70,5 + 40"},
		"last month and this":           {"period 2020-05\nnguon_luc I.1 hd_ky=100 hd_lk=450\n@prev nguon_luc I.1 hd_lk=400", "K3", "400 + 100"},
		"January has nothing to add up": {"period 2020-01\nnguon_luc I.1 hd_ky=100 hd_lk=450", "K3", ""},
		"a difference not below zero":   {"no_dong A kl_lk=100 tt_lk=60 no=30", "D1", "100 − 60"},
		"rows of a list":                {"thon A so_ho=120\nthon B so_ho=85\nthon TOTAL so_ho=204", "G8", "120 + 85"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := only(t, examineText(t, c.text), c.id).Facts["arithmetic"]; got != c.want {
				t.Errorf("arithmetic %q, want %q", got, c.want)
			}
		})
	}
}

func TestOperandsNameTheirCells(t *testing.T) {
	f := only(t, examineText(t, "dan_cu tong so_ho=11115\nho_ngheo ngheo cuoi_ky=309 ty_le=2.79"), "P2")
	if len(f.Operands) != 2 || f.Operands[0].Value != "309" || f.Operands[1].Value != "11115" {
		t.Fatalf("operands %+v, want 309 and 11115", f.Operands)
	}
	for _, o := range f.Operands {
		if o.Place.Sheet != "04_HoNgheo" || o.Place.Cell == "" || o.Name == "" {
			t.Errorf("operand %+v names no cell", o)
		}
	}
	if f.Saw != "2.79" || f.Want != "2.78" || f.Place.Sheet != "04_HoNgheo" {
		t.Errorf("saw %s want %s at %s", f.Saw, f.Want, f.Place)
	}
}

func TestOfficeSettings(t *testing.T) {
	const drop = "tieu_chi 5 dg=\"Chưa đạt\" giai_trinh=\"lũ cuốn trôi\"\n@prev tieu_chi 5 dg=Đạt\n"
	t.Run("a switched-off check is silent", func(t *testing.T) {
		for _, f := range examineText(t, drop+"severity C6 off") {
			if f.ID == "C6" {
				t.Errorf("found %+v", f)
			}
		}
	})
	t.Run("a severity is changed", func(t *testing.T) {
		if f := only(t, examineText(t, drop+"severity C6 block"), "C6"); f.Severity != ntm.Block {
			t.Errorf("severity %s", f.Severity)
		}
	})
	t.Run("the row's Giải trình explains", func(t *testing.T) {
		if f := only(t, examineText(t, drop), "C6"); f.Severity != ntm.Explain || f.Explained != "lũ cuốn trôi" {
			t.Errorf("severity %s, explained %q", f.Severity, f.Explained)
		}
	})
	t.Run("what the reader found is switched off too", func(t *testing.T) {
		for _, f := range examineText(t, "reading S5 note no_dong r c\nnil no_dong\nseverity S5 off") {
			if f.ID == "S5" {
				t.Errorf("found %+v", f)
			}
		}
	})
}

// TestFaultyChecksAreRefused: a name that does not exist would make a check silent for ever.
func TestFaultyChecksAreRefused(t *testing.T) {
	const returns = `id: r
sheets:
  - id: s
    tables:
      - id: t
        shape: fixed
        columns: [{code: a, title: [A], type: number}, {code: b, title: [B], type: number}]
        rows: [{code: x, label: X}, {code: y, label: Y}]
`
	for name, c := range map[string]struct{ check, want string }{
		"a column":             {"{id: A, severity: block, table: t, at: a, want: prev('c')}", `"c" is unknown`},
		"a row":                {"{id: A, severity: block, table: t, at: a, want: \"at('z', 'a')\"}", `"z" is unknown`},
		"a table":              {"{id: A, severity: block, table: t, at: a, want: \"cell('u', 'x', 'a')\"}", `"u" is unknown`},
		"a parameter":          {"{id: A, severity: block, table: t, at: a, want: param('p')}", `"p" is unknown`},
		"a variable":           {"{id: A, severity: block, table: t, at: a, want: c + 1}", "unknown name c"},
		"the column of a cell": {"{id: A, severity: block, table: t, at: c, want: b}", "no such column"},
		"a row of the check":   {"{id: A, severity: block, table: t, rows: [z], at: a, want: b}", `no row "z"`},
		"a rule":               {"{id: A, severity: block, rule: none}", `rule "none" is unknown`},
		"a severity":           {"{id: A, severity: bad, table: t, at: a, want: b}", "severity"},
		"a part with an id":    {"{id: A, severity: block, table: t, want: b, parts: [{id: B, at: a}]}", "part 1"},
		"nothing to compare":   {"{id: A, severity: block, table: t, at: a}", "neither want nor bad"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ntm.LoadDefinition(fstest.MapFS{"returns/r.yaml": {Data: []byte(returns)},
				"checks/r/a.yaml": {Data: []byte("checks:\n  - " + c.check + "\n")}}, "r")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

// TestEveryCheckHasWords holds the sentences of both languages against the catalogue.
func TestEveryCheckHasWords(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		words, known := readCheckWords(t, lang), map[string]bool{}
		for _, c := range allChecks(t) {
			known[c.ID] = true
			w, ok := words[c.ID]
			if c.On != "" {
				continue
			}
			for _, part := range []string{"title", "text", "fix"} {
				if !ok || w[part] == "" {
					t.Errorf("%s: check %s has no %s", lang, c.ID, part)
				}
			}
		}
		for id := range words {
			base, variant, of := strings.Cut(id, "/")
			if of && (variant == "" || words[id]["text"] == "" || words[id]["fix"] == "") {
				t.Errorf("%s: %s has no text or fix", lang, id)
			}
			if !known[base] && strings.ContainsAny(id[:1], "STGCKDPOVRLXM") {
				t.Errorf("%s: words for %s, which the catalogue does not have", lang, id)
			}
		}
	}
}

// allChecks are the checks of every return that ships with the program.
func allChecks(t *testing.T) []ntm.Check {
	t.Helper()
	names, err := filepath.Glob("../assets/returns/*.yaml")
	if err != nil || len(names) < 2 {
		t.Fatalf("%d returns: %v", len(names), err)
	}
	var out []ntm.Check
	for _, name := range names {
		def, err := ntm.LoadDefinition(assets.FS, strings.TrimSuffix(filepath.Base(name), ".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, def.Checks...)
	}
	return out
}

func readCheckWords(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	names, err := filepath.Glob("../assets/words/" + lang + "/checks-*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files of words in %s: %v", len(names), lang, err)
	}
	all := map[string]map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Checks map[string]map[string]string `yaml:"checks"`
		}
		if err := yaml.Unmarshal(b, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for id, w := range file.Checks {
			if all[id] != nil {
				t.Errorf("%s: %s has its words twice", name, id)
			}
			all[id] = w
		}
	}
	return all
}
