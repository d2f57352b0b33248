package app

import (
	"context"
	"path/filepath"
	"slices"
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

// lookTwice looks without waiting whether a file is still being written: what
// two looks find alike is whole.
func (f *Folder) lookTwice() error {
	for range 2 {
		if _, err := f.Look(); err != nil {
			return err
		}
	}
	return nil
}

// Preview tells what the lists are that are in the folder now, and what they ask,
// and changes nothing. Files that are something else it tells as FolderNoList,
// beside those. Codes: those of Look and PreviewInto.
func (f *Folder) Preview(ctx context.Context, tell func(FolderFile), progress ProgressFunc) ([]FilePreview, error) {
	if err := f.lookTwice(); err != nil {
		return nil, err
	}
	var paths []string
	for _, name := range f.waiting() {
		paths = append(paths, filepath.Join(f.path, name))
	}
	if len(paths) == 0 {
		return nil, nil
	}
	previews, err := PreviewInto(ctx, f.ledger, paths, f.o, progress)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(previews, func(p FilePreview) bool {
		if isNoList(&p) {
			f.tell(p.Name, FolderNoList, "", nil, tell)
			return true
		}
		return false
	}), nil
}

// Once imports every list that is in the folder now, see lookTwice. Codes: those
// of Look, Sort and Take.
func (f *Folder) Once(ctx context.Context, tell func(FolderFile), progress ProgressFunc) error {
	if err := f.lookTwice(); err != nil {
		return err
	}
	any, err := f.Sort(ctx, tell)
	if err != nil || !any {
		return err
	}
	return f.Take(ctx, tell, progress)
}
