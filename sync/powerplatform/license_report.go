package powerplatform

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// DefaultWait is how long a run waits for the report when it was not told.
const DefaultWait = 10 * time.Minute

const (
	exportPath = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlans?api-version=2016-11-01"
	reportNeed = "the role Power Platform Administrator (for an app: registration as a management app by an administrator)"

	// Microsoft's own command asks every 5 seconds and gives up after 7 days.
	firstPause = 5 * time.Second
	lastPause  = time.Minute
	jobLife    = 7 * 24 * time.Hour
)

// JobStore keeps the report job over restarts of the program.
type JobStore interface {
	Job(ctx context.Context, source string) (job ledger.Job, ok bool, err error)
	PutJob(ctx context.Context, job ledger.Job) error
	DropJob(ctx context.Context, source string) error
}

// Config says where the Power Platform is and how patient a run may be.
type Config struct {
	Base string // https://api.bap.microsoft.com; a configured service of the rest client
	// Wait is how long one run waits for the report; DefaultWait when 0, and
	// when negative the run asks once.
	Wait time.Duration
	// PageRows is how many rows are kept in one commit; 1000 when 0.
	PageRows int
	// MostRows is how many rows a report has at most that is believed; 20 million
	// when 0. The largest tenants have some five million. A row costs memory while the
	// file is read, and a place on the disk.
	MostRows int64
}

// LicenseReport reads the report of active user licenses: what the command
// Get-AdminPowerAppLicenses downloads.
// https://learn.microsoft.com/power-platform/admin/powerapps-powershell
// Role: Power Platform Administrator.
type LicenseReport struct {
	client *rest.Client
	jobs   JobStore
	base   string
	wait   time.Duration
	rows   int // in a page
	most   int64
}

var (
	_ engine.Source   = (*LicenseReport)(nil)
	_ engine.Preparer = (*LicenseReport)(nil)
)

// NewLicenseReport reads through client, which must have cfg.Base among its
// services.
func NewLicenseReport(client *rest.Client, jobs JobStore, cfg Config) *LicenseReport {
	if cfg.Wait == 0 {
		cfg.Wait = DefaultWait
	}
	if cfg.PageRows <= 0 {
		cfg.PageRows = 1000
	}
	if cfg.MostRows <= 0 {
		cfg.MostRows = 20_000_000
	}
	return &LicenseReport{client: client, jobs: jobs, base: strings.TrimSuffix(cfg.Base, "/"), wait: cfg.Wait, rows: cfg.PageRows, most: cfg.MostRows}
}

// Name implements engine.Source.
func (*LicenseReport) Name() string { return ledger.SourceLicenseReport }

// Prepare implements engine.Preparer: it asks for the report if no job runs.
func (s *LicenseReport) Prepare(ctx context.Context) error {
	_, err := s.job(ctx)
	return err
}

// Finish implements engine.Preparer.
func (s *LicenseReport) Finish(ctx context.Context) error {
	return s.jobs.DropJob(ctx, s.Name())
}

// Pull implements engine.Source. The job is not let go of here: Finish does.
func (s *LicenseReport) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	deadline := s.client.Now().Add(s.wait)
	for again := false; ; again = true {
		running, err := s.job(ctx)
		if err != nil {
			return err
		}
		err = s.collect(ctx, running, deadline, cursor, emit)
		if !isLost(err) {
			return err
		}
		if again {
			return lostTwice(err)
		}
		if err := s.jobs.DropJob(ctx, s.Name()); err != nil {
			return fmt.Errorf("forget lost job: %w", err)
		}
	}
}

// job is a report that Microsoft prepares.
type job struct {
	ledger.Job
	isNew bool
	link  string // where to download it, when the request was answered with the report itself
}

