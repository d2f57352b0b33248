package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// reading is one reading in a story: which source, on which day of March, who
// was in it, and what look-ups said since.
type reading struct {
	day    int
	source string
	people string // first letters
	looked string // "-j" for a 404 at noon, "+j" for found
}

const (
	graph, graphDeleted   = ledger.SourceUsers, ledger.SourceDeletedUsers
	export, exportDeleted = ledger.SourceFileActiveUsers, ledger.SourceFileDeletedUsers
)

var accountOf = map[byte][2]string{'j': {"11111111-0000-0000-0000-000000000001", "Jane"}, 'k': {"11111111-0000-0000-0000-000000000002", "Kim"}}

func morningOf(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }

func (r reading) listing() storetest.Listing {
	x := storetest.Listing{Source: r.source, At: morningOf(r.day)}
	for _, letter := range []byte(r.people) {
		id, name := accountOf[letter][0], accountOf[letter][1]
		if r.source == graphDeleted || r.source == exportDeleted {
			x.Objects = append(x.Objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.DeletedUser{UserID: id, DisplayName: name, DeletedAt: ledger.InstantOf(morningOf(2))}}})
			continue
		}
		object := account(id, name, strings.ToLower(name)+"@contoso.com", true)
		if r.source == export {
			object.Facts = append(object.Facts, ledger.Assignment{UserID: id, SkuID: "Office 365 E3"})
		}
		x.Objects = append(x.Objects, object)
	}
	for _, look := range strings.Fields(r.looked) {
		x.Evidence = append(x.Evidence, ledger.Evidence{UserID: accountOf[look[1]][0], At: ledger.InstantOf(morningOf(r.day).Add(6 * time.Hour)), Found: look[0] == '+', Source: graph})
	}
	return x
}

