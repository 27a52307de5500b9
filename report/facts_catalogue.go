package report

// FactCatalogue is what a submission's wording may speak of. «Kỳ trước» is the period of the same length before,
// «đầu năm» 31/12 of last year as the units state it, «cùng kỳ» the same period of last year; a change is taken over units
// that state both.
func FactCatalogue() []FactDef {
	out := generalFacts()
	out = append(out, criteriaFacts()...)
	out = append(out, povertyFacts("ngheo", "hộ nghèo")...)
	out = append(out, povertyFacts("can", "hộ cận nghèo")...)
	out = append(out, moneyFacts()...)
	out = append(out, listFacts()...)
	return append(out, roadmapFacts()...)
}

func factDefs() map[string]FactDef {
	out := map[string]FactDef{}
	for _, d := range FactCatalogue() {
		out[d.Name] = d
	}
	return out
}

func generalFacts() []FactDef {
	return []FactDef{
		{Name: "co_quan", Kind: FactText, Says: "cơ quan báo cáo: UBND huyện Quan Hóa"},
		{Name: "noi_nhan", Kind: FactText, Says: "nơi kính gửi: UBND tỉnh Thanh Hóa"},
		{Name: "dia_ban", Kind: FactText, Says: "địa bàn: huyện Quan Hóa"},
		{Name: "toan", Kind: FactText, Says: "toàn huyện, toàn tỉnh"},
		{Name: "toan_hoa", Kind: FactText, Says: "Toàn huyện, Toàn tỉnh ở đầu câu"},
		{Name: "xa_tong", Kind: FactFigure, Says: "số xã, trừ xã loại khỏi tổng hợp"},
		{Name: "ky", Kind: FactText, Says: "kỳ báo cáo: tháng 12 năm 2020"},
		{Name: "trong_ky", Kind: FactText, Says: "trong tháng, trong quý, trong 6 tháng, trong năm"},
		{Name: "trong_ky_hoa", Kind: FactText, Says: "Trong tháng … ở đầu câu"},
		{Name: "dau_ky", Kind: FactText, Says: "đầu tháng, đầu quý, đầu kỳ"},
		{Name: "mo_nam", Kind: FactText, Says: "kỳ mở đầu năm: so với kỳ trước là so với 31/12 năm trước"},
		{Name: "khong_hoi_ngheo", Kind: FactText, Says: "báo cáo của các đơn vị không có phần hộ nghèo"},
		{Name: "khong_hoi_von", Kind: FactText, Says: "báo cáo của các đơn vị không có phần nguồn lực theo mẫu tháng"},
		{Name: "khong_hoi_no", Kind: FactText, Says: "báo cáo của các đơn vị không có phần nợ đọng"},
		{Name: "ky_truoc", Kind: FactText, Says: "kỳ trước: tháng 11/2020"},
		{Name: "cung_ky", Kind: FactText, Says: "cùng kỳ năm 2019; không có nếu là kỳ trước"},
		{Name: "tu_ngay", Kind: FactText, Says: "ngày đầu kỳ"},
		{Name: "den_ngay", Kind: FactText, Says: "ngày chốt số liệu"},
		{Name: "cuoi_nam_truoc", Kind: FactText, Says: "31/12/2019"},
		{Name: "bo_tieu_chi", Kind: FactText, Says: "tên bộ tiêu chí"},
		{Name: "so_tieu_chi", Kind: FactFigure, Says: "số tiêu chí của bộ"},
		{Name: "so_phu_luc", Kind: FactFigure, Says: "số biểu kèm theo; không có nếu không kèm biểu"},
		{Name: "bc_co", Kind: FactFigure, Says: "đơn vị có báo cáo được tổng hợp"},
		{Name: "bc_tong", Kind: FactFigure, Says: "đơn vị phải báo cáo"},
		{Name: "bc_xa_co", Kind: FactFigure, Says: "xã có báo cáo được tổng hợp; không có nếu mọi đơn vị là xã"},
		{Name: "bc_xa_tong", Kind: FactFigure, Says: "xã phải báo cáo"},
		{Name: "bc_chua_nop", Kind: FactRows, Says: "đơn vị chưa nộp", Columns: []string{"ten"}},
		{Name: "bc_chua_tinh", Kind: FactRows, Says: "đơn vị đã gửi nhưng báo cáo chưa được tổng hợp", Columns: []string{"ten", "tinh_trang"}},
		{Name: "bc_thieu_thang", Kind: FactRows, Says: "đơn vị thiếu báo cáo tháng trong kỳ", Columns: []string{"ten", "thang"}},
		{Name: "bc_loai", Kind: FactRows, Says: "đơn vị loại khỏi tổng hợp", Columns: []string{"ten", "ly_do"}},
		{Name: "gt_so", Kind: FactFigure, Says: "cảnh báo đã giải trình"},
		{Name: "gt_don_vi", Kind: FactFigure, Says: "đơn vị có giải trình"},
		{Name: "gt_chinh", Kind: FactRows, Says: "những giải trình đáng kể nhất", Columns: []string{"ma", "ten", "ky", "noi_dung", "ly_do"}},
		{Name: "gt_khac", Kind: FactText, Says: "còn giải trình khác ngoài những giải trình đó"},
		{Name: "gt_phu_luc", Kind: FactText, Says: "có in phụ biểu giải trình"},
	}
}

