//go:build !linux && !windows

package desktop

// webViewVersion tells what draws the window: a part of the system itself.
func webViewVersion() string { return "" }
