package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// orderedZip collects the parts from excelize and writes them sorted by name, the table of content
// types first: excelize hands its streamed sheets over in the random order of a map.
type orderedZip struct {
	out   *zip.Writer
	parts []zipPart
	edit  func(name string, content []byte) ([]byte, error) // may be nil
}

type zipPart struct {
	name    string
	content *bytes.Buffer
}

func (z *orderedZip) Create(name string) (io.Writer, error) {
	part := zipPart{name, new(bytes.Buffer)}
	z.parts = append(z.parts, part)
	return part.content, nil
}

func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *orderedZip) Close() error {
	fast := &fastDeflate{}
	z.out.RegisterCompressor(zip.Deflate, fast.onto)
	slices.SortFunc(z.parts, func(a, b zipPart) int { return strings.Compare(a.name, b.name) })
	for _, part := range z.parts {
		if err := z.write(part.name, part.content.Bytes()); err != nil {
			return fmt.Errorf("part %s: %w", part.name, err)
		}
	}
	return z.out.Close()
}

func (z *orderedZip) write(name string, content []byte) error {
	if z.edit != nil {
		var err error
		if content, err = z.edit(name, content); err != nil {
			return err
		}
	}
	w, err := z.out.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// fastDeflate compresses one part after the other with one compressor: a new one for each part
// takes longer than the parts.
type fastDeflate struct{ *flate.Writer }

func (d *fastDeflate) onto(w io.Writer) (io.WriteCloser, error) {
	if d.Writer != nil {
		d.Reset(w)
		return d, nil
	}
	var err error
	d.Writer, err = flate.NewWriter(w, flate.BestSpeed)
	return d, err
}
