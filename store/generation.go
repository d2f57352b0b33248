package store

import "context"

const (
	settingGeneration = "generation"
	settingEpoch      = "epoch"
)

// generation counts the changes of answers; a view of an older one is stale.
func generation(ctx context.Context, q querier) (int64, error) {
	var n int64
	_, err := setting(ctx, q, settingGeneration, &n)
	return n, err
}

func bumpGeneration(ctx context.Context, q querier) error {
	n, err := generation(ctx, q)
	if err != nil {
		return err
	}
	return putSetting(ctx, q, settingGeneration, n+1)
}

// epoch counts the changes of history that are more than a newest listing
// added at its end. What was derived from facts in another epoch cannot be
// caught up and is made anew.
func epoch(ctx context.Context, q querier) (int64, error) {
	var n int64
	_, err := setting(ctx, q, settingEpoch, &n)
	return n, err
}

func bumpEpoch(ctx context.Context, q querier) error {
	n, err := epoch(ctx, q)
	if err != nil {
		return err
	}
	return putSetting(ctx, q, settingEpoch, n+1)
}
