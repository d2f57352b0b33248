package ledger_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// transitions is the whole state machine: how an account stands, and how it
// stands after each sign, in the order of ledger.Signs. A dot is no change.
const transitions = `
             listed   listed_blocked unlisted found    not_found deleted      not_deleted purge_due
unverified   present  blocked        .        present  .         soft_deleted .           .
present      .        blocked        left     .        left      soft_deleted .           .
blocked      present  .              left     .        left      soft_deleted .           .
left         present  blocked        .        present  .         soft_deleted gone        gone
soft_deleted present  blocked        .        present  .         .            gone        gone
gone         present  blocked        .        present  .         soft_deleted .           .
unresolved   present  blocked        .        present  .         soft_deleted .           .
erased       present  blocked        .        present  .         soft_deleted .           .
`

func TestStatus_EveryTransition(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(transitions), "\n")
	signs := strings.Fields(lines[0])
	var want []string
	for _, sign := range ledger.Signs() {
		want = append(want, string(sign))
	}
	if !slices.Equal(signs, want) {
		t.Fatalf("the table has the signs %v, and there are %v", signs, want)
	}
	statuses := map[ledger.Status]bool{}
	for _, line := range lines[1:] {
		fields := strings.Fields(line)
		from := ledger.Status(fields[0])
		statuses[from] = true
		for i, cell := range fields[1:] {
			to := ledger.Status(cell)
			if cell == "." {
				to = from
			}
			if got := from.Next(ledger.Sign(signs[i])); got != to {
				t.Errorf("%s and then %s: %s, want %s", from, signs[i], got, to)
			}
		}
	}
	for _, status := range ledger.Statuses() {
		if !statuses[status] {
			t.Errorf("the table lacks %s", status)
		}
	}
}

func at(day int) ledger.Instant {
	return ledger.InstantOf(time.Date(2026, 11, 1, 6, 30, 0, 0, time.UTC).AddDate(0, 0, day))
}

