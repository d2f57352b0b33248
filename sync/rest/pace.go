package rest

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Pace is how often calls of one kind may be made by the service's own rule.
// Calls that are refused count too, so it is better to wait before than after.
type Pace struct {
	Path  string // what the path of such a call contains, in any letter case: "/auditLogs/"
	Calls int
	Per   time.Duration
}

// onTheWay is how much later one call may arrive than the next, seen from the
// service.
const onTheWay = 250 * time.Millisecond

// pacer keeps a pace, over all calls of a client.
type pacer struct {
	Pace
	mu   sync.Mutex
	made []time.Time // the last calls, oldest first; some may lie ahead
}

// reserve gives how long the next call waits.
func (p *pacer) reserve(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := now
	if len(p.made) == p.Calls {
		if free := p.made[0].Add(p.Per + onTheWay); free.After(at) {
			at = free
		}
		p.made = append(p.made[:0], p.made[1:]...)
	}
	p.made = append(p.made, at)
	return at.Sub(now)
}

// keepPace waits until a call may be made. Its only error is that the wait was
// canceled.
func (c *Client) keepPace(ctx context.Context, r Request) error {
	u, err := url.Parse(r.URL)
	if err != nil {
		return nil // the guard has refused it
	}
	path := strings.ToLower(u.Path)
	for _, p := range c.paces {
		if !strings.Contains(path, strings.ToLower(p.Path)) {
			continue
		}
		if wait := p.reserve(c.clock.Now()); wait > 0 {
			if err := c.Pause(ctx, r.Op, wait, ReasonPaced); err != nil {
				return err
			}
		}
	}
	return nil
}
