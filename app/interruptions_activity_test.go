package app_test

import (
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

var activityInterruptions = map[string]interruption{
	"sign-ins-refused": func(t *testing.T) outcome {
		w := premiumLedger(t, ledger.ActivityDay, simtenant.Config{Users: 120, Seed: 3})
		first := w.tenant.Clock().Now().AddDate(0, 0, -29).Format(time.DateOnly)
		w.sync()
		w.tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"AuditLog.Read.All"}})
		result := w.sync()
		w.agrees(ledger.ActivityDay, first) // what was known stays known
		return outcome{string(result.State), said(result, nil)}
	},
}
