package store

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

const (
	stagingSuffix = ".staging"
	changesSuffix = ".changes" + stagingSuffix // of StageChanges
	onceSuffix    = ".once" + stagingSuffix    // of a temporary staging
)

// oncePath is where a source is staged that nobody takes up again.
func (l *Ledger) oncePath(info ledger.SourceInfo) string {
	return l.path + "." + info.Name + onceSuffix
}

// dropLeftovers throws away pages that a run left which was killed, and that no run takes
// up again: they name people. Who opens the file next does it, unless a run is on, to
// which they may belong. What cannot be removed is tried again at the next opening.
func (l *Ledger) dropLeftovers(ctx context.Context) {
	if len(l.leftovers(ctx)) == 0 {
		return
	}
	lock, err := acquireLock(l.path + ".lock")
	if err != nil {
		return
	}
	for _, name := range l.leftovers(ctx) { // a run may have come and gone before the lock
		_ = os.Remove(name)
	}
	_ = lock.release()
}

// leftovers are the files of pages, with those beside them, that are of no use any more;
// also of a listing that waited, and was let in or replaced.
func (l *Ledger) leftovers(ctx context.Context) []string {
	var over []string
	for _, info := range ledger.Sources() {
		if state, waits, err := l.heldOf(ctx, info); err == nil && !waits && state.Held != nil {
			over = append(over, "."+info.Name+heldSuffix)
		}
	}
	return l.beside(func(rest string) bool {
		pages, _, ok := strings.Cut(rest, stagingSuffix)
		pages += stagingSuffix
		if !ok || strings.HasSuffix(pages, heldSuffix) {
			return slices.Contains(over, pages)
		}
		if strings.HasSuffix(pages, changesSuffix) || strings.HasSuffix(pages, onceSuffix) {
			return true
		}
		file, err := os.Stat(l.path + pages)
		return err == nil && time.Since(file.ModTime()) >= ledger.StagingAge || os.IsNotExist(err)
	})
}
