package desktop

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Person is what the window shows of somebody. Empty text means that nothing
// is known.
type Person struct {
	Key             string        `json:"key"` // what Forget knows the person by: the id of the account, or an address
	Name            string        `json:"name"`
	Email           string        `json:"email"`
	Department      string        `json:"department"`
	CostCenter      string        `json:"costCenter"`
	Status          ledger.Status `json:"status"`      // on the day, as the next three
	StatusSince     string        `json:"statusSince"` // an instant, or an interval from/to
	RestorableUntil string        `json:"restorableUntil"`
	Absent          bool          `json:"absent"`    // the directory never had them by the day
	Day             string        `json:"day"`       // of the reading that speaks, in the zone of the ledger
	ListSince       string        `json:"listSince"` // when a list was first read; empty when none was by the day
	ListRead        bool          `json:"listRead"`  // a list speaks for the day
	Holds           []PersonHold  `json:"holds"`     // of the day; of a leaver, what they held last
	Evidence        []Sentence    `json:"evidence"`  // as of the newest reading, the answer first
	Events          []PersonEvent `json:"events"`    // of all days, newest first
}

// PersonHold is a license that somebody holds.
type PersonHold struct {
	License        string          `json:"license"`
	AssignedBy     string          `json:"assignedBy"` // direct, group, or empty
	GroupName      string          `json:"groupName"`
	AssignedDate   string          `json:"assignedDate"`
	ExpirationDate string          `json:"expirationDate"`
	IsTrial        bool            `json:"isTrial"`
	Services       []PersonService `json:"services"`
}

// PersonService is a service of a license and what is known of its use.
type PersonService struct {
	Service        string `json:"service"`
	InList         bool   `json:"inList"` // Microsoft's list of used licenses has it
	InListSince    string `json:"inListSince"`
	InListUntil    string `json:"inListUntil"` // RFC 3339: the first list without it, where earlier ones had it
	LastUsed       string `json:"lastUsed"`    // a day, or a month where only months are kept
	LastUsedSource string `json:"lastUsedSource"`
	WatchedSince   string `json:"watchedSince"` // a day; empty when nobody watches
}

// PersonEvent is one entry of the timeline: between two days, or on one.
type PersonEvent struct {
	Event    ledger.EventCode `json:"event"`
	FromDay  string           `json:"fromDay"` // 2006-01-02 in the zone of the ledger; empty when nothing was read before
	Day      string           `json:"day"`
	At       string           `json:"at"` // RFC 3339, when the instant is known; empty when only the days are
	Service  string           `json:"service"`
	License  string           `json:"license"`
	Detail   string           `json:"detail"` // of a launch the app, of a license direct or group
	WasName  string           `json:"wasName"`
	WasEmail string           `json:"wasEmail"`
	NewName  string           `json:"newName"`
	NewEmail string           `json:"newEmail"`
}

// Forgotten says what forgetting a person took away.
type Forgotten struct {
	Facts   int64    `json:"facts"`   // that no longer name the person
	Backups []string `json:"backups"` // file names of backups beside the history, which still do
}

// Person tells everything that is known of somebody, as of a day. key is an
// object id or an address, at as in ViewRequest. Codes: not_found when nobody
// had it, invalid when several did.
func (w *Window) Person(key, at string) (Person, error) {
	return guard("read person", func() (Person, error) {
		opened, err := w.current()
		if err != nil {
			return Person{}, err
		}
		if at == "latest" {
			at = ""
		}
		card, err := opened.PersonCard(w.work, key, at)
		if err != nil {
			return Person{}, err
		}
		return personOf(card, key, opened.Zone()), nil
	})
}

// StartForget takes somebody's name and addresses out of the history for good
// and gives the id of the job. deleteBackups also deletes the backups beside
// the file, which still name them. Codes: not_found, invalid, busy, read_only.
func (w *Window) StartForget(key string, deleteBackups bool) (string, error) {
	return guard("forget person", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		return w.jobs.start(w.work, JobForget, func(ctx context.Context, tell report) (*JobResult, error) {
			tell(func(job *Job) { job.Stage = "forget" })
			var done ledger.Forgotten
			err := w.patiently(ctx, func() error {
				again, err := opened.Forget(ctx, key, deleteBackups)
				again.Facts = max(again.Facts, done.Facts) // what was forgotten the first time is not found again
				done = again
				return err
			})
			if err != nil {
				return nil, err
			}
			backups := append([]string{}, done.Backups...)
			return &JobResult{Warnings: []Warning{}, Forgotten: &Forgotten{Facts: done.Facts, Backups: backups}}, nil
		}, func() { w.changed(sameLedger...) })
	})
}

func personOf(card app.PersonCard, key string, zone *time.Location) Person {
	p := card.Person
	out := Person{Key: key, Name: string(p.Name), Email: string(p.Email), Department: string(p.Department), CostCenter: string(p.CostCenter),
		Status: p.Status, StatusSince: string(p.StatusSince), RestorableUntil: string(card.RestorableUntil), Absent: card.Absent,
		Day: snapshotOf(card.Snapshot, zone).Day, ListSince: string(card.ListSince), ListRead: card.Snapshot.Basis == ledger.BasisReport,
		Holds: []PersonHold{}, Evidence: sentencesOf(card.Evidence), Events: []PersonEvent{}}
	if p.UserID != "" {
		out.Key = string(p.UserID)
	}
	for _, h := range card.Holds {
		hold := PersonHold{License: h.License, AssignedBy: h.AssignedBy, GroupName: h.GroupName, AssignedDate: h.AssignedDate,
			ExpirationDate: h.ExpirationDate, IsTrial: h.IsTrial, Services: []PersonService{}}
		for _, s := range h.Services {
			hold.Services = append(hold.Services, PersonService{Service: s.Service, InList: s.InList, InListSince: s.InListSince, InListUntil: s.InListUntil,
				LastUsed: s.LastUsed, LastUsedSource: s.LastUsedSource, WatchedSince: s.WatchedSince})
		}
		out.Holds = append(out.Holds, hold)
	}
	for _, e := range card.Events {
		out.Events = append(out.Events, eventOf(e, zone))
	}
	return out
}

func eventOf(e ledger.Event, zone *time.Location) PersonEvent {
	out := PersonEvent{Event: e.Event, FromDay: dayOf(string(e.At), zone), Day: dayOf(string(e.AtUntil), zone),
		Service: string(e.Service), License: string(e.License), Detail: string(e.Detail),
		WasName: string(e.WasName), WasEmail: string(e.WasEmail), NewName: string(e.NewName), NewEmail: string(e.NewEmail)}
	if e.At == e.AtUntil {
		out.At = string(e.At)
	}
	return out
}
