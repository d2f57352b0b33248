package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// timeline collects what happened to one person, from spans: an event lies
// between the last listing before it and the first after it, unless a source
// told its very instant.
type timeline struct {
	q         querier
	positions map[string][]ledger.Position
	whole     map[string][]ledger.Position // of the listings that were not thinned
	id        string                       // of the account; "" when only reports know the person
	addresses map[string]bool
	presence  []stretch
	events    []ledger.Event
}

func newTimeline(q querier, listings []listing, id, address string) *timeline {
	t := &timeline{q: q, positions: map[string][]ledger.Position{}, whole: map[string][]ledger.Position{}, id: id, addresses: map[string]bool{}}
	if address != "" {
		t.addresses[address] = true
	}
	for _, g := range listings {
		t.positions[g.source] = append(t.positions[g.source], g.pos)
		if !g.thinned {
			t.whole[g.source] = append(t.whole[g.source], g.pos)
		}
	}
	return t
}

func (t *timeline) read(ctx context.Context) error {
	for _, part := range []func(context.Context) error{t.readAccount, t.readAssignments, t.readDepartures, t.readReport, t.readUnknown, t.readUse} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// between notes an event that happened at or before the listing at pos and
// after the one before it.
func (t *timeline) between(source string, pos ledger.Position, e ledger.Event) {
	e.Source, e.AtUntil = source, ledger.Text(pos.Instant().String())
	all := t.positions[source]
	if n := sort.Search(len(all), func(i int) bool { return all[i] >= pos }); n > 0 {
		e.At = ledger.Text(all[n-1].Instant().String())
	}
	t.events = append(t.events, e)
}

// exactly notes an event whose instant is known.
func (t *timeline) exactly(source string, at ledger.Instant, e ledger.Event) {
	e.Source, e.At, e.AtUntil = source, ledger.Text(at.String()), ledger.Text(at.String())
	t.events = append(t.events, e)
}

func (t *timeline) sorted() []ledger.Event {
	slices.SortStableFunc(t.events, func(a, b ledger.Event) int {
		return cmp.Or(cmp.Compare(a.AtUntil, b.AtUntil), cmp.Compare(a.At, b.At), cmp.Compare(a.Event, b.Event),
			cmp.Compare(a.License, b.License), cmp.Compare(a.Service, b.Service))
	})
	return t.events
}

// account is what one fact says of the account, for one span.
type account struct {
	from, to        ledger.Position
	name, upn, mail string
	blocked         bool
	createdAt       ledger.Instant
}

func (t *timeline) readAccount(ctx context.Context) error {
	if t.id == "" {
		return nil
	}
	var all []account
	err := each(ctx, t.q, `SELECT s.from_pos, s.to_pos, coalesce(f.display_name, ''), coalesce(f.user_principal_name, ''), coalesce(f.mail, ''),
			coalesce(f.proxy_addresses, ''), f.account_enabled IS 0, coalesce(f.created_at, 0)
		FROM user f JOIN user_span s USING (fact_id) WHERE f.user_id = ? ORDER BY s.from_pos`, []any{t.id}, func(rows *sql.Rows) error {
		var a account
		var proxies string
		if err := rows.Scan(&a.from, &a.to, &a.name, &a.upn, &a.mail, &proxies, &a.blocked, &a.createdAt); err != nil {
			return err
		}
		for _, address := range addressesOf(a.upn, a.mail, proxies) {
			t.addresses[address] = true
		}
		all = append(all, a)
		return nil
	})
	for i, a := range all {
		if i == 0 {
			t.begin(a)
			continue
		}
		t.compare(all[i-1], a)
	}
	return err
}

func (t *timeline) begin(a account) {
	if a.createdAt != 0 {
		t.exactly(ledger.SourceUsers, a.createdAt, ledger.Event{Event: ledger.EventCreated})
	}
	t.between(ledger.SourceUsers, a.from, ledger.Event{Event: ledger.EventSeenFirst, Detail: ledger.Text(unlessErased(a.name))})
	if a.blocked {
		t.between(ledger.SourceUsers, a.from, ledger.Event{Event: ledger.EventBlocked})
	}
	t.presence = append(t.presence, stretch{from: a.from, to: a.to})
}

func (t *timeline) compare(was, is account) {
	last := &t.presence[len(t.presence)-1]
	if was.to < is.from {
		t.presence = append(t.presence, stretch{from: is.from, to: is.to})
	} else {
		last.to = is.to
	}
	if was.name != is.name || was.upn != is.upn || was.mail != is.mail {
		detail := was.name + " <" + firstOf(was.mail, was.upn) + "> to " + is.name + " <" + firstOf(is.mail, is.upn) + ">"
		if ledger.IsErased(was.name) || ledger.IsErased(is.name) {
			detail = ""
		}
		t.between(ledger.SourceUsers, is.from, ledger.Event{Event: ledger.EventRenamed, Detail: ledger.Text(detail)})
	}
	if was.blocked != is.blocked {
		event := ledger.EventBlocked
		if was.blocked {
			event = ledger.EventUnblocked
		}
		t.between(ledger.SourceUsers, is.from, ledger.Event{Event: event})
	}
}

// presentAt tells whether the directory had the account in the listing at pos.
func (t *timeline) presentAt(pos ledger.Position) bool {
	return slices.ContainsFunc(t.presence, func(s stretch) bool { return s.from <= pos && pos < s.to })
}

// presentFrom tells whether the directory had the account in the listing at from
// and in every one up to that at to.
func (t *timeline) presentFrom(from, to ledger.Position) bool {
	return slices.ContainsFunc(t.presence, func(s stretch) bool { return s.from <= from && to < s.to })
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
