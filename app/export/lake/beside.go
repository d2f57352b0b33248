package lake

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"licenseledger/app/export"
)

// unnamed is what a new file is called until all are there. Readers leave out
// what begins with a dot.
const unnamed = ".part.new"

// beside writes a new file under no name yet. It is on the disk only after
// settle: many files are handed to the disk much faster together than one by one.
func (w *writer) beside(ctx context.Context, folder string, write func(io.Writer) error) error {
	path := filepath.Join(folder, unnamed)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, w.mode&0o666)
	if err != nil {
		return export.PlaceError(path, err)
	}
	out := &recorder{file: file}
	err = write(out)
	if closed := file.Close(); out.err == nil {
		out.err = closed
	}
	switch {
	case out.err != nil:
		err = export.PlaceError(path, out.err)
	case err == nil && ctx.Err() != nil:
		err = export.Canceled(ctx)
	}
	if err != nil {
		_ = os.Remove(path) // the next write does it otherwise
	}
	return err
}

// recorder remembers the first failure of the file, so that it is known from a
// failure of whatever makes the content.
type recorder struct {
	file *os.File
	err  error
}

// Write implements io.Writer.
func (r *recorder) Write(p []byte) (int, error) {
	n, err := r.file.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
}

// atOnce is how many files, or folders, are handed to the disk side by side.
const atOnce = 16

// settle hands files or folders to the disk, and waits until it has them.
func settle(paths []string, sync func(path string) error) error {
	work, failed := make(chan string), make(chan error, atOnce)
	for range atOnce {
		go func() {
			var first error
			for path := range work {
				if err := sync(path); err != nil && first == nil {
					first = export.PlaceError(path, err)
				}
			}
			failed <- first
		}()
	}
	for _, path := range paths {
		work <- path
	}
	close(work)
	var first error
	for range atOnce {
		if err := <-failed; first == nil {
			first = err
		}
	}
	return first
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = file.Sync()
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
