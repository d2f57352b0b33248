package store_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// canceling ends a context when it was asked so many times whether it ended: at
// any step of the work that is done under it.
type canceling struct {
	context.Context
	mu    sync.Mutex
	left  int
	ended chan struct{}
}

func cancelingAfter(steps int) *canceling {
	return &canceling{Context: context.Background(), left: steps, ended: make(chan struct{})}
}

func (c *canceling) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left--; c.left == -1 {
		close(c.ended)
	}
}

func (c *canceling) Done() <-chan struct{} {
	c.step()
	return c.ended
}

func (c *canceling) Err() error {
	c.step()
	select {
	case <-c.ended:
		return context.Canceled
	default:
		return nil
	}
}

func reopened(t *testing.T, path string) *store.Ledger {
	t.Helper()
	l, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// TestLooking_IsHarmlessCanceledAnywhere cancels everything that loads a history
// at each of its steps, and asks again: what was half loaded must not stay.
func TestLooking_IsHarmlessCanceledAnywhere(t *testing.T) {
	at := withMallory(t).Path()
	ways := map[string]func(context.Context, *store.Ledger) (any, error){
		"changes": func(ctx context.Context, l *store.Ledger) (any, error) { return l.Diff(ctx, "1", "3") },
		"overview": func(ctx context.Context, l *store.Ledger) (any, error) {
			return l.Overview(ctx, "")
		},
		"person": func(ctx context.Context, l *store.Ledger) (any, error) { return l.PersonOn(ctx, mallory, "2") },
		"seats": func(ctx context.Context, l *store.Ledger) (any, error) {
			_, rows, err := l.Seats(ctx, "")
			return rows, err
		},
	}
	for _, kind := range ledger.ViewKinds() {
		ways[string(kind)] = func(ctx context.Context, l *store.Ledger) (any, error) {
			v, err := l.OpenView(ctx, store.ViewSpec{Kind: kind})
			if err != nil {
				return nil, err
			}
			return v.Rows(0, 100)
		}
	}
	for name, look := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := look(context.Background(), reopened(t, at))
			if err != nil {
				t.Fatal(err)
			}
			canceled := 0
			for steps := 0; ; steps += 1 + steps/16 {
				l := reopened(t, at)
				_, err := look(cancelingAfter(steps), l)
				got, again := look(context.Background(), l)
				if again != nil {
					t.Fatalf("asked again after it was canceled at step %d: %v", steps, again)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("canceled at step %d, it is (-want +got):\n%s", steps, diff)
				}
				if err == nil {
					break
				}
				canceled++
			}
			if canceled < 10 {
				t.Errorf("canceled at %d steps only: the test says little", canceled)
			}
		})
	}
}
