package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"

	"github.com/richardlehane/mscfb"
)

// biffLock is one way of encrypting the records of an old workbook.
type biffLock interface {
	// open gives what decrypts the records; errPassword if the password does not fit.
	open(password string) (biffCipher, error)
}

// biffCipher decrypts b in place: bytes that lie in the stream from at on, in a record whose body has size bytes.
type biffCipher func(b []byte, at, size int)

// biffUnlocked is the number that the record saying how a workbook is encrypted has once it no longer is, with noughts
// in it: places in the stream are told from its start, so that no record may be taken out.
const biffUnlocked = 0x0000

// wasFilePass tells that record.
func wasFilePass(r *biffRecord) bool {
	return r.id == biffUnlocked && len(r.body) >= 4 && len(bytes.Trim(r.body, "\x00")) == 0
}

// filePassOf finds the record that says how the records behind it are encrypted. It stands before the first sheet.
func filePassOf(stream []byte) (r biffRecord, eight, found bool) {
	le := binary.LittleEndian
	for at := 0; len(stream)-at >= 4; {
		r = biffRecord{id: le.Uint16(stream[at:]), at: at}
		n := int(le.Uint16(stream[at+2:]))
		if first := at == 0; len(stream)-at-4 < n || r.id == biffEOF || (r.id == biffBOF) != first {
			return r, eight, false
		} else if r.body = stream[at+4 : at+4+n]; first && n >= 2 {
			eight = le.Uint16(r.body) == 0x0600
		}
		if r.id == biffFilePass {
			return r, eight, true
		}
		at = r.end()
	}
	return r, eight, false
}

// plainStream is the stream of records decrypted, or the stream itself if it is not encrypted. Without a password the one
// that Excel knows by itself is tried. Errors as of Unlock.
func plainStream(stream []byte, password string) ([]byte, error) {
	r, eight, found := filePassOf(stream)
	if !found {
		return stream, nil
	}
	lock, err := readBiffLock(r.body, eight)
	if err != nil {
		return nil, err
	}
	var cipher biffCipher
	if err := tryPassword(password, func(password string) error {
		cipher, err = lock.open(password)
		return err
	}); err != nil {
		return nil, err
	}
	return decryptRecords(stream, &r, cipher), nil
}

// readBiffLock reads the record FILEPASS ([MS-XLS] 2.4.117). Excel 5.0 has but one way, and does not name it.
func readBiffLock(b []byte, eight bool) (biffLock, error) {
	le := binary.LittleEndian
	switch {
	case !eight && len(b) == 4:
		return xorLock{key: le.Uint16(b), verifier: le.Uint16(b[2:])}, nil
	case !eight || len(b) < 6:
		return nil, badLock("FILEPASS has another length")
	case le.Uint16(b) == 0 && len(b) == 6:
		return xorLock{key: le.Uint16(b[2:]), verifier: le.Uint16(b[4:])}, nil
	case le.Uint16(b) != 1:
		return nil, badLock("FILEPASS of another kind")
	}
	switch major, minor := le.Uint16(b[2:]), le.Uint16(b[4:]); {
	case major == 1 && minor == 1:
		return readRC4Lock(b[6:])
	case major >= 2 && major <= 4 && minor == 2:
		return readCryptoLock(b[6:])
	}
	return nil, badLock("FILEPASS of another version")
}

// decryptRecords decrypts what lies behind FILEPASS but for the heads of records and what is never encrypted
// ([MS-XLS] 2.2.10).
func decryptRecords(stream []byte, pass *biffRecord, cipher biffCipher) []byte {
	out, le := bytes.Clone(stream), binary.LittleEndian
	le.PutUint16(out[pass.at:], biffUnlocked)
	clear(out[pass.at+4 : pass.end()])
	for at := pass.end(); len(out)-at >= 4; {
		id, size := le.Uint16(out[at:]), int(le.Uint16(out[at+2:]))
		from := at + 4
		at = min(from+size, len(out))
		switch id {
		case biffBOF, biffFilePass, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196: // INTERFACEHDR, RRDHEAD, USREXCL, FILELOCK, RRDINFO
			continue
		case biffBoundSheet:
			from = min(from+4, at) // the place of the sheet
		}
		cipher(out[from:at], from, size)
	}
	return out
}

// lockedXLS tells an old workbook that does not open by itself.
func lockedXLS(body []byte) bool {
	stream, _, err := xlsStream(body)
	if err != nil {
		return false
	}
	_, err = plainStream(stream, "")
	var p *ProblemError
	return errors.As(err, &p) && p.ID == problemEncrypted
}

// unlockXLS is the file with its records decrypted, as long as it was.
func unlockXLS(body []byte, password string) ([]byte, error) {
	stream, _, err := xlsStream(body)
	if err != nil {
		return nil, err
	}
	plain, err := plainStream(stream, password)
	if err != nil || !bytes.HasPrefix(body, compoundMark) {
		return plain, err
	}
	return replaceStream(body, plain)
}

// writableBytes lets mscfb write into the sectors of a file in memory.
type writableBytes struct {
	*boundedReader
	b []byte
}

func (w writableBytes) WriteAt(p []byte, off int64) (int, error) {
	if off < 0 || off > int64(len(w.b))-int64(len(p)) {
		return 0, errors.New("write beyond the file")
	}
	return copy(w.b[off:], p), nil
}

// replaceStream is the compound file with other records of the same length.
func replaceStream(body, stream []byte) (out []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			out, err = nil, damaged("compound file", "stream of a compound file cannot be written")
		}
	}()
	out = bytes.Clone(body)
	src := &boundedReader{src: bytes.NewReader(out), left: len(body)/64 + 4000, bytes: 2*int64(len(body)) + compoundDirectory}
	doc, err := mscfb.New(writableBytes{src, out})
	if err != nil {
		return nil, asProblem(err, "compound file")
	}
	f, _ := recordsOf(doc)
	if f == nil || f.Size != int64(len(stream)) {
		return nil, damaged("compound file", "stream has another length")
	}
	for at := 0; at < len(stream); {
		n, err := f.Write(stream[at:min(len(stream), at+streamPiece)])
		if n == 0 || err != nil && at+n < len(stream) {
			return nil, damaged("compound file", "stream cannot be written")
		}
		at += n
	}
	if again, _, err := workbookStream(out); err != nil || !bytes.Equal(again, stream) {
		return nil, damaged("compound file", "sectors belong to several streams")
	}
	return out, nil
}
