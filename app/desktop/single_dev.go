//go:build dev || bindings

package desktop

import "github.com/wailsapp/wails/v2/pkg/options"

// singleInstance lets several development programs run beside each other.
func singleInstance(*Window) *options.SingleInstanceLock { return nil }
