package cli

import (
	"io"
	"os"
	"syscall"
)

// heard gives what is written to nobody a place: a program with a window has no console
// where a scheduler starts it, and writing would fail.
// https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getfiletype
func heard(w io.Writer) io.Writer {
	if file, ok := w.(*os.File); ok {
		if _, err := syscall.GetFileType(syscall.Handle(file.Fd())); err != nil {
			return io.Discard
		}
	}
	return w
}
