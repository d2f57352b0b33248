package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// searchPart is one search of a day, or of a part of it.
type searchPart struct {
	ID   string    `json:"id"`
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// job finds what was asked for of a day.
func (s *AuditLaunches) job(ctx context.Context, day string) (job ledger.Job, parts []searchPart, err error) {
	job, ok, err := s.Jobs.Job(ctx, jobName(day))
	if err != nil {
		return job, nil, fmt.Errorf("find search: %w", err)
	}
	if !ok || s.Now().Sub(job.RequestedAt.Time()) > searchLife || json.Unmarshal([]byte(job.Location), &parts) != nil || !areSearches(parts) {
		return job, nil, nil
	}
	return job, parts, nil
}

// areSearches tells whether there is a search, and whether each is named as Microsoft
// names them: what a history file says becomes part of an address.
func areSearches(parts []searchPart) bool {
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(p searchPart) bool { return !isGUID(p.ID) })
}

func jobName(day string) string { return ledger.SourceAuditLaunches + " " + day }

func (s *AuditLaunches) keep(ctx context.Context, job ledger.Job, day string, parts []searchPart) error {
	location, err := json.Marshal(parts)
	if err != nil {
		return err
	}
	job.Source, job.Location = jobName(day), string(location)
	if err := s.Jobs.PutJob(ctx, job); err != nil {
		return fmt.Errorf("keep search: %w", err)
	}
	return nil
}

// begin asks for a day. parts are nil when Microsoft takes no more searches now.
func (s *AuditLaunches) begin(ctx context.Context, day string) (parts []searchPart, err error) {
	from, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInternal, "search the audit log", "%q is no day.", day)
	}
	part, at, err := s.ask(ctx, from, from.Add(24*time.Hour))
	if ledger.CodeOf(err) == ledger.CodeThrottled && ctx.Err() == nil {
		s.stopped = true // at once it would be refused again, and longer
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	parts = []searchPart{part}
	return parts, s.keep(ctx, ledger.Job{RequestedAt: at, CheckedAt: at}, day, parts)
}

// ask begins one search.
func (s *AuditLaunches) ask(ctx context.Context, from, to time.Time) (part searchPart, at ledger.Instant, err error) {
	body, err := json.Marshal(map[string]any{
		"displayName": "License Ledger: apps launched from " + from.Format("2006-01-02 15:04"), "filterStartDateTime": from, "filterEndDateTime": to,
		"recordTypeFilters": []string{"powerPlatformAdministratorActivity", "powerAppsApp"}, "operationFilters": []string{launchOperation},
	})
	if err != nil {
		return part, 0, err
	}
	var got struct {
		ID string `json:"id"`
	}
	answer, err := s.tenant.client.JSON(ctx, rest.Request{Op: "search the audit log", Method: http.MethodPost, URL: s.tenant.base + auditPath,
		Body: body, Needs: auditNeed, Roles: auditRoles, Defers: true}, &got)
	if err != nil {
		return part, 0, s.unavailable(err)
	}
	if !isGUID(lower(got.ID)) {
		return part, 0, ledger.Errorf(ledger.CodeInvalid, "search the audit log", "Microsoft did not say where the answer of the search will be. If a newer License Ledger exists, install it.")
	}
	return searchPart{ID: lower(got.ID), From: from, To: to}, ledger.InstantOf(answer.At), nil
}

// await waits until a search is done, or for as long as this run waits.
func (s *AuditLaunches) await(ctx context.Context, day string, part searchPart, job ledger.Job) error {
	if s.deadline.IsZero() {
		s.deadline = s.tenant.client.Now().Add(s.Wait)
	}
	for {
		var got struct {
			Status string `json:"status"`
		}
		_, err := s.tenant.client.JSON(ctx, rest.Request{Op: "ask whether the search is done", URL: s.tenant.base + auditPath + "/" + part.ID,
			Needs: auditNeed, Roles: auditRoles}, &got)
		switch {
		case rest.StatusOf(err) == http.StatusNotFound:
			got.Status = "failed"
		case err != nil:
			return s.unavailable(err)
		}
		switch lower(got.Status) {
		case "succeeded":
			return nil
		case "failed", "cancelled", "canceled":
			if err := s.Jobs.DropJob(ctx, jobName(day)); err != nil {
				return fmt.Errorf("forget search: %w", err)
			}
			return &engine.NotAvailable{Warning: ledger.WarnSearchPending, Err: ledger.Errorf(ledger.CodePending, "search the audit log",
				"Microsoft gave up a search of the audit log. The next sync asks for it again.")}
		}
		if s.tenant.client.Now().Add(searchPause).After(s.deadline) {
			return s.pending(job.RequestedAt)
		}
		if err := s.tenant.client.Pause(ctx, "wait for the search", searchPause, rest.ReasonSearch); err != nil {
			return err
		}
	}
}

// pending says that Microsoft still searches.
func (s *AuditLaunches) pending(since ledger.Instant) error {
	text := "Microsoft still searches the audit log for app launches. Nothing has to stay open: the next sync takes it up."
	if since != 0 {
		text = "Microsoft still searches the audit log for app launches, as asked for on " + since.Time().Format("2006-01-02 at 15:04 UTC") +
			". Nothing has to stay open: the next sync takes it up."
	}
	return &engine.NotAvailable{Warning: ledger.WarnSearchPending, Err: ledger.Errorf(ledger.CodePending, "search the audit log", "%s", text)}
}

func (s *AuditLaunches) elsewhere() error {
	return &engine.NotAvailable{Warning: ledger.WarnNotInCloud, Err: ledger.Errorf(ledger.CodeForbidden, "search the audit log",
		"App launches are not available: the cloud of this tenant has no audit search. Connect the ledger anew without them.")}
}

// unavailable makes of a refusal that no other reading changes what says so.
func (s *AuditLaunches) unavailable(err error) error {
	if rest.ErrorCode(err) == "AuditingDisabledTenant" {
		return &engine.NotAvailable{Warning: ledger.WarnAuditingOff, Err: ledger.Errorf(ledger.CodeForbidden, "search the audit log",
			"App launches are not available: auditing is switched off in this tenant. An administrator switches it on in the Microsoft Purview portal; "+
				"the first launches are there some hours later.").Because(err)}
	}
	err = unavailable(err)
	var missing *engine.NotAvailable
	if errors.As(err, &missing) {
		missing.Unasked = false // a person chose it
	}
	return err
}

// halve asks again for both halves of what was too much for one search.
func (s *AuditLaunches) halve(ctx context.Context, day string, job ledger.Job, parts []searchPart, index int) error {
	whole := parts[index]
	middle := whole.From.Add(whole.To.Sub(whole.From) / 2).Truncate(time.Second)
	first, _, err := s.ask(ctx, whole.From, middle)
	var second searchPart
	if err == nil {
		second, _, err = s.ask(ctx, middle, whole.To)
	}
	if ledger.CodeOf(err) == ledger.CodeThrottled && ctx.Err() == nil {
		s.stopped = true
		return s.pending(job.RequestedAt)
	}
	if err != nil {
		return err
	}
	next := append(append(append([]searchPart{}, parts[:index]...), first, second), parts[index+1:]...)
	if err := s.keep(ctx, job, day, next); err != nil {
		return err
	}
	return expiredPlace() // what was staged of the day belongs to the search before
}