func criteriaFacts() []FactDef {
	one := []string{"so", "ten", "dat", "tong", "chua", "xa", "them", "bot"}
	return []FactDef{
		{Name: "tc_dat", Kind: FactFigure, Says: "lượt tiêu chí đạt"},
		{Name: "tc_co", Kind: FactFigure, Says: "số tiêu chí × số xã có báo cáo"},
		{Name: "tc_binh_quan", Kind: FactFigure, Says: "tiêu chí đạt bình quân một xã"},
		{Name: "tc_truoc", Kind: FactFigure, Says: "lượt tiêu chí đạt kỳ trước"},
		{Name: "tc_dau_nam", Kind: FactFigure, Says: "lượt tiêu chí đạt đến 31/12 năm trước"},
		{Name: "tc_bq_dau_nam", Kind: FactFigure, Says: "bình quân một xã đến 31/12 năm trước"},
		{Name: "tc_hon_truoc", Kind: FactChange, Says: "so với kỳ trước"},
		{Name: "tc_hon_dau_nam", Kind: FactChange, Says: "so với 31/12 năm trước"},
		{Name: "tc_hon_cung_ky", Kind: FactChange, Says: "so với cùng kỳ năm trước"},
		{Name: "tc_ke_hoach", Kind: FactFigure, Says: "lượt tiêu chí theo kế hoạch đến cuối năm"},
		{Name: "tc_co_ban", Kind: FactFigure, Says: "lượt tiêu chí cơ bản đạt"},
		{Name: "tc_co_ban_tinh", Kind: FactText, Says: "cơ bản đạt được tính là đạt"},
		{Name: "tc_du", Kind: FactRows, Says: "tiêu chí mọi xã có báo cáo đều đạt", Columns: one},
		{Name: "tc_thap", Kind: FactRows, Says: "tiêu chí ít xã đạt nhất", Columns: one},
		{Name: "tc_tang", Kind: FactRows, Says: "tiêu chí có thêm xã đạt so với kỳ trước", Columns: one},
		{Name: "tc_giam", Kind: FactRows, Says: "tiêu chí có ít xã đạt hơn kỳ trước", Columns: one},
		{Name: "xa_tang", Kind: FactRows, Says: "xã có thêm tiêu chí đạt so với kỳ trước", Columns: []string{"ten", "them", "dat"}},
		{Name: "xa_giam", Kind: FactRows, Says: "xã có ít tiêu chí đạt hơn kỳ trước", Columns: []string{"ten", "bot", "dat"}},
		{Name: "nhom", Kind: FactRows, Says: "nhóm xã theo số tiêu chí đạt", Columns: []string{"ma", "so", "nhan", "xa"}},
		{Name: "nhom_khong", Kind: FactRows, Says: "nhóm không có xã nào", Columns: []string{"nhan"}},
		{Name: "nhom_xa", Kind: FactRows, Says: "xã nhóm 1, 2, 3", Columns: []string{"nhan", "xa", "dat", "co", "bq"}},
		{Name: "huyen_tc", Kind: FactRows, Says: "kết quả theo huyện của tỉnh", Columns: []string{"ten", "dat", "co", "bq", "xa"}},
	}
}

