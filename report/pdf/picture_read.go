package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// document is the numbered objects of a PDF as gofpdf lays them out: one table of places, no updates,
// no object streams.
type document struct {
	body    []byte
	objects map[int]int    // place of each object
	rootAt  int            // where the root is named; 0: in the last trailer
	packed  map[int]string // objects inside streams
	scanned int            // bytes looked through for the ends of objects
}

// mostScanned is how many bytes of a PDF are looked through for the ends of its objects: objects that do not end are
// each looked through to the end of the file.
const mostScanned = 2 << 30

func readDocument(body []byte) (*document, error) {
	if !bytes.HasPrefix(body, []byte("%PDF-1.")) {
		return nil, ErrNotOurs
	}
	tail := bytes.LastIndex(body, []byte("startxref"))
	if tail < 0 {
		return nil, fmt.Errorf("%w: no table of objects", ErrNotOurs)
	}
	words := strings.Fields(string(body[tail:min(len(body), tail+64)]))
	at, err := strconv.Atoi(wordAt(words, 1))
	if err != nil || at < 0 || at >= tail || !bytes.HasPrefix(body[at:], []byte("xref")) {
		return nil, fmt.Errorf("%w: no table of objects", ErrNotOurs)
	}
	d := &document{body: body, objects: map[int]int{}}
	entries := strings.Fields(string(body[at:tail]))
	count, err := strconv.Atoi(wordAt(entries, 2))
	if err != nil || wordAt(entries, 1) != "0" || count < 0 || len(entries) < 3+3*count {
		return nil, fmt.Errorf("%w: table of objects", ErrNotOurs)
	}
	for n := range count {
		place, err := strconv.Atoi(entries[3+3*n])
		if err != nil || place < 0 || place >= at {
			return nil, fmt.Errorf("%w: place of object %d", ErrNotOurs, n)
		}
		d.objects[n] = place
	}
	return d, nil
}

func wordAt(words []string, i int) string {
	if i >= len(words) {
		return ""
	}
	return words[i]
}

// object is the text of object n, up to its end or to its stream.
func (d *document) object(n int) (text string, rest []byte, err error) {
	if text, ok := d.packed[n]; ok {
		return text, nil, nil
	}
	at, ok := d.objects[n]
	head := []byte(strconv.Itoa(n) + " 0 obj")
	if !ok || n == 0 || !bytes.HasPrefix(d.body[at:], head) {
		return "", nil, fmt.Errorf("%w: object %d", ErrNotOurs, n)
	}
	if d.scanned > mostScanned {
		return "", nil, fmt.Errorf("%w: objects without end", ErrNotOurs)
	}
	body := d.body[at+len(head):]
	end := bytes.Index(body, []byte("endobj"))
	stream := bytes.Index(body, []byte("stream\n"))
	for _, found := range []int{end, stream} {
		if d.scanned += found; found < 0 {
			d.scanned += len(body)
		}
	}
	if stream >= 0 && (end < 0 || stream < end) {
		return string(body[:stream]), body[stream+len("stream\n"):], nil
	}
	if end < 0 {
		return "", nil, fmt.Errorf("%w: object %d", ErrNotOurs, n)
	}
	return string(body[:end]), nil, nil
}

// values are the words after a key, in brackets or not; none if the key is missing.
func values(text, key string) []string {
	_, after, ok := strings.Cut(text, key)
	if !ok || after == "" || !strings.ContainsAny(after[:1], " [\n") {
		return nil
	}
	if end := strings.IndexAny(after, "]/>"); end >= 0 {
		after = after[:end]
	}
	return strings.Fields(strings.Replace(after, "[", " ", 1))
}

