package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"bieuxa/ntm"
)

// Meta is what a book is about.
type Meta struct {
	Parent      string   `json:"parent"` // GSO code of the aggregating unit
	ParentName  string   `json:"parent_name"`
	ParentLevel string   `json:"parent_level"`
	Set         string   `json:"set"` // id of the criteria set; empty: the period picks it
	On          string   `json:"on"`  // ISO date from which the book's units stand
	Definition  string   `json:"definition"`
	Cut         ntm.Cut  `json:"cut"`
	Overlays    []string `json:"overlays,omitempty"`
	Office      string   `json:"office"`          // «Đơn vị nhận báo cáo»
	Sample      bool     `json:"sample"`          // «số liệu mẫu»
	Place       string   `json:"place,omitempty"` // địa danh of the date line; empty: the parent's name
	// Who signs: titles may have lines, names may be empty.
	HeadTitle     string `json:"head_title,omitempty"`
	HeadName      string `json:"head_name,omitempty"`
	PreparerTitle string `json:"preparer_title,omitempty"`
	PreparerName  string `json:"preparer_name,omitempty"`
	// What the letter of a submission says around its body; empty: as usual.
	Superior string   `json:"superior,omitempty"` // the body above the issuer
	Symbol   string   `json:"symbol,omitempty"`   // «BC-UBND»
	To       []string `json:"to,omitempty"`       // kính gửi
	Copies   []string `json:"copies,omitempty"`   // nơi nhận

	FormSet  string       `json:"form_set,omitempty"` // id of the set of standard forms; empty: the usual one
	Settings ntm.Settings `json:"settings"`
}

// Member is a unit of the book with what the office knows of it besides the catalogue of units.
type Member struct {
	ntm.Unit
	Group   string // nhóm xã 1, 2, 3
	Zone    string // zone of the province's overlay
	Special bool   // xã ĐBKK, ATK
}

const metaSetting = "meta"

// SetMeta writes what the book is about.
func (b *Book) SetMeta(ctx context.Context, m Meta) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES (?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, metaSetting, string(text))
		return err
	})
}

// ChangeMeta writes what the book is about together with lines of the log.
func (b *Book) ChangeMeta(ctx context.Context, m Meta, events []Event) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE setting SET value = ? WHERE name = ?`, string(text), metaSetting); err != nil {
			return err
		}
		for _, e := range events {
			if err := b.logTx(ctx, tx, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// Meta reads what the book is about.
func (b *Book) Meta(ctx context.Context) (Meta, error) {
	var text string
	var m Meta
	if err := b.db.QueryRowContext(ctx, `SELECT value FROM setting WHERE name = ?`, metaSetting).Scan(&text); err != nil {
		return m, err
	}
	return m, json.Unmarshal([]byte(text), &m)
}

// AddMembers writes the book's units.
func (b *Book) AddMembers(ctx context.Context, members []Member) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		for _, m := range members {
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO unit
				(code, valid_from, valid_to, name, kind, level, parent, grp, zone, later_name, unsure, special)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, m.Code, m.From.String(), m.To.String(), m.Name, string(m.Kind),
				string(m.Level), m.Parent, m.Group, m.Zone, m.LaterName, m.Unsure, m.Special); err != nil {
				return err
			}
		}
		return nil
	})
}

// Members returns the book's units that are valid on the date, by code.
func (b *Book) Members(ctx context.Context, on ntm.Date) ([]Member, error) {
	return query(ctx, b, scanMember, `SELECT code, valid_from, valid_to, name, kind, level, parent, grp, zone, later_name, unsure, special FROM unit
		WHERE (valid_from = '' OR valid_from <= ?1) AND (valid_to = '' OR valid_to >= ?1) ORDER BY code`, on.String())
}

func scanMember(rows *sql.Rows) (Member, error) {
	var m Member
	var from, to string
	if err := rows.Scan(&m.Code, &from, &to, &m.Name, &m.Kind, &m.Level, &m.Parent, &m.Group, &m.Zone,
		&m.LaterName, &m.Unsure, &m.Special); err != nil {
		return m, err
	}
	m.From, _ = ntm.ParseDateISO(from)
	m.To, _ = ntm.ParseDateISO(to)
	return m, nil
}

// KeepDefinition stores a definition, catalogue or overlay in use, so that a book can always be read
// as it was written.
func (b *Book) KeepDefinition(ctx context.Context, kind, id, version string, body []byte) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO definition (kind, id, version, body) VALUES (?, ?, ?, ?)
			ON CONFLICT (kind, id, version) DO NOTHING`, kind, id, version, body)
		return err
	})
}

// Definitions returns the stored bodies of one kind, by id; the latest version of each.
func (b *Book) Definitions(ctx context.Context, kind string) (map[string][]byte, error) {
	rows, err := b.db.QueryContext(ctx, `SELECT id, body FROM definition WHERE kind = ? ORDER BY id, version`, kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string][]byte{}
	for rows.Next() {
		var id string
		var body []byte
		if err := rows.Scan(&id, &body); err != nil {
			return nil, err
		}
		out[id] = body
	}
	return out, rows.Err()
}
