package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// DaySeals gives, for every snapshot that can be opened, a text that follows
// from all that its answers are made from: while it is the same, so are the rows
// of every view of it, its seats, and what changed since a snapshot whose text
// is the same as well. Nearly always a publication leaves the seals of earlier
// days alone. The other way round nothing is promised. generation is that of the
// state they belong to.
func (l *Ledger) DaySeals(ctx context.Context) (seals map[int64]string, generation int64, err error) {
	for {
		seals, generation, err = l.daySeals(ctx)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return seals, generation, classify("read days", l.path, err)
		}
	}
}

func (l *Ledger) daySeals(ctx context.Context) (map[int64]string, int64, error) {
	h, err := l.history(ctx)
	if err != nil {
		return nil, 0, err
	}
	seals := map[int64]string{}
	err = h.reading(ctx, func(q querier) error {
		s, err := readSealed(ctx, q)
		if err != nil {
			return err
		}
		return each(ctx, q, `SELECT snapshot_id, at FROM snapshot WHERE is_openable ORDER BY at, snapshot_id`, nil, func(rows *sql.Rows) error {
			var id int64
			var at ledger.Instant
			if err := rows.Scan(&id, &at); err != nil {
				return err
			}
			at = at/1000*1000 + 999 // as a day is opened
			seals[id] = s.at(id, at, h)
			return nil
		})
	})
	return seals, h.generation, err
}

// chain is a running hash over what is known up to a place in time, in order.
type chain[P int64 | string] struct {
	links []link[P]
	next  int
	sum   [sha256.Size]byte
}

type link[P int64 | string] struct {
	place P
	text  string
}

// to takes in what lies up to a place, and gives the hash; places ascend.
func (c *chain[P]) to(place P) []byte {
	for ; c.next < len(c.links) && c.links[c.next].place <= place; c.next++ {
		c.sum = sha256.Sum256(append(c.sum[:], c.links[c.next].text...))
	}
	return c.sum[:]
}

// sealed is what answers about a day are made from beside the listings that
// speak for it: facts only ever come behind the newest listing of their source,
// or the epoch changes.
type sealed struct {
	ground         string // what every day depends on
	departures     chain[int64]
	identities     chain[int64]
	days, months   chain[string] // of activity
	watched        chain[string]
	everyDirectory string // what days without a directory depend on
}

