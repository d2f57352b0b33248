package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// Mark finds where the changes of a source since its newest listing are asked
// for. ok is false when nobody kept it with that listing, when history was
// changed since by more than newest listings (merged, restored, thinned,
// somebody forgotten), or when another source tells the directory now: what
// changed since an older listing does not fit then.
func (l *Ledger) Mark(ctx context.Context, source string) (mark ledger.Mark, ok bool, err error) {
	info, known := ledger.SourceByName(source)
	if !known {
		return mark, false, nil
	}
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // all of it at one moment
	if err != nil {
		return mark, false, classify("read mark", l.path, err)
	}
	defer tx.Rollback()
	mark, ok, err = readMark(ctx, tx, info)
	return mark, ok, classify("read mark", l.path, err)
}

func readMark(ctx context.Context, q querier, info ledger.SourceInfo) (mark ledger.Mark, ok bool, err error) {
	now, err := epoch(ctx, q)
	if err != nil {
		return mark, false, err
	}
	var pos, newest ledger.Position
	among := []string{info.Name}
	if slices.Contains(info.Kinds, ledger.KindUser) {
		among = ledger.DirectorySources()
	}
	err = q.QueryRowContext(ctx, fmt.Sprintf(`SELECT m.token, m.clock_at, m.pos, coalesce(g.whole_at, g.read_to),
			(SELECT max(n.pos) FROM listing n JOIN source d USING (source_id) WHERE d.name IN (%s))
		FROM mark m JOIN source c USING (source_id) JOIN listing g USING (source_id, pos) WHERE c.name = ? AND m.epoch = ?`, textList(among)),
		info.Name, now).Scan(&mark.Token, &mark.ClockAt, &pos, &mark.WholeAt, &newest)
	if errors.Is(err, sql.ErrNoRows) {
		return mark, false, nil
	}
	mark.Source, mark.At = info.Name, pos.Instant()
	return mark, err == nil && pos == newest, err
}

// putMark keeps, with the listing, where its changes are asked for. A mark of
// an earlier listing is of no use any more.
func (b *publisher) putMark(ctx context.Context) error {
	if b.next != ledger.EndOfTime {
		return nil
	}
	if err := dropMark(ctx, b.tx, b.info.Name); err != nil || b.p.Mark == "" {
		return err
	}
	now, err := epoch(ctx, b.tx)
	if err != nil {
		return err
	}
	_, err = b.tx.ExecContext(ctx, `INSERT INTO mark (source_id, pos, epoch, clock_at, token) VALUES (?, ?, ?, ?, ?)`,
		b.sourceID, int64(b.pos), now, int64(b.p.ClockAt), b.p.Mark)
	return err
}

func dropMark(ctx context.Context, q querier, source string) error {
	_, err := q.ExecContext(ctx, `DELETE FROM mark WHERE source_id = (SELECT source_id FROM source WHERE name = ?)`, source)
	return err
}

// dropMark makes the next sync read the source whole.
func (l *Ledger) dropMark(ctx context.Context, info ledger.SourceInfo) error {
	return l.inWrite(ctx, "drop mark", func(tx *sql.Tx) error { return dropMark(ctx, tx, info.Name) })
}

// wholeAt is when the listing was read whole that the staged changes lead back
// to; nil for one that is whole itself.
func (b *publisher) wholeAt(ctx context.Context) (at any, err error) {
	if !b.staging.state.Changes || b.prev == 0 {
		return nil, nil
	}
	var instant int64
	err = b.tx.QueryRowContext(ctx, `SELECT coalesce(whole_at, read_to) FROM listing WHERE source_id = ? AND pos = ?`, b.sourceID, int64(b.prev)).Scan(&instant)
	return instant, err
}
