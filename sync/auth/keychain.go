package auth

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"time"

	"github.com/zalando/go-keyring"
)

// keychainService is the name under which the system's keychain lists the keys:
// Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
const keychainService = "License Ledger"

// keychainTimeout bounds one question to the keychain, which may ask its person
// to unlock it.
const keychainTimeout = time.Minute

// Why there is no key.
var (
	errKeyLost    = errors.New("the keychain does not have the key")
	errNoKeychain = errors.New("there is no keychain")
)

// keychainTurn lets one question at a time through: two would show two prompts.
var keychainTurn = make(chan struct{}, 1)

// askKeychain asks in the background, since a keychain that waits for its person
// cannot be interrupted.
func askKeychain(ctx context.Context, ask func() error) error {
	ctx, cancel := context.WithTimeout(ctx, keychainTimeout)
	defer cancel()
	select {
	case keychainTurn <- struct{}{}:
	case <-ctx.Done():
		return errNoKeychain
	}
	answered := make(chan error, 1)
	go func() {
		defer func() { <-keychainTurn }()
		answered <- ask()
	}()
	select {
	case err := <-answered:
		return err
	case <-ctx.Done():
		return errNoKeychain
	}
}

// findKey gives the key that is kept under a name: errKeyLost, errNoKeychain.
func findKey(ctx context.Context, name string) ([]byte, error) {
	var text string
	err := askKeychain(ctx, func() (err error) {
		text, err = keyring.Get(keychainService, name)
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) {
		return nil, errKeyLost
	}
	if err != nil {
		return nil, errNoKeychain // what it says may name the person
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != keySize {
		return nil, errKeyLost
	}
	return key, nil
}

// makeKey keeps a new key under a name: errNoKeychain.
func makeKey(ctx context.Context, name string) ([]byte, error) {
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	err := askKeychain(ctx, func() error {
		return keyring.Set(keychainService, name, base64.StdEncoding.EncodeToString(key))
	})
	if err != nil {
		return nil, errNoKeychain
	}
	return key, nil
}

// dropKey forgets the key of a name. That there was none, or no keychain, is as
// good.
func dropKey(ctx context.Context, name string) {
	_ = askKeychain(ctx, func() error { return keyring.Delete(keychainService, name) })
}
