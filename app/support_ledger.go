package app

import (
	"context"
	"slices"
	"time"

	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
)

// supportFile is what support learns of a ledger.
type supportFile struct {
	Schema     int              `json:"schema"`
	Bytes      int64            `json:"bytes"`
	Free       int64            `json:"free_bytes"`
	Readings   int              `json:"readings"`
	Newest     string           `json:"newest_reading"` // RFC 3339; "" before the first
	Sources    []supportSource  `json:"sources"`
	Sample     bool             `json:"sample"`
	ReadOnly   bool             `json:"read_only"`
	Updated    bool             `json:"brought_up_to_date_now"`
	Place      string           `json:"place"`
	Zone       string           `json:"time_zone"`
	Connection *supportSignedIn `json:"connection"` // null when it is not connected
	Sound      string           `json:"sound"`      // yes, no, or not_looked
	Unsound    []supportUnsound `json:"unsound"`
}

// supportSource is when a source was read for the newest reading.
type supportSource struct {
	Source string `json:"source"`
	Read   string `json:"read"` // RFC 3339; "" when it was not
}

// supportSignedIn says how the tenant is reached, without what it is called.
type supportSignedIn struct {
	Cloud     string `json:"cloud"` // as Microsoft calls its own; other for any else
	Auth      string `json:"auth"`
	OwnHosts  bool   `json:"own_hosts"` // hosts take the place of those of the cloud
	OwnTrust  bool   `json:"own_authority"`
	Managers  bool   `json:"managers"`
	Launches  bool   `json:"launches"`
	NoGroups  bool   `json:"no_group_names"`
	Activity  string `json:"activity"`
	SignedOut bool   `json:"nobody_signed_in"`
}

// supportUnsound is a check that found something, and how often.
type supportUnsound struct {
	Check string `json:"check"`
	Times int    `json:"times"`
}

func (l *Ledger) supportLedger(ctx context.Context, verify bool) (supportFile, error) {
	info, err := l.Info(ctx)
	if err != nil {
		return supportFile{}, err
	}
	figures, err := l.Figures(ctx)
	if err != nil {
		return supportFile{}, err
	}
	readings, err := l.Snapshots(ctx)
	if err != nil {
		return supportFile{}, err
	}
	f := supportFile{Schema: figures.Schema, Bytes: figures.Bytes, Free: figures.Free, Readings: len(readings), Sources: []supportSource{},
		Sample: info.Sample, ReadOnly: info.ReadOnly, Updated: info.KeptCopy != "", Place: string(info.Place.Kind), Zone: info.Zone,
		Sound: "not_looked", Unsound: []supportUnsound{}}
	if len(readings) > 0 {
		newest := readings[len(readings)-1]
		f.Newest = instantWord(newest.At)
		for _, c := range newest.Coverage {
			f.Sources = append(f.Sources, supportSource{Source: sourceWord(c.Source), Read: instantWord(string(c.AsOf))})
		}
	}
	if f.Connection, err = l.supportConnection(ctx); err != nil || !verify {
		return f, err
	}
	findings, err := l.Check(ctx)
	if err != nil {
		return f, err
	}
	f.Sound = "yes"
	for _, finding := range findings {
		f.Sound = "no"
		i := slices.IndexFunc(f.Unsound, func(u supportUnsound) bool { return u.Check == finding.Check })
		if i < 0 {
			i, f.Unsound = len(f.Unsound), append(f.Unsound, supportUnsound{Check: finding.Check})
		}
		f.Unsound[i].Times++
	}
	return f, nil
}

func (l *Ledger) supportConnection(ctx context.Context) (*supportSignedIn, error) {
	c, ok, err := l.Connection(ctx)
	if err != nil || !ok {
		return nil, err
	}
	kept, err := l.Privacy(ctx)
	if err != nil {
		return nil, err
	}
	var clouds []string
	for _, cloud := range auth.Clouds() {
		clouds = append(clouds, cloud.Name)
	}
	person := c.Auth != AuthCertificate
	return &supportSignedIn{Cloud: closedWord(c.Cloud, clouds), Auth: closedWord(c.Auth, []string{AuthBrowser, AuthDevice, AuthCertificate}),
		OwnHosts: c.Authority+c.Graph+c.PowerPlatform != "", OwnTrust: c.CAPath != "", Managers: c.Managers, Launches: c.Launches, NoGroups: c.NoGroupNames,
		Activity: closedWord(kept.Activity, ledger.ActivityLevels()), SignedOut: person && c.Account == ""}, nil
}

// supportRun is a sync or an import, by what can be counted.
type supportRun struct {
	Kind      string          `json:"kind"`
	State     string          `json:"state"`
	StartedAt string          `json:"started_at"`
	Seconds   float64         `json:"seconds"` // -1 when it was interrupted
	Began     int64           `json:"began"`
	Ended     int64           `json:"ended"`
	Listings  []supportRead   `json:"read"`
	Warnings  []supportWarned `json:"warnings"`
}

