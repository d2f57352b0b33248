package tenants

import (
	"context"
	"path/filepath"
	"sync"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// State tells how the sync of one ledger among all came out.
type State string

// The closed list of states.
const (
	StateWaiting  State = "waiting" // its turn has not come
	StateRunning  State = "running"
	StateDone     State = "done"
	StatePartial  State = "partial"  // part of it was not read, is still being prepared, or waits for a sign-in or an OK
	StateFailed   State = "failed"   // nothing was read
	StateSkipped  State = "skipped"  // a sample, or a ledger that nobody connected: there is nothing to read
	StateCanceled State = "canceled" // a person stopped it, or its turn never came
)

// States lists every state once.
func States() []State {
	return []State{StateWaiting, StateRunning, StateDone, StatePartial, StateFailed, StateSkipped, StateCanceled}
}

// AtOnce is how many ledgers are synced at the same time if nothing is said: most
// of a sync is waiting for Microsoft, and each tenant has its own limits there,
// while two in memory are what any computer can bear.
const AtOnce = 2

// SyncOptions tell how to sync all.
type SyncOptions struct {
	app.SyncOptions
	Samples    bool // samples too, which move on by one day
	Unattended bool // nobody is there: see app.Ledger.SyncUnattended
	AtOnce     int  // 0 is AtOnce
	Open       Opener
	Hear       Hearing
}

// Hearing is told what goes on, of one ledger at a time, by its place in the list;
// each may be nil and must return at once.
type Hearing struct {
	Began    func(n int)
	Progress func(n int, p app.Progress)
	Ended    func(n int, s Synced)
}

// Synced is what came of one ledger.
type Synced struct {
	Known
	State  State
	Result app.SyncResult // zero when no sync began
	Err    error          // why it is not done; nil when it is
	Later  error          // names of people who left long ago could not be forgotten now; the next sync does it
}

// Rows counts what was read.
func (s Synced) Rows() (n int64) {
	for _, p := range s.Result.Published {
		n += p.Rows
	}
	return n
}

// Began counts the facts that began, Ended those that ended.
func (s Synced) Began() (n int64) {
	for _, p := range s.Result.Published {
		n += p.Began
	}
	return n
}

// Ended counts the facts that ended.
func (s Synced) Ended() (n int64) {
	for _, p := range s.Result.Published {
		n += p.Ended
	}
	return n
}

// Sync syncs every ledger of the list, in its order, so many at a time. One that
// fails stops no other. When ctx ends, those at work stop after what they have
// published, and the others never begin. The answer has one for each, in order.
func (l List) Sync(ctx context.Context, all []Known, o SyncOptions) []Synced {
	out := make([]Synced, len(all))
	var hearing sync.Mutex
	hear := func(tell func()) {
		hearing.Lock()
		defer hearing.Unlock()
		tell()
	}
	turns := make(chan int)
	var working sync.WaitGroup
	for range max(1, min(o.atOnce(), len(all))) {
		working.Go(func() {
			for n := range turns {
				if o.Hear.Began != nil {
					hear(func() { o.Hear.Began(n) })
				}
				out[n] = l.syncOne(ctx, all[n], o, func(p app.Progress) {
					if o.Hear.Progress != nil {
						hear(func() { o.Hear.Progress(n, p) })
					}
				})
				if o.Hear.Ended != nil {
					hear(func() { o.Hear.Ended(n, out[n]) })
				}
			}
		})
	}
	next := 0
	for ; next < len(all) && ctx.Err() == nil; next++ {
		select {
		case turns <- next:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(turns)
	working.Wait()
	for n := next; n < len(all); n++ {
		out[n] = Synced{Known: all[n], State: StateCanceled,
			Err: ledger.Errorf(ledger.CodeCanceled, "sync", "Stopped before its turn came.")}
		if o.Hear.Ended != nil {
			o.Hear.Ended(n, out[n])
		}
	}
	return out
}

func (o SyncOptions) atOnce() int {
	if o.AtOnce == 0 {
		return AtOnce
	}
	return o.AtOnce
}

func (l List) syncOne(ctx context.Context, k Known, o SyncOptions, tell app.ProgressFunc) Synced {
	s := Synced{Known: k}
	skipped := false
	s.Err = opened(ctx, k.Path, false, o.Open, func(one *app.Ledger) error {
		info, err := one.Info(ctx)
		if err != nil {
			return err
		}
		s.Known = l.renew(k, info)
		if info.Sample && !o.Samples {
			skipped = true
			return ledger.Errorf(ledger.CodeInvalid, "sync", "%s is a sample, which moves on by one day only when that is asked for.", filepath.Base(k.Path))
		}
		if !info.Sample && !info.Connected {
			skipped = true
			return ledger.Errorf(ledger.CodeInvalid, "sync", "%s is not connected to its tenant. Import files into it, or connect it: licensectl connect %[1]s", filepath.Base(k.Path))
		}
		if o.Unattended {
			s.Result, err = one.SyncUnattended(ctx, o.SyncOptions, nil, tell)
		} else {
			s.Result, err = one.Sync(ctx, o.SyncOptions, tell)
		}
		if err == nil {
			err = s.Result.Outcome()
		}
		if code := ledger.CodeOf(err); err == nil || code == ledger.CodePartial || code == ledger.CodePending || code == ledger.CodeDue {
			_, s.Later = one.ForgetLeavers(context.WithoutCancel(ctx))
		}
		if again, unknown := one.Info(context.WithoutCancel(ctx)); unknown == nil {
			s.Known = l.renew(s.Known, again)
		}
		return err
	})
	s.State = stateOf(ctx, s.Err, skipped)
	return s
}

func stateOf(ctx context.Context, err error, skipped bool) State {
	switch code := ledger.CodeOf(err); {
	case skipped:
		return StateSkipped
	case err == nil:
		return StateDone
	case code == ledger.CodeCanceled, code == ledger.CodeInternal && ctx.Err() != nil:
		return StateCanceled
	case code == ledger.CodePartial, code == ledger.CodePending, code == ledger.CodeHeld, code == ledger.CodeDue:
		return StatePartial
	}
	return StateFailed
}
