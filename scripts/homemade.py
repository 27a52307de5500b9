#!/usr/bin/python3
"""Workbooks as clerks make them by themselves, from the sample's figures of December 2020, each with what its cells are.

    scripts/homemade.py office/testdata/homemade

Beside NAME.xlsx stands NAME.truth.csv: sheet,cell,unit,table,row,column,value; the value in the return's unit of measure.
"""
import csv, os, sys
from decimal import Decimal
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "assets", "sample", "quan-hoa-2020")
MONTH = 12
NAMES = {"14869": "Thị trấn Hồi Xuân", "14872": "Xã Thành Sơn", "14875": "Xã Trung Sơn", "14878": "Xã Phú Thanh", "14881": "Xã Trung Thành",
         "14884": "Xã Phú Lệ", "14887": "Xã Phú Sơn", "14890": "Xã Phú Xuân", "14896": "Xã Hiền Chung", "14899": "Xã Hiền Kiệt",
         "14902": "Xã Nam Tiến", "14908": "Xã Thiên Phủ", "14911": "Xã Phú Nghiêm", "14914": "Xã Nam Xuân", "14917": "Xã Nam Động"}


def table(name):
    with open(os.path.join(ROOT, name + ".csv"), encoding="utf-8") as f:
        rows = list(csv.DictReader(line for line in f if not line.startswith("#")))
    return [r for r in rows if int(r.get("from") or 1) <= MONTH <= int(r.get("to") or 12)]


DATA = {name: table(name) for name in ("ho_ngheo", "dan_cu", "nguon_luc", "no_dong", "ocop", "thon", "tieu_chi")}


def of(name, unit, row=None):
    found = [r for r in DATA[name] if r["unit"] == unit and (row is None or r["row"] == row)]
    return found if row is None else found[0]


def number(text):
    if text in ("", "-"):
        return text or None
    d = Decimal(text)
    return int(d) if d == d.to_integral() else float(d)


