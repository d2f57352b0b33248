package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

const (
	settingZone           = "zone"
	settingDerivedVersion = "derived_version"
)

// Setting reads a setting into out (JSON); ok is false when it was never put.
func (l *Ledger) Setting(ctx context.Context, key string, out any) (ok bool, err error) {
	ok, err = setting(ctx, l.read, key, out)
	return ok, classify("read setting", l.path, err)
}

// PutSetting keeps a setting as JSON.
func (l *Ledger) PutSetting(ctx context.Context, key string, value any) error {
	return l.inWrite(ctx, "keep setting", func(tx *sql.Tx) error { return putSetting(ctx, tx, key, value) })
}

func setting(ctx context.Context, q querier, key string, out any) (bool, error) {
	var value string
	err := q.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal([]byte(value), out); err != nil {
		return false, fmt.Errorf("read setting %s: %w", key, err)
	}
	return true, nil
}

func putSetting(ctx context.Context, q querier, key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("keep setting %s: %w", key, err)
	}
	_, err = q.ExecContext(ctx, `INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, string(text))
	return err
}