func readSealed(ctx context.Context, q querier) (*sealed, error) {
	s := &sealed{}
	ground := sha256.New()
	for _, query := range []string{
		`SELECT 'settings', group_concat(key || ' ' || value, char(10)) FROM (SELECT key, value FROM setting WHERE key IN ('` + settingEpoch + `', '` + settingDerivedVersion + `', '` + settingErasedTags + `') ORDER BY key)`,
		`SELECT 'erased', count(*) FROM erased`,
		`SELECT 'cost center', address, cost_center FROM cost_center_of ORDER BY address`,
	} {
		if err := s.add(ctx, q, query, func(text string) { fmt.Fprintln(ground, text) }); err != nil {
			return nil, err
		}
	}
	shared, everybody, err := sharedNames(ctx, q)
	if err != nil {
		return nil, err
	}
	s.ground, s.everyDirectory = hex.EncodeToString(ground.Sum([]byte(shared))), everybody
	for _, of := range []struct {
		query string
		to    *chain[int64]
	}{
		// Of accounts that the directory never had, the deleted users tell the name.
		{`SELECT d.left_before, d.user_id, d.left_pos, coalesce(d.left_after, 0), coalesce(d.deleted_at, 0), coalesce(d.confirmed_at, 0), d.is_confirmed, coalesce(d.last_pos, 0),
			coalesce(d.returned_pos, 0), coalesce(d.last_fact_id, 0), coalesce((SELECT group_concat(x.hash, '') FROM (SELECT hex(y.hash) AS hash FROM deleted_user y
				WHERE d.last_fact_id IS NULL AND y.user_id = d.user_id ORDER BY 1) x), '')
			FROM departure d ORDER BY d.left_before, d.user_id, d.left_pos`, &s.departures},
		{`SELECT from_pos, fact_id, confidence, coalesce(why, ''), coalesce(user_id, ''), coalesce(name, ''), coalesce(email, ''), coalesce(since_from, 0), coalesce(since_to, 0), candidates
			FROM identity ORDER BY from_pos, fact_id`, &s.identities},
	} {
		if err := readChain(ctx, q, of.query, of.to); err != nil {
			return nil, err
		}
	}
	for _, of := range []struct {
		query string
		to    *chain[string]
	}{
		{`SELECT day, source_id, product, hex(users) FROM activity WHERE length(day) = 10 ORDER BY day, source_id, product`, &s.days},
		{`SELECT day, source_id, product, hex(users) FROM activity WHERE length(day) = 7 ORDER BY day, source_id, product`, &s.months},
		{`SELECT day, source_id, product FROM activity_slice ORDER BY day, source_id, product`, &s.watched},
	} {
		if err := readChain(ctx, q, of.query, of.to); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// add hands on the columns of the rows of a query as texts.
func (s *sealed) add(ctx context.Context, q querier, query string, to func(text string)) error {
	return each(ctx, q, query, nil, func(rows *sql.Rows) error {
		text, err := rowText(rows, nil)
		to(text)
		return err
	})
}

// rowText reads a row as one text; its first column goes to place, if that is
// wanted.
func rowText(rows *sql.Rows, place any) (string, error) {
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	values, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	if place != nil {
		into[0] = place
	}
	if err := rows.Scan(into...); err != nil {
		return "", err
	}
	var b strings.Builder
	for i := range values {
		text := values[i].String
		if len(text) > sha256.Size { // users of a day are many
			sum := sha256.Sum256([]byte(text))
			text = string(sum[:])
		}
		fmt.Fprintf(&b, "%d:%s", len(text), text) // no text can be taken for two
	}
	return b.String(), nil
}

func readChain[P int64 | string](ctx context.Context, q querier, query string, to *chain[P]) error {
	return each(ctx, q, query, nil, func(rows *sql.Rows) error {
		var l link[P]
		text, err := rowText(rows, &l.place)
		l.text = fmt.Sprint(l.place, " ", text)
		to.links = append(to.links, l)
		return err
	})
}

// sharedNames is a hash of the names that several accounts ever had, by which a
// line without an address names nobody in particular, and one of all accounts:
// where no directory speaks, an address is that of whoever ever had it.
func sharedNames(ctx context.Context, q querier) (shared, everybody string, err error) {
	owner := map[string]string{}
	several := map[string]bool{}
	all := sha256.New()
	err = each(ctx, q, `SELECT DISTINCT coalesce(display_name, ''), user_id FROM user ORDER BY user_id, 1`, nil, func(rows *sql.Rows) error {
		var name, id string
		if err := rows.Scan(&name, &id); err != nil {
			return err
		}
		fmt.Fprintf(all, "%q %s\n", name, id)
		name = ledger.FoldAddress(name)
		if other, is := owner[name]; is && other != id {
			several[name] = true
		}
		owner[name] = id
		return nil
	})
	if err != nil {
		return "", "", err
	}
	err = each(ctx, q, `SELECT count(*), coalesce(max(fact_id), 0) FROM user`, nil, func(rows *sql.Rows) error {
		text, err := rowText(rows, nil)
		fmt.Fprintln(all, text)
		return err
	})
	names := make([]string, 0, len(several))
	for name := range several {
		names = append(names, name)
	}
	slices.Sort(names)
	sum := sha256.Sum256([]byte(strings.Join(names, "\n")))
	return hex.EncodeToString(sum[:]), hex.EncodeToString(all.Sum(nil)), err
}

// at seals one snapshot; they come in the order of time.
func (s *sealed) at(id int64, at ledger.Instant, h *history) string {
	seal := sha256.New()
	fmt.Fprintf(seal, "%s %d %d\n", s.ground, id, at)
	speaks := cover(h.listings, at)
	for _, info := range ledger.Sources() {
		if g, ok := speaks[info.Name]; ok {
			fmt.Fprintf(seal, "%s %d %d %d\n", info.Name, g.pos, g.rows, g.wholeAt)
		}
	}
	if newest(speaks, ledger.DirectorySources()).pos == 0 {
		fmt.Fprintln(seal, s.everyDirectory)
	}
	day, month := at.Time().Format(dayLayout), at.Time().Format(monthLayout)
	for _, sum := range [][]byte{s.departures.to(int64(at)), s.identities.to(int64(ledger.LastPositionAt(at))), s.days.to(day), s.months.to(month), s.watched.to(day)} {
		seal.Write(sum)
	}
	return hex.EncodeToString(seal.Sum(nil)[:16])
}
