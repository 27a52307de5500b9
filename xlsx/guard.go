package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// Read returns the workbook in b, the whole of a received file; name is only reported. Every error
// is a *ProblemError. Every part is inflated once, its checksum verified, and every XML part checked
// to its end, whether or not its content is used, so damage anywhere is noticed. Workbooks with
// macros are read; the macros are neither run nor kept.
func Read(name string, b []byte, lim Limits) (wb *Workbook, err error) {
	defer func() {
		if v := recover(); v != nil {
			wb, err = nil, problem(problemBug, "file", name, "reason", fmt.Sprint(v))
		}
	}()
	wb, err = read(name, b, lim)
	if err == nil {
		wb.rereadOld()
	}
	if err != nil {
		p := asProblem(err, "")
		p.Facts["file"] = name
		return nil, p
	}
	return wb, nil
}

func read(name string, b []byte, lim Limits) (*Workbook, error) {
	kind, p := sniff(name, b, lim)
	if p != nil {
		return nil, p
	}
	switch kind {
	case ContainerXLS:
		return readXLS(name, b, lim)
	case ContainerXML2003:
		return readXML2003(b, lim)
	case ContainerODS:
		return readFlatODS(b, lim)
	case ContainerHTML:
		return readHTML(name, b, lim)
	case ContainerText:
		return readText(name, b, lim)
	}
	return readPackage(b, lim)
}

// readPackage reads a zip package: Office Open XML, or OpenDocument.
func readPackage(b []byte, lim Limits) (*Workbook, error) {
	a, err := openArchive(b, lim)
	if err != nil {
		return nil, err
	}
	wb, err := a.workbook()
	if asODS(err) {
		wb, err = a.readODS()
	}
	if err != nil {
		return nil, err
	}
	if err := a.verifyRest(); err != nil {
		return nil, err
	}
	return wb, nil
}

// archive is the zip package: its parts by folded name, and what may still be inflated.
type archive struct {
	lim   Limits
	parts map[string]*part
	order []*part
	left  int64
	scan  xmlScanner
	copy  []byte
}

type part struct {
	name string // as written, with forward slashes
	file *zip.File
	read bool
}

func openArchive(b []byte, lim Limits) (*archive, error) {
	// archive/zip lists every part before its caller can count them. Embedded packages have entries too.
	if bytes.Count(b, []byte("PK\x01\x02")) > 16*lim.Parts {
		return nil, tooMany("", "parts", lim.Parts)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if !bytes.Contains(b[max(0, len(b)-66_000):], endOfDirectory) {
			return nil, problem(problemTruncated)
		}
		p := damaged("", "table of parts cannot be read")
		p.Err = err
		return nil, p
	}
	if len(z.File) > lim.Parts {
		return nil, tooMany("", "parts", lim.Parts)
	}
	a := &archive{lim: lim, parts: make(map[string]*part, len(z.File)), left: lim.Unzipped}
	a.scan.maxToken, a.scan.maxDepth, a.scan.maxText = int(min(lim.Token, lim.Part)), lim.Depth, lim.Text
	for _, f := range z.File {
		if err := a.add(f); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (a *archive) add(f *zip.File) error {
	name := strings.TrimLeft(strings.ReplaceAll(f.Name, `\`, "/"), "/")
	if strings.HasSuffix(name, "/") && f.UncompressedSize64 == 0 {
		return nil
	}
	for segment := range strings.SplitSeq(name, "/") {
		if segment == "" || segment == "." || segment == ".." || strings.ContainsAny(segment, ":\x00") {
			return damaged(name, "unsafe part name")
		}
	}
	key := strings.ToLower(name)
	if a.parts[key] != nil {
		return problem(problemDuplicate, "part", name)
	}
	if f.UncompressedSize64 > uint64(a.lim.Part) {
		return a.bomb(name, a.lim.Part)
	}
	p := &part{name: name, file: f}
	a.parts[key] = p
	a.order = append(a.order, p)
	return nil
}

func (a *archive) bomb(name string, limit int64) error {
	return problem(problemBomb, "part", name, "limit", strconv.FormatInt(limit, 10))
}

// open starts inflating a part. Each part is opened once.
func (a *archive) open(p *part) (*partReader, error) {
	if p.read {
		return nil, damaged(p.name, "one part serves two purposes")
	}
	p.read = true
	src, err := p.file.Open()
	if err != nil {
		return nil, asProblem(err, p.name)
	}
	return &partReader{src: src, part: p, archive: a, left: min(a.lim.Part, a.left)}, nil
}

// xml hands the part to the scanner. The caller must drain the scanner and close the reader.
func (a *archive) xml(p *part) (*xmlScanner, io.Closer, error) {
	r, err := a.open(p)
	if err != nil {
		return nil, nil, err
	}
	a.scan.reset(p.name, r)
	return &a.scan, r, nil
}

// walk reads an XML part: root is called with the root element open, then the rest is checked.
func (a *archive) walk(p *part, root func(*xmlScanner) error) error {
	s, closer, err := a.xml(p)
	if err != nil {
		return err
	}
	defer closer.Close()
	if s.next() == xmlStart {
		if err := root(s); err != nil {
			return asProblem(err, p.name)
		}
	}
	return s.drain()
}

// verifyRest inflates every part that nobody asked for.
func (a *archive) verifyRest() error {
	for _, p := range a.order {
		if p.read {
			continue
		}
		var err error
		if ext := strings.ToLower(path.Ext(p.name)); ext == ".xml" || ext == ".rels" {
			err = a.walk(p, func(*xmlScanner) error { return nil })
		} else {
			err = a.skim(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) skim(p *part) error {
	r, err := a.open(p)
	if err != nil {
		return err
	}
	defer r.Close()
	if a.copy == nil {
		a.copy = make([]byte, 32<<10)
	}
	for err == nil {
		_, err = r.Read(a.copy)
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return asProblem(err, p.name)
}

// find returns the part a relationship target names, seen from the part it stands in.
func (a *archive) find(from, target string) (*part, string) {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir(from), target)
	}
	key := strings.ToLower(strings.TrimLeft(path.Clean(target), "/"))
	if p := a.parts[key]; p != nil {
		return p, key
	}
	if plain, err := url.PathUnescape(key); err == nil {
		return a.parts[strings.ToLower(plain)], key
	}
	return nil, key
}

// partReader counts what is inflated. archive/zip compares size and checksum at the end, except
// that it takes a checksum of zero for "not stated"; here that is damage.
type partReader struct {
	src     io.ReadCloser
	part    *part
	archive *archive
	left    int64
	sum     uint32
}

func (r *partReader) Read(b []byte) (int, error) {
	n, err := r.src.Read(b)
	r.left -= int64(n)
	r.archive.left -= int64(n)
	if r.left < 0 {
		return 0, r.archive.bomb(r.part.name, min(r.archive.lim.Part, r.archive.lim.Unzipped))
	}
	unstated := r.part.file.CRC32 == 0
	if unstated {
		r.sum = crc32.Update(r.sum, crc32.IEEETable, b[:n])
	}
	if err == nil || !errors.Is(err, io.EOF) {
		return n, err
	}
	if unstated && r.sum != 0 {
		return n, zip.ErrChecksum
	}
	return n, io.EOF
}

func (r *partReader) Close() error { return r.src.Close() }
