package store

import "context"

// Compact writes the file anew, as small as it can be, and tells its bytes
// before and after. Codes: busy when a run holds the ledger or another program
// reads it (then it is as small as it can be once that program has closed it),
// disk_full before anything was changed, read_only.
func (l *Ledger) Compact(ctx context.Context) (before, after int64, err error) {
	const op = "compact history file"
	err = l.exclusive(ctx, op, func(ctx context.Context) error {
		if err := l.hasRoomToRewrite(ctx, op); err != nil {
			return err
		}
		var err error
		if before, err = l.fileSize(ctx); err != nil {
			return err
		}
		if err := l.rewriteFile(ctx, op); err != nil {
			return err
		}
		after, err = l.fileSize(ctx)
		return err
	})
	return before, after, classify(op, l.path, err)
}

func (l *Ledger) fileSize(ctx context.Context) (size int64, err error) {
	err = l.write.QueryRowContext(ctx, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&size)
	return size, err
}