// TestDirectories_OnlyConfirmedAbsenceMovesAnyone tells how Jane stands after
// readings of the directory by several sources. Kim is there all the time.
func TestDirectories_OnlyConfirmedAbsenceMovesAnyone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		read []reading
		want string // on the last day; "" where nothing is known
	}{
		{"two exports, the second without her", []reading{{day: 1, source: export, people: "jk"}, {day: 3, source: export, people: "k"}},
			"left 2026-03-01T06:30:00Z/2026-03-03T06:30:00Z"},
		{"and she is in the export of deleted users", []reading{{day: 1, source: export, people: "jk"}, {day: 3, source: export, people: "k"}, {day: 3, source: exportDeleted, people: "j"}},
			"soft_deleted 2026-03-02T06:30:00Z"},
		{"and she is not", []reading{{day: 1, source: export, people: "jk"}, {day: 3, source: export, people: "k"}, {day: 3, source: exportDeleted, people: "k"}},
			"gone 2026-03-01T06:30:00Z/2026-03-03T06:30:00Z"},
		{"and stays so when only the directory is read again", []reading{{day: 1, source: export, people: "jk"}, {day: 3, source: export, people: "k"},
			{day: 3, source: exportDeleted, people: "k"}, {day: 4, source: export, people: "k"}}, "gone 2026-03-01T06:30:00Z/2026-03-03T06:30:00Z"},
		{"the export of deleted users alone", []reading{{day: 3, source: exportDeleted, people: "j"}}, "soft_deleted 2026-03-02T06:30:00Z"},
		{"an export, and the directory without her", []reading{{day: 1, source: export, people: "jk"}, {day: 3, source: graph, people: "k"}},
			"left 2026-03-01T06:30:00Z/2026-03-03T06:30:00Z"},
		{"the directory, and an export that never had her", []reading{{day: 1, source: graph, people: "jk"}, {day: 3, source: export, people: "k"}}, ""},
		{"and the next export has her neither", []reading{{day: 1, source: graph, people: "jk"}, {day: 3, source: export, people: "k"}, {day: 4, source: export, people: "k"}}, ""},
		{"and the directory does", []reading{{day: 1, source: graph, people: "jk"}, {day: 3, source: export, people: "k"}, {day: 4, source: graph, people: "jk"}}, "present "},
		{"and the directory does not", []reading{{day: 1, source: graph, people: "jk"}, {day: 3, source: export, people: "k"}, {day: 4, source: graph, people: "k"}},
			"left 2026-03-01T06:30:00Z/2026-03-04T06:30:00Z"},
		{"an old export does not outlast the directory", []reading{{day: 1, source: export, people: "jk"}, {day: 2, source: graph, people: "jk"}, {day: 3, source: graph, people: "k"}},
			"left 2026-03-02T06:30:00Z/2026-03-03T06:30:00Z"},
		{"she comes back in an export", []reading{{day: 1, source: graph, people: "jk"}, {day: 2, source: graph, people: "k"}, {day: 3, source: export, people: "jk"}}, "present "},
		{"a look-up misses her after the directory was read", []reading{{day: 1, source: graph, people: "jk", looked: "-j"}, {day: 2, source: graphDeleted}},
			"gone 2026-03-01T06:30:00Z/2026-03-01T12:30:00Z"},
		{"and the next reading has her nevertheless", []reading{{day: 1, source: graph, people: "jk", looked: "-j"}, {day: 3, source: graph, people: "jk"}}, "present "},
		{"and the next reading lacks her", []reading{{day: 1, source: graph, people: "jk", looked: "-j"}, {day: 3, source: graph, people: "k"}},
			"left 2026-03-01T06:30:00Z/2026-03-01T12:30:00Z"},
		{"a look-up misses her, and an older reading that had her comes later", []reading{{day: 3, source: graphDeleted, people: "k", looked: "-j"}, {day: 1, source: graph, people: "jk"}, {day: 4, source: graphDeleted, people: "k"}},
			"gone 2026-03-01T06:30:00Z/2026-03-03T12:30:00Z"},
		{"a look-up finds her, and the next reading lacks her", []reading{{day: 1, source: graph, people: "jk", looked: "+j"}, {day: 3, source: graph, people: "k"}},
			"left 2026-03-01T12:30:00Z/2026-03-03T06:30:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, order := range []string{"as read", "the other way round"} {
				l := storetest.New(t)
				for i := range test.read {
					if order != "as read" {
						i = len(test.read) - 1 - i
					}
					storetest.Publish(t, l, test.read[i].listing())
				}
				if got := standing(t, l, accountOf['j'][0]); got != test.want {
					t.Errorf("%s: %q, want %q", order, got, test.want)
				}
				storetest.Sound(t, l)
			}
		})
	}
}

// standing tells status and since of somebody on the latest day, as the views
// of people and of leavers show it.
func standing(t *testing.T, l *store.Ledger, id string) string {
	t.Helper()
	for _, kind := range []ledger.ViewKind{ledger.ViewDeparted, ledger.ViewUsers} {
		for _, row := range rowsOf(t, l, store.ViewSpec{Kind: kind}) {
			if string(row.UserID) == id {
				return string(row.Status + " " + row.StatusSince)
			}
		}
	}
	return ""
}

// TestDirectories_TwoExportsGiveTheList is a ledger that nobody ever connected.
func TestDirectories_TwoExportsGiveTheList(t *testing.T) {
	l := storetest.New(t)
	jane := account(accountOf['j'][0], "Jane", "jane@contoso.com", false)
	user := jane.Facts[0].(ledger.User)
	user.Department = "Sales"
	jane.Facts = []ledger.Fact{user, ledger.Assignment{UserID: user.UserID, SkuID: "Office 365 E3"}, ledger.Assignment{UserID: user.UserID, SkuID: "Contoso Cloud"}}
	storetest.Publish(t, l, storetest.Listing{Source: export, At: morningOf(3), Objects: []ledger.Object{jane}}, reading{day: 3, source: exportDeleted, people: "k"}.listing())
	var got []string
	for _, row := range rowsOf(t, l, store.ViewSpec{}) {
		got = append(got, fmt.Sprint(row.UserName, "|", row.Department, "|", row.Status, "|", row.Service, "|", row.License, "|", row.LicenseID, "|", row.AssignedBy, "|", row.Basis, "|", row.Source))
	}
	want := []string{
		"Jane|Sales|blocked|Power Apps for Office 365|Office 365 E3|6fd2c87f-b296-42f0-b197-1e91e994b900||directory|file.activeUsersExport",
		"Jane|Sales|blocked|Power Automate for Office 365|Office 365 E3|6fd2c87f-b296-42f0-b197-1e91e994b900||directory|file.activeUsersExport",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the list (-want +got):\n%s", diff)
	}
	if got, want := standing(t, l, accountOf['k'][0]), "soft_deleted 2026-03-02T06:30:00Z"; got != want {
		t.Errorf("the leaver: %q, want %q", got, want)
	}
	if rows := rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewBlocked}); len(rows) != 2 {
		t.Errorf("%d rows of blocked people, want 2", len(rows))
	}
}

