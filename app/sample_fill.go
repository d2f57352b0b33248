package app

import (
	"context"
	"errors"
	"time"

	"licenseledger/store/ledger"
)

// sampleGapSetting is apart from the sample's own setting: a sync may move the
// sample on while the days before are filled in.
const sampleGapSetting = "sample_gap"

// SampleGap tells which days of a sample are not there yet: its first ones.
type SampleGap struct {
	Days    int  `json:"days"`    // from the first day on; 0 when none is missing
	Stopped bool `json:"stopped"` // a person wanted no more of them
}

// FillDays are filled in at a time: a person who stops it loses at most so many,
// and a history that grows is read anew so often. See docs/decisions/0018-sample.md.
const FillDays = 60

// busyPause is how long filling waits for a sync or an import to end.
const busyPause = 200 * time.Millisecond

// SampleGap tells which days of a sample are still to be filled in: none of one
// that cannot be written.
func (l *Ledger) SampleGap(ctx context.Context) (g SampleGap, err error) {
	if l.store.ReadOnly() {
		return SampleGap{}, nil
	}
	_, err = l.store.Setting(ctx, sampleGapSetting, &g)
	return g, err
}

// StopFilling keeps a sample as it is, or lets FillSample go on again.
func (l *Ledger) StopFilling(ctx context.Context, stopped bool) error {
	gap, err := l.SampleGap(ctx)
	if err != nil || gap.Days == 0 {
		return err
	}
	gap.Stopped = stopped
	return l.store.PutSetting(ctx, sampleGapSetting, gap)
}

// FillSample adds the days of a sample that are missing, newest first, so many at
// a time: they are synced into a file of their own beside the ledger and merged
// when they are whole, so that the ledger is read, exported and even synced
// meanwhile. filled is called after each part. When it ends early, what was
// added stays and a later call goes on. Codes: canceled, and those of Sync and
// Merge.
func (l *Ledger) FillSample(ctx context.Context, days int, progress ProgressFunc, filled func()) error {
	sample, ok, err := l.Sample(ctx)
	if err != nil || !ok {
		return err
	}
	gap, err := l.SampleGap(ctx)
	if err != nil {
		return err
	}
	total := gap.Days
	for gap.Days > 0 {
		part := sample
		part.Days = max(0, gap.Days-days)
		// One day more than is missing: who left overnight is asked about by the
		// first sync that misses them, which had nothing to miss them from.
		count := gap.Days - part.Days + 1
		done := total - gap.Days
		told := func(p Progress) {
			progress.tell(Progress{Step: StepFill, Done: min(int64(done)+p.Done, int64(total)), Total: int64(total)})
		}
		if err := l.fillPart(ctx, part, count, told); err != nil {
			return err
		}
		gap.Days = part.Days
		if err := l.store.PutSetting(context.WithoutCancel(ctx), sampleGapSetting, gap); err != nil {
			return err
		}
		filled()
	}
	return nil
}

// fillPart syncs days into a file beside the ledger and merges it.
func (l *Ledger) fillPart(ctx context.Context, part Sample, days int, progress ProgressFunc) (err error) {
	path := fillingBeside(l.Path())
	if err := removeLedger(path); err != nil { // of a program that was ended
		return err
	}
	beside, err := Create(ctx, path, OpenOptions{Zone: l.Zone()})
	if err != nil {
		return err
	}
	err = beside.syncSampleDays(ctx, part, days, nil, progress)
	defer func() { err = errors.Join(err, removeLedger(path)) }()
	if err = errors.Join(err, beside.Close()); err != nil {
		return err
	}
	return l.mergeWhenFree(ctx, path)
}

// mergeWhenFree waits for a sync or an import that is going on.
func (l *Ledger) mergeWhenFree(ctx context.Context, path string) error {
	for {
		_, err := l.Merge(ctx, path)
		if ledger.CodeOf(err) != ledger.CodeBusy {
			return err
		}
		if err := l.clock.Sleep(ctx, busyPause); err != nil {
			return err
		}
	}
}

// fillingBeside is the file into which the days of a sample are synced that are
// being filled in.
func fillingBeside(path string) string { return path + ".filling" }
