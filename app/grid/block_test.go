package grid

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestParseBlock(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want [][]string
	}{
		"one cell":                      {"12", [][]string{{"12"}}},
		"as Excel ends it":              {"1\t2\r\n3\t4\r\n", [][]string{{"1", "2"}, {"3", "4"}}},
		"empty cells":                   {"\t2\r\n3\t\r\n", [][]string{{"", "2"}, {"3", ""}}},
		"an empty last row stays":       {"1\n\n", [][]string{{"1"}, {""}}},
		"line break in a cell":          {"\"Hộ\nnghèo\"\t5\r\n", [][]string{{"Hộ\nnghèo", "5"}}},
		"tab in a cell":                 {"\"a\tb\"\t5", [][]string{{"a\tb", "5"}}},
		"quotes in a packed cell":       {"\"thôn \"\"Bá\"\"\n2\"", [][]string{{"thôn \"Bá\"\n2"}}},
		"quotes that pack nothing":      {"\"Bá\"\t1", [][]string{{"\"Bá\"", "1"}}},
		"a lone quote":                  {"\"Bá\t1", [][]string{{"\"Bá", "1"}}},
		"an inch in the text":           {"ống 5\" nước\t1", [][]string{{"ống 5\" nước", "1"}}},
		"quote, then more text":         {"\"a\nb\"c\t1", [][]string{{"\"a"}, {"b\"c", "1"}}},
		"rows of different length":      {"1\n2\t3", [][]string{{"1"}, {"2", "3"}}},
		"nothing":                       {"", [][]string{{""}}},
		"tab at the very end":           {"1\t", [][]string{{"1", ""}}},
		"packed cell at the very end":   {"1\t\"a\nb\"", [][]string{{"1", "a\nb"}}},
		"packed cell ends with a quote": {"\"a\n\"\"b\"\"\"\t2", [][]string{{"a\n\"b\"", "2"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := parseBlock(c.text); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzBlock(f *testing.F) {
	f.Add("a", "b\nc", "\"", "")
	f.Add("\"x\"", "\t", "\r\n", "\"\"\n")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		for _, s := range []*string{&a, &b, &c, &d} {
			*s = normalBreaks(*s)
		}
		rows := [][]string{{a, b}, {c, d}}
		if got := parseBlock(blockText(rows)); !reflect.DeepEqual(got, rows) {
			t.Errorf("%q came back as %q", rows, got)
		}
	})
}

func normalBreaks(s string) string {
	out := []rune{}
	for _, r := range s {
		if r != '\r' {
			out = append(out, r)
		}
	}
	return string(out)
}

func TestCopyAndPaste(t *testing.T) {
	p := figures(10, 10)
	p.change(0, 0, func(c *Cell) { c.Text, c.Edit = "1.234,5", "1234,5" })
	b := show(t, p)
	board := test.NewClipboard()
	b.SelectArea(Area{0, 0, 1, 1})
	b.shortcut2(&fyne.ShortcutCopy{Clipboard: board})
	if got, want := board.Content(), "1234,5\t0.1\r\n1.0\t1.1\r\n"; got != want {
		t.Fatalf("copied %q, want %q", got, want)
	}
	b.Select(4, 4)
	b.shortcut2(&fyne.ShortcutPaste{Clipboard: board})
	b.chose(Area{4, 4, 5, 5})
	want := []Edit{{4, 4, "1234,5"}, {4, 5, "0.1"}, {5, 4, "1.0"}, {5, 5, "1.1"}}
	if len(b.commits) != 1 || !reflect.DeepEqual(b.commits[0], want) {
		t.Errorf("committed %v, want one step %v", b.commits, want)
	}
}

func TestPasteOfOneCellFillsTheSelection(t *testing.T) {
	b := show(t, figures(10, 10))
	board := test.NewClipboard()
	board.SetContent("7\r\n")
	b.SelectArea(Area{1, 1, 2, 2})
	b.shortcut2(&fyne.ShortcutPaste{Clipboard: board})
	want := []Edit{{1, 1, "7"}, {1, 2, "7"}, {2, 1, "7"}, {2, 2, "7"}}
	if len(b.commits) != 1 || !reflect.DeepEqual(b.commits[0], want) {
		t.Errorf("committed %v, want %v", b.commits, want)
	}
}

func TestPasteBeyondTheEdgeIsTold(t *testing.T) {
	p := figures(3, 3)
	p.change(2, 1, func(c *Cell) { c.Editable = false })
	b := show(t, p)
	board := test.NewClipboard()
	board.SetContent("5\t6\t7\r\n8\t9\t10\r\n")
	b.Select(2, 1)
	b.shortcut2(&fyne.ShortcutPaste{Clipboard: board})
	if len(b.commits) != 1 || !reflect.DeepEqual(b.commits[0], []Edit{{2, 2, "6"}}) {
		t.Errorf("committed %v", b.commits)
	}
	if !reflect.DeepEqual(b.refused, []int{5}) {
		t.Errorf("told of %v cells", b.refused)
	}
}

// A block copied with its labels falls on the same labels: nothing to refuse.
func TestSameTextOnAFixedCellIsNotRefused(t *testing.T) {
	p := figures(3, 3)
	p.change(0, 0, func(c *Cell) { c.Text, c.Editable = "Thôn Bá", false })
	b := show(t, p)
	board := test.NewClipboard()
	board.SetContent("Thôn Bá\t9\r\n")
	b.shortcut2(&fyne.ShortcutPaste{Clipboard: board})
	if len(b.refused) != 0 || len(b.commits) != 1 || len(b.commits[0]) != 1 {
		t.Errorf("committed %v, refused %v", b.commits, b.refused)
	}
}

func TestCutClears(t *testing.T) {
	b := show(t, figures(3, 3))
	board := test.NewClipboard()
	b.shortcut2(&fyne.ShortcutCut{Clipboard: board})
	if board.Content() != "0.0\r\n" || len(b.commits) != 1 || b.commits[0][0] != (Edit{0, 0, ""}) {
		t.Errorf("clipboard %q, committed %v", board.Content(), b.commits)
	}
}

func TestCtrlDFillsDown(t *testing.T) {
	b := show(t, figures(4, 3))
	b.SelectArea(Area{0, 0, 2, 0})
	b.ctrl(fyne.KeyD)
	if want := []Edit{{1, 0, "0.0"}, {2, 0, "0.0"}}; len(b.commits) != 1 || !reflect.DeepEqual(b.commits[0], want) {
		t.Errorf("committed %v", b.commits)
	}
}

func TestColumnName(t *testing.T) {
	for col, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := columnName(col); got != want {
			t.Errorf("%d: %s, want %s", col, got, want)
		}
	}
}
