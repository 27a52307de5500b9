package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// mostObjects is how many objects a PDF may have.
const mostObjects = 200_000

// scattered finds the objects of a PDF one by one as they stand, whatever its table says: the last of a number counts.
func scattered(body []byte) (*document, error) {
	d, mark := &document{body: body, objects: map[int]int{}, packed: map[int]string{}}, []byte(" 0 obj")
	for at := 0; ; at += len(mark) {
		next := bytes.Index(body[at:], mark)
		if next < 0 {
			break
		}
		at += next
		from := at
		for from > 0 && at-from < 8 && body[from-1] >= '0' && body[from-1] <= '9' {
			from--
		}
		if n, err := strconv.Atoi(string(body[from:at])); err == nil {
			d.objects[n] = from
		}
		if len(d.objects) > mostObjects {
			return nil, fmt.Errorf("%w: too many objects", ErrNotOurs)
		}
	}
	if err := d.unpack(); err != nil {
		return nil, err
	}
	// with the table, or in the stream that stands for it
	if d.rootAt = bytes.LastIndex(body, []byte("/Root ")); d.rootAt < 0 {
		return nil, fmt.Errorf("%w: no root", ErrNotOurs)
	}
	return d, nil
}

// unpack reads the objects that are packed into streams. Which of two with one number counts is not known here.
func (d *document) unpack() error {
	left := mostContent
	for n := range d.objects {
		text, rest, err := d.object(n)
		if err != nil || rest == nil || !strings.Contains(text, "/ObjStm") {
			continue
		}
		content, err := d.stream(n)
		if err != nil {
			return err
		}
		if left -= len(content); left < 0 {
			return fmt.Errorf("%w: too much content", ErrNotOurs)
		}
		first, err := strconv.Atoi(wordAt(values(text, "/First"), 0))
		if err != nil || first < 0 || first > len(content) {
			return fmt.Errorf("%w: packed objects", ErrNotOurs)
		}
		if err := d.unpackFrom(content[:first], content[first:]); err != nil {
			return err
		}
	}
	return nil
}

// unpackFrom takes the objects apart: a list of numbers and places, then the objects.
func (d *document) unpackFrom(list, objects []byte) error {
	words := strings.Fields(string(list))
	for i := 0; i+1 < len(words); i += 2 {
		n, err := strconv.Atoi(words[i])
		from, errFrom := strconv.Atoi(words[i+1])
		to := len(objects)
		if i+3 < len(words) {
			if next, err := strconv.Atoi(words[i+3]); err == nil {
				to = next
			}
		}
		if err != nil || errFrom != nil || from < 0 || to < from || to > len(objects) || len(d.packed) > mostObjects {
			return fmt.Errorf("%w: packed objects", ErrNotOurs)
		}
		_, twice := d.packed[n]
		if _, direct := d.objects[n]; twice || direct {
			return fmt.Errorf("%w: two objects with one number", ErrNotOurs)
		}
		d.packed[n] = string(objects[from:to])
	}
	return nil
}
