//go:build !bindings

package desktop

import (
	"os"
	"runtime"
)

// preflight does what must be right before there is a window. It is left out
// of the build that only generates bindings, because that build is run.
func preflight(w *Window, path string) error {
	if err := needDisplay(); err != nil {
		return err
	}
	if runtime.GOOS == "linux" && os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		// Windows stay blank on several drivers otherwise:
		// https://github.com/tauri-apps/tauri/issues/9304
		if err := os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1"); err != nil {
			return err
		}
	}
	if err := w.locate(); err != nil {
		return err
	}
	w.openFirst(path)
	return nil
}

// afterRun has nothing to do when the window was closed.
func afterRun() error { return nil }
