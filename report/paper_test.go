package report_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/report"
)

// paperReturn is a return with one cell of every kind. It states, in this order of sheets: what a
// signature block needs, one wrong total, money with more digits than its column shows, a word, a dash,
// a list with a year and a total, one without lines, one with «Không phát sinh».
func paperReturn(x *fixture) *ntm.Return {
	l := x.unit("14884", "Xã Phú Lệ")
	r := x.report(l)
	for i := range x.def.Sheets {
		for j := range x.def.Sheets[i].Tables {
			g := x.grid(r, x.def.Sheets[i].Tables[j].ID)
			g.Found = true
			for k := range g.Table.Rows {
				if _, ok := g.Row(g.Table.Rows[k].Code); !ok {
					g.AddRow(g.Table.Rows[k].Code, &g.Table.Rows[k])
				}
			}
		}
	}
	put := func(table, row, col string, v ntm.Value) {
		e, ok := r.Entry(table, row, col)
		if !ok {
			x.t.Fatalf("no %s/%s/%s", table, row, col)
		}
		v.Type = e.Type
		e.Value = v
	}
	number := func(s string) ntm.Value {
		return ntm.Value{State: ntm.Stated, Num: decimal.RequireFromString(s), Raw: s}
	}
	word := func(s string) ntm.Value { return ntm.Value{State: ntm.Stated, Text: s, Raw: s} }
	put("thong_tin", "nguoi_lap", "gia_tri", word("Người lập mẫu"))
	put("thong_tin", "nguoi_ky", "gia_tri", word("Người ký mẫu"))
	put("thong_tin", "ngay_ky", "gia_tri", word("2020-12-15"))
	put("nguon_luc", "TONG", "kh_nam", number("1234567"))
	put("nguon_luc", "I.1", "kh_nam", number("12.3456"))
	put("nguon_luc", "I.1", "hd_ky", number("0"))
	put("nguon_luc", "I.1", "hd_lk", ntm.Value{State: ntm.Dash})
	put("nguon_luc", "I.1", "gn_ky", ntm.Value{State: ntm.NoneArising})
	put("nguon_luc", "I.1", "gn_lk", ntm.Value{State: ntm.Unreadable, Raw: "1.2.3"})
	put("nguon_luc", "I.1", "ty_le", number("33.333333"))
	put("nguon_luc", "I.1", "giai_trinh", word("Vốn giao chậm"))
	villages := r.Grid("thon")
	row := villages.AddRow("thon 1", nil)
	set := func(row *ntm.Row, col string, v ntm.Value) {
		i := villages.Table.Col(col)
		v.Type = villages.Table.Columns[i].Type
		row.Entries[i].Value = v
	}
	set(row, "thon", word("Bản Mẫu"))
	set(row, "so_ho", number("1200"))
	set(row, "nam_dk", number("2019"))
	villages.Total = &ntm.Row{Entries: make([]ntm.Entry, len(villages.Table.Columns))}
	set(villages.Total, "so_ho", number("1300")) // not what the lines add up to: it is printed as stated
	r.Grid("no_dong").Nil = true
	r.Grid("ocop").Found = false
	return r
}

func paperForms(t *testing.T, more func(*report.Paper)) map[string]report.Form {
	t.Helper()
	x := december(t)
	r := paperReturn(x)
	p := report.Paper{From: x.ru.From, To: x.ru.To, Context: report.Context{Office: "UBND xã Phú Lệ", Receiver: "UBND huyện Mẫu", Place: "Phú Lệ"}}
	if more != nil {
		more(&p)
	}
	forms, err := report.ReturnForms(r, x.def, p)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]report.Form{}
	for _, f := range forms {
		out[f.ID] = f
	}
	return out
}

// lineOf is the printed row whose cell in column key reads so.
func lineOf(t *testing.T, f report.Form, key, text string) map[string]string {
	t.Helper()
	words := f.StateWords()
	for _, row := range f.Rows {
		line := map[string]string{}
		for i, cell := range row.Cells {
			line[f.Columns[i].Key] = words.Text(cell)
		}
		if line[key] == text {
			line["role"] = row.Role.String()
			return line
		}
	}
	t.Fatalf("%s has no row with %s %q", f.ID, key, text)
	return nil
}

