package sample

// work is a building that was accepted before it was paid for; amounts in tenths of triệu đồng.
type work struct {
	unit, name, number, on string
	total, done, paid      int         // approved cost, accepted value, paid by 31/12/2019
	begins                 int         // month in which the arrears arise; 0: before the year
	payments               map[int]int // by month
	overdue                bool        // until it is paid
	funds                  string      // column of the source that will pay
	plan                   string
}

func works() []work {
	return []work{
		{unit: "14872", name: "Đường bản 1 đi bản 3 (công trình mẫu 01)", number: "11/QĐ-UBND", on: "2018-04-10", total: 18500, done: 17200, paid: 14000,
			payments: map[int]int{10: 1200, 12: 800}, funds: "tra_huyen", plan: "Quý IV/2020 và quý II/2021"},
		{unit: "14881", name: "Kênh mương nội đồng bản 2 (công trình mẫu 02)", number: "12/QĐ-UBND", on: "2018-06-05", total: 24000, done: 21500, paid: 17900,
			payments: map[int]int{6: 1600, 11: 2000}, overdue: true, funds: "tra_tinh", plan: "Quý II và quý IV/2020"},
		{unit: "14887", name: "Nhà văn hóa bản 4 (công trình mẫu 03)", number: "14/QĐ-UBND", on: "2018-09-20", total: 9500, done: 9200, paid: 7700,
			payments: map[int]int{5: 1500}, funds: "tra_xa", plan: "Quý II/2020"},
		{unit: "14887", name: "Phòng học điểm trường bản 6 (công trình mẫu 04)", number: "17/QĐ-UBND", on: "2019-03-12", total: 31000, done: 29000, paid: 24500,
			payments: map[int]int{8: 1500, 12: 1000}, funds: "tra_huyen", plan: "Quý III/2020 đến quý II/2021"},
		{unit: "14899", name: "Đường bản 5 đi bản 7 (công trình mẫu 05)", number: "16/QĐ-UBND", on: "2019-02-18", total: 27500, done: 25000, paid: 20500,
			payments: map[int]int{4: 900, 7: 1250, 9: 1500}, overdue: true, funds: "tra_tw", plan: "Quý II, quý III/2020 và quý I/2021"},
		{unit: "14902", name: "Nhà lớp học mầm non bản 3 (công trình mẫu 06)", number: "19/QĐ-UBND", on: "2019-10-01", total: 22000, done: 20400, paid: 17600,
			begins: 7, payments: map[int]int{11: 1400}, funds: "tra_huyen", plan: "Quý IV/2020 và quý I/2021"},
	}
}

func debtTable() *table {
	t := &table{id: "no_dong", list: true, about: "Sheet 03, nợ đọng xây dựng cơ bản, triệu đồng", columns: []string{"cong_trinh", "chu_dau_tu",
		"so_qd", "ngay_qd", "tmdt", "kl_lk", "tt_lk", "no_dau", "ps_ky", "tra_ky", "no", "qua_han", "ung_truoc",
		"tra_tw", "tra_tinh", "tra_huyen", "tra_xa", "tra_khac", "lo_trinh"}}
	for _, w := range works() {
		t.row(w.unit, "", w.cells)
	}
	return t
}

// owed is what is not paid at the end of the month.
func (w work) owed(month int) int {
	if month < w.begins {
		return 0
	}
	owed := w.done - w.paid
	for m, amount := range w.payments {
		if m <= month {
			owed -= amount
		}
	}
	return owed
}

// cells of the work; in the month after its last payment it is no longer listed.
func (w work) cells(m int) cells {
	before, now := w.owed(m-1), w.owed(m)
	if before == 0 && now == 0 {
		return nil
	}
	arisen := 0
	if m == w.begins {
		arisen = w.done - w.paid
	}
	overdue := 0
	if w.overdue {
		overdue = now / 2
	}
	out := cells{w.name, "UBND xã", w.number, w.on, tenths(w.total), tenths(w.done), tenths(w.done - now), tenths(before),
		tenths(arisen), tenths(w.payments[m]), tenths(now), tenths(overdue), "0"}
	for _, column := range []string{"tra_tw", "tra_tinh", "tra_huyen", "tra_xa", "tra_khac"} {
		if column == w.funds {
			out = append(out, tenths(now))
		} else {
			out = append(out, "0")
		}
	}
	return append(out, w.plan)
}