class Book:
    def __init__(self, name):
        self.name, self.wb, self.truth = name, Workbook(), []
        self.wb.remove(self.wb.active)

    def sheet(self, name):
        self.ws = self.wb.create_sheet(name)
        return self.ws

    def put(self, row, col, text, merge=None, bold=False):
        c = self.ws.cell(row, col, text)
        c.font = Font(name="Times New Roman", size=12, bold=bold)
        if merge:
            self.ws.merge_cells(start_row=row, start_column=col, end_row=merge[0], end_column=merge[1])
            c.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        return c

    def fact(self, row, col, value, unit, target, times=1):
        """A cell that is target = (table, row, column) of the unit; the sheet holds value / times."""
        c = self.put(row, col, None)
        shown = number(value)
        if isinstance(shown, (int, float)) and times != 1:
            d = Decimal(value) * Decimal(times)
            shown = int(d) if d == d.to_integral() else float(d)
        c.value = shown
        self.truth.append([self.ws.title, c.coordinate, unit, *target, value])

    def save(self, out):
        self.wb.save(os.path.join(out, self.name + ".xlsx"))
        with open(os.path.join(out, self.name + ".truth.csv"), "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(["sheet", "cell", "unit", "table", "row", "column", "value"])
            w.writerows(self.truth)


def poverty(b, top, unit, rows=(("ngheo", "Hộ nghèo"), ("can_ngheo", "Hộ cận nghèo"))):
    """Two rows of headings, other words, other order, a column of last year and one of rates that are not asked for."""
    p = b.put
    for col, text in ((1, "STT"), (2, "Chỉ tiêu"), (3, "Số hộ đầu kỳ")):
        p(top, col, text, (top + 1, col))
    p(top, 4, "Biến động trong kỳ", (top, 6))
    for col, text in ((4, "Phát sinh mới"), (5, "Tái nghèo"), (6, "Thoát nghèo")):
        p(top + 1, col, text)
    for col, text in ((7, "Số hộ nghèo cuối kỳ"), (8, "Cùng kỳ năm trước"), (9, "Tỷ lệ so với cùng kỳ (%)")):
        p(top, col, text, (top + 1, col))
    for col in range(1, 10):
        p(top + 2, col, "(%d)" % col)
    at = top + 3
    for n, (row, label) in enumerate(rows):
        r = of("ho_ngheo", unit, row)
        p(at, 1, n + 1), p(at, 2, label)
        for col, code in ((3, "dau_ky"), (4, "phat_sinh"), (5, "tai"), (6, "thoat"), (7, "cuoi_ky")):
            b.fact(at, col, r[code], unit, ("ho_ngheo", row, code))
        p(at, 8, int(r["dau_nam"]) + 7), p(at, 9, 91.5)
        at += 1
        if row == "ngheo":
            p(at, 2, "Trong đó: hộ có thành viên là người có công"), p(at, 7, 2)
            at += 1
    return at


def one_commune():
    b, unit = Book("mot-xa-ho-ngheo"), "14884"
    b.sheet("HN tháng 12")
    b.put(1, 1, "UBND XÃ PHÚ LỆ"), b.put(1, 6, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    b.put(3, 1, "BIỂU THEO DÕI HỘ NGHÈO, HỘ CẬN NGHÈO THÁNG 12 NĂM 2020", (3, 9), bold=True)
    end = poverty(b, 5, unit)
    b.put(end + 1, 1, "* Ghi chú: số liệu theo báo cáo của các bản")
    b.put(end + 3, 7, "Phú Lệ, ngày 16 tháng 12 năm 2020")
    b.put(end + 4, 2, "Người lập"), b.put(end + 4, 7, "TM. ỦY BAN NHÂN DÂN")
    return b


def money():
    b, unit = Book("nguon-von-nghin-dong"), "14902"
    b.sheet("Sheet1")
    b.put(1, 1, "TỔNG HỢP NGUỒN VỐN THỰC HIỆN CHƯƠNG TRÌNH NÔNG THÔN MỚI", (1, 8), bold=True)
    b.put(2, 1, "Xã Nam Tiến - tháng 12/2020", (2, 8))
    b.put(3, 7, "Đơn vị tính: nghìn đồng")
    for col, text in ((1, "TT"), (2, "Nguồn vốn"), (3, "Kế hoạch năm")):
        b.put(4, col, text, (5, col))
    b.put(4, 4, "Huy động", (4, 5)), b.put(5, 4, "Trong kỳ"), b.put(5, 5, "Lũy kế từ đầu năm")
    b.put(4, 6, "Giải ngân", (4, 7)), b.put(5, 6, "Trong kỳ"), b.put(5, 7, "Lũy kế từ đầu năm")
    b.put(4, 8, "Dự kiến kế hoạch năm 2021", (5, 8))
    labels = [("TONG", "", "Tổng cộng"), ("I", "I", "Ngân sách TW"), ("I.1", "1", "Vốn đầu tư công"), ("I.2", "2", "Kinh phí sự nghiệp"),
              ("II", "II", "Ngân sách địa phương"), ("II.1", "1", "NS tỉnh"), ("II.2", "2", "NS huyện"), ("II.3", "3", "NS xã"),
              ("III", "III", "Vốn lồng ghép"), ("IV", "IV", "Vốn tín dụng"), ("V", "V", "Doanh nghiệp, HTX"), ("VI", "VI", "Nhân dân đóng góp"),
              ("VI.1", "1", "Tiền mặt"), ("VI.2", "2", "Ngày công, hiện vật")]
    for n, (code, no, label) in enumerate(labels):
        r, at = of("nguon_luc", unit, code), 6 + n
        b.put(at, 1, no or None), b.put(at, 2, label)
        for col, column in ((3, "kh_nam"), (4, "hd_ky"), (5, "hd_lk"), (6, "gn_ky"), (7, "gn_lk")):
            b.fact(at, col, r[column], unit, ("nguon_luc", code, column), times=1000)
        b.put(at, 8, 1000 * (n + 1))
    return b


PAIRS = (("ngheo", "Hộ nghèo"), ("can_ngheo", "Hộ cận nghèo"))
FLOWS = (("dau_ky", "Đầu kỳ"), ("thoat", "Thoát"), ("tai", "Tái"), ("phat_sinh", "Phát sinh"), ("cuoi_ky", "Cuối kỳ"))


def district():
    b = Book("huyen-tong-hop")
    b.sheet("Tổng hợp")
    b.put(1, 1, "HUYỆN QUAN HÓA", bold=True)
    b.put(2, 1, "TỔNG HỢP HỘ NGHÈO, CẬN NGHÈO THÁNG 12/2020", (2, 13), bold=True)
    b.put(4, 1, "TT", (5, 1)), b.put(4, 2, "Đơn vị", (5, 2)), b.put(4, 3, "Tổng số hộ dân cư", (5, 3))
    col = 4
    for row, label in PAIRS:
        b.put(4, col, label, (4, col + 4))
        for n, (code, text) in enumerate(FLOWS):
            b.put(5, col + n, text)
        col += 5
    at = 6
    for section, units in (("Khu vực thành thị", ["14869"]), ("Khu vực nông thôn", sorted(set(NAMES) - {"14869"}))):
        b.put(at, 1, "I" if units == ["14869"] else "II"), b.put(at, 2, section, bold=True)
        at += 1
        for n, unit in enumerate(units):
            b.put(at, 1, n + 1), b.put(at, 2, NAMES[unit].replace("Thị trấn", "TT.") if n % 2 else NAMES[unit].replace("Xã ", ""))
            b.fact(at, 3, of("dan_cu", unit, "tong")["so_ho"], unit, ("dan_cu", "tong", "so_ho"))
            col = 4
            for row, _ in PAIRS:
                for k, (code, _) in enumerate(FLOWS):
                    b.fact(at, col + k, of("ho_ngheo", unit, row)[code], unit, ("ho_ngheo", row, code))
                col += 5
            at += 1
    b.put(at, 2, "Tổng cộng", bold=True)
    for col in range(3, 14):
        b.put(at, col, sum(b.ws.cell(r, col).value for r in range(6, at) if isinstance(b.ws.cell(r, col).value, int)))
    return b


def across():
    b = Book("xa-canh-nhau")
    b.sheet("Cum 1")
    b.put(1, 1, "HỘ NGHÈO, HỘ CẬN NGHÈO CÁC XÃ CỤM 1 THÁNG 12 NĂM 2020", (1, 11), bold=True)
    b.put(3, 1, "TT", (4, 1)), b.put(3, 2, "Nội dung", (4, 2))
    units, col = ["14872", "14881", "14884"], 3
    for unit in units + [None]:
        b.put(3, col, NAMES[unit] if unit else "Tổng cộng", (3, col + 2))
        for n, (code, text) in enumerate((FLOWS[0], FLOWS[1], FLOWS[4])):
            b.put(4, col + n, text)
            for k, (row, label) in enumerate(PAIRS):
                b.put(5 + k, 1, k + 1), b.put(5 + k, 2, label)
                if unit:
                    b.fact(5 + k, col + n, of("ho_ngheo", unit, row)[code], unit, ("ho_ngheo", row, code))
                else:
                    b.put(5 + k, col + n, sum(int(of("ho_ngheo", u, row)[code]) for u in units))
        col += 3
    return b


def sheet_each():
    b = Book("moi-xa-mot-sheet")
    for unit in ("14887", "14890", "14911"):
        b.sheet(NAMES[unit].replace("Xã ", ""))
        b.put(1, 1, "Số liệu cơ bản tháng 12 năm 2020", (1, 4))
        for col, text in enumerate(("STT", "Chỉ tiêu", "ĐVT", "Thực hiện", "Kế hoạch năm")):
            b.put(3, col + 1, text)
        facts = [("Tổng số hộ dân cư", "dan_cu", "tong", "so_ho"), ("Số hộ nghèo đầu kỳ", "ho_ngheo", "ngheo", "dau_ky"),
                 ("Số hộ thoát nghèo trong kỳ", "ho_ngheo", "ngheo", "thoat"), ("Số hộ nghèo cuối kỳ", "ho_ngheo", "ngheo", "cuoi_ky"),
                 ("Số hộ cận nghèo cuối kỳ", "ho_ngheo", "can_ngheo", "cuoi_ky")]
        for n, (label, name, row, code) in enumerate(facts):
            b.put(4 + n, 1, n + 1), b.put(4 + n, 2, label), b.put(4 + n, 3, "hộ")
            b.fact(4 + n, 4, of(name, unit, row)[code], unit, (name, row, code))
            b.put(4 + n, 5, 100 + n)
    return b


def several():
    b, unit = Book("nhieu-bang-mot-sheet"), "14914"
    b.sheet("Báo cáo")
    b.put(1, 1, "ỦY BAN NHÂN DÂN XÃ NAM XUÂN")
    b.put(2, 1, "BÁO CÁO NÔNG THÔN MỚI THÁNG 12 NĂM 2020", (2, 9), bold=True)
    b.put(4, 1, "1. Hộ nghèo, hộ cận nghèo")
    end = poverty(b, 5, unit)
    b.put(end + 1, 1, "2. Các bản")
    top = end + 2
    for col, text in enumerate(("STT", "Tên bản", "Số hộ", "Năm đăng ký", "Trạng thái")):
        b.put(top, col + 1, text)
    at = top + 1
    for n, r in enumerate(of("thon", unit)):
        b.put(at, 1, n + 1)
        for col, code in ((2, "thon"), (3, "so_ho"), (4, "nam_dk"), (5, "trang_thai")):
            b.truth.append([b.ws.title, b.put(at, col, r[code] if code in ("thon", "trang_thai") else number(r[code])).coordinate, unit, "thon", r["thon"], code, r[code]])
        at += 1
    b.put(at, 2, "Cộng"), b.put(at, 3, sum(int(r["so_ho"]) for r in of("thon", unit)))
    return b


def debts():
    b = Book("no-dong-toan-huyen")
    b.sheet("Nợ XDCB")
    b.put(1, 1, "NỢ ĐỌNG XÂY DỰNG CƠ BẢN CÁC XÃ ĐẾN THÁNG 12 NĂM 2020", (1, 9), bold=True)
    b.put(2, 8, "(ĐVT: triệu đồng)")
    for col, text in enumerate(("TT", "Xã", "Tên công trình", "Tổng mức đầu tư", "Giá trị khối lượng hoàn thành", "Đã thanh toán", "Nợ đầu kỳ", "Trả nợ trong kỳ", "Nợ cuối kỳ")):
        b.put(4, col + 1, text)
    at = 5
    for n, r in enumerate(DATA["no_dong"]):
        if not r["cong_trinh"] or r["cong_trinh"] == "-":
            continue
        b.put(at, 1, n + 1), b.put(at, 2, NAMES[r["unit"]])
        for col, code in ((3, "cong_trinh"), (4, "tmdt"), (5, "kl_lk"), (6, "tt_lk"), (7, "no_dau"), (8, "tra_ky"), (9, "no")):
            v = r[code] if code == "cong_trinh" else number(r[code])
            b.truth.append([b.ws.title, b.put(at, col, v).coordinate, r["unit"], "no_dong", r["cong_trinh"], code, r[code]])
        at += 1
    b.put(at, 3, "Tổng cộng")
    for col in range(4, 10):
        b.put(at, col, sum(b.ws.cell(r, col).value or 0 for r in range(5, at)))
    return b


def matrix():
    b = Book("ma-tran-tieu-chi")
    b.sheet("19 TC")
    b.put(1, 1, "KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ CÁC XÃ, THÁNG 12 NĂM 2020", (1, 22), bold=True)
    b.put(3, 1, "TT", (4, 1)), b.put(3, 2, "Tên xã", (4, 2)), b.put(3, 3, "Tiêu chí", (3, 21)), b.put(3, 22, "Tổng số đạt", (4, 22))
    for n in range(1, 20):
        b.put(4, 2 + n, n)
    at = 5
    for n, unit in enumerate(sorted(set(NAMES) - {"14869"})[:6]):
        b.put(at, 1, n + 1), b.put(at, 2, NAMES[unit])
        met = 0
        for k in range(1, 20):
            word = of("tieu_chi", unit, str(k))["dg"]
            met += word == "Đạt"
            b.truth.append([b.ws.title, b.put(at, 2 + k, word).coordinate, unit, "tieu_chi", str(k), "dg", word])
        b.put(at, 22, met)
        at += 1
    return b


def months():
    b, unit = Book("moi-thang-mot-sheet"), "14896"
    for month in (10, 11, 12):
        b.sheet("T%d" % month)
        b.put(1, 1, "Xã Hiền Chung: hộ nghèo tháng %d năm 2020" % month, (1, 9))
        kept, before = len(b.truth), None
        end = poverty(b, 3, unit)
        if month < 12:
            del b.truth[kept:]
            for row in range(6, end):
                for col in range(3, 8):
                    if isinstance(b.ws.cell(row, col).value, int):
                        b.ws.cell(row, col).value += month
    return b


def twice():
    b, unit = Book("hai-cot-trung-ten"), "14899"
    b.sheet("HN")
    b.put(1, 1, "Xã Hiền Kiệt - hộ nghèo tháng 12 năm 2020", (1, 6))
    for col, text in enumerate(("TT", "Nội dung", "Đầu kỳ", "Cuối kỳ", "Cuối kỳ", "Kế hoạch cuối năm")):
        b.put(3, col + 1, text)
    for n, (row, label) in enumerate(PAIRS):
        r = of("ho_ngheo", unit, row)
        b.put(4 + n, 1, n + 1), b.put(4 + n, 2, label)
        b.fact(4 + n, 3, r["dau_ky"], unit, ("ho_ngheo", row, "dau_ky"))
        b.fact(4 + n, 4, r["cuoi_ky"], unit, ("ho_ngheo", row, "cuoi_ky"))
        b.put(4 + n, 5, int(r["cuoi_ky"]) + 3), b.put(4 + n, 6, 5)
    return b


if __name__ == "__main__":
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    for make in (one_commune, money, district, across, sheet_each, several, debts, matrix, months, twice):
        make().save(out)
