// Package authtest plays what a sign-in finds around it: the keychain of the
// system, and a person at a browser. Both are for tests. A test program that has
// it never touches the keychain of whoever runs it: there is none until Keychain
// gives one.
package authtest

import (
	"errors"
	"testing"

	"github.com/zalando/go-keyring"
)

func init() { keyring.MockInitWithError(errNone) }

// Keychain gives the test a keychain of its own, in memory, with nothing in it.
// Tests that share a process share it: they do not run side by side.
func Keychain(t *testing.T) {
	t.Helper()
	keyring.MockInit()
	t.Cleanup(func() { keyring.MockInitWithError(errNone) })
}

// NoKeychain is a computer without one, as many servers are.
func NoKeychain(t *testing.T) {
	t.Helper()
	keyring.MockInitWithError(errNone)
}

var errNone = errors.New("exec: \"dbus-launch\": executable file not found in $PATH")
