package sample

import (
	"strings"

	"bieuxa/ntm"
)

// obstacle is why a criterion is not met and what is done about it.
type obstacle struct {
	cause, detail, remedy, office string
	need                          int // triệu đồng
	funds                         string
}

func obstacles() map[int]obstacle {
	return map[int]obstacle{
		2:  {"Vốn", "Chưa bố trí đủ vốn cứng hóa đường bản", "Lồng ghép vốn, vận động hiến đất", "Công chức Địa chính - Xây dựng", 1850, "NSNN và dân góp"},
		3:  {"Vốn", "Kênh mương xuống cấp", "Sửa chữa, kiên cố hóa kênh mương", "Công chức Địa chính - Xây dựng", 620, "Ngân sách tỉnh"},
		5:  {"Vốn", "Thiếu phòng học, thiết bị", "Xây bổ sung phòng học", "Công chức Văn hóa - Xã hội", 2400, "Ngân sách huyện"},
		6:  {"Đất/GPMB", "Chưa có mặt bằng sân thể thao xã", "Thu hồi, san lấp mặt bằng", "Công chức Văn hóa - Xã hội", 900, "Ngân sách xã"},
		9:  {"Vốn", "Hộ nghèo chưa có vốn sửa nhà", "Hỗ trợ xóa nhà tạm, huy động ngày công", "Công chức Địa chính - Xây dựng", 480, "Xã hội hóa"},
		10: {"Khác", "Sản xuất nhỏ lẻ, thiếu việc làm", "Mở rộng mô hình luồng, chăn nuôi; dạy nghề", "Công chức Địa chính - Nông nghiệp", 750, "Tín dụng chính sách"},
		11: {"Khác", "Hộ nghèo thiếu vốn và việc làm", "Giao chỉ tiêu thoát nghèo theo từng bản", "Công chức Lao động - TB&XH", 300, "Tín dụng chính sách"},
		13: {"Khác", "Chưa có liên kết tiêu thụ ổn định", "Ký hợp đồng bao tiêu luồng, vầu", "Công chức Địa chính - Nông nghiệp", 150, "Doanh nghiệp, HTX"},
		17: {"Dân chưa đồng thuận", "Nước sạch, thu gom rác chưa đủ", "Xây bể nước, lập tổ thu gom rác", "Công chức Địa chính - Nông nghiệp", 560, "NSNN và dân góp"},
	}
}

func roadmapTable(all []commune, set *ntm.CriteriaSet) *table {
	t := &table{id: "lo_trinh", list: true, about: "Sheet 08, lộ trình tiêu chí chưa đạt", columns: []string{"ma", "noi_dung", "thuc_trang",
		"nguyen_nhan", "nn_chi_tiet", "giai_phap", "don_vi", "nganh", "nguoi_cn", "kinh_phi", "nguon", "bat_dau", "thoi_han",
		"han_goc", "tien_do", "phu_thuoc", "tinh_trang"}}
	for i := range all {
		c := &all[i]
		if c.town {
			continue
		}
		for j := range set.Criteria {
			criterion := &set.Criteria[j]
			t.row(c.code, "", func(m int) cells { return c.step(criterion, m) })
		}
	}
	return t
}

// step is the row of a criterion that is not met in the month.
func (c *commune) step(criterion *ntm.Criterion, m int) cells {
	if c.meets(criterion.No, m) {
		return nil
	}
	o, no := obstacles()[criterion.No], criterion.No
	start, due := c.span(no)
	shown := due
	if c.moved.criterion == no && m >= c.moved.month {
		shown = c.moved.to
	}
	done, needs := c.progress(no, m), ""
	state := "Đang thực hiện"
	if done == 0 {
		state = "Chưa bắt đầu"
	}
	if c.waits(no) {
		needs = "2"
	}
	return cells{itoa(no), criterion.Name, "Chỉ tiêu " + strings.Join(c.failing(no), ", ") + " " + strings.ToLower(c.status(no, m)), o.cause, o.detail, o.remedy,
		o.office, districtOffices(*criterion), "Người phụ trách mẫu", itoa(o.need + 10*(c.seed()%8)), o.funds, start, shown, due,
		itoa(done), needs, state}
}

// span are the first day and the day by which it was first meant to be done.
func (c *commune) span(criterion int) (start, due string) {
	start, due = day(1, 2), day(months, 31)
	switch {
	case c.loses.criterion == criterion:
		return day(c.loses.month, 7), day(c.loses.again, 14)
	case c.moved.criterion == criterion:
		return start, c.moved.from
	case criterion == poverty:
		return start, due
	case c.gains[criterion] > 0:
		return start, day(c.gains[criterion], 14)
	case contains(c.planned, criterion):
		return start, due
	case c.waits(criterion):
		return day(months+7, 1), day(months+12, 31)
	}
	return start, day(months+6, 30)
}

// waits: in Trung Thành the sports ground (6) can only be begun when the road (2) is there.
func (c *commune) waits(criterion int) bool { return c.code == "14881" && criterion == 6 }

// progress in per cent grows every quarter and stays under 100.
func (c *commune) progress(criterion, m int) int {
	switch {
	case c.waits(criterion):
		return 0
	case c.loses.criterion == criterion:
		return 30 + 40*(m-c.loses.month)
	}
	return 10 + 5*((c.seed()+criterion)%4) + 18*((m-1)/3)
}

// districtOffices are the offices that help: what follows «/» in «Sở Xây dựng / Phòng Kinh tế và Hạ tầng».
func districtOffices(criterion ntm.Criterion) string {
	var out []string
	for _, sector := range criterion.Sectors() {
		_, office, ok := strings.Cut(sector, " / ")
		if !ok {
			office = sector
		}
		if len(out) < 2 && !strings.Contains(strings.Join(out, ";"), office) {
			out = append(out, office)
		}
	}
	return strings.Join(out, "; ")
}
