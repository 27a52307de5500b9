package report

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"slices"
	"strings"
)

// Edition is what was printed at one time: the forms, whose they are and of which period. It is what a code names.
type Edition struct {
	Layout  int    `json:"layout"`            // of this value: 1
	Parent  string `json:"parent"`            // code of the unit that reports
	Name    string `json:"name"`              // and its name
	Period  string `json:"period"`            // 2020-12
	Set     string `json:"set"`               // criteria set
	Version string `json:"version,omitempty"` // of the return, on a unit's own paper
	Forms   []Form `json:"forms"`

	Passages []string `json:"passages,omitempty"` // of a letter without forms
}

// editionLayout is the Layout of editions made now.
const editionLayout = 1

// SaidMark begins what a QR square says: the program and the kind of the fingerprint.
const SaidMark = "BIEUXA1"

// NewEdition is an edition without the traces of its figures, which nobody prints.
func NewEdition(parent, name, period, set string, forms []Form) *Edition {
	e := &Edition{Layout: editionLayout, Parent: parent, Name: name, Period: period, Set: set, Forms: make([]Form, len(forms))}
	for i, f := range forms {
		f = f.Composed()
		for _, row := range f.Rows {
			for c := range row.Cells {
				row.Cells[c].Places = nil
			}
		}
		e.Forms[i] = f
	}
	return e
}

// Fingerprint is the code of all that the edition says in print, and of the figures behind what is rounded there. The
// square says "BIEUXA1:385:2020-12:" and the code without its dashes: whose, which period, and no address to go to.
func (e *Edition) Fingerprint() Fingerprint {
	sum := sha256.New()
	say(sum, SaidMark, e.Parent, e.Period, e.Set, e.Version)
	for i := range e.Forms {
		sayForm(sum, &e.Forms[i])
	}
	if len(e.Passages) > 0 {
		say(sum, e.Passages...)
	}
	code := NewCode(sum.Sum(nil)[:8])
	return Fingerprint{Code: code, Says: Said{e.Parent, e.Period, code}.Says()}
}

// say adds texts, each after its length, so that no two lists of texts are one.
func say(sum hash.Hash, texts ...string) {
	for _, s := range texts {
		fmt.Fprintf(sum, "%d:%s", len(s), s)
	}
	fmt.Fprint(sum, "\n")
}

func sayForm(sum hash.Hash, f *Form) {
	say(sum, f.ID, f.Title)
	for _, block := range [][]string{f.TopLeft(), f.TopRight(), f.UnderTitle(), {f.Caption, f.MeasureLine(), fmt.Sprint(f.Sample)}, f.NumberLabels(), f.Remarks()} {
		say(sum, block...)
	}
	for _, c := range f.Columns {
		say(sum, c.Heading...)
	}
	words := f.StateWords()
	for _, row := range f.Body() {
		for _, cell := range row.Cells {
			exact := ""
			if cell.Numeric() {
				exact = cell.Num.String()
			}
			say(sum, words.Text(cell), exact)
		}
		say(sum, row.Role.String())
	}
	s := f.Signatures
	say(sum, s.Place, s.Left.Title, s.Left.Hint, s.Left.Name, s.Right.Title, s.Right.Hint, s.Right.Name)
}

// JSON is the edition as it is kept; the same edition gives the same bytes.
func (e *Edition) JSON() ([]byte, error) { return json.Marshal(e) }

// ReadEdition reads an edition that was kept.
func ReadEdition(text []byte) (*Edition, error) {
	e := &Edition{}
	if err := json.Unmarshal(text, e); err != nil {
		return nil, fmt.Errorf("edition: %w", err)
	}
	if e.Layout != editionLayout {
		return nil, fmt.Errorf("edition: layout %d is not known", e.Layout)
	}
	for i := range e.Forms {
		if err := e.Forms[i].Check(); err != nil {
			return nil, fmt.Errorf("edition: %w", err)
		}
	}
	return e, nil
}

// Form finds a form by its id.
func (e *Edition) Form(id string) (*Form, bool) {
	i := slices.IndexFunc(e.Forms, func(f Form) bool { return f.ID == id })
	if i < 0 {
		return nil, false
	}
	return &e.Forms[i], true
}

// Said is what a QR square or the properties of a file say.
type Said struct{ Parent, Period, Code string }

// Says is the text of the square.
func (s Said) Says() string {
	return strings.Join([]string{SaidMark, s.Parent, s.Period, strings.ReplaceAll(s.Code, "-", "")}, ":")
}

// ParseSaid reads what a square says; ok is false for anything else, a mistyped code included.
func ParseSaid(text string) (said Said, ok bool) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	if len(parts) != 4 || parts[0] != SaidMark {
		return Said{}, false
	}
	code, err := ParseCode(parts[3])
	return Said{parts[1], parts[2], code}, err == nil
}

// RowName is what names a row of the table: the last text of the columns that name rows, or else the row's number.
func (f *Form) RowName(row int) string {
	if row < 0 || row >= len(f.Rows) {
		return ""
	}
	words, name := f.StateWords(), ""
	for c := range f.Rows[row].Cells[:min(max(1, f.NameColumns), len(f.Columns))] {
		if text := words.Text(f.Rows[row].Cells[c]); text != "" {
			name = text
		}
	}
	if name == "" {
		return fmt.Sprintf("dòng %d", row+1)
	}
	return strings.ReplaceAll(name, "\n", " ")
}

// ColumnName is a column's heading from the outermost group down: "Diễn biến – Thoát nghèo – Số hộ".
func (f *Form) ColumnName(col int) string {
	if col < 0 || col >= len(f.Columns) {
		return ""
	}
	return strings.ReplaceAll(strings.Join(f.Columns[col].Heading, " – "), "\n", " ")
}
