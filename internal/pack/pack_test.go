package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A picture whose left half is red and whose right half is clear, so that rows, columns and the mask can be told.
func halves(size int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size / 2 {
			m.SetNRGBA(x, y, color.NRGBA{R: 255, A: 255})
		}
	}
	return m
}

func TestIcon(t *testing.T) {
	icon, err := encodeIcon(halves(16), []int{16, 256})
	if err != nil {
		t.Fatal(err)
	}
	le := binary.LittleEndian
	if got := icon[:6]; !bytes.Equal(got, []byte{0, 0, 1, 0, 2, 0}) {
		t.Fatalf("header % x", got)
	}
	first, second := icon[6:22], icon[22:38]
	if first[0] != 16 || second[0] != 0 || le.Uint16(first[6:]) != 32 {
		t.Errorf("entries % x, % x", first, second)
	}
	// 40 bytes of header, 16·16 points of 4 bytes, 16 rows of mask of 4 bytes.
	if size, at := le.Uint32(first[8:]), le.Uint32(first[12:]); size != 40+1024+64 || at != 38 {
		t.Errorf("the small picture has %d bytes at %d", size, at)
	}
	small := icon[38:]
	if h := le.Uint32(small[8:]); h != 32 {
		t.Errorf("height %d, with the mask it is 32", h)
	}
	if left, right := small[40:44], small[40+15*4:40+16*4]; !bytes.Equal(left, []byte{0, 0, 255, 255}) || right[3] != 0 {
		t.Errorf("left % x, right % x", left, right)
	}
	if mask := small[40+1024 : 40+1028]; !bytes.Equal(mask, []byte{0x00, 0xff, 0, 0}) {
		t.Errorf("mask % x", mask)
	}
	big, err := png.Decode(bytes.NewReader(icon[le.Uint32(second[12:]):]))
	if err != nil || big.Bounds().Dx() != 256 {
		t.Errorf("the large picture: %v", err)
	}
}

func TestZipIsTheSameTwice(t *testing.T) {
	at := time.Unix(1606000000, 0).UTC()
	zipped := func(mode os.FileMode) []byte {
		dir := t.TempDir()
		for _, name := range []string{"b.txt", "a/ấ.txt", "a.txt"} {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("xã "+name), mode); err != nil {
				t.Fatal(err)
			}
		}
		to := filepath.Join(t.TempDir(), "x.zip")
		if err := writeZip(dir, to, at); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := zipped(0o644)
	if !bytes.Equal(first, zipped(0o600)) {
		t.Error("other permissions and times give other bytes")
	}
	r, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(at) || (f.Name == "a/ấ.txt" && f.Flags&0x800 == 0) {
			t.Errorf("%s: time %v, flags %x", f.Name, f.Modified, f.Flags)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(in); err != nil || string(b) != "xã "+f.Name {
			t.Errorf("%s holds %q, %v", f.Name, b, err)
		}
	}
	if got := strings.Join(names, " "); got != "a/ấ.txt a.txt b.txt" {
		t.Errorf("names %s", got)
	}
}

func TestLicenceOfAModule(t *testing.T) {
	dir := t.TempDir()
	write := func(name, says string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(says), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m := module{Path: "example.org/a/b", Version: "v1.2.3", Dir: dir}
	write("README.md", "text")
	write("licence.go", "package b")
	write("testdata/LICENSE", "of a test only")
	if _, _, err := m.file(); err == nil {
		t.Fatal("a module without a licence passes")
	}
	write("LICENSE", "You may\nuse it\r\n")
	write("font/LICENSE_Some.txt", "of a font")
	name, says, err := m.file()
	if err != nil {
		t.Fatal(err)
	}
	want := "example.org/a/b v1.2.3\r\n\r\n=======\r\nLICENSE\r\n\r\nYou may\r\nuse it\r\n" +
		"\r\n=====================\r\nfont/LICENSE_Some.txt\r\n\r\nof a font\r\n"
	if name != "example.org_a_b.txt" || string(says) != want {
		t.Errorf("%s:\n%q", name, says)
	}
	if _, _, err := (module{Path: "example.org/c", Version: "v1.0.0"}).file(); err == nil {
		t.Error("a module that is not there passes")
	}
}

func TestChecksum(t *testing.T) {
	// 66 words of header: MZ, the offset 0x40 at 0x3c, PE there; the field at 0x40+88.
	program := make([]byte, 0x40+24+64+4+1)
	copy(program, "MZ")
	program[0x3c] = 0x40
	copy(program[0x40:], "PE\x00\x00")
	program[len(program)-1] = 7
	copy(program[0x40+88:], []byte{1, 2, 3, 4}) // what stood there before does not count
	if err := setChecksum(program); err != nil {
		t.Fatal(err)
	}
	// 0x5a4d + 0x0040 + 0x4550 + 7 = 0x9fe4; and 157 bytes.
	if got := binary.LittleEndian.Uint32(program[0x40+88:]); got != 0x9fe4+157 {
		t.Errorf("checksum %x", got)
	}
	if err := setChecksum([]byte("#!/bin/sh\n")); !errors.Is(err, errNoProgram) {
		t.Errorf("a script: %v", err)
	}
}
