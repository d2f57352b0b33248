package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// Evidence says how a person stands as of the newest reading, and how that is
// known. key and errors as for Timeline.
func (l *Ledger) Evidence(ctx context.Context, key string) (ledger.Person, []ledger.Sentence, error) {
	person, standing, err := l.standing(ctx, key)
	if err != nil {
		return ledger.Person{}, nil, classify("read evidence", l.path, err)
	}
	return person, ledger.EvidenceOf(standing), nil
}

func (l *Ledger) standing(ctx context.Context, key string) (ledger.Person, ledger.Standing, error) {
	id, address, err := l.findPerson(ctx, key)
	if err != nil {
		return ledger.Person{}, ledger.Standing{}, err
	}
	person, err := l.describePerson(ctx, id, address)
	if err != nil {
		return ledger.Person{}, ledger.Standing{}, err
	}
	listings, err := readListings(ctx, l.read)
	if err != nil {
		return ledger.Person{}, ledger.Standing{}, err
	}
	t := newTimeline(l.read, listings, id, address)
	if err := t.read(ctx); err != nil {
		return ledger.Person{}, ledger.Standing{}, err
	}
	s := ledger.Standing{Status: person.Status, Account: id != "", Newest: map[string]ledger.Instant{}}
	speaksOn(&s, listings)
	for _, e := range t.sorted() {
		switch e.Event {
		case ledger.EventBlocked:
			s.Blocked = boundsOf(e)
		case ledger.EventReturned:
			s.Returned = boundsOf(e)
		}
	}
	for _, read := range []func(context.Context, *timeline, *ledger.Standing) error{l.readDeparture, l.readNamed, l.readTurnedUnknown, l.readErased, l.readFailed} {
		if err := read(ctx, t, &s); err != nil {
			return ledger.Person{}, ledger.Standing{}, err
		}
	}
	return person, s, nil
}

func boundsOf(e ledger.Event) [2]ledger.Instant {
	return [2]ledger.Instant{instantAt(e.At), instantAt(e.AtUntil)}
}

// speaksOn notes which readings of the directory and of the deleted users speak
// for the newest moment.
func speaksOn(s *ledger.Standing, listings []listing) {
	for _, g := range listings {
		s.At = max(s.At, g.pos.Instant())
		s.Newest[g.source] = g.pos.Instant()
	}
	for source, g := range cover(listings, s.At) {
		info, _ := ledger.SourceByName(source)
		at := g.pos.Instant()
		if slices.Contains(info.Kinds, ledger.KindUser) && at > s.Directory.At {
			s.Directory = ledger.Said{At: at, Source: source}
		}
		if slices.Contains(info.Kinds, ledger.KindDeletedUser) && at > s.Deleted.At {
			s.Deleted = ledger.Said{At: at, Source: source}
		}
	}
}

