package app_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// premiumLedger is a ledger that is connected to a tenant with P1.
func premiumLedger(t *testing.T, level ledger.ActivityLevel, cfg simtenant.Config, change ...func(*app.Connection)) *watched {
	t.Helper()
	cfg.Premium, cfg.Start = true, time.Date(2026, 1, 5, 5, 0, 0, 0, time.UTC)
	tenant := simtenant.New(cfg)
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	w := &watched{T: t, tenant: tenant, path: filepath.Join(t.TempDir(), "contoso.ledger")}
	if w.ledger, err = app.Create(t.Context(), w.path, app.OpenOptions{Zone: time.UTC, Clock: tenant.Clock()}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.ledger.Close() })
	connection := connectionTo(t, server.Endpoints())
	for _, f := range change {
		f(&connection)
	}
	if err := w.ledger.Connect(t.Context(), connection); err != nil {
		t.Fatal(err)
	}
	if err := w.ledger.SetActivityLevel(t.Context(), level); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestSignIns_AgreeWithTheTruth: every row of the assigned licenses tells the last
// use that really was, as far as the tenant remembers, and the view of never used
// ones holds those alone of which there is none.
func TestSignIns_AgreeWithTheTruth(t *testing.T) {
	t.Parallel()
	for _, level := range []ledger.ActivityLevel{ledger.ActivityDay, ledger.ActivityMonth} {
		t.Run(string(level), func(t *testing.T) {
			w := premiumLedger(t, level, simtenant.Config{Users: 300, Seed: 1})
			first := w.tenant.Clock().Now().AddDate(0, 0, -29).Format(time.DateOnly)
			for _, pause := range []time.Duration{0, 26 * time.Hour, 50 * time.Hour} {
				w.tenant.Clock().Advance(pause)
				result := w.sync()
				if result.State != ledger.RunComplete || len(result.Activity) != 1 || len(result.Warnings) != 0 {
					t.Fatalf("after %v: %+v", pause, result)
				}
				w.agrees(level, first)
			}
		})
	}
}

// seenOfUse is what a row says of use.
func seenOfUse(level ledger.ActivityLevel, lastUsed, first string) (day, source string) {
	if len(lastUsed) < len(time.DateOnly) || lastUsed[:len(time.DateOnly)] < first {
		return "", ""
	}
	if level == ledger.ActivityMonth {
		return lastUsed[:len("2006-01")], ledger.SourceSignIns
	}
	return lastUsed[:len(time.DateOnly)], ledger.SourceSignIns
}

func (w *watched) agrees(level ledger.ActivityLevel, first string) {
	w.Helper()
	var out bytes.Buffer
	if err := w.tenant.WriteTruth(&out); err != nil {
		w.Fatal(err)
	}
	truth := readTruth(w.T, &out)[0]
	var got, want, neverGot, neverWant []string
	used := 0
	for _, r := range truth.rows {
		if !r.Held || r.LicenseID == "" || w.returned(truth, r.UserID) {
			continue
		}
		day, source := seenOfUse(level, r.LastUsed, first)
		line := fmt.Sprint(r.UserID, "|", r.ServiceID, "|", r.LicenseID)
		want = append(want, fmt.Sprint(line, "|", day, "|", source, "|", first))
		if day == "" {
			neverWant = append(neverWant, line)
		} else {
			used++
		}
	}
	for _, kind := range []ledger.ViewKind{ledger.ViewAssigned, ledger.ViewNeverUsed} {
		view, err := w.ledger.View(w.Context(), app.ViewSpec{Kind: kind})
		if err != nil {
			w.Fatal(err)
		}
		rows, err := view.Rows(0, view.Len())
		if err != nil {
			w.Fatal(err)
		}
		for _, r := range rows {
			line := fmt.Sprint(r.UserID, "|", r.ServiceID, "|", r.LicenseID)
			switch {
			case w.returned(truth, string(r.UserID)):
			case kind == ledger.ViewAssigned:
				got = append(got, fmt.Sprint(line, "|", r.LastUsed, "|", r.LastUsedSource, "|", r.WatchedSince))
			default:
				neverGot = append(neverGot, line)
			}
		}
	}
	sameLines(w.T, got, want)
	sameLines(w.T, w.withoutListed(truth, neverGot), w.withoutListed(truth, neverWant))
	if used < 100 || len(neverGot) < 20 {
		w.Errorf("%d rows were used and %d were not", used, len(neverGot))
	}
}

