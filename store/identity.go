package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"licenseledger/store/ledger"
)

// concludeUnknownRows marks the lines newer than after that name nobody.
func concludeUnknownRows(ctx context.Context, tx *sql.Tx, after int64) error {
	var unknown []int64
	err := each(ctx, tx, `SELECT fact_id, coalesce(user_name, ''), coalesce(email_address, '') FROM report_row WHERE fact_id > ?`,
		[]any{after}, func(rows *sql.Rows) error {
			var id int64
			var name, address string
			if err := rows.Scan(&id, &name, &address); err != nil {
				return err
			}
			if ledger.IsFiller(name) && ledger.IsFiller(address) {
				unknown = append(unknown, id)
			}
			return nil
		})
	if err != nil {
		return err
	}
	for _, id := range unknown {
		if _, err := tx.ExecContext(ctx, `INSERT INTO unknown_row (fact_id) VALUES (?) ON CONFLICT DO NOTHING`, id); err != nil {
			return err
		}
	}
	return nil
}

// concludeIdentities says anew who was behind every Unknown line. It reads the
// Unknown lines and the people who held lines like them, nothing else.
func concludeIdentities(ctx context.Context, tx *sql.Tx) error {
	g := gathering{tx: tx, owners: map[string][]ownership{}, holders: map[string]*holding{}}
	if err := g.readUnknown(ctx); err != nil {
		return fmt.Errorf("read unknown rows: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM identity`); err != nil {
		return err
	}
	if len(g.unknown) == 0 {
		return nil
	}
	if err := g.readHolders(ctx); err != nil {
		return fmt.Errorf("read holders: %w", err)
	}
	var first ledger.Position
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(min(pos), 0) FROM listing WHERE source_id = (SELECT source_id FROM source WHERE name = ?)`,
		ledger.SourceUsers).Scan(&first); err != nil {
		return err
	}
	for _, answer := range ledger.Identify(g.rows(), g.people(), first.Instant()) {
		if err := g.keep(ctx, answer); err != nil {
			return err
		}
	}
	return nil
}

// keep writes one answer.
func (g *gathering) keep(ctx context.Context, answer ledger.Identification) error {
	u := g.unknown[answer.Key]
	var id, name, email, since any
	if h := g.holders[answer.PersonKey]; answer.PersonKey != "" && h != nil {
		id, name, email = orNull(string(h.candidate.UserID)), orNull(string(h.candidate.Name)), orNull(string(h.candidate.Email))
		since = orNull(h.lastNamed(u.row.Seen.First))
	}
	candidates := answer.Candidates
	if candidates == nil {
		candidates = []ledger.Candidate{}
	}
	body, err := json.Marshal(candidates)
	if err != nil {
		return err
	}
	_, err = g.tx.ExecContext(ctx, `INSERT INTO identity (fact_id, from_pos, confidence, user_id, name, email, since_from, since_to, candidates)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, u.factID, int64(u.from), answer.Confidence, id, name, email, since, int64(u.row.Seen.First), string(body))
	return err
}

func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	if at, ok := any(value).(ledger.Instant); ok {
		return int64(at)
	}
	return value
}

// lastNamed is the last listing before an instant that named the person.
func (h *holding) lastNamed(before ledger.Instant) ledger.Instant {
	var last ledger.Instant
	for _, s := range h.named {
		if s.Source == "" {
			continue
		}
		at := s.Last
		if at >= before {
			at = s.First
		}
		if at < before && at > last {
			last = at
		}
	}
	return last
}
