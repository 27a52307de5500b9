// Package filled makes small, consistent returns for tests of whole months: a commune of one hundred
// households with the criteria it is told, and nothing else to report.
package filled

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/xlsx"
)

// Households is how many households every commune made here has.
const Households = 100

// Commune says what a return made here states.
type Commune struct {
	Def      *ntm.Definition // bound
	Set      *ntm.CriteriaSet
	Unit     ntm.Unit
	Period   ntm.Period
	From, To ntm.Date
	Unmet    map[int]bool // criteria that are Chưa đạt; all others are Đạt
	Titles   []string     // titles held, lower ones first
	Poor     int          // poor households, all the year

	Change func(*ntm.Return) // makes the return say something else; may be nil
}

// Return fills every table.
func (c Commune) Return() *ntm.Return {
	r := ntm.NewReturn(c.Def, c.Unit, c.Period, c.Set.ID)
	for i := range c.Def.Sheets {
		for j := range c.Def.Sheets[i].Tables {
			c.fill(r.Add(&c.Def.Sheets[i].Tables[j]))
		}
	}
	if c.Change != nil {
		c.Change(r)
	}
	return r
}

func (c Commune) fill(g *ntm.Grid) {
	g.Found = true
	t := g.Table
	if t.Shape == ntm.ShapeList {
		c.list(g)
		g.Nil = len(g.Rows) == 0
		return
	}
	for i := range t.Rows {
		row := g.AddRow(t.Rows[i].Code, &t.Rows[i])
		for j := range t.Columns {
			if text := c.cell(t, row.Def, &t.Columns[j]); text != "" {
				put(g, row, t.Columns[j].Code, text)
			}
		}
	}
}

// Set states another value in a cell of a table: a figure, a date, a word, or nothing. It panics if there is no
// such cell, which is a fault of the test.
func Set(r *ntm.Return, table, row, col, text string) {
	g := r.Grid(table)
	line, ok := g.Row(row)
	if !ok {
		panic("no row " + table + "/" + row)
	}
	put(g, line, col, text)
}

// Put states a value in a cell of a row of a list, as the cell's type wants it.
func Put(g *ntm.Grid, row *ntm.Row, col, text string) { put(g, row, col, text) }

// put states a value as the cell's type wants it.
func put(g *ntm.Grid, row *ntm.Row, col, text string) {
	e, _ := g.At(row, col)
	if e.Type.Numeric() && text != "" {
		e.Value = ntm.NumberValue(e.Type, decimal.RequireFromString(text))
		return
	}
	e.Value = ntm.TextValue(e.Type, text)
}

func (c Commune) cell(t *ntm.Table, row *ntm.RowDef, col *ntm.Column) string {
	if col.Given != "" {
		return ""
	}
	for _, except := range row.Except {
		if except == col.Code {
			return ""
		}
	}
	switch t.ID {
	case ntm.FieldsTable:
		if col.Code == ntm.FieldColumn {
			return c.field(row.Code)
		}
	case ntm.CriteriaTable:
		return c.status(row.Criterion, col.Code)
	case "tong_tieu_chi":
		return c.count(row.Code, col.Code)
	case "dan_cu":
		if col.Code == "so_ho" {
			return map[string]string{"tong": fmt.Sprint(Households), "dtts": "0"}[row.Code]
		}
	case "ho_ngheo":
		return c.poverty(row.Code, col.Code)
	case "nguon_luc", "dan_gop", "nguon_von", "dau_tu_tw":
		if col.Type.Numeric() && col.Formula == "" && col.Code != "don_gia" && col.Blank != "" {
			return "0"
		}
	}
	return ""
}

func (c Commune) field(code string) string {
	return map[string]string{"ma_dvhc": c.Unit.Code, "ten_don_vi": c.Unit.Name, "loai_don_vi": string(c.Unit.Kind),
		"ky": c.Period.VN(), "tu_ngay": c.From.String(), "den_ngay": c.To.String(), "bo_tieu_chi": c.Set.ID, "nhom_xa": "2",
		"tong_so_ho": fmt.Sprint(Households), "so_ho_dtts": "0", "nhan_khau": "400", "so_thon": "1", "nguoi_lap": "Người lập mẫu",
		"lan_gui": "lần 1"}[code]
}

func (c Commune) status(no int, col string) string {
	switch col {
	case "dg_nt", "dg", "dg_kh":
		if c.Unmet[no] {
			return ntm.StatusUnmet.String()
		}
		return ntm.StatusMet.String()
	case "minh_chung":
		return "Hồ sơ lưu tại xã"
	}
	return ""
}

func (c Commune) count(row, col string) string {
	if col == "giai_trinh" {
		return ""
	}
	return map[string]string{"dat": fmt.Sprint(c.Set.N() - len(c.Unmet)), "co_ban_dat": "0",
		"chua_dat": fmt.Sprint(len(c.Unmet)), "khong_ap_dung": "0"}[row]
}

func (c Commune) poverty(row, col string) string {
	poor := "0"
	if row == ntm.PoorRow {
		poor = fmt.Sprint(c.Poor)
	}
	switch col {
	case "dau_nam", "dau_ky", "cuoi_ky":
		return poor
	case "thoat", "thoat_can", "tai", "phat_sinh", "dtts":
		return "0"
	}
	return ""
}

func (c Commune) list(g *ntm.Grid) {
	add := func(key string, cells ...string) {
		row := g.AddRow(key, nil)
		for i := 0; i+1 < len(cells); i += 2 {
			put(g, row, cells[i], cells[i+1])
		}
	}
	switch g.Table.ID {
	case "thon":
		add("thôn 1", "thon", "Thôn 1", "so_ho", fmt.Sprint(Households), "trang_thai", "Đang xây dựng")
	case "cong_nhan":
		for i, title := range c.Titles {
			add(title, "danh_hieu", title, "so_qd", fmt.Sprintf("%02d/QĐ-UBND", i+1), "ngay_qd", "2019-12-20", "hinh_thuc", "Công nhận",
				"hai_long", "95", "co_quan", "UBND tỉnh")
		}
	case "lo_trinh":
		for _, cr := range c.Set.Criteria {
			if c.Unmet[cr.No] {
				add(fmt.Sprint(cr.No), "ma", fmt.Sprint(cr.No), "noi_dung", cr.Name, "nguyen_nhan", "Vốn", "don_vi", "Công chức xã",
					"bat_dau", c.From.String(), "thoi_han", fmt.Sprintf("%d-12-31", c.To.Year), "tien_do", "50")
			}
		}
	}
}

// Write writes the return as a filled template into the folder and returns its path.
func Write(dir string, c Commune, lex *ntm.Lexicon) (string, error) {
	t := xlsx.Template{Def: c.Def, Unit: c.Unit, Period: c.Period, From: c.From, To: c.To, SetID: c.Set.ID, SetTitle: c.Set.Title,
		Words: choices(lex), Values: c.Return(), Sample: true, Printed: printed}
	path := filepath.Join(dir, c.Unit.Code+".xlsx")
	return path, WriteFile(path, func(w io.Writer) error { return xlsx.WriteTemplate(w, t) })
}

// WriteFile makes a file of what write gives.
func WriteFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
