package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// drawnSeed is that of a tenant that nobody chose, which LL_SEED gives.
func drawnSeed(t *testing.T) (seed int64, drawn bool) {
	t.Helper()
	text, drawn := os.LookupEnv("LL_SEED")
	if drawn {
		if _, err := fmt.Sscan(text, &seed); err != nil {
			t.Fatal(err)
		}
	}
	return seed, drawn
}

// TestSample_AgreesWithTheTruth compares every answer of a sample ledger with
// what was really so in its tenant, day by day.
func TestSample_AgreesWithTheTruth(t *testing.T) {
	t.Parallel()
	tenants := map[string]app.SampleOptions{"a fixed seed": {Seed: 1}, "with a script": {Seed: 2, Script: truthScript}}
	if seed, drawn := drawnSeed(t); drawn {
		tenants["a drawn seed"] = app.SampleOptions{Seed: seed}
	}
	for name, o := range tenants {
		t.Run(name, func(t *testing.T) {
			t.Logf("LL_SEED=%d", o.Seed)
			s := newTruthful(t, o)
			t.Run("the file is sound", s.sound)
			t.Run("one snapshot per day, each complete", s.snapshots)
			t.Run("the list", func(t *testing.T) { s.eachDay(t, s.list) })
			t.Run("Unknown rows", func(t *testing.T) { s.eachDay(t, s.unknown) })
			t.Run("the people", func(t *testing.T) { s.eachDay(t, s.people) })
			t.Run("the departed", func(t *testing.T) { s.eachDay(t, s.departed) })
			t.Run("the assignments", func(t *testing.T) { s.eachDay(t, s.assigned) })
			t.Run("the licenses", func(t *testing.T) { s.eachDay(t, s.licenses) })
			t.Run("the trials", func(t *testing.T) { s.eachDay(t, s.trials) })
			t.Run("the summaries", func(t *testing.T) { s.eachDay(t, s.summaries) })
			t.Run("the overview", func(t *testing.T) { s.eachDay(t, s.overview) })
			t.Run("what can be taken back", func(t *testing.T) { s.eachDay(t, s.freeUp) })
			t.Run("the timelines", s.timelines)
			t.Run("the months", s.months)
		})
	}
}

// truthful is a sample ledger with the truth about it.
type truthful struct {
	ledger  *app.Ledger
	days    []*truthDay
	holders map[mark]map[string]bool // who held a row on any day
}

const (
	truthUsers = 150
	truthDays  = 45 // long enough for the first leavers to be purged
)

// truthScript has what leaves every day whole and every row explained.
var truthScript = &simtenant.Script{ReusedAddresses: []int{4, 20}, Twins: []int{6, 30}, TrialWaves: []int{9}, BlockedPaid: []int{12}}

func newTruthful(t *testing.T, o app.SampleOptions) *truthful {
	t.Helper()
	var truth bytes.Buffer
	o.Users, o.Days, o.Truth = truthUsers, truthDays, &truth
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	s := &truthful{ledger: l, days: readTruth(t, &truth), holders: map[mark]map[string]bool{}}
	if len(s.days) != truthDays {
		t.Fatalf("the truth has %d days, want %d", len(s.days), truthDays)
	}
	for _, d := range s.days {
		for _, r := range d.rows {
			add(s.holders, r.mark(), r.UserID)
		}
	}
	return s
}

// eachDay runs a comparison for every day and stops at the first bad one: the
// others would mostly repeat it.
func (s *truthful) eachDay(t *testing.T, compare func(t *testing.T, n int, d *truthDay)) {
	for n, d := range s.days {
		if compare(t, n, d); t.Failed() {
			t.Fatalf("%s differs", d.day)
		}
	}
}

func (s *truthful) sound(t *testing.T) {
	findings, err := s.ledger.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) > 0 {
		t.Errorf("findings: %v", findings)
	}
}

