package xlsx

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"
)

// rec is a record with these bytes: an int is one byte, others are as wide as their type, a string is its bytes.
func rec(id uint16, parts ...any) []byte {
	var body []byte
	for _, p := range parts {
		switch v := p.(type) {
		case int:
			body = append(body, byte(v))
		case uint16:
			body = binary.LittleEndian.AppendUint16(body, v)
		case uint32:
			body = binary.LittleEndian.AppendUint32(body, v)
		case float64:
			body = binary.LittleEndian.AppendUint64(body, math.Float64bits(v))
		case string:
			body = append(body, v...)
		case []byte:
			body = append(body, v...)
		}
	}
	return append(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, id), uint16(len(body))), body...)
}

func join(records ...[]byte) []byte {
	var b []byte
	for _, r := range records {
		b = append(b, r...)
	}
	return b
}

// utf16Bytes is a text in two bytes a character.
func utf16Bytes(text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// madeSheet is a sheet of cells by its name.
type madeSheet struct {
	name    string
	records []byte
}

// bareBook is a stream of BIFF8, or BIFF5, with a sheet «A» beside others and these records among the workbook's own.
func bareBook(eight bool, globals []byte, sheets ...madeSheet) []byte {
	if len(sheets) == 0 {
		sheets = []madeSheet{{"A", nil}}
	}
	version, flags := uint16(0x0500), ""
	if eight {
		version, flags = 0x0600, "\x00"
	}
	head := join(rec(biffBOF, version, uint16(5), uint32(0)), globals)
	size := len(head) + 4
	for _, s := range sheets {
		size += 4 + 6 + 1 + len(flags) + len(s.name)
	}
	var tabs, bodies []byte
	for _, s := range sheets {
		tabs = append(tabs, rec(biffBoundSheet, uint32(size+len(bodies)), 0, 0, len(s.name), flags, s.name)...)
		bodies = join(bodies, rec(biffBOF, version, uint16(0x10), uint32(0)), s.records, rec(biffEOF))
	}
	return join(head, tabs, rec(biffEOF), bodies)
}

// plainStyles8 are two fonts, Arial and .VnTime, and a cell format of each; plainStyles5 the same in BIFF5.
func plainStyles8() []byte {
	return join(
		rec(biffFont, uint16(200), uint16(0), uint16(0), uint16(400), uint32(0), uint16(0), 5, 0, "Arial"),
		rec(biffFont, uint16(200), uint16(2), uint16(0), uint16(700), uint32(0), uint16(0), 7, 0, ".VnTime"),
		rec(biffFormat, uint16(164), uint16(10), 0, "dd/mm/yyyy"),
		rec(biffXF, uint16(0), uint16(0), make([]byte, 16)),
		rec(biffXF, uint16(1), uint16(164), make([]byte, 16)))
}

func plainStyles5() []byte {
	return join(
		rec(biffFont, uint16(200), uint16(0), uint16(0), uint16(400), uint32(0), uint16(0), 5, "Arial"),
		rec(biffFont, uint16(200), uint16(2), uint16(0), uint16(700), uint32(0), uint16(0), 7, ".VnTime"),
		rec(biffXF, uint16(0), uint16(0), make([]byte, 12)),
		rec(biffXF, uint16(1), uint16(14), make([]byte, 12)))
}

// at begins the record of a cell: row and column from 0, and its format.
func at(row, col, style uint16) []byte {
	b := binary.LittleEndian.AppendUint16(nil, row)
	b = binary.LittleEndian.AppendUint16(b, col)
	return binary.LittleEndian.AppendUint16(b, style)
}

// number8 is a cell with a number.
func number8(row, col uint16, f float64) []byte { return rec(biffNumber, at(row, col, 0), f) }

// formula8 is a formula with a number as its result.
func formula8(row, col uint16, result float64, tokens string) []byte {
	return rec(biffFormula, at(row, col, 0), result, uint16(0), uint32(0), uint16(len(tokens)), tokens)
}

func xlsFixture(tb testing.TB, name string) []byte {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "xls", name))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}
