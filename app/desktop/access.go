package desktop

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Access is how the open history file reaches its tenant, who signed in, and what
// may be read.
type Access struct {
	Connection  *Connection     `json:"connection"` // null when it is not connected, or nothing is open
	SignedIn    bool            `json:"signedIn"`
	UserName    string          `json:"userName"` // who signed in; empty for an app with a certificate
	Kept        bool            `json:"kept"`     // the sign-in holds after a restart
	ConsentLink string          `json:"consentLink"`
	HasRead     bool            `json:"hasRead"`   // something was read before
	CheckedAt   string          `json:"checkedAt"` // RFC 3339; empty before the first check since it was opened
	Findings    []AccessFinding `json:"findings"`  // of that check, as far as it is
}

// AccessFinding is how it stands with reading one source.
type AccessFinding struct {
	Set        ledger.AccessSet `json:"set"`
	Source     string           `json:"source"`
	State      app.AccessState  `json:"state"`
	Sure       bool             `json:"sure"` // else reading may still be refused
	Optional   bool             `json:"optional"`
	Permission string           `json:"permission"`
	Role       string           `json:"role"`  // the least, for a person who signs in; empty for none
	IsApp      bool             `json:"isApp"` // an app by itself was refused
	Link       string           `json:"link"`
	Message    string           `json:"message"` // in English
	RequestID  string           `json:"requestId"`
}

// checkedAccess is what the last check found, as far as it is.
type checkedAccess struct {
	at       time.Time
	findings []AccessFinding
}

// Access tells how the open history file reaches its tenant and what the last
// check found. Microsoft is not asked.
func (w *Window) Access() (Access, error) {
	return guard("read access", func() (Access, error) {
		out := Access{Findings: []AccessFinding{}}
		opened := w.openedIfAny()
		if opened == nil {
			return out, nil
		}
		info, err := opened.Info(w.work)
		if err != nil || info.Sample {
			return out, err
		}
		connection, connected, err := opened.Connection(w.work)
		if err != nil || !connected {
			return out, err
		}
		runs, err := opened.Runs(w.work)
		if err != nil {
			return out, err
		}
		who, signedIn, err := opened.SignedIn(w.work)
		if err != nil {
			return out, err
		}
		kept := connectionOf(connection)
		out.Connection, out.SignedIn, out.UserName, out.Kept = &kept, signedIn, who.UserName, who.Kept
		out.ConsentLink, out.HasRead = connection.Links().Consent, len(runs) > 0
		w.mu.Lock()
		defer w.mu.Unlock()
		out.Findings = append(out.Findings, w.checked.findings...)
		if !w.checked.at.IsZero() {
			out.CheckedAt = w.checked.at.UTC().Format(time.RFC3339)
		}
		return out, nil
	})
}

// checkAccess asks what may be read, and tells each answer as it comes.
func (w *Window) checkAccess(ctx context.Context, opened *app.Ledger, tell report) (*JobResult, error) {
	w.putChecked(time.Time{}, nil)
	tell(func(job *Job) { job.Stage, job.Total = "check", int64(len(ledger.Accesses())) })
	var findings []AccessFinding
	_, err := opened.Doctor(ctx, func(f app.Finding) {
		findings = append(findings, findingOf(f))
		w.putChecked(time.Time{}, findings[:len(findings):len(findings)])
		tell(func(job *Job) { job.Done = int64(len(findings)) })
	})
	if err == nil {
		w.putChecked(time.Now(), findings)
	}
	return &JobResult{Warnings: []Warning{}}, err
}

// asksToOpen tells whether somebody who signs in is asked to open a page.
func (w *Window) asksToOpen(address string) bool {
	job := w.jobs.last()
	return job != nil && job.SignIn != nil && job.SignIn.Address == address
}

func (w *Window) putChecked(at time.Time, findings []AccessFinding) {
	w.mu.Lock()
	w.checked = checkedAccess{at, findings}
	w.mu.Unlock()
	w.changed("access")
}

func findingOf(f app.Finding) AccessFinding {
	return AccessFinding{Set: f.Set, Source: f.Source, State: f.State, Sure: f.Sure, Optional: f.Set.Optional(),
		Permission: f.Permission.Name, Role: string(f.Role), IsApp: f.IsApp, Link: f.Link, Message: f.Message, RequestID: f.RequestID}
}

// OpenPage shows a page for administrators in the browser, where permissions and
// roles are given, or the one on which a code is typed now. Code invalid for any
// other page.
func (w *Window) OpenPage(address string) error {
	return do("open page", func() error {
		var connection app.Connection
		if opened, err := w.current(); err == nil {
			if connection, _, err = opened.Connection(w.work); err != nil {
				return err
			}
		}
		if !connection.IsAdminPage(address) && !w.asksToOpen(address) {
			return ledger.Errorf(ledger.CodeInvalid, "open page", "Only pages of Microsoft's portals and sign-in services are opened from here.")
		}
		return w.shell.Browse(address)
	})
}
