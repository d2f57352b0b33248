package storetest

import (
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Departure is one time that an account left.
type Departure struct {
	UserID        string
	After, Before ledger.Instant // between these; After is 0 where the directory never had the account
	DeletedAt     ledger.Instant // 0 when the deleted users did not tell
	Last          ledger.User    // what the directory said last
	deleted       ledger.DeletedUser
	first         *Reading // the listing that lacks it; nil where the directory never had it, and where only a look-up tells
	back          *Reading // the one that has it again; nil while it is away
	last          *Reading // the last one that had it
	missed        bool     // only a look-up tells
}

// Returned tells whether a later listing has the account again.
func (d Departure) Returned() bool { return d.back != nil }

// Departures gives every time that an account left.
func (m *Model) Departures(id string) []Departure {
	var all []Departure
	var last *Reading // that has the account
	away := false
	for _, g := range m.of(ledger.SourceUsers, ledger.SourceFileActiveUsers) {
		if userIn(g, id) != nil {
			if away {
				all[len(all)-1].back = g
			}
			last, away = g, false
			continue
		}
		// An export leaves out accounts for reasons of its own: it has to have had
		// this one.
		before := m.before(g)
		lost := g.Source == ledger.SourceUsers || before != nil && userIn(before, id) != nil
		if last != nil && !away && lost {
			all = append(all, Departure{UserID: id, After: last.Instant, Before: g.Instant, Last: *userIn(last, id), first: g, last: last})
			away = true
		}
	}
	if missed := m.lastMissed(id); last != nil && !away && missed > last.Instant {
		all = append(all, Departure{UserID: id, After: last.Instant, Before: missed, Last: *userIn(last, id), last: last, missed: true})
	}
	deletions := m.deletions(id)
	if last == nil && len(deletions) > 0 {
		all = append(all, Departure{UserID: id, Before: deletions[0].DeletedAt, deleted: lastWithMail(deletions)})
	}
	for i := range all {
		m.narrow(&all[i], deletions)
	}
	return all
}

// lookedUp gives when look-ups found an account, or did not, oldest first.
func (m *Model) lookedUp(id string, found bool) []ledger.Instant {
	var all []ledger.Instant
	for _, e := range m.evidence {
		if e.UserID == id && e.Found == found {
			all = append(all, e.At)
		}
	}
	slices.Sort(all)
	return all
}

// lastMissed is the last look-up of an account if it answered 404; else 0.
func (m *Model) lastMissed(id string) ledger.Instant {
	absent, found := m.lookedUp(id, false), m.lookedUp(id, true)
	if len(absent) == 0 || len(found) > 0 && found[len(found)-1] > absent[len(absent)-1] {
		return 0
	}
	return absent[len(absent)-1]
}

// narrow narrows the time in which an account left by what else is known.
func (m *Model) narrow(d *Departure, deletions []ledger.DeletedUser) {
	if d.last != nil {
		for _, at := range m.lookedUp(d.UserID, true) {
			if at > d.After && at < d.Before {
				d.After = at
			}
		}
	}
	for _, x := range deletions {
		if x.DeletedAt >= d.After && x.DeletedAt <= d.Before {
			d.DeletedAt = x.DeletedAt
		}
	}
	if d.last == nil {
		return
	}
	for _, at := range m.lookedUp(d.UserID, false) {
		if at > d.After {
			d.Before = min(d.Before, at)
			break
		}
	}
}

// lastWithMail gives what was said of the last deletion: of what tells a mail, as
// not all sources do, the last, else the last of all.
func lastWithMail(deletions []ledger.DeletedUser) ledger.DeletedUser {
	last := deletions[len(deletions)-1]
	for _, x := range deletions {
		if x.DeletedAt == last.DeletedAt && x.Mail != "" {
			last = x
		}
	}
	return last
}

// deletions gives everything the deleted users ever said of an account, by the
// instant of the deletion.
func (m *Model) deletions(id string) []ledger.DeletedUser {
	var all []ledger.DeletedUser
	for _, g := range m.of(ledger.SourceDeletedUsers, ledger.SourceFileDeletedUsers) {
		for _, x := range factsOf[ledger.DeletedUser](g) {
			if x.UserID == id {
				all = append(all, x)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b ledger.DeletedUser) int { return int(a.DeletedAt - b.DeletedAt) })
	return all
}

func userIn(g *Reading, id string) *ledger.User {
	for _, u := range factsOf[ledger.User](g) {
		if u.UserID == id {
			return &u
		}
	}
	return nil
}

// Users gives the accounts of the directory on the day.
func (d *Day) Users() []ledger.User { return factsOf[ledger.User](d.Directory()) }

// User gives an account of the directory on the day; nil when it has none.
func (d *Day) User(id string) *ledger.User { return userIn(d.Directory(), id) }

// deleted tells whether the deleted users of the day have an account, and when
// they say it was deleted.
func (d *Day) deleted(id string) (at ledger.Instant, ok bool) {
	for _, x := range factsOf[ledger.DeletedUser](d.Deletions()) {
		if x.UserID == id {
			return x.DeletedAt, true
		}
	}
	return 0, false
}

// deletedAreNewer tells whether the deleted users were read after the directory.
func (d *Day) deletedAreNewer() bool {
	deleted, directory := d.Deletions(), d.Directory()
	return deleted != nil && (directory == nil || deleted.Instant >= directory.Instant)
}

// Departed gives the accounts that had left by the day and were not back.
func (d *Day) Departed() []Departure {
	if d.departed != nil {
		return d.departed
	}
	directory := d.Directory()
	reached := func(g *Reading) bool { return g != nil && directory != nil && g.Pos <= directory.Pos }
	all := []Departure{}
	for _, id := range d.model.everybody() {
		var last *Departure
		for _, x := range d.model.Departures(id) {
			if (x.first == nil || reached(x.first)) && x.Before <= d.at && !reached(x.back) {
				last = &x
			}
		}
		if u := d.User(id); u != nil && (last == nil || !last.missed) {
			// The deleted users, read later, know better than the directory.
			at, deleted := d.deleted(id)
			if !deleted || !d.deletedAreNewer() {
				continue
			}
			last = &Departure{UserID: id, Before: at, DeletedAt: at, Last: *u, last: directory}
		}
		if last != nil {
			all = append(all, *last)
		}
	}
	d.departed = all
	return all
}

func (m *Model) everybody() []string {
	var ids []string
	for _, g := range m.listings {
		for _, fact := range g.Facts {
			switch f := fact.(type) {
			case ledger.User:
				ids = append(ids, f.UserID)
			case ledger.DeletedUser:
				ids = append(ids, f.UserID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Status tells how an account stands on the day, and since when.
func (d *Day) Status(id string) (status ledger.Status, since string) {
	for _, x := range d.Departed() {
		if x.UserID != id {
			continue
		}
		at, deleted := d.deleted(id)
		if !deleted || at == 0 {
			if at = x.DeletedAt; at == 0 {
				at = x.Before
			}
		}
		// A list of deleted users that was read when nobody could be restored any
		// more knows better.
		purged := d.at > at+30*24*60*60*1000 && !(deleted && d.Deletions().Instant > at+30*24*60*60*1000)
		switch {
		case deleted && !purged:
			return ledger.StatusSoftDeleted, x.since()
		case purged || d.Deletions() != nil && d.Deletions().Instant >= x.Before:
			return ledger.StatusGone, x.since()
		}
		return ledger.StatusLeft, x.since()
	}
	u := d.User(id)
	switch {
	case u == nil:
		return ledger.StatusUnverified, ""
	case u.AccountEnabled != nil && !*u.AccountEnabled:
		return ledger.StatusBlocked, ""
	}
	return ledger.StatusPresent, ""
}

func (x Departure) since() string {
	switch {
	case x.DeletedAt != 0:
		return x.DeletedAt.String()
	case x.After != 0:
		return x.After.String() + "/" + x.Before.String()
	}
	return x.Before.String()
}

// Name is the last name known of who left; the deleted users name only those
// that the directory never had.
func (x Departure) Name() string {
	if x.last == nil {
		return x.deleted.DisplayName
	}
	return x.Last.DisplayName
}

// Email is the last address known of who left.
func (x Departure) Email() string {
	if x.last == nil {
		return x.deletedEmail()
	}
	return emailOf(x.Last)
}

// deletedEmail is the address that the deleted users tell: the mail, else the
// sign-in name without the id that Graph writes before it.
func (x Departure) deletedEmail() string {
	if x.deleted.Mail != "" {
		return x.deleted.Mail
	}
	return strings.TrimPrefix(x.deleted.UserPrincipalName, strings.ReplaceAll(x.deleted.UserID, "-", ""))
}

func emailOf(u ledger.User) string {
	if u.Mail != "" {
		return u.Mail
	}
	return u.UserPrincipalName
}

// hasAddress tells whether an address is one of an account's.
func hasAddress(u ledger.User, address string) bool {
	all := []string{u.UserPrincipalName, u.Mail}
	var proxies []string
	if json.Unmarshal([]byte(u.ProxyAddresses), &proxies) == nil {
		all = append(all, proxies...)
	}
	return slices.ContainsFunc(all, func(its string) bool { return its != "" && ledger.FoldAddress(its) == ledger.FoldAddress(address) })
}

// costCenter is the one that the list has for the account's sign-in name, else
// for its mail, else for the first of its other addresses; else the directory's.
func (m *Model) costCenter(u ledger.User) ledger.Text {
	all := []string{u.UserPrincipalName, u.Mail}
	var proxies []string
	if json.Unmarshal([]byte(u.ProxyAddresses), &proxies) == nil {
		all = append(all, proxies...)
	}
	for _, address := range all {
		if listed := m.CostCenters[ledger.FoldAddress(address)]; listed != "" {
			return ledger.Text(listed)
		}
	}
	return ledger.Text(u.CostCenter)
}
