package powerplatform

import (
	"context"
	"net/http"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// plansPath tells which self-service plans the tenant allows. It is the smallest
// question of the administrator scope that the report belongs to, and as far as
// is known answered to the same roles.
const plansPath = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/allowedConsentPlans?api-version=2019-05-01"

// Probe tells whether the license report may be read, without asking for one. A
// report that was asked for before, at running ("" for none), is looked after:
// what comes of that is sure, since it is the very right. Else the administrator
// scope alone is tried, which leaves open whether the report is given. The error
// is what reading would end with.
func Probe(ctx context.Context, client *rest.Client, base, running string) (sure bool, err error) {
	base = strings.TrimSuffix(base, "/")
	if strings.HasPrefix(running, "/") {
		_, err := client.Do(ctx, rest.Request{Op: "check access", URL: base + running, Needs: reportNeed})
		if status := rest.StatusOf(err); status != http.StatusNotFound && status != http.StatusGone {
			return err == nil, err
		}
	}
	_, err = client.Do(ctx, rest.Request{Op: "check access", URL: base + plansPath, Needs: reportNeed})
	return false, err
}

// RunningJob is where a report that was asked for is looked after; "" for none.
func RunningJob(ctx context.Context, jobs JobStore) (string, error) {
	job, ok, err := jobs.Job(ctx, ledger.SourceLicenseReport)
	if err != nil || !ok {
		return "", err
	}
	return job.Location, nil
}
