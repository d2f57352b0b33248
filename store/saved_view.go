package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"licenseledger/store/ledger"
)

// SaveView keeps a way of looking under its name, in place of one of the same
// name. Codes: invalid, usage, read_only.
func (l *Ledger) SaveView(ctx context.Context, v ledger.SavedView) error {
	if err := v.Check(); err != nil {
		return err
	}
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("save view: %w", err)
	}
	return l.inWrite(ctx, "save view", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO saved_view (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body`,
			v.Name, string(body))
		return err
	})
}

// Views lists the saved views by name. One that names a column which no longer
// exists is listed as it was saved; opening it says so.
func (l *Ledger) Views(ctx context.Context) ([]ledger.SavedView, error) {
	var views []ledger.SavedView
	err := each(ctx, l.read, `SELECT name, body FROM saved_view ORDER BY name`, nil, func(rows *sql.Rows) error {
		var v ledger.SavedView
		var body string
		if err := rows.Scan(&v.Name, &body); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), &v); err != nil {
			return fmt.Errorf("read saved view: %w", err)
		}
		views = append(views, v)
		return nil
	})
	return views, classify("list saved views", l.path, err)
}

// RenameView gives a saved view another name. Codes: not_found when there is
// none of the old name, invalid for a new one that is no name or is taken,
// read_only.
func (l *Ledger) RenameView(ctx context.Context, from, to string) error {
	const op = "rename view"
	if err := (ledger.SavedView{Name: to, Kind: ledger.ViewList}).Check(); err != nil || from == to {
		return err
	}
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		var taken bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM saved_view WHERE name = ?)`, to).Scan(&taken); err != nil {
			return err
		}
		if taken {
			return ledger.Errorf(ledger.CodeInvalid, op, "There is a view of that name already. Choose another name.")
		}
		result, err := tx.ExecContext(ctx, `UPDATE saved_view SET name = ? WHERE name = ?`, to, from)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return ledger.Errorf(ledger.CodeNotFound, op, "The view is no longer there, so it keeps its name. Save it again.")
	})
}

// RemoveView forgets a saved view. One that is not there is no error.
func (l *Ledger) RemoveView(ctx context.Context, name string) error {
	return l.inWrite(ctx, "remove view", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM saved_view WHERE name = ?`, name)
		return err
	})
}
