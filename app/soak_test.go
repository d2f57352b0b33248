package app_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/simtenant"
)

// A soak is a window that stays open while a schedule syncs its tenant every hour, in
// one process. People join and leave meanwhile, and most hours something is wrong.
type soak struct {
	*office
	exports string

	view       *app.View
	usage      []usage
	seen       *truthDay      // everybody whom the directory could show at any hour
	absent     map[string]int // the last hour at which somebody was absent
	usersRead  int            // the hour of the newest reading of people
	syncs      int
	faults     int // hours at which something was wrong
	discarded  int
	letIn      int
	signIns    int
	unfinished int // syncs that were not complete
}

// soakFaults are what is wrong, hour by hour; they begin anew after a day.
var soakFaults = []struct {
	name  string
	whole bool // everything is read again
	stop  bool // the sync is stopped in the middle
	comes bool // somebody fetches what is due
	turn  func(*simtenant.Knobs)
}{
	{name: "nothing"},
	{name: "throttled", turn: func(k *simtenant.Knobs) { k.ThrottleEvery, k.ThrottleSilent = 5, true }},
	{name: "a page fails", whole: true, turn: func(k *simtenant.Knobs) { k.FailPagesFrom = 2 * peopleInPage }},
	{name: "cut off", whole: true, turn: func(k *simtenant.Knobs) { k.DropConnectionAt = 2 }},
	{name: "missed and repeated", whole: true, turn: func(k *simtenant.Knobs) { k.MissEvery, k.RepeatLast = 7, true }},
	{name: "report takes hours", turn: func(k *simtenant.Knobs) { k.ReportHold = 3 * time.Hour }},
	{name: "changes forgotten", turn: func(k *simtenant.Knobs) { k.DeltaForget, k.DeltaExpired = true, "410" }},
	{name: "a department hidden", whole: true, turn: func(k *simtenant.Knobs) { k.HideDepartment = "Sales" }},
	{name: "nothing"},
	{name: "no Graph", turn: func(k *simtenant.Knobs) { k.Unreachable = []string{"graph"} }},
	{name: "report lost", turn: func(k *simtenant.Knobs) { k.ReportLost = true }},
	{name: "download cut", turn: func(k *simtenant.Knobs) { k.DropDownloads, k.ExpireLinks = 1, 1 }},
	{name: "busy for minutes", turn: func(k *simtenant.Knobs) { k.ThrottleFor = 3 * time.Minute }},
	{name: "sign-in fails", turn: func(k *simtenant.Knobs) { k.SignIn.Unavailable = 2 }},
	{name: "stopped", whole: true, stop: true},
	{name: "no network", turn: func(k *simtenant.Knobs) { k.Unreachable = everything }},
	{name: "a person wanted", turn: func(k *simtenant.Knobs) { k.SignIn.Frequency = 30 * time.Minute }},
	{name: "a person comes", comes: true, turn: func(k *simtenant.Knobs) { k.SignIn.Frequency = 30 * time.Minute }},
	{name: "refused", turn: func(k *simtenant.Knobs) { k.Forbid = []string{"User.Read.All"} }},
	{name: "busy for hours", turn: func(k *simtenant.Knobs) { k.ThrottleFor = 50 * time.Minute }},
	{name: "nobody listed", whole: true, turn: func(k *simtenant.Knobs) { k.Empty = []string{"users"} }},
	{name: "departments null", whole: true, turn: func(k *simtenant.Knobs) { k.NullProperties = []string{"department"} }},
	{name: "gateway fails", whole: true, turn: func(k *simtenant.Knobs) { k.FailPagesFrom, k.FailStatus = peopleInPage, 504 }},
	{name: "changes repeated", turn: func(k *simtenant.Knobs) { k.DeltaReplay, k.DeltaEmptyEvery = true, 2 }},
}

func newSoak(t *testing.T) *soak {
	t.Helper()
	authtest.Keychain(t)
	t.Setenv("TMPDIR", t.TempDir())
	s := &soak{office: newOfficeOf(t, simtenant.Config{Users: officePeople, Seed: 10, Knobs: healthy(), Life: simtenant.Life{Bustle: 4}}),
		exports: t.TempDir(), seen: &truthDay{users: map[string]truthUser{}}, absent: map[string]int{}}
	s.ofPerson(administrator)
	return s
}

// TestSoak_AFewHours is the short form of TestStress_SoakADay: what every sync left open
// would show.
func TestSoak_AFewHours(t *testing.T) {
	s := newSoak(t)
	s.hours(8)
	before := s.usage[3]
	for n, now := range s.usage[5:] {
		if now.handles > before.handles+2 || now.goroutines > before.goroutines+4 || now.temporary > before.temporary {
			t.Errorf("after sync %d: %+v; after the fourth: %+v", n+6, now, before)
		}
	}
	s.truthAtTheEnd()
}

// hours lets so many hours pass, and looks after each.
func (s *soak) hours(count int) {
	s.t.Helper()
	for hour := range count {
		s.hour(hour)
		s.look(hour)
		s.usage = append(s.usage, s.used())
		if s.t.Failed() {
			s.t.Fatalf("hour %d (%s)", hour, soakFaults[hour%len(soakFaults)].name)
		}
	}
}

