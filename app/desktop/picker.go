//go:build !dev

package desktop

import "context"

// picker asks by the dialogs of the system.
type picker struct{ nativePicker }

func newPicker(ctx context.Context) picker { return picker{nativePicker{ctx}} }
