package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Abandon closes a ledger that nothing was ever read into, and deletes it with the
// sign-in that was made for it. Code invalid for any other: history is never
// deleted.
func (l *Ledger) Abandon(ctx context.Context) error {
	runs, err := l.Runs(ctx)
	if err != nil {
		return err
	}
	if len(runs) > 0 {
		return ledger.Errorf(ledger.CodeInvalid, "", "%s has history and was not deleted.", l.fileName())
	}
	connection, ok, err := l.Connection(ctx)
	if err != nil {
		return err
	}
	if ok && connection.Account != "" {
		if err := l.SignOut(ctx); err != nil {
			return err
		}
	}
	return l.discard()
}