// readDeparture reads the last time that the account left.
func (l *Ledger) readDeparture(ctx context.Context, t *timeline, s *ledger.Standing) error {
	var left, returned ledger.Position
	err := l.read.QueryRowContext(ctx, `SELECT left_pos, coalesce(left_after, 0), left_before, coalesce(deleted_at, 0), coalesce(returned_pos, 0)
		FROM departure WHERE user_id = ? ORDER BY left_pos DESC LIMIT 1`, t.id).Scan(&left, &s.LastThere, &s.LeftBefore, &s.DeletedAt, &returned)
	if errors.Is(err, sql.ErrNoRows) {
		return l.readDeleted(ctx, t, s)
	}
	if err != nil {
		return err
	}
	s.Departed = true
	s.FirstGone = ledger.Said{At: left.Instant(), Source: t.sourceAt(ledger.SourceUsers, left)}
	if s.DeletedAt != 0 {
		s.LeftBefore = s.DeletedAt
	}
	err = l.read.QueryRowContext(ctx, `SELECT e.at, c.name FROM evidence e JOIN source c USING (source_id)
		WHERE e.user_id = ? AND e.is_found = 0 AND e.at > ? AND (? = 0 OR e.at < ?) ORDER BY e.at DESC LIMIT 1`,
		t.id, int64(s.LastThere), int64(returned), int64(returned.Instant())).Scan(&s.NotFound.At, &s.NotFound.Source)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// readDeleted reads when an account was deleted that the directory, read before,
// still had.
func (l *Ledger) readDeleted(ctx context.Context, t *timeline, s *ledger.Standing) error {
	if !s.Status.Departed() {
		return nil
	}
	s.Departed, s.LastThere = true, s.Directory.At
	err := l.read.QueryRowContext(ctx, `SELECT coalesce(max(deleted_at), 0) FROM deleted_user WHERE user_id = ?`, t.id).Scan(&s.DeletedAt)
	s.LeftBefore = s.DeletedAt
	return err
}

// readNamed reads which listing of each report named the person last.
func (l *Ledger) readNamed(ctx context.Context, t *timeline, s *ledger.Standing) error {
	return each(ctx, l.read, `SELECT c.name, (SELECT max(g.pos) FROM listing g WHERE g.source_id = x.source_id AND g.pos < x.last) FROM (
			SELECT s.source_id, max(s.to_pos) AS last FROM json_each(?1) a JOIN report_row f ON f.email_address = a.value COLLATE NOCASE
			JOIN report_row_span s USING (fact_id) WHERE `+notAnothers+` GROUP BY s.source_id) x
		JOIN source c USING (source_id) ORDER BY 2 DESC, 1`, []any{t.addressList(), t.id}, func(rows *sql.Rows) error {
		var said ledger.Said
		var pos ledger.Position
		if err := rows.Scan(&said.Source, &pos); err != nil {
			return err
		}
		said.At = pos.Instant()
		s.Named = append(s.Named, said)
		return nil
	})
}

// readTurnedUnknown reads the Unknown rows that were, or may have been, the
// person's: those that turned Unknown last, of each report and confidence.
func (l *Ledger) readTurnedUnknown(ctx context.Context, t *timeline, s *ledger.Standing) error {
	return each(ctx, l.read, `SELECT c.name, i.from_pos, i.confidence, coalesce(i.since_from, 0), coalesce(i.why, ''), count(*), max(json_array_length(i.candidates))
		FROM identity i JOIN report_row f USING (fact_id) JOIN source c USING (source_id)
		WHERE i.user_id = ?1 OR (?1 = '' AND i.email IN (SELECT value FROM json_each(?2))) OR (?1 <> '' AND i.confidence IN ('one_of_n', 'none') AND instr(i.candidates, ?1) > 0)
		GROUP BY 1, 2, 3, 4, 5 ORDER BY 2 DESC, 3`, []any{t.id, t.addressList()}, func(rows *sql.Rows) error {
		var u ledger.UnknownSince
		var from ledger.Position
		if err := rows.Scan(&u.Source, &from, &u.Confidence, &u.Named, &u.Why, &u.Rows, &u.OneOf); err != nil {
			return err
		}
		u.At, u.OneOf = from.Instant(), max(u.OneOf, 1)
		alike := func(o ledger.UnknownSince) bool {
			return o.Source == u.Source && o.Confidence == u.Confidence && o.At != u.At
		}
		if !slices.ContainsFunc(s.Unknown, alike) {
			s.Unknown = append(s.Unknown, u)
		}
		return nil
	})
}

// readErased reads when a forgotten person was erased.
func (l *Ledger) readErased(ctx context.Context, t *timeline, s *ledger.Standing) error {
	if s.Status != ledger.StatusErased {
		return nil
	}
	keys, err := erasureKeys(ctx, l.read)
	if err != nil {
		return err
	}
	for _, key := range keys {
		sum := newErasureKey(key).hash(erasedUser, strings.ToLower(t.id))
		if err := l.read.QueryRowContext(ctx, `SELECT coalesce(max(erased_at), 0) FROM erased WHERE key_hash = ?`, sum[:]).Scan(&s.ErasedAt); err != nil || s.ErasedAt != 0 {
			return err
		}
	}
	return nil
}

// readFailed reads the licenses of somebody who is there that are in error, as
// the directory that speaks tells.
func (l *Ledger) readFailed(ctx context.Context, t *timeline, s *ledger.Standing) error {
	if t.id == "" || s.Directory.Source != ledger.SourceUsers || s.Status.Departed() || s.Status == ledger.StatusErased {
		return nil
	}
	return each(ctx, l.read, `SELECT f.sku_id, coalesce((SELECT max(x.sku_part_number) FROM seat x WHERE x.sku_id = f.sku_id), ''), f.assigned_by_group IS NOT NULL,
			coalesce((SELECT g.display_name FROM license_group g JOIN license_group_span y USING (fact_id)
				WHERE g.group_id = f.assigned_by_group ORDER BY y.to_pos DESC, y.from_pos DESC LIMIT 1), ''), coalesce(f.error, '')
		FROM assignment f JOIN assignment_span p USING (fact_id) WHERE f.user_id = ? AND p.to_pos = ?
			AND +p.source_id = (SELECT source_id FROM source WHERE name = ?) AND (f.state IN ('Error', 'ActiveWithError') OR coalesce(f.error, 'None') <> 'None')
		ORDER BY f.sku_id, f.assigned_by_group`, []any{t.id, int64(ledger.EndOfTime), ledger.SourceUsers}, func(rows *sql.Rows) error {
		var sku, part, said string
		var f ledger.FailedAssignment
		if err := rows.Scan(&sku, &part, &f.ByGroup, &f.Group, &said); err != nil {
			return err
		}
		f.License, f.Error = ledger.LicenseName(sku, part), ledger.AssignmentErrorOf(said)
		s.Failed = append(s.Failed, f)
		return nil
	})
}

func instantAt(text ledger.Text) ledger.Instant {
	at, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		return 0 // "" is not known
	}
	return ledger.InstantOf(at)
}
