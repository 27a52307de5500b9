package main

import (
	"slices"
	"testing"
)

func TestTyped(t *testing.T) {
	for _, c := range []struct{ system, arg, want string }{
		{"windows", `D:\Biểu mẫu"`, `D:\Biểu mẫu`},
		{"windows", `\\máy\chung"`, `\\máy\chung`},
		{"windows", `Theo Quyết định "01"`, `Theo Quyết định "01"`},
		{"windows", `D:\Biểu mẫu`, `D:\Biểu mẫu`},
		{"linux", `D:\Biểu mẫu"`, `D:\Biểu mẫu"`},
	} {
		got, err := typed(c.system, []string{"template", c.arg})
		if err != nil || got[1] != c.want {
			t.Errorf("%s: %q, %v", c.arg, got, err)
		}
	}
	if got, err := typed("windows", []string{`D:\Biểu mẫu" --period 2020-12`}); err == nil {
		t.Errorf("swallowed arguments are taken: %q", got)
	}
}

func TestExpand(t *testing.T) {
	list := func(dir string) []string {
		if dir != "Nhận về" && dir != "." {
			return nil
		}
		return []string{"14872 Xã Thành Sơn.xlsx", "14875 [bản 1].XLSX", "ghi chú.docx", "~$14872 Xã Thành Sơn.xlsx"}
	}
	for _, c := range []struct {
		arg, first string
		n          int
	}{
		{"Nhận về/*.xlsx", "Nhận về/14872 Xã Thành Sơn.xlsx", 2},
		{"*.XLSX", "14872 Xã Thành Sơn.xlsx", 2},
		{"Nhận về/1487? *", "Nhận về/14872 Xã Thành Sơn.xlsx", 2},
		{"Nhận về/*[bản 1]*", "Nhận về/14875 [bản 1].XLSX", 1},
		{"*xã*", "14872 Xã Thành Sơn.xlsx", 1},
		{"Nhận về/*.ods", "Nhận về/*.ods", 1},
		{"đâu/*.xlsx", "đâu/*.xlsx", 1},
		{"Nhận về", "Nhận về", 1},
	} {
		if got := expand([]string{c.arg}, list); len(got) != c.n || got[0] != c.first {
			t.Errorf("%s: %q", c.arg, got)
		}
	}
	if got := expand([]string{"a", "*.docx", "b"}, list); !slices.Equal(got, []string{"a", "ghi chú.docx", "b"}) {
		t.Errorf("%q", got)
	}
}
