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
		if few, err := o.syncChanges(); err != nil || o.readWhole() {
			t.Errorf("untroubled, it was read whole: %v (%v)", few.State, err)
		}
		o.trouble(func(k *simtenant.Knobs) { k.HideDepartment = "Sales" })
		o.tenant.Clock().Advance(time.Hour)
		first, err := o.syncChanges()
		o.nobodyLeft(first)
		o.waiting(1)
		return o.after(outcome{string(first.State), said(first, err)})
	},
	"changes-silently-null": func(t *testing.T) outcome {
		o := newOffice(t)
		o.good()
		o.trouble(func(k *simtenant.Knobs) { k.NullProperties = []string{"department"} })
		o.tenant.Clock().Advance(time.Hour)
		first, err := o.syncChanges()
		o.waiting(1)
		if rows := o.assigned("department=Sales"); len(rows) == 0 {
			t.Error("nobody is of Sales any more")
		}
		return o.after(outcome{string(first.State), said(first, err)})
	},
	"changes-hidden-uncounted": func(t *testing.T) outcome {
		o := newOffice(t)
		o.good()
		o.over()
		before := o.present()
		o.trouble(func(k *simtenant.Knobs) { k.HideDepartment, k.Forbid = "Sales", []string{"usersCount"} })
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

// A count that is some accounts behind, as an index is, is no reason to read
// everything; neither are people who come and go.
func TestChanges_ACountThatIsBehindIsNoNews(t *testing.T) {
	t.Parallel()
	o := newOfficeOf(t, simtenant.Config{Users: officePeople, Seed: 5, Knobs: healthy(), Life: simtenant.Life{Bustle: 30}})
	o.good()
	changes := int64(0)
	for _, behind := range []int{0, 4, 0} {
		o.trouble(func(k *simtenant.Knobs) { k.CountBehind = behind })
		o.tenant.Clock().Advance(6 * time.Hour)
		result, err := o.syncChanges()
		if err != nil || o.readWhole() {
			t.Errorf("with a count that is %d behind it was read whole: %v (%v)", behind, o.readWhole(), err)
		}
		changes += result.Changes()
	}
	if changes < 20 {
		t.Errorf("only %d facts changed", changes)
	}
}
