package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// waved is somebody of a group that was given licenses in one second.
type waved struct {
	id, name, address string
	said              string // by the report
	row               int    // of waveDates and crowdServices
	planned, listed   bool
	elsewhere         bool // by a line that no other says
	expires           string
	away              bool
}

var waveDates = []string{"2025-11-03T07:00:10Z", "2025-11-03T07:00:40Z"}

// waveHistory draws a tenant of two groups, of which far more people may be behind an
// Unknown row than an answer tells. Names of the directory and of the report order them
// differently, and some begin the same for long.
func waveHistory(seed uint64, days int) (all []storetest.Listing) {
	r := rand.New(rand.NewPCG(seed, 11))
	names := []func(n int) string{
		func(int) string { return fmt.Sprintf("%c%c person", 'A'+r.IntN(26), 'a'+r.IntN(26)) },
		func(n int) string { return fmt.Sprintf("Person of the same long beginning %d", n%50) },
		func(n int) string { return fmt.Sprintf("Éa %d", n) },
		func(int) string { return "" },
	}
	var people []*waved
	for n := range 300 {
		name := names[r.IntN(r.IntN(4)+1)](n)
		p := &waved{id: fmt.Sprintf("00000000-0000-0000-0000-%012d", n), name: name, said: name, address: fmt.Sprintf("p%d@contoso.com", n),
			row: r.IntN(2), planned: r.IntN(10) > 0, listed: r.IntN(3) == 0, elsewhere: r.IntN(2) == 0}
		if r.IntN(4) == 0 {
			p.said = names[r.IntN(3)](n)
		}
		if r.IntN(6) == 0 {
			p.expires = "2027-01-01"
		}
		people = append(people, p)
	}
	now := time.Date(2026, 1, 5, 6, 30, 0, 0, time.UTC)
	for day := range days {
		var directory, report []ledger.Object
		ordinals := map[ledger.ReportRow]int64{}
		add := func(p *waved, name, address string) {
			row := ledger.ReportRow{UserName: name, EmailAddress: address, Service: crowdServices[p.row], License: crowdLicenses[0],
				AssignedDate: waveDates[p.row], ExpirationDate: p.expires}
			key := row
			row.Ordinal = ordinals[key]
			ordinals[key]++
			report = append(report, ledger.Object{Facts: []ledger.Fact{row}})
		}
		for n, p := range people {
			if day > 0 && r.IntN(20) == 0 {
				switch n := r.IntN(6); {
				case n == 0:
					p.name = names[r.IntN(3)](r.IntN(300))
				case n == 1:
					p.said = names[r.IntN(3)](r.IntN(300))
				case n == 2:
					p.planned = !p.planned
				case p.row == 1: // the others explain rows, to which nobody else matters then
				case n == 3:
					p.away = true
				case n == 4:
					p.listed = !p.listed
				case n == 5:
					p.address = people[r.IntN(len(people))].address
				}
			}
			if !p.away {
				facts := []ledger.Fact{ledger.User{UserID: p.id, DisplayName: p.name, UserPrincipalName: p.address}}
				if p.planned {
					at, _, _ := ledger.ParseDateText(waveDates[p.row])
					facts = append(facts, ledger.AssignedPlan{UserID: p.id, ServicePlanID: crowdPlans[p.row], AssignedAt: ledger.InstantOf(at)})
				}
				directory = append(directory, ledger.Object{Owner: p.id, Facts: facts})
			}
			if p.elsewhere && !p.away {
				report = append(report, ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: p.said, EmailAddress: p.address, Service: crowdServices[1-p.row],
					License: crowdLicenses[0], AssignedDate: fmt.Sprintf("2025-12-01T07:%02d:%02dZ", n/60, n%60)}}})
			}
			switch {
			case p.listed && p.away:
				add(p, ledger.UnknownWord, ledger.UnknownWord)
			case p.listed:
				add(p, p.said, p.address)
			}
		}
		for range 2 + r.IntN(4) {
			add(&waved{row: 1 - r.IntN(4)/3, expires: []string{"", "", "2026-06-01"}[r.IntN(3)]}, ledger.UnknownWord, ledger.UnknownWord)
		}
		all = append(all, storetest.Listing{Source: ledger.SourceUsers, At: now, Objects: directory},
			storetest.Listing{Source: ledger.SourceLicenseReport, At: now.Add(2 * time.Minute), Objects: report})
		now = now.AddDate(0, 0, 1)
	}
	return all
}

// TestIdentity_ACrowdGivesWayToWhomNothingContradicts: whose expiration date is another
// give way to the one who was assigned the plan, though that one is told last by name and
// more of the others are read before than an answer tells.
func TestIdentity_ACrowdGivesWayToWhomNothingContradicts(t *testing.T) {
	store.TellFromCrowds(t, 3)
	expiring := func(row ledger.Object, date string) ledger.Object {
		line := row.Facts[0].(ledger.ReportRow)
		line.ExpirationDate = date
		return ledger.Object{Facts: []ledger.Fact{line}}
	}
	id := func(n int) string { return fmt.Sprintf("00000000-0000-0000-0000-%012d", n) }
	address := func(n int) string { return fmt.Sprintf("p%d@contoso.com", n) }
	directory := []ledger.Object{planned(account(id(0), "Zoe", address(0), true), toTheSecond)}
	var before, after []ledger.Object
	for n := 1; n <= ledger.MaxCandidates+3; n++ {
		one := account(id(n), fmt.Sprintf("Ann %02d", n), address(n), true)
		line := expiring(reportRow(fmt.Sprintf("Ann %02d", n), address(n), toTheSecond), "2027-01-01")
		if n <= 3 { // and are named by the row itself
			one = planned(one, toTheSecond)
			after = append(after, line)
		}
		directory, before = append(directory, one), append(before, line)
	}
	l := storetest.New(t)
	last := reportOn(3, append(after, expiring(reportRow("Unknown", "Unknown", toTheSecond), "2028-01-01"))...)
	storetest.Publish(t, l, directoryOn(1, directory...), reportOn(1, before...), directoryOn(3, directory...), last)
	sameAsEverything(t, l, last)
	told := ""
	for _, row := range rowsOf(t, l, store.ViewSpec{}) {
		for _, c := range row.Candidates {
			told += string(c.Name)
		}
	}
	if told != "Zoe" {
		t.Errorf("told %q", told)
	}
}

// TestIdentity_ACrowdIsToldAsFarAsAnswersGo: of a crowd only the first ones are read, and
// every answer is the one that all people together give, from publication to publication
// and drawn anew.
func TestIdentity_ACrowdIsToldAsFarAsAnswersGo(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		store.TellFromCrowds(t, []int{20, 60, 75}[seed%3])
		l := storetest.New(t)
		for _, x := range waveHistory(seed, 3) {
			storetest.Publish(t, l, x)
			sameAsEverything(t, l, x)
		}
		if err := l.Rebuild(context.Background()); err != nil {
			t.Fatal(err)
		}
		sameAsEverything(t, l, storetest.Listing{})
	})
}
