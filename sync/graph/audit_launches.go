package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// AuditLaunches searches the audit log for apps that were launched. Microsoft
// searches by itself, for minutes or hours: what it was asked for outlives runs.
// https://learn.microsoft.com/graph/api/security-auditcoreroot-post-auditlogqueries
// Permission: AuditLogsQuery.Read.All; the tenant's auditing must be on, and its
// cloud the public one.
type AuditLaunches struct {
	tenant *Tenant
	AuditLaunchesConfig
	deadline time.Time // of waiting in this run; zero before it waited
	stopped  bool      // Microsoft takes no more searches for now
}

var (
	_ engine.ActivitySource = (*AuditLaunches)(nil)
	_ engine.DayPreparer    = (*AuditLaunches)(nil)
)

// JobStore keeps searches over restarts of the program.
type JobStore interface {
	Job(ctx context.Context, source string) (job ledger.Job, ok bool, err error)
	PutJob(ctx context.Context, job ledger.Job) error
	DropJob(ctx context.Context, source string) error
}

// AuditLaunchesConfig says how the audit log is searched. Jobs is required.
type AuditLaunchesConfig struct {
	Jobs JobStore
	// Accounts gives the object ids of accounts by the names they sign in with, in
	// lower case: some records name nobody otherwise. May be nil.
	Accounts func(ctx context.Context, names []string) (map[string]string, error)
	// Elsewhere: the cloud has no audit search.
	Elsewhere bool
	// Wait is how long one run waits for searches, all together; two minutes when
	// 0. What is not done then is taken up by the next run.
	Wait     time.Duration
	PageSize int // MaxPageSize when 0
	// Most is after how many records a search ends without a word; 1,000,000 when
	// 0. A search that found so many is asked again in halves.
	Most int64
}

const (
	auditPath  = "/security/auditLog/queries"
	auditNeed  = "AuditLogsQuery.Read.All"
	auditRoles = "View-Only Audit Logs or Audit Logs of Microsoft Purview"

	// mostSearches may run at once.
	mostSearches   = 10
	searchPause    = 10 * time.Second
	shortestSearch = 15 * time.Minute
	// A search that is older is asked for anew: nobody knows how long Microsoft
	// keeps them.
	searchLife = 7 * 24 * time.Hour
)

// AuditLaunches gives the source of app launches.
func (t *Tenant) AuditLaunches(cfg AuditLaunchesConfig) *AuditLaunches {
	if cfg.PageSize <= 0 || cfg.PageSize > MaxPageSize {
		cfg.PageSize = MaxPageSize
	}
	if cfg.Wait == 0 {
		cfg.Wait = 2 * time.Minute
	}
	if cfg.Most == 0 {
		cfg.Most = 1_000_000
	}
	return &AuditLaunches{tenant: t, AuditLaunchesConfig: cfg}
}

// Name implements engine.ActivitySource.
func (*AuditLaunches) Name() string { return ledger.SourceAuditLaunches }

// Products implements engine.ActivitySource: flows that run are not in the log.
func (*AuditLaunches) Products() []ledger.Product { return []ledger.Product{ledger.ProductPowerApps} }

// Reach implements engine.ActivitySource. The log goes back for half a year; a
// month is read, as of sign-ins. Auditing may have been switched on yesterday.
func (*AuditLaunches) Reach() engine.Reach {
	return engine.Reach{Days: 30, Sure: 1, Late: 24 * time.Hour}
}

// Now implements engine.ActivitySource.
func (s *AuditLaunches) Now() time.Time { return s.tenant.client.ServiceTime() }

// PrepareDays implements engine.DayPreparer: it asks for as many days as may be
// searched at once, newest first.
func (s *AuditLaunches) PrepareDays(ctx context.Context, days []string) error {
	if s.Elsewhere {
		return s.elsewhere()
	}
	running := 0
	for i := len(days) - 1; i >= 0 && running < mostSearches && !s.stopped; i-- {
		_, parts, err := s.job(ctx, days[i])
		if err == nil && parts == nil {
			parts, err = s.begin(ctx, days[i])
		}
		if err != nil {
			return err
		}
		running += len(parts)
	}
	return nil
}