// TestDirectories_ADiffAndATimelineGoAcrossSources: the person is the same
// whoever tells of her, and nothing that only one source tells is a change.
func TestDirectories_ADiffAndATimelineGoAcrossSources(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, reading{day: 1, source: export, people: "jk"}.listing())
	second := reading{day: 3, source: graph, people: "jk"}.listing()
	second.Objects[0].Facts = append(second.Objects[0].Facts, ledger.Assignment{UserID: accountOf['j'][0], SkuID: "6fd2c87f-b296-42f0-b197-1e91e994b900", State: "Active"})
	storetest.Publish(t, l, second)
	storetest.Publish(t, l, reading{day: 4, source: graph, people: "k"}.listing())
	changes, err := l.Diff(t.Context(), "2026-03-01", "2026-03-04")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, string(c.Change)+" "+string(c.UserName))
	}
	if want := []string{"departed Jane", "lost Kim", "lost Kim"}; cmp.Diff(want, got) != "" {
		t.Errorf("changes: %q, want %q (Kim's license is not in the second reading)", got, want)
	}
	_, events, err := l.Timeline(t.Context(), accountOf['j'][0])
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, e := range events {
		got = append(got, fmt.Sprint(e.Event, " ", e.License, " ", e.Source, " ", e.At, " ", e.AtUntil))
	}
	want := []string{
		"got Office 365 E3 file.activeUsersExport  2026-03-01T06:30:00Z",
		"seen_first  file.activeUsersExport  2026-03-01T06:30:00Z",
		"left  graph.users 2026-03-03T06:30:00Z 2026-03-04T06:30:00Z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
}

// TestStaging_MissesWhoAnExportHad: the directory is asked for those whom the
// export before had, too.
func TestStaging_MissesWhoAnExportHad(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, reading{day: 1, source: export, people: "jk"}.listing())
	run, err := l.BeginRun(t.Context(), ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	staging, err := l.Stage(t.Context(), graph, 0)
	if err != nil {
		t.Fatal(err)
	}
	next := reading{day: 2, source: graph, people: "k"}.listing()
	storetest.Put(t, staging, next.At, next.Objects)
	missing, err := staging.Missing(t.Context())
	if want := []string{accountOf['j'][0]}; err != nil || cmp.Diff(want, missing) != "" {
		t.Errorf("missing: %q, %v, want %q", missing, err, want)
	}
	if err := staging.Discard(); err != nil {
		t.Error(err)
	}
	if err := l.EndRun(t.Context(), run, ledger.RunComplete, nil); err != nil {
		t.Error(err)
	}
}