// hour is one sync by the schedule, and the person who comes to what it left.
func (s *soak) hour(hour int) {
	s.t.Helper()
	fault := soakFaults[hour%len(soakFaults)]
	s.tenant.Clock().Advance(time.Hour)
	s.noteTruth(hour)
	s.tenant.SetKnobs(s.health)
	if fault.turn != nil {
		s.trouble(fault.turn)
	}
	if fault.turn != nil || fault.stop {
		s.faults++
	}
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	result, err := s.ledger.SyncUnattended(ctx, app.SyncOptions{Whole: fault.whole}, nil, func(p app.Progress) {
		for _, stage := range p.Stages {
			if fault.stop && stage.Source == ledger.SourceUsers && stage.Rows > 0 {
				cancel()
			}
		}
	})
	s.count(hour, result, err)
	if fault.comes {
		s.somebodyComes(hour)
	}
}

func (s *soak) count(hour int, result app.SyncResult, err error) {
	s.t.Helper()
	s.syncs++
	if result.State != ledger.RunComplete {
		s.unfinished++
	}
	if err != nil && ledger.CodeOf(err) == ledger.CodeInternal {
		s.t.Errorf("the sync says %v", err)
	}
	if published(result, ledger.SourceUsers) {
		s.usersRead = hour
	}
	s.noteTruth(hour)
}

// somebodyComes signs in where that is due.
func (s *soak) somebodyComes(hour int) {
	s.t.Helper()
	ctx := s.t.Context()
	due, err := s.ledger.Due(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	if len(due) > 0 {
		s.signIns++
		result, err := s.fetchDue()
		if err != nil {
			s.t.Errorf("fetching what is due: %v", err)
		}
		s.count(hour, result, err)
	}
}

// judge decides about what waits: a listing by which people would leave is thrown away,
// any other is let in.
func (s *soak) judge() {
	s.t.Helper()
	waiting, err := s.ledger.Held(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range waiting {
		ends := false
		for _, listing := range h.Listings {
			ends = ends || slices.ContainsFunc(listing.Ends, func(e ledger.Ending) bool { return e.Of == ledger.EndingPeople })
		}
		if ends {
			s.discarded++
			err = s.ledger.DiscardHeld(s.t.Context(), h.RunID)
		} else {
			s.letIn++
			_, err = s.ledger.ApplyHeld(s.t.Context(), h.RunID, nil)
		}
		if err != nil {
			s.t.Fatalf("judging what waits: %v", err)
		}
	}
}

// noteTruth keeps who is absent in this hour, and who could be seen.
func (s *soak) noteTruth(hour int) {
	s.t.Helper()
	for id, u := range s.truth().users {
		if u.State != "present" {
			s.absent[id] = hour
		}
		if u.State != "gone" {
			s.seen.users[id] = u
		}
	}
}

func (s *soak) truth() *truthDay {
	s.t.Helper()
	var lines bytes.Buffer
	if err := s.tenant.WriteTruth(&lines); err != nil {
		s.t.Fatal(err)
	}
	return readTruth(s.t, &lines)[0]
}

// look is what an open window asks after every sync: the first page, the list, the
// history; nobody may have left who is there.
func (s *soak) look(hour int) {
	s.t.Helper()
	ctx := s.t.Context()
	s.judge()
	if s.view != nil && !s.view.Stale() {
		return // nothing was published, and the page is as it was
	}
	var err error
	if s.view, err = s.ledger.View(ctx, app.ViewSpec{}); ledger.CodeOf(err) == ledger.CodeNotFound && s.usersRead == 0 {
		return
	}
	if err != nil {
		s.t.Fatal(err)
	}
	departed, err := s.ledger.View(ctx, app.ViewSpec{Kind: ledger.ViewDeparted})
	if err != nil {
		s.t.Fatal(err)
	}
	rows, err := departed.Rows(0, departed.Len())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range rows {
		if last, ever := s.absent[string(r.UserID)]; !ever || last < s.usersRead {
			s.t.Errorf("%s is said to have left at %s, and was there at the reading of hour %d", r.UserID, r.StatusSince, s.usersRead)
		}
	}
	if _, err := s.ledger.FirstPage(ctx, ""); err != nil {
		s.t.Error(err)
	}
	if _, err := s.ledger.Trend(ctx); err != nil {
		s.t.Error(err)
	}
	if _, err := s.ledger.Runs(ctx); err != nil {
		s.t.Error(err)
	}
	if hour%6 == 5 {
		s.export(hour)
	}
}

func (s *soak) export(hour int) {
	s.t.Helper()
	for _, ending := range []string{"xlsx", "csv"} {
		spec := app.ExportSpec{Out: filepath.Join(s.exports, fmt.Sprintf("list-%d.%s", hour%2, ending))}
		if _, err := s.ledger.Export(s.t.Context(), spec, nil); err != nil {
			s.t.Error(err)
		}
	}
}

// truthAtTheEnd syncs twice with nothing wrong, and compares all with what is so.
func (s *soak) truthAtTheEnd() {
	s.t.Helper()
	s.tenant.SetKnobs(s.health)
	for range 2 {
		s.tenant.Clock().Advance(3 * time.Hour)
		s.signIn(administrator)
		s.good()
	}
	s.tenant.Clock().Advance(time.Hour)
	s.noteTruth(0)
	last := s.truth()
	s.good()
	all := &truthful{ledger: s.ledger, days: []*truthDay{s.seen, last}}
	all.people(s.t, 1, last)
	all.departed(s.t, 1, last)
	all.assigned(s.t, 1, last)
	all.list(s.t, 1, last)
	all.sound(s.t)
}