func TestAReturnIsPrintedAsItStands(t *testing.T) {
	forms := paperForms(t, nil)
	funds := lineOf(t, forms["nguon_luc"], "noi_dung", "Vốn đầu tư công")
	for col, want := range map[string]string{
		"kh_nam": "12,3456",                                                         // not rounded to the column's one digit
		"hd_ky":  "0,0", "hd_lk": "-", "gn_ky": "không phát sinh", "gn_lk": "1.2.3", // as written
		"chuyen_sang": "", "ngay_qd": "", // blank stays blank, never 0
		"ty_le": "33,33", "giai_trinh": "Vốn giao chậm", "tt": "1",
	} {
		if funds[col] != want {
			t.Errorf("%s: %q, want %q", col, funds[col], want)
		}
	}
	if total := lineOf(t, forms["nguon_luc"], "noi_dung", "TỔNG SỐ"); total["kh_nam"] != "1.234.567,0" || total["role"] != "total" || total["hd_ky"] != "" {
		t.Errorf("total %v, want 1.234.567,0 as stated, the rest blank", total)
	}
	village := lineOf(t, forms["thon"], "thon", "Bản Mẫu")
	if village["so_ho"] != "1.200" || village["nam_dk"] != "2019" || village["stt"] != "1" {
		t.Errorf("village %v, want 1.200 households and the year 2019", village)
	}
	if total := lineOf(t, forms["thon"], "thon", "Tổng cộng"); total["so_ho"] != "1.300" || total["role"] != "total" || total["vuon_dat"] != "" {
		t.Errorf("total of villages %v, want 1.300 as stated", total)
	}
}

func TestNothingToListIsNotAnEmptyTable(t *testing.T) {
	forms := paperForms(t, nil)
	for id, want := range map[string]string{"no_dong": "Không phát sinh", "cong_nhan": "(chưa ghi nội dung)", "ocop": "(tệp không có bảng này)"} {
		f := forms[id]
		body := f.Body()
		if len(body) != 1 || body[0].Cells[0].Text != want {
			t.Errorf("%s prints %v, want %q", id, body, want)
		}
	}
}

func TestThePaperHasItsHeadAndSignatures(t *testing.T) {
	f := paperForms(t, func(p *report.Paper) { p.Standing = "còn 2 lỗi" })["dan_gop"]
	head := strings.Join(append(append(f.TopLeft(), f.TopRight()...), f.UnderTitle()...), "\n")
	want := `Biểu số: 02/XA
Biểu mẫu làm việc, chưa phải mẫu do Bộ ban hành
Đơn vị báo cáo: UBND xã Phú Lệ
Đơn vị nhận báo cáo: UBND huyện Mẫu
Kỳ báo cáo: Tháng 12/2020 (từ ngày 15/11/2020 đến ngày 14/12/2020)
còn 2 lỗi`
	if head != want || f.MeasureLine() != "Đơn vị tính: triệu đồng" {
		t.Errorf("%s\n%s\nwant\n%s", head, f.MeasureLine(), want)
	}
	s := f.Signatures
	if s.Place != "Phú Lệ, ngày 15 tháng 12 năm 2020" || s.Left.Name != "Người lập mẫu" || s.Right.Name != "Người ký mẫu" {
		t.Errorf("signed %+v", s)
	}
	if first := paperForms(t, nil)["nguon_luc"]; !first.Signatures.Empty() || first.Under || !f.Under {
		t.Error("the block stands under the last table of a sheet, the second table under the first")
	}
}

func TestExplanationsAreAnAnnex(t *testing.T) {
	if _, ok := paperForms(t, nil)["giai_trinh"]; ok {
		t.Error("an annex without explanations")
	}
	f := paperForms(t, func(p *report.Paper) {
		p.Explained = []report.Explained{{Place: ntm.Place{File: "x.xlsx", Sheet: "04_HoNgheo", Cell: "C10"}, Indicator: "1", Warning: "tăng nhiều", Because: "tách xã"}}
	})["giai_trinh"]
	if line := lineOf(t, f, "no", "1"); line["place"] != "04_HoNgheo!C10" || line["warning"] != "tăng nhiều" || line["because"] != "tách xã" {
		t.Errorf("annex %v", line)
	}
}
