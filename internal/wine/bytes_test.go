//go:build linux

package wine

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// month is the work of an office in December. at places the file of a name where it is to lie.
func month(at func(string) string) [][]string {
	book, all := at("Sổ huyện Quan Hóa.bieuxa"), []string{"--period", period}
	of := func(verb string, more ...string) []string { return slices.Concat([]string{verb, book}, all, more) }
	return [][]string{
		{"new", book, "--parent", "385", "--on", "2020-01-14"},
		of("template", "--out", at("Biểu mẫu trống")),
		{"check", at("Nhận về"), "--json"},
		of("import", at("Nhận về"), "--json"),
		of("board"),
		of("rollup", "--json"),
		of("sendback", "--unit", "14899", "--because", "Số hộ nghèo đầu kỳ sai", "--out", at("Trả lại")),
		of("findings", "--out", at("Danh sách lỗi.xlsx")),
		of("findings", "--out", at("Danh sách lỗi.html")),
		of("letter"),
		of("reminder"),
		of("export", "--as", "xlsx,pdf,json,csv", "--out", at("Xuất ra")),
		of("print", "--unit", "14872", "--out", at("In cho xã.pdf")),
		of("original", "--unit", "14872", "--out", at("Tệp gốc")),
		{"verify", book, at("Xuất ra/Bao cao 385 2020-12.pdf")},
		{"backup", book, "--out", at("Bản sao 50%.bieuxa")},
		{"restore", at("Bản sao 50%.bieuxa"), "--out", at("Khôi phục #1.bieuxa")},
		of("close", "--because", "Hết hạn"),
		{"log", book},
	}
}

// here names files by their names alone, in the working folder.
func here(name string) string { return name }

// monthly is the month as Linux makes it: what an office begins with, what is there in the end, and what was said.
type monthly struct {
	begin, end string
	said       []Ran
}

func (r *trial) monthly() monthly {
	r.t.Helper()
	m := monthly{begin: r.t.TempDir(), end: r.t.TempDir()}
	r.inbox(filepath.Join(m.begin, "Nhận về"))
	copyTree(r.t, m.begin, m.end)
	for _, args := range month(here) {
		m.said = append(m.said, r.linux(m.end, args...))
	}
	return m
}

// compare runs the month on Windows in a folder and compares what is said and what is written.
func (r *trial) compare(m monthly, dir string, env ...string) {
	r.t.Helper()
	copyTree(r.t, m.begin, dir)
	for i, args := range month(here) {
		r.equal(args, m.said[i], r.cli(dir, env, args...))
	}
	sameTree(r.t, m.end, dir)
}

// drive maps a letter to a new folder.
func (r *trial) drive(letter string) string {
	r.t.Helper()
	dir := r.t.TempDir()
	r.must(r.p.Drive(letter, dir))
	return dir
}

// The month of an office gives the same words and the same bytes as on Linux, in whatever folder and under whatever
// settings of Windows for numbers, dates, letters and time.
func TestMonth(t *testing.T) {
	r := begin(t)
	m := r.monthly()
	for _, c := range []struct{ name, dir, locale, zone string }{
		{"diacritics", "Tài liệu xã Phú Lệ/Biểu tháng 2", "", ""},
		{"marks apart", norm.NFD.String("Tài liệu xã Phú Lệ/Biểu tháng 2"), "", ""}, // as a Mac writes them
		{"signs of addresses", "Báo cáo #3 (50%) & 'tháng 12'; a+b=c, [bản 1]", "", ""},
		{"Vietnamese", "Sổ", "vi_VN.UTF-8", "Asia/Ho_Chi_Minh"},
		{"American", "Sổ", "en_US.UTF-8", "America/New_York"}, // 1,234.5 and month before day
		{"Turkish", "Sổ", "tr_TR.UTF-8", "Europe/Istanbul"},   // i and I are two letters
		{"Arabic", "Sổ", "ar_SA.UTF-8", "Asia/Riyadh"},        // another calendar, written from the right
		{"swapped by hand", "Sổ", "", "Pacific/Kiritimati"},   // a day ahead
	} {
		t.Run(c.name, func(t *testing.T) {
			r := begin(t)
			var env []string
			if c.zone != "" {
				env = append(env, "TZ="+c.zone)
			}
			if c.locale != "" {
				env = append(env, "BIEUXA_WINE_LOCALE="+c.locale)
				r.settle(c.locale, env)
			} else if c.zone != "" {
				r.swap()
			}
			r.compare(m, filepath.Join(r.drive("d"), c.dir), env...)
		})
	}
}

