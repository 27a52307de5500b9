package corpus

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

// Corpus is what Make wrote.
type Corpus struct {
	Dir       string
	Districts []*District
	Values    map[string]*Values
	Files     []File
}

// Load reads the record of a corpus.
func Load(dir string) (*Corpus, error) {
	c := &Corpus{Dir: dir, Values: map[string]*Values{}}
	b, err := os.ReadFile(filepath.Join(dir, "districts.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &c.Districts); err != nil {
		return nil, err
	}
	err = readLines(filepath.Join(dir, "values.jsonl"), func(line []byte) error {
		v := &Values{}
		err := json.Unmarshal(line, v)
		c.Values[v.Base] = v
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, readLines(filepath.Join(dir, "truth.jsonl"), func(line []byte) error {
		var f File
		err := json.Unmarshal(line, &f)
		c.Files = append(c.Files, f)
		return err
	})
}

func readLines(path string, each func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		if err := each(s.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return s.Err()
}

// Reader is the program under test: what it says of a file that is handed in with others, and what it reads in it. The
// return is nil if the file was refused.
type Reader func(ctx context.Context, paths []string) (*office.Verdict, *ntm.Return, error)

// Slip is one thing that did not come out as expected.
type Slip struct {
	Kind    string // missed, false alarm, misread
	File    string
	Fault   int
	Variant string
	Sheet   string
	Cell    string
	Want    string
	Got     string
}

// Outcome is how one file fared.
type Outcome struct {
	File  *File
	Found []bool // by fault of the file; moot ones are left out of Counted
	Moot  bool   // the file was rightly refused: its other faults cannot be looked for
	Slips []Slip
}

// entry is what was read of a figure.
type entry struct {
	said  string
	place ntm.Place
	table string
	row   string // as the program names it
	typ   ntm.Type
	rate  bool
}

// entries are what a return says, by the keys of the truth.
func entries(r *ntm.Return) map[Key]entry {
	out := map[Key]entry{}
	for _, g := range r.Tables {
		if !g.Found {
			continue
		}
		list := g.Table.Shape == ntm.ShapeList
		if list {
			out[Key{g.Table.ID, countRow, ""}] = entry{said: "=" + strconv.Itoa(len(g.Rows)), place: g.Place, table: g.Table.ID}
		}
		add := func(name string, row *ntm.Row) {
			for i := range row.Entries {
				e, c := &row.Entries[i], &g.Table.Columns[i]
				out[Key{g.Table.ID, name, c.Code}] = entry{said(e.Value), e.Place, g.Table.ID, row.Key, e.Type, c.Formula != ""}
			}
		}
		for i, row := range g.Rows {
			name := row.Key
			if list {
				name = "#" + strconv.Itoa(i+1)
			}
			add(name, row)
		}
		if g.Total != nil {
			add(totalRow, g.Total)
		}
	}
	return out
}

// same tells whether what was read is what is right.
func same(right string, got entry) bool {
	a, stated := strings.CutPrefix(right, "=")
	b, read := strings.CutPrefix(got.said, "=")
	if !stated || !read {
		return right == got.said
	}
	x, err1 := decimal.NewFromString(a)
	y, err2 := decimal.NewFromString(b)
	if err1 == nil && err2 == nil && got.typ != ntm.TypeCode && got.typ != ntm.TypeText {
		if got.rate { // programs write as many digits of a rate as they like
			return x.Sub(y).Abs().LessThanOrEqual(decimal.New(5, -3))
		}
		return x.Equal(y)
	}
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// told tells whether a finding that blocks or asks stands where the figure is, or says that its row, column or table was
// not found.
func told(k Key, e entry, known bool, found []ntm.Finding) bool {
	for i := range found {
		f := &found[i]
		if f.Severity == ntm.Note {
			continue
		}
		if known && e.place.Cell != "" && f.Place.Sheet == e.place.Sheet && f.Place.Cell == e.place.Cell {
			return true
		}
		structural := f.ID[0] == 'S' || f.ID == "C1" || f.ID == "C1a" || f.ID[0] == 'G'
		row := f.Row == "" || f.Row == k.Row || known && f.Row == e.row
		if structural && f.Table == k.Table && row && (f.Column == "" || f.Column == k.Column) && !(f.ID == "C1a") {
			return true
		}
	}
	return false
}

// judge compares what the program said of a file with the truth.
func (c *Corpus) judge(f *File, v *office.Verdict, r *ntm.Return) Outcome {
	out := Outcome{File: f, Found: make([]bool, len(f.Faults))}
	base := c.Values[f.Base]
	var read map[Key]entry
	if r != nil {
		read = entries(r)
	}
	wrong := map[Key]bool{}
	if r != nil {
		for k, right := range base.Right {
			if changed, ok := f.Changed[k]; ok {
				right = changed
			}
			c.figure(f, k, right, read, v.Findings, &out, wrong)
		}
	}
	refusal := ""
	if v.Problem != nil {
		refusal = v.Problem.ID
	}
	for i := range f.Faults {
		out.Found[i] = c.came(f, &f.Faults[i], v, read, wrong, refusal)
		if !out.Found[i] {
			out.Slips = append(out.Slips, missed(f, &f.Faults[i], v, refusal))
		}
	}
	wanted := slices.ContainsFunc(f.Faults, func(in Injected) bool {
		return slices.ContainsFunc(in.Expect, func(e Expect) bool { return e.Kind == ExpectRefusal && slices.Contains(e.IDs, refusal) })
	})
	out.Moot = refusal != "" && wanted
	if !wanted || refusal == "" {
		c.alarms(f, base, v, refusal, &out)
	}
	if out.Moot {
		out.Slips = slices.DeleteFunc(out.Slips, func(s Slip) bool { return s.Kind == "missed" && !refusalOf(f, s) })
	}
	return out
}

// refusalOf tells whether the fault that was missed is one that should have refused the file.
func refusalOf(f *File, s Slip) bool {
	return slices.ContainsFunc(f.Faults, func(in Injected) bool {
		return in.Fault == s.Fault && in.Variant == s.Variant && in.Expect[0].Kind == ExpectRefusal
	})
}

// figure compares one figure.
func (c *Corpus) figure(f *File, k Key, right string, read map[Key]entry, found []ntm.Finding, out *Outcome, wrong map[Key]bool) {
	got, known := read[k]
	if !known && right == Nothing || known && same(right, got) {
		return
	}
	wrong[k] = true
	if right == Unsure && got.said == Unsure || told(k, got, known, found) {
		return
	}
	s := Slip{Kind: "misread", File: f.File, Sheet: got.place.Sheet, Cell: got.place.Cell, Want: k.String() + " " + right, Got: got.said}
	if !known {
		s.Got = "không có"
	}
	for i := range f.Faults {
		in := &f.Faults[i]
		if i == 0 || in.Fault == 5 && s.Fault != in.Fault || in.Sheet == s.Sheet && slices.Contains(in.Cells, s.Cell) {
			s.Fault, s.Variant = in.Fault, in.Variant
		}
	}
	out.Slips = append(out.Slips, s)
}

// at tells whether a finding is one that is expected.
func (e *Expect) at(f *ntm.Finding) bool {
	if e.Kind != ExpectFinding || !slices.Contains(e.IDs, f.ID) {
		return false
	}
	return len(e.At) == 0 || slices.ContainsFunc(e.At, func(p Place) bool {
		return p.Sheet == f.Place.Sheet && (p.Cell == "" || p.Cell == f.Place.Cell)
	})
}

// came tells whether all that is expected of a fault came true.
func (c *Corpus) came(f *File, in *Injected, v *office.Verdict, read map[Key]entry, wrong map[Key]bool, refusal string) bool {
	for i := range in.Expect {
		e := &in.Expect[i]
		switch e.Kind {
		case ExpectRefusal:
			if !slices.Contains(e.IDs, refusal) {
				return false
			}
		case ExpectFinding:
			if !slices.ContainsFunc(v.Findings, func(f ntm.Finding) bool { return e.at(&f) }) {
				return false
			}
		case ExpectValue, ExpectTold:
			if !c.readRight(e, v.Findings, read, wrong) {
				return false
			}
		case ExpectFile:
			if read == nil || len(f.Faults) == 1 && (len(wrong) > 0 || len(c.unexplained(f, c.Values[f.Base], v)) > 0) || misread(f, in, v, read, wrong) {
				return false
			}
		}
	}
	return true
}

// misread tells whether a figure was read wrongly and nothing said of it, other than those that other faults stand in.
func misread(f *File, in *Injected, v *office.Verdict, read map[Key]entry, wrong map[Key]bool) bool {
	for k := range wrong {
		got, known := read[k]
		if slices.ContainsFunc(f.Faults, func(o Injected) bool {
			return o.Variant != in.Variant && o.Sheet == got.place.Sheet && slices.Contains(o.Cells, got.place.Cell)
		}) {
			continue
		}
		if !told(k, got, known, v.Findings) && f.Changed[k] != Unsure {
			return true
		}
	}
	return false
}

func (c *Corpus) readRight(e *Expect, found []ntm.Finding, read map[Key]entry, wrong map[Key]bool) bool {
	if read == nil {
		return false
	}
	for _, k := range e.Keys {
		got, known := read[k]
		switch {
		case !wrong[k]:
			if e.Kind == ExpectValue && known && asks(got, found) {
				return false
			}
		case e.Kind == ExpectValue || !told(k, got, known, found):
			return false
		}
	}
	return true
}

// asks tells whether a finding about the reading of a cell blocks or asks.
func asks(e entry, found []ntm.Finding) bool {
	return slices.ContainsFunc(found, func(f ntm.Finding) bool {
		return f.Severity != ntm.Note && f.ID[0] == 'G' && f.ID != "G8" && f.Place.Sheet == e.place.Sheet && f.Place.Cell == e.place.Cell && e.place.Cell != ""
	})
}

func missed(f *File, in *Injected, v *office.Verdict, refusal string) Slip {
	s := Slip{Kind: "missed", File: f.File, Fault: in.Fault, Variant: in.Variant, Sheet: in.Sheet, Got: refusal}
	if len(in.Cells) > 0 {
		s.Cell = in.Cells[0]
	}
	for _, e := range in.Expect {
		s.Want = strings.TrimSpace(s.Want + " " + e.Kind + " " + strings.Join(e.IDs, "|"))
	}
	for i := range v.Findings {
		if f := &v.Findings[i]; f.ID != "C7a" && len(s.Got) < 160 {
			s.Got += " " + f.ID + "@" + f.Place.Sheet + "!" + f.Place.Cell
		}
	}
	s.Want += " (ghi «" + in.Wrote + "»)"
	return s
}

// unexplained are the findings that no fault explains.
func (c *Corpus) unexplained(f *File, base *Values, v *office.Verdict) []ntm.Finding {
	var out []ntm.Finding
	for i := range v.Findings {
		x := &v.Findings[i]
		is := func(a Allowed) bool { return a.covers(x) }
		if slices.ContainsFunc(base.Meant, is) || slices.ContainsFunc(f.Faults, func(in Injected) bool {
			return slices.ContainsFunc(in.Follows, is) || slices.ContainsFunc(in.Notes, is) || slices.ContainsFunc(in.Expect, func(e Expect) bool { return e.at(x) })
		}) {
			continue
		}
		out = append(out, *x)
	}
	return out
}

// alarms notes what was said without cause.
func (c *Corpus) alarms(f *File, base *Values, v *office.Verdict, refusal string, out *Outcome) {
	s := Slip{Kind: "false alarm", File: f.File}
	if len(f.Faults) > 0 {
		s.Fault, s.Variant = f.Faults[0].Fault, f.Faults[0].Variant
	}
	if len(f.Faults) > 1 {
		s.Fault, s.Variant = 0, "nhiều lỗi"
	}
	if refusal != "" {
		s.Got = "từ chối: " + refusal
		out.Slips = append(out.Slips, s)
	}
	for _, x := range c.unexplained(f, base, v) {
		if refusal != "" && strings.HasPrefix(x.ID, "T2") {
			continue
		}
		s.Sheet, s.Cell, s.Got = x.Place.Sheet, x.Place.Cell, fmt.Sprintf("%s %s thấy «%s» cần «%s» %s", x.ID, x.Severity, x.Saw, x.Want, x.Facts["hint"])
		out.Slips = append(out.Slips, s)
	}
}
