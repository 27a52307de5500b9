package hostile

import (
	"fmt"
	"strings"
)

// lists are tables far longer than a commune has anything to list, all of it wrong.
func lists(p parts) []made {
	list := func(rows string) func() []byte {
		return func() []byte { return p.edit(sheet(sheetOCOP), listOf(headings, rows)).pack() }
	}
	cells := func(row int, value func(col int) string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<row r="%d">`, row)
		for col := range 13 {
			fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr">%s</c>`, column(col), row, text(value(col)))
		}
		b.WriteString(`</row>`)
		return b.String()
	}
	return []made{
		{"25000 products, every cell wrong", list(many(25_000, func(i int) string {
			return cells(headings+1+i, func(col int) string { return fmt.Sprintf("l2 (tăng %d) O%d", i, col) })
		}))},
		{"1900 products, every cell wrong", list(many(1_900, func(i int) string {
			return cells(headings+1+i, func(col int) string { return fmt.Sprintf("l2 (tăng %d) O%d", i, col) })
		}))},
		{"25000 products of one name", list(many(25_000, func(i int) string {
			return cells(headings+1+i, func(int) string { return "Gạo nếp" })
		}))},
		{"25000 rows of totals", list(many(25_000, func(i int) string {
			return cells(headings+1+i, func(col int) string {
				if col < 2 {
					return "Tổng cộng"
				}
				return "12"
			})
		}))},
		{"25000 headings of the list", list(many(25_000, func(i int) string {
			return cells(headings+1+i, func(col int) string { return []string{"TT", "Tên sản phẩm", "Chủ thể", "Số sao"}[col%4] })
		}))},
		{"the sheet of criteria with 20000 rows of criterion 17.1", func() []byte {
			return p.edit(sheet(sheetCriteria), before("</sheetData>", many(20_000, func(i int) string {
				row := 1000 + i
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr">%s</c><c r="B%d" t="inlineStr">%s</c><c r="F%d"><v>1</v></c></row>`,
					row, row, text("17.1"), row, text("Tỷ lệ hộ được sử dụng nước hợp vệ sinh"), row)
			}))).pack()
		}},
	}
}

// formulas are formulas without their results, to be computed here or not at all.
func formulas(p parts) []made {
	in := func(ref, formula string) func() []byte {
		return func() []byte { return p.edit(sheet(sheetPoverty), cellAs(ref, "", "<f>"+formula+"</f>")).pack() }
	}
	rows := func(n int, one func(row int) string) func() []byte {
		return func() []byte {
			return p.edit(sheet(sheetPoverty), func(s string) string {
				s = cellAs(poorAtEnd, "", "<f>Z100</f>")(s)
				return before("</sheetData>", many(n, func(i int) string {
					return fmt.Sprintf(`<row r="%d"><c r="Z%d"><f>%s</f></c></row>`, i+100, i+100, one(i+100))
				}))(s)
			}).pack()
		}
	}
	return []made{
		{"formula of the whole sheet", in(poorAtEnd, "SUM(A1:XFD1048576)")},
		{"formula of itself", in(poorAtEnd, "J18+1")},
		{"formulas in a circle", rows(2, func(row int) string { return fmt.Sprintf("Z%d", 201-row) })},
		{"a chain of 100000 formulas", rows(100_000, func(row int) string { return fmt.Sprintf("Z%d+1", row+1) })},
		{"50000 sums of everything above", rows(50_000, func(row int) string { return fmt.Sprintf("SUM(Z%d:Z$60000)", row+1) })},
		{"brackets 100000 deep", in(poorAtEnd, strings.Repeat("(", 100_000)+"1"+strings.Repeat(")", 100_000))},
		{"a formula of 3 MB", in(poorAtEnd, strings.Repeat("1+", 1_500_000)+"1")},
		{"powers of powers", in(poorAtEnd, "9^9^9^9^9")},
		{"text of a billion letters", in(poorAtEnd, `REPT("a",1000000000)`)},
		{"names in a circle", func() []byte {
			q := p.edit("xl/workbook.xml", before("</definedNames>", `<definedName name="tong_a">tong_b</definedName><definedName name="tong_b">tong_a</definedName>`))
			return q.edit(sheet(sheetPoverty), cellAs(poorAtEnd, "", "<f>tong_a</f>")).pack()
		}},
		{"a million SUMIFs", rows(20_000, func(row int) string { return fmt.Sprintf(`SUMIF(A:A,"x",B:B)+SUMIF($1:$1048576,1)+%d`, row) })},
		{"a shared formula that is shared from itself", func() []byte {
			return p.edit(sheet(sheetPoverty), cellAs(poorAtEnd, "", `<f t="shared" ref="J18:J900000" si="0">J19+1</f>`)).pack()
		}},
	}
}

// texts are figures and words out of all measure.
func texts(p parts) []made {
	number := func(v string) func() []byte {
		return func() []byte { return p.edit(sheet(sheetPoverty), cellAs(poorAtEnd, "", "<v>"+v+"</v>")).pack() }
	}
	word := func(n int, ref, v string) func() []byte {
		return func() []byte { return p.edit(sheet(n), cellAs(ref, ` t="inlineStr"`, text(v))).pack() }
	}
	return []made{
		{"100 MB in a cell", word(sheetPoverty, poorAtEnd, strings.Repeat("Việt Nam ", 10<<20))},
		{"3 MB in a cell of figures", word(sheetPoverty, poorAtEnd, strings.Repeat("12 (tăng 2) ", 200_000))},
		{"a number of a million digits", number(strings.Repeat("9", 1_000_000))},
		{"ten to the 9999th", number("1E9999")},
		{"ten to the two billionth", number("1E2147483647")},
		{"ten to the two billionth, as text", word(sheetPoverty, poorAtEnd, "1E2147483647")},
		{"a date far away", number("1E15")},
		{"a unit's name of 1 MB", word(sheetIdentity, "C10", strings.Repeat("Xã Phú Lệ ", 80_000))},
		{"a period of 1 MB", word(sheetIdentity, "C15", "Tháng "+strings.Repeat("12/", 300_000)+"2020")},
		{"one string for 300000 cells", func() []byte {
			q := p.edit(sheet(sheetOCOP), listOf(headings, many(25_000, func(i int) string {
				row := headings + 1 + i
				return fmt.Sprintf(`<row r="%d">`, row) + many(12, func(col int) string {
					return fmt.Sprintf(`<c r="%s%d" t="s"><v>0</v></c>`, column(col), row)
				}) + `</row>`
			})))
			q = q.with("xl/sharedStrings.xml", []byte(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>`+
				strings.Repeat("sản phẩm ", 200_000)+`</t></si></sst>`))
			q = q.edit("[Content_Types].xml", before("</Types>", `<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>`))
			return q.edit("xl/_rels/workbook.xml.rels", before("</Relationships>", `<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>`)).pack()
		}},
	}
}