func povertyFacts(at, what string) []FactDef {
	return []FactDef{
		{Name: at + "_con", Kind: FactFigure, Says: what + " cuối kỳ"},
		{Name: at + "_ho", Kind: FactFigure, Says: "tổng số hộ dân cư"},
		{Name: at + "_ty_le", Kind: FactFigure, Says: "tỷ lệ " + what + ", %"},
		{Name: at + "_dau_nam", Kind: FactFigure, Says: what + " đầu năm"},
		{Name: at + "_ty_le_dau_nam", Kind: FactFigure, Says: "tỷ lệ đầu năm, %"},
		{Name: at + "_hon_dau_nam", Kind: FactChange, Says: "so với đầu năm, hộ"},
		{Name: at + "_diem_dau_nam", Kind: FactChange, Says: "hiệu hai tỷ lệ so với đầu năm, điểm phần trăm"},
		{Name: at + "_hon_dau_ky", Kind: FactChange, Says: "so với đầu kỳ, hộ; không có nếu kỳ mở đầu năm"},
		{Name: at + "_hon_cung_ky", Kind: FactChange, Says: "so với cùng kỳ năm trước, hộ"},
		{Name: at + "_thoat", Kind: FactFigure, Says: "hộ thoát trong kỳ"},
		{Name: at + "_tai", Kind: FactFigure, Says: "hộ tái trong kỳ"},
		{Name: at + "_moi", Kind: FactFigure, Says: "hộ phát sinh mới trong kỳ"},
		{Name: at + "_co_hoc", Kind: FactChange, Says: "tăng, giảm cơ học trong kỳ"},
		{Name: at + "_dtts", Kind: FactFigure, Says: "trong đó hộ dân tộc thiểu số"},
	}
}

func moneyFacts() []FactDef {
	return []FactDef{
		{Name: "nl_ke_hoach", Kind: FactMoney, Says: "kế hoạch vốn giao năm"},
		{Name: "nl_chuyen_sang", Kind: FactMoney, Says: "vốn năm trước chuyển sang"},
		{Name: "nl_dieu_chinh", Kind: FactChange, Says: "vốn điều chỉnh tăng, giảm"},
		{Name: "nl_huy_dong", Kind: FactMoney, Says: "huy động lũy kế từ đầu năm"},
		{Name: "nl_huy_dong_ky", Kind: FactMoney, Says: "huy động trong kỳ"},
		{Name: "nl_giai_ngan", Kind: FactMoney, Says: "giải ngân lũy kế từ đầu năm"},
		{Name: "nl_giai_ngan_ky", Kind: FactMoney, Says: "giải ngân trong kỳ"},
		{Name: "nl_ty_le", Kind: FactFigure, Says: "giải ngân lũy kế trên kế hoạch, chuyển sang và điều chỉnh, %"},
		{Name: "nl_hon_cung_ky", Kind: FactChange, Says: "huy động so với cùng kỳ năm trước, triệu đồng"},
		{Name: "nl_nguon", Kind: FactRows, Says: "huy động, giải ngân theo nguồn", Columns: []string{"ma", "ten", "huy_dong", "giai_ngan"}},
		{Name: "nl_nguon_khong", Kind: FactRows, Says: "nguồn mọi đơn vị báo cáo đều nêu không phát sinh", Columns: []string{"ten"}},
		{Name: "dg_tong", Kind: FactMoney, Says: "cộng đồng và người dân đóng góp lũy kế"},
		{Name: "dg_tien", Kind: FactMoney, Says: "trong đó tiền mặt"},
		{Name: "dg_quy_doi", Kind: FactMoney, Says: "trong đó ngày công, hiện vật quy đổi"},
		{Name: "dg_cong", Kind: FactFigure, Says: "ngày công"},
		{Name: "dg_dat", Kind: FactFigure, Says: "m² đất hiến"},
		{Name: "dg_ho_dat", Kind: FactFigure, Says: "hộ hiến đất"},
		{Name: "no_con", Kind: FactMoney, Says: "nợ đọng XDCB cuối kỳ"},
		{Name: "no_qua_han", Kind: FactMoney, Says: "trong đó quá hạn"},
		{Name: "no_hon_truoc", Kind: FactChange, Says: "so với kỳ trước, triệu đồng"},
		{Name: "no_xa", Kind: FactRows, Says: "đơn vị còn nợ", Columns: []string{"ten", "no"}},
		{Name: "no_cong_trinh", Kind: FactFigure, Says: "công trình còn nợ"},
	}
}

