package xlsx

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// sketch is a workbook to be drawn: a plain picture of sheets that tests can edit as clerks do.
type sketch struct{ sheets []*sketchSheet }

type sketchSheet struct {
	name               string
	rows               [][]any // rows[0] is row 1
	merges             []Range
	hidden             bool
	hideRows, hideCols []int
	// tops are the first row of each table's headings, ends the row below its last.
	tops, ends []int
}

// formulaOnly is a cell with a formula and no value.
type formulaOnly string

func (s *sketchSheet) put(row, col int, v any) {
	for len(s.rows) < row {
		s.rows = append(s.rows, nil)
	}
	for len(s.rows[row-1]) < col {
		s.rows[row-1] = append(s.rows[row-1], nil)
	}
	s.rows[row-1][col-1] = v
}

func (s *sketchSheet) merge(r Range) {
	if r.FirstRow != r.LastRow || r.FirstCol != r.LastCol {
		s.merges = append(s.merges, r)
	}
}

// insertRow moves everything from row on down by one.
func (s *sketchSheet) insertRow(row int) {
	if row > len(s.rows) {
		return
	}
	s.rows = slices.Insert(s.rows, row-1, []any(nil))
	for i := range s.merges {
		m := &s.merges[i]
		if m.FirstRow >= row {
			m.FirstRow++
		}
		if m.LastRow >= row {
			m.LastRow++
		}
	}
}

// insertCol moves everything from col on right by one.
func (s *sketchSheet) insertCol(col int) {
	for i := range s.rows {
		if len(s.rows[i]) >= col {
			s.rows[i] = slices.Insert(s.rows[i], col-1, any(nil))
		}
	}
	for i := range s.merges {
		m := &s.merges[i]
		if m.FirstCol >= col {
			m.FirstCol++
		}
		if m.LastCol >= col {
			m.LastCol++
		}
	}
}

func (k *sketch) sheet(name string) *sketchSheet {
	for _, s := range k.sheets {
		if s.name == name {
			return s
		}
	}
	return nil
}

