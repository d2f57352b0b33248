//go:build !windows

package desktop

// systemIsDutch is asked on Windows alone, before there is a page that knows.
func systemIsDutch() bool { return false }
