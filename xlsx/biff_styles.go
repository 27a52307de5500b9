package xlsx

import (
	"encoding/binary"
	"fmt"
)

// biffCellFormat is a cell format: what it says itself holds, whatever its parent style says ([MS-XLS] 2.4.353).
type biffCellFormat struct {
	font, format int
	align        byte
	wrap         bool
	pattern      byte
	color        int
}

// readFont reads a FONT record. There is no font with the number 4.
func (b *biffBook) readFont(r *biffRecord) error {
	if len(r.body) < 15 {
		return b.bad(r, "too short")
	}
	if len(b.fonts) >= b.lim.Styles {
		return tooMany(biffPart, "fonts", b.lim.Styles)
	}
	c := cursorOf(r.body)
	c.skip(14)
	name, err := b.lastText(r, c)
	if err != nil {
		return err
	}
	flags := binary.LittleEndian.Uint16(r.body[2:])
	b.fonts = append(b.fonts, styleFont{name: name, italic: flags&2 != 0, bold: binary.LittleEndian.Uint16(r.body[6:]) >= 600})
	return b.spend(name)
}

// spend counts text that is kept.
func (b *biffBook) spend(text string) error {
	if b.build.text -= int64(len(text)); b.build.text < 0 {
		return tooMuchText(biffPart, b.lim.Text)
	}
	return nil
}

// font is the font of that number.
func (b *biffBook) font(n int) styleFont {
	if n > 4 {
		n--
	}
	if n < len(b.fonts) {
		return b.fonts[n]
	}
	return styleFont{}
}

func (b *biffBook) fontName(n int) string { return b.font(n).name }

func (b *biffBook) readFormat(r *biffRecord) error {
	if len(b.formats) >= b.lim.Styles {
		return tooMany(biffPart, "formats", b.lim.Styles)
	}
	c := cursorOf(r.body)
	n := c.u16()
	code := ""
	if b.eight { // never with runs or hints, whatever its flags say
		letters := c.u16()
		code = c.characters(nil, letters, c.byte()&1).String()
		if c.short {
			return b.bad(r, "text is longer than its record")
		}
	} else {
		var err error
		if code, err = b.shortText(c, 1); err != nil {
			return err
		}
	}
	b.formats[n] = code
	return b.spend(code)
}

func (b *biffBook) readXF(r *biffRecord) error {
	least := 16
	if b.eight {
		least = 20
	}
	if len(r.body) != least {
		return b.bad(r, "has another length")
	}
	if len(b.xfs) >= b.lim.Styles {
		return tooMany(biffPart, "styles", b.lim.Styles)
	}
	le := binary.LittleEndian
	xf := biffCellFormat{font: int(le.Uint16(r.body)), format: int(le.Uint16(r.body[2:])), align: r.body[6] & 7, wrap: r.body[6]&8 != 0}
	if b.eight {
		xf.pattern, xf.color = r.body[17]>>2, int(le.Uint16(r.body[18:])&0x7F)
	} else {
		xf.pattern, xf.color = byte(le.Uint32(r.body[8:])>>16&0x3F), int(r.body[8]&0x7F)
	}
	b.xfs = append(b.xfs, xf)
	return nil
}

// readPalette reads the colours with which the workbook replaces Excel's own from the eighth on.
func (b *biffBook) readPalette(r *biffRecord) error {
	c := cursorOf(r.body)
	n := c.u16()
	if n > 56 || c.left() < 4*n {
		return b.bad(r, "too many colours")
	}
	for i := range 8 + n {
		rgb := ""
		if i < 8 {
			rgb = indexedColors[6*i : 6*i+6]
		} else {
			rgb = fmt.Sprintf("%02X%02X%02X", c.byte(), c.byte(), c.byte())
			c.skip(1)
		}
		b.palette.indexed = append(b.palette.indexed, rgb)
	}
	return nil
}

// biffAligns are the horizontal alignments by their number.
var biffAligns = [8]string{"", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed"} // never written to

// resolveStyles numbers the cell formats for the builder.
func (b *biffBook) resolveStyles() error {
	b.styles = make([]int, len(b.xfs))
	for i, xf := range b.xfs {
		format, ok := b.formats[xf.format]
		if !ok {
			format = builtinFormat(xf.format)
		}
		font := b.font(xf.font)
		look := Look{Align: biffAligns[xf.align], Wrap: xf.wrap, Bold: font.bold, Italic: font.italic}
		if xf.pattern == 1 {
			look.Fill = b.palette.color(colorRef{index: xf.color, set: true})
		}
		var err error
		if b.styles[i], err = b.build.style(format, font.name, look); err != nil {
			return err
		}
	}
	return nil
}

// style is the builder's number of a cell format.
func (b *biffBook) style(r *biffRecord, xf int) (int, error) {
	if xf >= len(b.styles) {
		return 0, b.bad(r, fmt.Sprintf("style %d of %d", xf, len(b.styles)))
	}
	return b.styles[xf], nil
}
