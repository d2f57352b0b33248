package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

const (
	mallory = "22222222-0000-0000-0000-000000000001"
	heir    = "22222222-0000-0000-0000-000000000002"
)

// canaries are what must be nowhere once Mallory is forgotten, in lower case.
var canaries = []string{"mallory quixote", "mallory quixote-vance", "mallory@contoso.com", "m.quixote@contoso.com", "mallory.old@contoso.com", "unknown.before@contoso.com"}

func onDay(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }

// malloryUser is Mallory as the directory has her; capitals differ between
// sources, as they do in the world.
func malloryUser(name string) ledger.Object {
	enabled := true
	return ledger.Object{Owner: mallory, Facts: []ledger.Fact{ledger.User{UserID: mallory, DisplayName: name, UserPrincipalName: "Mallory@Contoso.com",
		Mail: "M.Quixote@contoso.com", ProxyAddresses: `["SMTP:M.Quixote@contoso.com","smtp:mallory.OLD@contoso.com"]`, AccountEnabled: &enabled, Department: "Sales"},
		ledger.Assignment{UserID: mallory, SkuID: "sku", State: "Active"}}}
}

// assistant is somebody whose job title names Mallory.
func assistant() ledger.Object {
	enabled := true
	return ledger.Object{Owner: heir, Facts: []ledger.Fact{ledger.User{UserID: heir, DisplayName: "Andy Heir", UserPrincipalName: "andy@contoso.com",
		AccountEnabled: &enabled, JobTitle: "Assistant to MALLORY QUIXOTE (interim)"}}}
}

// withMallory is a ledger that names her in every place that can.
func withMallory(t *testing.T) *store.Ledger {
	l := storetest.New(t)
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(1), Objects: []ledger.Object{malloryUser("Mallory Quixote"), assistant()}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(1).Add(time.Minute), Objects: []ledger.Object{
			reportRow("Mallory Quixote", "MALLORY@contoso.com", "2026-01-02T03:04:05Z"), reportRow("Andy Heir", "andy@contoso.com", "2026-01-02T03:04:06Z")}})
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(2), Objects: []ledger.Object{malloryUser("Mallory Quixote-Vance"), assistant()}})
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(3), Objects: []ledger.Object{assistant()}},
		storetest.Listing{Source: ledger.SourceDeletedUsers, At: onDay(3).Add(time.Minute), Objects: []ledger.Object{{Owner: mallory, Facts: []ledger.Fact{
			ledger.DeletedUser{UserID: mallory, DisplayName: "Mallory Quixote-Vance", UserPrincipalName: strings.ReplaceAll(mallory, "-", "") + "mallory@contoso.com", DeletedAt: ledger.InstantOf(onDay(2))}}}}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(3).Add(2 * time.Minute), Objects: []ledger.Object{
			reportRow("Unknown", "Unknown", "2026-01-02T03:04:05Z"), reportRow("Andy Heir", "andy@contoso.com", "2026-01-02T03:04:06Z")}},
		storetest.Listing{Source: ledger.SourceFileUse, At: onDay(3).Add(3 * time.Minute), Objects: useOfMallory()})
	change(t, l, `UPDATE snapshot SET label = 'before Mallory Quixote left' WHERE snapshot_id = 1;
		INSERT INTO saved_view (name, body) VALUES ('Mallory', '{"filters":["user_name=Mallory Quixote","email_address~MALLORY@CONTOSO.COM"]}');
		INSERT INTO warning (run_id, code, source, text, count) VALUES (1, 'x', '', 'mallory@contoso.com could not be read', 1);
		INSERT INTO free_keep (user_id, kept_at, note) VALUES ('`+mallory+`', 1, 'Mallory Quixote is back in May'), ('`+heir+`', 2, 'stands in for MALLORY@contoso.com');
		INSERT INTO setting (key, value) VALUES ('free_up', '{"no_use_days":90,"min_age":30,"leave_out":["user_name=Mallory Quixote"]}');
		UPDATE listing SET file_name = 'list of Mallory Quixote.csv' WHERE pos = (SELECT max(pos) FROM listing)`)
	return l
}

// useOfMallory is a license download that names her in every way it can: by id
// and by address, in the name of her environment, and of somebody else's app.
func useOfMallory() []ledger.Object {
	var all []ledger.Object
	for _, line := range []ledger.LicenseUse{
		{UserID: mallory, UserName: "Mallory Quixote", EmailAddress: "unknown.before@contoso.com", App: "Leave requests"},
		{UserName: "MALLORY QUIXOTE", EmailAddress: "Mallory@contoso.com", App: "Leave requests", Environment: "Mallory Quixote's Environment"},
		{UserName: "mallory quixote", App: "Leave requests"},
		{UserID: heir, UserName: "Andy Heir", EmailAddress: "andy@contoso.com", App: "Mallory Quixote’s leave", LastUsed: "2026-03-02T10:00:00Z"},
		{UserID: heir, UserName: "Andy Heir", EmailAddress: "andy@contoso.com", App: "MALLORY QUIXOTE’S leave", LastUsed: "2026-03-02T10:00:00Z"},
	} {
		line.License = "Power Apps Premium"
		all = append(all, ledger.Object{Facts: []ledger.Fact{line}})
	}
	return all
}