func listFacts() []FactDef {
	decision := []string{"ten", "danh_hieu", "so_qd", "ngay"}
	return []FactDef{
		{Name: "cn_chuan", Kind: FactFigure, Says: "xã có quyết định đạt chuẩn NTM còn hiệu lực"},
		{Name: "cn_chuan_ty_le", Kind: FactFigure, Says: "trên tổng số xã, %; chỉ khi mọi xã có báo cáo"},
		{Name: "cn_xa", Kind: FactRows, Says: "các xã đó", Columns: decision},
		{Name: "cn_cao", Kind: FactRows, Says: "danh hiệu trên chuẩn", Columns: []string{"ma", "danh_hieu", "so", "tren", "ty_le"}},
		{Name: "cn_moi", Kind: FactRows, Says: "quyết định công nhận trong kỳ", Columns: decision},
		{Name: "cn_thu_hoi", Kind: FactRows, Says: "quyết định thu hồi trong kỳ", Columns: decision},
		{Name: "cn_trinh", Kind: FactRows, Says: "hồ sơ đang trình", Columns: []string{"ten", "danh_hieu"}},
		{Name: "th_tong", Kind: FactFigure, Says: "thôn (bản)"},
		{Name: "th_dat", Kind: FactFigure, Says: "thôn đạt chuẩn NTM, cả kiểu mẫu"},
		{Name: "th_kieu_mau", Kind: FactFigure, Says: "trong đó kiểu mẫu"},
		{Name: "th_hon_truoc", Kind: FactChange, Says: "thôn đạt chuẩn so với kỳ trước"},
		{Name: "vm_dat", Kind: FactFigure, Says: "vườn mẫu đạt"},
		{Name: "vm_dang_ky", Kind: FactFigure, Says: "hộ đăng ký vườn mẫu"},
		{Name: "oc_tong", Kind: FactFigure, Says: "sản phẩm OCOP còn hiệu lực"},
		{Name: "oc_sao", Kind: FactRows, Says: "theo hạng sao", Columns: []string{"sao", "so"}},
		{Name: "oc_chu_the", Kind: FactFigure, Says: "chủ thể có sản phẩm còn hiệu lực"},
		{Name: "oc_moi", Kind: FactRows, Says: "sản phẩm có quyết định công nhận trong kỳ", Columns: []string{"ten", "sao", "xa"}},
		{Name: "oc_hon_truoc", Kind: FactChange, Says: "so với kỳ trước"},
		{Name: "oc_het", Kind: FactFigure, Says: "sản phẩm hết hạn hoặc bị thu hồi"},
		{Name: "hd", Kind: FactRows, Says: "huyện tự đánh giá", Columns: []string{"ma", "ten", "bo", "dat", "tong", "ct_dat", "ct_tong", "chua"}},
	}
}

func roadmapFacts() []FactDef {
	return []FactDef{
		{Name: "lt_tong", Kind: FactFigure, Says: "lượt tiêu chí chưa đạt"},
		{Name: "lt_xa", Kind: FactFigure, Says: "xã còn tiêu chí chưa đạt"},
		{Name: "lt_tieu_chi", Kind: FactRows, Says: "tiêu chí chưa đạt, với đơn vị phụ trách và thời hạn", Columns: []string{"so", "ten", "chua", "xa", "don_vi", "han"}},
		{Name: "lt_chua_ghi", Kind: FactRows, Says: "xã chưa ghi lộ trình", Columns: []string{"ten"}},
		{Name: "qh_so", Kind: FactFigure, Says: "nội dung quá hạn"},
		{Name: "qh_don_vi", Kind: FactRows, Says: "quá hạn theo đơn vị phụ trách", Columns: []string{"ten", "so", "xa"}},
		{Name: "sh_so", Kind: FactFigure, Says: "nội dung đến hạn trong kỳ sau"},
		{Name: "sh_viec", Kind: FactRows, Says: "các nội dung đó", Columns: []string{"so", "ten", "xa", "han"}},
		{Name: "sh_den", Kind: FactText, Says: "ngày cuối kỳ sau; không có với báo cáo năm"},
	}
}
