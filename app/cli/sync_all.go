package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
)

// allTenants is how every ledger of the list is synced.
type allTenants struct {
	all     bool
	samples bool
	atOnce  int
}

func (o *allTenants) flags(f *pflag.FlagSet) {
	f.BoolVar(&o.all, "all", false, "sync every ledger of \"licensectl tenants list\" in place of FILE; one that fails stops no other")
	f.BoolVar(&o.samples, "samples", false, "with --all: samples too, which move on by one day")
	f.IntVar(&o.atOnce, "at-once", tenants.AtOnce, "with --all: how many at the same time")
}

// mostAtOnce bounds what a computer has in memory at a time.
const mostAtOnce = 16

// check refuses what does not go together; args are the files that were named.
func (o allTenants) check(args []string, sync syncOptions, changed func(flag string) bool) error {
	switch {
	case !o.all && (changed("samples") || changed("at-once")):
		return usagef("--samples and --at-once are about all ledgers. Give them with --all, or leave them out.")
	case o.all && len(args) > 0:
		return usagef("--all takes no FILE: it syncs every ledger of \"licensectl tenants list\". Leave one of the two out.")
	case o.all && (sync.look || sync.due || sync.ifMissed):
		return usagef("--look-again, --due and --if-missed are about one ledger. Leave them or --all out.")
	case o.atOnce < 1 || o.atOnce > mostAtOnce:
		return usagef("%d is no value for the flag --at-once. Give a number from 1 to %d.", o.atOnce, mostAtOnce)
	}
	return nil
}

// tenantSynced is what came of one ledger as JSON.
type tenantSynced struct {
	Path     string        `json:"path"`
	Tenant   ledger.Text   `json:"tenant"`
	TenantID ledger.Text   `json:"tenant_id"`
	IsSample bool          `json:"is_sample"`
	State    tenants.State `json:"state"`
	Rows     int64         `json:"rows"`
	Began    int64         `json:"began"`
	Ended    int64         `json:"ended"`
	Code     ledger.Text   `json:"code"` // null when all was read
	Why      ledger.Text   `json:"why"`
	ExitCode int           `json:"exit_code"` // of "licensectl sync FILE" with the same end; 0 for one that was skipped
	Sync     *syncAnswer   `json:"sync"`      // null when no sync began
}

func tenantSyncedOf(s tenants.Synced) tenantSynced {
	a := tenantSynced{Path: s.Path, Tenant: ledger.Text(s.TenantName), TenantID: ledger.Text(s.TenantID), IsSample: s.IsSample, State: s.State,
		Rows: s.Rows(), Began: s.Began(), Ended: s.Ended()}
	if s.Err != nil {
		a.Code, a.Why = ledger.Text(codeOf(s.Err)), ledger.Text(sentence(s.Err))
	}
	if s.State != tenants.StateSkipped {
		a.ExitCode = exitCodeOf(s.Err)
	}
	if s.Result.State != "" {
		answer := answerOf(s.Result)
		a.Sync = &answer
	}
	return a
}

func runSyncAll(ctx context.Context, s *streams, o syncOptions) error {
	list, all, err := knownLedgers()
	if err != nil {
		return err
	}
	for _, k := range all {
		warnOfPlace(s, k.Path)
	}
	bar := allBar{bar: newBar(s), all: all, working: map[int]app.Progress{}}
	var failed error // to write the answer
	done := list.Sync(ctx, all, tenants.SyncOptions{SyncOptions: app.SyncOptions{ReportWait: o.wait, Whole: o.all},
		Samples: o.tenants.samples, Unattended: o.unattended, AtOnce: o.tenants.atOnce, Open: tenants.OpenFile, Hear: tenants.Hearing{
			Progress: bar.progressed,
			Ended: func(n int, one tenants.Synced) {
				bar.ended(n)
				if o.json && failed == nil {
					if failed = s.printJSON(tenantSyncedOf(one)); failed == nil {
						failed = s.out.Flush() // who reads along learns of each when it ends
					}
				}
				noteTenant(s, one)
			}}})
	bar.end()
	if failed != nil {
		return fmt.Errorf("write the answer: %w", failed)
	}
	if !o.json {
		if err := printSynced(s, done); err != nil {
			return err
		}
	}
	return outcomeOfAll(ctx, done)
}

