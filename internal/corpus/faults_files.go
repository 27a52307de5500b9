package corpus

import (
	"archive/zip"
	"bytes"
	"math/rand/v2"
	"strings"

	"github.com/xuri/excelize/v2"
)

// whole is a change of the file after which everything is still read right.
func whole(no int, name string, change func(d *Doc) bool, may ...string) Variant {
	return Variant{Name: name, Last: true, Do: func(d *Doc, _ *rand.Rand) bool {
		return change(d) && d.inject(Injected{Fault: no, Variant: name, Wrote: name, Expect: expectFile(), Notes: anywhere(may...)})
	}}
}

// refused is a file that cannot be read.
func refused(no int, name string, ids []string, change func(d *Doc)) Variant {
	return Variant{Name: name, Last: true, Do: func(d *Doc, _ *rand.Rand) bool {
		d.own()
		change(d)
		return d.inject(Injected{Fault: no, Variant: name, Wrote: name, Expect: []Expect{{Kind: ExpectRefusal, IDs: ids}}})
	}}
}

// locks is fault 17.
func locks() []Variant {
	return []Variant{
		whole(17, "khóa mọi sheet có mật khẩu", func(d *Doc) bool {
			d.own()
			for _, s := range d.sheets() {
				must(d.book.ProtectSheet(s, &excelize.SheetProtectionOptions{AlgorithmName: "SHA-512", Password: "x"}))
			}
			return true
		}),
		whole(17, "khóa cấu trúc sổ", func(d *Doc) bool {
			d.own()
			must(d.book.ProtectWorkbook(&excelize.WorkbookProtectionOptions{AlgorithmName: "SHA-512", Password: "x", LockStructure: true}))
			return true
		}),
		whole(17, "bỏ khóa sheet", func(d *Doc) bool {
			d.own()
			for _, s := range d.sheets() {
				must(d.book.UnprotectSheet(s))
			}
			return true
		}),
		refused(17, "tệp có mật khẩu mở", []string{"file.encrypted", "file.password"}, func(d *Doc) { d.password = "quanhoa" }),
	}
}

// stripped is fault 28.
func stripped() []Variant {
	return []Variant{
		whole(28, "mất phần ẩn và tên vùng", func(d *Doc) bool { dropHidden(d); dropNames(d); return true }),
		whole(28, "mất tên vùng", func(d *Doc) bool { dropNames(d); return true }),
		whole(28, "mất phần ẩn", func(d *Doc) bool { dropHidden(d); return true }),
		whole(28, "chỉ dán giá trị, mất công thức", func(d *Doc) bool {
			if len(d.raw) > 0 {
				return false
			}
			for _, sheet := range d.sheets() {
				rows, err := d.book.GetRows(sheet, excelize.Options{RawCellValue: true})
				must(err)
				for i := range rows {
					for j, text := range rows[i] {
						if s := (Spot{sheet, i + 1, j + 1}); d.isFormula(s) {
							d.set(s, kindOf(text), text)
						}
					}
				}
			}
			return true
		}, "G7a"),
	}
}

func dropNames(d *Doc) {
	d.own()
	for _, n := range d.book.GetDefinedName() {
		if strings.HasPrefix(n.Name, "bx.") {
			must(d.book.DeleteDefinedName(&excelize.DefinedName{Name: n.Name, Scope: n.Scope}))
		}
	}
}

func dropHidden(d *Doc) {
	d.own()
	for _, s := range []string{"_bieuxa", "_danhmuc"} {
		must(d.book.DeleteSheet(s))
	}
}

// dialects is fault 29.
func dialects() []Variant {
	types := func(ext, main string) func(d *Doc) bool {
		return func(d *Doc) bool {
			d.own()
			d.File = strings.TrimSuffix(d.File, ".xlsx") + ext
			d.after = append(d.after, func(body []byte) ([]byte, error) {
				return repack(body, func(name string, part []byte) []byte {
					if name != "[Content_Types].xml" {
						return part
					}
					return bytes.Replace(part, []byte("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), []byte(main), 1)
				})
			})
			return true
		}
	}
	ext := func(e string) Variant {
		return whole(29, "xlsx mang đuôi «"+e+"»", func(d *Doc) bool { d.own(); d.File = strings.TrimSuffix(d.File, ".xlsx") + e; return true })
	}
	return []Variant{
		whole(29, "xlsm", types(".xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
		whole(29, "xltx", types(".xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")),
		whole(29, "Strict Open XML", func(d *Doc) bool {
			d.own()
			d.after = append(d.after, func(body []byte) ([]byte, error) { return repack(body, strict) })
			return true
		}),
		ext(".xls"), ext(".csv"), ext(".ods"), ext(".XLSX"), ext(""),
	}
}

// strict writes a part in the namespaces of Strict Open XML.
func strict(name string, part []byte) []byte {
	if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
		return part
	}
	for from, to := range map[string]string{
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main":                 "http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://schemas.openxmlformats.org/drawingml/2006/main":                     "http://purl.oclc.org/ooxml/drawingml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
	} {
		part = bytes.ReplaceAll(part, []byte(from), []byte(to))
	}
	return part
}

const wordTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ` +
	`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

const wordParts = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

// broken is fault 30.
func broken() []Variant {
	bytesOf := func(name, file string, ids []string, make func(body []byte) []byte) Variant {
		return refused(30, name, ids, func(d *Doc) {
			if file != "" {
				d.File = file
			}
			d.after = append(d.after, func(body []byte) ([]byte, error) { return make(body), nil })
		})
	}
	text := func(s string) func([]byte) []byte { return func([]byte) []byte { return []byte(s) } }
	zipped := func(names ...string) func([]byte) []byte {
		return func([]byte) []byte {
			var out bytes.Buffer
			w := zip.NewWriter(&out)
			for _, n := range names {
				f, err := w.Create(n)
				must(err)
				text := "<x/>"
				switch n {
				case "[Content_Types].xml":
					text = wordTypes
				case "_rels/.rels":
					text = wordParts
				}
				_, err = f.Write([]byte(text))
				must(err)
			}
			must(w.Close())
			return out.Bytes()
		}
	}
	cut := []string{"file.truncated", "file.damaged", "file.not-zip"}
	return []Variant{
		bytesOf("cắt cụt một nửa", "", cut, func(b []byte) []byte { return b[:len(b)/2] }),
		bytesOf("thiếu đoạn cuối", "", cut, func(b []byte) []byte { return b[:len(b)-40] }),
		bytesOf("hỏng giữa tệp", "", cut, func(b []byte) []byte {
			out := bytes.Clone(b)
			for i := len(out) / 3; i < len(out)/3+200; i++ {
				out[i] ^= 0x5a
			}
			return out
		}),
		bytesOf("tệp rỗng", "", []string{"file.empty"}, text("")),
		bytesOf("toàn byte 0", "", []string{"file.zeros"}, func(b []byte) []byte { return make([]byte, len(b)) }),
		bytesOf("PDF", "bao cao.xlsx", []string{"file.pdf"}, text("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")),
		bytesOf("ảnh chụp", "bao cao.xlsx", []string{"file.picture"}, text("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01")),
		bytesOf("tệp Word", "bao cao.xlsx", []string{"file.word"}, zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")),
		bytesOf("tệp nén", "bao cao.xlsx", []string{"file.archive", "file.not-workbook"}, zipped("bao cao.xlsx", "doc.txt")),
		bytesOf("tệp khóa của Excel", "~$bao cao.xlsx", []string{"file.lock"}, text("\x04Chu \x00\x00\x00")),
	}
}
