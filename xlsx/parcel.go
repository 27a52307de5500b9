package xlsx

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Parcel is what travels inside a workbook for a program to take out again, beside the sheets for people. It lies in
// the cells of a very hidden sheet, so that it outlives saving by any spreadsheet program.
type Parcel struct {
	Head [][2]string // name and value, for a person who looks into the hidden sheet
	Body []byte      // nil: nothing is carried, and Note says why

	NoteTitle string   // name of the sheet that tells people of it
	Note      []string // its lines
}

// ParcelSheet is the name of the hidden sheet.
const ParcelSheet = "_bieuxa_goi"

const (
	parcelMark    = "bieuxa-goi" // first cell of the sheet, with the version of what follows
	parcelVersion = 1
	parcelCells   = "cells"  // last row of the head: how many cells hold the body
	parcelBytes   = "bytes"  // length of the body
	parcelSum     = "sha256" // of the body
	parcelLetters = 32_000   // letters in a cell; Excel takes 32,767. Whole groups of base64
	parcelHead    = 40       // rows that a head has at most
)

// MaxParcel is the largest body that is carried, in bytes. In base64 it stays below what DefaultLimits lets into one
// workbook as text.
const MaxParcel = 16 << 20

// Problems of a parcel.
const (
	problemParcel      = "submission.damaged"
	problemParcelNewer = "submission.newer"
	problemParcelLarge = "submission.too-large"
)

// writeParcel adds the sheet that tells of the parcel, and the hidden one with it.
func writeParcel(book *excelize.File, p *Parcel) error {
	if p == nil {
		return nil
	}
	if err := writeParcelNote(book, p); err != nil {
		return err
	}
	if p.Body == nil {
		return nil
	}
	if len(p.Body) > MaxParcel {
		return fmt.Errorf("parcel of %d bytes is larger than %d", len(p.Body), MaxParcel)
	}
	if _, err := book.NewSheet(ParcelSheet); err != nil {
		return err
	}
	out, err := book.NewStreamWriter(ParcelSheet)
	if err != nil {
		return err
	}
	text := base64.StdEncoding.EncodeToString(p.Body)
	sum := sha256.Sum256(p.Body)
	n := (len(text) + parcelLetters - 1) / parcelLetters
	rows := append([][2]string{{parcelMark, strconv.Itoa(parcelVersion)}}, p.Head...)
	rows = append(rows, [2]string{parcelBytes, strconv.Itoa(len(p.Body))}, [2]string{parcelSum, hex.EncodeToString(sum[:])},
		[2]string{parcelCells, strconv.Itoa(n)})
	for i, row := range rows {
		if err := out.SetRow("A"+strconv.Itoa(i+1), []any{row[0], row[1]}); err != nil {
			return err
		}
	}
	for i := range n {
		part := text[i*parcelLetters : min((i+1)*parcelLetters, len(text))]
		if err := out.SetRow("A"+strconv.Itoa(len(rows)+i+1), []any{part}); err != nil {
			return err
		}
	}
	return errors.Join(out.Flush(), book.SetSheetVisible(ParcelSheet, false, true))
}

func writeParcelNote(book *excelize.File, p *Parcel) error {
	if _, err := book.NewSheet(p.NoteTitle); err != nil {
		return err
	}
	title, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Family: formFont, Size: titleSize, Bold: true}})
	if err != nil {
		return err
	}
	line, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Family: formFont, Size: noteSize},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, text := range p.Note {
		ref, look := "A"+strconv.Itoa(i+1), line
		if i == 0 {
			look = title
		}
		if err := errors.Join(book.SetCellStr(p.NoteTitle, ref, text), book.SetCellStyle(p.NoteTitle, ref, ref, look),
			book.SetRowHeight(p.NoteTitle, i+1, float64(noteLines(text))*17+4)); err != nil {
			return err
		}
	}
	size, portrait := 9, "portrait"
	return errors.Join(book.SetColWidth(p.NoteTitle, "A", "A", noteWidth),
		book.SetPageLayout(p.NoteTitle, &excelize.PageLayoutOptions{Size: &size, Orientation: &portrait}))
}

// noteSize is that of the letters, in points.
const noteSize = 13

// noteWidth is the width in characters of the column with the note.
const noteWidth = 86

// noteLines is how many lines a text takes there.
func noteLines(text string) int { return 1 + len([]rune(text))/(noteWidth-6) }

// ParcelIn takes the parcel out of a workbook; nil if it has none. A parcel that lacks something or was changed is a
// *ProblemError, never a shorter one.
func ParcelIn(wb *Workbook) (*Parcel, error) {
	s, ok := wb.Sheet(ParcelSheet)
	if !ok {
		return nil, nil
	}
	head, err := parcelHeadOf(s)
	if err != nil {
		return nil, err
	}
	if v, err := strconv.Atoi(head.values[parcelMark]); err != nil || v < 1 {
		return nil, problem(problemParcel, "reason", "no version")
	} else if v > parcelVersion {
		return nil, problem(problemParcelNewer)
	}
	size, err1 := strconv.Atoi(head.values[parcelBytes])
	cells, err2 := strconv.Atoi(head.values[parcelCells])
	if err := errors.Join(err1, err2); err != nil || size < 0 || cells < 0 || cells > wholeRows {
		return nil, problem(problemParcel, "reason", "no length")
	}
	if size > MaxParcel {
		return nil, problem(problemParcelLarge, "limit", strconv.Itoa(MaxParcel))
	}
	body := make([]byte, 0, size)
	for row := head.end + 1; row <= head.end+cells; row++ {
		c, _ := s.At(row, 1)
		if base64.StdEncoding.DecodedLen(len(c.Raw)) > size-len(body)+2 {
			return nil, problem(problemParcel, "reason", "longer than stated", "cell", c.Ref())
		}
		if body, err = base64.StdEncoding.AppendDecode(body, []byte(c.Raw)); err != nil {
			return nil, problem(problemParcel, "reason", err.Error(), "cell", c.Ref())
		}
	}
	sum := sha256.Sum256(body)
	if len(body) != size || hex.EncodeToString(sum[:]) != head.values[parcelSum] {
		return nil, problem(problemParcel, "reason", "length or checksum")
	}
	return &Parcel{Head: head.rows, Body: body}, nil
}

// readHead is the head of a parcel as it was read.
type readHead struct {
	rows   [][2]string
	values map[string]string
	end    int // its last row
}

func parcelHeadOf(s *Sheet) (readHead, error) {
	h := readHead{values: map[string]string{}}
	for row := 1; row <= parcelHead; row++ {
		name, _ := s.At(row, 1)
		value, _ := s.At(row, 2)
		if row == 1 && name.Raw != parcelMark {
			break
		}
		h.rows = append(h.rows, [2]string{name.Raw, value.Raw})
		h.values[name.Raw] = value.Raw
		if name.Raw == parcelCells {
			h.end = row
			return h, nil
		}
	}
	return h, problem(problemParcel, "reason", "no head")
}