// residue gives the canaries that any file of the ledger has a byte of.
func residue(t *testing.T, l *store.Ledger) []string {
	t.Helper()
	return residueOf(t, l, canaries)
}

func residueOf(t *testing.T, l *store.Ledger, canaries []string) []string {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(l.Path()))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, file := range files {
		body, err := os.ReadFile(filepath.Join(filepath.Dir(l.Path()), file.Name())) // the test may: it holds no lock that matters
		if err != nil {
			t.Fatal(err)
		}
		for _, canary := range canaries {
			if bytes.Contains(bytes.ToLower(body), []byte(canary)) {
				found = append(found, file.Name()+": "+canary)
			}
		}
	}
	return found
}

func TestForget_LeavesNoByteOfThePerson(t *testing.T) {
	for _, key := range []string{mallory, strings.ToUpper(mallory), "mallory@CONTOSO.com", "mallory.old@contoso.com"} {
		t.Run(key, func(t *testing.T) {
			ctx, l := context.Background(), withMallory(t)
			staging, err := l.Stage(ctx, ledger.SourceUsers, time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			for n := range 2 { // of a listing that was not read to its end
				page := ledger.Page{Objects: []ledger.Object{malloryUser("Mallory Quixote")}, Cursor: "more", At: ledger.InstantOf(onDay(4 + n))}
				if err := staging.Put(ctx, page, false); err != nil {
					t.Fatal(err)
				}
			}
			if err := staging.Close(); err != nil {
				t.Fatal(err)
			}
			if len(residue(t, l)) == 0 {
				t.Fatal("there is nothing to forget: the test proves nothing")
			}
			done, err := l.Forget(ctx, key, false)
			if err != nil {
				t.Fatal(err)
			}
			if found := residue(t, l); len(found) > 0 {
				t.Errorf("left: %q", found)
			}
			if done.UserID != mallory || done.Facts == 0 || done.Texts != 7 {
				t.Errorf("done %+v", done)
			}
			storetest.Sound(t, l)
			again, err := l.Forget(ctx, key, false)
			if err != nil || again.Facts != 0 {
				t.Errorf("again: %+v, %v", again, err)
			}
		})
	}
}

// TestForget_KeepsTheNumbers compares everything but the person before and
// after: rows, licenses, dates, what was concluded.
func TestForget_KeepsTheNumbers(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	snapshots := snapshotsOf(t, l)
	before := map[int64]map[ledger.ViewKind][]ledger.Row{}
	for _, s := range snapshots {
		before[s.ID] = shown(t, l, s.ID)
	}
	if _, err := l.Forget(ctx, mallory, false); err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshots {
		after := shown(t, l, s.ID)
		for kind, rows := range before[s.ID] {
			if len(after[kind]) != len(rows) {
				t.Errorf("%s of %s has %d rows, had %d", kind, s.At, len(after[kind]), len(rows))
			}
			for _, row := range after[kind] {
				body, err := json.Marshal(row)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(body), "erased-") || strings.Contains(strings.ToLower(string(body)), "mallory") {
					t.Errorf("%s of %s shows %s", kind, s.At, body)
				}
				if row.UserID == mallory && (row.Status != ledger.Text(ledger.StatusErased) || row.UserName != ledger.UnknownWord) {
					t.Errorf("%s of %s shows %s", kind, s.At, body)
				}
			}
		}
		if d := cmp.Diff(withoutPeople(before[s.ID][ledger.ViewList]), withoutPeople(after[ledger.ViewList])); d != "" {
			t.Errorf("%s (-before +after):\n%s", s.At, d)
		}
	}
	person, events, err := l.Timeline(ctx, mallory)
	if err != nil || person.Status != ledger.StatusErased || person.Name != "" || len(events) == 0 {
		t.Errorf("timeline: %+v, %d events, %v", person, len(events), err)
	}
	for _, e := range events {
		if strings.Contains(string(e.Detail), "erased-") {
			t.Errorf("event %+v", e)
		}
	}
}

// withoutPeople counts rows by what they say beside who it is.
func withoutPeople(rows []ledger.Row) map[string]int {
	count := map[string]int{}
	for _, r := range rows {
		count[string(r.UserID+"|"+r.Service+"|"+r.License+"|"+r.AssignedDate+"|"+r.FirstSeen+"|"+r.AssignedBy)]++
	}
	return count
}