// Beyond the 260 signs that a path of Windows had for thirty years, where no program can have its working folder.
func TestMonthFarBelow(t *testing.T) {
	r := begin(t)
	m := r.monthly()
	below := strings.Repeat("Thư mục có tên dài của Ủy ban nhân dân/", 8)
	top := r.drive("d")
	copyTree(t, m.begin, filepath.Join(top, below))
	in := `D:\` + strings.ReplaceAll(below, "/", `\`)
	for i, args := range month(func(name string) string { return in + name }) {
		ran := r.cli(top, nil, args...)
		ran.Out = strings.NewReplacer(in, "", strings.ReplaceAll(in, `\`, `\\`), "").Replace(ran.Out)
		r.equal(args, m.said[i], ran)
	}
	sameTree(t, m.end, filepath.Join(top, below))
}

const settings = `HKCU\Control Panel\International`

// settle gives Windows the settings of a locale; they are read when it begins.
func (r *trial) settle(locale string, env []string) {
	r.t.Helper()
	r.must(r.p.Locale(locale))
	r.p.Stop()
	r.t.Cleanup(r.p.Stop)
	told, err := r.p.Run(Command{Env: env, Args: []string{"reg", "query", settings, "/v", "LocaleName"}})
	r.must(err)
	if want := strings.ReplaceAll(locale[:5], "_", "-"); !strings.Contains(told.Out, want) {
		r.t.Errorf("Windows has not the settings of %s: %s", want, told.Out)
	}
}

// swap changes the signs as a person does in the control panel, to none that anybody has.
func (r *trial) swap() {
	r.t.Helper()
	for name, value := range map[string]string{"sDecimal": ";", "sThousand": " ", "sShortDate": "yyyy.dd.MM", "sDate": ".", "sList": "|"} {
		if ran, err := r.p.Run(Command{Args: []string{"reg", "add", settings, "/v", name, "/d", value, "/f"}}); err != nil || ran.Code != 0 {
			r.t.Fatalf("%v %+v", err, ran)
		}
	}
}

// A book and its returns on a medium that cannot be written to are read, and what cannot be done there is said.
func TestReadOnlyMedium(t *testing.T) {
	r := begin(t)
	dir := r.readOnly(func(dir string) {
		r.inbox(filepath.Join(dir, "Nhận về"))
		for _, args := range month(here)[:4] {
			r.linux(dir, args...)
		}
	})
	out := r.drive("d")
	for _, args := range [][]string{
		{"board", "Sổ huyện Quan Hóa.bieuxa", "--period", period},
		{"rollup", "Sổ huyện Quan Hóa.bieuxa", "--period", period, "--json"},
		{"check", "Nhận về", "--json"},
		{"import", "Sổ huyện Quan Hóa.bieuxa", "--period", period, "Nhận về"},
		{"template", "Sổ huyện Quan Hóa.bieuxa", "--period", period, "--out", "Biểu mẫu"},
		{"backup", "Sổ huyện Quan Hóa.bieuxa", "--out", "Bản sao.bieuxa"},
	} {
		r.equal(args, r.linux(dir, args...), r.cli(dir, nil, args...))
	}
	if ran := r.cli(dir, nil, "template", "Sổ huyện Quan Hóa.bieuxa", "--period", period, "--out", `D:\Biểu mẫu`); ran.Code != 0 {
		t.Errorf("templates onto another drive: %+v", ran)
	}
	if made, err := os.ReadDir(filepath.Join(out, "Biểu mẫu")); err != nil || len(made) != 15 {
		t.Errorf("%d templates, %v", len(made), err)
	}
}
