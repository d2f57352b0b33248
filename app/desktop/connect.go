package desktop

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
)

// Connection is how a history file reaches its tenant. It holds no secret.
type Connection struct {
	TenantID              string `json:"tenantId"`
	ClientID              string `json:"clientId"`
	Cloud                 string `json:"cloud"` // public, gcc, gcc-high, dod or china
	Auth                  string `json:"auth"`  // browser, device or certificate
	CertificatePath       string `json:"certificatePath"`
	Authority             string `json:"authority"` // addresses and audiences take the place of those of the cloud
	Graph                 string `json:"graph"`
	PowerPlatform         string `json:"powerPlatform"`
	GraphAudience         string `json:"graphAudience"`
	PowerPlatformAudience string `json:"powerPlatformAudience"`
	CAPath                string `json:"caPath"`
	Managers              bool   `json:"managers"`
	ChangesTellLicenses   bool   `json:"changesTellLicenses"`
	SignInAppsPath        string `json:"signInAppsPath"`
	Launches              bool   `json:"launches"` // search the audit log for apps that were opened
	NoGroupNames          bool   `json:"noGroupNames"`
	UseMinutes            int    `json:"useMinutes"` // of a sync for who used what; 0 for the usual, -1 for no limit
	CostCenter            string `json:"costCenter"` // the property that tells it; empty for employeeOrgData
}

func (c Connection) toApp() app.Connection {
	return app.Connection{TenantID: strings.TrimSpace(c.TenantID), ClientID: strings.TrimSpace(c.ClientID), Cloud: c.Cloud, Auth: c.Auth,
		CertificatePath: c.CertificatePath, Authority: c.Authority, Graph: c.Graph, PowerPlatform: c.PowerPlatform,
		GraphAudience: c.GraphAudience, PowerPlatformAudience: c.PowerPlatformAudience, CAPath: c.CAPath, Managers: c.Managers,
		ChangesTellLicenses: c.ChangesTellLicenses, SignInAppsPath: c.SignInAppsPath, Launches: c.Launches, NoGroupNames: c.NoGroupNames, UseMinutes: c.UseMinutes, CostCenter: c.CostCenter}
}

func connectionOf(c app.Connection) Connection {
	return Connection{TenantID: c.TenantID, ClientID: c.ClientID, Cloud: c.Cloud, Auth: c.Auth, CertificatePath: c.CertificatePath,
		Authority: c.Authority, Graph: c.Graph, PowerPlatform: c.PowerPlatform, GraphAudience: c.GraphAudience,
		PowerPlatformAudience: c.PowerPlatformAudience, CAPath: c.CAPath, Managers: c.Managers,
		ChangesTellLicenses: c.ChangesTellLicenses, SignInAppsPath: c.SignInAppsPath, Launches: c.Launches, NoGroupNames: c.NoGroupNames, UseMinutes: c.UseMinutes, CostCenter: c.CostCenter}
}

// PickCertificate asks for the file of a certificate; "" when the person changed
// their mind.
func (w *Window) PickCertificate() (string, error) {
	return guard("choose certificate", func() (string, error) { return w.shell.PickOne("Certificate", "*.pem;*.pfx;*.p12") })
}

// PickConnection asks for a file that says how to reach a tenant, such as
// `licensectl simulate` writes. Codes: canceled when the person changed their
// mind, invalid for another file.
func (w *Window) PickConnection() (Connection, error) {
	return guard(choosing, func() (Connection, error) {
		path, err := w.shell.PickOne("JSON", "*.json")
		if err != nil || path == "" {
			return Connection{}, canceledOr(err)
		}
		content, err := os.ReadFile(path)
		var c app.Connection
		if err == nil {
			err = json.Unmarshal(content, &c)
		}
		if err != nil || c.TenantID == "" || c.ClientID == "" {
			return Connection{}, ledger.Errorf(ledger.CodeInvalid, choosing, "%s does not say how to reach a tenant. It is a JSON file with tenant_id and client_id.", filepath.Base(path))
		}
		return connectionOf(c), nil
	})
}