// job finds the running job or asks for a new one, which is kept before
// anybody waits for it.
func (s *LicenseReport) job(ctx context.Context) (job, error) {
	kept, ok, err := s.jobs.Job(ctx, s.Name())
	if err != nil {
		return job{}, fmt.Errorf("find report job: %w", err)
	}
	if ok && strings.HasPrefix(kept.Location, "/") && s.client.Now().Sub(kept.RequestedAt.Time()) < jobLife {
		return job{Job: kept}, nil
	}
	answer, err := s.client.Do(ctx, rest.Request{Op: "ask for the license report", Method: http.MethodPost,
		URL: s.base + exportPath, Needs: reportNeed})
	if err != nil {
		return job{}, err
	}
	asked := job{isNew: true, Job: ledger.Job{Source: s.Name(), Location: s.location(answer),
		RequestedAt: ledger.InstantOf(s.client.Now()), CheckedAt: ledger.InstantOf(answer.At)}}
	if answer.Status == http.StatusOK {
		asked.link = signature(answer.Body)
	}
	if asked.link == "" && asked.Location == "" {
		return job{}, ledger.Errorf(ledger.CodeInvalid, "ask for the license report",
			"The Power Platform did not say where the report will be. If a newer License Ledger exists, install it.")
	}
	if asked.link != "" {
		return asked, nil
	}
	if err := s.jobs.PutJob(ctx, asked.Job); err != nil {
		return job{}, fmt.Errorf("keep report job: %w", err)
	}
	return asked, nil
}

// location is where to ask for the job, without the host: it is only ever
// asked for at the configured one.
func (s *LicenseReport) location(answer rest.Answer) string {
	header := answer.Header.Get("Location")
	if !rest.SameOrigin(s.base, header) {
		return ""
	}
	u, err := url.Parse(header)
	if err != nil {
		return ""
	}
	return u.RequestURI()
}

// await asks until the report is ready and gives the signed address of the
// file. ledger.CodePending means that the deadline came first.
func (s *LicenseReport) await(ctx context.Context, running job, deadline time.Time) (link string, err error) {
	if running.link != "" {
		return running.link, nil
	}
	pause := firstPause
	if running.isNew {
		if err := s.pause(ctx, &running, pause, deadline); err != nil {
			return "", err
		}
	}
	for {
		answer, err := s.client.Do(ctx, rest.Request{Op: "ask whether the license report is ready", URL: s.base + running.Location, Needs: reportNeed})
		if err != nil {
			return "", err
		}
		if answer.Status != http.StatusAccepted {
			link := signature(answer.Body)
			if link == "" {
				return "", ledger.Errorf(ledger.CodeInvalid, "fetch the license report",
					"The Power Platform says that the report is ready, but not where. If a newer License Ledger exists, install it.")
			}
			return link, nil
		}
		if moved := s.location(answer); moved != "" {
			running.Location = moved
		}
		running.CheckedAt = ledger.InstantOf(answer.At)
		next := pause
		if answer.RetryAfter > 0 {
			next = answer.RetryAfter
		}
		if err := s.pause(ctx, &running, next, deadline); err != nil {
			return "", err
		}
		pause = min(pause*3/2, lastPause)
	}
}

// pause waits until the next look, unless that is later than this run waits.
func (s *LicenseReport) pause(ctx context.Context, running *job, d time.Duration, deadline time.Time) error {
	if err := s.jobs.PutJob(ctx, running.Job); err != nil {
		return fmt.Errorf("keep report job: %w", err)
	}
	if s.client.Now().Add(d).After(deadline) {
		return &ledger.Error{Code: ledger.CodePending, Op: "fetch the license report", RetryAfter: d, Message: fmt.Sprintf(
			"Microsoft is still preparing the license report, asked for on %s. Nothing has to stay open: the next sync takes it up.",
			running.RequestedAt.Time().Format("2006-01-02 at 15:04 UTC"))}
	}
	return s.client.Pause(ctx, "wait for the license report", d, rest.ReasonReport)
}

// signature reads the signed address out of a finished job's answer. The
// sibling jobs of this service answer with a bare JSON string.
func signature(body []byte) string {
	var answer struct {
		SharedAccessSignature string `json:"sharedAccessSignature"`
	}
	if json.Unmarshal(body, &answer) == nil && answer.SharedAccessSignature != "" {
		return answer.SharedAccessSignature
	}
	var bare string
	if json.Unmarshal(body, &bare) != nil {
		return ""
	}
	return bare
}
