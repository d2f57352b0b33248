package engine_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/sync/simtenant"
)

// TestRunActivity_WhatComesLateIsReadInTheEnd: with a sync a day, and sign-ins
// that come up to twenty hours late, every day that is over for good is as if
// nothing had been late.
func TestRunActivity_WhatComesLateIsReadInTheEnd(t *testing.T) {
	late := simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{SignInLag: 20 * time.Hour}}
	tenant, w := activeTenant(t, late), &watcher{sink: newSink(t)}
	early := map[string]int{} // uses of a day when it was first read
	for range 5 {
		mustWatch(t, w, tenant)
		for day, uses := range w.seen {
			if _, again := early[day]; !again {
				early[day] = len(uses)
			}
		}
		tenant.Clock().Advance(24 * time.Hour)
	}
	tenant.SetKnobs(simtenant.Knobs{})
	calm, grew := &watcher{sink: newSink(t)}, 0
	mustWatch(t, calm, tenant)
	over := tenant.Clock().Now().Add(-72 * time.Hour).Format(time.DateOnly)
	compared := 0
	for day, uses := range calm.seen {
		if got, read := w.seen[day]; read && day <= over {
			compared++
			if diff := cmp.Diff(uses, got); diff != "" {
				t.Errorf("%s differs:\n%s", day, diff)
			}
			if len(got) > early[day] {
				grew++
			}
		}
	}
	if compared < 25 || grew == 0 {
		t.Errorf("%d days were compared, %d of them had grown", compared, grew)
	}
}
