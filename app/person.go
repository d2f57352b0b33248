package app

import (
	"context"

	"licenseledger/store/ledger"
)

// PersonCard is everything that is known of a person, as of a day.
type PersonCard struct {
	ledger.PersonDay
	Holds    []Hold            // what they held on the day; of a leaver, what they held last
	Events   []ledger.Event    // of all days, newest first
	Evidence []ledger.Sentence // how they stand as of the newest reading
}

// Hold is a license that somebody holds, with the services of it that they can
// use.
type Hold struct {
	License, AssignedBy, GroupName string
	AssignedDate                   string // the earliest of its services
	ExpirationDate                 string
	IsTrial                        bool
	Tier                           ledger.Tier
	Services                       []HeldService
}

// HeldService is a service and what is known of its use.
type HeldService struct {
	Service        string
	Product        ledger.Product
	InList         bool   // the list of the day has it
	InListSince    string // instant of the first list that has it
	InListUntil    string // instant of the first list without it, where earlier ones named the person with it and that of the day has it no more
	LastUsed       string // a day, or a month where only months are kept
	LastUsedSource string
	WatchedSince   string // a day; "" when nobody watches
}

// PersonCard puts together what is known of a person. key is an object id or an
// address the person ever had, at as in ViewSpec.At. Codes: not_found when
// nobody had it or nothing was read by the day, invalid when several had it.
func (l *Ledger) PersonCard(ctx context.Context, key, at string) (PersonCard, error) {
	day, err := l.store.PersonOn(ctx, key, at)
	if err != nil {
		return PersonCard{}, err
	}
	card := PersonCard{PersonDay: day}
	_, events, err := l.store.Timeline(ctx, key)
	if err != nil {
		return PersonCard{}, err
	}
	for i := len(events) - 1; i >= 0; i-- {
		card.Events = append(card.Events, events[i])
	}
	card.Holds = holdsOf(day, events)
	card.Evidence, err = l.Evidence(ctx, key)
	return card, err
}

// holdsOf puts what the directory and the list say together, by license, in the
// order in which they name them.
func holdsOf(day ledger.PersonDay, events []ledger.Event) []Hold {
	var holds []Hold
	at := map[ledger.Text]int{}
	add := func(row ledger.Row, inList bool) {
		n, there := at[row.License]
		if !there {
			n = len(holds)
			at[row.License] = n
			holds = append(holds, Hold{License: string(row.License), AssignedBy: string(row.AssignedBy), GroupName: string(row.GroupName), Tier: ledger.Tier(row.Tier)})
		}
		holds[n].tell(row, inList)
	}
	for _, row := range day.Held {
		if row.License != "" { // of somebody who left with nothing
			add(row, false)
		}
	}
	for _, row := range day.Listed {
		// A row that says Unknown is another one than that with the name before it.
		if since := namedSince(row, events, day.Snapshot.At); since != "" {
			row.FirstSeen = since
		}
		add(row, true)
	}
	for i := range holds {
		for j := range holds[i].Services {
			if s := &holds[i].Services[j]; !s.InList {
				s.InListUntil = string(namedUntil(holds[i].License, s.Service, events, day.Snapshot.At))
			}
		}
	}
	return holds
}

// namedUntil gives since when lists up to an instant no longer name the person with
// a service of a license; "" when none ever did.
func namedUntil(license, service string, events []ledger.Event, at string) (until ledger.Text) {
	for _, e := range events {
		isOver := e.Event == ledger.EventUnreported || e.Event == ledger.EventUnknown
		if isOver && string(e.Service) == service && string(e.License) == license && string(e.AtUntil) <= at {
			until = e.AtUntil
		}
	}
	return until
}

// namedSince gives since when lists up to an instant have what a row tells under
// the name of the person; "" when no list ever named them with it.
func namedSince(row ledger.Row, events []ledger.Event, at string) (since ledger.Text) {
	for _, e := range events {
		if e.Event == ledger.EventReported && e.Service == row.Service && e.License == row.License && string(e.AtUntil) <= at {
			since = e.AtUntil
		}
	}
	return since
}

// tell adds what one row says.
func (h *Hold) tell(row ledger.Row, inList bool) {
	if date := string(row.AssignedDate); date != "" && (h.AssignedDate == "" || !inList && date < h.AssignedDate) {
		h.AssignedDate = date
	}
	if h.ExpirationDate == "" {
		h.ExpirationDate = string(row.ExpirationDate)
	}
	h.IsTrial = h.IsTrial || row.IsTrial != nil && *row.IsTrial
	n := 0
	for n < len(h.Services) && h.Services[n].Service != string(row.Service) {
		n++
	}
	if n == len(h.Services) {
		h.Services = append(h.Services, HeldService{Service: string(row.Service), Product: ledger.Product(row.Product)})
	}
	s := &h.Services[n]
	if row.LastUsed != "" {
		s.LastUsed, s.LastUsedSource = string(row.LastUsed), string(row.LastUsedSource)
	}
	if row.WatchedSince != "" {
		s.WatchedSince = string(row.WatchedSince)
	}
	if inList && (s.InListSince == "" || string(row.FirstSeen) < s.InListSince) {
		s.InList, s.InListSince = true, string(row.FirstSeen)
	}
}
