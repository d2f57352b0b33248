package engine

import (
	"context"
	"time"
)

// SystemClock is the computer's own time.
type SystemClock struct{}

var _ Clock = SystemClock{}

// Now is the present moment.
func (SystemClock) Now() time.Time { return time.Now() }

// Sleep waits, or returns the context's error as soon as it ends.
func (SystemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
