//go:build !linux

// Package scheduletest starts a scheduler for tests; on Linux alone.
package scheduletest