// bytes draws the sketch as a workbook.
func (k *sketch) bytes(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	for i, s := range k.sheets {
		if i == 0 {
			must(f.SetSheetName("Sheet1", s.name))
		} else {
			_, err := f.NewSheet(s.name)
			must(err)
		}
		for r := range s.rows {
			for c, v := range s.rows[r] {
				if v == nil {
					continue
				}
				ref := Cell{Row: r + 1, Col: c + 1}.Ref()
				if formula, ok := v.(formulaOnly); ok {
					must(f.SetCellFormula(s.name, ref, string(formula)))
				} else {
					must(f.SetCellValue(s.name, ref, v))
				}
			}
		}
		for _, m := range s.merges {
			must(f.MergeCell(s.name, Cell{Row: m.FirstRow, Col: m.FirstCol}.Ref(), Cell{Row: m.LastRow, Col: m.LastCol}.Ref()))
		}
		for _, r := range s.hideRows {
			must(f.SetRowVisible(s.name, r, false))
		}
		for _, c := range s.hideCols {
			must(f.SetColVisible(s.name, columnName(c), false))
		}
	}
	for i, s := range k.sheets {
		if s.hidden && i > 0 {
			must(f.SetSheetVisible(s.name, false))
		}
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func (k *sketch) workbook(t testing.TB) *Workbook {
	t.Helper()
	wb, err := Read("xa.xlsx", k.bytes(t), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return wb
}

// stated is what a test put into a return, in canonical form, by table/row/column.
type stated map[string]string

// drawing draws a definition as a filled workbook: headings in merged cells, rows, numbers (1) (2) (3).
type drawing struct {
	def   *ntm.Definition
	rng   *rand.Rand
	want  stated
	flat  bool // headings are not merged
	lists int  // rows of each list
}

func draw(def *ntm.Definition, seed uint64) (*sketch, stated) {
	d := &drawing{def: def, rng: rand.New(rand.NewPCG(seed, 7)), want: stated{}, lists: 5}
	return d.sketch(), d.want
}

func (d *drawing) sketch() *sketch {
	k := &sketch{}
	for i := range d.def.Sheets {
		def := &d.def.Sheets[i]
		s := &sketchSheet{name: def.ID}
		s.put(1, 1, def.FormNo)
		s.put(2, 2, def.Title)
		s.merge(Range{2, 2, 2, 6})
		row := 4
		for j := range def.Tables {
			t, _ := d.def.Table(def.Tables[j].ID)
			row = d.table(s, t, row) + 1
		}
		s.put(row+1, 2, "NGƯỜI LẬP BIỂU")
		s.put(row+1, 5, "Phú Lệ, ngày 14 tháng 02 năm 2020")
		k.sheets = append(k.sheets, s)
	}
	return k
}

func (d *drawing) table(s *sketchSheet, t *ntm.Table, row int) int {
	if t.Title != "" {
		s.put(row, 1, t.Title)
		row++
	}
	s.tops = append(s.tops, row)
	depth := 0
	for i := range t.Columns {
		depth = max(depth, len(t.Columns[i].Title))
	}
	d.headings(s, t, row, depth)
	row += depth
	for i := range t.Columns {
		s.put(row, i+1, fmt.Sprintf("(%d)", i+1))
	}
	row++
	if t.Shape == ntm.ShapeList {
		row = d.list(s, t, row)
	} else {
		for i := range t.Rows {
			d.row(s, t, &t.Rows[i], t.Rows[i].Code, row)
			row++
		}
	}
	s.ends = append(s.ends, row)
	return row
}

func (d *drawing) headings(s *sketchSheet, t *ntm.Table, top, depth int) {
	for level := range depth {
		for i := 0; i < len(t.Columns); {
			path := t.Columns[i].Title
			j := i + 1
			if level >= len(path) {
				i = j
				continue
			}
			for j < len(t.Columns) && len(t.Columns[j].Title) > level+1 && len(path) > level+1 && slices.Equal(t.Columns[j].Title[:level+1], path[:level+1]) {
				j++
			}
			s.put(top+level, i+1, path[level])
			last := top + level
			if level == len(path)-1 {
				last = top + depth - 1
			}
			if !d.flat {
				s.merge(Range{top + level, i + 1, last, j})
			}
			i = j
		}
	}
}

func (d *drawing) row(s *sketchSheet, t *ntm.Table, def *ntm.RowDef, key string, row int) {
	for i := range t.Columns {
		c := &t.Columns[i]
		var cell any
		switch c.Given {
		case "no":
			cell = def.No
		case "label":
			cell = def.Label
		case "unit":
			cell = def.Unit
		case "":
			if slices.Contains(def.Except, c.Code) {
				break
			}
			var canonical string
			cell, canonical = d.value(t.TypeAt(c, def))
			d.want[t.ID+"/"+key+"/"+c.Code] = canonical
		}
		if cell != nil {
			s.put(row, i+1, cell)
		}
	}
}

// value makes up a value of a type; some are left blank.
func (d *drawing) value(typ ntm.Type) (cell any, canonical string) {
	if d.rng.IntN(8) == 0 {
		return nil, ""
	}
	switch typ {
	case ntm.TypeCount:
		n := d.rng.IntN(3000)
		return n, fmt.Sprint(n)
	case ntm.TypeNumber, ntm.TypeMoney:
		n := d.rng.IntN(90000)
		return float64(n) / 10, ntm.NumOf(decimal.New(int64(n), -1)).String()
	case ntm.TypePercent:
		n := 200 + d.rng.IntN(9000)
		return float64(n) / 100, ntm.NumOf(decimal.New(int64(n), -2)).String()
	case ntm.TypeDate:
		day := ntm.NewDate(2019, 1, 1+d.rng.IntN(700))
		return day.VN(), day.String()
	case ntm.TypeStatus:
		w := [...]string{"Đạt", "Cơ bản đạt", "Chưa đạt"}[d.rng.IntN(3)]
		return w, w
	case ntm.TypeYesNo:
		w := [...]string{"Có", "Không"}[d.rng.IntN(2)]
		return w, w
	case ntm.TypeText, ntm.TypeCode:
		w := fmt.Sprintf("văn bản %c%c", 'a'+rune(d.rng.IntN(26)), 'a'+rune(d.rng.IntN(26)))
		return w, w
	}
	return nil, ""
}

func (d *drawing) list(s *sketchSheet, t *ntm.Table, row int) int {
	for n := range d.lists {
		key := ""
		for i, code := range t.Identity {
			if i > 0 {
				key += "|"
			}
			key += ntm.Fold(fmt.Sprintf("%s mục %d", code, n))
		}
		d.row(s, t, &ntm.RowDef{No: fmt.Sprint(n + 1)}, key, row)
		s.put(row, 1, n+1)
		for _, code := range t.Identity {
			v := fmt.Sprintf("%s mục %d", code, n)
			s.put(row, t.Col(code)+1, v)
			d.want[t.ID+"/"+key+"/"+code] = v
		}
		row++
	}
	row += 2 // spare rows
	if t.Total {
		s.put(row, 2, "Tổng cộng")
		row++
	}
	return row
}

// differences compares a return with what was put in: every value, and no value more.
func differences(ret *ntm.Return, want stated) []string {
	var diffs []string
	seen := 0
	for _, g := range ret.Tables {
		for _, row := range g.Rows {
			for i := range row.Entries {
				c := &g.Table.Columns[i]
				if !c.Input() {
					continue
				}
				seen++
				name := g.Table.ID + "/" + row.Key + "/" + c.Code
				if got := row.Entries[i].Canonical(); got != want[name] {
					diffs = append(diffs, fmt.Sprintf("%s: read %q at %s, put in %q", name, got, row.Entries[i].Place, want[name]))
				}
			}
		}
	}
	for name, v := range want {
		table, rest, _ := strings.Cut(name, "/")
		if v == "" {
			continue
		}
		i := strings.LastIndexByte(rest, '/')
		if _, ok := ret.Entry(table, rest[:i], rest[i+1:]); !ok {
			diffs = append(diffs, fmt.Sprintf("%s: %q was not read", name, v))
		}
	}
	if seen == 0 {
		diffs = append(diffs, "nothing was read")
	}
	slices.Sort(diffs)
	return diffs
}

var loadLexicon = sync.OnceValues(func() (*ntm.Lexicon, error) { return ntm.LoadLexicon(os.DirFS("../assets")) })

func lexicon(t testing.TB) *ntm.Lexicon {
	t.Helper()
	lex, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// commune is the monthly return bound to a commune of the criteria set of 2016-2020.
func commune(t testing.TB) *ntm.Definition {
	t.Helper()
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	if err != nil {
		t.Fatal(err)
	}
	criteria, err := ntm.LoadCriteria(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, ok := criteria.Set("xa-2016-2020")
	if !ok {
		t.Fatal("set xa-2016-2020 is not known")
	}
	bound, err := def.Bind(set, "xã", ntm.NewDate(2020, 2, 14))
	if err != nil {
		t.Fatal(err)
	}
	return bound
}
