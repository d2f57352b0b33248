package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/graph"
	"licenseledger/sync/powerplatform"
	"licenseledger/sync/rest"
)

// quickly bounds a check: somebody waits for it.
var quickly = rest.Limits{Attempts: 2, TotalWait: 10 * time.Second, Stall: 30 * time.Second}

// premiumTries is how often a tenant is asked that says it has no premium
// license: tenants that have one say so now and then.
// https://github.com/microsoftgraph/microsoft-graph-docs/issues/14120
const premiumTries = 3

// Diagnosis is what may be read of a tenant, live.
type Diagnosis struct {
	TenantID    string
	ClientID    string
	Cloud       string
	ConsentLink string // where an administrator consents for the tenant
	Findings    []Finding
}

// Doctor asks the connected tenant, with one small reading call per source, what
// may be read, and tells each answer as it comes; tell may be nil. A refusal is an
// answer and no error. Codes: usage for a ledger that is not connected, invalid
// for a sample, canceled.
func (l *Ledger) Doctor(ctx context.Context, tell func(Finding)) (Diagnosis, error) {
	if _, sample, err := l.Sample(ctx); err != nil {
		return Diagnosis{}, err
	} else if sample {
		return Diagnosis{}, ledger.Errorf(ledger.CodeInvalid, "check access", "%s is a sample: everything may be read of an invented tenant.", l.fileName())
	}
	connection, err := l.mustConnection(ctx)
	if err != nil {
		return Diagnosis{}, err
	}
	remote, err := connect(connection, l.signs, l.clock)
	if err != nil {
		return Diagnosis{}, err
	}
	defer remote.close()
	running, err := powerplatform.RunningJob(ctx, sink{l.store})
	if err != nil {
		return Diagnosis{}, err
	}
	kept, err := l.Privacy(ctx)
	if err != nil {
		return Diagnosis{}, err
	}
	listed, err := l.hasList(ctx)
	if err != nil {
		return Diagnosis{}, err
	}
	return remote.diagnose(ctx, examination{links: connection.Links(), running: running, listed: listed, level: kept.Activity, tell: tell})
}

// hasList tells whether the tenant gave its list lately.
func (l *Ledger) hasList(ctx context.Context) (bool, error) {
	snapshots, err := l.Snapshots(ctx)
	if err != nil || len(snapshots) == 0 {
		return false, err
	}
	return slices.ContainsFunc(snapshots[len(snapshots)-1].Coverage, func(c ledger.Coverage) bool {
		return c.Source == ledger.SourceLicenseReport && c.AsOf != ""
	}), nil
}

// examination is what is known before the tenant is asked.
type examination struct {
	links   auth.Links
	listed  bool                 // the list was read before
	running string               // where a report is looked after that was asked for
	level   ledger.ActivityLevel // what is kept of activity
	tell    func(Finding)
}

func (r *remote) diagnose(ctx context.Context, e examination) (Diagnosis, error) {
	cfg := r.config
	cfg.Limits = quickly
	client, err := rest.New(cfg)
	if err != nil {
		return Diagnosis{}, fmt.Errorf("prepare check: %w", err)
	}
	d := Diagnosis{TenantID: r.where.TenantID, ClientID: r.where.ClientID, Cloud: r.where.Cloud,
		ConsentLink: e.links.Consent}
	directory := graph.New(client, graph.Config{Base: r.where.Graph})
	for _, access := range ledger.Accesses() {
		f := Finding{Access: access}
		switch {
		case access.PublicOnly && !isGlobal(r.where.Cloud):
			f.State = AccessNotInCloud
		case !r.where.reads(access.Set, e.level):
			f.State = AccessOff
		case access.Set == ledger.AccessList:
			f.Sure, err = powerplatform.Probe(ctx, client, r.where.PowerPlatform, e.running)
			f.Sure = f.Sure || err == nil && e.listed
			r.judge(ctx, &f, r.where.PowerPlatformAudience, err)
		default:
			f.Sure = true
			r.judge(ctx, &f, r.where.GraphAudience, probe(ctx, directory, access))
		}
		if ctx.Err() != nil {
			return Diagnosis{}, &ledger.Error{Code: ledger.CodeCanceled, Op: "check access", Message: "Stopped before the end.", Err: context.Cause(ctx)}
		}
		f.explain(e.links)
		d.Findings = append(d.Findings, f)
		if e.tell != nil {
			e.tell(f)
		}
	}
	return d, nil
}

// reads tells whether a sync reads a set as it was chosen.
func (c Connection) reads(set ledger.AccessSet, level ledger.ActivityLevel) bool {
	switch set {
	case ledger.AccessSignIns:
		return level != ledger.ActivityNone
	case ledger.AccessLaunches:
		return level != ledger.ActivityNone && c.Launches
	case ledger.AccessGroupNames:
		return !c.NoGroupNames
	}
	return true
}

// probe asks once, and again where one answer is not to be believed.
func probe(ctx context.Context, directory *graph.Tenant, access ledger.Access) (err error) {
	for range premiumTries {
		if err = directory.Probe(ctx, access.Source); microsoftCode(err) != codeNoPremium {
			break
		}
	}
	return err
}

// isGlobal tells whether a cloud is served by Microsoft's worldwide services.
func isGlobal(cloud string) bool { return cloud == CloudPublic || cloud == "gcc" }

// Outcome is nil when everything may be read that the list needs, else what a
// script should act on. What is optional, chosen off, or takes a license that the
// tenant lacks does not count.
func (d Diagnosis) Outcome() error {
	codes := map[ledger.Code]bool{}
	for _, f := range d.Findings {
		if !f.Set.Optional() {
			codes[f.State.code()] = true
		}
	}
	for _, one := range []struct {
		code ledger.Code
		says string
	}{
		{ledger.CodeSignInRequired, "The sign-in does not work as it is. The lines above say what to do."},
		{ledger.CodeConsentRequired, "A permission is missing. The lines above say which, and where it is granted."},
		{ledger.CodeForbidden, "A role is missing. The lines above say which is the least, and where it is given."},
		{ledger.CodeOffline, "Not everything could be asked. Check the network and the proxy, then ask again."},
	} {
		if codes[one.code] {
			return ledger.Errorf(one.code, "", "%s", one.says)
		}
	}
	return nil
}

// microsoftCode is the code of Microsoft's answer; "" when there was none.
func microsoftCode(err error) string {
	var e *rest.StatusError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
