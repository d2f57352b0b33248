package app_test

import (
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

var contentInterruptions = map[string]interruption{
	"people-missed-while-paging": func(t *testing.T) outcome {
		o := readBefore(t)
		o.trouble(func(k *simtenant.Knobs) { k.MissEvery, k.RepeatLast = 7, true })
		result, err := o.sync(nil)
		o.nobodyLeft(result)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"list-empty": func(t *testing.T) outcome {
		o := readBefore(t)
		o.trouble(func(k *simtenant.Knobs) { k.Empty = []string{"users"} })
		result, err := o.sync(nil)
		o.nobodyLeft(result)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"list-shrunken": func(t *testing.T) outcome {
		o := readBefore(t)
		o.trouble(func(k *simtenant.Knobs) { k.HideDepartment = "Sales" })
		result, err := o.sync(nil)
		o.nobodyLeft(result)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"seats-empty": func(t *testing.T) outcome {
		o := readBefore(t)
		o.trouble(func(k *simtenant.Knobs) { k.Empty = []string{"subscribedSkus"} })
		result, err := o.sync(nil)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"property-silently-null": func(t *testing.T) outcome {
		o := readBefore(t)
		o.trouble(func(k *simtenant.Knobs) { k.NullProperties = []string{"department"} })
		result, err := o.sync(nil)
		o.nobodyLeft(result)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"held-confirmed": func(t *testing.T) outcome {
		o, before, first := salesHidden(t)
		waiting := o.waiting(1)
		if _, err := o.ledger.ApplyHeld(t.Context(), waiting[0].RunID, nil); err != nil {
			t.Fatal(err)
		}
		if now := o.present(); now >= before {
			t.Errorf("%d people are present after it was let in, %d were before", now, before)
		}
		o.waiting(0)
		// They are seen again, so they come back.
		o.over()
		if back := o.good(); !published(back, ledger.SourceUsers) || o.present() != before {
			t.Errorf("%d people are present again, %d were before", o.present(), before)
		}
		o.settled()
		first.state += ", then complete"
		return first
	},
	"held-replaced": func(t *testing.T) outcome {
		o, before, first := salesHidden(t)
		o.waiting(1)
		first = o.after(first)
		o.waiting(0)
		if now := o.present(); now != before {
			t.Errorf("%d people are present, %d were before", now, before)
		}
		return first
	},
	"held-set-aside": func(t *testing.T) outcome {
		o, before, first := salesHidden(t)
		if err := o.ledger.DiscardHeld(t.Context(), o.waiting(1)[0].RunID); err != nil {
			t.Fatal(err)
		}
		o.waiting(0)
		if now := o.present(); now != before {
			t.Errorf("%d people are present, %d were before", now, before)
		}
		return o.after(first)
	},
}

// readBefore is an office whose tenant was read before, untroubled.
func readBefore(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.good()
	o.over()
	return o
}

// salesHidden is an office whose second sync finds a department neither listed
// nor by look-ups; before is how many people were there until then.
func salesHidden(t *testing.T) (o *office, before int, first outcome) {
	t.Helper()
	o = readBefore(t)
	before = o.present()
	o.trouble(func(k *simtenant.Knobs) { k.HideDepartment = "Sales" })
	result, err := o.sync(nil)
	return o, before, outcome{string(result.State), said(result, err)}
}

// nobodyLeft checks that a troubled listing of people ended nothing.
func (o *office) nobodyLeft(result app.SyncResult) {
	o.t.Helper()
	for _, p := range result.Published {
		if p.Source == ledger.SourceUsers && p.Ended != 0 {
			o.t.Errorf("%d facts about people ended", p.Ended)
		}
	}
}

// present counts the accounts that are there as of the newest reading.
func (o *office) present() int {
	o.t.Helper()
	view, err := o.ledger.View(o.t.Context(), app.ViewSpec{Kind: ledger.ViewUsers,
		Filters: []string{"status=present"}})
	if err != nil {
		o.t.Fatal(err)
	}
	return view.Counts.People
}

// waiting gives the syncs that wait for an OK, of which there must be so many.
func (o *office) waiting(want int) []app.HeldSync {
	o.t.Helper()
	syncs, err := o.ledger.Held(o.t.Context())
	if err != nil || len(syncs) != want {
		o.t.Fatalf("%d syncs wait, want %d (%v)", len(syncs), want, err)
	}
	return syncs
}
