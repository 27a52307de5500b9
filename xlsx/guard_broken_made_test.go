package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func brokenFixture(tb testing.TB, name string) []byte {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "broken", name))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func encryptedBook(tb testing.TB) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: "nông thôn"}); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// compoundFile is the least OLE compound file with one empty stream: header, table, directory.
func compoundFile(stream string) []byte {
	b := make([]byte, 3*512)
	le := binary.LittleEndian
	copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le.PutUint16(b[24:], 0x3E)
	le.PutUint16(b[26:], 3)
	le.PutUint16(b[28:], 0xFFFE)
	le.PutUint16(b[30:], 9)
	le.PutUint16(b[32:], 6)
	le.PutUint32(b[44:], 1)
	le.PutUint32(b[48:], 1)
	le.PutUint32(b[56:], 4096)
	le.PutUint32(b[60:], 0xFFFFFFFE)
	le.PutUint32(b[68:], 0xFFFFFFFE)
	for i := 80; i < 1024; i += 4 {
		le.PutUint32(b[i:], 0xFFFFFFFF)
	}
	le.PutUint32(b[512:], 0xFFFFFFFD)
	le.PutUint32(b[516:], 0xFFFFFFFE)
	for i, name := range []string{"Root Entry", stream} {
		e := b[1024+128*i:]
		n := utf16Name(name)
		copy(e, n)
		le.PutUint16(e[64:], uint16(len(n)))
		e[66], e[67] = byte(5-3*i), 1
		le.PutUint32(e[68:], 0xFFFFFFFF)
		le.PutUint32(e[72:], 0xFFFFFFFF)
		le.PutUint32(e[76:], 0xFFFFFFFF)
		le.PutUint32(e[116:], 0xFFFFFFFE)
	}
	le.PutUint32(b[1024+76:], 1)
	return b
}

func loopingCompoundFile() []byte {
	b := compoundFile("Workbook")
	binary.LittleEndian.PutUint32(b[516:], 1) // the directory follows itself
	return b
}

// pictureFile is the least workbook with a picture whose checksum is sum.
func pictureFile(tb testing.TB, sum uint32) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range tinyParts() {
		e, _ := z.Create(p.name)
		e.Write(p.body)
	}
	e, err := z.CreateRaw(&zip.FileHeader{Name: "xl/media/image1.png", Method: zip.Store, CRC32: sum,
		CompressedSize64: 4, UncompressedSize64: 4})
	if err == nil {
		_, err = e.Write([]byte("\x89PNG"))
	}
	if err != nil || z.Close() != nil {
		tb.Fatal("cannot pack", err)
	}
	return out.Bytes()
}

func manyPrefixes() string {
	var b strings.Builder
	b.WriteString("<a")
	for i := range 900 {
		fmt.Fprintf(&b, ` xmlns:p%d="x"`, i)
	}
	return b.String() + ">" + strings.Repeat("<p0:b/>", 5<<20) + "</a>"
}

func manyNames() string {
	var b strings.Builder
	b.WriteString("<a>")
	for i := range 1 << 20 {
		fmt.Fprintf(&b, "<đ%d/>", i)
	}
	return b.String() + "</a>"
}

func manyAttributes() string {
	var b strings.Builder
	b.WriteString("<a")
	for i := range 100_000 {
		fmt.Fprintf(&b, ` b%d=""`, i)
	}
	return b.String() + "/>"
}

func manyParts(tb testing.TB, n int) []byte {
	parts := tinyParts()
	for i := range n {
		parts = append(parts, madePart{fmt.Sprintf("xl/media/%d.png", i), []byte("x")})
	}
	return pack(tb, parts)
}

// bombFile is the least workbook with 1 GB of zeros in one more part, whose header says said bytes;
// where that is 100 MB, with four such parts of 100 MB, true to their headers.
func bombFile(tb testing.TB, name string, said uint64) []byte {
	tb.Helper()
	total, copies := uint64(1<<30), 1
	if said == 100<<20 {
		total, copies = said, 4
	}
	step := make([]byte, 10<<20)
	var body bytes.Buffer
	w, err := flate.NewWriter(&body, flate.BestSpeed)
	if err != nil {
		tb.Fatal(err)
	}
	w.Write(step)
	w.Flush()
	zeros := bytes.Clone(body.Bytes())
	sum := crc32.ChecksumIEEE(step)
	for n := uint64(len(step)); n < total; n += uint64(len(step)) {
		body.Write(zeros)
		sum = crc32.Update(sum, crc32.IEEETable, step)
	}
	body.Write([]byte{1, 0, 0, 0xFF, 0xFF}) // last block, empty
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range tinyParts() {
		e, _ := z.Create(p.name)
		e.Write(p.body)
	}
	for i := range copies {
		e, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(name, i), Method: zip.Deflate, CRC32: sum,
			CompressedSize64: uint64(body.Len()), UncompressedSize64: said})
		if err == nil {
			_, err = e.Write(body.Bytes())
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}
