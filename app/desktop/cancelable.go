package desktop

import (
	"context"
	"sync"

	"licenseledger/store/ledger"
)

// cancelable is answers that the page waits for, and may stop waiting for.
type cancelable struct {
	mu      sync.Mutex
	asked   int
	waiting map[int]waiting
	working sync.WaitGroup
}

// waiting is one wait for the answer to a question.
type waiting struct {
	question string
	cancel   context.CancelFunc
}

// stop ends the wait for all answers to a question; it is no failure when
// nobody waits.
func (c *cancelable) stop(question string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, w := range c.waiting {
		if w.question == question {
			w.cancel()
		}
	}
}

// begin gives the context of the work on an answer; done is called when nobody
// waits for it any more.
func (c *cancelable) begin(ctx context.Context, question string) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	id := c.asked
	if c.waiting == nil {
		c.waiting = map[int]waiting{}
	}
	c.waiting[id] = waiting{question, cancel}
	return ctx, func() {
		cancel()
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.waiting, id)
	}
}

// answer gives what work comes to, or the code canceled as soon as nobody waits
// for it. The work itself ends at the next place where it looks at its context,
// and what it came to by then is let go of.
func answer[T any](ctx context.Context, c *cancelable, question string, work func(context.Context) (T, error)) (T, error) {
	ctx, done := c.begin(ctx, question)
	defer done()
	type outcome struct {
		value T
		err   error
	}
	came := make(chan outcome, 1)
	c.working.Go(func() {
		value, err := guard("answer", func() (T, error) { return work(ctx) })
		came <- outcome{value, err}
	})
	select {
	case o := <-came:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ledger.Errorf(ledger.CodeCanceled, "answer", "It was stopped.")
	}
}