// TestForget_LaterReadingsArriveErased is the promise of the command: forget,
// sync, import the old list: Unknown.
func TestForget_LaterReadingsArriveErased(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	if _, err := l.Forget(ctx, mallory, false); err != nil {
		t.Fatal(err)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(5), Objects: []ledger.Object{malloryUser("Mallory Quixote"), assistantNow()}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(5).Add(time.Minute), Objects: []ledger.Object{
			reportRow("Mallory Quixote", "m.quixote@contoso.com", "2026-01-02T03:04:05Z"), reportRow("Andy Heir", "andy@contoso.com", "2026-01-02T03:04:06Z")}})
	march, _ := reports2017()
	for i, row := range march.Objects[:2] { // the old list, by names that were hers
		line := row.Facts[0].(ledger.ReportRow)
		line.UserName, line.EmailAddress = "Mallory Quixote", "mallory.old@contoso.com"
		march.Objects[i] = ledger.Object{Facts: []ledger.Fact{line}}
	}
	lone := march.Objects[0].Facts[0].(ledger.ReportRow)
	lone.EmailAddress, lone.AssignedDate = "Unknown", "2017-01-16"
	march.Objects = append(march.Objects, ledger.Object{Facts: []ledger.Fact{lone}})
	storetest.Publish(t, l, march)
	unknown := 0
	for _, at := range []string{"2017-03-01", "2026-03-05"} {
		for _, row := range rowsOf(t, l, store.ViewSpec{At: at}) {
			if row.UserName == ledger.UnknownWord && row.EmailAddress == ledger.UnknownWord && row.Status == ledger.Text(ledger.StatusErased) {
				unknown++
			}
		}
	}
	if unknown != 4 {
		t.Errorf("%d rows are Unknown and erased, want 3 of 2017 and 1 of 2026", unknown)
	}
	if _, _, err := l.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if found := residue(t, l); len(found) > 0 {
		t.Errorf("left: %q", found)
	}
	storetest.Sound(t, l)
}

// assistantNow no longer names Mallory in the job title.
func assistantNow() ledger.Object {
	o := assistant()
	u := o.Facts[0].(ledger.User)
	u.JobTitle = "Assistant"
	return ledger.Object{Owner: o.Owner, Facts: []ledger.Fact{u}}
}

// TestForget_AddressOfSeveralIsNotGuessed: Andy has Mallory's address now.
func TestForget_AddressOfSeveralIsNotGuessed(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	enabled := true
	andy := ledger.Object{Owner: heir, Facts: []ledger.Fact{ledger.User{UserID: heir, DisplayName: "Andy Heir", UserPrincipalName: "mallory@contoso.com", AccountEnabled: &enabled}}}
	line := reportRow("Andy Heir", "mallory@contoso.com", "2026-03-05T00:00:01Z")
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(6), Objects: []ledger.Object{andy}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(6).Add(time.Minute), Objects: []ledger.Object{line}})
	before := storetest.Dump(t, l)
	_, err := l.Forget(ctx, "mallory@contoso.com", false)
	if ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), mallory) || !strings.Contains(err.Error(), heir) {
		t.Errorf("%v, want both ids", err)
	}
	if d := cmp.Diff(before, storetest.Dump(t, l)); d != "" {
		t.Errorf("something changed:\n%s", d)
	}
	if _, err := l.Forget(ctx, mallory, false); err != nil {
		t.Fatal(err)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(7), Objects: []ledger.Object{line}})
	for _, row := range rowsOf(t, l, store.ViewSpec{}) {
		if row.UserName != "Andy Heir" || row.EmailAddress != "mallory@contoso.com" {
			t.Errorf("whoever has the address now is shown as %+v", row)
		}
	}
	for _, row := range rowsOf(t, l, store.ViewSpec{At: "2026-03-01"}) {
		if row.UserID == mallory && row.Status != ledger.Text(ledger.StatusErased) {
			t.Errorf("of the time when it was Mallory's: %+v", row)
		}
	}
	storetest.Sound(t, l)
}

func TestForget_WhoIsNotThere(t *testing.T) {
	l := withMallory(t)
	if _, err := l.Forget(context.Background(), "nobody@contoso.com", false); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("%v, want not_found", err)
	}
}

// TestForget_IsFinishedOnlyWhenNobodyReads: a program that reads an older state
// keeps the bytes of before in the file.
func TestForget_IsFinishedOnlyWhenNobodyReads(t *testing.T) {
	t.Parallel() // it waits as long as the program waits for a reader
	ctx, l := context.Background(), withMallory(t)
	end := reader(t, l)
	_, err := l.Forget(ctx, mallory, false)
	if ledger.CodeOf(err) != ledger.CodeBusy {
		t.Fatalf("while another reads: %v, want busy", err)
	}
	findings, err := l.Check(ctx)
	if err != nil || len(findings) != 1 || findings[0].Check != "erased" {
		t.Errorf("check says %v (%v), want that forgetting is not finished", findings, err)
	}
	end()
	if _, err := l.Forget(ctx, mallory, false); err != nil {
		t.Fatal(err)
	}
	if found := residue(t, l); len(found) > 0 {
		t.Errorf("left: %q", found)
	}
	storetest.Sound(t, l)
}

func TestForget_ListsAndDeletesItsBackups(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	backup := l.Path() + ".v1-2026-01-01.backup"
	if err := l.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	done, err := l.Forget(ctx, mallory, false)
	if err != nil || len(done.Backups) != 1 || done.Backups[0] != backup {
		t.Fatalf("%+v, %v", done, err)
	}
	done, err = l.Forget(ctx, mallory, true)
	if err != nil || len(done.Deleted) != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if found := residue(t, l); len(found) > 0 {
		t.Errorf("left: %q", found)
	}
}
