package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Encrypted reports a workbook that is encrypted with a password. Old ones (.xls) that are encrypted only because their
// structure is protected are none: Read opens them by itself.
func Encrypted(body []byte) bool {
	if !bytes.HasPrefix(body, compoundMark) {
		return sniffMagic(body) == problemXLS && lockedXLS(body)
	}
	kind := sniffCompound(body)
	return kind == problemEncrypted || kind == problemXLS && lockedXLS(body)
}

// readOnlyPassword is the one Excel uses by itself for workbooks whose structure is protected.
const readOnlyPassword = "VelvetSweatshop"

// Unlock opens a workbook that is encrypted with a password (ECMA-376 agile or standard encryption) and returns the
// package inside, or the same file decrypted if it is an old one (.xls: XOR, RC4). Without a password the one that Excel
// knows by itself is tried. Errors are *ProblemError: file.encrypted without a password, file.password where it does not
// fit, file.cipher where the way of encrypting is unknown or made to cost, file.damaged where what is inside was changed
// or cut.
func Unlock(body []byte, password string, lim Limits) (opened []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			opened, err = nil, problem(problemBug, "reason", fmt.Sprint(v))
		}
	}()
	if int64(len(body)) > lim.File {
		return nil, problem(problemTooLarge)
	}
	if !bytes.HasPrefix(body, compoundMark) || sniffCompound(body) == problemXLS {
		return unlockXLS(body, password)
	}
	info, pack, err := encryptedStreams(body)
	if err != nil {
		return nil, err
	}
	lock, err := readLock(info)
	if err != nil {
		return nil, err
	}
	var key []byte
	if err := tryPassword(password, func(password string) error {
		key, err = lock.key(password)
		return err
	}); err != nil {
		return nil, err
	}
	return lock.open(key, pack)
}

// tryPassword calls open with the password, or with the one that Excel knows by itself if there is none, and says what it
// means that it does not fit.
func tryPassword(password string, open func(string) error) error {
	asked := password != ""
	if !asked {
		password = readOnlyPassword
	}
	err := open(password)
	switch {
	case errors.Is(err, errPassword) && asked:
		return problem(problemPassword)
	case errors.Is(err, errPassword):
		return problem(problemEncrypted)
	}
	return err
}

// errPassword says that the password does not fit.
var errPassword = errors.New("wrong password")

// lock is one way of encrypting a package.
type lock interface {
	key(password string) ([]byte, error)
	open(key, pack []byte) ([]byte, error)
}

// badLock is a way of encrypting that is not known, or that no program writes.
func badLock(reason string) error { return problem(problemCipher, "reason", reason) }

// readLock reads the stream EncryptionInfo.
func readLock(info []byte) (lock, error) {
	if len(info) < 8 {
		return nil, badLock("EncryptionInfo is short")
	}
	major, minor := binary.LittleEndian.Uint16(info), binary.LittleEndian.Uint16(info[2:])
	switch {
	case major == 4 && minor == 4:
		return readAgile(info[8:])
	case major >= 2 && major <= 4 && minor == 2:
		return readStandard(info[8:])
	}
	return nil, badLock(fmt.Sprintf("encryption of version %d.%d", major, minor))
}

// longestInfo bounds the stream EncryptionInfo; programs write one or two thousand bytes.
const longestInfo = 64 << 10

// encryptedStreams are EncryptionInfo and EncryptedPackage.
func encryptedStreams(body []byte) (info, pack []byte, err error) {
	doc, src, err := openCompound(body)
	if err != nil {
		return nil, nil, compoundProblem(src, err)
	}
	src.left, src.bytes = len(body)/64+2000, 2*int64(len(body))+4096
	for _, f := range doc.File {
		most := int64(len(body))
		switch f.Name {
		default:
			continue
		case "EncryptionInfo":
			most = longestInfo
		case "EncryptedPackage":
		}
		if f.Size < 0 || f.Size > most {
			return nil, nil, damaged(f.Name, "stream is longer than it can be")
		}
		b, err := readStream(f)
		if err != nil {
			return nil, nil, compoundProblem(src, err)
		}
		if f.Name == "EncryptionInfo" {
			info = b
		} else {
			pack = b
		}
	}
	if info == nil || pack == nil {
		return nil, nil, badLock("no EncryptionInfo")
	}
	return info, pack, nil
}

// packageSize is the length of the package that the encrypted stream states before it.
func packageSize(pack []byte) (int, error) {
	if len(pack) < 8 {
		return 0, damaged("EncryptedPackage", "stream is cut short")
	}
	n := binary.LittleEndian.Uint64(pack)
	if n > uint64(len(pack)-8) {
		return 0, problem(problemTruncated)
	}
	return int(n), nil
}
