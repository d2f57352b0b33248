package app

import (
	"context"
	"time"

	"licenseledger/store/ledger"
)

// AnotherTry is how long a sync that nobody watches waits before it tries once more
// what somebody would try again: another sync was running, or there was no network,
// as in the first minute after a computer wakes up.
const AnotherTry = 10 * time.Minute

// SyncUnattended is Sync for when nobody is there. Nobody is asked for anything: what
// takes a person becomes due, also when it is all there is. again, which may be nil, is
// told before the second try, with what kept the first one. Codes as Sync, but due for
// sign_in_required.
func (l *Ledger) SyncUnattended(ctx context.Context, o SyncOptions, again func(error), progress ProgressFunc) (SyncResult, error) {
	result, err := l.Sync(ctx, o, progress)
	switch ledger.CodeOf(err) {
	case ledger.CodeBusy, ledger.CodeOffline:
		if again != nil {
			again(err)
		}
		if stopped := l.clock.Sleep(ctx, AnotherTry); stopped != nil {
			return result, &ledger.Error{Code: ledger.CodeCanceled, Op: "sync", Err: stopped, Message: "Stopped while it waited for another try. Nothing was changed."}
		}
		result, err = l.Sync(ctx, o, progress)
	}
	if len(result.Due) > 0 && needsPerson(err) {
		err = nil // Outcome tells
	}
	return result, err
}
