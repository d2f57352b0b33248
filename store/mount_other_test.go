//go:build !linux

package store_test

import "testing"

func mountedForReading(t *testing.T, folder string) {
	t.Helper()
	t.Skip("only Linux lets a test mount", folder)
}
