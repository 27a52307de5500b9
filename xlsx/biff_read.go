package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"
)

// readXLS reads a workbook of Excel 5.0 to 2003: its records (BIFF5 and BIFF8, [MS-XLS]) in a compound file or
// bare; or a sheet of BIFF5 alone. The format has no checksums: a record that is unknown, has another length than it must or runs past the end,
// and a sheet without its end refuse the whole file.
func readXLS(name string, body []byte, lim Limits) (*Workbook, error) {
	stream, macros, err := xlsStream(body)
	if err == nil {
		stream, err = plainStream(stream, "")
	}
	if err != nil {
		return nil, err
	}
	b := &biffBook{file: name, lim: lim, build: newBookBuilder(ContainerXLS, lim), stream: stream, formats: map[int]string{},
		walk: 2*len(stream) + 4096, spell: biffSpelling}
	b.build.wb.Macros = macros
	alone, err := b.readStart()
	switch {
	case err != nil:
	case alone && bytes.HasPrefix(body, compoundMark):
		err = problem(problemXLS)
	case alone:
		err = b.readAlone()
	default:
		if err = b.readGlobals(); err == nil {
			err = b.readSheets()
		}
	}
	if err != nil {
		return nil, asProblem(err, biffPart)
	}
	b.dropUncomputed()
	wb, err := b.build.done()
	if err == nil && !b.eight && lettersLost(wb.Sheets) { // texts of BIFF5 have the letters of one code page only
		return nil, problem(problemLost)
	}
	return wb, err
}

// compoundMark begins compound files.
var compoundMark = []byte("\xD0\xCF\x11\xE0") // never written to

// xlsStream is the stream of records of a workbook, and whether there are macros beside it.
func xlsStream(body []byte) (stream []byte, macros bool, err error) {
	if !bytes.HasPrefix(body, compoundMark) {
		return body, false, nil
	}
	return workbookStream(body)
}

// biffPart is what problems call the stream of records.
const biffPart = "Workbook"

// compoundDirectory bounds the bytes read to learn which streams a compound file has.
const compoundDirectory = 256 << 10

// openCompound reads the directory of a compound file; past tells that it reaches beyond the end of the file.
func openCompound(b []byte) (doc *mscfb.Reader, src *boundedReader, err error) {
	src = &boundedReader{src: bytes.NewReader(b), left: 2000, bytes: compoundDirectory}
	defer func() {
		if v := recover(); v != nil {
			doc, err = nil, errors.New("compound file directory cannot be read")
		}
	}()
	doc, err = mscfb.New(src)
	return doc, src, err
}

// recordsOf is the stream of records in a compound file, nil if there is none. A file saved for both Excel 95 and 97 has
// them twice: the newer are read.
func recordsOf(doc *mscfb.Reader) (found *mscfb.File, macros bool) {
	for _, f := range doc.File {
		name := strings.ToLower(f.Name)
		macros = macros || f.FileInfo().IsDir() && slices.Contains([]string{"_vba_project_cur", "_vba_project", "vba"}, name)
		if len(f.Path) == 0 && !f.FileInfo().IsDir() && (name == "workbook" || name == "book" && found == nil) {
			found = f
		}
	}
	return found, macros
}

// workbookStream takes the records out of a compound file.
func workbookStream(b []byte) (stream []byte, macros bool, err error) {
	doc, src, err := openCompound(b)
	if err != nil {
		return nil, false, compoundProblem(src, err)
	}
	found, macros := recordsOf(doc)
	switch {
	case found == nil:
		return nil, false, problem(problemCompound)
	case found.Size > int64(len(b)):
		return nil, false, problem(problemTruncated, "part", biffPart)
	}
	src.left, src.bytes = len(b)/64+2000, 2*int64(len(b))+4096
	stream, err = readStream(found)
	if err != nil {
		return nil, false, compoundProblem(src, err)
	}
	return stream, macros, nil
}

// streamPiece is how much is read or written at once: mscfb joins the sectors of one piece in quadratic time.
const streamPiece = 64 * 512

// readStream reads a stream piece by piece.
func readStream(f *mscfb.File) (stream []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			stream, err = nil, errors.New("stream of a compound file cannot be read")
		}
	}()
	stream = make([]byte, f.Size)
	for at := 0; at < len(stream); {
		n, err := f.Read(stream[at:min(len(stream), at+streamPiece)])
		if n == 0 && err == nil {
			err = io.ErrUnexpectedEOF
		}
		if at += n; err != nil && !(errors.Is(err, io.EOF) && at == len(stream)) {
			return nil, err
		}
	}
	return stream, nil
}

func compoundProblem(src *boundedReader, err error) error {
	if src.past {
		return problem(problemTruncated, "part", "compound file")
	}
	return asProblem(err, "compound file")
}

// readStart reads the first record: which Excel the workbook is of, and whether it is a sheet alone.
func (b *biffBook) readStart() (alone bool, err error) {
	if len(b.stream) < 4 {
		return false, problem(problemTruncated)
	}
	switch id := binary.LittleEndian.Uint16(b.stream); {
	case id == 0x0009 || id == 0x0209 || id == 0x0409:
		return false, problem(problemXLS)
	case id != biffBOF:
		return false, damaged(biffPart, "no start of a workbook")
	}
	r, err := b.record(0)
	if err != nil {
		return false, err
	}
	if len(r.body) < 4 {
		return false, damaged(biffPart, "start of the workbook is too short")
	}
	version, kind := binary.LittleEndian.Uint16(r.body), binary.LittleEndian.Uint16(r.body[2:])
	switch {
	case version == 0x0600 && kind == 0x0005:
		b.eight = true
	case version == 0x0500 && kind == 0x0005:
	case (version == 0x0500 || version == 0) && aloneKind(int(kind)):
		return true, nil
	default:
		return false, problem(problemXLS) // older, or a chart, a module or a workspace by itself
	}
	return false, nil
}

// dropUncomputed takes the stored results away where no formula of the workbook has any but the empty text: some
// programs write that for results they did not compute.
func (b *biffBook) dropUncomputed() {
	if b.computed {
		return
	}
	for _, s := range b.build.sheets {
		for i := range s.cells {
			if c := &s.cells[i]; c.HasFormula {
				c.Kind, c.Raw, c.HasCached = KindEmpty, "", false
			}
		}
	}
}
