#!/usr/bin/python3
"""Cuts app/symbols/DejaVuSans-symbols.ttf out of DejaVu Sans 2.37: the signs that Fyne's own fonts lack, so that
they are the same on every computer. Needs Debian's fonts-dejavu-core and python3-fonttools.

    scripts/symbols.py FOLDER-OF-FYNE/theme/font
"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
BLOCKS = [  # of Unicode: arrows, operators, figures in circles, shapes, signs, dingbats, fractions, raised figures
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x2473), (0x25A0, 0x25FF),
    (0x2600, 0x266F), (0x2701, 0x27BE), (0x2150, 0x215F), (0x2070, 0x209F),
]

# A blank is taken from the font of the sign before it: the font needs blanks of its own.
BLANKS = {0x20, 0xA0, *range(0x2002, 0x200B), 0x202F}

text = TTFont(f"{sys.argv[1]}/NotoSans-Regular.ttf")
wanted = {c for first, last in BLOCKS for c in range(first, last + 1)} - set(text.getBestCmap()) | BLANKS

options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 5, 13], notdef_outline=True)
options.recalc_timestamp = False
options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM", "BASE", "JSTF", "MATH"]
font = subset.load_font(SOURCE, options)
cutter = subset.Subsetter(options)
cutter.populate(unicodes=wanted & set(font.getBestCmap()))
cutter.subset(font)

# A line is as high, and a blank as wide, as in the font of the text.
scale = font["head"].unitsPerEm / text["head"].unitsPerEm
ascent, descent, gap = (round(scale * x) for x in (text["hhea"].ascent, text["hhea"].descent, text["hhea"].lineGap))
font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, descent, gap
os2 = font["OS/2"]
os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, gap
os2.usWinAscent, os2.usWinDescent = ascent, -descent
for c in (0x20, 0xA0):
    font["hmtx"][font.getBestCmap()[c]] = (round(scale * text["hmtx"][text.getBestCmap()[0x20]][0]), 0)
subset.save_font(font, "app/symbols/DejaVuSans-symbols.ttf", options)
