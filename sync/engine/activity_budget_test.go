package engine_test

import (
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

// However little time there is, a run gets on by a day, and says so.
func TestActivity_GetsOnByADayInNoTime(t *testing.T) {
	t.Parallel()
	tenant := activeTenant(t, simtenant.Knobs{})
	w := &watcher{sink: newSink(t), after: func(string) { tenant.Clock().Advance(time.Second) }}
	sync := func(budget time.Duration) engine.Result {
		t.Helper()
		result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{mustSignIns(t, tenant, w)},
			Sink: w, Clock: tenant.Clock(), ActivityBudget: budget})
		if err != nil || result.State != ledger.RunComplete {
			t.Fatalf("%s (%v)", result.State, err)
		}
		return result
	}
	for n := 1; n <= 3; n++ {
		result := sync(time.Nanosecond)
		if len(w.days) != n || len(result.Warnings) != 1 || result.Warnings[0].Code != ledger.WarnGoesOn {
			t.Fatalf("after %d runs %v are read, told: %+v", n, w.days, result.Warnings)
		}
	}
	if result := sync(-1); len(w.days) != 30 || len(result.Warnings) != 0 {
		t.Errorf("without a limit %d days are read, told: %+v", len(w.days), result.Warnings)
	}
}