// choosing is what is being done while a file is chosen that says how to reach a
// tenant.
const choosing = "choose connection"

func canceledOr(err error) error {
	if err != nil {
		return err
	}
	return ledger.Errorf(ledger.CodeCanceled, choosing, "Nothing was changed.")
}

// StartConnect connects the open history file to a tenant, or a new one when none
// is open or the open one is the sample; then it signs in and asks what may be
// read. It gives the id of the job. Codes: busy, and usage, invalid and read_only
// for a connection that cannot be; the job's own: those of app.Ledger.SignIn.
func (w *Window) StartConnect(c Connection) (string, error) {
	return guard("connect", func() (string, error) {
		connection := c.toApp()
		if err := connection.Check(); err != nil { // a mistake leaves no history file behind
			return "", err
		}
		told := sameLedger
		opened, err := w.connectable()
		if err != nil {
			return "", err
		}
		if opened == nil {
			told = anotherLedger
		}
		return w.jobs.start(w.work, JobConnect, func(ctx context.Context, tell report) (*JobResult, error) {
			if opened == nil {
				var err error
				if opened, err = w.freshFor(ctx, connection); err != nil {
					return nil, err
				}
			}
			if err := opened.Connect(ctx, connection); err != nil {
				return nil, err
			}
			return w.signInAndCheck(ctx, opened, tell)
		}, func() { w.changed(told...); w.changed("access") })
	})
}

// connectable is the open history file if it can be connected: nil when there is
// none, or it is the sample.
func (w *Window) connectable() (*app.Ledger, error) {
	opened := w.openedIfAny()
	if opened == nil {
		return nil, nil
	}
	info, err := opened.Info(w.work)
	switch {
	case err != nil:
		return nil, err
	case info.Sample:
		return nil, nil
	case info.ReadOnly:
		return nil, ledger.Errorf(ledger.CodeReadOnly, "connect", "%s cannot be written, so it cannot be connected. Open it where it can.", info.FileName)
	}
	return opened, opened.Present()
}

// freshFor makes and opens a history file for a tenant, called after it.
func (w *Window) freshFor(ctx context.Context, c app.Connection) (*app.Ledger, error) {
	folder := w.newLedgerFolder()
	if err := ensureFolder(folder); err != nil {
		return nil, err
	}
	name, _, _ := strings.Cut(c.TenantID, ".")
	if name = fileWord(name); name == "" || len(name) == 36 { // an object id says nothing to anybody
		name = "tenant"
	}
	for n := 1; ; n++ {
		path := filepath.Join(folder, name+".ledger")
		if n > 1 {
			path = filepath.Join(folder, name+" "+strconv.Itoa(n)+".ledger")
		}
		if !fileGone(path) {
			continue
		}
		made, err := app.Create(ctx, path, app.OpenOptions{})
		if err != nil {
			return nil, err
		}
		err = w.put(made)
		w.freshIs(path)
		return made, err
	}
}

func (w *Window) freshIs(path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fresh = path
}

// StartSignIn signs in to the tenant of the open history file again, and asks what
// may be read. It gives the id of the job. Codes: not_found when nothing is open,
// busy; the job's own: those of app.Ledger.SignIn.
func (w *Window) StartSignIn() (string, error) {
	return guard("sign in", func() (string, error) { return w.ofAccess(JobConnect, w.signInAndCheck) })
}

// StartAccessCheck asks what may be read of the tenant of the open history file.
// It gives the id of the job. Codes as StartSignIn; the job's own: those of
// app.Ledger.Doctor.
func (w *Window) StartAccessCheck() (string, error) {
	return guard("check access", func() (string, error) { return w.ofAccess(JobAccess, w.checkAccess) })
}

