//go:build !dev

package desktop

// browse shows a page in the browser of the system.
func browse(address string) error { return openFile(address) }
