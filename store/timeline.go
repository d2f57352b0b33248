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
	accounts  *directories // under ledger.SourceUsers below stand the listings of all of them
	positions map[string][]ledger.Position
	whole     map[string][]ledger.Position // of the listings that were not thinned
	id        string                       // of the account; "" when only reports know the person
	addresses map[string]bool
	presence  []stretch
	events    []ledger.Event
}

func newTimeline(q querier, listings []listing, id, address string) *timeline {
	t := &timeline{q: q, accounts: newDirectories(), positions: map[string][]ledger.Position{}, whole: map[string][]ledger.Position{}, id: id, addresses: map[string]bool{}}
	if address != "" {
		t.addresses[address] = true
	}
	for _, g := range listings {
		source := g.source
		if slices.Contains(ledger.DirectorySources(), source) {
			t.accounts.name(g.sourceID, source)
			t.accounts.add(directoryListing{g.pos, g.sourceID})
			source = ledger.SourceUsers
		}
		t.positions[source] = append(t.positions[source], g.pos)
		if !g.thinned {
			t.whole[source] = append(t.whole[source], g.pos)
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
	e.Source, e.AtUntil = t.sourceAt(source, pos), ledger.Text(pos.Instant().String())
	all := t.positions[source]
	if n := sort.Search(len(all), func(i int) bool { return all[i] >= pos }); n > 0 {
		e.At = ledger.Text(all[n-1].Instant().String())
	}
	t.events = append(t.events, e)
}

// sourceAt names the source of a listing of the directory; other names stay.
func (t *timeline) sourceAt(source string, pos ledger.Position) string {
	if at := t.accounts.at[pos]; source == ledger.SourceUsers && len(at) > 0 {
		return t.accounts.names[at[0]]
	}
	return source
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
	enabled         sql.NullBool // not valid where the source did not tell
	createdAt       ledger.Instant
}

func (t *timeline) readAccount(ctx context.Context) error {
	if t.id == "" {
		return nil
	}
	var all []account
	err := each(ctx, t.q, `SELECT s.source_id, s.from_pos, s.to_pos, coalesce(f.display_name, ''), coalesce(f.user_principal_name, ''), coalesce(f.mail, ''),
			coalesce(f.proxy_addresses, ''), f.account_enabled, coalesce(f.created_at, 0)
		FROM user f JOIN user_span s USING (fact_id) WHERE f.user_id = ? ORDER BY s.from_pos`, []any{t.id}, func(rows *sql.Rows) error {
		var a account
		var sourceID int64
		var proxies string
		if err := rows.Scan(&sourceID, &a.from, &a.to, &a.name, &a.upn, &a.mail, &proxies, &a.enabled, &a.createdAt); err != nil {
			return err
		}
		for _, address := range addressesOf(a.upn, a.mail, proxies) {
			t.addresses[address] = true
		}
		for _, part := range t.accounts.speaks(sourceID, a.from, a.to) {
			a.from, a.to = part.from, part.to
			all = append(all, a)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b account) int { return cmp.Compare(a.from, b.from) })
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
		t.exactly(t.sourceAt(ledger.SourceUsers, a.from), a.createdAt, ledger.Event{Event: ledger.EventCreated})
	}
	t.between(ledger.SourceUsers, a.from, ledger.Event{Event: ledger.EventSeenFirst, Detail: ledger.Text(unlessErased(a.name))})
	if a.enabled.Valid && !a.enabled.Bool {
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
	if was.name != is.name || was.upn != is.upn || was.mail != is.mail && t.sameSource(was, is) {
		e := ledger.Event{Event: ledger.EventRenamed}
		if !ledger.IsErased(was.name) && !ledger.IsErased(is.name) {
			e.WasName, e.WasEmail = ledger.Text(was.name), ledger.Text(firstOf(was.mail, was.upn))
			e.NewName, e.NewEmail = ledger.Text(is.name), ledger.Text(firstOf(is.mail, is.upn))
			e.Detail = e.WasName + " <" + e.WasEmail + "> to " + e.NewName + " <" + e.NewEmail + ">"
		}
		t.between(ledger.SourceUsers, is.from, e)
	}
	if was.enabled.Valid && is.enabled.Valid && was.enabled != is.enabled {
		event := ledger.EventBlocked
		if is.enabled.Bool {
			event = ledger.EventUnblocked
		}
		t.between(ledger.SourceUsers, is.from, ledger.Event{Event: event})
	}
}

// sameSource tells whether one source said both: an export does not tell the
// mail address, which is no change of it.
func (t *timeline) sameSource(was, is account) bool {
	return t.sourceAt(ledger.SourceUsers, was.from) == t.sourceAt(ledger.SourceUsers, is.from)
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
