package store

import (
	"context"
	"database/sql"
	"fmt"

	"bieuxa/ntm"
)

// Edit is one cell typed over a received file. The file itself stays as it came.
type Edit struct {
	ID    int64
	Step  int // cells changed together are undone together
	Sheet string
	Cell  string
	Was   string // as the sheet showed it before
	Typed string // as it was typed
	Kind  string // empty, number, text
	Value string // what the cell holds since: digits with a point, or text
	Cause string // id of the check whose suggestion it was; "" typed by a person
	State EditState
	Who   string
	At    string
}

// EditState tells whether an edit holds.
type EditState int

const (
	EditHolds  EditState = iota
	EditUndone           // taken back, and may be done again
	EditGone             // taken back, and something else was typed since
)

// Edits lists every edit of a version, oldest first, those that were taken back too.
func (b *Book) Edits(ctx context.Context, id int64) ([]Edit, error) {
	return query(ctx, b, scanEdit, selectEdits, id)
}

const selectEdits = `SELECT id, step, sheet, cell, was, typed, kind, value, cause, undone, who, at FROM edit WHERE return = ? ORDER BY id`

func scanEdit(rows *sql.Rows) (Edit, error) {
	var e Edit
	err := rows.Scan(&e.ID, &e.Step, &e.Sheet, &e.Cell, &e.Was, &e.Typed, &e.Kind, &e.Value, &e.Cause, &e.State, &e.Who, &e.At)
	return e, err
}

// Mended is a version after its cells were typed over, or typing was taken back: the return as it reads
// now, and what changed among its edits.
type Mended struct {
	Return    *ntm.Return
	State     State
	Findings  []ntm.Finding
	Catalogue string
	Figures   string

	Add    []Edit            // new edits; those that were undone are gone then
	Change map[int]EditState // steps that are undone or done again
}

// Mend stores a mended version in one transaction: edits, entries, findings and a line in the log.
func (b *Book) Mend(ctx context.Context, v Version, m *Mended) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		if err := b.writeEdits(ctx, tx, v.ID, m); err != nil {
			return err
		}
		for _, table := range []string{"entry", "grid"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE return = ?`, v.ID); err != nil {
				return err
			}
		}
		if err := saveEntries(ctx, tx, v.ID, m.Return); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE return SET figures = ? WHERE id = ?`, m.Figures, v.ID); err != nil {
			return err
		}
		return b.reexamined(ctx, tx, v.ID, m.State, m.Catalogue, m.Findings)
	})
}

func (b *Book) writeEdits(ctx context.Context, tx *sql.Tx, id int64, m *Mended) error {
	r := m.Return
	event := Event{Unit: r.Unit, Period: r.Period.String()}
	if len(m.Add) > 0 {
		if _, err := tx.ExecContext(ctx, `UPDATE edit SET undone = ? WHERE return = ? AND undone = ?`, EditGone, id, EditUndone); err != nil {
			return err
		}
	}
	for i := range m.Add {
		e := &m.Add[i]
		if _, err := tx.ExecContext(ctx, `INSERT INTO edit (return, step, sheet, cell, was, typed, kind, value, cause, who, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, id, e.Step, e.Sheet, e.Cell, e.Was, e.Typed, e.Kind, e.Value, e.Cause, b.who, b.stamp()); err != nil {
			return err
		}
		event.Verb, event.Detail = "mend", fmt.Sprintf("%s!%s: «%s» → «%s»", e.Sheet, e.Cell, e.Was, e.Typed)
		if e.Cause != "" {
			event.Detail += " (gợi ý của " + e.Cause + ")"
		}
		if err := b.logTx(ctx, tx, event); err != nil {
			return err
		}
	}
	for step, state := range m.Change {
		if _, err := tx.ExecContext(ctx, `UPDATE edit SET undone = ? WHERE return = ? AND step = ? AND undone <> ?`, state, id, step, EditGone); err != nil {
			return err
		}
		event.Verb = "redo"
		if state == EditUndone {
			event.Verb = "undo"
		}
		event.Detail = fmt.Sprintf("bước %d", step)
		if err := b.logTx(ctx, tx, event); err != nil {
			return err
		}
	}
	return nil
}

// Renew makes a new version of a return from the version given, with the same file and the edits that
// hold; the version given stays as it is. A correction after closing is made on it.
func (b *Book) Renew(ctx context.Context, v Version) (Version, error) {
	err := b.write(ctx, func(tx *sql.Tx) error {
		was := v.ID
		if err := tx.QueryRowContext(ctx, `SELECT max(version) + 1 FROM return WHERE unit = ? AND period = ?`, v.Unit, v.Period).
			Scan(&v.Version); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO return
			(unit, period, version, state, file, file_name, definition, def_version, crit_set, catalogue, figures, received, submission, mapping)
			SELECT unit, period, ?, state, file, file_name, definition, def_version, crit_set, catalogue, figures, ?, submission, mapping FROM return WHERE id = ?`,
			v.Version, b.stamp(), was)
		if err != nil {
			return err
		}
		if v.ID, err = res.LastInsertId(); err != nil {
			return err
		}
		for _, copied := range []string{
			`INSERT INTO edit (return, step, sheet, cell, was, typed, kind, value, cause, undone, who, at)
				SELECT ?, step, sheet, cell, was, typed, kind, value, cause, undone, who, at FROM edit WHERE return = ? ORDER BY id`,
			`INSERT INTO grid SELECT ?, tbl, sheet, cell, found, none FROM grid WHERE return = ?`,
			`INSERT INTO entry SELECT ?, tbl, line, col, row, state, value, cell, raw, shown, formula, doubt, hint, flags
				FROM entry WHERE return = ?`,
			`INSERT INTO finding SELECT ?, seq, key, id, severity, explained, facts FROM finding WHERE return = ?`,
		} {
			if _, err := tx.ExecContext(ctx, copied, v.ID, was); err != nil {
				return err
			}
		}
		return b.logTx(ctx, tx, Event{Verb: "renew", Unit: v.Unit, Period: v.Period, Detail: fmt.Sprintf("lần %d", v.Version)})
	})
	return v, err
}

// MarkSent notes that a commune has saved a version for sending, or takes the note back.
func (b *Book) MarkSent(ctx context.Context, v Version, sent bool) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		at, verb := "", "unsend"
		if sent {
			at, verb = b.stamp(), "send"
		}
		if _, err := tx.ExecContext(ctx, `UPDATE return SET sent = ? WHERE id = ?`, at, v.ID); err != nil {
			return err
		}
		return b.logTx(ctx, tx, Event{Verb: verb, Unit: v.Unit, Period: v.Period, Detail: v.FileName})
	})
}
