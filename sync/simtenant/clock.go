package simtenant

import (
	"context"
	"time"
)

// Clock is virtual time: it stands still until it is moved, and everything due
// on the way happens in order when it moves. Tokens alone follow the real
// clock, because MSAL does.
type Clock struct{ tenant *Tenant }

// Now is the virtual instant, in UTC.
func (c *Clock) Now() time.Time {
	c.tenant.mu.RLock()
	defer c.tenant.mu.RUnlock()
	return c.tenant.world.now.time()
}

// Advance moves the clock forward, in whole seconds rounded up. A duration of
// zero or less does nothing.
func (c *Clock) Advance(d time.Duration) {
	if d <= 0 {
		return
	}
	t := c.tenant
	t.mu.Lock()
	defer t.mu.Unlock()
	t.advanceTo(t.world.now + moment((d+time.Second-1)/time.Second))
}

// AdvanceTo moves the clock to an instant; an earlier one does nothing.
func (c *Clock) AdvanceTo(at time.Time) {
	t := c.tenant
	t.mu.Lock()
	defer t.mu.Unlock()
	t.advanceTo(momentOf(at))
}

// Sleep moves the clock instead of waiting and returns at once: a client that
// waits through it needs no real time. A context that is done is respected.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.Advance(d)
	return nil
}

// Run lets the clock go on as the computer's does, second by second, until ctx
// ends. Two runs then differ: what a client reads depends on when it asks.
func (c *Clock) Run(ctx context.Context) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for last := time.Now(); ; {
		select {
		case <-ctx.Done():
			return
		case <-second.C:
			passed := time.Since(last).Truncate(time.Second) // a busy machine drops ticks
			last = last.Add(passed)
			c.Advance(passed)
		}
	}
}

// advanceTo lets the report be drawn up at the very instant it gets ready, as
// the world is then, however far the clock leaps. The caller holds the lock.
func (t *Tenant) advanceTo(m moment) {
	if j := t.job; j != nil && !j.done && j.readyAt != 0 && j.readyAt <= m {
		t.world.run(j.readyAt)
		t.finishReport()
	}
	t.world.run(m)
}
