package xlsx

import (
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
)

// colorRef is a colour as styles name it.
type colorRef struct {
	rgb   string // RRGGBB
	index int    // of the palette or theme
	theme bool
	set   bool
	tint  float64 // -1 darkest … 1 lightest
}

// colorOf reads a colour element.
func colorOf(s *xmlScanner) colorRef {
	c := colorRef{}
	if t := s.attr("tint"); len(t) > 0 && len(t) < 32 {
		if f, err := strconv.ParseFloat(string(t), 64); err == nil && f >= -1 && f <= 1 {
			c.tint = f
		}
	}
	switch rgb, theme, indexed := s.attr("rgb"), s.attr("theme"), s.attr("indexed"); {
	case rgb != nil:
		c.rgb, c.set = plainRGB(rgb), true
	case theme != nil:
		c.index, c.set = parseCount(theme)
		c.theme = true
	case indexed != nil:
		c.index, c.set = parseCount(indexed)
	}
	return c
}

// plainRGB reads AARRGGBB or RRGGBB, "" for anything else.
func plainRGB(b []byte) string {
	if len(b) == 8 {
		b = b[2:]
	}
	n, err := strconv.ParseUint(string(b), 16, 32)
	if len(b) != 6 || err != nil {
		return ""
	}
	return fmt.Sprintf("%06X", n)
}

// palette resolves colours of a workbook; fields that are nil stand for Excel's own.
type palette struct {
	indexed []string
	theme   []string // in the order styles count them: lt1, dk1, lt2, dk2, accents, links
}

func (p *palette) color(c colorRef) string {
	rgb := c.rgb
	switch {
	case !c.set:
		return ""
	case c.theme:
		rgb = ""
		if c.index < len(p.theme) {
			rgb = p.theme[c.index]
		} else if p.theme == nil && c.index < len(officeTheme)/6 {
			rgb = officeTheme[c.index*6 : c.index*6+6]
		}
	case c.rgb == "":
		if c.index < len(p.indexed) {
			rgb = p.indexed[c.index]
		} else if c.index < 64 {
			rgb = indexedColors[c.index%64*6 : c.index%64*6+6]
		}
	}
	return tinted(rgb, c.tint)
}

// tinted lightens or darkens as ECMA-376 part 1, 18.8.19 says: the luminance of HLS moves towards
// white or black.
func tinted(rgb string, tint float64) string {
	n, err := strconv.ParseUint(rgb, 16, 32)
	if err != nil || tint == 0 {
		return rgb
	}
	red, green, blue := float64(n>>16&255)/255, float64(n>>8&255)/255, float64(n&255)/255
	high, low := max(red, green, blue), min(red, green, blue)
	light := (high + low) / 2
	wanted := light * (1 + tint)
	if tint > 0 {
		wanted = light*(1-tint) + tint
	}
	// Hue and saturation stay, so every channel keeps its share of the distance that luminance allows.
	reach, wantedReach := 1-math.Abs(2*light-1), 1-math.Abs(2*wanted-1)
	scale := 0.0
	if reach > 0 {
		scale = wantedReach / reach
	}
	move := func(channel float64) int {
		return int(math.Round(255 * min(1, max(0, wanted+(channel-light)*scale))))
	}
	return fmt.Sprintf("%02X%02X%02X", move(red), move(green), move(blue))
}

// officeTheme has the colours of the Office theme since 2013: lt1, dk1, lt2, dk2, six accents, links.
const officeTheme = "FFFFFF" + "000000" + "E7E6E6" + "44546A" + "4472C4" + "ED7D31" + "A5A5A5" + "FFC000" + "5B9BD5" + "70AD47" + "0563C1" + "954F72"

// indexedColors is the palette of ECMA-376 part 1, 18.8.27, entries 0 to 63.
const indexedColors = "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" +
	"000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" +
	"800000008000000080808000800080008080C0C0C0808080" +
	"9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF" +
	"000080FF00FFFFFF0000FFFF8000808000000080800000FF" +
	"00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99" +
	"3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696" +
	"003366339966003300333300993300993366333399333333"

// readTheme reads the colours of the theme part, if the workbook has one.
func (b *book) readTheme() error {
	var p *part
	for _, r := range b.rels {
		if r.kind == "theme" && !r.external {
			p, _ = b.find(b.main.name, r.target)
		}
	}
	if p == nil || p.read || !strings.EqualFold(path.Ext(p.name), ".xml") {
		return nil
	}
	// The file has dk1 and dk2 before lt1 and lt2, styles count the other way round.
	places := map[string]int{"lt1": 0, "dk1": 1, "lt2": 2, "dk2": 3, "accent1": 4, "accent2": 5, "accent3": 6, "accent4": 7,
		"accent5": 8, "accent6": 9, "hlink": 10, "folHlink": 11}
	return b.walk(p, func(s *xmlScanner) error {
		for s.child(1) {
			if string(s.local) != "themeElements" {
				continue
			}
			for s.child(2) {
				if string(s.local) != "clrScheme" {
					continue
				}
				b.palette.theme = make([]string, len(places))
				for s.child(3) {
					place, known := places[string(s.local)]
					for s.child(4) {
						if known {
							b.palette.theme[place] = themeColor(s)
						}
					}
				}
			}
		}
		return nil
	})
}

func themeColor(s *xmlScanner) string {
	if string(s.local) == "sysClr" {
		return plainRGB(s.attr("lastClr"))
	}
	return plainRGB(s.attr("val"))
}