func TestLeaving_IsNarrowedByEvidence(t *testing.T) {
	listed := ledger.Leaving{After: at(10), Before: at(12)}
	for _, test := range []struct {
		name                       string
		found, notFound, deletions []ledger.Instant
		want                       ledger.Leaving
	}{
		{"nothing else is known", nil, nil, nil, listed},
		{"the deleted users tell the instant", nil, nil, []ledger.Instant{at(11)},
			ledger.Leaving{After: at(10), Before: at(12), DeletedAt: at(11), Confirmed: true}},
		{"of two deletions in between the later one counts", nil, nil, []ledger.Instant{at(10), at(11)},
			ledger.Leaving{After: at(10), Before: at(12), DeletedAt: at(11), Confirmed: true}},
		{"a deletion before is about another time", nil, nil, []ledger.Instant{at(9)}, listed},
		{"a deletion afterwards too", nil, nil, []ledger.Instant{at(13)}, listed},
		{"a look-up in between answers 404", nil, []ledger.Instant{at(11)}, nil,
			ledger.Leaving{After: at(10), Before: at(11), NotFoundAt: at(11), Confirmed: true}},
		{"a look-up afterwards confirms and narrows nothing", nil, []ledger.Instant{at(13)}, nil,
			ledger.Leaving{After: at(10), Before: at(12), NotFoundAt: at(13), Confirmed: true}},
		{"a look-up before is about another time", nil, []ledger.Instant{at(9)}, nil, listed},
		{"a look-up in between finds the account", []ledger.Instant{at(11)}, nil, nil,
			ledger.Leaving{After: at(11), Before: at(12)}},
		{"found, and then not found", []ledger.Instant{at(11)}, []ledger.Instant{at(11) + 60_000}, nil,
			ledger.Leaving{After: at(11), Before: at(11) + 60_000, NotFoundAt: at(11) + 60_000, Confirmed: true}},
	} {
		if got := listed.Narrow(test.found, test.notFound, test.deletions); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestSituation_Status(t *testing.T) {
	left := &ledger.Leaving{After: at(10), Before: at(11)}
	deleted := &ledger.Leaving{After: at(10), Before: at(11), DeletedAt: at(10) + 60_000}
	for _, test := range []struct {
		name string
		is   ledger.Situation
		want ledger.Status
	}{
		{"nothing is known", ledger.Situation{At: at(20)}, ledger.StatusUnverified},
		{"only the deleted users were read, without it", ledger.Situation{DeletedRead: at(20), At: at(20)}, ledger.StatusUnverified},
		{"listed", ledger.Situation{Listed: true, DirectoryRead: at(20), At: at(20)}, ledger.StatusPresent},
		{"listed and blocked", ledger.Situation{Listed: true, Blocked: true, DirectoryRead: at(20), At: at(20)}, ledger.StatusBlocked},
		{"listed, and deleted a moment later", ledger.Situation{Listed: true, DirectoryRead: at(20), Deleted: true, DeletedAt: at(20), DeletedRead: at(20), At: at(20)}, ledger.StatusSoftDeleted},
		{"listed again after it was deleted", ledger.Situation{Listed: true, DirectoryRead: at(20), Deleted: true, DeletedAt: at(12), DeletedRead: at(19), At: at(20)}, ledger.StatusPresent},
		{"listed, and a look-up did not find it later", ledger.Situation{Listed: true, Left: left, DirectoryRead: at(10), At: at(11)}, ledger.StatusLeft},
		{"gone from the directory, deleted users never read", ledger.Situation{Left: left, DirectoryRead: at(11), At: at(11)}, ledger.StatusLeft},
		{"gone from the directory, deleted users read before", ledger.Situation{Left: left, DirectoryRead: at(11), DeletedRead: at(10), At: at(11)}, ledger.StatusLeft},
		{"gone from the directory, and not among the deleted", ledger.Situation{Left: left, DirectoryRead: at(11), DeletedRead: at(11), At: at(11)}, ledger.StatusGone},
		{"still gone when the directory is read again, and the deleted users are not", ledger.Situation{Left: left, DirectoryRead: at(15), DeletedRead: at(11), At: at(15)}, ledger.StatusGone},
		{"gone from the directory, deleted users read before, and the directory again", ledger.Situation{Left: left, DirectoryRead: at(15), DeletedRead: at(10), At: at(15)}, ledger.StatusLeft},
		{"a look-up did not find it after both were read", ledger.Situation{Listed: true, Left: left, DirectoryRead: at(10), DeletedRead: at(10), At: at(11)}, ledger.StatusLeft},
		{"among the deleted", ledger.Situation{Left: deleted, DirectoryRead: at(11), Deleted: true, DeletedAt: at(10) + 60_000, DeletedRead: at(11), At: at(11)}, ledger.StatusSoftDeleted},
		{"left, 30 days later", ledger.Situation{Left: left, DirectoryRead: at(41), At: at(41)}, ledger.StatusLeft},
		{"left, more than 30 days later", ledger.Situation{Left: left, DirectoryRead: at(42), At: at(42)}, ledger.StatusGone},
		{"among the deleted as read before the 30 days were over", ledger.Situation{Left: deleted, DirectoryRead: at(42), Deleted: true, DeletedAt: at(10) + 60_000, DeletedRead: at(30), At: at(42)}, ledger.StatusGone},
		{"among the deleted as read after the 30 days were over", ledger.Situation{Left: deleted, DirectoryRead: at(42), Deleted: true, DeletedAt: at(10) + 60_000, DeletedRead: at(42), At: at(42)}, ledger.StatusSoftDeleted},
	} {
		if got := test.is.Status(); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestLicenseNamed(t *testing.T) {
	id, plans, ok := ledger.LicenseNamed("microsoft 365 E3")
	if !ok || id != "05e9a617-0261-4cee-bb44-138d3ef5d965" || len(plans) != 2 {
		t.Errorf("Microsoft 365 E3: %q with %d plans, %v", id, len(plans), ok)
	}
	id, plans, ok = ledger.LicenseNamed("Microsoft 365 Business Basic")
	if !ok || id != "" || len(plans) != 2 {
		t.Errorf("a name that two licenses share: %q with %d plans, %v", id, len(plans), ok)
	}
	if _, _, ok = ledger.LicenseNamed("Contoso License"); ok {
		t.Error("a license that nobody sells was found")
	}
}