func (s *truthful) snapshots(t *testing.T) {
	snapshots, err := s.ledger.Snapshots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(snapshots) != len(s.days) {
		t.Fatalf("%d snapshots, want %d", len(snapshots), len(s.days))
	}
	for i, snapshot := range snapshots {
		if !strings.HasPrefix(snapshot.At, s.days[i].day) || snapshot.State != ledger.RunComplete || snapshot.Partial ||
			snapshot.Basis != ledger.BasisReport || len(snapshot.Warnings) > 0 {
			t.Errorf("day %s: snapshot %+v", s.days[i].day, snapshot)
		}
	}
}

// rows reads a whole view.
func (s *truthful) rows(t *testing.T, spec app.ViewSpec) (*app.View, []ledger.Row) {
	t.Helper()
	view, err := s.ledger.View(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	return view, rows
}

func (s *truthful) list(t *testing.T, _ int, d *truthDay) {
	view, rows := s.rows(t, app.ViewSpec{At: d.day})
	var got, want []string
	for _, r := range rows {
		id := r.UserID
		if r.UserName == ledger.UnknownWord && r.EmailAddress == ledger.UnknownWord {
			id = "" // who it is about is compared by unknown
		}
		trial := "not told"
		if r.IsTrial != nil {
			trial = fmt.Sprint(*r.IsTrial)
		}
		got = append(got, fmt.Sprint(id, "|", r.UserName, "|", r.EmailAddress, "|", r.Service, "|", r.License, "|", r.AssignedDate, "|", trial, "|",
			r.ExpirationDate, "|", r.Product, "|", r.Origin, "|", r.Tier))
	}
	unknown, people, licenses := 0, map[string]bool{}, map[string]bool{}
	listed := string(rows[0].AsOf)
	for _, r := range d.rows {
		// The truth is of the instant the sync began, the list of some seconds later:
		// a trial may have expired in between.
		if !r.Reported || r.ExpirationDate > d.at && r.ExpirationDate <= listed {
			continue
		}
		id, name, address := r.UserID, shown(r.UserName), r.EmailAddress
		if r.ReportedUnknown {
			id, name, address = "", ledger.UnknownWord, ledger.UnknownWord
			unknown++
		} else {
			people[r.UserID], licenses[r.UserID+r.License] = true, true
		}
		want = append(want, fmt.Sprint(id, "|", name, "|", address, "|", r.Service, "|", r.License, "|", r.AssignedDate, "|", r.IsTrial, "|",
			r.ExpirationDate, "|", r.Product, "|", r.Origin, "|", r.Tier))
	}
	sameLines(t, got, want)
	if view.Counts.Rows != len(want) || view.Counts.Unknown != unknown {
		t.Errorf("counts %+v, want %d rows of which %d Unknown", view.Counts, len(want), unknown)
	}
	named, _ := s.rows(t, app.ViewSpec{At: d.day, Filters: []string{"email_address!=Unknown"}})
	if c := named.Counts; c.Rows != len(want)-unknown || c.People != len(people) || c.Licenses != len(licenses) || c.Unknown != 0 {
		t.Errorf("counts of the named %+v, want %d rows, %d people, %d licenses", c, len(want)-unknown, len(people), len(licenses))
	}
}

// mark is what a row says beside the person.
type mark struct{ service, license, assigned string }

// unknown checks who the Unknown rows are said to be: always somebody where the
// only person who ever held such a row was named before; never the wrong one
// where it is certain, or where nobody else could be meant.
func (s *truthful) unknown(t *testing.T, n int, d *truthDay) {
	really, namedBefore := map[mark]map[string]bool{}, map[mark]bool{}
	for _, r := range d.rows {
		if r.Reported && r.ReportedUnknown {
			add(really, r.mark(), r.UserID)
		}
	}
	for _, before := range s.days[:n+1] {
		for _, r := range before.rows {
			if r.Reported && !r.ReportedUnknown {
				namedBefore[r.mark()] = true
			}
		}
	}
	_, rows := s.rows(t, app.ViewSpec{At: d.day})
	for _, r := range rows {
		if r.UserName != ledger.UnknownWord || r.EmailAddress != ledger.UnknownWord {
			continue
		}
		m := mark{string(r.Service), string(r.License), string(r.AssignedDate)}
		u := d.users[string(r.UserID)]
		switch {
		case r.UserID == "" && namedBefore[m] && len(s.holders[m]) == 1:
			t.Errorf("%v: nobody, although it was named before and only one person ever held it", m)
		case r.UserID == "":
		case really[m][string(r.UserID)]:
			if string(r.Status) != u.State || !within(string(r.StatusSince), u.LeftAt) {
				t.Errorf("%v: %s since %s, really %s since %s", m, r.Status, r.StatusSince, u.State, u.LeftAt)
			}
		case string(r.IdentityConfidence) != string(ledger.ConfidenceLikely) || len(s.holders[m]) == 1:
			t.Errorf("%v: %s said to be %s, really one of %v", m, r.IdentityConfidence, r.UserID, really[m])
		}
	}
}

func (r truthRow) mark() mark { return mark{r.Service, r.License, r.AssignedDate} }

func add(to map[mark]map[string]bool, m mark, id string) {
	if to[m] == nil {
		to[m] = map[string]bool{}
	}
	to[m][id] = true
}

func (s *truthful) people(t *testing.T, _ int, d *truthDay) {
	view, rows := s.rows(t, app.ViewSpec{At: d.day, Kind: ledger.ViewUsers})
	var got, want []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.UserID, "|", r.UserName, "|", r.EmailAddress, "|", r.Status, "|", r.Department, "|", r.CostCenter))
	}
	byStatus := map[ledger.Status]int{}
	for _, u := range d.users {
		if u.State != "present" {
			continue
		}
		status := ledger.StatusPresent
		if u.Blocked {
			status = ledger.StatusBlocked
		}
		byStatus[status]++
		want = append(want, fmt.Sprint(u.UserID, "|", u.UserName, "|", u.EmailAddress, "|", status, "|", value(u.Department), "|", value(u.CostCenter)))
	}
	sameLines(t, got, want)
	if diff := cmp.Diff(byStatus, view.Counts.ByStatus); diff != "" {
		t.Errorf("counts by status (-want +got):\n%s", diff)
	}
}

