package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Dump is the form as aligned text for people who compare versions: what is printed, then the
// formulas. Rows are named r1…, columns c1…; the first sign of a row is the initial of its role.
func Dump(f *Form) string {
	var b strings.Builder
	lying := "portrait"
	if f.Orientation == Landscape {
		lying = "landscape"
	}
	fmt.Fprintf(&b, "%s [%s, %s]\n", f.No, f.ID, lying)
	if f.Sample {
		fmt.Fprintln(&b, SampleMark)
	}
	if f.Standing != "" {
		fmt.Fprintln(&b, f.Standing)
	}
	for _, block := range [][]string{f.TopLeft(), f.TopRight(), {strings.ToUpper(f.Title)}, f.UnderTitle(), lines(f.Caption), lines(f.MeasureLine())} {
		for _, line := range block {
			fmt.Fprintln(&b, line)
		}
	}
	b.WriteString("\n")
	dumpTable(&b, f)
	for _, s := range f.Remarks() {
		fmt.Fprintln(&b, "*", s)
	}
	dumpSignatures(&b, f.Signatures)
	dumpFormulas(&b, f)
	return b.String()
}

func dumpTable(b *strings.Builder, f *Form) {
	var table [][]string
	for level := range f.HeadingDepth() {
		table = append(table, make([]string, len(f.Columns)+1))
		for _, h := range f.HeadingCells() {
			if h.Row == level {
				table[level][h.Col+1] = strings.ReplaceAll(h.Text, "\n", "⏎")
			}
		}
	}
	table = append(table, append([]string{""}, f.NumberLabels()...))
	words := f.StateWords()
	for _, row := range f.Body() {
		line := []string{strings.ToUpper(row.Role.String()[:1]) + strings.Repeat(">", row.Indent)}
		for _, cell := range row.Cells {
			text := strings.ReplaceAll(words.Text(cell), "\n", "⏎")
			if cell.Span > 1 {
				text += fmt.Sprintf(" ‹%d›", cell.Span)
			}
			line = append(line, text)
		}
		table = append(table, line)
	}
	align(b, f, table)
}

// align writes the table with its columns lined up; text across several columns may run over.
func align(b *strings.Builder, f *Form, table [][]string) {
	widths := make([]int, len(f.Columns)+1)
	for _, line := range table {
		for i, s := range line {
			if !strings.HasSuffix(s, "›") {
				widths[i] = max(widths[i], utf8.RuneCountInString(s))
			}
		}
	}
	for _, line := range table {
		var out strings.Builder
		for i, s := range line {
			pad := strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(s)))
			if i > 0 {
				out.WriteString(" | ")
			}
			if i > 0 && f.Columns[i-1].Align == AlignRight {
				out.WriteString(pad + s)
			} else {
				out.WriteString(s + pad)
			}
		}
		fmt.Fprintln(b, strings.TrimRight(out.String(), " "))
	}
}

func dumpSignatures(b *strings.Builder, s Signatures) {
	if s.Empty() {
		return
	}
	if s.Place != "" {
		fmt.Fprintln(b, s.Place)
	}
	for _, one := range []Signature{s.Left, s.Right} {
		fmt.Fprintln(b, "signed:", strings.Join(lines(strings.ReplaceAll(one.Title, "\n", "⏎"), one.Hint, one.Name), " / "))
	}
}

func dumpFormulas(b *strings.Builder, f *Form) {
	words := f.StateWords()
	for r, row := range f.Rows {
		for c, cell := range row.Cells {
			if cell.Formula != nil {
				fmt.Fprintf(b, "r%dc%d %s = %s\n", r+1, c+1, words.Text(cell), cell.Formula)
			}
		}
	}
}