// refs are the numbers of the objects that a key names.
func refs(text, key string) []int {
	var out []int
	words := values(text, key)
	for i := 0; i+2 < len(words) && words[i+2] == "R"; i += 3 {
		n, err := strconv.Atoi(words[i])
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// follow is the text of the one object that a key of the text names.
func (d *document) follow(text, key string) (string, error) {
	to := refs(text, key)
	if len(to) != 1 {
		return "", fmt.Errorf("%w: %s", ErrNotOurs, key)
	}
	out, _, err := d.object(to[0])
	return out, err
}

// root is the text of the object that all others hang from.
func (d *document) root() (string, error) {
	trailer := d.rootAt
	if trailer == 0 {
		trailer = bytes.LastIndex(d.body, []byte("trailer"))
	}
	if trailer < 0 {
		return "", fmt.Errorf("%w: no trailer", ErrNotOurs)
	}
	return d.follow(string(d.body[trailer:]), "/Root")
}

// pageTree is the text of the object that lists the pages.
func (d *document) pageTree() (string, error) {
	root, err := d.root()
	if err != nil {
		return "", err
	}
	return d.follow(root, "/Pages")
}

// starts are the pages, counted from 0, that the lines of the outline lead to.
func (d *document) starts() ([]int, error) {
	root, err := d.root()
	if err != nil {
		return nil, err
	}
	tree, err := d.follow(root, "/Pages")
	if err != nil {
		return nil, err
	}
	number := map[int]int{}
	for i, n := range refs(tree, "/Kids") {
		number[n] = i
	}
	outline, err := d.follow(root, "/Outlines")
	var out []int
	for at := refs(outline, "/First"); err == nil && len(at) == 1 && len(out) < len(number); {
		var line string
		if line, _, err = d.object(at[0]); err != nil {
			break
		}
		to := values(line, "/Dest")
		n, errTo := strconv.Atoi(wordAt(to, 0))
		page, known := number[n]
		if errTo != nil || !known {
			return nil, fmt.Errorf("%w: the outline leads nowhere", ErrNotOurs)
		}
		out, at = append(out, page), refs(line, "/Next")
	}
	return out, err
}

func (d *document) sheets() ([]sheet, error) {
	tree, err := d.pageTree()
	if err != nil {
		return nil, err
	}
	var out []sheet
	for _, n := range refs(tree, "/Kids") {
		page, _, err := d.object(n)
		if err != nil {
			return nil, err
		}
		size := values(page, "/MediaBox")
		if size == nil {
			size = values(tree, "/MediaBox")
		}
		s := sheet{}
		wide, errWide := strconv.ParseFloat(wordAt(size, 2), 64)
		high, errHigh := strconv.ParseFloat(wordAt(size, 3), 64)
		if errWide != nil || errHigh != nil || !(wide > 0 && wide < 5000 && high > 0 && high < 5000) {
			return nil, fmt.Errorf("%w: size of page %d", ErrNotOurs, len(out)+1)
		}
		s.wide, s.high = wide, high
		to := refs(page, "/Contents")
		if len(to) != 1 {
			return nil, fmt.Errorf("%w: content of page %d", ErrNotOurs, len(out)+1)
		}
		if s.content, err = d.stream(to[0]); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: no pages", ErrNotOurs)
	}
	return out, nil
}

// maxContent is the most that may be drawn on one page, in bytes: a page of this program has some
// hundred thousand.
const maxContent = 16 << 20

// stream is the unpacked content of object n.
func (d *document) stream(n int) ([]byte, error) {
	text, rest, err := d.object(n)
	if err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(wordAt(values(text, "/Length"), 0))
	if to := refs(text, "/Length"); len(to) == 1 { // it is told elsewhere
		var told string
		if told, _, err = d.object(to[0]); err == nil {
			length, err = strconv.Atoi(strings.TrimSpace(told))
		}
	}
	if err != nil || length < 0 || length > len(rest) {
		return nil, fmt.Errorf("%w: length of object %d", ErrNotOurs, n)
	}
	if !strings.Contains(text, "/FlateDecode") {
		return rest[:length], nil
	}
	r, err := zlib.NewReader(bytes.NewReader(rest[:length]))
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", n, err)
	}
	content, err := io.ReadAll(io.LimitReader(r, maxContent))
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", n, err)
	}
	return content, nil
}

// fonts are the faces by the names that pages call them.
func (d *document) fonts() (map[string]style, error) {
	tree, err := d.pageTree()
	if err != nil {
		return nil, err
	}
	page, _, err := d.object(refs(tree, "/Kids")[0])
	if err != nil {
		return nil, err
	}
	resources, err := d.follow(page, "/Resources")
	if err != nil {
		return nil, err
	}
	_, list, _ := strings.Cut(resources, "/Font <<")
	list, _, _ = strings.Cut(list, ">>")
	words, out := strings.Fields(list), map[string]style{}
	for i := 0; i+3 < len(words); i += 4 {
		n, err := strconv.Atoi(words[i+1])
		if err != nil {
			return nil, fmt.Errorf("%w: font %s", ErrNotOurs, words[i])
		}
		text, _, err := d.object(n)
		if err != nil {
			return nil, err
		}
		_, name, _ := strings.Cut(text, "/BaseFont /utf8"+strings.ToLower(family))
		name, _, _ = strings.Cut(name, "\n")
		s := style(name)
		if s.file() == "" || !strings.Contains(text, "/BaseFont /utf8"+strings.ToLower(family)) {
			return nil, fmt.Errorf("%w: font %s", ErrNotOurs, words[i])
		}
		out[words[i]] = s
	}
	return out, nil
}
