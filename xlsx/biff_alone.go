package xlsx

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// aloneKind tells a sheet of cells by its first record, also by one written the wrong way round.
func aloneKind(kind int) bool { return kind == 0x0010 || kind == 0x1000 }

// readAlone reads a sheet of BIFF5 that stands alone, without a workbook and mostly without styles, as web sites write
// it. It has the name of the file, as in Excel.
func (b *biffBook) readAlone() error {
	tab := biffTab{name: sheetNamed(b.file), kind: tabAlone}
	b.page = charmap.Windows1252
	var texts []byte
	if _, err := b.readParts(tab, func(r *biffRecord) (int, error) {
		switch r.id {
		case biffCodePage, biffDate1904, biffFont, biffFormat, biffXF, biffPalette:
			return 0, b.readGlobal(r)
		case biffLabel, biffRString:
			texts = append(append(texts, labelBytes(r.body)...), '\n')
		}
		return 0, nil
	}); err != nil {
		return err
	}
	if err := b.chooseLetters(texts); err != nil {
		return err
	}
	if err := b.resolveStyles(); err != nil {
		return err
	}
	if len(b.styles) == 0 {
		b.styles = make([]int, 1<<16) // cells name styles that the file does not have
	}
	b.tabs = []biffTab{tab}
	return b.readSheets()
}

// labelBytes are the bytes of the text in a cell.
func labelBytes(body []byte) []byte {
	if len(body) < 8 {
		return nil
	}
	return body[8:min(len(body), 8+int(binary.LittleEndian.Uint16(body[6:])))]
}

// chooseLetters finds out in which encoding the texts of the sheet are: UTF-8 where they are valid, else what the file
// says if it is not the 1252 that programs write without looking, else the table in which the words are Vietnamese.
func (b *biffBook) chooseLetters(texts []byte) error {
	if bytes.IndexByte(texts, 0) >= 0 {
		return damaged(biffPart, "zero bytes in text")
	}
	if utf8.Valid(texts) {
		b.utf8 = true
		if lostLetters(string(texts)) >= fewLost {
			return problem(problemLost)
		}
		return nil
	}
	if brokenUTF8(texts) {
		return damaged(biffPart, "UTF-8 with bytes that are none")
	}
	if b.page != charmap.Windows1252 {
		return nil
	}
	var err error
	b.page, err = eightBitTable(texts)
	return err
}

// utf8Text is the text of such bytes, one in each unit.
func utf8Text(units []uint16) []uint16 {
	b := make([]byte, len(units))
	for i, u := range units {
		b[i] = byte(u)
	}
	return utf16.Encode([]rune(string(b)))
}
