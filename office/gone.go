package office

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// whyNot says in Vietnamese why a code and a name name no reporting unit on a day; empty if they do.
func whyNot(units *ntm.Units, code, name string, on ntm.Date) string {
	g := units.WhyNot(code, name, on)
	switch g.Reason {
	case ntm.GoneEnded:
		return endedBecause(g)
	case ntm.GoneNotYet:
		return fmt.Sprintf("%s chỉ có từ %s", g.Unit.Name, shortDate(g.Unit.From))
	case ntm.GoneCode:
		return fmt.Sprintf("mã %s là của %s", code, g.Holder.Name)
	case ntm.GoneTwice:
		return fmt.Sprintf("có nhiều đơn vị tên %s, cần ghi mã", name)
	case ntm.GoneUnknown:
		return "danh mục đơn vị hành chính không có đơn vị này"
	case ntm.GoneTooOld:
		return fmt.Sprintf("danh mục đơn vị hành chính chỉ có từ %s", shortDate(units.First()))
	}
	return ""
}

// endedBecause words the end of a unit: «Xã Phú Nghiêm đã nhập vào Xã Hồi Xuân từ 01/7/2025; kỳ này
// không nhận báo cáo riêng».
func endedBecause(g ntm.Gone) string {
	if len(g.Successors) == 0 {
		return fmt.Sprintf("%s không còn từ %s", g.Unit.Name, shortDate(g.Unit.To.AddDays(1)))
	}
	return fmt.Sprintf("%s đã nhập vào %s từ %s; kỳ này không nhận báo cáo riêng", g.Unit.Name,
		successors(g), shortDate(g.Successors[0].Effective))
}

// successors names the units that took an ended unit in; empty if none is known.
func successors(g ntm.Gone) string {
	var names []string
	for _, s := range g.Successors {
		names = append(names, s.To.Name)
	}
	return strings.Join(names, ", ")
}

// shortDate is a date as NĐ 30/2020 writes it: a leading zero for days below 10 and for months 1 and 2.
func shortDate(d ntm.Date) string {
	if d.IsZero() {
		return ""
	}
	month := fmt.Sprint(d.Month)
	if d.Month < 3 {
		month = "0" + month
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, month, d.Year)
}
