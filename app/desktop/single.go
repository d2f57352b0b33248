//go:build !dev && !bindings

package desktop

import (
	"github.com/wailsapp/wails/v2/pkg/options"
)

// singleInstance brings the window to the front when the program is started a
// second time, and opens the file that the second start was given.
func singleInstance(w *Window) *options.SingleInstanceLock {
	return &options.SingleInstanceLock{
		UniqueId: "licenseledger-window",
		OnSecondInstanceLaunch: func(second options.SecondInstanceData) {
			w.startedAgain(second.Args, second.WorkingDirectory)
		},
	}
}
