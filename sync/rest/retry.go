package rest

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// failure is one attempt that did not succeed, and what to do about it.
type failure struct {
	err     *ledger.Error
	again   bool          // another attempt may succeed
	sent    bool          // the service may have acted although no answer came
	network bool          // no answer came
	partly  bool          // a part was done: the attempts count anew, the waits go on counting
	after   time.Duration // how long the service asked to wait; 0 when it did not say
	reason  string
}

const networkAttempts = 4

// refused is the token that the last attempt was answered with 401 for.
type refused struct {
	token string
	err   *ledger.Error
}

// retry makes attempts until one succeeds, the failure is final, or a limit is
// reached. A call that was answered with 401 is made again only if the token
// source has a newer token.
func (c *Client) retry(ctx context.Context, op string, replay bool, attempt func(ctx context.Context, last *refused) *failure) error {
	var last refused
	var waited time.Duration
	for n := 1; ; n++ {
		if ctx.Err() != nil {
			return canceled(ctx, op)
		}
		fail := attempt(ctx, &last)
		if fail == nil {
			return nil
		}
		if ctx.Err() != nil {
			return canceled(ctx, op)
		}
		if fail.partly {
			n = 1
		}
		if !fail.again || n >= c.limits.Attempts || (fail.network && n >= networkAttempts) || (fail.sent && !replay) {
			return fail.err
		}
		if fail.reason == "" { // a newer token needs no wait
			continue
		}
		pause := fail.after
		if pause <= 0 {
			pause = backoff(n, rand.Float64())
		}
		if pause > c.limits.TotalWait-waited {
			fail.err.RetryAfter = pause
			return fail.err
		}
		waited += pause
		if err := c.Pause(ctx, op, pause, fail.reason); err != nil {
			return err
		}
	}
}

// Pause waits on the client's clock and tells about it. Its only error is that
// the wait was cancelled.
func (c *Client) Pause(ctx context.Context, op string, d time.Duration, reason string) error {
	over := c.onWait(ctx, Wait{Until: c.clock.Now().Add(d), Reason: reason})
	if over != nil {
		defer over()
	}
	if err := c.clock.Sleep(ctx, d); err != nil {
		return canceled(ctx, op)
	}
	return nil
}

// backoff is a random part (jitter, 0 to 1) of a time that doubles from 1
// second to 60 with every attempt, at least half a second.
func backoff(attempt int, jitter float64) time.Duration {
	top := time.Minute
	if attempt < 7 {
		top = min(top, time.Second<<(attempt-1))
	}
	return max(500*time.Millisecond, time.Duration(jitter*float64(top)))
}

// mostAsked is the longest wait that is believed. Nobody waits a month for an answer,
// and a sum of such waits stays a number.
const mostAsked = 30 * 24 * time.Hour

// retryAfter reads the header in the three ways it has been seen: whole
// seconds, a fraction of seconds, and an HTTP date, which counts from the
// answer's own date. What cannot be read, or is longer than anybody means, is 0.
func retryAfter(value string, answered time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		if seconds > 0 && seconds < mostAsked.Seconds() {
			return time.Duration(seconds * float64(time.Second))
		}
		return 0
	}
	if at, err := http.ParseTime(value); err == nil {
		if wait := at.Sub(answered); wait > 0 && wait < mostAsked {
			return wait
		}
	}
	return 0
}

func canceled(ctx context.Context, op string) error {
	return &ledger.Error{Code: ledger.CodeCanceled, Op: op, Message: "Stopped before the end.", Err: context.Cause(ctx)}
}
