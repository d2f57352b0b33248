//go:build !dev && !bindings

package desktop

import (
	"path/filepath"

	"github.com/wailsapp/wails/v2/pkg/options"
)

// singleInstance brings the window to the front when the program is started a
// second time, and opens the file that the second start was given.
func singleInstance(w *Window) *options.SingleInstanceLock {
	return &options.SingleInstanceLock{
		UniqueId: "licenseledger-window",
		OnSecondInstanceLaunch: func(second options.SecondInstanceData) {
			w.shell.Raise()
			if len(second.Args) != 1 {
				return
			}
			path := second.Args[0]
			if !filepath.IsAbs(path) {
				path = filepath.Join(second.WorkingDirectory, path)
			}
			w.openAtStart(path)
			w.shell.Emit(eventDataChanged, DataChanged{Nouns: anotherLedger})
		},
	}
}
