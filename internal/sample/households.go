package sample

// fieldsTable is sheet 00 apart from what a template prefills.
func fieldsTable(all []commune) *table {
	t := &table{id: "thong_tin", about: "Sheet 00, thông tin chung", columns: []string{"gia_tri"}}
	for i := range all {
		c := &all[i]
		field := func(row string, value func(m int) string) {
			t.row(c.code, row, func(m int) cells { return cells{value(m)} })
		}
		always := func(s string) func(int) string { return func(int) string { return s } }
		field("tong_so_ho", func(m int) string { return itoa(c.homes(m)) })
		field("so_ho_dtts", func(m int) string { return itoa(c.minorityHomes(m)) })
		field("nhan_khau", func(m int) string { return itoa(c.persons(m)) })
		field("so_thon", always(itoa(c.villages)))
		field("nguoi_lap", always("Người lập mẫu"))
		field("dien_thoai", always("0000000000"))
		field("nguoi_ky", always("Chủ tịch mẫu"))
		field("ngay_ky", func(m int) string { return day(m, 14+(c.seed()+m)%3) })
	}
	return t
}

func homesTable(all []commune) *table {
	t := &table{id: "dan_cu", about: "Sheet 04, tổng số hộ dân cư", columns: []string{"so_ho"}}
	for i := range all {
		c := &all[i]
		t.row(c.code, "tong", func(m int) cells { return cells{itoa(c.homes(m))} })
		t.row(c.code, "dtts", func(m int) cells { return cells{itoa(c.minorityHomes(m))} })
	}
	return t
}

// village is a bản that has been recognised, or is.
type village struct {
	unit          string
	no            int // Bản no
	month         int // in which it is Đạt chuẩn NTM; 0: before the year
	number, on    string
	model         int // month in which it is Kiểu mẫu; 0: never
	modelNo, then string
	gardens       [2]int // registered, met
}

// villagesOfNote: seven bản meet the standard in December, one of them is a model.
func villagesOfNote() []village {
	return []village{
		{unit: "14911", no: 1, number: "21/QĐ-UBND", on: "2018-11-20", model: 10, modelNo: "58/QĐ-UBND", then: day(10, 6), gardens: [2]int{6, 4}},
		{unit: "14890", no: 2, number: "22/QĐ-UBND", on: "2018-11-20", gardens: [2]int{4, 2}},
		{unit: "14878", no: 1, number: "35/QĐ-UBND", on: "2019-10-15", gardens: [2]int{3, 1}},
		{unit: "14914", no: 2, month: 4, number: "41/QĐ-UBND", on: day(4, 8), gardens: [2]int{3, 1}},
		{unit: "14875", no: 1, month: 6, number: "47/QĐ-UBND", on: day(6, 5), gardens: [2]int{4, 2}},
		{unit: "14908", no: 3, month: 9, number: "53/QĐ-UBND", on: day(9, 9), gardens: [2]int{2, 0}},
		{unit: "14899", no: 2, month: 11, number: "64/QĐ-UBND", on: day(11, 10), gardens: [2]int{2, 1}},
	}
}

func villageTable(all []commune) *table {
	t := &table{id: "thon", list: true, about: "Sheet 06, thôn (bản)",
		columns: []string{"thon", "so_ho", "dbkk", "nam_dk", "trang_thai", "so_qd", "ngay_qd", "vuon_dk", "vuon_dat"}}
	for i := range all {
		c := &all[i]
		for v := range c.villages {
			t.row(c.code, "", func(m int) cells { return villageCells(c, v, m) })
		}
	}
	return t
}

func villageCells(c *commune, v, m int) cells {
	name, state, poorest := "Bản "+itoa(v+1), "Đang xây dựng", "Có"
	if (v+c.seed())%3 == 0 {
		poorest = "Không"
	}
	if c.town {
		name, state, poorest = "Khu phố "+itoa(v+1), "Không áp dụng", "Không"
	}
	out := cells{name, itoa(c.villageHomes(m)[v]), poorest, "", state, "", "", "0", "0"}
	for _, known := range villagesOfNote() {
		if known.unit != c.code || known.no != v+1 {
			continue
		}
		out[2], out[3], out[7] = "Không", registered(known), itoa(known.gardens[0])
		if m >= known.month {
			out[4], out[5], out[6], out[8] = "Đạt chuẩn NTM", known.number, known.on, itoa(known.gardens[1])
		}
		if known.model > 0 && m >= known.model {
			out[4], out[5], out[6] = "Kiểu mẫu", known.modelNo, known.then
		}
	}
	return out
}

// registered is the year in which the bản set out: the year before, or 2020.
func registered(v village) string {
	if v.month == 0 {
		return v.on[:4]
	}
	return itoa(year)
}
