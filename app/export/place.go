package export

import "context"

// Canceled is what an export answers that was stopped.
func Canceled(ctx context.Context) error { return canceled(ctx) }

// PlaceError says in a sentence why something could not be read or written at a
// place, with the codes of ToFile.
func PlaceError(path string, err error) error { return fileError(path, err) }

// SyncFolder makes what was renamed in a folder last over a power cut.
func SyncFolder(folder string) error { return syncFolder(folder) }
