package xlsx

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A ProblemError says why a file cannot be read. ID is the key of the sentence in the words file.
// Facts fill the sentence: always "file"; where known "part" (name inside the package), "offset"
// (byte inside the unpacked part), "sheet", "cell", "reason" (English, for the log) and "limit".
type ProblemError struct {
	ID    string
	Facts map[string]string
	Err   error
}

func (p *ProblemError) Error() string {
	var b strings.Builder
	b.WriteString(p.ID)
	for _, key := range []string{"file", "sheet", "cell", "part", "offset", "limit", "reason"} {
		if v := p.Facts[key]; v != "" {
			fmt.Fprintf(&b, ", %s %s", key, v)
		}
	}
	if p.Err != nil {
		b.WriteString(": ")
		b.WriteString(p.Err.Error())
	}
	return b.String()
}

func (p *ProblemError) Unwrap() error { return p.Err }

// The ids Read may return.
const (
	problemEmpty       = "file.empty"
	problemZeros       = "file.zeros"
	problemLock        = "file.lock"
	problemTooLarge    = "file.too-large"
	problemXLS         = "file.xls"
	problemXLSB        = "file.xlsb"
	problemEncrypted   = "file.encrypted"
	problemPassword    = "file.password"
	problemCipher      = "file.cipher"
	problemCompound    = "file.compound"
	problemWord        = "file.word"
	problemSlides      = "file.slides"
	problemODS         = "file.ods"
	problemHTML        = "file.html"
	problemFrames      = "file.html-frames"
	problemXML2003     = "file.xml2003"
	problemCSV         = "file.csv"
	problemEncoding    = "file.encoding"
	problemLost        = "file.lost-letters"
	problemDelimiter   = "file.delimiter"
	problemQuotes      = "file.quotes"
	problemPDF         = "file.pdf"
	problemPicture     = "file.picture"
	problemArchive     = "file.archive"
	problemNotZip      = "file.not-zip"
	problemNotWorkbook = "file.not-workbook"
	problemTruncated   = "file.truncated"
	problemDamaged     = "file.damaged"
	problemAddress     = "file.address"
	problemStrings     = "file.strings"
	problemDuplicate   = "file.duplicate-part"
	problemBomb        = "file.bomb"
	problemEntities    = "file.entities"
	problemNesting     = "file.nesting"
	problemTooMany     = "file.too-many"
	problemLongList    = "file.long-list"
	problemBug         = "file.bug"
)

func problem(id string, facts ...string) *ProblemError {
	p := &ProblemError{ID: id, Facts: make(map[string]string, len(facts)/2+1)}
	for i := 0; i+1 < len(facts); i += 2 {
		p.Facts[facts[i]] = facts[i+1]
	}
	return p
}

func damaged(part, reason string, facts ...string) *ProblemError {
	return problem(problemDamaged, append(facts, "part", part, "reason", reason)...)
}

func tooMany(part, what string, limit int) *ProblemError {
	return problem(problemTooMany, "part", part, "reason", "too many "+what, "limit", strconv.Itoa(limit))
}

// asProblem keeps a ProblemError and makes any other error a damaged part.
func asProblem(err error, part string) *ProblemError {
	var p *ProblemError
	if errors.As(err, &p) {
		if p.Facts["part"] == "" {
			p.Facts["part"] = part
		}
		return p
	}
	p = problem(problemDamaged, "part", part)
	p.Err = err
	return p
}
