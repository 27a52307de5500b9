package corpus

import (
	"encoding/json"
	"fmt"
	"strings"

	"bieuxa/ntm"
)

// Key names one figure of a return. A row of a list is «#1», «#2» … in the order of the sheet, the row «Tổng cộng» under
// it «total»; the row «#» holds how many rows the list has.
type Key struct{ Table, Row, Column string }

func (k Key) String() string { return k.Table + "/" + k.Row + "/" + k.Column }

// MarshalText makes keys of JSON objects.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote; a row's code holds no stroke.
func (k *Key) UnmarshalText(b []byte) error {
	parts := strings.Split(string(b), "/")
	if len(parts) != 3 {
		return fmt.Errorf("key %q has %d parts, not 3", b, len(parts))
	}
	*k = Key{parts[0], parts[1], parts[2]}
	return nil
}

// Names of rows that are not rows.
const (
	totalRow = "total"
	countRow = "#"
)

// What a cell says, as it stands in the truth: «=1234.5» a value in canonical words, the kinds of nothing, and
// Unsure, what nobody may read as a value without asking.
const (
	Nothing  = ""
	DashSaid = "-"
	NoneSaid = "kps"
	NotSaid  = "kad"
	Unsure   = "?"
)

// said writes a value as the truth has it.
func said(v ntm.Value) string {
	switch v.State {
	case ntm.Stated:
		return "=" + v.Canonical()
	case ntm.Dash:
		return DashSaid
	case ntm.NoneArising:
		return NoneSaid
	case ntm.NotApplicable:
		return NotSaid
	case ntm.Unreadable:
		return Unsure
	}
	return Nothing
}

// Place is a cell of a sheet; without a cell the whole sheet.
type Place struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell,omitempty"`
}

// What is expected of the program where a fault is.
const (
	ExpectFinding = "finding" // one of the ids at one of the places
	ExpectValue   = "value"   // the keys are read right, and nothing that blocks or asks stands there
	ExpectTold    = "told"    // the keys are read right, or a finding at their cell blocks or asks
	ExpectRefusal = "refusal" // the file is refused with one of the ids
	ExpectFile    = "file"    // every figure of the file is read right, and nothing is said that is not meant
)

// Expect is one thing that must come true.
type Expect struct {
	Kind string   `json:"kind"`
	IDs  []string `json:"ids,omitempty"`
	At   []Place  `json:"at,omitempty"`
	Keys []Key    `json:"keys,omitempty"`
}

// Allowed is a finding that is no false alarm: it follows from a fault. An empty sheet or cell is any.
type Allowed struct {
	ID    string `json:"id"`
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
}

func (a Allowed) covers(f *ntm.Finding) bool {
	return a.ID == f.ID && (a.Sheet == "" || a.Sheet == f.Place.Sheet) && (a.Cell == "" || a.Cell == f.Place.Cell)
}

// Injected is one fault in one file.
type Injected struct {
	Fault   int       `json:"fault"` // number in the list of faults
	Variant string    `json:"variant"`
	Sheet   string    `json:"sheet,omitempty"`
	Cells   []string  `json:"cells,omitempty"`
	Wrote   string    `json:"wrote,omitempty"`
	Right   string    `json:"right,omitempty"`
	Expect  []Expect  `json:"expect"`
	Follows []Allowed `json:"follows,omitempty"`
	Notes   []Allowed `json:"notes,omitempty"` // may be said beside what is expected
}

// File is a line of truth.jsonl.
type File struct {
	File     string         `json:"file"` // below the corpus
	Part     string         `json:"part"` // clean, single, mixed
	Half     string         `json:"half"` // tuning, reported
	Seed     uint64         `json:"seed"`
	Base     string         `json:"base"`
	District string         `json:"district"`
	Producer string         `json:"producer"`
	With     []string       `json:"with,omitempty"` // files handed in at the same time
	Faults   []Injected     `json:"faults"`
	Changed  map[Key]string `json:"changed,omitempty"` // what is right otherwise than in the base
}

// Values is a line of values.jsonl: what is right in a clean return, and what is said of it that is no fault of the
// file.
type Values struct {
	Base  string         `json:"base"`
	Right map[Key]string `json:"right"`
	Meant []Allowed      `json:"meant,omitempty"`
}

// jsonLine writes a record on one line.
func jsonLine(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	return append(b, '\n'), err
}
