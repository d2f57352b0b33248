package app

import (
	"context"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// sink makes the store what the engine asks for. It exists because neither
// package may import the other, and each names its own staging type.
type sink struct{ *store.Ledger }

var _ engine.Sink = sink{}

// Stage implements engine.Sink.
func (s sink) Stage(ctx context.Context, source string, maxAge time.Duration) (engine.Staging, error) {
	staging, err := s.Ledger.Stage(ctx, source, maxAge)
	if err != nil {
		return nil, err
	}
	return staging, nil
}

// StageChanges implements engine.Sink.
func (s sink) StageChanges(ctx context.Context, source string, maxAge time.Duration) (engine.Staging, error) {
	staging, err := s.Ledger.StageChanges(ctx, source, maxAge)
	if err != nil {
		return nil, err
	}
	return staging, nil
}

// Publish implements engine.Sink.
func (s sink) Publish(ctx context.Context, staging engine.Staging, p ledger.Publication) (ledger.Published, error) {
	own, ok := staging.(*store.Staging)
	if !ok {
		return ledger.Published{}, ledger.Errorf(ledger.CodeInternal, "publish", "The pages of %s were staged elsewhere.", p.Source)
	}
	return s.Ledger.Publish(ctx, own, p)
}

// StageActivity implements engine.ActivitySink.
func (s sink) StageActivity(ctx context.Context, source string, maxAge time.Duration) (engine.ActivityStaging, error) {
	staging, err := s.Ledger.StageActivity(ctx, source, maxAge)
	if err != nil {
		return nil, err
	}
	return staging, nil
}

// askingNobody leaves accounts that may be behind Unknown rows unasked.
type askingNobody struct{ sink }

// Unresolved implements engine.Sink.
func (s askingNobody) Unresolved(ctx context.Context, _ int) (ledger.Unresolved, error) {
	return s.sink.Unresolved(ctx, 0)
}
