package app

import (
	"context"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// WatchEvery is how often a watched folder is looked at, unless told otherwise.
// Looking works on every kind of folder, also on a share and in one that a
// cloud keeps in step, where systems send no word of changes.
const WatchEvery = 5 * time.Second

// Watching is what WatchFolder tells while it goes on. Its functions are called
// one at a time, and may be nil.
type Watching struct {
	Every    time.Duration // 0 is WatchEvery
	Clock    engine.Clock  // nil is the computer's own
	File     func(FolderFile)
	Trouble  func(error) // the folder or the ledger cannot be used for now; nil when that is over
	Progress ProgressFunc
}

// WatchFolder imports what comes into a folder until ctx ends. That is no
// failure, unless it stops an import: then the code is canceled. A folder that
// is not there at the beginning is one, with the codes of Folder.Look; later it
// is told as trouble, and may come back. So is a ledger that another program
// holds. Other errors of Folder.Take end it.
func WatchFolder(ctx context.Context, f *Folder, w Watching) error {
	if w.Every <= 0 {
		w.Every = WatchEvery
	}
	if w.Clock == nil {
		w.Clock = engine.SystemClock{}
	}
	troubled := false
	for first := true; ; first = false {
		err := f.Step(ctx, w.File, w.Progress)
		passes := ledger.CodeOf(err) == ledger.CodeBusy || f.lost
		if err != nil && (first || !passes) {
			return err
		}
		if (err != nil) != troubled && w.Trouble != nil {
			w.Trouble(err)
		}
		troubled = err != nil
		if w.Clock.Sleep(ctx, w.Every) != nil {
			return nil
		}
	}
}

// Step looks once, and imports what can be.
func (f *Folder) Step(ctx context.Context, tell func(FolderFile), progress ProgressFunc) error {
	any, err := f.Look()
	if f.lost = err != nil; err != nil || !any {
		return err
	}
	if any, err = f.Sort(ctx, tell); err != nil || !any {
		return err
	}
	return f.Take(ctx, tell, progress)
}

// Once imports every list that is in the folder now, without waiting whether
// one is still being written. Codes: those of Look, Sort and
// Take.
func (f *Folder) Once(ctx context.Context, tell func(FolderFile), progress ProgressFunc) error {
	for range 2 { // what two looks find alike is whole
		if _, err := f.Look(); err != nil {
			return err
		}
	}
	any, err := f.Sort(ctx, tell)
	if err != nil || !any {
		return err
	}
	return f.Take(ctx, tell, progress)
}