// supportRead is a source that a run read to its end.
type supportRead struct {
	Source  string  `json:"source"`
	Rows    int64   `json:"rows"`
	Seconds float64 `json:"seconds"`
}

// supportWarned is a warning without its words.
type supportWarned struct {
	Code   string `json:"code"`
	Source string `json:"source"`
}

func (l *Ledger) supportRuns(ctx context.Context) ([]supportRun, error) {
	runs, err := l.Runs(ctx)
	if err != nil {
		return nil, err
	}
	if len(runs) > supportRuns {
		runs = runs[len(runs)-supportRuns:]
	}
	all := []supportRun{}
	for _, run := range runs {
		read, warnings, err := l.RunListings(ctx, run.ID)
		if err != nil {
			return nil, err
		}
		one := supportRun{Kind: closedWord(run.Kind, []ledger.RunKind{ledger.RunSync, ledger.RunImport}),
			State:     closedWord(run.State, []ledger.RunState{ledger.RunRunning, ledger.RunComplete, ledger.RunPartial, ledger.RunFailed, ledger.RunCanceled}),
			StartedAt: instantWord(run.StartedAt), Seconds: secondsBetween(run.StartedAt, string(run.EndedAt)), Began: run.Began, Ended: run.Ended,
			Listings: []supportRead{}, Warnings: []supportWarned{}}
		for _, r := range read {
			one.Listings = append(one.Listings, supportRead{Source: sourceWord(r.Source), Rows: r.Rows, Seconds: secondsBetween(r.ReadFrom, r.ReadTo)})
		}
		for _, w := range warnings {
			one.Warnings = append(one.Warnings, supportWarned{Code: warningWord(w.Code), Source: sourceWord(w.Source)})
		}
		all = append(all, one)
	}
	return all, nil
}

// supportNights is how a ledger is synced by itself.
type supportNights struct {
	State        string         `json:"state"` // "" when it is not, unknown where that cannot be found out
	System       string         `json:"system"`
	Time         string         `json:"time"`
	Days         []string       `json:"days"`
	OnlyLoggedIn bool           `json:"only_logged_in"`
	ProgramGone  bool           `json:"program_gone"`
	FileGone     bool           `json:"file_gone"`
	Runs         []supportNight `json:"runs"` // newest first
}

// supportNight is what a sync that nobody watched came to.
type supportNight struct {
	Began    string          `json:"began"`
	Seconds  float64         `json:"seconds"`
	Exit     int             `json:"exit"`
	Code     string          `json:"code"`
	Warnings []supportWarned `json:"warnings"`
}

// supportSchedule never fails: that there is no scheduler is something to tell.
func (l *Ledger) supportSchedule(ctx context.Context) supportNights {
	nights := supportNights{Days: []string{}, Runs: []supportNight{}}
	file := placeOfFile(l.Path())
	all, err := Schedules(ctx, file)
	switch {
	case err != nil:
		nights.State = "unknown"
	case len(all) > 0:
		one := all[0]
		nights.State, nights.System, nights.Time, nights.Days = string(one.State), one.System, one.Times.Clock(), one.Times.DayNames()
		nights.OnlyLoggedIn, nights.ProgramGone, nights.FileGone = one.OnlyLoggedIn, one.ProgramGone, one.FileGone
	}
	var records []schedule.Record
	if log, err := scheduleLog(); err == nil {
		records, _ = log.Last(file, supportRuns) // a log that cannot be read tells nothing
	}
	for _, r := range records {
		night := supportNight{Began: r.Began.UTC().Format(time.RFC3339), Seconds: r.Ended.Sub(r.Began).Seconds(), Exit: r.Exit,
			Code: closedWord(r.Code, ledger.Codes()), Warnings: []supportWarned{}}
		for _, w := range r.Warnings {
			night.Warnings = append(night.Warnings, supportWarned{Code: warningWord(w.Code), Source: sourceWord(w.Source)})
		}
		nights.Runs = append(nights.Runs, night)
	}
	return nights
}

func sourceWord(source string) string {
	var known []string
	for _, s := range ledger.Sources() {
		known = append(known, s.Name)
	}
	return closedWord(source, append(known, ledger.ActivitySources()...))
}

func warningWord(code string) string {
	known := append(ledger.WarningsOfUnread(), ledger.WarnRoleMissing, ledger.WarnNoPremium, ledger.WarnAuditingOff, ledger.WarnNotInCloud,
		ledger.WarnSearchPending, ledger.WarnGoesOn, engine.WarnRowsSkipped, engine.WarnSameMoment)
	return closedWord(code, known)
}

// instantWord gives an instant of a ledger; "" for what is none.
func instantWord(at string) string {
	if _, err := time.Parse(time.RFC3339Nano, at); err != nil {
		return ""
	}
	return at
}

// secondsBetween counts from one instant to another; -1 where one is not known.
func secondsBetween(from, to string) float64 {
	began, err := time.Parse(time.RFC3339Nano, from)
	ended, err2 := time.Parse(time.RFC3339Nano, to)
	if err != nil || err2 != nil {
		return -1
	}
	return ended.Sub(began).Seconds()
}
