package corpus

import (
	"math/rand/v2"

	"bieuxa/ntm"
)

// Fault is one of the faults that real workbooks have. Numbers 1 to 25 are those of the project's list, with the share
// of files that it assumes; from 26 on they are our own, with shares of our own.
type Fault struct {
	No       int
	Name     string
	Share    float64 // assumed, of all files
	Variants []Variant
}

// Variant is one way in which the fault comes. Do puts it into the return and says false if this return offers no place
// for it.
type Variant struct {
	Name string
	Do   func(d *Doc, r *rand.Rand) bool
	Last bool   // it changes the file as a whole: done after all others
	By   string // the program that makes it; empty: none but this
}

// Faults lists them by number.
func Faults() []Fault {
	return []Fault{
		{1, "tiêu đề gộp ô, khối tên biểu cao thấp khác nhau", 0.95, layoutHeads()},
		{2, "chèn, xóa dòng; dòng con; ghi chú dưới bảng", 0.30, layoutRows()},
		{3, "đổi tên, đổi thứ tự, thêm, ẩn sheet", 0.20, layoutSheets()},
		{4, "tệp .xls, hoặc .xls bên trong là HTML, XML", 0.15, oldKinds()},
		{5, "phông TCVN3, VNI", 0.10, oldFonts()},
		{6, "Unicode tổ hợp, NFD", 0.10, unicodeForms()},
		{7, "đặt dấu thanh: hoá/hóa", 0.40, tonePlaces()},
		{8, "khoảng trắng lạ, xuống dòng trong ô", 0.60, oddSpaces()},
		{9, "gõ nhầm chữ với số, sai chính tả", 0.15, slips()},
		{10, "dấu phẩy, dấu chấm", 0.25, marks()},
		{11, "số lưu dạng chữ", 0.30, figuresAsText()},
		{12, "phần trăm 0,85 – 85 – 85%", 0.15, percents()},
		{13, "chữ ghi đánh giá", 0.70, statusWords()},
		{14, "số lẻ ở cột đếm, sai đơn vị tính", 0.10, scales()},
		{15, "công thức không có kết quả, #REF!, liên kết ngoài", 0.10, formulas()},
		{16, "tổng gõ tay không khớp", 0.25, typedTotals()},
		{17, "khóa sheet, mật khẩu", 0.05, locks()},
		{18, "nhầm tháng, gửi lại tệp tháng trước", 0.08, wrongMonths()},
		{19, "nhầm xã, tên xã cũ", 0.05, wrongUnits()},
		{20, "tệp trùng", 0.15, copies()},
		{21, "nộp muộn, không nộp", 0.15, late()},
		{22, "lẫn số kỳ với số lũy kế", 0.10, flows()},
		{23, "dòng Tổng cộng, Trong đó lẫn vào danh sách", 0.10, sumRows()},
		{24, "số kèm chữ: 12 (tăng 2), ~300", 0.15, residues()},
		{25, "ngày ghi nhiều kiểu", 0.20, dates()},
		{26, "OpenDocument", 0.02, openDocuments()},
		{27, "CSV, TSV", 0.01, separated()},
		{28, "chép sang tệp mới: mất phần ẩn, mất tên vùng", 0.10, stripped()},
		{29, "bật macro, kiểu tệp Excel khác", 0.03, dialects()},
		{30, "tệp hỏng, không phải bảng tính", 0.02, broken()},
		{31, "lưu lại bằng chương trình khác", 0.20, savedAgain()},
		{32, "cột: đổi chỗ, thêm, đổi tên, thiếu", 0.10, layoutColumns()},
		{33, "danh sách không phát sinh, ô gộp, số âm trong ngoặc", 0.10, oddValues()},
	}
}

// figure tells whether the figure is a stated number other than nought.
func (d *Doc) figure(k Key) bool {
	n, ok := d.number(k)
	return ok && !n.IsZero()
}

// feedsRate are the figures that formulas of rates take: a text in one of them breaks the rate too, which is a fault of
// its own.
var feedsRate = map[string]bool{"nguon_luc/gn_lk": true, "nguon_luc/kh_nam": true, "nguon_luc/chuyen_sang": true,
	"nguon_luc/dieu_chinh": true, "ho_ngheo/cuoi_ky": true, "dan_cu/so_ho": true}

// plain picks a figure of one of the types that feeds no rate.
func (d *Doc) plain(r *rand.Rand, want func(k Key) bool, types ...ntm.Type) (Key, bool) {
	return d.pick(r, func(k Key, c *ntm.Column, row *ntm.RowDef) bool {
		if feedsRate[k.Table+"/"+k.Column] || !d.figure(k) || want != nil && !want(k) {
			return false
		}
		for _, t := range types {
			if d.typeOf(k) == t {
				return true
			}
		}
		return false
	})
}

// expectValue is a silent right reading of the keys.
func expectValue(ks ...Key) []Expect { return []Expect{{Kind: ExpectValue, Keys: ks}} }

// expectAt is a finding at the figure's cell.
func (d *Doc) expectAt(k Key, ids ...string) []Expect {
	return []Expect{{Kind: ExpectFinding, IDs: ids, At: []Place{d.place(k)}, Keys: []Key{k}}}
}

// everything is read right and nothing more is said.
func expectFile() []Expect { return []Expect{{Kind: ExpectFile}} }

// inject1 notes a fault in one figure.
func (d *Doc) inject1(no int, variant string, k Key, wrote string, expect []Expect, more ...func(*Injected)) bool {
	p := d.place(k)
	in := Injected{Fault: no, Variant: variant, Sheet: p.Sheet, Cells: []string{p.Cell}, Wrote: wrote, Right: d.right(k), Expect: expect}
	for _, m := range more {
		m(&in)
	}
	return d.inject(in)
}

func follows(as ...Allowed) func(*Injected) {
	return func(in *Injected) { in.Follows = append(in.Follows, as...) }
}
func notes(as ...Allowed) func(*Injected) {
	return func(in *Injected) { in.Notes = append(in.Notes, as...) }
}

// anywhere are findings that follow wherever they stand.
func anywhere(ids ...string) []Allowed {
	out := make([]Allowed, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out
}

// arithmetic are the checks that a wrong figure of a table sets off, at that figure or at one reckoned from it.
func arithmetic(table string) []Allowed {
	switch table {
	case "nguon_luc", "dan_gop":
		return anywhere("K1", "K2", "K3", "K4", "K5", "K8", "K9", "X5", "M1a", "M2")
	case "nguon_von", "dau_tu_tw", "hop_phan":
		return anywhere("K1", "K5", "K10", "K10a", "K11", "K13", "G8")
	case "ho_ngheo", "dan_cu":
		return anywhere("P1", "P2", "P3", "P4", "P5", "P5a", "P5b", "P6", "P7", "P9", "P10", "X1", "X2", "M2", "C7")
	case "thon":
		return anywhere("V2", "V2a", "V3", "V3a", "V6", "G8", "X1")
	case "no_dong":
		return anywhere("D1", "D1a", "D2", "D2a", "D3", "D4", "D6", "G8", "K5", "M1", "M1a")
	case "thong_tin":
		return anywhere("V1", "V2", "V2a", "X1", "P4", "P9")
	case "tieu_chi", "tong_tieu_chi":
		return anywhere("C2", "C2a", "C3", "C4", "C6", "C8", "C8a", "C9", "C10", "L1", "L1a", "L5", "X2", "X3", "R4", "X4", "C7")
	case "ocop":
		return anywhere("O1", "O1a", "O5", "K5", "X4")
	}
	return nil
}
