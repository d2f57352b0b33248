// Package cli is the console program licensectl: one file per command, each an
// options struct and a run function over package app.
//
// It promises the console contract: answers on standard output, one JSON object
// per line with --json, everything else on standard error, and the exit codes
// of exit.go. It leaves every decision about data to package app.
package cli