// TestTimeline_FindsWhomOnlyTheDeletedUsersTold by any address they told.
func TestTimeline_FindsWhomOnlyTheDeletedUsersTold(t *testing.T) {
	id := accountOf['j'][0]
	for _, upn := range []string{"Jane@contoso.com", strings.ReplaceAll(id, "-", "") + "Jane@contoso.com"} {
		l := storetest.New(t)
		storetest.Publish(t, l, storetest.Listing{Source: graphDeleted, At: morningOf(3), Objects: []ledger.Object{{Owner: id, Facts: []ledger.Fact{
			ledger.DeletedUser{UserID: id, DisplayName: "Jane", UserPrincipalName: upn, Mail: "j.doe@contoso.com", DeletedAt: ledger.InstantOf(morningOf(2))}}}}})
		for _, key := range []string{id, "jane@contoso.com", "J.Doe@contoso.com"} {
			if person, _, err := l.Timeline(t.Context(), key); err != nil || string(person.UserID) != id {
				t.Errorf("%s: found %q, %v", key, person.UserID, err)
			}
		}
		if _, _, err := l.Timeline(t.Context(), "kim@contoso.com"); ledger.CodeOf(err) != ledger.CodeNotFound {
			t.Errorf("somebody else: %v", err)
		}
	}
}

// TestPerson_IsNotToldOfByTheLinesOfWhoeverHadTheAddressBeforeOrAfter: Jane
// left, and Kim got her address.
func TestPerson_IsNotToldOfByTheLinesOfWhoeverHadTheAddressBeforeOrAfter(t *testing.T) {
	l := storetest.New(t)
	jane, kim := accountOf['j'][0], accountOf['k'][0]
	report := func(day int, name, date string) storetest.Listing {
		return storetest.Listing{Source: ledger.SourceLicenseReport, At: morningOf(day).Add(time.Hour), Objects: []ledger.Object{reportRow(name, "jane@contoso.com", date)}}
	}
	use := func(day int, app string) storetest.Listing {
		return storetest.Listing{Source: ledger.SourceFileUse, At: morningOf(day).Add(time.Hour),
			Objects: []ledger.Object{useLine(ledger.LicenseUse{EmailAddress: "jane@contoso.com", App: app, LastUsed: fmt.Sprintf("2026-03-%02d", day)})}}
	}
	storetest.Publish(t, l, storetest.Listing{Source: graph, At: morningOf(1), Objects: []ledger.Object{account(jane, "Jane", "jane@contoso.com", true)}},
		report(1, "Jane", "2026-01-02T03:04:05Z"), use(1, "Leave"),
		storetest.Listing{Source: graph, At: morningOf(3), Objects: []ledger.Object{account(kim, "Kim", "jane@contoso.com", true)}},
		report(3, "Kim", "2026-03-02T03:04:05Z"), use(3, "Visits"))
	for id, want := range map[string][]string{
		jane: {"reported 2026-03-01T07:30:00Z", "launched 2026-03-01T23:59:59Z", "named 2026-03-01T07:30:00Z"},
		kim:  {"reported 2026-03-03T07:30:00Z", "launched 2026-03-03T23:59:59Z", "named 2026-03-03T07:30:00Z"},
	} {
		var got []string
		_, events, err := l.Timeline(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Event == ledger.EventReported || e.Event == ledger.EventUnreported || e.Event == ledger.EventLaunched {
				got = append(got, string(e.Event)+" "+string(e.AtUntil))
			}
		}
		_, sentences, err := l.Evidence(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range sentences {
			if e.Code == ledger.EvidenceNamed || e.Code == ledger.EvidenceLag {
				got = append(got, string(e.Code)+" "+string(e.At))
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
	}
}

// TestPerson_WhomTheSpeakingDirectoryNeverHadKeepsTheName, and is told why
// nothing is known: Graph had Jane, and the newer export does not.
func TestPerson_WhomTheSpeakingDirectoryNeverHadKeepsTheName(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, reading{day: 1, source: graph, people: "jk"}.listing(), reading{day: 3, source: export, people: "k"}.listing())
	person, sentences, err := l.Evidence(t.Context(), accountOf['j'][0])
	if err != nil {
		t.Fatal(err)
	}
	if person.Name != "Jane" || person.Email != "jane@contoso.com" || person.Status != ledger.StatusUnverified {
		t.Errorf("%+v", person)
	}
	want := []ledger.Sentence{{Code: ledger.EvidenceAbsent, At: "2026-03-03T06:30:00Z", Source: export}}
	if d := cmp.Diff(want, sentences); d != "" {
		t.Errorf("evidence (-want +got):\n%s", d)
	}
}
