package cli

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
)

// runUnattended is the sync that a schedule starts: nobody reads what it prints, so
// what came of it is kept for "schedule list".
func runUnattended(ctx context.Context, s *streams, o syncOptions) error {
	began := time.Now()
	if o.ifMissed {
		missed, err := app.WasMissed(ctx, o.file, began)
		if err != nil || !missed {
			return err
		}
	}
	kept := schedule.Record{Began: began.UTC()}
	o.done = func(result app.SyncResult) {
		for _, w := range result.Warnings {
			kept.Warnings = append(kept.Warnings, schedule.Warning{Code: w.Code, Source: w.Source})
		}
	}
	err := runSync(ctx, s, o)
	kept.Ended, kept.Exit, kept.Code = time.Now().UTC(), exitCodeOf(err), codeOf(err)
	if err != nil {
		kept.Message = sentence(err)
	}
	if failed := app.NoteUnattended(o.file, kept); failed != nil {
		s.note("%s", sentence(failed)) // what was read is published all the same
	}
	return err
}

// reading is how this sync reads.
func (o syncOptions) reading(ctx context.Context, s *streams, l *app.Ledger) func(app.SyncOptions, app.ProgressFunc) (app.SyncResult, error) {
	return func(options app.SyncOptions, show app.ProgressFunc) (app.SyncResult, error) {
		switch {
		case o.unattended:
			return l.SyncUnattended(ctx, options, func(err error) {
				s.note("%s Tried once more in %d minutes.", sentence(err), int(app.AnotherTry/time.Minute))
			}, show)
		case o.due:
			due, err := l.Due(ctx)
			if err != nil {
				return app.SyncResult{}, err
			}
			if len(due) == 0 {
				return app.SyncResult{}, ledger.Errorf(ledger.CodeNotFound, "", "Nothing waits for a sign-in, so nothing was read. Sync without --due to read everything.")
			}
			for _, one := range due {
				options.Only = append(options.Only, one.Source)
			}
		}
		return l.Sync(ctx, options, show)
	}
}