// product is an OCOP product; scores and sales in tenths.
type product struct {
	unit, name, owner, kind string
	score, stars            int
	by, number, on, ends    string
	month                   int // from which it is listed; 0: before the year
	sales                   int
}

func products() []product {
	return []product{
		{"14869", "Nem chua (sản phẩm mẫu 1)", "Hộ kinh doanh mẫu 1", "Hộ kinh doanh", 645, 3, "Huyện", "51/QĐ-UBND", day(8, 3), "2023-08-03", 8, 420},
		{"14875", "Cá lồng sông Mã (sản phẩm mẫu 2)", "HTX mẫu 2", "HTX", 738, 4, "Tỉnh", "71/QĐ-UBND", day(12, 4), "2023-12-04", 12, 860},
		{"14890", "Măng khô (sản phẩm mẫu 3)", "HTX mẫu 3", "HTX", 582, 3, "Huyện", "38/QĐ-UBND", day(0, 12), "2022-12-12", 0, 355},
		{"14899", "Gạo nếp nương (sản phẩm mẫu 4)", "THT mẫu 4", "THT", 695, 3, "Huyện", "51/QĐ-UBND", day(8, 3), "2023-08-03", 8, 510},
		{"14911", "Rượu men lá (sản phẩm mẫu 5)", "HTX mẫu 5", "HTX", 610, 3, "Huyện", "66/QĐ-UBND", day(11, 12), "2023-11-12", 11, 640},
	}
}

func productTable() *table {
	t := &table{id: "ocop", list: true, about: "Sheet 05, sản phẩm OCOP", columns: []string{"san_pham", "chu_the", "loai_hinh", "nhom_sp",
		"diem", "sao", "so_qd", "ngay_qd", "co_quan", "han", "tinh_trang", "doanh_thu"}}
	for _, p := range products() {
		t.row(p.unit, "", func(m int) cells {
			if m < p.month {
				return nil
			}
			state := "Đang hiệu lực"
			if m == p.month {
				state = "Mới công nhận"
			}
			return cells{p.name, p.owner, p.kind, "Thực phẩm", tenths(p.score), itoa(p.stars), p.number, p.on, p.by, p.ends, state,
				tenths(p.sales + 10*((m*7)%11))}
		})
	}
	return t
}

// recognised: three communes meet all criteria; the third hands in its file in July and is recognised
// in September.
func recognisedTable() *table {
	t := &table{id: "cong_nhan", list: true, about: "Sheet 07, công nhận xã đạt chuẩn", columns: []string{"danh_hieu", "bo_tc", "so_qd", "ngay_qd",
		"co_quan", "hinh_thuc", "ngay_trinh", "hai_long"}}
	const province = "UBND tỉnh Thanh Hóa"
	for _, r := range []struct {
		unit, number, on  string
		filed, since      int
		handed, contented string
	}{
		{"14875", "33/QĐ-UBND", day(9, 8), 7, 9, day(7, 6), "96.5"},
		{"14890", "32/QĐ-UBND", "2019-08-15", 0, 0, "2019-06-10", "95.2"},
		{"14911", "31/QĐ-UBND", "2018-12-20", 0, 0, "2018-10-05", "97.1"},
	} {
		t.row(r.unit, "", func(m int) cells {
			switch {
			case m < r.filed:
				return nil
			case m < r.since:
				return cells{"Đạt chuẩn NTM", "2016-2020", "", "", "", "Công nhận", r.handed, r.contented}
			}
			return cells{"Đạt chuẩn NTM", "2016-2020", r.number, r.on, province, "Công nhận", r.handed, r.contented}
		})
	}
	return t
}