// noteTenant tells what a person should know of one that has ended, beside the
// table.
func noteTenant(s *streams, one tenants.Synced) {
	told := map[string]bool{} // every source says that nobody signed in
	for _, w := range one.Result.Warnings {
		if !told[w.Text] {
			s.note("%s: %s", one.Name(), w.Text)
		}
		told[w.Text] = true
	}
	if one.Later != nil {
		s.note("%s: Names of people who left long ago could not be forgotten now; the next sync does it. %s", one.Name(), sentence(one.Later))
	}
}

func printSynced(s *streams, done []tenants.Synced) error {
	t := newTable(s, "tenant", "state", "rows", "began", "ended", "why", "path")
	for _, one := range done {
		a := tenantSyncedOf(one)
		if a.Sync == nil {
			t.row(one.Name(), string(a.State), "", "", "", string(a.Why), one.Path)
			continue
		}
		t.row(one.Name(), string(a.State), strconv.FormatInt(a.Rows, 10), strconv.FormatInt(a.Began, 10), strconv.FormatInt(a.Ended, 10), string(a.Why), one.Path)
	}
	return t.end()
}

// outcomeOfAll is the one answer for all: stopped by a person, else the worst of
// what came of each. What failed for good counts more than what a sign-in helps,
// and that more than what the next sync may settle by itself.
func outcomeOfAll(ctx context.Context, done []tenants.Synced) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	count := map[int]int{}
	synced := 0
	for _, one := range done {
		if one.State == tenants.StateSkipped {
			continue
		}
		synced++
		count[exitCodeOf(one.Err)]++
	}
	var says []string
	tell := func(exit int, one, many string) {
		if n := count[exit]; n > 0 {
			says = append(says, ledger.Counted(n, one, many))
		}
	}
	tell(exitFailed, "failed", "failed")
	tell(exitUsage, "not connected as it should be", "not connected as they should be")
	tell(exitSignIn, "waits for a sign-in or a permission", "wait for a sign-in or a permission")
	tell(exitPartial, "not whole", "not whole")
	code := ledger.CodePartial
	switch {
	case synced == 0 && len(done) > 0:
		return ledger.Errorf(ledger.CodeInvalid, "", "None of the %s on the list can be synced: they are samples, or not connected to their tenants. The table says which.", ledger.Counted(len(done), "ledger", "ledgers"))
	case len(says) == 0:
		return nil
	case count[exitFailed]+count[exitUsage] > 0:
		code = firstCode(done, exitFailed, exitUsage)
	case count[exitSignIn] > 0:
		code = firstCode(done, exitSignIn)
	default:
		code = cmp.Or(firstCode(done, exitPartial), code)
	}
	return ledger.Errorf(code, "", "Of %s, %s. The table says why.", ledger.Counted(synced, "ledger", "ledgers"), strings.Join(says, ", "))
}

// firstCode is the code of the first that ended with one of the exit codes.
func firstCode(done []tenants.Synced, exits ...int) ledger.Code {
	for _, one := range done {
		if one.State != tenants.StateSkipped && one.Err != nil && slices.Contains(exits, exitCodeOf(one.Err)) {
			return codeOf(one.Err)
		}
	}
	return ""
}

// allBar draws the ledgers at work on one line.
type allBar struct {
	*bar
	all     []tenants.Known
	working map[int]app.Progress
	over    int
}

func (b *allBar) progressed(n int, p app.Progress) {
	b.working[n] = p
	b.redraw()
}

func (b *allBar) ended(n int) {
	delete(b.working, n)
	b.over++
	b.end()
}

func (b *allBar) redraw() {
	if !b.streams.bars || b.streams.quiet || time.Since(b.drawn) < barPause {
		return
	}
	b.drawn = time.Now()
	parts := []string{fmt.Sprintf("%d of %d", b.over, len(b.all))}
	for n := range b.all {
		if p, is := b.working[n]; is {
			parts = append(parts, printable(b.all[n].Name())+": "+barText(p))
		}
	}
	b.draw(strings.Join(parts, "; "))
}