// returned tells whether an account was deleted and is back: the log of the
// tenant tells then of its habits on the days in between as well.
func (w *watched) returned(d *truthDay, id string) bool {
	return slices.ContainsFunc(d.events, func(e truthEvent) bool { return e.UserID == id && e.Event == "returned" })
}

// withoutListed leaves out whom Microsoft's own list has: they did use something
// some day, only before anybody watched.
func (w *watched) withoutListed(d *truthDay, lines []string) []string {
	listed := map[string]bool{}
	for _, r := range d.rows {
		if r.Reported {
			listed[fmt.Sprint(r.UserID, "|", r.ServiceID, "|", r.LicenseID)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return listed[line] })
}

// TestLaunches_StandBesideSignIns: whom both saw on a day was seen by the audit
// log, and nobody is seen less for it.
func TestLaunches_StandBesideSignIns(t *testing.T) {
	t.Parallel()
	w := premiumLedger(t, ledger.ActivityDay, simtenant.Config{Users: 120, Seed: 1}, func(c *app.Connection) { c.Launches = true })
	var read []ledger.ActivityRead
	for range 4 { // ten days are searched at once
		result := w.sync()
		if result.State != ledger.RunComplete {
			t.Fatalf("%+v", result)
		}
		read = result.Activity
		w.tenant.Clock().Advance(10 * time.Minute)
	}
	if len(read) != 2 {
		t.Fatalf("read %+v", read)
	}
	var out bytes.Buffer
	if err := w.tenant.WriteTruth(&out); err != nil {
		t.Fatal(err)
	}
	truth := readTruth(t, &out)[0]
	last := map[string]string{}
	for _, r := range truth.rows {
		last[r.UserID+"|"+r.ServiceID+"|"+r.LicenseID] = r.LastUsed
	}
	view, err := w.ledger.View(t.Context(), app.ViewSpec{Kind: ledger.ViewAssigned})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	first, by := w.tenant.Clock().Now().AddDate(0, 0, -29).Format(time.DateOnly), map[string]int{}
	for _, r := range rows {
		day, _ := seenOfUse(ledger.ActivityDay, last[fmt.Sprint(r.UserID, "|", r.ServiceID, "|", r.LicenseID)], first)
		if string(r.LastUsed) != day {
			t.Errorf("%s used %s on %q, really on %q", r.UserID, r.Service, r.LastUsed, day)
		}
		by[string(r.LastUsedSource)]++
	}
	if by[ledger.SourceAuditLaunches] < 10 || by[ledger.SourceSignIns] < 10 {
		t.Errorf("seen by %v", by)
	}
}

// TestSignIns_OfAPersonTakeARole: the permission alone is not enough for somebody
// who signs in, and what takes the role of an administrator does not give that of
// a reader.
func TestSignIns_OfAPersonTakeARole(t *testing.T) {
	t.Parallel()
	for label, warning := range map[string]string{"Global Administrator": "", "Reports Reader": "", "Power Platform Administrator": ledger.WarnRoleMissing} {
		t.Run(label, func(t *testing.T) {
			o := newUsedOffice(t, false)
			c, _, err := o.ledger.Connection(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			c.Auth, c.CertificatePath = app.AuthDevice, ""
			if err := o.ledger.Connect(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			o.signIn(label)
			result, err := o.sync(nil)
			if err != nil {
				t.Fatal(err)
			}
			told := ""
			for _, w := range result.Warnings {
				if w.Source == ledger.SourceSignIns {
					told = w.Code
				}
			}
			if told != warning || (len(result.Activity) == 1) != (warning == "") {
				t.Errorf("told %q, want %q; read %+v", told, warning, result.Activity)
			}
		})
	}
}
