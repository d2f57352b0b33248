package app_test

import (
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

var changesInterruptions = map[string]interruption{
	"changes-forgotten": func(t *testing.T) outcome {
		var last outcome
		for _, form := range []string{"410", "410-bare", "400"} {
			o := newOffice(t)
			o.good()
			o.over()
			o.trouble(func(k *simtenant.Knobs) { k.DeltaForget, k.DeltaExpired = true, form })
			result, err := o.syncChanges()
			if !o.readWhole() {
				t.Errorf("%s: changes were read since a place that is forgotten", form)
			}
			o.settled()
			last = outcome{string(result.State), said(result, err)}
		}
		return last
	},
	"changes-hidden": func(t *testing.T) outcome {
		o := newOffice(t)
		o.good()
		o.over()
		before := o.present()
		o.trouble(func(k *simtenant.Knobs) { k.HideDepartment = "Sales" })
		first, err := o.syncChanges()
		if err != nil || o.readWhole() || o.present() < before-5 {
			t.Errorf("read whole: %v; %d of %d people are present (%v)", o.readWhole(), o.present(), before, err)
		}
		o.tenant.Clock().Advance(25 * time.Hour)
		second, err := o.syncChanges()
		o.nobodyLeft(second)
		o.waiting(1)
		return outcome{string(first.State) + ", then " + string(second.State), said(second, err)}
	},
}

// syncChanges reads what changed, where that is enough.
func (o *office) syncChanges() (app.SyncResult, error) {
	return o.ledger.Sync(o.t.Context(), app.SyncOptions{}, nil)
}

// readWhole tells whether the newest listing of people was read whole.
func (o *office) readWhole() bool {
	o.t.Helper()
	snapshots, err := o.ledger.Snapshots(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	for _, c := range snapshots[len(snapshots)-1].Coverage {
		if c.Source == ledger.SourceUsers {
			return c.WholeAt == c.ReadTo
		}
	}
	o.t.Fatal("people were not read")
	return false
}
