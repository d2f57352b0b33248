package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

const settingLook = "second_look"

// Look gives where the second look stands; ok is false when none ever did.
func (l *Ledger) Look(ctx context.Context) (look ledger.Look, ok bool, err error) {
	ok, err = l.Setting(ctx, settingLook, &look)
	return look, ok, err
}

// PutLook keeps where the second look stands.
func (l *Ledger) PutLook(ctx context.Context, look ledger.Look) error {
	return l.PutSetting(ctx, settingLook, look)
}

// openRows are the Unknown rows u of the newest license report, whose position
// is ?2, that turned Unknown after ?3 and that no confirmed departure explains: not that
// of the one person who can have been behind it, nor those of all who can.
const openRows = ` FROM unknown_row u CROSS JOIN report_row_span s ON s.fact_id = u.fact_id
	LEFT JOIN identity i ON i.fact_id = s.fact_id AND i.from_pos = s.from_pos
	WHERE +s.source_id = ?1 AND s.to_pos = 9223372036854775807 AND s.from_pos > ?3 AND s.from_pos <= ?2
	AND NOT (i.confidence IN ('certain', 'likely') AND EXISTS (SELECT 1 FROM departure d WHERE d.user_id = i.user_id AND d.returned_pos IS NULL))
	AND NOT (i.confidence = 'one_of_n' AND NOT EXISTS (SELECT 1 FROM json_each(i.candidates) c
		WHERE NOT EXISTS (SELECT 1 FROM departure d WHERE d.user_id = c.value ->> 'user_id' AND d.returned_pos IS NULL)))`

// NewestReport gives the position of the newest license report; 0 when none was
// read.
func (l *Ledger) NewestReport(ctx context.Context) (ledger.Position, error) {
	_, pos, err := newestReport(ctx, l.read)
	return pos, classify("find license report", l.path, err)
}

func newestReport(ctx context.Context, q querier) (sourceID int64, pos ledger.Position, err error) {
	err = q.QueryRowContext(ctx, `SELECT c.source_id, coalesce((SELECT max(pos) FROM listing g WHERE g.source_id = c.source_id), 0)
		FROM source c WHERE c.name = ?`, ledger.SourceLicenseReport).Scan(&sourceID, &pos)
	return sourceID, pos, err
}

// Unresolved tells what the newest license report leaves open, with up to limit
// of the accounts that may be behind it: first those of rows that few can be
// behind.
func (l *Ledger) Unresolved(ctx context.Context, limit int) (ledger.Unresolved, error) {
	u, err := l.unresolved(ctx, limit)
	return u, classify("count open rows", l.path, err)
}

func (l *Ledger) unresolved(ctx context.Context, limit int) (u ledger.Unresolved, err error) {
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return u, err
	}
	defer tx.Rollback()
	sourceID, pos, err := newestReport(ctx, tx)
	if u.Report = pos; err != nil || pos == 0 {
		return u, err
	}
	var look ledger.Look
	if _, err := setting(ctx, tx, settingLook, &look); err != nil {
		return u, err
	}
	args := []any{sourceID, int64(pos), int64(ledger.LastPositionAt(look.Settled(pos.Instant())))}
	if err := tx.QueryRowContext(ctx, `SELECT count(*)`+openRows, args...).Scan(&u.Rows); err != nil || u.Rows == 0 {
		return u, err
	}
	first := suspects{limit: limit, in: map[string]int{}}
	// In no order: to sort them, SQLite would keep the candidates of a row once for
	// each of them.
	err = each(ctx, tx, `SELECT c.value ->> 'user_id' account, json_array_length(o.candidates) FROM (SELECT i.candidates, i.user_id`+openRows+`) o
			JOIN json_each(CASE WHEN o.candidates = '[]' THEN json_array(json_object('user_id', o.user_id)) ELSE o.candidates END) c
		WHERE account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM departure d WHERE d.user_id = account AND d.returned_pos IS NULL)`, args, func(rows *sql.Rows) error {
		var s suspect
		err := rows.Scan(&s.account, &s.among)
		first.add(s)
		return err
	})
	u.Candidates = first.accounts()
	return u, err
}

// suspect is an account that may be behind a row, among so many.
type suspect struct {
	account string
	among   int
}

// suspects are the first of many accounts: those among the fewest, then by id.
type suspects struct {
	limit int
	first []suspect
	in    map[string]int // accounts of first, and among how many
}

func (s suspect) compare(o suspect) int {
	return cmp.Or(cmp.Compare(s.among, o.among), cmp.Compare(s.account, o.account))
}

func (f *suspects) add(s suspect) {
	if among, is := f.in[s.account]; is {
		if among <= s.among {
			return
		}
		n, _ := slices.BinarySearchFunc(f.first, suspect{s.account, among}, suspect.compare)
		f.first = slices.Delete(f.first, n, n+1)
	}
	n, _ := slices.BinarySearchFunc(f.first, s, suspect.compare)
	if n >= f.limit {
		return
	}
	if len(f.first) == f.limit {
		delete(f.in, f.first[f.limit-1].account)
		f.first = f.first[:f.limit-1]
	}
	f.first = slices.Insert(f.first, n, s)
	f.in[s.account] = s.among
}

func (f *suspects) accounts() (all []string) {
	for _, s := range f.first {
		all = append(all, s.account)
	}
	return all
}

// PutEvidence keeps look-ups of accounts that belong to no listing, and draws
// the conclusions that they change.
func (l *Ledger) PutEvidence(ctx context.Context, evidence []ledger.Evidence) error {
	return l.inWrite(ctx, "keep look-ups", func(tx *sql.Tx) error {
		changed := &changes{}
		if err := putEvidence(ctx, tx, evidence, changed); err != nil {
			return err
		}
		if err := conclude(ctx, tx, changed); err != nil {
			return err
		}
		return bumpGeneration(ctx, tx)
	})
}

func putEvidence(ctx context.Context, tx *sql.Tx, evidence []ledger.Evidence, changed *changes) error {
	for _, e := range evidence {
		if _, err := tx.ExecContext(ctx, `INSERT INTO evidence (user_id, at, source_id, is_found)
			VALUES (?, ?, (SELECT source_id FROM source WHERE name = ?), ?) ON CONFLICT DO NOTHING`,
			e.UserID, int64(e.At), e.Source, e.Found); err != nil {
			return err
		}
		changed.user(e.UserID)
	}
	return nil
}
