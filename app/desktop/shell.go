package desktop

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// The events of the window. The payload is always one struct.
const (
	eventJobProgressed     = "job:progressed"     // Job
	eventDataChanged       = "data:changed"       // DataChanged
	eventPreviewProgressed = "preview:progressed" // PreviewProgress
	eventFilled            = "sample:filled"      // Job that fills in the older days of a sample
)

// What the window reads again after a change.
var (
	anotherLedger = []string{"opened"}
	sameLedger    = []string{"ledger", "snapshots", "views"}
)

// shell is what the window asks of the system around it. Tests hand in one
// that only records.
type shell interface {
	Emit(event string, payload any)
	Raise()
	PickFiles() ([]string, error)
	PickLedger() (string, error)
	PickBackup() (string, error)
	PickFolder() (string, error)
	PickOne(what, pattern string) (string, error)
	PickSave(folder, name string) (string, error)
	Open(path string) error
	Show(path string) error
	Browse(address string) error
}

// wailsShell asks the real system. ctx is the one that Wails gave at the start;
// any other would end the program.
type wailsShell struct {
	ctx context.Context
	picker
}

func (s wailsShell) Emit(event string, payload any) { runtime.EventsEmit(s.ctx, event, payload) }

func (s wailsShell) Raise() {
	runtime.WindowUnminimise(s.ctx)
	runtime.WindowShow(s.ctx)
}

func (s wailsShell) Open(path string) error { return openFile(path) }
func (s wailsShell) Show(path string) error { return showFile(path) }

func (s wailsShell) Browse(address string) error { return browse(address) }

// quietShell is in place before the window is there.
type quietShell struct{}

func (quietShell) Emit(string, any)                        {}
func (quietShell) Raise()                                  {}
func (quietShell) PickFiles() ([]string, error)            { return nil, nil }
func (quietShell) PickLedger() (string, error)             { return "", nil }
func (quietShell) PickBackup() (string, error)             { return "", nil }
func (quietShell) PickFolder() (string, error)             { return "", nil }
func (quietShell) PickOne(string, string) (string, error)  { return "", nil }
func (quietShell) PickSave(string, string) (string, error) { return "", nil }
func (quietShell) Open(string) error                       { return nil }
func (quietShell) Show(string) error                       { return nil }
func (quietShell) Browse(string) error                     { return nil }
