package enginetest

import (
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// Service is a source and ways to trouble the service behind it.
type Service struct {
	Source engine.Source
	// Again makes another source value over the same service, as the program
	// does after a restart.
	Again func() engine.Source
	// Throttle makes the service ask every second call to wait, on a clock that
	// need not really wait.
	Throttle func()
	// Forbid takes the permission away.
	Forbid func()
	// Expire turns a cursor into one that the service does not accept.
	Expire func(cursor string) string
}

// Suite says what is tested.
type Suite struct {
	// New starts a tenant of its own for a test. Its source has several pages,
	// unless OnePage.
	New func(t *testing.T) Service
	// Empty gives a source over a tenant that has nothing to list.
	Empty func(t *testing.T) engine.Source
	// EmptyIsRefused: nothing to list is an error, never an empty listing.
	EmptyIsRefused bool
	OnePage        bool
	// Unfilled names columns that the tenant never fills: "user.mail".
	Unfilled []string
}

// Run holds the source to the contract.
func Run(t *testing.T, s Suite) {
	t.Run("it has a name of the list and delivers its kinds", s.deliversItsKinds)
	t.Run("every column is filled at least once", s.fillsEveryColumn)
	t.Run("reading twice gives the same", s.readsTheSameTwice)
	t.Run("it stops at the first error of emit", s.stopsAtEmitError)
	t.Run("cancelling in the middle of a page ends it", s.cancels)
	t.Run("an empty tenant", s.empty)
	t.Run("throttled, it waits, tells it, and reads everything", s.throttled)
	t.Run("forbidden, it names what is needed", s.forbidden)
	if s.OnePage {
		return
	}
	t.Run("it resumes at every page", s.resumes)
	t.Run("a page read twice changes nothing", s.repeatsPages)
	t.Run("a cursor that expired is said to be", s.expired)
}

// Columns of facts that were filled, as kind.column.
func filled(pages []ledger.Page) map[string]bool {
	columns := map[string]bool{}
	for _, page := range pages {
		for _, object := range page.Objects {
			for _, fact := range object.Facts {
				for i, value := range fact.Values() {
					if value != nil {
						columns[string(fact.Kind())+"."+ledger.Columns(fact.Kind())[i]] = true
					}
				}
			}
		}
	}
	return columns
}
