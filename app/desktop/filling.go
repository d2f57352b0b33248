package desktop

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// A sample can be used when its newest days are there. The older ones are filled
// in beside all other work, on a lane of their own: the person looks, filters,
// exports and even syncs meanwhile.

// Filling says which days of a sample are still to come.
type Filling struct {
	Missing int  `json:"missing"` // days
	Stopped bool `json:"stopped"` // the person wanted no more of them
	Job     *Job `json:"job"`     // that fills them in, or did last; null when none did
}

// fillingOf is null for a ledger that lacks nothing.
func (w *Window) fillingOf(opened *app.Ledger) (*Filling, error) {
	gap, err := opened.SampleGap(w.work)
	if err != nil || gap.Days == 0 {
		return nil, err
	}
	return &Filling{Missing: gap.Days, Stopped: gap.Stopped, Job: w.filling.last()}, nil
}

// fillOn goes on with the older days of the open ledger, if it is a sample that
// lacks some and nobody wanted it to stop.
func (w *Window) fillOn() {
	opened, err := w.current()
	if err != nil {
		return
	}
	gap, err := opened.SampleGap(w.work)
	if err != nil || gap.Days == 0 || gap.Stopped {
		return
	}
	// One that runs already is of this ledger: put ends that of another.
	_, _ = w.filling.start(w.work, JobFill, func(ctx context.Context, tell report) (*JobResult, error) {
		err := opened.FillSample(ctx, w.fillDays, progressTo(tell), func() { w.changed(sameLedger...) })
		return &JobResult{Warnings: []Warning{}}, err
	}, func() {})
}

// StopFilling keeps the sample as it is; what was filled in stays. Code not_found
// when nothing is open.
func (w *Window) StopFilling() error {
	return do("stop filling", func() error { return w.keepFilling(false) })
}

// GoOnFilling fills in the rest after all. Code not_found when nothing is open.
func (w *Window) GoOnFilling() error {
	return do("go on filling", func() error { return w.keepFilling(true) })
}

func (w *Window) keepFilling(on bool) error {
	opened, err := w.current()
	if err != nil {
		return err
	}
	w.filling.halt()
	if err := opened.StopFilling(w.work, !on); err != nil {
		return err
	}
	w.fillOn()
	w.changed("ledger")
	return nil
}

// patiently does what needs the ledger for itself, and waits while older days
// are being taken over into it, or deleted ones swept out of it.
func (w *Window) patiently(ctx context.Context, f func() error) error {
	for {
		err := f()
		if ledger.CodeOf(err) != ledger.CodeBusy || !w.filling.busy() && !w.sweeping.busy() {
			return err
		}
		select {
		case <-ctx.Done():
			return ledger.Errorf(ledger.CodeCanceled, "wait", "It was stopped before it began.")
		case <-time.After(pace):
		}
	}
}
