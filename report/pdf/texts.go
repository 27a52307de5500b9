package pdf

import "fmt"

// Texts are the texts of a PDF that this program wrote, page by page in the order they were drawn: a line of a
// cell or of a paragraph each. It reads the bytes that are handed on, and knows nothing of what was meant.
func Texts(body []byte) ([][]string, error) {
	d, err := readDocument(body)
	if err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	sheets, err := d.sheets()
	if err != nil {
		return nil, fmt.Errorf("reading pdf: %w", err)
	}
	out := make([][]string, len(sheets))
	for i, s := range sheets {
		if out[i], err = textsOf(s.content); err != nil {
			return nil, fmt.Errorf("reading pdf: page %d: %w", i+1, err)
		}
	}
	return out, nil
}

func textsOf(content []byte) ([]string, error) {
	var out []string
	in, last := scanner{text: content}, word{}
	for {
		w, operator, err := in.next()
		switch {
		case err != nil:
			return nil, err
		case operator == "" && w.kind == 0:
			return out, nil
		case operator == "":
			last = w
			continue
		case operator == "Tj" && last.kind == '(':
			out = append(out, wideText(last.text))
		}
		last = word{}
	}
}