func (s *truthful) departed(t *testing.T, n int, d *truthDay) {
	view, rows := s.rows(t, app.ViewSpec{At: d.day, Kind: ledger.ViewDeparted})
	got := map[string]string{}
	for _, r := range rows {
		got[string(r.UserID)] = string(r.Status)
		if u := d.users[string(r.UserID)]; !within(string(r.StatusSince), u.LeftAt) {
			t.Errorf("%s left at %s, really %s", r.UserID, r.StatusSince, u.LeftAt)
		}
	}
	want := map[string]string{}
	for id, u := range d.users {
		if u.State != "present" && s.everSeen(id, n) {
			want[id] = u.stateAt(t, view.Snapshot.At)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the departed (-want +got):\n%s", diff)
	}
}

// everSeen tells whether the directory could show the account at all: who was
// purged before the first sync never was.
func (s *truthful) everSeen(id string, n int) bool {
	for _, d := range s.days[:n+1] {
		if u, ok := d.users[id]; ok && u.State != "gone" {
			return true
		}
	}
	return false
}

// assigned compares the directory's assignments; the report's internal trials
// are none.
func (s *truthful) assigned(t *testing.T, _ int, d *truthDay) {
	_, rows := s.rows(t, app.ViewSpec{At: d.day, Kind: ledger.ViewAssigned})
	got, want := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		got[fmt.Sprint(r.UserID, "|", r.ServiceID, "|", r.LicenseID)] = true
	}
	for _, r := range d.rows {
		if r.Held && r.LicenseID != "" {
			want[fmt.Sprint(r.UserID, "|", r.ServiceID, "|", r.LicenseID)] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the assignments (-want +got):\n%s", diff)
	}
}

func shown(name string) string {
	if name == "" {
		return ledger.UnknownWord
	}
	return name
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// within tells whether an instant, or an interval from/to, holds the true one.
func within(said, really string) bool {
	from, to, interval := strings.Cut(said, "/")
	if !interval {
		return said == really
	}
	return from <= really && really <= to
}

func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
