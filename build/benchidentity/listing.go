package main

import (
	"context"
	"strings"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// listing is what a source says, and, of a report, who is behind its rows.
type listing struct {
	source  string
	at      time.Time
	objects []ledger.Object
	rows    []labelled
}

// labelled is a row of a report with the account it is about.
type labelled struct {
	ledger.ReportRow
	userID string
}

// listings lets the tenant live and reads it.
func (s *scenario) listings() ([]listing, error) {
	tenant := simtenant.New(s.tenant)
	morning := tenant.Clock().Now()
	var all []listing
	var past []*world
	for d := range s.days {
		tenant.Clock().AdvanceTo(morning.AddDate(0, 0, d).Add(time.Duration(s.random.IntN(12*3600)) * time.Second))
		w, err := truthOf(tenant)
		if err != nil {
			return nil, err
		}
		past = append(past, w)
		behind := past[max(0, d-s.lag)]
		if d >= s.directoryFrom && (d-s.directoryFrom)%s.directoryEvery == 0 {
			all = append(all, w.directory(s.dated), w.deleted())
		}
		if s.report.precision != 0 {
			all = append(all, w.report(behind, s.report, w.at.Add(2*time.Minute)))
		}
		if s.files.precision != 0 && d%s.fileEvery == 0 {
			how := s.files
			if s.moves > 0 && d >= s.moves {
				how.zone = s.movedTo
			}
			all = append(all, w.report(behind, how, w.at.Add(4*time.Minute)))
		}
	}
	return all, nil
}

func (w *world) directory(dated bool) listing {
	l := listing{source: ledger.SourceUsers, at: w.at}
	plans := map[string][]ledger.Fact{}
	for _, r := range w.rows {
		if dated && r.Held && r.ServiceID != "" {
			plans[r.UserID] = append(plans[r.UserID], ledger.AssignedPlan{UserID: r.UserID, ServicePlanID: r.ServiceID, CapabilityStatus: "Enabled",
				AssignedAt: ledger.InstantOf(r.AssignedDate)})
		}
	}
	for _, p := range w.people {
		if p.State == "present" {
			user := ledger.User{UserID: p.UserID, DisplayName: p.UserName, UserPrincipalName: p.UPN, Mail: p.Mail, CreatedAt: ledger.InstantOf(p.CreatedAt)}
			l.objects = append(l.objects, ledger.Object{Owner: p.UserID, Facts: append([]ledger.Fact{user}, plans[p.UserID]...)})
		}
	}
	return l
}

func (w *world) deleted() listing {
	l := listing{source: ledger.SourceDeletedUsers, at: w.at.Add(time.Minute)}
	for _, p := range w.people {
		if p.State == "soft_deleted" {
			l.objects = append(l.objects, ledger.Object{Owner: p.UserID, Facts: []ledger.Fact{ledger.DeletedUser{UserID: p.UserID, DisplayName: p.UserName,
				UserPrincipalName: p.UPN, Mail: p.Mail, DeletedAt: ledger.InstantOf(*p.LeftAt)}}})
		}
	}
	return l
}

// report is the list of who is licensed and used the products, as was known in
// a world some days before; names are looked up when the list is made.
func (w *world) report(behind *world, how reading, at time.Time) listing {
	l := listing{source: how.source, at: at}
	ordinals := map[ledger.ReportRow]int64{}
	for _, r := range behind.rows {
		if !r.Reported {
			continue
		}
		p := w.byID[r.UserID]
		said := ledger.ReportRow{UserName: p.UserName, EmailAddress: p.EmailAddress, Service: r.Service, License: r.License,
			AssignedDate: ledger.FormatDateText(r.AssignedDate.Add(how.zone), how.precision)}
		if p.State != "present" {
			said.UserName, said.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
		}
		if r.ExpirationDate != nil {
			said.ExpirationDate = ledger.FormatDateText(r.ExpirationDate.Add(how.zone), how.precision)
		}
		first := said
		said.Ordinal = ordinals[first]
		ordinals[first]++
		l.objects = append(l.objects, ledger.Object{Facts: []ledger.Fact{said}})
		l.rows = append(l.rows, labelled{said, r.UserID})
	}
	return l
}

// publish makes a listing history, as a sync does.
func (l *listing) publish(ctx context.Context, to *store.Ledger) error {
	run, err := to.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return err
	}
	staging, err := to.Stage(ctx, l.source, 0)
	if err != nil {
		return err
	}
	if err := staging.Put(ctx, ledger.Page{Objects: l.objects, At: ledger.InstantOf(l.at)}, true); err != nil {
		return err
	}
	if _, err := to.Publish(ctx, staging, ledger.Publication{RunID: run, Source: l.source, At: ledger.InstantOf(l.at), ReadFrom: staging.ReadFrom(),
		AtRule: ledger.AtDateHeader}); err != nil {
		return err
	}
	return to.EndRun(ctx, run, ledger.RunComplete, nil)
}

// print is what a row says beside the person.
func print(service, license, assigned, expiration string) string {
	return strings.Join([]string{service, license, assigned, expiration}, "|")
}
