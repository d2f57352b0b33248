//go:build dev

package desktop

import "os"

// browse shows a page in the browser of the system, unless the end-to-end tests
// have named a file in the environment that its address is written to: they have a
// browser of their own.
func browse(address string) error {
	if path := os.Getenv("LICENSELEDGER_BROWSE"); path != "" {
		return os.WriteFile(path, []byte(address), 0o600)
	}
	return openFile(address)
}
