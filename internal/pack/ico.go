package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"os"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
)

// iconSizes are those that Windows 10 and 11 ask for at 100 to 400 %, in pixels.
var iconSizes = []int{16, 20, 24, 32, 40, 48, 64, 256}

// pngFrom is the size from which a picture in an icon is a PNG; smaller ones are bitmaps, which every reader knows.
const pngFrom = 256

// readPNG decodes a picture.
func readPNG(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

// writePanel writes the picture at the side of the installer's first and last page: the icon on its own green. It has
// twice the pixels the page shows at 100 %.
func writePanel(from, to string) error {
	const width, height, margin, top = 328, 628, 64, 96
	picture, err := readPNG(from)
	if err != nil {
		return err
	}
	b := picture.Bounds()
	panel := image.NewNRGBA(image.Rect(0, 0, width, height))
	green := picture.At(b.Min.X+b.Dx()/2, b.Min.Y+b.Dy()/16)
	draw.Draw(panel, panel.Bounds(), image.NewUniform(green), image.Point{}, draw.Src)
	at := image.Rect(margin, top, width-margin, top+width-2*margin)
	draw.CatmullRom.Scale(panel, at, picture, b, draw.Over, nil)
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	if err := bmp.Encode(f, panel); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func writeIcon(from, to string) error {
	picture, err := readPNG(from)
	if err != nil {
		return err
	}
	icon, err := encodeIcon(picture, iconSizes)
	if err != nil {
		return err
	}
	return os.WriteFile(to, icon, 0o644)
}

// encodeIcon gives an .ico of the picture in square sizes, in pixels.
func encodeIcon(picture image.Image, sizes []int) ([]byte, error) {
	const header, entry = 6, 16
	le := binary.LittleEndian
	head := le.AppendUint16(le.AppendUint16(le.AppendUint16(nil, 0), 1), uint16(len(sizes)))
	var body []byte
	for _, size := range sizes {
		scaled := image.NewNRGBA(image.Rect(0, 0, size, size))
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), picture, picture.Bounds(), draw.Src, nil)
		at := header + entry*len(sizes) + len(body)
		start := len(body)
		if size >= pngFrom {
			var b bytes.Buffer
			if err := png.Encode(&b, scaled); err != nil {
				return nil, err
			}
			body = append(body, b.Bytes()...)
		} else {
			body = append(body, bitmap(scaled)...)
		}
		head = append(head, byte(size), byte(size), 0, 0) // 256 is written as 0
		head = le.AppendUint16(le.AppendUint16(head, 1), 32)
		head = le.AppendUint32(le.AppendUint32(head, uint32(len(body)-start)), uint32(at))
	}
	return append(head, body...), nil
}

// bitmap gives a picture as icons hold it: a BITMAPINFOHEADER of twice the height, rows of BGRA from the bottom
// up, and a mask of one bit a pixel, rows filled to four bytes, that is set where nothing is drawn.
func bitmap(m *image.NRGBA) []byte {
	const headerSize, bits = 40, 32
	size := m.Bounds().Dx()
	le := binary.LittleEndian
	b := le.AppendUint32(nil, headerSize)
	b = le.AppendUint32(le.AppendUint32(b, uint32(size)), uint32(2*size))
	b = le.AppendUint16(le.AppendUint16(b, 1), bits)
	b = append(b, make([]byte, headerSize-16)...)
	maskRow := (size + 31) / 32 * 4
	mask := make([]byte, maskRow*size)
	for row := range size {
		y := size - 1 - row
		for x := range size {
			c := m.NRGBAAt(x, y)
			b = append(b, c.B, c.G, c.R, c.A)
			if c.A == 0 {
				mask[row*maskRow+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return append(b, mask...)
}