// FinishDay implements engine.DayPreparer.
func (s *AuditLaunches) FinishDay(ctx context.Context, day string) error {
	return s.Jobs.DropJob(ctx, jobName(day))
}

// place is where in the answers of a day reading stands: the cursor, as JSON.
type place struct {
	Search string `json:"search"`
	Link   string `json:"link,omitempty"`
	Read   int64  `json:"read"` // records of this search so far
}

// ReadDay implements engine.ActivitySource.
func (s *AuditLaunches) ReadDay(ctx context.Context, day, cursor string, emit func(ledger.ActivityPage) error) error {
	if s.Elsewhere {
		return s.elsewhere()
	}
	job, parts, err := s.job(ctx, day)
	if err != nil {
		return err
	}
	if parts == nil {
		if s.stopped {
			return s.pending(0)
		}
		if parts, err = s.begin(ctx, day); err != nil {
			return err
		}
		if job, _, err = s.job(ctx, day); err != nil || parts == nil {
			return errors.Join(err, s.pending(0))
		}
	}
	at, index := place{Search: parts[0].ID}, 0
	if cursor != "" {
		if json.Unmarshal([]byte(cursor), &at) != nil {
			return expiredPlace()
		}
		for index = 0; index < len(parts) && parts[index].ID != at.Search; index++ {
		}
		if index == len(parts) {
			return expiredPlace() // it was asked for anew since
		}
	}
	for i := index; i < len(parts); i++ {
		if err := s.await(ctx, day, parts[i], job); err != nil {
			return err
		}
	}
	return s.records(ctx, day, job, parts, index, at, emit)
}

func expiredPlace() error {
	return ledger.Errorf(ledger.CodeCursorExpired, "read app launches", "The place where reading stopped cannot be read. The day is read from its beginning.")
}

// records reads what was found, from a place on.
func (s *AuditLaunches) records(ctx context.Context, day string, job ledger.Job, parts []searchPart, index int, at place, emit func(ledger.ActivityPage) error) error {
	const op = "read app launches"
	on := s.tenant.onward(op)
	for {
		address := s.tenant.base + auditPath + "/" + parts[index].ID + "/records?" + url.Values{"$top": {strconv.Itoa(s.PageSize)}}.Encode()
		if at.Link != "" {
			var err error
			if address, err = s.tenant.resume(op, at.Link); err != nil {
				return err
			}
		}
		var got collection[auditRecord]
		if _, err := s.tenant.client.JSON(ctx, rest.Request{Op: op, URL: address, Needs: auditNeed, Roles: auditRoles}, &got); err != nil {
			return s.unavailable(err)
		}
		if got.Value == nil {
			return ledger.Errorf(ledger.CodeInvalid, op, "Microsoft's answer is not a list. Nothing of it was used; if a newer License Ledger exists, install it.")
		}
		at.Read += int64(len(*got.Value))
		if got.NextLink == "" && at.Read >= s.Most && parts[index].To.Sub(parts[index].From) > shortestSearch {
			return s.halve(ctx, day, job, parts, index)
		}
		uses, err := s.uses(ctx, *got.Value, day)
		if err != nil {
			return err
		}
		// What was found is as old as the question.
		page := ledger.ActivityPage{At: job.RequestedAt, Told: int64(len(*got.Value)), Uses: uses}
		switch {
		case got.NextLink != "":
			if address, err = on.following(address, got.NextLink); err != nil {
				return err
			}
			if err = on.brought(found(*got.Value)); err != nil {
				return err
			}
			if at.Link, err = s.tenant.cursor(op, address); err != nil {
				return err
			}
		case index == len(parts)-1:
			return emit(page)
		default:
			index++
			at = place{Search: parts[index].ID}
		}
		text, err := json.Marshal(at)
		if err != nil {
			return err
		}
		page.Cursor = string(text)
		if err := emit(page); err != nil {
			return err
		}
	}
}

// found tells what a page holds, for onward.
func found(page []auditRecord) []string {
	ids := make([]string, len(page))
	for i, r := range page {
		ids[i] = strconv.FormatInt(int64(r.CreatedDateTime), 10) + r.UserPrincipalName + r.Operation
	}
	return ids
}