func (w *Window) ofAccess(kind JobKind, work func(context.Context, *app.Ledger, report) (*JobResult, error)) (string, error) {
	opened, err := w.current()
	if err != nil {
		return "", err
	}
	return w.jobs.start(w.work, kind, func(ctx context.Context, tell report) (*JobResult, error) {
		return work(ctx, opened, tell)
	}, func() { w.changed("ledger", "access") })
}

// signInAndCheck signs in, then asks what may be read: also when a permission was
// found missing on the way, since somebody is signed in then.
func (w *Window) signInAndCheck(ctx context.Context, opened *app.Ledger, tell report) (*JobResult, error) {
	tell(func(job *Job) { job.Stage, job.Stages = "sign_in", stagesOf("sign_in", "check") })
	w.putChecked(time.Time{}, nil) // what somebody else may read says nothing
	who, err := opened.SignIn(ctx, w.asking(tell))
	tell(func(job *Job) { job.SignIn = nil })
	if err != nil && who.UserName == "" {
		return nil, err
	}
	w.changed("access")
	return w.checkAccess(ctx, opened, tell)
}

// asking tells in a job what a person has to do to sign in.
func (w *Window) asking(tell report) app.SignInOptions {
	ask := func(ask SignInAsk) { tell(func(job *Job) { job.Stage, job.SignIn = "sign_in", &ask }) }
	return app.SignInOptions{
		Open: func(address string) error {
			ask(SignInAsk{Address: address})
			return w.shell.Browse(address)
		},
		Show: func(c auth.Code) {
			ask(SignInAsk{Address: c.Address, Code: c.Code, Until: c.Until.UTC().Format(time.RFC3339)})
		},
	}
}

func stagesOf(codes ...string) []JobStage {
	stages := make([]JobStage, len(codes))
	for i, code := range codes {
		stages[i] = JobStage{Code: code, State: "waiting"}
	}
	return stages
}

// FinishConnecting chooses what is kept of people before anything is read, and
// begins the first sync. months is as in StartLeaverNames; negative chooses
// nothing. It gives the id of the job. Codes as StartSync, and invalid.
func (w *Window) FinishConnecting(activity string, months int) (string, error) {
	return guard("start sync", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		if !slices.Contains(ledger.ActivityLevels(), ledger.ActivityLevel(activity)) {
			return "", ledger.Errorf(ledger.CodeInvalid, "start sync", "There is no way to keep use called %q. Nothing was changed.", activity)
		}
		w.freshIs("")
		return w.startReading(opened, func(ctx context.Context, o app.SyncOptions, tell app.ProgressFunc) (app.SyncResult, error) {
			if err := opened.SetActivityLevel(ctx, ledger.ActivityLevel(activity)); err != nil {
				return app.SyncResult{}, err
			}
			if months >= 0 {
				if _, err := opened.SetLeaverNames(ctx, months); err != nil {
					return app.SyncResult{}, err
				}
			}
			return opened.Sync(ctx, o, tell)
		})
	})
}

// SignOut forgets who signed in to the tenant of the open history file. Codes:
// not_found when nothing is open, and those of app.Ledger.SignOut.
func (w *Window) SignOut() error {
	return do("sign out", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		err = opened.SignOut(w.work)
		w.changed("ledger", "access")
		return err
	})
}

// AbandonConnecting closes and deletes the history file that StartConnect made, if
// nothing was read into it yet; any other stays open. Code busy.
func (w *Window) AbandonConnecting() error {
	return do("abandon", func() error {
		if w.jobs.busy() {
			return busyError()
		}
		w.mu.Lock()
		opened, fresh := w.ledger, w.fresh
		w.fresh = ""
		w.mu.Unlock()
		if opened == nil || opened.Path() != fresh {
			return nil
		}
		if runs, err := opened.Runs(w.work); err != nil || len(runs) > 0 {
			return err
		}
		if err := opened.Abandon(w.work); err != nil {
			return err
		}
		w.forgetFile(opened.Path())
		return nil
	})
}
